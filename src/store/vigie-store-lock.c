/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One process writes a store at a time. The lock is a file of its own beside the store: SQLite drops
 * its own locks when any descriptor of the database is closed, and a lock on the database would
 * stop readers. The kernel frees it when the process ends, however it ends. The file is never
 * removed: a waiter could then hold the lock of a file that no longer has a name. */

#include "vigie-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
vigie_store_lock (VigieStore *store, GError **error)
{
  g_autofree char *path = g_strconcat (store->path, ".lock", NULL);

  store->lock_fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (store->lock_fd < 0)
    {
      vigie_store_set_error_from_errno (error, errno, path);
      return FALSE;
    }
  if (flock (store->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  if (errno == EWOULDBLOCK)
    g_set_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_BUSY,
                 _("The incident store “%s” is open in another program, which writes to it."), store->path);
  else
    vigie_store_set_error_from_errno (error, errno, path);
  vigie_store_unlock (store);

  return FALSE;
}

void
vigie_store_unlock (VigieStore *store)
{
  if (store->lock_fd >= 0)
    close (store->lock_fd);
  store->lock_fd = -1;
}
