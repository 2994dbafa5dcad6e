/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can only be said when every event has been applied: entries as corrected, the codes people say
 * aloud (D3, HX2, A1), and the order of every list.
 *
 * Codes are handed out by whoever writes the entry and stand in the event, because a code that
 * somebody has spoken must not change when an older event arrives. Only entries without one, or with
 * one that an earlier entry bears, get the next free number, after all given codes have been seen. */

#include "vigie-incident-private.h"

#include <string.h>

static gboolean
is_retracted (const VigieItem *item)
{
  return item->entry.retract_reason != NULL;
}

static void
lay_over (VigieItem *item)
{
  const VigieEntryExtra *extra = item->extra;
  VigieEntry *entry = &item->entry;

  if (extra == NULL)
    return;
  if (extra->correction != NULL && item->logged)
    {
      entry->correction = extra->correction;
      if (extra->new_text != NULL)
        entry->text = extra->new_text;
      if (extra->new_occurred_usec != VIGIE_TIME_NONE)
        entry->occurred_usec = extra->new_occurred_usec;
      if (extra->new_kind >= 0)
        entry->kind = (VigieEntryKind) extra->new_kind;
    }
  if (extra->retract_reason != NULL)
    {
      entry->retract_reason = extra->retract_reason;
      entry->retracted_usec = extra->retraction->occurred_usec;
    }
  entry->starred = extra->starred;
  entry->done = extra->done;
}

/* The number in "D12" after "D"; 0 if @code is no such code. */
static guint
code_number (const char *code, const char *prefix)
{
  gsize length = strlen (prefix);
  guint64 number;

  if (code == NULL || strncmp (code, prefix, length) != 0 || !g_ascii_isdigit (code[length]))
    return 0;
  if (!g_ascii_string_to_unsigned (code + length, 10, 1, 99999, &number, NULL))
    return 0;

  return (guint) number;
}

/* Gives each entry of @kind its code; returns the first number that nobody has. */
static guint
give_codes (VigieIncident *incident, VigieEntryKind kind, const char *prefix, guint first)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  guint next = first;

  for (guint i = 0; i < incident->events->len; i++)
    {
      VigieItem *item = &priv->items[i];
      guint number;

      if (!item->logged || item->entry.kind != kind || item->extra == NULL)
        continue;
      number = code_number (item->extra->given_code, prefix);
      if (number == 0 || !g_hash_table_add (used, GUINT_TO_POINTER (number)))
        continue;
      item->entry.code = item->extra->given_code;
      next = MAX (next, number + 1);
    }
  for (guint i = 0; i < incident->events->len; i++)
    {
      VigieItem *item = &priv->items[i];

      if (item->logged && item->entry.kind == kind && item->entry.code == NULL)
        {
          char code[16];

          g_snprintf (code, sizeof code, "%s%u", prefix, next++);
          item->entry.code = vigie_arena_string (priv->arena, code);
        }
    }

  return next;
}

static guint
playbook_hypotheses (const VigieIncident *incident, const VigiePlaybook *playbook)
{
  const VigieTypeDef *type = playbook != NULL ? vigie_playbook_type (playbook, incident->type)
                                              : NULL;
  guint greatest = 0;

  for (guint i = 0; type != NULL && type->hypotheses != NULL && i < type->hypotheses->len; i++)
    {
      const VigieHypothesisDef *def = type->hypotheses->pdata[i];

      greatest = MAX (greatest, code_number (def->id, "HX"));
    }

  return greatest;
}

/* Decisions come in fold order, so the last one that nobody replaced stands. */
static void
choose (VigieIncident *incident, VigieDecision *decision)
{
  const char *slash = strchr (decision->option, '/');
  g_autofree char *list = slash != NULL
                              ? g_strndup (decision->option, (gsize) (slash - decision->option))
                              : NULL;

  if (list != NULL)
    {
      const char *subject = vigie_arena_string (vigie_incident_priv (incident)->arena, list);

      g_hash_table_insert (incident->choices, (gpointer) subject, decision);
      vigie_incident_note_write (incident, VIGIE_CONFLICT_OPTION, subject, decision->option,
                                 decision->entry->event);
    }
}

/* A choice that took the place of this one and was taken back gives the place back. */
static gboolean
is_replaced (const VigieIncident *incident, const VigieItem *item)
{
  const VigieItem *other = item->replaced_by != NULL
                               ? vigie_incident_item (incident, item->replaced_by)
                               : NULL;

  return item->replaced_by != NULL && (other == NULL || !is_retracted (other));
}

static void
add_decision (VigieIncident *incident, VigieItem *item)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  VigieDecision *decision = vigie_arena_new0 (priv->arena, VigieDecision);
  const VigieEntryExtra *extra = item->extra;

  decision->code = (char *) item->entry.code;
  decision->entry = &item->entry;
  decision->decide = item->entry.text;
  decision->taken_usec = item->entry.occurred_usec;
  decision->reviewed_usec = VIGIE_TIME_NONE;
  decision->author = item->entry.event->author;
  decision->by_usec = VIGIE_TIME_NONE;
  if (extra != NULL)
    {
      decision->observe = extra->observe;
      decision->orient = extra->orient;
      decision->act = extra->act;
      decision->who = extra->who;
      decision->by_usec = extra->by_usec;
      decision->review_usec = extra->review_usec;
      decision->option = extra->option;
      if (extra->decide != NULL)
        decision->decide = extra->decide;
      if (extra->review != NULL)
        {
          decision->reviewed_usec = extra->review->occurred_usec;
          decision->result = extra->result;
          decision->verdict = extra->verdict;
          decision->reviewer = extra->review->author;
        }
    }
  if (decision->option != NULL && !is_replaced (incident, item))
    choose (incident, decision);
  g_ptr_array_add (incident->decisions, decision);
}

static void
add_hypothesis (VigieIncident *incident, VigieItem *item)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  VigieHypothesis *hypothesis = vigie_arena_new0 (priv->arena, VigieHypothesis);
  const VigieEntryExtra *extra = item->extra;

  hypothesis->code = (char *) item->entry.code;
  hypothesis->entry = &item->entry;
  hypothesis->text = item->entry.text;
  hypothesis->changed_usec = item->entry.occurred_usec;
  hypothesis->author = item->entry.event->author;
  if (extra != NULL && extra->state_event != NULL)
    {
      hypothesis->state = extra->state;
      hypothesis->tried = extra->tried;
      hypothesis->changed_usec = extra->state_event->occurred_usec;
      hypothesis->author = extra->state_event->author;
      hypothesis->marks = extra->marks;
    }
  g_ptr_array_add (incident->hypotheses, hypothesis);
}

static void
collect_entries (VigieIncident *incident, const VigiePlaybook *playbook)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);

  for (guint i = 0; i < incident->events->len; i++)
    lay_over (&priv->items[i]);
  priv->next_decision = give_codes (incident, VIGIE_ENTRY_DECISION, "D", 1);
  priv->next_hypothesis = give_codes (incident, VIGIE_ENTRY_HYPOTHESIS, "HX",
                                      playbook_hypotheses (incident, playbook) + 1);

  for (guint i = 0; i < incident->events->len; i++)
    {
      VigieItem *item = &priv->items[i];

      if (!item->hidden)
        g_ptr_array_add (incident->entries, &item->entry);
      if (!item->logged || is_retracted (item))
        continue;
      if (item->entry.kind == VIGIE_ENTRY_DECISION)
        add_decision (incident, item);
      else if (item->entry.kind == VIGIE_ENTRY_HYPOTHESIS)
        add_hypothesis (incident, item);
    }
}

/* A message or a promise that was entered by mistake and taken back does not count. */
static void
drop_retracted (VigieIncident *incident, GPtrArray *array, gsize event_offset)
{
  for (guint i = array->len; i > 0; i--)
    {
      const VigieEvent *event = G_STRUCT_MEMBER (const VigieEvent *, array->pdata[i - 1],
                                                 event_offset);
      const VigieItem *item = vigie_incident_item (incident, event->id);

      if (item != NULL && is_retracted (item))
        g_ptr_array_remove_index (array, i - 1);
    }
}

/* Stable sorts, so that fold order decides among equals. */
#define DEFINE_COMPARE(name, Type, member)                                   \
  static int compare_##name (gconstpointer a, gconstpointer b)               \
  {                                                                          \
    const Type *left = *(const Type *const *) a;                             \
    const Type *right = *(const Type *const *) b;                            \
                                                                             \
    return left->member < right->member ? -1 : left->member > right->member; \
  }

DEFINE_COMPARE (messages, VigieMessage, occurred_usec)
DEFINE_COMPARE (fulfilments, VigieFulfilment, occurred_usec)
DEFINE_COMPARE (check_ins, VigieCheckIn, occurred_usec)
DEFINE_COMPARE (calls, VigieCall, began_usec)
DEFINE_COMPARE (holdings, VigieHolding, since_usec)
DEFINE_COMPARE (support, VigieSupportMove, occurred_usec)
DEFINE_COMPARE (facts, VigieFact, occurred_usec)
DEFINE_COMPARE (breach_entries, VigieBreachEntry, occurred_usec)
DEFINE_COMPARE (breach_decisions, VigieBreachDecision, occurred_usec)

/* Items stand in fold order, so their addresses decide among equal times. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const VigieEntry *left = *(const VigieEntry *const *) a;
  const VigieEntry *right = *(const VigieEntry *const *) b;

  if (left->occurred_usec != right->occurred_usec)
    return left->occurred_usec < right->occurred_usec ? -1 : 1;

  return left < right ? -1 : left > right;
}

static void
sort_entries (GPtrArray *entries)
{
  for (guint i = 1; i < entries->len; i++)
    {
      const VigieEntry *left = entries->pdata[i - 1];
      const VigieEntry *right = entries->pdata[i];

      if (left->occurred_usec > right->occurred_usec)
        {
          g_ptr_array_sort (entries, compare_entries);
          return;
        }
    }
}

static int
compare_actions (gconstpointer a, gconstpointer b, gpointer incident)
{
  const VigieActionItem *left = *(const VigieActionItem *const *) a;
  const VigieActionItem *right = *(const VigieActionItem *const *) b;
  const VigieItem *left_item = vigie_incident_item (incident, left->id);
  const VigieItem *right_item = vigie_incident_item (incident, right->id);

  if (left_item == NULL || right_item == NULL)
    return left_item == right_item ? strcmp (left->id, right->id) : left_item == NULL ? 1 : -1;

  return left_item < right_item ? -1 : left_item > right_item;
}

static void
number_actions (VigieIncident *incident)
{
  g_ptr_array_sort_with_data (incident->actions, compare_actions, incident);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      VigieActionItem *action = incident->actions->pdata[i];
      char code[16];

      g_snprintf (code, sizeof code, "A%u", i + 1);
      action->code = vigie_arena_string (vigie_incident_priv (incident)->arena, code);
    }
}

void
vigie_incident_finish (VigieIncident *incident, const VigiePlaybook *playbook)
{
  const VigieFact *video;

  vigie_incident_settle_handovers (incident);
  collect_entries (incident, playbook);
  drop_retracted (incident, vigie_incident_priv (incident)->message_records,
                  G_STRUCT_OFFSET (VigieMessage, event));
  drop_retracted (incident, incident->fulfilments, G_STRUCT_OFFSET (VigieFulfilment, event));
  drop_retracted (incident, incident->check_ins, G_STRUCT_OFFSET (VigieCheckInItem, event));
  drop_retracted (incident, incident->calls, G_STRUCT_OFFSET (VigieCall, event));

  sort_entries (incident->entries);
  g_ptr_array_sort (vigie_incident_priv (incident)->message_records, compare_messages);
  g_ptr_array_sort (incident->fulfilments, compare_fulfilments);
  g_ptr_array_sort (incident->check_ins, compare_check_ins);
  g_ptr_array_sort (incident->calls, compare_calls);
  g_ptr_array_sort (incident->holdings, compare_holdings);
  g_ptr_array_sort (incident->support, compare_support);
  g_ptr_array_sort (incident->fact_history, compare_facts);
  g_ptr_array_sort (incident->breach_entries, compare_breach_entries);
  g_ptr_array_sort (incident->breach_decisions, compare_breach_decisions);
  number_actions (incident);
  vigie_incident_settle_causes (incident);

  vigie_incident_settle_comments (incident);
  vigie_incident_settle_notices (incident, playbook);
  vigie_incident_settle_messages (incident, playbook);
  vigie_incident_derive_stage (incident, playbook);
  vigie_incident_find_conflicts (incident);

  video = vigie_incident_fact (incident, "video_link");
  if (incident->video_link == NULL && vigie_incident_priv (incident)->link_event == NULL
      && video != NULL)
    incident->video_link = video->value;
}
