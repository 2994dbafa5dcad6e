/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"

/* The answers that a row of the notice to the authority offers: the fixed lists of the common European template. Pure.
 *
 * An answer is recorded as the ids of what was chosen, with commas, and words of one's own behind a bar:
 * "phishing,other|a false payment page". Anything else is an answer in free words, as older records have it. */

G_BEGIN_DECLS

#define VIGIE_BREACH_CHOICES_MAX 32
/* Not decided yet: it leaves the row open. */
#define VIGIE_BREACH_CHOICE_LATER "tbd"

typedef struct
{
  const char *id;
  const char *labels[2];     /* by VigieLang */
} VigieBreachChoice;

typedef struct
{
  const char *field;         /* "f60" */
  gboolean many;             /* more than one may be chosen */
  gboolean words;            /* what is chosen is usually explained */
  guint n;
  const VigieBreachChoice *choices;
} VigieBreachChoices;

/* NULL: the row takes free words. */
const VigieBreachChoices *vigie_breach_choices_of (const char *field);
/* What @value chooses, one bit for each choice, and the words beside it (in @value, or NULL). Free words alone choose nothing. */
guint32 vigie_breach_choices_read (const VigieBreachChoices *choices, const char *value, const char **words);
/* The other way; @words may be NULL or blank. Owned. */
char *vigie_breach_choices_write (const VigieBreachChoices *choices, guint32 chosen, const char *words);
/* What @value says to people. Owned. */
char *vigie_breach_choices_words (const VigieBreachChoices *choices, const char *value, VigieLang lang);
/* TRUE if @value only says that the answer is still to come. */
gboolean vigie_breach_choices_is_later (const VigieBreachChoices *choices, const char *value);

G_END_DECLS
