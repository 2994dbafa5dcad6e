/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls on behalf of a duty. Who does not answer is called again only after everybody who may stand in, in the order of
 * vigie-call-order.h. So the next person is always the first of those who were tried least, and after a whole round it is the one who was wanted. Somebody who answers in
 * place of the one who is wanted knows what to do, but the one who is wanted still has to be told. */

#include "vigie-duty-private.h"

#include <string.h>

#include "vigie-call-order.h"
#include "vigie-time.h"

/* From when attempts count: people call first and declare second. */
static gint64
attempts_since (const VigieIncident *incident, const VigieDuty *duty)
{
  gint64 detected = incident->milestones[VIGIE_MILESTONE_DETECTED];

  if (duty->started_usec == VIGIE_TIME_NONE || detected == VIGIE_TIME_NONE)
    return detected;

  return MIN (detected, duty->started_usec);
}

/* Whom the call at @index is for, of those in @order, if it is one that counts for @duty; NULL otherwise. */
static const VigieContactDef *
contact_of (const VigieClockView *view, const VigieDirectory *directory, GPtrArray *order, const VigieDuty *duty, guint index)
{
  const VigieCall *call = g_ptr_array_index (view->incident->calls, index);

  if (call->began_usec < attempts_since (view->incident, duty) || call->began_usec > view->now_usec)
    return NULL;
  for (guint i = 0; i < order->len; i++)
    if (vigie_call_order_is (directory, order->pdata[i], call->whom))
      return order->pdata[i];

  return NULL;
}

static VigieAttempt *
attempt_new (const VigieClockView *view, const VigieContactDef *contact, guint index)
{
  const VigieCall *call = g_ptr_array_index (view->incident->calls, index);
  gboolean has_ended = call->ended_usec != VIGIE_TIME_NONE && call->ended_usec <= view->now_usec;
  VigieAttempt *attempt = g_new0 (VigieAttempt, 1);

  attempt->contact = contact;
  attempt->is_running = vigie_clock_call_is_running (view, index);
  /* Somebody who calls another person has given the first one up. */
  attempt->outcome = attempt->is_running ? "running" : has_ended ? call->outcome : "no-answer";
  attempt->began_usec = call->began_usec;
  attempt->last_usec = has_ended ? call->ended_usec : call->began_usec;
  attempt->author = call->event->author;
  attempt->note = has_ended ? call->note : NULL;

  return attempt;
}

static GPtrArray *
list_attempts (const VigieClockView *view, const VigieDirectory *directory, GPtrArray *order, const VigieDuty *duty)
{
  GPtrArray *attempts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < view->incident->calls->len; i++)
    {
      const VigieContactDef *contact = contact_of (view, directory, order, duty, i);

      if (contact != NULL)
        g_ptr_array_add (attempts, attempt_new (view, contact, i));
    }

  return attempts;
}

/**
 * vigie_duty_attempts:
 * @directory: (nullable): the directory that @duty was evaluated with
 * @duty: a duty of @incident
 * @now_usec: the moment
 *
 * Lists who was called on behalf of @duty, whoever it was and whatever came of it.
 *
 * Returns: (transfer full) (element-type VigieAttempt): the attempts, the first one first
 */
GPtrArray *
vigie_duty_attempts (const VigiePlaybook *playbook, const VigieDirectory *directory, const VigieIncident *incident, const VigieDuty *duty, gint64 now_usec)
{
  g_autoptr(GPtrArray) order = NULL;
  VigieClockView view;

  g_return_val_if_fail (playbook != NULL && incident != NULL && duty != NULL, NULL);

  if (duty->contact == NULL)
    return g_ptr_array_new_with_free_func (g_free);
  vigie_clock_view_init (&view, playbook, incident, now_usec);
  order = vigie_call_order (playbook, directory, duty->contact, now_usec);

  return list_attempts (&view, directory, order, duty);
}

static guint
count_tries (GPtrArray *attempts, const VigieContactDef *contact)
{
  guint n = 0;

  for (guint i = 0; i < attempts->len; i++)
    n += ((const VigieAttempt *) g_ptr_array_index (attempts, i))->contact == contact;

  return n;
}

/* The first of those who were tried least. */
static const VigieContactDef *
least_tried (GPtrArray *order, const VigieDuty *duty, GPtrArray *attempts)
{
  const VigieContactDef *best = NULL;
  guint n_best = G_MAXUINT;

  if (duty->stand_in != NULL)
    return duty->contact;
  for (guint i = 0; i < order->len; i++)
    {
      guint n = count_tries (attempts, order->pdata[i]);

      if (n >= n_best)
        continue;
      best = order->pdata[i];
      n_best = n;
    }

  return best;
}

static void
read_attempt (VigieDuty *duty, const VigieAttempt *attempt)
{
  gboolean is_reached = strcmp (attempt->outcome, "reached") == 0;

  if (attempt->is_running)
    duty->to_call = attempt->contact;
  if (is_reached && attempt->contact != duty->contact)
    {
      duty->stand_in = attempt->contact;
      duty->stand_in_usec = attempt->last_usec;
    }
  if (is_reached)
    return;
  if (attempt->contact == duty->contact)
    {
      duty->n_tries += !attempt->is_running;
      duty->last_outcome = attempt->is_running ? duty->last_outcome : attempt->outcome;
      duty->last_usec = attempt->last_usec;
      duty->last_author = attempt->author;
    }
}

void
vigie_duty_read_attempts (VigieDutyQueue *queue, VigieDuty *duty)
{
  g_autoptr(GPtrArray) order = NULL;
  g_autoptr(GPtrArray) attempts = NULL;

  if (duty->contact == NULL)
    return;
  order = vigie_call_order (queue->view.playbook, queue->directory, duty->contact, queue->view.now_usec);
  attempts = list_attempts (&queue->view, queue->directory, order, duty);
  for (guint i = 0; i < attempts->len; i++)
    read_attempt (duty, g_ptr_array_index (attempts, i));
  if (duty->to_call == duty->contact)
    duty->state = VIGIE_DUTY_CALLING;
  else if (duty->n_tries > 0)
    duty->state = duty->overdue ? VIGIE_DUTY_NOT_REACHED : VIGIE_DUTY_TRIED;
  if (duty->to_call == NULL)
    duty->to_call = least_tried (order, duty, attempts);
}

/**
 * vigie_duty_escalates_to:
 * @duty: a duty of @incident that is to tell somebody
 *
 * Says who takes over when nobody can be reached: the support level above the present one.
 *
 * Returns: (nullable) (transfer none): a level of the playbook; NULL while there is time and somebody left to call
 */
const VigieSupportLevel *
vigie_duty_escalates_to (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieDuty *duty)
{
  const char *present;

  g_return_val_if_fail (playbook != NULL && incident != NULL && duty != NULL, NULL);

  if (duty->n_tries == 0 || duty->stand_in != NULL || !vigie_duty_is_open (duty) || (!duty->overdue && duty->to_call != duty->contact))
    return NULL;
  present = vigie_incident_support_level (incident);
  for (guint i = 0; i + 1 < playbook->support_levels->len; i++)
    if (g_strcmp0 (((const VigieSupportLevel *) g_ptr_array_index (playbook->support_levels, i))->id, present) == 0)
      return g_ptr_array_index (playbook->support_levels, i + 1);

  return NULL;
}
