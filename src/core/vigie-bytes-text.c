/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes of other programs as UTF-8, without tables of the system: UTF-8 as it is, UTF-16 by its mark, and whatever else as
 * windows-1252, which has a sign for nearly each byte and covers what telephones in French wrote for twenty years. */

#include "vigie-bytes-text.h"

#include <string.h>

/* 0x80 to 0x9f of windows-1252; 0 where it has no sign. */
static const guint16 windows[32] = {
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

static void
append_windows (GString *out, guchar byte)
{
  if (byte < 0x80)
    g_string_append_c (out, (char) byte);
  else if (byte < 0xa0)
    g_string_append_unichar (out, windows[byte - 0x80] != 0 ? windows[byte - 0x80] : 0xfffd);
  else
    g_string_append_unichar (out, byte);
}

/**
 * vigie_text_from_bytes:
 * @bytes: what is perhaps UTF-8
 * @length_bytes: how many
 *
 * Returns: (transfer full): the same as UTF-8 without NUL
 */
char *
vigie_text_from_bytes (const char *bytes, gsize length_bytes)
{
  GString *out;

  if (memchr (bytes, '\0', length_bytes) == NULL && g_utf8_validate (bytes, (gssize) length_bytes, NULL))
    return g_strndup (bytes, length_bytes);

  out = g_string_sized_new (length_bytes + length_bytes / 4 + 1);
  for (gsize i = 0; i < length_bytes; i++)
    if (bytes[i] != '\0')
      append_windows (out, (guchar) bytes[i]);
  return g_string_free (out, FALSE);
}

static gunichar
unit_at (const guchar *bytes, gsize at, gboolean big)
{
  return big ? (gunichar) bytes[at] << 8 | bytes[at + 1] : (gunichar) bytes[at + 1] << 8 | bytes[at];
}

/**
 * vigie_text_from_utf16:
 * @bytes: the content of a file
 * @length_bytes: how many
 *
 * Returns: (transfer full) (nullable): it as UTF-8, when it begins with the mark of UTF-16; half signs become U+FFFD
 */
char *
vigie_text_from_utf16 (const char *bytes, gsize length_bytes)
{
  const guchar *b = (const guchar *) bytes;
  gboolean big = length_bytes >= 2 && b[0] == 0xfe && b[1] == 0xff;
  GString *out;

  if (!big && !(length_bytes >= 2 && b[0] == 0xff && b[1] == 0xfe))
    return NULL;

  out = g_string_sized_new (length_bytes);
  for (gsize i = 2; i + 1 < length_bytes; i += 2)
    {
      gunichar sign = unit_at (b, i, big);
      gunichar low = i + 3 < length_bytes ? unit_at (b, i + 2, big) : 0;

      if (sign >= 0xd800 && sign < 0xdc00 && low >= 0xdc00 && low < 0xe000)
        {
          sign = 0x10000 + ((sign - 0xd800) << 10) + (low - 0xdc00);
          i += 2;
        }
      if (sign != 0)
        g_string_append_unichar (out, sign >= 0xd800 && sign < 0xe000 ? 0xfffd : sign);
    }
  return g_string_free (out, FALSE);
}
