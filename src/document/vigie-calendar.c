/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Deadlines as a calendar, built by libical so that folding and escaping are right. The uids are made of the
 * incident's id and the obligation's, so that a second import replaces the first. */

#include "vigie-calendar.h"

#include <libical/ical.h>

#include "vigie-obligation.h"

#define ALARM_BEFORE_MINUTES 10

static struct icaltimetype
ical_time (gint64 time_usec)
{
  return icaltime_from_timet_with_zone ((time_t) (time_usec / VIGIE_SECOND_USEC), 0, icaltimezone_get_utc_timezone ());
}

static icalcomponent *
event_new (const char *uid, const char *summary, gint64 start_usec, gint64 end_usec, gint64 now_usec)
{
  return icalcomponent_vanew (ICAL_VEVENT_COMPONENT, icalproperty_new_uid (uid), icalproperty_new_dtstamp (ical_time (now_usec)),
                              icalproperty_new_dtstart (ical_time (start_usec)), icalproperty_new_dtend (ical_time (end_usec)),
                              icalproperty_new_summary (summary), (void *) 0);
}

static void
add_alarm (icalcomponent *event, const char *summary)
{
  struct icaltriggertype trigger = { icaltime_null_time (), icaldurationtype_from_int (-ALARM_BEFORE_MINUTES * 60) };

  icalcomponent_add_component (event, icalcomponent_vanew (ICAL_VALARM_COMPONENT, icalproperty_new_action (ICAL_ACTION_DISPLAY),
                                                           icalproperty_new_trigger (trigger),
                                                           icalproperty_new_description (summary), (void *) 0));
}

static void
add_obligation (icalcomponent *calendar, const VigieIncident *incident, const VigieObligation *obligation, VigieLang lang, gint64 now_usec)
{
  g_autofree char *title = vigie_obligation_title (obligation, lang);
  g_autofree char *summary = g_strdup_printf ("%s · %s (%s)", title, incident->title, incident->ref);
  g_autofree char *uid = g_strdup_printf ("%s-%s-%s@vigie", incident->id, obligation->id, obligation->subject);
  icalcomponent *event = event_new (uid, summary, obligation->due_usec, obligation->due_usec, now_usec);

  icalcomponent_add_property (event, icalproperty_new_description (vigie_text_get (&obligation->clock->proof, lang)));
  add_alarm (event, summary);
  icalcomponent_add_component (calendar, event);
}

static void
add_incident (icalcomponent *calendar, const VigieIncident *incident, gint64 now_usec)
{
  g_autofree char *uid = g_strdup_printf ("%s@vigie", incident->id);
  const char *level = vigie_level_to_word (incident->level);
  g_autofree char *summary = g_strdup_printf ("%s · %s (%s)", level != NULL ? level : "–", incident->title, incident->ref);
  gint64 resolved_usec = incident->milestones[VIGIE_MILESTONE_RESOLVED];
  gint64 start_usec = incident->milestones[VIGIE_MILESTONE_STARTED];

  if (start_usec == VIGIE_TIME_NONE)
    start_usec = incident->milestones[VIGIE_MILESTONE_DETECTED];
  icalcomponent_add_component (calendar, event_new (uid, summary, start_usec,
                                                    MAX (start_usec, resolved_usec != VIGIE_TIME_NONE ? resolved_usec : now_usec), now_usec));
}

char *
vigie_calendar_of_incident (VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang, gint64 now_usec)
{
  icalcomponent *calendar = icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"),
                                                 icalproperty_new_prodid ("-//DISTRI-NIGHT//Vigie//FR"), (void *) 0);
  g_autoptr(GPtrArray) obligations = vigie_obligations_evaluate (playbook, incident, now_usec);
  char *text, *owned;

  add_incident (calendar, incident, now_usec);
  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (vigie_obligation_is_running (obligation) && obligation->due_usec != VIGIE_TIME_NONE)
        add_obligation (calendar, incident, obligation, lang, now_usec);
    }
  text = icalcomponent_as_ical_string_r (calendar);
  owned = g_strdup (text);
  free (text);
  icalcomponent_free (calendar);

  return owned;
}
