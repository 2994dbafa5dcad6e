/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Strips under the incident's header for what the facts ask of the commander: to assess the level again, and to
 * record a computed loss that passes the limit of a notice. Hidden while there is nothing. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PROPOSAL_BAR (vigie_proposal_bar_get_type ())
G_DECLARE_FINAL_TYPE (VigieProposalBar, vigie_proposal_bar, VIGIE, PROPOSAL_BAR, GtkWidget)

/* Without an incident, hidden. Floating. */
GtkWidget *vigie_proposal_bar_new (void);
/* @model: (nullable). */
void vigie_proposal_bar_set_model (VigieProposalBar *self, VigieIncidentModel *model);

G_END_DECLS
