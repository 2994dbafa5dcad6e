/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When the steps of a procedure are due. T+0 is when the incident was detected, like every other clock. A group of steps
 * begins at its T+ and should be through when the next one begins; groups that share a T+ share the end. The last one
 * has nothing after it, so it is due at its own T+: "T+24 h: tell the users" means by then. */

#include "vigie-procedure.h"

#include "vigie-obligation.h"

gint64
vigie_procedure_zero (const VigieIncident *incident)
{
  static const VigieMilestone order[] = { VIGIE_MILESTONE_DETECTED, VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_DECLARED };

  g_return_val_if_fail (incident != NULL, VIGIE_TIME_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (incident->milestones[order[i]] != VIGIE_TIME_NONE)
      return incident->milestones[order[i]];

  return VIGIE_TIME_NONE;
}

gint64
vigie_procedure_begins (const VigieIncident *incident, GPtrArray *groups, guint index)
{
  const VigieStepGroup *group;
  gint64 zero;

  g_return_val_if_fail (incident != NULL && groups != NULL && index < groups->len, VIGIE_TIME_NONE);

  group = g_ptr_array_index (groups, index);
  zero = vigie_procedure_zero (incident);

  return zero == VIGIE_TIME_NONE || group->at_usec == VIGIE_TIME_NONE ? VIGIE_TIME_NONE : zero + group->at_usec;
}

gint64
vigie_procedure_due (const VigieIncident *incident, GPtrArray *groups, guint index)
{
  gint64 begins = vigie_procedure_begins (incident, groups, index);
  const VigieStepGroup *group;

  if (begins == VIGIE_TIME_NONE)
    return VIGIE_TIME_NONE;
  group = g_ptr_array_index (groups, index);
  if (group->until_usec != VIGIE_TIME_NONE)
    return begins - group->at_usec + group->until_usec;
  for (guint i = index + 1; i < groups->len; i++)
    {
      gint64 next = vigie_procedure_begins (incident, groups, i);

      if (next != VIGIE_TIME_NONE && next > begins)
        return next;
    }

  return begins;
}

VigieStepDue
vigie_procedure_due_state (const VigieIncident *incident, GPtrArray *groups, guint index, gint64 now_usec)
{
  gint64 due = vigie_procedure_due (incident, groups, index);
  gint64 begins;

  if (due == VIGIE_TIME_NONE || !vigie_incident_is_active (incident))
    return VIGIE_STEP_DUE_NONE;
  begins = vigie_procedure_begins (incident, groups, index);
  if (now_usec > due)
    return VIGIE_STEP_DUE_LATE;
  if (now_usec < begins)
    return VIGIE_STEP_DUE_LATER;

  return due - now_usec <= vigie_obligation_soon_usec (due - begins) ? VIGIE_STEP_DUE_SOON : VIGIE_STEP_DUE_RUNNING;
}
