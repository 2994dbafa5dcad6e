/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-private.h"

/* Private to vigie-incident-apply*.c: the functions of the table of kinds. */

G_BEGIN_DECLS

typedef struct
{
  VigieIncident *incident;
  VigieIncidentPriv *priv;
  VigieArena *arena;
  VigieItem *item;
  const VigieEvent *event;
  const VigieJson *body;
} VigieApply;

/* @obligation was kept, waived or postponed by the event. */
void vigie_apply_fulfilment (VigieApply *apply, const char *obligation, const char *subject, const char *verb, const char *note, gint64 until_usec);

#define VIGIE_APPLY(name) gboolean vigie_apply_##name (VigieApply *apply)

/* vigie-incident-apply.c */
VIGIE_APPLY (declared);
VIGIE_APPLY (assessed);
VIGIE_APPLY (titled);
VIGIE_APPLY (typed);
VIGIE_APPLY (stage);
VIGIE_APPLY (milestone);
VIGIE_APPLY (war_room_opened);
VIGIE_APPLY (war_room_closed);
VIGIE_APPLY (war_room_linked);
VIGIE_APPLY (fact);
VIGIE_APPLY (support);
VIGIE_APPLY (linked);
VIGIE_APPLY (unlinked);
VIGIE_APPLY (reopened);
VIGIE_APPLY (restricted);
VIGIE_APPLY (cancelled);
VIGIE_APPLY (noted);
/* vigie-incident-apply-entry.c */
VIGIE_APPLY (logged);
VIGIE_APPLY (corrected);
VIGIE_APPLY (retracted);
VIGIE_APPLY (starred);
VIGIE_APPLY (done);
VIGIE_APPLY (hypothesis);
VIGIE_APPLY (reviewed);
VIGIE_APPLY (attachment);
/* vigie-incident-apply-breach.c */
VIGIE_APPLY (breach);
VIGIE_APPLY (breach_lowered);
VIGIE_APPLY (breach_answered);
VIGIE_APPLY (breach_registered);
/* vigie-incident-apply-cause.c */
VIGIE_APPLY (cause);
VIGIE_APPLY (cause_removed);
VIGIE_APPLY (technique);
/* vigie-incident-apply-handover.c */
VIGIE_APPLY (handover_requested);
VIGIE_APPLY (handover_answered);
/* vigie-mailing-record.c */
VIGIE_APPLY (mailing);
/* vigie-incident-apply-notice.c */
VIGIE_APPLY (notice_drafted);
VIGIE_APPLY (notice_submitted);
VIGIE_APPLY (notice_reviewed);
VIGIE_APPLY (notice_approved);
VIGIE_APPLY (notice_refused);
VIGIE_APPLY (notice_withdrawn);
VIGIE_APPLY (notice_sent);
VIGIE_APPLY (notice_completed);
/* vigie-incident-apply-procedure.c */
VIGIE_APPLY (gate);
VIGIE_APPLY (gate_withdrawn);
VIGIE_APPLY (confirmation);
/* vigie-comment.c */
VIGIE_APPLY (comment_made);
VIGIE_APPLY (comment_answered);
VIGIE_APPLY (comment_settled);
/* vigie-incident-apply-team.c */
VIGIE_APPLY (role_assigned);
VIGIE_APPLY (role_freed);
VIGIE_APPLY (ticked);
VIGIE_APPLY (message);
VIGIE_APPLY (obligation_done);
VIGIE_APPLY (obligation_waived);
VIGIE_APPLY (obligation_postponed);
VIGIE_APPLY (check_in);
VIGIE_APPLY (call_began);
VIGIE_APPLY (call_ended);
VIGIE_APPLY (section);
VIGIE_APPLY (action);
/* vigie-incident-apply-post-mortem.c */
VIGIE_APPLY (post_mortem_scheduled);
VIGIE_APPLY (post_mortem_began);
VIGIE_APPLY (post_mortem_item);
VIGIE_APPLY (post_mortem_present);
VIGIE_APPLY (post_mortem_held);
VIGIE_APPLY (post_mortem_published);
VIGIE_APPLY (review_requested);
VIGIE_APPLY (review_signed);
VIGIE_APPLY (review_withdrawn);

/* TRUE while nothing has replaced the event's value. */
static inline gboolean
vigie_apply_counts (const VigieApply *apply)
{
  return apply->item->replaced_by == NULL;
}

/* Notes that the event gives a register its value, unless it was replaced (vigie-conflict.h). */
static inline void
vigie_apply_write (VigieApply *apply, VigieConflictKind kind, const char *subject, const char *value)
{
  if (vigie_apply_counts (apply))
    vigie_incident_note_write (apply->incident, kind, subject, value, apply->event);
}

G_END_DECLS
