/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The vocabulary of the clocks, second half: what a clock is about (its subjects) and what keeps it.
 *
 * An act counts for a round only if it was done at or after the round's start and not after the
 * moment of the view. Two kinds of act may come before the start of a clock that does not repeat:
 * a milestone, which is a fact of the incident and no answer to the clock, and an alert given
 * between detection and declaration, because people call first and declare second. */

#include "vigie-obligation-private.h"

#include <string.h>

static const char *
after_prefix (const char *word, const char *prefix)
{
  gsize length = strlen (prefix);

  return strncmp (word, prefix, length) == 0 ? word + length : NULL;
}

static void
add_subject (GArray *subjects, const char *id, const char *label, const VigieText *text, const char *owner,
             gint64 start_usec, gint64 fulfilled_usec)
{
  VigieClockSubject subject = { id, label != NULL ? label : "", text, owner, start_usec, 0, fulfilled_usec };

  g_array_append_val (subjects, subject);
}

static void
add_holders (const VigieClockView *view, GArray *subjects)
{
  GPtrArray *holdings = view->incident->holdings;

  for (guint i = 0; i < holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (holdings, i);
      const VigiePostDef *post = vigie_playbook_post (view->playbook, holding->post);

      if (holding->since_usec > view->now_usec || holding->person == NULL
          || (holding->until_usec != VIGIE_TIME_NONE && holding->until_usec <= view->now_usec))
        continue;
      add_subject (subjects, holding->post, holding->person, post != NULL ? &post->title : NULL,
                   holding->person, holding->since_usec, VIGIE_TIME_NONE);
    }
}

static void
add_decisions (const VigieClockView *view, GArray *subjects)
{
  GPtrArray *decisions = view->incident->decisions;

  for (guint i = 0; i < decisions->len; i++)
    {
      const VigieDecision *decision = g_ptr_array_index (decisions, i);

      if (decision->taken_usec > view->now_usec
          || (decision->entry != NULL && decision->entry->retract_reason != NULL))
        continue;
      add_subject (subjects, decision->code, decision->decide, NULL, decision->author, decision->taken_usec,
                   vigie_clock_view_past (view, decision->reviewed_usec));
      g_array_index (subjects, VigieClockSubject, subjects->len - 1).span_usec = decision->review_usec;
    }
}

/* Each action by its own date; one that was dropped is owed no longer. */
static void
add_actions (const VigieClockView *view, GArray *subjects)
{
  GPtrArray *actions = view->incident->actions;

  for (guint i = 0; i < actions->len; i++)
    {
      const VigieActionItem *action = g_ptr_array_index (actions, i);
      gboolean done = strcmp (action->status, "done") == 0;

      if (action->made_usec > view->now_usec || action->due_usec == VIGIE_TIME_NONE || strcmp (action->status, "dropped") == 0)
        continue;
      add_subject (subjects, action->code, action->text, NULL, action->owner, action->made_usec,
                   done ? vigie_clock_view_past (view, action->occurred_usec) : VIGIE_TIME_NONE);
      g_array_index (subjects, VigieClockSubject, subjects->len - 1).span_usec = MAX (action->due_usec - action->made_usec, 1);
    }
}

/* A call is running until it ended or the same person began the next one. */
gboolean
vigie_clock_call_is_running (const VigieClockView *view, guint index)
{
  GPtrArray *calls = view->incident->calls;
  const VigieCall *call = g_ptr_array_index (calls, index);

  if (call->began_usec > view->now_usec
      || (call->ended_usec != VIGIE_TIME_NONE && call->ended_usec <= view->now_usec))
    return FALSE;
  for (guint i = 0; i < calls->len; i++)
    {
      const VigieCall *other = g_ptr_array_index (calls, i);

      if (i != index && strcmp (other->event->author, call->event->author) == 0
          && other->began_usec <= view->now_usec
          && (other->began_usec > call->began_usec || (other->began_usec == call->began_usec && i > index)))
        return FALSE;
    }

  return TRUE;
}

static void
add_calls (const VigieClockView *view, GArray *subjects)
{
  GPtrArray *calls = view->incident->calls;

  for (guint i = 0; i < calls->len; i++)
    {
      const VigieCall *call = g_ptr_array_index (calls, i);
      const VigieContactDef *contact;

      if (!vigie_clock_call_is_running (view, i))
        continue;
      contact = vigie_playbook_contact (view->playbook, call->whom);
      add_subject (subjects, call->whom, contact == NULL ? call->whom : "",
                   contact != NULL ? &contact->name : NULL, call->event->author, call->began_usec,
                   VIGIE_TIME_NONE);
    }
}

/* "cto,ceo,legal": the ids as the playbook's contacts bear them, so that they live as long as it. */
static void
add_contacts (const VigieClockView *view, const char *names, GArray *subjects)
{
  g_auto(GStrv) ids = g_strsplit (names, ",", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const VigieContactDef *contact = vigie_playbook_contact (view->playbook, ids[i]);

      if (contact != NULL)
        add_subject (subjects, contact->id, "", &contact->name, NULL, VIGIE_TIME_NONE, VIGIE_TIME_NONE);
    }
}

GArray *
vigie_clock_subjects (const VigieClockView *view, const VigieClockDef *clock)
{
  GArray *subjects = g_array_new (FALSE, FALSE, sizeof (VigieClockSubject));

  if (clock->subjects[0] == '\0')
    add_subject (subjects, "", "", NULL, NULL, VIGIE_TIME_NONE, VIGIE_TIME_NONE);
  else if (strcmp (clock->subjects, "holders") == 0)
    add_holders (view, subjects);
  else if (strcmp (clock->subjects, "decisions") == 0)
    add_decisions (view, subjects);
  else if (strcmp (clock->subjects, "actions") == 0)
    add_actions (view, subjects);
  else if (strcmp (clock->subjects, "calls") == 0)
    add_calls (view, subjects);
  else
    add_contacts (view, clock->subjects, subjects);

  return subjects;
}

static gint64
earlier (gint64 a_usec, gint64 b_usec)
{
  if (a_usec == VIGIE_TIME_NONE)
    return b_usec;

  return b_usec == VIGIE_TIME_NONE ? a_usec : MIN (a_usec, b_usec);
}

static gint64
message_sent (const VigieClockView *view, const char *audience, gsize length, const char *channel, gint64 since_usec)
{
  GPtrArray *messages = view->incident->messages; /* by time */

  for (guint i = 0; i < messages->len; i++)
    {
      const VigieMessage *message = g_ptr_array_index (messages, i);

      if (message->occurred_usec > view->now_usec)
        break;
      if (message->occurred_usec >= since_usec && strncmp (message->audience, audience, length) == 0
          && message->audience[length] == '\0'
          && (strcmp (channel, "*") == 0 || strcmp (message->channel, channel) == 0))
        return message->occurred_usec;
    }

  return VIGIE_TIME_NONE;
}

/* "users/status-page"; "$subject" in place of the audience is the subject itself. */
static gint64
message_of_word (const VigieClockView *view, const char *word, const VigieClockSubject *subject, gint64 since_usec)
{
  const char *slash = strchr (word, '/');

  if (slash == NULL)
    return VIGIE_TIME_NONE;
  if (g_str_has_prefix (word, "$subject/"))
    return message_sent (view, subject->id, strlen (subject->id), slash + 1, since_usec);

  return message_sent (view, word, (gsize) (slash - word), slash + 1, since_usec);
}

gboolean
vigie_clock_is_person (const VigieClockView *view, const char *whom, const char *contact_id)
{
  const VigieContactDef *contact;

  if (g_ascii_strcasecmp (whom, contact_id) == 0)
    return TRUE;
  contact = vigie_playbook_contact (view->playbook, contact_id);

  return contact != NULL && (strcmp (whom, contact->name.en) == 0 || strcmp (whom, contact->name.fr) == 0);
}

static gint64
person_reached (const VigieClockView *view, const char *contact_id, gint64 since_usec)
{
  gint64 reached = VIGIE_TIME_NONE;

  for (guint i = 0; i < view->incident->calls->len; i++)
    {
      const VigieCall *call = g_ptr_array_index (view->incident->calls, i);

      if (g_strcmp0 (call->outcome, "reached") == 0 && call->ended_usec != VIGIE_TIME_NONE
          && call->ended_usec >= since_usec && call->ended_usec <= view->now_usec
          && vigie_clock_is_person (view, call->whom, contact_id))
        reached = earlier (reached, call->ended_usec);
    }

  return reached;
}

static gint64
checked_in (const VigieClockView *view, gint64 since_usec)
{
  for (guint i = 0; i < view->incident->check_ins->len; i++)
    {
      const VigieCheckIn *check_in = g_ptr_array_index (view->incident->check_ins, i);

      if (check_in->occurred_usec >= since_usec)
        return vigie_clock_view_past (view, check_in->occurred_usec);
    }

  return VIGIE_TIME_NONE;
}

/* Alerts given between detection and declaration keep a clock that the declaration starts. */
static gint64
alert_since (const VigieClockView *view, const VigieClockDef *clock, gint64 since_usec)
{
  const char *start = g_ptr_array_index (clock->starts, 0);
  gint64 detected = view->incident->milestones[VIGIE_MILESTONE_DETECTED];

  if (clock->repeats || detected == VIGIE_TIME_NONE
      || (strcmp (start, "milestone:declared") != 0 && strcmp (start, "breach-known") != 0))
    return since_usec;

  return MIN (since_usec, detected);
}

static gint64
kept_by_word (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject,
              const char *word, gint64 since_usec)
{
  VigieMilestone milestone;
  const char *rest;

  if ((rest = after_prefix (word, "milestone:")) != NULL)
    return vigie_milestone_from_word (rest, &milestone) ? vigie_clock_view_milestone (view, milestone)
                                                        : VIGIE_TIME_NONE;
  if ((rest = after_prefix (word, "message:")) != NULL)
    return message_of_word (view, rest, subject, alert_since (view, clock, since_usec));
  if ((rest = after_prefix (word, "reached:")) != NULL)
    return person_reached (view, strcmp (rest, "$subject") == 0 ? subject->id : rest,
                           alert_since (view, clock, since_usec));
  if ((rest = after_prefix (word, "support:")) != NULL)
    return vigie_clock_left_support_usec (view, rest);
  if (strcmp (word, "check-in") == 0)
    return checked_in (view, since_usec);
  if (strcmp (word, "review") == 0 || strcmp (word, "action") == 0)
    return subject->fulfilled_usec;

  return VIGIE_TIME_NONE; /* the other words are kept by a recorded act alone */
}

const VigieFulfilment *
vigie_clock_act (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject,
                 const char *verb, gint64 since_usec, gboolean latest)
{
  GPtrArray *fulfilments = view->incident->fulfilments; /* by time */
  const VigieFulfilment *found = NULL;

  for (guint i = 0; i < fulfilments->len && (found == NULL || latest); i++)
    {
      const VigieFulfilment *act = g_ptr_array_index (fulfilments, i);

      if (act->occurred_usec >= since_usec && act->occurred_usec <= view->now_usec
          && strcmp (act->obligation, clock->id) == 0 && strcmp (act->verb, verb) == 0
          && strcmp (act->subject, subject->id) == 0)
        found = act;
    }

  return found;
}

gint64
vigie_clock_kept_usec (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject,
                       gint64 since_usec, const char **note)
{
  const VigieFulfilment *act = vigie_clock_act (view, clock, subject, "done", since_usec, FALSE);
  gint64 kept = VIGIE_TIME_NONE;

  for (guint i = 0; i < clock->fulfilled_by->len; i++)
    kept = earlier (kept, kept_by_word (view, clock, subject, g_ptr_array_index (clock->fulfilled_by, i), since_usec));

  *note = NULL;
  if (act != NULL && (kept == VIGIE_TIME_NONE || act->occurred_usec < kept))
    {
      *note = act->note;
      kept = act->occurred_usec;
    }

  return kept;
}
