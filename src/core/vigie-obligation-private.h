/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-obligation.h"

/* Private to the vigie-obligation*.c files: the words of the clocks' vocabulary, answered for one
 * incident at one moment. */

G_BEGIN_DECLS

typedef struct
{
  const VigiePlaybook *playbook;
  const VigieIncident *incident;
  gint64 now_usec;
  VigieLevel level;              /* at that moment */
} VigieClockView;

/* What one obligation of a clock is about; the clock itself when @id is "". All borrowed. */
typedef struct
{
  const char *id;
  const char *label;             /* a person, a decision's words; or "" */
  const VigieText *text;         /* the name in the playbook, or NULL */
  const char *owner;             /* for "$subject" */
  gint64 start_usec;             /* for "subject", or NONE */
  gint64 span_usec;              /* its own, or 0: the clock's */
  gint64 fulfilled_usec;         /* known by itself (a review), or NONE */
} VigieClockSubject;

void vigie_clock_view_init (VigieClockView *view, const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec);
/* @time_usec if it is known and not after the view's moment, else NONE. */
gint64 vigie_clock_view_past (const VigieClockView *view, gint64 time_usec);
gint64 vigie_clock_view_milestone (const VigieClockView *view, VigieMilestone milestone);

gboolean vigie_clock_has_level (const VigieClockView *view, const VigieClockDef *clock);
/* All requirements but "unresolved" (which depends on the due time) and "war-room-open". */
gboolean vigie_clock_applies (const VigieClockView *view, const VigieClockDef *clock);
gboolean vigie_clock_requires (const VigieClockDef *clock, const char *word);
gboolean vigie_clock_war_room_is_open (const VigieClockView *view);
gint64 vigie_clock_span_usec (const VigieClockView *view, const VigieClockDef *clock);
gint64 vigie_clock_start_usec (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject);
/* When the incident was last handed from the level below @support to it or higher, or NONE. */
gint64 vigie_clock_left_support_usec (const VigieClockView *view, const char *support);
/* TRUE if @whom of a call is the contact: its id, or its name. */
gboolean vigie_clock_is_person (const VigieClockView *view, const char *whom, const char *contact_id);
/* TRUE while the call at @index is under way at the view's moment. */
gboolean vigie_clock_call_is_running (const VigieClockView *view, guint index);
/* The subjects of @clock: GArray of VigieClockSubject, owned. */
GArray *vigie_clock_subjects (const VigieClockView *view, const VigieClockDef *clock);

/* The earliest keeping of the clock at or after @since_usec, or NONE; @note: what was noted, or NULL. */
gint64 vigie_clock_kept_usec (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject,
                              gint64 since_usec, const char **note);
/* The earliest (waived) or latest (postponed) such act at or after @since_usec, or NULL. */
const VigieFulfilment *vigie_clock_act (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject,
                                        const char *verb, gint64 since_usec, gboolean latest);

/* vigie-incident-trial.c: @incident (NULL: none yet) as it would be after @drafts; NULL if they cannot be. Owned. */
VigieIncident *vigie_incident_trial (VigieIncident *incident, const VigiePlaybook *playbook, GPtrArray *drafts, gint64 now_usec);

G_END_DECLS
