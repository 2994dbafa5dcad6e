/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* A post: who holds it, for how long, how they are; or that nobody does. Signal "answered" (const char *state):
 * during a check-in, what the holder said: "fit", "tired", "relieve" or "no-answer". */

G_BEGIN_DECLS

#define VIGIE_TYPE_ROSTER_ROW (vigie_roster_row_get_type ())
G_DECLARE_FINAL_TYPE (VigieRosterRow, vigie_roster_row, VIGIE, ROSTER_ROW, GtkListBoxRow)

GtkWidget *vigie_roster_row_new (VigieIncidentModel *model, const char *post);
const char *vigie_roster_row_get_post (VigieRosterRow *self);
/* The present holder's name, or NULL; borrowed from the fold. */
const char *vigie_roster_row_get_holder (VigieRosterRow *self);
/* Redraws from the present fold; what is open stays open. */
void vigie_roster_row_update (VigieRosterRow *self);
/* Shows the answers to press while a check-in runs; @state: pressed one, or NULL. */
void vigie_roster_row_set_asking (VigieRosterRow *self, gboolean asking, const char *state);
/* Opens the field for a name. */
void vigie_roster_row_assign (VigieRosterRow *self);
/* Whoever sits here takes the post. */
void vigie_roster_row_take (VigieRosterRow *self);

/* The four answers, in the order of the keys 1, 2, 3, 0. */
#define VIGIE_N_ANSWERS 4
extern const char *const vigie_roster_answers[VIGIE_N_ANSWERS];
const char *vigie_roster_answer_label (const char *state); /* translated; borrowed */

G_END_DECLS
