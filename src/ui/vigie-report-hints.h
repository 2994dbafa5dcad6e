/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Hints against blame and vagueness under the text of a section, while it is written. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_REPORT_HINTS (vigie_report_hints_get_type ())
G_DECLARE_FINAL_TYPE (VigieReportHints, vigie_report_hints, VIGIE, REPORT_HINTS, GtkWidget)

GtkWidget *vigie_report_hints_new (void);
/* Follows @text, the view of section @section in @lang; @model NULL, or @text NULL: nothing. */
void vigie_report_hints_show (VigieReportHints *self,
                              VigieIncidentModel *model,
                              const char *section,
                              VigieLang lang,
                              GtkTextView *text);

G_END_DECLS
