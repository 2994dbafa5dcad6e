/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-test-ten.h"

#include "vigie-act.h"
#include "vigie-test-publish.h"
#include "vigie-test-support.h"
#include "vigie-twin.h"

typedef struct
{
  VigieLevel level;
  const char *type, *title;
  const char *started, *detected, *declared, *responded, *resolved, *message;
} Shape;

static const Shape shapes[VIGIE_TEST_N_TEN] = {
  { VIGIE_LEVEL_P1, "INC-01", "Plain", "2026-03-02T08:00:00Z", "2026-03-02T08:03:00Z",
    "2026-03-02T08:05:00Z", "2026-03-02T08:13:00Z", "2026-03-02T10:33:00Z",
    "2026-03-02T08:25:00Z" },
  { VIGIE_LEVEL_P2, "INC-03", "Missing milestones", NULL, "2026-03-10T12:00:00Z",
    "2026-03-10T12:10:00Z", NULL, NULL, NULL },
  { VIGIE_LEVEL_P3, "other", "No delay at all", "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z",
    "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z",
    "2026-04-01T00:00:00Z" },
  { VIGIE_LEVEL_P2, "INC-04", "Times the wrong way round", "2026-04-05T09:30:00Z",
    "2026-04-05T09:00:00Z", "2026-04-05T09:10:00Z", "2026-04-05T08:55:00Z", "2026-04-05T08:00:00Z",
    "2026-04-05T09:05:00Z" },
  { VIGIE_LEVEL_P1, "INC-01", "Over midnight", "2026-04-30T23:50:00Z", "2026-04-30T23:58:00Z",
    "2026-05-01T00:02:00Z", "2026-05-01T00:10:00Z", "2026-05-01T03:59:00Z",
    "2026-05-01T00:40:00Z" },
  { VIGIE_LEVEL_P2, "INC-05", "Over the year's end", "2026-12-31T23:30:00Z", "2026-12-31T23:45:00Z",
    "2026-12-31T23:50:00Z", "2027-01-01T00:15:00Z", "2027-01-01T05:45:00Z",
    "2027-01-01T00:20:00Z" },
  { VIGIE_LEVEL_P3, "INC-03", "Reopened", "2026-06-01T10:00:00Z", "2026-06-01T10:04:00Z",
    "2026-06-01T10:06:00Z", "2026-06-01T10:34:00Z", "2026-06-01T12:00:00Z",
    "2026-06-01T10:36:00Z" },
  { VIGIE_LEVEL_P1, "INC-01", "Declared twice", "2026-03-02T08:00:00Z", "2026-03-02T08:04:00Z",
    "2026-03-02T08:06:00Z", NULL, NULL, NULL },
  { VIGIE_LEVEL_P2, "INC-03", "Two zones", "2026-07-14T23:30:00+02:00", "2026-07-14T21:36:00Z",
    "2026-07-14T16:40:00-05:00", "2026-07-15T00:06:00+02:00", "2026-07-15T01:36:00+02:00",
    "2026-07-14T22:00:00Z" },
  { VIGIE_LEVEL_P1, "INC-02", "Cancelled", "2026-08-01T10:00:00Z", "2026-08-01T10:50:00Z",
    "2026-08-01T11:00:00Z", "2026-08-01T11:30:00Z", "2026-08-01T20:00:00Z",
    "2026-08-01T13:00:00Z" },
};

typedef struct
{
  VigieTestDevice
      *devices[VIGIE_TEST_N_TEN]; /* one for each stream: numbers follow one another there */
  GPtrArray *events[VIGIE_TEST_N_TEN];
} Ten;

const char *
vigie_test_ten_id (guint number)
{
  static const char *const ids[VIGIE_TEST_N_TEN] = {
    "0193a2c4-0000-7000-8000-000000000101", "0193a2c4-0000-7000-8000-000000000102",
    "0193a2c4-0000-7000-8000-000000000103", "0193a2c4-0000-7000-8000-000000000104",
    "0193a2c4-0000-7000-8000-000000000105", "0193a2c4-0000-7000-8000-000000000106",
    "0193a2c4-0000-7000-8000-000000000107", "0193a2c4-0000-7000-8000-000000000108",
    "0193a2c4-0000-7000-8000-000000000109", "0193a2c4-0000-7000-8000-000000000110",
  };

  g_assert_cmpuint (number, >=, 1);
  g_assert_cmpuint (number, <=, VIGIE_TEST_N_TEN);

  return ids[number - 1];
}

static void
record (Ten *ten, guint number, GPtrArray *drafts, const GError *error)
{
  g_assert_no_error (error);
  vigie_test_device_record (ten->devices[number - 1], drafts, ten->events[number - 1]);
}

static VigieIncident *
fold (Ten *ten, guint number)
{
  g_autoptr (GError) error = NULL;
  VigieIncident *incident = vigie_incident_fold (ten->events[number - 1], vigie_test_playbook (),
                                                 VIGIE_TIME_NONE, &error);

  g_assert_no_error (error);

  return incident;
}

static void
milestone (Ten *ten, guint number, VigieMilestone which, const char *time)
{
  g_autoptr (VigieIncident) incident = NULL;
  g_autoptr (GError) error = NULL;

  if (time == NULL)
    return;
  incident = fold (ten, number);
  record (ten, number,
          vigie_act_milestone (incident, which, vigie_test_time (time), "Ops",
                               vigie_test_time (time), &error),
          error);
}

static void
declare (Ten *ten, guint number)
{
  const Shape *shape = &shapes[number - 1];
  VigieDeclaration declaration = { .title = shape->title,
                                   .type = shape->type,
                                   .level = shape->level,
                                   .reason = "as told by hand",
                                   .incident_id = vigie_test_ten_id (number),
                                   .started_usec = VIGIE_TIME_NONE,
                                   .detected_usec = vigie_test_time (shape->detected),
                                   .declared_usec = vigie_test_time (shape->declared) };
  g_autoptr (GError) error = NULL;

  vigie_answers_init (&declaration.answers);
  record (ten, number, vigie_act_declare (vigie_test_playbook (), &declaration, "Ops", &error),
          error);
  milestone (ten, number, VIGIE_MILESTONE_STARTED, shape->started);
  milestone (ten, number, VIGIE_MILESTONE_RESPONDED, shape->responded);
  milestone (ten, number, VIGIE_MILESTONE_RESOLVED, shape->resolved);
}

static void
tell_users (Ten *ten, guint number)
{
  const char *time = shapes[number - 1].message;

  if (time != NULL)
    vigie_test_publish (ten->devices[number - 1], ten->events[number - 1], "users", "status-page",
                        "We know.", "Ops", vigie_test_time (time));
}

/* Reopened an hour after it was resolved, and resolved for good at 16:04. */
static void
reopen (Ten *ten, guint number)
{
  g_autoptr (VigieIncident) incident = fold (ten, number);
  g_autoptr (GError) error = NULL;

  record (ten, number,
          vigie_act_reopen (incident, VIGIE_STAGE_INVESTIGATING, "it came back", "Ops",
                            vigie_test_time ("2026-06-01T13:00:00Z"), &error),
          error);
  milestone (ten, number, VIGIE_MILESTONE_RESOLVED, "2026-06-01T16:04:00Z");
}

static void
link_cause (Ten *ten, guint number, guint other)
{
  g_autoptr (VigieIncident) incident = fold (ten, number);
  g_autoptr (GError) error = NULL;

  record (ten, number,
          vigie_act_link (incident, vigie_test_ten_id (other), "same-cause", "Ops",
                          vigie_test_time ("2026-12-01T08:00:00Z"), &error),
          error);
}

static void
merge (Ten *ten, guint leader, guint follower)
{
  g_autoptr (VigieIncident) first = fold (ten, leader);
  g_autoptr (VigieIncident) second = fold (ten, follower);
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = vigie_act_twin (first, second, "Ops",
                                      vigie_test_time ("2026-03-02T09:00:00Z"), &error);

  g_assert_no_error (error);
  while (drafts->len > 0)
    {
      VigieDraft *draft = g_ptr_array_steal_index (drafts, 0);
      GPtrArray *one = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

      g_ptr_array_add (one, draft);
      record (ten, g_str_has_suffix (draft->stream, vigie_test_ten_id (leader)) ? leader : follower,
              one, NULL);
    }
  g_ptr_array_unref (drafts);
}

static void
cancel (Ten *ten, guint number)
{
  g_autoptr (VigieIncident) incident = fold (ten, number);
  g_autoptr (GError) error = NULL;

  record (ten, number,
          vigie_act_cancel (incident, TRUE, "a rehearsal was taken for real", "Ops",
                            vigie_test_time ("2026-08-02T08:00:00Z"), &error),
          error);
}

GPtrArray *
vigie_test_ten_events (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  Ten ten = { .events = { NULL } };

  for (guint i = 0; i < VIGIE_TEST_N_TEN; i++)
    {
      ten.devices[i] = vigie_test_device_new (1010 + i);
      ten.events[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
      declare (&ten, i + 1);
      tell_users (&ten, i + 1);
    }
  reopen (&ten, 7);
  link_cause (&ten, 5, 1);
  link_cause (&ten, 9, 7);
  link_cause (&ten, 10, 1);
  merge (&ten, 1, 8);
  cancel (&ten, 10);
  for (guint i = 0; i < VIGIE_TEST_N_TEN; i++)
    {
      g_ptr_array_extend (all, ten.events[i], (GCopyFunc) vigie_event_ref, NULL);
      g_ptr_array_unref (ten.events[i]);
      vigie_test_device_free (ten.devices[i]);
    }

  return all;
}
