/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A change of type in mid-incident: what was done under the old procedure, against the steps of the new one.
 *
 * Marks keep the key of their list and stay in the record whatever the type becomes. Two steps are the same when
 * their ids are, or when they say the same; ids begin with their T+ ("t0-war-room"), which is left out, because
 * the same act often stands at another time in another procedure. Anything cleverer would tick what nobody did. */

#include "vigie-procedure.h"

#include <string.h>

#include "vigie-text.h"

static void
match_free (VigieStepMatch *match)
{
  g_free (match->old_key);
  g_free (match->new_key);
  g_free (match);
}

/* "t0-war-room" → "war-room". */
static const char *
bare_id (const char *id)
{
  const char *dash = strchr (id, '-');

  return dash != NULL && (id[0] == 't' || id[0] == 's') && g_ascii_isdigit (id[1]) ? dash + 1 : id;
}

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *left = vigie_text_fold (a);
  g_autofree char *right = vigie_text_fold (b);

  return strcmp (left, right) == 0;
}

static gboolean
is_same (const VigieStepDef *a, const VigieStepDef *b)
{
  return strcmp (bare_id (a->id), bare_id (b->id)) == 0 || same_text (a->text.en, b->text.en) || same_text (a->text.fr, b->text.fr);
}

static char *
find_same (GPtrArray *groups, const char *list, const VigieStepDef *step)
{
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (groups, i);

      for (guint j = 0; j < group->steps->len; j++)
        {
          const VigieStepDef *candidate = g_ptr_array_index (group->steps, j);

          if (is_same (step, candidate))
            return g_strconcat (list, "/", candidate->id, NULL);
        }
    }

  return NULL;
}

static void
add_match (GPtrArray *out, const VigieIncident *incident, GPtrArray *new_groups, const char *type, const VigieStepDef *step)
{
  g_autofree char *key = g_strconcat (incident->type, "/", step->id, NULL);
  const VigieStepMark *mark = vigie_incident_step (incident, key);
  VigieStepMatch *match;

  if (mark == NULL || mark->state == VIGIE_STEP_OPEN)
    return;
  match = g_new0 (VigieStepMatch, 1);
  match->old_key = g_steal_pointer (&key);
  match->new_key = find_same (new_groups, type, step);
  match->def = step;
  g_ptr_array_add (out, match);
}

GPtrArray *
vigie_procedure_match (const VigiePlaybook *playbook, const VigieIncident *incident, const char *type)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) match_free);
  GPtrArray *old_groups, *new_groups;

  g_return_val_if_fail (playbook != NULL && incident != NULL && type != NULL, out);

  old_groups = vigie_playbook_groups (playbook, incident->type);
  new_groups = vigie_playbook_groups (playbook, type);
  for (guint i = 0; old_groups != NULL && i < old_groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (old_groups, i);

      for (guint j = 0; j < group->steps->len; j++)
        add_match (out, incident, new_groups, type, g_ptr_array_index (group->steps, j));
    }

  return out;
}
