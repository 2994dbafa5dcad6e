/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tree of causes, from the versions that stand.
 *
 * Each version names what it explains, so two people who move causes apart from each other may together close a
 * circle, though neither act did. Of the versions in such a circle the last one in the order of the fold gives
 * way: its cause stands under the problem itself, says that it does, and waits to be moved. Circles cannot share a
 * cause, for each names one parent; so it makes no difference which circle is found first.
 *
 * What stands beneath a removed cause stands under the next one above that is there: whoever added it while
 * somebody else removed the branch loses nothing. */

#include "vigie-incident-private.h"

#include <string.h>

/* Items stand in fold order; of one whose making event is not here, the version that is. */
static int
compare_made (gconstpointer a, gconstpointer b, gpointer incident)
{
  const VigieCauseItem *left = *(const VigieCauseItem *const *) a;
  const VigieCauseItem *right = *(const VigieCauseItem *const *) b;
  const VigieItem *left_item = vigie_incident_item (incident, left->cause.id);
  const VigieItem *right_item = vigie_incident_item (incident, right->cause.id);

  if (left_item == NULL || right_item == NULL)
    return left_item == right_item ? strcmp (left->cause.id, right->cause.id)
           : left_item == NULL     ? 1
                                   : -1;

  return left_item < right_item ? -1 : left_item > right_item;
}

/* Removals of causes that nobody has told of wait for them. */
static GPtrArray *
told_items (VigieIncident *incident)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  GPtrArray *told = g_ptr_array_new ();

  for (guint i = 0; i < priv->cause_items->len; i++)
    if (((const VigieCauseItem *) priv->cause_items->pdata[i])->cause.event != NULL)
      g_ptr_array_add (told, priv->cause_items->pdata[i]);
  g_ptr_array_sort_with_data (told, compare_made, incident);

  return told;
}

static void
name_and_join (VigieIncident *incident, GPtrArray *items)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);

  for (guint i = 0; i < items->len; i++)
    {
      VigieCauseItem *item = items->pdata[i];
      VigieCauseItem *above = item->cause.wanted != NULL
                                  ? g_hash_table_lookup (priv->cause_by_id, item->cause.wanted)
                                  : NULL;
      char code[16];

      g_snprintf (code, sizeof code, "C%u", i + 1);
      item->cause.code = vigie_arena_string (priv->arena, code);
      item->above = above != NULL && above->cause.event != NULL ? above : NULL;
    }
}

/* @first stands in a circle. */
static void
break_circle (VigieCauseItem *first)
{
  VigieCauseItem *last = first;

  for (VigieCauseItem *at = first->above; at != first; at = at->above)
    if (vigie_event_compare (last->cause.event, at->cause.event) < 0)
      last = at;
  last->above = NULL;
  last->cause.circular = TRUE;
}

/* @walk: a number of this walk, so that each item is passed once. */
static void
look_for_circle (VigieCauseItem *item, guint walk)
{
  VigieCauseItem *at = item;

  while (at != NULL && at->walk == 0)
    {
      at->walk = walk;
      at = at->above;
    }
  if (at != NULL && at->walk == walk)
    break_circle (at);
}

static VigieCauseItem *
next_above (const VigieCauseItem *item)
{
  VigieCauseItem *above = item->above;

  while (above != NULL && above->cause.removed)
    above = above->above;

  return above;
}

/* Puts @item behind its elder siblings; @items are in the order in which they were made. */
static void
hang (VigieCauseItem *item, VigieCauseItem **first, VigieCauseItem **last)
{
  if (*last != NULL)
    (*last)->next = item;
  else
    *first = item;
  *last = item;
}

/* Depth first, without recursion: a chain may be long. */
static void
list_branches (VigieIncident *incident, VigieCauseItem *first)
{
  g_autoptr(GPtrArray) stack = g_ptr_array_new ();

  for (VigieCauseItem *item = first; item != NULL; item = item->next)
    {
      VigieCauseItem *at = item;

      g_ptr_array_set_size (stack, 0);
      do
        {
          g_ptr_array_add (incident->causes, &at->cause);
          if (at != item && at->next != NULL)
            g_ptr_array_add (stack, at->next);
          at = at->first_child != NULL ? at->first_child
               : stack->len > 0        ? g_ptr_array_steal_index (stack, stack->len - 1)
                                       : NULL;
        }
      while (at != NULL);
    }
}

static void
set_depths (VigieIncident *incident)
{
  for (guint i = 0; i < incident->causes->len; i++)
    {
      VigieCause *cause = incident->causes->pdata[i];

      cause->depth = cause->parent != NULL ? cause->parent->depth + 1 : 0;
    }
}

void
vigie_incident_settle_causes (VigieIncident *incident)
{
  g_autoptr(GPtrArray) items = told_items (incident);
  VigieCauseItem *first[2] = { NULL, NULL };
  VigieCauseItem *last[2] = { NULL, NULL };

  name_and_join (incident, items);
  for (guint i = 0; i < items->len; i++)
    look_for_circle (items->pdata[i], i + 1);
  for (guint i = 0; i < items->len; i++)
    {
      VigieCauseItem *item = items->pdata[i];
      VigieCauseItem *above = next_above (item);

      item->cause.parent = above != NULL ? &above->cause : NULL;
      if (item->cause.removed)
        g_ptr_array_add (incident->removed_causes, &item->cause);
      else if (above != NULL)
        hang (item, &above->first_child, &above->last_child);
      else
        hang (item, &first[item->cause.is_factor], &last[item->cause.is_factor]);
    }
  /* First the answers to the problem, then what contributed to it. */
  list_branches (incident, first[0]);
  list_branches (incident, first[1]);
  set_depths (incident);
}
