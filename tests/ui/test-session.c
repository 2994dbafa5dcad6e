/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the windows share: lists, clocks that are late, undoing, models that keep their rows. */

#include "window-fixture.h"

/* ---- Session and models ---- */

static void
test_session_lists (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *stream = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);
  GListModel *active = vigie_session_get_active (fixture->session);
  g_autoptr(VigieIncidentItem) item = NULL;

  wait_until (g_list_model_get_n_items (active) == 1);
  item = g_list_model_get_item (active, 0);
  g_assert_cmpstr (vigie_incident_item_get_row (item)->stream, ==, stream);
  g_assert_cmpuint (vigie_incident_item_get_late (item), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (vigie_session_get_registry (fixture->session)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (vigie_session_get_reviews (fixture->session)), ==, 0);
}

static guint n_thresholds;

static void
threshold_cb (VigieSession          *session,
              VigieIncident         *incident,
              const VigieObligation *obligation)
{
  n_thresholds++;
}

static void
test_session_late (Fixture       *fixture,
                   gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, now_usec - VIGIE_SECOND_USEC);
  GListModel *active = vigie_session_get_active (fixture->session);
  g_autoptr(VigieIncidentItem) item = NULL;
  guint late = 0;
  guint once;

  n_thresholds = 0;
  g_signal_connect (fixture->session, "threshold", G_CALLBACK (threshold_cb), NULL);
  wait_until (g_list_model_get_n_items (active) == 1);
  item = g_list_model_get_item (active, 0);
  wait_until (strstr (vigie_incident_item_get_state_line (item), "Due") != NULL);

  vigie_session_set_now (fixture->session, now_usec + 10 * VIGIE_HOUR_USEC);
  g_object_get (fixture->session, "n-late", &late, NULL);
  g_assert_cmpuint (late, >, 3);
  g_assert_cmpuint (vigie_incident_item_get_late (item), ==, late);
  once = n_thresholds;
  g_assert_cmpuint (once, >=, late);

  /* Each threshold is announced once. */
  vigie_session_set_now (fixture->session, now_usec + 10 * VIGIE_HOUR_USEC + VIGIE_SECOND_USEC);
  g_assert_cmpuint (n_thresholds, ==, once);
  vigie_session_set_now (fixture->session, VIGIE_TIME_NONE);
  g_object_get (fixture->session, "n-late", &late, NULL);
  g_assert_cmpuint (late, ==, 0);
}

/* Another run of the program on the same store, with its clock at @now_usec. */
static void
restart (Fixture *fixture,
         gint64   now_usec)
{
  VigieSession *old = fixture->session;

  if (old)
    {
      g_object_add_weak_pointer (G_OBJECT (old), (gpointer *) &old);
      g_object_unref (old);
      wait_until (old == NULL);
    }
  fixture->session = vigie_session_new (playbook, fixture->store, fixture->zone, VIGIE_LANG_EN, "Awa Koné");
  vigie_session_set_now (fixture->session, now_usec);
  n_thresholds = 0;
  g_signal_connect (fixture->session, "threshold", G_CALLBACK (threshold_cb), NULL);
  vigie_session_reload_async (fixture->session, NULL, NULL, NULL);
}

static guint
count_late (Fixture *fixture)
{
  guint late = 0;

  g_object_get (fixture->session, "n-late", &late, NULL);
  return late;
}

static void
test_session_announces_once (Fixture       *fixture,
                             gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, now_usec - VIGIE_SECOND_USEC);
  guint late, all;

  restart (fixture, now_usec + VIGIE_HOUR_USEC);
  wait_until (count_late (fixture) > 0);
  late = count_late (fixture);
  g_assert_cmpuint (n_thresholds, >=, late);

  /* What was said before the restart is not said again. */
  restart (fixture, now_usec + VIGIE_HOUR_USEC);
  wait_until (count_late (fixture) == late);
  g_assert_cmpuint (n_thresholds, ==, 0);

  /* What fell due while the program was closed is said at the start, and only that. */
  restart (fixture, now_usec + 10 * VIGIE_HOUR_USEC);
  wait_until (count_late (fixture) > late);
  all = count_late (fixture);
  g_assert_cmpuint (n_thresholds, >=, all - late);
  g_assert_cmpuint (n_thresholds, <, all + late);
  restart (fixture, now_usec + 10 * VIGIE_HOUR_USEC);
  wait_until (count_late (fixture) == all);
  g_assert_cmpuint (n_thresholds, ==, 0);
}

static void
test_session_forgets_unreadable (Fixture       *fixture,
                                 gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *stream = declare_outage (fixture, now_usec - VIGIE_SECOND_USEC);
  g_autofree char *place = g_strconcat ("announced/", stream, NULL);

  vigie_store_thread_keep_text (fixture->store, place, "\n\n12\nx y z\n99999999999999999999 2 a/\n1 7 b/\n");
  restart (fixture, now_usec + VIGIE_HOUR_USEC);
  wait_until (count_late (fixture) > 0);
  g_assert_cmpuint (n_thresholds, >=, count_late (fixture));
}

/* ---- Undoing ---- */

static guint n_undoable;
static char *undone;

static void
undoable_cb (VigieSession *session,
             const char   *words)
{
  g_assert_cmpstr (words, !=, "");
  n_undoable++;
}

static void
undone_cb (VigieSession *session,
           const char   *words)
{
  g_free (undone);
  undone = g_strdup (words);
}

static void
do_and_wait (Fixture   *fixture,
             GPtrArray *drafts,
             guint      undoable)
{
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (drafts);
  n_undoable = 0;
  vigie_session_record_async (fixture->session, drafts, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  events = vigie_session_record_finish (fixture->session, outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_undoable, ==, undoable);
}

static void
undo_and_wait (Fixture    *fixture,
               const char *words)
{
  g_clear_pointer (&undone, g_free);
  vigie_session_undo (fixture->session);
  wait_until (undone != NULL);
  g_assert_cmpstr (undone, ==, words);
  g_clear_pointer (&undone, g_free);
}

static const VigieEntry *
find_note (VigieIncident *incident)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (entry->kind == VIGIE_ENTRY_NOTE)
        return entry;
    }
  return NULL;
}

static void
test_session_undo (Fixture       *fixture,
                   gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *stream = declare_outage (fixture, now_usec - VIGIE_MINUTE_USEC);
  g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);
  const char *me = "Awa Koné";
  g_autofree char *id = NULL;
  guint n;

  g_signal_connect (fixture->session, "undoable", G_CALLBACK (undoable_cb), NULL);
  g_signal_connect (fixture->session, "undone", G_CALLBACK (undone_cb), NULL);
  undo_and_wait (fixture, "There is nothing to undo.");

  /* Words are not undone but retracted, with a reason. */
  do_and_wait (fixture, vigie_act_log (FOLD, VIGIE_ENTRY_NOTE, "seen", NULL, me, now_usec, NULL), 0);
  wait_until (find_note (FOLD) != NULL);
  id = g_strdup (find_note (FOLD)->event->id);

  do_and_wait (fixture, vigie_act_star (FOLD, id, TRUE, me, now_usec, NULL), 1);
  wait_until (vigie_incident_entry (FOLD, id)->starred);
  n = FOLD->events->len;
  undo_and_wait (fixture, "Undone.");
  wait_until (!vigie_incident_entry (FOLD, id)->starred);
  g_assert_cmpuint (FOLD->events->len, ==, n + 1);
  g_assert_false (vigie_session_can_undo (fixture->session));

  do_and_wait (fixture, vigie_act_retract (FOLD, id, "mistaken", me, now_usec, NULL), 1);
  wait_until (vigie_incident_entry (FOLD, id)->retract_reason != NULL);
  do_and_wait (fixture, vigie_act_role (playbook, FOLD, "scribe", "Yao Kouamé", me, now_usec, NULL), 1);
  wait_until (vigie_incident_holder (FOLD, "scribe") != NULL);
  /* The last act first. */
  undo_and_wait (fixture, "Undone.");
  wait_until (vigie_incident_holder (FOLD, "scribe") == NULL);
  undo_and_wait (fixture, "Undone.");
  wait_until (vigie_incident_entry (FOLD, id)->retract_reason == NULL);
}

/* An answer at a gate goes as a whole, with its tick; the one before comes back with its own. A way that was chosen
 * gives its place back. */
static void
test_session_undo_procedure (Fixture       *fixture,
                             gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *stream = declare_outage (fixture, now_usec - VIGIE_MINUTE_USEC);
  g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);
  const char *me = "Awa Koné", *gate = "INC-01/t10-confirm";

  g_signal_connect (fixture->session, "undoable", G_CALLBACK (undoable_cb), NULL);
  g_signal_connect (fixture->session, "undone", G_CALLBACK (undone_cb), NULL);
  do_and_wait (fixture, vigie_act_gate (playbook, FOLD, gate, TRUE, "Kouassi", "all green", me, now_usec, NULL), 1);
  wait_until (vigie_incident_gate (FOLD, gate) != NULL);
  do_and_wait (fixture, vigie_act_gate (playbook, FOLD, gate, FALSE, "Kouassi", "errors again", me, now_usec, NULL), 1);
  wait_until (!vigie_incident_gate (FOLD, gate)->yes);
  undo_and_wait (fixture, "Undone.");
  wait_until (vigie_incident_gate (FOLD, gate)->yes);
  g_assert_cmpstr (vigie_incident_gate (FOLD, gate)->note, ==, "all green");
  g_assert_cmpint (vigie_incident_step (FOLD, gate)->state, ==, VIGIE_STEP_DONE);

  do_and_wait (fixture, vigie_act_retype (playbook, FOLD, "INC-04", me, now_usec, NULL), 0);
  wait_until (g_strcmp0 (FOLD->type, "INC-04") == 0);
  gate = "INC-04/t10-decide";
  do_and_wait (fixture, vigie_act_gate (playbook, FOLD, gate, TRUE, "Kouassi", NULL, me, now_usec, NULL), 1);
  wait_until (vigie_incident_gate (FOLD, gate) != NULL);
  do_and_wait (fixture, vigie_act_choose (playbook, FOLD, "restore-all", NULL, VIGIE_LANG_EN, me, now_usec, NULL), 1);
  wait_until (vigie_incident_option (FOLD, "INC-04", NULL) != NULL);
  do_and_wait (fixture, vigie_act_choose (playbook, FOLD, "targeted", NULL, VIGIE_LANG_EN, me, now_usec, NULL), 1);
  wait_until (g_strcmp0 (vigie_incident_option (FOLD, "INC-04", NULL), "targeted") == 0);
  undo_and_wait (fixture, "Undone.");
  wait_until (g_strcmp0 (vigie_incident_option (FOLD, "INC-04", NULL), "restore-all") == 0);
  undo_and_wait (fixture, "Undone.");
  wait_until (vigie_incident_option (FOLD, "INC-04", NULL) == NULL);
  undo_and_wait (fixture, "Undone.");
  wait_until (vigie_incident_gate (FOLD, gate) == NULL);
  g_assert_cmpint (vigie_incident_step (FOLD, gate)->state, ==, VIGIE_STEP_OPEN);
}

static void
test_session_undo_conflict (Fixture       *fixture,
                            gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *stream = declare_outage (fixture, now_usec - VIGIE_MINUTE_USEC);
  g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_connect (fixture->session, "undoable", G_CALLBACK (undoable_cb), NULL);
  g_signal_connect (fixture->session, "undone", G_CALLBACK (undone_cb), NULL);
  do_and_wait (fixture, vigie_act_role (playbook, FOLD, "scribe", "Yao Kouamé", "Awa Koné", now_usec, NULL), 1);
  wait_until (vigie_incident_holder (FOLD, "scribe") != NULL);

  /* Somebody else, past this window. */
  drafts = vigie_act_role (playbook, FOLD, "scribe", "Moussa Traoré", "Moussa Traoré", now_usec + 1, &error);
  g_assert_no_error (error);
  vigie_store_thread_record_async (fixture->store, drafts, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  events = vigie_store_thread_record_finish (fixture->store, outcome, &error);
  g_assert_no_error (error);
  undo_and_wait (fixture, "Not undone: it was changed again since.");
  wait_until (g_strcmp0 (vigie_incident_holder (FOLD, "scribe")->person, "Moussa Traoré") == 0);
}

static void
test_model_keeps_rows (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *stream = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);
  g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);
  g_autoptr(VigieIncidentModel) again = open_model (fixture, stream);
  GListModel *timeline = vigie_incident_model_get_timeline (model);
  g_autoptr(VigieTimelineItem) first = g_list_model_get_item (timeline, 0);
  g_autoptr(VigieTimelineItem) second = g_list_model_get_item (timeline, 1);
  g_autoptr(VigieTimelineItem) same = NULL;
  g_autoptr(VigieTimelineItem) last = NULL;
  guint n = g_list_model_get_n_items (timeline);

  g_assert_true (again == model);
  g_assert_true (vigie_timeline_item_is_day (first));
  g_assert_false (vigie_timeline_item_is_day (second));
  vigie_session_do (fixture->session,
                    vigie_act_log (vigie_incident_model_get_incident (model), VIGIE_ENTRY_NOTE, "disk < 5% & rising", NULL, "Yao Kouamé", g_get_real_time (), NULL), NULL);
  wait_until (g_list_model_get_n_items (timeline) > n);
  same = g_list_model_get_item (timeline, 1);
  last = g_list_model_get_item (timeline, g_list_model_get_n_items (timeline) - 1);
  g_assert_true (same == second);
  g_assert_cmpstr (vigie_timeline_item_get_text (last), ==, "disk < 5% & rising");
  g_assert_cmpstr (vigie_timeline_item_get_author (last), ==, "Y. Kouamé");
}

static char *refusal;

static void
refused_cb (VigieSession *session,
            const char   *message)
{
  g_free (refusal);
  refusal = g_strdup (message);
}

static void
test_session_refusal (Fixture       *fixture,
                      gconstpointer  data)
{
  g_signal_connect (fixture->session, "record-failed", G_CALLBACK (refused_cb), NULL);
  vigie_session_do (fixture->session, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "No such person."));
  g_assert_cmpstr (refusal, ==, "No such person.");
  g_clear_pointer (&refusal, g_free);
}

static void
add (void)
{
  add_test ("/ui/session/lists", test_session_lists);
  add_test ("/ui/session/late", test_session_late);
  add_test ("/ui/session/announces-once", test_session_announces_once);
  add_test ("/ui/session/forgets-unreadable", test_session_forgets_unreadable);
  add_test ("/ui/session/undo", test_session_undo);
  add_test ("/ui/session/undo-conflict", test_session_undo_conflict);
  add_test ("/ui/session/undo-procedure", test_session_undo_procedure);
  add_test ("/ui/session/refusal", test_session_refusal);
  add_test ("/ui/model/keeps-rows", test_model_keeps_rows);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
