/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of contacts as people and programs make them. */

#include <string.h>

#include "vigie-contact-csv.h"
#include "vigie-error.h"
#include "vigie-test-support.h"

static void
test_columns (void)
{
  static const char *const tables[] = {
    "Nom;Fonction;Téléphone;Courriel;Société\nZoé Koné;Réseau;+225 05 05 63 18 70;zoe@wave.ci;Wave\n",
    "\xef\xbb\xbfname,role,phones,emails,organisation\r\nZoé Koné,Réseau,\"'+225 05 05 63 18 70\",zoe@wave.ci,Wave\r\n",
    "Given Name,Family Name,Organization Title,Phone 1 - Label,Phone 1 - Value,E-mail 1 - Value,Organization Name\nZoé,Koné,Réseau,Mobile,+225 05 05 63 18 70,zoe@wave.ci,Wave\n",
    "Prénom,Nom de famille,Poste,Mobile,E-mail,Entreprise\nZoé,Koné,Réseau,+225 05 05 63 18 70,zoe@wave.ci,Wave\n\n , ,\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(VigieContactFile) file = vigie_contact_csv_read (tables[i], strlen (tables[i]), columns, &error);
      const VigieContact *zoe;

      g_assert_no_error (error);
      g_assert_cmpuint (file->contacts->len, ==, 1);
      g_assert_cmpuint (file->n_faults, ==, 0);
      g_assert_cmpuint (columns->len, >=, 5);
      zoe = file->contacts->pdata[0];
      g_assert_cmpstr (vigie_text_get (&zoe->name, VIGIE_LANG_FR), ==, "Zoé Koné");
      g_assert_cmpstr (vigie_text_get (&zoe->role, VIGIE_LANG_FR), ==, "Réseau");
      g_assert_cmpstr (vigie_contact_number (zoe), ==, "+225 05 05 63 18 70");
      g_assert_cmpstr (vigie_contact_mail (zoe), ==, "zoe@wave.ci");
      g_assert_cmpstr (zoe->organisation, ==, "Wave");
    }
}

static void
test_faults (void)
{
  static const char table[] = "name,phone,zone,Couleur\nAwa,1,Africa/Abidjan,bleu\n,2,,\nYao,3,no zone!,\nEve,mobile=4|5,,\n";
  g_autoptr(VigieContactFile) file = vigie_contact_csv_read (table, strlen (table), NULL, NULL);
  const VigieContact *awa, *eve;

  g_assert_cmpuint (file->contacts->len, ==, 2);
  g_assert_cmpuint (file->n_faults, ==, 2);
  g_assert_nonnull (strstr (file->faults->pdata[0], "3"));
  g_assert_nonnull (strstr (file->faults->pdata[1], "4"));
  awa = file->contacts->pdata[0];
  eve = file->contacts->pdata[1];
  g_assert_cmpstr (awa->extra->pdata[0], ==, "X-CSV-COULEUR:bleu");
  g_assert_cmpstr (awa->zone, ==, "Africa/Abidjan");
  g_assert_cmpuint (eve->numbers->len, ==, 2);
  g_assert_cmpstr (((VigieContactLine *) eve->numbers->pdata[0])->label, ==, "mobile");
}

static void
test_refused (void)
{
  const struct { const char *table; int code; } cases[] = {
    { "colour,size\nblue,2\n", VIGIE_ERROR_INVALID }, { "name,phone\n", VIGIE_ERROR_INVALID }, { "name\n\"open\n", VIGIE_ERROR_INVALID },
    { "name\nZo\xe9\n", VIGIE_ERROR_INVALID },         { "\n", VIGIE_ERROR_INVALID },           { "", VIGIE_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].table, strlen (cases[i].table));
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_contacts_read (bytes, NULL, &error));
      g_assert_error (error, VIGIE_ERROR, cases[i].code);
    }
}

/* What the shipped contacts say comes back from the table. */
static void
test_round_trip (void)
{
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr(VigieDirectory) directory = vigie_directory_fold (vigie_test_playbook (), nothing);
  g_autoptr(GPtrArray) contacts = g_ptr_array_new ();
  g_autoptr(VigieContactFile) file = NULL;
  g_autofree char *table = NULL;
  GPtrArray *entries = vigie_directory_entries (directory);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (contacts, (gpointer) ((const VigieDirectoryEntry *) entries->pdata[i])->contact);
  table = vigie_contact_csv_write (contacts, directory, VIGIE_LANG_FR);
  file = vigie_contact_csv_read (table, strlen (table), NULL, NULL);
  g_assert_cmpuint (file->contacts->len, ==, contacts->len);
  for (guint i = 0; i < contacts->len; i++)
    {
      const VigieContact *a = contacts->pdata[i], *b = file->contacts->pdata[i];

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpstr (vigie_text_get (&a->name, VIGIE_LANG_FR), ==, vigie_text_get (&b->name, VIGIE_LANG_FR));
      g_assert_true (vigie_contact_field_equal (a, b, VIGIE_CONTACT_NUMBERS));
      g_assert_true (vigie_contact_field_equal (a, b, VIGIE_CONTACT_ADDRESSES));
      g_assert_true (vigie_contact_field_equal (a, b, VIGIE_CONTACT_CATEGORY));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/contact-csv/columns", test_columns);
  g_test_add_func ("/document/contact-csv/faults", test_faults);
  g_test_add_func ("/document/contact-csv/refused", test_refused);
  g_test_add_func ("/document/contact-csv/round-trip", test_round_trip);

  return g_test_run ();
}
