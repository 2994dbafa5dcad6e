/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions to a folded incident: who holds a post, is it over, was there an outage.
 *
 * Each answer is worked out from the public members, in one place, so that a screen, a report and the
 * clocks cannot give different ones. */

#include "vigie-incident-private.h"

#include <string.h>

#include "vigie-time.h"

VigieItem *
vigie_incident_item (const VigieIncident *incident, const char *event_id)
{
  if (event_id == NULL)
    return NULL;

  for (const VigieFoldGround *ground = vigie_incident_priv (incident)->ground; ground != NULL; ground = ground->below)
    {
      VigieItem *item = g_hash_table_lookup (ground->by_id, event_id);

      if (item != NULL)
        return item;
    }

  return NULL;
}

const VigieEntry *
vigie_incident_entry (const VigieIncident *incident, const char *event_id)
{
  VigieItem *item;

  g_return_val_if_fail (incident != NULL, NULL);

  item = vigie_incident_item (incident, event_id);

  return item != NULL && !item->hidden ? &item->entry : NULL;
}

const VigieGateAnswer *
vigie_incident_gate (const VigieIncident *incident, const char *step_key)
{
  g_return_val_if_fail (incident != NULL, NULL);

  return step_key != NULL ? g_hash_table_lookup (incident->gates, step_key) : NULL;
}

const VigieConfirmation *
vigie_incident_confirmation (const VigieIncident *incident, const char *query, const char *subject)
{
  g_autofree char *key = g_strconcat (query != NULL ? query : "", "\n", subject, NULL);

  g_return_val_if_fail (incident != NULL, NULL);

  return g_hash_table_lookup (incident->confirmations, key);
}

const char *
vigie_incident_option (const VigieIncident *incident, const char *list, const VigieDecision **decision)
{
  const VigieDecision *chosen;

  g_return_val_if_fail (incident != NULL, NULL);

  chosen = list != NULL ? g_hash_table_lookup (incident->choices, list) : NULL;
  if (decision != NULL)
    *decision = chosen;

  return chosen != NULL ? strchr (chosen->option, '/') + 1 : NULL;
}

/* After a merge two people may hold one post; the later taking is the one that is named. */
const VigieHolding *
vigie_incident_holder (const VigieIncident *incident, const char *post)
{
  const VigieHolding *holder = NULL;

  g_return_val_if_fail (incident != NULL, NULL);
  g_return_val_if_fail (post != NULL, NULL);

  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (holding->until_usec == VIGIE_TIME_NONE && strcmp (holding->post, post) == 0
          && (holder == NULL || vigie_event_compare (holding->event, holder->event) > 0))
        holder = holding;
    }

  return holder;
}

guint
vigie_incident_n_holders (const VigieIncident *incident, const char *post)
{
  guint n = 0;

  g_return_val_if_fail (incident != NULL, 0);
  g_return_val_if_fail (post != NULL, 0);

  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      n += holding->until_usec == VIGIE_TIME_NONE && strcmp (holding->post, post) == 0;
    }

  return n;
}

const VigieHandover *
vigie_incident_handover (const VigieIncident *incident, const char *post)
{
  g_return_val_if_fail (incident != NULL, NULL);
  g_return_val_if_fail (post != NULL, NULL);

  for (guint i = 0; i < incident->handovers->len; i++)
    {
      const VigieHandover *handover = incident->handovers->pdata[i];

      if (strcmp (handover->state, "pending") == 0 && strcmp (handover->post, post) == 0)
        return handover;
    }

  return NULL;
}

const VigieFact *
vigie_incident_fact (const VigieIncident *incident, const char *name)
{
  g_return_val_if_fail (incident != NULL, NULL);

  return name != NULL ? g_hash_table_lookup (incident->facts, name) : NULL;
}

/**
 * vigie_incident_fact_at:
 * @incident: an incident
 * @name: name of a fact
 * @at_usec: a moment, in microseconds since 1970 UTC
 *
 * Returns: (nullable) (transfer none): the fact as it stood at @at_usec
 */
const VigieFact *
vigie_incident_fact_at (const VigieIncident *incident, const char *name, gint64 at_usec)
{
  const VigieFact *fact = vigie_incident_fact (incident, name);

  if (fact == NULL || fact->occurred_usec <= at_usec)
    return fact;

  fact = NULL;
  for (guint i = 0; i < incident->fact_history->len; i++)
    {
      const VigieFact *past = g_ptr_array_index (incident->fact_history, i);

      if (strcmp (past->name, name) == 0 && past->occurred_usec <= at_usec)
        fact = past;
    }

  return fact;
}

const VigieStepMark *
vigie_incident_step (const VigieIncident *incident, const char *key)
{
  g_return_val_if_fail (incident != NULL, NULL);

  return key != NULL ? g_hash_table_lookup (incident->steps, key) : NULL;
}

const VigieStepMark *
vigie_incident_step_at (const VigieIncident *incident, const char *key, gint64 at_usec)
{
  const VigieStepMark *last = vigie_incident_step (incident, key);

  g_return_val_if_fail (incident != NULL, NULL);

  if (last == NULL || last->occurred_usec <= at_usec)
    return last;
  for (guint i = incident->step_history->len; i > 0; i--)
    {
      const VigieStepMark *mark = g_ptr_array_index (incident->step_history, i - 1);

      if (mark->occurred_usec <= at_usec && strcmp (mark->key, key) == 0)
        return mark;
    }

  return NULL;
}

const VigieSection *
vigie_incident_section (const VigieIncident *incident, const char *section, VigieLang lang)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (incident != NULL, NULL);
  g_return_val_if_fail (section != NULL, NULL);

  key = g_strconcat (section, "/", vigie_lang_to_word (lang), NULL);

  return g_hash_table_lookup (incident->sections, key);
}

const char *
vigie_incident_support_level (const VigieIncident *incident)
{
  g_return_val_if_fail (incident != NULL, NULL);

  return vigie_incident_priv (incident)->support_level;
}

gboolean
vigie_incident_is_breach (const VigieIncident *incident)
{
  g_return_val_if_fail (incident != NULL, FALSE);

  return g_strcmp0 (incident->type, "INC-02") == 0 || incident->answers.data == VIGIE_DATA_CONFIRMED;
}

gboolean
vigie_incident_is_active (const VigieIncident *incident)
{
  g_return_val_if_fail (incident != NULL, FALSE);

  return !incident->cancelled && incident->milestones[VIGIE_MILESTONE_RESOLVED] == VIGIE_TIME_NONE
         && incident->milestones[VIGIE_MILESTONE_CLOSED] == VIGIE_TIME_NONE
         && incident->stage != VIGIE_STAGE_RESOLVED && incident->stage != VIGIE_STAGE_CLOSED;
}

gboolean
vigie_incident_war_room_is_open (const VigieIncident *incident)
{
  g_return_val_if_fail (incident != NULL, FALSE);

  return incident->war_room_opened_usec != VIGIE_TIME_NONE
         && incident->war_room_closed_usec == VIGIE_TIME_NONE;
}

gint64
vigie_incident_watched_since_usec (const VigieIncident *incident, gint64 at_usec)
{
  gint64 since_usec, reopened_usec;

  g_return_val_if_fail (incident != NULL, VIGIE_TIME_NONE);

  since_usec = incident->milestones[VIGIE_MILESTONE_RESTORED];
  if (since_usec == VIGIE_TIME_NONE)
    since_usec = incident->milestones[VIGIE_MILESTONE_RESOLVED];
  reopened_usec = incident->reopened_usec;
  if (since_usec == VIGIE_TIME_NONE || since_usec > at_usec)
    return VIGIE_TIME_NONE;

  return reopened_usec != VIGIE_TIME_NONE && reopened_usec <= at_usec ? MAX (since_usec, reopened_usec) : since_usec;
}

gint64
vigie_incident_first_opened_usec (const VigieIncident *incident)
{
  return vigie_incident_priv (incident)->first_opened_usec;
}

const char *
vigie_incident_same_cause (const VigieIncident *incident)
{
  VigieIncidentPriv *priv;

  g_return_val_if_fail (incident != NULL, NULL);

  priv = vigie_incident_priv (incident);
  for (guint i = priv->links->len; i > 0; i--)
    {
      const VigieIncidentLink *link = priv->links->pdata[i - 1];

      if (g_strcmp0 (link->relation, "same-cause") == 0)
        return link->incident;
    }

  return NULL;
}

static gint64
fact_time (const VigieIncident *incident, const char *name)
{
  const VigieFact *fact = vigie_incident_fact (incident, name);
  gint64 time_usec;

  if (fact == NULL || fact->value == NULL || fact->state == VIGIE_FACT_UNKNOWN)
    return VIGIE_TIME_NONE;
  if (!vigie_time_parse_rfc3339 (fact->value, &time_usec, NULL))
    return VIGIE_TIME_NONE;

  return time_usec;
}

static gint64
first_known (gint64 a_usec, gint64 b_usec, gint64 c_usec)
{
  if (a_usec != VIGIE_TIME_NONE)
    return a_usec;

  return b_usec != VIGIE_TIME_NONE ? b_usec : c_usec;
}

/* What the fact sheet says comes first; else the incident's type says whether an outage is assumed. */
static gboolean
outage_is_assumed (const VigieIncident *incident, const VigiePlaybook *playbook)
{
  const VigieFact *fact = vigie_incident_fact (incident, "outage");
  const VigieTypeDef *type = playbook != NULL ? vigie_playbook_type (playbook, incident->type) : NULL;
  const char *rule = type != NULL && type->outage != NULL ? type->outage : "by-level";

  if (fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && strcmp (fact->value, "no") == 0)
    return FALSE;
  if (fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && strcmp (fact->value, "yes") == 0)
    return TRUE;
  if (strcmp (rule, "assumed") == 0)
    return TRUE;

  return strcmp (rule, "by-level") == 0 && incident->level == VIGIE_LEVEL_P1;
}

gboolean
vigie_incident_outage (const VigieIncident *incident, const VigiePlaybook *playbook, gint64 *start_usec, gint64 *end_usec, gboolean *is_running)
{
  gint64 start;
  gint64 end;

  g_return_val_if_fail (incident != NULL, FALSE);

  start = fact_time (incident, "outage_start");
  if (start == VIGIE_TIME_NONE && !outage_is_assumed (incident, playbook))
    return FALSE;

  start = first_known (start, incident->milestones[VIGIE_MILESTONE_STARTED],
                       incident->milestones[VIGIE_MILESTONE_DETECTED]);
  if (start == VIGIE_TIME_NONE)
    return FALSE;
  end = first_known (fact_time (incident, "outage_end"), incident->milestones[VIGIE_MILESTONE_RESTORED],
                     incident->milestones[VIGIE_MILESTONE_RESOLVED]);

  if (start_usec != NULL)
    *start_usec = start;
  if (end_usec != NULL)
    *end_usec = end;
  if (is_running != NULL)
    *is_running = end == VIGIE_TIME_NONE;

  return TRUE;
}

gint64
vigie_incident_elapsed_usec (const VigieIncident *incident, gint64 now_usec)
{
  gint64 start;
  gint64 end;

  g_return_val_if_fail (incident != NULL, 0);

  start = first_known (incident->milestones[VIGIE_MILESTONE_STARTED],
                       incident->milestones[VIGIE_MILESTONE_DETECTED],
                       incident->milestones[VIGIE_MILESTONE_DECLARED]);
  end = first_known (incident->milestones[VIGIE_MILESTONE_RESOLVED],
                     incident->milestones[VIGIE_MILESTONE_CLOSED], now_usec);

  return start == VIGIE_TIME_NONE || end < start ? 0 : end - start;
}
