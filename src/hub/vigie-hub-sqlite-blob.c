/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contents of attachments, in pieces. Pieces arrive in order, so their number is how far one has come. */

#include "vigie-hub-sqlite-private.h"

#include <glib/gi18n-lib.h>

gboolean
vigie_hub_sqlite_name_blob (VigieHubLog *log, const guint8 *hash, const char *stream, gint64 size_bytes, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "INSERT OR IGNORE INTO blob_use (hash, stream, size) VALUES (?, ?, ?)", error);

  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  sqlite3_bind_text (stmt, 2, stream, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 3, size_bytes);

  return vigie_hub_sql_run (self, stmt, error);
}

gboolean
vigie_hub_sqlite_blob_named (VigieHubLog *log, const guint8 *hash, VigieHubNamedFunc func, gpointer user_data, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT stream, size FROM blob_use WHERE hash = ?", error);
  gboolean more = FALSE;

  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  while (vigie_hub_sql_step (self, stmt, &more, error))
    {
      if (!more)
        return TRUE;
      if (!func ((const char *) sqlite3_column_text (stmt, 0), sqlite3_column_int64 (stmt, 1), user_data))
        {
          sqlite3_reset (stmt);
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
vigie_hub_sqlite_blob_state (VigieHubLog *log, const guint8 *hash, gint64 *size_bytes, guint *n_pieces, gboolean *complete, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "SELECT size, complete, (SELECT count (*) FROM blob_piece WHERE blob = number)"
                                      " FROM blob WHERE hash = ?",
                                      error);
  gboolean row = FALSE;

  *size_bytes = 0;
  *n_pieces = 0;
  *complete = FALSE;
  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *size_bytes = sqlite3_column_int64 (stmt, 0);
      *complete = sqlite3_column_int (stmt, 1) != 0;
      *n_pieces = (guint) sqlite3_column_int (stmt, 2);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

static gboolean
insert_blob (VigieHubSqlite *self, const guint8 *hash, gint64 size_bytes, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, "INSERT OR IGNORE INTO blob (hash, size, complete) VALUES (?, ?, 0)", error);

  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  sqlite3_bind_int64 (stmt, 2, size_bytes);

  return vigie_hub_sql_run (self, stmt, error);
}

gboolean
vigie_hub_sqlite_blob_put (VigieHubLog *log, const guint8 *hash, gint64 size_bytes, guint piece, GBytes *bytes, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt;

  if (!insert_blob (self, hash, size_bytes, error))
    return FALSE;
  stmt = vigie_hub_sql (self,
                        "INSERT OR IGNORE INTO blob_piece (blob, piece, bytes)"
                        " VALUES ((SELECT number FROM blob WHERE hash = ?), ?, ?)",
                        error);
  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  sqlite3_bind_int (stmt, 2, (int) piece);
  sqlite3_bind_blob (stmt, 3, g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), SQLITE_STATIC);

  return vigie_hub_sql_run (self, stmt, error);
}

static gboolean
run_with_hash (VigieHubSqlite *self, const char *sql, const guint8 *hash, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, sql, error);

  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);

  return vigie_hub_sql_run (self, stmt, error);
}

gboolean
vigie_hub_sqlite_blob_set_complete (VigieHubLog *log, const guint8 *hash, GError **error)
{
  return run_with_hash ((VigieHubSqlite *) log, "UPDATE blob SET complete = 1 WHERE hash = ?", hash, error);
}

gboolean
vigie_hub_sqlite_blob_drop (VigieHubLog *log, const guint8 *hash, GError **error)
{
  return run_with_hash ((VigieHubSqlite *) log, "DELETE FROM blob WHERE hash = ?", hash, error);
}

GBytes *
vigie_hub_sqlite_blob_get (VigieHubLog *log, const guint8 *hash, guint piece, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "SELECT bytes FROM blob_piece WHERE blob = (SELECT number FROM blob WHERE hash = ?)"
                                      " AND piece = ?",
                                      error);
  GBytes *bytes = NULL;
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  sqlite3_bind_int (stmt, 2, (int) piece);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_MISSING, _("This piece is not here."));
      return NULL;
    }
  bytes = g_bytes_new (sqlite3_column_blob (stmt, 0), (gsize) sqlite3_column_bytes (stmt, 0));
  sqlite3_reset (stmt);

  return bytes;
}
