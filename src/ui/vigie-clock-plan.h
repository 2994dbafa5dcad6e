/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-clock-row.h"

/* What should stand on the board, in order: late ones first, kept ones last and newest first. */

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *rows;              /* VigieClockRow */
  guint counts[VIGIE_N_CLOCKS]; /* of each group, shown or not */
} VigieClockPlan;

/* @kept_open: all kept clocks, else the newest. */
VigieClockPlan *vigie_clock_plan_new (VigieIncidentModel *model, gboolean kept_open);
VigieClockPlan *vigie_clock_plan_new_empty (void);
void vigie_clock_plan_free (VigieClockPlan *plan);
/* The same rows in the same order under the same heads. */
gboolean vigie_clock_plan_is_same (const VigieClockPlan *a, const VigieClockPlan *b);
/* How many rows a group shows at most. */
guint vigie_clock_plan_most_rows (VigieClockGroup group, gboolean kept_open);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieClockPlan, vigie_clock_plan_free)

G_END_DECLS
