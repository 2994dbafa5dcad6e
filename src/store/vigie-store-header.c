/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says whose a file is from its first hundred bytes, before SQLite opens it. SQLite would create a
 * log beside a file that is not ours, or recover one, and so change what it was only asked to look
 * at; a person who picked the wrong file must find it byte for byte as it was.
 *
 * Offsets are those of "The Database File Format": 16 page size, 28 size in pages, 60 user version,
 * 68 application id; all big-endian. */

#include "vigie-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_BYTES 100

static guint32
read_big_endian (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static VigieFileKind
refuse (GError **error, VigieStoreError code, const char *sentence, const char *path)
{
  /* Translators: the name of a file, then a sentence about it, then “Nothing was changed.” */
  g_set_error (error, VIGIE_STORE_ERROR, code, _("“%s”: %s %s"), path, sentence, _("Nothing was changed."));

  return VIGIE_FILE_REFUSED;
}

/* A file shorter than it says is truncated, unless a log beside it still holds the rest: a crash in
 * the middle of a checkpoint leaves it so, and SQLite finishes the work. */
static gboolean
is_truncated (const guint8 *header, goffset size_bytes, const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  guint32 page_bytes = (guint32) header[16] << 8 | header[17];
  struct stat info;

  if (page_bytes == 1)
    page_bytes = 65536;
  if (page_bytes < 512 || size_bytes < (goffset) page_bytes)
    return TRUE;
  if (stat (wal, &info) == 0 && info.st_size > 0)
    return FALSE;

  return (goffset) read_big_endian (header + 28) * page_bytes > size_bytes || size_bytes % page_bytes != 0;
}

static VigieFileKind
judge (const guint8 *header, gssize n_read, goffset size_bytes, const char *path, GError **error)
{
  if (size_bytes == 0)
    return refuse (error, VIGIE_STORE_ERROR_DAMAGED, _("This file is empty: an incident store was cut off here."), path);
  if (n_read < 16 || memcmp (header, "SQLite format 3", 16) != 0)
    return refuse (error, VIGIE_STORE_ERROR_FOREIGN, _("This is not an incident store."), path);
  if (n_read < HEADER_BYTES)
    return refuse (error, VIGIE_STORE_ERROR_DAMAGED, _("This incident store is cut off; restore a backup."), path);
  if (read_big_endian (header + 68) != VIGIE_STORE_APPLICATION_ID)
    return refuse (error, VIGIE_STORE_ERROR_FOREIGN, _("This database belongs to another program."), path);
  if (read_big_endian (header + 60) > VIGIE_STORE_VERSION)
    return refuse (error, VIGIE_STORE_ERROR_NEWER, _("This incident store was made by a newer Vigie; update Vigie to open it."), path);
  if (is_truncated (header, size_bytes, path))
    return refuse (error, VIGIE_STORE_ERROR_DAMAGED, _("This incident store is cut off; restore a backup."), path);

  return VIGIE_FILE_OURS;
}

/**
 * vigie_store_look_at_file:
 * @path: real path
 * @error: set when the file is refused
 *
 * Returns: whether @path is ours, missing, or must be left alone (with an error)
 */
VigieFileKind
vigie_store_look_at_file (const char *path, GError **error)
{
  guint8 header[HEADER_BYTES] = { 0 };
  struct stat info;
  gssize n_read;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0 && errno == ENOENT)
    return VIGIE_FILE_MISSING;
  if (fd < 0)
    {
      vigie_store_set_error_from_errno (error, errno, path);
      return VIGIE_FILE_REFUSED;
    }
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      close (fd);
      return refuse (error, VIGIE_STORE_ERROR_FOREIGN, _("This is a folder or a device, not an incident store."), path);
    }
  n_read = pread (fd, header, sizeof header, 0);
  close (fd);

  return judge (header, n_read, info.st_size, path, error);
}
