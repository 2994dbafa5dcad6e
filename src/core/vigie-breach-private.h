/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach.h"
#include "vigie-say.h"
#include "vigie-time.h"

/* Private to vigie-breach*.c: the facts as they stood at a moment, read once, and what the rules share. */

G_BEGIN_DECLS

#define VIGIE_AUTHORITY_PERSONS 1000 /* more than that, and the playbook asks for the authority */
#define VIGIE_NOTICE_SPAN_USEC (72 * VIGIE_HOUR_USEC)

/* A count of a fact, which may be a range. */
typedef struct { gboolean known; gint64 low, high; const char *fact; gboolean estimated; } VigieBreachCount;
/* How sure a category of data is to be concerned. */
typedef enum { VIGIE_DATA_TOUCHED_YES, VIGIE_DATA_TOUCHED_NO /* proved */, VIGIE_DATA_TOUCHED_UNKNOWN } VigieDataTouched;
/* The risk for the persons, as judged, else as presumed. */
typedef enum { VIGIE_RISK_NOT_JUDGED, VIGIE_RISK_UNLIKELY, VIGIE_RISK_SOME, VIGIE_RISK_HIGH } VigieBreachRisk;

typedef struct
{
  const VigiePlaybook *playbook;
  const VigieIncident *incident;
  gint64 now_usec;
  GTimeZone *zone;
  VigieLang lang;
  VigieBreach *breach;
  VigieLevel level;              /* at the moment */
  gint64 zero_usec;              /* T+0 of the playbook: detection, else declaration */
  gint64 known_usec;             /* when the breach was first recorded, or NONE */
  gint64 resolved_usec;
  gboolean is_company_breach;    /* what the playbook calls a breach: security incident, data risk confirmed, data compromised */
  VigieDataTouched touched;
  VigieBreachCount persons, records;
  VigieBreachRisk judged;        /* what a person wrote */
  gboolean risk_has_reason;
  gboolean presumed_high;        /* by the score, or by the kind of data */
  const char *presumed_why;      /* sentence part in @lang, or NULL */
} VigieBreachCase;

/* The known fact at the moment, or NULL. */
const VigieFact *vigie_breach_fact (const VigieBreachCase *given, const char *name);
/* Whether the fact of that name says @value; a list: whether it has it. */
gboolean vigie_breach_says (const VigieBreachCase *given, const char *name, const char *value);
gint64 vigie_breach_time (const VigieBreachCase *given, const char *name);
VigieBreachCount vigie_breach_count (const VigieBreachCase *given, const char *name);
gboolean vigie_breach_has_source (const VigieFact *fact);
void vigie_breach_read (VigieBreachCase *given);
VigieBreachScore *vigie_breach_score (const VigieBreachCase *given);
void vigie_breach_presume (VigieBreachCase *given);
void vigie_breach_find_contradictions (const VigieBreachCase *given);
/* The span of a clock of the playbook, or @otherwise. */
gint64 vigie_breach_span (const VigieBreachCase *given, const char *clock, gint64 otherwise_usec);
gint64 vigie_breach_first_message (const VigieIncident *incident, const char *audience, gint64 from_usec, gint64 now_usec);

/* The rule rests on the fact: among those used if it is known, else among those missing. TRUE if it is known. */
gboolean vigie_breach_use (const VigieBreachCase *given, VigieBreachRule *rule, const char *name);
/* @reason: owned by @rule from now on. */
void vigie_breach_settle (VigieBreachRule *rule, VigieBreachVerdict verdict, char *reason);
void vigie_breach_due (VigieBreachRule *rule, gint64 due_usec);
char *vigie_breach_when_words (const VigieBreachCase *given, gint64 time_usec); /* "24 Nov 2026, 22:15 GMT" */
char *vigie_breach_count_words (const VigieBreachCase *given, const VigieBreachCount *count);

#define VIGIE_RULE(name) void vigie_breach_rule_##name (const VigieBreachCase *given, VigieBreachRule *rule)

/* vigie-breach-playbook.c */
VIGIE_RULE (pb_1);
VIGIE_RULE (pb_2);
VIGIE_RULE (pb_3);
VIGIE_RULE (pb_4);
VIGIE_RULE (pb_5);
VIGIE_RULE (pb_6);
VIGIE_RULE (pb_7);
VIGIE_RULE (pb_8);
VIGIE_RULE (pb_9);
VIGIE_RULE (pb_10);
/* vigie-breach-gdpr.c */
VIGIE_RULE (g_0);
VIGIE_RULE (g_1);
VIGIE_RULE (g_2);
VIGIE_RULE (g_3);
VIGIE_RULE (g_4);
VIGIE_RULE (g_5);
VIGIE_RULE (g_10);
VIGIE_RULE (g_11);
/* vigie-breach-persons.c */
VIGIE_RULE (g_6);
VIGIE_RULE (g_7);
VIGIE_RULE (g_8);
VIGIE_RULE (g_9);
/* vigie-breach-ivorian.c */
VIGIE_RULE (ci_1);
VIGIE_RULE (ci_2);
VIGIE_RULE (ci_3);

/* vigie-breach-gdpr.c: the GDPR is applied at all, and a risk is not excluded. */
gboolean vigie_breach_gdpr_applies (const VigieBreachCase *given, VigieBreachRule *rule);
gboolean vigie_breach_risk_is_excluded (const VigieBreachCase *given);

G_END_DECLS
