/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-posts.h"
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
/* Shows the answers to press for @person while a check-in runs; NULL: nobody is asked here. @state: pressed one, or NULL. */
void vigie_roster_row_set_asking (VigieRosterRow *self, const char *person, const char *state);
/* Opens the field for a name. */
void vigie_roster_row_assign (VigieRosterRow *self);
/* Whoever sits here takes the post, or asks its holder for it. */
void vigie_roster_row_take (VigieRosterRow *self);
/* Opens the form of a handover, or shows the request that waits. */
void vigie_roster_row_relieve (VigieRosterRow *self);
/* Why the post is shown; redraw with vigie_roster_row_update(). */
void vigie_roster_row_set_kind (VigieRosterRow *self, VigiePostKind kind);
/* Where it stands in the list: 0 first. */
int vigie_roster_row_rank (VigieRosterRow *self);

G_END_DECLS
