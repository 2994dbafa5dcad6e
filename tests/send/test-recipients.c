/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recipients' lists: what is recognised, which line is at fault, and what hostile values become in a message. */

#include "vigie-recipients.h"

#include <string.h>

#include "vigie-csv.h"
#include "vigie-error.h"
#include "vigie-mailing-plan.h"
#include "vigie-mailing-text.h"
#include "vigie-test-hostile.h"
#include "vigie-test-support.h"

static VigieRecipients *
read_text (const char *text, GError **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return vigie_recipients_read (bytes, VIGIE_LANG_FR, error);
}

static VigieRecipients *
read_good (const char *text)
{
  g_autoptr(GError) error = NULL;
  VigieRecipients *list = read_text (text, &error);

  g_assert_no_error (error);

  return list;
}

static const VigieRecipient *
person (const VigieRecipients *list, guint index)
{
  return g_ptr_array_index (list->people, index);
}

static const char *
fault (const VigieRecipients *list, guint index)
{
  return ((VigieRecipientFault *) g_ptr_array_index (list->faults, index))->sentence;
}

static void
test_columns (void)
{
  static const char *const headers[] = {
    "email,name,language", "E-mail,Nom,Langue", "Courriel,Nom complet,lang", "Adresse électronique,nom,LANGUE", "Adresse e-mail;Name;Language", "\"e mail\",\"full_name\",language",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      const char *row = strchr (headers[i], ';') != NULL ? "awa@x.example;Awa Koné;en" : "awa@x.example,Awa Koné,en";
      g_autofree char *text = g_strdup_printf ("\xEF\xBB\xBF%s\r\n%s\r\n", headers[i], row);
      g_autoptr(VigieRecipients) list = read_good (text);

      g_test_message ("%s", headers[i]);
      g_assert_cmpuint (list->people->len, ==, 1);
      g_assert_cmpstr (person (list, 0)->address, ==, "awa@x.example");
      g_assert_cmpstr (person (list, 0)->name, ==, "Awa Koné");
      g_assert_cmpint (person (list, 0)->lang, ==, VIGIE_LANG_EN);
    }
}

static void
test_further_columns (void)
{
  g_autoptr(VigieRecipients) list = read_good ("Numéro de commande,Prénom,Nom,email\n'=17,Awa,Koné,awa@x.example\n");
  g_autofree char *csv = vigie_recipients_to_csv (list);
  g_autoptr(VigieRecipients) again = read_good (csv);

  g_assert_cmpstr (list->columns[0], ==, "numero_de_commande");
  g_assert_cmpstr (person (list, 0)->name, ==, "Awa Koné");
  g_assert_cmpstr (vigie_recipient_value (list, person (list, 0), "numero_de_commande"), ==, "=17");
  g_assert_cmpstr (vigie_recipient_value (list, person (list, 0), "nothing"), ==, "");
  g_assert_cmpint (person (list, 0)->lang, ==, VIGIE_LANG_FR);
  g_assert_cmpstr (person (again, 0)->name, ==, "Awa Koné");
  g_assert_cmpstr (vigie_recipient_value (again, person (again, 0), "numero_de_commande"), ==, "=17");
  g_assert_cmpstr (vigie_recipient_value (again, person (again, 0), "prenom"), ==, "Awa");
}

static void
test_faults (void)
{
  g_autoptr(VigieRecipients) list = read_good ("email,name,language\n"
                                               "awa@x.example,Awa,fr\n"
                                               "nobody,N,fr\n"
                                               " AWA@X.example ,Again,fr\n"
                                               ",Empty,fr\n"
                                               "k@x.example,K,Klingon\n"
                                               "m@x.example,M,fr,more\n"
                                               "\n"
                                               "e@x.example,E,English\n");

  g_assert_cmpuint (list->people->len, ==, 2);
  g_assert_cmpuint (list->n_faults, ==, 4);
  g_assert_cmpuint (list->n_duplicates, ==, 1);
  g_assert_cmpuint (person (list, 1)->line, ==, 9);
  g_assert_cmpint (person (list, 1)->lang, ==, VIGIE_LANG_EN);
  g_assert_cmpstr (fault (list, 0), ==, "Line 3: “nobody” is no e-mail address: it has no @.");
  g_assert_cmpstr (fault (list, 1), ==, "Line 4: the address is that of line 2; it is written to once.");
  g_assert_cmpstr (fault (list, 2), ==, "Line 5: The e-mail address is missing.");
  g_assert_cmpstr (fault (list, 3), ==, "Line 6: the language “Klingon” is neither French nor English.");
  g_assert_cmpstr (fault (list, 4), ==, "Line 7 has more fields than the first row.");
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", "\n\n", "name,language\nAwa,fr\n", "email\n\"awa@x.example\n", "email\nawa@x.example\xff\n", "awa@x.example\nb@x.example\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (texts[i], &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

/* A million rows: one sentence, once the limit is passed. */
static void
test_too_many (void)
{
  g_autoptr(GString) text = g_string_new ("email\n");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_printf (text, "c%u@x.example\n", i);
  g_assert_null (read_text (text->str, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "The list has more than 100\u202f000 rows; send it in parts.");
}

static void
test_many_faults (void)
{
  g_autoptr(GString) text = g_string_new ("email\n");
  g_autoptr(VigieRecipients) list = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append (text, "nobody\n");
  list = read_good (text->str);
  g_assert_cmpuint (list->n_faults, ==, 50000);
  g_assert_cmpuint (list->faults->len, ==, VIGIE_RECIPIENT_FAULTS_MAX);
}

static void
test_places (void)
{
  static const struct { const char *text, *filled; } cases[] = {
    { "Bonjour {{to.name}},", "Bonjour Awa {{to.order}}," },
    { "{{to.order}} {{to. order }} {{to.email}}", "x x a@x.example" },
    { "{{to.city|votre ville}} {{to.name|x}}", "votre ville Awa {{to.order}}" },
    { "{{to.city}}", NULL },
    { "{{to.nowhere}}", NULL },
    { "{{started}} {{to.", "{{started}} {{to." },
    { "{{to.name\n}}", "{{to.name\n}}" },
    { "", "" },
  };
  g_autoptr(VigieRecipients) list = read_good ("email,name,city,order\na@x.example,Awa {{to.order}},,x\n");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *filled = vigie_mailing_fill (cases[i].text, list, person (list, 0), &error);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (filled, ==, cases[i].filled);
      g_assert_true ((filled == NULL) == g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_INVALID));
    }
}

/* Whatever a list holds as name and value, it stays one header and one line of text. */
static void
test_hostile (void)
{
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autoptr(VigieMailingPlan) plan = vigie_mailing_plan_new ();
      g_autoptr(GString) csv = g_string_new ("email,name,order\n");
      g_autoptr(VigieRecipients) list = NULL;
      g_autoptr(GBytes) message = NULL;
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;

      vigie_csv_append_field (csv, "a@x.example", FALSE);
      vigie_csv_append_field (csv, vigie_test_hostile[i], FALSE);
      vigie_csv_append_field (csv, vigie_test_hostile[i], TRUE);
      list = read_good (csv->str);
      plan->run = g_strdup ("019a0000-0000-7000-8000-000000000001");
      plan->from_address = g_strdup ("info@y.example");
      plan->subjects[VIGIE_LANG_FR] = g_strdup ("S {{to.name|x}}");
      plan->bodies[VIGIE_LANG_FR] = g_strdup ("B {{to.order|x}}");
      g_assert_cmpuint (list->people->len, ==, 1);
      message = vigie_mailing_message (plan, list, 0, vigie_test_time ("2026-11-22T00:00:00Z"), &error);
      g_assert_no_error (error);
      text = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
      strstr (text, "\r\n\r\n")[0] = '\0';
      g_assert_true (g_str_is_ascii (text));
      g_assert_null (strstr (text, "\nBcc"));
      g_assert_nonnull (strstr (text, "a@x.example"));
      g_assert_nonnull (strstr (text, "Message-Id: <1.019a0000-0000-7000-8000-000000000001@y.example>"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/send/recipients/columns", test_columns);
  g_test_add_func ("/send/recipients/further-columns", test_further_columns);
  g_test_add_func ("/send/recipients/faults", test_faults);
  g_test_add_func ("/send/recipients/refused", test_refused);
  g_test_add_func ("/send/recipients/too-many", test_too_many);
  g_test_add_func ("/send/recipients/many-faults", test_many_faults);
  g_test_add_func ("/send/recipients/places", test_places);
  g_test_add_func ("/send/recipients/hostile", test_hostile);

  return g_test_run ();
}
