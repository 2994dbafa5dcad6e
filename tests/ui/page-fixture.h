/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A page on a real display over a real store in a temporary folder, in a window whose actions only note
 * what they were asked. Every critical of the toolkit is fatal. Nothing sleeps: each expectation is waited for. */

#include <glib/gstdio.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-act-window.h"
#include "vigie-id.h"
#include "vigie-widgets.h"
#include "wait-until.h"

static GtkApplication *application;
static VigiePlaybook *playbook;
static int result;
static const gint64 noon = 1764590400 * VIGIE_SECOND_USEC; /* 2025-12-01 12:00 UTC */

typedef struct
{
  char *folder;
  VigieStoreThread *store;
  VigieSession *session;
  VigieIncidentModel *model;
  GtkWidget *window;
  GtkWidget *page;
  char *opened, *toast, *failure;  /* what the window was asked */
} Fixture;

static inline void
noted_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  char **place = user_data;

  g_free (*place);
  *place = g_variant_dup_string (parameter, NULL);
}

static inline void
add_noted_action (Fixture *fixture, const char *name, char **place)
{
  g_autoptr(GSimpleAction) action = g_simple_action_new (name, G_VARIANT_TYPE_STRING);

  g_signal_connect (action, "activate", G_CALLBACK (noted_cb), place);
  g_action_map_add_action (G_ACTION_MAP (fixture->window), G_ACTION (action));
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("vigie-test-page-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "vigie.db", NULL);
  fixture->store = vigie_store_thread_new (path, playbook, NULL);
  vigie_store_thread_open_async (fixture->store, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_open_finish (fixture->store, outcome, &error));
  g_assert_no_error (error);
  fixture->session = vigie_session_new (playbook, fixture->store, zone, VIGIE_LANG_EN, "Awa Koné");
  vigie_session_set_now (fixture->session, noon + VIGIE_HOUR_USEC);
  fixture->window = adw_application_window_new (application);
  add_noted_action (fixture, "open-incident", &fixture->opened);
  add_noted_action (fixture, "toast", &fixture->toast);
  add_noted_action (fixture, "fail", &fixture->failure);
}

static inline void
show_page (Fixture *fixture, GtkWidget *page, int width, int height)
{
  fixture->page = page;
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, height);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_widget_get_mapped (page));
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  vigie_store_thread_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->model);
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->opened);
  g_free (fixture->toast);
  g_free (fixture->failure);
}

/* ---- Incidents ---- */

static inline void
record (Fixture *fixture, GPtrArray *drafts)
{
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) failure = NULL;

  g_assert_nonnull (drafts);
  vigie_session_record_async (fixture->session, drafts, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  events = vigie_session_record_finish (fixture->session, outcome, &failure);
  g_assert_no_error (failure);
}

/* Declares an incident; its stream, owned. */
static inline char *
declare (Fixture *fixture, const char *title, VigieLevel level, gint64 detected_usec)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, (guint8) level };
  g_autofree char *id = vigie_id_new (detected_usec, random);
  VigieDeclaration declaration = {
    .title = title, .type = "INC-01", .level = level, .reason = "felt by everyone",
    .started_usec = VIGIE_TIME_NONE, .detected_usec = detected_usec, .declared_usec = detected_usec, .incident_id = id,
  };

  vigie_answers_init (&declaration.answers);
  record (fixture, vigie_act_declare (playbook, &declaration, "Awa Koné", NULL));

  return vigie_stream_for_incident (id, FALSE);
}

static inline void
open_model (Fixture *fixture, const char *stream)
{
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;

  vigie_session_open_async (fixture->session, stream, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  fixture->model = vigie_session_open_finish (fixture->session, outcome, &error);
  g_assert_no_error (error);
}

static inline VigieIncident *
incident_of (Fixture *fixture)
{
  return vigie_incident_model_get_incident (fixture->model);
}

/* ---- Widgets ---- */

static inline GtkWidget *
find_in (GtkWidget *widget, GType type, gboolean (*matches) (GtkWidget *, gconstpointer), gconstpointer data)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (matches == NULL || matches (widget, data)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_in (child, type, matches, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static inline gboolean
says (GtkWidget *widget, gconstpointer words)
{
  return gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

#define find_words(fixture, words) find_in ((fixture)->page, GTK_TYPE_LABEL, says, words)

/* The shown button with that label, or the one around the label. */
static inline GtkWidget *
find_button (Fixture *fixture, const char *words)
{
  GtkWidget *label = find_words (fixture, words);

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

/* Counts down the int behind @data: finds the nth widget, and can be asked once. */
static inline gboolean
matches_nth (GtkWidget *widget, gconstpointer data)
{
  int *n = (int *) data;

  return (*n)-- == 0;
}

static inline gboolean
matches_label (GtkWidget *widget, gconstpointer label)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

/* ---- Forms ---- */

/* The form that is open and whose title begins with @title, any for NULL; NULL while there is none. */
static inline GtkWidget *
shown_form (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (VIGIE_IS_ACT_WINDOW (window) && gtk_widget_get_mapped (window)
          && (title == NULL || g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (window)), title)))
        return window;
    }

  return NULL;
}

/* Its nth field of one line, or NULL. */
static inline GtkWidget *
form_entry (const char *title, int n)
{
  return find_in (shown_form (title), GTK_TYPE_ENTRY, matches_nth, &n);
}

static inline void
form_type (const char *title, int n, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (form_entry (title, n)), text);
}

static inline void
form_press (const char *title, const char *label)
{
  GtkWidget *button = find_in (shown_form (title), GTK_TYPE_BUTTON, matches_label, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* ---- Program ---- */

static inline void
activate_cb (GApplication *app)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *content = NULL;
  gsize length_bytes = 0;

  g_application_hold (app);
  vigie_ui_init ();
  g_file_get_contents (g_getenv ("VIGIE_PLAYBOOK_FILE"), &content, &length_bytes, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (content, length_bytes);
  playbook = vigie_playbook_load (bytes, NULL, &error);
  g_assert_no_error (error);
  result = g_test_run ();
  vigie_playbook_unref (playbook);
  g_application_release (app);
}

static inline int
run_tests (int *argc, char ***argv, void (*add) (void))
{
  gtk_test_init (argc, argv, NULL);
  add ();
  application = GTK_APPLICATION (adw_application_new ("ci.distri_night.Vigie.TestPage", G_APPLICATION_NON_UNIQUE));
  g_object_set (application, "resource-base-path", "/ci/distri_night/Vigie", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);

  return result;
}

#define add_test(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
