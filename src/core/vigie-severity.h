/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-playbook.h"
#include "vigie-types.h"

/* The severity rule of the playbook, with its derivation in words. Pure. */

G_BEGIN_DECLS

typedef enum { VIGIE_FUNCTION_UNKNOWN, VIGIE_FUNCTION_NICE_TO_HAVE, VIGIE_FUNCTION_IMPORTANT, VIGIE_FUNCTION_CORE, VIGIE_FUNCTION_CRITICAL } VigieFunction;
typedef enum { VIGIE_WORKAROUND_UNKNOWN, VIGIE_WORKAROUND_SIMPLE, VIGIE_WORKAROUND_COMPLEX, VIGIE_WORKAROUND_NONE, VIGIE_WORKAROUND_NONE_RAISE } VigieWorkaround;
typedef enum { VIGIE_DATA_UNKNOWN, VIGIE_DATA_NONE, VIGIE_DATA_POTENTIAL, VIGIE_DATA_CONFIRMED } VigieData;

/* Answers to the five questions. A negative percentage is "unknown". Zero-initialised is NOT all
 * unknown: use vigie_answers_init(). */
typedef struct
{
  double users_percent;
  double revenue_percent;
  VigieFunction function;
  VigieWorkaround workaround;
  VigieData data;
} VigieAnswers;

void vigie_answers_init (VigieAnswers *answers);
/* Question ids and words of the contract ("users" "20", "workaround" "none-raise", any "unknown").
 * Percentages: plain decimals 0 to 100 ("5,5", "nan", "1e999", "" are refused with one sentence). */
gboolean vigie_answers_set (VigieAnswers *answers, const char *question, const char *value, GError **error);
/* "unknown", "core", "20", … ; owned. */
char *vigie_answers_get (const VigieAnswers *answers, const char *question);
gboolean vigie_answers_equal (const VigieAnswers *a, const VigieAnswers *b);

typedef struct
{
  char *rule;          /* "users", "revenue", "function", "base", "workaround", "data", "clamp", "provisional", "usual", "doubt" */
  char *text;          /* one sentence in the language asked for */
  VigieLevel level;    /* the level this line gives, or NONE */
  int shift;           /* -1, 0, +1 for modifiers */
  gboolean counts;     /* FALSE: an unknown that does not count */
} VigieReason;

typedef struct
{
  VigieLevel level;    /* recommended, NONE when the rule recommends nothing */
  gboolean provisional;
  gboolean from_type;  /* the usual level of the type, offered because nothing else is known */
  GPtrArray *reasons;  /* VigieReason, in order of the rule */
} VigieAssessment;

/* Applies the rule. @type may be NULL ("other"). Owned. */
VigieAssessment *vigie_severity_assess (const VigiePlaybook *playbook, const VigieAnswers *answers, const char *type, VigieLang lang);
void vigie_assessment_free (VigieAssessment *assessment);
/* One sentence for the narrow wizard and the timeline: "Plus de 50 % des utilisateurs → P1, …"; owned. */
char *vigie_assessment_sentence (const VigieAssessment *assessment, VigieLang lang);
/* What changed between two sets of answers, in words, or NULL if nothing; owned. */
char *vigie_answers_difference (const VigiePlaybook *playbook, const VigieAnswers *before, const VigieAnswers *after, VigieLang lang);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieAssessment, vigie_assessment_free)

G_END_DECLS
