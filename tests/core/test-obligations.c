/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clocks of real declarations, at the moments where something must change; what is expected is
 * written down from the table of the playbook. */

#include "obligation-scene.h"

/* One promise as the playbook's table has it: minutes from detection. -1: due not known. */
typedef struct
{
  const char *id;
  const char *subject;
  int due;
  int soon;
  int from;    /* absent before this minute */
} Promise;

#define P1_OUTAGE                                                                                       \
  { "respond", "", 15, 7, 0 }, { "resolve", "", 240, 30, 0 }, { "cto-alert", "", 5, 2, 0 },             \
    { "status-update", "", 30, 10, 0 }, { "check-in", "", 30, 10, 0 }, { "board-mail", "", 30, 10, 0 }, \
    { "escalate-management", "", 120, 10, 0 }, { "handover", "commander", 240, 30, 0 }

static const struct
{
  const char *type;
  VigieLevel level;
  Promise promises[20];
} declared[] = {
  { "INC-01", VIGIE_LEVEL_P1, { P1_OUTAGE, { "customer-mail", "", 10, 5, 0 }, { "ceo-mail", "", 15, 7, 0 },
                                { "partners-mail", "", -1, 0, 121 } } },
  { "other", VIGIE_LEVEL_P1, { P1_OUTAGE, { "customer-mail", "", 10, 5, 0 }, { "ceo-mail", "", 15, 7, 0 },
                               { "partners-mail", "", -1, 0, 121 } } },
  { "INC-02", VIGIE_LEVEL_P1, { P1_OUTAGE, { "breach-alert", "cto", 5, 2, 0 }, { "breach-alert", "ceo", 5, 2, 0 },
                                { "breach-alert", "legal", 5, 2, 0 }, { "breach-alert", "security-officer", 5, 2, 0 },
                                { "breach-alert", "dpo", 5, 2, 0 }, { "legal-assessment", "", 240, 30, 0 },
                                { "persons-notice", "", 1440, 360, 0 }, { "authority-notice", "", 4320, 360, 0 },
                                { "partners-mail", "", -1, 0, 0 } } },
  { "INC-03", VIGIE_LEVEL_P2, { { "respond", "", 60, 10, 0 }, { "resolve", "", 1440, 360, 0 },
                                { "status-update", "", 30, 10, 0 }, { "board-mail", "", 240, 30, 0 },
                                { "escalate-l3", "", 1440, 360, 0 } } },
  { "INC-01", VIGIE_LEVEL_P2, { { "respond", "", 60, 10, 0 }, { "resolve", "", 1440, 360, 0 },
                                { "status-update", "", 30, 10, 0 }, { "board-mail", "", 240, 30, 0 },
                                { "escalate-l3", "", 1440, 360, 0 }, { "customer-mail", "", 10, 5, 0 },
                                { "ceo-mail", "", 15, 7, 0 } } },
  { "INC-05", VIGIE_LEVEL_P3, { { "respond", "", 240, 30, 0 }, { "resolve", "", 4320, 360, 0 },
                                { "escalate-l2", "", 240, 30, 0 } } },
  { NULL, VIGIE_LEVEL_P4, { { "respond", "", 1440, 360, 0 }, { "escalate-l2", "", 240, 30, 0 } } },
};

static const char *
expected_state (const Promise *promise, int minute)
{
  if (minute < promise->from)
    return "absent";
  if (promise->due < 0)
    return "pending";
  if (minute > promise->due)
    return "overdue";

  return promise->due - minute <= promise->soon ? "due-soon" : "pending";
}

static guint
count_standing (const Scene *scene, gint64 after)
{
  g_autoptr(GPtrArray) obligations = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident,
                                                                 scene->start_usec + after);

  return obligations->len;
}

/* Every promise that the table names, and no other, at each of these minutes. */
static void
test_untouched (void)
{
  const int minutes[] = { 0, 2, 5, 6, 11, 16, 20, 31, 61, 110, 121, 210, 211, 241, 1081, 1441, 4000, 4321 };

  for (gsize d = 0; d < G_N_ELEMENTS (declared); d++)
    {
      g_autoptr(Scene) scene = scene_new (declared[d].type, declared[d].level);

      for (gsize m = 0; m < G_N_ELEMENTS (minutes); m++)
        {
          guint n = 0;

          for (const Promise *promise = declared[d].promises; promise->id != NULL; promise++)
            {
              const char *state = expected_state (promise, minutes[m]);

              assert_state (scene, promise->id, promise->subject, MINUTES (minutes[m]), state);
              n += !g_str_equal (state, "absent");
            }
          g_assert_cmpuint (count_standing (scene, MINUTES (minutes[m])), ==, n);
        }
    }
}

static void
test_kept_at_due_overdue_after (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) keep = NULL;
  const VigieObligation *o;

  assert_state (scene, "respond", "", MINUTES (15), "due-soon");
  assert_state (scene, "respond", "", MINUTES (15) + 1, "overdue");
  assert_state (scene, "respond", "", MINUTES (15) - MINUTES (15) / 2, "due-soon");
  assert_state (scene, "respond", "", MINUTES (15) - MINUTES (15) / 2 - 1, "pending");

  set_milestone (scene, VIGIE_MILESTONE_RESPONDED, MINUTES (15));
  assert_state (scene, "respond", "", MINUTES (15) - 1, "due-soon");
  o = find_at (scene, "respond", "", MINUTES (15), &keep);
  g_assert_cmpint (o->state, ==, VIGIE_OBLIGATION_DONE);
  g_assert_cmpint (o->fulfilled_usec, ==, o->due_usec);
}

static void
test_late_stays_visible (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) keep = NULL;
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *french = NULL;
  g_autofree char *english = NULL;
  const VigieObligation *o;

  set_milestone (scene, VIGIE_MILESTONE_RESPONDED, MINUTES (19));
  o = find_at (scene, "respond", "", MINUTES (30), &keep);
  g_assert_cmpint (o->fulfilled_usec - o->due_usec, ==, MINUTES (4));
  french = vigie_obligation_words (o, scene->start_usec + MINUTES (30), utc, VIGIE_LANG_FR);
  english = vigie_obligation_words (o, scene->start_usec + MINUTES (30), utc, VIGIE_LANG_EN);
  g_assert_true (g_str_has_prefix (french, "fait 00:19, en retard de 4"));
  g_assert_true (g_str_has_prefix (english, "done 00:19, 4"));
  g_assert_true (g_str_has_suffix (english, "late"));
}

static void
test_each_way_of_keeping (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);

  send_message (scene, "cto", "email", MINUTES (1));
  send_message (scene, "users", "email", MINUTES (2));
  send_message (scene, "ceo", "email", MINUTES (3));
  send_message (scene, "management", "email", MINUTES (4));
  assert_state (scene, "cto-alert", "", MINUTES (5), "done");
  assert_state (scene, "customer-mail", "", MINUTES (5), "done");
  assert_state (scene, "ceo-mail", "", MINUTES (5), "done");
  assert_state (scene, "board-mail", "", MINUTES (5), "done");
  /* An e-mail to the users is no status update, and nothing counts before it happened. */
  assert_state (scene, "status-update", "", MINUTES (5), "pending");
  assert_state (scene, "ceo-mail", "", MINUTES (3) - 1, "pending");

  do_by_hand (scene, "respond", NULL, MINUTES (6));
  assert_state (scene, "respond", "", MINUTES (6), "done");
}

static void
test_breach_alert_is_one_per_person (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);

  send_message (scene, "legal", "email", MINUTES (1));
  do_by_hand (scene, "breach-alert", "dpo", MINUTES (2));
  assert_state (scene, "breach-alert", "legal", MINUTES (6), "done");
  assert_state (scene, "breach-alert", "dpo", MINUTES (6), "done");
  assert_state (scene, "breach-alert", "cto", MINUTES (6), "overdue");
}

static void
test_short_outage_owes_no_mail (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);

  set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (12));
  assert_state (scene, "customer-mail", "", MINUTES (20), "overdue"); /* lasted over 10 min */
  assert_state (scene, "ceo-mail", "", MINUTES (20), "absent");       /* not over 15 */
  assert_state (scene, "ceo-mail", "", MINUTES (11), "due-soon");
  set_fact (scene, "outage_start", "2026-11-21T23:50:00Z", MINUTES (21));
  assert_state (scene, "ceo-mail", "", MINUTES (22), "overdue");
  assert_due (scene, "ceo-mail", "", MINUTES (22), MINUTES (5));
}

static void
test_outage_by_level_and_by_fact (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-04", VIGIE_LEVEL_P2);

  assert_state (scene, "ceo-mail", "", MINUTES (5), "absent");
  set_level (scene, VIGIE_LEVEL_P1, MINUTES (6));
  assert_due (scene, "ceo-mail", "", MINUTES (7), MINUTES (15));
  assert_state (scene, "ceo-mail", "", MINUTES (5), "absent"); /* as it was known then */
  set_fact (scene, "outage", "no", MINUTES (8));
  assert_state (scene, "ceo-mail", "", MINUTES (9), "absent");
  assert_state (scene, "ceo-mail", "", MINUTES (7), "pending");
  set_fact (scene, "outage", "yes", MINUTES (10));
  assert_state (scene, "ceo-mail", "", MINUTES (11), "due-soon");
}

static void
test_calls (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) keep = NULL;
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_call_begin (scene->incident, "ceo", "Awa", scene->start_usec + MINUTES (1), &error);
  const VigieObligation *o;

  record (scene, MINUTES (1), drafts, error);
  o = find_at (scene, "call-next", "ceo", MINUTES (2), &keep);
  g_assert_nonnull (o);
  g_assert_cmpstr (o->owner, ==, "Awa");
  assert_due (scene, "call-next", "ceo", MINUTES (2), MINUTES (6));
  assert_state (scene, "call-next", "ceo", MINUTES (6) + 1, "overdue");

  /* The next attempt takes its place. */
  drafts = vigie_act_call_begin (scene->incident, "cto", "Awa", scene->start_usec + MINUTES (7), &error);
  record (scene, MINUTES (7), drafts, error);
  assert_state (scene, "call-next", "ceo", MINUTES (8), "absent");
  assert_due (scene, "call-next", "cto", MINUTES (8), MINUTES (12));

  drafts = vigie_act_call_end (scene->incident, "cto", "reached", "Awa", scene->start_usec + MINUTES (9), &error);
  record (scene, MINUTES (9), drafts, error);
  assert_state (scene, "call-next", "cto", MINUTES (10), "absent");
  assert_state (scene, "cto-alert", "", MINUTES (10), "done");
  assert_state (scene, "cto-alert", "", MINUTES (8), "overdue");
}

static void
test_unresolved_board_mail (void)
{
  g_autoptr(Scene) early = scene_new ("INC-03", VIGIE_LEVEL_P2);
  g_autoptr(Scene) late = scene_new ("INC-03", VIGIE_LEVEL_P2);

  assert_due (early, "board-mail", "", HOURS (1), HOURS (4));
  set_milestone (early, VIGIE_MILESTONE_RESOLVED, HOURS (3));
  assert_state (early, "board-mail", "", HOURS (5), "absent");
  assert_state (early, "board-mail", "", HOURS (2), "pending");

  set_milestone (late, VIGIE_MILESTONE_RESOLVED, HOURS (5));
  assert_state (late, "board-mail", "", HOURS (6), "overdue");
  send_message (late, "management", "email", HOURS (7));
  assert_state (late, "board-mail", "", HOURS (8), "done");
}

static void
test_support_escalation (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-05", VIGIE_LEVEL_P3);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_support (vigie_test_playbook (), scene->incident, "L2", "Awa",
                                         scene->start_usec + HOURS (2), &error);

  record (scene, HOURS (2), drafts, error);
  assert_state (scene, "escalate-l2", "", HOURS (1), "pending");
  assert_state (scene, "escalate-l3", "", HOURS (1), "absent");
  assert_state (scene, "escalate-l2", "", HOURS (3), "done");
  assert_due (scene, "escalate-l3", "", HOURS (3), HOURS (26));
  set_milestone (scene, VIGIE_MILESTONE_RESOLVED, HOURS (9));
  assert_state (scene, "escalate-l3", "", HOURS (10), "done");
}

static void
test_loss_starts_when_it_is_great (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-05", VIGIE_LEVEL_P2);

  set_fact (scene, "loss_fcfa", "1000000", MINUTES (10));
  assert_state (scene, "cfo-notice", "", MINUTES (11), "absent");
  set_fact (scene, "loss_fcfa", "1000001", MINUTES (20));
  assert_due (scene, "cfo-notice", "", MINUTES (21), MINUTES (35));
  set_fact (scene, "loss_fcfa", "5000000", MINUTES (30));
  assert_due (scene, "cfo-notice", "", MINUTES (31), MINUTES (35));
  assert_state (scene, "cfo-notice", "", MINUTES (15), "absent");
}

static void
test_decisions_and_their_review (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_log (scene->incident, VIGIE_ENTRY_DECISION, "Roll back", NULL, "Koffi",
                                     scene->start_usec + MINUTES (5), &error);
  g_autoptr(GPtrArray) keep = NULL;
  const VigieObligation *o;

  record (scene, MINUTES (5), drafts, error);
  o = find_at (scene, "decision-review", "D1", MINUTES (6), &keep);
  g_assert_nonnull (o);
  g_assert_cmpstr (o->owner, ==, "Koffi");
  assert_due (scene, "decision-review", "D1", MINUTES (6), MINUTES (15));
  assert_state (scene, "decision-review", "D1", MINUTES (16), "overdue");

  drafts = vigie_act_review (scene->incident, "D1", "It helped", "Koffi", scene->start_usec + MINUTES (17), &error);
  record (scene, MINUTES (17), drafts, error);
  assert_state (scene, "decision-review", "D1", MINUTES (18), "done");
  assert_state (scene, "decision-review", "D1", MINUTES (16), "overdue");
}

static void
test_postponement_moves_no_due_time (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) keep = NULL;
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_postpone (vigie_test_playbook (), scene->incident, "ceo-mail", NULL,
                                          scene->start_usec + MINUTES (25), "CEO is in the room", "Awa",
                                          scene->start_usec + MINUTES (14), &error);
  const VigieObligation *o;

  record (scene, MINUTES (14), drafts, error);
  o = find_at (scene, "ceo-mail", "", MINUTES (16), &keep);
  g_assert_cmpint (o->state, ==, VIGIE_OBLIGATION_OVERDUE);
  g_assert_cmpint (o->due_usec, ==, scene->start_usec + MINUTES (15));
  g_assert_cmpint (o->postponed_until_usec, ==, scene->start_usec + MINUTES (25));
  g_assert_cmpstr (o->note, ==, "CEO is in the room");
}

/* Untouched is proved by evidence. */
static void
prove_untouched (Scene *scene, const char *data, gint64 after)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_fact (vigie_test_playbook (), scene->incident, "data_untouched", data, VIGIE_FACT_CONFIRMED, "audit log",
                                      utc, "Awa", scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

static void
test_breach_duties_and_their_limits (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) keep = NULL;
  const VigieObligation *o = find_at (scene, "persons-notice", "", MINUTES (1), &keep);

  g_assert_cmpint (o->limit_usec, ==, scene->start_usec + HOURS (72));
  set_fact (scene, "aware_at", "2026-11-21T22:00:00Z", MINUTES (10));
  assert_due (scene, "authority-notice", "", MINUTES (11), HOURS (70));
  prove_untouched (scene, "name,email", MINUTES (20));
  assert_state (scene, "persons-notice", "", MINUTES (21), "absent");
  assert_state (scene, "persons-notice", "", MINUTES (19), "pending");
  set_fact (scene, "data_unknown", "phone", MINUTES (30));
  assert_state (scene, "persons-notice", "", MINUTES (31), "pending");

  assert_due (scene, "partners-mail", "", MINUTES (31), VIGIE_TIME_NONE);
  set_milestone (scene, VIGIE_MILESTONE_RESOLVED, HOURS (1));
  assert_due (scene, "partners-mail", "", HOURS (2), HOURS (25));
}

static void
test_invisible_impact_needs_no_update (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P2);

  set_fact (scene, "visible_impact", "no", MINUTES (10));
  assert_state (scene, "status-update", "", MINUTES (9), "pending");
  assert_state (scene, "status-update", "", MINUTES (40), "absent");
}

static void
test_watch_is_longer_for_slowness (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-03", VIGIE_LEVEL_P2);

  set_milestone (scene, VIGIE_MILESTONE_RESTORED, MINUTES (10));
  assert_due (scene, "monitoring", "", MINUTES (11), MINUTES (70));
}

static void
test_order_and_next_change (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  gint64 now = scene->start_usec + MINUTES (11);
  g_autoptr(GPtrArray) obligations = NULL;
  const VigieObligation *first;

  send_message (scene, "ceo", "email", MINUTES (3));
  obligations = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident, now);
  first = g_ptr_array_index (obligations, 0);
  g_assert_cmpstr (first->id, ==, "cto-alert");
  for (guint i = 1; i < obligations->len; i++)
    {
      const VigieObligation *before = g_ptr_array_index (obligations, i - 1);
      const VigieObligation *o = g_ptr_array_index (obligations, i);

      if (vigie_obligation_is_running (before) && vigie_obligation_is_running (o))
        g_assert_cmpint (before->due_usec, <=, o->due_usec);
      g_assert_false (!vigie_obligation_is_running (before) && vigie_obligation_is_running (o));
    }
  /* "respond" passes from soon to overdue. */
  g_assert_cmpint (vigie_obligations_next_change (obligations, now), ==, scene->start_usec + MINUTES (15) + 1);
}

static void
test_preview_is_what_follows (void)
{
  VigieAnswers answers;
  g_autoptr(GPtrArray) preview = NULL;
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) real = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident, scene->start_usec);

  vigie_answers_init (&answers);
  preview = vigie_obligations_preview (vigie_test_playbook (), "INC-01", VIGIE_LEVEL_P1, &answers, scene->start_usec,
                                       scene->start_usec);
  g_assert_cmpuint (preview->len, ==, real->len);
  for (guint i = 0; i < real->len; i++)
    {
      const VigieObligation *a = g_ptr_array_index (preview, i);
      const VigieObligation *b = g_ptr_array_index (real, i);

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpint (a->due_usec, ==, b->due_usec);
      g_assert_cmpstr (a->owner, ==, g_str_equal (b->id, "handover") ? "commander" : b->owner);
    }
}

static void
test_soon (void)
{
  const struct
  {
    gint64 span, soon;
  } cases[] = {
    { MINUTES (5), MINUTES (5) / 2 }, { MINUTES (15), MINUTES (15) / 2 }, { MINUTES (20), MINUTES (10) },
    { MINUTES (30), MINUTES (10) },   { HOURS (4) - 1, MINUTES (10) },    { HOURS (4), MINUTES (30) },
    { HOURS (24) - 1, MINUTES (30) }, { HOURS (24), HOURS (6) },          { HOURS (72), HOURS (6) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vigie_obligation_soon_usec (cases[i].span), ==, cases[i].soon);
}

static void
test_organisation (void)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();
  gint64 now = vigie_test_time ("2026-01-10T00:00:00Z");
  g_autoptr(GPtrArray) fresh = vigie_obligations_of_organisation (playbook, VIGIE_TIME_NONE, VIGIE_TIME_NONE, now);
  g_autoptr(GPtrArray) later = vigie_obligations_of_organisation (playbook, now, VIGIE_TIME_NONE,
                                                                  vigie_test_time ("2026-11-22T00:00:00Z"));

  g_assert_cmpuint (fresh->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const VigieObligation *before = g_ptr_array_index (fresh, i);
      const VigieObligation *after = g_ptr_array_index (later, i);

      g_assert_true (before->due_usec > now);
      g_assert_cmpint (after->state, ==, VIGIE_OBLIGATION_OVERDUE);
      if (g_str_equal (before->id, "contacts-review"))
        {
          g_assert_cmpint (after->last_fulfilled_usec, ==, now);
          g_assert_cmpint (after->due_usec, >, before->due_usec);
        }
      else
        g_assert_cmpint (after->due_usec, ==, before->due_usec);
    }
}

static void
test_words_and_titles (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GPtrArray) keep = NULL;
  const VigieObligation *o = find_at (scene, "handover", "commander", 0, &keep);
  g_autofree char *title = vigie_obligation_title (o, VIGIE_LANG_EN);
  g_autofree char *running = vigie_obligation_words (o, scene->start_usec + HOURS (3), utc, VIGIE_LANG_FR);
  g_autofree char *late = vigie_obligation_words (o, scene->start_usec + HOURS (4) + MINUTES (10), utc, VIGIE_LANG_EN);

  g_assert_nonnull (strstr (title, "(Awa)"));
  g_assert_true (g_str_has_prefix (running, "dans 1"));
  g_assert_true (g_str_has_suffix (late, " late"));
}

/* Far below the millisecond that a redraw may spend, with a long record too. */
static void
test_evaluation_is_quick (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);
  gint64 began, spent;

  for (int i = 1; i <= 60; i++)
    send_message (scene, "users", "status-page", MINUTES (20 * i));
  began = g_get_monotonic_time ();
  for (int i = 0; i < 100; i++)
    {
      g_autoptr(GPtrArray) obligations = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident,
                                                                     scene->start_usec + HOURS (21));

      g_assert_cmpuint (obligations->len, >, 60);
    }
  spent = (g_get_monotonic_time () - began) / 100;
  g_test_message ("one evaluation: %" G_GINT64_FORMAT " µs", spent);
  g_assert_cmpint (spent, <, 5000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/obligations/" name, function)
  ADD ("untouched", test_untouched);
  ADD ("kept-at-due-overdue-after", test_kept_at_due_overdue_after);
  ADD ("late-stays-visible", test_late_stays_visible);
  ADD ("each-way-of-keeping", test_each_way_of_keeping);
  ADD ("breach-alert-is-one-per-person", test_breach_alert_is_one_per_person);
  ADD ("short-outage-owes-no-mail", test_short_outage_owes_no_mail);
  ADD ("outage-by-level-and-by-fact", test_outage_by_level_and_by_fact);
  ADD ("calls", test_calls);
  ADD ("unresolved-board-mail", test_unresolved_board_mail);
  ADD ("support-escalation", test_support_escalation);
  ADD ("loss-starts-when-it-is-great", test_loss_starts_when_it_is_great);
  ADD ("decisions-and-their-review", test_decisions_and_their_review);
  ADD ("postponement-moves-no-due-time", test_postponement_moves_no_due_time);
  ADD ("breach-duties-and-their-limits", test_breach_duties_and_their_limits);
  ADD ("invisible-impact-needs-no-update", test_invisible_impact_needs_no_update);
  ADD ("watch-is-longer-for-slowness", test_watch_is_longer_for_slowness);
  ADD ("order-and-next-change", test_order_and_next_change);
  ADD ("preview-is-what-follows", test_preview_is_what_follows);
  ADD ("soon", test_soon);
  ADD ("organisation", test_organisation);
  ADD ("words-and-titles", test_words_and_titles);
  ADD ("evaluation-is-quick", test_evaluation_is_quick);

  return g_test_run ();
}
