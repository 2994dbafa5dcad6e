/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the hour of an incident asks of the war room, in the real window over a real store:
 *
 * 1. An entry typed in the command line, with 10,000 entries loaded: from Enter to the end of the frame that
 *    shows its row, durable record included.
 * 2. A timeline of 20,000 entries scrolled from its first to its last row, a page less a bit at a time: how
 *    long each frame took, and whether every row has stood in the view.
 * 3. A note of one megabyte pasted, recorded, drawn, read in the detail, searched, in the report: the longest
 *    time the main loop did not look at its sources. The bytes are compared by tests/ui/test-war-room.c.
 *
 * A stall is measured where it hurts: between two polls of the main context. */

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "vigie-act.h"
#include "vigie-command-line.h"
#include "vigie-entry-detail.h"
#include "vigie-id.h"
#include "vigie-long-text.h"
#include "vigie-store.h"
#include "vigie-test-support.h"
#include "vigie-timeline-page.h"
#include "vigie-timeline-row.h"
#include "vigie-window.h"

#define N_LOADED 10000
#define N_SCROLLED 20000
#define N_TYPED 100
#define BATCH 4000
#define GOAL_ENTRY_MS 50.0
#define GOAL_FRAME_MS 33.0
#define GOAL_STALL_MS 50.0
#define LIMIT_USEC (180 * G_USEC_PER_SEC)

static GtkApplication *application;
static VigieSession *session;
static VigieWindow *window;

/* Main loop ------------------------------------------------------------------------------------- */

static gint64 returned_usec;
static gint64 longest_usec;

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout_ms)
{
  int n;

  if (returned_usec != 0)
    longest_usec = MAX (longest_usec, g_get_monotonic_time () - returned_usec);
  n = g_poll (fds, n_fds, timeout_ms);
  returned_usec = g_get_monotonic_time ();

  return n;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

#define run_until(condition) \
  G_STMT_START { \
    gint64 end_usec_ = g_get_monotonic_time () + LIMIT_USEC; \
    guint wake_ = g_timeout_add (2, wake_cb, NULL); \
    while (!(condition)) \
      { \
        if (g_get_monotonic_time () > end_usec_) \
          g_error ("never came: %s", #condition); \
        g_main_context_iteration (NULL, TRUE); \
      } \
    g_source_remove (wake_); \
  } G_STMT_END

static void
settle (void)
{
  gint64 end_usec = g_get_monotonic_time () + 300 * 1000;

  run_until (g_get_monotonic_time () > end_usec);
}

static void
take_result_cb (GObject *object, GAsyncResult *outcome, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (outcome);
}

/* Figures --------------------------------------------------------------------------------------- */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static double
share (GArray *values, double part)
{
  g_array_sort (values, compare_doubles);

  return g_array_index (values, double, MIN ((guint) (part * values->len), values->len - 1));
}

static void
report (const char *name, GArray *values, double goal)
{
  double p50 = share (values, 0.5), p99 = share (values, 0.99);

  g_print ("%s: p50 %.1f ms, p99 %.1f ms, most %.1f ms (%u times), goal p99 ≤ %.0f ms %s\n", name, p50, p99,
           g_array_index (values, double, values->len - 1), values->len, goal, p99 <= goal ? "met" : "MISSED");
}

static void
report_stall (const char *name)
{
  double stall = (double) longest_usec / 1e3;

  g_print ("1 MB note, %s: longest stall %.1f ms, goal < %.0f ms %s\n", name, stall, GOAL_STALL_MS,
           stall < GOAL_STALL_MS ? "met" : "MISSED");
  longest_usec = 0;
}

/* Store ----------------------------------------------------------------------------------------- */

static void
write_down (VigieStore *store, GPtrArray *drafts, GPtrArray *made)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = NULL;

  if (made != NULL)
    g_ptr_array_extend_and_steal (drafts, made);
  if (made != NULL && drafts->len < BATCH)
    return;
  events = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (drafts, 0);
}

/* An incident of @n notes; its stream. */
static char *
make_incident (VigieStore *store, guint n, guint8 seed)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES] = { seed, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  gint64 start_usec = g_get_real_time () - 3 * VIGIE_HOUR_USEC;
  g_autofree char *id = vigie_id_new (start_usec, random);
  g_autofree char *stream = vigie_stream_for_incident (id, FALSE);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  VigieDeclaration declaration = { .title = "Paiements en échec", .type = "INC-01", .level = VIGIE_LEVEL_P1, .reason = "Mesure",
                                   .started_usec = VIGIE_TIME_NONE, .detected_usec = start_usec,
                                   .declared_usec = start_usec, .incident_id = id };

  vigie_answers_init (&declaration.answers);
  write_down (store, drafts, vigie_act_declare (vigie_test_playbook (), &declaration, "Awa Koné", NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("Mesure %u : la passerelle de paiement répond de nouveau à la plupart des commandes", i);

      write_down (store, drafts, vigie_act_log_in (stream, i % 3 == 0 ? VIGIE_ENTRY_ACTION : VIGIE_ENTRY_NOTE, text, "Awa Koné",
                                                   start_usec + i * VIGIE_SECOND_USEC / 3, NULL));
    }
  write_down (store, drafts, NULL);

  return g_steal_pointer (&stream);
}

/* Widgets --------------------------------------------------------------------------------------- */

static GtkWidget *
find_in (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_in (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
timeline_list (void)
{
  GtkWidget *row = find_in (GTK_WIDGET (window), VIGIE_TYPE_TIMELINE_ROW);

  return row != NULL ? gtk_widget_get_parent (gtk_widget_get_parent (row)) : NULL;
}

static GtkAdjustment *
adjustment_of (GtkWidget *list)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
}

typedef void (*RowFunc) (VigieTimelineItem *item, gpointer data);

/* Calls @func for each row that stands in the view, if only in part. */
static void
for_each_seen (GtkWidget *list, RowFunc func, gpointer data)
{
  int height = gtk_widget_get_height (list);

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      VigieTimelineItem *item = VIGIE_IS_TIMELINE_ROW (row) ? vigie_timeline_row_get_item (VIGIE_TIMELINE_ROW (row)) : NULL;
      double x, y;

      if (item != NULL && gtk_widget_get_mapped (row) && gtk_widget_translate_coordinates (child, list, 0, 0, &x, &y)
          && y < height && y + gtk_widget_get_height (child) > 0 && vigie_timeline_row_is_filled (VIGIE_TIMELINE_ROW (row)))
        func (item, data);
    }
}

static VigieCommandLine *
command_line (void)
{
  return VIGIE_COMMAND_LINE (find_in (GTK_WIDGET (window), VIGIE_TYPE_COMMAND_LINE));
}

static void
open_incident (const char *stream)
{
  vigie_window_open (window, stream);
  run_until (vigie_window_get_model (window) != NULL
             && g_str_equal (vigie_incident_model_get_stream (vigie_window_get_model (window)), stream)
             && timeline_list () != NULL);
  settle ();
}

/* 1. Typed -------------------------------------------------------------------------------------- */

typedef struct
{
  const char *text;
  GtkWidget *list;               /* found once: the walk to it is no part of what is measured */
  gint64 drawn_usec;
} Waiting;

static void
compare_cb (VigieTimelineItem *item, gpointer data)
{
  Waiting *waiting = data;

  if (!vigie_timeline_item_is_day (item) && g_str_equal (vigie_timeline_item_get_text (item), waiting->text))
    waiting->drawn_usec = g_get_monotonic_time ();
}

static void
painted_cb (GdkFrameClock *clock, Waiting *waiting)
{
  if (waiting->drawn_usec == 0)
    for_each_seen (waiting->list, compare_cb, waiting);
}

static gint64
processor_usec (void)
{
  struct timespec time = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
measure_typed (void)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) busy = g_array_new (FALSE, FALSE, sizeof (double));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

  for (guint i = 0; i < N_TYPED; i++)
    {
      g_autofree char *text = g_strdup_printf ("Saisie %u de la mesure", i);
      Waiting waiting = { .text = text, .list = timeline_list () };
      gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &waiting);
      gint64 start_usec, start_cpu_usec;
      double ms, cpu_ms;

      vigie_command_line_type (command_line (), text);
      settle ();
      start_usec = g_get_monotonic_time ();
      start_cpu_usec = processor_usec ();
      vigie_command_line_submit (command_line ());
      run_until (waiting.drawn_usec != 0);
      cpu_ms = (double) (processor_usec () - start_cpu_usec) / 1e3;
      g_array_append_val (busy, cpu_ms);
      ms = (double) (waiting.drawn_usec - start_usec) / 1e3;
      g_array_append_val (values, ms);
      g_signal_handler_disconnect (clock, id);
      run_until (*vigie_command_line_get_text (command_line ()) == '\0');
    }
  report ("entry typed with 10,000 loaded, Enter to drawn", values, GOAL_ENTRY_MS);
  report ("the same in processor time of both threads", busy, GOAL_ENTRY_MS);
}

/* 2. Scrolled ----------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *list;
  GHashTable *seen;
  GArray *values;
  gint64 began_usec;
  gboolean done;
} Scrolling;

static void
note_seen_cb (VigieTimelineItem *item, gpointer data)
{
  g_hash_table_add (data, item);
}

static void
frame_begun_cb (GdkFrameClock *clock, Scrolling *scrolling)
{
  scrolling->began_usec = g_get_monotonic_time ();
}

static void
frame_ended_cb (GdkFrameClock *clock, Scrolling *scrolling)
{
  GtkAdjustment *adjustment = adjustment_of (scrolling->list);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double ms = (double) (g_get_monotonic_time () - scrolling->began_usec) / 1e3;

  g_array_append_val (scrolling->values, ms);
  for_each_seen (scrolling->list, note_seen_cb, scrolling->seen);
  scrolling->done = gtk_adjustment_get_value (adjustment) >= end - 0.5;
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = adjustment_of (((Scrolling *) data)->list);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) * 0.8);

  return G_SOURCE_CONTINUE;
}

static void
measure_scrolled (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget *list = timeline_list ();
  GdkFrameClock *clock = gtk_widget_get_frame_clock (list);
  Scrolling scrolling = { .list = list, .seen = seen, .values = values };
  gulong begun, ended;
  guint ticker, n_rows;

  gtk_adjustment_set_value (adjustment_of (list), 0);
  settle ();
  note_seen_cb (NULL, seen);
  g_hash_table_remove_all (seen);
  for_each_seen (list, note_seen_cb, seen);
  begun = g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begun_cb), &scrolling);
  ended = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_ended_cb), &scrolling);
  ticker = gtk_widget_add_tick_callback (list, scroll_cb, &scrolling, NULL);
  run_until (scrolling.done);
  gtk_widget_remove_tick_callback (list, ticker);
  g_signal_handler_disconnect (clock, begun);
  g_signal_handler_disconnect (clock, ended);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
  report ("20,000 entries scrolled end to end, each frame", values, GOAL_FRAME_MS);
  g_print ("rows that stood in the view: %u of %u %s\n", g_hash_table_size (seen), n_rows,
           g_hash_table_size (seen) == n_rows ? "met" : "MISSED");
}

/* 3. One megabyte ------------------------------------------------------------------------------- */

static char *
megabyte (gboolean in_lines)
{
  GString *text = g_string_sized_new (VIGIE_TEXT_MAX_BYTES);

  for (guint i = 0; text->len < VIGIE_TEXT_MAX_BYTES - 80; i++)
    g_string_append_printf (text, "%05u pg_stat_activity : session en attente d'un verrou%s", i, in_lines ? "\n" : " ");
  g_string_append (text, "fin");

  return g_string_free (text, FALSE);
}

static GtkTextView *
detail_view (void)
{
  GtkWidget *detail = find_in (GTK_WIDGET (window), VIGIE_TYPE_ENTRY_DETAIL);

  return GTK_TEXT_VIEW (find_in (detail, GTK_TYPE_TEXT_VIEW));
}

static void
read_note (const char *id)
{
  GtkWidget *page = find_in (GTK_WIDGET (window), VIGIE_TYPE_TIMELINE_PAGE);

  vigie_timeline_page_show_entry (VIGIE_TIMELINE_PAGE (page), id);
  run_until (detail_view () != NULL && vigie_long_text_is_filled (detail_view ()));
  settle ();
}

static void
measure_megabyte (gboolean in_lines)
{
  g_autofree char *text = megabyte (in_lines);
  VigieIncidentModel *model = vigie_window_get_model (window);
  GtkWidget *entry = find_in (GTK_WIDGET (command_line ()), GTK_TYPE_ENTRY);
  GtkWidget *field = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
  guint n_before = vigie_incident_model_get_incident (model)->entries->len;
  const VigieEntry *entry_made;

  g_print ("%s\n", in_lines ? "1 MB in lines" : "1 MB as one line");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (field), text);
  settle ();
  longest_usec = 0;
  /* As Ctrl+V does; the action of the same name is only brought up to date for the menu. */
  g_signal_emit_by_name (field, "paste-clipboard");
  run_until (strlen (vigie_command_line_get_text (command_line ())) == strlen (text));
  settle ();
  report_stall ("pasted");
  vigie_command_line_submit (command_line ());
  run_until (vigie_incident_model_get_incident (model)->entries->len > n_before);
  settle ();
  report_stall ("recorded and drawn");
  entry_made = g_ptr_array_index (vigie_incident_model_get_incident (model)->entries, n_before);
  g_assert_cmpstr (entry_made->text, ==, text);
  read_note (entry_made->event->id);
  report_stall ("read in the detail");
  for (int page = 4; page >= 0; page -= 4)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "i", page);
      settle ();
      report_stall (page == 4 ? "report opened" : "back to the timeline");
    }
}

/* Program --------------------------------------------------------------------------------------- */

static void
open_store (const char *path)
{
  g_autoptr(VigieStoreThread) store = vigie_store_thread_new (path, vigie_test_playbook (), NULL);
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;

  vigie_store_thread_open_async (store, NULL, take_result_cb, &outcome);
  run_until (outcome != NULL);
  g_assert_true (vigie_store_thread_open_finish (store, outcome, &error));
  session = vigie_session_new (vigie_test_playbook (), store, zone, VIGIE_LANG_FR, "Awa Koné");
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
measure (const char *path, const char *loaded, const char *scrolled, const char *quiet)
{
  open_store (path);
  window = vigie_window_new (application, session);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  run_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  open_incident (loaded);
  measure_typed ();
  open_incident (scrolled);
  measure_scrolled ();
  open_incident (quiet);
  measure_megabyte (TRUE);
  measure_megabyte (FALSE);
}

static void
activate_cb (GApplication *app)
{
  g_autofree char *folder = g_dir_make_tmp ("vigie-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "vigie.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieStore) store = vigie_store_open (path, VIGIE_STORE_WRITER, vigie_test_playbook (), NULL, &error);
  g_autofree char *loaded = NULL, *scrolled = NULL, *quiet = NULL;

  g_assert_no_error (error);
  loaded = make_incident (store, N_LOADED, 1);
  scrolled = make_incident (store, N_SCROLLED, 2);
  quiet = make_incident (store, 50, 3);
  g_clear_pointer (&store, vigie_store_close);
  g_application_hold (app);
  vigie_ui_init ();
  g_main_context_set_poll_func (NULL, timed_poll);
  measure (path, loaded, scrolled, quiet);
  gtk_window_destroy (GTK_WINDOW (window));
  vigie_store_thread_close (vigie_session_get_store (session));
  remove_folder (folder);
  g_application_quit (app);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  application = GTK_APPLICATION (adw_application_new ("ci.distri_night.Vigie.Bench", G_APPLICATION_NON_UNIQUE));
  g_object_set (application, "resource-base-path", "/ci/distri_night/Vigie", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_run (G_APPLICATION (application), 1, argv);

  return 0;
}
