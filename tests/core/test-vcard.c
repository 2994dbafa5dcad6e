/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vCards in and out: what telephones and programs write, and what somebody wrote to do harm. */

#include <string.h>

#include "vigie-directory.h"
#include "vigie-error.h"
#include "vigie-test-support.h"
#include "vigie-vcard.h"

static VigieContactFile *
read_text (const char *text)
{
  g_autoptr(GError) error = NULL;
  VigieContactFile *file = vigie_vcard_read (text, strlen (text), NULL, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static const VigieContact *
only (const VigieContactFile *file)
{
  g_assert_cmpuint (file->contacts->len, ==, 1);
  return file->contacts->pdata[0];
}

static const VigieContactLine *
line_of (GPtrArray *lines, guint i)
{
  g_assert_cmpuint (lines->len, >, i);
  return lines->pdata[i];
}

/* As Android, Outlook, Apple and 4.0 write one and the same person. */
static void
test_versions (void)
{
  static const char *const cards[] = {
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4B=6F=6E=C3=A9;=5A=6F=C3=A9;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=5A=6F=C3=A9=\r\n=20=4B=6F=6E=C3=A9\r\nTEL;CELL;PREF:+225 05 05 63 18 70\r\n"
    "EMAIL;INTERNET:zoe@wave.ci\r\nORG:Wave\r\nEND:VCARD\r\n",
    "BEGIN:VCARD\nVERSION:2.1\nFN:Zo\xe9 Kon\xe9\nTEL;CELL:+225 05 05 63 18 70\nEMAIL:zoe@wave.ci\nORG:Wave\nEND:VCARD\n",
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Koné;Zoé;;;\r\nFN:Zoé K\r\n oné\r\nitem1.TEL;type=pref:+225 05 05 63 18 70\r\nitem1.X-ABLabel:_$!<Mobile>!$_\r\n"
    "EMAIL;type=INTERNET:zoe@wave.ci\r\nORG:Wave\r\nEND:VCARD\r\n",
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zoé Koné\r\nTEL;VALUE=uri;TYPE=\"voice,cell\";PREF=1:tel:+225%2005%2005%2063%2018%2070\r\n"
    "EMAIL:mailto:zoe@wave.ci\r\nORG:Wave\r\nEND:VCARD\r\n",
    "begin:vcard\nversion:3.0\nn:Koné;Zoé;;;\ntel;type=cell:+225 05 05 63 18 70\nemail:zoe@wave.ci\norg:Wave\nend:vcard",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autoptr(VigieContactFile) file = read_text (cards[i]);
      const VigieContact *zoe = only (file);

      g_assert_cmpstr (vigie_text_get (&zoe->name, VIGIE_LANG_FR), ==, "Zoé Koné");
      g_assert_cmpstr (line_of (zoe->numbers, 0)->value, ==, "+225 05 05 63 18 70");
      g_assert_cmpstr (line_of (zoe->numbers, 0)->label, ==, "mobile");
      g_assert_cmpstr (line_of (zoe->addresses, 0)->value, ==, "zoe@wave.ci");
      g_assert_cmpstr (zoe->organisation, ==, "Wave");
      g_assert_cmpuint (file->n_faults, ==, 0);
    }
}

/* What is escaped, several lines, what has no place, and a picture. */
static void
test_properties (void)
{
  g_autoptr(VigieContactFile) file = read_text (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\\, B\\; C\\\\\r\nNOTE:one\\ntwo\r\nCATEGORIES:night,a\\,b\r\nLANG:fr\r\nTZ;VALUE=text:Africa/Abidjan\r\n"
    "URL:https://b.ci/?a=1\r\nTEL:1\r\nTEL;TYPE=pref:2\r\nADR;TYPE=HOME:;;Rue 12;Abidjan;;;CI\r\nORG:Wave;Support\r\nBDAY:1990-01-01\r\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\nPHOTO;VALUE=uri:data:image/png;base64,AAAA\r\nUID:someone\r\nEND:VCARD\r\n");
  const VigieContact *contact = only (file);

  g_assert_cmpstr (vigie_text_get (&contact->name, VIGIE_LANG_EN), ==, "A, B; C\\");
  g_assert_cmpstr (vigie_text_get (&contact->note, VIGIE_LANG_EN), ==, "one\ntwo");
  g_assert_cmpuint (contact->groups->len, ==, 2);
  g_assert_cmpstr (contact->groups->pdata[1], ==, "a,b");
  g_assert_cmpstr (contact->zone, ==, "Africa/Abidjan");
  g_assert_cmpstr (contact->id, ==, "someone");
  g_assert_cmpstr (line_of (contact->numbers, 0)->value, ==, "2");
  g_assert_cmpstr (line_of (contact->addresses, 0)->value, ==, "https://b.ci/?a=1");
  g_assert_cmpuint (file->n_dropped, ==, 2);
  g_assert_cmpuint (contact->extra->len, ==, 3);
  g_assert_cmpstr (contact->extra->pdata[0], ==, "ADR;TYPE=HOME:;;Rue 12;Abidjan;;;CI");
  g_assert_cmpstr (contact->extra->pdata[1], ==, "ORG:Wave;Support");
}

/* Nothing is lost on the way out and in again, whatever it is. */
static void
test_round_trip (void)
{
  static const char *const words[] = { "Zoé", "Awa Koné", "a;b,c\\d", "one\ntwo", "“…” 你好 🙂", "x", "Ünï cödé that is so long that its line has to be folded at seventy-five octets, é", ":", "=3D" };
  g_autoptr(GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_contact_free);
  g_autoptr(VigieContactFile) file = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 200; i++)
    {
      VigieContact *contact = vigie_contact_new ();
      const char *word = words[i % G_N_ELEMENTS (words)];
      g_autofree char *number = g_strdup_printf ("+225 07 00 00 %02u %02u", i / 100, i % 100);

      contact->id = g_strdup_printf ("id-%u", i);
      vigie_contact_set_text (&contact->name, word);
      vigie_contact_set_text (&contact->note, words[(i + 3) % G_N_ELEMENTS (words)]);
      vigie_contact_set_text (&contact->role, i % 3 == 0 ? "" : word);
      if (i % 5 == 0)
        {
          g_free (contact->name.fr);
          contact->name.fr = g_strdup ("Autre nom");
        }
      g_ptr_array_add (contact->numbers, vigie_contact_line_new (i % 2 == 0 ? "mobile" : "le bureau; du nord", number));
      g_ptr_array_add (contact->numbers, vigie_contact_line_new ("", "185"));
      g_ptr_array_add (contact->addresses, vigie_contact_line_new ("work", "a@b.ci"));
      g_ptr_array_add (contact->addresses, vigie_contact_line_new ("", "https://b.ci/?x=1,2;3"));
      g_ptr_array_add (contact->groups, g_strdup (words[2]));
      g_ptr_array_add (contact->languages, g_strdup ("fr"));
      g_ptr_array_add (contact->extra, g_strdup ("N:Koné;Awa;;M.;"));
      g_ptr_array_add (contact->extra, g_strdup ("X-SOMETHING;A=1:kept é"));
      g_ptr_array_add (contacts, contact);
    }
  text = vigie_vcard_write (contacts, VIGIE_LANG_EN);
  file = read_text (text);
  g_assert_cmpuint (file->contacts->len, ==, contacts->len);
  for (guint i = 0; i < contacts->len; i++)
    for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
      if (!vigie_contact_field_equal (contacts->pdata[i], file->contacts->pdata[i], field))
        g_error ("Contact %u, field %d", i, field);
  for (const char *line = text; line != NULL && *line != '\0'; line = strstr (line, "\r\n") != NULL ? strstr (line, "\r\n") + 2 : NULL)
    g_assert_cmpint (strcspn (line, "\r"), <=, 75);
}

/* Each of these is read without harm; what it gives is told by counts. */
static void
test_hostile (void)
{
  const struct { const char *text; guint contacts, faults; } cases[] = {
    { "BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:inner\nEND:VCARD\nTEL:1\nEND:VCARD\n", 1, 0 },
    { "BEGIN:VCARD\nFN:A\n", 0, 1 },
    { "BEGIN:VCARD\nFN:\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", 1, 1 },
    { "BEGIN:VCARD\n:\n;\n;;;:\n.:\n=:=\nFN\nFN:A\n\n\nEND:VCARD", 1, 0 },
    { "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:A=00=ZZ=4=\nEND:VCARD\nEND:VCARD\n", 1, 0 },
    { "BEGIN:VCARD\nTEL;TYPE=\"a:b\";X=\"unended:1\nFN:A\nEND:VCARD\n", 1, 0 },
    { "BEGIN:VCARD\nVERSION:3.0\nTEL:185\nEND:VCARD\n", 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigieContactFile) file = read_text (cases[i].text);

      if (file->contacts->len != cases[i].contacts || file->n_faults != cases[i].faults)
        g_error ("Case %" G_GSIZE_FORMAT ": %u contacts, %u faults", i, file->contacts->len, file->n_faults);
    }
}

/* A property whose name is NUL: found by the fuzzer. */
static void
test_nul_name (void)
{
  static const char text[] = "BEGIN:VCARD\nFN:A\n\0:x\n\0;\0=\0:\nEND:VCARD\n";
  g_autoptr(VigieContactFile) file = vigie_vcard_read (text, sizeof text - 1, NULL, NULL, NULL);

  g_assert_cmpstr (vigie_text_get (&only (file)->name, VIGIE_LANG_EN), ==, "A");
}

static void
test_no_card (void)
{
  static const char *const texts[] = { "", "\n", "hello", "\xff\xfe", "BEGIN:VCALENDAR\nEND:VCALENDAR\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_vcard_read (texts[i], strlen (texts[i]), NULL, NULL, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

static void
test_utf16 (void)
{
  static const char card[] = "BEGIN:VCARD\nFN:Zo\nEND:VCARD\n";
  g_autoptr(GString) wide = g_string_new_len ("\xff\xfe", 2);
  g_autoptr(VigieContactFile) file = NULL;

  for (gsize i = 0; i < sizeof card - 1; i++)
    {
      g_string_append_c (wide, card[i]);
      g_string_append_len (wide, "\0", 1);
    }
  file = vigie_vcard_read (wide->str, wide->len, NULL, NULL, NULL);
  g_assert_cmpstr (vigie_text_get (&only (file)->name, VIGIE_LANG_EN), ==, "Zo");
}

/* A hundred thousand cards are one sentence; so is a line of many megabytes, which is passed over. */
static void
test_bounds (void)
{
  g_autoptr(GString) many = g_string_new (NULL);
  g_autoptr(GString) large = g_string_new ("BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:");
  g_autoptr(VigieContactFile) file = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (many, "BEGIN:VCARD\nFN:A\nEND:VCARD\n");
  g_assert_null (vigie_vcard_read (many->str, many->len, NULL, NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);

  for (guint i = 0; i < 200000; i++)
    g_string_append (large, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  g_string_append (large, "\nTEL:185\nEND:VCARD\n");
  file = vigie_vcard_read (large->str, large->len, NULL, NULL, NULL);
  g_assert_cmpstr (vigie_contact_number (only (file)), ==, "185");
  g_assert_cmpuint (file->n_dropped, ==, 1);
}

/* A line inside a card that looks like the beginning or the end of one would swallow the next card when it is written again; the first
 * was found by the fuzzer. */
static void
test_frames (void)
{
  static const char *const lines[] = {
    "BEGIN:VCARD", "BEGIN:VEVENT", "END:VEVENT", "item1.BEGIN:VCARD", "begin;x=y:VCARD", "X-A:1\r\nEND:VCARD",
  };
  static const char nuls[] = "BEGIN:VCARD\r\nTEL:B\nBEGIN:V\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0CARD\r\nTEL:C\nEND:VCARD\r";
  g_autoptr(VigieContactFile) file = vigie_vcard_read (nuls, sizeof nuls - 1, NULL, NULL, NULL);

  g_assert_cmpuint (only (file)->extra->len, ==, 0);
  g_assert_cmpuint (file->n_dropped, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(VigieContactFile) again = NULL;
      g_autofree char *text = NULL;

      g_ptr_array_set_size (only (file)->extra, 0);
      g_ptr_array_add (only (file)->extra, g_strdup ("X-KEPT:yes"));
      g_ptr_array_add (only (file)->extra, g_strdup (lines[i]));
      text = vigie_vcard_write (file->contacts, VIGIE_LANG_EN);
      again = vigie_vcard_read (text, strlen (text), NULL, NULL, NULL);
      g_assert_cmpuint (again->n_faults, ==, 0);
      g_assert_cmpuint (only (again)->extra->len, ==, 1);
      g_assert_cmpstr (only (again)->extra->pdata[0], ==, "X-KEPT:yes");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/vcard/versions", test_versions);
  g_test_add_func ("/core/vcard/properties", test_properties);
  g_test_add_func ("/core/vcard/round-trip", test_round_trip);
  g_test_add_func ("/core/vcard/hostile", test_hostile);
  g_test_add_func ("/core/vcard/nul-name", test_nul_name);
  g_test_add_func ("/core/vcard/no-card", test_no_card);
  g_test_add_func ("/core/vcard/utf16", test_utf16);
  g_test_add_func ("/core/vcard/bounds", test_bounds);
  g_test_add_func ("/core/vcard/frames", test_frames);

  return g_test_run ();
}
