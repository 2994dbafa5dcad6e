/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach.h"
#include "vigie-widgets.h"

/* ENISA's score with its inputs, what was assumed, and whether it lies on a cut. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_SCORE_CARD (vigie_breach_score_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieBreachScoreCard, vigie_breach_score_card, VIGIE, BREACH_SCORE_CARD, GtkWidget)

GtkWidget *vigie_breach_score_card_new (void);
/* Hides itself without a score. */
void vigie_breach_score_card_set (VigieBreachScoreCard *self, VigieSession *session, const VigieBreach *breach);

G_END_DECLS
