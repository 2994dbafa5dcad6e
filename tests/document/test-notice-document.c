/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A notice as HTML, as plain text and as a letter: real headings and lists, the same bytes each time, and hostile text that
 * stays text. */

#include "vigie-notice-document.h"

#include <string.h>

#include "vigie-notice-blocks.h"
#include "vigie-test-hostile.h"

static const char body[] =
    "Bonjour,\n\nCe qui s’est passé\nUne liste a été lue.\nVoir https://status.distri-night.ci\n\nVos données\nTouchées :\n- Nom\n- Téléphone\n\n"
    "À faire\n1. Changez votre mot de passe.\n2. Méfiez-vous des appels.\n\nL’équipe";

static void
test_blocks (void)
{
  static const struct { VigieNoticeBlockKind kind; guint n; const char *first; } wanted[] = {
    { VIGIE_NOTICE_BLOCK_PARAGRAPH, 1, "Bonjour," },
    { VIGIE_NOTICE_BLOCK_HEADING, 1, "Ce qui s’est passé" },
    { VIGIE_NOTICE_BLOCK_PARAGRAPH, 2, "Une liste a été lue." },
    { VIGIE_NOTICE_BLOCK_HEADING, 1, "Vos données" },
    { VIGIE_NOTICE_BLOCK_PARAGRAPH, 1, "Touchées :" },
    { VIGIE_NOTICE_BLOCK_BULLETS, 2, "Nom" },
    { VIGIE_NOTICE_BLOCK_HEADING, 1, "À faire" },
    { VIGIE_NOTICE_BLOCK_NUMBERS, 2, "Changez votre mot de passe." },
    { VIGIE_NOTICE_BLOCK_PARAGRAPH, 1, "L’équipe" },
  };
  g_autoptr(GPtrArray) blocks = vigie_notice_blocks (body);

  g_assert_cmpuint (blocks->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < blocks->len; i++)
    {
      const VigieNoticeBlock *block = blocks->pdata[i];

      g_assert_cmpint (block->kind, ==, wanted[i].kind);
      g_assert_cmpuint (block->lines->len, ==, wanted[i].n);
      g_assert_cmpstr (block->lines->pdata[0], ==, wanted[i].first);
    }
}

/* A year or a number out of order begins no list; CRLF is a line end. */
static void
test_no_blocks (void)
{
  static const struct { const char *text; guint n; VigieNoticeBlockKind last; } rows[] = {
    { "2026. Une année.", 1, VIGIE_NOTICE_BLOCK_PARAGRAPH },  { "-5 degrés", 1, VIGIE_NOTICE_BLOCK_PARAGRAPH },
    { "Court", 1, VIGIE_NOTICE_BLOCK_PARAGRAPH },             { "petit\nsuite", 1, VIGIE_NOTICE_BLOCK_PARAGRAPH },
    { "Fini.\nsuite", 1, VIGIE_NOTICE_BLOCK_PARAGRAPH },      { "a\r\n\r\nb\r\n", 2, VIGIE_NOTICE_BLOCK_PARAGRAPH },
    { "", 0, 0 },                                             { "1. un\n3. trois", 2, VIGIE_NOTICE_BLOCK_PARAGRAPH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) blocks = vigie_notice_blocks (rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpuint (blocks->len, ==, rows[i].n);
      if (blocks->len > 0)
        g_assert_cmpint (((VigieNoticeBlock *) blocks->pdata[blocks->len - 1])->kind, ==, rows[i].last);
    }
}

static void
test_html (void)
{
  VigieNoticeDocument document = { .lang = VIGIE_LANG_FR, .subject = "Vos données", .body = body, .reference = "2026-11-22-K7QF" };
  g_autofree char *html = vigie_notice_html (&document);
  g_autofree char *again = vigie_notice_html (&document);

  g_assert_cmpstr (html, ==, again);
  g_assert_nonnull (strstr (html, "<html lang=\"fr\">"));
  g_assert_nonnull (strstr (html, "<h2>Vos données</h2>\n<p>Touchées :</p>\n<ul>\n<li>Nom</li>\n<li>Téléphone</li>\n</ul>"));
  g_assert_nonnull (strstr (html, "<ol>\n<li>Changez votre mot de passe.</li>"));
  g_assert_nonnull (strstr (html, "<p>Une liste a été lue.<br>\nVoir https://status.distri-night.ci</p>"));
  g_assert_null (strstr (html, "href"));
  g_assert_nonnull (strstr (html, "<p>2026-11-22-K7QF</p>"));
}

static void
test_plain (void)
{
  VigieNoticeDocument document = { .lang = VIGIE_LANG_FR, .body = body, .reference = "2026-11-22-K7QF" };
  g_autofree char *plain = vigie_notice_plain (&document);

  g_assert_nonnull (strstr (plain, "Vos données\nTouchées :\n\n- Nom\n- Téléphone\n\nÀ faire\n1. Changez"));
  g_assert_true (g_str_has_suffix (plain, "\n2026-11-22-K7QF\n"));
}

static gboolean
holds (GBytes *bytes, const char *words)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return memmem (data, length, words, strlen (words)) != NULL;
}

static void
test_letter (void)
{
  for (VigieLang lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
    {
      g_autoptr(GString) words = g_string_new (body);
      VigieNoticeDocument document = { .lang = lang, .organisation = "DISTRI-NIGHT", .address = "Mme Awa Koné\nRue 12\nAbidjan", .place = "Abidjan",
                                       .date = "22 novembre 2026", .subject = "Vos données", .body = body, .reference = "2026-11-22-K7QF" };
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) letter = vigie_notice_letter (&document, &error);
      g_autoptr(GBytes) again = vigie_notice_letter (&document, NULL);
      g_autoptr(GBytes) other = NULL;

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (letter, again));
      g_assert_true (g_str_has_prefix (g_bytes_get_data (letter, NULL), "%PDF-"));
      g_assert_true (holds (letter, "/FontFile"));
      g_assert_true (holds (letter, "/Count 1"));
      for (guint i = 0; i < 30; i++)
        g_string_append (words, "\n\nUne ligne de plus, assez longue pour en remplir deux quand la feuille est étroite comme ici, et encore un peu.");
      document.body = words->str;
      other = vigie_notice_letter (&document, NULL);
      g_assert_true (holds (other, "/Count 3") || holds (other, "/Count 2"));
    }
}

/* What HTML has beside text: exactly the elements that are written here, whatever was typed. */
static void
assert_only_our_markup (const char *html)
{
  static const char *const ours[] = { "!DOCTYPE html>", "html lang=\"fr\">", "head>", "meta charset=\"utf-8\">", "title>", "/title>", "style>", "/style>",
                                      "/head>", "body style=\"font-family:sans-serif;font-size:16px;line-height:1.5;max-width:40em\">", "/body>", "/html>",
                                      "p>", "/p>", "br>", "h2>", "/h2>", "ul>", "/ul>", "ol>", "/ol>", "li>", "/li>" };

  for (const char *at = strchr (html, '<'); at != NULL; at = strchr (at + 1, '<'))
    {
      gboolean is_ours = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (ours) && !is_ours; i++)
        is_ours = g_str_has_prefix (at + 1, ours[i]);
      g_assert_true (is_ours);
    }
}

static void
test_hostile (void)
{
  g_assert_cmpuint (vigie_test_n_hostile (), >=, 60);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *text = vigie_test_hostile[i];
      g_autofree char *list = g_strdup_printf ("Titre\n%s\n\n- %s\n\n1. %s", text, text, text);
      VigieNoticeDocument document = { .lang = VIGIE_LANG_FR, .organisation = text, .address = text, .place = text, .date = text,
                                       .subject = text, .body = list, .reference = text };
      g_autofree char *html = vigie_notice_html (&document);
      g_autofree char *plain = vigie_notice_plain (&document);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) letter = vigie_notice_letter (&document, &error);

      g_test_message ("%u: %s", i, text);
      assert_only_our_markup (html);
      vigie_test_assert_harmless (html);
      vigie_test_assert_harmless (plain);
      g_assert_no_error (error);
      g_assert_false (holds (letter, "/URI"));
      g_assert_false (holds (letter, "/JavaScript"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/notice/blocks", test_blocks);
  g_test_add_func ("/document/notice/no-blocks", test_no_blocks);
  g_test_add_func ("/document/notice/html", test_html);
  g_test_add_func ("/document/notice/plain", test_plain);
  g_test_add_func ("/document/notice/letter", test_letter);
  g_test_add_func ("/document/notice/hostile", test_hostile);

  return g_test_run ();
}
