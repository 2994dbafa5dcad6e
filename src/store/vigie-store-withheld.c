/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places of devices whose events are not here: the hub did not take them, or has only a redacted one's header. The event
 * behind a run of such places names the last one's hash under its device's signature, so that the chain of the device can
 * still be checked. Of the others in a run nothing proves the hash but their own events: one that comes later is taken
 * whatever was said, or a hub that lies once would keep it out for ever.
 *
 * A place ahead of the tail is only remembered; it counts when an event comes that leads over it. */

#include "vigie-store-sync.h"

#include <string.h>

#include "vigie-store-private.h"

#define RUN_MAX 1000
#define STREAM_NUMBER "(SELECT number FROM stream WHERE name = ?1)"

static sqlite3_stmt *
place_sql (VigieStore *store, const char *sql, const VigieEvent *event, guint64 dseq, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, sql, error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_text (stmt, 1, event->stream, -1, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 2, event->device, VIGIE_KEY_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 3, (gint64) dseq);

  return stmt;
}

gboolean
vigie_store_has_withheld (VigieStore *store, gboolean *any, GError **error)
{
  gint64 version = 0, n = 0;

  if (!vigie_store_query_int (store, "PRAGMA user_version", &version, error)
      || (version >= VIGIE_STORE_WITHHELD_VERSION
          && !vigie_store_query_int (store, "SELECT EXISTS (SELECT 1 FROM withheld)", &n, error)))
    return FALSE;
  *any = n != 0;

  return TRUE;
}

static gboolean
put_place (VigieStore *store, const VigieEvent *event, guint64 dseq, const guint8 *hash, GError **error)
{
  sqlite3_stmt *stmt = place_sql (store,
                                  "INSERT OR REPLACE INTO withheld (stream, device, dseq, hash) VALUES (" STREAM_NUMBER ", ?2, ?3, ?4)",
                                  event, dseq, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 4, hash, VIGIE_HASH_BYTES, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

gboolean
vigie_store_withhold (VigieStore *store, const VigieEvent *event, GError **error)
{
  return put_place (store, event, event->dseq, event->hash, error);
}

/* The hash of a place that was noted; FALSE without error: it was not. */
static gboolean
find_place (VigieStore *store, const VigieEvent *event, guint64 dseq, guint8 *hash, gboolean *found, GError **error)
{
  sqlite3_stmt *stmt = place_sql (store, "SELECT hash FROM withheld WHERE stream = " STREAM_NUMBER " AND device = ?2 AND dseq = ?3",
                                  event, dseq, error);

  *found = FALSE;
  if (stmt == NULL || !vigie_store_step (store, stmt, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  *found = vigie_store_column_is_blob (stmt, 0, VIGIE_HASH_BYTES);
  if (*found)
    memcpy (hash, sqlite3_column_blob (stmt, 0), VIGIE_HASH_BYTES);
  sqlite3_reset (stmt);

  return TRUE;
}

/* What the hub says of a place comes before what was noted of it. */
static gboolean
look_at_place (VigieStore *store, const VigieEvent *event, GBytes *withheld, guint64 dseq, guint8 *hash, gboolean *found, GError **error)
{
  gsize length_bytes = 0;
  const guint8 *hashes = withheld != NULL ? g_bytes_get_data (withheld, &length_bytes) : NULL;
  gsize from_end = (gsize) (event->dseq - dseq) * VIGIE_HASH_BYTES;

  *found = from_end <= length_bytes;
  if (!*found)
    return find_place (store, event, dseq, hash, found, error);
  memcpy (hash, hashes + length_bytes - from_end, VIGIE_HASH_BYTES);

  return put_place (store, event, dseq, hash, error);
}

gboolean
vigie_store_bridge (VigieStore *store, const VigieEvent *event, GBytes *withheld, VigieStoreTail *tail, gboolean *bridged,
                    GError **error)
{
  guint8 hash[VIGIE_HASH_BYTES];
  gboolean found = FALSE;

  *bridged = FALSE;
  if (event->dseq - tail->dseq - 1 > RUN_MAX)
    return TRUE;
  for (guint64 dseq = tail->dseq + 1; dseq < event->dseq; dseq++)
    {
      if (!look_at_place (store, event, withheld, dseq, hash, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
    }
  if (memcmp (hash, event->prev, VIGIE_HASH_BYTES) != 0)
    return TRUE;
  tail->dseq = event->dseq - 1;
  memcpy (tail->hash, event->prev, VIGIE_HASH_BYTES);
  *bridged = TRUE;

  return TRUE;
}

gboolean
vigie_store_fits_withheld (VigieStore *store, const VigieEvent *event, gboolean *fits, GError **error)
{
  guint8 hash[VIGIE_HASH_BYTES];
  gboolean next_is_withheld = FALSE;

  if (!vigie_store_has_withheld (store, fits, error))
    return FALSE;
  if (!*fits)
    return TRUE;
  if (!find_place (store, event, event->dseq, hash, fits, error))
    return FALSE;
  if (!*fits || memcmp (hash, event->hash, VIGIE_HASH_BYTES) == 0)
    return TRUE;
  if (!find_place (store, event, event->dseq + 1, hash, &next_is_withheld, error))
    return FALSE;
  *fits = next_is_withheld;

  return TRUE;
}

gboolean
vigie_store_fill_withheld (VigieStore *store, const VigieEvent *event, GError **error)
{
  sqlite3_stmt *stmt = place_sql (store, "DELETE FROM withheld WHERE stream = " STREAM_NUMBER " AND device = ?2 AND dseq = ?3",
                                  event, event->dseq, error);

  return stmt != NULL && vigie_store_run (store, stmt, error);
}

gboolean
vigie_store_withheld_hashes (VigieStore *store, gint64 number, GHashTable *hashes, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean any = FALSE, row = FALSE;

  if (!vigie_store_has_withheld (store, &any, error))
    return FALSE;
  if (!any)
    return TRUE;
  stmt = vigie_store_sql (store, "SELECT hash FROM withheld WHERE stream = ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number);
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return TRUE;
      g_hash_table_add (hashes, g_bytes_new (sqlite3_column_blob (stmt, 0), (gsize) sqlite3_column_bytes (stmt, 0)));
    }

  return FALSE;
}

/* What cannot be sent ----------------------------------------------------------------------------- */

static char *
place_name (const char *stream, const guint8 *device, guint64 dseq)
{
  g_autofree char *hex = vigie_hex (device, VIGIE_KEY_BYTES);

  return g_strdup_printf ("%s %s %" G_GUINT64_FORMAT, stream, hex, dseq);
}

static gboolean
add_parked (VigieStore *store, GHashTable *places, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "SELECT bytes, signature, event.hash FROM parked JOIN event ON key = parked.event"
                                        " WHERE bytes IS NOT NULL",
                                        error);
  gboolean row = FALSE;

  while (stmt != NULL && vigie_store_step (store, stmt, &row, error))
    {
      g_autoptr(VigieEvent) event = row ? vigie_store_row_to_event (stmt, NULL) : NULL;

      if (!row)
        return TRUE;
      if (event != NULL)
        g_hash_table_insert (places, place_name (event->stream, event->device, event->dseq),
                             g_bytes_new (event->hash, VIGIE_HASH_BYTES));
    }

  return FALSE;
}

static gboolean
add_withheld (VigieStore *store, GHashTable *places, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT name, device, dseq, hash FROM withheld JOIN stream ON number = stream", error);
  gboolean row = FALSE;

  while (stmt != NULL && vigie_store_step (store, stmt, &row, error))
    {
      g_autofree char *stream = row ? vigie_store_column_string (stmt, 0) : NULL;

      if (!row)
        return TRUE;
      if (vigie_store_column_is_blob (stmt, 1, VIGIE_KEY_BYTES) && vigie_store_column_is_blob (stmt, 3, VIGIE_HASH_BYTES))
        g_hash_table_insert (places,
                             place_name (stream, sqlite3_column_blob (stmt, 1), (guint64) sqlite3_column_int64 (stmt, 2)),
                             g_bytes_new (sqlite3_column_blob (stmt, 3), VIGIE_HASH_BYTES));
    }

  return FALSE;
}

static GBytes *
run_before (GHashTable *places, const VigieEvent *event)
{
  g_autoptr(GByteArray) run = g_byte_array_new ();

  for (guint64 dseq = event->dseq - 1; dseq > 0 && run->len < RUN_MAX * VIGIE_HASH_BYTES; dseq--)
    {
      g_autofree char *name = place_name (event->stream, event->device, dseq);
      GBytes *hash = g_hash_table_lookup (places, name);

      if (hash == NULL)
        break;
      g_byte_array_prepend (run, g_bytes_get_data (hash, NULL), VIGIE_HASH_BYTES);
    }

  return run->len > 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&run)) : NULL;
}

static void
bytes_free (gpointer bytes)
{
  g_clear_pointer ((GBytes **) &bytes, g_bytes_unref);
}

/**
 * vigie_store_withheld_before:
 * @store: the store
 * @events: (element-type VigieEvent): what is about to be sent
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type GBytes): for each event the hashes, joined, of the places directly before
 *   it that cannot be sent, or %NULL; %NULL without error when that is so for all
 */
GPtrArray *
vigie_store_withheld_before (VigieStore *store, GPtrArray *events, GError **error)
{
  g_autoptr(GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  gboolean any = FALSE;
  GPtrArray *list;
  guint n_parked = 0;

  g_return_val_if_fail (store != NULL && events != NULL, NULL);

  if (!vigie_store_has_withheld (store, &any, error) || !vigie_store_n_parked (store, &n_parked, error)
      || (any && !add_withheld (store, places, error)) || (n_parked > 0 && !add_parked (store, places, error))
      || g_hash_table_size (places) == 0)
    return NULL;
  list = g_ptr_array_new_with_free_func (bytes_free);
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (list, run_before (places, events->pdata[i]));

  return list;
}
