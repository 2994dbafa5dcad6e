/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds a member that stands twice in an object.
 *
 * Two readers that differ in which of the two they believe can be played against each other, so the
 * strict reader refuses both. Large objects have their keys sorted, not hashed: there is no random
 * seed in core, and a hash without one could be made to collide. */

#include "vigie-json-reader.h"

#include <string.h>

/* Objects of up to this many members compare their keys pair by pair. */
#define SMALL_OBJECT 16

typedef struct
{
  const char *name;
  guint32 length;
  guint32 node;
} Key;

static int
compare_keys (gconstpointer a_pointer, gconstpointer b_pointer, gpointer user_data)
{
  const Key *a = a_pointer;
  const Key *b = b_pointer;
  int order;

  if (a->length != b->length)
    return a->length < b->length ? -1 : 1;

  order = memcmp (a->name, b->name, a->length);
  if (order != 0)
    return order;

  return a->node < b->node ? -1 : a->node > b->node;
}

/* Puts the decoded keys of @object in @keys; returns what holds those that had escapes. */
static char *
collect_keys (const VigieJson *json, const JsonNode *object, guint32 first, Key *keys)
{
  gsize escaped_bytes = 0;
  guint32 i = 0;
  char *arena, *out;

  for (guint32 child = first; i < object->size; child = json->nodes[child].next)
    {
      const JsonNode *n = &json->nodes[child];

      keys[i++] = (Key){ json->text + n->key_start, n->key_length, child };
      escaped_bytes += n->key_escaped ? n->key_length : 0;
    }
  if (escaped_bytes == 0)
    return NULL;

  out = arena = g_malloc (escaped_bytes);
  for (i = 0; i < object->size; i++)
    {
      if (!json->nodes[keys[i].node].key_escaped)
        continue;
      keys[i].length = (guint32) vigie_json_decode (keys[i].name, keys[i].length, out);
      keys[i].name = out;
      out += keys[i].length;
    }

  return arena;
}

/* The first member whose name an earlier one has, or VIGIE_JSON_NONE. Most pairs are told apart by
 * a bit made from length and first letters, and never compared. */
static guint32
find_duplicate_pairwise (const Key *keys, guint32 n_keys)
{
  guint64 seen = 0;

  for (guint32 i = 0; i < n_keys; i++)
    {
      guint first = keys[i].length > 0 ? (guchar) keys[i].name[0] : 0;
      guint second = keys[i].length > 1 ? (guchar) keys[i].name[1] : 0;
      guint64 bit = G_GUINT64_CONSTANT (1) << ((first * 5 + second * 3 + keys[i].length) % 64);

      for (guint32 j = 0; (seen & bit) != 0 && j < i; j++)
        {
          if (keys[i].length == keys[j].length
              && memcmp (keys[i].name, keys[j].name, keys[i].length) == 0)
            return keys[i].node;
        }
      seen |= bit;
    }

  return VIGIE_JSON_NONE;
}

static guint32
find_duplicate_sorted (Key *keys, guint32 n_keys)
{
  guint32 found = VIGIE_JSON_NONE;

  g_qsort_with_data (keys, (int) n_keys, sizeof *keys, compare_keys, NULL);

  for (guint32 i = 1; i < n_keys; i++)
    {
      if (keys[i].length == keys[i - 1].length
          && memcmp (keys[i].name, keys[i - 1].name, keys[i].length) == 0)
        found = MIN (found, keys[i].node);
    }

  return found;
}

/* The first member of @object whose decoded name an earlier one has, or VIGIE_JSON_NONE. */
guint32
vigie_json_find_duplicate (const VigieJson *json, guint32 object)
{
  const JsonNode *node = &json->nodes[object];
  Key small[SMALL_OBJECT];
  g_autofree Key *large = NULL;
  g_autofree char *arena = NULL;

  if (node->size <= SMALL_OBJECT)
    {
      arena = collect_keys (json, node, object + 1, small);
      return find_duplicate_pairwise (small, node->size);
    }

  large = g_new (Key, node->size);
  arena = collect_keys (json, node, object + 1, large);
  return find_duplicate_sorted (large, node->size);
}
