/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is announced, when time does not run as it should: an hour of suspend, a clock set by a day either way,
 * a restart in mid-countdown. Each threshold of each round is announced exactly once, one that was postponed
 * once more when it wakes, and no figure is ever negative. Time is the session's own, set by hand. */

#include "page-fixture.h"

#include "vigie-clock-words.h"
#include "vigie-json.h"
#include "vigie-time.h"

#define START (noon + VIGIE_HOUR_USEC)
#define MINUTES(n) ((n) * VIGIE_MINUTE_USEC)

typedef struct
{
  Fixture fixture;
  char *stream;
  GPtrArray *said;              /* "clock/subject DUE STATE", in order */
  guint n_settled;
} Watch;

static void
threshold_cb (VigieSession *session, VigieIncident *incident, const VigieObligation *obligation, Watch *watch)
{
  g_ptr_array_add (watch->said, g_strdup_printf ("%s/%s %" G_GINT64_FORMAT " %s", obligation->id, obligation->subject,
                                                 (obligation->due_usec - START) / VIGIE_MINUTE_USEC,
                                                 vigie_obligation_state_to_word (obligation->state)));
}

static void
settled_cb (VigieSession *session, const char *stream, const char *key, Watch *watch)
{
  watch->n_settled++;
}

static gboolean
is_watched (Watch *watch)
{
  VigieIncident *incident;
  const VigieObligation *urgent;

  vigie_session_get_pressing (watch->fixture.session, watch->stream, &incident, &urgent);

  return incident != NULL;
}

static void
listen (Watch *watch)
{
  g_signal_connect (watch->fixture.session, "threshold", G_CALLBACK (threshold_cb), watch);
  g_signal_connect (watch->fixture.session, "settled", G_CALLBACK (settled_cb), watch);
}

static void
watch_up (Watch *watch, gconstpointer data)
{
  set_up (&watch->fixture, data);
  watch->said = g_ptr_array_new_with_free_func (g_free);
  listen (watch);
  watch->stream = declare (&watch->fixture, "Application unreachable", VIGIE_LEVEL_P1, START);
  wait_until (is_watched (watch));
  open_model (&watch->fixture, watch->stream);
}

static void
watch_down (Watch *watch, gconstpointer data)
{
  tear_down (&watch->fixture, data);
  g_ptr_array_unref (watch->said);
  g_free (watch->stream);
}

static void
at (Watch *watch, gint64 after)
{
  vigie_session_set_now (watch->fixture.session, START + after);
}

static guint
count (Watch *watch, const char *what)
{
  guint n = 0;

  for (guint i = 0; i < watch->said->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (watch->said, i), what);

  return n;
}

/* Nothing twice. */
static void
assert_each_once (Watch *watch)
{
  for (guint i = 0; i < watch->said->len; i++)
    if (count (watch, g_ptr_array_index (watch->said, i)) != 1)
      g_error ("announced twice: %s", (char *) g_ptr_array_index (watch->said, i));
}

static void
test_hour_of_suspend (Watch *watch, gconstpointer data)
{
  at (watch, MINUTES (2));
  g_assert_cmpuint (count (watch, "cto-alert/ 5"), ==, 0);
  at (watch, MINUTES (62));
  g_assert_cmpuint (count (watch, "cto-alert/ 5 overdue"), ==, 1);
  g_assert_cmpuint (count (watch, "respond/ 15 overdue"), ==, 1);
  g_assert_cmpuint (count (watch, "status-update/ 30 overdue"), ==, 1);
  g_assert_cmpuint (count (watch, "resolve/"), ==, 0);
  at (watch, MINUTES (63));
  assert_each_once (watch);
}

static void
test_both_thresholds (Watch *watch, gconstpointer data)
{
  for (gint64 second = 0; second <= 40 * 60; second += 15)
    at (watch, second * VIGIE_SECOND_USEC);
  g_assert_cmpuint (count (watch, "respond/ 15 due-soon"), ==, 1);
  g_assert_cmpuint (count (watch, "respond/ 15 overdue"), ==, 1);
  assert_each_once (watch);
}

static void
test_clock_set_back (Watch *watch, gconstpointer data)
{
  guint n;

  at (watch, MINUTES (40));
  n = watch->said->len;
  g_assert_cmpuint (n, >, 3);
  at (watch, MINUTES (40) - VIGIE_DAY_USEC);
  at (watch, MINUTES (3));
  at (watch, MINUTES (10));
  at (watch, MINUTES (40));
  assert_each_once (watch);
  /* What had not been said before is still to come. */
  at (watch, MINUTES (239));
  g_assert_cmpuint (count (watch, "resolve/ 240 due-soon"), ==, 1);
  assert_each_once (watch);
}

static void
test_clock_set_forward (Watch *watch, gconstpointer data)
{
  at (watch, MINUTES (3) + VIGIE_DAY_USEC);
  g_assert_cmpuint (count (watch, "respond/ 15 overdue"), ==, 1);
  at (watch, MINUTES (4));
  at (watch, MINUTES (16));
  at (watch, MINUTES (61));
  assert_each_once (watch);
}

/* A new session over the same store, as after a restart. */
static void
restart (Watch *watch, gint64 after)
{
  Fixture *fixture = &watch->fixture;
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->model);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->session);
  fixture->session = vigie_session_new (playbook, fixture->store, zone, VIGIE_LANG_EN, "Awa Koné");
  vigie_session_set_now (fixture->session, START + after);
  listen (watch);
  vigie_session_reload_async (fixture->session, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_session_reload_finish (fixture->session, outcome, &error));
  g_assert_no_error (error);
  wait_until (is_watched (watch));
}

static void
test_restart_in_mid_countdown (Watch *watch, gconstpointer data)
{
  at (watch, MINUTES (12));
  g_assert_cmpuint (count (watch, "respond/ 15 due-soon"), ==, 1);
  restart (watch, MINUTES (13));
  restart (watch, MINUTES (14));
  g_assert_cmpuint (count (watch, "respond/ 15 due-soon"), ==, 1);
  /* It fell due while nothing ran. */
  restart (watch, MINUTES (20));
  g_assert_cmpuint (count (watch, "respond/ 15 overdue"), ==, 1);
  restart (watch, MINUTES (21));
  assert_each_once (watch);
}

static void
test_restart_after_clock_set_back (Watch *watch, gconstpointer data)
{
  at (watch, MINUTES (40));
  restart (watch, MINUTES (40) - VIGIE_DAY_USEC);
  at (watch, MINUTES (3));
  at (watch, MINUTES (40));
  assert_each_once (watch);
}

static void
test_postponed_wakes_once (Watch *watch, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  VigieIncident *incident;
  const VigieObligation *urgent;
  const VigieObligation *cto = NULL;
  guint n_before;

  at (watch, MINUTES (6));
  g_assert_cmpuint (count (watch, "cto-alert/ 5 overdue"), ==, 1);
  n_before = watch->n_settled;
  record (&watch->fixture, vigie_act_postpone (playbook, incident_of (&watch->fixture), "cto-alert", NULL, START + MINUTES (12),
                                               "in the air", "Awa Koné", START + MINUTES (6), &error));
  g_assert_no_error (error);
  wait_until (watch->n_settled > n_before);
  vigie_session_get_pressing (watch->fixture.session, watch->stream, &incident, &urgent);
  g_assert_true (urgent == NULL || !g_str_equal (urgent->id, "cto-alert"));
  for (guint i = 0; i < vigie_incident_model_get_obligations (watch->fixture.model)->len; i++)
    {
      const VigieObligation *one = g_ptr_array_index (vigie_incident_model_get_obligations (watch->fixture.model), i);

      if (g_str_equal (one->id, "cto-alert"))
        cto = one;
    }
  line = vigie_clock_second_line (watch->fixture.model, cto);
  g_assert_cmpstr (line, ==, "Postponed to 13:12: in the air");

  at (watch, MINUTES (11));
  g_assert_cmpuint (count (watch, "cto-alert/ 5 overdue"), ==, 1);
  at (watch, MINUTES (12));
  g_assert_cmpuint (count (watch, "cto-alert/ 5 overdue"), ==, 2);
  at (watch, MINUTES (13));
  at (watch, MINUTES (40));
  at (watch, MINUTES (2));
  at (watch, MINUTES (41));
  g_assert_cmpuint (count (watch, "cto-alert/ 5 overdue"), ==, 2);
}

/* At moments long before, around and after the start: words have no minus sign unless it is late, shares are shares. */
static void
test_nothing_negative (Watch *watch, gconstpointer data)
{
  static const gint64 afters[] = {
    -VIGIE_DAY_USEC, -VIGIE_HOUR_USEC, -1, 0, 1, MINUTES (15), MINUTES (15) + 1, VIGIE_DAY_USEC,
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (afters); i++)
    {
      gint64 now_usec = START + afters[i];
      GPtrArray *obligations;

      at (watch, afters[i]);
      obligations = vigie_incident_model_get_obligations (watch->fixture.model);
      g_assert_cmpint (vigie_incident_elapsed_usec (incident_of (&watch->fixture), now_usec), >=, 0);
      for (guint k = 0; k < obligations->len; k++)
        {
          const VigieObligation *one = g_ptr_array_index (obligations, k);
          g_autofree char *words = vigie_clock_words (one, now_usec, zone, VIGIE_LANG_EN);
          g_autofree char *number = vigie_clock_number (one, now_usec, zone, VIGIE_LANG_EN);
          double share = vigie_clock_share (one, now_usec);

          g_assert_null (strstr (words, "-"));
          g_assert_null (strstr (words, "−"));
          g_assert_null (strstr (number, "-"));
          g_assert_true (one->state == VIGIE_OBLIGATION_OVERDUE || strstr (number, "−") == NULL);
          g_assert_true (share >= 0 && share <= 1);
        }
    }
}

/* ---- The same answer from outside ---- */

static VigieJson *
ask_ctl (Watch *watch, const char *command, gint64 now_usec)
{
  g_autofree char *store = g_build_filename (watch->fixture.folder, "vigie.db", NULL);
  g_autofree char *time = vigie_time_format_rfc3339 (now_usec);
  const char *words[] = { g_getenv ("VIGIECTL"), "--store", store, "--json", command,
                          incident_of (&watch->fixture)->ref, "--at", time, NULL };
  g_autofree char *out = NULL;
  g_autoptr(GError) error = NULL;
  VigieJson *json;
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  json = vigie_json_parse (out, strlen (out), G_MAXUINT32, &error);
  g_assert_no_error (error);
  g_object_set_data_full (G_OBJECT (watch->fixture.session), "json-text", g_steal_pointer (&out), g_free);

  return json;
}

/* "id subject state", one a line, in the order given. */
static char *
lines_of_json (const VigieJson *json)
{
  GString *lines = g_string_new (NULL);

  for (VigieJsonNode node = vigie_json_first (json, 0); node != VIGIE_JSON_NONE; node = vigie_json_next (json, node))
    {
      g_autofree char *id = vigie_json_member_string (json, node, "id");
      g_autofree char *subject = vigie_json_member_string (json, node, "subject");
      g_autofree char *state = vigie_json_member_string (json, node, "state");

      g_string_append_printf (lines, "%s %s %s\n", id, subject != NULL ? subject : "", state);
    }

  return g_string_free (lines, FALSE);
}

static char *
lines_of_clocks (Watch *watch)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (watch->fixture.model);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *one = g_ptr_array_index (obligations, i);

      if (!one->history)
        g_string_append_printf (lines, "%s %s %s\n", one->id, one->subject, vigie_obligation_state_to_word (one->state));
    }

  return g_string_free (lines, FALSE);
}

static char *
lines_of_duties (Watch *watch)
{
  GPtrArray *duties = vigie_incident_model_get_duties (watch->fixture.model);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *one = g_ptr_array_index (duties, i);

      g_string_append_printf (lines, "%s %s %s\n", one->key, one->subject, vigie_duty_state_to_word (one->state));
    }

  return g_string_free (lines, FALSE);
}

static void
test_ctl_gives_the_same_answer (Watch *watch, gconstpointer data)
{
  static const gint64 afters[] = { 0, MINUTES (5), MINUTES (6), MINUTES (16), MINUTES (31), MINUTES (121), MINUTES (241) };
  g_autoptr(GError) error = NULL;

  record (&watch->fixture, vigie_act_call (incident_of (&watch->fixture), "cto", "busy", "Awa Koné", START + MINUTES (2), &error));
  g_assert_no_error (error);
  wait_until (incident_of (&watch->fixture)->calls->len == 1);
  for (gsize i = 0; i < G_N_ELEMENTS (afters); i++)
    {
      g_autoptr(VigieJson) clocks = NULL;
      g_autoptr(VigieJson) duties = NULL;
      g_autofree char *shown = NULL, *shown_duties = NULL, *told = NULL, *told_duties = NULL;

      at (watch, afters[i]);
      shown = lines_of_clocks (watch);
      shown_duties = lines_of_duties (watch);
      g_assert_cmpstr (shown, !=, "");
      clocks = ask_ctl (watch, "obligations", START + afters[i]);
      told = lines_of_json (clocks);
      g_assert_cmpstr (told, ==, shown);
      duties = ask_ctl (watch, "acts", START + afters[i]);
      told_duties = lines_of_json (duties);
      g_assert_cmpstr (told_duties, ==, shown_duties);
    }
}

/* ---- Requests for a handover ---- */

static void
asked_cb (VigieSession *session, VigieIncident *incident, const VigieHandover *handover, Watch *watch)
{
  g_ptr_array_add (watch->said, handover != NULL ? g_strdup_printf ("%s asks %s: %s", handover->event->author, handover->to, handover->post) : g_strdup ("nobody"));
}

static void
ask_for_relief (Watch *watch, const char *to, gboolean replace, gint64 after)
{
  record (&watch->fixture, vigie_act_handover_request (playbook, incident_of (&watch->fixture), "commander", to, NULL, replace, "Awa Koné", START + after, NULL));
}

static const char *
last_said (Watch *watch)
{
  return watch->said->len > 0 ? g_ptr_array_index (watch->said, watch->said->len - 1) : "";
}

/* One for whoever sits here, replaced by a newer one, withdrawn when it is settled or somebody else sits down. */
static void
test_request_for_me (Watch *watch, gconstpointer data)
{
  VigieSession *session = watch->fixture.session;

  g_signal_connect (session, "asked", G_CALLBACK (asked_cb), watch);
  g_ptr_array_set_size (watch->said, 0);
  ask_for_relief (watch, "Yao Kouamé", FALSE, MINUTES (1));
  wait_until (incident_of (&watch->fixture)->handovers->len == 1);
  g_assert_cmpuint (count (watch, "Awa"), ==, 0);
  vigie_session_set_author (session, "yao kouame");
  g_assert_cmpstr (last_said (watch), ==, "Awa Koné asks Yao Kouamé: commander");
  vigie_session_set_author (session, "Fatou Diabaté");
  g_assert_cmpstr (last_said (watch), ==, "nobody");
  ask_for_relief (watch, "Fatou Diabaté", TRUE, MINUTES (2));
  wait_until (g_str_equal (last_said (watch), "Awa Koné asks Fatou Diabaté: commander"));
  record (&watch->fixture, vigie_act_log (incident_of (&watch->fixture), VIGIE_ENTRY_NOTE, "Nothing new", NULL, "Awa Koné", START + MINUTES (3), NULL));
  record (&watch->fixture, vigie_act_handover_answer (playbook, incident_of (&watch->fixture), "commander", "declined", "Not now", "Fatou Diabaté", START + MINUTES (4), NULL));
  wait_until (g_str_equal (last_said (watch), "nobody"));
  g_assert_cmpuint (count (watch, "Awa Koné asks Fatou"), ==, 1);
  g_assert_cmpuint (count (watch, "Awa Koné asks Yao"), ==, 1);
}

#define add_watch_test(path, function) g_test_add (path, Watch, NULL, watch_up, function, watch_down)

static void
add_all (void)
{
  add_watch_test ("/fault/F13/notices", test_hour_of_suspend);
  add_watch_test ("/ui/notices/both-thresholds", test_both_thresholds);
  add_watch_test ("/fault/F12/clock-set-back", test_clock_set_back);
  add_watch_test ("/fault/F12/clock-set-forward", test_clock_set_forward);
  add_watch_test ("/ui/notices/restart-in-mid-countdown", test_restart_in_mid_countdown);
  add_watch_test ("/fault/F12/restart-after-clock-set-back", test_restart_after_clock_set_back);
  add_watch_test ("/ui/notices/postponed-wakes-once", test_postponed_wakes_once);
  add_watch_test ("/fault/F12/nothing-negative", test_nothing_negative);
  add_watch_test ("/ui/notices/ctl-gives-the-same-answer", test_ctl_gives_the_same_answer);
  add_watch_test ("/ui/notices/request-for-me", test_request_for_me);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
