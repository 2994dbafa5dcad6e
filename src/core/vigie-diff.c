/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines first, then the words of the lines that differ: a paragraph that nobody touched is not compared word by word,
 * and a word that two paragraphs share does not tie one to the other. Each time it is Myers' shortest edit script
 * ("An O(ND) Difference Algorithm", 1986), forward, with the furthest points of each step kept for the way back. The
 * number of differences is bounded, and with it memory and time: beyond it nobody could read the differences anyway. */

#include "vigie-diff.h"

#include <string.h>

#define DIFFERENCES_MAX 1200
#define UNMATCHED G_MAXUINT
#define ISLAND_MAX_BYTES 5

typedef struct
{
  guint id; /* equal tokens have equal ids */
  gsize start, length;
} Token;

/* ---- Tokens ---- */

typedef gsize (*TokenLength) (const char *text);

static gsize
line_length (const char *text)
{
  const char *end = strchr (text, '\n');

  return end != NULL ? (gsize) (end - text) + 1 : strlen (text);
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* A word, the white space between two, or one sign. A line end is a sign of its own. */
static gsize
word_length (const char *text)
{
  const char *p = text;

  while (*p != '\0' && is_word_char (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (p != text)
    return (gsize) (p - text);
  while (*p != '\0' && *p != '\n' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p != text ? (gsize) (p - text) : (gsize) (g_utf8_next_char (text) - text);
}

static GArray *
tokens_of (const char *text, gsize length, TokenLength next, GHashTable *ids)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));

  for (gsize at = 0; at < length;)
    {
      gsize token_length = MIN (next (text + at), length - at);
      char *key = g_strndup (text + at, token_length);
      Token token = { GPOINTER_TO_UINT (g_hash_table_lookup (ids, key)), at, token_length };

      if (token.id == 0)
        g_hash_table_insert (ids, key, GUINT_TO_POINTER (token.id = g_hash_table_size (ids) + 1));
      else
        g_free (key);
      g_array_append_val (tokens, token);
      at += token_length;
    }

  return tokens;
}

static inline const Token *
token (GArray *tokens, guint index)
{
  return &g_array_index (tokens, Token, index);
}

/* ---- The shortest script ---- */

typedef struct
{
  GArray *a, *b; /* Token */
  guint first; /* both begin with as many that are the same */
  int n, m; /* how many are compared */
  guint *partner; /* for each of a: its index in b, or UNMATCHED */
} Search;

static inline gboolean
same_at (const Search *search, int x, int y)
{
  return token (search->a, search->first + (guint) x)->id
         == token (search->b, search->first + (guint) y)->id;
}

/* The furthest point on diagonal @k with one difference more; @v is of the step before. */
static int
step (const int *v, int k, int d)
{
  return k == -d || (k != d && v[k - 1] < v[k + 1]) ? v[k + 1] : v[k - 1] + 1;
}

static void
walk_back (Search *search, GPtrArray *trace, int d)
{
  int x = search->n;
  int y = search->m;

  for (; d >= 0; d--)
    {
      const int *v = (const int *) trace->pdata[d] + d + 1;
      int k = x - y;
      int from_k = k == -d || (k != d && v[k - 1] < v[k + 1]) ? k + 1 : k - 1;
      int from_x = d > 0 ? v[from_k] : 0;
      int from_y = d > 0 ? from_x - from_k : 0;

      while (x > from_x && y > from_y)
        {
          x--;
          y--;
          search->partner[search->first + (guint) x] = search->first + (guint) y;
        }
      x = from_x;
      y = from_y;
    }
}

/* Gives every token of a its partner; leaves them alone when there are too many differences. */
static void
search_script (Search *search)
{
  int limit = MIN (search->n + search->m, DIFFERENCES_MAX);
  g_autofree int *room = g_new0 (int, 2 * (gsize) limit + 3);
  int *v = room + limit + 1;
  g_autoptr (GPtrArray) trace = g_ptr_array_new_with_free_func (g_free);

  for (int d = 0; d <= limit; d++)
    {
      /* What the step before reached, from -d - 1 to d + 1. */
      g_ptr_array_add (trace, g_memdup2 (v - d - 1, (2 * (gsize) d + 3) * sizeof (int)));
      for (int k = -d; k <= d; k += 2)
        {
          int x = d == 0 ? 0 : step (v, k, d);
          int y = x - k;

          while (x < search->n && y >= 0 && y < search->m && same_at (search, x, y))
            {
              x++;
              y++;
            }
          v[k] = x;
          if (x >= search->n && y >= search->m)
            {
              walk_back (search, trace, d);
              return;
            }
        }
    }
}

/* For each of @a its partner in @b. Owned. */
static guint *
match (GArray *a, GArray *b)
{
  Search search = { .a = a, .b = b };
  guint n = a->len;
  guint m = b->len;

  search.partner = g_new (guint, MAX (a->len, 1));
  memset (search.partner, 0xff, MAX (a->len, 1) * sizeof (guint));
  while (search.first < n && search.first < m
         && token (a, search.first)->id == token (b, search.first)->id)
    {
      search.partner[search.first] = search.first;
      search.first++;
    }
  while (n > search.first && m > search.first && token (a, n - 1)->id == token (b, m - 1)->id)
    search.partner[--n] = --m;
  search.n = (int) (n - search.first);
  search.m = (int) (m - search.first);
  if (search.n > 0 && search.m > 0)
    search_script (&search);

  return search.partner;
}

/* ---- Islands ---- */

/* Bytes of the tokens from @from to @to. */
static gsize
bytes_between (GArray *tokens, guint from, guint to)
{
  return from < to ? token (tokens, to - 1)->start + token (tokens, to - 1)->length - token (tokens, from)->start : 0;
}

/* What is the same from a[from] to a[to] is too little to read between what changes before and behind it. */
static gboolean
is_island (const char *text, GArray *a, guint from, guint to, gsize changed_before, gsize changed_behind)
{
  gsize length = bytes_between (a, from, to);
  gboolean says = FALSE;

  if (changed_before == 0 || changed_behind == 0)
    return FALSE;
  for (guint i = from; i < to; i++)
    {
      if (text[token (a, i)->start] == '\n')
        return FALSE;
      says = says || is_word_char (g_utf8_get_char (text + token (a, i)->start));
    }

  return !says || (length <= ISLAND_MAX_BYTES && changed_before > 2 * length && changed_behind > 2 * length);
}

/* A space, a comma or a little word between two changes only makes both hard to read: it is said to have changed with them. */
static void
drop_islands (const char *text, GArray *a, GArray *b, guint *partner)
{
  guint a_kept = 0, b_kept = 0; /* behind the last that is the same */

  for (guint i = 0; i < a->len;)
    {
      guint end = i;
      guint next, after;

      if (partner[i] == UNMATCHED)
        {
          i++;
          continue;
        }
      while (end < a->len && partner[end] != UNMATCHED && (end == i || partner[end] == partner[end - 1] + 1))
        end++;
      for (next = end; next < a->len && partner[next] == UNMATCHED;)
        next++;
      after = next < a->len ? partner[next] : b->len;
      if (is_island (text, a, i, end, bytes_between (a, a_kept, i) + bytes_between (b, b_kept, partner[i]),
                     bytes_between (a, end, next) + bytes_between (b, partner[end - 1] + 1, after)))
        for (guint k = i; k < end; k++)
          partner[k] = UNMATCHED;
      else
        {
          a_kept = end;
          b_kept = partner[end - 1] + 1;
        }
      i = end;
    }
}

/* ---- Runs ---- */

static void
add_run (GArray *runs, VigieDiffKind kind, gsize before, gsize after, gsize length)
{
  VigieDiffRun *last = runs->len > 0 ? &g_array_index (runs, VigieDiffRun, runs->len - 1) : NULL;
  VigieDiffRun run = { kind, before, after, length };

  if (length == 0)
    return;
  if (last != NULL && last->kind == kind)
    last->length_bytes += length;
  else
    g_array_append_val (runs, run);
}

static gsize
place (GArray *tokens, guint index, gsize end)
{
  return index < tokens->len ? token (tokens, index)->start : end;
}

/* The words of a[before_bytes] and b[after_bytes], whose places in the whole texts are @before and @after. */
static void
add_words (GArray *runs, const char *a_text, const char *b_text, const VigieDiffPiece *piece)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *a_start = a_text + piece->before;
  g_autoptr (GArray) a = tokens_of (a_start, piece->before_bytes, word_length, ids);
  g_autoptr (GArray) b = tokens_of (b_text + piece->after, piece->after_bytes, word_length, ids);
  g_autofree guint *partner = match (a, b);
  guint i = 0, j = 0;

  drop_islands (a_start, a, b, partner);
  while (i < a->len || j < b->len)
    {
      guint next = i;
      guint to;

      while (next < a->len && partner[next] == UNMATCHED)
        next++;
      to = next < a->len ? partner[next] : b->len;
      add_run (runs, VIGIE_DIFF_REMOVED, piece->before + place (a, i, piece->before_bytes),
               piece->after + place (b, j, piece->after_bytes),
               place (a, next, piece->before_bytes) - place (a, i, piece->before_bytes));
      add_run (runs, VIGIE_DIFF_ADDED, piece->before + place (a, next, piece->before_bytes),
               piece->after + place (b, j, piece->after_bytes),
               place (b, to, piece->after_bytes) - place (b, j, piece->after_bytes));
      i = next;
      j = to;
      if (i < a->len)
        {
          add_run (runs, VIGIE_DIFF_SAME, piece->before + token (a, i)->start,
                   piece->after + token (b, j)->start, token (a, i)->length);
          i++;
          j++;
        }
    }
}

GArray *
vigie_diff_words (const char *before, const char *after)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (VigieDiffRun));
  g_autoptr (GArray) pieces = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, runs);

  pieces = vigie_diff_paragraphs (before, after);
  for (guint i = 0; i < pieces->len; i++)
    {
      const VigieDiffPiece *piece = &g_array_index (pieces, VigieDiffPiece, i);

      if (piece->same)
        add_run (runs, VIGIE_DIFF_SAME, piece->before, piece->after, piece->before_bytes);
      else
        add_words (runs, before, after, piece);
    }

  return runs;
}

/* ---- Pieces ---- */

static void
add_piece (GArray *pieces,
           gboolean same,
           gsize before,
           gsize before_bytes,
           gsize after,
           gsize after_bytes)
{
  VigieDiffPiece *last = pieces->len > 0 ? &g_array_index (pieces, VigieDiffPiece, pieces->len - 1)
                                         : NULL;
  VigieDiffPiece piece = { same, before, before_bytes, after, after_bytes };

  if (before_bytes == 0 && after_bytes == 0)
    return;
  if (last != NULL && last->same == same)
    {
      last->before_bytes += before_bytes;
      last->after_bytes += after_bytes;
    }
  else
    g_array_append_val (pieces, piece);
}

GArray *
vigie_diff_paragraphs (const char *before, const char *after)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (VigieDiffPiece));
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) a = NULL;
  g_autoptr (GArray) b = NULL;
  g_autofree guint *partner = NULL;
  gsize a_end, b_end;
  guint i = 0, j = 0;

  g_return_val_if_fail (before != NULL && after != NULL, pieces);

  a_end = strlen (before);
  b_end = strlen (after);
  a = tokens_of (before, a_end, line_length, ids);
  b = tokens_of (after, b_end, line_length, ids);
  partner = match (a, b);
  while (i < a->len || j < b->len)
    {
      guint next = i;
      guint to;

      while (next < a->len && partner[next] == UNMATCHED)
        next++;
      to = next < a->len ? partner[next] : b->len;
      add_piece (pieces, FALSE, place (a, i, a_end), place (a, next, a_end) - place (a, i, a_end),
                 place (b, j, b_end), place (b, to, b_end) - place (b, j, b_end));
      i = next;
      j = to;
      if (i < a->len)
        {
          add_piece (pieces, TRUE, token (a, i)->start, token (a, i)->length, token (b, j)->start,
                     token (b, j)->length);
          i++;
          j++;
        }
    }

  return pieces;
}
