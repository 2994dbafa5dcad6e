/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search in the directory as one types, and numbers that nobody can call.
 *
 * A query matches when each of its words begins some word of the contact, so that "ora sup" finds
 * Orange Money Support and "se" does not find every name with "se" inside. Numbers are compared by
 * their digits alone, as people type them with and without spaces. The playbook ships with
 * placeholders in place of numbers ("+225 XX XX XX XX XX"); they are kept and said to be incomplete,
 * never dialled. */

#include "vigie-directory.h"

#include <string.h>

/* Short codes have three digits; a country code alone is no number. */
#define NUMBER_MIN_DIGITS 3
#define INTERNATIONAL_MIN_DIGITS 7

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c);
}

/* TRUE if @word begins a word of @folded. */
static gboolean
begins_a_word (const char *folded, const char *word)
{
  gboolean at_start = TRUE;

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (at_start && g_str_has_prefix (c, word))
        return TRUE;
      at_start = !is_word_char (g_utf8_get_char (c));
    }

  return FALSE;
}

/* TRUE if the initials of @folded begin with @word: "bec" for "Backend Engineer On-Call". */
static gboolean
begins_initials (const char *folded, const char *word)
{
  g_autoptr(GString) initials = g_string_new (NULL);
  gboolean at_start = TRUE;

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (at_start && is_word_char (character))
        g_string_append_unichar (initials, character);
      at_start = !is_word_char (character);
    }

  return g_str_has_prefix (initials->str, word);
}

static gboolean
text_matches (const char *text, const char *word, gboolean with_initials)
{
  g_autofree char *folded = vigie_text_fold (text);

  return begins_a_word (folded, word) || (with_initials && begins_initials (folded, word));
}

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
is_number_word (const char *word)
{
  return word[strspn (word, "+0123456789")] == '\0' && strpbrk (word, "0123456789") != NULL;
}

static gboolean
any_address_matches (GPtrArray *addresses, const char *word)
{
  for (guint i = 0; i < addresses->len; i++)
    if (text_matches (g_ptr_array_index (addresses, i), word, FALSE))
      return TRUE;

  return FALSE;
}

static gboolean
any_number_contains (GPtrArray *numbers, const char *digits)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autofree char *own = digits_of (g_ptr_array_index (numbers, i));

      if (strstr (own, digits) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
word_matches (const VigieContactDef *contact, const VigieCategory *category, const char *word, VigieLang lang)
{
  const char *category_title = category != NULL ? vigie_text_get (&category->title, lang) : "";

  if (text_matches (vigie_text_get (&contact->name, lang), word, TRUE)
      || text_matches (category_title, word, TRUE) || text_matches (contact->id, word, FALSE)
      || any_address_matches (contact->emails, word) || any_address_matches (contact->urls, word))
    return TRUE;

  if (is_number_word (word))
    {
      g_autofree char *digits = digits_of (word);

      return any_number_contains (contact->phones, digits);
    }

  return FALSE;
}

/* "07 07 12" is one number, not three words that may stand anywhere. */
static char *
join_number (const char *query)
{
  const char *rest = query + strspn (query, "+0123456789 .-()/");

  return *rest == '\0' && strpbrk (query, "0123456789") != NULL ? digits_of (query) : NULL;
}

/**
 * vigie_contact_matches:
 * @contact: a contact
 * @category: (nullable): its category
 * @query: (nullable): what was typed
 * @lang: the language of the names
 *
 * Returns: %TRUE when every word of @query begins a word of the name (or its initials), the category,
 *   an address, or stands in a number; always for an empty query
 */
gboolean
vigie_contact_matches (const VigieContactDef *contact, const VigieCategory *category, const char *query,
                       VigieLang lang)
{
  g_autofree char *number = NULL;
  g_autofree char *folded = NULL;
  g_auto(GStrv) words = NULL;

  g_return_val_if_fail (contact != NULL, FALSE);

  if (query == NULL || *query == '\0' || !g_utf8_validate (query, -1, NULL))
    return query == NULL || *query == '\0';

  number = join_number (query);
  if (number != NULL)
    return any_number_contains (contact->phones, number) || word_matches (contact, category, number, lang);

  folded = vigie_text_fold (query);
  words = g_strsplit_set (folded, " \t\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !word_matches (contact, category, words[i], lang))
      return FALSE;

  return TRUE;
}

/**
 * vigie_number_is_placeholder:
 * @number: (nullable): a telephone number as it is written
 *
 * Returns: %TRUE if nobody can call it: letters in it ("+225 XX XX"), or too few digits
 */
gboolean
vigie_number_is_placeholder (const char *number)
{
  guint n_digits = 0;

  if (number == NULL)
    return TRUE;
  for (const char *c = number; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        n_digits++;
      else if (strchr ("+ .-()/", *c) == NULL && (guchar) *c < 0x80)
        return TRUE;
    }

  return n_digits < (strchr (number, '+') != NULL ? INTERNATIONAL_MIN_DIGITS : NUMBER_MIN_DIGITS);
}

/**
 * vigie_contact_is_incomplete:
 * @contact: a contact
 *
 * Returns: %TRUE if a number is foreseen and none of them can be called
 */
gboolean
vigie_contact_is_incomplete (const VigieContactDef *contact)
{
  g_return_val_if_fail (contact != NULL, FALSE);

  for (guint i = 0; i < contact->phones->len; i++)
    if (!vigie_number_is_placeholder (g_ptr_array_index (contact->phones, i)))
      return FALSE;

  return contact->phones->len > 0;
}

/**
 * vigie_directory_count_incomplete:
 * @playbook: a playbook
 *
 * Returns: how many of its contacts lack a number that is foreseen
 */
guint
vigie_directory_count_incomplete (const VigiePlaybook *playbook)
{
  guint n = 0;

  g_return_val_if_fail (playbook != NULL, 0);

  for (guint i = 0; i < playbook->contacts->len; i++)
    if (vigie_contact_is_incomplete (g_ptr_array_index (playbook->contacts, i)))
      n++;

  return n;
}
