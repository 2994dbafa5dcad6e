/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking for damage in the whole store, and the two short values that say what it holds: the digest
 * of the derived tables (equal before and after a rebuild) and the head of an incident's chain.
 *
 * SQLite checks its own structure first; a page it can still read may hold anything, so each event is
 * then checked by its hash, signature and links, and the derived rows by folding again. */

#include "vigie-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"

static void
stream_name_free (VigieStreamName *stream)
{
  g_free (stream->name);
  g_free (stream);
}

GPtrArray *
vigie_store_list_streams (VigieStore *store, GError **error)
{
  g_autoptr(GPtrArray) streams = g_ptr_array_new_with_free_func ((GDestroyNotify) stream_name_free);
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT number, name, arrival FROM stream ORDER BY number", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (vigie_store_step (store, stmt, &row, error))
    {
      VigieStreamName *stream;

      if (!row)
        return g_steal_pointer (&streams);
      stream = g_new0 (VigieStreamName, 1);
      stream->number = sqlite3_column_int64 (stmt, 0);
      stream->name = vigie_store_column_string (stmt, 1);
      stream->arrival = (guint32) sqlite3_column_int64 (stmt, 2);
      g_ptr_array_add (streams, stream);
    }

  return NULL;
}

/* SQLite's own check; damage it stumbles over is a fault found, not a failure to look. */
static void
check_structure (VigieStore *store, GPtrArray *faults)
{
  g_autoptr(GError) error = NULL;
  sqlite3_stmt *stmt = vigie_store_sql (store, "PRAGMA integrity_check (50)", &error);
  gboolean row = FALSE;

  while (stmt != NULL && vigie_store_step (store, stmt, &row, &error) && row)
    {
      const char *line = (const char *) sqlite3_column_text (stmt, 0);

      if (g_strcmp0 (line, "ok") != 0)
        g_ptr_array_add (faults, g_strdup_printf (_("The database: %s"), line));
    }
  if (error != NULL)
    g_ptr_array_add (faults, g_strdup (error->message));
}

/* An event whose key points at no stream would be looked at by nobody. */
static gboolean
check_orphans (VigieStore *store, GPtrArray *faults, GError **error)
{
  gint64 n = 0;

  if (!vigie_store_query_int (store, "SELECT count (*) FROM event WHERE key >> 32 NOT IN (SELECT number FROM stream)", &n, error))
    return FALSE;
  if (n > 0)
    g_ptr_array_add (faults, g_strdup_printf (_("Entries that belong to no incident: %lld"), (long long) n));

  return TRUE;
}

/* Only a writer may ask the index to check itself: the question is an INSERT. */
static void
check_index (VigieStore *store, GPtrArray *faults)
{
  if (store->mode != VIGIE_STORE_WRITER)
    return;
  if (!vigie_store_exec (store, "INSERT INTO search (search) VALUES ('integrity-check')", NULL))
    g_ptr_array_add (faults, g_strdup (_("The search index is damaged; rebuild it.")));
}

static void
append_columns (GString *out, sqlite3_stmt *stmt)
{
  for (int i = 0; i < sqlite3_column_count (stmt); i++)
    {
      const char *data = sqlite3_column_blob (stmt, i);
      int length = sqlite3_column_bytes (stmt, i);

      g_string_append_printf (out, "%d:%d:", sqlite3_column_type (stmt, i), length);
      g_string_append_len (out, data, length);
    }
  g_string_append_c (out, '\n');
}

static gboolean
append_query (VigieStore *store, const char *sql, gint64 number, GString *out, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, sql, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  if (number != 0)
    sqlite3_bind_int64 (stmt, 1, number);
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return TRUE;
      append_columns (out, stmt);
    }

  return FALSE;
}

#define INCIDENT_OF "SELECT i.* FROM incident AS i WHERE i.stream = ?"

/* The row as it stands, and as a fold would write it: written in a transaction that is taken back. A
 * reader cannot write and leaves this to the writer. */
static gboolean
check_row (VigieStore *store, const VigieStreamName *stream, GPtrArray *faults, GError **error)
{
  g_autoptr(GString) before = g_string_new (NULL);
  g_autoptr(GString) after = g_string_new (NULL);
  gboolean ok;

  if (store->mode != VIGIE_STORE_WRITER || !vigie_stream_is_incident (stream->name))
    return TRUE;
  if (!append_query (store, INCIDENT_OF, stream->number, before, error) || !vigie_store_begin (store, error))
    return FALSE;
  ok = vigie_store_update_incident (store, stream->name, stream->number, error)
       && append_query (store, INCIDENT_OF, stream->number, after, error);
  vigie_store_rollback (store);
  if (ok && !g_string_equal (before, after))
    g_ptr_array_add (faults, g_strdup_printf (_("%s: the registry does not agree with the record; rebuild it."),
                                              stream->name));

  return ok;
}

/**
 * vigie_store_verify:
 * @store: the store; a reader does not check what is derived
 * @faults: (element-type utf8): each fault found is appended, one sentence
 * @cancellable: (nullable): stops it
 * @error: return location; set only when the store could not be looked at
 *
 * Checks the database, every event (hash, signature, links, place), the derived rows and every kept file.
 */
gboolean
vigie_store_verify (VigieStore *store, GPtrArray *faults, GCancellable *cancellable, GError **error)
{
  g_autoptr(GPtrArray) streams = NULL;

  g_return_val_if_fail (store != NULL && faults != NULL, FALSE);

  check_structure (store, faults);
  check_index (store, faults);
  vigie_store_cache_clear (store);
  streams = vigie_store_list_streams (store, error);
  if (streams == NULL || !check_orphans (store, faults, error))
    return FALSE;
  for (guint i = 0; i < streams->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !vigie_store_verify_stream (store, streams->pdata[i], faults, error)
        || !check_row (store, streams->pdata[i], faults, error))
      return FALSE;

  return vigie_store_content_verify (store, faults, cancellable, error);
}

static gboolean
append_vocabulary (VigieStore *store, GString *out, GError **error)
{
  return vigie_store_exec (store,
                           "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, search, row)",
                           error)
         && append_query (store, "SELECT term, doc, cnt FROM temp.vocabulary ORDER BY term", 0, out, error);
}

/**
 * vigie_store_derived_digest:
 * @store: the store; a writer brings the search index up first
 * @error: return location
 *
 * Returns: (transfer full) (nullable): BLAKE2b-256 (hexadecimal) over streams, tails, incidents, the
 *   uses of kept files and the words of the search index
 */
char *
vigie_store_derived_digest (VigieStore *store, GError **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  guint8 hash[VIGIE_HASH_BYTES];

  g_return_val_if_fail (store != NULL, NULL);

  if (!vigie_store_index_rest (store, NULL, error)
      || !append_query (store, "SELECT number, name, arrival FROM stream ORDER BY number", 0, out, error)
      || !append_query (store, "SELECT * FROM tail ORDER BY stream, device", 0, out, error)
      || !append_query (store, "SELECT * FROM incident ORDER BY stream", 0, out, error)
      || !append_query (store, "SELECT * FROM content_use ORDER BY event", 0, out, error)
      || !append_vocabulary (store, out, error))
    return NULL;
  vigie_hash (out->str, out->len, hash);

  return vigie_hex (hash, sizeof hash);
}

/* Links need only hash and signature, so redacted events count as they always did. */
static gboolean
link_events (VigieStore *store, gint64 number, guint8 *head, gboolean *any, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean row = FALSE;

  stmt = vigie_store_sql (store, "SELECT hash, signature FROM event WHERE key BETWEEN ? AND ? ORDER BY key", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number << 32);
  sqlite3_bind_int64 (stmt, 2, number << 32 | G_MAXUINT32);
  while (vigie_store_step (store, stmt, &row, error))
    {
      VigieEvent event = { 0 };

      if (!row)
        return TRUE;
      if (!vigie_store_column_is_blob (stmt, 0, VIGIE_HASH_BYTES)
          || !vigie_store_column_is_blob (stmt, 1, VIGIE_SIGNATURE_BYTES))
        continue; /* verify says so; a head over the rest differs, as it should */
      memcpy (event.hash, sqlite3_column_blob (stmt, 0), VIGIE_HASH_BYTES);
      memcpy (event.signature, sqlite3_column_blob (stmt, 1), VIGIE_SIGNATURE_BYTES);
      vigie_chain_link (*any ? head : NULL, &event, head);
      *any = TRUE;
    }

  return FALSE;
}

/**
 * vigie_store_chain_head:
 * @store: the store
 * @stream: name of the stream
 * @error: return location
 *
 * Returns: (transfer full) (nullable): head of the stream's chain in the order of arrival here, in
 *   hexadecimal; NULL without error when there are no events
 */
char *
vigie_store_chain_head (VigieStore *store, const char *stream, GError **error)
{
  guint8 head[VIGIE_HASH_BYTES] = { 0 };
  gboolean found = FALSE, any = FALSE;
  VigieStreamRow row;

  g_return_val_if_fail (store != NULL && stream != NULL, NULL);

  if (!vigie_store_stream_row (store, stream, &row, &found, error) || !found)
    return NULL;
  if (!link_events (store, row.number, head, &any, error) || !any)
    return NULL;

  return vigie_hex (head, sizeof head);
}
