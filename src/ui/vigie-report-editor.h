/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The text of one section in one language: typed, kept while it is typed, recorded. Main thread.
 *
 * Properties: none. Signal "state" (): recorded, kept, taken back; vigie_report_editor_is_dirty() may differ. */

G_BEGIN_DECLS

#define VIGIE_TYPE_REPORT_EDITOR (vigie_report_editor_get_type ())
G_DECLARE_FINAL_TYPE (VigieReportEditor, vigie_report_editor, VIGIE, REPORT_EDITOR, GtkWidget)

GtkWidget *vigie_report_editor_new (void);
/* Opens section @section in @lang with @text (written, or proposed when @edited is FALSE). What was typed elsewhere in this
 * editor is recorded first. The same section again only brings the newer text, unless something is being typed. */
void vigie_report_editor_open (VigieReportEditor *self, VigieIncidentModel *model, const char *section, VigieLang lang, const char *text, gboolean edited);
/* Records what is typed and closes; for a page that goes away. */
void vigie_report_editor_close (VigieReportEditor *self);
/* Records what is typed, if it differs. */
void vigie_report_editor_record (VigieReportEditor *self);
/* Gives the section back to the record: what is proposed takes the place of what was written. */
void vigie_report_editor_take_back (VigieReportEditor *self);
gboolean vigie_report_editor_is_dirty (VigieReportEditor *self);
GtkTextBuffer *vigie_report_editor_get_buffer (VigieReportEditor *self);
GtkTextView *vigie_report_editor_get_view (VigieReportEditor *self);
/* "section/STREAM/SECTION/LANG"; owned. */
char *vigie_report_editor_place (const char *stream, const char *section, VigieLang lang);

G_END_DECLS
