/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Delays and indicators, on the night of 31 January 2017 at GitLab and on made-up ones. */

#include "vigie-metrics.h"

#include "vigie-act.h"
#include "vigie-test-support.h"

static const char *const ids[] = {
  "0193a2c4-0000-7000-8000-000000000001", "0193a2c4-0000-7000-8000-000000000002", "0193a2c4-0000-7000-8000-000000000003",
};

typedef struct
{
  const char *started, *detected, *declared, *responded, *resolved, *message;
} Times;

static gint64
time_or_none (const char *text)
{
  return text != NULL ? vigie_test_time (text) : VIGIE_TIME_NONE;
}

static void
set_milestone (VigieTestDevice *device, GPtrArray *events, const char *id, VigieMilestone milestone, const char *time)
{
  g_autofree char *stream = g_strconcat ("incident/", id, NULL);
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  if (time == NULL)
    return;
  drafts = vigie_act_milestone_in (stream, milestone, vigie_test_time (time), NULL, "Ops", vigie_test_time (time), &error);
  g_assert_no_error (error);
  vigie_test_device_record (device, drafts, events);
}

static VigieIncident *
make (guint index, const Times *times, gboolean historical, gboolean example)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (index + 1);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GError) error = NULL;
  VigieDeclaration declaration = { .title = "Database lost", .type = "INC-04", .level = VIGIE_LEVEL_P1,
                                   .historical = historical, .example = example, .incident_id = ids[index] };
  VigieIncident *incident;
  GPtrArray *drafts;

  vigie_answers_init (&declaration.answers);
  declaration.started_usec = time_or_none (times->started);
  declaration.detected_usec = time_or_none (times->detected);
  declaration.declared_usec = time_or_none (times->declared);
  drafts = vigie_act_declare (vigie_test_playbook (), &declaration, "Ops", &error);
  g_assert_no_error (error);
  vigie_test_device_record (device, drafts, events);
  set_milestone (device, events, ids[index], VIGIE_MILESTONE_RESPONDED, times->responded);
  set_milestone (device, events, ids[index], VIGIE_MILESTONE_RESOLVED, times->resolved);
  incident = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);
  if (times->message != NULL)
    {
      g_autoptr(VigieIncident) before = incident;

      drafts = vigie_act_message (vigie_test_playbook (), before, "public", "status", NULL, "We know.", "Ops", vigie_test_time (times->message), &error);
      g_assert_no_error (error);
      vigie_test_device_record (device, drafts, events);
      incident = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE, &error);
    }

  return incident;
}

static void
measure (GPtrArray *incidents, VigieMetrics *out)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_figures_free);

  for (guint i = 0; i < incidents->len; i++)
    g_ptr_array_add (all, vigie_figures_of (incidents->pdata[i], vigie_test_playbook ()));
  vigie_figures_link (all);
  vigie_metrics_of (all, NULL, vigie_test_playbook (), out);
}

static const Times gitlab = { "2017-01-31T18:00:00Z", "2017-01-31T18:00:00Z", NULL, "2017-01-31T22:00:00Z", "2017-02-01T18:14:00Z", NULL };

static void
test_gitlab (void)
{
  g_autoptr(VigieIncident) incident = make (0, &gitlab, TRUE, FALSE);
  VigieDelays delays;

  g_assert_cmpint (incident->milestones[VIGIE_MILESTONE_DECLARED], ==, VIGIE_TIME_NONE);
  g_assert_cmpstr (vigie_incident_support_level (incident), ==, "L3");
  g_assert_cmpuint (incident->holdings->len, ==, 0);
  g_assert_false (vigie_incident_war_room_is_open (incident));
  vigie_delays_of (incident, vigie_test_playbook (), &delays);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_DETECT], ==, 0);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_RESPOND], ==, 4 * VIGIE_HOUR_USEC);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_RESOLVE], ==, 24 * VIGIE_HOUR_USEC + 14 * VIGIE_MINUTE_USEC);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_COMMUNICATE], ==, VIGIE_TIME_NONE);
  g_assert_cmpint (delays.total_usec, ==, 24 * VIGIE_HOUR_USEC + 14 * VIGIE_MINUTE_USEC);
  g_assert_true (g_str_has_prefix (incident->ref, "2017-01-31-"));
}

static void
test_war_room_counts (void)
{
  static const Times late = { NULL, "2026-11-22T03:00:00Z", "2026-11-22T03:04:00Z", "2026-11-22T03:20:00Z", NULL, "2026-11-22T03:10:00Z" };
  g_autoptr(VigieIncident) incident = make (0, &late, FALSE, FALSE);
  VigieDelays delays;

  vigie_delays_of (incident, vigie_test_playbook (), &delays);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_RESPOND], ==, 4 * VIGIE_MINUTE_USEC);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_COMMUNICATE], ==, 6 * VIGIE_MINUTE_USEC);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_DETECT], ==, VIGIE_TIME_NONE);
  g_assert_false (delays.impossible[VIGIE_DELAY_DETECT]);
}

static void
test_impossible (void)
{
  static const Times wrong = { "2026-11-22T03:30:00Z", "2026-11-22T03:00:00Z", "2026-11-22T03:04:00Z", NULL, "2026-11-22T02:00:00Z", NULL };
  g_autoptr(VigieIncident) incident = make (0, &wrong, FALSE, FALSE);
  VigieDelays delays;

  vigie_delays_of (incident, vigie_test_playbook (), &delays);
  g_assert_true (delays.impossible[VIGIE_DELAY_DETECT]);
  g_assert_true (delays.impossible[VIGIE_DELAY_RESOLVE]);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_RESOLVE], ==, VIGIE_TIME_NONE);
  g_assert_cmpint (delays.total_usec, ==, VIGIE_TIME_NONE);
}

static void
test_indicators (void)
{
  static const Times quick = { "2026-11-22T03:00:00Z", "2026-11-22T03:02:00Z", "2026-11-22T03:04:00Z", NULL, "2026-11-22T03:23:00Z", NULL };
  g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_incident_unref);
  VigieMetrics metrics;

  g_ptr_array_add (incidents, make (0, &gitlab, TRUE, FALSE));
  g_ptr_array_add (incidents, make (1, &quick, FALSE, FALSE));
  g_ptr_array_add (incidents, make (2, &quick, FALSE, TRUE));
  measure (incidents, &metrics);
  g_assert_cmpuint (metrics.n_incidents, ==, 2);
  g_assert_cmpuint (metrics.delay[VIGIE_DELAY_DETECT].count, ==, 2);
  g_assert_cmpint (metrics.delay[VIGIE_DELAY_DETECT].median_usec, ==, VIGIE_MINUTE_USEC);
  g_assert_cmpint (metrics.delay[VIGIE_DELAY_DETECT].target_usec, ==, 5 * VIGIE_MINUTE_USEC);
  g_assert_cmpint (metrics.delay[VIGIE_DELAY_RESOLVE].mean_usec, ==, (24 * 60 + 14 + 21) * VIGIE_MINUTE_USEC / 2);
  g_assert_cmpuint (metrics.delay[VIGIE_DELAY_COMMUNICATE].count, ==, 0);
  g_assert_cmpuint (metrics.delay[VIGIE_DELAY_COMMUNICATE].missing, ==, 2);
  g_assert_cmpint (metrics.delay[VIGIE_DELAY_COMMUNICATE].median_usec, ==, VIGIE_TIME_NONE);
  g_assert_cmpuint (metrics.recurrence_count, ==, 0);
  g_assert_cmpfloat (metrics.recurrence_target, ==, 0.1);
}

static VigieIncident *
linked (VigieIncident *incident_taken, const char *other)
{
  g_autoptr(VigieIncident) incident = incident_taken;
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (77);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_link (incident, other, "same-cause", "Ops", vigie_test_time ("2026-11-23T03:00:00Z"), &error);

  g_assert_no_error (error);
  vigie_test_device_record (device, drafts, events);

  return vigie_incident_with (incident, events, vigie_test_playbook (), &error);
}

static void
test_recurrence (void)
{
  static const Times first = { NULL, "2026-11-01T03:00:00Z", "2026-11-01T03:00:00Z" };
  static const Times second = { NULL, "2026-11-22T03:00:00Z", "2026-11-22T03:00:00Z" };
  g_autoptr(GPtrArray) incidents = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_incident_unref);
  VigieMetrics metrics;

  /* Each points at the other: only the later one is a recurrence. */
  g_ptr_array_add (incidents, linked (make (0, &first, FALSE, FALSE), ids[1]));
  g_ptr_array_add (incidents, linked (make (1, &second, FALSE, FALSE), ids[0]));
  measure (incidents, &metrics);
  g_assert_cmpuint (metrics.recurrence_count, ==, 1);
  g_assert_cmpfloat (metrics.recurrence_share, ==, 0.5);
}

static void
test_none (void)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  VigieMetrics metrics;

  measure (none, &metrics);
  g_assert_cmpuint (metrics.n_incidents, ==, 0);
  g_assert_cmpuint (metrics.delay[0].missing, ==, 0);
  g_assert_cmpfloat (metrics.recurrence_share, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/metrics/gitlab", test_gitlab);
  g_test_add_func ("/core/metrics/war-room-counts", test_war_room_counts);
  g_test_add_func ("/core/metrics/impossible", test_impossible);
  g_test_add_func ("/core/metrics/indicators", test_indicators);
  g_test_add_func ("/core/metrics/recurrence", test_recurrence);
  g_test_add_func ("/core/metrics/none", test_none);

  return g_test_run ();
}
