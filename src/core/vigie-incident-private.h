/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-arena.h"
#include "vigie-cause.h"
#include "vigie-conflict.h"
#include "vigie-incident.h"
#include "vigie-membership.h"

/* Private to the files vigie-incident*.c and vigie-act*.c: what a fold keeps besides the public
 * members, above all which event each value came from, because the next writer must name it in
 * `replaces`. */

G_BEGIN_DECLS

/* What only some entries have. */
typedef struct
{
  const char *given_code;        /* as the event says it, or NULL */
  const char *observe, *orient, *decide, *act, *who, *option;
  gint64 by_usec, review_usec;   /* of a decision; NONE and 0: not said */

  const VigieEvent *correction;  /* newest one that counts */
  const char *new_text;
  gint64 new_occurred_usec;      /* NONE: unchanged */
  int new_kind;                  /* -1: unchanged */

  const VigieEvent *retraction, *star, *todo;
  const char *retract_reason;
  gboolean starred, done;

  const VigieEvent *state_event; /* hypothesis.set */
  VigieHypothesisState state;
  const char *tried;
  GPtrArray *marks;              /* VigieHypothesisMark *, or NULL */

  const VigieEvent *review;      /* decision.reviewed */
  const char *result;
  VigieVerdict verdict;
} VigieEntryExtra;

/* One for each event, in fold order; the public entry comes first. */
typedef struct
{
  VigieEntry entry;
  VigieEntryExtra *extra;        /* or NULL */
  const char *replaced_by;       /* id of an event that replaces this one, or NULL */
  gint64 replaced_usec;          /* when that one occurred */
  guint8 hidden;                 /* shown through another entry: no line of its own */
  guint8 bad;                    /* could not be applied */
  guint8 logged;                 /* entry.logged: text that a person typed */
} VigieItem;

typedef struct
{
  VigieCheckIn check_in;         /* public part first */
  const VigieEvent *event;
} VigieCheckInItem;

/* What is kept of a cause while its tree is put together. */
typedef struct _VigieCauseItem VigieCauseItem;
struct _VigieCauseItem
{
  VigieCause cause;              /* public part first; its event is NULL while nobody has told of it */
  const VigieEvent *removal;     /* cause.removed that stands, or NULL */
  VigieCauseItem *above;         /* what it explains, removed ones too */
  VigieCauseItem *first_child, *last_child, *next;
  guint walk;
};

/* What was said of another incident; a parting has no relation. @leads: 1 or 0; -1: the link does not say. */
typedef struct { const char *incident, *relation, *ref; int leads; const VigieEvent *event; } VigieIncidentLink;
typedef struct { const char *request, *answer, *reason; const VigieEvent *event; } VigieHandoverAnswer;
/* A write of a register that nobody replaced, in fold order. */
typedef struct { VigieConflictKind kind; const char *subject, *value; const VigieEvent *event; } VigieRegisterWrite;
/* incident.declared `rules`: from this number on a message needs approval as a notice does. */
#define VIGIE_RULES_MESSAGES 2

typedef struct { const char *post; const VigieEvent *event; } VigieFreeing;
/* What was said of the comment with that id: an answer, or whether it is settled. */
typedef struct { const char *comment, *text; int settled; /* 1 or 0; -1: an answer */ const VigieEvent *event; } VigieCommentRecord;
/* A version or a step of the notice with that id: one of the two. */
typedef struct { const char *notice; struct _VigieNoticeVersion *version; struct _VigieNoticeStep *step; } VigieNoticeRecord;
typedef struct { gint64 occurred_usec; int stage; /* -1: back to the milestones */ } VigieStageMove;
typedef struct { gint64 occurred_usec; VigieLevel level; } VigieLevelMove;

/* What folds share: one that only adds an entry to another stands on that one's items. Immutable once the
 * fold that made it is finished. */
typedef struct _VigieFoldGround VigieFoldGround;
struct _VigieFoldGround
{
  gatomicrefcount ref_count;
  VigieFoldGround *below;        /* owned; NULL: the fold was made whole */
  guint depth;                   /* grounds below this one */
  VigieArena *arena;
  GPtrArray *owned_arrays;       /* arrays inside arena structs */
  GHashTable *by_id;             /* event id → VigieItem * */
};

typedef struct
{
  VigieFoldGround *ground;       /* owned */
  VigieArena *arena;             /* borrowed from it, like the next */
  GPtrArray *owned_arrays;
  VigieItem *items;              /* while it is folded: one for each of incident->events */
  const VigiePlaybook *playbook; /* only to be compared */
  guint n_loose;                 /* ids that an event names and no event here has */
  const VigieEvent *declaration, *title_event, *type_event, *level_event, *stage_event,
                   *war_room_event, *support_event;
  int stage_apart;               /* VigieStage or -1 */
  gint64 first_opened_usec;      /* the war room's first opening, or NONE */
  GArray *level_moves;           /* VigieLevelMove, fold order */
  GArray *stage_moves;           /* VigieStageMove, fold order */
  GPtrArray *links, *partings;   /* VigieIncidentLink *, those that nobody replaced, fold order */
  GArray *writes;                /* VigieRegisterWrite, fold order */
  GHashTable *rivals;            /* event id → GPtrArray of const VigieEvent *: it and all that stand beside it */
  GPtrArray *freeings;           /* VigieFreeing *, those that nobody replaced, fold order */
  GHashTable *action_by_id;      /* id → VigieActionItem * */
  GHashTable *cause_by_id;       /* id → VigieCauseItem * */
  GPtrArray *cause_items;        /* VigieCauseItem *, in the order in which they were met */
  const VigieEvent *technique_event;
  GPtrArray *notice_records;     /* VigieNoticeRecord *, fold order */
  GPtrArray *message_records;    /* VigieMessage *, by time, those that count and those that do not */
  const VigieEvent *breach_event; /* the first one that said that data is at risk, or NULL */
  GHashTable *notice_by_id;      /* id of a notice → VigieNotice * */
  GPtrArray *comment_records;    /* VigieCommentRecord *, those that nobody replaced, fold order */
  GPtrArray *post_mortem_steps;  /* VigiePostMortemStep *, fold order */
  const VigieEvent *reopened_event; /* the last one in fold order, or NULL */
  VigieMembership *membership;   /* owned; NULL: notices are judged by the authors' names */
  const VigieEvent *link_event;  /* war-room.linked that stands */
  const VigieEvent *restriction_event, *cancel_event;
  GPtrArray *handover_answers;   /* VigieHandoverAnswer *, fold order */
  const char *support_level;
  guint next_hypothesis;         /* number for the next one, from 1 */
  guint next_decision;
} VigieIncidentPriv;

static inline VigieIncidentPriv *
vigie_incident_priv (const VigieIncident *incident)
{
  return incident->priv;
}

/* Applies one event to @incident. FALSE: its body is not as docs/events.md says; nothing was changed. */
gboolean vigie_incident_apply (VigieIncident *incident, VigieItem *item, const VigieJson *body);
/* TRUE if @kind is one this version knows. */
gboolean vigie_incident_knows_kind (const char *kind);
/* After the last event: corrections, codes, stage, orders. */
void vigie_incident_finish (VigieIncident *incident, const VigiePlaybook *playbook);
/* What came of each request for a handover; part of finishing, once all holdings are known. */
void vigie_incident_settle_handovers (VigieIncident *incident);
/* @event gave the register @kind of @subject ("" if there is but one) a value that nobody replaced. @value serves to
 * compare; @subject must live as long as the fold. */
void vigie_incident_note_write (VigieIncident *incident, VigieConflictKind kind, const char *subject, const char *value, const VigieEvent *event);
/* The tree of causes; part of finishing. */
void vigie_incident_settle_causes (VigieIncident *incident);
/* What was written apart; part of finishing, once everything else is known. */
void vigie_incident_find_conflicts (VigieIncident *incident);
/* Which messages count; once the notices are settled. */
void vigie_incident_settle_messages (VigieIncident *incident, const VigiePlaybook *playbook);
/* Which notice says what, and which of its steps count; part of finishing, once holdings and facts are known. */
void vigie_incident_settle_notices (VigieIncident *incident, const VigiePlaybook *playbook);
/* Answers and marks to the comments they belong to, and their codes; part of finishing. */
void vigie_incident_settle_comments (VigieIncident *incident);
/* Stage, changes of level and stage, support level; part of finishing. */
void vigie_incident_derive_stage (VigieIncident *incident, const VigiePlaybook *playbook);
VigieEntryExtra *vigie_incident_extra (VigieIncident *incident, VigieItem *item);
VigieItem *vigie_incident_item (const VigieIncident *incident, const char *event_id);
/* The same while folding: remembers that @event_id was not there. */
VigieItem *vigie_incident_target (VigieIncident *incident, const char *event_id);
VigieFoldGround *vigie_fold_ground_new (VigieFoldGround *below, gsize arena_bytes);
void vigie_fold_ground_unref (VigieFoldGround *ground);
/* @incident with @events (sorted, none in it yet) added, or NULL when only a whole fold can tell. */
VigieIncident *vigie_incident_append (VigieIncident *incident, GPtrArray *events, const VigiePlaybook *playbook);

/* Readers shared by the apply functions and the sentences; values live in @arena. */
gboolean vigie_body_need_string (VigieArena *arena, const VigieJson *body, const char *name, const char **out);
gboolean vigie_body_maybe_string (VigieArena *arena, const VigieJson *body, const char *name, const char **out);
gboolean vigie_body_maybe_time (const VigieJson *body, const char *name, gint64 *out_usec);
/* The answers to the five questions in the object @node. */
gboolean vigie_body_answers (const VigieJson *body, VigieJsonNode node, VigieAnswers *out);
gint64 vigie_incident_first_opened_usec (const VigieIncident *incident);

G_END_DECLS
