/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words, as a dictionary wants them. A capital inside a sentence makes a name, which no dictionary knows; marking names would
 * teach people to look past the marks. */

#include "vigie-spelling-words.h"

#include <string.h>

static gboolean
is_apostrophe (gunichar sign)
{
  return sign == '\'' || sign == 0x2019;
}

static gboolean
is_gap (gunichar sign)
{
  return sign == 0 || g_unichar_isspace (sign) || sign == 0x00a0 || sign == 0x202f;
}

/* Whether the token from @at to @end is an address, a figure or a blank. */
static gboolean
is_no_word (const char *at, const char *end)
{
  for (; at < end; at = g_utf8_next_char (at))
    if (g_unichar_isdigit (g_utf8_get_char (at)) || strchr ("@/\\[]{}<>_#&=", *at) != NULL)
      return TRUE;

  return FALSE;
}

/* “l’”, “d’”, “qu’”, “jusqu’”: what stands before an apostrophe belongs to the word before it. */
static const char *
skip_elision (const char *at, const char *end)
{
  for (const char *mark = at; mark < end; mark = g_utf8_next_char (mark))
    {
      gboolean is_short = mark - at == 1 || (mark - at >= 2 && mark[-1] == 'u' && (mark[-2] == 'q' || mark[-2] == 'Q'));

      if (is_apostrophe (g_utf8_get_char (mark)) && is_short)
        return g_utf8_next_char (mark);
    }

  return at;
}

static gboolean
is_name (const char *at, const char *end, gboolean begins)
{
  gboolean all_upper = TRUE;
  guint n = 0;

  for (const char *p = at; p < end; p = g_utf8_next_char (p), n++)
    all_upper = all_upper && !g_unichar_islower (g_utf8_get_char (p));

  return n < 2 || all_upper || (!begins && g_unichar_isupper (g_utf8_get_char (at)));
}

/* The parts of a token, cut at hyphens and marks. */
static void
each_part (const char *text, const char *at, const char *end, gboolean begins, VigieSpellingWordFunc func, gpointer user_data)
{
  while (at < end)
    {
      const char *start = at, *word;

      while (at < end && (g_unichar_isalpha (g_utf8_get_char (at)) || g_unichar_ismark (g_utf8_get_char (at)) || is_apostrophe (g_utf8_get_char (at))))
        at = g_utf8_next_char (at);
      word = skip_elision (start, at);
      while (at > word && is_apostrophe (g_utf8_get_char (g_utf8_prev_char (at))))
        at = g_utf8_prev_char (at);
      if (at > word && !is_name (word, at, begins && word == start))
        {
          g_autofree char *copy = g_strndup (word, (gsize) (at - word));

          func (copy, (gsize) (word - text), (gsize) (at - text), user_data);
        }
      begins = begins && at == start;
      if (at < end)
        at = g_utf8_next_char (at);
    }
}

void
vigie_spelling_each_word (const char *text, VigieSpellingWordFunc func, gpointer user_data)
{
  gboolean begins = TRUE;

  for (const char *at = text; *at != '\0';)
    {
      const char *end = at;

      if (is_gap (g_utf8_get_char (at)))
        {
          begins = begins || *at == '\n';
          at = g_utf8_next_char (at);
          continue;
        }
      while (!is_gap (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (!is_no_word (at, end))
        each_part (text, at, end, begins, func, user_data);
      begins = strchr (".!?:", end[-1]) != NULL || (begins && !g_unichar_isalnum (g_utf8_get_char (at)));
      at = end;
    }
}

static void
know (const char *word, gsize start_bytes, gsize end_bytes, gpointer user_data)
{
  g_hash_table_add (user_data, g_utf8_strdown (word, -1));
}

/* Every word of @text counts, names above all: it is read in lower case. */
static void
know_text (GHashTable *known, const char *text)
{
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  if (lower != NULL)
    vigie_spelling_each_word (lower, know, known);
}

GHashTable *
vigie_spelling_known_words (const VigiePlaybook *playbook)
{
  static const char usual[] = "artci fcfa rgpd dpo sms wave moov orange momo mobile money courriel courriels hub playbook distri night";
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  know_text (known, usual);
  if (playbook == NULL)
    return known;
  know_text (known, playbook->organisation);
  for (guint i = 0; i < playbook->contacts->len; i++)
    {
      const VigieContactDef *contact = playbook->contacts->pdata[i];

      know_text (known, contact->name.en);
      know_text (known, contact->name.fr);
    }

  return known;
}
