/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the hub did not take: kept with its reason, and sent again when a person asks, or when rights have changed. */

#include "vigie-store-sync.h"

#include "vigie-id.h"
#include "vigie-store-sync-private.h"

/**
 * vigie_store_parked_free:
 * @parked: (nullable) (transfer full): an event that is parked
 */
void
vigie_store_parked_free (VigieStoreParked *parked)
{
  if (parked == NULL)
    return;
  g_free (parked->id);
  g_free (parked->stream);
  g_free (parked->code);
  g_free (parked->message);
  g_free (parked);
}

static char *
id_from_blob (sqlite3_stmt *stmt, int column)
{
  g_autofree char *hex = NULL;

  if (!vigie_store_column_is_blob (stmt, column, VIGIE_STORE_ID_BYTES))
    return g_strdup ("");
  hex = vigie_hex (sqlite3_column_blob (stmt, column), VIGIE_STORE_ID_BYTES);

  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

static VigieStoreParked *
read_parked (sqlite3_stmt *stmt)
{
  VigieStoreParked *parked = g_new0 (VigieStoreParked, 1);

  parked->id = id_from_blob (stmt, 0);
  parked->stream = vigie_store_column_string (stmt, 1);
  parked->code = vigie_store_column_string (stmt, 2);
  parked->message = vigie_store_column_string (stmt, 3);
  parked->since_usec = sqlite3_column_int64 (stmt, 4);
  return parked;
}

/**
 * vigie_store_parked:
 * @store: the store
 * @error: return location
 *
 * Returns: (transfer full) (element-type VigieStoreParked) (nullable): what the hub did not take, oldest first
 */
GPtrArray *
vigie_store_parked (VigieStore *store, GError **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_store_parked_free);
  sqlite3_stmt *stmt;
  gboolean knows = FALSE, row = FALSE;

  g_return_val_if_fail (store != NULL, NULL);

  if (!vigie_store_knows_hubs (store, &knows, error))
    return NULL;
  if (!knows)
    return g_steal_pointer (&list);
  stmt = vigie_store_sql (store,
                          "SELECT id, name, code, message, since FROM parked JOIN event ON key = parked.event"
                          " JOIN stream ON number = key >> 32 ORDER BY since, key",
                          error);
  while (stmt != NULL && vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_parked (stmt));
    }

  return NULL;
}

/**
 * vigie_store_n_parked:
 * @store: the store
 * @n: (out): how many events are parked
 * @error: return location
 */
gboolean
vigie_store_n_parked (VigieStore *store, guint *n, GError **error)
{
  gboolean knows = FALSE;
  gint64 count = 0;

  if (!vigie_store_knows_hubs (store, &knows, error)
      || (knows && !vigie_store_query_int (store, "SELECT count (*) FROM parked", &count, error)))
    return FALSE;
  *n = (guint) count;

  return TRUE;
}

/* ---- What it changes ---- */

void
vigie_store_parked_note (VigieStore *store, gint64 key)
{
  gint64 number = key >> 32;

  if (store->unsettled == NULL)
    store->unsettled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_add (store->unsettled, g_memdup2 (&number, sizeof number));
}

static char *
stream_name (VigieStore *store, gint64 number, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT name FROM stream WHERE number = ?", error);
  gboolean row = FALSE;
  char *name = NULL;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, number);
  if (!vigie_store_step (store, stmt, &row, error))
    return NULL;
  name = row ? vigie_store_column_string (stmt, 0) : g_strdup ("");
  if (row)
    sqlite3_reset (stmt);

  return name;
}

/* Folds them anew; seldom, so the whole cache may go. */
gboolean
vigie_store_parked_settle (VigieStore *store, GError **error)
{
  GHashTableIter iter;
  gpointer number;

  if (store->unsettled == NULL || g_hash_table_size (store->unsettled) == 0)
    return TRUE;
  vigie_store_cache_clear (store);
  if (store->settled == NULL)
    store->settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, store->unsettled);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      char *name = stream_name (store, *(gint64 *) number, error);

      if (name == NULL)
        return FALSE;
      g_hash_table_add (store->settled, name);
      if (vigie_stream_is_incident (name) && !vigie_store_update_incident (store, name, *(gint64 *) number, error))
        return FALSE;
    }
  g_hash_table_remove_all (store->unsettled);

  return TRUE;
}

/**
 * vigie_store_take_settled:
 * @store: a writer
 *
 * Returns: (transfer full): streams that say something else because of what was parked since it was asked last
 */
GStrv
vigie_store_take_settled (VigieStore *store)
{
  g_autofree const char **names = NULL;
  GStrv copy;

  if (store->settled == NULL)
    return g_new0 (char *, 1);
  names = (const char **) g_hash_table_get_keys_as_array (store->settled, NULL);
  copy = g_strdupv ((GStrv) names);
  g_hash_table_remove_all (store->settled);

  return copy;
}

/* ---- Sending again ---- */

static gboolean
run_with_key (VigieStore *store, const char *sql, gint64 key, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  return vigie_store_run (store, stmt, error);
}

/* That event alone counts as unsent: what was sent after it lies beyond the mark from now on. */
static gboolean
unsend (VigieStore *store, gint64 key, GError **error)
{
  vigie_store_parked_note (store, key);
  return run_with_key (store,
                       "INSERT OR IGNORE INTO sent_beyond (event) SELECT key FROM event, stream_sent"
                       " WHERE stream = ?1 >> 32 AND key > ?1 AND key <= stream << 32 | upto",
                       key, error)
         && run_with_key (store,
                          "UPDATE stream_sent SET upto = (?1 & 4294967295) - 1"
                          " WHERE stream = ?1 >> 32 AND upto >= ?1 & 4294967295",
                          key, error)
         && run_with_key (store, "DELETE FROM sent_beyond WHERE event = ?", key, error)
         && run_with_key (store, "DELETE FROM parked WHERE event = ?", key, error);
}

static gboolean
unpark_in_transaction (VigieStore *store, const char *id, GError **error)
{
  gint64 key = 0;

  if (id != NULL)
    return vigie_store_key_of (store, id, &key, error) && (key == 0 || unsend (store, key, error))
           && vigie_store_parked_settle (store, error);
  for (;;)
    {
      if (!vigie_store_query_int (store, "SELECT coalesce (min (event), 0) FROM parked", &key, error))
        return FALSE;
      if (key == 0)
        return vigie_store_parked_settle (store, error);
      if (!unsend (store, key, error))
        return FALSE;
    }
}

/**
 * vigie_store_unpark:
 * @store: a writer
 * @id: (nullable): the event; %NULL: all that are parked
 * @error: return location
 *
 * Makes what is parked unsent again.
 */
gboolean
vigie_store_unpark (VigieStore *store, const char *id, GError **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  return VIGIE_STORE_IN_TRANSACTION (store, unpark_in_transaction (store, id, error), error);
}

/* What is parked stays so: it would only be refused again. */
static gboolean
resend_all (VigieStore *store, gint64 number, GError **error)
{
  return run_with_key (store, "UPDATE stream_sent SET upto = 0 WHERE stream = ?", number, error)
         && run_with_key (store, "DELETE FROM sent_beyond WHERE event >> 32 = ?", number, error)
         && run_with_key (store, "INSERT INTO sent_beyond (event) SELECT event FROM parked WHERE event >> 32 = ?", number, error);
}

static gboolean
resend_in_transaction (VigieStore *store, const char *stream, GError **error)
{
  VigieStreamRow row;
  gboolean found = FALSE;

  return vigie_store_stream_row (store, stream, &row, &found, error)
         && (!found || resend_all (store, row.number, error));
}

/**
 * vigie_store_resend:
 * @store: a writer
 * @stream: a stream of which the hub misses something
 * @error: return location
 */
gboolean
vigie_store_resend (VigieStore *store, const char *stream, GError **error)
{
  g_return_val_if_fail (store != NULL && stream != NULL, FALSE);

  return VIGIE_STORE_IN_TRANSACTION (store, resend_in_transaction (store, stream, error), error);
}
