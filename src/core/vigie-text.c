/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts that people typed or pasted, on their way in and on their way to the screen.
 *
 * What enters a log stays there for ever, so it is checked here once: valid UTF-8, no NUL, not too
 * large. Everything else is kept byte for byte, even if it looks wrong or hides: evidence is not
 * corrected. What such text could do to a screen is kept from it by vigie-text-show.h. */

#include "vigie-text.h"

#include "vigie-error.h"
#include "vigie-text-show.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NO_BREAK_SPACE 0x00a0
#define NARROW_NO_BREAK_SPACE 0x202f
#define ELLIPSIS "…"

/**
 * vigie_text_get:
 * @text: (nullable): a bilingual text
 * @lang: the language wanted
 *
 * Returns: (transfer none): the text in @lang, in the other language if that is missing, or ""
 */
const char *
vigie_text_get (const VigieText *text, VigieLang lang)
{
  const char *wanted, *other;

  if (text == NULL)
    return "";

  wanted = lang == VIGIE_LANG_FR ? text->fr : text->en;
  other = lang == VIGIE_LANG_FR ? text->en : text->fr;
  if (wanted != NULL && *wanted != '\0')
    return wanted;

  return other != NULL ? other : "";
}

/**
 * vigie_text_clear:
 * @text: a bilingual text
 *
 * Frees both languages and leaves @text empty.
 */
void
vigie_text_clear (VigieText *text)
{
  g_clear_pointer (&text->en, g_free);
  g_clear_pointer (&text->fr, g_free);
}

/**
 * vigie_text_clean:
 * @text: (nullable): what a person or a file gave
 * @length_bytes: its length, or -1 if it ends with a NUL
 * @error: return location
 *
 * Lets @text into the record as it is, or says why not.
 *
 * Returns: (nullable) (transfer full): the text; %NULL with %VIGIE_ERROR_INVALID (not UTF-8, or
 *   with a NUL inside) or %VIGIE_ERROR_TOO_LARGE (over %VIGIE_TEXT_MAX_BYTES)
 */
char *
vigie_text_clean (const char *text, gssize length_bytes, GError **error)
{
  gsize length;

  if (text == NULL)
    text = "";
  length = length_bytes < 0 ? strlen (text) : (gsize) length_bytes;

  if (length > VIGIE_TEXT_MAX_BYTES)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE,
                           _ ("A text must not be larger than 1 MiB."));
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                           _ ("This text is not valid UTF-8."));
      return NULL;
    }

  return g_strndup (text, length);
}

/* White space at the ends of a line is seen by nobody, and would make two people of one name. */
static char *
trim (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, (gsize) (end - text));
}

/**
 * vigie_text_clean_line:
 * @text: (nullable): what a person or a file gave
 * @what: what it is, translated, as the beginning of a sentence ("The title")
 * @max_chars: the greatest number of characters
 * @error: return location
 *
 * Like vigie_text_clean(), for a title or a name: without white space at its ends.
 *
 * Returns: (nullable) (transfer full): the line, never empty; %NULL with %VIGIE_ERROR_INVALID (also
 *   when it is too long) or %VIGIE_ERROR_TOO_LARGE (over %VIGIE_TEXT_MAX_BYTES)
 */
char *
vigie_text_clean_line (const char *text, const char *what, guint max_chars, GError **error)
{
  g_autofree char *clean = vigie_text_clean (text, -1, error);
  g_autofree char *line = NULL;

  if (clean == NULL)
    return NULL;

  line = trim (clean);
  if (vigie_text_is_blank (line))
    {
      /* Translators: %s is what is missing, like “The title”. */
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _ ("%s must not be empty."), what);
      return NULL;
    }
  if (g_utf8_strlen (line, -1) > (glong) max_chars)
    {
      /* Translators: %s is what is too long, like “The title”. */
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("%s must not be longer than %u characters."), what, max_chars);
      return NULL;
    }

  return g_steal_pointer (&line);
}

/**
 * vigie_text_is_author:
 * @text: valid UTF-8
 *
 * Returns: %TRUE for one line that cannot disturb a row: no control, no line break, no bidirectional override
 */
gboolean
vigie_text_is_author (const char *text)
{
  const char *first = text;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      guchar c = (guchar) *text;

      if (c < 0x20 || c == 0x7f)
        return FALSE;
      if (c >= 0x80)
        {
          gunichar u = g_utf8_get_char (text);

          if (u < 0xa0 || (u >= 0x2028 && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069))
            return FALSE;
        }
    }

  return text != first;
}

/**
 * vigie_text_clean_author:
 * @text: (nullable): a name that was typed or read
 * @what: what it is, translated, as the beginning of a sentence ("The author’s name")
 * @max_chars: the greatest number of characters
 * @error: return location
 *
 * Like vigie_text_clean_line(), for the author of an event.
 *
 * Returns: (nullable) (transfer full): the name; %NULL with %VIGIE_ERROR_INVALID
 */
char *
vigie_text_clean_author (const char *text, const char *what, guint max_chars, GError **error)
{
  g_autofree char *line = vigie_text_clean_line (text, what, max_chars, error);

  if (line == NULL || vigie_text_is_author (line))
    return g_steal_pointer (&line);
  /* Translators: %s is a name, like “The author’s name”. */
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
               _ ("%s must not hold line breaks, control characters or signs that turn the reading direction round."), what);

  return NULL;
}

/**
 * vigie_text_escape_markup:
 * @text: (nullable): any text
 *
 * Returns: (transfer full): @text so that Pango shows it as it is
 */
char *
vigie_text_escape_markup (const char *text)
{
  g_autofree char *clean = vigie_text_show (text);

  return g_markup_escape_text (clean, -1);
}

static void
append_folded (GString *out, gunichar c)
{
  switch (c)
    {
    case 0x0153: g_string_append (out, "oe"); break; /* œ */
    case 0x00e6: g_string_append (out, "ae"); break; /* æ */
    case 0x2019: g_string_append_c (out, '\''); break;
    case NO_BREAK_SPACE:
    case NARROW_NO_BREAK_SPACE: g_string_append_c (out, ' '); break;
    default: g_string_append_unichar (out, c);
    }
}

/**
 * vigie_text_fold:
 * @text: (nullable): any text
 *
 * Makes texts comparable for searching: lower case, accents dropped, œ as oe, typographic
 * apostrophes and no-break spaces as plain ones.
 *
 * Returns: (transfer full): the folded text
 */
char *
vigie_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *apart = NULL;
  GString *out;

  if (text == NULL)
    return g_strdup ("");
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  valid = g_utf8_make_valid (text, -1);
  lower = g_utf8_casefold (valid, -1);
  apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFD);
  out = g_string_sized_new (strlen (apart));
  for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        append_folded (out, c);
    }

  return g_string_free (out, FALSE);
}

/* The place of the cut after @n_chars characters, never before a mark that belongs to a letter. */
static const char *
find_cut (const char *line, guint n_chars)
{
  const char *cut = g_utf8_offset_to_pointer (line, n_chars);

  while (cut > line && g_unichar_ismark (g_utf8_get_char (cut)))
    cut = g_utf8_prev_char (cut);
  while (cut > line && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (cut))))
    cut = g_utf8_prev_char (cut);

  return cut;
}

/**
 * vigie_text_first_line:
 * @text: (nullable): any text
 * @max_chars: the greatest number of characters, at least 1
 *
 * Returns: (transfer full): the first line that is not blank, trimmed; it ends with "…" if it was
 *   cut or if more text follows
 */
char *
vigie_text_first_line (const char *text, guint max_chars)
{
  g_autofree char *clean = vigie_text_show (text);
  g_autofree char *head = NULL;
  char *line = g_strstrip (clean);
  char *end = strchr (line, '\n');
  gboolean more = end != NULL;

  g_return_val_if_fail (max_chars > 0, NULL);

  if (more)
    {
      *end = '\0';
      g_strchomp (line);
    }
  if (g_utf8_strlen (line, -1) + more <= (glong) max_chars)
    return g_strconcat (line, more ? ELLIPSIS : "", NULL);

  head = g_strndup (line, (gsize) (find_cut (line, max_chars - 1) - line));
  return g_strconcat (head, ELLIPSIS, NULL);
}

/**
 * vigie_text_number:
 * @value: a number
 * @lang: the language whose digit groups to use
 *
 * Returns: (transfer full): @value for people
 */
char *
vigie_text_number (gint64 value, VigieLang lang)
{
  guint64 magnitude = value < 0 ? 0 - (guint64) value : (guint64) value;
  char digits[24];
  GString *out = g_string_new (value < 0 ? "-" : NULL);
  gsize length;

  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, magnitude);
  length = strlen (digits);
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (out, lang == VIGIE_LANG_FR ? "\u202f" : ",");
      g_string_append_c (out, digits[i]);
    }

  return g_string_free (out, FALSE);
}
