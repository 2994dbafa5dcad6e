/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The war room in a real window on a real store, in the fourth hour of a night. The clock of device and session is
 * held still. With VIGIE_SHOTS a folder gets pictures of what the tests see; VIGIE_SHOTS_LANG=fr chooses. Not every
 * program uses every function. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>

#include "vigie-command-line.h"
#include "vigie-test-support.h"
#include "vigie-widgets.h"

#define NOON "2026-11-22T03:04:14Z"
#define DETECTED "2026-11-21T23:41:00Z"

typedef struct
{
  char *folder;
  VigieStoreThread *store;
  VigieSession *session;
  VigieIncidentModel *model;
  char *stream;
  GtkWidget *window;
  GtkWidget *band;
  GtkWidget *board;
  GtkWidget *page;
} Room;

static gint64 clock_usec;
static guint n_obligation_acts;
static char toasted[200];      /* what the last toast said */

static inline gint64
still_clock (gpointer user_data)
{
  return clock_usec;
}

static const VigieSeams seams = { .now_usec = still_clock };

/* ---- Waiting ---- */

static inline void
keep_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static inline GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static inline gboolean
late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* On a computer that has much else to do, the time alone is over before anything was drawn: what waits by then is done, too. */
static inline void
run_for (guint milliseconds)
{
  gboolean over = FALSE, late = FALSE;
  guint id;

  g_timeout_add (milliseconds, late_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  id = g_timeout_add_seconds (2, late_cb, &late);
  while (!late && g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  if (!late)
    g_source_remove (id);
}

typedef gboolean (*Condition) (Room *room, gpointer data);

/* Ten seconds, or as many times that as VIGIE_TEST_PATIENCE says. */
static inline void
wait_until (Room *room, Condition condition, gpointer data)
{
  const char *patience = g_getenv ("VIGIE_TEST_PATIENCE");
  gboolean late = FALSE;
  guint id = g_timeout_add_seconds (patience != NULL ? 10 * (guint) atoi (patience) : 10, late_cb, &late);

  while (!condition (room, data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (id);
}

/* ---- The night ---- */

static inline void
record (Room *room, GPtrArray *drafts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) events = NULL;

  vigie_session_record_async (room->session, drafts, NULL, keep_result_cb, &result);
  events = vigie_session_record_finish (room->session, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (events);
}

static inline VigieIncident *
incident (Room *room)
{
  return vigie_incident_model_get_incident (room->model);
}

static inline void
at (Room *room, const char *time)
{
  clock_usec = vigie_test_time (time);
  vigie_session_set_now (room->session, clock_usec);
}

static inline void
act (Room *room, const char *time, GPtrArray *drafts, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (drafts);
  record (room, drafts);
}

static inline void
log_entry (Room *room, const char *time, VigieEntryKind kind, const char *author, const char *text, const VigieOoda *ooda)
{
  g_autoptr(GError) error = NULL;

  at (room, time);
  act (room, time, vigie_act_log (incident (room), kind, text, ooda, author, clock_usec, &error), error);
}

static inline void
declare (Room *room)
{
  g_autoptr(GError) error = NULL;
  VigieDeclaration declaration = {
    .title = "Application inaccessible, erreurs 503", .type = "INC-01", .level = VIGIE_LEVEL_P1,
    .reason = "Tout est arrêté", .started_usec = VIGIE_TIME_NONE, .incident_id = "01935132-1a2b-7c3d-8e4f-5a6b7c8d9e0f",
  };

  at (room, "2026-11-21T23:44:00Z");
  vigie_answers_init (&declaration.answers);
  declaration.detected_usec = vigie_test_time (DETECTED);
  declaration.declared_usec = clock_usec;
  declaration.open_war_room = TRUE;
  record (room, vigie_act_declare (vigie_test_playbook (), &declaration, "Awa Koné", &error));
  g_assert_no_error (error);
  room->stream = g_strdup ("incident/01935132-1a2b-7c3d-8e4f-5a6b7c8d9e0f");
}

static inline void
open_model (Room *room)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  vigie_session_open_async (room->session, room->stream, NULL, keep_result_cb, &result);
  room->model = vigie_session_open_finish (room->session, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (room->model);
}

/* Time passes in the fold only when its events are there. */
static inline gboolean
has_last_note (Room *room, gpointer data)
{
  const VigieIncident *now = incident (room);

  return g_str_has_prefix (((const VigieEntry *) g_ptr_array_index (now->entries, now->entries->len - 1))->text != NULL
                           ? ((const VigieEntry *) g_ptr_array_index (now->entries, now->entries->len - 1))->text : "", data);
}

static inline void
play_night (Room *room)
{
  VigieOoda ooda = {
    .observe = "187 sessions attendent le verrou de la migration 0412.",
    .orient = "Attendre : plus de 2 h. Interrompre : reprise à froid, sans perte.",
    .decide = "Interrompre ; exécution Yao Kouamé ; reprise lundi 02:00.",
    .act = "Fait 02:58. Résultat à noter, revue 03:10.",
  };
  const struct { const char *post, *person; } posts[] = {
    { "technical-lead", "Kouassi N’Guessan" }, { "scribe", "Mariam Traoré" }, { "communications", "Serge Aka" },
  };
  g_autoptr(GError) error = NULL;
  VigieCheckInAnswer answer = { (char *) "commander", (char *) "Awa Koné", (char *) "fit" };
  g_autoptr(GPtrArray) answers = g_ptr_array_new ();

  at (room, "2026-11-21T23:50:00Z");
  for (gsize i = 0; i < G_N_ELEMENTS (posts); i++)
    record (room, vigie_act_role (vigie_test_playbook (), incident (room), posts[i].post, posts[i].person, "Awa Koné", clock_usec, &error));
  record (room, vigie_act_milestone (incident (room), VIGIE_MILESTONE_RESPONDED, clock_usec, "Awa Koné", clock_usec, &error));
  log_entry (room, "2026-11-22T00:03:00Z", VIGIE_ENTRY_ACTION, "Fatou Diabaté", "Retour arrière terminé ; 503 toujours présents, latence de connexion > 30 s", NULL);
  log_entry (room, "2026-11-22T00:06:00Z", VIGIE_ENTRY_HYPOTHESIS, "Kouassi N’Guessan", "v4.18.1 présente les mêmes erreurs", NULL);
  log_entry (room, "2026-11-22T01:38:00Z", VIGIE_ENTRY_CALL, "Awa Koné", "Adjoua Brou (CEO) jointe en 2 min, informée de l’impact et du délai", NULL);
  log_entry (room, "2026-11-22T02:31:00Z", VIGIE_ENTRY_HYPOTHESIS, "Yao Kouamé", "Verrou posé par la migration 0412 sur la table « orders »", NULL);
  at (room, "2026-11-22T02:32:00Z");
  g_ptr_array_add (answers, &answer);
  record (room, vigie_act_check_in (incident (room), answers, "", "Awa Koné", clock_usec, &error));
  record (room, vigie_act_milestone (incident (room), VIGIE_MILESTONE_DIAGNOSED, clock_usec, "Awa Koné", clock_usec, &error));
  at (room, "2026-11-22T02:38:00Z");
  record (room, vigie_act_message (vigie_test_playbook (), incident (room), "users", "status-page", "identified", "Cause identifiée, prochaine mise à jour 03:08 GMT", "Serge Aka", clock_usec, &error));
  log_entry (room, "2026-11-22T02:55:00Z", VIGIE_ENTRY_DECISION, "Awa Koné", "Interrompre la migration 0412 et la reprendre hors charge ; exécution Yao Kouamé", &ooda);
  log_entry (room, "2026-11-22T02:58:00Z", VIGIE_ENTRY_ACTION, "Yao Kouamé", "Session 48213 interrompue ; connexions 200 → 64 en 40 s", NULL);
  log_entry (room, "2026-11-22T03:01:00Z", VIGIE_ENTRY_TODO, "Awa Koné", "@Fatou : tester connexion, création de commande, paiement Wave", NULL);
  log_entry (room, "2026-11-22T03:03:00Z", VIGIE_ENTRY_NOTE, "Awa Koné", "Premières commandes passées depuis Cocody et Yopougon <b>&", NULL);
  at (room, NOON);
  wait_until (room, has_last_note, (gpointer) "Premières");
}

/* ---- The window ---- */

static inline void
obligation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  n_obligation_acts++;
}

static inline void
nothing_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
}

static inline void
obligation_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  obligation_action (NULL, NULL, parameter);
}

static inline void
toast_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_strlcpy (toasted, g_variant_get_string (parameter, NULL), sizeof toasted);
}

static inline void
add_actions (Room *room)
{
  const GActionEntry entries[] = {
    { .name = "obligation", .activate = obligation_cb, .parameter_type = "i" },
    { .name = "board", .activate = nothing_cb, .parameter_type = "b" },
    { .name = "announce", .activate = nothing_cb, .parameter_type = "s" },
    { .name = "toast", .activate = toast_cb, .parameter_type = "s" },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), room);
  gtk_widget_insert_action_group (room->window, "win", G_ACTION_GROUP (group));
  g_object_unref (group);
}

static inline void
make_window (Room *room, int width, gboolean with_board)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  room->window = adw_window_new ();
  add_actions (room);
  room->band = vigie_incident_band_new ();
  room->board = vigie_clock_board_new ();
  room->page = vigie_timeline_page_new ();
  gtk_widget_set_hexpand (room->page, TRUE);
  gtk_widget_set_vexpand (row, TRUE);
  gtk_box_append (GTK_BOX (row), room->page);
  gtk_box_append (GTK_BOX (row), room->board);
  gtk_widget_set_visible (room->board, with_board);
  gtk_box_append (GTK_BOX (column), room->band);
  gtk_box_append (GTK_BOX (column), row);
  adw_window_set_content (ADW_WINDOW (room->window), column);
  gtk_window_set_default_size (GTK_WINDOW (room->window), width, with_board ? 754 : 554);
  vigie_incident_band_set_model (VIGIE_INCIDENT_BAND (room->band), room->model);
  vigie_clock_board_set_model (VIGIE_CLOCK_BOARD (room->board), room->model);
  vigie_timeline_page_set_model (VIGIE_TIMELINE_PAGE (room->page), room->model);
  gtk_window_present (GTK_WINDOW (room->window));
  while (!gtk_widget_get_mapped (room->page))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (room->page);
  run_for (120);
}

static inline VigieLang
shots_lang (void)
{
  return g_strcmp0 (g_getenv ("VIGIE_SHOTS_LANG"), "fr") == 0 ? VIGIE_LANG_FR : VIGIE_LANG_EN;
}

static inline void
setup (Room *room, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Africa/Abidjan");
  g_autofree char *path = NULL;

  clock_usec = vigie_test_time (NOON);
  room->folder = g_dir_make_tmp ("vigie-war-room-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (room->folder, "vigie.db", NULL);
  room->store = vigie_store_thread_new (path, vigie_test_playbook (), &seams);
  vigie_store_thread_open_async (room->store, NULL, keep_result_cb, &result);
  g_assert_true (vigie_store_thread_open_finish (room->store, wait_for (&result), &error));
  g_assert_no_error (error);
  room->session = vigie_session_new (vigie_test_playbook (), room->store, zone, shots_lang (), "Awa Koné");
  declare (room);
  open_model (room);
  play_night (room);
}

static inline void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      g_remove (path);
    }
  g_rmdir (folder);
}

static inline void
teardown (Room *room, gconstpointer data)
{
  if (room->window != NULL)
    gtk_window_destroy (GTK_WINDOW (room->window));
  run_for (20);
  g_clear_object (&room->model);
  vigie_store_thread_close (room->store);
  g_clear_object (&room->session);
  g_clear_object (&room->store);
  remove_folder (room->folder);
  g_free (room->folder);
  g_free (room->stream);
}

/* ---- Looking ---- */

static inline void
shoot (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("VIGIE_SHOTS");
  g_autoptr(GdkPaintable) paintable = NULL;
  g_autoptr(GtkSnapshot) snapshot = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *file = NULL;
  int width, height;

  if (folder == NULL)
    return;
  run_for (300);
  paintable = gtk_widget_paintable_new (window);
  width = gdk_paintable_get_intrinsic_width (paintable);
  height = gdk_paintable_get_intrinsic_height (paintable);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  file = g_strdup_printf ("%s/%s.png", folder, name);
  gdk_texture_save_to_png (texture, file);
}

/* The first descendant of type @type whose accessible or shown text contains @text (NULL: any). */
static inline GtkWidget *
find_widget (GtkWidget *from, GType type, const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (from), type)
      && (text == NULL || (GTK_IS_LABEL (from) && strstr (gtk_label_get_text (GTK_LABEL (from)), text) != NULL)
          || (GTK_IS_BUTTON (from) && find_widget (from, GTK_TYPE_LABEL, text) != NULL)))
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static inline gboolean
says (GtkWidget *from, const char *text)
{
  return find_widget (from, GTK_TYPE_LABEL, text) != NULL;
}

static inline VigieCommandLine *
command (Room *room)
{
  return VIGIE_COMMAND_LINE (find_widget (room->page, VIGIE_TYPE_COMMAND_LINE, NULL));
}

static inline void
type (Room *room, const char *text)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (command (room)), GTK_TYPE_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  vigie_command_line_type (command (room), text);
}

static inline const VigieEntry *
last_entry (Room *room)
{
  GPtrArray *entries = incident (room)->entries;

  return g_ptr_array_index (entries, entries->len - 1);
}

/* Recorded, and the fold on screen has it: @data is how many events there were. */
static inline gboolean
is_recorded (Room *room, gpointer data)
{
  return *vigie_command_line_get_text (command (room)) == '\0' && incident (room)->events->len > GPOINTER_TO_UINT (data);
}

static inline void
enter (Room *room)
{
  guint before = incident (room)->events->len;

  vigie_command_line_submit (command (room));
  wait_until (room, is_recorded, GUINT_TO_POINTER (before));
}

/* ---- Program ---- */

static inline void
load_style (const char *name, guint priority)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  g_autofree char *path = g_strdup_printf ("/ci/distri_night/Vigie/%s", name);

  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), priority);
  g_object_unref (provider);
}

/* Before the tests are added. */
static inline void
prepare_tests (int *argc, char ***argv)
{
  setlocale (LC_ALL, "");
  if (g_getenv ("VIGIE_SHOTS_LANG") != NULL)
    {
      bindtextdomain ("vigie", g_getenv ("VIGIE_LOCALEDIR"));
      bind_textdomain_codeset ("vigie", "UTF-8");
      textdomain ("vigie");
    }
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  vigie_ui_init ();
  load_style ("style.css", GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  if (g_getenv ("VIGIE_SHOTS_DARK") != NULL)
    {
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
      load_style ("style-dark.css", GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
    }
}

#define add_test(path, function) g_test_add (path, Room, NULL, setup, function, teardown)
