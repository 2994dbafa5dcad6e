/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registry of incidents, read from the derived table in order of detection, a page at a time.
 * The few conditions SQL cannot do by index are checked on the way, row by row: the index gives the
 * order, so a page ends as soon as it is full. */

#include "vigie-store-private.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-text.h"

#define COLUMNS                                                                                    \
  "s.name, i.ref, i.title, i.type, i.commander, i.level, i.provisional, i.example, i.active, "    \
  "i.stage, i.started, i.detected, i.declared, i.resolved, i.closed, s.arrival, i.stream "        \
  "FROM incident AS i JOIN stream AS s ON s.number = i.stream "

/* One text for each index, so that each is prepared once. */
static const char sql_all[] = "SELECT " COLUMNS "WHERE i.seen >= ? AND i.seen < ? ORDER BY i.seen DESC, i.stream DESC";
static const char sql_active[] = "SELECT " COLUMNS "WHERE i.active = 1 AND i.seen >= ? AND i.seen < ?"
                                 " ORDER BY i.seen DESC, i.stream DESC";
static const char sql_past[] = "SELECT " COLUMNS "WHERE i.active = 0 AND i.seen >= ? AND i.seen < ?"
                               " ORDER BY i.seen DESC, i.stream DESC";
/* What must not be overlooked although it is old; in the very words of its index. */
G_STATIC_ASSERT (VIGIE_STAGE_CLOSED == 4);
static const char sql_open[] = "SELECT " COLUMNS "WHERE (i.active = 1 OR i.example = 1 OR i.stage <> 4)"
                               " AND i.seen >= ? AND i.seen < ? ORDER BY i.seen DESC, i.stream DESC";

void
vigie_incident_row_free (VigieIncidentRow *row)
{
  if (row == NULL)
    return;
  g_free (row->stream);
  g_free (row->ref);
  g_free (row->title);
  g_free (row->type);
  g_free (row->commander);
  g_free (row);
}

static VigieIncidentRow *
read_row (sqlite3_stmt *stmt)
{
  VigieIncidentRow *row = g_new0 (VigieIncidentRow, 1);

  row->stream = vigie_store_column_string (stmt, 0);
  row->ref = vigie_store_column_string (stmt, 1);
  row->title = vigie_store_column_string (stmt, 2);
  row->type = vigie_store_column_string (stmt, 3);
  row->commander = vigie_store_column_string (stmt, 4);
  row->level = (VigieLevel) sqlite3_column_int (stmt, 5);
  row->provisional = sqlite3_column_int (stmt, 6) != 0;
  row->example = sqlite3_column_int (stmt, 7) != 0;
  row->active = sqlite3_column_int (stmt, 8) != 0;
  row->stage = (VigieStage) sqlite3_column_int (stmt, 9);
  row->started_usec = vigie_store_column_time (stmt, 10);
  row->detected_usec = vigie_store_column_time (stmt, 11);
  row->declared_usec = vigie_store_column_time (stmt, 12);
  row->resolved_usec = vigie_store_column_time (stmt, 13);
  row->closed_usec = vigie_store_column_time (stmt, 14);
  row->n_events = (guint) sqlite3_column_int64 (stmt, 15);

  return row;
}

typedef struct
{
  const VigieIncidentFilter *filter;
  GHashTable *streams;  /* numbers with the words, NULL: any */
  const char *reference; /* the words, if they may be a reference */
} Sieve;

static gboolean
passes (const Sieve *sieve, sqlite3_stmt *stmt)
{
  guint levels = sieve->filter != NULL ? sieve->filter->levels : 0;
  gint64 number = sqlite3_column_int64 (stmt, 16);

  if (levels != 0 && (levels & (1u << sqlite3_column_int (stmt, 5))) == 0)
    return FALSE;
  if (sieve->streams == NULL || g_hash_table_contains (sieve->streams, &number))
    return TRUE;

  return vigie_reference_matches ((const char *) sqlite3_column_text (stmt, 1), sieve->reference);
}

static sqlite3_stmt *
start (VigieStore *store, const VigieIncidentFilter *filter, GError **error)
{
  gint64 from_usec = G_MININT64, until_usec = G_MAXINT64;
  const char *sql = sql_all;
  sqlite3_stmt *stmt;

  if (filter != NULL)
    {
      /* An unset (zero) bound is open too: nobody asks for what happened before 1970. */
      if (filter->from_usec != VIGIE_TIME_NONE)
        from_usec = filter->from_usec;
      if (filter->to_usec > 0 && filter->to_usec < G_MAXINT64)
        until_usec = filter->to_usec + 1;
      if (filter->before_usec > 0)
        until_usec = MIN (until_usec, filter->before_usec);
      sql = filter->only_active ? sql_active : filter->only_past ? sql_past : sql_all;
    }
  stmt = vigie_store_sql (store, sql, error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, from_usec);
  sqlite3_bind_int64 (stmt, 2, until_usec);

  return stmt;
}

static gboolean
read_rows (VigieStore *store, const Sieve *sieve, GPtrArray *rows, GError **error)
{
  guint limit = sieve->filter != NULL ? sieve->filter->limit : 0;
  sqlite3_stmt *stmt = start (store, sieve->filter, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  while (limit == 0 || rows->len < limit)
    {
      if (!vigie_store_step (store, stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (passes (sieve, stmt))
        g_ptr_array_add (rows, read_row (stmt));
    }
  sqlite3_reset (stmt);

  return TRUE;
}

static gboolean
has_stream (GPtrArray *rows, const char *stream)
{
  for (guint i = rows->len; i > 0; i--)
    if (strcmp (((const VigieIncidentRow *) rows->pdata[i - 1])->stream, stream) == 0)
      return TRUE;

  return FALSE;
}

/* Adds what is older than the last of @rows and still open; of those seen in the same moment as that one, what is
 * not there yet. */
static gboolean
read_open (VigieStore *store, GPtrArray *rows, GError **error)
{
  const VigieIncidentRow *last = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;
  gint64 seen_usec = last == NULL ? G_MAXINT64 - 1
                     : last->detected_usec != VIGIE_TIME_NONE ? last->detected_usec
                     : last->declared_usec != VIGIE_TIME_NONE ? last->declared_usec : 0;
  sqlite3_stmt *stmt = vigie_store_sql (store, sql_open, error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, G_MININT64);
  sqlite3_bind_int64 (stmt, 2, seen_usec + 1);
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return TRUE;
      if (!has_stream (rows, (const char *) sqlite3_column_text (stmt, 0)))
        g_ptr_array_add (rows, read_row (stmt));
    }

  return FALSE;
}

/**
 * vigie_store_list:
 * @store: the store
 * @filter: (nullable): which; NULL for all
 * @error: return location
 *
 * Lists incidents, newest detection first. An incident whose events came without a declaration is
 * not listed yet.
 *
 * Returns: (transfer full) (element-type VigieIncidentRow) (nullable): the rows
 */
GPtrArray *
vigie_store_list (VigieStore *store, const VigieIncidentFilter *filter, GError **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_incident_row_free);
  g_autoptr(GHashTable) streams = NULL;
  g_autofree char *reference = NULL;
  Sieve sieve = { .filter = filter };

  g_return_val_if_fail (store != NULL, NULL);

  if (filter != NULL && filter->words != NULL && filter->words[0] != '\0')
    {
      streams = vigie_store_search_streams (store, filter->words, error);
      if (streams == NULL)
        return NULL;
      reference = g_strstrip (g_utf8_make_valid (filter->words, -1));
      sieve.streams = streams;
      sieve.reference = reference[0] != '\0' ? reference : "\x01";
    }
  if (!read_rows (store, &sieve, rows, error)
      || (filter != NULL && filter->and_open && rows->len == filter->limit && !read_open (store, rows, error)))
    return NULL;

  return g_steal_pointer (&rows);
}
