/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The strict JSON reader: one pass over the text.
 *
 * Everything that comes from outside passes here first, so the reader must hold against hostile
 * input: the stack is an array of VIGIE_JSON_MAX_DEPTH places (recursion on input is how other
 * readers crash), memory is one node per value, and no step is worse than n log n.
 *
 * Strings are scanned eight bytes at a time while they are plain ASCII; that is what makes an event
 * cost about a microsecond. An incident of ten thousand events is read on every opening, so measure
 * before touching vigie_json_skip_plain(). */

#include "vigie-json-reader.h"

#include "vigie-error.h"
#include "vigie-json-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A number of fewer characters and no exponent cannot overflow a double. */
#define SAFE_NUMBER_CHARS 300

typedef struct
{
  const char *begin;
  const char *at;
  const char *end;
  VigieJson *json;
  guint depth;
  guint32 open[VIGIE_JSON_MAX_DEPTH]; /* the containers around the current place */
  guint32 last[VIGIE_JSON_MAX_DEPTH]; /* the last child of each so far */
  const char *fault;                  /* untranslated message, NULL while all is well */
  const char *fault_at;
} Reader;

static gboolean
fail_at (Reader *r, const char *at, const char *fault)
{
  r->fault = fault;
  r->fault_at = at;
  return FALSE;
}

static gboolean
fail (Reader *r, const char *fault)
{
  return fail_at (r, r->at, fault);
}

static void
skip_space (Reader *r)
{
  while (r->at < r->end
         && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t'))
    r->at++;
}

/* Strings ---------------------------------------------------------------------------------- */

static gboolean
is_continuation (char c)
{
  return ((guchar) c & 0xc0) == 0x80;
}

/* Length of the well-formed multi-byte sequence (RFC 3629) at @at, 0 if it is none. */
gsize
vigie_json_sequence_length (const char *at, const char *end)
{
  guchar a = (guchar) at[0];
  guchar b;

  if (end - at < 2 || !is_continuation (at[1]))
    return 0;
  b = (guchar) at[1];

  if (a >= 0xc2 && a <= 0xdf)
    return 2;
  if (end - at < 3 || !is_continuation (at[2]))
    return 0;
  if ((a & 0xf0) == 0xe0)
    return (a == 0xe0 && b < 0xa0) || (a == 0xed && b > 0x9f) ? 0 : 3;
  if (end - at < 4 || !is_continuation (at[3]))
    return 0;
  if (a >= 0xf0 && a <= 0xf4)
    return (a == 0xf0 && b < 0x90) || (a == 0xf4 && b > 0x8f) ? 0 : 4;

  return 0;
}

/* The four hexadecimal digits at @at, or -1. */
static int
read_hex4 (const char *at, const char *end)
{
  int value = 0;

  if (end - at < 4)
    return -1;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }

  return value;
}

/* At the "\u" of an escape. */
static gboolean
read_unicode_escape (Reader *r)
{
  int unit = read_hex4 (r->at + 2, r->end);
  int low;

  if (unit < 0)
    return fail (r, N_ ("“\\u” must be followed by four hexadecimal digits."));
  if (unit == 0)
    return fail (r, N_ ("The character U+0000 is not allowed in a text."));
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (r, N_ ("Half of a surrogate pair stands alone."));
  if (unit < 0xd800 || unit > 0xdbff)
    {
      r->at += 6;
      return TRUE;
    }

  low = r->end - r->at >= 12 && r->at[6] == '\\' && r->at[7] == 'u'
          ? read_hex4 (r->at + 8, r->end)
          : -1;
  if (low < 0xdc00 || low > 0xdfff)
    return fail (r, N_ ("Half of a surrogate pair stands alone."));

  r->at += 12;
  return TRUE;
}

/* What the letter after a backslash stands for; 0: nothing. */
static const char escapes[256] = {
  ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t',
};

static gboolean
read_escape (Reader *r)
{
  if (r->end - r->at < 2)
    return fail (r, N_ ("The text ends inside a string."));
  if (r->at[1] == 'u')
    return read_unicode_escape (r);
  if (escapes[(guchar) r->at[1]] == '\0')
    return fail (r, N_ ("A backslash is followed by a character that it cannot stand before."));

  r->at += 2;
  return TRUE;
}

/* From the opening quote to after the closing one. */
static gboolean
read_string (Reader *r, guint8 *escaped)
{
  *escaped = FALSE;
  r->at++;

  for (;;)
    {
      gsize length;

      r->at = vigie_json_skip_plain (r->at, r->end);
      if (r->at == r->end)
        return fail (r, N_ ("The text ends inside a string."));
      if (*r->at == '"')
        {
          r->at++;
          return TRUE;
        }
      if (*r->at == '\\')
        {
          *escaped = TRUE;
          if (!read_escape (r))
            return FALSE;
          continue;
        }
      if ((guchar) *r->at < 0x20)
        return fail (r, N_ ("A control character stands in a string; it must be escaped."));
      length = vigie_json_sequence_length (r->at, r->end);
      if (length == 0)
        return fail (r, N_ ("This is not valid UTF-8."));
      r->at += length;
    }
}

static gsize
decode_unicode_escape (const char **at, char *out)
{
  gunichar c = (gunichar) read_hex4 (*at + 2, *at + 6);

  *at += 6;
  if (c >= 0xd800 && c <= 0xdbff)
    {
      c = 0x10000 + ((c - 0xd800) << 10) + ((gunichar) read_hex4 (*at + 2, *at + 6) - 0xdc00);
      *at += 6;
    }

  return (gsize) g_unichar_to_utf8 (c, out);
}

/* Copies up to the next backslash. Whole words are written beyond it, which the next bytes overwrite: a decoded
 * string is never longer than what it was made from, so there is room. */
static void
copy_run (const char **raw, const char *end, char **out)
{
  const char *from = *raw;
  char *to = *out;

  while (end - from >= 8)
    {
      guint64 stops = VIGIE_JSON_ZEROS (vigie_json_word (from) ^ (VIGIE_JSON_ONES * '\\'));
      gsize n = stops != 0 ? (gsize) __builtin_ctzll (stops) / 8 : 8;

      memcpy (to, from, 8);
      from += n;
      to += n;
      if (n < 8)
        break;
    }
  if (end - from < 8)
    while (from < end && *from != '\\')
      *to++ = *from++;

  *raw = from;
  *out = to;
}

gsize
vigie_json_decode (const char *raw, gsize length_bytes, char *out)
{
  const char *end = raw + length_bytes;
  char *start = out;

  for (;;)
    {
      copy_run (&raw, end, &out);
      if (raw >= end)
        return (gsize) (out - start);
      if (raw[1] == 'u')
        {
          out += decode_unicode_escape (&raw, out);
          continue;
        }
      *out++ = escapes[(guchar) raw[1]];
      raw += 2;
    }
}

/* Numbers ---------------------------------------------------------------------------------- */

static gboolean
skip_digits (Reader *r)
{
  const char *start = r->at;

  while (r->at < r->end && g_ascii_isdigit (*r->at))
    r->at++;

  return r->at > start || fail (r, N_ ("A digit is missing in a number."));
}

static gboolean
check_number_range (Reader *r, const char *start)
{
  char buffer[VIGIE_JSON_NUMBER_MAX_CHARS + 1];
  gsize length = (gsize) (r->at - start);

  memcpy (buffer, start, length);
  buffer[length] = '\0';
  return isfinite (g_ascii_strtod (buffer, NULL))
         || fail_at (r, start, N_ ("This number is too large."));
}

static gboolean
read_number (Reader *r)
{
  const char *start = r->at;
  gboolean exponent = FALSE;

  if (*r->at == '-')
    r->at++;
  if (r->at < r->end && *r->at == '0')
    r->at++;
  else if (!skip_digits (r))
    return FALSE;
  if (r->at < r->end && g_ascii_isdigit (*r->at))
    return fail (r, N_ ("A number must not begin with a zero."));
  if (r->at < r->end && *r->at == '.')
    {
      r->at++;
      if (!skip_digits (r))
        return FALSE;
    }
  if (r->at < r->end && (*r->at == 'e' || *r->at == 'E'))
    {
      exponent = TRUE;
      r->at++;
      if (r->at < r->end && (*r->at == '+' || *r->at == '-'))
        r->at++;
      if (!skip_digits (r))
        return FALSE;
    }
  if (r->at - start > VIGIE_JSON_NUMBER_MAX_CHARS)
    return fail_at (r, start, N_ ("This number is too long."));

  return (!exponent && r->at - start < SAFE_NUMBER_CHARS) || check_number_range (r, start);
}

/* Nodes ------------------------------------------------------------------------------------ */

static JsonNode *
add_node (Reader *r, VigieJsonType type)
{
  VigieJson *json = r->json;
  guint32 index = json->n_nodes++;
  JsonNode *node;

  if (index == json->n_allocated)
    {
      JsonNode *old = json->nodes != json->own_nodes ? json->nodes : NULL;

      json->n_allocated *= 2;
      json->nodes = g_realloc_n (old, json->n_allocated, sizeof (JsonNode));
      if (old == NULL)
        memcpy (json->nodes, json->own_nodes, index * sizeof (JsonNode));
    }

  node = &json->nodes[index];
  memset (node, 0, sizeof *node);
  node->start = (guint32) (r->at - r->begin);
  node->type = (guint8) type;
  node->next = VIGIE_JSON_NONE;
  node->parent = VIGIE_JSON_NONE;
  if (r->depth > 0)
    {
      JsonNode *parent;

      node->parent = r->open[r->depth - 1];
      parent = &json->nodes[node->parent];
      if (parent->size++ > 0)
        json->nodes[r->last[r->depth - 1]].next = index;
      r->last[r->depth - 1] = index;
    }

  return node;
}

static gboolean
check_keys (Reader *r, guint32 object)
{
  const VigieJson *json = r->json;
  guint32 found = json->nodes[object].size > 1 ? vigie_json_find_duplicate (json, object)
                                               : VIGIE_JSON_NONE;

  if (found == VIGIE_JSON_NONE)
    return TRUE;

  return fail_at (r, json->text + json->nodes[found].key_start - 1,
                  N_ ("This member stands twice in the same object."));
}

/* Values ----------------------------------------------------------------------------------- */

static gboolean
read_literal (Reader *r, const char *word, gsize length)
{
  if ((gsize) (r->end - r->at) < length || memcmp (r->at, word, length) != 0)
    return fail (r, N_ ("A value is expected here."));

  r->at += length;
  return TRUE;
}

static gboolean
open_container (Reader *r, guint32 index)
{
  if (r->depth == VIGIE_JSON_MAX_DEPTH)
    return fail (r, N_ ("The values are nested too deep."));

  r->open[r->depth++] = index;
  r->at++;
  return TRUE;
}

static gboolean
close_container (Reader *r)
{
  guint32 index = r->open[--r->depth];
  JsonNode *node = &r->json->nodes[index];

  r->at++;
  node->length = (guint32) (r->at - r->begin) - node->start;
  return node->type == VIGIE_JSON_ARRAY || check_keys (r, index);
}

/* Reads a scalar whole, of a container only the opening. */
static gboolean
read_value (Reader *r, const JsonNode *key)
{
  VigieJsonType type;
  JsonNode *node;
  gboolean ok;

  if (r->at == r->end)
    return fail (r, N_ ("The text ends where a value is expected."));

  switch (*r->at)
    {
    case '{': type = VIGIE_JSON_OBJECT; break;
    case '[': type = VIGIE_JSON_ARRAY; break;
    case '"': type = VIGIE_JSON_STRING; break;
    case 't': case 'f': type = VIGIE_JSON_BOOLEAN; break;
    case 'n': type = VIGIE_JSON_NULL; break;
    case '-': case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9': type = VIGIE_JSON_NUMBER; break;
    default: return fail (r, N_ ("A value is expected here."));
    }

  node = add_node (r, type);
  node->key_start = key->key_start;
  node->key_length = key->key_length;
  node->key_escaped = key->key_escaped;

  if (type == VIGIE_JSON_OBJECT || type == VIGIE_JSON_ARRAY)
    return open_container (r, r->json->n_nodes - 1);

  if (type == VIGIE_JSON_STRING)
    ok = read_string (r, &node->value_escaped);
  else if (type == VIGIE_JSON_NUMBER)
    ok = read_number (r);
  else if (*r->at == 't')
    ok = read_literal (r, "true", 4);
  else if (*r->at == 'f')
    ok = read_literal (r, "false", 5);
  else
    ok = read_literal (r, "null", 4);

  node->length = (guint32) (r->at - r->begin) - node->start;
  return ok;
}

/* A member name and its colon. */
static gboolean
read_key (Reader *r, JsonNode *key)
{
  if (r->at == r->end || *r->at != '"')
    return fail (r, N_ ("A member name in quotes is expected here."));

  key->key_start = (guint32) (r->at + 1 - r->begin);
  if (!read_string (r, &key->key_escaped))
    return FALSE;
  key->key_length = (guint32) (r->at - 1 - r->begin) - key->key_start;

  skip_space (r);
  if (r->at == r->end || *r->at != ':')
    return fail (r, N_ ("A colon is expected after a member name."));
  r->at++;
  skip_space (r);
  return TRUE;
}

/* One step inside the innermost container: its end, or its next child. */
static gboolean
advance (Reader *r)
{
  const JsonNode *container = &r->json->nodes[r->open[r->depth - 1]];
  gboolean is_object = container->type == VIGIE_JSON_OBJECT;
  JsonNode key = { 0 };

  skip_space (r);
  if (r->at == r->end)
    return fail (r, N_ ("The text ends inside an object or an array."));
  if (*r->at == (is_object ? '}' : ']'))
    return close_container (r);
  if (container->size > 0)
    {
      if (*r->at != ',')
        return fail (r, N_ ("A comma or the end of the object or array is expected here."));
      r->at++;
      skip_space (r);
    }
  if (is_object && !read_key (r, &key))
    return FALSE;

  return read_value (r, &key);
}

static gboolean
read_document (Reader *r)
{
  const JsonNode no_key = { 0 };

  if (r->end - r->at >= 3 && memcmp (r->at, "\xef\xbb\xbf", 3) == 0)
    return fail (r, N_ ("The text begins with a byte order mark, which JSON does not allow."));

  skip_space (r);
  if (!read_value (r, &no_key))
    return FALSE;
  while (r->depth > 0)
    {
      if (!advance (r))
        return FALSE;
    }

  skip_space (r);
  return r->at == r->end || fail (r, N_ ("Something follows the end of the JSON value."));
}

/* Lines end with \n; a column counts characters, as editors do. */
void
vigie_json_find_place (const char *text, gsize offset, guint *line, guint *column)
{
  const char *end = text + offset;

  *line = 1;
  *column = 1;
  for (; text < end; text++)
    {
      if (*text == '\n')
        {
          *line += 1;
          *column = 1;
        }
      else if (!is_continuation (*text))
        *column += 1;
    }
}

static void
set_fault (const Reader *r, GError **error)
{
  guint line, column;

  vigie_json_find_place (r->begin, (gsize) (r->fault_at - r->begin), &line, &column);
  /* Translators: %s is a whole sentence that says what is wrong there. */
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _ ("Line %u, column %u: %s"), line, column,
               _ (r->fault));
}

static VigieJson *
document_new (const char *text, gsize length_bytes)
{
  /* Enough for most events, and within what malloc keeps at hand; larger ones grow by doubling. */
  guint32 n_own = (guint32) CLAMP (length_bytes / 16, 8, 30);
  VigieJson *json = g_malloc (sizeof (VigieJson) + n_own * sizeof (JsonNode));

  json->text = text;
  json->length = length_bytes;
  json->bytes = NULL;
  json->nodes = json->own_nodes;
  json->n_nodes = 0;
  json->n_allocated = n_own;
  return json;
}

/**
 * vigie_json_parse:
 * @text: the text; need not end with a NUL, and must outlive the document
 * @length_bytes: its length
 * @max_bytes: the greatest length to accept
 * @error: return location
 *
 * Reads one JSON value (RFC 8259, and no more: no byte order mark, no comment, no duplicate key, no
 * lone surrogate, no U+0000, at most %VIGIE_JSON_MAX_DEPTH levels). May be called in any thread.
 *
 * Returns: (nullable) (transfer full): the document; %NULL with %VIGIE_ERROR_TOO_LARGE or
 *   %VIGIE_ERROR_INVALID
 */
VigieJson *
vigie_json_parse (const char *text, gsize length_bytes, gsize max_bytes, GError **error)
{
  g_autoptr (VigieJson) json = NULL;
  Reader r;

  g_return_val_if_fail (text != NULL || length_bytes == 0, NULL);

  if (length_bytes > max_bytes || length_bytes > G_MAXINT32)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE,
                   _ ("This JSON text is larger than the limit of %u bytes."),
                   (guint) MIN (max_bytes, (gsize) G_MAXINT32));
      return NULL;
    }

  if (text == NULL)
    text = "";
  json = document_new (text, length_bytes);
  r.begin = r.at = text;
  r.end = text + length_bytes;
  r.json = json;
  r.depth = 0;
  if (!read_document (&r))
    {
      set_fault (&r, error);
      return NULL;
    }

  return g_steal_pointer (&json);
}

/**
 * vigie_json_parse_bytes:
 * @bytes: the text; the document keeps a reference
 * @max_bytes: the greatest length to accept
 * @error: return location
 *
 * Like vigie_json_parse().
 *
 * Returns: (nullable) (transfer full): the document, or %NULL with @error set
 */
VigieJson *
vigie_json_parse_bytes (GBytes *bytes, gsize max_bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  VigieJson *json = vigie_json_parse (text, length, max_bytes, error);

  if (json != NULL)
    json->bytes = g_bytes_ref (bytes);
  return json;
}
