/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers to the five questions as people and programs write them. Percentages are plain decimals
 * and nothing else: "5,5" read as 5, or "1e1" as 10, would put an incident into the wrong level
 * without anybody noticing. */

#include "vigie-severity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"

/* A percentage with more digits than this says nothing more, and would not survive a round trip. */
#define PERCENT_MAX_CHARS 22
#define PERCENT_MAX_DECIMALS 18

static const char *const function_words[] = {
  [VIGIE_FUNCTION_UNKNOWN] = "unknown",     [VIGIE_FUNCTION_NICE_TO_HAVE] = "nice-to-have",
  [VIGIE_FUNCTION_IMPORTANT] = "important", [VIGIE_FUNCTION_CORE] = "core",
  [VIGIE_FUNCTION_CRITICAL] = "critical",
};
static const char *const workaround_words[] = {
  [VIGIE_WORKAROUND_UNKNOWN] = "unknown", [VIGIE_WORKAROUND_SIMPLE] = "simple",
  [VIGIE_WORKAROUND_COMPLEX] = "complex", [VIGIE_WORKAROUND_NONE] = "none",
  [VIGIE_WORKAROUND_NONE_RAISE] = "none-raise",
};
static const char *const data_words[] = {
  [VIGIE_DATA_UNKNOWN] = "unknown",     [VIGIE_DATA_NONE] = "none",
  [VIGIE_DATA_POTENTIAL] = "potential", [VIGIE_DATA_CONFIRMED] = "confirmed",
};

/**
 * vigie_answers_init:
 * @answers: (out caller-allocates): where to write
 *
 * Sets every answer to unknown.
 */
void
vigie_answers_init (VigieAnswers *answers)
{
  g_return_if_fail (answers != NULL);

  answers->users_percent = -1;
  answers->revenue_percent = -1;
  answers->function = VIGIE_FUNCTION_UNKNOWN;
  answers->workaround = VIGIE_WORKAROUND_UNKNOWN;
  answers->data = VIGIE_DATA_UNKNOWN;
}

/* Digits, perhaps a point and digits; no sign, no exponent, no space. */
static gboolean
parse_percent (const char *text, double *out)
{
  const char *c = text;
  const char *point;
  double value;

  while (g_ascii_isdigit (*c))
    c++;
  if (c == text)
    return FALSE;
  point = c;
  if (*c == '.')
    {
      c++;
      if (!g_ascii_isdigit (*c))
        return FALSE;
      while (g_ascii_isdigit (*c))
        c++;
    }
  if (*c != '\0' || c - text > PERCENT_MAX_CHARS || c - point > PERCENT_MAX_DECIMALS + 1)
    return FALSE;

  value = g_ascii_strtod (text, NULL);
  if (value > 100)
    return FALSE;
  *out = value;

  return TRUE;
}

static gboolean
set_percent (double *place, const char *value, GError **error)
{
  g_autofree char *shown = NULL;

  if (strcmp (value, "unknown") == 0)
    {
      *place = -1;
      return TRUE;
    }
  if (parse_percent (value, place))
    return TRUE;
  shown = vigie_text_first_line (value, 40);
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
               _("“%s” is not a percentage: write a number from 0 to 100, such as 20 or 5.5, or “unknown”."), shown);

  return FALSE;
}

static int
find_word (const char *const *words, gsize n_words, const char *value, GError **error)
{
  g_autoptr(GString) known = g_string_new (NULL);
  g_autofree char *shown = NULL;

  for (gsize i = 0; i < n_words; i++)
    {
      if (strcmp (words[i], value) == 0)
        return (int) i;
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", words[i]);
    }
  shown = vigie_text_first_line (value, 40);
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
               _("“%s” is not one of the answers: %s."), shown, known->str);

  return -1;
}

/**
 * vigie_answers_set:
 * @answers: the answers
 * @question: "users", "revenue", "workaround", "function" or "data"
 * @value: (nullable): a percentage for the first two, a word for the others, "unknown" for any
 * @error: return location for a #GError
 *
 * Sets one answer. A refused value leaves @answers as they were.
 *
 * Returns: %TRUE, or %FALSE with %VIGIE_ERROR_INVALID
 */
gboolean
vigie_answers_set (VigieAnswers *answers, const char *question, const char *value, GError **error)
{
  int word = -1;

  g_return_val_if_fail (answers != NULL, FALSE);
  g_return_val_if_fail (question != NULL, FALSE);

  if (value == NULL || !g_utf8_validate (value, -1, NULL))
    value = "";
  if (strcmp (question, "users") == 0)
    return set_percent (&answers->users_percent, value, error);
  if (strcmp (question, "revenue") == 0)
    return set_percent (&answers->revenue_percent, value, error);

  if (strcmp (question, "function") == 0)
    {
      word = find_word (function_words, G_N_ELEMENTS (function_words), value, error);
      answers->function = word >= 0 ? (VigieFunction) word : answers->function;
    }
  else if (strcmp (question, "workaround") == 0)
    {
      word = find_word (workaround_words, G_N_ELEMENTS (workaround_words), value, error);
      answers->workaround = word >= 0 ? (VigieWorkaround) word : answers->workaround;
    }
  else if (strcmp (question, "data") == 0)
    {
      word = find_word (data_words, G_N_ELEMENTS (data_words), value, error);
      answers->data = word >= 0 ? (VigieData) word : answers->data;
    }
  else
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("There is no question “%s”."), question);

  return word >= 0;
}

/* The shortest plain decimal that reads back as the same number. */
static char *
format_percent (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "unknown";

  for (int decimals = 0; value >= 0 && decimals <= PERCENT_MAX_DECIMALS; decimals++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%df", decimals);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }

  return g_strdup (text);
}

static const char *
word_of (const VigieAnswers *answers, const char *question)
{
  if (strcmp (question, "function") == 0)
    return function_words[answers->function];
  if (strcmp (question, "workaround") == 0)
    return workaround_words[answers->workaround];

  return data_words[answers->data];
}

static gboolean
is_percentage (const char *question)
{
  return strcmp (question, "users") == 0 || strcmp (question, "revenue") == 0;
}

static double
percent_of (const VigieAnswers *answers, const char *question)
{
  return strcmp (question, "users") == 0 ? answers->users_percent : answers->revenue_percent;
}

/**
 * vigie_answers_get:
 * @answers: the answers
 * @question: one of the five question ids
 *
 * Says one answer as vigie_answers_set() takes it.
 *
 * Returns: (transfer full): the word or the number
 */
char *
vigie_answers_get (const VigieAnswers *answers, const char *question)
{
  g_return_val_if_fail (answers != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  return is_percentage (question) ? format_percent (percent_of (answers, question))
                                  : g_strdup (word_of (answers, question));
}

static gboolean
percent_equal (double a, double b)
{
  return (a < 0 && b < 0) || a == b;
}

/**
 * vigie_answers_equal:
 * @a: answers
 * @b: answers
 *
 * Returns: %TRUE if all five are the same
 */
gboolean
vigie_answers_equal (const VigieAnswers *a, const VigieAnswers *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return percent_equal (a->users_percent, b->users_percent)
         && percent_equal (a->revenue_percent, b->revenue_percent) && a->function == b->function
         && a->workaround == b->workaround && a->data == b->data;
}
