/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-error.h"
#include "vigie-text.h"

#include <string.h>

typedef struct
{
  const char *given;
  const char *expected; /* NULL: refused */
} Case;

static void
test_get (void)
{
  VigieText both = { (char *) "Hello", (char *) "Bonjour" };
  VigieText english = { (char *) "Hello", NULL };
  VigieText french = { (char *) "", (char *) "Bonjour" };
  VigieText none = { NULL, NULL };

  g_assert_cmpstr (vigie_text_get (&both, VIGIE_LANG_EN), ==, "Hello");
  g_assert_cmpstr (vigie_text_get (&both, VIGIE_LANG_FR), ==, "Bonjour");
  g_assert_cmpstr (vigie_text_get (&english, VIGIE_LANG_FR), ==, "Hello");
  g_assert_cmpstr (vigie_text_get (&french, VIGIE_LANG_EN), ==, "Bonjour");
  g_assert_cmpstr (vigie_text_get (&none, VIGIE_LANG_EN), ==, "");
  g_assert_cmpstr (vigie_text_get (NULL, VIGIE_LANG_EN), ==, "");
}

static void
test_clear (void)
{
  VigieText text = { g_strdup ("a"), g_strdup ("b") };

  vigie_text_clear (&text);
  g_assert_null (text.en);
  g_assert_null (text.fr);
}

static void
test_clean (void)
{
  static const Case cases[] = {
    { "", "" },
    { "  spaces stay\t ", "  spaces stay\t " },
    { "a\r\nb\rc\nd", "a\r\nb\rc\nd" },
    { "a\xc2\x85" "b\u2028c\u2029d", "a\xc2\x85" "b\u2028c\u2029d" },
    { "bell\a escape\x1b[31m delete\x7f", "bell\a escape\x1b[31m delete\x7f" },
    { "abc\u202edcba\u202c \u2066x\u2069", "abc\u202edcba\u202c \u2066x\u2069" },
    { "< & > \" é 😀 \u00a0: e\u0301", "< & > \" é 😀 \u00a0: e\u0301" },
    { "\xff", NULL },
    { "caf\xe9", NULL },
    { "\xed\xa0\x80", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = vigie_text_clean (cases[i].given, -1, &error);

      g_assert_cmpstr (text, ==, cases[i].expected);
      if (cases[i].expected == NULL)
        g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
      else
        g_assert_no_error (error);
    }
}

static void
test_clean_lengths (void)
{
  g_autofree char *limit = g_strnfill (VIGIE_TEXT_MAX_BYTES + 1, 'x');
  g_autofree char *longest = vigie_text_clean (limit, VIGIE_TEXT_MAX_BYTES, NULL);
  g_autofree char *part = vigie_text_clean ("abcdef", 3, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (strlen (longest), ==, VIGIE_TEXT_MAX_BYTES);
  g_assert_cmpstr (part, ==, "abc");
  g_assert_null (vigie_text_clean (limit, -1, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (vigie_text_clean ("a\0b", 3, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
}

static void
test_clean_line (void)
{
  static const Case cases[] = {
    { "Panne", "Panne" },
    { "  Panne \n\t de  l’  ", "Panne \n\t de  l’" },
    { "Panne\u00a0: API", "Panne\u00a0: API" },
    { "Panne \u00a0 : API", "Panne \u00a0 : API" },
    { "\x1b[31mPanne\u202e", "\x1b[31mPanne\u202e" },
    { "\u00a0Panne\u202f", "Panne" },
    { "1234567890123456", "1234567890123456" },
    { "éééééééééééééééé", "éééééééééééééééé" },
    { "12345678901234567", NULL },
    { "", NULL },
    { NULL, NULL },
    { " \n \u00a0", NULL },
    { "\x1b\x07", NULL },
    { "\u200b", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = vigie_text_clean_line (cases[i].given, "The title", 16, &error);

      g_assert_cmpstr (text, ==, cases[i].expected);
      if (cases[i].expected == NULL)
        {
          g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
          g_assert_true (g_str_has_prefix (error->message, "The title "));
        }
    }
}

static void
test_escape_markup (void)
{
  static const Case cases[] = {
    { "disk < 5% & rising", "disk &lt; 5% &amp; rising" },
    { "<a href='file:///x'>", "&lt;a href=&apos;file:///x&apos;&gt;" },
    { "a\x01\u202e" "b\nc", "a␁‹U+202E›b\nc" },
    { "a\xff", "a\xef\xbf\xbd" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = vigie_text_escape_markup (cases[i].given);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_fold (void)
{
  static const Case cases[] = {
    { "ASCII Text 42", "ascii text 42" },
    { "Élève À L’ÉCOLE", "eleve a l'ecole" },
    { "CŒUR œuvre Ægir", "coeur oeuvre aegir" },
    { "e\u0301te\u0301", "ete" },
    { "Ça\u00a0va\u202f?", "ca va ?" },
    { "Koné ÎLE naïve", "kone ile naive" },
    { "Straße", "strasse" },
    { "😀", "😀" },
    { "\xff", "\xef\xbf\xbd" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = vigie_text_fold (cases[i].given);
      g_autofree char *again = vigie_text_fold (text);

      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_cmpstr (again, ==, cases[i].expected);
    }
}

static void
test_first_line (void)
{
  static const Case cases[] = {
    { "short", "short" },
    { "1234567890", "1234567890" },
    { "12345678901", "123456789…" },
    { "  \n\n first \n second", "first…" },
    { "one\n", "one" },
    { "éééééééééé", "éééééééééé" },
    { "ééééééééééé", "ééééééééé…" },
    { "12345678 0123", "12345678…" },
    { "1234567890\nx", "123456789…" },
    { "12345678e\u0301" "bcd", "12345678…" },
    { "", "" },
    { NULL, "" },
    { "a\xff", "a\xef\xbf\xbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = vigie_text_first_line (cases[i].given, 10);

      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_cmpint (g_utf8_strlen (text, -1), <=, 10);
    }
}

static void
test_number (void)
{
  static const struct
  {
    gint64 value;
    const char *en, *fr;
  } cases[] = {
    { 0, "0", "0" },
    { 999, "999", "999" },
    { 1000, "1,000", "1\u202f000" },
    { 4850000, "4,850,000", "4\u202f850\u202f000" },
    { -12345, "-12,345", "-12\u202f345" },
    { G_MININT64, "-9,223,372,036,854,775,808",
      "-9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f808" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *en = vigie_text_number (cases[i].value, VIGIE_LANG_EN);
      g_autofree char *fr = vigie_text_number (cases[i].value, VIGIE_LANG_FR);

      g_assert_cmpstr (en, ==, cases[i].en);
      g_assert_cmpstr (fr, ==, cases[i].fr);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/get", test_get);
  g_test_add_func ("/core/text/clear", test_clear);
  g_test_add_func ("/fault/F32/clean", test_clean);
  g_test_add_func ("/core/text/clean-lengths", test_clean_lengths);
  g_test_add_func ("/core/text/clean-line", test_clean_line);
  g_test_add_func ("/core/text/escape-markup", test_escape_markup);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/first-line", test_first_line);
  g_test_add_func ("/core/text/number", test_number);
  return g_test_run ();
}
