/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The invitation to a post-mortem: who is invited by which address, the agenda, and a later one that takes its place. */

#include <string.h>

#include "vigie-act-post-mortem.h"
#include "vigie-calendar.h"
#include "vigie-id.h"
#include "vigie-test-support.h"

#define T0 "2026-11-22T03:00:00Z"

typedef struct { VigieTestDevice *device; GPtrArray *events; VigieIncident *incident; VigieDirectory *directory; } Fixture;

static void
record (Fixture *fixture, GPtrArray *drafts)
{
  g_assert_nonnull (drafts);
  vigie_test_device_record (fixture->device, drafts, fixture->events);
  g_clear_pointer (&fixture->incident, vigie_incident_unref);
  fixture->incident = vigie_incident_fold (fixture->events, vigie_test_playbook (), VIGIE_TIME_NONE, NULL);
}

static void
plan (Fixture *fixture, const char *time, const char *place)
{
  g_autoptr(GPtrArray) people = g_ptr_array_new ();
  VigieMeetingPlan what = { .time_usec = vigie_test_time (time), .facilitator = "Ali", .place = place, .video = "https://meet.example/z", .people = people };

  g_ptr_array_add (people, (gpointer) "Awa \"A\" Koné");
  g_ptr_array_add (people, (gpointer) "Nobody Known");
  record (fixture, vigie_act_meeting_plan (vigie_test_playbook (), fixture->incident, &what, "Awa \"A\" Koné", vigie_test_time ("2026-11-22T05:00:00Z"), NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  VigieDeclaration declaration = { .title = "Orders; refused, \"all\"", .type = "INC-01", .started_usec = VIGIE_TIME_NONE, .detected_usec = VIGIE_TIME_NONE,
                                   .incident_id = "0193a2c4-0000-7000-8000-000000000001" };
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  fixture->device = vigie_test_device_new (1);
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  vigie_answers_init (&declaration.answers);
  declaration.answers.users_percent = 60;
  declaration.declared_usec = vigie_test_time (T0);
  vigie_test_device_set_now (fixture->device, vigie_test_time (T0));
  record (fixture, vigie_act_declare (vigie_test_playbook (), &declaration, "Awa", NULL));
  record (fixture, vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_RESOLVED, vigie_test_time ("2026-11-22T04:00:00Z"), "Awa", vigie_test_time ("2026-11-22T04:00:00Z"), NULL));
  g_ptr_array_add (drafts, vigie_draft_new (VIGIE_STREAM_DIRECTORY, "contact.set", vigie_test_time (T0), "Awa",
                                            g_strdup ("{\"name\":\"Awa \\\"A\\\" Koné\",\"addresses\":[{\"value\":\"awa@distri-night.ci\"}]}")));
  vigie_test_device_record (fixture->device, drafts, contacts);
  fixture->directory = vigie_directory_fold (vigie_test_playbook (), contacts);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->incident, vigie_incident_unref);
  vigie_directory_unref (fixture->directory);
  vigie_test_device_free (fixture->device);
  g_ptr_array_unref (fixture->events);
}

/* Unfolded: what a reader makes of it. */
static char *
calendar_of (Fixture *fixture, VigieLang lang)
{
  g_autoptr(VigiePostMortem) state = vigie_post_mortem_new (fixture->incident, vigie_test_playbook (), vigie_test_time ("2026-11-22T06:00:00Z"));
  g_autofree char *text = vigie_calendar_of_meeting (fixture->incident, vigie_test_playbook (), fixture->directory, state->schedule, lang,
                                                     vigie_test_time ("2026-11-22T06:00:00Z"));
  g_auto(GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_auto(GStrv) parts = NULL;

  for (gsize i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (strlen (lines[i]), <=, 75);
  parts = g_strsplit (text, "\r\n ", -1);

  return g_strjoinv ("", parts);
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = {
    "METHOD:REQUEST\r\n", "UID:post-mortem-0193a2c4-0000-7000-8000-000000000001@vigie\r\n", "DTSTART:20261123T100000Z\r\n", "DTEND:20261123T115000Z\r\n",
    "LOCATION:Room 2\r\n", "ORGANIZER;CN=\"Awa 'A' Koné\":mailto:awa@distri-night.ci\r\n",
    "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Awa 'A' Koné\":mailto:awa@distri-night.ci\r\n",
    "Nobody Known", "1. What happened (10 min)\\n2. Causes (30 min)", "SUMMARY:Post-mortem · Orders\\; refused\\, \"all\" (",
  };
  g_autofree char *text = NULL;
  g_autofree char *french = NULL;

  plan (fixture, "2026-11-23T10:00:00Z", "Room 2");
  text = calendar_of (fixture, VIGIE_LANG_EN);
  french = calendar_of (fixture, VIGIE_LANG_FR);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_test_message ("%s", wanted[i]);
      g_assert_nonnull (strstr (text, wanted[i]));
    }
  g_assert_null (strstr (text, "CN=\"Nobody"));
  g_assert_nonnull (strstr (french, "1. Rappel des faits (10 min)"));
}

static gint64
sequence_of (const char *text)
{
  return g_ascii_strtoll (strstr (text, "SEQUENCE:") + strlen ("SEQUENCE:"), NULL, 10);
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  plan (fixture, "2026-11-23T10:00:00Z", NULL);
  first = calendar_of (fixture, VIGIE_LANG_EN);
  g_assert_nonnull (strstr (first, "LOCATION:https://meet.example/z\r\n"));
  vigie_test_device_set_now (fixture->device, vigie_test_time (T0) + VIGIE_MINUTE_USEC);
  plan (fixture, "2026-11-23T14:00:00Z", NULL);
  second = calendar_of (fixture, VIGIE_LANG_EN);
  g_assert_nonnull (strstr (second, "DTSTART:20261123T140000Z\r\n"));
  g_assert_cmpint (sequence_of (second), >, sequence_of (first));
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr(VigiePostMortem) state = NULL;
  g_autofree char *words = NULL;

  plan (fixture, "2026-11-23T10:00:00Z", "Room 2");
  state = vigie_post_mortem_new (fixture->incident, vigie_test_playbook (), vigie_test_time ("2026-11-22T06:00:00Z"));
  words = vigie_meeting_words (fixture->incident, vigie_test_playbook (), state->schedule, zone, VIGIE_LANG_EN);
  g_assert_nonnull (strstr (words, "Monday 23 November 2026, 11:00 to 12:50 CET\nPlace: Room 2\nFacilitator: Ali\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document/meeting-calendar/lines", Fixture, NULL, set_up, test_lines, tear_down);
  g_test_add ("/document/meeting-calendar/moved", Fixture, NULL, set_up, test_moved, tear_down);
  g_test_add ("/document/meeting-calendar/words", Fixture, NULL, set_up, test_words, tear_down);

  return g_test_run ();
}
