/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The invitation to a post-mortem. Its uid is made of the incident and its sequence grows with each date that is set, so that
 * a calendar moves the meeting instead of showing two. An address is in no event: it is looked up in the directory when the
 * invitation is made, and somebody without one is named in the text rather than left out. */

#include "vigie-calendar-private.h"

#include <string.h>

#include "vigie-text-show.h"
#include "vigie-time.h"

static const char *pick (VigieLang lang, const char *english, const char *french) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

static const char *
pick (VigieLang lang, const char *english, const char *french)
{
  return lang == VIGIE_LANG_FR ? french : english;
}

const char *
vigie_meeting_mail (const VigieDirectory *directory, const char *person)
{
  const VigieContact *contact = directory != NULL && person != NULL ? vigie_directory_find (directory, person) : NULL;
  const char *mail = contact != NULL ? vigie_contact_mail (contact) : NULL;

  return mail != NULL && strpbrk (mail, " \t\r\n:;,\"<>") == NULL ? mail : NULL;
}

/* NAME;CN="Awa Koné":address; no quote and no control may stand in the name. */
static void
add_person (GString *out, const char *name, const char *person, const char *address)
{
  g_autofree char *shown = g_strdelimit (vigie_text_show_line (person), "\"\r\n\t", '\'');
  g_autofree char *line = g_strdup_printf ("%s;CN=\"%s\":%s", name, shown, address);

  vigie_calendar_add_line (out, line);
}

/* An invitation has an organiser, be it one without an address. */
static void
add_organiser (GString *out, const VigieIncident *incident, const VigieDirectory *directory, const char *person)
{
  const char *mail = vigie_meeting_mail (directory, person);
  g_autofree char *address = mail != NULL ? g_strconcat ("mailto:", mail, NULL) : g_strconcat ("urn:uuid:", incident->id, NULL);

  add_person (out, "ORGANIZER", person, address);
}

static void
add_people (GString *out, const VigieDirectory *directory, const char *const *people)
{
  for (gsize i = 0; people[i] != NULL; i++)
    {
      const char *mail = vigie_meeting_mail (directory, people[i]);
      g_autofree char *address = mail != NULL ? g_strconcat ("mailto:", mail, NULL) : NULL;

      if (address != NULL)
        add_person (out, "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE", people[i], address);
    }
}

static void
add_words (GString *out, const char *label, const char *text, VigieLang lang)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "%s%s%s\n", label, pick (lang, ": ", "\302\240: "), text);
}

/* What does not depend on the reader's clock. */
static void
add_body (GString *out, const VigiePlaybook *playbook, const VigiePostMortemStep *schedule, VigieLang lang)
{
  g_autofree char *agenda = vigie_agenda_words (playbook, lang);
  g_autofree char *people = g_strjoinv (", ", (GStrv) schedule->people);

  add_words (out, pick (lang, "Facilitator", "Animation"), schedule->facilitator, lang);
  add_words (out, pick (lang, "Invited", "Invités"), people, lang);
  add_words (out, pick (lang, "Video call", "Visio"), schedule->video, lang);
  add_words (out, pick (lang, "Note", "Note"), schedule->note, lang);
  g_string_append_printf (out, "\n%s\n%s\n\n%s\n", pick (lang, "Agenda", "Ordre du jour"), agenda,
                          pick (lang, "We look for causes in systems, not for faults of persons.",
                                "Nous cherchons des causes dans les systèmes, pas des fautes de personnes."));
}

char *
vigie_meeting_words (const VigieIncident *incident, const VigiePlaybook *playbook, const VigiePostMortemStep *schedule, GTimeZone *zone, VigieLang lang)
{
  GString *out = g_string_new (NULL);
  g_autofree char *date = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (incident != NULL && playbook != NULL && schedule != NULL && zone != NULL, g_string_free (out, FALSE));

  date = vigie_time_format_long_date (schedule->time_usec, zone, lang);
  from = vigie_time_format_clock (schedule->time_usec, zone);
  to = vigie_time_format_clock_zone (vigie_post_mortem_end_usec (schedule, playbook), zone);
  title = vigie_text_show_line (incident->title);
  g_string_append_printf (out, pick (lang, "Post-mortem of %s, “%s”\n", "Retour d’expérience de %s, «\302\240%s\302\240»\n"), incident->ref, title);
  g_string_append_printf (out, pick (lang, "%s, %s to %s\n", "%s, de %s à %s\n"), date, from, to);
  add_words (out, pick (lang, "Place", "Lieu"), schedule->place, lang);
  add_body (out, playbook, schedule, lang);

  return g_string_free (out, FALSE);
}

static void
add_meeting (GString *out, const VigieIncident *incident, const VigiePlaybook *playbook, const VigieDirectory *directory, const VigiePostMortemStep *schedule,
             VigieLang lang, gint64 now_usec)
{
  const VigieEvent *first = incident->events->pdata[0];
  g_autofree char *uid = g_strdup_printf ("post-mortem-%s@vigie", incident->id);
  g_autofree char *title = vigie_text_show_line (incident->title);
  g_autofree char *summary = g_strdup_printf (pick (lang, "Post-mortem · %s (%s)", "Retour d’expérience · %s (%s)"), title, incident->ref);
  g_autofree char *sequence = g_strdup_printf ("SEQUENCE:%" G_GINT64_FORMAT,
                                               MAX ((schedule->event->stamp_usec - first->stamp_usec) / VIGIE_SECOND_USEC, 0));
  g_autoptr(GString) body = g_string_new (NULL);
  const char *place = schedule->place != NULL ? schedule->place : schedule->video;

  add_body (body, playbook, schedule, lang);
  vigie_calendar_add_line (out, "BEGIN:VEVENT");
  vigie_calendar_add_text (out, "UID", uid);
  vigie_calendar_add_line (out, sequence);
  vigie_calendar_add_time (out, "DTSTAMP", now_usec);
  vigie_calendar_add_time (out, "DTSTART", schedule->time_usec);
  vigie_calendar_add_time (out, "DTEND", vigie_post_mortem_end_usec (schedule, playbook));
  vigie_calendar_add_text (out, "SUMMARY", summary);
  vigie_calendar_add_text (out, "DESCRIPTION", body->str);
  if (place != NULL)
    vigie_calendar_add_text (out, "LOCATION", place);
  add_organiser (out, incident, directory, schedule->event->author);
  add_people (out, directory, schedule->people);
  vigie_calendar_add_line (out, "STATUS:CONFIRMED");
  vigie_calendar_add_line (out, "END:VEVENT");
}

char *
vigie_calendar_of_meeting (const VigieIncident *incident, const VigiePlaybook *playbook, const VigieDirectory *directory, const VigiePostMortemStep *schedule,
                           VigieLang lang, gint64 now_usec)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (incident != NULL && playbook != NULL && schedule != NULL && schedule->time_usec != VIGIE_TIME_NONE, g_string_free (out, FALSE));

  vigie_calendar_add_line (out, "BEGIN:VCALENDAR");
  vigie_calendar_add_line (out, "VERSION:2.0");
  vigie_calendar_add_line (out, "PRODID:-//DISTRI-NIGHT//Vigie//FR");
  vigie_calendar_add_line (out, "METHOD:REQUEST");
  add_meeting (out, incident, playbook, directory, schedule, lang, now_usec);
  vigie_calendar_add_line (out, "END:VCALENDAR");

  return g_string_free (out, FALSE);
}
