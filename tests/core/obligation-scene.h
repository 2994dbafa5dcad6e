/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A declared incident under a recording device, and what stands at a moment of it: shared by the tests of
 * the obligations. Each incident is declared, acted upon and folded exactly as the application does
 * it. Not every program uses every function. */

#include "vigie-act.h"
#include "vigie-incident.h"
#include "vigie-obligation.h"
#include "vigie-test-publish.h"
#include "vigie-test-support.h"

#include <string.h>

#define T0         "2026-11-22T00:00:00Z"
#define MINUTES(n) ((n) *VIGIE_MINUTE_USEC)
#define HOURS(n)   ((n) *VIGIE_HOUR_USEC)

typedef struct
{
  VigieTestDevice *device;
  GPtrArray *events;
  VigieIncident *incident;
  gint64 start_usec;
} Scene;

G_GNUC_UNUSED static void
refold (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&scene->incident, vigie_incident_unref);
  scene->incident = vigie_incident_fold (scene->events, vigie_test_playbook (), VIGIE_TIME_NONE,
                                         &error);
  g_assert_no_error (error);
}

/* Records @drafts (consumed) @after the start. */
G_GNUC_UNUSED static void
record (Scene *scene, gint64 after, GPtrArray *drafts, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (drafts);
  vigie_test_device_set_now (scene->device, scene->start_usec + after);
  vigie_test_device_record (scene->device, drafts, scene->events);
  refold (scene);
}

G_GNUC_UNUSED static Scene *
scene_new (const char *type, VigieLevel level)
{
  Scene *scene = g_new0 (Scene, 1);
  VigieDeclaration declaration = { 0 };
  GError *error = NULL;

  scene->device = vigie_test_device_new (7);
  scene->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  scene->start_usec = vigie_test_time (T0);

  declaration.title = "Application unreachable";
  declaration.type = type;
  vigie_answers_init (&declaration.answers);
  declaration.level = level;
  declaration.reason = "as the test has it";
  declaration.started_usec = VIGIE_TIME_NONE;
  declaration.detected_usec = scene->start_usec;
  declaration.declared_usec = scene->start_usec;
  declaration.incident_id = "01935000-0000-7000-8000-000000000001";
  record (scene, 0, vigie_act_declare (vigie_test_playbook (), &declaration, "Awa", &error), error);

  return scene;
}

G_GNUC_UNUSED static void
scene_free (Scene *scene)
{
  vigie_test_device_free (scene->device);
  g_ptr_array_unref (scene->events);
  vigie_incident_unref (scene->incident);
  g_free (scene);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

G_GNUC_UNUSED static void
send_message (Scene *scene, const char *audience, const char *channel, gint64 after)
{
  vigie_test_device_set_now (scene->device, scene->start_usec + after);
  vigie_test_publish (scene->device, scene->events, audience, channel, "Text.", "Awa",
                      scene->start_usec + after);
  refold (scene);
}

G_GNUC_UNUSED static void
set_milestone (Scene *scene, VigieMilestone milestone, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_milestone (scene->incident, milestone, scene->start_usec + after,
                                           "Awa", scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

G_GNUC_UNUSED static void
set_fact (Scene *scene, const char *name, const char *value, gint64 after)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_fact (vigie_test_playbook (), scene->incident, name, value,
                                      VIGIE_FACT_CONFIRMED, NULL, utc, "Awa",
                                      scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

G_GNUC_UNUSED static void
set_level (Scene *scene, VigieLevel level, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_assess (vigie_test_playbook (), scene->incident,
                                        &scene->incident->answers, level, "as the test has it",
                                        "Awa", scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

G_GNUC_UNUSED static void
do_by_hand (Scene *scene, const char *id, const char *subject, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_done (vigie_test_playbook (), scene->incident, id, subject, "noted",
                                      "Awa", scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

G_GNUC_UNUSED static void
waive (Scene *scene, const char *id, const char *subject, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_waive (vigie_test_playbook (), scene->incident, id, subject,
                                       "not needed", "Awa", scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

/* The obligation that stands for @id now, copied out of the list; NULL if there is none. */
G_GNUC_UNUSED static VigieObligation *
find_at (const Scene *scene, const char *id, const char *subject, gint64 after, GPtrArray **keep)
{
  GPtrArray *obligations = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident,
                                                       scene->start_usec + after);

  *keep = obligations;
  for (guint i = 0; i < obligations->len; i++)
    {
      VigieObligation *o = g_ptr_array_index (obligations, i);

      if (!o->history && g_str_equal (o->id, id) && g_str_equal (o->subject, subject))
        return o;
    }

  return NULL;
}

G_GNUC_UNUSED static void
assert_state (const Scene *scene,
              const char *id,
              const char *subject,
              gint64 after,
              const char *state)
{
  g_autoptr (GPtrArray) keep = NULL;
  const VigieObligation *o = find_at (scene, id, subject, after, &keep);
  const char *found = o != NULL ? vigie_obligation_state_to_word (o->state) : "absent";

  if (!g_str_equal (found, state))
    g_error ("%s %s at +%" G_GINT64_FORMAT " s: %s, expected %s", id, subject,
             after / VIGIE_SECOND_USEC, found, state);
}

G_GNUC_UNUSED static void
assert_due (const Scene *scene, const char *id, const char *subject, gint64 after, gint64 due_after)
{
  g_autoptr (GPtrArray) keep = NULL;
  const VigieObligation *o = find_at (scene, id, subject, after, &keep);

  g_assert_nonnull (o);
  if (due_after == VIGIE_TIME_NONE)
    g_assert_cmpint (o->due_usec, ==, VIGIE_TIME_NONE);
  else
    g_assert_cmpint ((o->due_usec - scene->start_usec) / VIGIE_SECOND_USEC, ==,
                     due_after / VIGIE_SECOND_USEC);
}

G_GNUC_UNUSED static guint
count_history (const Scene *scene, const char *id, gint64 after)
{
  g_autoptr (GPtrArray) obligations = vigie_obligations_evaluate (
      vigie_test_playbook (), scene->incident, scene->start_usec + after);
  guint n = 0;

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *o = g_ptr_array_index (obligations, i);

      n += o->history && g_str_equal (o->id, id);
    }

  return n;
}
