/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The people after an @ and the facts after a #, offered over a text field as one types. */

G_BEGIN_DECLS

typedef struct _VigieSuggestions VigieSuggestions;

/* Over @editable, for as long as it lives; free before it. */
VigieSuggestions *vigie_suggestions_new (GtkWidget *entry);
void vigie_suggestions_free (VigieSuggestions *self);
/* Looks at the word before the cursor and shows or hides the list. @model may be NULL. */
void vigie_suggestions_update (VigieSuggestions *self, VigieIncidentModel *model);
void vigie_suggestions_hide (VigieSuggestions *self);
gboolean vigie_suggestions_is_shown (VigieSuggestions *self);
/* Moves the choice; the first step chooses the first (or last). */
void vigie_suggestions_move (VigieSuggestions *self, int step);
/* Writes the chosen one (@first: else the first) into the field; FALSE if there is none. */
gboolean vigie_suggestions_accept (VigieSuggestions *self, gboolean first);

G_END_DECLS
