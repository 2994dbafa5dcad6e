/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening and closing the log. The order matters: look at the bytes, take the lock, look again, make or
 * open, check the version once more (it may stand only in the write-ahead log), and only then let
 * SQLite write.
 *
 * SQLite of Debian 12 can damage a database in WAL mode that several connections checkpoint. So
 * there is one read-write connection, in one process, under one lock; readers never checkpoint.
 *
 * The writer remembers heads of streams and tails of devices, so that a commit reads nothing that it
 * wrote itself; a rollback forgets them all. */

#include "vigie-hub-sqlite-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define LENGTH_MAX_BYTES (VIGIE_EVENT_MAX_BYTES * 2)
#define BUSY_TIMEOUT_MS 2000
#define REMEMBERED_MAX 20000

void
vigie_hub_sqlite_forget (VigieHubSqlite *self)
{
  self->last_device_number = 0;
  self->last_tail = NULL;
  g_hash_table_remove_all (self->heads);
  g_hash_table_remove_all (self->tails);
  g_hash_table_remove_all (self->devices);
}

static void
harden (sqlite3 *db)
{
  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, LENGTH_MAX_BYTES);
  sqlite3_limit (db, SQLITE_LIMIT_SQL_LENGTH, 100 * 1000);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
}

static gboolean
check_version (VigieHubSqlite *self, GError **error)
{
  gint64 version = 0;

  if (!vigie_hub_sql_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version <= VIGIE_HUB_LOG_VERSION)
    return TRUE;
  g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_NEWER, _("“%s”: %s %s"), self->path,
               _("This log of a hub was made by a newer Vigie; update Vigie to open it."), _("Nothing was changed."));

  return FALSE;
}

static gboolean
open_database (VigieHubSqlite *self, GError **error)
{
  int flags = SQLITE_OPEN_NOMUTEX | (self->writer ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
  int code = sqlite3_open_v2 (self->path, &self->db, flags, NULL);

  if (code == SQLITE_OK && self->writer && sqlite3_db_readonly (self->db, "main") == 1)
    code = SQLITE_READONLY;
  if (code == SQLITE_OK)
    return TRUE;
  vigie_hub_sql_set_error (self, code, error);

  return FALSE;
}

gboolean
vigie_hub_sqlite_connect (VigieHubSqlite *self, GError **error)
{
  static const char *const pragmas = "PRAGMA synchronous = FULL;"
                                     "PRAGMA cell_size_check = ON;"
                                     "PRAGMA mmap_size = 0;"
                                     "PRAGMA temp_store = MEMORY;"
                                     "PRAGMA cache_size = -16000;"
                                     "PRAGMA journal_size_limit = 67108864;";

  if (!open_database (self, error))
    return FALSE;
  harden (self->db);
  if (!check_version (self, error) || !vigie_hub_sql_exec (self, pragmas, error))
    return FALSE;
  if (!self->writer)
    return TRUE;
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);

  return vigie_hub_sql_exec (self, "PRAGMA journal_mode = WAL", error) && vigie_hub_schema_migrate (self, error);
}

void
vigie_hub_sqlite_disconnect (VigieHubSqlite *self)
{
  vigie_hub_sqlite_forget (self);
  g_hash_table_remove_all (self->statements);
  sqlite3_close (self->db);
  self->db = NULL;
}

static void
sqlite_free (VigieHubLog *log)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;

  vigie_hub_sqlite_disconnect (self);
  g_hash_table_unref (self->statements);
  g_hash_table_unref (self->heads);
  g_hash_table_unref (self->tails);
  g_hash_table_unref (self->devices);
  if (self->mark_fd >= 0)
    close (self->mark_fd);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->path);
  g_free (self);
}

static gboolean
read_head (VigieHubSqlite *self, GError **error)
{
  gint64 head = 0;

  if (!vigie_hub_sql_int (self, "SELECT max (seq) FROM event", &head, error))
    return FALSE;
  self->head = (guint64) head;

  return TRUE;
}

static gboolean
sqlite_begin (VigieHubLog *log, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;

  if (!self->writer)
    {
      g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED,
                           _("The log of the hub was opened for reading only."));
      return FALSE;
    }
  if (self->broken)
    {
      vigie_hub_sqlite_disconnect (self);
      if (!vigie_hub_sqlite_connect (self, error) || !read_head (self, error))
        return FALSE;
      self->broken = FALSE;
    }
  if (g_hash_table_size (self->tails) + g_hash_table_size (self->heads) > REMEMBERED_MAX)
    vigie_hub_sqlite_forget (self);

  return vigie_hub_sql_exec (self, "BEGIN IMMEDIATE", error);
}

static void
sqlite_rollback (VigieHubLog *log)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;

  /* Some errors have rolled back already; then there is nothing left to do. */
  if (self->db != NULL && !sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  vigie_hub_sqlite_forget (self);
  /* Without memory it may still be open; a new connection begins with no transaction. */
  if (self->db == NULL || !sqlite3_get_autocommit (self->db) || !read_head (self, NULL))
    self->broken = TRUE;
}

static gboolean
sqlite_commit (VigieHubLog *log, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;

  if (!vigie_hub_sql_exec (self, "COMMIT", error))
    return FALSE;
  vigie_hub_epoch_mark (self);

  return TRUE;
}

static VigieHubLog *sqlite_reader (VigieHubLog *log, GError **error);

static const VigieHubLogClass sqlite_class = {
  .free = sqlite_free,
  .reader = sqlite_reader,
  .begin = sqlite_begin,
  .commit = sqlite_commit,
  .rollback = sqlite_rollback,
  .append = vigie_hub_sqlite_append,
  .withhold = vigie_hub_sqlite_withhold,
  .withheld = vigie_hub_sqlite_withheld,
  .withheld_before = vigie_hub_sqlite_withheld_before,
  .list_withheld = vigie_hub_sqlite_list_withheld,
  .admit = vigie_hub_sqlite_admit,
  .redact = vigie_hub_sqlite_redact,
  .find = vigie_hub_sqlite_find,
  .tail = vigie_hub_sqlite_tail,
  .epoch = vigie_hub_sqlite_epoch,
  .page = vigie_hub_sqlite_page,
  .page_stream = vigie_hub_sqlite_page_stream,
  .page_special = vigie_hub_sqlite_page_special,
  .streams = vigie_hub_sqlite_streams,
  .name_blob = vigie_hub_sqlite_name_blob,
  .blob_named = vigie_hub_sqlite_blob_named,
  .blob_state = vigie_hub_sqlite_blob_state,
  .blob_put = vigie_hub_sqlite_blob_put,
  .blob_set_complete = vigie_hub_sqlite_blob_set_complete,
  .blob_drop = vigie_hub_sqlite_blob_drop,
  .blob_get = vigie_hub_sqlite_blob_get,
  .token_put = vigie_hub_sqlite_token_put,
  .token_find = vigie_hub_sqlite_token_find,
  .token_drop = vigie_hub_sqlite_token_drop,
  .invitation_put = vigie_hub_sqlite_invitation_put,
  .invitation_find = vigie_hub_sqlite_invitation_find,
  .invitation_use = vigie_hub_sqlite_invitation_use,
  .value_put = vigie_hub_sqlite_value_put,
  .value_get = vigie_hub_sqlite_value_get,
  .backup = vigie_hub_sqlite_backup,
  .check = vigie_hub_sqlite_check,
};

static VigieHubSqlite *
new_log (const char *path, const VigieHubSeams *seams, gboolean writer)
{
  VigieHubSqlite *self = g_new0 (VigieHubSqlite, 1);

  self->log.klass = &sqlite_class;
  self->path = g_canonicalize_filename (path, NULL);
  self->seams = *seams;
  self->writer = writer;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sqlite3_finalize);
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lock_fd = -1;
  self->mark_fd = -1;

  return self;
}

static VigieHubLog *
sqlite_reader (VigieHubLog *log, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  VigieHubSqlite *reader = new_log (self->path, &self->seams, FALSE);

  if (vigie_hub_sqlite_connect (reader, error))
    return &reader->log;
  sqlite_free (&reader->log);

  return NULL;
}

VigieHubLog *
vigie_hub_sqlite_open_reader (const char *path, const VigieHubSeams *seams, GError **error)
{
  VigieHubSqlite *reader = new_log (path, seams, FALSE);
  VigieHubFile file = vigie_hub_file_look (reader->path, error);

  if (file == VIGIE_HUB_FILE_MISSING)
    vigie_hub_sql_set_errno (error, ENOENT, reader->path);
  if (file == VIGIE_HUB_FILE_OURS && vigie_hub_sqlite_connect (reader, error))
    return &reader->log;
  sqlite_free (&reader->log);

  return NULL;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  vigie_hub_sql_set_errno (error, errno, folder);

  return FALSE;
}

static gboolean
open_writer (VigieHubSqlite *self, GError **error)
{
  VigieHubFile file;

  if (vigie_hub_file_look (self->path, error) == VIGIE_HUB_FILE_REFUSED)
    return FALSE;
  if (!make_folder (self->path, error) || !vigie_hub_file_lock (self, error))
    return FALSE;
  file = vigie_hub_file_look (self->path, error);
  if (file == VIGIE_HUB_FILE_REFUSED
      || (file == VIGIE_HUB_FILE_MISSING && !vigie_hub_schema_create (self->path, error)))
    return FALSE;

  return vigie_hub_sqlite_connect (self, error) && read_head (self, error) && vigie_hub_epoch_settle (self, error);
}

/**
 * vigie_hub_sqlite_open:
 * @path: the file of the log
 * @seams: time and randomness, copied
 * @error: return location for a #VigieHubError
 *
 * Returns: (transfer full) (nullable): the log, for the calling thread
 */
VigieHubLog *
vigie_hub_sqlite_open (const char *path, const VigieHubSeams *seams, GError **error)
{
  VigieHubSqlite *self = new_log (path, seams, TRUE);

  if (open_writer (self, error))
    return &self->log;
  sqlite_free (&self->log);

  return NULL;
}

char *
vigie_hub_sqlite_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "vigie", "hub.db", NULL);
}
