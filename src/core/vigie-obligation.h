/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-playbook.h"

/* Every promise is a clock: the one engine that turns the playbook's clocks and an incident into
 * obligations with a due time and a state. Pure; evaluated for any moment, past or future. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_OBLIGATION_PENDING,
  VIGIE_OBLIGATION_DUE_SOON,
  VIGIE_OBLIGATION_OVERDUE,     /* strictly after due */
  VIGIE_OBLIGATION_DONE,        /* kept at or before due, or late: compare fulfilled and due */
  VIGIE_OBLIGATION_WAIVED,
} VigieObligationState;
const char *vigie_obligation_state_to_word (VigieObligationState state); /* "due-soon" … */

struct _VigieObligation
{
  const VigieClockDef *clock;   /* borrowed from the playbook */
  const char *id;               /* = clock->id */
  char *subject;                /* "" if none; a post, a decision code, a contact id, … */
  char *subject_label;          /* for people: a person, a decision's words; may be "" */
  const VigieText *subject_text; /* the subject's name in the playbook (post, contact), or NULL; borrowed */
  char *owner;                  /* post id, or a person's name for "$subject" */
  gint64 started_usec;          /* NONE while the start is not known yet */
  gint64 due_usec;              /* NONE: required, due unknown */
  gint64 span_usec;
  gint64 limit_usec;            /* absolute time of the shown limit, or NONE */
  gint64 not_before_usec;       /* absolute, or NONE */
  gint64 fulfilled_usec;        /* NONE unless done */
  gint64 last_fulfilled_usec;   /* repeating ones: the last time it was kept, or NONE */
  gint64 postponed_until_usec;  /* or NONE; the due time itself never moves */
  VigieObligationState state;
  char *note;                   /* waiver's or postponement's reason, or what was noted; may be NULL */
  gboolean history;             /* an earlier round of a repeating one, already kept */
};

/* All obligations of @incident at @now_usec; things that happened after it do not count yet.
 * Array of VigieObligation, owned. Order: overdue first (oldest due), then by due time, unknown due,
 * then done and waived; history last. */
GPtrArray *vigie_obligations_evaluate (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec);
/* Those of the organisation: contacts-review, playbook-review. @last_*: recorded reviews or NONE. */
GPtrArray *vigie_obligations_of_organisation (const VigiePlaybook *playbook, gint64 last_contacts_review_usec, gint64 last_playbook_review_usec, gint64 now_usec);
/* What a declaration made now would start, for the wizard: same engine on a trial fold. */
GPtrArray *vigie_obligations_preview (const VigiePlaybook *playbook, const char *type, VigieLevel level, const VigieAnswers *answers, gint64 detected_usec, gint64 declared_usec);
void vigie_obligation_free (VigieObligation *obligation);
gboolean vigie_obligation_is_running (const VigieObligation *obligation); /* pending, due-soon or overdue */
/* How long before due it becomes due-soon. */
gint64 vigie_obligation_soon_usec (gint64 span_usec);
/* The next moment after @now_usec at which any state changes by time alone, or NONE. */
gint64 vigie_obligations_next_change (GPtrArray *obligations, gint64 now_usec);
/* "dans 37 min", "en retard 2 min", "fait 23:58", "fait 23:58, en retard de 4 min", "sans objet : raison"; owned. */
char *vigie_obligation_words (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang);
char *vigie_obligation_title (const VigieObligation *obligation, VigieLang lang); /* title, with the subject's label */
/* Acts (not clocks) proposed at the incident's level: "notify", "tell", …: const VigieLevelAction * of the level. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieObligation, vigie_obligation_free)

G_END_DECLS
