/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A peer that sends one byte every two seconds never meets libmicrohttpd's idle timeout, so each
 * connection has a deadline of its own for each thing it has to do. An overdue socket is shut down, not
 * closed: libmicrohttpd notices and closes it, after it told us (under the same lock) that the
 * connection ends, so a descriptor cannot be another connection's by then. */

#include "vigie-hub-server-private.h"

#include <sys/socket.h>

struct _VigieHubSocket
{
  int fd;
  gint64 deadline_usec;  /* monotonic; 0: none */
  guint place;           /* in the array */
};

struct _VigieHubDeadlines
{
  GMutex lock;
  GPtrArray *sockets;
};

VigieHubDeadlines *
vigie_hub_deadlines_new (void)
{
  VigieHubDeadlines *deadlines = g_new0 (VigieHubDeadlines, 1);

  g_mutex_init (&deadlines->lock);
  deadlines->sockets = g_ptr_array_new_with_free_func (g_free);

  return deadlines;
}

void
vigie_hub_deadlines_free (VigieHubDeadlines *deadlines)
{
  if (deadlines == NULL)
    return;
  g_ptr_array_unref (deadlines->sockets);
  g_mutex_clear (&deadlines->lock);
  g_free (deadlines);
}

static gint64
due (guint seconds)
{
  return seconds > 0 ? g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC : 0;
}

VigieHubSocket *
vigie_hub_deadlines_add (VigieHubDeadlines *deadlines, int fd, guint seconds)
{
  VigieHubSocket *socket = g_new0 (VigieHubSocket, 1);

  socket->fd = fd;
  socket->deadline_usec = due (seconds);
  g_mutex_lock (&deadlines->lock);
  socket->place = deadlines->sockets->len;
  g_ptr_array_add (deadlines->sockets, socket);
  g_mutex_unlock (&deadlines->lock);

  return socket;
}

void
vigie_hub_deadlines_remove (VigieHubDeadlines *deadlines, VigieHubSocket *socket)
{
  guint place;

  g_mutex_lock (&deadlines->lock);
  place = socket->place;
  g_ptr_array_remove_index_fast (deadlines->sockets, place);
  if (place < deadlines->sockets->len)
    ((VigieHubSocket *) deadlines->sockets->pdata[place])->place = place;
  g_mutex_unlock (&deadlines->lock);
}

void
vigie_hub_deadlines_set (VigieHubDeadlines *deadlines, VigieHubSocket *socket, guint seconds)
{
  g_mutex_lock (&deadlines->lock);
  socket->deadline_usec = due (seconds);
  g_mutex_unlock (&deadlines->lock);
}

/* Returns how many were overdue. */
guint
vigie_hub_deadlines_reap (VigieHubDeadlines *deadlines)
{
  gint64 now_usec = g_get_monotonic_time ();
  guint n = 0;

  g_mutex_lock (&deadlines->lock);
  for (guint i = 0; i < deadlines->sockets->len; i++)
    {
      VigieHubSocket *socket = deadlines->sockets->pdata[i];

      if (socket->deadline_usec == 0 || socket->deadline_usec > now_usec)
        continue;
      shutdown (socket->fd, SHUT_RDWR);
      socket->deadline_usec = 0;
      n++;
    }
  g_mutex_unlock (&deadlines->lock);

  return n;
}
