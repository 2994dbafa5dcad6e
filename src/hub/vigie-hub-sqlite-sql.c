/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statements kept for reuse, and SQLite's result codes cut into the few errors a hub acts on. One
 * statement must not be stepped twice at the same time; each is reset as soon as its last row was
 * read, because an open read keeps the write-ahead log from being checkpointed. */

#include "vigie-hub-sqlite-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_out_of_space (VigieHubSqlite *self, int code)
{
  int saved_errno;

  if ((code & 0xff) == SQLITE_FULL)
    return TRUE;
  if ((code & 0xff) != SQLITE_IOERR || self->db == NULL)
    return FALSE;
  saved_errno = sqlite3_system_errno (self->db);

  return saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG;
}

static VigieHubError
classify (VigieHubSqlite *self, int code)
{
  if (is_out_of_space (self, code))
    return VIGIE_HUB_ERROR_FULL;
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return VIGIE_HUB_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return VIGIE_HUB_ERROR_DAMAGED;
    case SQLITE_CONSTRAINT:
      return code == SQLITE_CONSTRAINT_UNIQUE ? VIGIE_HUB_ERROR_TAKEN : VIGIE_HUB_ERROR_FAILED;
    default:
      return VIGIE_HUB_ERROR_FAILED;
    }
}

/* A failed write marks the connection: after it SQLite's memory and the disk may differ, so it is
 * opened anew before it is used again. A failed fsync is never simply repeated. */
void
vigie_hub_sql_set_error (VigieHubSqlite *self, int code, GError **error)
{
  VigieHubError kind = classify (self, code);

  if ((code & 0xff) == SQLITE_IOERR)
    self->broken = TRUE;
  if (kind == VIGIE_HUB_ERROR_FULL)
    g_set_error_literal (error, VIGIE_HUB_ERROR, kind,
                         _("The disk is full: nothing was saved. Free some space and try again."));
  else if (kind == VIGIE_HUB_ERROR_DAMAGED)
    g_set_error (error, VIGIE_HUB_ERROR, kind,
                 _("The log of the hub “%s” is damaged; nothing was changed. Restore a backup."), self->path);
  else
    g_set_error (error, VIGIE_HUB_ERROR, kind, _("The log of the hub “%s” could not be used: %s."), self->path,
                 self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (code));
}

void
vigie_hub_sql_set_errno (GError **error, int saved_errno, const char *path)
{
  if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FULL,
                         _("The disk is full: nothing was saved. Free some space and try again."));
  else
    g_set_error (error, VIGIE_HUB_ERROR, saved_errno == ENOENT ? VIGIE_HUB_ERROR_MISSING : VIGIE_HUB_ERROR_FAILED,
                 _("“%s” cannot be used: %s."), path, g_strerror (saved_errno));
}

sqlite3_stmt *
vigie_hub_sql (VigieHubSqlite *self, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (self->statements, sql);
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
  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code != SQLITE_OK)
    {
      vigie_hub_sql_set_error (self, code, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, stmt);

  return stmt;
}

gboolean
vigie_hub_sql_step (VigieHubSqlite *self, sqlite3_stmt *stmt, gboolean *row, GError **error)
{
  int code = sqlite3_step (stmt);

  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    vigie_hub_sql_set_error (self, sqlite3_extended_errcode (self->db), error);
  sqlite3_reset (stmt);

  return code == SQLITE_DONE;
}

/* A statement without rows. */
gboolean
vigie_hub_sql_run (VigieHubSqlite *self, sqlite3_stmt *stmt, GError **error)
{
  gboolean row = FALSE;

  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (row)
    sqlite3_reset (stmt);

  return TRUE;
}

gboolean
vigie_hub_sql_exec (VigieHubSqlite *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  vigie_hub_sql_set_error (self, sqlite3_extended_errcode (self->db), error);

  return FALSE;
}

/* The first column of the first row; 0 when there is no row or it is NULL. */
gboolean
vigie_hub_sql_int (VigieHubSqlite *self, const char *sql, gint64 *out, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, sql, error);
  gboolean row = FALSE;

  *out = 0;
  if (stmt == NULL || !vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *out = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

/* FALSE, @out left alone, when the column does not hold exactly so many bytes. */
gboolean
vigie_hub_sql_blob (sqlite3_stmt *stmt, int column, guint8 *out, gsize length_bytes)
{
  if (sqlite3_column_type (stmt, column) != SQLITE_BLOB
      || (gsize) sqlite3_column_bytes (stmt, column) != length_bytes)
    return FALSE;
  memcpy (out, sqlite3_column_blob (stmt, column), length_bytes);

  return TRUE;
}

void
vigie_hub_sql_bind (sqlite3_stmt *stmt, int index, const guint8 *bytes, gsize length_bytes)
{
  sqlite3_bind_blob (stmt, index, bytes, (int) length_bytes, SQLITE_STATIC);
}
