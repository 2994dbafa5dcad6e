/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls on behalf of a duty. Who does not answer is called again only after everybody who may stand in: those
 * that follow in the same category of the directory and have a number. So the next person is always the first
 * of those who were tried least, and after a whole round it is the one who was wanted. Somebody who answers in
 * place of the one who is wanted knows what to do, but the one who is wanted still has to be told. */

#include "vigie-duty-private.h"

#include <string.h>

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

static gboolean
may_stand_in (const VigiePlaybook *playbook, const VigieContactDef *contact, const VigieContactDef *other)
{
  guint from = 0, to = 0;

  if (strcmp (contact->category, other->category) != 0 || (other != contact && other->phones->len == 0))
    return FALSE;

  return other == contact
         || (g_ptr_array_find (playbook->contacts, contact, &from) && g_ptr_array_find (playbook->contacts, other, &to) && to > from);
}

/* The contact that the call at @index is for, if it is one that counts for @duty; NULL otherwise. */
static const VigieContactDef *
contact_of (const VigieClockView *view, const VigieDuty *duty, guint index)
{
  const VigieCall *call = g_ptr_array_index (view->incident->calls, index);

  if (call->began_usec < attempts_since (view->incident, duty) || call->began_usec > view->now_usec)
    return NULL;
  for (guint i = 0; i < view->playbook->contacts->len; i++)
    {
      const VigieContactDef *contact = g_ptr_array_index (view->playbook->contacts, i);

      if (may_stand_in (view->playbook, duty->contact, contact) && vigie_clock_is_person (view, call->whom, contact->id))
        return contact;
    }

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
list_attempts (const VigieClockView *view, const VigieDuty *duty)
{
  GPtrArray *attempts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; duty->contact != NULL && i < view->incident->calls->len; i++)
    {
      const VigieContactDef *contact = contact_of (view, duty, i);

      if (contact != NULL)
        g_ptr_array_add (attempts, attempt_new (view, contact, i));
    }

  return attempts;
}

/**
 * vigie_duty_attempts:
 * @duty: a duty of @incident
 * @now_usec: the moment
 *
 * Lists who was called on behalf of @duty, whoever it was and whatever came of it.
 *
 * Returns: (transfer full) (element-type VigieAttempt): the attempts, the first one first
 */
GPtrArray *
vigie_duty_attempts (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieDuty *duty, gint64 now_usec)
{
  VigieClockView view;

  g_return_val_if_fail (playbook != NULL && incident != NULL && duty != NULL, NULL);

  vigie_clock_view_init (&view, playbook, incident, now_usec);

  return list_attempts (&view, duty);
}

static guint
count_tries (GPtrArray *attempts, const VigieContactDef *contact)
{
  guint n = 0;

  for (guint i = 0; i < attempts->len; i++)
    n += ((const VigieAttempt *) g_ptr_array_index (attempts, i))->contact == contact;

  return n;
}

static const VigieContactDef *
least_tried (const VigieClockView *view, const VigieDuty *duty, GPtrArray *attempts)
{
  const VigieContactDef *best = duty->contact;
  guint n_best = count_tries (attempts, best);

  if (duty->stand_in != NULL)
    return best;
  for (guint i = 0; i < view->playbook->contacts->len; i++)
    {
      const VigieContactDef *contact = g_ptr_array_index (view->playbook->contacts, i);
      guint n = may_stand_in (view->playbook, duty->contact, contact) ? count_tries (attempts, contact) : n_best;

      if (n >= n_best)
        continue;
      best = contact;
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
  g_autoptr(GPtrArray) attempts = list_attempts (&queue->view, duty);

  for (guint i = 0; i < attempts->len; i++)
    read_attempt (duty, g_ptr_array_index (attempts, i));
  if (duty->contact != NULL && duty->to_call == duty->contact)
    duty->state = VIGIE_DUTY_CALLING;
  else if (duty->n_tries > 0)
    duty->state = duty->overdue ? VIGIE_DUTY_NOT_REACHED : VIGIE_DUTY_TRIED;
  if (duty->to_call == NULL && duty->contact != NULL)
    duty->to_call = least_tried (&queue->view, duty, attempts);
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
