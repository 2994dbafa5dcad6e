/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"

/* How easily a text is read: Kandel and Moles for French (207 − 1.015 words per sentence − 73.6 syllables per word),
 * Flesch for English (206.835 − 1.015 − 84.6). 60 and more is plain, under 30 very hard. Names, addresses and figures
 * count for nothing. Pure. */

G_BEGIN_DECLS

#define VIGIE_READABILITY_AIM  60.0
#define VIGIE_READABILITY_WARN 50.0
#define VIGIE_SENTENCE_MAX_WORDS 20
#define VIGIE_N_WORST 3

typedef struct
{
  gsize start_bytes, end_bytes;  /* in the text measured */
  guint n_words, n_syllables;
  double score;
} VigieSentence;

typedef struct
{
  guint n_sentences, n_words, n_syllables;
  double score;                  /* 100 for a text without words */
  double words_per_sentence;
  VigieSentence worst[VIGIE_N_WORST]; /* the hardest first */
  guint n_worst;
} VigieReadability;

void vigie_readability_measure (const char *text, VigieLang lang, VigieReadability *out);
guint vigie_readability_syllables (const char *word, gssize length_bytes, VigieLang lang);

G_END_DECLS
