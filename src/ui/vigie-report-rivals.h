/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

G_BEGIN_DECLS

/* All versions of a section that were written at the same time, side by side, each with the button that keeps it.
 * NULL when there is only one. Floating. */
GtkWidget *vigie_report_rivals_new (VigieIncidentModel *model, const char *section, VigieLang lang);
/* Who wrote @text in that section; "" when the record does not say. Borrowed from @incident. */
const char *vigie_report_author_of (const VigieIncident *incident, const char *section, VigieLang lang, const char *text);
/* Another one, another choice: what is chosen so far goes by as long as it stays the same. NULL: there is but one version. Owned. */
char *vigie_report_rivals_key (const VigieIncident *incident, const char *section, VigieLang lang);

G_END_DECLS
