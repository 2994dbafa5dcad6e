/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CSV in and out. The reader is one pass over the bytes with three states (field start, plain, quoted);
 * it refuses rather than guesses, and always says the line, because people mend such files by hand.
 * The formula guard must be exactly reversible: a field that begins with any number of ' and then one of
 * = + - @ TAB CR gets one more ' on the way out and loses one on the way in. */

#include "vigie-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"

static gboolean
needs_guard (const char *text)
{
  const char *p = text;

  while (*p == '\'')
    p++;

  return *p != '\0' && strchr ("=+-@\t\r", *p) != NULL;
}

void
vigie_csv_append_field (GString *out, const char *text, gboolean last)
{
  gboolean guard = needs_guard (text);
  gboolean quote = guard || strpbrk (text, ",\"\r\n") != NULL || *text == ' ' || *text == '\'';

  if (quote)
    g_string_append_c (out, '"');
  if (guard)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  if (quote)
    g_string_append_c (out, '"');
  g_string_append (out, last ? "\r\n" : ",");
}

static void
row_free (gpointer data)
{
  VigieCsvRow *row = data;

  g_ptr_array_unref (row->fields);
  g_free (row);
}

typedef struct
{
  const char *p;
  const char *end;
  guint line;
  GString *field;
  char ends[4]; /* what ends a field: the separator, CR, LF */
} Reader;

static gboolean
fail (Reader *reader, GError **error, const char *what)
{
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Line %u: %s."), reader->line, what);
  return FALSE;
}

/* NUL and bytes that are no UTF-8 are looked for first, so that the rest can trust the text. */
static gboolean
check_bytes (const char *text, gsize length_bytes, GError **error)
{
  const char *bad = NULL;
  guint line = 1;

  if (g_utf8_validate_len (text, length_bytes, &bad))
    return TRUE;
  for (const char *p = text; p < bad; p++)
    line += *p == '\n';
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
               *bad == '\0' ? _("Line %u: holds a NUL byte; save the file as text in UTF-8.")
                            : _("Line %u: is not UTF-8; save the file in UTF-8, not Latin-1."),
               line);

  return FALSE;
}

static gboolean
read_quoted (Reader *reader, GError **error)
{
  guint opened = reader->line;

  reader->p++;
  while (reader->p < reader->end)
    {
      char c = *reader->p++;

      if (c == '"' && (reader->p == reader->end || *reader->p != '"'))
        return TRUE;
      if (c == '"')
        reader->p++;
      reader->line += c == '\n';
      g_string_append_c (reader->field, c);
    }
  reader->line = opened;

  return fail (reader, error, _("a quoted field is never closed"));
}

static gboolean
read_plain (Reader *reader, GError **error)
{
  while (reader->p < reader->end && strchr (reader->ends, *reader->p) == NULL)
    {
      if (*reader->p == '"')
        return fail (reader, error, _("a quote stands inside an unquoted field"));
      g_string_append_c (reader->field, *reader->p++);
    }

  return TRUE;
}

static char *
take_field (Reader *reader)
{
  const char *text = reader->field->str;

  if (*text == '\'' && needs_guard (text))
    text++;

  return g_strdup (text);
}

static gboolean
read_field (Reader *reader, VigieCsvRow *row, GError **error)
{
  gboolean quoted = reader->p < reader->end && *reader->p == '"';

  g_string_truncate (reader->field, 0);
  if (!(quoted ? read_quoted (reader, error) : read_plain (reader, error)))
    return FALSE;
  if (reader->p < reader->end && strchr (reader->ends, *reader->p) == NULL)
    return fail (reader, error, _("something stands between a closing quote and the next comma"));
  if (reader->field->len > VIGIE_TEXT_MAX_BYTES)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("Line %u: a field is longer than 1 MiB."), row->line);
      return FALSE;
    }
  g_ptr_array_add (row->fields, take_field (reader));

  return TRUE;
}

static void
skip_line_end (Reader *reader)
{
  if (reader->p < reader->end && *reader->p == '\r')
    reader->p++;
  if (reader->p < reader->end && *reader->p == '\n')
    reader->p++;
  reader->line++;
}

static VigieCsvRow *
read_row (Reader *reader, GError **error)
{
  VigieCsvRow *row = g_new0 (VigieCsvRow, 1);

  row->line = reader->line;
  row->fields = g_ptr_array_new_with_free_func (g_free);
  while (read_field (reader, row, error))
    {
      if (reader->p == reader->end || *reader->p != reader->ends[0])
        {
          skip_line_end (reader);
          return row;
        }
      reader->p++;
    }
  row_free (row);

  return NULL;
}

static gboolean
row_is_blank (const VigieCsvRow *row)
{
  return row->fields->len == 1 && *(const char *) g_ptr_array_index (row->fields, 0) == '\0';
}

/* The next row that holds something; NULL without @error at the end. */
static VigieCsvRow *
next_row (Reader *reader, GError **error)
{
  while (reader->p < reader->end)
    {
      VigieCsvRow *row = read_row (reader, error);

      if (row == NULL || !row_is_blank (row))
        return row;
      row_free (row);
    }

  return NULL;
}

static void
skip_mark (Reader *reader)
{
  if (reader->end - reader->p >= 3 && memcmp (reader->p, "\xEF\xBB\xBF", 3) == 0)
    reader->p += 3;
}

GPtrArray *
vigie_csv_parse (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr(GString) field = g_string_new (NULL);
  g_autoptr(GError) cause = NULL;
  Reader reader = { text, text + length_bytes, 1, field, ",\r\n" };
  VigieCsvRow *row;

  if (!check_bytes (text, length_bytes, error))
    return NULL;
  skip_mark (&reader);
  while ((row = next_row (&reader, &cause)) != NULL)
    g_ptr_array_add (rows, row);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

gboolean
vigie_csv_each (const char *text, gsize length_bytes, char separator, VigieCsvRowFunc func, gpointer data, GError **error)
{
  g_autoptr(GString) field = g_string_new (NULL);
  g_autoptr(GError) cause = NULL;
  Reader reader = { text, text + length_bytes, 1, field, { separator, '\r', '\n', '\0' } };
  VigieCsvRow *row;

  if (!check_bytes (text, length_bytes, error))
    return FALSE;
  skip_mark (&reader);
  while (cause == NULL && (row = next_row (&reader, &cause)) != NULL)
    {
      func (row, data, &cause);
      row_free (row);
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

/* Counted outside of quotes; where both stand, the more frequent one separates. */
char
vigie_csv_guess_separator (const char *text, gsize length_bytes)
{
  gboolean quoted = FALSE;
  guint commas = 0, semicolons = 0;

  for (gsize i = 0; i < length_bytes && (quoted || (text[i] != '\n' && text[i] != '\r')); i++)
    {
      quoted ^= text[i] == '"';
      commas += !quoted && text[i] == ',';
      semicolons += !quoted && text[i] == ';';
    }

  return semicolons > commas ? ';' : ',';
}
