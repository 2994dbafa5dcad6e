/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening and closing. The order matters: look at the bytes, take the lock, look again, create or
 * open, check the version once more (it may stand only in the log), and only then let SQLite write.
 *
 * SQLite of Debian 12 can damage a database in WAL mode that several connections checkpoint. So
 * there is one read-write connection, in one process, under one lock; readers never checkpoint. */

#include "vigie-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vigie-id.h"
#include "vigie-time.h"

/* An event of the greatest size, its row and its index entry fit; nothing much larger does. */
#define LENGTH_MAX_BYTES (VIGIE_EVENT_MAX_BYTES * 2)
#define BUSY_TIMEOUT_MS 2000

static gint64
real_now (gpointer user_data)
{
  return g_get_real_time ();
}

static void
real_random (guint8 *out, gsize length_bytes, gpointer user_data)
{
  randombytes_buf (out, length_bytes);
}

gint64
vigie_store_now (VigieStore *store)
{
  return store->seams.now_usec (store->seams.user_data);
}

void
vigie_store_random (VigieStore *store, guint8 *out, gsize length_bytes)
{
  store->seams.random (out, length_bytes, store->seams.user_data);
}

gboolean
vigie_store_is_writer (VigieStore *store, GError **error)
{
  if (store->mode == VIGIE_STORE_WRITER)
    return TRUE;
  g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED,
                       _("The incident store was opened for reading only."));

  return FALSE;
}

char *
vigie_store_default_path (void)
{
  const char *path = g_getenv ("VIGIE_STORE");

  if (path != NULL && path[0] != '\0')
    return g_strdup (path);

  return g_build_filename (g_get_user_data_dir (), "vigie", "vigie.db", NULL);
}

char *
vigie_store_real_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *resolved = realpath (absolute, NULL);
  char *result = g_strdup (resolved);

  free (resolved);
  if (result == NULL)
    {
      /* Not there yet: the folder may still be a link. */
      g_autofree char *folder = g_path_get_dirname (absolute);
      g_autofree char *name = g_path_get_basename (absolute);
      char *real_folder = realpath (folder, NULL);

      result = g_build_filename (real_folder != NULL ? real_folder : folder, name, NULL);
      free (real_folder);
    }

  return result;
}

/* Set on the connection before anything is read. */
static void
harden (VigieStore *store)
{
  sqlite3 *db = store->db;

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
set_pragmas (VigieStore *store, GError **error)
{
  return vigie_store_exec (store,
                           "PRAGMA synchronous = FULL;"
                           "PRAGMA cell_size_check = ON;"
                           "PRAGMA mmap_size = 0;"
                           "PRAGMA temp_store = MEMORY;"
                           "PRAGMA cache_size = -2000;"
                           "PRAGMA journal_size_limit = 67108864;",
                           error);
}

/* A version written by a newer program may stand in the log only, where looking at the header of
 * the file cannot see it. Nothing has been written yet, and closing does not checkpoint. */
static gboolean
check_version (VigieStore *store, GError **error)
{
  gint64 version = 0;

  if (!vigie_store_query_int (store, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version <= VIGIE_STORE_VERSION)
    return TRUE;
  g_set_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_NEWER, _("“%s”: %s %s"), store->path,
               _("This incident store was made by a newer Vigie; update Vigie to open it."),
               _("Nothing was changed."));

  return FALSE;
}

static gboolean
open_database (VigieStore *store, GError **error)
{
  int flags = SQLITE_OPEN_NOMUTEX
              | (store->mode == VIGIE_STORE_WRITER ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
  int code = sqlite3_open_v2 (store->path, &store->db, flags, NULL);

  if (code == SQLITE_OK && store->mode == VIGIE_STORE_WRITER && sqlite3_db_readonly (store->db, "main") == 1)
    code = SQLITE_READONLY;
  if (code == SQLITE_OK)
    return TRUE;
  vigie_store_set_error (store, code, error);

  return FALSE;
}

/**
 * vigie_store_connect:
 * @store: a store that holds what its mode needs, without connection
 * @error: return location
 *
 * Opens the one connection with every guard on.
 */
gboolean
vigie_store_connect (VigieStore *store, GError **error)
{
  guint n_steps = 0;
  const VigieMigration *steps = vigie_store_migrations (&n_steps);

  if (!open_database (store, error))
    return FALSE;
  harden (store);
  if (!check_version (store, error) || !set_pragmas (store, error))
    return FALSE;
  if (store->mode == VIGIE_STORE_READER)
    return TRUE;
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);

  return vigie_store_exec (store, "PRAGMA journal_mode = WAL", error)
         && vigie_store_migrate (store, steps, n_steps, error);
}

void
vigie_store_disconnect (VigieStore *store)
{
  vigie_store_cache_clear (store);
  vigie_store_forget_statements (store);
  sqlite3_close (store->db);
  store->db = NULL;
}

static gboolean
read_last_stamp (VigieStore *store, GError **error)
{
  gint64 stamp_usec = 0;

  if (!vigie_store_query_int (store, "SELECT stamp FROM self", &stamp_usec, error))
    return FALSE;
  store->last_stamp_usec = stamp_usec > 0 ? stamp_usec : VIGIE_TIME_NONE;

  return TRUE;
}

static gboolean
make_folder (VigieStore *store, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (store->path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  vigie_store_set_error_from_errno (error, errno, folder);

  return FALSE;
}

static gboolean
open_reader (VigieStore *store, GError **error)
{
  switch (vigie_store_look_at_file (store->path, error))
    {
    case VIGIE_FILE_OURS:
      return vigie_store_connect (store, error);
    case VIGIE_FILE_MISSING:
      g_set_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING, _("There is no incident store “%s” yet."),
                   store->path);
      return FALSE;
    case VIGIE_FILE_REFUSED:
    default:
      return FALSE;
    }
}

/* Looked at before the lock, so that nothing appears beside a file that is not ours. */
static gboolean
open_writer (VigieStore *store, GError **error)
{
  if (vigie_store_look_at_file (store->path, error) == VIGIE_FILE_REFUSED)
    return FALSE;
  if (!make_folder (store, error) || !vigie_store_lock (store, error))
    return FALSE;
  switch (vigie_store_look_at_file (store->path, error))
    {
    case VIGIE_FILE_MISSING:
      return vigie_store_create_file (store->path, error) && vigie_store_connect (store, error);
    case VIGIE_FILE_OURS:
      return vigie_store_connect (store, error);
    case VIGIE_FILE_REFUSED:
    default:
      return FALSE;
    }
}

static VigieStore *
new_store (const char *path, VigieStoreMode mode, VigiePlaybook *playbook, const VigieSeams *seams)
{
  VigieStore *store = g_new0 (VigieStore, 1);

  store->path = vigie_store_real_path (path);
  store->mode = mode;
  store->playbook = playbook != NULL ? vigie_playbook_ref (playbook) : NULL;
  store->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sqlite3_finalize);
  store->lock_fd = -1;
  store->key_fd = -1;
  store->last_stamp_usec = VIGIE_TIME_NONE;
  if (seams != NULL)
    store->seams = *seams;
  if (store->seams.now_usec == NULL)
    store->seams.now_usec = real_now;
  if (store->seams.random == NULL)
    store->seams.random = real_random;
  g_queue_init (&store->cache);

  return store;
}

/**
 * vigie_store_open:
 * @path: the store's file; symbolic links are followed
 * @mode: writer or reader
 * @playbook: names and numbering for the fold; a reference is taken
 * @seams: (nullable): time and randomness, copied
 * @error: return location for a #VigieStoreError
 *
 * Opens the store for the calling thread. A file that is refused is byte for byte what it was.
 *
 * Returns: (transfer full) (nullable): the store
 */
VigieStore *
vigie_store_open (const char *path, VigieStoreMode mode, VigiePlaybook *playbook, const VigieSeams *seams, GError **error)
{
  g_autoptr(VigieStore) store = NULL;
  gboolean ok;

  g_return_val_if_fail (path != NULL, NULL);

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED,
                           _("The cryptographic library did not start."));
      return NULL;
    }
  store = new_store (path, mode, playbook, seams);
  ok = mode == VIGIE_STORE_WRITER ? open_writer (store, error) : open_reader (store, error);
  if (!ok || !read_last_stamp (store, error) || !vigie_store_key_load (store, error))
    return NULL;
  /* Garbage that cannot be removed now (the disk is full) is in nobody's way; the next start tries again. */
  if (mode == VIGIE_STORE_WRITER)
    vigie_store_content_sweep (store, NULL);

  return g_steal_pointer (&store);
}

/**
 * vigie_store_close:
 * @store: (transfer full) (nullable): the store
 *
 * Checkpoints (a writer), closes, gives the lock back. What was recorded is safe without it.
 */
void
vigie_store_close (VigieStore *store)
{
  if (store == NULL)
    return;
  if (store->db != NULL)
    vigie_store_disconnect (store);
  vigie_store_cache_clear (store);
  vigie_store_forget_settled (store);
  g_hash_table_unref (store->statements);
  if (store->key_fd >= 0)
    close (store->key_fd);
  explicit_bzero (store->secret_key, sizeof store->secret_key);
  vigie_store_unlock (store);
  g_clear_pointer (&store->playbook, vigie_playbook_unref);
  g_free (store->path);
  g_free (store);
}

const char *
vigie_store_get_path (VigieStore *store)
{
  g_return_val_if_fail (store != NULL, NULL);

  return store->path;
}

char *
vigie_store_get_device (VigieStore *store)
{
  g_return_val_if_fail (store != NULL, NULL);

  return store->has_key ? vigie_hex (store->public_key, VIGIE_KEY_BYTES) : NULL;
}
