/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The text field of the command line, for texts of any length. Main thread.
 *
 * Signal "changed" (gboolean typed): the text is another; @typed: by a person, not by set_text(). */

G_BEGIN_DECLS

#define VIGIE_TYPE_COMMAND_FIELD (vigie_command_field_get_type ())
G_DECLARE_FINAL_TYPE (VigieCommandField, vigie_command_field, VIGIE, COMMAND_FIELD, GtkWidget)

GtkWidget *vigie_command_field_new (void);
/* The whole text, never NULL; valid until it changes. */
const char *vigie_command_field_get_text (VigieCommandField *self);
void vigie_command_field_set_text (VigieCommandField *self, const char *text);
/* The text is too long to be edited: it can be recorded or given up. */
gboolean vigie_command_field_is_long (VigieCommandField *self);
/* TRUE while set_text() changes the field. */
gboolean vigie_command_field_is_setting (VigieCommandField *self);
/* The field of the toolkit, for what listens to keys and to the cursor. */
GtkWidget *vigie_command_field_get_entry (VigieCommandField *self);
/* People and facts in the accent colour, and with @kind the word before its colon bold. */
void vigie_command_field_mark (VigieCommandField *self, gboolean kind);

G_END_DECLS
