/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Word for word first. Else the stretch of the text that becomes the quote with the fewest words changed, added or
 * left out (Sellers' form of the edit distance, in which a match may begin anywhere), if that leaves three words of five
 * as they were. Letters of either case and accents count as the same: people correct them. */

#include "vigie-passage.h"

#include <string.h>

#include "vigie-text.h"

/* Comparisons of one search at most; of a longer quote the beginning is looked for. */
#define WORK_MAX        4000000
#define QUOTE_WORDS_MIN 8

typedef struct
{
  guint word;
  glong start_chars, end_chars;
} Word;

/* ---- Word for word ---- */

static gboolean
find_exact (const char *text, const char *quote, glong hint, glong *start, glong *end)
{
  glong length = g_utf8_strlen (quote, -1);
  glong best = -1;
  const char *from = text;
  glong at = 0;

  for (const char *hit = strstr (text, quote); hit != NULL; hit = strstr (hit + 1, quote))
    {
      at += g_utf8_strlen (from, hit - from);
      from = hit;
      if (best < 0 || ABS (at - hint) < ABS (best - hint))
        best = at;
      if (hint < 0 || at > hint)
        break;
    }
  *start = best;
  *end = best + length;

  return best >= 0;
}

/* ---- Nearly ---- */

/* Equal words get equal numbers, by @numbers. */
static GArray *
words_of (const char *text, GHashTable *numbers)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  glong at = 0;

  for (const char *p = text; *p != '\0';)
    {
      const char *first = p;
      Word word = { .start_chars = at };
      g_autofree char *raw = NULL;
      char *folded;

      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          at++;
        }
      if (p == first)
        {
          p = g_utf8_next_char (p);
          at++;
          continue;
        }
      raw = g_strndup (first, (gsize) (p - first));
      folded = vigie_text_fold (raw);
      word.end_chars = at;
      word.word = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, folded));
      if (word.word == 0)
        g_hash_table_insert (numbers, folded,
                             GUINT_TO_POINTER (word.word = g_hash_table_size (numbers) + 1));
      else
        g_free (folded);
      g_array_append_val (words, word);
    }

  return words;
}

/* A stretch that ends at some word: what it costs, and the word it begins at. */
typedef struct
{
  guint cost, first;
} Stretch;

static inline Stretch
cheaper (Stretch a, Stretch b)
{
  return b.cost < a.cost ? b : a;
}

/* Of two that cost the same, the later one is better if it begins at the same word, and so says more, or nearer the hint. */
static gboolean
is_better (const Word *words, guint later, guint earlier, glong hint)
{
  return later == earlier
         || (hint >= 0
             && ABS (words[later].start_chars - hint) < ABS (words[earlier].start_chars - hint));
}

static gboolean
find_near (GArray *words, GArray *quote, glong hint, glong *start, glong *end)
{
  const Word *w = (const Word *) (gpointer) words->data;
  const Word *q = (const Word *) (gpointer) quote->data;
  guint n = MIN (quote->len, MAX (QUOTE_WORDS_MIN, WORK_MAX / MAX (words->len, 1)));
  g_autofree Stretch *column = g_new (Stretch, n + 1);
  Stretch best = { G_MAXUINT, 0 };
  guint best_last = 0;

  for (guint i = 0; i <= n; i++)
    column[i] = (Stretch){ i, 0 };
  for (guint j = 0; j < words->len; j++)
    {
      Stretch diagonal = { 0, j };

      column[0] = (Stretch){ 0, j + 1 };
      for (guint i = 1; i <= n; i++)
        {
          Stretch above = { column[i - 1].cost + 1, column[i - 1].first };
          Stretch left = { column[i].cost + 1, column[i].first };
          Stretch change = { diagonal.cost + (q[i - 1].word == w[j].word ? 0 : 1), diagonal.first };

          diagonal = column[i];
          column[i] = cheaper (cheaper (change, left), above);
        }
      if (column[n].first <= j
          && (column[n].cost < best.cost
              || (column[n].cost == best.cost && is_better (w, column[n].first, best.first, hint))))
        {
          best = column[n];
          best_last = j;
        }
    }
  /* Two of five words may differ. */
  if (best.cost == G_MAXUINT || best.cost * 5 > n * 2)
    return FALSE;
  *start = w[best.first].start_chars;
  *end = w[best_last].end_chars;

  return TRUE;
}

VigiePassageMatch
vigie_passage_find (const char *text,
                    const char *quote,
                    glong hint_chars,
                    glong *start_chars,
                    glong *end_chars)
{
  g_autoptr (GHashTable) numbers = NULL;
  g_autoptr (GArray) words = NULL;
  g_autoptr (GArray) quoted = NULL;
  VigiePassageMatch match = VIGIE_PASSAGE_GONE;
  glong start = 0, end = 0;

  g_return_val_if_fail (text != NULL && quote != NULL, VIGIE_PASSAGE_GONE);

  if (*quote == '\0')
    return VIGIE_PASSAGE_GONE;
  if (find_exact (text, quote, hint_chars, &start, &end))
    match = VIGIE_PASSAGE_EXACT;
  else
    {
      numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      quoted = words_of (quote, numbers);
      words = words_of (text, numbers);
      if (quoted->len > 0 && words->len > 0 && find_near (words, quoted, hint_chars, &start, &end))
        match = VIGIE_PASSAGE_NEAR;
    }
  if (match != VIGIE_PASSAGE_GONE && start_chars != NULL)
    *start_chars = start;
  if (match != VIGIE_PASSAGE_GONE && end_chars != NULL)
    *end_chars = end;

  return match;
}
