/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An incident detected on Friday, 20 November 2026, 14:00 GMT, with facts written in one line:
 * "persons=800; risk=unlikely|the key was safe; records?=40; protection=?" — confirmed, confirmed with its source,
 * estimated, unknown. Not every program uses every function. */

#include "obligation-scene.h"
#include "vigie-act-breach.h"
#include "vigie-breach.h"
#include "vigie-conflict.h"
#include "vigie-error.h"
#include "vigie-time.h"

#define BREACH_ZERO "2026-11-20T14:00:00Z"

G_GNUC_UNUSED static Scene *
breach_scene_declared (const char *type, VigieLevel level, VigieData data)
{
  Scene *scene = g_new0 (Scene, 1);
  VigieDeclaration declaration = { 0 };
  GError *error = NULL;

  scene->device = vigie_test_device_new (7);
  scene->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  scene->start_usec = vigie_test_time (BREACH_ZERO);
  declaration.title = "Unauthorised access, client export";
  declaration.type = type;
  vigie_answers_init (&declaration.answers);
  declaration.answers.data = data;
  declaration.level = level;
  declaration.reason = "as the test has it";
  declaration.started_usec = VIGIE_TIME_NONE;
  declaration.detected_usec = declaration.declared_usec = scene->start_usec;
  declaration.incident_id = "01935000-0000-7000-8000-000000000001";
  record (scene, 0, vigie_act_declare (vigie_test_playbook (), &declaration, "Awa", &error), error);

  return scene;
}

G_GNUC_UNUSED static Scene *
breach_scene (const char *type)
{
  return breach_scene_declared (type, g_strcmp0 (type, "INC-02") == 0 ? VIGIE_LEVEL_P1 : VIGIE_LEVEL_P3, VIGIE_DATA_UNKNOWN);
}

G_GNUC_UNUSED static void
say_fact (Scene *scene, const char *text, gint64 after)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_auto(GStrv) parts = g_strsplit (text, "=", 2);
  g_auto(GStrv) said = g_strsplit (parts[1], "|", 2);
  gboolean estimated = g_str_has_suffix (parts[0], "?");
  gboolean unknown = g_str_equal (said[0], "?");
  GError *error = NULL;

  if (estimated)
    parts[0][strlen (parts[0]) - 1] = '\0';
  record (scene, after, vigie_act_fact (vigie_test_playbook (), scene->incident, parts[0], unknown ? "" : said[0],
                                        unknown ? VIGIE_FACT_UNKNOWN : estimated ? VIGIE_FACT_ESTIMATED : VIGIE_FACT_CONFIRMED,
                                        said[1], utc, "Awa", scene->start_usec + after, &error), error);
}

G_GNUC_UNUSED static void
say_facts (Scene *scene, const char *facts, gint64 after)
{
  g_auto(GStrv) all = g_strsplit (facts, ";", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (*g_strstrip (all[i]) != '\0')
        say_fact (scene, all[i], after);
    }
}

G_GNUC_UNUSED static VigieBreach *
judge_at (const Scene *scene, const char *time)
{
  return vigie_breach_evaluate (vigie_test_playbook (), scene->incident, vigie_test_time (time), NULL, VIGIE_LANG_EN);
}

/* "PB-4=yes@2026-11-23T14:00:00Z": verdict and due time; "@-": no due time. */
G_GNUC_UNUSED static void
assert_verdict (const VigieBreach *breach, const char *expected, const char *what)
{
  g_auto(GStrv) parts = g_strsplit_set (expected, "=@", 3);
  const VigieBreachRule *rule = vigie_breach_rule (breach, parts[0]);
  g_autofree char *due = NULL;

  g_assert_nonnull (rule);
  if (!g_str_equal (vigie_breach_verdict_to_word (rule->verdict), parts[1]))
    g_error ("%s: %s is %s, expected %s (%s)", what, parts[0], vigie_breach_verdict_to_word (rule->verdict), parts[1], rule->reason);
  due = rule->due_usec != VIGIE_TIME_NONE ? vigie_time_format_rfc3339 (rule->due_usec) : g_strdup ("-");
  if (parts[2] != NULL && !g_str_equal (due, parts[2]))
    g_error ("%s: %s is due %s, expected %s", what, parts[0], due, parts[2]);
}

G_GNUC_UNUSED static void
assert_verdicts (const VigieBreach *breach, const char *expected, const char *what)
{
  g_auto(GStrv) all = g_strsplit (expected, " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (*all[i] != '\0')
        assert_verdict (breach, all[i], what);
    }
}
