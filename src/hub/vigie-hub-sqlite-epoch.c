/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The epoch names one history of seq. It must change whenever numbers may be given a second time, which
 * is when a backup takes the place of the log. A copy made by vigie_hub_log_backup() carries no
 * epoch, so opening it makes one. A file copied by hand is noticed by the mark beside the log: it
 * says how far the log had come (written after each commit, so never ahead of the disk), and a log
 * that is behind its mark, or has none, went back. */

#include "vigie-hub-sqlite-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MARK_CHARS (VIGIE_HUB_EPOCH_CHARS + 1 + 20 + 1) /* "EPOCH SEQ\n" */

static gboolean
read_epoch (VigieHubSqlite *self, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT epoch FROM self", error);
  gboolean row = FALSE;

  if (stmt == NULL || !vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  self->epoch[0] = '\0';
  if (row && sqlite3_column_bytes (stmt, 0) == VIGIE_HUB_EPOCH_CHARS)
    g_strlcpy (self->epoch, (const char *) sqlite3_column_text (stmt, 0), sizeof self->epoch);
  sqlite3_reset (stmt);

  return TRUE;
}

/* Whether the mark is of this history and not ahead of the log. */
static gboolean
mark_agrees (VigieHubSqlite *self)
{
  char text[MARK_CHARS + 1] = { 0 };

  if (pread (self->mark_fd, text, MARK_CHARS, 0) != MARK_CHARS || self->epoch[0] == '\0'
      || strncmp (text, self->epoch, VIGIE_HUB_EPOCH_CHARS) != 0)
    return FALSE;

  return g_ascii_strtoull (text + VIGIE_HUB_EPOCH_CHARS + 1, NULL, 10) <= self->head;
}

static gboolean
make_epoch (VigieHubSqlite *self, GError **error)
{
  guint8 random[VIGIE_HUB_EPOCH_CHARS / 2];
  g_autofree char *epoch = NULL;
  g_autofree char *sql = NULL;

  self->seams.random (random, sizeof random, self->seams.user_data);
  epoch = vigie_hex (random, sizeof random);
  sql = g_strdup_printf ("UPDATE self SET epoch = '%s'", epoch);
  if (!vigie_hub_sql_exec (self, sql, error))
    return FALSE;
  g_strlcpy (self->epoch, epoch, sizeof self->epoch);

  return TRUE;
}

gboolean
vigie_hub_epoch_settle (VigieHubSqlite *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, ".mark", NULL);

  self->mark_fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->mark_fd < 0)
    {
      vigie_hub_sql_set_errno (error, errno, path);
      return FALSE;
    }
  if (!read_epoch (self, error))
    return FALSE;
  if (!mark_agrees (self) && !make_epoch (self, error))
    return FALSE;
  vigie_hub_epoch_mark (self);

  return TRUE;
}

/* A mark that could not be written stays behind, which says nothing wrong. */
void
vigie_hub_epoch_mark (VigieHubSqlite *self)
{
  char text[MARK_CHARS + 1];

  g_snprintf (text, sizeof text, "%s %020" G_GUINT64_FORMAT "\n", self->epoch, self->head);
  if (self->mark_fd >= 0 && pwrite (self->mark_fd, text, MARK_CHARS, 0) < 0)
    g_debug ("The mark beside the log could not be written");
}

gboolean
vigie_hub_sqlite_epoch (VigieHubLog *log, char epoch[33], guint64 *head, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;

  if (!self->writer)
    {
      gint64 newest = 0;

      if (!read_epoch (self, error) || !vigie_hub_sql_int (self, "SELECT max (seq) FROM event", &newest, error))
        return FALSE;
      self->head = (guint64) newest;
    }
  g_strlcpy (epoch, self->epoch, VIGIE_HUB_EPOCH_CHARS + 1);
  *head = self->head;

  return TRUE;
}

static gboolean
copy_into (VigieHubSqlite *self, const char *path, GError **error)
{
  sqlite3 *target = NULL;
  sqlite3_backup *backup;
  int code = sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    {
      backup = sqlite3_backup_init (target, "main", self->db, "main");
      if (backup != NULL)
        sqlite3_backup_step (backup, -1);
      code = backup != NULL ? sqlite3_backup_finish (backup) : sqlite3_errcode (target);
    }
  if (code == SQLITE_OK)
    code = sqlite3_exec (target, "PRAGMA journal_mode = DELETE; UPDATE self SET epoch = NULL", NULL, NULL, NULL);
  sqlite3_close (target);
  if (code == SQLITE_OK)
    return TRUE;
  vigie_hub_sql_set_error (self, code, error);

  return FALSE;
}

gboolean
vigie_hub_sqlite_backup (VigieHubLog *log, const char *path, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE, _("“%s” exists already; choose another name."), path);
      return FALSE;
    }
  g_unlink (temporary);
  if (vigie_hub_file_make (temporary, error) && copy_into (self, temporary, error)
      && vigie_hub_file_move (temporary, path, error))
    return TRUE;
  g_unlink (temporary);

  return FALSE;
}

gboolean
vigie_hub_sqlite_check (VigieHubLog *log, GPtrArray *faults, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "PRAGMA integrity_check (100)", error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return FALSE;
  while (vigie_hub_sql_step (self, stmt, &row, error) && row)
    {
      const char *text = (const char *) sqlite3_column_text (stmt, 0);

      if (g_strcmp0 (text, "ok") != 0)
        g_ptr_array_add (faults, g_strdup_printf (_("The database says: %s."), text));
    }

  return !row;
}
