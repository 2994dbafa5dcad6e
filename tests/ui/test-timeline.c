/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of the timeline: what is shown and counted, where one is led, how high a row is. */

#include "war-room-fixture.h"

#include "vigie-entry-detail.h"
#include "vigie-entry-keys.h"
#include "vigie-timeline-bar.h"
#include "vigie-timeline-choices.h"
#include "vigie-timeline-page.h"
#include "vigie-timeline-row.h"

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
  /* Beside it, the follow-ups that are always hidden, both in few words. */
  g_assert_true (says (hidden, "hidden"));
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_ancestor (find_widget (GTK_WIDGET (bar_of (room)), GTK_TYPE_LABEL, " follow-up"), GTK_TYPE_BUTTON)));
  g_signal_emit_by_name (hidden, "clicked");
  g_assert_cmpuint (n_shown (room), ==, all);
  g_assert_false (gtk_widget_get_visible (hidden));
  g_assert_true (says (GTK_WIDGET (bar_of (room)), "automatic follow-up"));
}

/* The bar knows its width once it is laid out. */
static gboolean
counts_briefly (Room *room, gpointer data)
{
  vigie_timeline_bar_count (bar_of (room));

  return says (GTK_WIDGET (bar_of (room)), "−");
}

/* Both counts stay to be read in the narrowest window, which does not grow for them. */
static void
test_counts_narrow (Room *room, gconstpointer data)
{
  int minimum;

  make_window (room, 640, FALSE);
  vigie_timeline_filter_set_kind (VIGIE_TIMELINE_FILTER (gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (gtk_single_selection_get_model (
                                    GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list_of (room)))))))), VIGIE_ENTRY_DECISION);
  wait_until (room, counts_briefly, NULL);
  g_assert_true (says (GTK_WIDGET (bar_of (room)), "+"));
  gtk_widget_measure (room->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 640);
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

/* The widget in @from whose tooltip is @words. */
static GtkWidget *
tipped (GtkWidget *from, const char *words)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (from), words) == 0)
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (tipped (child, words) != NULL)
      return tipped (child, words);

  return NULL;
}

static void
search (Room *room, const char *words)
{
  GtkWidget *field;

  gtk_widget_activate_action (room->page, "page.search", NULL);
  /* A drop-down has a search entry of its own; the bar's is a child of its box. */
  field = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (bar_of (room))));
  while (!GTK_IS_SEARCH_ENTRY (field))
    field = gtk_widget_get_next_sibling (field);
  gtk_editable_set_text (GTK_EDITABLE (field), words);
  g_signal_emit_by_name (field, "search-changed");
}

/* The column grows, no row does; the search counts, and its next hit is found from the keyboard. */
static void
test_both_times_and_hits (Room *room, gconstpointer data)
{
  VigieTimelineRow *row;
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

  search (room, "session 48213 interrompue");
  g_assert_nonnull (tipped (GTK_WIDGET (bar_of (room)), "1 found"));
  gtk_widget_activate_action (room->page, "page.step", "i", 1);
  g_assert_nonnull (strstr (chosen (room)->text, "Session 48213"));
}

static gboolean
shows (Room *room, gpointer words)
{
  return says (room->page, words);
}

/* What comes in below while one reads above is counted; what is entered for an earlier time is not below. */
static void
test_news (Room *room, gconstpointer data)
{
  make_window (room, 900, FALSE);
  emit_activate (find_widget (choices_of (room), GTK_TYPE_ENTRY, NULL), "hier 23:41");
  run_for (50);
  g_assert_true (says (room->page, "0 new ↓"));
  log_entry (room, NOON, VIGIE_ENTRY_NOTE, "Yao Kouamé", "tout est vert", NULL);
  wait_until (room, shows, (gpointer) "1 new ↓");
  log_entry (room, "2026-11-22T02:00:00Z", VIGIE_ENTRY_NOTE, "Yao Kouamé", "noté après coup", NULL);
  log_entry (room, "2026-11-22T03:04:20Z", VIGIE_ENTRY_NOTE, "Yao Kouamé", "et le reste", NULL);
  wait_until (room, shows, (gpointer) "2 new ↓");
}

#define ALL_ROWS_PX 4000

static gboolean
has_all_rows (Room *room, gpointer data)
{
  return gtk_widget_get_height (room->page) >= ALL_ROWS_PX;
}

/* Where all rows are in sight nothing is below, also when one has just entered something further up. */
static void
test_no_news_in_sight (Room *room, gconstpointer data)
{
  make_window (room, 900, FALSE);
  gtk_widget_set_size_request (room->page, -1, ALL_ROWS_PX);
  wait_until (room, has_all_rows, NULL);
  type (room, "02:00 relu après coup");
  enter (room);
  wait_until (room, shows, (gpointer) "relu après coup");
  run_for (50);
  log_entry (room, NOON, VIGIE_ENTRY_NOTE, "Yao Kouamé", "tout est vert", NULL);
  wait_until (room, shows, (gpointer) "tout est vert");
  run_for (50);
  g_assert_true (says (room->page, "0 new ↓"));
}

static const VigieEntry *
entry_at (Room *room, const char *time)
{
  for (guint i = 0; i < incident (room)->entries->len; i++)
    {
      const VigieEntry *entry = g_ptr_array_index (incident (room)->entries, i);

      if (entry->occurred_usec == vigie_test_time (time) && entry->kind != VIGIE_ENTRY_FOLLOWUP)
        return entry;
    }

  return NULL;
}

/* The time in front puts what is written between the two entries, and takes the place of a time typed before. */
static void
test_insert (Room *room, gconstpointer data)
{
  static const struct { const char *before, *typed, *line; } inserts[] = {
    { "2026-11-22T02:58:00Z", "", "02:57 " },
    { "2026-11-22T02:58:00Z", "-5 décision: attendre", "02:57 décision: attendre" },
    { "2026-11-22T02:58:00Z", "attendre", "02:57 attendre" },
    { "2026-11-21T23:50:00Z", "appel: CTO", "2026-11-21 23:49 appel: CTO" },
    { "2026-11-22T02:58:30Z", "", "02:58 " },
    { "2026-11-22T02:58:50Z", "", "02:58:49 " },
  };
  guint after;

  make_window (room, 900, FALSE);
  log_entry (room, "2026-11-22T02:58:30Z", VIGIE_ENTRY_NOTE, "Yao Kouamé", "trente", NULL);
  log_entry (room, "2026-11-22T02:58:50Z", VIGIE_ENTRY_NOTE, "Yao Kouamé", "cinquante", NULL);
  at (room, NOON);
  wait_until (room, shows, (gpointer) "cinquante");
  for (gsize i = 0; i < G_N_ELEMENTS (inserts); i++)
    {
      type (room, inserts[i].typed);
      g_assert_true (vigie_entry_keys_do (command (room), room->model, entry_at (room, inserts[i].before), GDK_KEY_i));
      g_assert_cmpstr (vigie_command_line_get_text (command (room)), ==, inserts[i].line);
    }
  type (room, "02:58:49 entre les deux");
  enter (room);
  g_assert_true (g_ptr_array_find (incident (room)->entries, entry_at (room, "2026-11-22T02:58:50Z"), &after));
  g_assert_cmpstr (((const VigieEntry *) g_ptr_array_index (incident (room)->entries, after - 1))->text, ==, "entre les deux");
}

/* A note that the search hides is recorded, and one is told. */
static void
test_hidden_by_the_search (Room *room, gconstpointer data)
{
  make_window (room, 900, FALSE);
  search (room, "migration");
  g_assert_cmpstr (toasted, ==, "");
  type (room, "les paniers se vident");
  enter (room);
  g_assert_cmpstr (toasted, ==, "Recorded; the filter hides it.");
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

/* How many rows stand in view; each of them says something. */
static guint
count_seen_rows (GtkWidget *list, guint *n_empty)
{
  guint n_seen = 0;

  *n_empty = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      VigieTimelineRow *row = VIGIE_TIMELINE_ROW (gtk_widget_get_first_child (child));
      double y = 0;

      *n_empty += !vigie_timeline_row_is_filled (row);
      /* Filled or not, a screen reader can say it. */
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL));
      gtk_widget_translate_coordinates (child, list, 0, 0, NULL, &y);
      if (!gtk_widget_get_mapped (child) || y >= gtk_widget_get_height (list) || y + gtk_widget_get_height (child) <= 0)
        continue;
      n_seen++;
      g_assert_true (vigie_timeline_row_is_filled (row));
      g_assert_true (says (GTK_WIDGET (row), vigie_timeline_item_get_text (vigie_timeline_row_get_item (row))));
    }

  return n_seen;
}

/* Rows are filled when they come into view, and the others wait. */
static void
test_rows_are_filled_when_seen (Room *room, gconstpointer data)
{
  GtkAdjustment *adjustment;
  guint n_empty;

  for (guint i = 0; i < 60; i++)
    log_entry (room, "2026-11-22T03:05:00Z", VIGIE_ENTRY_NOTE, "Awa Koné", "Checked again", NULL);
  make_window (room, 1280, TRUE);
  g_assert_cmpuint (count_seen_rows (list_of (room), &n_empty), >, 8);
  g_assert_cmpuint (n_empty, >, 8);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list_of (room)));
  gtk_adjustment_set_value (adjustment, 0);
  run_for (50);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  g_assert_cmpuint (count_seen_rows (list_of (room), &n_empty), >, 8);
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

int
main (int argc, char **argv)
{
  prepare_tests (&argc, &argv);
  add_test ("/ui/timeline/filter", test_filter);
  add_test ("/ui/timeline/choices", test_choices);
  add_test ("/ui/timeline/counts-where-it-is-narrow", test_counts_narrow);
  add_test ("/ui/timeline/jump", test_jump);
  add_test ("/ui/timeline/both-times-and-hits", test_both_times_and_hits);
  add_test ("/ui/timeline/news", test_news);
  add_test ("/ui/timeline/no-news-in-sight", test_no_news_in_sight);
  add_test ("/ui/timeline/insert", test_insert);
  add_test ("/ui/timeline/hidden-by-the-search", test_hidden_by_the_search);
  add_test ("/ui/timeline/rows-have-one-height", test_rows_have_one_height);
  add_test ("/ui/timeline/rows-are-filled-when-seen", test_rows_are_filled_when_seen);
  add_test ("/ui/timeline/detail", test_detail);

  return g_test_run ();
}
