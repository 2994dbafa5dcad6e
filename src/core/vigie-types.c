/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words and labels of the small enumerations.
 *
 * Each enumeration is one table of three columns: the stable word of the public contract, and its
 * English and French labels. The labels are not gettext messages, because a report or a message
 * must be able to say them in a language that is not the one of the running process. The words are
 * stored in events: they may be added to, never renamed, or old incidents would no longer read. */

#include "vigie-types.h"

#include <string.h>

typedef struct
{
  const char *word;
  const char *labels[2]; /* by VigieLang */
} Term;

static const Term milestones[VIGIE_N_MILESTONES] = {
  [VIGIE_MILESTONE_STARTED] = { "started", { "Started", "Début" } },
  [VIGIE_MILESTONE_DETECTED] = { "detected", { "Detected", "Détecté" } },
  [VIGIE_MILESTONE_DECLARED] = { "declared", { "Declared", "Déclaré" } },
  [VIGIE_MILESTONE_RESPONDED] = { "responded", { "Response began", "Pris en charge" } },
  [VIGIE_MILESTONE_DIAGNOSED] = { "diagnosed", { "Cause found", "Diagnostiqué" } },
  [VIGIE_MILESTONE_MITIGATED] = { "mitigated", { "Mitigated", "Atténué" } },
  [VIGIE_MILESTONE_RESTORED] = { "restored", { "Restored", "Rétabli" } },
  [VIGIE_MILESTONE_RESOLVED] = { "resolved", { "Resolved", "Résolu" } },
  [VIGIE_MILESTONE_CLOSED] = { "closed", { "Closed", "Clos" } },
};

static const Term stages[VIGIE_N_STAGES] = {
  [VIGIE_STAGE_INVESTIGATING] = { "investigating", { "Investigating", "Enquête" } },
  [VIGIE_STAGE_IDENTIFIED] = { "identified", { "Identified", "Cause identifiée" } },
  [VIGIE_STAGE_MONITORING] = { "monitoring", { "Monitoring", "Surveillance" } },
  [VIGIE_STAGE_RESOLVED] = { "resolved", { "Resolved", "Résolu" } },
  [VIGIE_STAGE_CLOSED] = { "closed", { "Closed", "Clos" } },
};

static const Term entry_kinds[VIGIE_N_ENTRY_KINDS] = {
  [VIGIE_ENTRY_NOTE] = { "note", { "Note", "Note" } },
  [VIGIE_ENTRY_ACTION] = { "action", { "Action", "Action" } },
  [VIGIE_ENTRY_DECISION] = { "decision", { "Decision", "Décision" } },
  [VIGIE_ENTRY_HYPOTHESIS] = { "hypothesis", { "Hypothesis", "Hypothèse" } },
  [VIGIE_ENTRY_CALL] = { "call", { "Call", "Appel" } },
  [VIGIE_ENTRY_TODO] = { "todo", { "To do", "À faire" } },
  [VIGIE_ENTRY_MESSAGE] = { "message", { "Message", "Message" } },
  [VIGIE_ENTRY_FOLLOWUP] = { "followup", { "Follow-up", "Suivi" } },
  [VIGIE_ENTRY_ALERT] = { "alert", { "Alert", "Alerte" } },
  [VIGIE_ENTRY_ATTACHMENT] = { "attachment", { "Evidence", "Pièce" } },
};

static const Term fact_states[] = {
  [VIGIE_FACT_UNKNOWN] = { "unknown", { "Unknown", "Inconnu" } },
  [VIGIE_FACT_ESTIMATED] = { "estimated", { "Estimated", "Estimé" } },
  [VIGIE_FACT_CONFIRMED] = { "confirmed", { "Confirmed", "Confirmé" } },
};

static const Term hypothesis_states[] = {
  [VIGIE_HYPOTHESIS_OPEN] = { "open", { "Open", "Ouverte" } },
  [VIGIE_HYPOTHESIS_TESTED] = { "tested", { "Being tested", "En test" } },
  [VIGIE_HYPOTHESIS_ELIMINATED] = { "eliminated", { "Ruled out", "Écartée" } },
  [VIGIE_HYPOTHESIS_CONFIRMED] = { "confirmed", { "Confirmed", "Confirmée" } },
};

static const Term step_states[] = {
  [VIGIE_STEP_OPEN] = { "open", { "Open", "À faire" } },
  [VIGIE_STEP_DONE] = { "done", { "Done", "Fait" } },
  [VIGIE_STEP_NOT_APPLICABLE] = { "not-applicable", { "Not applicable", "Sans objet" } },
};

static const char *
term_word (const Term *terms, gsize n_terms, guint value)
{
  g_return_val_if_fail (value < n_terms, NULL);

  return terms[value].word;
}

static const char *
term_label (const Term *terms, gsize n_terms, guint value, VigieLang lang)
{
  g_return_val_if_fail (value < n_terms, "");

  return terms[value].labels[lang == VIGIE_LANG_FR];
}

static gboolean
find_term (const Term *terms, gsize n_terms, const char *word, guint *out)
{
  if (word == NULL)
    return FALSE;

  for (gsize i = 0; i < n_terms; i++)
    {
      if (strcmp (terms[i].word, word) == 0)
        {
          *out = (guint) i;
          return TRUE;
        }
    }

  return FALSE;
}

/* The same two or three functions for each enumeration: documented in the header. */
#define DEFINE_WORDS(Type, name, terms)                                                            \
  const char *vigie_##name##_to_word (Type name)                                                   \
  {                                                                                                \
    return term_word (terms, G_N_ELEMENTS (terms), (guint) name);                                  \
  }                                                                                                \
                                                                                                   \
  gboolean vigie_##name##_from_word (const char *word, Type *out)                                  \
  {                                                                                                \
    guint value;                                                                                   \
                                                                                                   \
    g_return_val_if_fail (out != NULL, FALSE);                                                     \
                                                                                                   \
    if (!find_term (terms, G_N_ELEMENTS (terms), word, &value))                                    \
      return FALSE;                                                                                \
                                                                                                   \
    *out = (Type) value;                                                                           \
    return TRUE;                                                                                   \
  }

#define DEFINE_LABELS(Type, name, terms)                                                           \
  const char *vigie_##name##_label (Type name, VigieLang lang)                                     \
  {                                                                                                \
    return term_label (terms, G_N_ELEMENTS (terms), (guint) name, lang);                           \
  }

DEFINE_WORDS (VigieMilestone, milestone, milestones)
DEFINE_LABELS (VigieMilestone, milestone, milestones)
DEFINE_WORDS (VigieStage, stage, stages)
DEFINE_LABELS (VigieStage, stage, stages)
DEFINE_WORDS (VigieEntryKind, entry_kind, entry_kinds)
DEFINE_LABELS (VigieEntryKind, entry_kind, entry_kinds)
DEFINE_WORDS (VigieFactState, fact_state, fact_states)
DEFINE_LABELS (VigieFactState, fact_state, fact_states)
DEFINE_WORDS (VigieHypothesisState, hypothesis_state, hypothesis_states)
DEFINE_LABELS (VigieHypothesisState, hypothesis_state, hypothesis_states)
DEFINE_WORDS (VigieStepState, step_state, step_states)

const char *
vigie_verdict_to_word (VigieVerdict verdict)
{
  static const char *const words[] = { NULL, "holds", "change" };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (words), NULL);

  return words[verdict];
}

gboolean
vigie_verdict_from_word (const char *word, VigieVerdict *out)
{
  for (guint i = VIGIE_VERDICT_HOLDS; i <= VIGIE_VERDICT_CHANGE; i++)
    if (g_strcmp0 (vigie_verdict_to_word ((VigieVerdict) i), word) == 0)
      {
        *out = (VigieVerdict) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * vigie_level_to_word:
 * @level: a level
 *
 * Returns: (nullable): "P1" to "P4", static; %NULL for %VIGIE_LEVEL_NONE
 */
const char *
vigie_level_to_word (VigieLevel level)
{
  static const char *const words[] = { NULL, "P1", "P2", "P3", "P4" };

  g_return_val_if_fail ((guint) level < G_N_ELEMENTS (words), NULL);

  return words[level];
}

/**
 * vigie_level_from_word:
 * @word: (nullable): "P1" to "P4", any case
 * @out: (out): the level; untouched when the answer is %FALSE
 *
 * Returns: %TRUE if @word names a level
 */
gboolean
vigie_level_from_word (const char *word, VigieLevel *out)
{
  g_return_val_if_fail (out != NULL, FALSE);

  if (word == NULL || (word[0] != 'P' && word[0] != 'p'))
    return FALSE;
  if (word[1] < '1' || word[1] > '4' || word[2] != '\0')
    return FALSE;

  *out = (VigieLevel) (VIGIE_LEVEL_P1 + (word[1] - '1'));
  return TRUE;
}

/**
 * vigie_lang_to_word:
 * @lang: a language
 *
 * Returns: its ISO 639-1 code, static
 */
const char *
vigie_lang_to_word (VigieLang lang)
{
  return lang == VIGIE_LANG_FR ? "fr" : "en";
}

/**
 * vigie_lang_from_word:
 * @word: (nullable): a code ("fr"), a tag ("en-GB") or a locale ("fr_FR.UTF-8")
 * @out: (out): the language; untouched when the answer is %FALSE
 *
 * Returns: %TRUE if @word names one of the two languages
 */
gboolean
vigie_lang_from_word (const char *word, VigieLang *out)
{
  g_return_val_if_fail (out != NULL, FALSE);

  if (word == NULL || strlen (word) < 2 || strchr ("_-.@", word[2]) == NULL)
    return FALSE;

  if (g_ascii_strncasecmp (word, "fr", 2) == 0)
    *out = VIGIE_LANG_FR;
  else if (g_ascii_strncasecmp (word, "en", 2) == 0)
    *out = VIGIE_LANG_EN;
  else
    return FALSE;

  return TRUE;
}
