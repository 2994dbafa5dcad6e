/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of a duty: attempts that reached nobody, who settled it and when, why it does not apply. */

#include "vigie-duty-private.h"

#include <string.h>

static const char *
author_of_event (VigieDutyQueue *queue, const char *kind, gint64 time_usec)
{
  GPtrArray *events = queue->view.incident->events;

  for (guint i = events->len; i > 0; i--)
    {
      const VigieEvent *event = g_ptr_array_index (events, i - 1);

      if (event->occurred_usec == time_usec && strcmp (event->kind, kind) == 0)
        return event->author;
    }

  return NULL;
}

static const char *
author_of_message (VigieDutyQueue *queue, const VigieAudience *audience, gint64 time_usec)
{
  GPtrArray *messages = queue->view.incident->messages;

  for (guint i = 0; audience != NULL && i < messages->len; i++)
    {
      const VigieMessage *message = g_ptr_array_index (messages, i);

      if (message->occurred_usec == time_usec && strcmp (message->audience, audience->id) == 0)
        return message->event->author;
    }

  return NULL;
}

static const char *
author_of_call (VigieDutyQueue *queue, const VigieContactDef *contact, gint64 time_usec)
{
  GPtrArray *calls = queue->view.incident->calls;

  for (guint i = 0; contact != NULL && i < calls->len; i++)
    {
      const VigieCall *call = g_ptr_array_index (calls, i);

      if (call->ended_usec == time_usec && vigie_clock_is_person (&queue->view, call->whom, contact->id))
        return call->event->author;
    }

  return NULL;
}

/* Who did what settled it: things of one minute are told apart by whom they were for. */
const char *
vigie_duty_author (VigieDutyQueue *queue, const VigieDuty *duty, gint64 time_usec)
{
  const char *author = author_of_call (queue, duty->contact, time_usec);

  if (author == NULL)
    author = author_of_message (queue, duty->audience, time_usec);
  if (author == NULL && duty->way == VIGIE_DUTY_ESCALATE)
    author = author_of_event (queue, "support.moved", time_usec);
  if (author == NULL && duty->way == VIGIE_DUTY_ESCALATE)
    author = author_of_event (queue, "milestone.set", time_usec);
  if (author == NULL && duty->way == VIGIE_DUTY_ACTION)
    author = author_of_event (queue, "war-room.opened", time_usec);
  if (author == NULL && duty->way == VIGIE_DUTY_ACTION)
    author = author_of_event (queue, "message.sent", time_usec);

  return author;
}

void
vigie_duty_settle (VigieDuty *duty, VigieDutyState state, gint64 time_usec, const char *author, const char *note)
{
  duty->state = state;
  duty->settled_usec = time_usec;
  duty->settled_by = author;
  duty->note = note;
}

/* The waiver of a clock for a subject, or NULL; the words it borrows live as long as the incident. */
static const VigieFulfilment *
find_act (VigieDutyQueue *queue, const VigieObligation *obligation, const char *verb)
{
  GPtrArray *fulfilments = queue->view.incident->fulfilments;
  const VigieFulfilment *found = NULL;

  for (guint i = 0; i < fulfilments->len; i++)
    {
      const VigieFulfilment *act = g_ptr_array_index (fulfilments, i);

      if (act->occurred_usec <= queue->view.now_usec && strcmp (act->verb, verb) == 0
          && strcmp (act->obligation, obligation->id) == 0 && strcmp (act->subject, obligation->subject) == 0)
        found = act;
    }

  return found;
}

void
vigie_duty_read_clock (VigieDutyQueue *queue, VigieDuty *duty, const VigieObligation *obligation)
{
  const VigieFulfilment *act;

  duty->started_usec = obligation->started_usec;
  duty->due_usec = obligation->due_usec;
  duty->overdue = obligation->state == VIGIE_OBLIGATION_OVERDUE;
  if (obligation->state == VIGIE_OBLIGATION_DONE)
    {
      act = find_act (queue, obligation, "done");
      act = act != NULL && act->occurred_usec == obligation->fulfilled_usec ? act : NULL;
      vigie_duty_settle (duty, VIGIE_DUTY_DONE, obligation->fulfilled_usec,
              act != NULL ? act->event->author : vigie_duty_author (queue, duty, obligation->fulfilled_usec), act != NULL ? act->note : NULL);
    }
  else if (obligation->state == VIGIE_OBLIGATION_WAIVED)
    {
      act = find_act (queue, obligation, "waived");
      vigie_duty_settle (duty, VIGIE_DUTY_NOT_APPLICABLE, act != NULL ? act->occurred_usec : VIGIE_TIME_NONE,
              act != NULL ? act->event->author : NULL, act != NULL ? act->note : NULL);
    }
  else
    vigie_duty_read_attempts (queue, duty);
}
