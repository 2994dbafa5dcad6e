/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory: search, the count of missing numbers, the card, keys and the narrow form. */

#include "page-keys.h"

#include "vigie-contact-acts.h"
#include "vigie-contact-card.h"
#include "vigie-contact-files.h"
#include "vigie-contact-line.h"
#include "vigie-contact-sheet-view.h"
#include "vigie-contact-sheet.h"
#include "vigie-readiness.h"
#include "vigie-directory-list.h"
#include "vigie-directory.h"

static GtkWidget *
list_of (Fixture *fixture)
{
  return find_in (fixture->page, VIGIE_TYPE_DIRECTORY_LIST, NULL, NULL);
}

static VigieContactCard *
card_of (Fixture *fixture)
{
  return VIGIE_CONTACT_CARD (find_in (fixture->page, VIGIE_TYPE_CONTACT_CARD, NULL, NULL));
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = GTK_IS_LIST_BOX_ROW (widget) && gtk_widget_get_mapped (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search;

  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  search = find_in (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  g_assert_cmpuint (count_rows (list_of (fixture)), ==, playbook->contacts->len);

  gtk_editable_set_text (GTK_EDITABLE (search), "orange");
  wait_until (count_rows (list_of (fixture)) == 1);
  g_assert_nonnull (find_words (fixture, "Orange Money support"));

  gtk_editable_set_text (GTK_EDITABLE (search), "zzz <b>nobody</b> & co");
  wait_until (count_rows (list_of (fixture)) == 0);
  g_assert_nonnull (find_words (fixture, "Nobody for “zzz <b>nobody</b> & co”."));

  gtk_editable_set_text (GTK_EDITABLE (search), "");
  wait_until (count_rows (list_of (fixture)) == playbook->contacts->len);
}

static void
reload (Fixture *fixture)
{
  g_autoptr(GAsyncResult) outcome = NULL;

  vigie_session_reload_async (fixture->session, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_session_reload_finish (fixture->session, outcome, NULL));
}

static void
test_missing_numbers (Fixture *fixture, gconstpointer data)
{
  VigieReadiness readiness;
  g_autofree char *banner = NULL;
  GtkWidget *choice;

  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  vigie_readiness_count (vigie_session_get_directory (fixture->session), vigie_session_now_usec (fixture->session), &readiness);
  banner = g_strdup_printf ("%u contacts to complete", readiness.n_urgent);
  g_assert_cmpuint (readiness.n_urgent, >, 1);
  g_assert_nonnull (find_words (fixture, banner));
  choice = find_in (fixture->page, GTK_TYPE_DROP_DOWN, NULL, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  wait_until (count_rows (list_of (fixture)) == readiness.n_urgent);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
  wait_until (count_rows (list_of (fixture)) == playbook->contacts->len);
}

/* ---- Changing ---- */

static VigieContact *
contact_named (Fixture *fixture, const char *id)
{
  return vigie_contact_copy (vigie_directory_contact (vigie_session_get_directory (fixture->session), id));
}

static void
give_number (Fixture *fixture, const char *id, const char *number)
{
  g_autoptr(VigieContact) contact = contact_named (fixture, id);

  g_ptr_array_set_size (contact->numbers, 0);
  g_ptr_array_add (contact->numbers, vigie_contact_line_new ("mobile", number));
  record (fixture, vigie_directory_draft_set (vigie_session_get_directory (fixture->session), contact, "Awa Koné", vigie_session_now_usec (fixture->session), NULL));
}

static gboolean
is_removed (Fixture *fixture, const char *id)
{
  return vigie_directory_entry (vigie_session_get_directory (fixture->session), id)->removed;
}

static void
take_words_cb (char **place, const char *words)
{
  g_free (*place);
  *place = g_strdup (words);
}

/* What is recorded shows in the list and on the card, and the acts of the card go into the record and can be undone. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  reload (fixture);
  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  vigie_directory_page_show_contact (fixture->page, "cto");
  give_number (fixture, "cto", "+225 07 07 21 44 09");
  wait_until (find_words (fixture, "+225 07 07 21 44 09") != NULL);
  g_assert_nonnull (find_button (fixture, "Call"));
  g_assert_nonnull (find_words (fixture, "never verified"));

  gtk_widget_activate_action (GTK_WIDGET (card_of (fixture)), "contact.verify", NULL);
  wait_until (find_words (fixture, "by Awa Koné") != NULL);
  give_number (fixture, "cto", "+225 05 05 63 18 70");
  wait_until (find_words (fixture, "changed since") != NULL);

  gtk_widget_activate_action (GTK_WIDGET (card_of (fixture)), "contact.favourite", NULL);
  g_assert_true (vigie_session_is_favourite (fixture->session, "cto"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in (fixture->page, GTK_TYPE_DROP_DOWN, NULL, NULL)), 2);
  wait_until (count_rows (list_of (fixture)) == 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in (fixture->page, GTK_TYPE_DROP_DOWN, NULL, NULL)), 0);

  vigie_directory_page_show_contact (fixture->page, "cfo");
  gtk_widget_activate_action (GTK_WIDGET (card_of (fixture)), "contact.remove", NULL);
  wait_until (is_removed (fixture, "cfo"));
  wait_until (count_rows (list_of (fixture)) == playbook->contacts->len - 1);
  vigie_session_undo (fixture->session);
  wait_until (!is_removed (fixture, "cfo"));
  wait_until (count_rows (list_of (fixture)) == playbook->contacts->len);
}

/* What somebody wrote on since is not undone over their head. */
static void
test_undo_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(VigieContact) other = NULL;
  g_autofree char *undone = NULL;

  reload (fixture);
  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  give_number (fixture, "cto", "111");
  wait_until (g_strcmp0 (vigie_contact_number (vigie_directory_contact (vigie_session_get_directory (fixture->session), "cto")), "111") == 0);
  other = contact_named (fixture, "cto");
  vigie_contact_set_text (&other->role, "R");
  drafts = vigie_directory_draft_set (vigie_session_get_directory (fixture->session), other, "Yao", noon, NULL);
  vigie_store_thread_record_async (fixture->store, drafts, NULL, NULL, NULL);
  wait_until (*vigie_text_get (&vigie_directory_contact (vigie_session_get_directory (fixture->session), "cto")->role, VIGIE_LANG_EN) == 'R');
  g_signal_connect_swapped (fixture->session, "undone", G_CALLBACK (take_words_cb), &undone);
  vigie_session_undo (fixture->session);
  wait_until (undone != NULL);
  g_assert_nonnull (strstr (undone, "Not undone"));
  g_assert_cmpstr (vigie_contact_number (vigie_directory_contact (vigie_session_get_directory (fixture->session), "cto")), ==, "111");
  g_signal_handlers_disconnect_by_data (fixture->session, &undone);
}

/* By keys alone: into the list, verify, favourite, remove and undo. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  reload (fixture);
  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  vigie_directory_page_focus_search (fixture->page);
  send (fixture->window, "type", "supabase");
  key (fixture->window, "Return");
  wait_until (g_strcmp0 (vigie_contact_card_get_contact (card_of (fixture)), "supabase") == 0);
  key (fixture->window, "Down");
  key (fixture->window, "v");
  wait_until (vigie_directory_entry (vigie_session_get_directory (fixture->session), "supabase")->verified);
  key (fixture->window, "f");
  wait_until (vigie_session_is_favourite (fixture->session, "supabase"));
  key (fixture->window, "Delete");
  wait_until (is_removed (fixture, "supabase"));
  vigie_session_undo (fixture->session);
  wait_until (!is_removed (fixture, "supabase"));
}

/* A favourite is there after a restart. */
static void
test_favourite_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(VigieSession) again = NULL;
  g_autoptr(GAsyncResult) outcome = NULL;

  reload (fixture);
  vigie_session_set_favourite (fixture->session, "dpo", TRUE);
  again = vigie_session_new (playbook, fixture->store, zone, VIGIE_LANG_EN, "Awa Koné");
  vigie_session_reload_async (again, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  wait_until (vigie_session_is_favourite (again, "dpo"));
  g_assert_false (vigie_session_is_favourite (again, "cto"));
}

static GtkWindow *
other_window (Fixture *fixture)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (all, i);

      if (GTK_WIDGET (window) != fixture->window && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

/* The form: what is typed in it is recorded, what is wrong is said and stays. */
static void
test_form (Fixture *fixture, gconstpointer data)
{
  GtkWindow *form;
  GtkWidget *field;

  reload (fixture);
  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  gtk_widget_activate_action (fixture->page, "directory.new", NULL);
  wait_until ((form = other_window (fixture)) != NULL);
  field = find_in (GTK_WIDGET (form), GTK_TYPE_ENTRY, NULL, NULL);
  gtk_widget_activate_default (GTK_WIDGET (form));
  g_assert_cmpuint (vigie_directory_entries (vigie_session_get_directory (fixture->session))->len, ==, playbook->contacts->len);
  gtk_editable_set_text (GTK_EDITABLE (field), "Zoé <b>Koné</b>");
  gtk_widget_activate_default (GTK_WIDGET (form));
  wait_until (vigie_directory_find (vigie_session_get_directory (fixture->session), "zoe <b>kone</b>") != NULL);
  wait_until (other_window (fixture) == NULL);
  wait_until (find_words (fixture, "Zoé <b>Koné</b>") != NULL);
}

static GtkWidget *
find_button_in (GtkWidget *root, const char *words)
{
  GtkWidget *label = find_in (root, GTK_TYPE_LABEL, says, words);

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

/* The round goes through them by keys alone. */
static void
test_round (Fixture *fixture, gconstpointer data)
{
  VigieDirectory *directory;
  GtkWindow *window;

  reload (fixture);
  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  gtk_widget_activate_action (fixture->page, "directory.round", NULL);
  wait_until ((window = other_window (fixture)) != NULL);
  g_signal_emit_by_name (find_button_in (GTK_WIDGET (window), "Numbers are right"), "clicked");
  wait_until ((directory = vigie_session_get_directory (fixture->session)) != NULL && vigie_directory_entry (directory, "cto")->verification != NULL);
  g_signal_emit_by_name (find_button_in (GTK_WIDGET (window), "Later"), "clicked");
  g_signal_emit_by_name (find_button_in (GTK_WIDGET (window), "Back"), "clicked");
  gtk_window_destroy (window);
}

static gboolean
has_tooltip (GtkWidget *widget, gconstpointer words)
{
  return g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) == 0;
}

static void
test_card (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search;

  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  search = find_in (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  vigie_directory_page_focus_search (fixture->page);
  gtk_editable_set_text (GTK_EDITABLE (search), "dpo");
  g_signal_emit_by_name (search, "activate");
  wait_until (vigie_contact_card_get_contact (card_of (fixture)) != NULL &&
              g_str_equal (vigie_contact_card_get_contact (card_of (fixture)), "dpo"));
  g_signal_emit_by_name (find_in (GTK_WIDGET (card_of (fixture)), GTK_TYPE_BUTTON, has_tooltip, "Copy dpo@distri-night.ci"), "clicked");
  wait_until (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "Copied: dpo@distri-night.ci");

  gtk_editable_set_text (GTK_EDITABLE (search), "cto");
  g_signal_emit_by_name (search, "activate");
  wait_until (g_str_equal (vigie_contact_card_get_contact (card_of (fixture)), "cto"));
  g_assert_nonnull (find_words (fixture, "Number missing"));
  g_assert_null (find_button (fixture, "Call"));
}

static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *number; const char *uri; } cases[] = {
    { "+225 07 48 12 90 33", "tel:+2250748129033" },
    { "07-48.12 (90)", "tel:07481290" },
    { "+225 XX XX XX XX XX", NULL },
    { "+225 XXXX", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = vigie_contact_tel_uri (cases[i].number);

      g_assert_cmpstr (uri, ==, cases[i].uri);
    }
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  int minimum;

  show_page (fixture, vigie_directory_page_new (fixture->session), 480, 600);
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 568);
  wait_until (gtk_widget_get_mapped (list_of (fixture)) && !gtk_widget_get_mapped (GTK_WIDGET (card_of (fixture))));
  g_assert_true (vigie_directory_list_select_first (VIGIE_DIRECTORY_LIST (list_of (fixture)), TRUE));
  g_signal_emit_by_name (list_of (fixture), "activated");
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (card_of (fixture))));
  wait_until (find_button (fixture, "Back to the list") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Back to the list"), "clicked");
  wait_until (gtk_widget_get_mapped (list_of (fixture)));
}

static gboolean
is_mail (GtkWidget *widget, gconstpointer mail)
{
  return strstr (gtk_label_get_text (GTK_LABEL (widget)), mail) != NULL;
}

/* The address on the card is whole, on two lines if need be. */
static void
test_mail_is_whole (Fixture *fixture, gconstpointer data)
{
  GtkWidget *mail;

  show_page (fixture, vigie_directory_page_new (fixture->session), 720, 554);
  g_assert_true (vigie_directory_list_select_first (VIGIE_DIRECTORY_LIST (list_of (fixture)), TRUE));
  wait_until ((mail = find_in (GTK_WIDGET (card_of (fixture)), GTK_TYPE_LABEL, is_mail, "cto@distri-night.ci")) != NULL);
  wait_until (gtk_widget_get_width (mail) > 0);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (mail))));
}

static char *
write_file (Fixture *fixture, const char *text)
{
  char *path = g_build_filename (fixture->folder, "in.vcf", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* The preview says what would become of each; nothing is recorded before the button, and nothing that stands is overwritten. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "BEGIN:VCARD\nVERSION:3.0\nFN:Zoé <b>K</b>\nTEL:185\nEND:VCARD\n"
                                               "BEGIN:VCARD\nVERSION:3.0\nFN:Awa\nUID:cto\nTEL:+225 07 07 21 44 09\nEND:VCARD\n");
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GtkWindow *preview;
  VigieDirectory *directory;

  reload (fixture);
  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  vigie_contacts_import_file (fixture->page, fixture->session, file);
  wait_until ((preview = other_window (fixture)) != NULL && find_in (GTK_WIDGET (preview), GTK_TYPE_LABEL, says, "Zoé <b>K</b>") != NULL);
  g_assert_nonnull (find_in (GTK_WIDGET (preview), GTK_TYPE_LABEL, says, "here CTO, in the file Awa"));
  g_assert_null (vigie_directory_find (vigie_session_get_directory (fixture->session), "Zoé <b>K</b>"));
  g_signal_emit_by_name (find_button_in (GTK_WIDGET (preview), "Record what is chosen"), "clicked");
  wait_until (vigie_directory_find (vigie_session_get_directory (fixture->session), "Zoé <b>K</b>") != NULL);
  directory = vigie_session_get_directory (fixture->session);
  g_assert_cmpstr (vigie_text_get (&vigie_directory_contact (directory, "cto")->name, VIGIE_LANG_EN), ==, "CTO");
  g_assert_cmpstr (vigie_contact_number (vigie_directory_contact (directory, "cto")), ==, "+225 07 07 21 44 09");
  wait_until (other_window (fixture) == NULL);
}

/* What is no file of contacts is one sentence in the window. */
static void
test_import_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "hello");
  g_autoptr(GFile) file = g_file_new_for_path (path);

  reload (fixture);
  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  vigie_contacts_import_file (fixture->page, fixture->session, file);
  wait_until (fixture->failure != NULL);
  g_assert_null (other_window (fixture));
}

/* The preview of the card, and one page of A4 by the printing of the toolkit. */
static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "card.pdf", NULL);
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  cairo_surface_t *surface;
  GtkWindow *window;
  gsize length;
  guint n_pages = 0;

  reload (fixture);
  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  vigie_contacts_show_sheet (fixture->page, fixture->session);
  wait_until ((window = other_window (fixture)) != NULL && gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_assert_nonnull (find_in (GTK_WIDGET (window), GTK_TYPE_DRAWING_AREA, NULL, NULL));
  g_assert_nonnull (find_button_in (GTK_WIDGET (window), "Print…"));
  g_assert_true (GTK_IS_BUTTON (gtk_window_get_focus (window)));
  gtk_window_close (window);

  surface = vigie_contact_sheet_record (vigie_session_get_directory (fixture->session), VIGIE_LANG_EN, vigie_session_get_zone (fixture->session), noon);
  operation = vigie_contact_sheet_operation_new (surface);
  cairo_surface_destroy (surface);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  for (gsize i = 0; i + 12 < length; i++)
    n_pages += memcmp (text + i, "/Type /Page", 11) == 0 && text[i + 11] != 's';
  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_cmpuint (length, >, 5000); /* with the fonts of what is on it */
}

/* Contacts out, past the chooser, and in again: everybody is here already. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  static const char *const formats[] = { "vcard", "csv", "sheet" };

  reload (fixture);
  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, formats[i], NULL);
      g_autoptr(GFile) file = g_file_new_for_path (path);
      g_autofree char *words = g_strdup_printf ("Written: %s", formats[i]);

      vigie_contacts_export_file (fixture->page, fixture->session, formats[i], file);
      wait_until (g_strcmp0 (fixture->toast, words) == 0);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* What files say is shown in words, and what nobody touched stays as it was. */
static void
test_labels (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *label, *words, *typed, *kept; } labels[] = {
    { "mobile", "mobile", "mobile", "mobile" },      { "CELL", "mobile", "mobile", "CELL" },
    { "CELL,WORK", "mobile work", "mobile work", "CELL,WORK" }, { "work voice", "work", "work", "work voice" },
    { "work", "work", "mobile", "mobile" },          { "", "", "night desk", "night desk" },
    { "Satellite", "Satellite", "Satellite", "Satellite" },  { "fax", "fax", "", "" },
    { "MAIN", "switchboard", "switchboard night", "main night" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *words = vigie_contact_label_words (labels[i].label);
      g_autofree char *kept = vigie_contact_label_of_words (labels[i].typed, labels[i].label);

      g_assert_cmpstr (words, ==, labels[i].words);
      g_assert_cmpstr (kept, ==, labels[i].kept);
    }
}

static void
add_all (void)
{
  add_test ("/ui/directory/search", test_search);
  add_test ("/ui/directory/missing-numbers", test_missing_numbers);
  add_test ("/ui/directory/changes", test_changes);
  add_test ("/ui/directory/undo-conflict", test_undo_conflict);
  add_test ("/ui/directory/keys", test_keys);
  add_test ("/ui/directory/favourite-stays", test_favourite_stays);
  add_test ("/ui/directory/form", test_form);
  add_test ("/ui/directory/round", test_round);
  add_test ("/ui/directory/card", test_card);
  add_test ("/ui/directory/import", test_import);
  add_test ("/ui/directory/import-refused", test_import_refused);
  add_test ("/ui/directory/labels", test_labels);
  add_test ("/ui/directory/sheet", test_sheet);
  add_test ("/ui/directory/export", test_export);
  add_test ("/ui/directory/addresses", test_addresses);
  add_test ("/ui/directory/narrow", test_narrow);
  add_test ("/ui/directory/mail-is-whole", test_mail_is_whole);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
