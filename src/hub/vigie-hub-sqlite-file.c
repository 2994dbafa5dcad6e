/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of a log before SQLite sees it: whose it is, told from its first hundred bytes (SQLite would
 * make a write-ahead log beside a file that is not ours), and the lock. The lock is a file of its
 * own, because SQLite drops its locks when any descriptor of the database is closed; it is never
 * removed, or a waiter could hold the lock of a file that no longer has a name. */

#include "vigie-hub-sqlite-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_BYTES 100

static guint32
read_big_endian (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static VigieHubFile
refuse (GError **error, VigieHubError code, const char *sentence, const char *path)
{
  g_set_error (error, VIGIE_HUB_ERROR, code, _("“%s”: %s %s"), path, sentence, _("Nothing was changed."));

  return VIGIE_HUB_FILE_REFUSED;
}

/* Shorter than it says it is, and no write-ahead log that holds the rest. */
static gboolean
is_cut_off (const guint8 *header, goffset size_bytes, const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  goffset page_bytes = (goffset) header[16] << 8 | header[17];
  struct stat info;

  if (page_bytes == 1)
    page_bytes = 65536;
  if (page_bytes < 512 || size_bytes < page_bytes)
    return TRUE;
  if (stat (wal, &info) == 0 && info.st_size > 0)
    return FALSE;

  return read_big_endian (header + 28) * page_bytes > size_bytes || size_bytes % page_bytes != 0;
}

static VigieHubFile
judge (const guint8 *header, gssize n_read, goffset size_bytes, const char *path, GError **error)
{
  if (n_read < 16 || memcmp (header, "SQLite format 3", 16) != 0)
    return refuse (error, VIGIE_HUB_ERROR_FOREIGN, _("This is not the log of a hub."), path);
  if (n_read < HEADER_BYTES)
    return refuse (error, VIGIE_HUB_ERROR_DAMAGED, _("This log of a hub is cut off; restore a backup."), path);
  if (read_big_endian (header + 68) != VIGIE_HUB_APPLICATION_ID)
    return refuse (error, VIGIE_HUB_ERROR_FOREIGN, _("This database belongs to another program."), path);
  if (read_big_endian (header + 60) > VIGIE_HUB_LOG_VERSION)
    return refuse (error, VIGIE_HUB_ERROR_NEWER, _("This log of a hub was made by a newer Vigie; update Vigie to open it."), path);
  if (is_cut_off (header, size_bytes, path))
    return refuse (error, VIGIE_HUB_ERROR_DAMAGED, _("This log of a hub is cut off; restore a backup."), path);

  return VIGIE_HUB_FILE_OURS;
}

/* Whether @path is a log, missing, or must be left alone (with an error). */
VigieHubFile
vigie_hub_file_look (const char *path, GError **error)
{
  guint8 header[HEADER_BYTES] = { 0 };
  struct stat info;
  gssize n_read;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0 && errno == ENOENT)
    return VIGIE_HUB_FILE_MISSING;
  if (fd < 0)
    {
      vigie_hub_sql_set_errno (error, errno, path);
      return VIGIE_HUB_FILE_REFUSED;
    }
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      close (fd);
      return refuse (error, VIGIE_HUB_ERROR_FOREIGN, _("This is not the log of a hub."), path);
    }
  n_read = pread (fd, header, sizeof header, 0);
  close (fd);

  return judge (header, n_read, info.st_size, path, error);
}

gboolean
vigie_hub_file_lock (VigieHubSqlite *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, ".lock", NULL);

  self->lock_fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock_fd < 0)
    {
      vigie_hub_sql_set_errno (error, errno, path);
      return FALSE;
    }
  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno == EWOULDBLOCK)
    g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_BUSY, _("The log of the hub “%s” is in use."), self->path);
  else
    vigie_hub_sql_set_errno (error, errno, path);
  close (self->lock_fd);
  self->lock_fd = -1;

  return FALSE;
}

gboolean
vigie_hub_file_make (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      vigie_hub_sql_set_errno (error, errno, path);
      return FALSE;
    }
  close (fd);

  return TRUE;
}

static gboolean
sync_path (const char *path, int flags)
{
  int fd = open (path, flags | O_RDONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return ok;
}

/* rename() would replace a file that appeared meanwhile; link() refuses. */
gboolean
vigie_hub_file_move (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (sync_path (from, 0) && link (from, to) == 0)
    {
      g_unlink (from);
      if (sync_path (folder, O_DIRECTORY))
        return TRUE;
    }
  vigie_hub_sql_set_errno (error, errno, to);

  return FALSE;
}
