/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-metrics-series.h"
#include "vigie-widgets.h"

/* One of the five indicators: mean, verdict, target, median, the state before, its course over time, what is missing.
 * A button: pressing it asks for the incidents behind the figure. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_INDICATOR_CARD (vigie_indicator_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieIndicatorCard, vigie_indicator_card, VIGIE, INDICATOR_CARD, GtkButton)

/* @indicator: a VigieDelay, or VIGIE_N_DELAYS for the recurrence. */
GtkWidget *vigie_indicator_card_new (VigieSession *session, guint indicator);
guint vigie_indicator_card_get_indicator (VigieIndicatorCard *self);
/* @series: VigieBucket. */
void vigie_indicator_card_set (VigieIndicatorCard *self, const VigieMetrics *metrics, GArray *series);
/* What the card is called: "Time to detect". Borrowed from the playbook. */
const char *vigie_indicator_title (VigieSession *session, guint indicator);

G_END_DECLS
