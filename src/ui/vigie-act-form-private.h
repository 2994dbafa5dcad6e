/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-window.h"

/* What one open form remembers; the obligation itself lives only until the next tick. */

G_BEGIN_DECLS

typedef struct
{
  char *id;                     /* of the obligation, NULL if the act belongs to none */
  char *subject;
  char *title;                  /* of the obligation */
  char *word;                   /* milestone, person, level, code, entry id …, as the form needs */
  gint64 occurred_usec;
  VigieIncident *seen;          /* the fold from which the fields were filled, when they hold what others write too; else NULL */
  int number;                   /* milestone, state, kind … */
  GtkWidget *fields[9];
} VigieActForm;

/* A form over @from, with what keeps @obligation (nullable) and when it is due as its sentence. */
VigieActWindow *vigie_act_form_open (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation, const char *title);
VigieActForm *vigie_act_form_new (VigieIncidentModel *model, const VigieObligation *obligation); /* nullable */
void vigie_act_form_free (VigieActForm *form);
/* For forms that remember more and have a VigieActForm as their first member. */
void vigie_act_form_init (VigieActForm *form, VigieIncidentModel *model, const VigieObligation *obligation);
void vigie_act_form_clear (VigieActForm *form);
/* Buttons for the other ways to settle the obligation: by hand with a note, not applicable, later. The
 * window's data must begin with a VigieActForm. */
void vigie_act_form_add_others (VigieActWindow *window, const VigieObligation *obligation);
/* The last of them alone. */
void vigie_act_form_other_postpone (GtkWidget *from, VigieIncidentModel *model, gpointer data);
/* What every draft needs. */
const char *vigie_act_form_author (VigieActWindow *window);
gint64 vigie_act_form_now (VigieActWindow *window);
VigieIncident *vigie_act_form_incident (VigieActWindow *window);
VigiePlaybook *vigie_act_form_playbook (VigieActWindow *window);
/* Moves the drafts of @more (consumed, nullable) behind those of @drafts (consumed, nullable); NULL if either is. */
GPtrArray *vigie_act_form_join (GPtrArray *drafts, GPtrArray *more);

G_END_DECLS
