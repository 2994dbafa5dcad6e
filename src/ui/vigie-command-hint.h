/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The words under the command line: what may be typed there, or what is wrong with what was. */

G_BEGIN_DECLS

#define VIGIE_TYPE_COMMAND_HINT (vigie_command_hint_get_type ())
G_DECLARE_FINAL_TYPE (VigieCommandHint, vigie_command_hint, VIGIE, COMMAND_HINT, GtkWidget)

GtkWidget *vigie_command_hint_new (void);
/* What helps with an entry of @kind. */
void vigie_command_hint_show (VigieCommandHint *self, VigieEntryKind kind);
/* The text is @n_chars long and cannot be edited. */
void vigie_command_hint_show_long (VigieCommandHint *self, gint64 n_chars, VigieLang lang);
/* Why it was refused. */
void vigie_command_hint_show_problem (VigieCommandHint *self, const char *problem);
/* Who else types, in the place of the key that leads away; NULL: nobody. */
void vigie_command_hint_show_typing (VigieCommandHint *self, const char *words);
/* There is room for it (the default); without, only what has to be read is shown. */
void vigie_command_hint_set_room (VigieCommandHint *self, gboolean room);

G_END_DECLS
