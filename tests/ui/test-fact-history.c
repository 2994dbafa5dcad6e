/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a fact was before: all of it can be read. */

#include "page-fixture.h"

#include "vigie-fact-row.h"

static gboolean
is_row (GtkWidget *row, gconstpointer name)
{
  return g_str_equal (vigie_fact_row_get_name (VIGIE_FACT_ROW (row)), name);
}

static guint
count_changes (GtkWidget *row)
{
  guint n = 0;

  if (GTK_IS_LABEL (row))
    return strstr (gtk_label_get_text (GTK_LABEL (row)), "Estimated · ") != NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_changes (child);

  return n;
}

/* The last eight, then all that were ever made, by the page, to the first. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = declare (fixture, "Slow pages", VIGIE_LEVEL_P2, noon);
  GtkWidget *page = vigie_facts_page_new ();
  VigieFactRow *row;

  open_model (fixture, stream);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), fixture->model);
  show_page (fixture, page, 1000, 700);
  for (guint i = 1; i <= 70; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);

      record (fixture, vigie_act_fact (playbook, incident_of (fixture), "users_affected", value, VIGIE_FACT_ESTIMATED, NULL, NULL, "Awa Koné",
                                       noon + i * VIGIE_SECOND_USEC, NULL));
    }
  wait_until (incident_of (fixture)->fact_history->len == 70);
  row = VIGIE_FACT_ROW (find_in (page, VIGIE_TYPE_FACT_ROW, is_row, "users_affected"));
  vigie_fact_row_open (row);
  wait_until (find_button (fixture, "62 earlier changes") != NULL);
  g_assert_cmpuint (count_changes (GTK_WIDGET (row)), ==, 8);
  g_assert_nonnull (find_words (fixture, "70, Estimated"));
  gtk_widget_activate (find_button (fixture, "62 earlier changes"));
  wait_until (find_button (fixture, "12 earlier changes") != NULL);
  g_assert_cmpuint (count_changes (GTK_WIDGET (row)), ==, 58);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == find_button (fixture, "12 earlier changes"));
  gtk_widget_activate (find_button (fixture, "12 earlier changes"));
  wait_until (count_changes (GTK_WIDGET (row)) == 70);
  g_assert_null (find_button (fixture, "earlier change"));
  g_assert_nonnull (find_words (fixture, "1, Estimated"));
}

static void
add (void)
{
  add_test ("/ui/fact-history/all-of-it", test_history);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
