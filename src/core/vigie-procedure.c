/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of a procedure: evidence before what may destroy it, a yes before what it guards, one option out of two.
 *
 * Nothing here is a lock. A commander who must go ahead gives a reason, and the reason is in the record; a list
 * that refuses would only be ticked afterwards, or not at all. So these functions say what stands in the way, and
 * the acts and the screens ask for the reason. Nothing of it is recorded: "not chosen" follows from the last
 * choice, so that a change of mind needs no ticks taken back. */

#include "vigie-procedure.h"

#include <string.h>

static gboolean
is_open (const VigieIncident *incident, const char *list, const VigieStepDef *step)
{
  g_autofree char *key = g_strconcat (list, "/", step->id, NULL);
  const VigieStepMark *mark = vigie_incident_step (incident, key);

  return mark == NULL || mark->state == VIGIE_STEP_OPEN;
}

gboolean
vigie_procedure_is_not_chosen (const VigieIncident *incident, const char *list, const VigieStepDef *step)
{
  const char *chosen;

  g_return_val_if_fail (incident != NULL && list != NULL && step != NULL, FALSE);

  if (step->option[0] == '\0')
    return FALSE;
  chosen = vigie_incident_option (incident, list, NULL);

  return chosen != NULL && strcmp (chosen, step->option) != 0;
}

static guint
count_evidence (const VigieIncident *incident, const char *list, GPtrArray *groups)
{
  guint n = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (groups, i);

      for (guint j = 0; j < group->steps->len; j++)
        {
          const VigieStepDef *step = g_ptr_array_index (group->steps, j);

          n += step->evidence && !vigie_procedure_is_not_chosen (incident, list, step) && is_open (incident, list, step);
        }
    }

  return n;
}

static gboolean
is_closed (const VigieIncident *incident, const char *list, const VigieStepDef *step)
{
  g_autofree char *key = g_strconcat (list, "/", step->id, NULL);
  const VigieGateAnswer *answer = vigie_incident_gate (incident, key);
  const VigieStepMark *mark = vigie_incident_step (incident, key);

  return (answer == NULL || !answer->yes) && (mark == NULL || mark->state != VIGIE_STEP_NOT_APPLICABLE);
}

static gboolean
guards (const VigieStepDef *step, const char *group)
{
  for (guint i = 0; step->gate.before != NULL && i < step->gate.before->len; i++)
    if (strcmp (g_ptr_array_index (step->gate.before, i), group) == 0)
      return TRUE;

  return FALSE;
}

const VigieStepDef *
vigie_procedure_closed_gate (const VigiePlaybook *playbook, const VigieIncident *incident, const char *list, const VigieStepGroup *group)
{
  GPtrArray *groups;

  g_return_val_if_fail (playbook != NULL && incident != NULL && list != NULL && group != NULL, NULL);

  groups = vigie_playbook_groups (playbook, list);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const VigieStepGroup *candidate = g_ptr_array_index (groups, i);

      for (guint j = 0; j < candidate->steps->len; j++)
        {
          const VigieStepDef *step = g_ptr_array_index (candidate->steps, j);

          if (step->gate.approvers != NULL && guards (step, group->id) && is_closed (incident, list, step))
            return step;
        }
    }

  return NULL;
}

static const VigieStepGroup *
group_of (GPtrArray *groups, const VigieStepDef *step)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (groups, i);

      if (g_ptr_array_find (group->steps, step, NULL))
        return group;
    }

  return NULL;
}

VigieObstacle
vigie_procedure_obstacle (const VigiePlaybook *playbook, const VigieIncident *incident, const char *key)
{
  VigieObstacle obstacle = { VIGIE_OBSTACLE_NONE, 0, NULL };
  const VigieStepDef *step;
  const VigieStepGroup *group;
  const char *slash;
  g_autofree char *list = NULL;
  GPtrArray *groups;

  g_return_val_if_fail (playbook != NULL && incident != NULL, obstacle);

  step = vigie_playbook_step (playbook, key);
  slash = key != NULL ? strchr (key, '/') : NULL;
  if (step == NULL || slash == NULL)
    return obstacle;
  list = g_strndup (key, (gsize) (slash - key));
  groups = vigie_playbook_groups (playbook, list);
  group = groups != NULL ? group_of (groups, step) : NULL;
  if (group == NULL)
    return obstacle;

  obstacle.gate = vigie_procedure_closed_gate (playbook, incident, list, group);
  obstacle.n_evidence = step->after_evidence ? count_evidence (incident, list, groups) : 0;
  if (vigie_procedure_is_not_chosen (incident, list, step))
    obstacle.kind = VIGIE_OBSTACLE_NOT_CHOSEN;
  else if (obstacle.n_evidence > 0)
    obstacle.kind = VIGIE_OBSTACLE_EVIDENCE;
  else if (obstacle.gate != NULL)
    obstacle.kind = VIGIE_OBSTACLE_GATE;

  return obstacle;
}

static void
add_approver (GString *out, const VigiePlaybook *playbook, const VigieIncident *incident, const char *id, VigieLang lang)
{
  const VigiePostDef *post = vigie_playbook_post (playbook, id);
  const VigieContactDef *contact = post == NULL ? vigie_playbook_contact (playbook, id) : NULL;
  const VigieHolding *holder = post != NULL ? vigie_incident_holder (incident, id) : NULL;

  if (out->len > 0)
    g_string_append (out, ", ");
  g_string_append (out, post != NULL      ? vigie_text_get (&post->title, lang)
                        : contact != NULL ? vigie_text_get (&contact->name, lang)
                                          : id);
  if (holder != NULL)
    g_string_append_printf (out, " (%s)", holder->person);
}

char *
vigie_procedure_approvers (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieStepDef *gate, VigieLang lang)
{
  GString *out;

  g_return_val_if_fail (playbook != NULL && incident != NULL && gate != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; gate->gate.approvers != NULL && i < gate->gate.approvers->len; i++)
    add_approver (out, playbook, incident, g_ptr_array_index (gate->gate.approvers, i), lang);

  return g_string_free (out, FALSE);
}
