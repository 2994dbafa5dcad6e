/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Deadlines as a calendar (RFC 5545). The uids are made of the incident's id and the obligation's, so that a
 * second import replaces the first.
 *
 * Written by hand: libical did it before, and with it came ICU, two megabytes of memory in every start for a
 * few lines of text that are rarely asked for. What must be right is escaping and folding. */

#include "vigie-calendar-private.h"

#include <string.h>

#include "vigie-obligation.h"
#include "vigie-text-show.h"

#define ALARM_BEFORE_MINUTES 10
#define LINE_MAX_BYTES 75

/* A line must not be longer than 75 bytes, its end not counted; a space leads on to the next. */
void
vigie_calendar_add_line (GString *out, const char *line)
{
  gsize length = strlen (line);
  gsize room = LINE_MAX_BYTES;

  while (length > room)
    {
      gsize cut = room;

      /* Never inside of a character. */
      while (cut > 1 && ((guint8) line[cut] & 0xC0) == 0x80)
        cut--;
      g_string_append_len (out, line, (gssize) cut);
      g_string_append (out, "\r\n ");
      line += cut;
      length -= cut;
      room = LINE_MAX_BYTES - 1;
    }
  g_string_append_len (out, line, (gssize) length);
  g_string_append (out, "\r\n");
}

void
vigie_calendar_add_text (GString *out, const char *name, const char *text)
{
  g_autoptr(GString) line = g_string_new (name);

  g_string_append_c (line, ':');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (line, "\\n");
      else if (strchr ("\\;,", *p) != NULL)
        g_string_append_printf (line, "\\%c", *p);
      else if (!g_ascii_iscntrl (*p) || *p == '\t')
        g_string_append_c (line, *p);
    }
  vigie_calendar_add_line (out, line->str);
}

void
vigie_calendar_add_time (GString *out, const char *name, gint64 time_usec)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC);
  g_autofree char *words = time != NULL ? g_date_time_format (time, "%Y%m%dT%H%M%SZ") : NULL;
  g_autofree char *line = words != NULL ? g_strdup_printf ("%s:%s", name, words) : NULL;

  if (line != NULL)
    vigie_calendar_add_line (out, line);
}

/* Without its end: an alarm may stand in it. */
static void
begin_event (GString *out, const char *uid, const char *summary, gint64 start_usec, gint64 end_usec, gint64 now_usec)
{
  vigie_calendar_add_line (out, "BEGIN:VEVENT");
  vigie_calendar_add_text (out, "UID", uid);
  vigie_calendar_add_time (out, "DTSTAMP", now_usec);
  vigie_calendar_add_time (out, "DTSTART", start_usec);
  vigie_calendar_add_time (out, "DTEND", end_usec);
  vigie_calendar_add_text (out, "SUMMARY", summary);
}

static void
add_alarm (GString *out, const char *summary)
{
  g_autofree char *trigger = g_strdup_printf ("TRIGGER:-PT%dM", ALARM_BEFORE_MINUTES);

  vigie_calendar_add_line (out, "BEGIN:VALARM");
  vigie_calendar_add_line (out, "ACTION:DISPLAY");
  vigie_calendar_add_line (out, trigger);
  vigie_calendar_add_text (out, "DESCRIPTION", summary);
  vigie_calendar_add_line (out, "END:VALARM");
}

static void
add_obligation (GString *out, const VigieIncident *incident, const VigieObligation *obligation, VigieLang lang, gint64 now_usec)
{
  g_autofree char *title = vigie_obligation_title (obligation, lang);
  g_autofree char *of = vigie_text_show_line (incident->title);
  g_autofree char *summary = g_strdup_printf ("%s · %s (%s)", title, of, incident->ref);
  g_autofree char *uid = g_strdup_printf ("%s-%s-%s@vigie", incident->id, obligation->id, obligation->subject);

  begin_event (out, uid, summary, obligation->due_usec, obligation->due_usec, now_usec);
  vigie_calendar_add_text (out, "DESCRIPTION", vigie_text_get (&obligation->clock->proof, lang));
  add_alarm (out, summary);
  vigie_calendar_add_line (out, "END:VEVENT");
}

static void
add_incident (GString *out, const VigieIncident *incident, gint64 now_usec)
{
  g_autofree char *uid = g_strdup_printf ("%s@vigie", incident->id);
  const char *level = vigie_level_to_word (incident->level);
  g_autofree char *title = vigie_text_show_line (incident->title);
  g_autofree char *summary = g_strdup_printf ("%s · %s (%s)", level != NULL ? level : "–", title, incident->ref);
  gint64 resolved_usec = incident->milestones[VIGIE_MILESTONE_RESOLVED];
  gint64 start_usec = incident->milestones[VIGIE_MILESTONE_STARTED];

  if (start_usec == VIGIE_TIME_NONE)
    start_usec = incident->milestones[VIGIE_MILESTONE_DETECTED];
  begin_event (out, uid, summary, start_usec, MAX (start_usec, resolved_usec != VIGIE_TIME_NONE ? resolved_usec : now_usec), now_usec);
  vigie_calendar_add_line (out, "END:VEVENT");
}

char *
vigie_calendar_of_incident (VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang, gint64 now_usec)
{
  g_autoptr(GPtrArray) obligations = vigie_obligations_evaluate (playbook, incident, now_usec);
  GString *out = g_string_new (NULL);

  vigie_calendar_add_line (out, "BEGIN:VCALENDAR");
  vigie_calendar_add_line (out, "VERSION:2.0");
  vigie_calendar_add_line (out, "PRODID:-//DISTRI-NIGHT//Vigie//FR");
  add_incident (out, incident, now_usec);
  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (vigie_obligation_is_running (obligation) && obligation->due_usec != VIGIE_TIME_NONE)
        add_obligation (out, incident, obligation, lang, now_usec);
    }
  vigie_calendar_add_line (out, "END:VCALENDAR");

  return g_string_free (out, FALSE);
}
