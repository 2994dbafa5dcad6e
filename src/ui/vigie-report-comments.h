/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The comments on one section of the report: made on the passage that is selected in its text, answered, settled and
 * opened again. A passage that is pressed is shown in the text. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_REPORT_COMMENTS (vigie_report_comments_get_type ())
G_DECLARE_FINAL_TYPE (VigieReportComments, vigie_report_comments, VIGIE, REPORT_COMMENTS, GtkWidget)

GtkWidget *vigie_report_comments_new (void);
/* @model NULL: none. @text: the view of the section's text, or NULL where the record alone speaks; borrowed until the next
 * call. What is being typed in an answer stays. */
void vigie_report_comments_show (VigieReportComments *self,
                                 VigieIncidentModel *model,
                                 const char *section,
                                 VigieLang lang,
                                 GtkTextView *text);
/* Begins a comment on what is selected: Ctrl Alt M. */
void vigie_report_comments_begin (VigieReportComments *self);

G_END_DECLS
