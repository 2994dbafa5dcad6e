/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "raw-server.h"

#include <string.h>

struct _RawServer
{
  GSocketService *service;
  char *address;
  GMutex lock;                   /* all that follows */
  GBytes *reply;
  gboolean hold;
  GString *request;
  guint n_requests;
  GPtrArray *held;               /* GIOStream that stay open */
};

static gsize
wanted_body (const char *head)
{
  const char *length = strstr (head, "Content-Length: ");

  return length != NULL ? (gsize) g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10) : 0;
}

static gboolean
read_request (GInputStream *input, GString *request)
{
  char buffer[4096];

  for (;;)
    {
      const char *end = strstr (request->str, "\r\n\r\n");
      gssize n;

      if (end != NULL && request->len >= (gsize) (end + 4 - request->str) + wanted_body (request->str))
        return TRUE;
      n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);
      if (n <= 0)
        return FALSE;
      g_string_append_len (request, buffer, n);
    }
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, RawServer *server)
{
  GString *request = g_string_new (NULL);
  g_autoptr(GBytes) reply = NULL;
  gboolean hold;

  if (!read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection)), request))
    {
      g_string_free (request, TRUE);
      return TRUE;
    }
  g_mutex_lock (&server->lock);
  g_string_assign (server->request, request->str);
  server->n_requests++;
  reply = g_bytes_ref (server->reply);
  hold = server->hold;
  if (hold)
    g_ptr_array_add (server->held, g_object_ref (connection));
  g_mutex_unlock (&server->lock);
  g_string_free (request, TRUE);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), g_bytes_get_data (reply, NULL),
                             g_bytes_get_size (reply), NULL, NULL, NULL);
  if (!hold)
    g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return TRUE;
}

RawServer *
raw_server_new (void)
{
  RawServer *server = g_new0 (RawServer, 1);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GError) error = NULL;

  g_mutex_init (&server->lock);
  server->request = g_string_new (NULL);
  server->reply = g_bytes_new_static ("", 0);
  server->held = g_ptr_array_new_with_free_func (g_object_unref);
  server->service = g_threaded_socket_service_new (8);
  g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                 &bound, &error);
  g_assert_no_error (error);
  server->address = g_strdup_printf ("127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_signal_connect (server->service, "run", G_CALLBACK (run_cb), server);
  g_socket_service_start (server->service);

  return server;
}

void
raw_server_free (RawServer *server)
{
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_object_unref (server->service);
  g_ptr_array_unref (server->held);
  g_bytes_unref (server->reply);
  g_string_free (server->request, TRUE);
  g_mutex_clear (&server->lock);
  g_free (server->address);
  g_free (server);
}

const char *
raw_server_address (RawServer *server)
{
  return server->address;
}

void
raw_server_set (RawServer *server, const void *data, gsize length_bytes, gboolean hold)
{
  g_mutex_lock (&server->lock);
  g_bytes_unref (server->reply);
  server->reply = g_bytes_new (data, length_bytes);
  server->hold = hold;
  g_ptr_array_set_size (server->held, 0);
  g_mutex_unlock (&server->lock);
}

char *
raw_server_take_request (RawServer *server)
{
  char *request;

  g_mutex_lock (&server->lock);
  request = g_strdup (server->request->str);
  g_string_truncate (server->request, 0);
  g_mutex_unlock (&server->lock);
  return request;
}

guint
raw_server_n_requests (RawServer *server)
{
  guint n;

  g_mutex_lock (&server->lock);
  n = server->n_requests;
  g_mutex_unlock (&server->lock);
  return n;
}
