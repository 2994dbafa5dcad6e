/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-roster-row.h"

/* The posts of an incident, and the check-in that runs inside them.
 * Signal "round" (): a check-in began, was answered or ended. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ROSTER_LIST (vigie_roster_list_get_type ())
G_DECLARE_FINAL_TYPE (VigieRosterList, vigie_roster_list, VIGIE, ROSTER_LIST, GtkWidget)

/* Without an incident. Floating. */
GtkWidget *vigie_roster_list_new (void);
/* @model may be NULL. Ends a check-in without recording it. */
void vigie_roster_list_set_model (VigieRosterList *self, VigieIncidentModel *model);
/* Redraws from the present fold; a check-in goes on. */
void vigie_roster_list_update (VigieRosterList *self);
/* The same for what runs with the time. */
void vigie_roster_list_tick (VigieRosterList *self);

/* The row of @post, the first row (NULL), the one with the focus; NULL if there is none. Borrowed. */
VigieRosterRow *vigie_roster_list_find (VigieRosterList *self, const char *post);
VigieRosterRow *vigie_roster_list_first (VigieRosterList *self);
/* Posts that somebody holds, and those that nobody does. */
void vigie_roster_list_count (VigieRosterList *self, guint *held, guint *vacant);

/* Begins a check-in: each row of somebody present shows the answers. Leaving it records nothing. */
void vigie_roster_list_start_round (VigieRosterList *self);
void vigie_roster_list_leave_round (VigieRosterList *self);
/* Records what was answered and ends the round, unless it cannot be recorded. */
void vigie_roster_list_record_round (VigieRosterList *self);
/* A check-in is under way. */
gboolean vigie_roster_list_is_round (VigieRosterList *self);
/* @missing: names of those who have not answered; owned. */
void vigie_roster_list_get_round (VigieRosterList *self, guint *answered, guint *asked, char **missing);
/* Answers for the row with the focus and goes on; FALSE if it is not asked. */
gboolean vigie_roster_list_answer (VigieRosterList *self, int digit);
/* Puts the focus on the first row that lacks an answer; on none when all have one. */
void vigie_roster_list_focus_unanswered (VigieRosterList *self);

G_END_DECLS
