/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is this hub's own and never replicated: tokens and invitations, both as hashes of the secret, and
 * a few values by name. */

#include "vigie-hub-sqlite-private.h"

#include <string.h>

static gboolean
run_token (VigieHubSqlite *self, const char *sql, const guint8 *device, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, sql, error);

  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, device, VIGIE_KEY_BYTES);

  return vigie_hub_sql_run (self, stmt, error);
}

gboolean
vigie_hub_sqlite_token_drop (VigieHubLog *log, const guint8 *device, GError **error)
{
  return run_token ((VigieHubSqlite *) log, "DELETE FROM token WHERE device = ? AND scope = 'device'", device, error);
}

gboolean
vigie_hub_sqlite_token_put (VigieHubLog *log, const guint8 *hash, const VigieHubToken *token, gint64 now_usec, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt;

  if (!vigie_hub_sqlite_token_drop (log, token->device, error))
    return FALSE;
  stmt = vigie_hub_sql (self, "INSERT INTO token (hash, device, scope, made) VALUES (?, ?, ?, ?)", error);
  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  vigie_hub_sql_bind (stmt, 2, token->device, VIGIE_KEY_BYTES);
  sqlite3_bind_text (stmt, 3, token->scope, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 4, now_usec);

  return vigie_hub_sql_run (self, stmt, error);
}

gboolean
vigie_hub_sqlite_token_find (VigieHubLog *log, const guint8 *hash, VigieHubToken *token, gboolean *found, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT device, scope FROM token WHERE hash = ?", error);
  gboolean row = FALSE;

  *found = FALSE;
  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *found = vigie_hub_sql_blob (stmt, 0, token->device, VIGIE_KEY_BYTES);
  g_strlcpy (token->scope, (const char *) sqlite3_column_text (stmt, 1), sizeof token->scope);
  sqlite3_reset (stmt);

  return TRUE;
}

gboolean
vigie_hub_sqlite_invitation_put (VigieHubLog *log, const guint8 *hash, const VigieHubInvitation *invitation, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "INSERT INTO invitation (hash, member, name, role, until, device)"
                                      " VALUES (?, ?, ?, ?, ?, NULL)",
                                      error);

  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  sqlite3_bind_text (stmt, 2, invitation->member, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, invitation->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 4, invitation->role, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 5, invitation->until_usec);

  return vigie_hub_sql_run (self, stmt, error);
}

static char *
column_string (sqlite3_stmt *stmt, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (stmt, column));
}

gboolean
vigie_hub_sqlite_invitation_find (VigieHubLog *log, const guint8 *hash, VigieHubInvitation *invitation, gboolean *found, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT member, name, role, until, device FROM invitation WHERE hash = ?", error);
  gboolean row = FALSE;

  memset (invitation, 0, sizeof *invitation);
  *found = FALSE;
  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, hash, VIGIE_HASH_BYTES);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  invitation->member = column_string (stmt, 0);
  invitation->name = column_string (stmt, 1);
  invitation->role = column_string (stmt, 2);
  invitation->until_usec = sqlite3_column_int64 (stmt, 3);
  invitation->used = vigie_hub_sql_blob (stmt, 4, invitation->device, VIGIE_KEY_BYTES);
  sqlite3_reset (stmt);
  *found = TRUE;

  return TRUE;
}

gboolean
vigie_hub_sqlite_invitation_use (VigieHubLog *log, const guint8 *hash, const guint8 *device, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "UPDATE invitation SET device = ? WHERE hash = ?", error);

  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, device, VIGIE_KEY_BYTES);
  vigie_hub_sql_bind (stmt, 2, hash, VIGIE_HASH_BYTES);

  return vigie_hub_sql_run (self, stmt, error);
}

gboolean
vigie_hub_sqlite_value_put (VigieHubLog *log, const char *name, const char *value, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "INSERT OR REPLACE INTO value (name, value) VALUES (?, ?)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, value, -1, SQLITE_STATIC);

  return vigie_hub_sql_run (self, stmt, error);
}

char *
vigie_hub_sqlite_value_get (VigieHubLog *log, const char *name, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT value FROM value WHERE name = ?", error);
  char *value = NULL;
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_text (stmt, 1, name, -1, SQLITE_STATIC);
  if (!vigie_hub_sql_step (self, stmt, &row, error) || !row)
    return NULL;
  value = column_string (stmt, 0);
  sqlite3_reset (stmt);

  return value;
}
