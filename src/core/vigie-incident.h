/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-playbook.h"
#include "vigie-severity.h"
#include "vigie-types.h"

/* The incident as its events tell it: a pure fold, immutable once made. All members are read-only.
 *
 * Order of the fold: vigie_event_compare(). A value that another event `replaces` never wins;
 * otherwise the latest write of a register wins. Events of unknown kind are kept in `entries`
 * as follow-ups and counted, never dropped. */

G_BEGIN_DECLS

/* The span after which a decision may ask to be reviewed. */
#define VIGIE_REVIEW_MIN_USEC (5 * VIGIE_MINUTE_USEC)
#define VIGIE_REVIEW_MAX_USEC (10 * VIGIE_MINUTE_USEC)

typedef struct
{
  const VigieEvent *event;       /* the original event; id = event->id */
  const VigieEvent *correction;  /* newest correction, or NULL */
  VigieEntryKind kind;
  gboolean is_milestone;         /* ALERT of a milestone: `milestone` says which */
  VigieMilestone milestone;
  gint64 occurred_usec;          /* after corrections */
  const char *text;              /* typed text after corrections; NULL for made entries: see vigie_entry_text() */
  const char *code;              /* "D3", "HX2" for decisions and hypotheses, else NULL */
  const char *retract_reason;    /* NULL unless retracted */
  gint64 retracted_usec;
  gboolean starred;
  gboolean done;                 /* a todo that is done */
} VigieEntry;

typedef struct { const char *name; const char *value; VigieFactState state; const char *source; gint64 occurred_usec; const char *author; const VigieEvent *event; } VigieFact;
/* A request to hand a post over, and what came of it. Void: the post changed hands before an answer came. */
typedef struct
{
  const char *post;
  const char *to;                /* who is to take the post */
  const char *note;              /* or NULL */
  const char *state;             /* "pending", "void", "replaced", "accepted", "declined", "cancelled", "forced" */
  const char *reason;            /* of the answer, or NULL */
  const char *answered_by;       /* who recorded the answer, or NULL */
  gint64 requested_usec;
  gint64 answered_usec;          /* or NONE */
  const VigieEvent *event;       /* the request; its author asked */
} VigieHandover;
typedef struct { const char *post; const char *person; gint64 since_usec; gint64 until_usec; /* NONE: still holds */ const VigieEvent *event; } VigieHolding;
typedef struct { const char *key; VigieStepState state; const char *author; gint64 occurred_usec; const char *reason; const VigieEvent *event; } VigieStepMark;
typedef struct { VigieHypothesisState state; const char *tried; /* or NULL */ gint64 occurred_usec; const char *author; } VigieHypothesisMark;
typedef struct { char *code; const VigieEntry *entry; VigieHypothesisState state; const char *text; const char *tried; gint64 changed_usec; const char *author;
                 GPtrArray *marks; /* VigieHypothesisMark *, every state it was set to, fold order; NULL: none */ } VigieHypothesis;
typedef struct { char *code; const VigieEntry *entry; const char *observe, *orient, *decide, *act; gint64 taken_usec; gint64 reviewed_usec; const char *result; const char *author;
                 const char *who; gint64 by_usec; /* who does it, by when; NULL, NONE: not said */
                 gint64 review_usec; /* review it after that span; 0: the clock's own */
                 const char *option; /* "INC-04/targeted": the way it chose, or NULL */
                 VigieVerdict verdict; /* of the review */ const char *reviewer; /* or NULL */ } VigieDecision;
typedef struct { const char *step; gboolean yes; const char *approver; const char *note; /* or NULL */ const char *author; gint64 occurred_usec; const VigieEvent *event; } VigieGateAnswer;
typedef struct { char *key; const char *query, *subject, *source, *note; /* or NULL */ gint64 paid_usec; /* NONE: not said */ const char *author; gint64 occurred_usec; const VigieEvent *event; } VigieConfirmation;
/* Why a message that went out counts for nothing (vigie-message-rule.h). */
typedef enum
{
  VIGIE_MESSAGE_COUNTS,
  VIGIE_MESSAGE_NEEDS_NOTICE,   /* the audience gets approved notices only */
  VIGIE_MESSAGE_NEEDS_APPROVER, /* recorded by somebody who may not approve it */
  VIGIE_MESSAGE_NEEDS_READER,   /* somebody must read it first, as in a breach */
  VIGIE_MESSAGE_NOT_PUBLISHED,  /* names a notice whose publication does not count, or another one */
  VIGIE_N_MESSAGE_FAULTS
} VigieMessageFault;
typedef struct { const char *audience; const char *channel; const char *stage; /* or NULL */ const char *text; gint64 occurred_usec; const VigieEvent *event;
                 const char *notice; /* id of the notice that went out by it, or NULL */
                 const char *read_by; /* who had read it first, or NULL */
                 VigieMessageFault fault; /* COUNTS, or why it keeps no clock */ } VigieMessage;
typedef struct { const char *obligation; const char *subject; /* "" if none */ const char *verb; /* "done", "waived", "postponed" */ const char *note; gint64 occurred_usec; gint64 until_usec; const VigieEvent *event; } VigieFulfilment;
typedef struct { gint64 occurred_usec; GPtrArray *answers; /* VigieCheckInAnswer */ const char *note; } VigieCheckIn;
typedef struct { char *post; char *person; char *state; /* "fit", "tired", "relieve", "no-answer" */ } VigieCheckInAnswer;
typedef struct { const char *whom; const char *outcome; /* "running", "reached", "no-answer", "busy", "refused" */ gint64 began_usec; gint64 ended_usec; const VigieEvent *event;
                 const char *note; /* what was said, or NULL */ } VigieCall;
typedef struct { gint64 occurred_usec; VigieLevel level; VigieStage stage; gboolean is_level; } VigieChange; /* changes of level or stage, in time order */
typedef struct { const char *level; gint64 occurred_usec; } VigieSupportMove;
typedef struct { const char *section; VigieLang lang; const char *text; gint64 occurred_usec; const char *author; GPtrArray *rivals; /* concurrent texts, const char * */ const VigieEvent *event; } VigieSection;
/* A verdict of the breach rules that a person lowered; @verdict is a word, NULL: taken back. @from: the verdict they saw. */
typedef struct { const char *rule; const char *verdict; const char *from; /* or NULL */ const char *by; const char *reason; gint64 occurred_usec; const VigieEvent *event; } VigieBreachLowering;
/* An own answer in the notice to the authority; "" takes it away. */
typedef struct { const char *field; const char *value; gint64 occurred_usec; const VigieEvent *event; } VigieBreachAnswer;
/* The breach was entered into the register. */
typedef struct { const char *number; const char *note; /* or NULL */ const char *author; gint64 occurred_usec; const VigieEvent *event; } VigieBreachEntry;
/* The legal assessment, as it was recorded. */
typedef struct { const char *reason; /* or NULL */ const char *author; gint64 occurred_usec; const VigieEvent *event; } VigieBreachDecision;
typedef struct _VigieConflict VigieConflict; /* vigie-conflict.h */
typedef struct _VigieComment VigieComment;   /* vigie-comment.h */
typedef struct _VigieNotice VigieNotice;     /* vigie-notice.h */
typedef struct _VigieCause VigieCause;       /* vigie-cause.h */
typedef struct { const char *id; char *code; /* "A1" */ const char *text; const char *owner; gint64 due_usec; const char *status; /* "open", "in-progress", "done", "dropped" */
                 const char *impact, *effort, *cause, *proof, *reason, *ticket; /* or NULL */ gint64 made_usec; gint64 occurred_usec; /* of this version */ const VigieEvent *event; } VigieActionItem;

struct _VigieIncident
{
  /*< read only >*/
  const char *stream;
  const char *id;
  const char *ref;
  const char *title;
  const char *type;              /* "INC-01" … or "other" */
  const char *playbook_version;
  const char *declared_by;
  gboolean example;
  gboolean historical;           /* entered afterwards: nobody was asked for anything */
  gboolean judges_messages;      /* declared since messages need approval as notices do */

  VigieLevel level;              /* chosen */
  VigieLevel recommended;
  gboolean provisional;
  const char *level_reason;      /* why another level was chosen, or "" */
  VigieAnswers answers;
  gint64 assessed_usec;

  VigieStage stage;              /* public stage: derived from milestones, or set apart */
  gboolean stage_set_apart;
  gint64 milestones[VIGIE_N_MILESTONES];
  const VigieEvent *milestone_events[VIGIE_N_MILESTONES];

  gint64 war_room_opened_usec, war_room_closed_usec;
  gint64 reopened_usec;          /* the last time a resolution or closing was taken back, else NONE */
  gint64 breach_known_usec;      /* when type INC-02 or confirmed data risk was first recorded, else NONE */
  const char *video_link;        /* or NULL */
  gboolean cancelled;            /* it was no incident: no clocks, in no figure */
  const char *cancel_reason;     /* or NULL */
  gboolean restricted;           /* a hub shows it to some alone: vigie_rights_may_see() */
  const char *const *restricted_to; /* ids of members, NULL-terminated, never NULL */

  GPtrArray *events;             /* const VigieEvent *, in fold order */
  GPtrArray *entries;            /* VigieEntry *, in timeline order: occurred, then stamp, device, id */
  GHashTable *facts;             /* name → VigieFact * */
  GPtrArray *fact_history;       /* VigieFact *, oldest first, all names */
  GPtrArray *holdings;           /* VigieHolding *, oldest first; present ones have until = NONE */
  GPtrArray *handovers;          /* VigieHandover *, fold order */
  GHashTable *steps;             /* key → VigieStepMark * */
  GPtrArray *step_history;       /* VigieStepMark *, every mark that was made, fold order */
  GHashTable *gates;             /* step key → VigieGateAnswer * */
  GHashTable *confirmations;     /* "QUERY\nSUBJECT" → VigieConfirmation * */
  GHashTable *choices;           /* list id → VigieDecision *, the one that chose among its options */
  GPtrArray *hypotheses, *decisions, *messages, *fulfilments, *check_ins, *calls, *changes, *support, *actions;
  GPtrArray *void_messages;      /* VigieMessage *, by time: those that went out and do not count */
  GPtrArray *causes;             /* VigieCause *, each one in front of what stands beneath it; factors of the problem itself last */
  GPtrArray *removed_causes;     /* VigieCause *, in the order in which they were made */
  GPtrArray *techniques;         /* const char *: words of vigie_cause_techniques(), what was said to have been used */
  const char *technique_note;    /* or NULL */
  GHashTable *sections;          /* "section/lang" → VigieSection * */
  GHashTable *breach_lowered;    /* rule → VigieBreachLowering *, what was said last */
  GPtrArray *breach_lowerings;   /* VigieBreachLowering *, all of them, fold order */
  GHashTable *breach_answers;    /* field → VigieBreachAnswer * */
  GPtrArray *breach_entries;     /* VigieBreachEntry *, those that nobody replaced, by time */
  GPtrArray *breach_decisions;   /* VigieBreachDecision *, by time */
  GPtrArray *conflicts;          /* const VigieConflict *: what was written apart and waits for a person; by kind, then subject */
  GPtrArray *notices;            /* VigieNotice *, in the order in which they were begun */
  GPtrArray *comments;           /* VigieComment *, on passages of the report, fold order */
  guint n_unknown_kinds;
  guint n_set_aside;             /* events that could not be applied (bad body) */
  gatomicrefcount ref_count;
  gpointer priv;
};

/* Folds @events (VigieEvent *, any order, duplicates by id dropped, one incident stream). Events that
 * occurred after @until_usec are left out (VIGIE_TIME_NONE: none are). NULL + NOT_FOUND when there is
 * no declaration. @playbook gives names and numbering; it may be newer than the incident's. */
VigieIncident *vigie_incident_fold (GPtrArray *events, const VigiePlaybook *playbook, gint64 until_usec, GError **error);
/* The fold with @event added; refolds only if @event does not come last. Owned; @incident is unchanged. */
VigieIncident *vigie_incident_with (VigieIncident *incident, GPtrArray *new_events, const VigiePlaybook *playbook, GError **error);
VigieIncident *vigie_incident_ref (VigieIncident *incident);
void vigie_incident_unref (VigieIncident *incident);

const VigieEntry *vigie_incident_entry (const VigieIncident *incident, const char *event_id);
const VigieHolding *vigie_incident_holder (const VigieIncident *incident, const char *post); /* present holder or NULL */
guint vigie_incident_n_holders (const VigieIncident *incident, const char *post);            /* more than one after a merge */
/* Span of control: how many people report to the holder of @post (vigie-span.c). More than VIGIE_SPAN_MAX are too many. */
#define VIGIE_SPAN_MAX 7
guint vigie_incident_span (const VigieIncident *incident, const VigiePlaybook *playbook, const char *post);
/* The request of @post that waits for an answer, or NULL. */
const VigieHandover *vigie_incident_handover (const VigieIncident *incident, const char *post);
const VigieFact *vigie_incident_fact (const VigieIncident *incident, const char *name);
/* The fact as it stood at @at_usec, which may have been written over since; NULL: nobody had said anything. */
const VigieFact *vigie_incident_fact_at (const VigieIncident *incident, const char *name, gint64 at_usec);
const VigieStepMark *vigie_incident_step (const VigieIncident *incident, const char *key);
/* The mark that stood at @at_usec, which may have been changed since; NULL: none was made by then. */
const VigieStepMark *vigie_incident_step_at (const VigieIncident *incident, const char *key, gint64 at_usec);
const VigieGateAnswer *vigie_incident_gate (const VigieIncident *incident, const char *step_key);
/* @query: "INC-05/record-payment"; NULL when nobody confirmed @subject for it. */
const VigieConfirmation *vigie_incident_confirmation (const VigieIncident *incident, const char *query, const char *subject);
/* Id of the option chosen in @list (a type), or NULL; @decision (nullable) is set to what chose it. */
const char *vigie_incident_option (const VigieIncident *incident, const char *list, const VigieDecision **decision);
const VigieSection *vigie_incident_section (const VigieIncident *incident, const char *section, VigieLang lang);
const char *vigie_incident_support_level (const VigieIncident *incident); /* "L1", …, "management" */
gboolean vigie_incident_is_breach (const VigieIncident *incident);
gboolean vigie_incident_is_active (const VigieIncident *incident);         /* neither resolved, closed nor cancelled */
gboolean vigie_incident_war_room_is_open (const VigieIncident *incident);
/* Outage as facts, else milestones say; @is_running when it has not ended. FALSE: no outage. */
gboolean vigie_incident_outage (const VigieIncident *incident, const VigiePlaybook *playbook, gint64 *start_usec, gint64 *end_usec, gboolean *is_running);
/* Id of the incident whose confirmed root cause this one shares (incident.linked), or NULL. */
const char *vigie_incident_same_cause (const VigieIncident *incident);
/* Since when the restored service is watched, as known at @at_usec: from its restoration (from the resolution where nobody
 * noted that), or from a later reopening. NONE while it is not restored. */
gint64 vigie_incident_watched_since_usec (const VigieIncident *incident, gint64 at_usec);
/* Elapsed since started (else detected) until resolved, or @now_usec while active. */
gint64 vigie_incident_elapsed_usec (const VigieIncident *incident, gint64 now_usec);

/* What an entry says in @lang: its typed text, or the sentence for a made entry. Owned. */
char *vigie_entry_text (const VigieEntry *entry, const VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang);
/* "author", or "X, recorded by Y" is the UI's; this is the author named in the event. */

/* A fact's value for people: digits grouped, labels of choices, times in @zone (NULL: UTC). Owned. */
char *vigie_fact_value_words (const VigiePlaybook *playbook, const char *name, const char *value, GTimeZone *zone, VigieLang lang);

/* Digest of the whole projection (BLAKE2b-256 hex, owned): equal logs give equal digests. */
char *vigie_incident_digest (const VigieIncident *incident);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieIncident, vigie_incident_unref)

G_END_DECLS
