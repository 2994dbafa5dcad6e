/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The nine times of an incident, each to set now, to type or to correct. Records by itself.
 * Stands in the report and wherever else an incident is led. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_MILESTONES_CARD (vigie_milestones_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieMilestonesCard, vigie_milestones_card, VIGIE, MILESTONES_CARD, GtkWidget)

GtkWidget *vigie_milestones_card_new (void);
/* @model: (nullable): a reference is taken. */
void vigie_milestones_card_set_model (VigieMilestonesCard *self, VigieIncidentModel *model);
/* Opens the field of @milestone and gives it the focus. */
void vigie_milestones_card_edit (VigieMilestonesCard *self, VigieMilestone milestone);
/* Takes @text ("14:32", "-5", "hier 23:10", "" to clear) as the time of @milestone, as typing it does: recorded, or a
 * form asks why. FALSE: it was refused, and the sentence stands under the row. */
gboolean vigie_milestones_card_take (VigieMilestonesCard *self, VigieMilestone milestone, const char *text);

/* Sets @milestone to the present moment, or opens the form that asks why, over the window of @from. */
void vigie_milestone_set_now (GtkWidget *from, VigieIncidentModel *model, VigieMilestone milestone);
/* The milestones of its response that have no time yet, in order. @out: VIGIE_N_MILESTONES; how many. */
guint vigie_milestones_missing (const VigieIncident *incident, VigieMilestone *out);

G_END_DECLS
