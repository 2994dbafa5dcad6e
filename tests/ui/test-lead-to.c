/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was looked for is shown where it stands: in view, marked, with the focus, and the mark goes when the focus does. */

#include "page-fixture.h"

#include "vigie-fact-row.h"
#include "vigie-procedure-query.h"
#include "vigie-procedure-step.h"

static GtkWidget *
focus_in (Fixture *fixture, GType type)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  if (focus == NULL)
    return NULL;

  return g_type_is_a (G_OBJECT_TYPE (focus), type) ? focus : gtk_widget_get_ancestor (focus, type);
}

static gboolean
is_in_view (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, scrolled, &bounds) && bounds.origin.y >= 0
         && bounds.origin.y + MIN (bounds.size.height, 40) <= gtk_widget_get_height (scrolled);
}

static void
show_incident (Fixture *fixture, GtkWidget *page, const char *type, int width)
{
  g_autofree char *stream = declare (fixture, "Slow pages", VIGIE_LEVEL_P2, noon);

  open_model (fixture, stream);
  record (fixture, vigie_act_retype (playbook, incident_of (fixture), type, "Awa Koné", noon, NULL));
  wait_until (g_strcmp0 (incident_of (fixture)->type, type) == 0);
  show_page (fixture, page, width, 600);
}

static void
assert_led_to (Fixture *fixture, GtkWidget *found)
{
  g_assert_nonnull (found);
  g_assert_true (gtk_widget_has_css_class (found, "led-to"));
  wait_until (is_in_view (found));
}

static const struct { const char *key; gboolean is_query; } places[] = {
  { "INC-03/s5-review", FALSE }, { "post-resolution/post-tickets", FALSE }, { "INC-03/slow-queries", TRUE },
};

/* Beside one another, and one column at a time. */
static void
test_playbook (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = vigie_playbook_page_new ();
  GtkWidget *before = NULL;

  show_incident (fixture, page, "INC-03", GPOINTER_TO_INT (data));
  vigie_playbook_page_set_model (VIGIE_PLAYBOOK_PAGE (page), fixture->model);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GtkWidget *found;

      gtk_widget_grab_focus (page); /* as the window does when it turns to it: that leads to the step at work */
      g_assert_true (vigie_playbook_page_lead_to (VIGIE_PLAYBOOK_PAGE (page), places[i].key));
      found = focus_in (fixture, places[i].is_query ? VIGIE_TYPE_PROCEDURE_QUERY : VIGIE_TYPE_PROCEDURE_STEP);
      assert_led_to (fixture, found);
      if (places[i].is_query)
        g_assert_cmpstr (vigie_procedure_query_get_key (VIGIE_PROCEDURE_QUERY (found)), ==, places[i].key);
      else
        g_assert_cmpstr (vigie_procedure_step_get_key (VIGIE_PROCEDURE_STEP (found)), ==, places[i].key);
      wait_until (before == NULL || !gtk_widget_has_css_class (before, "led-to"));
      before = found;
    }
  g_assert_false (vigie_playbook_page_lead_to (VIGIE_PLAYBOOK_PAGE (page), "INC-03/nothing-of-the-kind"));
}

/* A fact about personal data is not shown before somebody wants it. */
static void
test_facts (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "measures", "vector", "users_affected" };
  GtkWidget *page = vigie_facts_page_new ();

  show_incident (fixture, page, "INC-03", 900);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), fixture->model);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *row;

      g_assert_true (vigie_facts_page_lead_to (VIGIE_FACTS_PAGE (page), names[i]));
      row = focus_in (fixture, VIGIE_TYPE_FACT_ROW);
      assert_led_to (fixture, row);
      g_assert_cmpstr (vigie_fact_row_get_name (VIGIE_FACT_ROW (row)), ==, names[i]);
    }
  g_assert_false (vigie_facts_page_lead_to (VIGIE_FACTS_PAGE (page), "nothing_of_the_kind"));
}

/* Whatever was searched before. */
static void
test_contact (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = vigie_directory_page_new (fixture->session);

  show_page (fixture, page, 900, 600);
  gtk_editable_set_text (GTK_EDITABLE (find_in (page, GTK_TYPE_SEARCH_ENTRY, NULL, NULL)), "nobody of that name");
  vigie_directory_page_show_contact (page, "artci");
  assert_led_to (fixture, focus_in (fixture, GTK_TYPE_LIST_BOX_ROW));
  g_assert_nonnull (find_in (focus_in (fixture, GTK_TYPE_LIST_BOX_ROW), GTK_TYPE_LABEL, says, "ARTCI"));
}

static void
add (void)
{
  g_test_add ("/ui/lead-to/playbook", Fixture, GINT_TO_POINTER (1280), set_up, test_playbook, tear_down);
  g_test_add ("/ui/lead-to/playbook-narrow", Fixture, GINT_TO_POINTER (640), set_up, test_playbook, tear_down);
  add_test ("/ui/lead-to/facts", test_facts);
  add_test ("/ui/lead-to/contact", test_contact);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
