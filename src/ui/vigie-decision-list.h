/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The decisions of an incident: those to review first, then those reviewed, each with who, by when and its verdict. */

G_BEGIN_DECLS

#define VIGIE_TYPE_DECISION_LIST (vigie_decision_list_get_type ())
G_DECLARE_FINAL_TYPE (VigieDecisionList, vigie_decision_list, VIGIE, DECISION_LIST, GtkWidget)

/* Without an incident. Floating. */
GtkWidget *vigie_decision_list_new (void);
void vigie_decision_list_set_model (VigieDecisionList *self, VigieIncidentModel *model); /* nullable */
/* Redraws from the present fold. */
void vigie_decision_list_update (VigieDecisionList *self);
/* Only what changes with the time. */
void vigie_decision_list_tick (VigieDecisionList *self);
/* Opens the form of a new decision. */
void vigie_decision_list_decide (VigieDecisionList *self);
/* Opens the form for the result of the decision whose review is due first; FALSE if none waits. */
gboolean vigie_decision_list_review (VigieDecisionList *self);

G_END_DECLS
