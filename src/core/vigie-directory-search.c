/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching the directory as one types.
 *
 * What a contact can be found by is folded once, with the directory: then a key costs a look for words at the beginnings
 * of words in some ten kilobytes a hundred contacts, and five thousand contacts are searched between two frames. The rules
 * are those of vigie_contact_matches(): each word typed begins a word of name, role, category, organisation, group, address
 * or id, or their initials; digits stand anywhere in a number. */

#include "vigie-directory-private.h"

#include <string.h>

#define NUMBER_SIGNS "+0123456789 .-()/"

/* Each part on a line of its own, so that nothing is found across two. */
static void
add_part (GString *words, GString *initials, const char *text)
{
  g_autofree char *folded = NULL;
  gboolean at_start = TRUE;

  if (text == NULL || *text == '\0')
    return;
  folded = vigie_text_fold (text);
  g_string_append_printf (words, "%s\n", folded);
  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar sign = g_utf8_get_char (c);

      if (at_start && g_unichar_isalnum (sign))
        g_string_append_unichar (initials, sign);
      at_start = !g_unichar_isalnum (sign);
    }
  g_string_append_c (initials, '\n');
}

static void
add_text (GString *words, GString *initials, const VigieText *text)
{
  const char *en = vigie_text_get (text, VIGIE_LANG_EN), *fr = vigie_text_get (text, VIGIE_LANG_FR);

  add_part (words, initials, en);
  if (strcmp (en, fr) != 0)
    add_part (words, initials, fr);
}

static void
add_digits (GString *digits, const char *number)
{
  for (const char *c = number; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
  g_string_append_c (digits, '\n');
}

void
vigie_directory_index (const VigieDirectory *directory, VigieDirectorySlot *slot)
{
  const VigieContact *contact = slot->standing;
  GString *words = g_string_new ("\n");
  GString *initials = g_string_new ("\n");
  GString *digits = g_string_new ("\n");
  g_autoptr(GString) unused = g_string_new (NULL);

  add_text (words, initials, &contact->name);
  add_text (words, initials, &contact->role);
  for (VigieLang lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
    add_part (words, initials, vigie_directory_category_title (directory, contact->category, lang));
  add_part (words, initials, contact->organisation);
  add_part (words, unused, contact->id);
  for (guint i = 0; i < contact->groups->len; i++)
    add_part (words, initials, contact->groups->pdata[i]);
  for (guint i = 0; i < contact->addresses->len; i++)
    add_part (words, unused, ((const VigieContactLine *) contact->addresses->pdata[i])->value);
  for (guint i = 0; i < contact->numbers->len; i++)
    add_digits (digits, ((const VigieContactLine *) contact->numbers->pdata[i])->value);
  slot->words = g_string_free (words, FALSE);
  slot->initials = g_string_free (initials, FALSE);
  slot->digits = g_string_free (digits, FALSE);
}

/* ---- Asking ---- */

typedef struct
{
  GStrv words;                     /* folded */
  GStrv lines;                     /* "\n" and each of them, for the initials */
  GStrv digits;                    /* of each that is a number, else NULL-like "" */
  char *number;                    /* the whole query is one number: its digits */
} Query;

static char *
digits_of (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
  return g_string_free (digits, FALSE);
}

static gboolean
is_number (const char *text)
{
  return text[strspn (text, NUMBER_SIGNS)] == '\0' && strpbrk (text, "0123456789") != NULL;
}

static void
query_init (Query *query, const char *typed)
{
  g_autofree char *folded = vigie_text_fold (typed);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) digits = g_strv_builder_new ();

  query->number = is_number (typed) ? digits_of (typed) : NULL;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *line = g_strconcat ("\n", parts[i], NULL);
      g_autofree char *own = is_number (parts[i]) ? digits_of (parts[i]) : g_strdup ("");

      if (*parts[i] == '\0')
        continue;
      g_strv_builder_add (words, parts[i]);
      g_strv_builder_add (lines, line);
      g_strv_builder_add (digits, own);
    }
  query->words = g_strv_builder_end (words);
  query->lines = g_strv_builder_end (lines);
  query->digits = g_strv_builder_end (digits);
}

static void
query_clear (Query *query)
{
  g_strfreev (query->words);
  g_strfreev (query->lines);
  g_strfreev (query->digits);
  g_free (query->number);
}

static gboolean
begins_a_word (const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    {
      const char *before = g_utf8_find_prev_char (text, at);

      if (before == NULL || !g_unichar_isalnum (g_utf8_get_char (before)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
matches (const VigieDirectorySlot *slot, const Query *query)
{
  if (query->number != NULL && strstr (slot->digits, query->number) != NULL)
    return TRUE;
  for (guint i = 0; query->words[i] != NULL; i++)
    if (!begins_a_word (slot->words, query->words[i]) && strstr (slot->initials, query->lines[i]) == NULL
        && (*query->digits[i] == '\0' || strstr (slot->digits, query->digits[i]) == NULL))
      return FALSE;

  return TRUE;
}

/**
 * vigie_directory_search:
 * @directory: a directory
 * @typed: (nullable): what was typed so far
 *
 * Returns: (transfer container) (element-type VigieDirectoryEntry): who is found, in the order of the directory; all for
 *   an empty text, nobody for what is no text
 */
GPtrArray *
vigie_directory_search (const VigieDirectory *directory, const char *typed)
{
  GPtrArray *found = g_ptr_array_new ();
  Query query;

  g_return_val_if_fail (directory != NULL, found);

  if (typed != NULL && !g_utf8_validate (typed, -1, NULL))
    return found;
  query_init (&query, typed != NULL ? typed : "");
  for (guint i = 0; i < directory->entries->len; i++)
    if (matches (directory->entries->pdata[i], &query)) /* an entry is the head of its slot */
      g_ptr_array_add (found, directory->entries->pdata[i]);
  query_clear (&query);

  return found;
}
