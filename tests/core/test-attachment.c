/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-attachment.h"

#include <string.h>

#define HASH "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"

static void
test_body (void)
{
  static const struct { const char *body; gboolean taken; } cases[] = {
    { "{\"name\":\"a.png\",\"size\":12,\"hash\":\"" HASH "\",\"type\":\"image/png\"}", TRUE },
    { "{\"name\":\"a.png\",\"size\":0,\"hash\":\"" HASH "\"}", TRUE },
    { "{\"size\":12,\"hash\":\"" HASH "\"}", FALSE },
    { "{\"name\":\"a.png\",\"size\":-1,\"hash\":\"" HASH "\"}", FALSE },
    { "{\"name\":\"a.png\",\"size\":12,\"hash\":\"0E57\"}", FALSE },
    { "{\"name\":\"a.png\",\"size\":12}", FALSE },
    { "[]", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigieAttachment) attachment = vigie_attachment_of_body (cases[i].body, strlen (cases[i].body));

      g_test_message ("%s", cases[i].body);
      g_assert_cmpint (attachment != NULL, ==, cases[i].taken);
      if (attachment == NULL)
        continue;
      g_assert_cmpstr (attachment->name, ==, "a.png");
      g_assert_cmpstr (attachment->hash, ==, HASH);
    }
}

static void
test_pieces (void)
{
  static const struct { gint64 size_bytes; guint count; gsize last_bytes; } cases[] = {
    { 0, 0, 0 },
    { 1, 1, 1 },
    { VIGIE_PIECE_BYTES, 1, VIGIE_PIECE_BYTES },
    { VIGIE_PIECE_BYTES + 1, 2, 1 },
    { VIGIE_ATTACHMENT_MAX_BYTES, VIGIE_PIECES_MAX, VIGIE_PIECE_BYTES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint count = vigie_piece_count (cases[i].size_bytes);

      g_assert_cmpuint (count, ==, cases[i].count);
      g_assert_cmpuint (vigie_piece_bytes (cases[i].size_bytes, count), ==, 0);
      if (count > 0)
        g_assert_cmpuint (vigie_piece_bytes (cases[i].size_bytes, count - 1), ==, cases[i].last_bytes);
    }
}

static void
test_size_words (void)
{
  static const struct { gint64 size_bytes; const char *en, *fr; } cases[] = {
    { 0, "0\u00a0bytes", "0\u00a0octet" },
    { 1, "1\u00a0byte", "1\u00a0octet" },
    { 1023, "1023\u00a0bytes", "1023\u00a0octets" },
    { 1024, "1.0\u00a0KiB", "1,0\u00a0Kio" },
    { 10239, "10\u00a0KiB", "10\u00a0Kio" },
    { 640 * 1024, "640\u00a0KiB", "640\u00a0Kio" },
    { 1024 * 1024 - 1, "1.0\u00a0MiB", "1,0\u00a0Mio" },
    { 1468006, "1.4\u00a0MiB", "1,4\u00a0Mio" },
    { VIGIE_ATTACHMENT_MAX_BYTES, "25\u00a0MiB", "25\u00a0Mio" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *en = vigie_size_words (cases[i].size_bytes, VIGIE_LANG_EN);
      g_autofree char *fr = vigie_size_words (cases[i].size_bytes, VIGIE_LANG_FR);

      g_assert_cmpstr (en, ==, cases[i].en);
      g_assert_cmpstr (fr, ==, cases[i].fr);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/attachment/body", test_body);
  g_test_add_func ("/core/attachment/pieces", test_pieces);
  g_test_add_func ("/core/attachment/size-words", test_size_words);

  return g_test_run ();
}
