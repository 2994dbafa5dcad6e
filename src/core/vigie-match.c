/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ranking: each word of the query earns points by the best way in which it is found, and earlier words of the
 * text count a little more. Nothing clever: the same letters must always bring the same first row, or
 * nobody can press Enter without looking. */

#include "vigie-match.h"

#include <string.h>

#define SAME_WORD 100
#define WORD_START 80
#define INITIALS 60
#define INSIDE 20
#define INSIDE_MIN_BYTES 3
#define FIRST_PLACES 8

/* The folded words of @text; letters and digits make a word. */
static GPtrArray *
words_of (const char *text)
{
  g_autofree char *folded = vigie_text_fold (text);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *start = NULL;
  const char *c;

  for (c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      gboolean is_part = g_unichar_isalnum (g_utf8_get_char (c));

      if (is_part && start == NULL)
        start = c;
      if (!is_part && start != NULL)
        {
          g_ptr_array_add (words, g_strndup (start, (gsize) (c - start)));
          start = NULL;
        }
    }
  if (start != NULL)
    g_ptr_array_add (words, g_strndup (start, (gsize) (c - start)));

  return words;
}

/* TRUE if the letters of @wanted begin the words from @from on, one each. */
static gboolean
are_initials (GPtrArray *words, guint from, const char *wanted)
{
  guint n = 0;

  for (const char *c = wanted; *c != '\0'; c = g_utf8_next_char (c), n++)
    {
      if (from + n >= words->len || g_utf8_get_char (g_ptr_array_index (words, from + n)) != g_utf8_get_char (c))
        return FALSE;
    }

  return n >= 2;
}

static guint
score_word (GPtrArray *words, const char *wanted)
{
  guint best = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      guint points = 0;

      if (strcmp (word, wanted) == 0)
        points = SAME_WORD;
      else if (g_str_has_prefix (word, wanted))
        points = WORD_START;
      else if (are_initials (words, i, wanted))
        points = INITIALS;
      else if (strlen (wanted) >= INSIDE_MIN_BYTES && strstr (word, wanted) != NULL)
        points = INSIDE;
      if (points > 0 && i < FIRST_PLACES)
        points += FIRST_PLACES - i;
      best = MAX (best, points);
    }

  return best;
}

/**
 * vigie_match_score:
 * @text: what is searched
 * @query: what was typed
 *
 * Returns: 0 if @text does not answer @query, else more the better it does
 */
guint
vigie_match_score (const char *text, const char *query)
{
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(GPtrArray) wanted = NULL;
  guint sum = 0;

  g_return_val_if_fail (text != NULL && query != NULL, 0);

  wanted = words_of (query);
  if (wanted->len == 0)
    return *query == '\0' || strspn (query, " \t") == strlen (query) ? 1 : 0;
  words = words_of (text);
  for (guint i = 0; i < wanted->len; i++)
    {
      guint points = score_word (words, g_ptr_array_index (wanted, i));

      if (points == 0)
        return 0;
      sum += points;
    }

  return sum / wanted->len;
}
