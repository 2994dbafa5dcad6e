/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach.h"
#include "vigie-widgets.h"

/* What to do about one duty, which is the most that any of the books asks: its state, its time, its act. Made once
 * and patched. Main thread.
 * Signal "act" (): the button was pressed. */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_TODO (vigie_breach_todo_get_type ())
G_DECLARE_FINAL_TYPE (VigieBreachTodo, vigie_breach_todo, VIGIE, BREACH_TODO, GtkWidget)

GtkWidget *vigie_breach_todo_new (VigieBreachDuty duty);
void vigie_breach_todo_set (VigieBreachTodo *self, VigieIncidentModel *model, const VigieBreach *breach);
GtkWidget *vigie_breach_todo_get_button (VigieBreachTodo *self); /* borrowed */

/* The clock that stands for the duty, or NULL; the present round. Borrowed until the next tick. */
const VigieObligation *vigie_breach_todo_clock (VigieIncidentModel *model, VigieBreachDuty duty);
/* Who of management is still to be reached: the first open act of the alert, or NULL; @n_reached and @n count them. */
const VigieDuty *vigie_breach_todo_call (VigieIncidentModel *model, guint *n_reached, guint *n);

G_END_DECLS
