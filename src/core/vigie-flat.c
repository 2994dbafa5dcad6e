/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules are written once, for plain ASCII, however people type: “œ” or “oe”, “’” or “'”, with or without accents
 * and with any of the spaces. A find is told in bytes of the text itself, so that it can be marked and mended there. */

#include "vigie-flat.h"

#include <string.h>

#define MAX_DECOMPOSED 18

typedef struct
{
  const char *signs;
  const char *flat;
} Twin;

static const Twin twins[] = {
  { "’‘‛ʼ`", "'" },
  { "«»“”„", "\"" },
  { "–—‐‑−", "-" },
  { "\302\240\342\200\257\342\200\211\342\200\203\342\200\202\t\r", " " },
  { "œ", "oe" }, { "Œ", "OE" }, { "æ", "ae" }, { "Æ", "AE" },
  { "…", "..." },
  { "•·▪", "*" },
  { "☐□", "\3" },
  { "☒☑✓✔✗✘", "\4" },
};

typedef struct
{
  GString *cased;
  GArray *at_bytes;
} Maker;

static void
put (Maker *maker, char sign, gsize at_bytes)
{
  guint at = (guint) at_bytes;

  g_string_append_c (maker->cased, sign);
  g_array_append_val (maker->at_bytes, at);
}

static void
put_base (Maker *maker, gunichar sign, gsize at_bytes)
{
  gunichar parts[MAX_DECOMPOSED];
  gsize n = g_unichar_fully_decompose (sign, FALSE, parts, G_N_ELEMENTS (parts));

  if (n > 0 && parts[0] < 0x80)
    put (maker, (char) parts[0], at_bytes);
  else if (!g_unichar_ismark (sign) && !g_unichar_iszerowidth (sign))
    put (maker, g_unichar_isalpha (sign) ? VIGIE_FLAT_LETTER : VIGIE_FLAT_SIGN, at_bytes);
}

static void
put_sign (Maker *maker, gunichar sign, gsize at_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (twins); i++)
    if (g_utf8_strchr (twins[i].signs, -1, sign) != NULL)
      {
        for (const char *flat = twins[i].flat; *flat != '\0'; flat++)
          put (maker, *flat, at_bytes);
        return;
      }
  put_base (maker, sign, at_bytes);
}

VigieFlat *
vigie_flat_new (const char *text)
{
  VigieFlat *flat = g_new0 (VigieFlat, 1);
  Maker maker = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint)) };
  guint end = (guint) strlen (text);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (sign < 0x80 && sign != '\t' && sign != '\r' && sign != '`')
        put (&maker, (char) sign, (gsize) (at - text));
      else
        put_sign (&maker, sign, (gsize) (at - text));
    }
  g_array_append_val (maker.at_bytes, end);

  flat->text = text;
  flat->length = maker.cased->len;
  flat->cased = g_string_free (maker.cased, FALSE);
  flat->lower = g_ascii_strdown (flat->cased, (gssize) flat->length);
  flat->at_bytes = (guint *) (gpointer) g_array_free (maker.at_bytes, FALSE);

  return flat;
}

void
vigie_flat_free (VigieFlat *flat)
{
  if (flat == NULL)
    return;

  g_free (flat->cased);
  g_free (flat->lower);
  g_free (flat->at_bytes);
  g_free (flat);
}

GRegex *
vigie_pattern_regex (VigiePattern *pattern)
{
  if (g_once_init_enter (&pattern->regex))
    {
      GError *error = NULL;
      GRegex *regex = g_regex_new (pattern->pattern, G_REGEX_RAW | G_REGEX_OPTIMIZE | G_REGEX_MULTILINE, 0, &error);

      if (regex == NULL)
        g_error ("%s: %s", pattern->pattern, error->message);
      g_once_init_leave (&pattern->regex, regex);
    }

  return pattern->regex;
}

gboolean
vigie_flat_next (const VigieFlat *flat, VigiePattern *pattern, gboolean cased, int *from, VigieFlatSpan *out)
{
  g_autoptr(GMatchInfo) info = NULL;

  if (*from > (int) flat->length)
    return FALSE;
  g_regex_match_full (vigie_pattern_regex (pattern), cased ? flat->cased : flat->lower, (gssize) flat->length, *from, 0, &info, NULL);
  if (!g_match_info_matches (info))
    return FALSE;
  g_match_info_fetch_pos (info, 0, &out->start, &out->end);
  *from = MAX (out->end, out->start + 1);

  return TRUE;
}

gboolean
vigie_flat_has (const VigieFlat *flat, VigiePattern *pattern)
{
  return g_regex_match_full (vigie_pattern_regex (pattern), flat->lower, (gssize) flat->length, 0, 0, NULL, NULL);
}

gboolean
vigie_flat_has_within (const VigieFlat *flat, VigiePattern *pattern, VigieFlatSpan span)
{
  return g_regex_match_full (vigie_pattern_regex (pattern), flat->lower + span.start, span.end - span.start, 0, 0, NULL, NULL);
}

static gboolean
is_stop (const VigieFlat *flat, int at, const char *stops)
{
  char sign = flat->lower[at];

  if (sign == '\n' || sign == '!' || sign == '?')
    return TRUE;
  /* A full stop ends a sentence in front of a space only: addresses, figures. */
  if (sign == '.')
    return at + 1 == (int) flat->length || flat->lower[at + 1] == ' ' || flat->lower[at + 1] == '\n';

  return sign != '\0' && strchr (stops, sign) != NULL;
}

VigieFlatSpan
vigie_flat_around (const VigieFlat *flat, VigieFlatSpan span, const char *stops)
{
  while (span.start > 0 && !is_stop (flat, span.start - 1, stops))
    span.start--;
  while (span.end < (int) flat->length && !is_stop (flat, span.end, stops))
    span.end++;
  /* A question keeps its mark, which says that it is one. */
  if (span.end < (int) flat->length && flat->lower[span.end] == '?')
    span.end++;

  return span;
}

VigieFlatSpan
vigie_flat_line (const VigieFlat *flat, VigieFlatSpan span)
{
  while (span.start > 0 && flat->lower[span.start - 1] != '\n')
    span.start--;
  while (span.end < (int) flat->length && flat->lower[span.end] != '\n')
    span.end++;

  return span;
}

VigieFlatSpan
vigie_flat_whole_word (const VigieFlat *flat, VigieFlatSpan span)
{
  if (span.end > span.start && g_ascii_isalpha (flat->lower[span.end - 1]))
    while (g_ascii_isalpha (flat->lower[span.end]) || flat->lower[span.end] == VIGIE_FLAT_LETTER)
      span.end++;

  return span;
}

char *
vigie_flat_slice (const VigieFlat *flat, VigieFlatSpan span)
{
  return g_strndup (flat->text + flat->at_bytes[span.start], flat->at_bytes[span.end] - flat->at_bytes[span.start]);
}
