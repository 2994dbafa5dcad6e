/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-playbook.h"

/* What stands between a person and a step, what a change of type keeps, and the text of a query as it may be
 * given out. Pure; all answers are worked out from the fold, none is recorded. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_OBSTACLE_NONE,
  VIGIE_OBSTACLE_EVIDENCE,    /* evidence steps of the list are open */
  VIGIE_OBSTACLE_GATE,        /* a gate before its group has no yes */
  VIGIE_OBSTACLE_NOT_CHOSEN,  /* another option of the list was chosen */
} VigieObstacleKind;

typedef struct
{
  VigieObstacleKind kind;
  guint n_evidence;           /* EVIDENCE: open ones */
  const VigieStepDef *gate;   /* GATE: the step that asks; borrowed from the playbook */
} VigieObstacle;

/* What makes doing the step @key ("INC-02/t5-fix") now need a reason. An unknown key has none. */
VigieObstacle vigie_procedure_obstacle (const VigiePlaybook *playbook, const VigieIncident *incident, const char *key);
/* The first gate of @list that has no yes, does not stand aside and lies before @group; NULL: the way is free. */
const VigieStepDef *vigie_procedure_closed_gate (const VigiePlaybook *playbook, const VigieIncident *incident, const char *list, const VigieStepGroup *group);
/* TRUE if @step belongs to another option of @list than the one chosen. */
gboolean vigie_procedure_is_not_chosen (const VigieIncident *incident, const char *list, const VigieStepDef *step);
/* Who may answer at @gate, as "CEO, CTO"; the present holder of a post in brackets. Owned. */
char *vigie_procedure_approvers (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieStepDef *gate, VigieLang lang);

/* ---- T+ (vigie-procedure-due.c) ---- */

typedef enum
{
  VIGIE_STEP_DUE_NONE,        /* no T+, or the incident is over */
  VIGIE_STEP_DUE_LATER,       /* its T+ has not come */
  VIGIE_STEP_DUE_RUNNING,
  VIGIE_STEP_DUE_SOON,
  VIGIE_STEP_DUE_LATE,
} VigieStepDue;

/* T+0: detected, else started, else declared. */
gint64 vigie_procedure_zero (const VigieIncident *incident);
/* When the time of the group @index of @groups (VigieStepGroup) comes, and by when it should be through: its own end, else
 * the next T+, else, for the last one, its own T+. NONE where the order counts and not the time. */
gint64 vigie_procedure_begins (const VigieIncident *incident, GPtrArray *groups, guint index);
gint64 vigie_procedure_due (const VigieIncident *incident, GPtrArray *groups, guint index);
/* How the open steps of that group stand at @now_usec. */
VigieStepDue vigie_procedure_due_state (const VigieIncident *incident, GPtrArray *groups, guint index, gint64 now_usec);

/* A step of the old list that is done, and what it is in the new one. */
typedef struct
{
  char *old_key;
  char *new_key;              /* NULL: the new list has nothing like it */
  const VigieStepDef *def;    /* of the old list; borrowed from the playbook */
} VigieStepMatch;
/* The marked steps of the incident's present type against the type @type: equal id, or equal text in either language,
 * whatever the case. GPtrArray of VigieStepMatch, owned, in the order of the old list. */
GPtrArray *vigie_procedure_match (const VigiePlaybook *playbook, const VigieIncident *incident, const char *type);

/* The definition behind "INC-05/record-payment", or NULL. */
const VigieQueryDef *vigie_playbook_query (const VigiePlaybook *playbook, const char *key);
/* The query whose confirmations make @key available: the same one unless the playbook says otherwise. Owned. */
char *vigie_query_confirmed_by (const VigiePlaybook *playbook, const char *key);
/* TRUE if @text can stand in a query as the id of one thing: 1 to 64 letters of ASCII, digits, "-", "_" and ".", the first
 * a letter or a digit, no "--". A UUID is such an id. */
gboolean vigie_query_subject_is_safe (const char *text);
/* @text with its {{fact}} parameters filled from what is known; one whose value could change the meaning of the query
 * stays as it is. @missing, if not NULL, gets the names left, with commas, or NULL. Both owned. */
char *vigie_query_fill (const char *text, const VigieIncident *incident, char **missing);
/* The query @key as it may be copied. @subject: what it is run for, needed when the query names one, and only what was
 * confirmed. NULL + INVALID, NOT_FOUND, or CONFLICT when a confirmation is missing. @missing as above, may be NULL. */
char *vigie_query_text (const VigiePlaybook *playbook, const VigieIncident *incident, const char *key, const char *subject, char **missing, GError **error);

G_END_DECLS
