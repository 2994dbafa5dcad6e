/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach.h"
#include "vigie-widgets.h"

/* The facts that the verdicts rest on, each with its state, and how many would still settle one. A press leads to
 * the fact. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_FACTS_BAR (vigie_breach_facts_bar_get_type ())
G_DECLARE_FINAL_TYPE (VigieBreachFactsBar, vigie_breach_facts_bar, VIGIE, BREACH_FACTS_BAR, GtkWidget)

GtkWidget *vigie_breach_facts_bar_new (void);
void vigie_breach_facts_bar_set (VigieBreachFactsBar *self, VigieIncidentModel *model, const VigieBreach *breach);
/* A button that lists what is missing; it follows the last vigie_breach_facts_bar_set(). Borrowed. */
GtkWidget *vigie_breach_facts_bar_get_missing (VigieBreachFactsBar *self);

G_END_DECLS
