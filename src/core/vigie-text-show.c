/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recorded text as it is shown. An earlier version removed controls and overrides as text came in; then a
 * pasted line of evidence was no longer what had been pasted, and nobody could see that something had been in
 * it. Now all of it is kept, and a stand-in shows where it is.
 *
 * Stand-ins are plain text, so showing what was shown already changes nothing. Isolates are not (they would
 * be shown by their code), which is why setting right-to-left words apart is a step of its own, the last. */

#include "vigie-text-show.h"

#include <string.h>

#define FIRST_STRONG_ISOLATE 0x2068
#define POP_DIRECTIONAL_ISOLATE 0x2069
#define REPLACEMENT 0xfffd

typedef enum
{
  FOR_TEXT,
  FOR_LINE,
  FOR_TERMINAL,
} Purpose;

/* The sign at *@text, moved on; what is no UTF-8 is one replacement sign a byte. */
static gunichar
next_sign (const char **text)
{
  gunichar sign = g_utf8_get_char_validated (*text, -1);

  if (sign == (gunichar) -1 || sign == (gunichar) -2)
    {
      *text += 1;
      return REPLACEMENT;
    }
  *text = g_utf8_next_char (*text);

  return sign;
}

/* Letters by their class that are drawn as nothing: joiners, vowel fillers, variation selectors, tags. */
static gboolean
is_filler (gunichar sign)
{
  return sign == 0x034f || sign == 0x115f || sign == 0x1160 || sign == 0x17b4 || sign == 0x17b5
         || (sign >= 0x180b && sign <= 0x180f) || sign == 0x2800 || sign == 0x3164 || sign == 0xffa0
         || (sign >= 0xfe00 && sign <= 0xfe0f) || (sign >= 0xe0000 && sign <= 0xe0fff);
}

static gboolean
is_space (gunichar sign)
{
  return g_unichar_isspace (sign) || sign == '\v' || sign == 0x85;
}

static gboolean
is_visible (gunichar sign)
{
  GUnicodeType type = g_unichar_type (sign);

  return !is_space (sign) && type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && !is_filler (sign);
}

gboolean
vigie_text_is_blank (const char *text)
{
  while (text != NULL && *text != '\0')
    if (is_visible (next_sign (&text)))
      return FALSE;

  return TRUE;
}

/* Embeddings, overrides and isolates. */
static gboolean
turns_direction (gunichar sign)
{
  return (sign >= 0x202a && sign <= 0x202e) || (sign >= 0x2066 && sign <= 0x2069);
}

/* Marks of direction are letters nobody sees; they turn round nothing but the signs beside them. */
static gboolean
marks_direction (gunichar sign)
{
  return sign == 0x200e || sign == 0x200f || sign == 0x061c;
}

static gboolean
is_noncharacter (gunichar sign)
{
  return (sign & 0xfffe) == 0xfffe || (sign >= 0xfdd0 && sign <= 0xfdef);
}

static void
append_code (GString *out, gunichar sign)
{
  g_string_append_printf (out, "‹U+%04X›", sign);
}

static void
append_line_end (GString *out, Purpose purpose)
{
  g_string_append (out, purpose == FOR_LINE ? "↵" : "\n");
}

static void
append_sign (GString *out, gunichar sign, Purpose purpose, gboolean blank)
{
  if (sign == '\n' || sign == '\r' || sign == 0x85 || sign == 0x2028 || sign == 0x2029)
    append_line_end (out, purpose);
  else if (sign == '\t')
    g_string_append_c (out, purpose == FOR_LINE ? ' ' : '\t');
  else if (sign < 0x20)
    g_string_append_unichar (out, 0x2400 + sign);
  else if (sign == 0x7f)
    g_string_append_unichar (out, 0x2421);
  else if ((sign >= 0x80 && sign < 0xa0) || turns_direction (sign) || is_noncharacter (sign)
           || (purpose == FOR_TERMINAL && marks_direction (sign)) || (blank && !is_space (sign)))
    append_code (out, sign);
  else
    g_string_append_unichar (out, sign);
}

static gboolean
is_plain (guchar byte)
{
  return byte >= 0x20 && byte < 0x7f;
}

static char *
show (const char *text, Purpose purpose)
{
  gboolean blank = vigie_text_is_blank (text);
  GString *out;

  if (text == NULL)
    return g_strdup ("");
  out = g_string_sized_new (strlen (text));
  while (*text != '\0')
    {
      const char *run = text;
      gunichar sign;

      while (is_plain ((guchar) *text))
        text++;
      g_string_append_len (out, run, text - run);
      if (*text == '\0')
        break;
      sign = next_sign (&text);
      if (sign == '\r' && *text == '\n')
        text++;
      append_sign (out, sign, purpose, blank);
    }

  return g_string_free (out, FALSE);
}

char *
vigie_text_show (const char *text)
{
  return show (text, FOR_TEXT);
}

char *
vigie_text_show_line (const char *text)
{
  return show (text, FOR_LINE);
}

char *
vigie_text_show_terminal (const char *text)
{
  return show (text, FOR_TERMINAL);
}

/* Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin, with the forms for display. */
static gboolean
is_right_to_left (gunichar sign)
{
  return (sign >= 0x0590 && sign <= 0x08ff) || sign == 0x200f || (sign >= 0xfb1d && sign <= 0xfdff)
         || (sign >= 0xfe70 && sign <= 0xfefc) || (sign >= 0x10800 && sign <= 0x10fff) || (sign >= 0x1e800 && sign <= 0x1efff);
}

static gboolean
is_left_to_right (gunichar sign)
{
  return g_unichar_isalpha (sign) && !is_right_to_left (sign);
}

static gboolean
begins_right_to_left (const char *line, const char *end)
{
  for (; line < end; line = g_utf8_next_char (line))
    {
      gunichar sign = g_utf8_get_char (line);

      if (is_right_to_left (sign) || is_left_to_right (sign))
        return is_right_to_left (sign);
    }

  return FALSE;
}

static void
append_isolated (GString *out, const char *start, const char *end)
{
  g_string_append_unichar (out, FIRST_STRONG_ISOLATE);
  g_string_append_len (out, start, end - start);
  g_string_append_unichar (out, POP_DIRECTIONAL_ISOLATE);
}

/* Where the right-to-left words that begin at @start end: what lies between two of them belongs to them. */
static const char *
end_of_run (const char *start, const char *end)
{
  const char *last = start;

  for (const char *at = start; at < end && !is_left_to_right (g_utf8_get_char (at)); at = g_utf8_next_char (at))
    if (is_right_to_left (g_utf8_get_char (at)))
      last = g_utf8_next_char (at);

  return last;
}

static void
isolate_line (GString *out, const char *line, const char *end)
{
  const char *at = line;

  if (begins_right_to_left (line, end))
    {
      append_isolated (out, line, end);
      return;
    }
  while (at < end)
    {
      const char *start = at;

      while (at < end && !is_right_to_left (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      g_string_append_len (out, start, at - start);
      if (at < end)
        {
          const char *after = end_of_run (at, end);

          append_isolated (out, at, after);
          at = after;
        }
    }
}

static gboolean
has_right_to_left (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if ((guchar) *text >= 0x80 && is_right_to_left (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

char *
vigie_text_isolate (const char *shown)
{
  GString *out;

  if (!has_right_to_left (shown))
    return g_strdup (shown);
  out = g_string_sized_new (strlen (shown) + 16);
  /* An isolate ends with its line. */
  while (TRUE)
    {
      const char *end = shown + strcspn (shown, "\n");

      isolate_line (out, shown, end);
      if (*end == '\0')
        return g_string_free (out, FALSE);
      g_string_append_c (out, '\n');
      shown = end + 1;
    }
}

char *
vigie_text_show_isolated (const char *text)
{
  g_autofree char *shown = vigie_text_show (text);

  return vigie_text_isolate (shown);
}
