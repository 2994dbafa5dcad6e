/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The versions of a section of the report: who wrote which and when, what differs between any two, and an earlier one
 * brought back. Main thread. */

G_BEGIN_DECLS

/* "3 versions…", for the button that opens it; NULL while nobody has written the section. Owned. */
char *vigie_report_history_words (const VigieIncident *incident, const char *section, VigieLang lang);
/* Opens the window over that of @from. */
void vigie_report_history_present (GtkWidget *from, VigieIncidentModel *model, const char *section, const char *title, VigieLang lang);

G_END_DECLS
