/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the log back. SQLite's own checks miss nine of ten flipped bits, so the hash kept beside an
 * event is compared every time it is read; one that does not agree is left out and counted, never
 * shown as if it were true. Signatures are checked on the way in and by verify, not here. */

#include "vigie-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-store-sync-private.h"

gboolean
vigie_store_stream_row (VigieStore *store, const char *stream, VigieStreamRow *row, gboolean *found, GError **error)
{
  sqlite3_stmt *stmt;

  *found = FALSE;
  stmt = vigie_store_sql (store, "SELECT number, arrival, indexed, stamp FROM stream WHERE name = ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, found, error))
    return FALSE;
  if (*found)
    {
      row->number = sqlite3_column_int64 (stmt, 0);
      row->arrival = (guint32) sqlite3_column_int64 (stmt, 1);
      row->indexed = (guint32) sqlite3_column_int64 (stmt, 2);
      row->stamp_usec = vigie_store_column_time (stmt, 3);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

VigieEvent *
vigie_store_row_to_event (sqlite3_stmt *stmt, GError **error)
{
  g_autoptr(VigieEvent) event = NULL;

  if (vigie_store_column_is_blob (stmt, 1, VIGIE_SIGNATURE_BYTES)
      && vigie_store_column_is_blob (stmt, 2, VIGIE_HASH_BYTES)
      && sqlite3_column_type (stmt, 0) == SQLITE_BLOB)
    {
      event = vigie_event_parse (sqlite3_column_blob (stmt, 0), (gsize) sqlite3_column_bytes (stmt, 0),
                                 sqlite3_column_blob (stmt, 1), error);
      if (event == NULL)
        return NULL;
      if (memcmp (event->hash, sqlite3_column_blob (stmt, 2), VIGIE_HASH_BYTES) == 0)
        return g_steal_pointer (&event);
    }
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("A stored entry does not agree with its hash."));

  return NULL;
}

/* A redacted event has no bytes on purpose; it is not bad, there is only nothing to read. */
static void
take_row (sqlite3_stmt *stmt, gboolean to_fold, GPtrArray *events, guint *n_bad)
{
  g_autoptr(VigieEvent) event = NULL;

  if (sqlite3_column_type (stmt, 0) == SQLITE_NULL)
    return;
  event = vigie_store_row_to_event (stmt, NULL); /* why it is bad is for verify to say */
  if (event == NULL)
    (*n_bad)++;
  else
    g_ptr_array_add (events, to_fold ? vigie_event_new_unproven (event) : g_steal_pointer (&event));
}

/* What the hub did not take counts for nobody, its author included: it is read in a list of its own. But a stream whose first
 * event is parked is here alone, and stays as it is. */
static sqlite3_stmt *
range_sql (VigieStore *store, gboolean to_fold, GError **error)
{
  gboolean knows = FALSE;

  if (to_fold && !vigie_store_knows_hubs (store, &knows, error))
    return NULL;
  if (!knows)
    return vigie_store_sql (store, "SELECT bytes, signature, hash FROM event WHERE key BETWEEN ?1 AND ?2 ORDER BY key", error);

  return vigie_store_sql (store,
                          "SELECT bytes, signature, hash FROM event WHERE key BETWEEN ?1 AND ?2"
                          " AND (key NOT IN (SELECT event FROM parked)"
                          " OR EXISTS (SELECT 1 FROM parked WHERE event = (?1 >> 32 << 32) + 1)) ORDER BY key",
                          error);
}

static gboolean
load_range (VigieStore *store, gint64 number, guint32 first, guint32 last, gboolean to_fold, GPtrArray *events, guint *n_bad,
            GError **error)
{
  sqlite3_stmt *stmt = range_sql (store, to_fold, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number << 32 | first);
  sqlite3_bind_int64 (stmt, 2, number << 32 | last);
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return TRUE;
      take_row (stmt, to_fold, events, n_bad);
    }

  return FALSE;
}

gboolean
vigie_store_load_range (VigieStore *store, gint64 number, guint32 first, guint32 last, GPtrArray *events, guint *n_bad, GError **error)
{
  return load_range (store, number, first, last, FALSE, events, n_bad, error);
}

gboolean
vigie_store_load_to_fold (VigieStore *store, gint64 number, guint32 first, guint32 last, GPtrArray *events, guint *n_bad, GError **error)
{
  return load_range (store, number, first, last, TRUE, events, n_bad, error);
}

gboolean
vigie_store_require_stream (VigieStore *store, const char *stream, VigieStreamRow *row, GError **error)
{
  gboolean found = FALSE;

  if (!vigie_store_stream_row (store, stream, row, &found, error))
    return FALSE;
  if (!found)
    g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING, _("There is no such incident here."));

  return found;
}

/**
 * vigie_store_load:
 * @store: the store
 * @stream: name of the stream
 * @n_bad: (out) (optional): events that do not agree with their hash and were left out
 * @error: return location; MISSING when there is no such stream
 *
 * Returns: (transfer full) (element-type VigieEvent) (nullable): its events in arrival order
 */
GPtrArray *
vigie_store_load (VigieStore *store, const char *stream, guint *n_bad, GError **error)
{
  g_autoptr(GPtrArray) events = NULL;
  VigieStreamRow row;
  guint n = 0;

  g_return_val_if_fail (store != NULL && stream != NULL, NULL);

  if (!vigie_store_require_stream (store, stream, &row, error))
    return NULL;
  events = g_ptr_array_new_full (row.arrival, (GDestroyNotify) vigie_event_unref);
  if (!vigie_store_load_range (store, row.number, 0, G_MAXUINT32, events, &n, error))
    return NULL;
  if (n_bad != NULL)
    *n_bad = n;

  return g_steal_pointer (&events);
}

/**
 * vigie_store_load_newest:
 * @store: the store
 * @stream: name of the stream
 * @limit: how many at most
 * @error: return location; MISSING when there is no such stream
 *
 * The end of a long stream, for a window that shows its first page before the whole is folded.
 *
 * Returns: (transfer full) (element-type VigieEvent) (nullable): its newest events in arrival order
 */
GPtrArray *
vigie_store_load_newest (VigieStore *store, const char *stream, guint limit, GError **error)
{
  g_autoptr(GPtrArray) events = NULL;
  VigieStreamRow row;
  guint n_bad = 0;
  guint32 first;

  g_return_val_if_fail (store != NULL && stream != NULL, NULL);

  if (!vigie_store_require_stream (store, stream, &row, error))
    return NULL;
  first = row.arrival > limit ? row.arrival - limit + 1 : 1;
  events = g_ptr_array_new_full (limit, (GDestroyNotify) vigie_event_unref);
  if (!vigie_store_load_to_fold (store, row.number, first, G_MAXUINT32, events, &n_bad, error))
    return NULL;

  return g_steal_pointer (&events);
}

static gboolean
add_match (VigieStore *store, const char *reference, const char *sql, GPtrArray *streams, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, sql, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return TRUE;
      if (vigie_reference_matches ((const char *) sqlite3_column_text (stmt, 0), reference))
        g_ptr_array_add (streams, vigie_store_column_string (stmt, 1));
    }

  return FALSE;
}

/**
 * vigie_store_find:
 * @store: the store
 * @reference: what a person typed: a reference, the beginning of one, or its four signs
 * @error: return location; MISSING or AMBIGUOUS
 *
 * Returns: (transfer full) (nullable): the name of the one stream meant
 */
char *
vigie_store_find (VigieStore *store, const char *reference, GError **error)
{
  g_autoptr(GPtrArray) streams = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *given = NULL;

  g_return_val_if_fail (store != NULL && reference != NULL, NULL);

  given = g_strstrip (g_utf8_make_valid (reference, -1));
  if (given[0] != '\0'
      && !add_match (store, given, "SELECT ref, name FROM incident JOIN stream ON number = stream", streams, error))
    return NULL;
  if (streams->len == 1)
    return g_ptr_array_steal_index (streams, 0);
  if (streams->len == 0)
    g_set_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING, _("No incident has the reference “%s”."), given);
  else
    g_set_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_AMBIGUOUS,
                 _("Several incidents begin or end with “%s”; give more of the reference."), given);

  return NULL;
}
