/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which contents of files have still to go to the hub, and which to come from it. Both follow from the log: what an
 * event of a shared stream names is wanted on both sides. That the hub has a content is noted for its present log. */

#include "vigie-store-sync.h"

#include <string.h>

#include "vigie-attachment.h"
#include "vigie-store-sync-private.h"

/* Events of shared streams that name a content. */
#define NAMED                                                                       \
  " FROM content_use JOIN stream ON stream.number = content_use.event >> 32"        \
  " LEFT JOIN stream_sent ON stream_sent.stream = stream.number"                    \
  " WHERE coalesce (shared, 1) = 1 AND substr (name, 1, 6) <> 'local/'"

/**
 * vigie_store_transfer_free:
 * @transfer: (nullable) (transfer full): a transfer
 */
void
vigie_store_transfer_free (VigieStoreTransfer *transfer)
{
  if (transfer == NULL)
    return;
  g_free (transfer->hash);
  g_free (transfer->stream);
  g_free (transfer);
}

typedef struct
{
  gint64 key;
  guint8 hash[VIGIE_HASH_BYTES];
} Named;

static GArray *
list_named (VigieStore *store, const char *sql, guint limit, GError **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Named));
  sqlite3_stmt *stmt = vigie_store_sql (store, sql, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, limit);
  while (vigie_store_step (store, stmt, &row, error))
    {
      Named named = { row ? sqlite3_column_int64 (stmt, 0) : 0 };

      if (!row)
        return g_steal_pointer (&list);
      if (!vigie_store_column_is_blob (stmt, 1, VIGIE_HASH_BYTES))
        continue;
      memcpy (named.hash, sqlite3_column_blob (stmt, 1), VIGIE_HASH_BYTES);
      g_array_append_val (list, named);
    }

  return NULL;
}

/* At most the last one: a content of which all pieces are here and that is not complete was cut off at its end. */
static gboolean
find_next (VigieStore *store, const guint8 *hash, VigieStoreTransfer *transfer, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "SELECT count (*) FROM content_piece JOIN content ON number = content_piece.content"
                                        " WHERE hash = ? AND size = ?",
                                        error);
  guint n_pieces = vigie_piece_count (transfer->size_bytes);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, hash, VIGIE_HASH_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, transfer->size_bytes);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  transfer->next = n_pieces > 0 ? MIN ((guint) sqlite3_column_int64 (stmt, 0), n_pieces - 1) : 0;
  sqlite3_reset (stmt);

  return TRUE;
}

/* NULL without error: the event cannot be read, so nothing can be said of its content. */
static VigieStoreTransfer *
make_transfer (VigieStore *store, const Named *named, gboolean up, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  guint32 arrival = (guint32) (named->key & G_MAXUINT32);
  g_autoptr(VigieAttachment) attachment = NULL;
  VigieStoreTransfer *transfer;
  guint n_bad = 0;

  if (!vigie_store_load_range (store, named->key >> 32, arrival, arrival, events, &n_bad, error) || events->len == 0)
    return NULL;
  attachment = vigie_attachment_of_event (events->pdata[0]);
  if (attachment == NULL)
    return NULL;
  transfer = g_new0 (VigieStoreTransfer, 1);
  transfer->up = up;
  transfer->hash = g_strdup (attachment->hash);
  transfer->stream = g_strdup (((VigieEvent *) events->pdata[0])->stream);
  transfer->size_bytes = attachment->size_bytes;
  if (up || find_next (store, named->hash, transfer, error))
    return transfer;
  vigie_store_transfer_free (transfer);

  return NULL;
}

static gboolean
add_transfers (VigieStore *store, const char *sql, guint limit, gboolean up, GPtrArray *transfers, GError **error)
{
  g_autoptr(GArray) named = list_named (store, sql, limit, error);

  if (named == NULL)
    return FALSE;
  for (guint i = 0; i < named->len; i++)
    {
      g_autoptr(GError) local_error = NULL;
      VigieStoreTransfer *transfer = make_transfer (store, &g_array_index (named, Named, i), up, &local_error);

      if (transfer != NULL)
        g_ptr_array_add (transfers, transfer);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * vigie_store_transfers:
 * @store: a writer
 * @limit: how many at most, each way
 * @error: return location
 *
 * Returns: (transfer full) (element-type VigieStoreTransfer) (nullable): contents to send, then contents to fetch, the
 *   newest first
 */
GPtrArray *
vigie_store_transfers (VigieStore *store, guint limit, GError **error)
{
  g_autoptr(GPtrArray) transfers = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_store_transfer_free);

  g_return_val_if_fail (store != NULL, NULL);

  if (!add_transfers (store,
                      "SELECT max (content_use.event), hash" NAMED
                      " AND hash IN (SELECT hash FROM content WHERE complete = 1)"
                      " AND hash NOT IN (SELECT hash FROM content_sent) GROUP BY hash ORDER BY 1 DESC LIMIT ?",
                      limit, TRUE, transfers, error)
      || !add_transfers (store,
                         "SELECT max (content_use.event), hash" NAMED
                         " AND hash NOT IN (SELECT hash FROM content WHERE complete = 1)"
                         " GROUP BY hash ORDER BY 1 DESC LIMIT ?",
                         limit, FALSE, transfers, error))
    return NULL;

  return g_steal_pointer (&transfers);
}

static gboolean
note_in_transaction (VigieStore *store, const char *epoch, const char *hash, GError **error)
{
  sqlite3_stmt *stmt;
  guint8 raw[VIGIE_HASH_BYTES];
  gint64 cursor;

  if (!vigie_store_check_epoch (store, epoch, &cursor, error))
    return FALSE;
  stmt = vigie_store_sql (store, "INSERT OR IGNORE INTO content_sent (hash) VALUES (?)", error);
  if (stmt == NULL || !vigie_unhex (hash, raw, sizeof raw))
    return FALSE;
  sqlite3_bind_blob (stmt, 1, raw, sizeof raw, SQLITE_TRANSIENT);

  return vigie_store_run (store, stmt, error);
}

/**
 * vigie_store_note_content_sent:
 * @store: a writer
 * @epoch: the hub's log
 * @hash: a content, 64 hexadecimal digits
 * @error: return location; %VIGIE_ERROR_CONFLICT for another epoch
 *
 * Notes that the hub has the whole content.
 */
gboolean
vigie_store_note_content_sent (VigieStore *store, const char *epoch, const char *hash, GError **error)
{
  g_return_val_if_fail (store != NULL && epoch != NULL && hash != NULL, FALSE);

  return VIGIE_STORE_IN_TRANSACTION (store, note_in_transaction (store, epoch, hash, error), error);
}
