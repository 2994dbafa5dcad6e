/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-delays.h"

/* What one incident gives to the figures over many: small, detached from its events, and kept by the store, so that
 * ten thousand incidents need not be folded for a mean. Derived: made anew whenever the incident has more events,
 * the playbook is another, or VIGIE_FIGURES_VERSION has moved. */

G_BEGIN_DECLS

/* Raised with every change of what vigie_figures_of() says or of its JSON. */
#define VIGIE_FIGURES_VERSION 3

/* An action that follows an incident. */
typedef struct
{
  char *id, *code, *text, *owner, *status; /* status: a word of vigie-action.h */
  char *impact, *effort, *ticket, *shown; /* or NULL; shown: the proof, or why it was dropped */
  gint64 made_usec;
  gint64 due_usec;                         /* NONE: no date */
  gint64 settled_usec;                     /* when it was done or dropped, else NONE */
} VigieActionFigure;

typedef struct
{
  char *stream, *id, *ref, *title, *type, *commander; /* commander may be NULL */
  VigieLevel level;
  VigieStage stage;
  gboolean active, example, cancelled, follows; /* follows: declared twice, the other one counts */
  gint64 seen_usec;           /* detected, else declared, else started: decides the period; NONE */
  gint64 begun_usec;          /* started, else detected, else declared: which of two came first; NONE */
  VigieDelays delays;
  guint n_updates, n_updates_late; /* promised messages whose time has come, and those kept late or not at all */
  char *same_cause;           /* id of an incident whose confirmed cause it shares, or NULL */
  GPtrArray *causes;          /* char *: its confirmed root causes, as the shared list calls them (vigie-cause.h) */
  GPtrArray *actions;         /* VigieActionFigure */
  char *systems, *title_terms, *noted_terms; /* what likeness goes by, folded: vigie-similar.h; never NULL */

  gboolean recurs;            /* set by vigie_figures_link() */
} VigieFigures;

/* Empty; its arrays own what is put into them. Owned. */
VigieFigures *vigie_figures_new (void);
/* Owned. */
VigieFigures *vigie_figures_of (const VigieIncident *incident, const VigiePlaybook *playbook);
void vigie_figures_free (VigieFigures *figures);

/* One line of JSON, and back; owned. NULL + INVALID for what was not written by vigie_figures_to_json(). */
char *vigie_figures_to_json (const VigieFigures *figures);
VigieFigures *vigie_figures_from_json (const char *text, gsize length_bytes, GError **error);

/**
 * vigie_figures_link:
 * @all: (element-type VigieFigures): of every incident there is, in any order
 *
 * Marks those whose confirmed cause was already that of an earlier incident. An incident that was linked to one
 * that is not among @all follows it all the same.
 */
void vigie_figures_link (GPtrArray *all);

/**
 * vigie_figures_of_causes:
 * @all: (element-type VigieFigures): of every incident
 * @terms: (element-type utf8): terms of root causes, confirmed or supposed (vigie_incident_cause_terms())
 * @incident: the incident they were found in
 *
 * Returns: (transfer container) (element-type VigieFigures): the incidents that began before @incident and of which one of
 *   @terms is a confirmed cause, newest first; examples only for an example
 */
GPtrArray *vigie_figures_of_causes (GPtrArray *all, GPtrArray *terms, const VigieIncident *incident);

/* Counts in the figures: not cancelled, and not the second declaration of another one. Whether examples do is for the
 * cut to say. */
gboolean vigie_figures_count (const VigieFigures *figures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieFigures, vigie_figures_free)

G_END_DECLS
