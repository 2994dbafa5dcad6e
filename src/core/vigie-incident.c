/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fold: from a heap of events to the incident they tell.
 *
 * Order decides nothing by accident. Events are sorted by (stamp, device, id), the ids that some
 * event replaces are collected first, and only then each event is applied once; so any arrival order
 * gives the same incident, and a value that somebody saw and replaced never comes back because of a
 * clock that is fast. The declaration is the ground on which everything stands and is applied before
 * the rest, even if its device's clock was ahead of everybody's.
 *
 * An event whose body is not as docs/events.md says is set aside: it keeps a line in the timeline, is
 * counted, and must have no effect; as it may have claimed to replace something, the fold is then
 * made again without that claim. Refolding everything is also what vigie_incident_with() does, but for
 * the one case that somebody waits for: an entry at the end (vigie-incident-append.c). */

#include "vigie-incident-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-notice.h"

static VigieIncident *
incident_new (GPtrArray *events)
{
  static const char *const nobody[] = { NULL };
  VigieIncident *incident = g_new0 (VigieIncident, 1);
  VigieIncidentPriv *priv = g_new0 (VigieIncidentPriv, 1);

  g_atomic_ref_count_init (&incident->ref_count);
  incident->priv = priv;
  incident->events = g_ptr_array_ref (events);
  incident->entries = g_ptr_array_sized_new (events->len);
  incident->facts = g_hash_table_new (g_str_hash, g_str_equal);
  incident->steps = g_hash_table_new (g_str_hash, g_str_equal);
  incident->gates = g_hash_table_new (g_str_hash, g_str_equal);
  incident->confirmations = g_hash_table_new (g_str_hash, g_str_equal);
  incident->choices = g_hash_table_new (g_str_hash, g_str_equal);
  incident->sections = g_hash_table_new (g_str_hash, g_str_equal);
  incident->breach_lowered = g_hash_table_new (g_str_hash, g_str_equal);
  incident->breach_answers = g_hash_table_new (g_str_hash, g_str_equal);
  incident->breach_lowerings = g_ptr_array_new ();
  incident->breach_entries = g_ptr_array_new ();
  incident->breach_decisions = g_ptr_array_new ();
  incident->fact_history = g_ptr_array_new ();
  incident->step_history = g_ptr_array_new ();
  incident->holdings = g_ptr_array_new ();
  incident->handovers = g_ptr_array_new ();
  incident->hypotheses = g_ptr_array_new ();
  incident->decisions = g_ptr_array_new ();
  incident->messages = g_ptr_array_new ();
  incident->void_messages = g_ptr_array_new ();
  incident->fulfilments = g_ptr_array_new ();
  incident->check_ins = g_ptr_array_new ();
  incident->calls = g_ptr_array_new ();
  incident->changes = g_ptr_array_new ();
  incident->support = g_ptr_array_new ();
  incident->actions = g_ptr_array_new ();
  incident->causes = g_ptr_array_new ();
  incident->removed_causes = g_ptr_array_new ();
  incident->techniques = g_ptr_array_new ();
  incident->conflicts = g_ptr_array_new ();
  incident->notices = g_ptr_array_new ();
  incident->comments = g_ptr_array_new ();

  incident->type = "other";
  incident->level_reason = "";
  incident->restricted_to = nobody;
  incident->war_room_opened_usec = incident->war_room_closed_usec = VIGIE_TIME_NONE;
  incident->breach_known_usec = incident->assessed_usec = incident->reopened_usec = VIGIE_TIME_NONE;
  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    incident->milestones[i] = VIGIE_TIME_NONE;
  vigie_answers_init (&incident->answers);

  priv->ground = vigie_fold_ground_new (NULL, (gsize) events->len * (128 + sizeof (VigieItem)));
  priv->arena = priv->ground->arena;
  priv->owned_arrays = priv->ground->owned_arrays;
  priv->items = vigie_arena_alloc (priv->arena, (events->len + 1) * sizeof (VigieItem));
  priv->level_moves = g_array_new (FALSE, FALSE, sizeof (VigieLevelMove));
  priv->stage_moves = g_array_new (FALSE, FALSE, sizeof (VigieStageMove));
  priv->links = g_ptr_array_new ();
  priv->partings = g_ptr_array_new ();
  priv->writes = g_array_new (FALSE, FALSE, sizeof (VigieRegisterWrite));
  priv->rivals = g_hash_table_new (g_str_hash, g_str_equal);
  priv->freeings = g_ptr_array_new ();
  priv->handover_answers = g_ptr_array_new ();
  priv->action_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  priv->cause_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  priv->cause_items = g_ptr_array_new ();
  priv->notice_records = g_ptr_array_new ();
  priv->message_records = g_ptr_array_new ();
  priv->comment_records = g_ptr_array_new ();
  priv->post_mortem_steps = g_ptr_array_new ();
  priv->notice_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  priv->stage_apart = -1;
  priv->first_opened_usec = VIGIE_TIME_NONE;

  return incident;
}

static void
incident_free (VigieIncident *incident)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  GPtrArray *arrays[] = {
    incident->entries,     incident->fact_history, incident->holdings, incident->hypotheses,
    incident->decisions,   incident->messages,     incident->calls,    incident->fulfilments,
    incident->check_ins,   incident->changes,      incident->support,  incident->actions,
    incident->events,      priv->links,
    incident->handovers,   priv->handover_answers, incident->step_history,
    incident->conflicts,   priv->freeings,        priv->partings,        incident->notices,
    priv->message_records, incident->void_messages,
    priv->notice_records,  incident->breach_lowerings, incident->breach_entries, incident->breach_decisions,
    incident->comments,    priv->comment_records,
    priv->post_mortem_steps,
    incident->causes,      incident->removed_causes, incident->techniques, priv->cause_items,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_ptr_array_unref (arrays[i]);
  g_hash_table_unref (incident->facts);
  g_hash_table_unref (incident->steps);
  g_hash_table_unref (incident->gates);
  g_hash_table_unref (incident->confirmations);
  g_hash_table_unref (incident->choices);
  g_hash_table_unref (incident->sections);
  g_hash_table_unref (incident->breach_lowered);
  g_hash_table_unref (incident->breach_answers);
  g_hash_table_unref (priv->action_by_id);
  g_hash_table_unref (priv->cause_by_id);
  g_hash_table_unref (priv->notice_by_id);
  g_clear_pointer (&priv->membership, vigie_membership_unref);
  g_hash_table_unref (priv->rivals);
  g_array_unref (priv->writes);
  g_array_unref (priv->level_moves);
  g_array_unref (priv->stage_moves);
  vigie_fold_ground_unref (priv->ground);
  g_free (priv);
  g_free (incident);
}

static void
make_items (VigieIncident *incident)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);

  for (guint i = 0; i < incident->events->len; i++)
    {
      VigieItem *item = &priv->items[i];
      const VigieEvent *event = incident->events->pdata[i];

      item->entry.event = event;
      item->entry.kind = VIGIE_ENTRY_FOLLOWUP;
      item->entry.occurred_usec = event->occurred_usec;
      item->entry.retracted_usec = VIGIE_TIME_NONE;
      g_hash_table_insert (priv->ground->by_id, (gpointer) event->id, item);
    }
}

static void
mark_replaced (VigieIncident *incident, const guint8 *claims_nothing)
{
  for (guint i = 0; i < incident->events->len; i++)
    {
      const VigieEvent *event = incident->events->pdata[i];

      for (guint j = 0; !claims_nothing[i] && event->replaces != NULL && event->replaces[j] != NULL; j++)
        {
          VigieItem *target = vigie_incident_target (incident, event->replaces[j]);

          /* Nothing replaces itself: such a claim would make a value vanish. */
          if (target == NULL || target->entry.event == event)
            continue;
          if (target->replaced_by == NULL || event->occurred_usec < target->replaced_usec)
            {
              target->replaced_by = event->id;
              target->replaced_usec = event->occurred_usec;
            }
        }
    }
}

static gboolean
apply_item (VigieIncident *incident, VigieItem *item)
{
  const VigieEvent *event = item->entry.event;
  g_autoptr(VigieJson) body = NULL;

  if (event->redacted)
    return TRUE;
  if (!vigie_incident_knows_kind (event->kind))
    {
      incident->n_unknown_kinds++;
      return TRUE;
    }

  body = vigie_event_body (event);
  item->bad = body == NULL || !vigie_incident_apply (incident, item, body);
  if (item->bad)
    {
      item->entry.kind = VIGIE_ENTRY_FOLLOWUP;
      incident->n_set_aside++;
    }

  return !item->bad;
}

static VigieItem *
apply_declaration (VigieIncident *incident)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);

  for (guint i = 0; i < incident->events->len; i++)
    {
      VigieItem *item = &priv->items[i];

      if (strcmp (item->entry.event->kind, "incident.declared") != 0 || item->entry.event->redacted)
        continue;
      if (apply_item (incident, item))
        return item;
    }

  return NULL;
}

/* One pass. @again: some event that could not be applied claimed to replace others; @claims_nothing
 * now says which, and the pass must be made anew. */
static VigieIncident *
fold_once (GPtrArray *sorted, guint8 *claims_nothing, gboolean *again)
{
  VigieIncident *incident = incident_new (sorted);
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  VigieItem *declaration;

  *again = FALSE;
  make_items (incident);
  mark_replaced (incident, claims_nothing);
  declaration = apply_declaration (incident);
  if (declaration == NULL)
    {
      vigie_incident_unref (incident);
      return NULL;
    }

  for (guint i = 0; i < sorted->len; i++)
    {
      VigieItem *item = &priv->items[i];

      if (item != declaration && !item->bad)
        apply_item (incident, item);
      if (item->bad && item->entry.event->replaces != NULL && item->entry.event->replaces[0] != NULL
          && !claims_nothing[i])
        claims_nothing[i] = *again = TRUE;
    }

  return incident;
}

VigieIncident *
vigie_incident_fold (GPtrArray *events, const VigiePlaybook *playbook, gint64 until_usec, GError **error)
{
  g_autoptr(GPtrArray) sorted = NULL;
  g_autofree guint8 *claims_nothing = NULL;
  VigieIncident *incident = NULL;
  gboolean again;

  g_return_val_if_fail (events != NULL, NULL);

  sorted = vigie_events_sorted (events, until_usec);
  claims_nothing = g_new0 (guint8, sorted->len + 1);
  do
    {
      g_clear_pointer (&incident, vigie_incident_unref);
      incident = fold_once (sorted, claims_nothing, &again);
    }
  while (again && incident != NULL);

  if (incident == NULL)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                           _("There is no declaration of this incident among its events."));
      return NULL;
    }
  vigie_incident_finish (incident, playbook);
  vigie_incident_priv (incident)->playbook = playbook;

  return incident;
}

VigieIncident *
vigie_incident_with (VigieIncident *incident, GPtrArray *new_events, const VigiePlaybook *playbook, GError **error)
{
  g_autoptr(GPtrArray) all = NULL;
  VigieMembership *membership;
  VigieIncident *appended;

  g_return_val_if_fail (incident != NULL, NULL);
  g_return_val_if_fail (new_events != NULL, NULL);

  appended = vigie_incident_append (incident, new_events, playbook);
  if (appended != NULL)
    return appended;
  all = g_ptr_array_sized_new (incident->events->len + new_events->len);
  for (guint i = 0; i < incident->events->len; i++)
    g_ptr_array_add (all, incident->events->pdata[i]);
  for (guint i = 0; i < new_events->len; i++)
    g_ptr_array_add (all, new_events->pdata[i]);

  appended = vigie_incident_fold (all, playbook, VIGIE_TIME_NONE, error);
  membership = vigie_incident_priv (incident)->membership;
  if (appended != NULL && membership != NULL)
    vigie_incident_judge_members (appended, playbook, membership);

  return appended;
}

VigieIncident *
vigie_incident_ref (VigieIncident *incident)
{
  g_return_val_if_fail (incident != NULL, NULL);

  g_atomic_ref_count_inc (&incident->ref_count);

  return incident;
}

void
vigie_incident_unref (VigieIncident *incident)
{
  g_return_if_fail (incident != NULL);

  if (g_atomic_ref_count_dec (&incident->ref_count))
    incident_free (incident);
}
