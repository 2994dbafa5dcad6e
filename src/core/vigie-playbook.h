/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-text.h"
#include "vigie-types.h"

/* The organisation's playbook: one validated, versioned, bilingual JSON document, immutable once
 * loaded. JSON member names are the field names below in snake_case unless a comment says otherwise;
 * every VigieText is {"en": "…", "fr": "…"}, both required and not empty. Arrays of structs are
 * GPtrArray of pointers owned by the playbook. Unknown members anywhere are a fault (typos must
 * not pass silently), except members that begin with "x_" or "_".
 *
 * Seconds in JSON are plain integers (…_s); in C they are microseconds (…_usec).
 *
 * Clock vocabulary (strings, checked by the loader):
 *   requires:  "breach" (INC-02, or data risk confirmed) · "visible-impact" (assumed until fact visible_impact = no)
 *              "war-room-open" · "outage" (an outage is running, or lasted longer than this clock's span)
 *              "unresolved" (not resolved before the clock was due) · "prolonged" (lasts or lasted over `longer_than_s`)
 *              "prolonged-or-breach" · "personal-data" (touched or not yet excluded) · "verdict:authority" ·
 *              "verdict:persons" (the breach rules ask for it, or cannot exclude it) · "support:L1" · "support:L2" · "milestone:NAME" · "fact:NAME>NUMBER" · "type:INC-0N"
 *   starts:    "milestone:NAME" · "outage-start" · "breach-known" · "breach-aware" (as vigie-breach.h has it) · "war-room-opened" · "fact:NAME" (when entered) ·
 *              "fact-time:NAME" (the time that is its value) · "support:L1" (when handed to it) · "subject" (what the
 *              subject is about: took the post, took the decision, began the call) · "next-review:contacts" · "next-review:playbook"
 *   restarts:  "fulfilled" · "level-or-stage" · ""
 *   fulfilled_by: "milestone:NAME" · "reached:PERSON" · "message:AUDIENCE/CHANNEL" ("*" for any channel, "$subject" for either reader) ·
 *              "check-in" · "review" · "action" · "handover" · "call-answered" · "support:L2" (that level or higher) ·
 *              "support:management" · "decision:breach" · "meeting" · "watch" · "recorded"
 *              (each can also be done by hand with a note, or waived with a reason)
 */

G_BEGIN_DECLS

typedef struct { char *id; VigieText title; VigieText text; } VigiePrinciple;

typedef struct
{
  VigieLevel level;                /* "id": "P1" */
  VigieText name;                  /* Critical */
  VigieText impact, extent;
  gint64 respond_usec, resolve_usec; /* respond_s, resolve_s; resolve null = backlog (VIGIE_TIME_NONE) */
  GPtrArray *examples;             /* VigieText */
  GPtrArray *actions;              /* VigieLevelAction */
  char *support;                   /* support level it starts at: "L1", "L2", "L3" */
  gboolean opens_war_room;
} VigieLevelDef;
/* Recorded by step.ticked under the key LEVEL "/" ID ("P3/ticket"). */
typedef struct
{
  char *id;                        /* one id at several levels is one act */
  VigieText text;
  GPtrArray *clocks;               /* ids (char *) of clocks that stand for it while one of them applies */
  GPtrArray *fulfilled_by;         /* char *: "war-room" · "message:AUDIENCE/CHANNEL" */
  gboolean lasting;                /* still applies when the incident is raised to a more severe level */
} VigieLevelAction;

typedef struct
{
  char *id;                        /* "unknown", "none", "none-raise", "over-50" … */
  VigieText label;                 /* short, for the button */
  VigieText words;                 /* clause for the derivation: "more than half of the users" */
  VigieLevel level;                /* base questions: the level it gives; NONE otherwise */
  int shift;                       /* modifiers: -1 less severe … +1 more severe */
  gboolean forces_p1;
  gboolean has_range;              /* percentage questions: */
  double at_least, at_most;        /* bounds in percent */
  gboolean above_excluded, below_excluded; /* "over" / "under": at_least / at_most itself is outside */
  double typical;                  /* what a button enters */
} VigieAnswerDef;
typedef struct
{
  char *id;                        /* "users", "revenue", "workaround", "function", "data" */
  VigieText title, hint;
  gboolean is_base;                /* takes part in rule 1 */
  gboolean is_percentage;
  GPtrArray *answers;              /* VigieAnswerDef, mildest first, "unknown" last */
} VigieQuestionDef;

/* A named person must say yes or no: the step is done with the yes, and the groups behind it warn until then. */
typedef struct
{
  GPtrArray *approvers;            /* ids (char *) of posts or contacts, any of whom may answer; NULL: no gate */
  GPtrArray *before;               /* ids (char *) of groups of the same list, may be empty */
} VigieGateDef;
/* A tick-able step of a procedure or checklist. Its key in events is LIST_ID "/" STEP_ID. */
typedef struct
{
  char *id;
  VigieText text;
  VigieText detail;                /* may be empty: sub-points, one per line */
  char *post;                      /* who: a post id, or "" */
  char *hypothesis;                /* "HX1" when the step is the answer to that hypothesis, or "" */
  char *option;                    /* option id it belongs to, or "" */
  gboolean evidence;               /* must come before steps marked after_evidence */
  gboolean after_evidence;
  GPtrArray *links;                /* VigieLink */
  GPtrArray *queries;              /* ids of VigieQueryDef */
  VigieGateDef gate;               /* "gate": {"approvers": […], "before": […]} */
} VigieStepDef;
typedef struct { VigieText label; char *url; } VigieLink;
typedef struct
{
  char *id;
  VigieText title;
  gint64 at_usec;                  /* at_s: T+ of the group; null = VIGIE_TIME_NONE (ordered only) */
  gint64 until_usec;               /* until_s or null */
  char *phase;                     /* phase id, or "" */
  VigieText condition;             /* when it applies, may be empty */
  GPtrArray *steps;                /* VigieStepDef */
} VigieStepGroup;
typedef struct { char *id; VigieText title; gint64 from_usec, until_usec; } VigiePhase;
typedef struct { char *id; VigieText title; VigieText text; } VigieHypothesisDef; /* "HX1" */
typedef struct { char *id; VigieText title; VigieText text; } VigieOptionDef;
/* SQL with {{fact}} parameters. @subject: the parameter that says for what one thing it is run (an order); it
 * is filled, and the query given out, only for a subject that somebody confirmed. @time: the parameter for the
 * confirmed time. @confirmed_by: the query of the type whose confirmations count, "" for its own. All may be "". */
typedef struct { char *id; VigieText title; char *language; char *text; VigieText note; char *subject; char *time; char *confirmed_by; } VigieQueryDef;
typedef struct { char *id; VigieText title; GPtrArray *links; GPtrArray *notes; } VigieToolGroup; /* notes: VigieText */

typedef struct
{
  char *id;                        /* "INC-01" … "INC-05" */
  VigieText title, summary;
  VigieLevel usual_level;
  VigieText usual_level_note;      /* may be empty ("P1 or P2") */
  char *outage;                    /* "assumed" always · "by-level" assumed at P1 · "none" only if the fact says so */
  GPtrArray *symptoms, *impacts;   /* VigieText */
  GPtrArray *phases;               /* VigiePhase, may be empty */
  GPtrArray *groups;               /* VigieStepGroup; list id in events = the type's id */
  GPtrArray *hypotheses, *options, *queries, *tools;
  GPtrArray *checklists;           /* ids (char *) of checklists that belong to this type besides the general ones */
  GPtrArray *posts;                /* ids (char *) of posts this type requires besides the general ones */
} VigieTypeDef;

typedef struct
{
  char *id;                        /* "war-room", "response", "post-resolution", "compliance", "prevention" */
  VigieText title;
  char *applies;                   /* "war-room", "always", "resolved", "breach", "type" */
  GPtrArray *groups;               /* VigieStepGroup */
} VigieChecklist;

typedef struct
{
  char *id;                        /* commander, technical-lead, scribe, communications, devops-lead, dev-lead, product-owner, security-officer, legal, dpo, support */
  VigieText title;
  GPtrArray *duties;               /* VigieText */
  char *required;                  /* "always", "security", "external", "breach", "suggested", "none" */
  char *contact;                   /* contact id usually holding it, or "" */
  char *reports_to;                /* post id, or "": to the commander */
} VigiePostDef;

typedef struct
{
  char *id;                        /* "L1", "L2", "L3", "management" */
  VigieText title, scope, deadline, escalation;
  GPtrArray *contacts;             /* addresses and numbers (char *) */
  GPtrArray *decisions;            /* VigieText, may be empty */
} VigieSupportLevel;
/* What the escalation matrix and the communication plan order by themselves: by a clock, or, where
 * there is none, a message to an audience on a channel while `levels` and `requires` hold. */
typedef struct
{
  char *id;
  VigieText when, act;
  GPtrArray *whom;                 /* contact ids (char *) */
  char *clock;                     /* clock id or "" */
  GPtrArray *levels;               /* as in VigieClockDef */
  GPtrArray *requires_;
  gint64 longer_than_usec;
  char *audience, *channel;        /* ids, or "" with a clock */
} VigieAutomatism;

/* Who must read a text before it goes out, beside those who approve it. */
typedef struct
{
  char *who;                       /* post or contact id */
  char *when;                      /* "always", or "breach" */
  GPtrArray *deputies;             /* post or contact ids (char *): who may read in their place, never NULL */
} VigieReaderDef;
typedef struct
{
  char *id;                        /* users, team, management, partners, press, authority, persons; and ceo, cto, cfo … as single readers */
  VigieText title;
  gboolean outside;                /* outside the team: counts for the delay "communicate" */
  GPtrArray *aliases;              /* char * */
  VigieText trigger, content, cadence, tone, approval;
  GPtrArray *approvers;            /* post or contact ids (char *), all of whom must approve; empty: nobody need */
  GPtrArray *deputies;             /* the same: who may stand in for an approver, never NULL */
  char *messages;                  /* what counts without a notice: "anyone" records it, an "approver" does, or nothing ("notice"); "": by whether there are approvers */
  GPtrArray *readers;              /* VigieReaderDef: who reads first */
  GPtrArray *channels;             /* ids (char *) */
  GPtrArray *contents;             /* VigieText: what the message must contain, one by one */
} VigieAudience;
typedef struct { char *id; VigieText title; GPtrArray *aliases; VigieText when; } VigieChannel;
typedef struct
{
  char *id;                        /* "users.status-page.investigating" */
  char *audience, *channel, *stage; /* stage: investigating … resolved, recap, initial, update, "any" */
  VigieText title, subject, body;  /* {{placeholder}}; subject may be empty */
  GPtrArray *placeholders;         /* VigiePlaceholder */
} VigieTemplate;
typedef struct { char *name; char *type; char *fact; VigieText label; gboolean required; } VigiePlaceholder; /* type: text, time, duration, number, list, link; fact: source fact or "" */

typedef struct
{
  char *id;                        /* "cto" */
  char *category;                  /* category id */
  VigieText name;                  /* role name as the playbook gives it */
  GPtrArray *people;               /* char *: names of the persons who have this role, may be empty */
  GPtrArray *phones, *emails, *urls; /* char *; "+225 XX XX XX XX XX" kept as it is */
  VigieText note;                  /* may be empty */
  gboolean on_call;
} VigieContactDef;
typedef struct { char *id; VigieText title; } VigieCategory;

typedef struct
{
  char *id;                        /* clocks.md */
  VigieText title;
  VigieText act;                   /* the button: verb and object */
  VigieText proof;                 /* what fulfils it */
  char *owner;                     /* post or role id; "$subject" the holder / decider / caller */
  gboolean organisation;           /* not of an incident */
  GPtrArray *levels;               /* GINT_TO_POINTER (VigieLevel); empty = any */
  GPtrArray *requires_;            /* "requires" */
  char *subjects;                  /* "", "holders", "decisions", "calls", or names with commas "cto,ceo" */
  GPtrArray *starts;               /* alternatives, see start_rule */
  char *start_rule;                /* "first" that is known · "earliest" */
  gint64 span_usec[5];             /* "spans": {"P1": s …} or {"any": s}; by VigieLevel, 0 = any */
  gint64 span_by_type_usec;        /* "span_by_type": {"type": "INC-03", "seconds": 3600}, 0 if none */
  char *span_type;
  gint64 limit_usec;               /* limit_s shown besides the due time, 0 if none */
  gint64 not_before_usec;          /* not_before_s after the start, 0 if none */
  gint64 longer_than_usec;         /* longer_than_s, for "prolonged" */
  gboolean repeats;
  char *restarts;
  GPtrArray *fulfilled_by;         /* char * */
  VigieText source;                /* where in the playbook, may be empty */
} VigieClockDef;

typedef struct
{
  char *name;                      /* "users_affected" */
  VigieText label;
  char *group;                     /* "scope", "outage", "business", "technical", "breach", "payment", "measures" */
  char *type;                      /* count, count-range, percent, amount, duration-ms, time, text, choice, choices */
  char *unit;                      /* "FCFA", "ms", "" */
  GPtrArray *values;               /* VigieFactValue, for choice and choices */
} VigieFactDef;
typedef struct { char *id; VigieText label; } VigieFactValue;

typedef struct { char *id; VigieText title; gint64 duration_usec; GPtrArray *points; } VigieAgendaItem; /* duration_s */
typedef struct { char *id; VigieText title; GPtrArray *points; gboolean avoid; } VigieRule;
typedef struct { char *id; VigieText title; VigieText hint; } VigieReportSection; /* ten of them, in order */
typedef struct { char *id; VigieText title; double target; double actual; char *unit; VigieText note; } VigieTarget; /* detect, respond, resolve, communicate in "s"; recurrence in "%" */
typedef struct { char *id; VigieText title; VigieText text; char *setting; } VigieChoice; /* where the source contradicts itself: the choice taken */

typedef struct { char *id; VigieText label; } VigieCauseTerm; /* a word for a root cause that all incidents share */

struct _VigiePlaybook
{
  /*< read only >*/
  char *id;                        /* "distri-night" */
  char *version;                   /* "1.0.0" */
  char *organisation;              /* DISTRI-NIGHT */
  char *zone;                      /* "Africa/Abidjan" */
  char *status_page_url, *calendar_url, *slack_channel, *on_call_command;
  char *war_room_channel;          /* "#war-room-incident-{{ref}}" */
  char *updated, *next_review;     /* "2025-11-30", "2026-01-31" */
  guint8 hash[32];                 /* of the document's bytes */
  GPtrArray *principles, *levels, *questions, *types, *checklists, *posts, *support_levels, *automatisms,
            *audiences, *channels, *templates, *categories, *contacts, *clocks, *facts, *agenda, *rules,
            *report_sections, *targets, *choices, *cause_terms;
  GPtrArray *severity_notes;       /* VigieText: "when in doubt, the more severe", … */
  VigieText call_protocol;         /* "call_protocol": {"title": …, "steps": […]} → title here */
  GPtrArray *call_steps;           /* VigieText */
  VigieText rotation;              /* weekly, Monday to Sunday */
  VigieText war_room_rules;        /* triggers, channel, duration in words */
  GPtrArray *ooda;                 /* VigieRule: observe, orient, decide, act with their questions */
  gatomicrefcount ref_count;
  gpointer owned;                  /* private */
};

/* Loads and validates. On any fault: NULL, INVALID with the first fault's JSON pointer; all faults
 * ("/clocks/3/title/fr: missing", char *) are added to @faults when that is not NULL. */
VigiePlaybook *vigie_playbook_load (GBytes *bytes, GPtrArray *faults, GError **error);
VigiePlaybook *vigie_playbook_ref (VigiePlaybook *playbook);
void vigie_playbook_unref (VigiePlaybook *playbook);

/* Look-ups by id; NULL if there is none. */
const VigieLevelDef *vigie_playbook_level (const VigiePlaybook *playbook, VigieLevel level);
const VigieQuestionDef *vigie_playbook_question (const VigiePlaybook *playbook, const char *id);
const VigieTypeDef *vigie_playbook_type (const VigiePlaybook *playbook, const char *id);
const VigieChecklist *vigie_playbook_checklist (const VigiePlaybook *playbook, const char *id);
const VigiePostDef *vigie_playbook_post (const VigiePlaybook *playbook, const char *id);
const VigieAudience *vigie_playbook_audience (const VigiePlaybook *playbook, const char *id_or_alias);
const VigieChannel *vigie_playbook_channel (const VigiePlaybook *playbook, const char *id_or_alias);
const VigieContactDef *vigie_playbook_contact (const VigiePlaybook *playbook, const char *id);
const VigieClockDef *vigie_playbook_clock (const VigiePlaybook *playbook, const char *id); /* first variant */
const VigieFactDef *vigie_playbook_fact (const VigiePlaybook *playbook, const char *name);
const VigieTarget *vigie_playbook_target (const VigiePlaybook *playbook, const char *id);
const VigieTemplate *vigie_playbook_template (const VigiePlaybook *playbook, const char *id);
/* The groups of a type or checklist, by its id; NULL if there is none. */
GPtrArray *vigie_playbook_groups (const VigiePlaybook *playbook, const char *list);
/* A step by its key "INC-01/t0-validate" or "war-room/…". */
const VigieStepDef *vigie_playbook_step (const VigiePlaybook *playbook, const char *key);
/* An act of a level by its key "P3/ticket". */
const VigieLevelAction *vigie_playbook_level_action (const VigiePlaybook *playbook, const char *key);
/* What a key of step.ticked says: a step's or a level's act; NULL if there is none. */
const VigieText *vigie_playbook_step_text (const VigiePlaybook *playbook, const char *key);
/* The posts an incident of @type and breach state must show, in order: GPtrArray of const VigiePostDef *, owned container. */
GPtrArray *vigie_playbook_required_posts (const VigiePlaybook *playbook, const char *type, gboolean breach, gboolean external);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigiePlaybook, vigie_playbook_unref)

G_END_DECLS
