/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The queue of acts: acts of the levels through changes of level, one row for one duty, attempts, and two
 * seats that did the same thing. The rules themselves are in test-escalation.c. */

#include "vigie-duty.h"

#include "obligation-scene.h"

static const char *
state_at (const Scene *scene, const char *key, gint64 after)
{
  g_autoptr(GPtrArray) duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec + after);
  const VigieDuty *duty = vigie_duties_find (duties, key);

  return duty != NULL ? vigie_duty_state_to_word (duty->state) : NULL;
}

static void
tick (Scene *scene, const char *key, VigieStepState state, const char *reason, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_tick (vigie_test_playbook (), scene->incident, key, state, reason, "Awa",
                                      scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

static void
call (Scene *scene, const char *whom, const char *outcome, const char *author, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_call (scene->incident, whom, outcome, author, scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

static guint
count_about (const Scene *scene, const char *part, gint64 after)
{
  g_autoptr(GPtrArray) duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec + after);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += strstr (((const VigieDuty *) g_ptr_array_index (duties, i))->key, part) != NULL;

  return n;
}

/* Every act of a level is there at declaration: as itself, or as the clock that stands for it. */
static void
test_levels_order_their_acts (void)
{
  static const struct { VigieLevel level; const char *keys[4]; } levels[] = {
    { VIGIE_LEVEL_P1, { "P1/war-room", "cto-alert", "status-update", "customer-mail" } },
    { VIGIE_LEVEL_P2, { "P2/team", "board-mail", "status-update", NULL } },
    { VIGIE_LEVEL_P3, { "P3/dev-team", "P3/ticket", "P3/monitoring", "P3/internal" } },
    { VIGIE_LEVEL_P4, { "P4/backlog", "P4/next-sprint", "P4/no-urgent-message", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-01", levels[i].level);

      for (gsize k = 0; k < G_N_ELEMENTS (levels[i].keys) && levels[i].keys[k] != NULL; k++)
        g_assert_nonnull (state_at (scene, levels[i].keys[k], 0));
      g_assert_null (state_at (scene, "P1/status-page", 0));
      g_assert_null (state_at (scene, "P2/status-page", 0));
    }
}

static void
test_acts_follow_the_level (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P3);

  tick (scene, "P3/monitoring", VIGIE_STEP_DONE, NULL, MINUTES (1));
  tick (scene, "P3/internal", VIGIE_STEP_NOT_APPLICABLE, "told by mouth", MINUTES (2));
  set_level (scene, VIGIE_LEVEL_P1, MINUTES (10));

  /* Before the change only the first level's; after it those that last, and those settled, once. */
  g_assert_null (state_at (scene, "P1/war-room", MINUTES (9)));
  g_assert_cmpstr (state_at (scene, "P3/ticket", MINUTES (11)), ==, "todo");
  g_assert_cmpstr (state_at (scene, "P3/monitoring", MINUTES (11)), ==, "done");
  g_assert_cmpstr (state_at (scene, "P3/internal", MINUTES (11)), ==, "not-applicable");
  g_assert_cmpuint (count_about (scene, "monitoring", MINUTES (11)), ==, 1);
  g_assert_nonnull (state_at (scene, "P1/war-room", MINUTES (11)));

  /* Back again: done stays done, what only the worse level ordered goes. */
  set_level (scene, VIGIE_LEVEL_P3, MINUTES (20));
  g_assert_cmpstr (state_at (scene, "P3/monitoring", MINUTES (21)), ==, "done");
  g_assert_cmpstr (state_at (scene, "P3/ticket", MINUTES (21)), ==, "todo");
  g_assert_null (state_at (scene, "cto-alert", MINUTES (21)));
}

static void
test_no_urgent_message_ends_with_p4 (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P4);

  g_assert_cmpstr (state_at (scene, "P4/no-urgent-message", 0), ==, "todo");
  set_level (scene, VIGIE_LEVEL_P1, MINUTES (5));
  g_assert_null (state_at (scene, "P4/no-urgent-message", MINUTES (6)));
}

/* A status page that has no clock is the level's own act, one for both levels. */
static void
test_same_act_of_two_levels (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P2);

  set_fact (scene, "visible_impact", "no", MINUTES (1));
  tick (scene, "P2/status-page", VIGIE_STEP_DONE, NULL, MINUTES (2));
  set_level (scene, VIGIE_LEVEL_P1, MINUTES (3));
  g_assert_cmpstr (state_at (scene, "P1/status-page", MINUTES (4)), ==, "done");
  g_assert_cmpuint (count_about (scene, "/status-page", MINUTES (4)), ==, 1);
}

static void
test_ticks_refuse_what_is_unknown (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P3);
  static const char *const bad[] = { "P3/none", "P5/ticket", "P3", "/ticket", "automatisms/none", "p3ticket" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_act_tick (vigie_test_playbook (), scene->incident, bad[i], VIGIE_STEP_DONE, NULL, "Awa",
                                     scene->start_usec, &error));
      g_assert_nonnull (error);
    }
}

static void
test_attempts_are_counted (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P1);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GPtrArray) duties = NULL;
  const VigieDuty *duty;
  g_autofree char *words = NULL;
  g_autofree char *french = NULL;

  call (scene, "cto", "no-answer", "Awa", MINUTES (1));
  call (scene, "cto", "busy", "Issa", MINUTES (2));
  duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec + MINUTES (3));
  duty = vigie_duties_find (duties, "cto-alert");
  g_assert_cmpuint (duty->n_tries, ==, 2);
  words = vigie_duty_words (duty, scene->start_usec + MINUTES (3), utc, VIGIE_LANG_EN);
  g_assert_cmpstr (words, ==, "2 tries: busy 00:02, Issa · next: DevOps lead");
  french = vigie_duty_words (duty, scene->start_usec + MINUTES (3), utc, VIGIE_LANG_FR);
  g_assert_cmpstr (french, ==, "2\u00a0essais\u00a0: occupé 00:02, Issa · ensuite\u00a0: Responsable DevOps");
}

static const char *
to_call_at (const Scene *scene, gint64 after)
{
  g_autoptr(GPtrArray) duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec + after);
  const VigieDuty *duty = vigie_duties_find (duties, "cto-alert");

  return duty->to_call != NULL ? duty->to_call->id : NULL;
}

static const char *
escalates_at (const Scene *scene, gint64 after)
{
  g_autoptr(GPtrArray) duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec + after);
  const VigieSupportLevel *level = vigie_duty_escalates_to (vigie_test_playbook (), scene->incident, vigie_duties_find (duties, "cto-alert"));

  return level != NULL ? level->id : NULL;
}

/* Not reached: the next of the directory, then the first one again; each moment as it stood. */
static void
test_who_is_called_next (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P1);
  GError *error = NULL;

  g_assert_cmpstr (to_call_at (scene, 0), ==, "cto");
  record (scene, MINUTES (1), vigie_act_call_begin (scene->incident, "cto", "Awa", scene->start_usec + MINUTES (1), &error), error);
  g_assert_cmpstr (to_call_at (scene, MINUTES (1)), ==, "cto");
  call (scene, "cto", "no-answer", "Awa", MINUTES (2));
  g_assert_cmpstr (to_call_at (scene, MINUTES (2)), ==, "devops-lead");
  g_assert_null (escalates_at (scene, MINUTES (2)));
  call (scene, "devops-lead", "busy", "Awa", MINUTES (3));
  g_assert_cmpstr (to_call_at (scene, MINUTES (3)), ==, "cto");
  /* Nobody is left, though there is time; and time is over. */
  g_assert_cmpstr (escalates_at (scene, MINUTES (3)), ==, "management");
  call (scene, "cto", "refused", "Awa", MINUTES (4));
  g_assert_cmpstr (to_call_at (scene, MINUTES (4)), ==, "devops-lead");
  g_assert_null (escalates_at (scene, MINUTES (5)));
  g_assert_cmpstr (escalates_at (scene, MINUTES (6)), ==, "management");
  g_assert_cmpstr (to_call_at (scene, MINUTES (2)), ==, "devops-lead");
}

/* Who stands in knows what to do, but the one who is wanted still has to be told. */
static void
test_stand_in_answers (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P1);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GPtrArray) duties = NULL;
  g_autoptr(GPtrArray) attempts = NULL;
  g_autofree char *words = NULL;
  g_autofree char *last = NULL;
  g_autofree char *entry = NULL;
  GError *error = NULL;

  call (scene, "cto", "no-answer", "Awa", MINUTES (1));
  record (scene, MINUTES (2), vigie_act_call_said (scene->incident, "devops-lead", "reached", "Rolls back", "Awa", scene->start_usec + MINUTES (2), &error), error);
  duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec + MINUTES (3));
  words = vigie_duty_words (vigie_duties_find (duties, "cto-alert"), scene->start_usec + MINUTES (3), utc, VIGIE_LANG_EN);
  g_assert_cmpstr (words, ==, "1 try: no answer 00:01, Awa · DevOps lead answered 00:02");
  g_assert_cmpstr (to_call_at (scene, MINUTES (3)), ==, "cto");
  g_assert_cmpstr (state_at (scene, "cto-alert", MINUTES (3)), ==, "tried");
  attempts = vigie_duty_attempts (vigie_test_playbook (), NULL, scene->incident, vigie_duties_find (duties, "cto-alert"), scene->start_usec + MINUTES (3));
  g_assert_cmpuint (attempts->len, ==, 2);
  last = vigie_attempt_words (g_ptr_array_index (attempts, 1), scene->start_usec + MINUTES (3), utc, VIGIE_LANG_EN);
  g_assert_cmpstr (last, ==, "00:02 DevOps lead: answered, Awa");
  g_assert_cmpstr (((const VigieAttempt *) g_ptr_array_index (attempts, 1))->note, ==, "Rolls back");
  entry = vigie_entry_text (g_ptr_array_index (scene->incident->entries, scene->incident->entries->len - 1), scene->incident,
                            vigie_test_playbook (), VIGIE_LANG_EN);
  g_assert_cmpstr (entry, ==, "DevOps lead: reached. Rolls back");
}

/* A tick that was taken back stood until then. */
static void
test_ticks_as_they_stood (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P3);

  tick (scene, "P3/ticket", VIGIE_STEP_DONE, NULL, MINUTES (1));
  tick (scene, "P3/ticket", VIGIE_STEP_OPEN, NULL, MINUTES (5));
  tick (scene, "P3/ticket", VIGIE_STEP_NOT_APPLICABLE, "no ticket here", MINUTES (9));
  g_assert_cmpstr (state_at (scene, "P3/ticket", 0), ==, "todo");
  g_assert_cmpstr (state_at (scene, "P3/ticket", MINUTES (1)), ==, "done");
  g_assert_cmpstr (state_at (scene, "P3/ticket", MINUTES (4)), ==, "done");
  g_assert_cmpstr (state_at (scene, "P3/ticket", MINUTES (5)), ==, "todo");
  g_assert_cmpstr (state_at (scene, "P3/ticket", MINUTES (9)), ==, "not-applicable");
}

static void
test_running_call (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P1);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_call_begin (scene->incident, "cto", "Awa", scene->start_usec + MINUTES (1), &error);

  record (scene, MINUTES (1), drafts, error);
  g_assert_cmpstr (state_at (scene, "cto-alert", MINUTES (2)), ==, "calling");
  call (scene, "cto", "no-answer", "Awa", MINUTES (3));
  g_assert_cmpuint (scene->incident->calls->len, ==, 1);
  g_assert_cmpstr (state_at (scene, "cto-alert", MINUTES (4)), ==, "tried");
  /* As it stood then. */
  g_assert_cmpstr (state_at (scene, "cto-alert", MINUTES (2)), ==, "calling");
  g_assert_cmpstr (state_at (scene, "cto-alert", MINUTES (0)), ==, "todo");
}

/* P1 and a breach both want the CTO: one row, and one call keeps both clocks. */
static void
test_one_call_for_two_clocks (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (duties, i);

      n += duty->way == VIGIE_DUTY_TELL && g_strcmp0 (duty->contact->id, "cto") == 0;
    }
  g_assert_cmpuint (n, ==, 1);
  call (scene, "cto", "reached", "Awa", MINUTES (1));
  assert_state (scene, "cto-alert", "", MINUTES (2), "done");
  assert_state (scene, "breach-alert", "cto", MINUTES (2), "done");
}

/* Two seats, neither knowing of the other: whatever order the events arrive in, one row, done, by the first. */
static void
test_two_seats_did_it (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P1);
  g_autoptr(Scene) other = scene_new ("other", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) duties = NULL;
  const VigieDuty *duty;
  guint n = 0;

  vigie_test_device_free (other->device);
  other->device = vigie_test_device_new (8);
  call (other, "cto", "reached", "Issa", MINUTES (2));
  tick (other, "P1/war-room", VIGIE_STEP_DONE, NULL, MINUTES (2));
  call (scene, "cto", "reached", "Awa", MINUTES (3));
  tick (scene, "P1/war-room", VIGIE_STEP_DONE, NULL, MINUTES (3));
  for (guint i = 0; i < other->events->len; i++)
    g_ptr_array_add (scene->events, vigie_event_ref (g_ptr_array_index (other->events, i)));
  refold (scene);

  duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec + MINUTES (5));
  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *one = g_ptr_array_index (duties, i);

      n += one->contact != NULL && g_str_equal (one->contact->id, "cto");
    }
  g_assert_cmpuint (n, ==, 1);
  duty = vigie_duties_find (duties, "cto-alert");
  g_assert_cmpint (duty->state, ==, VIGIE_DUTY_DONE);
  g_assert_cmpstr (duty->settled_by, ==, "Issa");
  g_assert_cmpuint (count_about (scene, "war-room", MINUTES (5)), ==, 1);
}

static void
test_waived_says_why (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P1);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GPtrArray) duties = NULL;
  g_autofree char *words = NULL;

  waive (scene, "cto-alert", NULL, MINUTES (1));
  duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec + MINUTES (2));
  words = vigie_duty_words (vigie_duties_find (duties, "cto-alert"), scene->start_usec + MINUTES (2), utc, VIGIE_LANG_EN);
  g_assert_cmpstr (words, ==, "not applicable: not needed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/duties/" name, function)
  ADD ("levels-order-their-acts", test_levels_order_their_acts);
  ADD ("acts-follow-the-level", test_acts_follow_the_level);
  ADD ("no-urgent-message-ends-with-p4", test_no_urgent_message_ends_with_p4);
  ADD ("same-act-of-two-levels", test_same_act_of_two_levels);
  ADD ("ticks-refuse-what-is-unknown", test_ticks_refuse_what_is_unknown);
  ADD ("attempts-are-counted", test_attempts_are_counted);
  ADD ("who-is-called-next", test_who_is_called_next);
  ADD ("stand-in-answers", test_stand_in_answers);
  ADD ("ticks-as-they-stood", test_ticks_as_they_stood);
  ADD ("running-call", test_running_call);
  ADD ("one-call-for-two-clocks", test_one_call_for_two_clocks);
  ADD ("two-seats-did-it", test_two_seats_did_it);
  ADD ("waived-says-why", test_waived_says_why);

  return g_test_run ();
}
