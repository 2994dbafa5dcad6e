/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is missing of a stream: places at the hub that were never shown to this seat, because it might not see the incident
 * then. The places of a stream are numbered without a gap, so a jump tells. */

#include <string.h>

#include "vigie-store-sync-private.h"

/**
 * vigie_store_gap_free:
 * @gap: (nullable) (transfer full): a gap
 */
void
vigie_store_gap_free (VigieStoreGap *gap)
{
  if (gap == NULL)
    return;
  g_free (gap->stream);
  g_free (gap);
}

static void
add_gap (GPtrArray *gaps, const char *stream, gint64 after)
{
  VigieStoreGap *gap = g_new0 (VigieStoreGap, 1);

  gap->stream = g_strdup (stream);
  gap->after = after;
  g_ptr_array_add (gaps, gap);
}

gboolean
vigie_store_read_position (VigieStore *store, const char *epoch, const char *stream, gint64 *position, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "SELECT position FROM hub_chain JOIN stream ON number = hub_chain.stream"
                                        " WHERE epoch = ? AND name = ?",
                                        error);
  gboolean row = FALSE;

  *position = 0;
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, epoch, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, stream, -1, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    *position = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);

  return TRUE;
}

static gboolean
has_set_aside (VigieStore *store, const char *stream, gboolean *has, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT 1 FROM set_aside WHERE stream = ? LIMIT 1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, has, error))
    return FALSE;
  sqlite3_reset (stmt);

  return TRUE;
}

static gint64
known_place (GHashTable *known, const char *stream)
{
  const gint64 *place = known != NULL ? g_hash_table_lookup (known, stream) : NULL;

  return place != NULL ? *place : 0;
}

/**
 * vigie_store_find_gaps:
 * @store: the store
 * @epoch: the log of the hub
 * @arrivals: (element-type VigieStoreArrival): what is to be taken, in order
 * @known: (nullable) (element-type utf8 gint64*): places up to which nothing is missing, whatever the store says
 * @error: return location
 *
 * Returns: (transfer full) (element-type VigieStoreGap) (nullable): what has to be read before; mostly empty
 */
GPtrArray *
vigie_store_find_gaps (VigieStore *store, const char *epoch, GPtrArray *arrivals, GHashTable *known, GError **error)
{
  g_autoptr(GPtrArray) gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_store_gap_free);
  g_autoptr(GHashTable) last = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < arrivals->len; i++)
    {
      const VigieStoreArrival *arrival = arrivals->pdata[i];
      gint64 *place = g_hash_table_lookup (last, arrival->stream);

      if (place == NULL)
        {
          place = g_new0 (gint64, 1);
          g_hash_table_insert (last, (gpointer) arrival->stream, place);
          if (!vigie_store_read_position (store, epoch, arrival->stream, place, error))
            return NULL;
          *place = MAX (*place, known_place (known, arrival->stream));
          if (arrival->position - 1 > *place)
            add_gap (gaps, arrival->stream, *place);
        }
      *place = MAX (*place, arrival->position);
    }

  return g_steal_pointer (&gaps);
}

/**
 * vigie_store_find_missing:
 * @store: the store
 * @epoch: the log of the hub
 * @stream: a stream
 * @count: how many events the hub has of it
 * @known: places up to which nothing is missing, whatever the store says
 * @gaps: (element-type VigieStoreGap): where what is missing is added
 * @error: return location
 *
 * Of a stream from which something was set aside everything is missing: what was refused then may be good now.
 */
gboolean
vigie_store_find_missing (VigieStore *store, const char *epoch, const char *stream, gint64 count, gint64 known, GPtrArray *gaps,
                          GError **error)
{
  gboolean aside = FALSE;
  gint64 place;

  if (!vigie_store_read_position (store, epoch, stream, &place, error) || !has_set_aside (store, stream, &aside, error))
    return FALSE;
  if (aside)
    add_gap (gaps, stream, 0);
  else if (count > MAX (place, known))
    add_gap (gaps, stream, MAX (place, known));

  return TRUE;
}
