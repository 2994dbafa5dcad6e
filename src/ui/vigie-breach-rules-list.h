/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach.h"
#include "vigie-widgets.h"

/* Every rule with its verdict, time, whole reason and source; a verdict is lowered here. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_RULES_LIST (vigie_breach_rules_list_get_type ())
G_DECLARE_FINAL_TYPE (VigieBreachRulesList, vigie_breach_rules_list, VIGIE, BREACH_RULES_LIST, GtkWidget)

GtkWidget *vigie_breach_rules_list_new (void);
void vigie_breach_rules_list_set (VigieBreachRulesList *self, VigieIncidentModel *model, const VigieBreach *breach);
void vigie_breach_rules_list_open (VigieBreachRulesList *self);

G_END_DECLS
