/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* What is still missing when an incident is resolved. It is shown and never enforced. Pure. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_MISSING_MILESTONE,   /* has no time; id: its word */
  VIGIE_MISSING_ORDER,       /* lies before an earlier one; id: its word */
  VIGIE_MISSING_STEP,        /* open step of a checklist that begins at the resolution; id: its key */
  VIGIE_MISSING_DECISION,    /* not reviewed; id: its code */
  VIGIE_MISSING_OBLIGATION,  /* overdue; id: "CLOCK" or "CLOCK/SUBJECT" */
  VIGIE_MISSING_FACT,        /* unknown, and the report needs it; id: its name */
  VIGIE_MISSING_CAUSE,       /* of the analysis; id: the code of the cause, or "root" */
  VIGIE_MISSING_ACTION,      /* answers no cause; id: its code */
} VigieMissingKind;

typedef struct { VigieMissingKind kind; char *id; char *words; } VigieMissing;

const char *vigie_missing_kind_to_word (VigieMissingKind kind); /* "milestone", "order", "step", … */
/* In the order of the enumeration. VigieMissing, owned; empty when nothing is missing. */
GPtrArray *vigie_incident_missing (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec, VigieLang lang);
/* What the analysis of the causes lacks: a confirmed root cause, its term, its action, the cause of an action. The same
 * form; owned, empty when nothing is missing. Not part of what is missing at the resolution, when nobody has analysed yet. */
GPtrArray *vigie_cause_missing (const VigieIncident *incident, VigieLang lang);
void vigie_missing_free (VigieMissing *missing);
/* How long the restored service must still be watched before closing: 0 when it has been stable long enough, the
 * whole watch when it is not restored. Reopening begins the watch anew. */
gint64 vigie_incident_watch_left_usec (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec);
/* What is left of the watch at @time_usec when @milestone is the closing and no @reason is given; 0: it may be recorded. */
gint64 vigie_incident_closes_early_usec (const VigiePlaybook *playbook, const VigieIncident *incident, VigieMilestone milestone, gint64 time_usec, const char *reason);

G_END_DECLS
