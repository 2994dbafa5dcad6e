/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach.h"
#include "vigie-widgets.h"

/* What one rule book says of one duty: mark and verdict, time, reason, source, and the book's further rules of that
 * duty. Made once and patched. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_CELL (vigie_breach_cell_get_type ())
G_DECLARE_FINAL_TYPE (VigieBreachCell, vigie_breach_cell, VIGIE, BREACH_CELL, GtkWidget)

GtkWidget *vigie_breach_cell_new (VigieBreachDuty duty, VigieBreachBasis basis);
void vigie_breach_cell_set (VigieBreachCell *self, VigieSession *session, const VigieBreach *breach);
/* In the narrow form the book's name stands over the verdict. */
void vigie_breach_cell_set_narrow (VigieBreachCell *self, gboolean narrow);
/* Its verdict as shown, for tests; %NULL where the book has no rule. Borrowed. */
const char *vigie_breach_cell_get_verdict (VigieBreachCell *self);

/* Icon and style class of a verdict: shape, word and colour always go together. */
const char *vigie_breach_mark_icon (VigieBreachVerdict verdict);
const char *vigie_breach_mark_class (VigieBreachVerdict verdict);
/* "Company rule", "GDPR", "Ivorian law"; translated. */
const char *vigie_breach_basis_title (VigieBreachBasis basis);
/* "Authority", "Persons", …; translated. */
const char *vigie_breach_duty_title (VigieBreachDuty duty);

G_END_DECLS
