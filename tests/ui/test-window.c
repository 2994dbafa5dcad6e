/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and what it shares, driven in the process: a real store in a temporary folder, a real
 * display, and every critical of the toolkit fatal. Nothing sleeps: each expectation is waited for. */

#include <glib/gstdio.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-id.h"
#include "vigie-page-tabs.h"
#include "vigie-sidebar.h"
#include "vigie-text-ui.h"
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
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("vigie-test-window-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "vigie.db", NULL);
  fixture->store = vigie_store_thread_new (path, playbook, NULL);
  vigie_store_thread_open_async (fixture->store, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_open_finish (fixture->store, outcome, &error));
  g_assert_no_error (error);
  fixture->session = vigie_session_new (playbook, fixture->store, zone, VIGIE_LANG_EN, "Awa Koné");
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
  g_autofree char *stream = declare_outage (fixture, now_usec - VIGIE_SECOND_USEC);
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
    { "back", NULL }, { "example", NULL }, { "remove-example", NULL }, { "about", NULL }, { "shortcuts", NULL },
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
test_window_secondary_windows (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *shortcuts;

  open_window (fixture);
  shortcuts = vigie_shortcuts_window_new (GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (shortcuts));
  wait_until (gtk_widget_get_mapped (shortcuts));
  g_assert_nonnull (find_label (shortcuts, "Declare an incident"));
  gtk_window_destroy (GTK_WINDOW (shortcuts));
}

static void
test_window_keys (void)
{
  static const struct { const char *action; const char *key; } keys[] = {
    { "win.page(0)", "<Control>ampersand" }, { "win.page(0)", "<Control>KP_1" }, { "win.page(4)", "<Control>parenleft" },
    { "win.obligation(0)", "<Alt>ampersand" }, { "win.obligation(1)", "<Alt>eacute" }, { "win.declare", "<Control>n" },
    { "win.toggle-board", "F8" }, { "win.next-pane", "F6" }, { "win.sidebar", "F9" }, { "win.command('')", "<Control>l" },
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
    { "a\x01" "b\x1b[0m", 0, "ab[0m" },
    { "abc\xe2\x80\xae" "fed", 0, "abcfed" },
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
  add ("/ui/session/lists", test_session_lists);
  add ("/ui/session/late", test_session_late);
  add ("/ui/session/refusal", test_session_refusal);
  add ("/ui/model/keeps-rows", test_model_keeps_rows);
  add ("/ui/window/home", test_window_home);
  add ("/ui/window/opens-incident", test_window_opens_incident);
  add ("/ui/window/actions", test_window_actions);
  add ("/ui/window/failure-stays", test_window_failure_stays);
  add ("/ui/window/toast-is-plain", test_window_toast_is_plain);
  add ("/ui/window/announces", test_window_announces);
  add ("/ui/window/secondary-windows", test_window_secondary_windows);
  g_test_add_func ("/ui/window/keys", test_window_keys);
  g_test_add_func ("/ui/text/clean", test_text_clean);
  g_test_add_func ("/ui/text/short-name", test_text_short_name);

  application = GTK_APPLICATION (adw_application_new ("ci.distri_night.Vigie.TestWindow", G_APPLICATION_NON_UNIQUE));
  g_object_set (application, "resource-base-path", "/ci/distri_night/Vigie", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  return result;
}
