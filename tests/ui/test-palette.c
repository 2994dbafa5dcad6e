/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search anywhere, by keyboard: what is found, what Enter does, what Escape leaves. */

#include "page-fixture.h"

#include "vigie-palette.h"

static char *shown;

static gboolean
press (GtkWindow *palette, guint keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (palette));
  guint n = g_list_model_get_n_items (controllers);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, (GdkModifierType) 0, &handled);
      if (handled)
        return TRUE;
    }

  return FALSE;
}

static GtkWindow *
open_palette (Fixture *fixture)
{
  GtkWindow *palette = vigie_palette_present (GTK_WINDOW (fixture->window), fixture->session, fixture->model);

  wait_until (gtk_widget_get_mapped (GTK_WIDGET (palette)));

  return palette;
}

static void
type (GtkWindow *palette, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (find_in (GTK_WIDGET (palette), GTK_TYPE_ENTRY, NULL, NULL)), words);
}

/* The words of the selected row, or NULL. */
static const char *
selected (GtkWindow *palette)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (find_in (GTK_WIDGET (palette), GTK_TYPE_LIST_BOX, NULL, NULL)));
  GtkWidget *label = row != NULL ? find_in (GTK_WIDGET (row), GTK_TYPE_LABEL, NULL, NULL) : NULL;

  return label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : NULL;
}

static void
prepare (Fixture *fixture, char **stream)
{
  *stream = declare (fixture, "Payments refused", VIGIE_LEVEL_P1, noon);
  open_model (fixture, *stream);
  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, "The zebra crossing is closed", NULL, "Awa Koné", noon, NULL));
  add_noted_action (fixture, "show", &shown);
  show_page (fixture, gtk_entry_new (), 900, 600);
  wait_until (g_list_model_get_n_items (vigie_session_get_registry (fixture->session)) > 0);
}

static void
test_incident (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;
  GtkWindow *palette;

  prepare (fixture, &stream);
  gtk_widget_grab_focus (fixture->page);
  palette = open_palette (fixture);
  type (palette, "payments ref");
  g_assert_cmpstr (selected (palette), ==, "Payments refused");
  g_assert_true (press (palette, GDK_KEY_Return));
  g_assert_cmpstr (fixture->opened, ==, stream);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), fixture->page));
}

static void
test_commands_and_arrows (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;
  g_autofree char *first = NULL;
  GtkWindow *palette;

  prepare (fixture, &stream);
  palette = open_palette (fixture);
  first = g_strdup (selected (palette));
  g_assert_nonnull (first);
  g_assert_true (press (palette, GDK_KEY_Down));
  g_assert_cmpstr (selected (palette), !=, first);
  g_assert_true (press (palette, GDK_KEY_Up));
  g_assert_cmpstr (selected (palette), ==, first);
  type (palette, "regis");
  g_assert_cmpstr (selected (palette), ==, "Registry");
  g_assert_true (press (palette, GDK_KEY_KP_Enter));
  g_assert_cmpstr (shown, ==, "registry");
  g_clear_pointer (&shown, g_free);
}

static void
test_entries_come_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;
  GtkWindow *palette;

  prepare (fixture, &stream);
  palette = open_palette (fixture);
  type (palette, "zebra");
  g_assert_null (selected (palette));
  wait_until (selected (palette) != NULL);
  g_assert_nonnull (strstr (selected (palette), "zebra"));
  type (palette, "quagga");
  fixture->page = GTK_WIDGET (palette);
  wait_until (find_words (fixture, "Nothing for “quagga”") != NULL);
  g_assert_null (selected (palette));
  g_assert_true (press (palette, GDK_KEY_Return));
  g_assert_true (press (palette, GDK_KEY_Escape));
}

static void
test_contact (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;
  GtkWindow *palette;

  prepare (fixture, &stream);
  palette = open_palette (fixture);
  type (palette, "cto");
  for (guint i = 0; i < 20 && g_strcmp0 (selected (palette), "CTO") != 0; i++)
    press (palette, GDK_KEY_Down);
  g_assert_cmpstr (selected (palette), ==, "CTO");
  press (palette, GDK_KEY_Return);
  g_assert_nonnull (strstr (fixture->toast, "cto@distri-night.ci"));
}

/* Hostile words are looked for and shown as they are. */
static void
test_any_words (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "<b>", "%s%n", "\"'*(", "é́", "\u202e", "a  b", "-", "ﷺ" };
  g_autofree char *stream = NULL;
  GtkWindow *palette;

  prepare (fixture, &stream);
  palette = open_palette (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      type (palette, words[i]);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  press (palette, GDK_KEY_Escape);
}

static void
add (void)
{
  add_test ("/ui/palette/incident", test_incident);
  add_test ("/ui/palette/commands-and-arrows", test_commands_and_arrows);
  add_test ("/ui/palette/entries-come-later", test_entries_come_later);
  add_test ("/ui/palette/contact", test_contact);
  add_test ("/ui/palette/any-words", test_any_words);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
