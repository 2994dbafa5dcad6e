/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of contacts as people and programs make them. */

#include <string.h>

#include "vigie-contact-csv.h"
#include "vigie-contact-sheet.h"
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

/* A page is an object of its own in what Cairo writes. */
static guint
count_pages (GBytes *pdf)
{
  static const char mark[] = "/Type /Page";
  gsize length;
  const char *text = g_bytes_get_data (pdf, &length);
  guint n = 0;

  for (gsize i = 0; i + sizeof mark < length; i++)
    n += memcmp (text + i, mark, sizeof mark - 1) == 0 && text[i + sizeof mark - 1] != 's';

  return n;
}

/* The card is one page in both languages, whoever is in the directory. */
static void
test_sheet (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autoptr(VigieDirectory) few = vigie_directory_fold (vigie_test_playbook (), events);
  g_autoptr(VigieDirectory) many = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(VigieContact) contact = vigie_contact_new ();
      g_autofree char *name = g_strdup_printf ("Somebody with a long name that takes two lines, number %u <b>&", i);

      vigie_contact_set_text (&contact->name, name);
      g_ptr_array_add (contact->numbers, vigie_contact_line_new ("", "+225 07 07 07 07 07"));
      vigie_test_device_record (device, vigie_directory_draft_set (few, contact, "Awa", 0, NULL), events);
    }
  many = vigie_directory_fold (vigie_test_playbook (), events);
  for (VigieLang lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
    {
      g_autoptr(GBytes) one = vigie_contact_sheet_pdf (few, lang, zone, vigie_test_time ("2026-11-22T03:00:00Z"), NULL);
      g_autoptr(GBytes) other = vigie_contact_sheet_pdf (many, lang, zone, vigie_test_time ("2026-11-22T03:00:00Z"), NULL);

      g_assert_cmpuint (count_pages (one), ==, 1);
      g_assert_cmpuint (count_pages (other), ==, 1);
    }
}

/* The words of a page, from another program. */
static char *
text_of (GBytes *pdf)
{
  g_autoptr(GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "pdftotext", "-layout", "-", "-", NULL);
  g_autoptr(GBytes) out = NULL;

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate (process, pdf, NULL, &out, NULL, NULL));

  return g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
}

static void
add_people (VigieTestDevice *device, VigieDirectory *base, GPtrArray *events, guint n, const char *category)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(VigieContact) contact = vigie_contact_new ();
      g_autofree char *name = g_strdup_printf ("Person %c%03u", *category, i);
      g_autofree char *number = g_strdup_printf ("+225 07 00 %02u %02u %02u", *category % 100, i / 100, i % 100);

      vigie_contact_set_text (&contact->name, name);
      g_free (contact->category);
      contact->category = g_strdup (category);
      g_ptr_array_add (contact->numbers, vigie_contact_line_new ("", number));
      vigie_test_device_record (device, vigie_directory_draft_set (base, contact, "Awa", 0, NULL), events);
    }
}

/* Sixty people and the playbook's all have their number on the page, and the date is there; of five hundred those of the
 * levels and the authorities do, and the rest is counted. */
static void
test_sheet_holds (void)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autoptr(VigieDirectory) base = vigie_directory_fold (vigie_test_playbook (), events);
  g_autoptr(VigieDirectory) sixty = NULL, many = NULL;
  g_autoptr(GBytes) pdf = NULL, dense = NULL;
  g_autofree char *text = NULL, *dense_text = NULL;

  if (program == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  add_people (device, base, events, 60, "partners");
  sixty = vigie_directory_fold (vigie_test_playbook (), events);
  pdf = vigie_contact_sheet_pdf (sixty, VIGIE_LANG_EN, zone, vigie_test_time ("2026-11-22T03:00:00Z"), NULL);
  g_assert_cmpuint (count_pages (pdf), ==, 1);
  text = text_of (pdf);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *number = g_strdup_printf ("+225 07 00 12 00 %02u", i);

      if (strstr (text, number) == NULL)
        g_error ("%s is not on the page", number);
    }
  g_assert_nonnull (strstr (text, "ARTCI"));
  g_assert_nonnull (strstr (text, "As of"));
  g_assert_null (strstr (text, "more contacts"));
  add_people (device, base, events, 420, "technical");
  add_people (device, base, events, 10, "L2");
  add_people (device, base, events, 5, "authorities");
  many = vigie_directory_fold (vigie_test_playbook (), events);
  dense = vigie_contact_sheet_pdf (many, VIGIE_LANG_EN, zone, vigie_test_time ("2026-11-22T03:00:00Z"), NULL);
  g_assert_cmpuint (count_pages (dense), ==, 1);
  dense_text = text_of (dense);
  g_assert_nonnull (strstr (dense_text, "+225 07 00 76 00 09"));
  g_assert_nonnull (strstr (dense_text, "+225 07 00 97 00 04"));
  g_assert_nonnull (strstr (dense_text, "more contacts are in Vigie."));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/contact-csv/columns", test_columns);
  g_test_add_func ("/document/contact-csv/faults", test_faults);
  g_test_add_func ("/document/contact-csv/refused", test_refused);
  g_test_add_func ("/document/contact-csv/round-trip", test_round_trip);

  g_test_add_func ("/document/contact-sheet/one-page", test_sheet);
  g_test_add_func ("/document/contact-sheet/holds-all", test_sheet_holds);

  return g_test_run ();
}
