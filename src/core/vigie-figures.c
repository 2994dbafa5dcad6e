/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of one incident, out of its fold.
 *
 * Promised messages are judged as of the last thing that happened in the incident, not as of now: the same record
 * gives the same figures on every day and on every computer. What is not due by then is not counted. */

#include "vigie-figures.h"

#include <string.h>

#include "vigie-action.h"
#include "vigie-cause.h"
#include "vigie-incident-private.h"
#include "vigie-obligation.h"
#include "vigie-similar.h"
#include "vigie-twin.h"

#define FIRST_NOTES 5
#define MAX_TERMS   24

static void
action_figure_free (VigieActionFigure *action)
{
  g_free (action->id);
  g_free (action->code);
  g_free (action->text);
  g_free (action->owner);
  g_free (action->status);
  g_free (action->impact);
  g_free (action->effort);
  g_free (action->ticket);
  g_free (action->shown);
  g_free (action);
}

VigieFigures *
vigie_figures_new (void)
{
  VigieFigures *figures = g_new0 (VigieFigures, 1);

  figures->causes = g_ptr_array_new_with_free_func (g_free);
  figures->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) action_figure_free);

  return figures;
}

/**
 * vigie_figures_free:
 * @figures: (transfer full) (nullable): figures
 */
void
vigie_figures_free (VigieFigures *figures)
{
  if (figures == NULL)
    return;
  g_free (figures->stream);
  g_free (figures->id);
  g_free (figures->ref);
  g_free (figures->title);
  g_free (figures->type);
  g_free (figures->commander);
  g_free (figures->same_cause);
  g_free (figures->systems);
  g_free (figures->title_terms);
  g_free (figures->noted_terms);
  g_ptr_array_unref (figures->causes);
  g_ptr_array_unref (figures->actions);
  g_free (figures);
}

static gint64
first_known (const VigieIncident *incident, const VigieMilestone *order, guint n)
{
  for (guint i = 0; i < n; i++)
    if (incident->milestones[order[i]] != VIGIE_TIME_NONE)
      return incident->milestones[order[i]];

  return VIGIE_TIME_NONE;
}

static gint64
last_moment (const VigieIncident *incident)
{
  gint64 last_usec = VIGIE_TIME_NONE;

  for (guint i = 0; i < incident->events->len; i++)
    last_usec = MAX (last_usec, ((const VigieEvent *) incident->events->pdata[i])->occurred_usec);

  return last_usec;
}

static gboolean
is_message (const VigieClockDef *clock)
{
  for (guint i = 0; i < clock->fulfilled_by->len; i++)
    if (g_str_has_prefix (clock->fulfilled_by->pdata[i], "message:"))
      return TRUE;

  return FALSE;
}

static void
count_updates (VigieFigures *figures, const VigieIncident *incident, const VigiePlaybook *playbook)
{
  g_autoptr(GPtrArray) obligations = vigie_obligations_evaluate (playbook, incident, last_moment (incident));

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = obligations->pdata[i];
      gboolean kept = obligation->state == VIGIE_OBLIGATION_DONE;

      if (obligation->due_usec == VIGIE_TIME_NONE || !is_message (obligation->clock)
          || (!kept && obligation->state != VIGIE_OBLIGATION_OVERDUE))
        continue;
      figures->n_updates++;
      figures->n_updates_late += !kept || obligation->fulfilled_usec > obligation->due_usec ? 1 : 0;
    }
}

static void
add_action (VigieFigures *figures, const VigieActionItem *item)
{
  VigieActionFigure *action = g_new0 (VigieActionFigure, 1);

  action->id = g_strdup (item->id);
  action->code = g_strdup (item->code);
  action->text = g_strdup (item->text);
  action->owner = g_strdup (item->owner);
  action->status = g_strdup (item->status);
  action->due_usec = item->due_usec;
  action->impact = g_strdup (item->impact);
  action->effort = g_strdup (item->effort);
  action->ticket = g_strdup (item->ticket);
  action->shown = g_strdup (strcmp (item->status, "dropped") == 0 ? item->reason : item->proof);
  action->made_usec = item->made_usec;
  action->settled_usec = vigie_action_is_settled (item->status) ? item->occurred_usec : VIGIE_TIME_NONE;
  g_ptr_array_add (figures->actions, action);
}

/* The first notes and hypotheses are what people saw; what came later is about the work. */
static char *
noted_terms (const VigieIncident *incident)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < incident->entries->len && n < FIRST_NOTES; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (entry->text == NULL || entry->retracted_usec != VIGIE_TIME_NONE
          || (entry->kind != VIGIE_ENTRY_NOTE && entry->kind != VIGIE_ENTRY_HYPOTHESIS))
        continue;
      g_string_append_printf (text, "%s\n", entry->text);
      n++;
    }

  return vigie_similar_terms (text->str, MAX_TERMS);
}

static void
take_terms (VigieFigures *figures, const VigieIncident *incident)
{
  const VigieFact *systems = vigie_incident_fact (incident, "systems");

  figures->systems = vigie_similar_systems (
      systems != NULL && systems->state != VIGIE_FACT_UNKNOWN ? systems->value : NULL);
  figures->title_terms = vigie_similar_terms (incident->title, MAX_TERMS);
  figures->noted_terms = noted_terms (incident);
}

static void
add_causes (VigieFigures *figures, const VigieIncident *incident)
{
  g_autoptr(GPtrArray) terms = vigie_incident_cause_terms (incident, TRUE);

  for (guint i = 0; i < terms->len; i++)
    g_ptr_array_add (figures->causes, g_strdup (terms->pdata[i]));
}

static void
name_incident (VigieFigures *figures, const VigieIncident *incident)
{
  const VigieHolding *commander = vigie_incident_holder (incident, "commander");
  VigieTwin leader;

  figures->stream = g_strdup (incident->stream);
  figures->id = g_strdup (incident->id);
  figures->ref = g_strdup (incident->ref);
  figures->title = g_strdup (incident->title);
  figures->type = g_strdup (incident->type);
  figures->commander = g_strdup (commander != NULL ? commander->person : NULL);
  figures->level = incident->level;
  figures->stage = incident->stage;
  figures->example = incident->example;
  figures->cancelled = incident->cancelled;
  figures->follows = vigie_incident_leader (incident, &leader);
  figures->active = vigie_incident_is_active (incident) && !figures->follows;
}

VigieFigures *
vigie_figures_of (const VigieIncident *incident, const VigiePlaybook *playbook)
{
  static const VigieMilestone seen[] = { VIGIE_MILESTONE_DETECTED, VIGIE_MILESTONE_DECLARED, VIGIE_MILESTONE_STARTED };
  static const VigieMilestone begun[] = { VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_DETECTED, VIGIE_MILESTONE_DECLARED };
  VigieFigures *figures;

  g_return_val_if_fail (incident != NULL && playbook != NULL, NULL);

  figures = vigie_figures_new ();
  name_incident (figures, incident);
  figures->seen_usec = first_known (incident, seen, G_N_ELEMENTS (seen));
  figures->begun_usec = first_known (incident, begun, G_N_ELEMENTS (begun));
  figures->same_cause = g_strdup (vigie_incident_same_cause (incident));
  vigie_delays_of (incident, playbook, &figures->delays);
  add_causes (figures, incident);
  count_updates (figures, incident, playbook);
  for (guint i = 0; i < incident->actions->len; i++)
    add_action (figures, incident->actions->pdata[i]);
  take_terms (figures, incident);

  return figures;
}

gboolean
vigie_figures_count (const VigieFigures *figures)
{
  return !figures->cancelled && !figures->follows;
}

/* ---- Recurrence ---- */

/* Of two that began in one moment neither is the earlier one by its time; ids decide, so that one of them is. */
static gboolean
came_before (const VigieFigures *a, const VigieFigures *b)
{
  if (a->begun_usec != b->begun_usec)
    return a->begun_usec < b->begun_usec;

  return strcmp (a->id, b->id) < 0;
}

/* The first incident of each cause, among examples or among what really happened. */
static GHashTable *
first_of_causes (GPtrArray *all, gboolean examples)
{
  GHashTable *firsts = g_hash_table_new (vigie_cause_term_hash, vigie_cause_term_equal);

  for (guint i = 0; i < all->len; i++)
    {
      VigieFigures *figures = all->pdata[i];

      for (guint c = 0; vigie_figures_count (figures) && figures->example == examples && c < figures->causes->len; c++)
        {
          VigieFigures *first = g_hash_table_lookup (firsts, figures->causes->pdata[c]);

          if (first == NULL || came_before (figures, first))
            g_hash_table_insert (firsts, figures->causes->pdata[c], figures);
        }
    }

  return firsts;
}

/* A link in the other direction makes this one the first of its kind. One that is not here counts as earlier. */
static gboolean
follows_by_link (const VigieFigures *figures, GHashTable *by_id)
{
  const VigieFigures *other;

  if (figures->same_cause == NULL)
    return FALSE;
  other = g_hash_table_lookup (by_id, figures->same_cause);

  return other == NULL || came_before (other, figures);
}

static gboolean
follows_by_cause (const VigieFigures *figures, GHashTable *firsts)
{
  for (guint i = 0; i < figures->causes->len; i++)
    if (g_hash_table_lookup (firsts, figures->causes->pdata[i]) != figures)
      return TRUE;

  return FALSE;
}

void
vigie_figures_link (GPtrArray *all)
{
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) firsts = NULL;
  g_autoptr(GHashTable) example_firsts = NULL;

  g_return_if_fail (all != NULL);

  firsts = first_of_causes (all, FALSE);
  example_firsts = first_of_causes (all, TRUE);
  for (guint i = 0; i < all->len; i++)
    g_hash_table_insert (by_id, ((VigieFigures *) all->pdata[i])->id, all->pdata[i]);
  for (guint i = 0; i < all->len; i++)
    {
      VigieFigures *figures = all->pdata[i];

      figures->recurs = vigie_figures_count (figures)
                        && (follows_by_link (figures, by_id) || follows_by_cause (figures, figures->example ? example_firsts : firsts));
    }
}

/* ---- Earlier ones of the same cause ---- */

static gboolean
shares_cause (const VigieFigures *figures, GPtrArray *terms)
{
  for (guint i = 0; i < figures->causes->len; i++)
    if (g_ptr_array_find_with_equal_func (terms, figures->causes->pdata[i], vigie_cause_term_equal,
                                          NULL))
      return TRUE;

  return FALSE;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  return came_before (*(const VigieFigures *const *) a, *(const VigieFigures *const *) b) ? 1 : -1;
}

GPtrArray *
vigie_figures_of_causes (GPtrArray *all, GPtrArray *terms, const VigieIncident *incident)
{
  static const VigieMilestone begun[] = { VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_DETECTED,
                                          VIGIE_MILESTONE_DECLARED };
  GPtrArray *found = g_ptr_array_new ();
  VigieFigures self = { 0 };

  g_return_val_if_fail (all != NULL && terms != NULL && incident != NULL, found);

  self.id = (char *) incident->id;
  self.begun_usec = first_known (incident, begun, G_N_ELEMENTS (begun));
  for (guint i = 0; i < all->len; i++)
    {
      const VigieFigures *figures = all->pdata[i];

      if (strcmp (figures->id, self.id) != 0 && vigie_figures_count (figures)
          && figures->example == incident->example && came_before (figures, &self)
          && shares_cause (figures, terms))
        g_ptr_array_add (found, (gpointer) figures);
    }
  g_ptr_array_sort (found, compare_newest);

  return found;
}
