/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-membership.h"

/* A notice: a text to an audience on its way from draft to publication, as the events tell it. Nothing that counts is
 * stored: each step names the version it is about by its event's id and by the hash of its text, and is judged anew with
 * each fold, never by a clock. VigieIncident has them in `notices`, in the order in which they were begun; all read-only. */

G_BEGIN_DECLS

#define VIGIE_N_LANGS 2

typedef enum
{
  VIGIE_NOTICE_DRAFT,
  VIGIE_NOTICE_REVIEW, /* submitted: waits for those who must approve */
  VIGIE_NOTICE_APPROVED, /* or needs nobody's approval and was submitted */
  VIGIE_NOTICE_SENT, /* published on one channel at least */
  VIGIE_NOTICE_COMPLETED,
  VIGIE_NOTICE_WITHDRAWN,
  VIGIE_N_NOTICE_STATES
} VigieNoticeState;

typedef enum
{
  VIGIE_NOTICE_SUBMITTED,
  VIGIE_NOTICE_REVIEWED,
  VIGIE_NOTICE_APPROVAL,
  VIGIE_NOTICE_REFUSAL,
  VIGIE_NOTICE_WITHDRAWAL,
  VIGIE_NOTICE_PUBLICATION,
  VIGIE_NOTICE_COMPLETION,
} VigieNoticeVerb;

/* Why a step does not count. */
typedef enum
{
  VIGIE_NOTICE_FAULT_NONE,
  VIGIE_NOTICE_FAULT_VERSION, /* no version of this notice */
  VIGIE_NOTICE_FAULT_HASH, /* of another text */
  VIGIE_NOTICE_FAULT_EDITED, /* the text was edited since */
  VIGIE_NOTICE_FAULT_RIGHT, /* who has no say for this audience */
  VIGIE_NOTICE_FAULT_HOLDER, /* does not hold the post, or is not that contact */
  VIGIE_NOTICE_FAULT_OWN, /* wrote the text, by name or by device */
  VIGIE_NOTICE_FAULT_IN_PERSON, /* recorded by somebody else, who heard nothing */
  VIGIE_NOTICE_FAULT_HEARER, /* heard by the approver */
  VIGIE_NOTICE_FAULT_TWICE, /* a deputy who already gave an approval of this text */
  VIGIE_NOTICE_FAULT_REFUSED, /* a refusal stands against it */
  VIGIE_NOTICE_FAULT_UNAPPROVED, /* sent without all the approvals it needs */
  VIGIE_NOTICE_FAULT_UNREAD, /* sent before who must read it first had read it */
  VIGIE_NOTICE_FAULT_CHANNEL, /* sent on a channel that is not the text's */
  VIGIE_NOTICE_FAULT_WITHDRAWN, /* sent after it was withdrawn */
  VIGIE_N_NOTICE_FAULTS
} VigieNoticeFault;

typedef struct
{
  const char *subject, *body; /* "": none in that language */
} VigieNoticeText;
/* A fact as the text drew on it. */
typedef struct
{
  const char *name, *value;
  VigieFactState state;
} VigieNoticeFact;

/* What was written at one time; the event's id is the version's. */
typedef struct _VigieNoticeVersion
{
  const char *
      kind; /* status, mail, sms, in-app, team, management, partners, press, persons, authority-initial, … */
  const char *audience;
  const char *const *channels; /* NULL-terminated, at least one */
  const char *template_id; /* or NULL */
  const char *stage; /* or NULL */
  VigieNoticeText texts[VIGIE_N_LANGS]; /* by VigieLang */
  gint64 next_update_usec; /* or NONE */
  const char *correction; /* what differs from what was sent before, or NULL */
  GPtrArray *facts; /* const VigieNoticeFact * */
  const char *hash; /* 64 hexadecimal digits: vigie_notice_hash() */
  const VigieEvent *event;
} VigieNoticeVersion;

typedef struct _VigieNoticeStep
{
  VigieNoticeVerb verb;
  const char *version, *hash; /* as the event names them; NULL for a withdrawal or completion */
  const char
      *approver; /* approval, refusal, and a review recorded for somebody else: who; else NULL */
  const char *as; /* approval, refusal: the approver of the playbook whose say this is */
  const char *deputy; /* post or contact who stands in for it, or NULL */
  const char *heard_by; /* by telephone: who heard it, or NULL */
  const char *reason; /* or NULL */
  const char *channel, *reference, *recipients_digest; /* publication; or NULL */
  gint64 count, uncertain; /* publication: messages; -1: not said */
  const char *const *approvals; /* publication: ids of the approvals it stands on; never NULL */
  const char *const *reviews; /* publication: ids of the readings it stands on; never NULL */
  VigieNoticeFault fault; /* NONE: it counts */
  const VigieEvent *event;
} VigieNoticeStep;

struct _VigieNotice
{
  const char *id; /* of the event that began it */
  char *code; /* "N1", in the order of their beginning */
  const VigieNoticeVersion *version; /* what stands */
  GPtrArray *versions; /* const VigieNoticeVersion *, fold order */
  GPtrArray *steps; /* VigieNoticeStep *, fold order, those that do not count too */
  VigieNoticeState state;
  gboolean needs_approval;
  /* Of the text that stands: */
  const VigieNoticeStep *submitted, *reviewed, *refused; /* the last one that counts, or NULL */
  GPtrArray *approvals; /* const VigieNoticeStep *, those that count */
  GPtrArray *missing; /* const char *: approvers of the playbook who have not approved */
  GPtrArray *unread; /* const VigieReaderDef *: who must read it first and has not */
  GPtrArray *readings; /* const VigieNoticeStep *: the reviews that count */
  const VigieNoticeStep *withdrawn, *completed,
      *sent; /* or NULL; @sent: the last publication that counts, of whatever version */
  gboolean changed_since_sent; /* another text stands than the one that was sent */
  GPtrArray *stale; /* const char *: names of facts that changed since the text drew on them */
  guint n_faults; /* steps that do not count */
};

/* In the order of their beginning: VigieNotice *. Borrowed. */
GPtrArray *vigie_incident_get_notices (const VigieIncident *incident);
/* @id: the notice's id, one of its versions' or its code; NULL: none. Borrowed. */
const VigieNotice *vigie_incident_notice (const VigieIncident *incident, const char *id);
const VigieNoticeVersion *vigie_notice_version (const VigieNotice *notice, const char *version_id);

/* Judges every notice once more by the names of the members whose devices recorded the steps, instead of the claimed
 * authors. For a fold that nobody shares yet; folds made from it by vigie_incident_with() are judged the same way. */
void vigie_incident_judge_members (VigieIncident *incident,
                                   const VigiePlaybook *playbook,
                                   VigieMembership *membership);
/* Who that event counts as: the member's name, else the author's. Borrowed. */
const char *vigie_incident_person_of (const VigieIncident *incident, const VigieEvent *event);
/* Are these the names of one person, as far as spelling tells: case, accents and spaces do not matter. */
gboolean vigie_notice_same_person (const char *a, const char *b);
/* Did that person (NULL: nobody) or device (NULL: none) write @version or what it was made from? */
gboolean vigie_notice_is_writer (const VigieIncident *incident,
                                 const VigieNotice *notice,
                                 const char *version_id,
                                 const char *person,
                                 const guint8 *device);
/* Has @person the right @id (a post or a contact) names? A post: who holds it in this incident. */
gboolean vigie_notice_is_holder (const VigieIncident *incident,
                                 const VigiePlaybook *playbook,
                                 const char *id,
                                 const char *person);

/* The hash of a text: BLAKE2b-256 in hexadecimal digits. Owned. */
char *vigie_notice_hash (const VigieNoticeVersion *version);
/* The text in @lang, or in the other language if it is missing. */
const VigieNoticeText *vigie_notice_text (const VigieNoticeVersion *version, VigieLang lang);
/* TRUE if @word is one of the kinds. */
gboolean vigie_notice_is_kind (const char *word);
/* The kind that goes with an audience and a channel: "status" for users on the status page. */
const char *
vigie_notice_kind_of (const char *audience, const char *channel, const char *template_id);

/* In words; static strings. */
const char *vigie_notice_state_label (VigieNoticeState state, VigieLang lang);
const char *vigie_notice_state_word (
    VigieNoticeState state); /* "draft", "review", "approved", "sent", "completed", "withdrawn" */
const char *vigie_notice_fault_sentence (VigieNoticeFault fault, VigieLang lang);
/* "Press · press release · identified": what it is, for lists. Owned. */
char *vigie_notice_title (const VigieNotice *notice, const VigiePlaybook *playbook, VigieLang lang);

G_END_DECLS
