/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The line where everything is noted. grab_focus() puts the cursor in it.
 *
 * Signals:
 *   "leave" (): Up at its start, or Escape: the person wants the list
 *   "recorded" (const char *event_id): one entry was recorded from it */

G_BEGIN_DECLS

#define VIGIE_TYPE_COMMAND_LINE (vigie_command_line_get_type ())
G_DECLARE_FINAL_TYPE (VigieCommandLine, vigie_command_line, VIGIE, COMMAND_LINE, GtkWidget)

GtkWidget *vigie_command_line_new (void);
void vigie_command_line_set_model (VigieCommandLine *self, VigieIncidentModel *model);
/* Puts the cursor in it, at the end, after typing @text there (NULL: nothing). */
void vigie_command_line_type (VigieCommandLine *self, const char *text);
/* Puts the cursor at its end, with @time in front in place of any time that stands there. */
void vigie_command_line_retime (VigieCommandLine *self, const char *time);
/* The hint under the line, which a narrow window has no room for. */
void vigie_command_line_set_hint_visible (VigieCommandLine *self, gboolean visible);
const char *vigie_command_line_get_text (VigieCommandLine *self);
/* Presses Enter: records what stands in it. */
void vigie_command_line_submit (VigieCommandLine *self);
/* A control at the end of the line. */
void vigie_command_line_add_end (VigieCommandLine *self, GtkWidget *widget);
/* Opens the four fields of a decision; FALSE when what stands in it is no decision. */
gboolean vigie_command_line_decide (VigieCommandLine *self);

G_END_DECLS
