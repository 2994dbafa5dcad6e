/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request, from its first byte to the end of its reply.
 *
 *   header complete → refused (reply, close)
 *                   → body → answered
 *                          → suspended, with the writer → commit → resumed → answered
 *                          → live, endless
 *
 * What is refused is refused in the first call of the handler, so that a body is never read; what is
 * answered is answered in a later one, because a reply in the first makes libmicrohttpd 0.9.75 close the
 * connection. The exchange belongs to the connection and is freed when libmicrohttpd says that the
 * request ended; while it is suspended that cannot happen, so the writer may hold it. */

#include "vigie-hub-server-private.h"

#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "vigie-hub-journal.h"

#define BODIES_MAX_BYTES ((gsize) 256 * 1024 * 1024)
#define REPLIES_MAX_BYTES ((gsize) 256 * 1024 * 1024)
#define SMALL_REPLY_BYTES ((gsize) 64 * 1024)

typedef enum
{
  EXCHANGE_NEW,
  EXCHANGE_BODY,      /* may pass */
  EXCHANGE_WAITING,   /* suspended; the writer has it */
  EXCHANGE_WRITTEN,
  EXCHANGE_ANSWERED,
} ExchangeState;

struct _VigieHubExchange
{
  VigieHubServer *server;
  struct MHD_Connection *connection;
  VigieHubSocket *socket;   /* of the connection; borrowed */
  VigieHubRequest *request;
  char *raw_uri;
  guint8 *body;
  gsize length_bytes;       /* received */
  gsize content_length;
  gint state;               /* atomic */
};

/* The raw address is only to be seen here. */
void *
vigie_hub_exchange_uri (void *server, const char *uri, struct MHD_Connection *connection)
{
  VigieHubExchange *exchange = g_new0 (VigieHubExchange, 1);

  exchange->server = server;
  exchange->connection = connection;
  exchange->raw_uri = g_strdup (uri);

  return exchange;
}

static VigieHubSocket *
connection_socket (struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  return info != NULL ? info->socket_context : NULL;
}

static char *
connection_address (struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  char text[NI_MAXHOST] = "";
  socklen_t length;

  if (info != NULL)
    {
      length = info->client_addr->sa_family == AF_INET ? sizeof (struct sockaddr_in) : sizeof (struct sockaddr_in6);
      getnameinfo (info->client_addr, length, text, sizeof text, NULL, 0, NI_NUMERICHOST);
    }

  return g_strdup (text);
}

static void
set_deadline (VigieHubExchange *exchange, guint seconds)
{
  if (exchange->socket != NULL)
    vigie_hub_deadlines_set (exchange->server->deadlines, exchange->socket, seconds);
}

static void
add_headers (struct MHD_Response *response, const VigieHubRequest *request)
{
  MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_TYPE, request->type);
  MHD_add_response_header (response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
  MHD_add_response_header (response, "X-Content-Type-Options", "nosniff");
  if (request->status == 401)
    MHD_add_response_header (response, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Bearer");
  if (request->allow != NULL)
    MHD_add_response_header (response, MHD_HTTP_HEADER_ALLOW, request->allow);
  if (request->retry_s > 0)
    {
      char seconds[16];

      g_snprintf (seconds, sizeof seconds, "%u", request->retry_s);
      MHD_add_response_header (response, MHD_HTTP_HEADER_RETRY_AFTER, seconds);
    }
}

/* A large reply counts until it is sent: who asks for many and takes none must not fill the memory. */
typedef struct
{
  VigieHubServer *server;
  GBytes *bytes;
  gsize counted_bytes;
} Sending;

static void
sending_free (void *data)
{
  Sending *sending = data;

  g_atomic_pointer_add (&sending->server->reply_bytes, -(gssize) sending->counted_bytes);
  g_bytes_unref (sending->bytes);
  g_free (sending);
}

static struct MHD_Response *
make_response (VigieHubExchange *exchange)
{
  VigieHubRequest *request = exchange->request;
  Sending *sending = g_new0 (Sending, 1);
  gsize length = g_bytes_get_size (request->reply);
  const void *data;

  sending->server = exchange->server;
  if (length > SMALL_REPLY_BYTES)
    {
      sending->counted_bytes = length;
      if (g_atomic_pointer_add (&exchange->server->reply_bytes, length) + length > REPLIES_MAX_BYTES)
        {
          request->retry_s = 1;
          vigie_hub_reply_error (request, 503, "rate", "The hub has too much to do; try again.");
        }
    }
  sending->bytes = g_bytes_ref (request->reply);
  data = g_bytes_get_data (sending->bytes, &length);

  return MHD_create_response_from_buffer_with_free_callback_cls (length, (void *) (data != NULL ? data : ""), sending_free, sending);
}

static enum MHD_Result
send_reply (VigieHubExchange *exchange, gboolean close_after)
{
  VigieHubRequest *request = exchange->request;
  struct MHD_Response *response = make_response (exchange);
  enum MHD_Result result;

  add_headers (response, request);
  if (close_after)
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");
  result = MHD_queue_response (exchange->connection, request->status, response);
  MHD_destroy_response (response);
  g_atomic_int_set (&exchange->state, EXCHANGE_ANSWERED);
  /* A reply may be slow to take, but not for ever: 9 MiB at a kilobyte a second is more than two hours. */
  set_deadline (exchange, exchange->server->options.body_s + (guint) (g_bytes_get_size (request->reply) / 1024));

  return result;
}

static enum MHD_Result
refuse (VigieHubExchange *exchange, guint status, const char *code, const char *message)
{
  vigie_hub_reply_error (exchange->request, status, code, message);

  return send_reply (exchange, TRUE);
}

/* Memory for a body is taken when it begins; all bodies together have a bound. */
static gboolean
reserve_body (VigieHubExchange *exchange, gsize length)
{
  VigieHubServer *server = exchange->server;

  if (length == 0)
    return TRUE;
  if (g_atomic_pointer_add (&server->body_bytes, length) + length <= BODIES_MAX_BYTES)
    {
      exchange->body = g_try_malloc (length);
      exchange->content_length = length;
    }
  if (exchange->body != NULL)
    return TRUE;
  g_atomic_pointer_add (&server->body_bytes, -(gssize) length);
  exchange->content_length = 0;

  return FALSE;
}

static void
release_body (VigieHubExchange *exchange)
{
  if (exchange->content_length > 0)
    g_atomic_pointer_add (&exchange->server->body_bytes, -(gssize) exchange->content_length);
  exchange->content_length = 0;
}

static VigieHubRequest *
make_request (VigieHubExchange *exchange, const char *url, const char *method, VigieHubGuard *guard)
{
  const char *question = exchange->raw_uri != NULL ? strchr (exchange->raw_uri, '?') : NULL;
  VigieHubRequest *request = vigie_hub_request_new (method, url, question != NULL ? question + 1 : NULL);

  request->token = g_steal_pointer (&guard->token);
  request->address = connection_address (exchange->connection);

  return request;
}

static enum MHD_Result
begin (VigieHubExchange *exchange, const char *url, const char *method, const char *version)
{
  VigieHubServer *server = exchange->server;
  VigieHubLog *reader = vigie_hub_server_reader (server);
  VigieHubGuard guard;
  gsize length, max_bytes = 0;

  exchange->socket = connection_socket (exchange->connection);
  vigie_hub_guard (exchange->connection, method, version, exchange->raw_uri, &guard);
  length = (gsize) MAX (guard.content_length, 0);
  exchange->request = make_request (exchange, g_utf8_validate (url, -1, NULL) ? url : "", method, &guard);
  vigie_hub_count (server->hub, VIGIE_HUB_COUNT_REQUESTS, 1);
  if (guard.status != 0)
    return refuse (exchange, guard.status, guard.code, guard.message);
  if (exchange->request->path[0] == '\0')
    return refuse (exchange, 400, "malformed", "The address is not valid.");
  if (reader == NULL)
    return refuse (exchange, 503, "failed", "The log cannot be read.");
  if (!vigie_hub_admit (server->hub, reader, exchange->request, &max_bytes))
    return send_reply (exchange, TRUE);
  if (length > max_bytes)
    return refuse (exchange, 413, "too-large", "The body is too large.");
  if (!reserve_body (exchange, length))
    return refuse (exchange, 503, "rate", "The hub has too much to do; try again.");
  set_deadline (exchange, server->options.body_s + (guint) (length / 1024));
  g_atomic_int_set (&exchange->state, EXCHANGE_BODY);

  return MHD_YES;
}

static enum MHD_Result
take_body (VigieHubExchange *exchange, const char *data, size_t *data_length)
{
  /* libmicrohttpd hands out no more than the Content-Length; this is what it costs to be sure. */
  if (*data_length > exchange->content_length - exchange->length_bytes)
    return MHD_NO;
  memcpy (exchange->body + exchange->length_bytes, data, *data_length);
  exchange->length_bytes += *data_length;
  *data_length = 0;

  return MHD_YES;
}

/* In the writer's thread. */
static void
written_cb (gpointer user_data)
{
  VigieHubExchange *exchange = user_data;

  g_atomic_int_set (&exchange->state, EXCHANGE_WRITTEN);
  MHD_resume_connection (exchange->connection);
}

static enum MHD_Result
wait_for_writer (VigieHubExchange *exchange)
{
  /* Before the writer has it, or it could resume what is not suspended yet. */
  g_atomic_int_set (&exchange->state, EXCHANGE_WAITING);
  set_deadline (exchange, 0);
  MHD_suspend_connection (exchange->connection);
  if (vigie_hub_writer_push (exchange->server->writer, exchange->request, written_cb, exchange))
    return MHD_YES;
  exchange->request->retry_s = 1;
  vigie_hub_reply_error (exchange->request, 503, "rate", "The hub has too much to do; try again.");
  written_cb (exchange);

  return MHD_YES;
}

static enum MHD_Result
go_live (VigieHubExchange *exchange)
{
  VigieHubRequest *request = exchange->request;

  set_deadline (exchange, 0);
  g_atomic_int_set (&exchange->state, EXCHANGE_ANSWERED);

  return vigie_hub_live_open (exchange->server->live, exchange->connection, &request->seat, request->reply);
}

static enum MHD_Result
answer (VigieHubExchange *exchange)
{
  VigieHubServer *server = exchange->server;
  VigieHubLog *reader = vigie_hub_server_reader (server);

  if (exchange->length_bytes != exchange->content_length || reader == NULL)
    return MHD_NO;
  if (exchange->body != NULL)
    exchange->request->body = g_bytes_new_take (g_steal_pointer (&exchange->body), exchange->length_bytes);
  switch (vigie_hub_answer (server->hub, reader, exchange->request))
    {
    case VIGIE_HUB_WRITE:
      return wait_for_writer (exchange);
    case VIGIE_HUB_LIVE:
      return go_live (exchange);
    case VIGIE_HUB_DONE:
    default:
      return send_reply (exchange, FALSE);
    }
}

enum MHD_Result
vigie_hub_exchange_handle (void *server, struct MHD_Connection *connection, const char *url, const char *method,
                           const char *version, const char *data, size_t *data_length, void **context)
{
  VigieHubExchange *exchange = *context;

  if (exchange == NULL)
    return MHD_NO;
  switch (g_atomic_int_get (&exchange->state))
    {
    case EXCHANGE_NEW:
      return begin (exchange, url, method, version);
    case EXCHANGE_BODY:
      return *data_length > 0 ? take_body (exchange, data, data_length) : answer (exchange);
    case EXCHANGE_WRITTEN:
      return send_reply (exchange, FALSE);
    default:
      return MHD_NO;
    }
}

void
vigie_hub_exchange_completed (void *server, struct MHD_Connection *connection, void **context,
                              enum MHD_RequestTerminationCode code)
{
  VigieHubExchange *exchange = *context;

  if (exchange == NULL)
    return;
  *context = NULL;
  if (code == MHD_REQUEST_TERMINATED_COMPLETED_OK)
    set_deadline (exchange, exchange->server->options.idle_s);
  release_body (exchange);
  vigie_hub_request_free (exchange->request);
  g_free (exchange->raw_uri);
  g_free (exchange->body);
  g_free (exchange);
}
