/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* One hypothesis with its state, and on demand the form that changes it. */

G_BEGIN_DECLS

#define VIGIE_TYPE_HYPOTHESIS_CARD (vigie_hypothesis_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieHypothesisCard, vigie_hypothesis_card, VIGIE, HYPOTHESIS_CARD, GtkWidget)

GtkWidget *vigie_hypothesis_card_new (VigieIncidentModel *model, const char *code);
const char *vigie_hypothesis_card_get_code (VigieHypothesisCard *self);
/* Redraws from the present fold, an open form stays as it is. */
void vigie_hypothesis_card_update (VigieHypothesisCard *self);
/* Icon and class of a state, for others who show it. */
const char *vigie_hypothesis_state_icon (VigieHypothesisState state);
const char *vigie_hypothesis_state_class (VigieHypothesisState state);

G_END_DECLS
