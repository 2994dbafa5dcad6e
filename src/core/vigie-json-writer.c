/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes JSON that the strict reader takes back.
 *
 * Commas and line breaks follow from a bit per level ("has a child already"), so callers only say
 * what comes next. The nesting is bounded by what the reader accepts. */

#include "vigie-json-writer.h"

#include "vigie-json-private.h"
#include "vigie-time.h"

#include <math.h>
#include <string.h>

struct _VigieJsonWriter
{
  GString *text;
  guint depth;
  guint64 filled; /* bit n: the container at depth n has a child */
  gboolean after_key;
  gboolean indented;
};

/**
 * vigie_json_writer_new:
 * @indented: %TRUE for people (two spaces a level), %FALSE for programs (no white space)
 *
 * Returns: (transfer full): an empty writer
 */
VigieJsonWriter *
vigie_json_writer_new (gboolean indented)
{
  VigieJsonWriter *writer = g_new0 (VigieJsonWriter, 1);

  writer->text = g_string_sized_new (512);
  writer->indented = indented;
  return writer;
}

/**
 * vigie_json_writer_free:
 * @writer: (nullable) (transfer full): a writer
 */
void
vigie_json_writer_free (VigieJsonWriter *writer)
{
  if (writer == NULL)
    return;

  g_string_free (writer->text, TRUE);
  g_free (writer);
}

static void
break_line (VigieJsonWriter *writer)
{
  if (!writer->indented)
    return;

  g_string_append_c (writer->text, '\n');
  for (guint i = 0; i < writer->depth; i++)
    g_string_append (writer->text, "  ");
}

/* What stands between the previous child and the next one. */
static void
begin_item (VigieJsonWriter *writer)
{
  guint64 bit;

  if (writer->after_key)
    {
      writer->after_key = FALSE;
      return;
    }
  if (writer->depth == 0)
    return;

  bit = G_GUINT64_CONSTANT (1) << (writer->depth - 1);
  if ((writer->filled & bit) != 0)
    g_string_append_c (writer->text, ',');
  writer->filled |= bit;
  break_line (writer);
}

static void
begin_container (VigieJsonWriter *writer, char bracket)
{
  g_return_if_fail (writer->depth < VIGIE_JSON_MAX_DEPTH);

  begin_item (writer);
  g_string_append_c (writer->text, bracket);
  writer->filled &= ~(G_GUINT64_CONSTANT (1) << writer->depth);
  writer->depth++;
}

static void
end_container (VigieJsonWriter *writer, char bracket)
{
  gboolean filled;

  g_return_if_fail (writer->depth > 0 && !writer->after_key);

  writer->depth--;
  filled = (writer->filled >> writer->depth & 1) != 0;
  if (filled)
    break_line (writer);
  g_string_append_c (writer->text, bracket);
}

/** vigie_json_writer_begin_object: opens an object. */
void
vigie_json_writer_begin_object (VigieJsonWriter *writer)
{
  begin_container (writer, '{');
}

/** vigie_json_writer_end_object: closes the innermost object. */
void
vigie_json_writer_end_object (VigieJsonWriter *writer)
{
  end_container (writer, '}');
}

/** vigie_json_writer_begin_array: opens an array. */
void
vigie_json_writer_begin_array (VigieJsonWriter *writer)
{
  begin_container (writer, '[');
}

/** vigie_json_writer_end_array: closes the innermost array. */
void
vigie_json_writer_end_array (VigieJsonWriter *writer)
{
  end_container (writer, ']');
}

/**
 * vigie_json_n_escapes:
 * @text: a text
 * @length_bytes: its length
 *
 * Returns: how many quotes and backslashes it has: what it grows by as a JSON string, but for controls
 */
gsize
vigie_json_n_escapes (const char *text, gsize length_bytes)
{
  const char *end = text + length_bytes;
  gsize n = 0;

  for (; end - text >= 8; text += 8)
    {
      guint64 word = vigie_json_word (text), quotes = word ^ (VIGIE_JSON_ONES * '"'), slashes = word ^ (VIGIE_JSON_ONES * '\\');
      guint64 others = (((quotes & ~VIGIE_JSON_HIGHS) + ~VIGIE_JSON_HIGHS) | quotes)
                       & (((slashes & ~VIGIE_JSON_HIGHS) + ~VIGIE_JSON_HIGHS) | slashes);

      /* A high bit for each byte that is one of them; the sum of all ends up in the highest byte. */
      n += ((~others & VIGIE_JSON_HIGHS) >> 7) * VIGIE_JSON_ONES >> 56;
    }
  for (; text < end; text++)
    n += *text == '"' || *text == '\\';

  return n;
}

/* Of a text of a usual size every sign might need an escape; only for a large one it is counted. */
#define COUNT_FROM_BYTES 8192

/* Room for @value between quotes. */
static gsize
room_for (const char *value, gsize length_bytes)
{
  gsize room = length_bytes + 2;

  if (length_bytes < COUNT_FROM_BYTES)
    return room + 5 * length_bytes;
  for (gsize i = 0; i < length_bytes; i++)
    {
      guchar c = (guchar) value[i];

      room += (gsize) ((c == '"') + (c == '\\') + 5 * (c < 0x20));
    }

  return room;
}

static char *
write_escape (char *out, guchar c)
{
  static const char letters[0x20] = { ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't' };
  static const char digits[] = "0123456789abcdef";

  *out++ = '\\';
  if (c >= 0x20)
    *out++ = (char) c;
  else if (letters[c] != '\0')
    *out++ = letters[c];
  else
    {
      memcpy (out, "u00", 3);
      out[3] = digits[c >> 4];
      out[4] = digits[c & 15];
      out += 5;
    }

  return out;
}

/* Into room that is known to be large enough; NULL: @value is not UTF-8. */
static char *
write_escaped (char *out, const char *value, const char *end)
{
  while (value < end)
    {
      const char *run = value;
      gsize length = 1;

      value = vigie_json_skip_plain (value, end);
      while (length > 0 && value < end && (guchar) *value >= 0x80)
        {
          length = vigie_json_sequence_length (value, end);
          value += length;
        }
      if (length == 0)
        return NULL;
      memcpy (out, run, (gsize) (value - run));
      out += value - run;
      if (value < end && (guchar) *value < 0x80 && vigie_json_skip_plain (value, value + 1) == value)
        out = write_escape (out, (guchar) *value++);
    }

  return out;
}

/* A quote, the text and a quote, in room made once; FALSE: nothing is written, for @value is not UTF-8. */
static gboolean
append_quoted (GString *text, const char *value)
{
  gsize start = text->len, length_bytes = strlen (value);
  char *out;

  g_string_set_size (text, start + room_for (value, length_bytes));
  text->str[start] = '"';
  out = write_escaped (text->str + start + 1, value, value + length_bytes);
  if (out != NULL)
    *out++ = '"';
  g_string_truncate (text, out != NULL ? (gsize) (out - text->str) : start);

  return out != NULL;
}

static void
append_string (VigieJsonWriter *writer, const char *value)
{
  if (!append_quoted (writer->text, value))
    {
      /* Output that nobody can read back is worse than a replacement character. */
      g_autofree char *repaired = g_utf8_make_valid (value, -1);

      append_quoted (writer->text, repaired);
    }
}

/**
 * vigie_json_writer_key:
 * @writer: a writer inside an object
 * @name: name of the member whose value is written next
 */
void
vigie_json_writer_key (VigieJsonWriter *writer, const char *name)
{
  g_return_if_fail (writer->depth > 0 && !writer->after_key);

  begin_item (writer);
  append_string (writer, name);
  g_string_append (writer->text, writer->indented ? ": " : ":");
  writer->after_key = TRUE;
}

/**
 * vigie_json_writer_string:
 * @writer: a writer
 * @value: (nullable): UTF-8; %NULL writes `null`
 */
void
vigie_json_writer_string (VigieJsonWriter *writer, const char *value)
{
  begin_item (writer);
  if (value != NULL)
    append_string (writer, value);
  else
    g_string_append (writer->text, "null");
}

/**
 * vigie_json_writer_int:
 * @writer: a writer
 * @value: the number
 */
void
vigie_json_writer_int (VigieJsonWriter *writer, gint64 value)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 left = value < 0 ? 0 - (guint64) value : (guint64) value;

  do
    *--at = (char) ('0' + left % 10);
  while ((left /= 10) > 0);
  if (value < 0)
    *--at = '-';
  begin_item (writer);
  g_string_append_len (writer->text, at, digits + sizeof digits - at);
}

/**
 * vigie_json_writer_double:
 * @writer: a writer
 * @value: a finite number; it is written with as few digits as bring it back exactly
 */
void
vigie_json_writer_double (VigieJsonWriter *writer, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      g_critical ("A number that is not finite cannot be written as JSON");
      vigie_json_writer_null (writer);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], value);
      if (memcmp (&(double){ g_ascii_strtod (buffer, NULL) }, &value, sizeof value) == 0)
        break;
    }

  begin_item (writer);
  g_string_append (writer->text, buffer);
}

/**
 * vigie_json_writer_boolean:
 * @writer: a writer
 * @value: the value
 */
void
vigie_json_writer_boolean (VigieJsonWriter *writer, gboolean value)
{
  begin_item (writer);
  g_string_append (writer->text, value ? "true" : "false");
}

/** vigie_json_writer_null: writes `null`. */
void
vigie_json_writer_null (VigieJsonWriter *writer)
{
  begin_item (writer);
  g_string_append (writer->text, "null");
}

/**
 * vigie_json_writer_raw:
 * @writer: a writer
 * @json: one valid JSON value, copied as it stands
 */
void
vigie_json_writer_raw (VigieJsonWriter *writer, const char *json)
{
  begin_item (writer);
  g_string_append (writer->text, json);
}

/** vigie_json_writer_member_string: writes a member; a %NULL @value writes `null`. */
void
vigie_json_writer_member_string (VigieJsonWriter *writer, const char *name, const char *value)
{
  vigie_json_writer_key (writer, name);
  vigie_json_writer_string (writer, value);
}

/**
 * vigie_json_writer_member_hex:
 * @writer: a writer inside an object
 * @name: member name
 * @bytes: bytes that are no secret
 * @length_bytes: how many
 *
 * Writes a member that is bytes in lower-case hexadecimal.
 */
void
vigie_json_writer_member_hex (VigieJsonWriter *writer, const char *name, const guint8 *bytes, gsize length_bytes)
{
  static const char digits[] = "0123456789abcdef";
  GString *text = writer->text;
  char *out;

  vigie_json_writer_key (writer, name);
  begin_item (writer);
  g_string_set_size (text, text->len + 2 * length_bytes + 2);
  out = text->str + text->len - 2 * length_bytes - 2;
  *out++ = '"';
  for (gsize i = 0; i < length_bytes; i++)
    {
      *out++ = digits[bytes[i] >> 4];
      *out++ = digits[bytes[i] & 15];
    }
  *out = '"';
}

/** vigie_json_writer_member_int: writes a member that is an integer. */
void
vigie_json_writer_member_int (VigieJsonWriter *writer, const char *name, gint64 value)
{
  vigie_json_writer_key (writer, name);
  vigie_json_writer_int (writer, value);
}

/** vigie_json_writer_member_boolean: writes a member that is a boolean. */
void
vigie_json_writer_member_boolean (VigieJsonWriter *writer, const char *name, gboolean value)
{
  vigie_json_writer_key (writer, name);
  vigie_json_writer_boolean (writer, value);
}

/**
 * vigie_json_writer_member_time:
 * @writer: a writer
 * @name: member name
 * @time_usec: microseconds since 1970 UTC, or %VIGIE_TIME_NONE, which writes `null`
 */
void
vigie_json_writer_member_time (VigieJsonWriter *writer, const char *name, gint64 time_usec)
{
  g_autofree char *text = NULL;

  if (time_usec != VIGIE_TIME_NONE)
    text = vigie_time_format_rfc3339 (time_usec);
  vigie_json_writer_member_string (writer, name, text);
}

/**
 * vigie_json_writer_steal:
 * @writer: a writer with every container closed
 *
 * Returns: (transfer full): the text so far; the writer is empty afterwards and may be used again
 */
char *
vigie_json_writer_steal (VigieJsonWriter *writer)
{
  char *text;

  g_return_val_if_fail (writer->depth == 0, NULL);

  text = g_string_free (writer->text, FALSE);
  writer->text = g_string_sized_new (512);
  writer->filled = 0;
  return text;
}
