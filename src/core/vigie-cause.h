/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* Why it happened: a tree of answers to “why?”, each with what shows it, and the factors that contributed. Below the
 * problem stand the first answers, below each answer what explains it. A root cause that is confirmed bears a term
 * of a list that all incidents share, so that one that comes back can be counted. Pure. */

G_BEGIN_DECLS

#define VIGIE_CAUSE_TERM_MAX_CHARS 60
/* In front of the name of a fact among the evidence. */
#define VIGIE_CAUSE_FACT "fact:"

typedef enum
{
  VIGIE_CAUSE_SUPPOSED,
  VIGIE_CAUSE_CONFIRMED, /* only with evidence */
  VIGIE_CAUSE_RULED_OUT,
  VIGIE_N_CAUSE_STATES
} VigieCauseState;

struct _VigieCause
{
  const char *id;
  char *code; /* "C1": in the order in which they were made, removed ones counted */
  const VigieCause *parent; /* what it explains; NULL: the problem itself */
  guint depth; /* 0: answers the problem itself */
  gboolean is_factor; /* contributed, and answers no “why?” */
  const char *text;
  VigieCauseState state;
  gboolean root; /* nothing below it needs to be asked: what is to be changed */
  const char *term; /* id of a term of the playbook, or an own one; NULL */
  GPtrArray *evidence; /* const char *: ids of timeline entries and files, or "fact:NAME" */
  const char *note; /* or NULL */
  gboolean circular; /* two moves made apart would close a circle: it stands under the problem instead */
  gboolean removed;
  gint64 made_usec;
  gint64 occurred_usec; /* of this version */
  const VigieEvent *event; /* this version; its author says so */
  const char *wanted; /* id of the parent as the version says, or NULL */
};

const char *vigie_cause_state_to_word (VigieCauseState state);
gboolean vigie_cause_state_from_word (const char *word, VigieCauseState *out);
/* "confirmed" → “confirmée”. Static. */
const char *vigie_cause_state_label (VigieCauseState state, VigieLang lang);

/* How it was looked for: "five-whys", "fault-tree", "fishbone", "change-analysis", "barrier-analysis", "timeline", "other". */
const char *const *vigie_cause_techniques (void); /* NULL-terminated, static */
gboolean vigie_cause_technique_is_known (const char *word);
const char *vigie_cause_technique_label (const char *word, VigieLang lang); /* static; the word itself when unknown */
/* What was said to have been used, else the five whys when there are any answers; "" when nothing is known. Owned. */
char *vigie_incident_technique_words (const VigieIncident *incident, VigieLang lang);

/* Id or code ("C1", any case), removed ones too; NULL when there is none. Borrowed. */
const VigieCause *vigie_incident_cause (const VigieIncident *incident, const char *id_or_code);
/* @cause stands somewhere beneath @above. */
gboolean vigie_cause_is_beneath (const VigieCause *cause, const VigieCause *above);
/* Ids of @cause and of all that stands beneath it, char *, owned container and strings, NULL-terminated. */
GStrv vigie_cause_branch (const VigieIncident *incident, const VigieCause *cause);
/* The actions that answer it and were not dropped: (element-type VigieActionItem), owned container. */
GPtrArray *vigie_cause_actions (const VigieIncident *incident, const VigieCause *cause);
/* Root, and neither ruled out nor removed. */
gboolean vigie_cause_is_root (const VigieCause *cause);

/* What a piece of evidence says: "14:32 Replica lags", "Users affected: 1,200". @zone NULL: UTC. Owned. */
char *vigie_cause_evidence_words (const VigieIncident *incident,
                                  const VigiePlaybook *playbook,
                                  const char *evidence,
                                  GTimeZone *zone,
                                  VigieLang lang);
/* FALSE: the entry was retracted, the fact is unknown, or neither is here. */
gboolean vigie_cause_evidence_stands (const VigieIncident *incident, const char *evidence);
gboolean vigie_cause_has_standing_evidence (const VigieIncident *incident, const VigieCause *cause);

/* ---- Terms ---- */

/* The id of the playbook's term that @text names by id or by its words in any language, else @text. Borrowed. */
const char *vigie_cause_term_find (const VigiePlaybook *playbook, const char *text);
/* The words for a term; the term itself when the playbook has no such. Borrowed. */
const char *vigie_cause_term_label (const VigiePlaybook *playbook, const char *term, VigieLang lang);
/* Own terms are the same in any case and accents. For hash tables. */
guint vigie_cause_term_hash (gconstpointer term);
gboolean vigie_cause_term_equal (gconstpointer a, gconstpointer b);
/* Terms of the root causes that stand, without doubles: (element-type utf8), borrowed strings, owned container.
 * @confirmed: only of those that are confirmed. */
GPtrArray *vigie_incident_cause_terms (const VigieIncident *incident, gboolean confirmed);

G_END_DECLS
