/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The strict JSON reader: access to a document that vigie-json-reader.c has built.
 *
 * A document is a flat array of 32-byte nodes in the order of the text, so the first child of a
 * container is simply the node after it; the other links are indices. Nothing is decoded until it
 * is asked for: a node holds the span of its value and of its key. Small documents (an event) live
 * in one allocation together with their nodes. */

#include "vigie-json-private.h"
#include "vigie-json-reader.h"

#include <string.h>

/* Numbers are bounded by the reader, so that one always fits here with its NUL. */
typedef char NumberBuffer[VIGIE_JSON_NUMBER_MAX_CHARS + 1];

static const JsonNode *
get_node (const VigieJson *json, VigieJsonNode node)
{
  if (node == VIGIE_JSON_NONE)
    return NULL;

  g_return_val_if_fail (node < json->n_nodes, NULL);
  return &json->nodes[node];
}

/**
 * vigie_json_free:
 * @json: (nullable) (transfer full): a document
 */
void
vigie_json_free (VigieJson *json)
{
  if (json == NULL)
    return;

  if (json->nodes != json->own_nodes)
    g_free (json->nodes);
  g_clear_pointer (&json->bytes, g_bytes_unref);
  g_free (json);
}

/**
 * vigie_json_type:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 *
 * Returns: the type of @node; %VIGIE_JSON_NULL for %VIGIE_JSON_NONE
 */
VigieJsonType
vigie_json_type (const VigieJson *json, VigieJsonNode node)
{
  const JsonNode *n = get_node (json, node);

  return n != NULL ? (VigieJsonType) n->type : VIGIE_JSON_NULL;
}

/**
 * vigie_json_size:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 *
 * Returns: how many members or elements @node has; 0 if it is no container
 */
guint
vigie_json_size (const VigieJson *json, VigieJsonNode node)
{
  const JsonNode *n = get_node (json, node);

  return n != NULL ? n->size : 0;
}

/**
 * vigie_json_first:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 *
 * Returns: the first child of @node, or %VIGIE_JSON_NONE
 */
VigieJsonNode
vigie_json_first (const VigieJson *json, VigieJsonNode node)
{
  const JsonNode *n = get_node (json, node);

  return n != NULL && n->size > 0 ? node + 1 : VIGIE_JSON_NONE;
}

/**
 * vigie_json_next:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 *
 * Returns: the sibling after @node, or %VIGIE_JSON_NONE
 */
VigieJsonNode
vigie_json_next (const VigieJson *json, VigieJsonNode node)
{
  const JsonNode *n = get_node (json, node);

  return n != NULL ? n->next : VIGIE_JSON_NONE;
}

static gboolean
is_member (const VigieJson *json, const JsonNode *n)
{
  return n->parent != VIGIE_JSON_NONE && json->nodes[n->parent].type == VIGIE_JSON_OBJECT;
}

static char *
decode_owned (const char *raw, gsize length_bytes, gboolean escaped)
{
  char *text;

  if (!escaped)
    return g_strndup (raw, length_bytes);

  text = g_malloc (length_bytes + 1);
  text[vigie_json_decode (raw, length_bytes, text)] = '\0';
  return text;
}

/**
 * vigie_json_key:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 *
 * Returns: (nullable) (transfer full): the decoded name of a member; %NULL if @node is none
 */
char *
vigie_json_key (const VigieJson *json, VigieJsonNode node)
{
  const JsonNode *n = get_node (json, node);

  if (n == NULL || !is_member (json, n))
    return NULL;

  return decode_owned (json->text + n->key_start, n->key_length, n->key_escaped);
}

static gboolean
key_equal (const VigieJson *json, const JsonNode *n, const char *name, gsize name_length)
{
  if (G_UNLIKELY (n->key_escaped))
    {
      g_autofree char *key = decode_owned (json->text + n->key_start, n->key_length, TRUE);

      return strcmp (key, name) == 0;
    }

  return n->key_length == name_length
         && memcmp (json->text + n->key_start, name, name_length) == 0;
}

/**
 * vigie_json_key_equal:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 * @name: a member name
 *
 * Returns: %TRUE if @node is a member of that name
 */
gboolean
vigie_json_key_equal (const VigieJson *json, VigieJsonNode node, const char *name)
{
  const JsonNode *n = get_node (json, node);

  return n != NULL && is_member (json, n) && key_equal (json, n, name, strlen (name));
}

/**
 * vigie_json_member:
 * @json: a document
 * @object: a node, or %VIGIE_JSON_NONE
 * @name: a member name
 *
 * Looks a member up; the time grows with the number of members.
 *
 * Returns: the value, or %VIGIE_JSON_NONE if @object is no object or has no such member
 */
VigieJsonNode
vigie_json_member (const VigieJson *json, VigieJsonNode object, const char *name)
{
  const JsonNode *n = get_node (json, object);
  gsize name_length = strlen (name);
  VigieJsonNode child;

  if (n == NULL || n->type != VIGIE_JSON_OBJECT || n->size == 0)
    return VIGIE_JSON_NONE;

  for (child = object + 1; child != VIGIE_JSON_NONE; child = json->nodes[child].next)
    {
      if (key_equal (json, &json->nodes[child], name, name_length))
        return child;
    }

  return VIGIE_JSON_NONE;
}

/**
 * vigie_json_element:
 * @json: a document
 * @array: a node, or %VIGIE_JSON_NONE
 * @index: from 0
 *
 * Looks an element up; the time grows with @index. To read them all, use vigie_json_first() and
 * vigie_json_next().
 *
 * Returns: the element, or %VIGIE_JSON_NONE if @array is no array or too short
 */
VigieJsonNode
vigie_json_element (const VigieJson *json, VigieJsonNode array, guint index)
{
  const JsonNode *n = get_node (json, array);
  VigieJsonNode child;

  if (n == NULL || n->type != VIGIE_JSON_ARRAY || index >= n->size)
    return VIGIE_JSON_NONE;

  child = array + 1;
  while (index-- > 0)
    child = json->nodes[child].next;

  return child;
}

/**
 * vigie_json_span:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 * @length_bytes: (out): length of the span
 *
 * Returns: (nullable): the bytes of the value inside the text, quotes and brackets included; %NULL
 *   for %VIGIE_JSON_NONE
 */
const char *
vigie_json_span (const VigieJson *json, VigieJsonNode node, gsize *length_bytes)
{
  const JsonNode *n = get_node (json, node);

  *length_bytes = n != NULL ? n->length : 0;
  return n != NULL ? json->text + n->start : NULL;
}

gsize
vigie_json_copy_bound (const VigieJson *json, VigieJsonNode node)
{
  const JsonNode *n = get_node (json, node);

  /* Two quotes go and a NUL comes; decoding never makes a string longer. */
  return n != NULL && n->type == VIGIE_JSON_STRING ? n->length - 1 : 0;
}

char *
vigie_json_copy_string (const VigieJson *json, VigieJsonNode node, char *out)
{
  const JsonNode *n = get_node (json, node);
  const char *raw = json->text + n->start + 1;
  gsize length = n->length - 2;

  if (n->value_escaped)
    length = vigie_json_decode (raw, length, out);
  else
    memcpy (out, raw, length);

  out[length] = '\0';
  return out + length + 1;
}

/**
 * vigie_json_string:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 *
 * Returns: (nullable) (transfer full): the decoded string; %NULL if @node is no string
 */
char *
vigie_json_string (const VigieJson *json, VigieJsonNode node)
{
  const JsonNode *n = get_node (json, node);

  if (n == NULL || n->type != VIGIE_JSON_STRING)
    return NULL;

  return decode_owned (json->text + n->start + 1, n->length - 2, n->value_escaped);
}

/**
 * vigie_json_int:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 * @out: (out): the number; untouched when the answer is %FALSE
 *
 * Reads a number written without fraction or exponent. Nothing is rounded or wrapped.
 *
 * Returns: %TRUE if @node is an integer that fits
 */
gboolean
vigie_json_int (const VigieJson *json, VigieJsonNode node, gint64 *out)
{
  const JsonNode *n = get_node (json, node);
  const char *at, *end;
  gboolean negative;
  guint64 value = 0;
  guint64 limit;

  if (n == NULL || n->type != VIGIE_JSON_NUMBER)
    return FALSE;

  at = json->text + n->start;
  end = at + n->length;
  negative = *at == '-';
  limit = negative ? (guint64) G_MAXINT64 + 1 : (guint64) G_MAXINT64;

  for (at += negative; at < end; at++)
    {
      guint digit = (guint) (guchar) *at - '0';

      if (digit > 9 || value > (limit - digit) / 10)
        return FALSE;
      value = value * 10 + digit;
    }

  *out = negative ? (gint64) (0 - value) : (gint64) value;
  return TRUE;
}

/**
 * vigie_json_double:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 * @out: (out): the number, always finite; untouched when the answer is %FALSE
 *
 * Returns: %TRUE if @node is a number
 */
gboolean
vigie_json_double (const VigieJson *json, VigieJsonNode node, double *out)
{
  const JsonNode *n = get_node (json, node);
  NumberBuffer buffer;

  if (n == NULL || n->type != VIGIE_JSON_NUMBER)
    return FALSE;

  memcpy (buffer, json->text + n->start, n->length);
  buffer[n->length] = '\0';
  *out = g_ascii_strtod (buffer, NULL);
  return TRUE;
}

/**
 * vigie_json_boolean:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE
 * @out: (out): the value; untouched when the answer is %FALSE
 *
 * Returns: %TRUE if @node is `true` or `false`
 */
gboolean
vigie_json_boolean (const VigieJson *json, VigieJsonNode node, gboolean *out)
{
  const JsonNode *n = get_node (json, node);

  if (n == NULL || n->type != VIGIE_JSON_BOOLEAN)
    return FALSE;

  *out = json->text[n->start] == 't';
  return TRUE;
}

static guint
index_in_parent (const VigieJson *json, VigieJsonNode node)
{
  VigieJsonNode child = json->nodes[node].parent + 1;
  guint index = 0;

  for (; child != node; child = json->nodes[child].next)
    index++;

  return index;
}

static void
append_pointer_token (GString *pointer, const char *key)
{
  for (; *key != '\0'; key++)
    {
      if (*key == '~')
        g_string_append (pointer, "~0");
      else if (*key == '/')
        g_string_append (pointer, "~1");
      else
        g_string_append_c (pointer, *key);
    }
}

/**
 * vigie_json_pointer:
 * @json: a document
 * @node: a node
 *
 * Returns: (transfer full): the RFC 6901 pointer to @node; "" for the root
 */
char *
vigie_json_pointer (const VigieJson *json, VigieJsonNode node)
{
  VigieJsonNode path[VIGIE_JSON_MAX_DEPTH + 1];
  guint depth = 0;
  g_autoptr (GString) pointer = g_string_new (NULL);

  g_return_val_if_fail (node < json->n_nodes, NULL);

  for (; json->nodes[node].parent != VIGIE_JSON_NONE; node = json->nodes[node].parent)
    path[depth++] = node;

  while (depth-- > 0)
    {
      g_autofree char *key = vigie_json_key (json, path[depth]);

      g_string_append_c (pointer, '/');
      if (key != NULL)
        append_pointer_token (pointer, key);
      else
        g_string_append_printf (pointer, "%u", index_in_parent (json, path[depth]));
    }

  return g_string_free (g_steal_pointer (&pointer), FALSE);
}

/**
 * vigie_json_place:
 * @json: a document
 * @node: a node, or %VIGIE_JSON_NONE for the beginning
 * @line: (out): line of its first byte, from 1
 * @column: (out): column in characters, from 1
 */
void
vigie_json_place (const VigieJson *json, VigieJsonNode node, guint *line, guint *column)
{
  const JsonNode *n = get_node (json, node);

  vigie_json_find_place (json->text, n != NULL ? n->start : 0, line, column);
}

/**
 * vigie_json_member_string:
 * @json: a document
 * @object: a node, or %VIGIE_JSON_NONE
 * @name: a member name
 *
 * Returns: (nullable) (transfer full): the decoded string, or %NULL if there is none of that name
 */
char *
vigie_json_member_string (const VigieJson *json, VigieJsonNode object, const char *name)
{
  return vigie_json_string (json, vigie_json_member (json, object, name));
}

/**
 * vigie_json_member_int:
 * @json: a document
 * @object: a node, or %VIGIE_JSON_NONE
 * @name: a member name
 * @fallback: what to answer if there is no such integer
 *
 * Returns: the integer or @fallback
 */
gint64
vigie_json_member_int (const VigieJson *json, VigieJsonNode object, const char *name,
                       gint64 fallback)
{
  vigie_json_int (json, vigie_json_member (json, object, name), &fallback);
  return fallback;
}

/**
 * vigie_json_member_boolean:
 * @json: a document
 * @object: a node, or %VIGIE_JSON_NONE
 * @name: a member name
 * @fallback: what to answer if there is no such boolean
 *
 * Returns: the boolean or @fallback
 */
gboolean
vigie_json_member_boolean (const VigieJson *json, VigieJsonNode object, const char *name,
                           gboolean fallback)
{
  vigie_json_boolean (json, vigie_json_member (json, object, name), &fallback);
  return fallback;
}
