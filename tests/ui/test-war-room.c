/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The war room in a real window on a real store: what is typed is recorded, what is refused stays,
 * clocks stand in their groups, every obligation has its form. The clock of device and session is held
 * still. With VIGIE_SHOTS a folder gets pictures of what the tests see; VIGIE_SHOTS_LANG=fr chooses. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>

#include "vigie-act-window.h"
#include "vigie-clock-chip.h"
#include "vigie-command-line.h"
#include "vigie-entry-detail.h"
#include "vigie-long-text.h"
#include "vigie-test-support.h"
#include "vigie-timeline-bar.h"
#include "vigie-timeline-choices.h"
#include "vigie-timeline-page.h"
#include "vigie-timeline-row.h"
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

static gint64
still_clock (gpointer user_data)
{
  return clock_usec;
}

static const VigieSeams seams = { .now_usec = still_clock };

/* ---- Waiting ---- */

static void
keep_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static gboolean
late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, late_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

typedef gboolean (*Condition) (Room *room, gpointer data);

static void
wait_until (Room *room, Condition condition, gpointer data)
{
  gboolean late = FALSE;
  guint id = g_timeout_add_seconds (10, late_cb, &late);

  while (!condition (room, data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (id);
}

/* ---- The night ---- */

static void
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

static VigieIncident *
incident (Room *room)
{
  return vigie_incident_model_get_incident (room->model);
}

static void
at (Room *room, const char *time)
{
  clock_usec = vigie_test_time (time);
  vigie_session_set_now (room->session, clock_usec);
}

static void
act (Room *room, const char *time, GPtrArray *drafts, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (drafts);
  record (room, drafts);
}

static void
log_entry (Room *room, const char *time, VigieEntryKind kind, const char *author, const char *text, const VigieOoda *ooda)
{
  g_autoptr(GError) error = NULL;

  at (room, time);
  act (room, time, vigie_act_log (incident (room), kind, text, ooda, author, clock_usec, &error), error);
}

static void
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

static void
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
static gboolean
has_last_note (Room *room, gpointer data)
{
  const VigieIncident *now = incident (room);

  return g_str_has_prefix (((const VigieEntry *) g_ptr_array_index (now->entries, now->entries->len - 1))->text != NULL
                           ? ((const VigieEntry *) g_ptr_array_index (now->entries, now->entries->len - 1))->text : "", data);
}

static void
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

static void
obligation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  n_obligation_acts++;
}

static void
nothing_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
}

static void
obligation_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  obligation_action (NULL, NULL, parameter);
}

static void
add_actions (Room *room)
{
  const GActionEntry entries[] = {
    { .name = "obligation", .activate = obligation_cb, .parameter_type = "i" },
    { .name = "board", .activate = nothing_cb, .parameter_type = "b" },
    { .name = "announce", .activate = nothing_cb, .parameter_type = "s" },
    { .name = "toast", .activate = nothing_cb, .parameter_type = "s" },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), room);
  gtk_widget_insert_action_group (room->window, "win", G_ACTION_GROUP (group));
  g_object_unref (group);
}

static void
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

static VigieLang
shots_lang (void)
{
  return g_strcmp0 (g_getenv ("VIGIE_SHOTS_LANG"), "fr") == 0 ? VIGIE_LANG_FR : VIGIE_LANG_EN;
}

static void
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

static void
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

static void
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

static void
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
static GtkWidget *
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

static gboolean
says (GtkWidget *from, const char *text)
{
  return find_widget (from, GTK_TYPE_LABEL, text) != NULL;
}

static VigieCommandLine *
command (Room *room)
{
  return VIGIE_COMMAND_LINE (find_widget (room->page, VIGIE_TYPE_COMMAND_LINE, NULL));
}

static void
type (Room *room, const char *text)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (command (room)), GTK_TYPE_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  vigie_command_line_type (command (room), text);
}

static const VigieEntry *
last_entry (Room *room)
{
  GPtrArray *entries = incident (room)->entries;

  return g_ptr_array_index (entries, entries->len - 1);
}

/* Recorded, and the fold on screen has it: @data is how many events there were. */
static gboolean
is_recorded (Room *room, gpointer data)
{
  return *vigie_command_line_get_text (command (room)) == '\0' && incident (room)->events->len > GPOINTER_TO_UINT (data);
}

static void
enter (Room *room)
{
  guint before = incident (room)->events->len;

  vigie_command_line_submit (command (room));
  wait_until (room, is_recorded, GUINT_TO_POINTER (before));
}

/* ---- Tests ---- */

static void
test_command_records (Room *room, gconstpointer data)
{
  make_window (room, 1280, TRUE);
  type (room, "décision: passer en surveillance si 10 min sans 503 @Kouassi");
  g_assert_true (says (GTK_WIDGET (command (room)), vigie_entry_kind_label (VIGIE_ENTRY_DECISION, shots_lang ())));
  g_assert_true (says (GTK_WIDGET (command (room)), "03:04"));
  shoot (room->window, "typing");
  enter (room);
  g_assert_cmpint (last_entry (room)->kind, ==, VIGIE_ENTRY_DECISION);
  g_assert_cmpstr (last_entry (room)->text, ==, "passer en surveillance si 10 min sans 503 @Kouassi");
  run_for (150);
  g_assert_true (says (room->page, "passer en surveillance"));
}

static void
test_time_is_echoed (Room *room, gconstpointer data)
{
  make_window (room, 1280, TRUE);
  type (room, "-5 note sur le passé");
  g_assert_true (says (GTK_WIDGET (command (room)), "02:59"));
  enter (room);
  g_assert_cmpint (last_entry (room)->occurred_usec, ==, vigie_test_time ("2026-11-22T03:03:00Z"));
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = GTK_IS_LIST_BOX_ROW (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

/* Each decision waits for its review; the board says how many and makes widgets for the next ones only. */
static void
test_board_of_many (Room *room, gconstpointer data)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr(GError) error = NULL;

  make_window (room, 1280, TRUE);
  for (guint i = 0; i < 300; i++)
    g_ptr_array_extend_and_steal (all, vigie_act_log (incident (room), VIGIE_ENTRY_DECISION, "Garder la main", NULL, "Awa Koné", clock_usec, &error));
  act (room, NOON, all, error);
  run_for (150);
  g_assert_cmpuint (vigie_incident_model_get_obligations (room->model)->len, >, 300);
  g_assert_cmpuint (count_rows (room->board), >, 40);
  g_assert_cmpuint (count_rows (room->board), <, 160);
  g_assert_true (says (room->board, shots_lang () == VIGIE_LANG_FR ? "autres échéances" : "more clocks"));
}

/* ---- Long texts ---- */

/* As long as a text may be, in lines or as one. */
static char *
long_note (gboolean in_lines)
{
  GString *text = g_string_sized_new (VIGIE_TEXT_MAX_BYTES);

  for (guint i = 0; text->len < VIGIE_TEXT_MAX_BYTES - 100; i++)
    g_string_append_printf (text, "%05u pg_stat_activity : session en attente, état « bloqué » <b>&amp;</b> ☎%s", i, in_lines ? "\n" : " ");
  while (text->len < VIGIE_TEXT_MAX_BYTES)
    g_string_append_c (text, 'x');

  return g_string_free (text, FALSE);
}

static void
paste (Room *room, const char *text)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (command (room)), GTK_TYPE_ENTRY, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (entry), text);
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "paste-clipboard");
}

static gboolean
is_long (Room *room, gpointer data)
{
  return strlen (vigie_command_line_get_text (command (room))) >= VIGIE_TEXT_MAX_BYTES;
}

static GtkTextView *
detail_view (Room *room)
{
  GtkWidget *detail = find_widget (room->page, VIGIE_TYPE_ENTRY_DETAIL, NULL);

  return GTK_TEXT_VIEW (find_widget (detail, GTK_TYPE_TEXT_VIEW, NULL));
}

static gboolean
detail_is_filled (Room *room, gpointer data)
{
  return detail_view (room) != NULL && vigie_long_text_is_filled (detail_view (room));
}

/* Pasted, recorded, read again from the store, shown: byte for byte. A line that the screen must break is
 * compared without its breaks. */
static void
check_long_note (Room *room, const char *text)
{
  g_autofree char *shown = NULL;
  g_autoptr(GString) joined = NULL;
  GtkTextIter start, end;

  paste (room, text);
  wait_until (room, is_long, NULL);
  g_assert_true (strcmp (vigie_command_line_get_text (command (room)), text) == 0);
  enter (room);
  g_assert_true (strcmp (last_entry (room)->text, text) == 0);

  vigie_timeline_page_show_entry (VIGIE_TIMELINE_PAGE (room->page), last_entry (room)->event->id);
  wait_until (room, detail_is_filled, NULL);
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (detail_view (room)), &start, &end);
  shown = gtk_text_iter_get_text (&start, &end);
  joined = g_string_new (shown);
  if (strchr (text, '\n') == NULL)
    g_string_replace (joined, "\n", "", 0);
  g_assert_true (strcmp (joined->str, text) == 0);
}

static void
test_long_note (Room *room, gconstpointer data)
{
  g_autofree char *lines = long_note (TRUE);
  g_autofree char *one = long_note (FALSE);

  make_window (room, 1280, TRUE);
  check_long_note (room, lines);
  check_long_note (room, one);
}

static gboolean
is_preview (Room *room, gpointer data)
{
  return !gtk_editable_get_editable (GTK_EDITABLE (data));
}

/* What was typed before a long paste stays in front of it, and the field is a field again afterwards. */
static void
test_long_text_is_held (Room *room, gconstpointer data)
{
  GtkWidget *entry;
  g_autofree char *text = g_strnfill (5000, 'y');
  const char *held;

  make_window (room, 1280, TRUE);
  entry = find_widget (GTK_WIDGET (command (room)), GTK_TYPE_ENTRY, NULL);
  type (room, "action: ");
  vigie_command_line_type (command (room), text);
  held = vigie_command_line_get_text (command (room));
  g_assert_cmpuint (strlen (held), ==, 5008);
  g_assert_true (g_str_has_prefix (held, "action: yyy"));
  wait_until (room, is_preview, entry);
  g_assert_true (says (GTK_WIDGET (command (room)), vigie_entry_kind_label (VIGIE_ENTRY_ACTION, shots_lang ())));
  shoot (room->window, "long-text");
  enter (room);
  g_assert_cmpint (last_entry (room)->kind, ==, VIGIE_ENTRY_ACTION);
  g_assert_cmpstr (last_entry (room)->text, ==, text);
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (entry)));
}

/* A refusal changes nothing, keeps the text and says why. */
static void
test_refusal_keeps_text (Room *room, gconstpointer data)
{
  guint before;

  make_window (room, 1280, TRUE);
  before = incident (room)->events->len;
  type (room, "#users_affected beaucoup");
  vigie_command_line_submit (command (room));
  run_for (100);
  g_assert_cmpstr (vigie_command_line_get_text (command (room)), ==, "#users_affected beaucoup");
  g_assert_cmpuint (incident (room)->events->len, ==, before);
  g_assert_nonnull (find_widget (GTK_WIDGET (command (room)), GTK_TYPE_BOX, NULL));
  type (room, "#users_affected 1200");
  enter (room);
  g_assert_cmpstr (vigie_incident_fact (incident (room), "users_affected")->value, ==, "1200");
}

static gboolean
text_is_back (Room *room, gpointer data)
{
  return g_str_equal (vigie_command_line_get_text (command (room)), data);
}

static void
test_typed_text_survives (Room *room, gconstpointer data)
{
  make_window (room, 1280, TRUE);
  type (room, "note: pas encore notée");
  run_for (450);
  gtk_window_destroy (GTK_WINDOW (room->window));
  make_window (room, 1280, TRUE);
  wait_until (room, text_is_back, (gpointer) "note: pas encore notée");
}

static void
test_board_groups (Room *room, gconstpointer data)
{
  GPtrArray *obligations;
  guint n_late = 0;

  make_window (room, 1280, TRUE);
  obligations = vigie_incident_model_get_obligations (room->model);
  for (guint i = 0; i < obligations->len; i++)
    n_late += ((VigieObligation *) g_ptr_array_index (obligations, i))->state == VIGIE_OBLIGATION_OVERDUE;
  g_assert_cmpuint (n_late, >, 0);
  g_assert_true (says (room->board, "−"));
  g_assert_nonnull (find_widget (room->board, VIGIE_TYPE_CLOCK_DIAL, NULL));
  g_assert_nonnull (find_widget (room->board, GTK_TYPE_LIST_BOX, NULL));
  shoot (room->window, "wide");
}

/* A row is as high in every state, so nothing moves when a clock runs out. */
static void
test_band_folds (Room *room, gconstpointer data)
{
  const struct { int width; int height; } cases[] = { { 1048, 90 }, { 1280, 90 }, { 800, 122 }, { 640, 122 } };
  int minimum;

  make_window (room, 1280, TRUE);
  gtk_widget_measure (room->band, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 640);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int height;

      gtk_widget_measure (room->band, GTK_ORIENTATION_VERTICAL, cases[i].width, &height, NULL, NULL, NULL);
      g_test_message ("band at %d: %d", cases[i].width, height);
      g_assert_cmpint (ABS (height - cases[i].height), <=, 4);
    }
}

static void
test_chips_do_it (Room *room, gconstpointer data)
{
  GtkWidget *chip;

  make_window (room, 1280, TRUE);
  chip = find_widget (room->band, VIGIE_TYPE_CLOCK_CHIP, NULL);
  g_assert_true (gtk_widget_has_css_class (chip, "late"));
  n_obligation_acts = 0;
  g_signal_emit_by_name (chip, "clicked");
  g_assert_cmpuint (n_obligation_acts, ==, 1);
}

static GtkWidget *
list_of (Room *room)
{
  /* The choices have lists of their own. */
  return find_widget (find_widget (room->page, GTK_TYPE_OVERLAY, NULL), GTK_TYPE_LIST_VIEW, NULL);
}

static guint
n_shown (Room *room)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list_of (room)))));
}

static void
test_filter (Room *room, gconstpointer data)
{
  GtkWidget *pill;
  guint all;

  make_window (room, 1280, TRUE);
  all = n_shown (room);
  pill = find_widget (room->page, GTK_TYPE_TOGGLE_BUTTON, "Decisions");
  if (pill == NULL)
    pill = find_widget (room->page, GTK_TYPE_TOGGLE_BUTTON, "Décisions");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill), TRUE);
  g_assert_cmpuint (n_shown (room), ==, 2); /* the day and the decision */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_widget (room->page, GTK_TYPE_TOGGLE_BUTTON, NULL)), TRUE);
  g_assert_cmpuint (n_shown (room), ==, all);
}

#define bar_of(room) VIGIE_TIMELINE_BAR (find_widget ((room)->page, VIGIE_TYPE_TIMELINE_BAR, NULL))
#define choices_of(room) find_widget (GTK_WIDGET (bar_of (room)), VIGIE_TYPE_TIMELINE_CHOICES, NULL)
#define emit_activate(entry, text) \
  (gtk_editable_set_text (GTK_EDITABLE (entry), text), g_signal_emit_by_name (entry, "activate"))

/* A choice of kind and person: the hidden are counted in words, and pressing the count shows all. */
static void
test_choices (Room *room, gconstpointer data)
{
  GtkWidget *person, *hidden;
  GListModel *names;
  guint all;

  make_window (room, 1280, TRUE);
  all = n_shown (room);
  vigie_timeline_choices_refresh (VIGIE_TIMELINE_CHOICES (choices_of (room)));
  person = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (find_widget (choices_of (room), GTK_TYPE_DROP_DOWN, NULL)));
  names = gtk_drop_down_get_model (GTK_DROP_DOWN (person));
  for (guint i = 1; i < g_list_model_get_n_items (names); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), "Yao Kouamé"))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (person), i);
  g_assert_cmpuint (n_shown (room), ==, 3); /* the day and his two entries */
  hidden = gtk_widget_get_ancestor (find_widget (GTK_WIDGET (bar_of (room)), GTK_TYPE_LABEL, "hidden"), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_get_visible (hidden));
  g_signal_emit_by_name (hidden, "clicked");
  g_assert_cmpuint (n_shown (room), ==, all);
  g_assert_false (gtk_widget_get_visible (hidden));
}

static const VigieEntry *
chosen (Room *room)
{
  GtkSelectionModel *rows = gtk_list_view_get_model (GTK_LIST_VIEW (list_of (room)));

  return vigie_timeline_item_get_entry (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (rows)));
}

static void
test_jump (Room *room, gconstpointer data)
{
  GtkWidget *entry;

  make_window (room, 1280, TRUE);
  entry = find_widget (choices_of (room), GTK_TYPE_ENTRY, NULL);
  emit_activate (entry, "02:57");
  g_assert_cmpint (chosen (room)->occurred_usec, ==, vigie_test_time ("2026-11-22T02:58:00Z"));
  emit_activate (entry, "soon");
  g_assert_cmpint (chosen (room)->occurred_usec, ==, vigie_test_time ("2026-11-22T02:58:00Z"));
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_next_sibling (entry)));
}

/* The column grows, no row does; the search counts, and its next hit is found from the keyboard. */
static void
test_both_times_and_hits (Room *room, gconstpointer data)
{
  VigieTimelineRow *row;
  GtkWidget *search;
  int height;

  make_window (room, 1280, TRUE);
  row = VIGIE_TIMELINE_ROW (find_widget (list_of (room), VIGIE_TYPE_TIMELINE_ROW, NULL));
  while (vigie_timeline_item_is_day (vigie_timeline_row_get_item (row)))
    row = VIGIE_TIMELINE_ROW (gtk_widget_get_first_child (gtk_widget_get_next_sibling (gtk_widget_get_parent (GTK_WIDGET (row)))));
  height = gtk_widget_get_height (GTK_WIDGET (row));
  gtk_widget_activate_action (room->page, "page.both-times", NULL);
  run_for (50);
  g_assert_true (says (GTK_WIDGET (row), " · "));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (row)), ==, height);

  gtk_widget_activate_action (room->page, "page.search", NULL);
  /* A drop-down has a search entry of its own; the bar's is a child of its box. */
  search = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (bar_of (room))));
  while (!GTK_IS_SEARCH_ENTRY (search))
    search = gtk_widget_get_next_sibling (search);
  gtk_editable_set_text (GTK_EDITABLE (search), "session 48213 interrompue");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (says (GTK_WIDGET (bar_of (room)), "1 found"));
  gtk_widget_activate_action (room->page, "page.step", "i", 1);
  g_assert_nonnull (strstr (chosen (room)->text, "Session 48213"));
}

static void
test_rows_have_one_height (Room *room, gconstpointer data)
{
  int height = 0;
  guint n_rows = 0;

  make_window (room, 1280, TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (list_of (room)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child))
        continue;
      n_rows++;
      if (height == 0)
        height = gtk_widget_get_height (child);
      g_assert_cmpint (gtk_widget_get_height (child), ==, height);
    }
  g_assert_cmpuint (n_rows, >, 8);
  g_test_message ("rows are %d high", height);
}

static void
test_detail (Room *room, gconstpointer data)
{
  GtkWidget *detail;
  const VigieDecision *decision;

  make_window (room, 1280, TRUE);
  decision = g_ptr_array_index (incident (room)->decisions, 0);
  vigie_timeline_page_show_entry (VIGIE_TIMELINE_PAGE (room->page), decision->entry->event->id);
  run_for (300);
  detail = find_widget (room->page, VIGIE_TYPE_ENTRY_DETAIL, NULL);
  g_assert_true (says (detail, "187 sessions"));
  g_assert_cmpint (gtk_widget_get_height (detail), <=, 164);
  shoot (room->window, "detail");
}

/* Every clock of the playbook has a form that opens and closes without a complaint. */
static void
test_forms (Room *room, gconstpointer data)
{
  GPtrArray *obligations;

  make_window (room, 1280, TRUE);
  obligations = vigie_incident_model_get_obligations (room->model);
  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);
      g_autoptr(GListModel) windows = NULL;
      g_autofree char *name = NULL;
      GtkWindow *form = NULL;

      if (!vigie_obligation_is_running (obligation))
        continue;
      name = g_strdup_printf ("form-%02u-%s", i, obligation->id);
      vigie_obligation_act (room->page, room->model, obligation);
      windows = g_object_ref (gtk_window_get_toplevels ());
      for (guint w = 0; w < g_list_model_get_n_items (windows); w++)
        {
          g_autoptr(GtkWindow) window = g_list_model_get_item (windows, w);

          if (VIGIE_IS_ACT_WINDOW (window))
            form = window;
        }
      g_assert_nonnull (form);
      run_for (60);
      shoot (GTK_WIDGET (form), name);
      gtk_window_destroy (form);
    }
}

static void
test_suggestions (Room *room, gconstpointer data)
{
  GtkWidget *entry, *popover;

  make_window (room, 1280, TRUE);
  entry = find_widget (GTK_WIDGET (command (room)), GTK_TYPE_ENTRY, NULL);
  popover = find_widget (entry, GTK_TYPE_POPOVER, NULL);
  g_assert_false (gtk_widget_get_visible (popover));
  type (room, "appel: @mar");
  run_for (60);
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_true (says (popover, "Mariam Traoré"));
  type (room, "#users_aff");
  run_for (60);
  g_assert_true (says (popover, "#users_affected"));
  type (room, "note sans nom");
  run_for (60);
  g_assert_false (gtk_widget_get_visible (popover));
}

static void
test_badges (void)
{
  const VigieLevel levels[] = { VIGIE_LEVEL_P1, VIGIE_LEVEL_P2, VIGIE_LEVEL_P3, VIGIE_LEVEL_P4, VIGIE_LEVEL_NONE };
  const int sizes[] = { 92, 50, 40, 28, 20 };
  GtkWidget *window = adw_window_new ();
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (int l = 0; l < 5; l++)
    {
      GtkWidget *dial = vigie_clock_dial_new (26);

      for (int s = 0; s < 5; s++)
        {
          GtkWidget *badge = vigie_severity_badge_new (sizes[s]);
          int natural;

          vigie_severity_badge_set_level (VIGIE_SEVERITY_BADGE (badge), levels[l]);
          gtk_grid_attach (GTK_GRID (grid), badge, s, l, 1, 1);
          gtk_widget_measure (badge, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
          g_assert_cmpint (natural, ==, sizes[s]);
        }
      vigie_clock_dial_set (VIGIE_CLOCK_DIAL (dial), l, 0.6, FALSE);
      gtk_grid_attach (GTK_GRID (grid), dial, 5, l, 1, 1);
    }
  gtk_test_accessible_assert_role (gtk_grid_get_child_at (GTK_GRID (grid), 0, 0), GTK_ACCESSIBLE_ROLE_IMG);
  adw_window_set_content (ADW_WINDOW (window), grid);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (grid))
    g_main_context_iteration (NULL, TRUE);
  shoot (window, "badges");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_narrow (Room *room, gconstpointer data)
{
  make_window (room, 800, FALSE);
  g_assert_cmpint (gtk_widget_get_height (room->band), >, 100);
  shoot (room->window, "narrow");
}

static void
load_style (const char *name, guint priority)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  g_autofree char *path = g_strdup_printf ("/ci/distri_night/Vigie/%s", name);

  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), priority);
  g_object_unref (provider);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (g_getenv ("VIGIE_SHOTS_LANG") != NULL)
    {
      bindtextdomain ("vigie", g_getenv ("VIGIE_LOCALEDIR"));
      bind_textdomain_codeset ("vigie", "UTF-8");
      textdomain ("vigie");
    }
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  vigie_ui_init ();
  load_style ("style.css", GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  if (g_getenv ("VIGIE_SHOTS_DARK") != NULL)
    {
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
      load_style ("style-dark.css", GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
    }

  g_test_add_func ("/ui/war-room/badges", test_badges);
#define ADD(name, func) g_test_add ("/ui/war-room/" name, Room, NULL, setup, func, teardown)
  ADD ("command-records", test_command_records);
  ADD ("long-note", test_long_note);
  ADD ("long-text-is-held", test_long_text_is_held);
  ADD ("time-is-echoed", test_time_is_echoed);
  ADD ("refusal-keeps-text", test_refusal_keeps_text);
  ADD ("typed-text-survives", test_typed_text_survives);
  ADD ("board-groups", test_board_groups);
  ADD ("board-of-many", test_board_of_many);
  ADD ("band-folds", test_band_folds);
  ADD ("chips-do-it", test_chips_do_it);
  ADD ("filter", test_filter);
  ADD ("choices", test_choices);
  ADD ("jump", test_jump);
  ADD ("both-times-and-hits", test_both_times_and_hits);
  ADD ("rows-have-one-height", test_rows_have_one_height);
  ADD ("detail", test_detail);
  ADD ("forms", test_forms);
  ADD ("suggestions", test_suggestions);
  ADD ("narrow", test_narrow);

  return g_test_run ();
}
