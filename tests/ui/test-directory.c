/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory: search, the count of missing numbers, the card, keys and the narrow form. */

#include "page-fixture.h"

#include "vigie-contact-card.h"
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
test_missing_numbers (Fixture *fixture, gconstpointer data)
{
  guint n = vigie_directory_count_incomplete (playbook);
  g_autofree char *banner = g_strdup_printf ("%u entries to check", n);

  show_page (fixture, vigie_directory_page_new (fixture->session), 1048, 750);
  g_assert_cmpuint (n, >, 1);
  g_assert_nonnull (find_words (fixture, banner));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (fixture, "Review")), TRUE);
  wait_until (count_rows (list_of (fixture)) == n);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (fixture, "Review")), FALSE);
  wait_until (count_rows (list_of (fixture)) == playbook->contacts->len);
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
              g_str_equal (vigie_contact_card_get_contact (card_of (fixture))->id, "dpo"));
  g_signal_emit_by_name (find_button (fixture, "Copy"), "clicked");
  wait_until (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "Copied: dpo@distri-night.ci");

  gtk_editable_set_text (GTK_EDITABLE (search), "cto");
  g_signal_emit_by_name (search, "activate");
  wait_until (g_str_equal (vigie_contact_card_get_contact (card_of (fixture))->id, "cto"));
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

static void
add_all (void)
{
  add_test ("/ui/directory/search", test_search);
  add_test ("/ui/directory/missing-numbers", test_missing_numbers);
  add_test ("/ui/directory/card", test_card);
  add_test ("/ui/directory/addresses", test_addresses);
  add_test ("/ui/directory/narrow", test_narrow);
  add_test ("/ui/directory/mail-is-whole", test_mail_is_whole);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
