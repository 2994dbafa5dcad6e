/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fold of an incident with an entry more, made without folding the rest again.
 *
 * Somebody has pressed Enter and waits; of ten thousand events nothing changes but that one line comes to
 * them. What is added must be certain to change nothing else: text that somebody logged, that comes last
 * in the order of the fold, that replaces nothing, bears no code, and that no event named before it was
 * there. Everything else is folded whole. The new fold shares the lists and the items of the old one, which
 * are immutable, and has its own list of entries. After a while the grounds are many and a whole fold clears
 * them away; it is also what tests compare each of these with. */

#include "vigie-incident-private.h"

#include <string.h>

#define DEPTH_MAX 16

VigieFoldGround *
vigie_fold_ground_new (VigieFoldGround *below, gsize arena_bytes)
{
  VigieFoldGround *ground = g_new0 (VigieFoldGround, 1);

  g_atomic_ref_count_init (&ground->ref_count);
  if (below != NULL)
    {
      g_atomic_ref_count_inc (&below->ref_count);
      ground->below = below;
      ground->depth = below->depth + 1;
    }
  ground->arena = vigie_arena_new (arena_bytes);
  ground->owned_arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  ground->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  return ground;
}

void
vigie_fold_ground_unref (VigieFoldGround *ground)
{
  while (ground != NULL && g_atomic_ref_count_dec (&ground->ref_count))
    {
      VigieFoldGround *below = ground->below;

      g_ptr_array_unref (ground->owned_arrays);
      g_hash_table_unref (ground->by_id);
      vigie_arena_free (ground->arena);
      g_free (ground);
      ground = below;
    }
}

VigieItem *
vigie_incident_target (VigieIncident *incident, const char *event_id)
{
  VigieItem *item = vigie_incident_item (incident, event_id);

  if (item == NULL)
    vigie_incident_priv (incident)->n_loose++;

  return item;
}

/* All that can be told before its body is read. */
static gboolean
may_append (const VigieIncident *incident, const VigieEvent *last, const VigieEvent *event)
{
  return strcmp (event->kind, "entry.logged") == 0 && !event->redacted
         && (event->replaces == NULL || event->replaces[0] == NULL) && vigie_event_compare (last, event) < 0
         && vigie_incident_item (incident, event->id) == NULL
         && !g_hash_table_contains (vigie_incident_priv (incident)->action_by_id, event->id)
         && !g_hash_table_contains (vigie_incident_priv (incident)->notice_by_id, event->id)
         && !g_hash_table_contains (vigie_incident_priv (incident)->cause_by_id, event->id);
}

static gboolean
may_append_all (const VigieIncident *incident, GPtrArray *events, const VigiePlaybook *playbook)
{
  const VigieIncidentPriv *priv = vigie_incident_priv (incident);
  const VigieEvent *last = incident->events->pdata[incident->events->len - 1];

  if (priv->n_loose > 0 || priv->playbook != playbook || priv->ground->depth >= DEPTH_MAX || events->len == 0)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      if (!may_append (incident, last, events->pdata[i]))
        return FALSE;
      last = events->pdata[i];
    }

  return TRUE;
}

static gpointer
ref_event (gconstpointer event, gpointer data)
{
  return vigie_event_ref ((VigieEvent *) event);
}

/* Every list is shared, but for those that grow. */
static VigieIncident *
incident_above (VigieIncident *incident)
{
  VigieIncident *above = g_memdup2 (incident, sizeof *incident);
  VigieIncidentPriv *priv = g_memdup2 (incident->priv, sizeof *priv);
  GPtrArray *arrays[] = {
    above->fact_history, above->holdings,  above->handovers, above->hypotheses, above->decisions,
    above->messages,     above->fulfilments, above->check_ins, above->calls,    above->changes,
    above->support,      above->actions,   priv->links,      priv->handover_answers, above->step_history,
    above->conflicts,    priv->freeings,   priv->partings,   above->notices,
    priv->message_records, above->void_messages,
    priv->notice_records, above->breach_lowerings, above->breach_entries, above->breach_decisions,
    above->comments,     priv->comment_records,
    priv->post_mortem_steps,
    above->causes,       above->removed_causes, above->techniques, priv->cause_items,
  };
  GHashTable *tables[] = {
    above->facts, above->steps, above->gates, above->confirmations, above->choices, above->sections, priv->action_by_id,
    priv->rivals, priv->notice_by_id, priv->cause_by_id, above->breach_lowered, above->breach_answers,
  };

  g_atomic_ref_count_init (&above->ref_count);
  above->priv = priv;
  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_ptr_array_ref (arrays[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_hash_table_ref (tables[i]);
  if (priv->membership != NULL)
    vigie_membership_ref (priv->membership);
  g_array_ref (priv->writes);
  g_array_ref (priv->level_moves);
  g_array_ref (priv->stage_moves);
  above->events = g_ptr_array_copy (incident->events, (GCopyFunc) ref_event, NULL);
  above->entries = g_ptr_array_copy (incident->entries, NULL, NULL);
  priv->ground = vigie_fold_ground_new (priv->ground, 1024);
  priv->arena = priv->ground->arena;
  priv->owned_arrays = priv->ground->owned_arrays;
  priv->items = NULL;

  return above;
}

/* FALSE: not a line and nothing else. */
static gboolean
add_event (VigieIncident *incident, VigieEvent *event)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  VigieItem *item = vigie_arena_new0 (priv->arena, VigieItem);
  g_autoptr(VigieJson) body = vigie_event_body (event);
  guint place = incident->entries->len;

  item->entry.event = event;
  item->entry.occurred_usec = event->occurred_usec;
  item->entry.retracted_usec = VIGIE_TIME_NONE;
  if (body == NULL || !vigie_incident_apply (incident, item, body) || !item->logged
      || item->entry.kind == VIGIE_ENTRY_DECISION || item->entry.kind == VIGIE_ENTRY_HYPOTHESIS)
    return FALSE;
  g_ptr_array_add (incident->events, vigie_event_ref (event));
  g_hash_table_insert (priv->ground->by_id, (gpointer) event->id, item);
  /* Last in the order of the fold, so after those of the same moment. */
  while (place > 0 && ((const VigieEntry *) incident->entries->pdata[place - 1])->occurred_usec > event->occurred_usec)
    place--;
  g_ptr_array_insert (incident->entries, (gint) place, &item->entry);

  return TRUE;
}

VigieIncident *
vigie_incident_append (VigieIncident *incident, GPtrArray *events, const VigiePlaybook *playbook)
{
  g_autoptr(VigieIncident) above = NULL;

  if (!may_append_all (incident, events, playbook))
    return NULL;
  above = incident_above (incident);
  for (guint i = 0; i < events->len; i++)
    {
      if (!add_event (above, events->pdata[i]))
        return NULL;
    }

  return g_steal_pointer (&above);
}
