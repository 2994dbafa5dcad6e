/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The socket the hub listens on, opened by us so that every failure has a sentence. */

#include "vigie-hub-server-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 1024

/* "HOST:PORT" or "[HOST]:PORT" cut into two; FALSE if it is neither. */
static gboolean
split (const char *listen_at, char **host, char **port)
{
  const char *colon = strrchr (listen_at, ':');
  gsize length = colon != NULL ? (gsize) (colon - listen_at) : 0;

  if (length == 0 || colon[1] == '\0' || strspn (colon + 1, "0123456789") != strlen (colon + 1))
    return FALSE;
  if (listen_at[0] == '[' && listen_at[length - 1] == ']')
    *host = g_strndup (listen_at + 1, length - 2);
  else if (memchr (listen_at, ':', length) == NULL)
    *host = g_strndup (listen_at, length);
  else
    return FALSE;
  *port = g_strdup (colon + 1);

  return TRUE;
}

static struct addrinfo *
resolve (const char *listen_at, GError **error)
{
  struct addrinfo hints = { .ai_flags = AI_PASSIVE | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM };
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;
  struct addrinfo *found = NULL;

  if (split (listen_at, &host, &port) && getaddrinfo (host, port, &hints, &found) == 0)
    return found;
  g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE,
               _("“%s” is no address to listen on; write it like 127.0.0.1:8471 or [::]:8471."), listen_at);

  return NULL;
}

static gboolean
is_loopback (const struct sockaddr *address)
{
  struct sockaddr_in four;
  struct sockaddr_in6 six;

  if (address->sa_family == AF_INET)
    {
      memcpy (&four, address, sizeof four);
      return ntohl (four.sin_addr.s_addr) >> 24 == 127;
    }
  if (address->sa_family != AF_INET6)
    return FALSE;
  memcpy (&six, address, sizeof six);

  return IN6_IS_ADDR_LOOPBACK (&six.sin6_addr);
}

gboolean
vigie_hub_listen_is_loopback (const char *listen_at, gboolean *loopback, GError **error)
{
  struct addrinfo *found = resolve (listen_at, error);

  if (found == NULL)
    return FALSE;
  *loopback = TRUE;
  for (struct addrinfo *i = found; i != NULL; i = i->ai_next)
    *loopback = *loopback && is_loopback (i->ai_addr);
  freeaddrinfo (found);

  return TRUE;
}

static char *
describe (int fd)
{
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char host[NI_MAXHOST] = "", port[NI_MAXSERV] = "";

  if (getsockname (fd, (struct sockaddr *) &address, &length) == 0)
    getnameinfo ((struct sockaddr *) &address, length, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);

  return strchr (host, ':') != NULL ? g_strdup_printf ("[%s]:%s", host, port) : g_strdup_printf ("%s:%s", host, port);
}

static int
open_socket (const struct addrinfo *at)
{
  int fd = socket (at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  int on = 1, off = 0;

  if (fd < 0)
    return -1;
  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (at->ai_family == AF_INET6)
    setsockopt (fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  if (bind (fd, at->ai_addr, at->ai_addrlen) == 0 && listen (fd, BACKLOG) == 0)
    return fd;
  close (fd);

  return -1;
}

/* The listening socket, -1 + error. *address: where it listens in the end; owned. */
int
vigie_hub_listen (const char *listen_at, char **address, gboolean *loopback, GError **error)
{
  struct addrinfo *found = resolve (listen_at, error);
  int fd, saved_errno;

  if (found == NULL)
    return -1;
  fd = open_socket (found);
  saved_errno = errno;
  *loopback = is_loopback (found->ai_addr);
  freeaddrinfo (found);
  if (fd >= 0)
    *address = describe (fd);
  else
    g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED, _("The hub cannot listen on %s: %s."), listen_at,
                 g_strerror (saved_errno));

  return fd;
}
