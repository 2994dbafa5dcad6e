/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-report.h"
#include "vigie-widgets.h"

/* A mail draft with a file: the report as PDF, or an invitation. Asks for the file, makes it in a thread, writes it whole or not
 * at all. Main thread. */

G_BEGIN_DECLS

/* @report: consumed; NULL: none. @calendar: consumed; NULL: none. @name: proposed, without its ending. */
void vigie_flow_mail_save (GtkWidget *from, const char *subject, const char *body, VigieReport *report, char *calendar, VigieLang lang, const char *name);

G_END_DECLS
