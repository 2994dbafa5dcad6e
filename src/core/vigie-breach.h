/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-playbook.h"

/* What a breach of data asks for, under three rule books side by side: the company's playbook, the GDPR and the
 * Ivorian law as far as it could be verified. Pure: facts and a moment go in, verdicts with their reasons come
 * out. It helps to decide and is no legal advice.
 *
 * A fact that nobody knows takes the safer branch, and the verdict says "check". An exemption (G-0, G-2, G-7, G-8)
 * never holds on a guess: it wants its evidence or its written reason. A person may lower the verdict of a duty
 * with a name and a reason; the verdict before stays readable. */

G_BEGIN_DECLS

typedef enum { VIGIE_BREACH_PLAYBOOK, VIGIE_BREACH_GDPR, VIGIE_BREACH_IVORIAN_LAW, VIGIE_N_BREACH_BASES } VigieBreachBasis;
/* Rising: a verdict is lowered to a smaller one. */
typedef enum { VIGIE_BREACH_NO, VIGIE_BREACH_CHECK, VIGIE_BREACH_YES } VigieBreachVerdict;
/* What a rule is about: the row in which it is shown. */
typedef enum
{
  VIGIE_BREACH_AUTHORITY,
  VIGIE_BREACH_PERSONS,
  VIGIE_BREACH_REGISTER,
  VIGIE_BREACH_MANAGEMENT,
  VIGIE_BREACH_OTHERS,       /* press, partners, the public, optional addressees */
  VIGIE_N_BREACH_DUTIES
} VigieBreachDuty;
/* When it is due: at `due_usec`, or in words. */
typedef enum { VIGIE_BREACH_WHEN_NONE, VIGIE_BREACH_WHEN_DUE, VIGIE_BREACH_WHEN_NOW, VIGIE_BREACH_WHEN_SOON /* without undue delay */,
               VIGIE_BREACH_WHEN_RESOLVED /* after the resolution, which is not known yet */ } VigieBreachWhen;

typedef struct
{
  const char *rule;              /* "PB-4" */
  VigieBreachBasis basis;
  VigieBreachDuty duty;
  gboolean exempts;              /* it lifts a duty rather than making one */
  gboolean fixed;                /* nobody may lower it */
  VigieBreachVerdict verdict;    /* as it stands */
  VigieBreachVerdict unlowered;  /* as the facts have it */
  gboolean holds;                /* the branch that is taken: the duty is to be done, or the exemption counts */
  gboolean unlowered_holds;
  VigieBreachWhen when;
  gint64 due_usec;               /* or NONE */
  gint64 limit_usec;             /* a later limit that is shown too, or NONE */
  gint64 done_usec;              /* when what it asks for was done, or NONE */
  GPtrArray *facts;              /* const char *: names of the facts it used, as far as they are known */
  GPtrArray *missing;            /* const char *: those that would settle it */
  const char *source;            /* "Art. 33 (1)", "INC-02, T+24 h" */
  const char *approval;          /* who must approve, or "" */
  char *reason;
  const VigieBreachLowering *lowering; /* the one that applies, or NULL */
  gboolean lowering_is_stale;    /* a lowering was recorded, and the facts have since raised the verdict above what its author saw */
} VigieBreachRule;

typedef enum { VIGIE_BAND_LOW, VIGIE_BAND_MEDIUM, VIGIE_BAND_HIGH, VIGIE_BAND_VERY_HIGH } VigieBreachBand;
/* ENISA's severity of 2013: (DPC × EI) + CB. A help to judge, not law. */
typedef struct
{
  int dpc;                       /* 1 to 4 */
  double ei;                     /* 0.25 to 1 */
  double confidentiality, integrity, availability, malicious; /* the parts of cb */
  double cb, total;
  double at_least;               /* with the milder for what is assumed */
  VigieBreachBand band;
  gboolean borderline;           /* within 0.25 of a cut */
  gboolean over_100_persons;
  gboolean unintelligible;       /* protection intact */
  gboolean class_by_hand;        /* `dpc` was set with a written reason */
  const char *class_category;    /* the category that gave `dpc`, or NULL */
  GPtrArray *assumed;            /* const char *: facts that are not known, for which the worse was taken */
} VigieBreachScore;

/* The times, kept apart; NONE where not known. */
typedef struct
{
  gint64 start_usec, end_usec, alert_usec, processor_usec, aware_usec, contained_usec, authority_sent_usec, persons_sent_usec;
  const char *aware_from;        /* name of the fact that gives `aware_usec`; "alert_at" or "" (detection) by default */
  gboolean aware_needs_reason;   /* later than the first alert, and nobody wrote why */
  gboolean aware_gap;            /* more than a day after the first alert: to be justified */
} VigieBreachTimes;

typedef struct { const char *facts[2]; char *words; } VigieContradiction;

typedef struct
{
  gboolean is_breach;            /* signs of a breach of personal data; FALSE: nothing to decide yet */
  gboolean is_excluded;          /* proved: no personal data */
  const char *gdpr_basis;        /* "law", "policy", "no", "unknown"; "policy" while nobody said */
  GPtrArray *rules;              /* VigieBreachRule *, in the order PB-1 … CI-3 */
  VigieBreachScore *score;       /* NULL without a breach */
  VigieBreachTimes times;
  GPtrArray *contradictions;     /* VigieContradiction * */
  GPtrArray *missing;            /* const char *: facts that would settle a verdict, each once */
} VigieBreach;

#define VIGIE_N_BREACH_RULES 25

/* All rules at @now_usec, with facts as they stood then; reasons in @lang, times in @zone (NULL: UTC). Owned. */
VigieBreach *vigie_breach_evaluate (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec, GTimeZone *zone, VigieLang lang);
void vigie_breach_free (VigieBreach *breach);
const VigieBreachRule *vigie_breach_rule (const VigieBreach *breach, const char *rule);
/* The rule that says whether there is a duty of that kind under that book, or NULL. */
const VigieBreachRule *vigie_breach_cell (const VigieBreach *breach, VigieBreachDuty duty, VigieBreachBasis basis);
/* A duty of that kind under any book; TRUE also while it cannot be excluded. @unlowered: as the facts have it. */
gboolean vigie_breach_asks (const VigieBreach *breach, VigieBreachDuty duty, gboolean unlowered);
/* The earliest due time of the duties of that kind that hold, or NONE. */
gint64 vigie_breach_due_usec (const VigieBreach *breach, VigieBreachDuty duty);
/* When the company became aware, as the rules count it; NONE without any sign. */
gint64 vigie_breach_aware_usec (const VigieIncident *incident, gint64 now_usec);
/* Facts or classification show a breach of personal data, or one cannot be excluded any more. */
gboolean vigie_breach_is_suspected (const VigieIncident *incident, gint64 now_usec);

const char *vigie_breach_basis_to_word (VigieBreachBasis basis);       /* "playbook", "gdpr", "ivorian-law" */
const char *vigie_breach_verdict_to_word (VigieBreachVerdict verdict); /* "yes", "no", "check" */
gboolean vigie_breach_verdict_from_word (const char *word, VigieBreachVerdict *out);
const char *vigie_breach_verdict_label (VigieBreachVerdict verdict, VigieLang lang); /* "OUI" */
const char *vigie_breach_band_to_word (VigieBreachBand band);          /* "very-high" */
const char *vigie_breach_band_label (VigieBreachBand band, VigieLang lang);
const char *vigie_breach_rule_title (const char *rule, VigieLang lang); /* "Notify the authority"; "" for none */
/* "before 24 Nov 2026, 22:15 GMT", "now", "without undue delay"; owned. */
char *vigie_breach_rule_when (const VigieBreachRule *rule, GTimeZone *zone, VigieLang lang);
/* TRUE if there is such a rule; @exempts and @fixed (nullable) say what it is. */
gboolean vigie_breach_knows_rule (const char *rule, gboolean *exempts, gboolean *fixed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieBreach, vigie_breach_free)

G_END_DECLS
