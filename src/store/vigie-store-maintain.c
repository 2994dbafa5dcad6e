/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rebuilding what is derived, and copying the store.
 *
 * A rebuild is one transaction: readers see the old tables until the new ones are complete, and a
 * crash leaves the old ones. The search index is emptied in it and filled afterwards, a little at a
 * time, as always. The names of streams are read back from the events themselves. */

#include "vigie-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "vigie-error.h"
#include "vigie-id.h"

static gboolean
name_stream (VigieStore *store, gint64 number, const char *name, gint64 stamp_usec, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "UPDATE stream SET name = ?, stamp = ? WHERE number = ?", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, name, -1, SQLITE_STATIC);
  vigie_store_bind_time (stmt, 2, stamp_usec);
  sqlite3_bind_int64 (stmt, 3, number);

  return vigie_store_run (store, stmt, error);
}

/* Events can have outlived their stream's row only through damage; they come back under their own name. */
static gboolean
restore_streams (VigieStore *store, GError **error)
{
  return vigie_store_exec (store,
                           "INSERT OR IGNORE INTO stream (number, name, arrival, indexed)"
                           " SELECT DISTINCT key >> 32, 'lost/' || (key >> 32), 0, 0 FROM event;"
                           "UPDATE stream SET indexed = 0, arrival = coalesce ("
                           "  (SELECT max (key) & 4294967295 FROM event"
                           "   WHERE key BETWEEN number << 32 AND (number << 32) + 4294967295), 0);",
                           error);
}

static gboolean
clear_derived (VigieStore *store, GError **error)
{
  return vigie_store_exec (store,
                           "DELETE FROM incident;"
                           "DELETE FROM figures;"
                           "INSERT INTO search (search) VALUES ('delete-all');",
                           error)
         && restore_streams (store, error);
}

static void
note_tail (GHashTable *tails, const VigieEvent *event)
{
  g_autoptr(GBytes) device = g_bytes_new (event->device, VIGIE_KEY_BYTES);
  VigieStoreTail *tail = g_hash_table_lookup (tails, device);

  if (tail != NULL && tail->dseq >= event->dseq)
    return;
  tail = g_new0 (VigieStoreTail, 1);
  tail->dseq = event->dseq;
  memcpy (tail->hash, event->hash, VIGIE_HASH_BYTES);
  g_hash_table_replace (tails, g_bytes_ref (device), tail);
}

/* A device whose newest event cannot be read (damaged, redacted) must not sign its number again: then
 * the tails stay as they were, except where the log is further. */
static gboolean
write_tails (VigieStore *store, gint64 number, GPtrArray *events, gboolean complete, GError **error)
{
  g_autoptr(GHashTable) tails = NULL;
  GHashTableIter iter;
  gpointer device, tail;

  g_autofree char *forget = g_strdup_printf ("DELETE FROM tail WHERE stream = %" G_GINT64_FORMAT, number);

  if (complete && !vigie_store_exec (store, forget, error))
    return FALSE;

  tails = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  for (guint i = 0; i < events->len; i++)
    note_tail (tails, events->pdata[i]);
  g_hash_table_iter_init (&iter, tails);
  while (g_hash_table_iter_next (&iter, &device, &tail))
    if (!vigie_store_write_tail (store, number, g_bytes_get_data (device, NULL), tail, error))
      return FALSE;

  return TRUE;
}

static gint64
greatest_stamp (VigieStore *store, GPtrArray *events)
{
  gint64 limit_usec = vigie_store_now (store) + VIGIE_STAMP_DRIFT_MAX_USEC;
  gint64 stamp_usec = VIGIE_TIME_NONE;

  for (guint i = 0; i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];

      if (event->stamp_usec <= limit_usec || memcmp (event->device, store->public_key, VIGIE_KEY_BYTES) == 0)
        stamp_usec = MAX (stamp_usec, event->stamp_usec);
    }

  return stamp_usec;
}

static gboolean
rebuild_incident (VigieStore *store, gint64 number, GPtrArray *events, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VigieIncident) incident = vigie_incident_fold (events, store->playbook, VIGIE_TIME_NONE, &local_error);

  if (incident != NULL)
    return vigie_store_write_incident_row (store, number, incident, error);
  if (g_error_matches (local_error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND))
    return TRUE; /* no declaration yet: no row */
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
rebuild_stream (VigieStore *store, const VigieStreamName *stream, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GPtrArray) folded = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  const VigieEvent *first;
  guint n_bad = 0;

  if (!vigie_store_load_range (store, stream->number, 0, G_MAXUINT32, events, &n_bad, error))
    return FALSE;
  if (events->len == 0)
    return TRUE;
  first = events->pdata[0];
  if (!name_stream (store, stream->number, first->stream, greatest_stamp (store, events), error)
      || !write_tails (store, stream->number, events, events->len == stream->arrival, error))
    return FALSE;

  if (!vigie_stream_is_incident (first->stream))
    return TRUE;
  if (!vigie_store_load_to_fold (store, stream->number, 0, G_MAXUINT32, folded, &n_bad, error))
    return FALSE;

  return rebuild_incident (store, stream->number, folded, error);
}

static gboolean
rebuild_in_transaction (VigieStore *store, void (*progress) (guint done, guint all, gpointer data), gpointer data,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr(GPtrArray) streams = NULL;

  if (!clear_derived (store, error))
    return FALSE;
  streams = vigie_store_list_streams (store, error);
  if (streams == NULL)
    return FALSE;
  for (guint i = 0; i < streams->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !rebuild_stream (store, streams->pdata[i], error))
        return FALSE;
      if (progress != NULL)
        progress (i + 1, streams->len, data);
    }

  return vigie_store_content_refill (store, error) && vigie_store_key_restore (store, error)
         && vigie_store_commit (store, error);
}

/**
 * vigie_store_rebuild:
 * @store: a writer
 * @progress: (nullable) (scope call): called after each stream
 * @data: for @progress
 * @cancellable: (nullable): stops it; then nothing has changed
 * @error: return location
 *
 * Makes everything derived anew from the log, the search index included.
 */
gboolean
vigie_store_rebuild (VigieStore *store, void (*progress) (guint done, guint all, gpointer data), gpointer data,
                     GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  if (!vigie_store_begin (store, error))
    return FALSE;
  if (!rebuild_in_transaction (store, progress, data, cancellable, error))
    {
      vigie_store_rollback (store);
      return FALSE;
    }
  vigie_store_cache_clear (store);
  vigie_store_key_recount (store);

  if (!vigie_store_content_sweep (store, error))
    return FALSE;

  /* Stopped from here on, the index is behind, which is a state like any other. */
  return vigie_store_index_rest (store, cancellable, error);
}

/* All pages in one step: the copy is of one moment, whatever is written meanwhile. */
static gboolean
copy_pages (VigieStore *store, const char *path, GError **error)
{
  sqlite3 *copy = NULL;
  sqlite3_backup *backup = NULL;
  int code = sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_exec (copy, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    {
      backup = sqlite3_backup_init (copy, "main", store->db, "main");
      code = backup != NULL ? sqlite3_backup_step (backup, -1) : sqlite3_extended_errcode (copy);
      sqlite3_backup_finish (backup);
    }
  sqlite3_close (copy);
  if (code == SQLITE_DONE)
    return TRUE;
  /* The fault is the copy's: our own connection stays trusted. */
  if ((code & 0xff) == SQLITE_FULL || (code & 0xff) == SQLITE_IOERR)
    vigie_store_set_error_from_errno (error, (code & 0xff) == SQLITE_FULL ? ENOSPC : EIO, path);
  else
    vigie_store_set_error (store, code, error);

  return FALSE;
}

static void
remove_part (const char *part)
{
  g_autofree char *journal = g_strconcat (part, "-journal", NULL);

  g_unlink (part);
  g_unlink (journal);
}

/* The copy gets its name when it is whole: one that was cut short must not pass for a copy. */
static gboolean
fill_copy (VigieStore *store, const char *destination, GError **error)
{
  g_autofree char *part = g_strconcat (destination, ".vigie-part", NULL);
  int fd;

  remove_part (part);
  fd = open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    {
      vigie_store_set_error_from_errno (error, errno, part);
      return FALSE;
    }
  close (fd);
  if (!copy_pages (store, part, error))
    {
      remove_part (part);
      return FALSE;
    }
  if (rename (part, destination) == 0 && vigie_store_sync_folder (destination))
    return TRUE;
  vigie_store_set_error_from_errno (error, errno, destination);
  remove_part (part);

  return FALSE;
}

/**
 * vigie_store_backup:
 * @store: the store, reader or writer
 * @destination: where there is no file yet
 * @error: return location
 *
 * Writes a consistent copy, mode 0600, without the device key. On failure nothing is left behind; when the
 * program ends meanwhile, an empty file.
 */
gboolean
vigie_store_backup (VigieStore *store, const char *destination, GError **error)
{
  int fd;

  g_return_val_if_fail (store != NULL && destination != NULL, FALSE);

  /* Takes the name, so that nobody's file is replaced. */
  fd = open (destination, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0 && errno == EEXIST)
    g_set_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED,
                 _("“%s” exists already; choose another name for the backup."), destination);
  else if (fd < 0)
    vigie_store_set_error_from_errno (error, errno, destination);
  if (fd < 0)
    return FALSE;
  close (fd);
  if (fill_copy (store, destination, error))
    return TRUE;
  g_unlink (destination);

  return FALSE;
}
