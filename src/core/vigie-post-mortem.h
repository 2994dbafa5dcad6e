/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* The way of a post-mortem, as the events tell it: resolved, documenting, reviewing, published, followed up. Nothing of it is
 * stored but what people did; where it stands, which signatures count and what is missing before the next stage are computed
 * from the fold, and so change with it. Pure. An incident that was cancelled or follows another one needs none, one that is
 * reopened starts its way anew, with the texts that were written. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_POST_MORTEM_NONE, /* not resolved, cancelled, or told in the incident that it follows */
  VIGIE_POST_MORTEM_RESOLVED, /* nothing begun */
  VIGIE_POST_MORTEM_DOCUMENTING, /* planned, or written on */
  VIGIE_POST_MORTEM_REVIEWING, /* its readers were asked */
  VIGIE_POST_MORTEM_PUBLISHED,
  VIGIE_POST_MORTEM_FOLLOWED_UP, /* every list has it, every action is settled */
  VIGIE_N_POST_MORTEM_STAGES
} VigiePostMortemStage;

typedef enum
{
  VIGIE_POST_MORTEM_TEAM,
  VIGIE_POST_MORTEM_MANAGEMENT,
  VIGIE_POST_MORTEM_EVERYBODY,
  VIGIE_N_POST_MORTEM_LISTS
} VigiePostMortemList;

typedef enum
{
  VIGIE_POST_MORTEM_STEP_SCHEDULED,
  VIGIE_POST_MORTEM_STEP_BEGAN,
  VIGIE_POST_MORTEM_STEP_ITEM,
  VIGIE_POST_MORTEM_STEP_PRESENT,
  VIGIE_POST_MORTEM_STEP_HELD,
  VIGIE_POST_MORTEM_STEP_REQUESTED,
  VIGIE_POST_MORTEM_STEP_SIGNED,
  VIGIE_POST_MORTEM_STEP_WITHDRAWN,
  VIGIE_POST_MORTEM_STEP_PUBLISHED,
} VigiePostMortemVerb;

/* Why a request, a signature or a publication does not count. */
typedef enum
{
  VIGIE_POST_MORTEM_FAULT_NONE,
  VIGIE_POST_MORTEM_FAULT_EDITED, /* the text was edited since */
  VIGIE_POST_MORTEM_FAULT_IN_PERSON, /* recorded by somebody else than the signer */
  VIGIE_POST_MORTEM_FAULT_WITHDRAWN,
  VIGIE_POST_MORTEM_FAULT_REOPENED, /* of before the incident was reopened */
  VIGIE_POST_MORTEM_FAULT_UNSIGNED, /* published without the signature of an independent reader */
} VigiePostMortemFault;

/* One act. All strings are of the incident; "" or NULL where the kind has none. */
typedef struct _VigiePostMortemStep
{
  VigiePostMortemVerb verb;
  const VigieEvent *event;
  gint64 time_usec; /* SCHEDULED: when it begins; NONE: it was called off */
  gint64 minutes; /* SCHEDULED: how long; 0: as long as the agenda */
  const char *facilitator, *place, *video, *note; /* or NULL */
  const char *const *people; /* invited, present, asked; never NULL */
  const char *item; /* ITEM: id of the agenda */
  const char *version; /* hash of the text: REQUESTED, SIGNED, PUBLISHED */
  const char *despite; /* REQUESTED: why, though something is missing, or NULL */
  const char *signer, *as; /* SIGNED; @as a post or NULL */
  const char *of; /* WITHDRAWN: id of the request or signature */
  VigiePostMortemList list; /* PUBLISHED */
  VigieLang lang;
  const char *summary;
  const char *const *signatures; /* ids; never NULL */
  gint64 recipients; /* -1: not said */
} VigiePostMortemStep;

/* A step beside what the fold makes of it. */
typedef struct
{
  const VigiePostMortemStep *step;
  VigiePostMortemFault fault;
  gboolean independent; /* SIGNED: the signer wrote none of it */
} VigiePostMortemMark;

typedef struct
{
  const char *item;
  gint64 spent_usec;
} VigieMeetingSpan;

/* The meeting that runs, or the last one. */
typedef struct
{
  const VigiePostMortemStep *began; /* NULL: none was begun in the app */
  const VigiePostMortemStep *held; /* NULL: it runs, or none */
  const char *facilitator; /* or NULL */
  const char *item; /* present item, or NULL */
  gint64 item_since_usec;
  const char *const *present; /* never NULL */
  GArray *
      spans; /* VigieMeetingSpan by item, in the order in which they were first taken, the present one until @now */
} VigieMeeting;

typedef struct
{
  VigiePostMortemStage stage;
  gboolean owed; /* the playbook asks for one at this level */
  gboolean cancelled, follows; /* why there is none */
  char *hash; /* of the text as it stands, 64 hexadecimal digits */
  const VigiePostMortemStep *schedule; /* what stands, or NULL; called off: NULL */
  VigieMeeting meeting;
  const VigiePostMortemStep
      *held; /* the last meeting that was held since the resolution, or NULL */
  GPtrArray *marks; /* VigiePostMortemMark: requests, signatures and publications in fold order */
  const VigiePostMortemStep *request; /* the review that stands, or NULL */
  const VigiePostMortemStep
      *signature; /* of an independent reader, of the text as it stands, or NULL */
  const VigiePostMortemStep
      *published[VIGIE_N_POST_MORTEM_LISTS]; /* the last one that counts, or NULL */
  gboolean changed_since_published; /* another text stands than the last one that was published */
  GPtrArray *writers; /* const char *: who wrote some of the text */
} VigiePostMortem;

/* @now_usec: for the time spent on the present item. Owned; borrows from @incident, which must outlive it. */
VigiePostMortem *vigie_post_mortem_new (const VigieIncident *incident,
                                        const VigiePlaybook *playbook,
                                        gint64 now_usec);
void vigie_post_mortem_free (VigiePostMortem *post_mortem);
/* The meeting runs: begun and not ended. */
gboolean vigie_post_mortem_is_meeting (const VigiePostMortem *post_mortem);
/* Did @person (NULL: nobody), or the device where the membership is known (NULL: none), write some of the text? */
gboolean vigie_post_mortem_is_writer (const VigieIncident *incident,
                                      const char *person,
                                      const guint8 *device);
/* Has @person signed the text as it stands? */
gboolean vigie_post_mortem_has_signed (const VigiePostMortem *post_mortem,
                                       const VigieIncident *incident,
                                       const char *person);
/* Was @person asked to read it, has not signed it, and may (others are asked by nobody)? */
gboolean vigie_post_mortem_awaits (const VigiePostMortem *post_mortem,
                                   const VigieIncident *incident,
                                   const char *person);
/* Who of the asked has not signed the text as it stands: const char *, owned array. */
GPtrArray *
vigie_post_mortem_awaited (const VigiePostMortem *post_mortem, const VigieIncident *incident);
/* BLAKE2b-256 of the text in its canonical form (docs/events.md), in hexadecimal digits. Owned. */
char *vigie_post_mortem_hash (const VigieIncident *incident);
/* The canonical form itself. Owned. */
char *vigie_post_mortem_canonical (const VigieIncident *incident);
/* The planned meeting's end. */
gint64
vigie_post_mortem_end_usec (const VigiePostMortemStep *schedule, const VigiePlaybook *playbook);
/* How long the whole agenda is. */
gint64 vigie_agenda_span_usec (const VigiePlaybook *playbook);

/* ---- What is missing before the next stage ---- */

typedef enum
{
  VIGIE_GAP_SCHEDULE, /* the meeting has no date */
  VIGIE_GAP_MEETING, /* not held */
  VIGIE_GAP_MILESTONE, /* id: its word; a delay lacks it, or it is in the wrong order */
  VIGIE_GAP_MESSAGE, /* no message outside the team, from which a delay is counted */
  VIGIE_GAP_SECTION, /* id: section */
  VIGIE_GAP_CAUSE, /* id: of the cause, or "" */
  VIGIE_GAP_ACTION, /* id: code, or "" when there is none */
  VIGIE_GAP_COMMENT, /* id: of the comment */
  VIGIE_GAP_CONFLICT, /* id: key */
  VIGIE_GAP_REVIEW, /* nobody was asked to read it */
  VIGIE_GAP_SIGNATURE, /* id: who was asked, or "" */
  VIGIE_GAP_PUBLICATION, /* id: word of the list */
} VigieGapKind;

/* @blocks: the next stage waits for it; else it is only said. */
typedef struct
{
  VigieGapKind kind;
  char *id;
  char *words;
  gboolean blocks;
} VigieGap;

const char *vigie_gap_kind_to_word (VigieGapKind kind);
void vigie_gap_free (VigieGap *gap);
/* In the order in which one works them off. VigieGap; owned; empty: the next stage may come. */
GPtrArray *vigie_post_mortem_gaps (const VigiePostMortem *post_mortem,
                                   const VigieIncident *incident,
                                   const VigiePlaybook *playbook,
                                   VigieLang lang,
                                   GTimeZone *zone,
                                   gint64 now_usec);

typedef enum
{
  VIGIE_POST_MORTEM_ACT_NONE,
  VIGIE_POST_MORTEM_ACT_SCHEDULE,
  VIGIE_POST_MORTEM_ACT_MEET, /* begin the meeting, or go back to it */
  VIGIE_POST_MORTEM_ACT_REQUEST,
  VIGIE_POST_MORTEM_ACT_SIGN,
  VIGIE_POST_MORTEM_ACT_WAIT, /* for somebody else's signature */
  VIGIE_POST_MORTEM_ACT_PUBLISH,
  VIGIE_POST_MORTEM_ACT_FOLLOW, /* the actions */
} VigiePostMortemAct;

/* What @person does next. */
VigiePostMortemAct vigie_post_mortem_next_act (const VigiePostMortem *post_mortem,
                                               const VigieIncident *incident,
                                               const char *person);
/* The list that comes next: the first one without the text as it stands. FALSE: all have it. */
gboolean vigie_post_mortem_next_list (const VigiePostMortem *post_mortem, VigiePostMortemList *out);

/* ---- Words ---- */

const char *vigie_post_mortem_stage_to_word (
    VigiePostMortemStage stage); /* "none", "resolved", …, "followed-up" */
const char *vigie_post_mortem_stage_label (VigiePostMortemStage stage, VigieLang lang);
const char *
vigie_post_mortem_list_to_word (VigiePostMortemList list); /* "team", "management", "everybody" */
gboolean vigie_post_mortem_list_from_word (const char *word, VigiePostMortemList *out);
const char *vigie_post_mortem_list_label (VigiePostMortemList list, VigieLang lang);
const char *vigie_post_mortem_fault_sentence (VigiePostMortemFault fault, VigieLang lang);
/* Why there is none: not resolved, cancelled, follows another. */
const char *vigie_post_mortem_none_sentence (const VigiePostMortem *post_mortem, VigieLang lang);

/* What goes out with the document, ready to be edited: from the record, in @lang. For everybody no person is named. Owned. */
char *vigie_post_mortem_summary (const VigieIncident *incident,
                                 const VigiePlaybook *playbook,
                                 VigiePostMortemList list,
                                 VigieLang lang,
                                 GTimeZone *zone,
                                 gint64 now_usec);
char *
vigie_post_mortem_subject (const VigieIncident *incident, VigiePostMortemList list, VigieLang lang);
/* The agenda in words, for an invitation. Owned. */
char *vigie_agenda_words (const VigiePlaybook *playbook, VigieLang lang);

/* When to propose the meeting: 24 to 48 hours after the resolution, in working hours (9 to 17, Monday to Friday) if there are
 * any, never in the past. */
gint64 vigie_post_mortem_propose_usec (const VigieIncident *incident,
                                       const VigiePlaybook *playbook,
                                       GTimeZone *zone,
                                       gint64 now_usec);
/* Who was in the war room: holders of posts and who answered check-ins, each once, in order. const char *; owned array. */
GPtrArray *vigie_post_mortem_people (const VigieIncident *incident);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigiePostMortem, vigie_post_mortem_free)

G_END_DECLS
