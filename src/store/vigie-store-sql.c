/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The little SQL that every file of the store needs: statements kept for reuse, transactions, and
 * SQLite's result codes cut into the few errors a caller acts on.
 *
 * Statements are found by their text, so one text must not be stepped twice at the same time; each
 * is reset as soon as its last row was read, because an open read keeps the log from being
 * checkpointed. A writer begins with BEGIN IMMEDIATE: turning a read into a write half-way meets
 * SQLITE_BUSY where nothing can be retried. */

#include "vigie-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (vigie-store-error-quark, vigie_store_error)

static gboolean
is_out_of_space (VigieStore *store, int code)
{
  int saved_errno = 0;

  if ((code & 0xff) == SQLITE_FULL)
    return TRUE;
  if ((code & 0xff) != SQLITE_IOERR || store->db == NULL)
    return FALSE;
  saved_errno = sqlite3_system_errno (store->db);

  return saved_errno == ENOSPC || saved_errno == EDQUOT;
}

static VigieStoreError
classify (VigieStore *store, int code)
{
  if (is_out_of_space (store, code))
    return VIGIE_STORE_ERROR_FULL;
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return VIGIE_STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return VIGIE_STORE_ERROR_DAMAGED;
    default:
      return VIGIE_STORE_ERROR_FAILED;
    }
}

/**
 * vigie_store_set_error:
 * @store: the store whose statement failed
 * @code: (extended) result code of SQLite
 * @error: return location
 *
 * Says in one sentence what went wrong. A failed write to the disk marks the connection: what SQLite
 * holds in memory may no longer be what the disk holds, so it is opened anew before the next use.
 */
void
vigie_store_set_error (VigieStore *store, int code, GError **error)
{
  VigieStoreError kind = classify (store, code);

  if ((code & 0xff) == SQLITE_IOERR)
    store->sync_failed = TRUE;
  if (kind == VIGIE_STORE_ERROR_FULL)
    g_set_error_literal (error, VIGIE_STORE_ERROR, kind,
                         _("The disk is full: nothing was saved. Free some space and try again."));
  else if (kind == VIGIE_STORE_ERROR_BUSY)
    g_set_error_literal (error, VIGIE_STORE_ERROR, kind,
                         _("Another program is using the incident store; try again in a moment."));
  else if (kind == VIGIE_STORE_ERROR_DAMAGED)
    g_set_error (error, VIGIE_STORE_ERROR, kind,
                 _("The incident store “%s” is damaged; nothing was changed. Restore a backup."), store->path);
  else if ((code & 0xff) == SQLITE_READONLY || (code & 0xff) == SQLITE_PERM)
    g_set_error (error, VIGIE_STORE_ERROR, kind,
                 _("The incident store “%s” cannot be written: the file or its folder is read-only."), store->path);
  else
    g_set_error (error, VIGIE_STORE_ERROR, kind, _("The incident store “%s” could not be used: %s."), store->path,
                 store->db != NULL ? sqlite3_errmsg (store->db) : sqlite3_errstr (code));
}

void
vigie_store_set_error_from_errno (GError **error, int saved_errno, const char *path)
{
  if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FULL,
                         _("The disk is full: nothing was saved. Free some space and try again."));
  else if (saved_errno == ENOENT)
    g_set_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING, _("There is no “%s”."), path);
  else
    g_set_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED, _("“%s” cannot be used: %s."), path,
                 g_strerror (saved_errno));
}

void
vigie_store_forget_statements (VigieStore *store)
{
  g_hash_table_remove_all (store->statements);
}

sqlite3_stmt *
vigie_store_sql (VigieStore *store, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (store->statements, sql);
  int code;

  /* By the address of the text, which is nearly always a literal; another text may have come to stand there. */
  if (stmt != NULL && strcmp (sqlite3_sql (stmt), sql) != 0)
    stmt = NULL;
  if (stmt != NULL)
    {
      /* The result of reset repeats an error that was reported already. */
      sqlite3_reset (stmt);
      sqlite3_clear_bindings (stmt);
      return stmt;
    }

  code = sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code != SQLITE_OK)
    {
      vigie_store_set_error (store, code, error);
      return NULL;
    }
  g_hash_table_insert (store->statements, (gpointer) sql, stmt);

  return stmt;
}

gboolean
vigie_store_step (VigieStore *store, sqlite3_stmt *stmt, gboolean *row, GError **error)
{
  int code = sqlite3_step (stmt);

  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    vigie_store_set_error (store, sqlite3_extended_errcode (store->db), error);
  sqlite3_reset (stmt);

  return code == SQLITE_DONE;
}

gboolean
vigie_store_run (VigieStore *store, sqlite3_stmt *stmt, GError **error)
{
  gboolean row = FALSE;

  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    sqlite3_reset (stmt);

  return TRUE;
}

gboolean
vigie_store_exec (VigieStore *store, const char *sql, GError **error)
{
  int code = sqlite3_exec (store->db, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  vigie_store_set_error (store, sqlite3_extended_errcode (store->db), error);

  return FALSE;
}

/* The first column of the first row; 0 when there is no row or it is NULL. */
gboolean
vigie_store_query_int (VigieStore *store, const char *sql, gint64 *out, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, sql, error);
  gboolean row = FALSE;

  *out = 0;
  if (stmt == NULL || !vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *out = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

gboolean
vigie_store_begin (VigieStore *store, GError **error)
{
  if (!vigie_store_is_writer (store, error))
    return FALSE;
  if (store->sync_failed)
    {
      vigie_store_disconnect (store);
      if (!vigie_store_connect (store, error))
        return FALSE;
      store->sync_failed = FALSE;
    }

  return vigie_store_exec (store, "BEGIN IMMEDIATE", error);
}

gboolean
vigie_store_commit (VigieStore *store, GError **error)
{
  return vigie_store_exec (store, "COMMIT", error);
}

void
vigie_store_rollback (VigieStore *store)
{
  /* Some errors have rolled back already; then there is nothing left to do. */
  if (store->db != NULL && !sqlite3_get_autocommit (store->db))
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  /* Without memory not even that can be done; a new connection begins with no transaction. */
  if (store->db != NULL && !sqlite3_get_autocommit (store->db))
    store->sync_failed = TRUE;
  vigie_store_cache_clear (store);
  if (store->unsettled != NULL)
    g_hash_table_remove_all (store->unsettled);
}

void
vigie_store_bind_time (sqlite3_stmt *stmt, int index, gint64 time_usec)
{
  if (time_usec == VIGIE_TIME_NONE)
    sqlite3_bind_null (stmt, index);
  else
    sqlite3_bind_int64 (stmt, index, time_usec);
}

gint64
vigie_store_column_time (sqlite3_stmt *stmt, int column)
{
  if (sqlite3_column_type (stmt, column) != SQLITE_INTEGER)
    return VIGIE_TIME_NONE;

  return sqlite3_column_int64 (stmt, column);
}

char *
vigie_store_column_string (sqlite3_stmt *stmt, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (stmt, column));
}

gboolean
vigie_store_column_is_blob (sqlite3_stmt *stmt, int column, gsize length_bytes)
{
  return sqlite3_column_type (stmt, column) == SQLITE_BLOB
         && (gsize) sqlite3_column_bytes (stmt, column) == length_bytes;
}
