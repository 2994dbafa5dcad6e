/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the log in order of seq, of position, by kind, and the list of its streams. The caller's
 * function ends a reading when it has enough. */

#include "vigie-hub-sqlite-private.h"

#define COLUMNS "e.seq, e.position, s.name, e.link, e.hash, e.signature, e.bytes, e.redacted, e.withheld"
#define TABLES " FROM event AS e JOIN stream AS s ON s.number = e.stream "

static gboolean
fill_row (sqlite3_stmt *stmt, VigieHubRow *row)
{
  row->seq = (guint64) sqlite3_column_int64 (stmt, 0);
  row->position = (guint64) sqlite3_column_int64 (stmt, 1);
  row->stream = (const char *) sqlite3_column_text (stmt, 2);
  row->link = sqlite3_column_blob (stmt, 3);
  row->hash = sqlite3_column_blob (stmt, 4);
  row->signature = sqlite3_column_blob (stmt, 5);
  row->bytes = sqlite3_column_blob (stmt, 6);
  row->length_bytes = (gsize) sqlite3_column_bytes (stmt, 6);
  row->redacted = sqlite3_column_int (stmt, 7) != 0;
  row->withheld = sqlite3_column_blob (stmt, 8);
  row->withheld_bytes = (gsize) sqlite3_column_bytes (stmt, 8);

  return row->stream != NULL && row->bytes != NULL && sqlite3_column_bytes (stmt, 3) == VIGIE_HASH_BYTES
         && sqlite3_column_bytes (stmt, 4) == VIGIE_HASH_BYTES
         && sqlite3_column_bytes (stmt, 5) == VIGIE_SIGNATURE_BYTES;
}

static gboolean
read_rows (VigieHubSqlite *self, sqlite3_stmt *stmt, VigieHubRowFunc func, gpointer user_data, GError **error)
{
  gboolean more = FALSE;

  while (vigie_hub_sql_step (self, stmt, &more, error))
    {
      VigieHubRow row;

      if (!more)
        return TRUE;
      if (!fill_row (stmt, &row))
        {
          sqlite3_reset (stmt);
          vigie_hub_sql_set_error (self, SQLITE_CORRUPT, error);
          return FALSE;
        }
      if (!func (&row, user_data))
        {
          sqlite3_reset (stmt);
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
vigie_hub_sqlite_page (VigieHubLog *log, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT " COLUMNS TABLES "WHERE e.seq > ? ORDER BY e.seq", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, (gint64) MIN (after, G_MAXINT64));

  return read_rows (self, stmt, func, user_data, error);
}

gboolean
vigie_hub_sqlite_page_stream (VigieHubLog *log, const char *stream, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "SELECT " COLUMNS TABLES
                                      "WHERE e.stream = (SELECT number FROM stream WHERE name = ?) AND e.position > ?"
                                      " ORDER BY e.position",
                                      error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, (gint64) MIN (after, G_MAXINT64));

  return read_rows (self, stmt, func, user_data, error);
}

gboolean
vigie_hub_sqlite_page_special (VigieHubLog *log, VigieHubSpecial special, VigieHubRowFunc func, gpointer user_data, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT " COLUMNS TABLES "WHERE e.special = ? ORDER BY e.seq", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, special);

  return read_rows (self, stmt, func, user_data, error);
}

gboolean
vigie_hub_sqlite_streams (VigieHubLog *log, const char *after, VigieHubStreamFunc func, gpointer user_data, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "SELECT s.name, e.position, e.link, e.hashes FROM stream AS s JOIN event AS e"
                                      " ON e.stream = s.number"
                                      " AND e.position = (SELECT max (position) FROM event WHERE stream = s.number)"
                                      " WHERE s.name > ? ORDER BY s.name",
                                      error);
  gboolean more = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, after, -1, SQLITE_STATIC);
  while (vigie_hub_sql_step (self, stmt, &more, error))
    {
      VigieHubStream stream;

      if (!more)
        return TRUE;
      stream.name = (const char *) sqlite3_column_text (stmt, 0);
      stream.count = (guint64) sqlite3_column_int64 (stmt, 1);
      stream.link = sqlite3_column_blob (stmt, 2);
      stream.set = sqlite3_column_blob (stmt, 3);
      if (!func (&stream, user_data))
        {
          sqlite3_reset (stmt);
          return TRUE;
        }
    }

  return FALSE;
}
