/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report: the playbook's own example, a silent record, and what people write over the proposals. */

#include "vigie-report.h"

#include <string.h>

#include "vigie-act.h"
#include "vigie-test-support.h"

#define INCIDENT_ID "0193a2c4-0000-7000-8000-000000000001"
#define PLAYBOOK vigie_test_playbook ()

typedef struct
{
  VigieTestDevice *device;
  GPtrArray *events;
  VigieIncident *incident;
  GTimeZone *zone;
  gint64 t0_usec;
} Fixture;

#define AT(fixture, minutes) ((fixture)->t0_usec + (minutes) * VIGIE_MINUTE_USEC)

static void
accept (Fixture *fixture, GPtrArray *drafts)
{
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (drafts);
  vigie_test_device_record (fixture->device, drafts, fixture->events);
  g_clear_pointer (&fixture->incident, vigie_incident_unref);
  fixture->incident = vigie_incident_fold (fixture->events, PLAYBOOK, VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);
}

/* 22 November 2025, 14:00: a faulty deployment, a full outage of 23 minutes, a rollback. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  VigieDeclaration declaration = { .title = "disk < 5% & rising", .type = "INC-01", .incident_id = INCIDENT_ID };

  fixture->t0_usec = vigie_test_time ("2025-11-22T14:00:00Z");
  fixture->zone = g_time_zone_new_utc ();
  fixture->device = vigie_test_device_new (1);
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  vigie_answers_init (&declaration.answers);
  declaration.answers.users_percent = 100;
  declaration.started_usec = AT (fixture, 0);
  declaration.detected_usec = AT (fixture, 2);
  declaration.declared_usec = AT (fixture, 4);
  accept (fixture, vigie_act_declare (PLAYBOOK, &declaration, "Awa Koné", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vigie_incident_unref (fixture->incident);
  g_time_zone_unref (fixture->zone);
  vigie_test_device_free (fixture->device);
  g_ptr_array_unref (fixture->events);
}

static void
play (Fixture *fixture)
{
  static const struct { VigieMilestone milestone; int minute; } milestones[] = {
    { VIGIE_MILESTONE_DIAGNOSED, 10 }, { VIGIE_MILESTONE_MITIGATED, 12 }, { VIGIE_MILESTONE_RESTORED, 23 }, { VIGIE_MILESTONE_RESOLVED, 23 },
  };

  accept (fixture, vigie_act_hypothesis_add (fixture->incident, "HX1", "The deployment of 13:58", "Yao", AT (fixture, 6), NULL));
  accept (fixture, vigie_act_hypothesis (fixture->incident, "HX1", VIGIE_HYPOTHESIS_CONFIRMED, NULL, "Yao", AT (fixture, 10), NULL));
  accept (fixture, vigie_act_log (fixture->incident, VIGIE_ENTRY_ACTION, "Roll back to build 41", NULL, "Yao", AT (fixture, 12), NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (milestones); i++)
    accept (fixture, vigie_act_milestone (fixture->incident, milestones[i].milestone, AT (fixture, milestones[i].minute), "Awa", AT (fixture, milestones[i].minute), NULL));
  accept (fixture, vigie_act_fact (PLAYBOOK, fixture->incident, "users_share", "100", VIGIE_FACT_CONFIRMED, "", fixture->zone, "Awa", AT (fixture, 30), NULL));
  accept (fixture, vigie_act_fact (PLAYBOOK, fixture->incident, "loss_fcfa", "4850000", VIGIE_FACT_ESTIMATED, "", fixture->zone, "Awa", AT (fixture, 30), NULL));
  accept (fixture, vigie_act_message (PLAYBOOK, fixture->incident, "users", "status-page", "identified", "We know the cause.", "Awa Koné", AT (fixture, 11), NULL));
}

static VigieReport *
report_of (Fixture *fixture, VigieLang lang)
{
  return vigie_report_new (fixture->incident, PLAYBOOK, lang, fixture->zone, "Awa Koné", AT (fixture, 600), "abcd");
}

/* Everything a part shows, in one string; no-break spaces as spaces. */
static char *
words_of (const VigieReportPart *part)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < part->blocks->len; i++)
    {
      const VigieBlock *block = part->blocks->pdata[i];

      if (block->text != NULL)
        g_string_append_printf (out, "%s\n", block->text);
      for (guint j = 0; j < block->rows->len; j++)
        {
          g_autofree char *row = g_strjoinv ("|", block->rows->pdata[j]);

          g_string_append_printf (out, "%s\n", row);
        }
    }
  g_string_replace (out, "\u00a0", " ", 0);
  g_string_replace (out, "\u202f", " ", 0);

  return g_string_free (out, FALSE);
}

static void
assert_says (const VigieReport *report, const char *id, const char *wanted)
{
  const VigieReportPart *part = vigie_report_part (report, id);
  g_autofree char *words = words_of (part);

  if (strstr (words, wanted) == NULL)
    g_error ("“%s” is not in %s: %s", wanted, id, words);
}

static void
assert_head (const VigieReport *report, guint row, const char *wanted)
{
  const GStrv fields = report->head->pdata[row];
  g_autoptr(GString) value = g_string_new (fields[1]);

  g_string_replace (value, "\u00a0", " ", 0);
  g_assert_cmpstr (value->str, ==, wanted);
}

static void
test_example (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieReport) english = NULL;
  g_autoptr(VigieReport) french = NULL;

  play (fixture);
  english = report_of (fixture, VIGIE_LANG_EN);
  french = report_of (fixture, VIGIE_LANG_FR);
  g_assert_cmpuint (english->parts->len, ==, 10);
  g_assert_cmpstr (english->subtitle, ==, "disk < 5% & rising");
  assert_head (english, 1, "14:00 GMT");
  assert_head (english, 2, "14:23 GMT");
  assert_head (english, 3, "23 min");
  assert_head (english, 5, "Awa Koné");
  assert_says (english, "summary", "lasted 23 min, from 14:00 GMT to 14:23 GMT");
  assert_says (english, "summary", "Root cause: The deployment of 13:58.");
  assert_says (french, "summary", "« disk < 5% & rising » (P1) a duré 23 min");
  assert_says (english, "impact", "Financial impact|4,850,000 FCFA");
  assert_says (french, "impact", "Impact financier|4 850 000 FCFA");
  assert_says (french, "impact", "Indisponibilité|23 min");
  assert_says (english, "impact", "Not recorded: orders lost");
  assert_says (english, "timeline", "14:04 GMT|Incident declared P1|");
  assert_says (english, "timeline", "14:12 GMT|Corrective action begun|");
  assert_says (english, "timeline", "Time to detect|2 min (target under 5 min)");
  assert_says (english, "timeline", "2 min (target under 5 min), from the start to the detection (14:00 GMT → 14:02 GMT)");
  assert_says (english, "timeline", "Time to respond|2 min (target under 15 min), from the detection to the first responder at work (14:02 GMT → 14:04 GMT)");
  assert_says (french, "timeline", "de la détection à la résolution (14:02 GMT → 14:23 GMT)");
  assert_says (english, "timeline", "Time to resolve|21 min (target under 4 h)");
  assert_says (english, "timeline", "Communication delay|7 min (target under 30 min)");
  assert_says (english, "timeline", "Not recorded: incident closed");
  assert_says (english, "resolution", "14:12 GMT: Roll back to build 41");
  assert_says (english, "annexes", "HX1|The deployment of 13:58|Confirmed|");
  assert_says (english, "annexes", "We know the cause.");
  assert_says (english, "annexes", "Head of the chain|abcd");
  assert_says (french, "actions", "Non consigné : actions à suivre");
}

static void
test_silent_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieReport) report = report_of (fixture, VIGIE_LANG_EN);

  assert_says (report, "summary", "is not over");
  assert_says (report, "summary", "Not recorded: when it was resolved");
  assert_says (report, "causes", "Not recorded: root cause");
  assert_says (report, "timeline", "not recorded, from the detection to the resolution (");
  assert_says (report, "lessons", "Not recorded: lessons learnt");
  assert_head (report, 2, "Not recorded");
  for (guint i = 0; i < report->parts->len; i++)
    g_assert_false (((const VigieReportPart *) report->parts->pdata[i])->complete);
}

static void
test_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieReport) report = NULL;
  const VigieReportPart *part;

  accept (fixture, vigie_act_section (fixture->incident, "lessons", VIGIE_LANG_EN, "Tests count.\n\n- one\n- two", "Awa", AT (fixture, 60), NULL));
  report = report_of (fixture, VIGIE_LANG_EN);
  part = vigie_report_part (report, "lessons");
  g_assert_true (part->edited);
  g_assert_true (part->complete);
  g_assert_cmpuint (part->blocks->len, ==, 2);
  g_assert_cmpint (((const VigieBlock *) part->blocks->pdata[1])->type, ==, VIGIE_BLOCK_LIST);
  assert_says (report, "lessons", "Tests count.\none\ntwo\n");
  accept (fixture, vigie_act_section (fixture->incident, "lessons", VIGIE_LANG_EN, "", "Awa", AT (fixture, 61), NULL));
  g_clear_pointer (&report, vigie_report_free);
  report = report_of (fixture, VIGIE_LANG_EN);
  g_assert_false (vigie_report_part (report, "lessons")->edited);
}

/* A call made by its own act is told like one that was typed. */
static void
test_calls (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieReport) report = NULL;

  accept (fixture, vigie_act_call (fixture->incident, "cto", "reached", "Yao", AT (fixture, 5), NULL));
  report = report_of (fixture, VIGIE_LANG_EN);
  assert_says (report, "timeline", "CTO: reached");
}

/* Another level and a resolution taken back are part of the story; assessing the same level again is not. */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieReport) report = NULL;
  g_autofree char *words = NULL;

  accept (fixture, vigie_act_assess (PLAYBOOK, fixture->incident, &fixture->incident->answers, VIGIE_LEVEL_P1, "Still so", "Awa", AT (fixture, 8), NULL));
  accept (fixture, vigie_act_assess (PLAYBOOK, fixture->incident, &fixture->incident->answers, VIGIE_LEVEL_P2, "Half of it is back", "Awa", AT (fixture, 9), NULL));
  accept (fixture, vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_RESOLVED, AT (fixture, 20), "Awa", AT (fixture, 20), NULL));
  accept (fixture, vigie_act_reopen (fixture->incident, VIGIE_STAGE_INVESTIGATING, "It fails again", "Awa", AT (fixture, 40), NULL));
  report = report_of (fixture, VIGIE_LANG_EN);
  assert_says (report, "timeline", "Incident reopened: It fails again|Awa");
  assert_says (report, "timeline", "P2");
  words = words_of (vigie_report_part (report, "timeline"));
  g_assert_nonnull (strstr (words, "Half of it is back"));
  g_assert_null (strstr (words, "Still so"));
}

/* One star chooses: the other typed entries leave the report's timeline. */
static void
test_stars (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieReport) all = NULL;
  g_autoptr(VigieReport) chosen = NULL;
  g_autofree char *words = NULL;
  const VigieEvent *event;

  accept (fixture, vigie_act_log (fixture->incident, VIGIE_ENTRY_NOTE, "plain", NULL, "Yao", AT (fixture, 5), NULL));
  accept (fixture, vigie_act_log (fixture->incident, VIGIE_ENTRY_NOTE, "important", NULL, "Yao", AT (fixture, 6), NULL));
  event = fixture->events->pdata[fixture->events->len - 1];
  all = report_of (fixture, VIGIE_LANG_EN);
  assert_says (all, "timeline", "plain");
  accept (fixture, vigie_act_star (fixture->incident, event->id, TRUE, "Yao", AT (fixture, 7), NULL));
  chosen = report_of (fixture, VIGIE_LANG_EN);
  assert_says (chosen, "timeline", "important");
  words = words_of (vigie_report_part (chosen, "timeline"));
  g_assert_null (strstr (words, "plain"));
}

static void
test_over_midnight (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieReport) report = NULL;

  accept (fixture, vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_RESOLVED, AT (fixture, 24 * 60 + 14), "Awa", AT (fixture, 24 * 60 + 14), NULL));
  report = report_of (fixture, VIGIE_LANG_EN);
  assert_head (report, 3, "24 h 14 min");
  assert_head (report, 2, "23 Nov 2025, 14:14 GMT");
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*test) (Fixture *fixture, gconstpointer data); } tests[] = {
    { "example", test_example },
    { "silent-record", test_silent_record },
    { "written", test_written },
    { "turns", test_turns },
    { "stars", test_stars },
    { "calls", test_calls },
    { "over-midnight", test_over_midnight },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/core/report/", tests[i].path, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }

  return g_test_run ();
}
