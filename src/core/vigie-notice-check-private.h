/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-flat.h"
#include "vigie-notice-check.h"

/* The parts of a check. Each adds its findings and knows nothing of the others. */

G_BEGIN_DECLS

typedef struct
{
  const VigieCheckInput *input;
  VigieFlat *flats[2];          /* by VigieCheckField: subject, body */
  gboolean is_outside;          /* people outside the company read it */
  gboolean is_authority;
  VigieCheckReport *report;
} VigieChecker;

/* What a rule says: title and detail, translated when they are used. */
typedef struct
{
  const char *rule;
  VigieCheckLevel level;
  const char *title;
  const char *detail;
} VigieCheckRule;

const VigieCheckRule *vigie_check_rule (const char *rule);

/* Adds what @rule says of @span: “words”: title. @detail and @proposal are owned by the finding; @detail NULL: the rule's own. */
VigieCheckFinding *vigie_checker_add (VigieChecker *checker, const char *rule, VigieCheckField field, VigieFlatSpan span, char *detail, char *proposal);
/* Of no place: the title alone. */
VigieCheckFinding *vigie_checker_add_whole (VigieChecker *checker, const char *rule, char *detail);
gboolean vigie_checker_kind_is (const VigieChecker *checker, const char *kind);
gboolean vigie_checker_channel_is (const VigieChecker *checker, const char *channel);
/* A known fact's value; NULL if it is unknown. */
const char *vigie_checker_fact (const VigieChecker *checker, const char *name);

void vigie_check_phrases (VigieChecker *checker);   /* hedges, apologies, blame, requests for codes, secrets, … */
void vigie_check_blanks (VigieChecker *checker);    /* what is still to be filled in */
void vigie_check_claims (VigieChecker *checker);    /* “not touched”, “the authority was told”, a cause */
void vigie_check_elements (VigieChecker *checker);  /* what the kind of notice must say */
void vigie_check_persons (VigieChecker *checker);   /* addresses, numbers, names, cards */
void vigie_check_links (VigieChecker *checker);
void vigie_check_figures (VigieChecker *checker);   /* against the fact sheet and earlier texts */
void vigie_check_next (VigieChecker *checker);      /* the next update */
void vigie_check_style (VigieChecker *checker);     /* jargon, long sentences, SMS */

G_END_DECLS
