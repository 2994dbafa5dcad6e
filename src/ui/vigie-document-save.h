/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-report.h"
#include "vigie-widgets.h"

/* A document to a file that the person chooses. Main thread; the file is made in another one. */

G_BEGIN_DECLS

/* @report: consumed. @name: proposed; its ending says the form: .md, .html, else PDF. */
void vigie_document_save_report (GtkWidget *from, VigieReport *report, const char *title, const char *name);
/* The same for a text as it is. @text: consumed. */
void vigie_document_save_text (GtkWidget *from, char *text, const char *title, const char *name);

G_END_DECLS
