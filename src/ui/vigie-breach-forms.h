/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach.h"
#include "vigie-widgets.h"

/* The small forms of a breach. Each opens a window over that of @from and records by itself. Main thread. */

G_BEGIN_DECLS

/* Lowers the verdict of @rule: to what, who decided, why. */
void vigie_breach_form_lower (GtkWidget *from, VigieIncidentModel *model, const VigieBreachRule *rule);
/* Takes that back. */
void vigie_breach_form_raise (GtkWidget *from, VigieIncidentModel *model, const VigieBreachRule *rule);
/* The entry in the register; @number: proposed. */
void vigie_breach_form_register (GtkWidget *from, VigieIncidentModel *model);

G_END_DECLS
