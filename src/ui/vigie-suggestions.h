/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What the line may go on with (vigie-complete.h), offered over a text field as one types. Main thread. */

G_BEGIN_DECLS

typedef struct _VigieSuggestions VigieSuggestions;

/* Over @entry, for as long as it lives; free before it. */
VigieSuggestions *vigie_suggestions_new (GtkWidget *entry);
void vigie_suggestions_free (VigieSuggestions *self);
/* Looks at what stands before the cursor and shows or hides the list. @model may be NULL. @asked: by a key of its
 * own, so also where nothing is typed. */
void vigie_suggestions_update (VigieSuggestions *self, VigieIncidentModel *model, gboolean asked);
void vigie_suggestions_hide (VigieSuggestions *self);
gboolean vigie_suggestions_is_shown (VigieSuggestions *self);
/* Moves the choice by @step (1 or -1); the first step chooses the first, or the last. */
void vigie_suggestions_move (VigieSuggestions *self, int step);
/* Writes the chosen one (@first: else the first) into the field and hides; FALSE if there is none. */
gboolean vigie_suggestions_accept (VigieSuggestions *self, gboolean first);

G_END_DECLS
