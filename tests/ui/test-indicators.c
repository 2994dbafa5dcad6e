/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the indicators: empty, with one incident, with the ten whose figures were worked out by hand
 * (tests/core/test-metrics-ten.c), and the way from a figure to its incidents. */

#include "page-fixture.h"

#include "vigie-figure-book.h"
#include "vigie-indicator-card.h"
#include "vigie-indicators-page.h"
#include "vigie-registry-page.h"
#include "vigie-test-ten.h"

static void
add_ten (Fixture *fixture)
{
  g_autoptr(GPtrArray) events = vigie_test_ten_events ();
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;

  vigie_store_thread_ingest_async (fixture->store, events, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_ingest_finish (fixture->store, outcome, NULL, &error));
  g_assert_no_error (error);
}

static VigieIndicatorsPage *
show_indicators (Fixture *fixture)
{
  show_page (fixture, vigie_indicators_page_new (fixture->session), 1048, 750);

  return VIGIE_INDICATORS_PAGE (fixture->page);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  VigieMetrics metrics;
  VigieIndicatorsPage *page = show_indicators (fixture);

  wait_until (find_words (fixture, "nothing to measure") != NULL);
  g_assert_false (vigie_indicators_page_get (page, &metrics));
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream G_GNUC_UNUSED = declare (fixture, "Payments refused", VIGIE_LEVEL_P1, noon);
  VigieMetrics metrics;
  VigieIndicatorsPage *page = show_indicators (fixture);

  wait_until (vigie_indicators_page_get (page, &metrics));
  g_assert_cmpuint (metrics.n_incidents, ==, 1);
  wait_until (find_words (fixture, "1 incident") != NULL);
  g_assert_nonnull (find_words (fixture, "1 is missing"));
}

static void
test_ten (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "6\302\240min", "16\302\240min", "3\302\240h\302\24025", "23\302\240min", "25%", "6 of 8", "median 5\302\240min",
                                       "8 incidents · 1 cancelled, not counted · 1 declared twice, counted once", "50% (3 of 6)" };
  VigieMetrics metrics;
  VigieIndicatorsPage *page;

  add_ten (fixture);
  vigie_session_set_now (fixture->session, 1798848000 * VIGIE_SECOND_USEC); /* 2027-01-02 */
  page = show_indicators (fixture);
  vigie_indicators_page_choose (page, VIGIE_PERIOD_ALL, VIGIE_LEVEL_NONE, NULL);
  wait_until (vigie_indicators_page_get (page, &metrics));
  g_assert_cmpuint (metrics.n_incidents, ==, 8);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_test_message ("%s", words[i]);
      wait_until (find_words (fixture, words[i]) != NULL);
    }
  vigie_indicators_page_choose (page, VIGIE_PERIOD_LAST_QUARTER, VIGIE_LEVEL_P2, "INC-05");
  g_assert_true (vigie_indicators_page_get (page, &metrics));
  g_assert_cmpuint (metrics.n_incidents, ==, 1);
  vigie_indicators_page_choose (page, VIGIE_PERIOD_QUARTER, VIGIE_LEVEL_NONE, NULL);
  g_assert_true (vigie_indicators_page_get (page, &metrics));
  g_assert_cmpuint (metrics.n_incidents, ==, 0);
}

static char *asked;

static void
incidents_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_free (asked);
  asked = g_variant_print (parameter, FALSE);
}

static GtkWidget *
card_of (GtkWidget *widget, guint indicator)
{
  if (VIGIE_IS_INDICATOR_CARD (widget) && vigie_indicator_card_get_indicator (VIGIE_INDICATOR_CARD (widget)) == indicator)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = card_of (child, indicator);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The recurrence leads to the two that recur, and to no other. */
static void
test_card_leads (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GSimpleAction) action = g_simple_action_new ("incidents", G_VARIANT_TYPE ("(sas)"));
  VigieMetrics metrics;
  VigieIndicatorsPage *page;

  g_signal_connect (action, "activate", G_CALLBACK (incidents_cb), NULL);
  g_action_map_add_action (G_ACTION_MAP (fixture->window), G_ACTION (action));
  add_ten (fixture);
  page = show_indicators (fixture);
  vigie_indicators_page_choose (page, VIGIE_PERIOD_ALL, VIGIE_LEVEL_NONE, NULL);
  wait_until (vigie_indicators_page_get (page, &metrics));
  g_signal_emit_by_name (card_of (fixture->page, VIGIE_N_DELAYS), "clicked");
  g_assert_nonnull (asked);
  for (guint n = 1; n <= VIGIE_TEST_N_TEN; n++)
    g_assert_cmpint (strstr (asked, vigie_test_ten_id (n)) != NULL, ==, n == 5 || n == 9);
  g_clear_pointer (&asked, g_free);
}

static void
test_registry_shows_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *five = g_strconcat ("incident/", vigie_test_ten_id (5), NULL);
  const char *streams[] = { five, "incident/not-here", NULL };
  GListModel *shown;

  add_ten (fixture);
  show_page (fixture, vigie_registry_page_new (fixture->session), 1048, 750);
  shown = vigie_registry_page_get_shown (VIGIE_REGISTRY_PAGE (fixture->page));
  wait_until (g_list_model_get_n_items (shown) == VIGIE_TEST_N_TEN);
  vigie_registry_page_show_only (fixture->page, "Recurrence, 2026", streams);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 1);
  wait_until (find_words (fixture, "Recurrence, 2026") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Show all incidents"), "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, VIGIE_TEST_N_TEN);
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "figures.pdf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  VigieMetrics metrics;
  VigieIndicatorsPage *page;

  add_ten (fixture);
  page = show_indicators (fixture);
  wait_until (vigie_indicators_page_get (page, &metrics));
  vigie_indicators_page_export_to (page, file);
  wait_until (fixture->toast != NULL);
  g_assert_nonnull (strstr (fixture->toast, "figures.pdf"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_book_counts_actions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = declare (fixture, "Payments refused", VIGIE_LEVEL_P1, noon);
  VigieFigureBook *book = vigie_figure_book_of (fixture->session);

  open_model (fixture, stream);
  record (fixture, vigie_act_action_item (incident_of (fixture), NULL, "Alert at 80 % of connections", "Awa Koné", noon + VIGIE_DAY_USEC, NULL, "Awa Koné", noon, NULL));
  wait_until (vigie_figure_book_get_open_actions (book) == 1);
}

static void
add_all (void)
{
  add_test ("/ui/indicators/empty", test_empty);
  add_test ("/ui/indicators/one", test_one);
  add_test ("/ui/indicators/ten", test_ten);
  add_test ("/ui/indicators/card-leads", test_card_leads);
  add_test ("/ui/indicators/registry-shows-only", test_registry_shows_only);
  add_test ("/ui/indicators/export", test_export);
  add_test ("/ui/indicators/book-counts-actions", test_book_counts_actions);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
