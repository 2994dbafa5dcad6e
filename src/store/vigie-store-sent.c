/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was sent, what waits, what is parked. See vigie-store-sync-private.h for how it is kept. */

#include "vigie-store-sync.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-store-sync-private.h"

/* Marks ------------------------------------------------------------------------------------------- */

typedef struct
{
  gint64 number;
  guint32 upto;
  gboolean dirty;
} Mark;

struct _VigieStoreSent
{
  VigieStore *store;  /* borrowed */
  GHashTable *marks;  /* stream number → Mark */
};

VigieStoreSent *
vigie_store_sent_new (VigieStore *store)
{
  VigieStoreSent *sent = g_new0 (VigieStoreSent, 1);

  sent->store = store;
  sent->marks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return sent;
}

void
vigie_store_sent_free (VigieStoreSent *sent)
{
  g_hash_table_unref (sent->marks);
  g_free (sent);
}

static Mark *
find_mark (VigieStoreSent *sent, gint64 number, GError **error)
{
  Mark *mark = g_hash_table_lookup (sent->marks, &number);
  sqlite3_stmt *stmt;
  gboolean row = FALSE;

  if (mark != NULL)
    return mark;
  stmt = vigie_store_sql (sent->store, "SELECT upto FROM stream_sent WHERE stream = ?", error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, number);
  if (!vigie_store_step (sent->store, stmt, &row, error))
    return NULL;
  mark = g_new0 (Mark, 1);
  mark->number = number;
  if (row)
    {
      mark->upto = (guint32) sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
    }
  g_hash_table_insert (sent->marks, &mark->number, mark);

  return mark;
}

static gboolean
run_with_key (VigieStore *store, const char *sql, gint64 key, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  return vigie_store_run (store, stmt, error);
}

/* Takes up what lies directly beyond the mark. */
static gboolean
absorb (VigieStoreSent *sent, Mark *mark, GError **error)
{
  for (;;)
    {
      if (!run_with_key (sent->store, "DELETE FROM sent_beyond WHERE event = ?", mark->number << 32 | (mark->upto + 1u), error))
        return FALSE;
      if (sqlite3_changes (sent->store->db) == 0)
        return TRUE;
      mark->upto++;
    }
}

gboolean
vigie_store_sent_note (VigieStoreSent *sent, gint64 key, GError **error)
{
  Mark *mark = find_mark (sent, key >> 32, error);
  guint32 arrival = (guint32) (key & G_MAXUINT32);

  if (mark == NULL)
    return FALSE;
  if (arrival <= mark->upto)
    return TRUE;
  if (arrival > mark->upto + 1)
    return run_with_key (sent->store, "INSERT OR IGNORE INTO sent_beyond (event) VALUES (?)", key, error);
  mark->upto = arrival;
  mark->dirty = TRUE;

  return absorb (sent, mark, error);
}

gboolean
vigie_store_sent_upto (VigieStoreSent *sent, gint64 number, guint32 arrival, GError **error)
{
  Mark *mark = find_mark (sent, number, error);
  sqlite3_stmt *stmt;

  if (mark == NULL)
    return FALSE;
  stmt = vigie_store_sql (sent->store, "DELETE FROM sent_beyond WHERE event BETWEEN ? AND ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number << 32);
  sqlite3_bind_int64 (stmt, 2, number << 32 | arrival);
  mark->upto = MAX (mark->upto, arrival);
  mark->dirty = TRUE;

  return vigie_store_run (sent->store, stmt, error);
}

gboolean
vigie_store_sent_finish (VigieStoreSent *sent, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, sent->marks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Mark *mark = value;
      sqlite3_stmt *stmt;

      if (!mark->dirty)
        continue;
      stmt = vigie_store_sql (sent->store,
                              "INSERT INTO stream_sent (stream, upto) VALUES (?, ?)"
                              " ON CONFLICT DO UPDATE SET upto = excluded.upto",
                              error);
      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (stmt, 1, mark->number);
      sqlite3_bind_int64 (stmt, 2, mark->upto);
      if (!vigie_store_run (sent->store, stmt, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
vigie_store_key_of (VigieStore *store, const char *id, gint64 *key, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT key FROM event WHERE id = ?", error);
  guint8 blob[VIGIE_STORE_ID_BYTES];
  gboolean row = FALSE;

  *key = 0;
  if (stmt == NULL)
    return FALSE;
  if (!vigie_store_id_to_blob (id, blob))
    return TRUE;
  sqlite3_bind_blob (stmt, 1, blob, sizeof blob, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *key = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

/* Choosing streams -------------------------------------------------------------------------------- */

static gboolean
share_in_transaction (VigieStore *store, const char *stream, gboolean shared, GError **error)
{
  VigieStreamRow row;
  sqlite3_stmt *stmt;

  if (!vigie_store_require_stream (store, stream, &row, error))
    return FALSE;
  stmt = vigie_store_sql (store,
                          "INSERT INTO stream_sent (stream, shared) VALUES (?, ?)"
                          " ON CONFLICT DO UPDATE SET shared = excluded.shared",
                          error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row.number);
  sqlite3_bind_int64 (stmt, 2, shared ? 1 : 0);

  return vigie_store_run (store, stmt, error);
}

/**
 * vigie_store_set_shared:
 * @store: a writer
 * @stream: a stream
 * @shared: %FALSE holds it back
 * @error: return location; MISSING, or %VIGIE_ERROR_INVALID for a local/ stream, which is never shared
 */
gboolean
vigie_store_set_shared (VigieStore *store, const char *stream, gboolean shared, GError **error)
{
  g_return_val_if_fail (store != NULL && stream != NULL, FALSE);

  if (shared && vigie_stream_is_local (stream))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("An example or a rehearsal never leaves this computer."));
      return FALSE;
    }

  return VIGIE_STORE_IN_TRANSACTION (store, share_in_transaction (store, stream, shared, error), error);
}

/* What is shared and not in step. */
#define BEHIND                                                                     \
  " FROM stream LEFT JOIN stream_sent ON stream_sent.stream = stream.number"       \
  " WHERE arrival > coalesce (upto, 0) AND coalesce (shared, 1) = 1"               \
  " AND substr (name, 1, 6) <> 'local/'"

/**
 * vigie_store_is_shared:
 * @store: the store
 * @stream: a stream
 * @shared: (out): whether it is sent to the hub
 * @error: return location
 */
gboolean
vigie_store_is_shared (VigieStore *store, const char *stream, gboolean *shared, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean knows = FALSE, row = FALSE;

  g_return_val_if_fail (store != NULL && stream != NULL, FALSE);

  if (!vigie_store_knows_hubs (store, &knows, error))
    return FALSE;
  *shared = knows && !vigie_stream_is_local (stream);
  if (!*shared)
    return TRUE;
  stmt = vigie_store_sql (store, "SELECT shared FROM stream_sent JOIN stream ON number = stream WHERE name = ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *shared = sqlite3_column_int64 (stmt, 0) != 0;
      sqlite3_reset (stmt);
    }

  return TRUE;
}

/* What waits -------------------------------------------------------------------------------------- */

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

/* What the hub said ------------------------------------------------------------------------------- */

/**
 * vigie_store_mark_free:
 * @mark: (nullable) (transfer full): a mark
 */
void
vigie_store_mark_free (VigieStoreMark *mark)
{
  if (mark == NULL)
    return;
  g_free (mark->id);
  g_free (mark->code);
  g_free (mark->message);
  g_free (mark);
}

static gboolean
park (VigieStore *store, gint64 key, const VigieStoreMark *mark, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "INSERT OR REPLACE INTO parked (event, code, message, since) VALUES (?, ?, ?, ?)",
                                        error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  sqlite3_bind_text (stmt, 2, mark->code, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, mark->message, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 4, vigie_store_now (store));

  return vigie_store_run (store, stmt, error);
}

static gboolean
mark_in_transaction (VigieStore *store, const char *epoch, GPtrArray *marks, GError **error)
{
  g_autoptr(VigieStoreSent) sent = vigie_store_sent_new (store);
  gint64 cursor;

  if (!vigie_store_check_epoch (store, epoch, &cursor, error))
    return FALSE;
  for (guint i = 0; i < marks->len; i++)
    {
      const VigieStoreMark *mark = marks->pdata[i];
      gint64 key = 0;

      if (!vigie_store_key_of (store, mark->id, &key, error))
        return FALSE;
      if (key != 0 && ((mark->parked && !park (store, key, mark, error)) || !vigie_store_sent_note (sent, key, error)))
        return FALSE;
    }

  return vigie_store_sent_finish (sent, error);
}

/**
 * vigie_store_mark_sent:
 * @store: a writer
 * @epoch: the log whose hub answered
 * @marks: (element-type VigieStoreMark): what it said
 * @error: return location; %VIGIE_ERROR_CONFLICT for another epoch
 */
gboolean
vigie_store_mark_sent (VigieStore *store, const char *epoch, GPtrArray *marks, GError **error)
{
  g_return_val_if_fail (store != NULL && epoch != NULL && marks != NULL, FALSE);

  return VIGIE_STORE_IN_TRANSACTION (store, mark_in_transaction (store, epoch, marks, error), error);
}

/* What is parked ---------------------------------------------------------------------------------- */

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

/* Everything from that arrival on counts as unsent; what the hub has is answered with "known". */
static gboolean
step_back (VigieStore *store, gint64 key, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "UPDATE stream_sent SET upto = min (upto, ?) WHERE stream = ?", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, (key & G_MAXUINT32) - 1);
  sqlite3_bind_int64 (stmt, 2, key >> 32);
  if (!vigie_store_run (store, stmt, error))
    return FALSE;

  return run_with_key (store, "DELETE FROM sent_beyond WHERE event >= ?1 AND event >> 32 = ?1 >> 32", key, error)
         && run_with_key (store, "DELETE FROM parked WHERE event >= ?1 AND event >> 32 = ?1 >> 32", key, error);
}

static gboolean
unpark_in_transaction (VigieStore *store, const char *id, GError **error)
{
  gint64 key = 0;

  if (id != NULL)
    return vigie_store_key_of (store, id, &key, error) && (key == 0 || step_back (store, key, error));
  for (;;)
    {
      if (!vigie_store_query_int (store, "SELECT coalesce (min (event), 0) FROM parked", &key, error))
        return FALSE;
      if (key == 0)
        return TRUE;
      if (!step_back (store, key, error))
        return FALSE;
    }
}

/**
 * vigie_store_unpark:
 * @store: a writer
 * @id: (nullable): the event; %NULL: all that are parked
 * @error: return location
 *
 * Makes what is parked, and what follows it in its stream, unsent again.
 */
gboolean
vigie_store_unpark (VigieStore *store, const char *id, GError **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  return VIGIE_STORE_IN_TRANSACTION (store, unpark_in_transaction (store, id, error), error);
}

static gboolean
resend_in_transaction (VigieStore *store, const char *stream, GError **error)
{
  VigieStreamRow row;
  gboolean found = FALSE;

  return vigie_store_stream_row (store, stream, &row, &found, error)
         && (!found || step_back (store, row.number << 32 | 1, error));
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
