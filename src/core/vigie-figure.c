/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding figures, and what they are of.
 *
 * Only what stands with its noun is taken: a bare number says nothing that could be wrong. “3 h 23” is a duration unless a
 * preposition makes a time of it. */

#include "vigie-figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER "(\\d{1,3}(?:[ ,.]\\d{3})+(?![\\d])(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,]\\d+)?)"
#define CUE_CHARS 44
#define SENSE_CHARS 14

typedef struct
{
  VigieFigureKind kind;
  VigiePattern pattern;     /* its group 1 is the number, group 2 a scale */
  VigiePattern around;      /* must be in the sentence; or none */
} NumberRule;

#define TOUCHED "touche|concern|affect|impact|compromis|expose|vole|perd|ne (?:peu|passe|fonctionne)|bloque|prive|victime|stolen|touched|affected|exposed|cannot|can't|lost|locked|without|unable"

#define P(pattern) { pattern, NULL }
#define NOTHING    { NULL, NULL }

static NumberRule number_rules[] = {
  { VIGIE_FIGURE_USERS,
    P ("(?<![\\d.,:/-])(?<!\\d )" NUMBER "( millions?)? (?:de |d'|of )?(?:[a-z]+ ){0,2}?(?:clients?|clientes?|utilisat\\w+|comptes?|personnes?|abonne\\w*|users?|customers?|accounts?|people|persons?)\\b"), P (TOUCHED) },
  { VIGIE_FIGURE_USERS,
    P ("\\b(?:(?:utilisateurs|clients|comptes|personnes)(?: (?:touche|concerne|affecte)\\w*)?|(?:users|customers|accounts|persons|people)(?: (?:affected|concerned|touched))?) ?: ?(?:environ |about )?" NUMBER "( millions?)?\\b(?! ?%)"), NOTHING },
  { VIGIE_FIGURE_ORDERS, P ("(?<![\\d.,:/-])(?<!\\d )" NUMBER "( millions?)? (?:[a-z]+ ){0,1}?(?:commandes?|orders?)\\b(?! ?(?:/|par|per|an|a l'))"), P ("perdu|manque|lost|missed|echou|failed") },
  { VIGIE_FIGURE_ORDERS, P ("\\b(?:commandes perdues|orders lost|lost orders) ?: ?(?:environ |about )?" NUMBER "( millions?)?\\b"), NOTHING },
  { VIGIE_FIGURE_RECORDS, P ("(?<![\\d.,:/-])(?<!\\d )" NUMBER "( millions?)? (?:d'|of )?(?:[a-z]+ ){0,1}?(?:enregistrements?|records?)\\b"), NOTHING },
  { VIGIE_FIGURE_RECORDS, P ("\\b(?:enregistrements|records)(?: (?:concernes|concerned))? ?: ?(?:environ |about )?" NUMBER "( millions?)?\\b"), NOTHING },
  { VIGIE_FIGURE_TRANSACTIONS, P ("(?<![\\d.,:/-])(?<!\\d )" NUMBER "( millions?)? (?:[a-z]+ ){0,1}?transactions?\\b"), P ("bloque|attente|stuck|pending|blocked") },
  { VIGIE_FIGURE_USERS_PERCENT, P ("(?<![\\d.,:/-])(?<!\\d )" NUMBER "() ?(?:%|pour ?cent|per ?cent)"), P ("comptes?|utilisateurs?|clients?|users?|customers?|accounts?") },
  { VIGIE_FIGURE_REVENUE_PERCENT, P ("(?<![\\d.,:/-])(?<!\\d )" NUMBER "() ?(?:%|pour ?cent|per ?cent)"), P ("revenus?|chiffre d'affaires|\\bca\\b|revenue|turnover|sales") },
  { VIGIE_FIGURE_LOSS, P ("(?<![\\d.,:/-])(?<!\\d )(?<!seuil de )(?<!threshold of )" NUMBER "( millions?| milliards?| m| k)? ?(?:de )?(?:f ?cfa|fcfa|xof|francs?(?: cfa)?)\\b"), P ("perte|perdu|impact|prejudice|loss|lost|damage|cout (?:total|estime|de l)|cost of the") },
};

static VigiePattern clock_pattern = { "(?<![\\d:/.-])([01]?\\d|2[0-3])(?::([0-5]\\d)(?!:?\\d)| ?h ?([0-5]\\d)\\b)( ?[ap]\\.?m\\b)?", NULL };
static VigiePattern at_word = { "(?:\\b(?:a|des|depuis|vers|since|at|from|until|jusqu'a|le point de|jour ?:)|,|\\d{4}|jour ?:) $", NULL };
static VigiePattern span_word = { "(?:pendant|dur\\w+|soit|dans|lasted|for|in|during|of|duration:?|de) $", NULL };

/* What comes back is told in other numbers than what was touched. */
static VigiePattern coming_back = { "retabli|rouvert|repri|recommenc|revenu|restaur|de nouveau|deja|restored|reopened|recovered|again|already|so far", NULL };

typedef struct
{
  VigieFigureCue cue;
  VigiePattern pattern;
} CueRule;

static CueRule cue_rules[] = {
  { VIGIE_CUE_NEXT, P ("prochaine?s?|\\bnext\\b|\\bbilan\\b|reecri|write again|\\bsummary\\b") },
  { VIGIE_CUE_AWARE, P ("appris|decouver|constat|connaissance|learn(?:t|ed)|discover|aware|\\bsavons\\b|have known") },
  { VIGIE_CUE_CONTAINED, P ("contenue?\\b|contained|stoppee?\\b|refermee?\\b") },
  { VIGIE_CUE_DETECTED, P ("detect") },
  { VIGIE_CUE_EXPECTED, P ("\\bvers\\b|attendue?\\b|prevue?\\b|expect|\\baround\\b") },
  { VIGIE_CUE_END, P ("retabli\\w*|de nouveau|\\bnormale?\\w*|jusqu'a|\\bfin\\b|termine\\w*|\\bended\\b|restored|\\buntil\\b|\\bback\\b|resolu|resolved|\\ba \\d") },
  { VIGIE_CUE_START, P ("depuis|a partir d|debut|commence|survenue?\\b|\\bsince\\b|began|started|\\bfrom\\b|happened|occurred|eu lieu") },
};

static VigiePattern sense_over = { "(?:plus d(?:e|')|au moins|more than|over|at least) ?$", NULL };
static VigiePattern sense_under = { "(?:moins d(?:e|')|au plus|less than|fewer than|under|at most|up to|jusqu'a) ?$", NULL };
static VigiePattern sense_about = { "(?:environ|pres d(?:e|')|quelque|autour d(?:e|')|about|around|some|nearly|almost|approximately) ?$", NULL };

/* “1 840”, “1,840”, “2,5”: a sign before exactly three digits groups, before others it is the decimal one. */
static double
number_of (const char *digits)
{
  g_autoptr(GString) plain = g_string_new (NULL);

  for (const char *at = digits; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (plain, *at);
      else if (!(g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2]) && g_ascii_isdigit (at[3]) && !g_ascii_isdigit (at[4])))
        g_string_append_c (plain, '.');
    }

  return g_ascii_strtod (plain->str, NULL);
}

static double
scale_of (const char *scale)
{
  if (strstr (scale, "milliard") != NULL)
    return 1e9;
  if (strstr (scale, "m") != NULL)
    return 1e6;

  return strstr (scale, "k") != NULL ? 1e3 : 1.0;
}

static gboolean
ends_with (const VigieFlat *flat, VigiePattern *pattern, int at, int chars)
{
  return vigie_flat_has_within (flat, pattern, (VigieFlatSpan) { MAX (at - chars, 0), at });
}

static VigieFigureSense
sense_at (const VigieFlat *flat, int at)
{
  if (ends_with (flat, &sense_over, at, SENSE_CHARS))
    return VIGIE_FIGURE_OVER;
  if (ends_with (flat, &sense_under, at, SENSE_CHARS))
    return VIGIE_FIGURE_UNDER;

  return ends_with (flat, &sense_about, at, SENSE_CHARS) ? VIGIE_FIGURE_ABOUT : VIGIE_FIGURE_EXACT;
}

static void
find_numbers (const VigieFlat *flat, NumberRule *rule, GArray *figures)
{
  g_autoptr(GMatchInfo) info = NULL;

  g_regex_match_full (vigie_pattern_regex (&rule->pattern), flat->lower, (gssize) flat->length, 0, 0, &info, NULL);
  for (; g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *digits = g_match_info_fetch (info, 1);
      g_autofree char *scale = g_match_info_fetch (info, 2);
      VigieFigure figure = { .kind = rule->kind };
      VigieFlatSpan sentence;

      g_match_info_fetch_pos (info, 0, &sentence.start, &sentence.end);
      g_match_info_fetch_pos (info, 1, &figure.span.start, &figure.span.end);
      sentence = vigie_flat_around (flat, sentence, ";");
      if (vigie_flat_has_within (flat, &coming_back, sentence) ||
          (rule->around.pattern != NULL && !vigie_flat_has_within (flat, &rule->around, sentence)))
        continue;
      figure.value = number_of (digits) * scale_of (scale != NULL ? scale : "");
      figure.sense = sense_at (flat, figure.span.start);
      g_array_append_val (figures, figure);
    }
}

/* The cue that stands nearest before @at in its sentence. */
static VigieFigureCue
cue_at (const VigieFlat *flat, int at)
{
  VigieFlatSpan before = vigie_flat_around (flat, (VigieFlatSpan) { at, at }, ";");
  VigieFigureCue cue = VIGIE_CUE_NONE;
  int nearest = -1;

  before.start = MAX (before.start, at - CUE_CHARS);
  before.end = at;
  for (gsize i = 0; i < G_N_ELEMENTS (cue_rules); i++)
    {
      g_autoptr(GMatchInfo) info = NULL;

      g_regex_match_full (vigie_pattern_regex (&cue_rules[i].pattern), flat->lower + before.start, before.end - before.start, 0, 0, &info, NULL);
      for (; g_match_info_matches (info); g_match_info_next (info, NULL))
        {
          int start, end;

          g_match_info_fetch_pos (info, 0, &start, &end);
          if (start > nearest)
            {
              nearest = start;
              cue = cue_rules[i].cue;
            }
        }
    }

  return cue;
}

static gboolean
is_duration (const VigieFlat *flat, int at, gboolean with_h)
{
  if (!with_h)
    return FALSE;

  return ends_with (flat, &span_word, at, SENSE_CHARS) || !ends_with (flat, &at_word, at, SENSE_CHARS);
}

static void
find_clocks (const VigieFlat *flat, GArray *figures)
{
  g_autoptr(GMatchInfo) info = NULL;

  g_regex_match_full (vigie_pattern_regex (&clock_pattern), flat->lower, (gssize) flat->length, 0, 0, &info, NULL);
  for (; g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *hour = g_match_info_fetch (info, 1);
      g_autofree char *minute = g_match_info_fetch (info, 2);
      g_autofree char *h_minute = g_match_info_fetch (info, 3);
      g_autofree char *half = g_match_info_fetch (info, 4);
      gboolean with_h = minute == NULL || *minute == '\0';
      VigieFigure figure = { .kind = VIGIE_FIGURE_CLOCK };

      g_match_info_fetch_pos (info, 0, &figure.span.start, &figure.span.end);
      if (is_duration (flat, figure.span.start, with_h))
        continue;
      figure.value = atoi (hour) * 60 + atoi (with_h ? h_minute : minute);
      if (half != NULL && strchr (half, 'p') != NULL && atoi (hour) < 12)
        figure.value += 720;
      figure.cue = cue_at (flat, figure.span.start);
      g_array_append_val (figures, figure);
    }
}

static int
month_of (const char *word)
{
  static const struct { const char *stem; int month; } months[] = {
    { "jan", 1 }, { "fev", 2 }, { "feb", 2 }, { "mar", 3 }, { "avr", 4 }, { "apr", 4 }, { "mai", 5 }, { "may", 5 }, { "juin", 6 }, { "jun", 6 },
    { "juil", 7 }, { "jul", 7 }, { "aou", 8 }, { "aug", 8 }, { "sep", 9 }, { "oct", 10 }, { "nov", 11 }, { "dec", 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_has_prefix (word, months[i].stem))
      return months[i].month;

  return 0;
}

typedef struct
{
  VigiePattern pattern;
  int day, month, year;     /* the groups */
  gboolean in_words;
} DateRule;

#define MONTH "(janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|dec(?:embre|ember)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?)"

static DateRule date_rules[] = {
  { P ("\\b(\\d{1,2})(?:er|st|nd|rd|th)? " MONTH "\\b\\.?(?:,? (\\d{4})\\b)?"), 1, 2, 3, TRUE },
  { P ("\\b" MONTH "\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,? (\\d{4})\\b)?"), 2, 1, 3, TRUE },
  { P ("(?<![\\w-])(\\d{4})-(\\d{2})-(\\d{2})(?![\\w-])"), 3, 2, 1, FALSE },
  { P ("(?<![\\w/])(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b"), 1, 2, 3, FALSE },
};

static void
find_dates (const VigieFlat *flat, DateRule *rule, GArray *figures)
{
  g_autoptr(GMatchInfo) info = NULL;

  g_regex_match_full (vigie_pattern_regex (&rule->pattern), flat->lower, (gssize) flat->length, 0, 0, &info, NULL);
  for (; g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *day = g_match_info_fetch (info, rule->day);
      g_autofree char *month = g_match_info_fetch (info, rule->month);
      g_autofree char *year = g_match_info_fetch (info, rule->year);
      VigieFigure figure = { .kind = VIGIE_FIGURE_DATE };

      g_match_info_fetch_pos (info, 0, &figure.span.start, &figure.span.end);
      figure.day = atoi (day);
      figure.month = rule->in_words ? month_of (month) : atoi (month);
      figure.year = year != NULL ? atoi (year) : 0;
      if (figure.day < 1 || figure.day > 31 || figure.month < 1 || figure.month > 12)
        continue;
      figure.cue = cue_at (flat, figure.span.start);
      g_array_append_val (figures, figure);
    }
}

GArray *
vigie_figures_find (const VigieFlat *flat)
{
  GArray *figures = g_array_new (FALSE, FALSE, sizeof (VigieFigure));

  for (gsize i = 0; i < G_N_ELEMENTS (number_rules); i++)
    find_numbers (flat, &number_rules[i], figures);
  find_clocks (flat, figures);
  for (gsize i = 0; i < G_N_ELEMENTS (date_rules); i++)
    find_dates (flat, &date_rules[i], figures);

  return figures;
}

gboolean
vigie_figure_is (const VigieFigure *figure, double value)
{
  switch (figure->sense)
    {
    case VIGIE_FIGURE_OVER:
      return value >= figure->value;
    case VIGIE_FIGURE_UNDER:
      return value <= figure->value;
    case VIGIE_FIGURE_ABOUT:
      return fabs (figure->value - value) <= value * 0.1;
    case VIGIE_FIGURE_EXACT:
    default:
      return fabs (figure->value - value) < 0.005 + value * 1e-9;
    }
}
