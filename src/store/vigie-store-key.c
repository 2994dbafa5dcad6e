/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The device: an Ed25519 key whose seed stands in STORE.key (0600), beside the store and never in it,
 * so that no backup or copy of the store carries it.
 *
 *   vigie-device-key-v1\n  64 hex digits of the seed\n  20 digits: stamp of the last event signed\n
 *
 * The stamp tells a restored copy: when the key has signed later events than the store holds, the
 * store was put back from a backup. Going on with that key would sign a second event of the same
 * number, which every other replica must take for a forgery; so a new device is made. The stamp is
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
#define STAMP_OFFSET (SEED_OFFSET + 2 * SEED_BYTES + 1)
#define STAMP_CHARS 20
#define FILE_BYTES (STAMP_OFFSET + STAMP_CHARS + 1)

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
read_key (VigieStore *store, const char *path, guint8 *seed, gint64 *stamp_usec)
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
  *stamp_usec = g_ascii_strtoll (text + STAMP_OFFSET, NULL, 10);
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

/**
 * vigie_store_key_load:
 * @store: an open store whose last stamp is known
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
  gint64 stamp_usec = 0;
  gboolean found = read_key (store, path, seed, &stamp_usec);

  if (found && (stamp_usec <= store->last_stamp_usec || stamp_usec == 0 || store->mode == VIGIE_STORE_READER))
    {
      take_seed (store, seed);
      explicit_bzero (seed, sizeof seed);
      return TRUE;
    }
  explicit_bzero (seed, sizeof seed);
  if (store->mode == VIGIE_STORE_READER)
    return TRUE;

  if (store->key_fd >= 0)
    close (store->key_fd);
  store->key_fd = -1;

  return make_key (store, path, error);
}

/* Notes that the store holds everything signed up to @stamp_usec; see above for why a failure
 * changes nothing. */
void
vigie_store_key_mark (VigieStore *store, gint64 stamp_usec)
{
  char text[STAMP_CHARS + 2];

  if (store->key_fd < 0)
    return;
  g_snprintf (text, sizeof text, "%0*" G_GINT64_FORMAT "\n", STAMP_CHARS, MAX (stamp_usec, 0));
  if (pwrite (store->key_fd, text, STAMP_CHARS + 1, STAMP_OFFSET) < 0)
    g_debug ("The mark in the key file could not be written");
}
