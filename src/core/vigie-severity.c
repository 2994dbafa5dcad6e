/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The severity rule with its derivation in words.
 *
 * What the answers mean (levels, shifts, ranges, clauses) is the playbook's; how they combine is here:
 * base = the most severe of three, the changes add up, the result is held between P1 and P4, and a
 * confirmed risk is P1 whatever the rest says. Each line of the derivation is made by the step that
 * computes it, so that the words cannot tell another story than the result. The phrases stand in
 * tables rather than in gettext because a report may need them in a language that is not the one of
 * the running process. */

#include "vigie-severity.h"

#include <string.h>

static const char *const base_questions[] = { "users", "revenue", "function" };
static const char *const all_questions[] = { "users", "revenue", "workaround", "function", "data" };

typedef enum
{
  PHRASE_NOT_COUNTED,
  PHRASE_BASE,
  PHRASE_NO_BASE,
  PHRASE_MILDER,
  PHRASE_SAME,
  PHRASE_SEVERER,
  PHRASE_FORCED,
  PHRASE_NO_EFFECT,
  PHRASE_NOT_APPLIED,
  PHRASE_CLAMPED,
  PHRASE_PROVISIONAL,
  PHRASE_USUAL,
  PHRASE_DOUBT,
  PHRASE_PROVISIONAL_WORD,
  PHRASE_NONE_WORD,
} Phrase;

/* By VigieLang. "%s" stands for the answer's or the type's words. */
static const char *const phrases[][2] = {
  [PHRASE_NOT_COUNTED] = { "%s: does not count", "%s\u00a0: ne compte pas" },
  [PHRASE_BASE] = { "Base: the most severe of the three", "Base\u00a0: la plus grave des trois" },
  [PHRASE_NO_BASE] = { "Base: none of the three is known", "Base\u00a0: aucune des trois n’est connue" },
  [PHRASE_MILDER] = { "%s: one level less severe", "%s\u00a0: un niveau moins grave" },
  [PHRASE_SAME] = { "%s: no change", "%s\u00a0: inchangé" },
  [PHRASE_SEVERER] = { "%s: one level more severe", "%s\u00a0: un niveau plus grave" },
  [PHRASE_FORCED] = { "%s: P1, whatever the rest says", "%s\u00a0: P1, quel que soit le reste" },
  [PHRASE_NO_EFFECT] = { "%s: no effect on a confirmed risk", "%s\u00a0: sans effet sur un risque confirmé" },
  [PHRASE_NOT_APPLIED] = { "%s: nothing to change yet", "%s\u00a0: rien à changer pour l’instant" },
  [PHRASE_CLAMPED] = { "Held between P1 and P4", "Maintenu entre P1 et P4" },
  [PHRASE_PROVISIONAL] = { "Provisional: something is unknown, asked again in 10 minutes",
                           "Provisoire\u00a0: une réponse manque, redemandée dans 10 minutes" },
  [PHRASE_USUAL] = { "Usual level of %s", "Niveau habituel de %s" },
  [PHRASE_DOUBT] = { "Choose a level; when in doubt, the more severe",
                     "Choisissez un niveau\u202f; dans le doute, le plus grave" },
  [PHRASE_PROVISIONAL_WORD] = { "provisional", "provisoire" },
  [PHRASE_NONE_WORD] = { "No level recommended", "Aucun niveau proposé" },
};

static const char *
phrase (Phrase which, VigieLang lang)
{
  return phrases[which][lang == VIGIE_LANG_FR ? 1 : 0];
}

static gboolean
is_in_range (const VigieAnswerDef *answer, double percent)
{
  if (!answer->has_range)
    return FALSE;
  if (answer->above_excluded ? percent <= answer->at_least : percent < answer->at_least)
    return FALSE;

  return answer->below_excluded ? percent < answer->at_most : percent <= answer->at_most;
}

/* The playbook's answer that @answers give to @question; the loader proved that there is one. */
static const VigieAnswerDef *
find_answer (const VigiePlaybook *playbook, const VigieAnswers *answers, const char *question)
{
  const VigieQuestionDef *def = vigie_playbook_question (playbook, question);
  g_autofree char *word = vigie_answers_get (answers, question);
  gboolean is_number = g_ascii_isdigit (word[0]);
  double percent = is_number ? MIN (g_ascii_strtod (word, NULL), 100) : -1;

  for (guint i = 0; i < def->answers->len; i++)
    {
      const VigieAnswerDef *answer = g_ptr_array_index (def->answers, i);

      if (is_number ? is_in_range (answer, percent) : strcmp (answer->id, word) == 0)
        return answer;
    }
  g_return_val_if_reached (NULL);
}

static char *
capitalise (const char *text)
{
  g_autofree char *first = NULL;
  const char *rest = text;

  if (*text != '\0')
    rest = g_utf8_next_char (text);
  first = g_utf8_strup (text, rest - text);

  return g_strconcat (first, rest, NULL);
}

static char *
fill_phrase (Phrase which, const char *words, VigieLang lang)
{
  g_autofree char *capital = capitalise (words);
  g_auto(GStrv) parts = g_strsplit (phrase (which, lang), "%s", 2);

  return g_strjoinv (capital, parts);
}

static VigieReason *
add_reason (VigieAssessment *assessment, const char *rule, char *text_taken)
{
  VigieReason *reason = g_new0 (VigieReason, 1);

  reason->rule = g_strdup (rule);
  reason->text = text_taken;
  reason->counts = TRUE;
  g_ptr_array_add (assessment->reasons, reason);

  return reason;
}

static void
free_reason (VigieReason *reason)
{
  g_free (reason->rule);
  g_free (reason->text);
  g_free (reason);
}

/* Rule 1. NONE when all three are unknown. */
static VigieLevel
assess_base (VigieAssessment *assessment, const VigiePlaybook *playbook, const VigieAnswers *answers,
             VigieLang lang)
{
  VigieLevel base = VIGIE_LEVEL_NONE;
  VigieReason *reason;

  for (gsize i = 0; i < G_N_ELEMENTS (base_questions); i++)
    {
      const VigieAnswerDef *answer = find_answer (playbook, answers, base_questions[i]);
      const char *words = vigie_text_get (&answer->words, lang);
      gboolean known = answer->level != VIGIE_LEVEL_NONE;

      reason = add_reason (assessment, base_questions[i],
                           known ? capitalise (words) : fill_phrase (PHRASE_NOT_COUNTED, words, lang));
      reason->level = answer->level;
      reason->counts = known;
      if (known && (base == VIGIE_LEVEL_NONE || answer->level < base))
        base = answer->level;
      assessment->provisional = assessment->provisional || !known;
    }

  reason = add_reason (assessment, "base",
                       g_strdup (phrase (base != VIGIE_LEVEL_NONE ? PHRASE_BASE : PHRASE_NO_BASE, lang)));
  reason->level = base;
  reason->counts = base != VIGIE_LEVEL_NONE;

  return base;
}

static Phrase
phrase_of_shift (const VigieAnswerDef *answer, gboolean has_base, gboolean is_forced)
{
  if (strcmp (answer->id, "unknown") == 0)
    return PHRASE_NOT_COUNTED;
  if (answer->forces_p1)
    return PHRASE_FORCED;
  if (is_forced)
    return PHRASE_NO_EFFECT;
  if (!has_base)
    return PHRASE_NOT_APPLIED;
  if (answer->shift == 0)
    return PHRASE_SAME;

  return answer->shift < 0 ? PHRASE_MILDER : PHRASE_SEVERER;
}

/* Rules 2 and 3 for one question. Returns the shift that counts. */
static int
assess_change (VigieAssessment *assessment, const char *question, const VigieAnswerDef *answer,
               gboolean has_base, gboolean is_forced, VigieLang lang)
{
  Phrase which = phrase_of_shift (answer, has_base, is_forced);
  VigieReason *reason = add_reason (assessment, question,
                                    fill_phrase (which, vigie_text_get (&answer->words, lang), lang));

  reason->counts = which != PHRASE_NOT_COUNTED && which != PHRASE_NO_EFFECT && which != PHRASE_NOT_APPLIED;
  reason->shift = reason->counts && !answer->forces_p1 ? answer->shift : 0;
  reason->level = which == PHRASE_FORCED ? VIGIE_LEVEL_P1 : VIGIE_LEVEL_NONE;
  if (which == PHRASE_NOT_COUNTED)
    assessment->provisional = TRUE;

  return reason->shift;
}

/* Rule 4. */
static void
conclude_shifted (VigieAssessment *assessment, VigieLevel base, int shift, VigieLang lang)
{
  int level = (int) base - shift; /* +1 is more severe, and more severe is a smaller number */

  assessment->level = (VigieLevel) CLAMP (level, VIGIE_LEVEL_P1, VIGIE_LEVEL_P4);
  if ((int) assessment->level != level)
    add_reason (assessment, "clamp", g_strdup (phrase (PHRASE_CLAMPED, lang)))->level = assessment->level;
}

/* Rule 5, when nothing is known that gives a level. */
static void
conclude_unknown (VigieAssessment *assessment, const VigieTypeDef *type, VigieLang lang)
{
  if (type == NULL)
    {
      add_reason (assessment, "doubt", g_strdup (phrase (PHRASE_DOUBT, lang)));
      return;
    }

  assessment->level = type->usual_level;
  assessment->from_type = TRUE;
  add_reason (assessment, "usual", fill_phrase (PHRASE_USUAL, type->id, lang))->level = type->usual_level;
}

/**
 * vigie_severity_assess:
 * @playbook: a playbook
 * @answers: what is known
 * @type: (nullable): the incident's type; %NULL or an unknown one means none
 * @lang: the language of the derivation
 *
 * Applies the severity rule.
 *
 * Returns: (transfer full): the recommended level and how it came about
 */
VigieAssessment *
vigie_severity_assess (const VigiePlaybook *playbook, const VigieAnswers *answers, const char *type,
                       VigieLang lang)
{
  VigieAssessment *assessment;
  const VigieAnswerDef *workaround;
  const VigieAnswerDef *data;
  VigieLevel base;
  gboolean is_forced;
  int shift;

  g_return_val_if_fail (playbook != NULL, NULL);
  g_return_val_if_fail (answers != NULL, NULL);

  assessment = g_new0 (VigieAssessment, 1);
  assessment->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) free_reason);
  workaround = find_answer (playbook, answers, "workaround");
  data = find_answer (playbook, answers, "data");
  is_forced = data->forces_p1 || workaround->forces_p1;

  base = assess_base (assessment, playbook, answers, lang);
  shift = assess_change (assessment, "workaround", workaround, base != VIGIE_LEVEL_NONE, is_forced, lang);
  shift += assess_change (assessment, "data", data, base != VIGIE_LEVEL_NONE, is_forced, lang);

  if (is_forced)
    assessment->level = VIGIE_LEVEL_P1;
  else if (base != VIGIE_LEVEL_NONE)
    conclude_shifted (assessment, base, shift, lang);
  else
    conclude_unknown (assessment, vigie_playbook_type (playbook, type), lang);

  if (assessment->provisional)
    add_reason (assessment, "provisional", g_strdup (phrase (PHRASE_PROVISIONAL, lang)));

  return assessment;
}

/**
 * vigie_assessment_free:
 * @assessment: (transfer full) (nullable): an assessment
 */
void
vigie_assessment_free (VigieAssessment *assessment)
{
  if (assessment == NULL)
    return;
  g_ptr_array_unref (assessment->reasons);
  g_free (assessment);
}

static gboolean
is_worth_saying (const VigieReason *reason)
{
  if (strcmp (reason->rule, "base") == 0 || strcmp (reason->rule, "provisional") == 0
      || strcmp (reason->rule, "clamp") == 0)
    return FALSE;

  return reason->counts && (reason->level != VIGIE_LEVEL_NONE || reason->shift != 0
                            || strcmp (reason->rule, "doubt") == 0);
}

/**
 * vigie_assessment_sentence:
 * @assessment: an assessment made in @lang
 * @lang: the language
 *
 * Puts the derivation in one line: what gave a level or changed it, and whether it is provisional.
 *
 * Returns: (transfer full): the sentence, without a full stop
 */
char *
vigie_assessment_sentence (const VigieAssessment *assessment, VigieLang lang)
{
  g_autoptr(GString) sentence = g_string_new (NULL);

  g_return_val_if_fail (assessment != NULL, NULL);

  for (guint i = 0; i < assessment->reasons->len; i++)
    {
      const VigieReason *reason = g_ptr_array_index (assessment->reasons, i);

      if (!is_worth_saying (reason))
        continue;
      if (sentence->len > 0)
        g_string_append (sentence, lang == VIGIE_LANG_FR ? "\u202f; " : "; ");
      g_string_append (sentence, reason->text);
      if (reason->level != VIGIE_LEVEL_NONE && strcmp (reason->rule, "data") != 0)
        g_string_append_printf (sentence, " → %s", vigie_level_to_word (reason->level));
    }
  if (sentence->len == 0)
    g_string_append (sentence, phrase (PHRASE_NONE_WORD, lang));
  if (assessment->provisional && assessment->level != VIGIE_LEVEL_NONE)
    g_string_append_printf (sentence, " (%s)", phrase (PHRASE_PROVISIONAL_WORD, lang));

  return g_strdup (sentence->str);
}

static void
append_difference (GString *text, const VigiePlaybook *playbook, const char *question,
                   const VigieAnswers *before, const VigieAnswers *after, VigieLang lang)
{
  const VigieQuestionDef *def = vigie_playbook_question (playbook, question);
  const VigieAnswerDef *old_answer = find_answer (playbook, before, question);
  const VigieAnswerDef *new_answer = find_answer (playbook, after, question);
  g_autofree char *old_value = vigie_answers_get (before, question);
  g_autofree char *new_value = vigie_answers_get (after, question);
  gboolean show_values = old_answer == new_answer; /* 60 % → 70 %: the same answer, another number */

  if (strcmp (old_value, new_value) == 0)
    return;
  if (text->len > 0)
    g_string_append (text, lang == VIGIE_LANG_FR ? "\u202f; " : "; ");
  g_string_append_printf (text, lang == VIGIE_LANG_FR ? "%s\u00a0: %s → %s" : "%s: %s → %s",
                          vigie_text_get (&def->title, lang),
                          show_values ? old_value : vigie_text_get (&old_answer->label, lang),
                          show_values ? new_value : vigie_text_get (&new_answer->label, lang));
}

/**
 * vigie_answers_difference:
 * @playbook: a playbook
 * @before: the earlier answers
 * @after: the later answers
 * @lang: the language
 *
 * Says what changed, question by question.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if nothing changed
 */
char *
vigie_answers_difference (const VigiePlaybook *playbook, const VigieAnswers *before,
                          const VigieAnswers *after, VigieLang lang)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (playbook != NULL, NULL);
  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all_questions); i++)
    append_difference (text, playbook, all_questions[i], before, after, lang);

  return text->len > 0 ? g_strdup (text->str) : NULL;
}
