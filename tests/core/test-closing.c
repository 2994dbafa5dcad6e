/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is missing at the end, how long a restored service is watched, and taking a resolution back. */

#include "obligation-scene.h"
#include "vigie-error.h"
#include "vigie-metrics.h"
#include "vigie-missing.h"

static gboolean
is_missing (const Scene *scene, VigieMissingKind kind, const char *id, gint64 after)
{
  g_autoptr(GPtrArray) all = vigie_incident_missing (vigie_test_playbook (), scene->incident, scene->start_usec + after, VIGIE_LANG_FR);

  for (guint i = 0; i < all->len; i++)
    {
      const VigieMissing *missing = g_ptr_array_index (all, i);

      g_assert_true (*missing->words != '\0');
      if (missing->kind == kind && g_str_equal (missing->id, id))
        return TRUE;
    }

  return FALSE;
}

static void
test_missing (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  GError *error = NULL;
  GPtrArray *drafts;

  g_assert_true (is_missing (scene, VIGIE_MISSING_MILESTONE, "diagnosed", MINUTES (1)));
  set_milestone (scene, VIGIE_MILESTONE_DIAGNOSED, MINUTES (20));
  g_assert_false (is_missing (scene, VIGIE_MISSING_MILESTONE, "diagnosed", MINUTES (21)));
  g_assert_false (is_missing (scene, VIGIE_MISSING_ORDER, "restored", MINUTES (21)));
  set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (19));
  g_assert_true (is_missing (scene, VIGIE_MISSING_ORDER, "restored", MINUTES (21)));

  g_assert_true (is_missing (scene, VIGIE_MISSING_FACT, "cause", MINUTES (21)));
  set_fact (scene, "cause", "A full disk", MINUTES (22));
  g_assert_false (is_missing (scene, VIGIE_MISSING_FACT, "cause", MINUTES (23)));

  g_assert_false (is_missing (scene, VIGIE_MISSING_OBLIGATION, "cto-alert/cto", MINUTES (5)) || is_missing (scene, VIGIE_MISSING_OBLIGATION, "cto-alert", MINUTES (5)));
  g_assert_true (is_missing (scene, VIGIE_MISSING_OBLIGATION, "cto-alert/cto", MINUTES (6)) || is_missing (scene, VIGIE_MISSING_OBLIGATION, "cto-alert", MINUTES (6)));

  drafts = vigie_act_log (scene->incident, VIGIE_ENTRY_DECISION, "Go back", NULL, "Awa", scene->start_usec + MINUTES (24), &error);
  record (scene, MINUTES (24), drafts, error);
  g_assert_true (is_missing (scene, VIGIE_MISSING_DECISION, "D1", MINUTES (25)));
  drafts = vigie_act_review (scene->incident, "D1", "It helped.", "Awa", scene->start_usec + MINUTES (26), &error);
  record (scene, MINUTES (26), drafts, error);
  g_assert_false (is_missing (scene, VIGIE_MISSING_DECISION, "D1", MINUTES (27)));
}

static void
test_steps_are_missing_until_done_or_excluded (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) all = vigie_incident_missing (vigie_test_playbook (), scene->incident, scene->start_usec, VIGIE_LANG_EN);
  g_autofree char *first = NULL;
  GError *error = NULL;
  GPtrArray *drafts;

  for (guint i = 0; i < all->len && first == NULL; i++)
    {
      const VigieMissing *missing = g_ptr_array_index (all, i);

      if (missing->kind == VIGIE_MISSING_STEP)
        first = g_strdup (missing->id);
    }
  g_assert_nonnull (first);
  drafts = vigie_act_tick (vigie_test_playbook (), scene->incident, first, VIGIE_STEP_NOT_APPLICABLE, "Not here", "Awa", scene->start_usec + MINUTES (1), &error);
  record (scene, MINUTES (1), drafts, error);
  g_assert_false (is_missing (scene, VIGIE_MISSING_STEP, first, MINUTES (2)));
}

static const struct { const char *type; gint64 after; gint64 left; } watches[] = {
  { "INC-01", MINUTES (10), MINUTES (30) },  { "INC-01", MINUTES (39), MINUTES (1) },
  { "INC-01", MINUTES (40), 0 },             { "INC-03", MINUTES (40), MINUTES (30) },
  { "INC-03", MINUTES (70) - 1, 1 },         { "INC-03", MINUTES (70), 0 },
};

static void
test_watch_before_closing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (watches); i++)
    {
      g_autoptr(Scene) scene = scene_new (watches[i].type, VIGIE_LEVEL_P2);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) plain = NULL;
      g_autoptr(GPtrArray) told = NULL;
      gint64 at_usec = scene->start_usec + watches[i].after;

      g_assert_cmpint (vigie_incident_watch_left_usec (vigie_test_playbook (), scene->incident, at_usec), >, 0);
      set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (10));
      g_assert_cmpint (vigie_incident_watch_left_usec (vigie_test_playbook (), scene->incident, at_usec), ==, watches[i].left);
      plain = vigie_act_close (vigie_test_playbook (), scene->incident, " ", at_usec, "Awa", at_usec, &error);
      g_assert_true ((plain != NULL) == (watches[i].left == 0));
      if (plain == NULL)
        g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
      told = vigie_act_close (vigie_test_playbook (), scene->incident, "The shop is shut", at_usec, "Awa", at_usec, NULL);
      g_assert_nonnull (told);
    }
}

/* Where nobody noted when the service was back, the resolution says that it is. */
static void
test_watch_from_resolution (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P4);

  g_assert_cmpint (vigie_incident_watch_left_usec (vigie_test_playbook (), scene->incident, scene->start_usec + HOURS (9)), ==, MINUTES (30));
  set_milestone (scene, VIGIE_MILESTONE_RESOLVED, MINUTES (10));
  g_assert_cmpint (vigie_incident_watch_left_usec (vigie_test_playbook (), scene->incident, scene->start_usec + MINUTES (39)), ==, MINUTES (1));
  g_assert_cmpint (vigie_incident_watch_left_usec (vigie_test_playbook (), scene->incident, scene->start_usec + MINUTES (40)), ==, 0);
  set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (5));
  g_assert_cmpint (vigie_incident_watch_left_usec (vigie_test_playbook (), scene->incident, scene->start_usec + MINUTES (35)), ==, 0);
}

/* Whoever asks for a milestone asks here: what needs a reason, and what does not. */
static const struct { VigieMilestone milestone; gint64 after; const char *text; gboolean taken; } reached[] = {
  { VIGIE_MILESTONE_MITIGATED, MINUTES (11), NULL, TRUE },    { VIGIE_MILESTONE_RESOLVED, MINUTES (11), NULL, TRUE },
  { VIGIE_MILESTONE_CLOSED, MINUTES (9), NULL, FALSE },       { VIGIE_MILESTONE_CLOSED, MINUTES (40) - 1, NULL, FALSE },
  { VIGIE_MILESTONE_CLOSED, MINUTES (40) - 1, "\t", FALSE },  { VIGIE_MILESTONE_CLOSED, MINUTES (40) - 1, "The shop is shut", TRUE },
  { VIGIE_MILESTONE_CLOSED, MINUTES (40), NULL, TRUE },
};

static void
test_reached (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reached); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) drafts = NULL;
      gint64 time_usec = scene->start_usec + reached[i].after;

      set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (10));
      drafts = vigie_act_reached (vigie_test_playbook (), scene->incident, reached[i].milestone, time_usec, reached[i].text,
                                  "Awa", scene->start_usec + HOURS (2), &error);
      g_assert_true ((drafts != NULL) == reached[i].taken);
      if (!reached[i].taken)
        g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

static void
reopen (Scene *scene, VigieStage stage, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_reopen (scene->incident, stage, "It fails again", "Awa", scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

static const struct { VigieStage stage; gboolean diagnosed, restored; } reopenings[] = {
  { VIGIE_STAGE_INVESTIGATING, FALSE, FALSE },
  { VIGIE_STAGE_IDENTIFIED, TRUE, FALSE },
  { VIGIE_STAGE_MONITORING, TRUE, TRUE },
};

static void
test_reopen (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reopenings); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
      const gint64 *times;

      set_milestone (scene, VIGIE_MILESTONE_DIAGNOSED, MINUTES (10));
      set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (20));
      set_milestone (scene, VIGIE_MILESTONE_RESOLVED, MINUTES (60));
      set_milestone (scene, VIGIE_MILESTONE_CLOSED, MINUTES (70));
      reopen (scene, reopenings[i].stage, MINUTES (90));
      times = scene->incident->milestones;
      g_assert_true (vigie_incident_is_active (scene->incident));
      g_assert_cmpint (scene->incident->stage, ==, reopenings[i].stage);
      g_assert_true ((times[VIGIE_MILESTONE_DIAGNOSED] != VIGIE_TIME_NONE) == reopenings[i].diagnosed);
      g_assert_true ((times[VIGIE_MILESTONE_RESTORED] != VIGIE_TIME_NONE) == reopenings[i].restored);
      g_assert_cmpint (times[VIGIE_MILESTONE_CLOSED], ==, VIGIE_TIME_NONE);
    }
}

/* The clocks run again, and the delay to resolve is that of the last resolution. */
static void
test_reopening_restarts (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  VigieDelays delays;

  set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (20));
  do_by_hand (scene, "monitoring", "", MINUTES (55));
  set_milestone (scene, VIGIE_MILESTONE_RESOLVED, MINUTES (60));
  assert_state (scene, "resolve", "", MINUTES (61), "done");
  assert_state (scene, "status-update", "", MINUTES (62), "absent");
  reopen (scene, VIGIE_STAGE_INVESTIGATING, MINUTES (90));
  assert_state (scene, "resolve", "", MINUTES (91), "pending");
  assert_state (scene, "post-mortem", "", MINUTES (91), "absent");
  assert_state (scene, "status-update", "", MINUTES (91), "overdue");
  vigie_delays_of (scene->incident, vigie_test_playbook (), &delays);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_RESOLVE], ==, VIGIE_TIME_NONE);

  set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (100));
  g_assert_cmpint (vigie_incident_watch_left_usec (vigie_test_playbook (), scene->incident, scene->start_usec + MINUTES (101)), ==, MINUTES (29));
  set_milestone (scene, VIGIE_MILESTONE_RESOLVED, MINUTES (180));
  vigie_delays_of (scene->incident, vigie_test_playbook (), &delays);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_RESOLVE], ==, MINUTES (180));
}

static const VigieObligation *
watch_of (GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((const VigieObligation *) g_ptr_array_index (all, i))->id, "monitoring"))
      return g_ptr_array_index (all, i);

  return NULL;
}

/* After the watch of 30 minutes was kept and the incident resolved: back to a stage at 90 minutes, and restored again
 * at 100 where that was taken back. @watch_since: when the watch then begins. */
static const struct { VigieStage stage; gint64 watch_since; } watched_again[] = {
  { VIGIE_STAGE_INVESTIGATING, MINUTES (100) },
  { VIGIE_STAGE_IDENTIFIED, MINUTES (100) },
  { VIGIE_STAGE_MONITORING, MINUTES (90) },
};

static void
test_watch_begins_anew (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (watched_again); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
      g_autoptr(GPtrArray) before = NULL;
      g_autoptr(GPtrArray) after = NULL;
      gint64 since_usec = scene->start_usec + watched_again[i].watch_since;

      set_milestone (scene, VIGIE_MILESTONE_DIAGNOSED, MINUTES (10));
      set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (20));
      do_by_hand (scene, "monitoring", "", MINUTES (55));
      set_milestone (scene, VIGIE_MILESTONE_RESOLVED, MINUTES (60));
      assert_state (scene, "monitoring", "", MINUTES (61), "done");
      reopen (scene, watched_again[i].stage, MINUTES (90));
      g_assert_cmpint (scene->incident->stage, ==, watched_again[i].stage);
      before = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident, scene->start_usec + MINUTES (91));
      g_assert_true ((watch_of (before) != NULL) == (watched_again[i].stage == VIGIE_STAGE_MONITORING));
      if (watched_again[i].stage != VIGIE_STAGE_MONITORING)
        set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (100));

      g_assert_cmpint (scene->incident->stage, ==, VIGIE_STAGE_MONITORING);
      after = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident, scene->start_usec + MINUTES (101));
      g_assert_cmpint (watch_of (after)->started_usec, ==, since_usec);
      g_assert_cmpint (watch_of (after)->due_usec, ==, since_usec + MINUTES (30));
      g_assert_true (vigie_obligation_is_running (watch_of (after)));
      g_assert_cmpint (vigie_incident_watch_left_usec (vigie_test_playbook (), scene->incident, since_usec + MINUTES (29)), ==, MINUTES (1));
      g_assert_cmpint (vigie_incident_watch_left_usec (vigie_test_playbook (), scene->incident, since_usec + MINUTES (30)), ==, 0);
      assert_state (scene, "monitoring", "", watched_again[i].watch_since + MINUTES (30) + 1, "overdue");
      do_by_hand (scene, "monitoring", "", watched_again[i].watch_since + MINUTES (31));
      assert_state (scene, "monitoring", "", watched_again[i].watch_since + MINUTES (32), "done");
    }
}

static void
test_reopen_refusals (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GError) active = NULL;
  g_autoptr(GError) blank = NULL;
  g_autoptr(GError) stage = NULL;

  g_assert_null (vigie_act_reopen (scene->incident, VIGIE_STAGE_MONITORING, "Why", "Awa", scene->start_usec, &active));
  g_assert_error (active, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  set_milestone (scene, VIGIE_MILESTONE_RESOLVED, MINUTES (60));
  g_assert_null (vigie_act_reopen (scene->incident, VIGIE_STAGE_MONITORING, " ", "Awa", scene->start_usec, &blank));
  g_assert_error (blank, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_assert_null (vigie_act_reopen (scene->incident, VIGIE_STAGE_RESOLVED, "Why", "Awa", scene->start_usec, &stage));
  g_assert_error (stage, VIGIE_ERROR, VIGIE_ERROR_INVALID);
}

/* On request of somebody, who is named in the timeline. */
static void
test_room_on_request (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P2);
  g_autofree char *words = NULL;
  GError *error = NULL;

  record (scene, MINUTES (5), vigie_act_war_room_asked (scene->incident, " CTO ", "Awa", scene->start_usec + MINUTES (5), &error), error);
  g_assert_true (vigie_incident_war_room_is_open (scene->incident));
  words = vigie_entry_text (g_ptr_array_index (scene->incident->entries, scene->incident->entries->len - 1), scene->incident,
                            vigie_test_playbook (), VIGIE_LANG_EN);
  g_assert_cmpstr (words, ==, "War room opened, asked for by: CTO");
  g_assert_null (vigie_act_war_room_asked (scene->incident, "CEO", "Awa", scene->start_usec + MINUTES (6), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_clear_error (&error);
}

/* Raising a P2 to P1 opens the war room in the batch of the assessment. */
static void
test_raising_opens_the_room (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P2);
  g_autoptr(GPtrArray) drafts = NULL;
  GError *error = NULL;

  g_assert_false (vigie_incident_war_room_is_open (scene->incident));
  drafts = vigie_act_assess (vigie_test_playbook (), scene->incident, &scene->incident->answers, VIGIE_LEVEL_P1, "Worse", "Awa",
                             scene->start_usec + MINUTES (5), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 2);
  record (scene, MINUTES (5), g_steal_pointer (&drafts), NULL);
  g_assert_true (vigie_incident_war_room_is_open (scene->incident));
}

static void
cancel (Scene *scene, gboolean cancelled, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_cancel (scene->incident, cancelled, "It was a drill", "Awa", scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

/* Nothing is owed for what was no incident, and all of it again when it was one after all. */
static void
test_cancel (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) before = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident, scene->start_usec + MINUTES (9));
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GPtrArray) refused = NULL;
  g_autoptr(GError) error = NULL;

  cancel (scene, TRUE, MINUTES (9));
  g_assert_true (scene->incident->cancelled);
  g_assert_cmpstr (scene->incident->cancel_reason, ==, "It was a drill");
  g_assert_false (vigie_incident_is_active (scene->incident));
  none = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident, scene->start_usec + MINUTES (9));
  g_assert_cmpuint (none->len, ==, 0);
  refused = vigie_act_reopen (scene->incident, VIGIE_STAGE_INVESTIGATING, "x", "Awa", scene->start_usec, &error);
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_clear_error (&error);
  refused = vigie_act_cancel (scene->incident, TRUE, "x", "Awa", scene->start_usec, &error);
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  cancel (scene, FALSE, MINUTES (9));
  g_assert_true (vigie_incident_is_active (scene->incident));
  g_assert_null (scene->incident->cancel_reason);
  again = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident, scene->start_usec + MINUTES (9));
  g_assert_cmpuint (again->len, ==, before->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/closing/missing", test_missing);
  g_test_add_func ("/closing/steps", test_steps_are_missing_until_done_or_excluded);
  g_test_add_func ("/closing/watch", test_watch_before_closing);
  g_test_add_func ("/closing/watch-from-resolution", test_watch_from_resolution);
  g_test_add_func ("/closing/reached", test_reached);
  g_test_add_func ("/closing/reopen", test_reopen);
  g_test_add_func ("/closing/cancel", test_cancel);
  g_test_add_func ("/closing/watch-begins-anew", test_watch_begins_anew);
  g_test_add_func ("/closing/reopening-restarts", test_reopening_restarts);
  g_test_add_func ("/closing/reopen-refusals", test_reopen_refusals);
  g_test_add_func ("/closing/room-on-request", test_room_on_request);
  g_test_add_func ("/closing/raising-opens-the-room", test_raising_opens_the_room);

  return g_test_run ();
}
