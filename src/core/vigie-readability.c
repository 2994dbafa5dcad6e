/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Readability, with a syllable counter that is simple on purpose: runs of vowels, one fewer for a mute end.
 *
 * A sentence ends at . ! ? … or :, at a blank line, and at the end of a line that another item, heading or
 * sentence follows; a line that was merely wrapped goes on. What looks like a name (a capital inside a
 * sentence, capitals throughout), an address or a figure is left out, since nobody can reword it. */

#include "vigie-readability.h"

#include <string.h>

static const char french_vowels[] = "aeiouyàâäáãéèêëîïíôöóòùûüúœæ";
static const char english_vowels[] = "aeiouyéèêïö";
static const char *const abbreviations[] = { "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc", "m", "mme", "mm",
                                             "art", "tél", "env", "feb", "jan", "mar", "apr", "aug", "dec", "mr", "mrs", "no", "n", "e.g", "i.e" };

static gboolean
is_vowel (gunichar sign, VigieLang lang)
{
  return g_utf8_strchr (lang == VIGIE_LANG_FR ? french_vowels : english_vowels, -1, g_unichar_tolower (sign)) != NULL;
}

/* Whether @word ends with a consonant and a mute “e” (French: or “es”). */
static gboolean
has_mute_end (const char *word, gsize length, VigieLang lang)
{
  const char *end = word + length;

  if (lang == VIGIE_LANG_FR && end - word > 2 && (end[-1] == 's' || end[-1] == 'S'))
    end--;
  if (end - word < 2 || (end[-1] != 'e' && end[-1] != 'E'))
    return FALSE;
  if (lang == VIGIE_LANG_EN && end - word > 2 && (end[-2] == 'l' || end[-2] == 'L'))
    return is_vowel (g_utf8_get_char (g_utf8_prev_char (end - 2)), lang);

  return !is_vowel (g_utf8_get_char (g_utf8_prev_char (end - 1)), lang);
}

/**
 * vigie_readability_syllables:
 * @word: valid UTF-8
 * @length_bytes: its length, or -1
 * @lang: the language it is of
 *
 * Returns: its syllables, at least 1
 */
guint
vigie_readability_syllables (const char *word, gssize length_bytes, VigieLang lang)
{
  gsize length = length_bytes < 0 ? strlen (word) : (gsize) length_bytes;
  gboolean in_run = FALSE;
  guint n = 0;

  for (const char *at = word; at < word + length; at = g_utf8_next_char (at))
    {
      gboolean vowel = is_vowel (g_utf8_get_char (at), lang);

      n += vowel && !in_run;
      in_run = vowel;
    }
  if (n > 0 && has_mute_end (word, length, lang))
    n--;

  return MAX (n, 1);
}

/* A token is what stands between white space. One word at most is counted of it, two with an elision (“l’heure”). */
typedef struct
{
  const char *text;
  VigieLang lang;
  VigieReadability *out;
  VigieSentence sentence;
  gboolean is_open;
} Reader;

static double
score_of (guint n_sentences, guint n_words, guint n_syllables, VigieLang lang)
{
  double per_sentence = (double) n_words / n_sentences;
  double per_word = (double) n_syllables / n_words;

  return lang == VIGIE_LANG_FR ? 207.0 - 1.015 * per_sentence - 73.6 * per_word
                               : 206.835 - 1.015 * per_sentence - 84.6 * per_word;
}

static void
keep_worst (VigieReadability *out, const VigieSentence *sentence)
{
  guint at = 0;

  while (at < out->n_worst && out->worst[at].score <= sentence->score)
    at++;
  if (at == VIGIE_N_WORST)
    return;

  for (guint i = MIN (out->n_worst, VIGIE_N_WORST - 1); i > at; i--)
    out->worst[i] = out->worst[i - 1];
  out->worst[at] = *sentence;
  out->n_worst = MIN (out->n_worst + 1, VIGIE_N_WORST);
}

static void
end_sentence (Reader *reader)
{
  VigieSentence *sentence = &reader->sentence;

  if (reader->is_open && sentence->n_words > 0)
    {
      sentence->score = score_of (1, sentence->n_words, sentence->n_syllables, reader->lang);
      reader->out->n_sentences++;
      reader->out->n_words += sentence->n_words;
      reader->out->n_syllables += sentence->n_syllables;
      keep_worst (reader->out, sentence);
    }
  memset (sentence, 0, sizeof *sentence);
  reader->is_open = FALSE;
}

static gboolean
is_apostrophe (gunichar sign)
{
  return sign == '\'' || sign == 0x2019;
}

/* Whether @token is an address, a figure or a name. */
static gboolean
is_left_out (const char *token, gsize length, gboolean is_first)
{
  gboolean all_upper = TRUE, first = TRUE, capital = FALSE;
  guint n_letters = 0;

  for (const char *at = token; at < token + length; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (g_unichar_isdigit (sign) || sign == '@' || sign == '/' || sign == '{')
        return TRUE;
      if (!g_unichar_isalpha (sign))
        continue;
      if (first)
        capital = g_unichar_isupper (sign);
      first = FALSE;
      n_letters++;
      all_upper = all_upper && g_unichar_isupper (sign);
    }

  return n_letters == 0 || (all_upper && n_letters > 1) || (capital && !is_first);
}

/* Behind “l’” or “qu’”, which is no word of its own but said with the one that follows; @token where there is none. */
static const char *
skip_elision (const char *token, gsize length)
{
  const char *end = token + length;

  for (const char *at = token; at < end && at - token <= 2; at = g_utf8_next_char (at))
    if (at > token && is_apostrophe (g_utf8_get_char (at)) && g_utf8_next_char (at) < end)
      return g_utf8_next_char (at);

  return token;
}

/* Without the marks around it, which would hide a mute end. */
static void
trim_marks (const char **token, gsize *length)
{
  const char *start = *token, *end = *token + *length;

  while (end > start && !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  while (start < end && !g_unichar_isalnum (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  *token = start;
  *length = (gsize) (end - start);
}

static void
count_token (Reader *reader, const char *token, gsize length)
{
  const char *word;

  trim_marks (&token, &length);
  word = reader->lang == VIGIE_LANG_FR ? skip_elision (token, length) : token;
  if (is_left_out (word, (gsize) (token + length - word), word == token && reader->sentence.n_words == 0))
    return;
  reader->sentence.n_words++;
  reader->sentence.n_syllables += vigie_readability_syllables (word, token + length - word, reader->lang);
}

static gboolean
is_abbreviation (const char *token, gsize length)
{
  g_autofree char *lower = g_utf8_strdown (token, (gssize) length);
  gsize n = strlen (lower);

  if (n > 0 && lower[n - 1] == '.')
    lower[n - 1] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (strcmp (lower, abbreviations[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Whether the sentence ends with @token: at its last mark, closing quotes and brackets aside. */
static gboolean
ends_sentence (const char *token, gsize length)
{
  const char *end = token + length;

  while (end > token && g_utf8_strchr ("»\"”’')]", -1, g_utf8_get_char (g_utf8_prev_char (end))) != NULL)
    end = g_utf8_prev_char (end);
  if (end == token || g_utf8_strchr (".!?…:", -1, g_utf8_get_char (g_utf8_prev_char (end))) == NULL)
    return FALSE;

  return !(end[-1] == '.' && is_abbreviation (token, (gsize) (end - token)));
}

/* Whether the line end at @at ends a sentence: before a blank line, an item, or something that begins anew. */
static gboolean
line_ends_sentence (const char *at)
{
  gunichar next;

  at++;
  while (*at == ' ' || *at == '\r')
    at++;
  next = g_utf8_get_char (at);

  return next == '\0' || next == '\n' || !g_unichar_isalpha (next) || g_unichar_isupper (next);
}

static gboolean
is_space (gunichar sign)
{
  return sign == 0 || g_unichar_isspace (sign) || sign == 0x00a0 || sign == 0x202f;
}

static const char *
take_token (Reader *reader, const char *at)
{
  const char *start = at;

  while (!is_space (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  if (!reader->is_open)
    reader->sentence.start_bytes = (gsize) (start - reader->text);
  reader->is_open = TRUE;
  reader->sentence.end_bytes = (gsize) (at - reader->text);
  count_token (reader, start, (gsize) (at - start));
  if (ends_sentence (start, (gsize) (at - start)))
    end_sentence (reader);

  return at;
}

/**
 * vigie_readability_measure:
 * @text: valid UTF-8
 * @lang: its language
 * @out: (out): what was measured
 */
void
vigie_readability_measure (const char *text, VigieLang lang, VigieReadability *out)
{
  Reader reader = { .text = text, .lang = lang, .out = out };

  memset (out, 0, sizeof *out);
  for (const char *at = text; *at != '\0';)
    {
      if (!is_space (g_utf8_get_char (at)))
        {
          at = take_token (&reader, at);
          continue;
        }
      if (*at == '\n' && line_ends_sentence (at))
        end_sentence (&reader);
      at = g_utf8_next_char (at);
    }
  end_sentence (&reader);

  out->score = out->n_words > 0 ? score_of (out->n_sentences, out->n_words, out->n_syllables, lang) : 100.0;
  out->words_per_sentence = out->n_sentences > 0 ? (double) out->n_words / out->n_sentences : 0.0;
}
