/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Points instead of a learnt measure: whoever reads "same type, word: payments" can check it, and the order is the same
 * on every computer. Figures hold their terms ready folded, so that ten thousand incidents are looked at without a fold. */

#include "vigie-similar.h"

#include <string.h>

#include "vigie-cause.h"
#include "vigie-text.h"

#define NBSP           "\302\240"
#define WORD_MIN_CHARS 4
#define CODE_MIN_CHARS 3

enum
{
  CAUSE_POINTS = 50,
  TYPE_POINTS = 15,
  SYSTEM_POINTS = 15,
  TITLE_POINTS = 10,
  OTHER_POINTS = 3
};
enum
{
  MOST_SYSTEMS = 2,
  MOST_TITLE = 3,
  MOST_OTHER = 4
};

/* ---- Terms ---- */

/* Words that any incident may have, folded, in both languages. */
static gboolean
says_nothing (const char *word)
{
  static const char *const common[] = {
    "after",  "alert", "alerte",   "also",     "apres",    "avant",     "avec",    "been",
    "before", "cause", "cette",    "come",     "comme",    "cote",      "dans",    "depuis",
    "down",   "elle",  "encore",   "entre",    "error",    "errors",    "erreur",  "erreurs",
    "every",  "fait",  "from",     "have",     "incident", "incidents", "into",    "issue",
    "leur",   "mais",  "meme",     "minutes",  "more",     "nous",      "only",    "other",
    "panne",  "plus",  "pour",     "probleme", "problem",  "sans",      "since",   "some",
    "sont",   "sous",  "sur",      "than",     "that",     "their",     "then",    "there",
    "they",   "this",  "toujours", "tous",     "toutes",   "tout",      "une",     "very",
    "vers",   "vous",  "were",     "when",     "which",    "with",      "without",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    if (strcmp (common[i], word) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_term (const char *word)
{
  glong n_chars = g_utf8_strlen (word, -1);

  return n_chars >= WORD_MIN_CHARS
             ? !says_nothing (word)
             : n_chars >= CODE_MIN_CHARS && strpbrk (word, "0123456789") != NULL;
}

/* The end of the word that begins at @start. */
static const char *
word_end (const char *start)
{
  while (*start != '\0' && g_unichar_isalnum (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);

  return start;
}

/* @list: items with @separator between. */
static gboolean
has_item (const char *list, const char *item, gsize length_bytes, char separator)
{
  for (const char *at = list; at != NULL && (at = strstr (at, item)) != NULL; at++)
    if ((at == list || at[-1] == separator)
        && (at[length_bytes] == '\0' || at[length_bytes] == separator))
      return TRUE;

  return FALSE;
}

char *
vigie_similar_terms (const char *text, guint most)
{
  g_autofree char *folded = vigie_text_fold (text != NULL ? text : "");
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *at = folded; *at != '\0' && n < most;)
    {
      const char *end = word_end (at);
      g_autofree char *word = g_strndup (at, (gsize) (end - at));

      if (is_term (word) && !has_item (out->str, word, strlen (word), ' '))
        {
          g_string_append_printf (out, "%s%s", n > 0 ? " " : "", word);
          n++;
        }
      at = end > at ? end : g_utf8_next_char (at);
    }

  return g_string_free (out, FALSE);
}

char *
vigie_similar_systems (const char *value)
{
  g_autofree char *folded = vigie_text_fold (value != NULL ? value : "");
  g_auto(GStrv) parts = g_strsplit_set (folded, ",;\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *name = g_strstrip (parts[i]);

      if (*name != '\0' && !has_item (out->str, name, strlen (name), '\n'))
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", name);
    }

  return g_string_free (out, FALSE);
}

/* ---- Points ---- */

/* Items of @mine that @theirs has and neither of @taken, at most @most, with ", "; NULL when there is none. */
static char *
shared (const char *mine,
        const char *theirs,
        const char *also_theirs,
        const char *taken,
        char separator,
        guint most,
        guint *n)
{
  const char separators[] = { separator, '\0' };
  g_auto(GStrv) items = g_strsplit (mine != NULL ? mine : "", separators, -1);
  GString *out = NULL;

  *n = 0;
  for (guint i = 0; items[i] != NULL && *n < most; i++)
    {
      gsize length_bytes = strlen (items[i]);

      if (length_bytes == 0 || has_item (taken, items[i], length_bytes, separator)
          || (!has_item (theirs, items[i], length_bytes, separator)
              && !has_item (also_theirs, items[i], length_bytes, separator)))
        continue;
      if (out == NULL)
        out = g_string_new (items[i]);
      else
        g_string_append_printf (out, ", %s", items[i]);
      (*n)++;
    }

  return out != NULL ? g_string_free (out, FALSE) : NULL;
}

/* Borrowed from @a. */
static const char *
shared_cause (const VigieFigures *a, const VigieFigures *b)
{
  for (guint i = 0; i < a->causes->len; i++)
    for (guint j = 0; j < b->causes->len; j++)
      if (vigie_cause_term_equal (a->causes->pdata[i], b->causes->pdata[j]))
        return a->causes->pdata[i];
  if (g_strcmp0 (a->same_cause, b->id) == 0 || g_strcmp0 (b->same_cause, a->id) == 0
      || (a->same_cause != NULL && g_strcmp0 (a->same_cause, b->same_cause) == 0))
    return "";

  return NULL;
}

static void
similar_free (gpointer data)
{
  VigieSimilar *similar = data;

  g_free (similar->cause);
  g_free (similar->systems);
  g_free (similar->title_words);
  g_free (similar->other_words);
  g_free (similar);
}

/* Words of either's first notes and titles, without those the titles share. */
static char *
shared_others (const VigieFigures *a, const VigieFigures *b, guint *n)
{
  g_autofree char *mine = g_strjoin (" ", a->title_terms, a->noted_terms, NULL);
  g_autofree char *titles = NULL;
  guint n_titles;
  g_autofree char *commas = shared (a->title_terms, b->title_terms, NULL, NULL, ' ', G_MAXUINT,
                                    &n_titles);
  g_auto(GStrv) words = g_strsplit (commas != NULL ? commas : "", ", ", -1);

  titles = g_strjoinv (" ", words);

  return shared (mine, b->title_terms, b->noted_terms, titles, ' ', MOST_OTHER, n);
}

static VigieSimilar *
compare (const VigieFigures *one, const VigieFigures *other)
{
  VigieSimilar *similar = g_new0 (VigieSimilar, 1);
  guint n_systems, n_title, n_other;

  similar->figures = other;
  similar->cause = g_strdup (shared_cause (one, other));
  similar->same_type = strcmp (one->type, other->type) == 0 && strcmp (one->type, "other") != 0;
  similar->systems = shared (one->systems, other->systems, NULL, NULL, '\n', MOST_SYSTEMS,
                             &n_systems);
  similar->title_words = shared (one->title_terms, other->title_terms, NULL, NULL, ' ', MOST_TITLE,
                                 &n_title);
  similar->other_words = shared_others (one, other, &n_other);
  similar->points = (similar->cause != NULL ? CAUSE_POINTS : 0)
                    + (similar->same_type ? TYPE_POINTS : 0) + n_systems * SYSTEM_POINTS
                    + n_title * TITLE_POINTS + n_other * OTHER_POINTS;

  return similar;
}

static int
by_points (gconstpointer a, gconstpointer b)
{
  const VigieSimilar *first = *(VigieSimilar *const *) a;
  const VigieSimilar *second = *(VigieSimilar *const *) b;

  if (first->points != second->points)
    return first->points > second->points ? -1 : 1;
  if (first->figures->seen_usec != second->figures->seen_usec)
    return first->figures->seen_usec > second->figures->seen_usec ? -1 : 1;

  return strcmp (first->figures->id, second->figures->id);
}

GPtrArray *
vigie_similar_to (GPtrArray *all, const VigieFigures *one, guint most)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (similar_free);

  g_return_val_if_fail (all != NULL && one != NULL, found);

  for (guint i = 0; i < all->len; i++)
    {
      const VigieFigures *other = all->pdata[i];
      VigieSimilar *similar;

      if (strcmp (other->id, one->id) == 0 || !vigie_figures_count (other)
          || other->example != one->example)
        continue;
      similar = compare (one, other);
      if (similar->points >= VIGIE_SIMILAR_LEAST)
        g_ptr_array_add (found, similar);
      else
        similar_free (similar);
    }
  g_ptr_array_sort (found, by_points);
  if (found->len > most)
    g_ptr_array_set_size (found, (int) most);

  return found;
}

/* ---- Words ---- */

static void
add_reason (GString *out, char *reason_taken)
{
  g_autofree char *reason = reason_taken;

  g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "", reason);
}

char *
vigie_similar_reasons (const VigieSimilar *similar, const VigiePlaybook *playbook, VigieLang lang)
{
  gboolean french = lang == VIGIE_LANG_FR;
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (similar != NULL, g_string_free (out, FALSE));

  if (similar->cause != NULL && *similar->cause == '\0')
    add_reason (out,
                g_strdup (french ? "liés comme de même cause" : "linked as of the same cause"));
  else if (similar->cause != NULL)
    add_reason (out,
                g_strdup_printf (french ? "même cause racine" NBSP ": %s" : "same root cause: %s",
                                 vigie_cause_term_label (playbook, similar->cause, lang)));
  if (similar->same_type)
    add_reason (
        out, g_strdup_printf (french ? "même type, %s" : "same type, %s", similar->figures->type));
  if (similar->systems != NULL)
    add_reason (out, g_strdup_printf (french ? "même système" NBSP ": %s" : "same system: %s",
                                      similar->systems));
  if (similar->title_words != NULL)
    add_reason (out,
                g_strdup_printf (french ? "dans les deux titres" NBSP ": %s" : "in both titles: %s",
                                 similar->title_words));
  if (similar->other_words != NULL)
    add_reason (out,
                g_strdup_printf (french ? "noté dans les deux" NBSP ": %s" : "noted in both: %s",
                                 similar->other_words));

  return g_string_free (out, FALSE);
}
