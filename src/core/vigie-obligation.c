/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The obligations engine.
 *
 * A clock of the playbook becomes one or more obligations: one for each subject, and for a repeating
 * clock one for each round. A round begins at its start and ends when it is kept; what keeps it
 * starts the next one (or, for "level-or-stage", the first such change after it does). Nothing is
 * stored: the same incident evaluated for an earlier moment gives the clocks as they stood then,
 * which is what the report and `vigiectl obligations --at` need.
 *
 * Due times are never moved by anything but their start and span; a postponement is a note beside
 * them, or the record could no longer tell a kept promise from a shifted one. */

#include "vigie-obligation.h"

#include <string.h>

#include "vigie-obligation-private.h"
#include "vigie-breach.h"
#include "vigie-twin.h"

static const char *const state_words[] = {
  [VIGIE_OBLIGATION_PENDING] = "pending", [VIGIE_OBLIGATION_DUE_SOON] = "due-soon",
  [VIGIE_OBLIGATION_OVERDUE] = "overdue", [VIGIE_OBLIGATION_DONE] = "done",
  [VIGIE_OBLIGATION_WAIVED] = "waived",
};

/**
 * vigie_obligation_state_to_word:
 * @state: a state
 *
 * Returns: the stable word of the public contract
 */
const char *
vigie_obligation_state_to_word (VigieObligationState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (state_words), "pending");

  return state_words[state];
}

/**
 * vigie_obligation_free:
 * @obligation: (transfer full) (nullable): an obligation
 */
void
vigie_obligation_free (VigieObligation *obligation)
{
  if (obligation == NULL)
    return;
  g_free (obligation->subject);
  g_free (obligation->subject_label);
  g_free (obligation->owner);
  g_free (obligation->note);
  g_free (obligation);
}

/**
 * vigie_obligation_is_running:
 * @obligation: an obligation
 *
 * Returns: %TRUE while it is pending, due soon or overdue
 */
gboolean
vigie_obligation_is_running (const VigieObligation *obligation)
{
  g_return_val_if_fail (obligation != NULL, FALSE);

  return obligation->state <= VIGIE_OBLIGATION_OVERDUE;
}

/**
 * vigie_obligation_soon_usec:
 * @span_usec: the span of a clock, in microseconds
 *
 * Returns: how long before its due time it is due soon: 10 min, 30 min from 4 h up, 6 h from 24 h up,
 *   and never more than half the span
 */
gint64
vigie_obligation_soon_usec (gint64 span_usec)
{
  gint64 soon = 10 * VIGIE_MINUTE_USEC;

  if (span_usec >= VIGIE_DAY_USEC)
    soon = 6 * VIGIE_HOUR_USEC;
  else if (span_usec >= 4 * VIGIE_HOUR_USEC)
    soon = 30 * VIGIE_MINUTE_USEC;

  return MIN (soon, span_usec / 2);
}

static VigieObligationState
running_state (gint64 due_usec, gint64 span_usec, gint64 now_usec)
{
  if (due_usec == VIGIE_TIME_NONE)
    return VIGIE_OBLIGATION_PENDING;
  if (now_usec > due_usec)
    return VIGIE_OBLIGATION_OVERDUE;

  return due_usec - now_usec <= vigie_obligation_soon_usec (span_usec) ? VIGIE_OBLIGATION_DUE_SOON
                                                                       : VIGIE_OBLIGATION_PENDING;
}

static gint64
plus (gint64 time_usec, gint64 span_usec)
{
  return time_usec == VIGIE_TIME_NONE || span_usec == 0 ? VIGIE_TIME_NONE : time_usec + span_usec;
}

static VigieObligation *
new_obligation (const VigieClockDef *clock, gint64 start_usec, gint64 span_usec)
{
  VigieObligation *obligation = g_new0 (VigieObligation, 1);

  obligation->clock = clock;
  obligation->id = clock->id;
  obligation->started_usec = start_usec;
  obligation->span_usec = span_usec;
  obligation->due_usec = plus (start_usec, span_usec);
  obligation->limit_usec = plus (start_usec, clock->limit_usec);
  obligation->not_before_usec = plus (start_usec, clock->not_before_usec);
  obligation->fulfilled_usec = VIGIE_TIME_NONE;
  obligation->last_fulfilled_usec = VIGIE_TIME_NONE;
  obligation->postponed_until_usec = VIGIE_TIME_NONE;

  return obligation;
}

static VigieObligation *
new_for_subject (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject,
                 gint64 start_usec)
{
  VigieObligation *obligation = new_obligation (clock, start_usec, subject->span_usec != 0 ? subject->span_usec : vigie_clock_span_usec (view, clock));
  gboolean own = strcmp (clock->owner, "$subject") == 0 && subject->owner != NULL;

  obligation->subject = g_strdup (subject->id);
  obligation->subject_label = g_strdup (subject->label);
  obligation->subject_text = subject->text;
  obligation->owner = g_strdup (own ? subject->owner : clock->owner);
  obligation->state = running_state (obligation->due_usec, obligation->span_usec, view->now_usec);

  return obligation;
}

static void
mark_done (VigieObligation *obligation, gint64 kept_usec, const char *note)
{
  obligation->state = VIGIE_OBLIGATION_DONE;
  obligation->fulfilled_usec = kept_usec;
  obligation->note = g_strdup (note);
}

static void
mark_waived (VigieObligation *obligation, const VigieFulfilment *waiver)
{
  obligation->state = VIGIE_OBLIGATION_WAIVED;
  obligation->note = g_strdup (waiver->note);
}

/* All verdicts that ask for it were lowered: the reason of the last decision. Owned, or NULL. */
static char *
lowered_because (const VigieClockView *view, const VigieClockDef *clock)
{
  VigieBreachDuty duty = vigie_clock_requires (clock, "verdict:persons") ? VIGIE_BREACH_PERSONS : VIGIE_BREACH_AUTHORITY;
  g_autoptr(VigieBreach) breach = NULL;
  const VigieBreachLowering *last = NULL;

  if (!vigie_clock_requires (clock, "verdict:persons") && !vigie_clock_requires (clock, "verdict:authority"))
    return NULL;
  breach = vigie_breach_evaluate (view->playbook, view->incident, view->now_usec, NULL, VIGIE_LANG_EN);
  if (vigie_breach_asks (breach, duty, FALSE))
    return NULL;
  for (VigieBreachBasis basis = 0; basis < VIGIE_N_BREACH_BASES; basis++)
    {
      const VigieBreachRule *rule = vigie_breach_cell (breach, duty, basis);

      if (rule != NULL && rule->lowering != NULL && (last == NULL || rule->lowering->occurred_usec > last->occurred_usec))
        last = rule->lowering;
    }

  return last != NULL ? g_strdup_printf ("%s (%s)", last->reason, last->by) : NULL;
}

static void
note_postponement (const VigieClockView *view, VigieObligation *obligation, const VigieClockSubject *subject,
                   gint64 since_usec)
{
  const VigieFulfilment *act = vigie_clock_act (view, obligation->clock, subject, "postponed", since_usec, TRUE);

  if (act == NULL)
    return;
  obligation->postponed_until_usec = act->until_usec;
  obligation->note = g_strdup (act->note);
}

/* Absent when the incident was resolved before the clock was due; a promise missed before that, or
 * kept all the same, stays in sight. */
static gboolean
is_settled_by_resolution (const VigieClockView *view, const VigieObligation *obligation)
{
  gint64 resolved = vigie_clock_view_milestone (view, VIGIE_MILESTONE_RESOLVED);

  return vigie_clock_requires (obligation->clock, "unresolved") && vigie_obligation_is_running (obligation)
         && resolved != VIGIE_TIME_NONE
         && (obligation->due_usec == VIGIE_TIME_NONE || resolved <= obligation->due_usec);
}

static void
evaluate_once (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject,
               gint64 start_usec, GPtrArray *out)
{
  VigieObligation *obligation = new_for_subject (view, clock, subject, start_usec);
  const char *note = NULL;
  /* Before the start is known an act may settle the clock too: "decided not to write". */
  gint64 since = start_usec != VIGIE_TIME_NONE ? start_usec : G_MININT64;
  gboolean by_act_only = start_usec == VIGIE_TIME_NONE;
  const VigieFulfilment *waiver = vigie_clock_act (view, clock, subject, "waived", since, FALSE);
  const VigieFulfilment *done = vigie_clock_act (view, clock, subject, "done", since, FALSE);
  gint64 kept = by_act_only ? VIGIE_TIME_NONE : vigie_clock_kept_usec (view, clock, subject, since, &note);

  if (kept != VIGIE_TIME_NONE)
    mark_done (obligation, kept, note);
  else if (by_act_only && done != NULL)
    mark_done (obligation, done->occurred_usec, done->note);
  else if (waiver != NULL)
    mark_waived (obligation, waiver);
  else if ((obligation->note = lowered_because (view, clock)) != NULL)
    obligation->state = VIGIE_OBLIGATION_WAIVED;
  else
    note_postponement (view, obligation, subject, since);

  if (is_settled_by_resolution (view, obligation))
    vigie_obligation_free (obligation);
  else
    g_ptr_array_add (out, obligation);
}

/* The first change of level or stage after @after_usec, or NONE. */
static gint64
next_change_of_incident (const VigieClockView *view, gint64 after_usec)
{
  gint64 found = VIGIE_TIME_NONE;

  for (guint i = 1; i < view->incident->changes->len; i++)
    {
      const VigieChange *change = g_ptr_array_index (view->incident->changes, i);

      if (change->occurred_usec > after_usec && change->occurred_usec <= view->now_usec
          && (found == VIGIE_TIME_NONE || change->occurred_usec < found))
        found = change->occurred_usec;
    }

  return found;
}

/* When a repeating clock came to its end: resolution, or the room's closing if it needs the room. */
static gint64
end_of_rounds (const VigieClockView *view, const VigieClockDef *clock)
{
  gint64 end = VIGIE_TIME_NONE;

  if (clock->repeats)
    {
      end = vigie_clock_view_milestone (view, VIGIE_MILESTONE_RESOLVED);
      if (end == VIGIE_TIME_NONE)
        end = vigie_clock_view_milestone (view, VIGIE_MILESTONE_CLOSED);
    }
  if (vigie_clock_requires (clock, "war-room-open") && !vigie_clock_war_room_is_open (view))
    {
      gint64 closed = vigie_clock_view_past (view, view->incident->war_room_closed_usec);

      if (closed != VIGIE_TIME_NONE && (end == VIGIE_TIME_NONE || closed < end))
        end = closed;
    }

  return end;
}

typedef struct
{
  const VigieClockView *view;
  const VigieClockDef *clock;
  const VigieClockSubject *subject;
  gint64 end_usec;        /* no round begins at or after it, none runs past it */
  gint64 last_kept_usec;
  GPtrArray *out;
  VigieObligation *last;  /* in @out: the last round that was kept */
} Rounds;

/* One round. Returns when the next one starts, or NONE. */
static gint64
evaluate_round (Rounds *rounds, gint64 start_usec)
{
  const VigieClockView *view = rounds->view;
  VigieObligation *obligation = new_for_subject (view, rounds->clock, rounds->subject, start_usec);
  /* What began this round does not keep it. */
  gint64 since = rounds->last_kept_usec == start_usec ? start_usec + 1 : start_usec;
  const VigieFulfilment *waiver = vigie_clock_act (view, rounds->clock, rounds->subject, "waived", since, FALSE);
  const char *note = NULL;
  gint64 kept = vigie_clock_kept_usec (view, rounds->clock, rounds->subject, since, &note);

  obligation->last_fulfilled_usec = rounds->last_kept_usec;
  if (kept != VIGIE_TIME_NONE && (waiver == NULL || kept <= waiver->occurred_usec))
    {
      mark_done (obligation, kept, note);
      obligation->history = TRUE;
      rounds->last_kept_usec = kept;
      rounds->last = obligation;
      g_ptr_array_add (rounds->out, obligation);

      return strcmp (rounds->clock->restarts, "level-or-stage") == 0 ? next_change_of_incident (view, kept) : kept;
    }

  if (waiver != NULL)
    mark_waived (obligation, waiver);
  else
    note_postponement (view, obligation, rounds->subject, since);

  if (waiver == NULL && rounds->end_usec != VIGIE_TIME_NONE)
    vigie_obligation_free (obligation);
  else
    {
      rounds->last = NULL;
      g_ptr_array_add (rounds->out, obligation);
    }

  return VIGIE_TIME_NONE;
}

static void
evaluate_rounds (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject,
                 gint64 start_usec, GPtrArray *out)
{
  Rounds rounds = { view, clock, subject, end_of_rounds (view, clock), VIGIE_TIME_NONE, out, NULL };
  gint64 next = start_usec;

  while (next != VIGIE_TIME_NONE && (rounds.end_usec == VIGIE_TIME_NONE || next < rounds.end_usec))
    next = evaluate_round (&rounds, next);

  /* Kept, and nothing has opened a round since: that is how the clock stands, not its history. */
  if (rounds.last != NULL && strcmp (clock->restarts, "level-or-stage") == 0)
    rounds.last->history = FALSE;
}

static gboolean
has_rounds (const VigieClockDef *clock)
{
  return clock->repeats || strcmp (clock->subjects, "holders") == 0;
}

/* A clock of the war room is absent while the room never was open; closed again, its rounds remain. */
static gboolean
room_allows (const VigieClockView *view, const VigieClockDef *clock)
{
  if (!vigie_clock_requires (clock, "war-room-open") || vigie_clock_war_room_is_open (view))
    return TRUE;

  return clock->repeats && vigie_clock_view_past (view, view->incident->war_room_closed_usec) != VIGIE_TIME_NONE;
}

static void
evaluate_clock (const VigieClockView *view, const VigieClockDef *clock, GPtrArray *out)
{
  g_autoptr(GArray) subjects = NULL;

  if (clock->organisation || !vigie_clock_applies (view, clock) || !room_allows (view, clock))
    return;

  subjects = vigie_clock_subjects (view, clock);
  for (guint i = 0; i < subjects->len; i++)
    {
      const VigieClockSubject *subject = &g_array_index (subjects, VigieClockSubject, i);
      gint64 start = vigie_clock_start_usec (view, clock, subject);

      if (has_rounds (clock) && start != VIGIE_TIME_NONE)
        evaluate_rounds (view, clock, subject, start, out);
      else if (!has_rounds (clock))
        evaluate_once (view, clock, subject, start, out);
    }
}

static int
rank (const VigieObligation *obligation)
{
  if (obligation->history)
    return 4;
  if (!vigie_obligation_is_running (obligation))
    return 3;
  if (obligation->due_usec == VIGIE_TIME_NONE)
    return 2;

  return obligation->state == VIGIE_OBLIGATION_OVERDUE ? 0 : 1;
}

/* Overdue first, then what is running, by due time; unknown due; done and waived; history. */
static int
compare_obligations (gconstpointer a, gconstpointer b)
{
  const VigieObligation *left = *(VigieObligation *const *) a;
  const VigieObligation *right = *(VigieObligation *const *) b;
  int difference = rank (left) - rank (right);

  if (difference != 0)
    return difference;
  if (left->due_usec != right->due_usec)
    return left->due_usec < right->due_usec ? -1 : 1;

  return 0; /* the sort is stable: the order of the playbook */
}

/**
 * vigie_obligations_evaluate:
 * @playbook: a playbook; must outlive the result
 * @incident: an incident
 * @now_usec: the moment, in microseconds since 1970 UTC; may be past or future
 *
 * Lists what is owed in @incident as it stands at @now_usec. What happened after it does not count.
 *
 * Returns: (transfer full) (element-type VigieObligation): the obligations in order of urgency
 */
GPtrArray *
vigie_obligations_evaluate (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_obligation_free);
  VigieClockView view;
  VigieTwin twin;

  g_return_val_if_fail (playbook != NULL, out);
  g_return_val_if_fail (incident != NULL, out);

  /* Declared twice: the clocks are those of the incident that leads. Declared for nothing: nothing is owed. */
  if (incident->cancelled || vigie_incident_leader (incident, &twin))
    return out;

  vigie_clock_view_init (&view, playbook, incident, now_usec);
  for (guint i = 0; i < playbook->clocks->len; i++)
    evaluate_clock (&view, g_ptr_array_index (playbook->clocks, i), out);
  g_ptr_array_sort (out, compare_obligations);

  return out;
}

/**
 * vigie_obligations_next_change:
 * @obligations: (element-type VigieObligation): what vigie_obligations_evaluate() returned
 * @now_usec: the moment it was evaluated for
 *
 * Returns: the next moment at which one of them changes its state by time alone, or %VIGIE_TIME_NONE
 */
gint64
vigie_obligations_next_change (GPtrArray *obligations, gint64 now_usec)
{
  gint64 next = VIGIE_TIME_NONE;

  g_return_val_if_fail (obligations != NULL, VIGIE_TIME_NONE);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);
      gint64 moments[3];

      if (!vigie_obligation_is_running (obligation) || obligation->due_usec == VIGIE_TIME_NONE)
        continue;
      moments[0] = obligation->due_usec - vigie_obligation_soon_usec (obligation->span_usec);
      moments[1] = obligation->due_usec + 1;
      moments[2] = obligation->postponed_until_usec;
      for (gsize k = 0; k < G_N_ELEMENTS (moments); k++)
        if (moments[k] > now_usec && (next == VIGIE_TIME_NONE || moments[k] < next))
          next = moments[k];
    }

  return next;
}
