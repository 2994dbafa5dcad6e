/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-incident.h"
#include "vigie-playbook.h"
#include "vigie-severity.h"

/* What people do, as drafts: one function per act of the screens and of vigiectl, so that both check
 * and record the same thing. Pure. Every function returns a GPtrArray of VigieDraft (owned, to be
 * recorded in one transaction) or NULL with one clear sentence, and changes nothing itself.
 * @author is who acts; @at_usec when it happened in the world.
 * The bodies of all kinds are written down in docs/events.md; they are final. */

G_BEGIN_DECLS

typedef struct
{
  const char *title;
  const char *type;             /* NULL or "other", "INC-01" … */
  VigieAnswers answers;
  VigieLevel level;             /* chosen; NONE: take the recommended one */
  const char *reason;           /* needed when the chosen level is not the recommended one */
  gint64 started_usec;          /* or NONE */
  gint64 detected_usec;         /* NONE: same as declared */
  gint64 declared_usec;
  gboolean open_war_room;       /* for P2 on request; a P1 opens it always */
  gboolean historical;          /* an import: no war room, no commander, nothing automatic */
  gboolean example;             /* local stream */
  const char *incident_id;      /* fresh UUID */
} VigieDeclaration;

GPtrArray *vigie_act_declare (const VigiePlaybook *playbook, const VigieDeclaration *declaration, const char *author, GError **error);
GPtrArray *vigie_act_assess (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieAnswers *answers, VigieLevel level, const char *reason, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_retitle (const VigieIncident *incident, const char *title, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_retype (const VigiePlaybook *playbook, const VigieIncident *incident, const char *type, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_milestone (const VigieIncident *incident, VigieMilestone milestone, gint64 time_usec, const char *author, gint64 at_usec, GError **error); /* time NONE clears it */
/* The same with what was said about it, which its entry then shows; @text NULL: a made sentence. */
GPtrArray *vigie_act_milestone_told (const VigieIncident *incident, VigieMilestone milestone, gint64 time_usec, const char *text, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_stage (const VigieIncident *incident, VigieStage stage, gboolean set_apart, const char *author, gint64 at_usec, GError **error);
/* Opens the war room because @asked (a person or a post, such as the CTO) wants it; blank: whoever records it. */
GPtrArray *vigie_act_war_room_asked (const VigieIncident *incident, const char *asked, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_war_room (const VigieIncident *incident, gboolean open, const char *author, gint64 at_usec, GError **error);

/* A milestone reached at @time_usec; closing before the restored service was watched long enough needs @text, the reason. */
GPtrArray *vigie_act_reached (const VigiePlaybook *playbook, const VigieIncident *incident, VigieMilestone milestone, gint64 time_usec, const char *text, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_close (const VigiePlaybook *playbook, const VigieIncident *incident, const char *reason, gint64 time_usec, const char *author, gint64 at_usec, GError **error);
/* Back from resolved or closed to @stage (investigating, identified or monitoring), with a reason. */
/* Declared for nothing, or (@cancelled FALSE) an incident after all; both need a reason. CONFLICT when it is so already. */
GPtrArray *vigie_act_cancel (const VigieIncident *incident, gboolean cancelled, const char *reason, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_reopen (const VigieIncident *incident, VigieStage stage, const char *reason, const char *author, gint64 at_usec, GError **error);

/* Any may be NULL (times: 0 or NONE). @who does it by @by_usec; @review_usec is 5 to 10 minutes, 0: the clock's own
 * span; @option chooses a way of the playbook, as "INC-04/targeted", in place of the one chosen before. */
typedef struct { const char *observe, *orient, *decide, *act, *who; gint64 by_usec, review_usec; const char *option; } VigieOoda;
GPtrArray *vigie_act_log (const VigieIncident *incident, VigieEntryKind kind, const char *text, const VigieOoda *ooda, const char *author, gint64 at_usec, GError **error);
/* From a playbook hypothesis: keeps its code HX1. */
GPtrArray *vigie_act_hypothesis_add (const VigieIncident *incident, const char *code, const char *text, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_correct (const VigieIncident *incident, const char *entry_id, const char *text, gint64 occurred_usec, VigieEntryKind kind, const char *author, gint64 at_usec, GError **error);
/* @reason NULL takes a retraction back. */
GPtrArray *vigie_act_retract (const VigieIncident *incident, const char *entry_id, const char *reason, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_star (const VigieIncident *incident, const char *entry_id, gboolean starred, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_todo_done (const VigieIncident *incident, const char *entry_id, gboolean done, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_hypothesis (const VigieIncident *incident, const char *code, VigieHypothesisState state, const char *tried, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_review (const VigieIncident *incident, const char *code, const char *result, const char *author, gint64 at_usec, GError **error);

/* The same with what the review says of the decision. */
GPtrArray *vigie_act_review_verdict (const VigieIncident *incident, const char *code, const char *result, VigieVerdict verdict, const char *author, gint64 at_usec, GError **error);

/* Chooses @option ("INC-04/targeted", or its unique id for the incident's type) by a decision; @text NULL: its title. */
GPtrArray *vigie_act_choose (const VigiePlaybook *playbook, const VigieIncident *incident, const char *option, const char *text, VigieLang lang, const char *author, gint64 at_usec, GError **error);
/* Records what @approver answered at a gate, and ticks or opens its step with it. A no needs a @note. */
GPtrArray *vigie_act_gate (const VigiePlaybook *playbook, const VigieIncident *incident, const char *step, gboolean yes, const char *approver, const char *note, const char *author, gint64 at_usec, GError **error);
/* Takes back the answer at a gate that was recorded by mistake; its step is open again. */
GPtrArray *vigie_act_gate_withdraw (const VigiePlaybook *playbook, const VigieIncident *incident, const char *step, const char *author, gint64 at_usec, GError **error);
/* Records that @source confirmed @subject (an order's id), which alone makes @query available for it.
 * @paid_usec NONE: @at_usec. */
GPtrArray *vigie_act_confirm (const VigiePlaybook *playbook, const VigieIncident *incident, const char *query, const char *subject, const char *source, gint64 paid_usec, const char *note, const char *author, gint64 at_usec, GError **error);

GPtrArray *vigie_act_fact (const VigiePlaybook *playbook, const VigieIncident *incident, const char *name, const char *value, VigieFactState state, const char *source, GTimeZone *zone, const char *author, gint64 at_usec, GError **error); /* value checked and normalised by its definition */
GPtrArray *vigie_act_role (const VigiePlaybook *playbook, const VigieIncident *incident, const char *post, const char *person, const char *author, gint64 at_usec, GError **error); /* person NULL frees it */
/* Asks @to to take @post from its holder (vigie-act-handover.c). Refused while a request waits, unless @replace takes its place. */
GPtrArray *vigie_act_handover_request (const VigiePlaybook *playbook, const VigieIncident *incident, const char *post, const char *to, const char *note, gboolean replace, const char *author, gint64 at_usec, GError **error);
/* @answer of the waiting request of @post: "accepted", "declined", "cancelled" or "forced". Accepting and forcing also
 * give the post, in the same drafts; declining and forcing need @reason. */
GPtrArray *vigie_act_handover_answer (const VigiePlaybook *playbook, const VigieIncident *incident, const char *post, const char *answer, const char *reason, const char *author, gint64 at_usec, GError **error);
/* The video call of the war room; NULL or blank takes the link away. */
GPtrArray *vigie_act_video (const VigieIncident *incident, const char *link, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_tick (const VigiePlaybook *playbook, const VigieIncident *incident, const char *step, VigieStepState state, const char *reason, const char *author, gint64 at_usec, GError **error); /* step key or its unique id part; DONE past an obstacle (vigie-procedure.h) needs a @reason too */
GPtrArray *vigie_act_message (const VigiePlaybook *playbook, const VigieIncident *incident, const char *audience, const char *channel, const char *stage, const char *text, const char *author, gint64 at_usec, GError **error); /* aliases accepted, ids stored */
GPtrArray *vigie_act_message_read (const VigiePlaybook *playbook, const VigieIncident *incident, const char *audience, const char *channel, const char *stage, const char *text, const char *read_by, const char *author, gint64 at_usec, GError **error); /* aliases accepted, ids stored */
GPtrArray *vigie_act_done (const VigiePlaybook *playbook, const VigieIncident *incident, const char *obligation, const char *subject, const char *note, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_waive (const VigiePlaybook *playbook, const VigieIncident *incident, const char *obligation, const char *subject, const char *reason, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_postpone (const VigiePlaybook *playbook, const VigieIncident *incident, const char *obligation, const char *subject, gint64 until_usec, const char *reason, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_check_in (const VigieIncident *incident, GPtrArray *answers, const char *note, const char *author, gint64 at_usec, GError **error); /* VigieCheckInAnswer */
GPtrArray *vigie_act_support (const VigiePlaybook *playbook, const VigieIncident *incident, const char *level, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_section (const VigieIncident *incident, const char *section, VigieLang lang, const char *text, const char *author, gint64 at_usec, GError **error);
/* Comments on the report (vigie-comment.h). @quote NULL or "": on the section as a whole; @comment: id or code. */
GPtrArray *vigie_act_comment (const VigieIncident *incident, const char *section, VigieLang lang, const char *quote, gint64 start_chars, const char *text, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_comment_answer (const VigieIncident *incident, const char *comment, const char *text, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_comment_settle (const VigieIncident *incident, const char *comment, gboolean settled, const char *note, const char *author, gint64 at_usec, GError **error);
/* What an action is to be. NULL, and NONE for the date: as it was; "" takes a text away. */
typedef struct
{
  const char *text, *owner;
  gint64 due_usec;
  const char *status;            /* "open", "in-progress", "done" (needs @proof), "dropped" (needs @reason) */
  const char *impact, *effort;   /* "high", "medium", "low" */
  const char *cause;             /* id of the cause it answers */
  const char *proof, *reason, *ticket;
} VigieActionChange;
/* Vague actions ("improve monitoring", no owner, no date) are refused with an example. @action_id NULL: a new one. */
GPtrArray *vigie_act_action (const VigieIncident *incident, const char *action_id, const VigieActionChange *change, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_action_item (const VigieIncident *incident, const char *action_id, const char *text, const char *owner, gint64 due_usec, const char *status, const char *author, gint64 at_usec, GError **error);

/* Attempts to reach somebody: @whom a contact id or a name; @call the id of the attempt, or whom it was for. */
GPtrArray *vigie_act_call_begin (const VigieIncident *incident, const char *whom, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_call_end (const VigieIncident *incident, const char *call, const char *outcome, const char *author, gint64 at_usec, GError **error);
/* Both at once: ends the running call to @whom, or records an attempt that is over. */
GPtrArray *vigie_act_call_said (const VigieIncident *incident, const char *whom, const char *outcome, const char *said, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_call (const VigieIncident *incident, const char *whom, const char *outcome, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_attachment (const VigieIncident *incident, const char *name, gint64 size_bytes, const char *hash, const char *type, const char *author, gint64 at_usec, GError **error);
/* @relation: "same-cause" (confirmed root cause of an earlier incident), "same-incident" or "related". */
GPtrArray *vigie_act_link (const VigieIncident *incident, const char *other_id, const char *relation, const char *author, gint64 at_usec, GError **error);

/* Settles what was written apart (vigie-conflict.h): @version, the id of one of its events, stands from now on. A draft of
 * the same kind and content that names all versions; CONFLICT when @key waits for nobody any more. */
GPtrArray *vigie_act_settle (const VigiePlaybook *playbook, const VigieIncident *incident, const char *key, const char *version, const char *author, gint64 at_usec, GError **error);
/* The same with @text, made of both versions; for a title, a corrected entry and a section of the report. */
GPtrArray *vigie_act_settle_text (const VigieIncident *incident, const char *key, const char *text, const char *author, gint64 at_usec, GError **error);

/* The same for an import, where there is no fold yet: only form is checked. @text of a milestone (NULL: none)
 * becomes the "text" member of milestone.set, and is what its timeline entry says. */
GPtrArray *vigie_act_milestone_in (const char *stream, VigieMilestone milestone, gint64 time_usec, const char *text, const char *author, gint64 at_usec, GError **error);
GPtrArray *vigie_act_log_in (const char *stream, VigieEntryKind kind, const char *text, const char *author, gint64 at_usec, GError **error);

/* What the timeline's command line understood, before it is recorded. */
typedef struct
{
  VigieEntryKind kind;
  gint64 occurred_usec;
  gboolean time_given;
  char *text;                   /* what is left, trimmed */
  GPtrArray *people;            /* char *, after @ */
  gboolean is_milestone;        /* "restored: …": sets that time of the incident; the text may be empty */
  VigieMilestone milestone;
  char *fact_name;              /* after #, or NULL: "#users_affected 1200" */
  char *fact_value;
} VigieCommand;
/* Grammar in docs/user-guide.md: [time] [kind:] text, "décision:", "decision:", "-5 …", "14:32 …", "hier 23:10 …". */
VigieCommand *vigie_command_parse (const char *line, gint64 now_usec, GTimeZone *zone, GError **error);
/* The same while it is being typed: without text or value, too; NULL only for what is no text. */
VigieCommand *vigie_command_look (const char *line, gint64 now_usec, GTimeZone *zone);
/* @line with the time in front that @time says, as one types it, in place of the one it began with. Owned. */
char *vigie_command_retime (const char *line, const char *time, gint64 now_usec, GTimeZone *zone);
void vigie_command_free (VigieCommand *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieCommand, vigie_command_free)

G_END_DECLS
