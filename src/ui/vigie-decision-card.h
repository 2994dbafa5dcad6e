/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* One decision: what, who, by when, when it is reviewed and what the review said. */

G_BEGIN_DECLS

#define VIGIE_TYPE_DECISION_CARD (vigie_decision_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieDecisionCard, vigie_decision_card, VIGIE, DECISION_CARD, GtkWidget)

/* Of the decision @code (“D2”) of @model. Floating. */
GtkWidget *vigie_decision_card_new (VigieIncidentModel *model, const char *code);
/* Borrowed. */
const char *vigie_decision_card_get_code (VigieDecisionCard *self);
/* Redraws from the present fold and the present time. */
void vigie_decision_card_update (VigieDecisionCard *self);
/* Opens the form for its result. */
void vigie_decision_card_review (VigieDecisionCard *self);

/* The clock of the review of decision @code that runs, or NULL; borrowed until the next tick. */
const VigieObligation *vigie_decision_clock (VigieIncidentModel *model, const char *code);

G_END_DECLS
