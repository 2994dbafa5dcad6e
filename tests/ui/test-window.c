/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and what it shares, driven in the process: a real store in a temporary folder, a real
 * display, and every critical of the toolkit fatal. Nothing sleeps: each expectation is waited for. */

#include <glib/gstdio.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-id.h"
#include "vigie-page-tabs.h"
#include "vigie-preferences.h"
#include "vigie-sidebar.h"
#include "vigie-test-support.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"
#include "vigie-window.h"

static GtkApplication *application;
static VigiePlaybook *playbook;
static int result;
typedef struct
{
  char *folder;
  VigieStoreThread *store;
  VigieSession *session;
  VigieWindow *window;
  GTimeZone *zone;
  gboolean was_listed;           /* the window came up with its lists read */
} Fixture;

/* ---- Helpers ---- */

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

#define wait_until(condition) \
  G_STMT_START { \
    gint64 end_usec_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_usec_) \
      { \
        guint wake_ = g_timeout_add (20, G_SOURCE_FUNC (wake_cb), NULL); \
        g_main_context_iteration (NULL, TRUE); \
        g_source_remove (wake_); \
      } \
    g_assert_true (condition); \
  } G_STMT_END

static void
take_result_cb (GObject      *object,
                GAsyncResult *outcome,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (outcome);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GSettings) settings = vigie_preferences_settings ();

  if (settings) /* what one test hid is not the start of the next */
    g_settings_reset (settings, "board-visible");
  fixture->zone = g_time_zone_new_utc ();
  fixture->folder = g_dir_make_tmp ("vigie-test-window-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "vigie.db", NULL);
  fixture->store = vigie_store_thread_new (path, playbook, NULL);
  vigie_store_thread_open_async (fixture->store, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_open_finish (fixture->store, outcome, &error));
  g_assert_no_error (error);
  fixture->session = vigie_session_new (playbook, fixture->store, fixture->zone, VIGIE_LANG_EN, "Awa Koné");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (fixture->window)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  vigie_store_thread_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->store);
  g_time_zone_unref (fixture->zone);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
open_window (Fixture *fixture)
{
  fixture->window = vigie_window_new (application, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

/* Declares a P1 outage detected at @detected_usec; gives its stream. */
static char *
declare_outage (Fixture *fixture,
                gint64   detected_usec)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, (guint8) detected_usec };
  g_autofree char *id = vigie_id_new (detected_usec, random);
  VigieDeclaration declaration = {
    .title = "Payments refused", .type = "INC-01", .level = VIGIE_LEVEL_P1, .reason = "felt by everyone",
    .started_usec = VIGIE_TIME_NONE, .detected_usec = detected_usec, .declared_usec = detected_usec, .incident_id = id,
  };
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  vigie_answers_init (&declaration.answers);
  drafts = vigie_act_declare (playbook, &declaration, "Awa Koné", &error);
  g_assert_no_error (error);
  vigie_session_record_async (fixture->session, drafts, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  events = vigie_session_record_finish (fixture->session, outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, >, 0);
  return vigie_stream_for_incident (id, FALSE);
}

static VigieIncidentModel *
open_model (Fixture    *fixture,
            const char *stream)
{
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;
  VigieIncidentModel *model;

  vigie_session_open_async (fixture->session, stream, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  model = vigie_session_open_finish (fixture->session, outcome, &error);
  g_assert_no_error (error);
  return model;
}

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

#define FOLD (vigie_incident_model_get_incident (model))

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

/* ---- Window ---- */

static void
test_window_home (Fixture       *fixture,
                  gconstpointer  data)
{
  open_window (fixture);
  wait_until (g_str_equal (vigie_window_get_place (fixture->window), "home"));
  g_assert_null (vigie_window_get_model (fixture->window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "assess"));
}

static void
test_window_opens_incident (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *stream = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);

  open_window (fixture);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  g_assert_cmpstr (vigie_incident_model_get_stream (vigie_window_get_model (fixture->window)), ==, stream);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Payments refused – Vigie");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "assess"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "remove-example"));
  for (int page = VIGIE_N_PAGES - 1; page >= 0; page--)
    {
      g_autoptr(GVariant) state = NULL;

      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page", g_variant_new_int32 (page));
      state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "page");
      g_assert_cmpint (g_variant_get_int32 (state), ==, page);
    }
  /* The timeline has a search of its own. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "search", NULL);
  g_assert_cmpstr (vigie_window_get_place (fixture->window), ==, "incident");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show", g_variant_new_string ("home"));
  g_assert_cmpstr (vigie_window_get_place (fixture->window), ==, "home");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "back", NULL);
  wait_until (g_str_equal (vigie_window_get_place (fixture->window), "incident"));
}

static void
test_window_actions (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct { const char *name; const char *type; } promised[] = {
    { "declare", NULL }, { "open-incident", "s" }, { "show", "s" }, { "page", "i" }, { "board", "b" },
    { "command", "s" }, { "obligation", "i" }, { "assess", NULL }, { "export", NULL }, { "search", NULL },
    { "undo", NULL }, { "preferences", NULL }, { "author", NULL }, { "back", NULL }, { "example", NULL }, { "remove-example", NULL }, { "about", NULL }, { "shortcuts", NULL },
    { "toast", "s" }, { "fail", "s" }, { "announce", "s" }, { "alert", "s" },
  };

  open_window (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (promised); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (fixture->window), promised[i].name);
      const GVariantType *type = action ? g_action_get_parameter_type (action) : NULL;

      g_test_message ("win.%s", promised[i].name);
      g_assert_nonnull (action);
      g_assert_cmpstr (type ? g_variant_type_peek_string (type) : NULL, ==, promised[i].type);
    }
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found)
        return found;
    }
  return NULL;
}

static void
test_window_failure_stays (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *label;

  open_window (fixture);
  wait_until (g_str_equal (vigie_window_get_place (fixture->window), "home"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "fail", g_variant_new_string ("Not noted: <b>5 & 6</b>"));
  label = find_label (GTK_WIDGET (fixture->window), "Not noted: <b>5 & 6</b>");
  g_assert_nonnull (label);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (gtk_widget_get_ancestor (label, GTK_TYPE_REVEALER))));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "back", NULL);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (gtk_widget_get_ancestor (label, GTK_TYPE_REVEALER))));
  g_assert_cmpstr (vigie_window_get_place (fixture->window), ==, "home");
}

static GtkWidget *
find_nth (GtkWidget *widget,
          GType      type,
          guint     *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, n);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_type (gpointer widget,
           GType    type,
           guint    n)
{
  return find_nth (widget, type, &n);
}

static void
test_window_offers_undo (Fixture       *fixture,
                         gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, now_usec - VIGIE_MINUTE_USEC);
  VigieIncidentModel *model;

  open_window (fixture);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  model = vigie_window_get_model (fixture->window);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "undo"));
  vigie_session_do (fixture->session, vigie_act_role (playbook, FOLD, "scribe", "Yao Kouamé", "Awa Koné", now_usec, NULL), NULL);
  wait_until (find_label (GTK_WIDGET (fixture->window), "Undo") != NULL);
  wait_until (vigie_incident_holder (FOLD, "scribe") != NULL);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "undo", NULL);
  wait_until (vigie_incident_holder (FOLD, "scribe") == NULL);
  wait_until (!g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "undo"));
}

static GtkWindow *
dialog_over (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* A P1 has its war room from the start; the menu closes it, opens it again, and corrects the title. */
static void
test_window_incident_acts (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);
  GActionGroup *actions;
  VigieIncidentModel *model;

  open_window (fixture);
  actions = G_ACTION_GROUP (fixture->window);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  model = vigie_window_get_model (fixture->window);
  wait_until (g_action_group_get_action_enabled (actions, "close-war-room"));
  g_assert_false (g_action_group_get_action_enabled (actions, "open-war-room"));
  g_action_group_activate_action (actions, "close-war-room", NULL);
  wait_until (g_action_group_get_action_enabled (actions, "open-war-room"));
  g_assert_false (vigie_incident_war_room_is_open (FOLD));
  g_action_group_activate_action (actions, "open-war-room", NULL);
  wait_until (dialog_over (fixture) != NULL);
  gtk_widget_activate (gtk_window_get_default_widget (dialog_over (fixture)));
  wait_until (vigie_incident_war_room_is_open (FOLD));
  wait_until (dialog_over (fixture) == NULL);
  g_action_group_activate_action (actions, "rename", NULL);
  wait_until (dialog_over (fixture) != NULL);
  gtk_window_close (dialog_over (fixture));
  wait_until (dialog_over (fixture) == NULL);
}

static const char *
marked (GtkListBox *list)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  return row ? g_object_get_data (G_OBJECT (row), "what") : NULL;
}

static GtkWidget *
board_of (Fixture *fixture)
{
  return find_type (fixture->window, VIGIE_TYPE_SIDE_BOARD, 0);
}

static gboolean
focus_is_on_board (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus && gtk_widget_is_ancestor (focus, board_of (fixture));
}

/* The key leads to clocks that are in sight already; only from there it hides them. */
static void
test_window_leads_to_clocks (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);
  GActionGroup *actions;

  open_window (fixture);
  actions = G_ACTION_GROUP (fixture->window);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  wait_until (gtk_widget_get_child_visible (board_of (fixture)) && gtk_widget_get_width (board_of (fixture)) > 0 && !focus_is_on_board (fixture));
  g_action_group_activate_action (actions, "toggle-board", NULL);
  wait_until (focus_is_on_board (fixture));
  g_assert_false (vigie_side_board_shows_duties (VIGIE_SIDE_BOARD (board_of (fixture))));
  g_action_group_activate_action (actions, "toggle-board", NULL);
  wait_until (!focus_is_on_board (fixture) && !gtk_widget_get_child_visible (board_of (fixture)));
}

/* Right after a declaration the acts stand beside the timeline, whose command line has the focus; one key leads to
 * them, the same key back, and the other one to the clocks. */
static void
test_window_shows_acts_first (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);
  GActionGroup *actions;

  open_window (fixture);
  actions = G_ACTION_GROUP (fixture->window);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  wait_until (gtk_widget_get_child_visible (board_of (fixture)) && gtk_widget_get_width (board_of (fixture)) > 0 && !focus_is_on_board (fixture));
  g_assert_true (vigie_side_board_shows_duties (VIGIE_SIDE_BOARD (board_of (fixture))));
  g_action_group_activate_action (actions, "duties", NULL);
  wait_until (focus_is_on_board (fixture));
  g_assert_true (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  g_action_group_activate_action (actions, "duties", NULL);
  wait_until (!focus_is_on_board (fixture));
  g_action_group_activate_action (actions, "toggle-board", NULL);
  wait_until (focus_is_on_board (fixture) && !vigie_side_board_shows_duties (VIGIE_SIDE_BOARD (board_of (fixture))));
}

static void
test_window_sidebar_follows (Fixture       *fixture,
                             gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *first = declare_outage (fixture, now_usec - VIGIE_MINUTE_USEC);
  g_autofree char *second = declare_outage (fixture, now_usec - 2 * VIGIE_MINUTE_USEC);
  GtkListBox *list;
  const char *shown, *other;

  open_window (fixture);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  wait_until (g_list_model_get_n_items (vigie_session_get_active (fixture->session)) == 2);
  list = GTK_LIST_BOX (find_type (fixture->window, GTK_TYPE_LIST_BOX, 0));
  shown = vigie_incident_model_get_stream (vigie_window_get_model (fixture->window));
  other = g_str_equal (shown, first) ? second : first;
  g_assert_cmpstr (marked (list), ==, shown);
  /* Moving through the list opens nothing and marks nothing. */
  for (int i = 0; i < 2; i++)
    {
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (list, i)));
      gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, i));
      g_assert_cmpstr (marked (list), ==, shown);
    }
  vigie_window_open (fixture->window, other);
  wait_until (g_strcmp0 (marked (list), other) == 0);
}

static void
test_window_toast_is_plain (Fixture       *fixture,
                            gconstpointer  data)
{
  open_window (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "toast", g_variant_new_string ("a < b & <a href='file:///'>c</a>"));
  wait_until (find_label (GTK_WIDGET (fixture->window), "a < b & <a href='file:///'>c</a>") != NULL);
}

static void
test_window_announces (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *label;

  open_window (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "announce", g_variant_new_string ("noted 03:04"));
  label = find_label (GTK_WIDGET (fixture->window), "noted 03:04");
  g_assert_nonnull (label);
  gtk_test_accessible_assert_role (label, GTK_ACCESSIBLE_ROLE_STATUS);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "alert", g_variant_new_string ("late 03:04"));
  label = find_label (GTK_WIDGET (fixture->window), "late 03:04");
  g_assert_nonnull (label);
  gtk_test_accessible_assert_role (label, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
test_window_keys (void)
{
  static const struct { const char *action; const char *key; } keys[] = {
    { "win.page(0)", "<Control>ampersand" }, { "win.page(0)", "<Control>KP_1" }, { "win.page(4)", "<Control>parenleft" },
    { "win.obligation(0)", "<Alt>ampersand" }, { "win.obligation(1)", "<Alt>eacute" }, { "win.declare", "<Control>n" },
    { "win.toggle-board", "F8" }, { "win.next-pane", "F6" }, { "win.sidebar", "F9" }, { "win.command('')", "<Control>l" },
    { "win.preferences", "<Control>comma" },
  };

  vigie_window_install_keys (application);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto(GStrv) accels = gtk_application_get_accels_for_action (application, keys[i].action);

      g_test_message ("%s %s", keys[i].action, keys[i].key);
      g_assert_true (g_strv_contains ((const char *const *) accels, keys[i].key));
    }
}

/* ---- Text ---- */

static void
test_text_clean (void)
{
  static const struct { const char *in; guint max; const char *out; } cases[] = {
    { NULL, 0, "" },
    { "plain", 0, "plain" },
    { "a\x01" "b\x1b[0m", 0, "a␁b␛[0m" },
    { "abc\xe2\x80\xae" "fed", 0, "abc‹U+202E›fed" },
    { "caf\xc3", 0, "caf\xef\xbf\xbd" },
    { "éèàùç", 3, "éèà…" },
    { "<b>x</b>", 0, "<b>x</b>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = vigie_text_ui_clean (cases[i].in, cases[i].max);

      g_assert_cmpstr (out, ==, cases[i].out);
      g_assert_true (g_utf8_validate (out, -1, NULL));
    }
}

/* A label that says nothing is not said by the name of its class either. */
static void
test_text_wordless (void)
{
  GtkWidget *label = g_object_ref_sink (vigie_label_new (NULL, NULL));
  static const struct { const char *text; gboolean hidden; } cases[] = {
    { "D1", FALSE }, { "", TRUE }, { "·", TRUE }, { "é", FALSE }, { "=", TRUE }, { "+ 1", FALSE }, { "—", TRUE },
  };

  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].text);
      vigie_label_set (GTK_LABEL (label), cases[i].text);
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, cases[i].hidden);
    }
  gtk_label_set_text (GTK_LABEL (label), "set otherwise");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
  g_object_unref (label);
}

static void
test_text_short_name (void)
{
  static const char *const cases[][2] = {
    { "Awa Koné", "A. Koné" }, { "Élodie Marie N’Guessan", "É. N’Guessan" }, { "Vigie", "Vigie" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = vigie_short_name (cases[i][0]);

      g_assert_cmpstr (out, ==, cases[i][1]);
    }
}

/* ---- Running ---- */

/* What the session knew when the window came up: the incident in the list, but not yet its clocks. */
static void
note_lists_cb (Fixture *fixture)
{
  GListModel *active = vigie_session_get_active (fixture->session);
  const VigieObligation *urgent = NULL;
  VigieIncident *incident = NULL;
  g_autoptr(VigieIncidentItem) item = g_list_model_get_item (active, 0);

  g_assert_nonnull (item);
  vigie_session_get_pressing (fixture->session, vigie_incident_item_get_row (item)->stream, &incident, &urgent);
  g_assert_null (incident);
  fixture->was_listed = TRUE;
}

static void
test_window_listed_at_first (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  const VigieObligation *urgent = NULL;
  VigieIncident *incident = NULL;

  /* As after a start: a session that has read nothing. */
  g_object_unref (fixture->session);
  fixture->session = vigie_session_new (playbook, fixture->store, fixture->zone, VIGIE_LANG_EN, "Awa Koné");
  fixture->window = vigie_window_new (application, fixture->session);
  g_signal_connect_swapped (fixture->window, "map", G_CALLBACK (note_lists_cb), fixture);
  vigie_window_present_listed (fixture->window);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  g_assert_true (fixture->was_listed);
  wait_until ((vigie_session_get_pressing (fixture->session, stream, &incident, &urgent), incident != NULL));
}

static void
load_playbook (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *content = NULL;
  gsize length_bytes = 0;

  g_file_get_contents (g_getenv ("VIGIE_PLAYBOOK_FILE"), &content, &length_bytes, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (content, length_bytes);
  playbook = vigie_playbook_load (bytes, NULL, &error);
  g_assert_no_error (error);
}

static void
activate_cb (GApplication *app)
{
  g_application_hold (app);
  vigie_ui_init ();
  load_playbook ();
  result = g_test_run ();
  vigie_playbook_unref (playbook);
  g_application_release (app);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  if (gtk_get_minor_version () > 8)
    vigie_test_tolerate ("Trying to measure GtkLabel"); /* which libadwaita 1.7 does with its own dialog */
  add ("/ui/session/lists", test_session_lists);
  add ("/ui/session/late", test_session_late);
  add ("/ui/session/announces-once", test_session_announces_once);
  add ("/ui/session/forgets-unreadable", test_session_forgets_unreadable);
  add ("/ui/session/undo", test_session_undo);
  add ("/ui/session/undo-conflict", test_session_undo_conflict);
  add ("/ui/session/undo-procedure", test_session_undo_procedure);
  add ("/ui/session/refusal", test_session_refusal);
  add ("/ui/model/keeps-rows", test_model_keeps_rows);
  add ("/ui/window/home", test_window_home);
  add ("/ui/window/listed-at-first", test_window_listed_at_first);
  add ("/ui/window/opens-incident", test_window_opens_incident);
  add ("/ui/window/actions", test_window_actions);
  add ("/ui/window/failure-stays", test_window_failure_stays);
  add ("/ui/window/offers-undo", test_window_offers_undo);
  add ("/ui/window/incident-acts", test_window_incident_acts);
  add ("/ui/window/leads-to-clocks", test_window_leads_to_clocks);
  add ("/ui/window/shows-acts-first", test_window_shows_acts_first);
  add ("/ui/window/sidebar-follows", test_window_sidebar_follows);
  add ("/ui/window/toast-is-plain", test_window_toast_is_plain);
  add ("/ui/window/announces", test_window_announces);
  g_test_add_func ("/ui/window/keys", test_window_keys);
  g_test_add_func ("/ui/text/clean", test_text_clean);
  g_test_add_func ("/ui/text/short-name", test_text_short_name);
  g_test_add_func ("/ui/text/wordless", test_text_wordless);

  application = GTK_APPLICATION (adw_application_new ("ci.distri_night.Vigie.TestWindow", G_APPLICATION_NON_UNIQUE));
  g_object_set (application, "resource-base-path", "/ci/distri_night/Vigie", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  return result;
}
