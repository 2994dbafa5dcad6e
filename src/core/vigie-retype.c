/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clocks are not guessed from the playbook: the change is tried on a copy of the incident, and the same engine is
 * asked before and after. What the engine then says on the board is what the form has promised. */

#include "vigie-retype.h"

#include <string.h>

#include "vigie-act.h"
#include "vigie-obligation-private.h"
#include "vigie-procedure.h"

#define TRIAL_PERSON "vigie"

/* ---- Clocks ---- */

/* The clocks that run, each once; borrowed from the playbook. */
static GPtrArray *
running_clocks (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec)
{
  g_autoptr(GPtrArray) obligations = vigie_obligations_evaluate (playbook, incident, now_usec);
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (vigie_obligation_is_running (obligation) && !g_ptr_array_find (out, obligation->clock, NULL))
        g_ptr_array_add (out, (gpointer) obligation->clock);
    }

  return out;
}

static gboolean
has_clock (GPtrArray *clocks, const char *id)
{
  for (guint i = 0; i < clocks->len; i++)
    if (strcmp (((const VigieClockDef *) g_ptr_array_index (clocks, i))->id, id) == 0)
      return TRUE;

  return FALSE;
}

/* One promise may be told by two clocks of the same name: the name counts. */
static GPtrArray *
clocks_only_in (GPtrArray *a, GPtrArray *b)
{
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < a->len; i++)
    {
      const VigieClockDef *clock = g_ptr_array_index (a, i);

      if (!has_clock (b, clock->id) && !has_clock (out, clock->id))
        g_ptr_array_add (out, (gpointer) clock);
    }

  return out;
}

/* ---- Posts, lists, steps ---- */

static GPtrArray *
only_in (GPtrArray *a, GPtrArray *b)
{
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < a->len; i++)
    if (!g_ptr_array_find (b, g_ptr_array_index (a, i), NULL))
      g_ptr_array_add (out, g_ptr_array_index (a, i));

  return out;
}

static GPtrArray *
checklists_of (const VigiePlaybook *playbook, const char *type)
{
  const VigieTypeDef *def = vigie_playbook_type (playbook, type);
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; def != NULL && i < def->checklists->len; i++)
    {
      const VigieChecklist *list = vigie_playbook_checklist (playbook, g_ptr_array_index (def->checklists, i));

      if (list != NULL)
        g_ptr_array_add (out, (gpointer) list);
    }

  return out;
}

static gboolean
is_matched (GPtrArray *matches, const char *key)
{
  for (guint i = 0; i < matches->len; i++)
    if (g_strcmp0 (((const VigieStepMatch *) g_ptr_array_index (matches, i))->new_key, key) == 0)
      return TRUE;

  return FALSE;
}

/* Steps of @list that nobody has marked, without those that @matches names. */
static guint
count_open (const VigiePlaybook *playbook, const VigieIncident *incident, const char *list, GPtrArray *matches)
{
  GPtrArray *groups = vigie_playbook_groups (playbook, list);
  guint n = 0;

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (groups, i);

      for (guint j = 0; j < group->steps->len; j++)
        {
          const VigieStepDef *step = g_ptr_array_index (group->steps, j);
          g_autofree char *key = g_strconcat (list, "/", step->id, NULL);
          const VigieStepMark *mark = vigie_incident_step (incident, key);

          n += (mark == NULL || mark->state == VIGIE_STEP_OPEN) && !is_matched (matches, key);
        }
    }

  return n;
}

/* ---- The whole ---- */

static void
compare (VigieRetype *self, const VigiePlaybook *playbook, const VigieIncident *before, const VigieIncident *after, gint64 now_usec)
{
  g_autoptr(GPtrArray) clocks_before = running_clocks (playbook, before, now_usec);
  g_autoptr(GPtrArray) clocks_after = running_clocks (playbook, after, now_usec);
  g_autoptr(GPtrArray) posts_before = vigie_playbook_required_posts (playbook, before->type, vigie_incident_is_breach (before), TRUE);
  g_autoptr(GPtrArray) posts_after = vigie_playbook_required_posts (playbook, after->type, vigie_incident_is_breach (after), TRUE);
  g_autoptr(GPtrArray) lists_before = checklists_of (playbook, before->type);
  g_autoptr(GPtrArray) lists_after = checklists_of (playbook, after->type);

  self->clocks_gained = clocks_only_in (clocks_after, clocks_before);
  self->clocks_lost = clocks_only_in (clocks_before, clocks_after);
  self->posts_gained = only_in (posts_after, posts_before);
  self->posts_lost = only_in (posts_before, posts_after);
  self->checklists_gained = only_in (lists_after, lists_before);
  self->checklists_lost = only_in (lists_before, lists_after);
}

VigieRetype *
vigie_retype_preview (const VigiePlaybook *playbook, VigieIncident *incident, const char *type, gint64 now_usec)
{
  VigieRetype *self;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(VigieIncident) trial = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL && type != NULL, NULL);

  self = g_new0 (VigieRetype, 1);
  self->matches = vigie_procedure_match (playbook, incident, type);
  drafts = vigie_act_retype (playbook, incident, type, TRIAL_PERSON, now_usec, NULL);
  if (drafts != NULL)
    trial = vigie_incident_trial (incident, playbook, drafts, now_usec);
  compare (self, playbook, incident, trial != NULL ? trial : incident, now_usec);
  self->n_open_lost = count_open (playbook, incident, incident->type, self->matches);
  self->n_open_gained = count_open (playbook, incident, type, self->matches);

  return self;
}

void
vigie_retype_free (VigieRetype *retype)
{
  GPtrArray *const arrays[] = { retype->clocks_gained, retype->clocks_lost, retype->posts_gained, retype->posts_lost,
                                retype->checklists_gained, retype->checklists_lost, retype->matches };

  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_ptr_array_unref (arrays[i]);
  g_free (retype);
}
