/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rotation on a real display: week and month, gaps in words, and the forms that change it. */

#include "page-fixture.h"

#include "vigie-oncall.h"
#include "vigie-rota-act.h"
#include "vigie-rota-view.h"

/* 2025-12-01 is a Monday; the fixture's clock says 13:00. */
static const VigieRota *
rota (Fixture *fixture)
{
  return vigie_oncall_rota (fixture->session);
}

static void
set_rotation (Fixture *fixture)
{
  const char *const people[] = { "cto", "Dan Kouassi", NULL };

  record (fixture, vigie_rota_act_set (rota (fixture), "L3", people, "2025-12-01", "08:00", "UTC", 1, "Awa Koné", noon, NULL));
  wait_until (vigie_rota_has_level (rota (fixture), "L3"));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, vigie_rota_view_new (fixture->session), 700, 500);
  g_assert_nonnull (find_words (fixture, "No rotation is set"));
  g_assert_nonnull (find_words (fixture, "no rotation"));
  g_assert_null (vigie_oncall_sentence (fixture->session));
}

static void
test_week (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sentence = NULL;

  show_page (fixture, vigie_rota_view_new (fixture->session), 700, 500);
  set_rotation (fixture);
  wait_until (find_words (fixture, "On call, week 49") != NULL && find_words (fixture, "Mon 8 Dec 08:00: Dan Kouassi") != NULL);
  sentence = vigie_oncall_sentence (fixture->session);
  g_assert_cmpstr (sentence, ==, "On call now: L3 CTO");
  record (fixture, vigie_rota_act_absent (rota (fixture), "cto", noon + VIGIE_DAY_USEC, noon + 3 * VIGIE_DAY_USEC, NULL, "Awa Koné", noon, NULL));
  wait_until (find_words (fixture, "L3: nobody from Tue 2 Dec 12:00 to Thu 4 Dec 12:00, CTO is away") != NULL);
}

static void
test_month (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, vigie_rota_view_new (fixture->session), 700, 900);
  set_rotation (fixture);
  vigie_rota_view_set_month (VIGIE_ROTA_VIEW (fixture->page), TRUE);
  wait_until (find_words (fixture, "On call, December 2025") != NULL);
  g_assert_nonnull (find_words (fixture, "Dan Kouassi"));
}

static GtkWidget *
form_of (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (all, i);

      if (VIGIE_IS_ACT_WINDOW (window))
        return window;
    }

  return NULL;
}

static gboolean
is_suggested (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "suggested-action");
}

static gboolean
is_label (GtkWidget *widget, gconstpointer words)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), words) == 0;
}

static gboolean
is_gap_or_swap (GtkWidget *widget, gconstpointer css_class)
{
  return gtk_widget_has_css_class (widget, "rota-bar") && (css_class == NULL || gtk_widget_has_css_class (widget, css_class));
}

static void
press (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* Somebody stands in from a bar of the week, and it is taken back. */
static void
test_substitution (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, vigie_rota_view_new (fixture->session), 700, 500);
  set_rotation (fixture);
  wait_until (find_in (fixture->page, GTK_TYPE_BUTTON, is_gap_or_swap, "now") != NULL);
  press (find_in (fixture->page, GTK_TYPE_BUTTON, is_gap_or_swap, "now"));
  wait_until (form_of () != NULL);
  gtk_editable_set_text (GTK_EDITABLE (find_in (form_of (), GTK_TYPE_ENTRY, NULL, NULL)), "Eve Bamba");
  press (find_in (form_of (), GTK_TYPE_BUTTON, is_suggested, NULL));
  wait_until (form_of () == NULL && vigie_rota_substitutions (rota (fixture))->len == 1);
  wait_until (find_words (fixture, "Eve Bamba stands in") != NULL);
  press (find_in (fixture->page, GTK_TYPE_BUTTON, is_gap_or_swap, "swap"));
  wait_until (form_of () != NULL);
  press (find_in (form_of (), GTK_TYPE_BUTTON, is_label, "Take the substitution back"));
  wait_until (form_of () == NULL && vigie_rota_substitutions (rota (fixture))->len == 0);
}

static void
add_all (void)
{
  add_test ("/ui/rota-view/empty", test_empty);
  add_test ("/ui/rota-view/week", test_week);
  add_test ("/ui/rota-view/month", test_month);
  add_test ("/ui/rota-view/substitution", test_substitution);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
