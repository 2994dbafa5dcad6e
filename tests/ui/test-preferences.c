/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences, here without an installed schema, so that they hold for this run only; the window of
 * keys; and the first screen, which asks for the name. A program apart from the window's: with all pages
 * and these windows in one, GLib's table of names outgrows its first 2048 places, and the old table, kept
 * on purpose, is told as a leak. */

#include "page-fixture.h"

#include "vigie-preferences.h"

static GtkWidget *
find_nth (GtkWidget *widget, GType type, guint *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, n);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
nth (GtkWidget *widget, GType type, guint n)
{
  return find_nth (widget, type, &n);
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkWindow *preferences;

  gtk_window_present (GTK_WINDOW (fixture->window));
  vigie_session_guess_author (fixture->session, "root");
  g_assert_true (vigie_session_author_is_guess (fixture->session));
  g_assert_cmpint (vigie_session_get_document_lang (fixture->session), ==, VIGIE_LANG_EN);
  preferences = vigie_preferences_present (GTK_WINDOW (fixture->window), fixture->session);
  g_object_add_weak_pointer (G_OBJECT (preferences), (gpointer *) &preferences);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (preferences)));

  gtk_switch_set_active (GTK_SWITCH (nth (GTK_WIDGET (preferences), GTK_TYPE_SWITCH, 0)), TRUE);
  g_assert_true (vigie_session_get_bell (fixture->session));
  adw_combo_row_set_selected (ADW_COMBO_ROW (nth (GTK_WIDGET (preferences), ADW_TYPE_COMBO_ROW, 0)), 1);
  g_assert_cmpint (vigie_session_get_document_lang (fixture->session), ==, VIGIE_LANG_FR);
  adw_combo_row_set_selected (ADW_COMBO_ROW (nth (GTK_WIDGET (preferences), ADW_TYPE_COMBO_ROW, 1)), 2);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_FORCE_DARK);
  adw_combo_row_set_selected (ADW_COMBO_ROW (nth (GTK_WIDGET (preferences), ADW_TYPE_COMBO_ROW, 1)), 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_DEFAULT);

  /* A name that was typed and not confirmed counts when the window is closed. */
  gtk_editable_set_text (GTK_EDITABLE (nth (GTK_WIDGET (preferences), ADW_TYPE_ENTRY_ROW, 0)), "  Awa Koné ");
  g_assert_cmpstr (vigie_session_get_author (fixture->session), ==, "root");
  gtk_window_close (preferences);
  wait_until (g_str_equal (vigie_session_get_author (fixture->session), "Awa Koné"));
  g_assert_false (vigie_session_author_is_guess (fixture->session));
  wait_until (preferences == NULL);
  /* Taking the rows down chose nothing. */
  g_assert_cmpint (vigie_session_get_document_lang (fixture->session), ==, VIGIE_LANG_FR);
  g_assert_true (vigie_session_get_bell (fixture->session));
}

static void
test_asks_for_name (Fixture *fixture, gconstpointer data)
{
  vigie_session_guess_author (fixture->session, "root");
  show_page (fixture, vigie_home_page_new (fixture->session), 1048, 750);
  wait_until (find_words (fixture, "Your name: root, as it will be written") != NULL);
  g_assert_nonnull (find_words (fixture, "Give your name"));
  vigie_session_set_author (fixture->session, "Awa Koné");
  g_assert_nonnull (find_words (fixture, "Your name: Awa Koné"));
  g_assert_null (find_words (fixture, "Give your name"));
}

static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *shortcuts;

  gtk_window_present (GTK_WINDOW (fixture->window));
  shortcuts = vigie_shortcuts_window_new (GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (shortcuts));
  wait_until (gtk_widget_get_mapped (shortcuts));
  g_assert_nonnull (find_in (shortcuts, GTK_TYPE_LABEL, says, "Declare an incident"));
  g_assert_nonnull (find_in (shortcuts, GTK_TYPE_LABEL, says, "Command line"));
  /* The other section waits behind its title. */
  g_assert_null (find_in (shortcuts, GTK_TYPE_LABEL, says, "Correct"));
  g_object_set (shortcuts, "section-name", "On the pages", NULL);
  wait_until (find_in (shortcuts, GTK_TYPE_LABEL, says, "Correct") != NULL);
  g_assert_nonnull (find_in (shortcuts, GTK_TYPE_LABEL, says, "Numbers are right"));
  gtk_window_destroy (GTK_WINDOW (shortcuts));
}

static void
add_all (void)
{
  add_test ("/ui/preferences/hold-at-once", test_preferences);
  add_test ("/ui/shortcuts/shows", test_shortcuts);
  add_test ("/ui/home/asks-for-name", test_asks_for_name);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
