/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A real store in a temporary folder, a session over it and, where a test opens it, the window of the program. Each
 * expectation is waited for. */

#include <glib/gstdio.h>
#include <string.h>
#include "vigie-act.h"
#include "vigie-id.h"
#include "vigie-page-tabs.h"
#include "vigie-preferences.h"
#include "vigie-sidebar.h"
#include "vigie-test-ends.h"
#include "vigie-test-support.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"
#include "vigie-window.h"
#include "wait-until.h"

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

#define FOLD (vigie_incident_model_get_incident (model))

/* ---- Helpers ---- */

static inline void
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

static inline void
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
  vigie_test_assert_ends (fixture->session);
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

static inline void
open_window (Fixture *fixture)
{
  fixture->window = vigie_window_new (application, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

/* Declares a P1 outage detected at @detected_usec; gives its stream. */
static inline char *
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

static inline VigieIncidentModel *
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

/* ---- Running ---- */

static inline void
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

static inline void
activate_cb (GApplication *app)
{
  g_application_hold (app);
  vigie_ui_init ();
  load_playbook ();
  result = g_test_run ();
  vigie_playbook_unref (playbook);
  g_application_release (app);
}

/* Adds tests with @add_tests and runs them in an application. */
static inline int
run_tests (int *argc, char ***argv, void (*add_tests) (void))
{
  gtk_test_init (argc, argv, NULL);
  if (gtk_get_minor_version () > 8)
    vigie_test_tolerate ("Trying to measure GtkLabel"); /* which libadwaita 1.7 does with its own dialog */
  add_tests ();
  application = GTK_APPLICATION (adw_application_new ("ci.distri_night.Vigie.TestWindow", G_APPLICATION_NON_UNIQUE));
  g_object_set (application, "resource-base-path", "/ci/distri_night/Vigie", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);

  return result;
}

#define add_test(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
