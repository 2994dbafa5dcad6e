/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping the search index up. Recording an event does not index it: that would make every entry
 * typed pay for the search. Each stream knows how far it is indexed; what lies behind is caught up
 * in short transactions, while nothing else is to do, and at the latest by a query. */

#include "vigie-store-private.h"

#include "vigie-text.h"

/* A query waits for all of it anyway; larger pieces leave fewer segments to merge. */
#define CHUNK_EVENTS 4000

/* Folded as the words of a query are: the tokenizer knows accents, but not that œ is oe. */
static char *
search_text (const VigieEvent *event)
{
  g_autofree char *text = vigie_store_event_text (event);

  return vigie_text_fold (text);
}

static gboolean
index_event (VigieStore *store, gint64 key, const VigieEvent *event, GError **error)
{
  g_autofree char *text = search_text (event);
  sqlite3_stmt *stmt;

  if (text[0] == '\0')
    return TRUE;
  stmt = vigie_store_sql (store, "INSERT INTO search (rowid, text) VALUES (?, ?)", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  sqlite3_bind_text (stmt, 2, text, -1, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

/* (element-type VigieEvent): with NULL in the place of an event that cannot be read. */
GPtrArray *
vigie_store_load_places (VigieStore *store, gint64 number, guint32 first, guint32 last, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  sqlite3_stmt *stmt;
  gboolean row = FALSE;

  g_ptr_array_set_size (events, (int) (last - first + 1));
  stmt = vigie_store_sql (store, "SELECT bytes, signature, hash, key FROM event WHERE key BETWEEN ? AND ?", error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, number << 32 | first);
  sqlite3_bind_int64 (stmt, 2, number << 32 | last);
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&events);
      /* Why it cannot be read is for verify to say. */
      events->pdata[(sqlite3_column_int64 (stmt, 3) & G_MAXUINT32) - first] = vigie_store_row_to_event (stmt, NULL);
    }

  return NULL;
}

static gboolean
index_stream (VigieStore *store, gint64 number, guint32 first, guint32 last, GError **error)
{
  g_autoptr(GPtrArray) events = vigie_store_load_places (store, number, first, last, error);
  sqlite3_stmt *stmt;

  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    if (events->pdata[i] != NULL && !index_event (store, number << 32 | (first + i), events->pdata[i], error))
      return FALSE;
  stmt = vigie_store_sql (store, "UPDATE stream SET indexed = ? WHERE number = ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, last);
  sqlite3_bind_int64 (stmt, 2, number);

  return vigie_store_run (store, stmt, error);
}

/* One stream that is behind; @row->number 0 when there is none. */
static gboolean
next_behind (VigieStore *store, VigieStreamRow *row, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean found = FALSE;

  row->number = 0;
  stmt = vigie_store_sql (store, "SELECT number, arrival, indexed FROM stream WHERE indexed < arrival ORDER BY number LIMIT 1", error);
  if (stmt == NULL || !vigie_store_step (store, stmt, &found, error))
    return FALSE;
  if (found)
    {
      row->number = sqlite3_column_int64 (stmt, 0);
      row->arrival = (guint32) sqlite3_column_int64 (stmt, 1);
      row->indexed = (guint32) sqlite3_column_int64 (stmt, 2);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

static gboolean
index_in_transaction (VigieStore *store, guint limit, gboolean *more, GError **error)
{
  VigieStreamRow row = { 0 };

  while (next_behind (store, &row, error))
    {
      guint32 n;

      *more = row.number != 0;
      if (row.number == 0 || limit == 0)
        return vigie_store_commit (store, error);
      n = MIN (limit, row.arrival - row.indexed);
      if (!index_stream (store, row.number, row.indexed + 1, row.indexed + n, error))
        return FALSE;
      limit -= n;
    }

  return FALSE;
}

gboolean
vigie_store_index_some (VigieStore *store, guint limit, gboolean *more, GError **error)
{
  VigieStreamRow row = { 0 };

  *more = FALSE;
  /* Looked at first, so that a search with nothing to catch up writes nothing. */
  if (!next_behind (store, &row, error))
    return FALSE;
  if (row.number == 0)
    return TRUE;
  if (!vigie_store_begin (store, error))
    return FALSE;
  if (index_in_transaction (store, limit, more, error))
    return TRUE;
  vigie_store_rollback (store);

  return FALSE;
}

gboolean
vigie_store_index_rest (VigieStore *store, GCancellable *cancellable, GError **error)
{
  gboolean more = store->mode == VIGIE_STORE_WRITER;

  while (more)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !vigie_store_index_some (store, CHUNK_EVENTS, &more, error))
      return FALSE;

  return TRUE;
}

static gboolean
unindex_event (VigieStore *store, gint64 key, const VigieEvent *event, GError **error)
{
  g_autofree char *text = search_text (event);
  sqlite3_stmt *stmt;

  if (text[0] == '\0')
    return TRUE;
  stmt = vigie_store_sql (store, "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  sqlite3_bind_text (stmt, 2, text, -1, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

/* Nothing of the stream @number stays in the index; inside the caller's transaction. An event that
 * cannot be read cannot be taken out either: then the whole index is made anew. */
gboolean
vigie_store_unindex (VigieStore *store, gint64 number, guint32 indexed, GError **error)
{
  g_autoptr(GPtrArray) events = NULL;

  if (indexed == 0)
    return TRUE;
  events = vigie_store_load_places (store, number, 1, indexed, error);
  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    if (events->pdata[i] == NULL)
      return vigie_store_exec (store,
                               "INSERT INTO search (search) VALUES ('delete-all');"
                               "UPDATE stream SET indexed = 0",
                               error);
  for (guint i = 0; i < events->len; i++)
    if (!unindex_event (store, number << 32 | (i + 1), events->pdata[i], error))
      return FALSE;

  return TRUE;
}
