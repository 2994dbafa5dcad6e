/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-clock-plan.h"

#include <string.h>

#define KEPT_FOLDED 2
/* A night of thousands of decisions has as many reviews; each row costs a dozen widgets. */
#define GROUP_MAX_ROWS 40
#define KEPT_MAX_ROWS 200
#define WITHIN_USEC (30 * VIGIE_MINUTE_USEC)

static VigieClockGroup
group_of (const VigieObligation *obligation, gint64 now_usec)
{
  if (!vigie_obligation_is_running (obligation))
    return VIGIE_CLOCKS_KEPT;
  if (obligation->state == VIGIE_OBLIGATION_OVERDUE)
    return VIGIE_CLOCKS_LATE;
  if (obligation->due_usec != VIGIE_TIME_NONE && obligation->due_usec - now_usec <= WITHIN_USEC)
    return VIGIE_CLOCKS_SOON;

  return VIGIE_CLOCKS_LATER;
}

guint
vigie_clock_plan_most_rows (VigieClockGroup group, gboolean kept_open)
{
  if (group != VIGIE_CLOCKS_KEPT)
    return GROUP_MAX_ROWS;

  return kept_open ? KEPT_MAX_ROWS : KEPT_FOLDED;
}

VigieClockPlan *
vigie_clock_plan_new_empty (void)
{
  VigieClockPlan *plan = g_new0 (VigieClockPlan, 1);

  plan->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_clock_row_free);

  return plan;
}

void
vigie_clock_plan_free (VigieClockPlan *plan)
{
  g_ptr_array_unref (plan->rows);
  g_free (plan);
}

VigieClockPlan *
vigie_clock_plan_new (VigieIncidentModel *model, gboolean kept_open)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);
  gint64 now_usec = vigie_session_now_usec (vigie_incident_model_get_session (model));
  VigieClockPlan *plan = vigie_clock_plan_new_empty ();

  for (VigieClockGroup group = VIGIE_CLOCKS_LATE; group < VIGIE_N_CLOCKS; group++)
    for (guint n = 0; n < obligations->len; n++)
      {
        guint i = group == VIGIE_CLOCKS_KEPT ? obligations->len - 1 - n : n;
        const VigieObligation *obligation = g_ptr_array_index (obligations, i);

        if (group_of (obligation, now_usec) != group)
          continue;
        plan->counts[group]++;
        if (plan->counts[group] <= vigie_clock_plan_most_rows (group, kept_open))
          g_ptr_array_add (plan->rows, vigie_clock_row_new (obligation, group, i));
      }

  return plan;
}

static gboolean
is_same_order (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const VigieClockRow *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (x->group != y->group || !g_str_equal (x->key, y->key))
        return FALSE;
    }

  return TRUE;
}

gboolean
vigie_clock_plan_is_same (const VigieClockPlan *a, const VigieClockPlan *b)
{
  return is_same_order (a->rows, b->rows) && memcmp (a->counts, b->counts, sizeof a->counts) == 0;
}
