/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A path of a socket has room for 107 bytes, and folders of people are longer than that. So the folder is
 * opened and the socket named through /proc/self/fd, which is short wherever the log lies. */

#include "vigie-hub-control.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define LINE_MAX_BYTES 8192
#define WAIT_MS 5000
#define ANSWER_WAIT_MS 60000

static char *
socket_path (const char *log_path)
{
  return g_strconcat (log_path, ".socket", NULL);
}

/* FALSE: the folder cannot be opened, or the name is too long even so. *folder_fd is the caller's to close. */
static gboolean
socket_address (const char *log_path, struct sockaddr_un *address, int *folder_fd)
{
  g_autofree char *path = socket_path (log_path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  gsize length;

  *folder_fd = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (*folder_fd < 0)
    return FALSE;
  memset (address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  length = (gsize) g_snprintf (address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/%s", *folder_fd, name);
  if (length < sizeof address->sun_path)
    return TRUE;
  close (*folder_fd);

  return FALSE;
}

int
vigie_hub_control_listen (const char *log_path, GError **error)
{
  g_autofree char *path = socket_path (log_path);
  struct sockaddr_un address;
  int folder_fd, fd = -1, saved_errno;
  gboolean ok = FALSE;
  mode_t mask;

  if (socket_address (log_path, &address, &folder_fd))
    {
      /* One that a killed hub left behind; the lock says that no other hub has it. */
      g_unlink (path);
      fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      mask = umask (0177);
      ok = fd >= 0 && bind (fd, (struct sockaddr *) &address, sizeof address) == 0 && listen (fd, 8) == 0;
      umask (mask);
      saved_errno = errno;
      close (folder_fd);
      errno = saved_errno;
    }
  if (ok)
    return fd;
  g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED, _("“%s” cannot be used: %s."), path, g_strerror (errno));
  if (fd >= 0)
    close (fd);

  return -1;
}

void
vigie_hub_control_close (int fd, const char *log_path)
{
  g_autofree char *path = socket_path (log_path);

  if (fd < 0)
    return;
  close (fd);
  g_unlink (path);
}

/* Reads until a line end, the end, or @wait_ms without anything. */
static GString *
read_line (int fd, int wait_ms)
{
  GString *line = g_string_new (NULL);
  char buffer[1024];

  while (line->len < LINE_MAX_BYTES && (line->len == 0 || line->str[line->len - 1] != '\n'))
    {
      struct pollfd wait = { fd, POLLIN, 0 };
      gssize n;

      if (poll (&wait, 1, wait_ms) <= 0)
        break;
      n = read (fd, buffer, sizeof buffer);
      if (n <= 0)
        break;
      g_string_append_len (line, buffer, n);
    }

  return line;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = send (fd, data, length, MSG_NOSIGNAL);

      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* The file's mode keeps others out already; this also holds where it is not honoured. */
static gboolean
is_same_user (int fd)
{
  struct ucred peer;
  socklen_t length = sizeof peer;

  return getsockopt (fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && (peer.uid == geteuid () || peer.uid == 0);
}

/* FALSE: it is to end. */
static gboolean
answer_line (int fd, GString *line, VigieHubServer *server)
{
  g_autoptr(VigieHubCommand) command = vigie_hub_command_from_json (line->str, line->len, NULL);
  g_autoptr(VigieHubRequest) request = NULL;
  gboolean goes_on = command == NULL || command->kind != VIGIE_HUB_STOP;
  gsize length = 0;
  const char *reply;

  if (command == NULL)
    return TRUE;
  request = vigie_hub_command_request (g_steal_pointer (&command));
  vigie_hub_server_run (server, request);
  reply = g_bytes_get_data (request->reply, &length);
  if (write_all (fd, reply, length))
    write_all (fd, "\n", 1);

  return goes_on;
}

gboolean
vigie_hub_control_answer (int fd, VigieHubServer *server)
{
  int peer = accept4 (fd, NULL, NULL, SOCK_CLOEXEC);
  g_autoptr(GString) line = NULL;
  gboolean goes_on = TRUE;

  if (peer < 0)
    return TRUE;
  if (is_same_user (peer))
    {
      line = read_line (peer, WAIT_MS);
      goes_on = answer_line (peer, line, server);
    }
  close (peer);

  return goes_on;
}

char *
vigie_hub_control_send (const char *log_path, const VigieHubCommand *command, GError **error)
{
  g_autofree char *json = vigie_hub_command_to_json (command);
  g_autofree char *line = g_strconcat (json, "\n", NULL);
  struct sockaddr_un address;
  GString *reply = NULL;
  int folder_fd, fd;

  if (socket_address (log_path, &address, &folder_fd))
    {
      fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
      if (fd >= 0 && connect (fd, (struct sockaddr *) &address, sizeof address) == 0 && write_all (fd, line, strlen (line)))
        reply = read_line (fd, ANSWER_WAIT_MS);
      if (fd >= 0)
        close (fd);
      close (folder_fd);
    }
  if (reply != NULL && reply->len > 0)
    return g_string_free (reply, FALSE);
  if (reply != NULL)
    g_string_free (reply, TRUE);
  g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_BUSY, _("The log of the hub “%s” is in use."), log_path);

  return NULL;
}
