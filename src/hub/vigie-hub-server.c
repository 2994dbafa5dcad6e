/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The HTTP shell on GNU libmicrohttpd.
 *
 * Threads: two of libmicrohttpd's with epoll carry all connections; signatures are checked and pages are
 * read in them, each with a reader of the log of its own. One writes (vigie-hub-writer.c). One wakes
 * once a second for deadlines and heartbeats. Nothing in a callback of libmicrohttpd blocks on another
 * connection; a request that waits for the disk is suspended.
 *
 * Stopping with a suspended connection aborts the process in libmicrohttpd, so the end goes: no new
 * connections, live streams say goodbye, the writer answers everything it has, then the daemon stops. */

#include "vigie-hub-server-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vigie-hub-journal.h"

#define HTTP_THREADS 2
#define TIMEOUT_S 10
#define POOL_BYTES 32768
#define PRIORITIES "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1:-VERS-DTLS-ALL"
#define GOODBYE_USEC (2 * G_USEC_PER_SEC)

void
vigie_hub_server_options_init (VigieHubServerOptions *options)
{
  *options = (VigieHubServerOptions) {
    .listen = "127.0.0.1:8471", .per_address = 64, .connections = 4000, .header_s = 15, .body_s = 30, .idle_s = 25,
    .heartbeat_s = 5,
  };
}

/* One reader of the log for each thread of libmicrohttpd, closed when the thread ends. */
static GPrivate thread_reader = G_PRIVATE_INIT ((GDestroyNotify) vigie_hub_log_free);

VigieHubLog *
vigie_hub_server_reader (VigieHubServer *server)
{
  VigieHubLog *reader = g_private_get (&thread_reader);
  g_autoptr(GError) error = NULL;

  if (reader != NULL)
    return reader;
  reader = vigie_hub_reader (server->hub, &error);
  if (reader == NULL)
    vigie_hub_journal ("reader-failed", "error", error->message, NULL);
  g_private_set (&thread_reader, reader);

  return reader;
}

static void
connection_cb (void *user_data, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code)
{
  VigieHubServer *server = user_data;

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    {
      int fd = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd, on = 1;

      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      *context = vigie_hub_deadlines_add (server->deadlines, fd, server->options.header_s);
      vigie_hub_count (server->hub, VIGIE_HUB_COUNT_CONNECTIONS, 1);
    }
  else if (*context != NULL)
    {
      vigie_hub_deadlines_remove (server->deadlines, *context);
      *context = NULL;
      vigie_hub_count (server->hub, VIGIE_HUB_COUNT_CONNECTIONS, -1);
    }
}

/* What libmicrohttpd has to say may hold what a peer sent. */
static void G_GNUC_PRINTF (2, 0)
log_cb (void *user_data, const char *format, va_list args)
{
  g_autofree char *text = g_strdup_vprintf (format, args);

  vigie_hub_journal ("http", "message", g_strchomp (text), NULL);
}

static void
publish_cb (GPtrArray *frames, gpointer user_data)
{
  vigie_hub_live_publish (((VigieHubServer *) user_data)->live, frames);
}

static gpointer
run_ticker (gpointer user_data)
{
  VigieHubServer *server = user_data;
  gint64 next_usec = g_get_monotonic_time ();
  guint second = 0;

  g_mutex_lock (&server->lock);
  while (!server->quitting)
    {
      guint n_overdue;

      next_usec += G_USEC_PER_SEC;
      while (!server->quitting && g_cond_wait_until (&server->wake, &server->lock, next_usec))
        ;
      if (server->quitting)
        break;
      g_mutex_unlock (&server->lock);
      n_overdue = vigie_hub_deadlines_reap (server->deadlines);
      if (n_overdue > 0)
        vigie_hub_journal ("overdue", NULL);
      vigie_hub_writer_tick (server->writer);
      if (++second % server->options.heartbeat_s == 0)
        vigie_hub_live_beat (server->live);
      g_mutex_lock (&server->lock);
    }
  g_mutex_unlock (&server->lock);

  return NULL;
}

static struct MHD_Daemon *
start_daemon (VigieHubServer *server, int fd)
{
  const VigieHubServerOptions *options = &server->options;
  unsigned int flags = MHD_USE_EPOLL_INTERNALLY | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
  struct MHD_OptionItem tls[] = {
    { MHD_OPTION_HTTPS_MEM_CERT, 0, (void *) options->certificate },
    { MHD_OPTION_HTTPS_MEM_KEY, 0, (void *) options->key },
    { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *) PRIORITIES },
    { MHD_OPTION_END, 0, NULL },
  };
  struct MHD_OptionItem none[] = { { MHD_OPTION_END, 0, NULL } };

  if (options->certificate != NULL)
    flags |= MHD_USE_TLS;

  return MHD_start_daemon (
    flags, 0, NULL, NULL, vigie_hub_exchange_handle, server,
    /* First, so that what the others complain of goes there. */
    MHD_OPTION_EXTERNAL_LOGGER, log_cb, server,
    MHD_OPTION_LISTEN_SOCKET, fd,
    MHD_OPTION_THREAD_POOL_SIZE, (unsigned int) HTTP_THREADS,
    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int) TIMEOUT_S,
    MHD_OPTION_CONNECTION_LIMIT, options->connections,
    MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->per_address,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) POOL_BYTES,
    MHD_OPTION_STRICT_FOR_CLIENT, 1,
    MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
    MHD_OPTION_NOTIFY_CONNECTION, connection_cb, server,
    MHD_OPTION_NOTIFY_COMPLETED, vigie_hub_exchange_completed, server,
    MHD_OPTION_URI_LOG_CALLBACK, vigie_hub_exchange_uri, server,
    MHD_OPTION_ARRAY, options->certificate != NULL ? tls : none,
    MHD_OPTION_END);
}

static gboolean
open_server (VigieHubServer *server, GError **error)
{
  gboolean loopback = FALSE;
  int fd = vigie_hub_listen (server->options.listen, &server->address, &loopback, error);

  if (fd < 0)
    return FALSE;
  if (loopback)
    server->options.per_address = 0;
  if (!loopback && server->options.certificate == NULL)
    {
      g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE,
                           _("Without TLS the hub listens on this computer only; give --self-signed, or --cert and --key."));
      close (fd);
      return FALSE;
    }
  server->daemon = start_daemon (server, fd);
  if (server->daemon != NULL)
    return TRUE;
  g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED,
                       _("The HTTP server did not start; is the certificate valid?"));
  close (fd);

  return FALSE;
}

VigieHubServer *
vigie_hub_server_new (VigieHub *hub, const VigieHubServerOptions *options, GError **error)
{
  VigieHubServer *server = g_new0 (VigieHubServer, 1);

  signal (SIGPIPE, SIG_IGN);
  server->hub = hub;
  server->options = *options;
  g_mutex_init (&server->lock);
  g_cond_init (&server->wake);
  server->deadlines = vigie_hub_deadlines_new ();
  server->live = vigie_hub_live_new (hub);
  server->writer = vigie_hub_writer_new (hub, publish_cb, server);
  if (open_server (server, error))
    {
      server->ticker = g_thread_new ("ticker", run_ticker, server);
      return server;
    }
  vigie_hub_server_free (server);

  return NULL;
}

/* No connection may be suspended when the daemon stops. */
static void
stop_daemon (VigieHubServer *server)
{
  MHD_socket fd = MHD_quiesce_daemon (server->daemon);
  gint64 until_usec = g_get_monotonic_time () + GOODBYE_USEC;

  if (fd != MHD_INVALID_SOCKET)
    close (fd);
  vigie_hub_live_quit (server->live);
  vigie_hub_writer_stop (server->writer);
  while (vigie_hub_get_count (server->hub, VIGIE_HUB_COUNT_LISTENERS) > 0 && g_get_monotonic_time () < until_usec)
    g_usleep (5000);
  MHD_stop_daemon (server->daemon);
}

void
vigie_hub_server_free (VigieHubServer *server)
{
  if (server == NULL)
    return;
  g_mutex_lock (&server->lock);
  server->quitting = TRUE;
  g_cond_signal (&server->wake);
  g_mutex_unlock (&server->lock);
  if (server->ticker != NULL)
    g_thread_join (server->ticker);
  if (server->daemon != NULL)
    stop_daemon (server);
  vigie_hub_writer_free (server->writer);
  vigie_hub_live_free (server->live);
  vigie_hub_deadlines_free (server->deadlines);
  g_mutex_clear (&server->lock);
  g_cond_clear (&server->wake);
  g_free (server->address);
  g_free (server);
}

const char *
vigie_hub_server_address (VigieHubServer *server)
{
  return server->address;
}

/* Waiting for the writer ------------------------------------------------------------------------ */

typedef struct
{
  GMutex lock;
  GCond wake;
  gboolean written;
} Wait;

static void
wait_written_cb (gpointer user_data)
{
  Wait *wait = user_data;

  g_mutex_lock (&wait->lock);
  wait->written = TRUE;
  g_cond_signal (&wait->wake);
  g_mutex_unlock (&wait->lock);
}

void
vigie_hub_server_run (VigieHubServer *server, VigieHubRequest *request)
{
  Wait wait = { .written = FALSE };

  g_mutex_init (&wait.lock);
  g_cond_init (&wait.wake);
  if (vigie_hub_writer_push (server->writer, request, wait_written_cb, &wait))
    {
      g_mutex_lock (&wait.lock);
      while (!wait.written)
        g_cond_wait (&wait.wake, &wait.lock);
      g_mutex_unlock (&wait.lock);
    }
  else
    vigie_hub_reply_error (request, 503, "rate", "The hub has too much to do; try again.");
  g_mutex_clear (&wait.lock);
  g_cond_clear (&wait.wake);
}
