/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits to be sent. */

#include "vigie-store-sync.h"

#include "vigie-id.h"
#include "vigie-store-sync-private.h"

/* What is shared and not in step. */
#define BEHIND                                                                     \
  " FROM stream LEFT JOIN stream_sent ON stream_sent.stream = stream.number"       \
  " WHERE arrival > coalesce (upto, 0) AND coalesce (shared, 1) = 1"               \
  " AND substr (name, 1, 6) <> 'local/'"

typedef struct
{
  GPtrArray *events;
  guint limit;
  gsize left_bytes;
} Batch;

/* FALSE without error: the batch is full. */
static gboolean
take_row (sqlite3_stmt *stmt, Batch *batch)
{
  VigieEvent *event;

  if (batch->events->len >= batch->limit)
    return FALSE;
  /* What is damaged cannot be sent; verify says so, and what follows would only meet a gap. */
  event = vigie_store_row_to_event (stmt, NULL);
  if (event == NULL)
    return FALSE;
  if (batch->events->len > 0 && event->length_bytes > batch->left_bytes)
    {
      vigie_event_unref (event);
      return FALSE;
    }
  batch->left_bytes -= MIN (batch->left_bytes, event->length_bytes);
  g_ptr_array_add (batch->events, event);

  return TRUE;
}

static gboolean
take_stream (VigieStore *store, gint64 number, guint32 upto, Batch *batch, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "SELECT bytes, signature, hash FROM event WHERE key BETWEEN ? AND ?"
                                        " AND bytes IS NOT NULL AND key NOT IN (SELECT event FROM sent_beyond)"
                                        " ORDER BY key LIMIT ?",
                                        error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number << 32 | (upto + 1u));
  sqlite3_bind_int64 (stmt, 2, number << 32 | G_MAXUINT32);
  sqlite3_bind_int64 (stmt, 3, (gint64) batch->limit + 1);
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return TRUE;
      if (!take_row (stmt, batch))
        {
          sqlite3_reset (stmt);
          return TRUE;
        }
    }

  return FALSE;
}

typedef struct { gint64 number; guint32 upto; } Behind;

static GArray *
list_behind (VigieStore *store, GError **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Behind));
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT number, coalesce (upto, 0)" BEHIND " ORDER BY stamp DESC", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (vigie_store_step (store, stmt, &row, error))
    {
      Behind behind = { sqlite3_column_int64 (stmt, 0), (guint32) sqlite3_column_int64 (stmt, 1) };

      if (!row)
        return g_steal_pointer (&list);
      g_array_append_val (list, behind);
    }

  return NULL;
}

/**
 * vigie_store_unsent:
 * @store: the store
 * @limit: how many events at most
 * @limit_bytes: how many bytes of them, about; one event always fits
 * @error: return location
 *
 * Returns: (transfer full) (element-type VigieEvent) (nullable): the next events to send
 */
GPtrArray *
vigie_store_unsent (VigieStore *store, guint limit, gsize limit_bytes, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  Batch batch = { events, limit, limit_bytes };
  g_autoptr(GArray) behind = NULL;
  gboolean knows = FALSE;

  g_return_val_if_fail (store != NULL && limit > 0, NULL);

  if (!vigie_store_knows_hubs (store, &knows, error))
    return NULL;
  behind = knows ? list_behind (store, error) : g_array_new (FALSE, FALSE, sizeof (Behind));
  if (behind == NULL)
    return NULL;
  for (guint i = 0; i < behind->len && events->len < limit; i++)
    {
      const Behind *stream = &g_array_index (behind, Behind, i);

      if (!take_stream (store, stream->number, stream->upto, &batch, error))
        return NULL;
    }

  return g_steal_pointer (&events);
}

/**
 * vigie_store_n_unsent:
 * @store: the store
 * @stream: (nullable): of this stream; %NULL: of all
 * @n: (out): how many events wait
 * @error: return location
 */
gboolean
vigie_store_n_unsent (VigieStore *store, const char *stream, guint *n, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean knows = FALSE, row = FALSE;

  g_return_val_if_fail (store != NULL, FALSE);

  if (!vigie_store_knows_hubs (store, &knows, error))
    return FALSE;
  *n = 0;
  if (!knows)
    return TRUE;
  stmt = vigie_store_sql (store,
                          "SELECT sum (arrival - coalesce (upto, 0) - (SELECT count (*) FROM sent_beyond"
                          " WHERE event BETWEEN number << 32 AND (number << 32) + 4294967295))" BEHIND
                          " AND (?1 IS NULL OR name = ?1)",
                          error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  *n = (guint) sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);

  return TRUE;
}
