/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The device: an Ed25519 key whose seed stands in STORE.key (0600), beside the store and never in it,
 * so that no backup or copy of the store carries it.
 *
 *   vigie-device-key-v1\n  64 hex digits of the seed\n  20 digits: events signed that the store holds\n
 *
 * The count tells a restored copy: when the key has signed more events than the store holds, the
 * store was put back from a backup. Going on with that key would sign a second event of the same
 * number, which every other replica must take for a forgery; so a new device is made. The count is
 * written after the commit and without fsync: a process that dies in between leaves it behind the
 * store, which does no harm, never ahead of it. */

#include "vigie-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "vigie-device-key-v1\n"
#define SEED_BYTES 32
#define SEED_OFFSET (sizeof MAGIC - 1)
#define COUNT_OFFSET (SEED_OFFSET + 2 * SEED_BYTES + 1)
#define COUNT_CHARS 20
#define FILE_BYTES (COUNT_OFFSET + COUNT_CHARS + 1)

static char *
key_path (VigieStore *store)
{
  return g_strconcat (store->path, ".key", NULL);
}

static void
take_seed (VigieStore *store, const guint8 *seed)
{
  vigie_key_from_seed (seed, store->public_key, store->secret_key);
  store->has_key = TRUE;
}

/* FALSE: there is none that can be used. */
static gboolean
read_key (VigieStore *store, const char *path, guint8 *seed, gint64 *n_signed)
{
  char text[FILE_BYTES + 1] = { 0 };
  char hex[2 * SEED_BYTES + 1] = { 0 };
  int flags = store->mode == VIGIE_STORE_WRITER ? O_RDWR : O_RDONLY;
  int fd = open (path, flags | O_CLOEXEC | O_NOFOLLOW);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = pread (fd, text, FILE_BYTES, 0) == (gssize) FILE_BYTES && g_str_has_prefix (text, MAGIC);
  memcpy (hex, text + SEED_OFFSET, 2 * SEED_BYTES);
  ok = ok && vigie_unhex (hex, seed, SEED_BYTES);
  *n_signed = g_ascii_strtoll (text + COUNT_OFFSET, NULL, 10);
  explicit_bzero (text, sizeof text);
  explicit_bzero (hex, sizeof hex);
  if (ok && store->mode == VIGIE_STORE_WRITER)
    {
      fchmod (fd, 0600);
      store->key_fd = fd;
    }
  else
    close (fd);

  return ok;
}

static gboolean
write_all (int fd, const char *text, gsize length_bytes)
{
  return write (fd, text, length_bytes) == (gssize) length_bytes && fsync (fd) == 0;
}

/* Written under another name first: a key cut off by a crash must not be read. */
static gboolean
make_key (VigieStore *store, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  g_autofree char *hex = NULL;
  g_autofree char *text = NULL;
  guint8 seed[SEED_BYTES];
  gboolean ok;
  int fd;

  g_unlink (temporary);
  fd = open (temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    {
      vigie_store_set_error_from_errno (error, errno, path);
      return FALSE;
    }
  vigie_store_random (store, seed, sizeof seed);
  hex = vigie_hex (seed, sizeof seed);
  text = g_strdup_printf (MAGIC "%s\n%020d\n", hex, 0);
  ok = write_all (fd, text, strlen (text)) && g_rename (temporary, path) == 0;
  if (ok)
    {
      take_seed (store, seed);
      store->key_fd = fd;
    }
  else
    {
      vigie_store_set_error_from_errno (error, errno, path);
      g_unlink (temporary);
      close (fd);
    }
  explicit_bzero (seed, sizeof seed);
  explicit_bzero (text, strlen (text));
  explicit_bzero (hex, strlen (hex));

  return ok;
}

/* How many events of this device the store holds: numbers are gap-free in each stream, so the last ones
 * add up to it. Looked up only when another device wrote last. */
static gboolean
count_signed (VigieStore *store, gint64 *n_signed, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "SELECT CASE WHEN device = ?1 THEN signed"
                                        " ELSE (SELECT sum (dseq) FROM tail WHERE device = ?1) END FROM self",
                                        error);
  gboolean row = FALSE;

  *n_signed = 0;
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, store->public_key, VIGIE_KEY_BYTES, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *n_signed = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

/**
 * vigie_store_key_load:
 * @store: a connected store
 * @error: return location
 *
 * Reads the device key; a writer makes one when there is none, or when the one there is has signed
 * more than the store holds. A reader may go without.
 */
gboolean
vigie_store_key_load (VigieStore *store, GError **error)
{
  g_autofree char *path = key_path (store);
  guint8 seed[SEED_BYTES];
  gint64 n_marked = 0;

  if (read_key (store, path, seed, &n_marked))
    {
      take_seed (store, seed);
      explicit_bzero (seed, sizeof seed);
      if (!count_signed (store, &store->n_signed, error))
        return FALSE;
      if (n_marked <= store->n_signed || store->mode == VIGIE_STORE_READER)
        return TRUE;
    }
  if (store->mode == VIGIE_STORE_READER)
    return TRUE;
  if (store->key_fd >= 0)
    close (store->key_fd);
  store->key_fd = -1;
  store->n_signed = 0;

  return make_key (store, path, error);
}

/* Notes how much this device has signed; see above for why a failure changes nothing. */
static void
write_mark (VigieStore *store)
{
  char text[COUNT_CHARS + 2];

  if (store->key_fd < 0)
    return;
  g_snprintf (text, sizeof text, "%0*" G_GINT64_FORMAT "\n", COUNT_CHARS, store->n_signed);
  if (pwrite (store->key_fd, text, COUNT_CHARS + 1, COUNT_OFFSET) < 0)
    g_debug ("The mark in the key file could not be written");
}

/* The transaction with the pending events is on the disk. */
void
vigie_store_key_add (VigieStore *store)
{
  store->n_signed += store->n_pending;
  store->n_pending = 0;
  write_mark (store);
}

gboolean
vigie_store_key_restore (VigieStore *store, GError **error)
{
  return vigie_store_exec (store,
                           "UPDATE self SET stamp = (SELECT max (stamp) FROM stream),"
                           " signed = coalesce ((SELECT sum (dseq) FROM tail WHERE tail.device = self.device), 0)",
                           error);
}

/* Events may have gone: takes over what vigie_store_key_restore() counted. */
void
vigie_store_key_recount (VigieStore *store)
{
  gint64 n_signed = 0;

  /* Without the count the old mark stays, which at worst makes a new device. */
  if (!count_signed (store, &n_signed, NULL))
    return;
  store->n_signed = n_signed;
  write_mark (store);
}
