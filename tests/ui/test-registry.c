/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registry: empty, filtered, searched in row and record, opened, written to a file. */

#include "page-fixture.h"

#include "vigie-registry-bar.h"
#include "vigie-registry-columns.h"
#include "vigie-registry-page.h"
#include "vigie-registry-saved.h"
#include "vigie-similar-window.h"

static guint
n_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (vigie_registry_page_get_shown (VIGIE_REGISTRY_PAGE (fixture->page)));
}

static const char *
first_title (Fixture *fixture)
{
  g_autoptr(VigieIncidentItem) item = g_list_model_get_item (vigie_registry_page_get_shown (VIGIE_REGISTRY_PAGE (fixture->page)), 0);

  return item != NULL ? vigie_incident_item_get_row (item)->title : "";
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  g_assert_cmpuint (n_shown (fixture), ==, 0);
  wait_until (find_words (fixture, "No incident is recorded") != NULL);
  g_assert_nonnull (find_button (fixture, "Declare an incident"));
}

/* Three incidents, newest last; a word of the record stands only in the first. */
static void
fill (Fixture *fixture)
{
  g_autofree char *first = declare (fixture, "Payments refused", VIGIE_LEVEL_P1, noon - 400 * VIGIE_DAY_USEC);
  g_autofree char *second G_GNUC_UNUSED = declare (fixture, "Search <slow> & late", VIGIE_LEVEL_P3, noon - 40 * VIGIE_DAY_USEC);
  g_autofree char *third G_GNUC_UNUSED = declare (fixture, "Panne générale", VIGIE_LEVEL_P2, noon);

  open_model (fixture, first);
  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, "the zanzibar certificate had expired", NULL, "Awa Koné", noon - 400 * VIGIE_DAY_USEC, NULL));
  record (fixture, vigie_act_milestone (incident_of (fixture), VIGIE_MILESTONE_RESOLVED, noon - 400 * VIGIE_DAY_USEC + 2 * VIGIE_HOUR_USEC, "Awa Koné", noon, NULL));
  wait_until (g_list_model_get_n_items (vigie_session_get_registry (fixture->session)) == 3);
  wait_until (g_list_model_get_n_items (vigie_session_get_active (fixture->session)) == 2);
}

static void
choose (Fixture *fixture, const char *among, guint index)
{
  GtkWidget *label = find_words (fixture, among);

  g_assert_nonnull (label);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_widget_get_ancestor (label, GTK_TYPE_DROP_DOWN)), index);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkEditable *search;

  fill (fixture);
  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  search = GTK_EDITABLE (find_in (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL, NULL));
  wait_until (n_shown (fixture) == 3);
  g_assert_cmpstr (first_title (fixture), ==, "Panne générale");

  gtk_editable_set_text (search, "GENERALE");
  wait_until (n_shown (fixture) == 1);
  g_assert_cmpstr (first_title (fixture), ==, "Panne générale");

  gtk_editable_set_text (search, "zanzib");
  wait_until (n_shown (fixture) == 1 && g_str_equal (first_title (fixture), "Payments refused"));
  wait_until (find_words (fixture, "zanzibar") != NULL);

  gtk_editable_set_text (search, "nothing \" of * the kind");
  wait_until (n_shown (fixture) == 0);
  wait_until (find_words (fixture, "Nothing for “nothing \" of * the kind”.") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Show all incidents"), "clicked");
  wait_until (n_shown (fixture) == 3);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  wait_until (n_shown (fixture) == 3);
  choose (fixture, "All levels", 3);
  wait_until (n_shown (fixture) == 1);
  g_assert_cmpstr (first_title (fixture), ==, "Search <slow> & late");
  choose (fixture, "P3", 0);
  choose (fixture, "All the time", 1);
  wait_until (n_shown (fixture) == 2);
  choose (fixture, "Last 12 months", 2);
  choose (fixture, "Active and past", 2);
  wait_until (n_shown (fixture) == 1);
  g_assert_cmpstr (first_title (fixture), ==, "Payments refused");
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search;

  fill (fixture);
  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  wait_until (n_shown (fixture) == 3);
  vigie_registry_page_focus_search (fixture->page);
  search = find_in (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), search));
  gtk_editable_set_text (GTK_EDITABLE (search), "payments");
  wait_until (n_shown (fixture) == 1);
  g_signal_emit_by_name (search, "activate");
  wait_until (fixture->opened != NULL);
  g_assert_cmpstr (fixture->opened, ==, vigie_incident_model_get_stream (fixture->model));
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  show_page (fixture, vigie_registry_page_new (fixture->session), 600, 500);
  wait_until (find_words (fixture, "Level") != NULL && find_words (fixture, "Commander") == NULL);
  g_assert_nonnull (find_words (fixture, "Title"));
  g_assert_nonnull (find_words (fixture, "Duration"));
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autofree char *bad = g_build_filename (fixture->folder, "nowhere", "list.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) bad_file = g_file_new_for_path (bad);
  g_autofree char *content = NULL;

  fill (fixture);
  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  wait_until (n_shown (fixture) == 3);
  vigie_registry_page_export_to (VIGIE_REGISTRY_PAGE (fixture->page), file);
  wait_until (fixture->toast != NULL);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "detected,reference,level,title,type,stage,duration_seconds,commander"));
  g_assert_nonnull (strstr (content, "Panne générale"));
  g_assert_nonnull (strstr (content, ",7200,"));

  vigie_registry_page_export_to (VIGIE_REGISTRY_PAGE (fixture->page), bad_file);
  wait_until (fixture->failure != NULL);
  g_assert_true (g_str_has_prefix (fixture->failure, "Not exported: "));
}

static void
test_durations (Fixture *fixture, gconstpointer data)
{
  VigieIncidentRow row = { .started_usec = VIGIE_TIME_NONE, .detected_usec = noon, .resolved_usec = VIGIE_TIME_NONE };

  g_assert_cmpint (vigie_registry_duration_usec (&row, noon + 5), ==, VIGIE_TIME_NONE);
  row.active = TRUE;
  g_assert_cmpint (vigie_registry_duration_usec (&row, noon + 5), ==, 5);
  row.resolved_usec = noon + 3;
  g_assert_cmpint (vigie_registry_duration_usec (&row, noon + 5), ==, 3);
  row.started_usec = noon - 4;
  g_assert_cmpint (vigie_registry_duration_usec (&row, noon + 5), ==, 7);
  row.started_usec = noon + 4;
  g_assert_cmpint (vigie_registry_duration_usec (&row, noon + 5), ==, VIGIE_TIME_NONE);
}

/* By type, and by what only the figures know. */
static void
test_more_filters (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;

  fill (fixture);
  stream = declare (fixture, "With an action", VIGIE_LEVEL_P4, noon - VIGIE_DAY_USEC);
  g_clear_object (&fixture->model);
  open_model (fixture, stream);
  record (fixture, vigie_act_action_item (incident_of (fixture), NULL, "Alert at 80 % of connections", "Awa Koné", noon + VIGIE_DAY_USEC, NULL, "Awa Koné", noon, NULL));
  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  wait_until (n_shown (fixture) == 4);
  choose (fixture, "Active and past", 3);
  wait_until (n_shown (fixture) == 1 && g_str_equal (first_title (fixture), "With an action"));
  choose (fixture, "With open actions", 4);
  wait_until (n_shown (fixture) == 0);
  choose (fixture, "Of a known cause", 0);
  wait_until (n_shown (fixture) == 4);
  choose (fixture, "All types", 2);
  wait_until (n_shown (fixture) == 0);
  g_signal_emit_by_name (find_button (fixture, "Show all incidents"), "clicked");
  wait_until (n_shown (fixture) == 4);
}

/* A shown button by its label, the label in it, or its tooltip. */
static gboolean
is_called (GtkWidget *button, gconstpointer words)
{
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (button));
  const char *label = child != NULL && GTK_IS_LABEL (child) ? gtk_label_get_text (GTK_LABEL (child)) : NULL;

  return gtk_widget_get_mapped (button) && (g_strcmp0 (label, words) == 0 || g_strcmp0 (gtk_widget_get_tooltip_text (button), words) == 0);
}

static GtkWidget *
button_of (GtkWidget *saved, const char *words)
{
  return find_in (saved, GTK_TYPE_BUTTON, is_called, words);
}

static void
press (GtkWidget *saved, const char *words)
{
  wait_until (button_of (saved, words) != NULL);
  g_signal_emit_by_name (button_of (saved, words), "clicked");
}

static GtkWidget *
open_saved (Fixture *fixture)
{
  GtkWidget *saved = find_in (fixture->page, VIGIE_TYPE_REGISTRY_SAVED, NULL, NULL);

  vigie_registry_saved_open (VIGIE_REGISTRY_SAVED (saved));
  wait_until (button_of (saved, "Save") != NULL);

  return saved;
}

static void
enter_name (GtkWidget *saved, const char *name)
{
  GtkWidget *entry = find_in (saved, GTK_TYPE_ENTRY, NULL, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
}

/* Named, found again by a window that is opened later, renamed, removed; another name that sits here has its own. */
static void
test_saved (Fixture *fixture, gconstpointer data)
{
  GtkWidget *saved;

  fill (fixture);
  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  wait_until (n_shown (fixture) == 3);
  choose (fixture, "All levels", 3);
  wait_until (n_shown (fixture) == 1);
  saved = open_saved (fixture);
  press (saved, "Save");
  wait_until (find_words (fixture, "The name of the filter") != NULL);
  enter_name (saved, "Slow <b>");
  wait_until (button_of (saved, "Slow <b>") != NULL);
  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  wait_until (n_shown (fixture) == 3);
  saved = open_saved (fixture);
  press (saved, "Rename “Slow <b>”");
  enter_name (saved, "Slow ones");
  press (saved, "Slow ones");
  wait_until (n_shown (fixture) == 1);
  g_assert_cmpstr (first_title (fixture), ==, "Search <slow> & late");
  vigie_session_set_author (fixture->session, "Serge Aka");
  saved = open_saved (fixture);
  wait_until (button_of (saved, "Slow ones") == NULL);
  vigie_session_set_author (fixture->session, "Awa Koné");
  press (saved, "Remove “Slow ones”");
  wait_until (button_of (saved, "Slow ones") == NULL);
}

static void
test_similar (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = declare (fixture, "Payments by Wave refused", VIGIE_LEVEL_P1, noon - 40 * VIGIE_DAY_USEC);
  g_autofree char *second = declare (fixture, "Wave: payments lost", VIGIE_LEVEL_P3, noon);
  GtkWindow *window;
  GtkWidget *row = NULL;

  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  window = vigie_similar_window_present (GTK_WINDOW (fixture->window), fixture->session, second);
  wait_until ((row = find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, "Payments by Wave refused")) != NULL);
  g_assert_nonnull (find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, "same type, INC-01 · in both titles: wave, payments"));
  g_signal_emit_by_name (gtk_widget_get_ancestor (row, GTK_TYPE_BUTTON), "clicked");
  wait_until (fixture->opened != NULL);
  g_assert_cmpstr (fixture->opened, ==, first);
}

/* Causes are chosen by their words and asked for by their terms; one that goes and comes again stays chosen. */
static void
test_causes (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) causes = g_ptr_array_new ();
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  VigieRegistryBar *bar;

  g_ptr_array_add (causes, (gpointer) "Old cable");
  g_ptr_array_add (causes, (gpointer) "deploy-no-rollback");
  show_page (fixture, vigie_registry_bar_new (fixture->session), 1048, 300);
  bar = VIGIE_REGISTRY_BAR (fixture->page);
  vigie_registry_bar_set_causes (bar, causes);
  choose (fixture, "All causes", 2);
  g_assert_nonnull (find_words (fixture, "Deployment that could not be taken back in time"));
  g_assert_cmpstr (vigie_registry_bar_get_query (bar)->cause, ==, "deploy-no-rollback");
  vigie_registry_bar_set_causes (bar, none);
  vigie_registry_bar_set_causes (bar, causes);
  g_assert_cmpstr (vigie_registry_bar_get_query (bar)->cause, ==, "deploy-no-rollback");
  g_assert_nonnull (find_words (fixture, "Deployment that could not be taken back in time"));
}

static void
add_all (void)
{
  add_test ("/ui/registry/empty", test_empty);
  add_test ("/ui/registry/causes", test_causes);
  add_test ("/ui/registry/search", test_search);
  add_test ("/ui/registry/filters", test_filters);
  add_test ("/ui/registry/more-filters", test_more_filters);
  add_test ("/ui/registry/saved", test_saved);
  add_test ("/ui/registry/similar", test_similar);
  add_test ("/ui/registry/keys", test_keys);
  add_test ("/ui/registry/narrow", test_narrow);
  add_test ("/ui/registry/export", test_export);
  add_test ("/ui/registry/durations", test_durations);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
