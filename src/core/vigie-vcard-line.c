/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Content lines. A line goes on where the next one begins with a blank (3.0, 4.0), and where a quoted-printable value ends
 * with "=" (2.1). The charset named in a line is not believed: what is UTF-8 is UTF-8, the rest windows-1252, which is what
 * files say wrongly in either direction. */

#include "vigie-vcard-line.h"

#include <string.h>

#include "vigie-bytes-text.h"

#define MAX_PARAMETERS 64

/* ---- Content lines ---- */

static const char *
end_of_line (const char *at, const char *end)
{
  const char *newline = memchr (at, '\n', (gsize) (end - at));

  return newline != NULL ? newline : end;
}

/* Appends what stands on the physical line, without its end, and goes behind it. */
static void
take_physical (VigieVcardText *text, gsize skip)
{
  const char *stop = end_of_line (text->at, text->end);
  const char *from = MIN (text->at + skip, stop);
  gsize length = (gsize) (stop - from);

  if (length > 0 && from[length - 1] == '\r')
    length--;
  if (text->logical->len + length > VIGIE_VCARD_LINE_MAX_BYTES)
    {
      text->too_long = TRUE;
      length = VIGIE_VCARD_LINE_MAX_BYTES - MIN (text->logical->len, VIGIE_VCARD_LINE_MAX_BYTES);
    }
  g_string_append_len (text->logical, from, (gssize) length);
  text->at = stop < text->end ? stop + 1 : stop;
  text->line++;
}

/* Of the parameters alone: a value may well hold the word. */
static gboolean
is_quoted_printable (const GString *line)
{
  const char *colon = memchr (line->str, ':', line->len);
  g_autofree char *head = colon != NULL ? g_ascii_strup (line->str, MIN (colon - line->str, 1000)) : NULL;

  return head != NULL && strstr (head, "QUOTED-PRINTABLE") != NULL;
}

gboolean
vigie_vcard_text_next (VigieVcardText *text)
{
  if (text->at >= text->end)
    return FALSE;
  g_string_truncate (text->logical, 0);
  text->too_long = FALSE;
  text->logical_line = text->line;
  take_physical (text, 0);
  while (text->at < text->end && (*text->at == ' ' || *text->at == '\t'))
    take_physical (text, 1);
  while (text->at < text->end && text->logical->len > 0 && text->logical->str[text->logical->len - 1] == '='
         && is_quoted_printable (text->logical))
    {
      g_string_truncate (text->logical, text->logical->len - 1);
      take_physical (text, 0);
    }

  return TRUE;
}

/* ---- One line ---- */

static void
decode_quoted (const char *value, gsize length, GString *out)
{
  for (gsize i = 0; i < length; i++)
    {
      int high = i + 2 < length ? g_ascii_xdigit_value (value[i + 1]) : -1;
      int low = i + 2 < length ? g_ascii_xdigit_value (value[i + 2]) : -1;

      if (value[i] != '=' || high < 0 || low < 0)
        {
          g_string_append_c (out, value[i]);
          continue;
        }
      if (high != 0 || low != 0)
        g_string_append_c (out, (char) (high << 4 | low));
      i += 2;
    }
}

/* The colon behind name and parameters: not one inside quotes. */
static const char *
find_colon (const char *bytes, gsize length)
{
  gboolean in_quotes = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '"')
        in_quotes = !in_quotes;
      else if (bytes[i] == ':' && !in_quotes)
        return bytes + i;
    }

  return memchr (bytes, ':', length);
}

static void
add_types (GStrvBuilder *types, const char *value)
{
  g_autofree char *lower = g_ascii_strdown (value, -1);
  g_auto(GStrv) words = g_strsplit_set (lower, ",\" ", MAX_PARAMETERS);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (types, words[i]);
}

typedef struct { gboolean quoted, binary; } Encoding;

static void
read_parameter (const char *parameter, GStrvBuilder *types, Encoding *encoding)
{
  const char *equals = strchr (parameter, '=');
  g_autofree char *name = equals != NULL ? g_ascii_strup (parameter, equals - parameter) : g_strdup ("TYPE");
  const char *value = equals != NULL ? equals + 1 : parameter;

  if (g_ascii_strcasecmp (value, "QUOTED-PRINTABLE") == 0)
    encoding->quoted = TRUE;
  else if (g_ascii_strcasecmp (value, "BASE64") == 0 || (strcmp (name, "ENCODING") == 0 && g_ascii_strcasecmp (value, "B") == 0))
    encoding->binary = TRUE;
  else if (strcmp (name, "TYPE") == 0)
    add_types (types, value);
  else if (strcmp (name, "PREF") == 0)
    g_strv_builder_add (types, "pref");
}

static void
read_name (VigieVcardLine *line, const char *text)
{
  const char *dot = strchr (text, '.');

  line->group = dot != NULL ? g_ascii_strdown (text, dot - text) : NULL;
  line->name = g_ascii_strup (dot != NULL ? dot + 1 : text, -1);
}

static void
read_head (VigieVcardLine *line, const char *bytes, gsize length, Encoding *encoding)
{
  g_autofree char *head = vigie_text_from_bytes (bytes, length);
  g_auto(GStrv) parts = g_strsplit (head, ";", MAX_PARAMETERS);
  g_autoptr(GStrvBuilder) types = g_strv_builder_new ();

  /* Of NUL alone nothing is left. */
  read_name (line, parts[0] != NULL ? g_strstrip (parts[0]) : "");
  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    read_parameter (g_strstrip (parts[i]), types, encoding);
  line->types = g_strv_builder_end (types);
}

/* What is kept of a line that has no place here: in UTF-8, and a decoded value escaped as 3.0 does. */
static char *
kept_line (const VigieVcardLine *line, const char *bytes, gsize length)
{
  g_autoptr(GString) kept = NULL;

  if (!line->is_quoted)
    return vigie_text_from_bytes (bytes, length);
  kept = g_string_new (line->name);
  for (guint i = 0; line->types[i] != NULL; i++)
    g_string_append_printf (kept, ";TYPE=%s", line->types[i]);
  g_string_append_c (kept, ':');
  for (const char *c = line->value; *c != '\0'; c++)
    {
      if (*c == '\n')
        g_string_append (kept, "\\n");
      else if (*c != '\r')
        g_string_append_c (kept, *c);
    }

  return g_string_free (g_steal_pointer (&kept), FALSE);
}

VigieVcardLine *
vigie_vcard_line_parse (const char *bytes, gsize length_bytes)
{
  const char *colon = find_colon (bytes, length_bytes);
  g_autoptr(VigieVcardLine) line = NULL;
  g_autoptr(GString) decoded = g_string_new (NULL);
  Encoding encoding = { FALSE, FALSE };
  gsize value_length;

  if (colon == NULL || colon == bytes)
    return NULL;
  line = g_new0 (VigieVcardLine, 1);
  read_head (line, bytes, (gsize) (colon - bytes), &encoding);
  if (*line->name == '\0')
    return NULL;
  value_length = length_bytes - (gsize) (colon + 1 - bytes);
  if (encoding.quoted)
    decode_quoted (colon + 1, value_length, decoded);
  line->is_quoted = encoding.quoted;
  line->value = encoding.quoted ? vigie_text_from_bytes (decoded->str, decoded->len) : vigie_text_from_bytes (colon + 1, value_length);
  line->is_binary = encoding.binary || g_ascii_strncasecmp (line->value, "data:", 5) == 0;
  line->line = kept_line (line, bytes, length_bytes);

  return g_steal_pointer (&line);
}

void
vigie_vcard_line_free (VigieVcardLine *line)
{
  if (line == NULL)
    return;
  g_free (line->group);
  g_free (line->name);
  g_strfreev (line->types);
  g_free (line->value);
  g_free (line->line);
  g_free (line);
}

gboolean
vigie_vcard_line_has_type (const VigieVcardLine *line, const char *type)
{
  return g_strv_contains ((const char *const *) line->types, type);
}

/* ---- Values ---- */

guint
vigie_vcard_n_parts (const char *value, char separator)
{
  guint n = 1;

  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '\\' && c[1] != '\0')
        c++;
      else if (*c == separator)
        n++;
    }

  return n;
}

char *
vigie_vcard_unescape (const char *value, char separator, guint index)
{
  GString *out = g_string_new (NULL);
  guint at = 0;

  for (const char *c = value; *c != '\0'; c++)
    {
      if (separator != '\0' && *c == separator)
        {
          at++;
          continue;
        }
      if (*c == '\\' && c[1] != '\0')
        {
          c++;
          if (separator == '\0' || at == index)
            g_string_append_c (out, *c == 'n' || *c == 'N' ? '\n' : *c);
          continue;
        }
      if (separator == '\0' || at == index)
        g_string_append_c (out, *c);
    }

  return g_string_free (out, FALSE);
}

gboolean
vigie_vcard_is_frame (const char *line)
{
  const char *name = line + strspn (line, " \t"), *dot = strpbrk (name, ".:;");
  gsize length_bytes;

  if (dot != NULL && *dot == '.')
    name = dot + 1;
  length_bytes = strcspn (name, ":; \t");

  return (length_bytes == 5 && g_ascii_strncasecmp (name, "BEGIN", 5) == 0) || (length_bytes == 3 && g_ascii_strncasecmp (name, "END", 3) == 0);
}
