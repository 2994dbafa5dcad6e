/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Forward typedefs and the small enumerations that every layer shares. */

G_BEGIN_DECLS

/* A time that nobody has set. Every *_usec value is microseconds since 1970-01-01 UTC. */
#define VIGIE_TIME_NONE G_MININT64

#define VIGIE_SECOND_USEC (G_GINT64_CONSTANT (1000000))
#define VIGIE_MINUTE_USEC (60 * VIGIE_SECOND_USEC)
#define VIGIE_HOUR_USEC (60 * VIGIE_MINUTE_USEC)
#define VIGIE_DAY_USEC (24 * VIGIE_HOUR_USEC)

/* Limits of the public contract, in bytes. */
#define VIGIE_TEXT_MAX_BYTES (1024 * 1024)
#define VIGIE_EVENT_MAX_BYTES (4 * 1024 * 1024)
#define VIGIE_JSON_MAX_DEPTH 64

/* The two languages of the playbook and of every document. */
typedef enum
{
  VIGIE_LANG_EN,
  VIGIE_LANG_FR,
} VigieLang;

/* Severity; a smaller number is more severe. NONE: nothing recommended or chosen. */
typedef enum
{
  VIGIE_LEVEL_NONE = 0,
  VIGIE_LEVEL_P1 = 1,
  VIGIE_LEVEL_P2,
  VIGIE_LEVEL_P3,
  VIGIE_LEVEL_P4,
} VigieLevel;

/* Times of an incident's life, in the order of the public contract. */
typedef enum
{
  VIGIE_MILESTONE_STARTED,
  VIGIE_MILESTONE_DETECTED,
  VIGIE_MILESTONE_DECLARED,
  VIGIE_MILESTONE_RESPONDED,
  VIGIE_MILESTONE_DIAGNOSED,
  VIGIE_MILESTONE_MITIGATED,
  VIGIE_MILESTONE_RESTORED,
  VIGIE_MILESTONE_RESOLVED,
  VIGIE_MILESTONE_CLOSED,
  VIGIE_N_MILESTONES,
} VigieMilestone;

/* Public stage. */
typedef enum
{
  VIGIE_STAGE_INVESTIGATING,
  VIGIE_STAGE_IDENTIFIED,
  VIGIE_STAGE_MONITORING,
  VIGIE_STAGE_RESOLVED,
  VIGIE_STAGE_CLOSED,
  VIGIE_N_STAGES,
} VigieStage;

/* What a timeline entry is. The first six are what `vigiectl log` accepts. */
typedef enum
{
  VIGIE_ENTRY_NOTE,
  VIGIE_ENTRY_ACTION,
  VIGIE_ENTRY_DECISION,
  VIGIE_ENTRY_HYPOTHESIS,
  VIGIE_ENTRY_CALL,
  VIGIE_ENTRY_TODO,
  VIGIE_ENTRY_MESSAGE,    /* a message that went out */
  VIGIE_ENTRY_FOLLOWUP,   /* made by an act: tick, role, fact, clock; hidden by default */
  VIGIE_ENTRY_ALERT,      /* declaration, level, milestones, stage */
  VIGIE_ENTRY_ATTACHMENT,
  VIGIE_N_ENTRY_KINDS,
} VigieEntryKind;

/* How sure a fact is. */
typedef enum
{
  VIGIE_FACT_UNKNOWN,
  VIGIE_FACT_ESTIMATED,
  VIGIE_FACT_CONFIRMED,
} VigieFactState;

typedef enum
{
  VIGIE_HYPOTHESIS_OPEN,
  VIGIE_HYPOTHESIS_TESTED,
  VIGIE_HYPOTHESIS_ELIMINATED,
  VIGIE_HYPOTHESIS_CONFIRMED,
} VigieHypothesisState;

typedef enum
{
  VIGIE_STEP_OPEN,
  VIGIE_STEP_DONE,
  VIGIE_STEP_NOT_APPLICABLE,
} VigieStepState;

/* What a review says of a decision. */
typedef enum
{
  VIGIE_VERDICT_NONE,
  VIGIE_VERDICT_HOLDS,
  VIGIE_VERDICT_CHANGE,   /* another course: a new loop begins */
} VigieVerdict;

typedef struct _VigieJson VigieJson;
typedef struct _VigieJsonWriter VigieJsonWriter;
typedef struct _VigieEvent VigieEvent;
typedef struct _VigieDraft VigieDraft;
typedef struct _VigiePlaybook VigiePlaybook;
typedef struct _VigieIncident VigieIncident;
typedef struct _VigieObligation VigieObligation;

/* Stable words of the contract ("P1", "detected", "note", …); never translated. The *_from_word
 * functions return FALSE, leaving @out alone, for any other word (NULL included). */
const char *vigie_level_to_word (VigieLevel level);            /* "P1" … or NULL for NONE */
gboolean vigie_level_from_word (const char *word, VigieLevel *out); /* case-insensitive */
const char *vigie_milestone_to_word (VigieMilestone milestone);
gboolean vigie_milestone_from_word (const char *word, VigieMilestone *out);
const char *vigie_stage_to_word (VigieStage stage);
gboolean vigie_stage_from_word (const char *word, VigieStage *out);
const char *vigie_entry_kind_to_word (VigieEntryKind kind);
gboolean vigie_entry_kind_from_word (const char *word, VigieEntryKind *out);
const char *vigie_fact_state_to_word (VigieFactState state);
gboolean vigie_fact_state_from_word (const char *word, VigieFactState *out);
const char *vigie_hypothesis_state_to_word (VigieHypothesisState state);
gboolean vigie_hypothesis_state_from_word (const char *word, VigieHypothesisState *out);
const char *vigie_verdict_to_word (VigieVerdict verdict);       /* "holds", "change"; NULL for NONE */
gboolean vigie_verdict_from_word (const char *word, VigieVerdict *out);
const char *vigie_step_state_to_word (VigieStepState state);   /* "open", "done", "not-applicable" */
gboolean vigie_step_state_from_word (const char *word, VigieStepState *out);

/* The same things said to a person, in @lang; static strings. */
const char *vigie_milestone_label (VigieMilestone milestone, VigieLang lang); /* "Détecté" */
const char *vigie_stage_label (VigieStage stage, VigieLang lang); /* "Cause identifiée" */
const char *vigie_entry_kind_label (VigieEntryKind kind, VigieLang lang);
const char *vigie_fact_state_label (VigieFactState state, VigieLang lang);
const char *vigie_hypothesis_state_label (VigieHypothesisState state, VigieLang lang);
const char *vigie_lang_to_word (VigieLang lang);               /* "en", "fr" */
gboolean vigie_lang_from_word (const char *word, VigieLang *out); /* accepts fr_FR.UTF-8 too */

G_END_DECLS
