/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the search sees of an event, and the few lines it shows of it.
 *
 * Words of people are the values of a fixed list of members, at any depth, whatever the kind: an
 * event of a newer Vigie is found too, and the ids, codes and states of the rest do not answer to
 * every search. The index has no copy of the texts, so removing an event from it must repeat
 * exactly what was put in: a change of this list needs a new search table (docs/store.md). */

#include "vigie-store-private.h"

#include <string.h>

#include "vigie-json.h"
#include "vigie-text.h"

#define EXCERPT_CHARS 160
#define EXCERPT_BEFORE_CHARS 40
/* A person finds a text by its beginning; a megabyte of pasted log does not fill the index. */
#define TEXT_MAX_BYTES (64 * 1024)

static const char *const spoken_members[] = {
  "title", "text",  "note",   "name",   "value",  "source", "reason", "observe", "orient",
  "decide", "act",  "result", "tried",  "person", "owner",  "whom",   "audience", "channel",
};

static gboolean
is_spoken (const VigieJson *json, VigieJsonNode node)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spoken_members); i++)
    if (vigie_json_key_equal (json, node, spoken_members[i]))
      return TRUE;

  return FALSE;
}

/* Depth is bounded by the reader. */
static void
collect (const VigieJson *json, VigieJsonNode node, GString *out)
{
  gboolean is_object = vigie_json_type (json, node) == VIGIE_JSON_OBJECT;

  for (VigieJsonNode child = vigie_json_first (json, node); child != VIGIE_JSON_NONE; child = vigie_json_next (json, child))
    {
      VigieJsonType type = vigie_json_type (json, child);

      if (type == VIGIE_JSON_OBJECT || type == VIGIE_JSON_ARRAY)
        collect (json, child, out);
      else if (type == VIGIE_JSON_STRING && is_object && is_spoken (json, child) && out->len < TEXT_MAX_BYTES)
        {
          g_autofree char *value = vigie_json_string (json, child);

          if (out->len > 0)
            g_string_append_c (out, '\n');
          g_string_append (out, value);
        }
    }
}

static void
cut (GString *text)
{
  if (text->len > TEXT_MAX_BYTES)
    g_string_truncate (text, (gsize) (g_utf8_find_prev_char (text->str, text->str + TEXT_MAX_BYTES) - text->str));
}

char *
vigie_store_event_text (const VigieEvent *event)
{
  g_autoptr(VigieJson) body = vigie_event_body (event);
  GString *text = g_string_new (NULL);

  if (body != NULL)
    collect (body, 0, text);
  cut (text);

  return g_string_free (text, FALSE);
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The next word at or after @at, or NULL; *end is the place behind it. */
static const char *
next_word (const char *at, const char **end)
{
  while (*at != '\0' && !is_word_char (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  if (*at == '\0')
    return NULL;
  *end = at;
  while (**end != '\0' && is_word_char (g_utf8_get_char (*end)))
    *end = g_utf8_next_char (*end);

  return at;
}

/* Folded words of @text. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *end = valid;

  for (const char *word = next_word (valid, &end); word != NULL; word = next_word (end, &end))
    {
      g_autofree char *part = g_strndup (word, (gsize) (end - word));

      g_ptr_array_add (words, vigie_text_fold (part));
    }

  return words;
}

/* The place in @text of the first word that begins with one of @wanted. */
static const char *
find_place (const char *text, GPtrArray *wanted)
{
  const char *end = text;

  for (const char *word = next_word (text, &end); word != NULL; word = next_word (end, &end))
    {
      g_autofree char *part = g_strndup (word, (gsize) (end - word));
      g_autofree char *folded = vigie_text_fold (part);

      for (guint i = 0; i < wanted->len; i++)
        if (g_str_has_prefix (folded, g_ptr_array_index (wanted, i)))
          return word;
    }

  return text;
}

/* One line around the first of @words in @text. Owned. */
char *
vigie_store_excerpt (const char *text, const char *words)
{
  g_autoptr(GPtrArray) wanted = split (words);
  const char *start = find_place (text, wanted);
  const char *end;
  g_autofree char *part = NULL;
  gboolean from_middle;

  for (guint i = 0; i < EXCERPT_BEFORE_CHARS && start > text; i++)
    start = g_utf8_prev_char (start);
  end = start;
  for (guint i = 0; i < EXCERPT_CHARS && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  from_middle = start > text;
  part = g_strndup (start, (gsize) (end - start));
  g_strdelimit (part, "\n\t", ' ');

  return g_strconcat (from_middle ? "…" : "", part, *end != '\0' ? "…" : "", NULL);
}

static gboolean
has_prefix_word (GPtrArray *words, const char *prefix)
{
  for (guint i = 0; i < words->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (words, i), prefix))
      return TRUE;

  return FALSE;
}

/* The search without an index, for what it does not know yet. */
gboolean
vigie_store_text_matches (const char *text, const char *words)
{
  g_autoptr(GPtrArray) present = split (text);
  g_autoptr(GPtrArray) wanted = split (words);

  for (guint i = 0; i < wanted->len; i++)
    if (!has_prefix_word (present, g_ptr_array_index (wanted, i)))
      return FALSE;

  return wanted->len > 0;
}

/* FTS5 has a query language; nobody here speaks it. Each word is quoted, so that AND, NEAR, ^, * and
 * column names are only words. One sign alone matches whole words: as a beginning it would match
 * most of the index. Not more words than a person types. */
char *
vigie_store_search_query (const char *words, gboolean as_prefixes)
{
  g_autoptr(GPtrArray) wanted = split (words);
  g_autoptr(GString) query = g_string_new (NULL);

  for (guint i = 0; i < MIN (wanted->len, 32); i++)
    {
      const char *word = g_ptr_array_index (wanted, i);
      gboolean is_prefix = as_prefixes && g_utf8_strlen (word, -1) > 1;

      g_string_append_printf (query, "%s\"%s\"%s", i > 0 ? " AND " : "", word, is_prefix ? "*" : "");
    }

  return query->len > 0 ? g_strdup (query->str) : NULL;
}
