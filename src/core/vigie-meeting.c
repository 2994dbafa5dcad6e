/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The meeting as a run sheet: which item is taken, since when, how long each one took, and when to hold it.
 *
 * It lives in events alone, so that it goes on where it was after a restart and on any other screen. Two desks that both begin
 * it hold one meeting. An item may be taken again; its time adds up. */

#include "vigie-post-mortem-private.h"

#include <string.h>

#include "vigie-notice.h"
#include "vigie-time.h"

#define WORK_BEGINS_HOUR 9
#define WORK_ENDS_HOUR   17
#define STEP_USEC        (30 * VIGIE_MINUTE_USEC)

static VigieMeetingSpan *
span_of (VigieMeeting *meeting, const char *item)
{
  VigieMeetingSpan fresh = { item, 0 };

  for (guint i = 0; i < meeting->spans->len; i++)
    {
      VigieMeetingSpan *span = &g_array_index (meeting->spans, VigieMeetingSpan, i);

      if (strcmp (span->item, item) == 0)
        return span;
    }
  g_array_append_val (meeting->spans, fresh);

  return &g_array_index (meeting->spans, VigieMeetingSpan, meeting->spans->len - 1);
}

static void
count_item (VigieMeeting *meeting, gint64 until_usec)
{
  if (meeting->item != NULL)
    span_of (meeting, meeting->item)->spent_usec += MAX (until_usec - meeting->item_since_usec, 0);
}

static void
begin (VigieMeeting *meeting, const VigiePostMortemStep *step)
{
  if (meeting->began != NULL && meeting->held == NULL)
    return;
  g_array_set_size (meeting->spans, 0);
  meeting->began = step;
  meeting->held = NULL;
  meeting->item = NULL;
  meeting->facilitator = step->facilitator;
  meeting->present = step->people;
}

static void
take_item (VigieMeeting *meeting, const VigiePostMortemStep *step)
{
  if (meeting->began == NULL || meeting->held != NULL)
    return;
  count_item (meeting, step->event->occurred_usec);
  meeting->item = step->item;
  meeting->item_since_usec = step->event->occurred_usec;
  span_of (meeting, step->item);
}

static void
end (VigieMeeting *meeting, const VigiePostMortemStep *step)
{
  if (meeting->began == NULL || meeting->held != NULL)
    return;
  count_item (meeting, step->event->occurred_usec);
  meeting->held = step;
  meeting->item = NULL;
}

void
vigie_meeting_take (VigieMeeting *meeting, const VigiePostMortemStep *step)
{
  if (step->verb == VIGIE_POST_MORTEM_STEP_BEGAN)
    begin (meeting, step);
  else if (step->verb == VIGIE_POST_MORTEM_STEP_ITEM)
    take_item (meeting, step);
  else if (step->verb == VIGIE_POST_MORTEM_STEP_PRESENT && meeting->held == NULL)
    meeting->present = step->people;
  else if (step->verb == VIGIE_POST_MORTEM_STEP_HELD)
    end (meeting, step);
}

void
vigie_meeting_finish (VigieMeeting *meeting, gint64 now_usec)
{
  count_item (meeting, now_usec);
}

gboolean
vigie_post_mortem_is_meeting (const VigiePostMortem *post_mortem)
{
  g_return_val_if_fail (post_mortem != NULL, FALSE);

  return post_mortem->meeting.began != NULL && post_mortem->meeting.held == NULL;
}

gint64
vigie_agenda_span_usec (const VigiePlaybook *playbook)
{
  gint64 span_usec = 0;

  g_return_val_if_fail (playbook != NULL, 0);

  for (guint i = 0; i < playbook->agenda->len; i++)
    span_usec += ((const VigieAgendaItem *) playbook->agenda->pdata[i])->duration_usec;

  return span_usec;
}

gint64
vigie_post_mortem_end_usec (const VigiePostMortemStep *schedule, const VigiePlaybook *playbook)
{
  g_return_val_if_fail (schedule != NULL && playbook != NULL, VIGIE_TIME_NONE);

  return schedule->time_usec
         + (schedule->minutes > 0 ? schedule->minutes * VIGIE_MINUTE_USEC
                                  : vigie_agenda_span_usec (playbook));
}

/* ---- When ---- */

static gboolean
is_daytime (gint64 time_usec, gint64 span_usec, GTimeZone *zone)
{
  gint64 into_day_usec = time_usec - vigie_time_day_start (time_usec, zone);

  return into_day_usec >= WORK_BEGINS_HOUR * VIGIE_HOUR_USEC
         && into_day_usec + span_usec <= WORK_ENDS_HOUR * VIGIE_HOUR_USEC;
}

static gboolean
is_weekday (gint64 time_usec, GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL && g_date_time_get_day_of_week (local) <= 5;
}

/* The first half hour from @from_usec to @until_usec that is in daytime, and of a weekday if @weekdays; else NONE. */
static gint64
find_slot (gint64 from_usec,
           gint64 until_usec,
           gint64 span_usec,
           gboolean weekdays,
           GTimeZone *zone)
{
  for (gint64 slot_usec = (from_usec + STEP_USEC - 1) / STEP_USEC * STEP_USEC;
       slot_usec <= until_usec; slot_usec += STEP_USEC)
    {
      if (is_daytime (slot_usec, span_usec, zone) && (!weekdays || is_weekday (slot_usec, zone)))
        return slot_usec;
    }

  return VIGIE_TIME_NONE;
}

/**
 * vigie_post_mortem_propose_usec:
 * @zone: of the working hours
 *
 * Returns: the first half hour in working hours that keeps the clock; over a weekend one in daytime; when the time has run
 *   out, or the incident is not resolved, the next one in working hours
 */
gint64
vigie_post_mortem_propose_usec (const VigieIncident *incident,
                                const VigiePlaybook *playbook,
                                GTimeZone *zone,
                                gint64 now_usec)
{
  const VigieClockDef *clock;
  gint64 resolved_usec, from_usec, until_usec, span_usec, slot_usec;

  g_return_val_if_fail (incident != NULL && playbook != NULL && zone != NULL, now_usec);

  clock = vigie_playbook_clock (playbook, "post-mortem");
  resolved_usec = incident->milestones[VIGIE_MILESTONE_RESOLVED];
  span_usec = MIN (vigie_agenda_span_usec (playbook),
                   (WORK_ENDS_HOUR - WORK_BEGINS_HOUR) * VIGIE_HOUR_USEC);
  from_usec = now_usec;
  until_usec = VIGIE_TIME_NONE;
  if (resolved_usec != VIGIE_TIME_NONE && clock != NULL)
    {
      from_usec = MAX (now_usec, resolved_usec + clock->not_before_usec);
      until_usec = resolved_usec + clock->span_usec[0];
    }
  slot_usec = until_usec != VIGIE_TIME_NONE
                  ? find_slot (from_usec, until_usec, span_usec, TRUE, zone)
                  : VIGIE_TIME_NONE;
  if (slot_usec == VIGIE_TIME_NONE && until_usec != VIGIE_TIME_NONE)
    slot_usec = find_slot (from_usec, until_usec, span_usec, FALSE, zone);
  if (slot_usec == VIGIE_TIME_NONE)
    slot_usec = find_slot (from_usec, from_usec + 8 * VIGIE_DAY_USEC, span_usec, TRUE, zone);

  return slot_usec != VIGIE_TIME_NONE ? slot_usec : from_usec;
}

/* ---- Who ---- */

static void
add_person (GPtrArray *people, const char *person)
{
  for (guint i = 0; i < people->len; i++)
    {
      if (vigie_notice_same_person (people->pdata[i], person))
        return;
    }
  g_ptr_array_add (people, (gpointer) person);
}

GPtrArray *
vigie_post_mortem_people (const VigieIncident *incident)
{
  GPtrArray *people = g_ptr_array_new ();

  g_return_val_if_fail (incident != NULL, people);

  for (guint i = 0; i < incident->holdings->len; i++)
    add_person (people, ((const VigieHolding *) incident->holdings->pdata[i])->person);
  for (guint i = 0; i < incident->check_ins->len; i++)
    {
      const VigieCheckIn *check_in = incident->check_ins->pdata[i];

      for (guint j = 0; j < check_in->answers->len; j++)
        {
          const VigieCheckInAnswer *answer = check_in->answers->pdata[j];

          if (strcmp (answer->state, "no-answer") != 0)
            add_person (people, answer->person);
        }
    }

  return people;
}
