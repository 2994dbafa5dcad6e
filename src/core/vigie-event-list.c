/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of a fold, the same on every device whatever arrived first. */

#include "vigie-event.h"

static int
compare_events (gconstpointer a, gconstpointer b)
{
  return vigie_event_compare (*(const VigieEvent *const *) a, *(const VigieEvent *const *) b);
}

static gboolean
is_sorted (GPtrArray *events)
{
  for (guint i = 1; i < events->len; i++)
    {
      if (vigie_event_compare (events->pdata[i - 1], events->pdata[i]) >= 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * vigie_events_sorted:
 * @events: (element-type VigieEvent): events in any order
 * @until_usec: leave out what occurred after this time; %VIGIE_TIME_NONE: nothing
 *
 * Puts events into the order in which every fold applies them. Of several with one id the first counts.
 *
 * Returns: (transfer full) (element-type VigieEvent): a new list
 */
GPtrArray *
vigie_events_sorted (GPtrArray *events, gint64 until_usec)
{
  GPtrArray *sorted = g_ptr_array_new_full (events->len, (GDestroyNotify) vigie_event_unref);
  g_autoptr(GHashTable) seen = NULL;
  g_autoptr(GPtrArray) all = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      VigieEvent *event = events->pdata[i];

      if (until_usec == VIGIE_TIME_NONE || event->occurred_usec <= until_usec)
        g_ptr_array_add (sorted, vigie_event_ref (event));
    }
  if (!is_sorted (sorted))
    g_ptr_array_sort (sorted, compare_events);

  all = sorted;
  sorted = g_ptr_array_new_full (all->len, (GDestroyNotify) vigie_event_unref);
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < all->len; i++)
    {
      VigieEvent *event = all->pdata[i];

      if (g_hash_table_add (seen, (gpointer) event->id))
        g_ptr_array_add (sorted, vigie_event_ref (event));
    }

  return sorted;
}
