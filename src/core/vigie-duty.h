/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"
#include "vigie-obligation.h"

/* Who has to be told, and what the level orders: the queue of acts that the escalation matrix, the
 * communication plan and the levels of the playbook make of an incident. Pure; evaluated for any
 * moment. An act that is due at a time is one thing with its clock: the duty names the clock, the
 * clock's act settles the duty. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_DUTY_TELL,              /* a person must be reached */
  VIGIE_DUTY_WRITE,             /* an audience must be written to */
  VIGIE_DUTY_ESCALATE,          /* a support level must take the incident */
  VIGIE_DUTY_ACTION,            /* something the level orders, ticked off */
} VigieDutyWay;

typedef enum
{
  VIGIE_DUTY_TODO,
  VIGIE_DUTY_CALLING,           /* an attempt is running */
  VIGIE_DUTY_TRIED,             /* tried, not reached yet */
  VIGIE_DUTY_NOT_REACHED,       /* tried, and its time is over */
  VIGIE_DUTY_DONE,
  VIGIE_DUTY_NOT_APPLICABLE,
} VigieDutyState;
const char *vigie_duty_state_to_word (VigieDutyState state); /* "todo", "calling", "tried", "not-reached", "done", "not-applicable" */
const char *vigie_duty_way_to_word (VigieDutyWay way);       /* "tell", "write", "escalate", "action" */

typedef struct
{
  char *key;                    /* "cto-alert", "breach-alert/legal", "P1/status-page", "automatisms/plan-team"; owned */
  VigieDutyWay way;
  const VigieText *what;        /* what is ordered; everything of the playbook is borrowed */
  const VigieContactDef *contact; /* whom, or NULL */
  const VigieAudience *audience; /* whom, or NULL */
  const VigieChannel *channel;  /* how, or NULL: any of the audience's */
  const VigieSupportLevel *support; /* to whom, or NULL */
  const char *holder;           /* who holds the post of @contact in this incident, or NULL */
  const VigieClockDef *clock;   /* by when, or NULL */
  const VigieClockDef *also;    /* a second clock that the same act keeps, or NULL */
  char *subject, *also_subject; /* of the clocks; "" if none; owned */
  gint64 started_usec;          /* from when it is owed, or NONE */
  gint64 due_usec;              /* or NONE */
  gboolean overdue;
  VigieDutyState state;
  guint n_tries;                /* calls that reached nobody */
  const char *last_outcome;     /* "no-answer", "busy", "refused"; NULL without one */
  const char *last_author;
  gint64 last_usec;             /* of the last attempt, running ones too; or NONE */
  const VigieContactDef *to_call; /* whom to call now: @contact, who is being called, or who may stand in; NULL: nobody */
  const VigieContactDef *stand_in; /* who answered in place of @contact, or NULL */
  gint64 stand_in_usec;
  gint64 settled_usec;          /* done or set aside; or NONE */
  const char *settled_by;       /* or NULL */
  const char *note;             /* reason, what was noted, or NULL */
} VigieDuty;

/* What is to be done in @incident as it stands at @now_usec. @directory: who may be called in place of whom (see
 * vigie-call-order.h); NULL: the playbook alone. Borrows from all three, which must outlive the result. Array of VigieDuty, owned. Order: open ones by due time, those without one as
 * the playbook has them, then settled ones, newest first. */
GPtrArray *vigie_duties_evaluate (const VigiePlaybook *playbook, const VigieDirectory *directory, const VigieIncident *incident, gint64 now_usec);
void vigie_duty_free (VigieDuty *duty);
gboolean vigie_duty_is_open (const VigieDuty *duty);
guint vigie_duties_count_open (GPtrArray *duties);
/* The duty with @key, or NULL. */
const VigieDuty *vigie_duties_find (GPtrArray *duties, const char *key);

/* A call on behalf of a duty; all borrowed from the playbook, the directory and the incident. */
typedef struct
{
  const VigieContactDef *contact;
  const char *outcome;          /* "running", "reached", "no-answer", "busy", "refused" */
  gboolean is_running;
  gint64 began_usec, last_usec; /* the last one: when it ended, if it did */
  const char *author;
  const char *note;             /* what was said, or NULL */
} VigieAttempt;

/* Calls to the duty's person and to those who may stand in, the first one first: VigieAttempt, owned. */
GPtrArray *vigie_duty_attempts (const VigiePlaybook *playbook, const VigieDirectory *directory, const VigieIncident *incident, const VigieDuty *duty, gint64 now_usec);
/* "03:05 CTO: no answer, Awa"; owned. */
char *vigie_attempt_words (const VigieAttempt *attempt, gint64 now_usec, GTimeZone *zone, VigieLang lang);
/* Who takes over when nobody can be reached; NULL while there is time and somebody left to call. */
const VigieSupportLevel *vigie_duty_escalates_to (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieDuty *duty);

/* For people; owned. "CTO", "Legal (Mariam Traoré)", "Customers and suppliers"; the act itself for a level's act. */
char *vigie_duty_whom (const VigieDuty *duty, VigieLang lang);
/* "Phone call", "E-mail", "Status page"; "" for a level's act. */
char *vigie_duty_how (const VigieDuty *duty, VigieLang lang);
/* "to do", "tried twice, last 03:05 no answer, Awa", "reached 03:07, Awa", "not applicable: reason". */
char *vigie_duty_words (const VigieDuty *duty, gint64 now_usec, GTimeZone *zone, VigieLang lang);

/* What to say on the telephone, or to paste into a short message; owned. */
char *vigie_duty_spoken (const VigiePlaybook *playbook, const VigieIncident *incident, const char *author, gint64 now_usec, GTimeZone *zone, VigieLang lang);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieDuty, vigie_duty_free)

G_END_DECLS
