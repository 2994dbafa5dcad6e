/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search anywhere, by keyboard: what is found, what Enter does, what Escape leaves. */

#include "page-fixture.h"

#include "vigie-palette.h"

static char *shown, *gone, *style;

static gboolean
press_with (GtkWindow *palette, guint keyval, GdkModifierType state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (palette));
  guint n = g_list_model_get_n_items (controllers);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
      if (handled)
        return TRUE;
    }

  return FALSE;
}

static gboolean
press (GtkWindow *palette, guint keyval)
{
  return press_with (palette, keyval, (GdkModifierType) 0);
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
  add_noted_action (fixture, "go", &gone);
  add_noted_action (fixture, "style", &style);
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
choose (GtkWindow *palette, const char *query, const char *title)
{
  type (palette, query);
  for (guint i = 0; i < 40 && g_strcmp0 (selected (palette), title) != 0; i++)
    press (palette, GDK_KEY_Down);
  g_assert_cmpstr (selected (palette), ==, title);
}

/* Ctrl C copies and stays; Enter leads to the card. */
static void
test_contact (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;
  GtkWindow *palette;

  prepare (fixture, &stream);
  palette = open_palette (fixture);
  choose (palette, "cto", "CTO");
  g_assert_true (press_with (palette, GDK_KEY_c, GDK_CONTROL_MASK));
  g_assert_nonnull (strstr (fixture->toast, "cto@distri-night.ci"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (palette)));
  press (palette, GDK_KEY_Return);
  g_assert_cmpstr (gone, ==, "contact:cto");
}

static int
height_of_words (GtkWidget *label)
{
  int height_px;

  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), NULL, &height_px);

  return height_px;
}

static void
give_number (Fixture *fixture, const char *id, const char *number)
{
  g_autoptr(VigieContact) contact = vigie_contact_copy (vigie_directory_contact (vigie_session_get_directory (fixture->session), id));

  g_ptr_array_insert (contact->numbers, 0, vigie_contact_line_new ("", number));
  record (fixture, vigie_directory_draft_set (vigie_session_get_directory (fixture->session), contact, "Awa", noon, NULL));
  wait_until (g_strcmp0 (vigie_contact_number (vigie_directory_contact (vigie_session_get_directory (fixture->session), id)), number) == 0);
}

/* What is read aloud in the dark is large. */
static void
test_number_is_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;
  GtkWidget *number = NULL, *name = NULL;
  GtkWindow *palette;

  prepare (fixture, &stream);
  give_number (fixture, "artci", "+225 07 00 00 00 01");
  palette = open_palette (fixture);
  type (palette, "artci");
  fixture->page = GTK_WIDGET (palette);
  /* The list is made anew when the entries of the record are there. */
  wait_until ((number = find_words (fixture, "+225 07 00 00 00 01")) != NULL && (name = find_words (fixture, "ARTCI")) != NULL
              && gtk_widget_get_height (number) > 0);
  g_assert_cmpint (height_of_words (number), >, height_of_words (name));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (number))));
  press (palette, GDK_KEY_Escape);
}

/* What is searched, what is chosen of it, and where Enter leads. */
static const struct { const char *query, *title, *where; } places[] = {
  { "mobilise tech", "Mobilise the technical team", "step:INC-01/t1-team" },
  { "who blocks", "Who blocks whom", "query:INC-01/blocking" },
  { "internal team", "Internal team · Slack", "duty:automatisms/plan-team" },
  { "users aff", "Users affected", "fact:users_affected" },
};

static void
test_leads (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;

  prepare (fixture, &stream);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GtkWindow *palette = open_palette (fixture);

      choose (palette, places[i].query, places[i].title);
      press (palette, GDK_KEY_Return);
      g_assert_cmpstr (gone, ==, places[i].where);
    }
}

/* In either language, whatever that of the windows is. */
static const struct { const char *query, *style; } themes[] = {
  { "dark", "dark" }, { "theme clair", "light" }, { "thème sombre", "dark" }, { "suivre système", "system" }, { "theme follow", "system" }, { "jour", "light" },
};

static void
test_names_in_both_languages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;

  prepare (fixture, &stream);
  for (gsize i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      GtkWindow *palette = open_palette (fixture);

      type (palette, themes[i].query);
      press (palette, GDK_KEY_Return);
      g_assert_cmpstr (style, ==, themes[i].style);
      g_clear_pointer (&style, g_free);
    }
}

static const char *
selected_group (GtkWindow *palette)
{
  GtkListBox *list = GTK_LIST_BOX (find_in (GTK_WIDGET (palette), GTK_TYPE_LIST_BOX, NULL, NULL));
  int at = gtk_list_box_row_get_index (gtk_list_box_get_selected_row (list));

  while (at > 0 && gtk_list_box_row_get_selectable (gtk_list_box_get_row_at_index (list, at)))
    at--;

  return gtk_label_get_text (GTK_LABEL (find_in (GTK_WIDGET (gtk_list_box_get_row_at_index (list, at)), GTK_TYPE_LABEL, NULL, NULL)));
}

/* From the first of one group to the first of the next, and back to where it began. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = NULL;
  g_autofree char *first = NULL;
  GtkWindow *palette;

  prepare (fixture, &stream);
  palette = open_palette (fixture);
  first = g_strdup (selected (palette));
  g_assert_cmpstr (selected_group (palette), ==, "What is due");
  press (palette, GDK_KEY_Page_Down);
  g_assert_cmpstr (selected_group (palette), ==, "To tell, to do");
  press (palette, GDK_KEY_Down);
  press (palette, GDK_KEY_Page_Down);
  g_assert_cmpstr (selected_group (palette), ==, "Commands");
  press (palette, GDK_KEY_Page_Up);
  g_assert_cmpstr (selected_group (palette), ==, "To tell, to do");
  press (palette, GDK_KEY_Page_Up);
  g_assert_cmpstr (selected (palette), ==, first);
  press (palette, GDK_KEY_Escape);
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
  add_test ("/ui/palette/number-is-large", test_number_is_large);
  add_test ("/ui/palette/leads", test_leads);
  add_test ("/ui/palette/names-in-both-languages", test_names_in_both_languages);
  add_test ("/ui/palette/groups", test_groups);
  add_test ("/ui/palette/any-words", test_any_words);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
