/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach-choices.h"
#include "vigie-breach.h"
#include "vigie-report.h"

/* The notice of a breach to the authority, by the fields of the common European template (rows as numbered there).
 * Each field is filled from the facts and the record, or by an own answer, which is an event and wins. What is not
 * known may stay open in an incomplete notice only, and only where the template allows it. Pure. */

G_BEGIN_DECLS

typedef enum { VIGIE_BREACH_NOTICE_INITIAL, VIGIE_BREACH_NOTICE_COMPLEMENT, VIGIE_BREACH_NOTICE_WITHDRAWAL } VigieBreachNoticeKind;
typedef enum { VIGIE_FIELD_MANDATORY, VIGIE_FIELD_CONDITIONAL, VIGIE_FIELD_OPTIONAL } VigieBreachFieldNeed;
typedef enum
{
  VIGIE_FIELD_FILLED,
  VIGIE_FIELD_OPEN,          /* not known; may stay open in an incomplete notice */
  VIGIE_FIELD_MISSING,       /* must be answered before any notice goes out */
  VIGIE_FIELD_EMPTY,         /* optional, or its condition does not hold */
} VigieBreachFieldState;

typedef struct
{
  const char *id;            /* "f48" */
  const char *section;       /* heading, in the language asked for */
  const char *label;
  char *value;               /* words for people; "" */
  char *known;               /* what the record says of it without an own answer, in words; "" */
  const char *answer;        /* the own answer as recorded, borrowed from the incident; NULL: none */
  const VigieBreachChoices *choices; /* NULL: free words */
  const char *fact;          /* the fact it comes from, or NULL */
  VigieBreachFieldNeed need;
  VigieBreachFieldState state;
  gboolean own;              /* the value is an own answer */
  gboolean applies;          /* its condition, if it has one, holds */
} VigieBreachField;

typedef struct
{
  VigieBreachNoticeKind kind;
  VigieLang lang;
  GPtrArray *fields;         /* VigieBreachField *, in the order of the template */
  GPtrArray *changes;        /* GStrv {what, was, now, why, name}: facts that changed since the notice before; complement only */
  guint n_open, n_missing;
  gboolean is_incomplete;    /* something is open */
  gboolean is_late;          /* a new notice after the 72 hours: f49 is mandatory */
  gint64 due_usec;           /* or NONE */
} VigieBreachNotice;

VigieBreachNotice *vigie_breach_notice_new (const VigieBreach *breach, const VigieIncident *incident, const VigiePlaybook *playbook, VigieBreachNoticeKind kind, gint64 now_usec, GTimeZone *zone, VigieLang lang);
void vigie_breach_notice_free (VigieBreachNotice *notice);
const VigieBreachField *vigie_breach_notice_field (const VigieBreachNotice *notice, const char *id);
/* Labels of what is missing, or open, with commas; owned. */
char *vigie_breach_notice_list (const VigieBreachNotice *notice, VigieBreachFieldState state);
/* The whole notice as plain text, for the body of a letter or a mail. Owned. */
char *vigie_breach_notice_text (const VigieBreachNotice *notice);
/* The same as a document. Owned. */
VigieReport *vigie_breach_notice_report (const VigieBreachNotice *notice, const VigieIncident *incident, const char *author, gint64 now_usec, GTimeZone *zone);
/* TRUE if the template has such a field, or for "why.NAME": why the fact of that name has changed since the notice before. */
gboolean vigie_breach_notice_knows (const char *field);
/* What people call it; NULL for one that the template does not have. */
const char *vigie_breach_notice_label (const char *field, VigieLang lang);
gboolean vigie_breach_notice_kind_from_word (const char *word, VigieBreachNoticeKind *out); /* "initial", "complement", "withdrawal" */
const char *vigie_breach_field_state_to_word (VigieBreachFieldState state);  /* "filled", "open", "missing", "empty" */
const char *vigie_breach_field_need_to_word (VigieBreachFieldNeed need);    /* "mandatory", "conditional", "optional" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieBreachNotice, vigie_breach_notice_free)

G_END_DECLS
