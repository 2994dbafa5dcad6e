/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was sent. See vigie-store-sync-private.h for how it is kept. */

#include "vigie-store-sync.h"

#include "vigie-store-sync-private.h"

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
  gboolean looked;    /* whether anything lies beyond a mark is known: */
  gint64 beyond;      /* 1: there may be something */
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

/* Mostly nothing does, and then nothing has to be searched for each event. */
static gboolean
look_beyond (VigieStoreSent *sent, GError **error)
{
  if (!sent->looked && !vigie_store_query_int (sent->store, "SELECT EXISTS (SELECT 1 FROM sent_beyond)", &sent->beyond, error))
    return FALSE;
  sent->looked = TRUE;

  return TRUE;
}

/* Takes up what lies directly beyond the mark. */
static gboolean
absorb (VigieStoreSent *sent, Mark *mark, GError **error)
{
  for (;;)
    {
      if (!look_beyond (sent, error))
        return FALSE;
      if (sent->beyond == 0)
        return TRUE;
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
    {
      sent->looked = TRUE;
      sent->beyond = 1;
      return run_with_key (sent->store, "INSERT OR IGNORE INTO sent_beyond (event) VALUES (?)", key, error);
    }
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
      if (key != 0 && mark->parked)
        vigie_store_parked_note (store, key);
      if (key != 0 && ((mark->parked && !park (store, key, mark, error)) || !vigie_store_sent_note (sent, key, error)))
        return FALSE;
    }

  return vigie_store_sent_finish (sent, error) && vigie_store_parked_settle (store, error);
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
