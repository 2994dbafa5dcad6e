/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Clocks that start again, and what changes of level, of stage and of people do to them. */

#include "obligation-scene.h"

static void
test_rounds_restart_when_kept (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);

  send_message (scene, "users", "status-page", MINUTES (12));
  assert_due (scene, "status-update", "", MINUTES (13), MINUTES (42));
  send_message (scene, "users", "status-page", MINUTES (40));
  assert_due (scene, "status-update", "", MINUTES (41), MINUTES (70));
  assert_state (scene, "status-update", "", MINUTES (71), "overdue");
  g_assert_cmpuint (count_history (scene, "status-update", MINUTES (41)), ==, 2);
  /* As it stood before the second one. */
  g_assert_cmpuint (count_history (scene, "status-update", MINUTES (39)), ==, 1);
  assert_due (scene, "status-update", "", MINUTES (39), MINUTES (42));
}

static void
test_check_in_follows_the_room (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) answers = g_ptr_array_new ();
  GError *error = NULL;
  GPtrArray *drafts;

  drafts = vigie_act_check_in (scene->incident, answers, "all well", "Awa", scene->start_usec + MINUTES (20), &error);
  record (scene, MINUTES (20), drafts, error);
  assert_due (scene, "check-in", "", MINUTES (21), MINUTES (50));

  drafts = vigie_act_war_room (scene->incident, FALSE, "Awa", scene->start_usec + MINUTES (45), &error);
  record (scene, MINUTES (45), drafts, error);
  assert_state (scene, "check-in", "", MINUTES (60), "absent");
  assert_state (scene, "handover", "commander", MINUTES (300), "absent");
  g_assert_cmpuint (count_history (scene, "check-in", MINUTES (60)), ==, 1);
  assert_state (scene, "check-in", "", MINUTES (40), "due-soon");
}

static void
test_board_mail_follows_changes (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);

  /* A change before the mail does not move its due time. */
  set_milestone (scene, VIGIE_MILESTONE_DIAGNOSED, MINUTES (10));
  assert_due (scene, "board-mail", "", MINUTES (11), MINUTES (30));
  send_message (scene, "management", "email", MINUTES (12));
  assert_state (scene, "board-mail", "", MINUTES (500), "done");
  /* A change after it opens the next round. */
  set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (50));
  assert_due (scene, "board-mail", "", MINUTES (51), MINUTES (80));
  assert_state (scene, "board-mail", "", MINUTES (81), "overdue");
  assert_state (scene, "board-mail", "", MINUTES (49), "done");
  g_assert_cmpuint (count_history (scene, "board-mail", MINUTES (51)), ==, 1);
}

static void
test_level_changes_spans_not_starts (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P3);

  assert_due (scene, "respond", "", MINUTES (5), HOURS (4));
  set_level (scene, VIGIE_LEVEL_P2, MINUTES (10));
  assert_due (scene, "respond", "", MINUTES (11), HOURS (1));
  set_level (scene, VIGIE_LEVEL_P1, MINUTES (20));
  assert_due (scene, "respond", "", MINUTES (21), MINUTES (15));
  assert_state (scene, "respond", "", MINUTES (21), "overdue");
  assert_state (scene, "escalate-l2", "", MINUTES (21), "absent");
  assert_due (scene, "escalate-management", "", MINUTES (21), HOURS (2));
  assert_due (scene, "check-in", "", MINUTES (21), MINUTES (50));
  /* And as it stood in between. */
  assert_due (scene, "respond", "", MINUTES (15), HOURS (1));
  assert_state (scene, "cto-alert", "", MINUTES (15), "absent");

  set_level (scene, VIGIE_LEVEL_P4, MINUTES (40));
  assert_state (scene, "resolve", "", MINUTES (41), "absent");
  assert_due (scene, "respond", "", MINUTES (41), HOURS (24));
}

static void
test_resolution_ends_rounds (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);

  send_message (scene, "users", "status-page", MINUTES (5));
  set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (20));
  assert_due (scene, "monitoring", "", MINUTES (21), MINUTES (50));
  set_milestone (scene, VIGIE_MILESTONE_RESOLVED, MINUTES (52));

  assert_state (scene, "status-update", "", MINUTES (60), "absent");
  assert_state (scene, "check-in", "", MINUTES (60), "absent");
  assert_state (scene, "board-mail", "", MINUTES (60), "absent");
  g_assert_cmpuint (count_history (scene, "status-update", MINUTES (60)), ==, 1);
  assert_state (scene, "resolve", "", MINUTES (60), "done");
  assert_state (scene, "escalate-management", "", MINUTES (60), "done");
  /* What was owed once stays owed. */
  assert_state (scene, "respond", "", MINUTES (60), "overdue");
  assert_state (scene, "ceo-mail", "", MINUTES (60), "overdue");
  assert_due (scene, "post-mortem", "", MINUTES (60), MINUTES (52) + HOURS (48));
  assert_state (scene, "post-mortem", "", MINUTES (51), "absent");
  do_by_hand (scene, "monitoring", NULL, MINUTES (55));
  assert_state (scene, "monitoring", "", MINUTES (60), "done");
}

static void
test_holders_are_relieved (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  GError *error = NULL;
  GPtrArray *drafts;

  assert_due (scene, "handover", "commander", HOURS (1), HOURS (4));
  do_by_hand (scene, "handover", "commander", HOURS (3)); /* staying on */
  assert_due (scene, "handover", "commander", HOURS (3) + 1, HOURS (7));
  drafts = vigie_act_role (vigie_test_playbook (), scene->incident, "commander", "Koffi", "Awa",
                           scene->start_usec + HOURS (5), &error);
  record (scene, HOURS (5), drafts, error);
  assert_due (scene, "handover", "commander", HOURS (6), HOURS (9));
  assert_state (scene, "handover", "commander", HOURS (9) + 1, "overdue");
}

static void
test_waivers (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) keep = NULL;
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *words = NULL;
  const VigieObligation *o;

  waive (scene, "ceo-mail", NULL, MINUTES (4));
  assert_state (scene, "ceo-mail", "", MINUTES (3), "pending");
  assert_state (scene, "ceo-mail", "", MINUTES (40), "waived");
  o = find_at (scene, "ceo-mail", "", MINUTES (40), &keep);
  words = vigie_obligation_words (o, scene->start_usec, utc, VIGIE_LANG_EN);
  g_assert_cmpstr (words, ==, "not applicable: not needed");

  /* A repeating one ends for good. */
  send_message (scene, "users", "status-page", MINUTES (10));
  waive (scene, "status-update", NULL, MINUTES (15));
  assert_state (scene, "status-update", "", MINUTES (200), "waived");
  g_assert_cmpuint (count_history (scene, "status-update", MINUTES (200)), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/obligation-rounds/" name, function)
  ADD ("rounds-restart-when-kept", test_rounds_restart_when_kept);
  ADD ("check-in-follows-the-room", test_check_in_follows_the_room);
  ADD ("board-mail-follows-changes", test_board_mail_follows_changes);
  ADD ("level-changes-spans-not-starts", test_level_changes_spans_not_starts);
  ADD ("resolution-ends-rounds", test_resolution_ends_rounds);
  ADD ("holders-are-relieved", test_holders_are_relieved);
  ADD ("waivers", test_waivers);

  return g_test_run ();
}
