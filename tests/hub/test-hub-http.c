/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hub on a socket: what it refuses before it looks, peers that are slow, live streams, the end. */

#include <glib/gstdio.h>
#include <microhttpd.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hub-served.h"
#include "vigie-wire-live.h"

/* Requests ------------------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *request;    /* @ stands for the token */
  guint status;
  gboolean framing;       /* later versions of the library refuse it themselves, each with a status of its own */
} RequestCase;

#define AUTH "Authorization: Bearer @\r\n"
#define H "Host: hub\r\n"

static const RequestCase request_cases[] = {
  { "health", "GET /healthz HTTP/1.1\r\n" H "\r\n", 200 },
  { "metrics", "GET /metrics HTTP/1.1\r\n" H "\r\n", 200 },
  { "page", "GET /v1/events HTTP/1.1\r\n" H AUTH "\r\n", 200 },
  { "no token", "GET /v1/events HTTP/1.1\r\n" H "\r\n", 401 },
  { "empty token", "GET /v1/events HTTP/1.1\r\n" H "Authorization: Bearer \r\n\r\n", 401 },
  { "other scheme", "GET /v1/events HTTP/1.1\r\n" H "Authorization: Basic @\r\n\r\n", 401 },
  { "token in the address", "GET /v1/events?token=@ HTTP/1.1\r\n" H "\r\n", 401 },
  { "two tokens", "GET /v1/events HTTP/1.1\r\n" H AUTH AUTH "\r\n", 400 },
  { "nothing there, stranger", "GET /nothing HTTP/1.1\r\n" H "\r\n", 401 },
  { "nothing there", "GET /nothing HTTP/1.1\r\n" H AUTH "\r\n", 404 },
  { "wrong method, open", "PUT /healthz HTTP/1.1\r\n" H "Content-Length: 0\r\n\r\n", 405 },
  { "wrong method, stranger", "DELETE /v1/events HTTP/1.1\r\n" H "\r\n", 401 },
  { "wrong method", "DELETE /v1/events HTTP/1.1\r\n" H AUTH "\r\n", 405 },
  { "TRACE", "TRACE /healthz HTTP/1.1\r\n" H "\r\n", 405 },
  { "no length", "POST /v1/events HTTP/1.1\r\n" H AUTH "\r\n", 411 },
  { "chunked", "POST /v1/events HTTP/1.1\r\n" H AUTH "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411, TRUE },
  { "bad chunk", "POST /v1/events HTTP/1.1\r\n" H AUTH "Transfer-Encoding: chunked\r\n\r\nZZ\r\n", 411, TRUE },
  { "other encoding", "POST /v1/events HTTP/1.1\r\n" H AUTH "Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}", 411, TRUE },
  { "two lengths", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 5\r\nContent-Length: 3\r\n\r\n{}{}{", 400, TRUE },
  { "two equal lengths", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400, TRUE },
  { "signed length", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: +2\r\n\r\n{}", 400, TRUE },
  { "negative length", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: -1\r\n\r\n{}", 400, TRUE },
  { "hexadecimal length", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 0x2\r\n\r\n{}", 400, TRUE },
  { "length with a tail", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 2abc\r\n\r\n{}", 400, TRUE },
  { "length beyond 64 bits", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 18446744073709551618\r\n\r\n{}", 413, TRUE },
  { "too large", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 9437185\r\n\r\n", 413 },
  { "too large to join", "POST /v1/join HTTP/1.1\r\n" H "Content-Length: 65537\r\n\r\n", 413 },
  { "too large, stranger", "POST /v1/events HTTP/1.1\r\n" H "Content-Length: 999999999\r\n\r\n", 401 },
  { "body of a GET", "GET /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 2\r\n\r\n{}", 400 },
  { "no JSON", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 2\r\n\r\nhi", 400 },
  { "no envelope", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 2\r\n\r\n{}", 400 },
  { "empty body", "POST /v1/events HTTP/1.1\r\n" H AUTH "Content-Length: 0\r\n\r\n", 400 },
  { "join without anything", "POST /v1/join HTTP/1.1\r\n" H "Content-Length: 2\r\n\r\n{}", 400 },
  { "two hosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, TRUE },
  { "no host", "GET /healthz HTTP/1.1\r\n\r\n", 400, TRUE },
  { "space before the colon", "POST /v1/events HTTP/1.1\r\n" H AUTH "Transfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}", 400, TRUE },
  { "NUL in the path", "GET /healthz%00x HTTP/1.1\r\n" H "\r\n", 400, TRUE },
  { "no UTF-8 in the path", "GET /a%ff%fe HTTP/1.1\r\n" H AUTH "\r\n", 400 },
  { "line end in a value", "GET /healthz HTTP/1.1\r\n" H "X-Note: a\rb\r\n\r\n", 400, TRUE },
  { "bad query", "GET /v1/events?after=%zz HTTP/1.1\r\n" H AUTH "\r\n", 400 },
  { "path upwards", "GET /v1/blobs/../events HTTP/1.1\r\n" H AUTH "\r\n", 404 },
  { "a blob that is none", "GET /v1/blobs/xyz HTTP/1.1\r\n" H AUTH "\r\n", 400 },
};

static char *
with_token (const char *text, const char *token)
{
  g_auto(GStrv) parts = g_strsplit (text, "@", -1);

  return g_strjoinv (token, parts);
}

static void
test_requests (void)
{
  g_autoptr(HubServed) served = hub_served_new (NULL);
  g_autoptr(VigieTestDevice) device = hub_device_new (1);
  g_autofree char *token = hub_served_join (served, device, "responder");

  for (gsize i = 0; i < G_N_ELEMENTS (request_cases); i++)
    {
      g_autofree char *request = with_token (request_cases[i].request, token);
      int fd = hub_connect (served->port);
      guint status;

      g_test_message ("%s", request_cases[i].name);
      hub_send (fd, request, -1);
      status = hub_read_reply (fd, NULL, NULL);
      if (request_cases[i].framing && !g_str_has_prefix (MHD_get_version (), "0.9."))
        g_assert_true (status == 400 || status == 411 || status == 413 || status == 501);
      else
        g_assert_cmpuint (status, ==, request_cases[i].status);
      close (fd);
    }
  g_assert_cmpuint (hub_request (served->port, "GET", "/healthz", NULL, NULL, NULL), ==, 200);
}

/* A second request hidden in the body of a refused one is not carried out. */
static void
test_smuggling (void)
{
  static const char *const heads[] = {
    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
    "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
    "Transfer-Encoding : chunked\r\nContent-Length: 4\r\n",
    "Content-Length: 4\r\nContent-Length: 0\r\n",
  };
  g_autoptr(HubServed) served = hub_served_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *request = g_strdup_printf ("POST /v1/join HTTP/1.1\r\nHost: hub\r\n%s\r\n0\r\n\r\n"
                                                  "GET /metrics HTTP/1.1\r\nHost: hub\r\n\r\n", heads[i]);
      int fd = hub_connect (served->port);
      guint status;

      hub_send (fd, request, -1);
      status = hub_read_reply (fd, NULL, NULL);
      g_assert_cmpuint (status, >=, 400);
      g_assert_cmpuint (hub_read_reply (fd, NULL, NULL), ==, 0);
      close (fd);
    }
}

static void
test_large_headers (void)
{
  g_autoptr(HubServed) served = hub_served_new (NULL);
  g_autofree char *long_value = g_strnfill (200 * 1000, 'x');
  g_autofree char *one = g_strdup_printf ("GET /healthz HTTP/1.1\r\nHost: hub\r\nX-Long: %s\r\n\r\n", long_value);
  g_autoptr(GString) many = g_string_new ("GET /healthz HTTP/1.1\r\nHost: hub\r\n");
  const char *requests[] = { one, NULL };

  for (guint i = 0; i < 10000; i++)
    g_string_append (many, "X: y\r\n");
  g_string_append (many, "\r\n");
  requests[1] = many->str;
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      int fd = hub_connect (served->port);
      guint status;

      hub_send (fd, requests[i], -1);
      status = hub_read_reply (fd, NULL, NULL);
      /* The reply may be lost in the reset that unread bytes cause. */
      g_assert_true (status >= 400 || status == 0);
      close (fd);
    }
  g_assert_cmpuint (hub_request (served->port, "GET", "/healthz", NULL, NULL, NULL), ==, 200);
}

/* A body that is cut off is nobody's request. */
static void
test_cut_off (void)
{
  g_autoptr(HubServed) served = hub_served_new (NULL);
  g_autoptr(VigieTestDevice) device = hub_device_new (1);
  g_autofree char *token = hub_served_join (served, device, "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (device, stream, 1);
  g_autoptr(GBytes) body = vigie_wire_append_new (events);
  gsize length = g_bytes_get_size (body);
  g_autofree char *head = g_strdup_printf ("POST /v1/events HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer %s\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", token, length);
  gint64 before = vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_STORED);

  for (gsize cut = 0; cut < length; cut += 1 + length / 20)
    {
      int fd = hub_connect (served->port);

      hub_send (fd, head, -1);
      hub_send (fd, g_bytes_get_data (body, NULL), (gssize) cut);
      close (fd);
    }
  g_assert_cmpint (vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_STORED), ==, before);
  g_assert_cmpuint (hub_request (served->port, "POST", "/v1/events", token, body, NULL), ==, 200);
  g_assert_cmpint (vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_STORED), ==, before + 1);
}

/* Several requests on one connection, one behind the other. */
static void
test_keep_alive (void)
{
  g_autoptr(HubServed) served = hub_served_new (NULL);
  int fd = hub_connect (served->port);

  for (guint i = 0; i < 50; i++)
    {
      hub_send (fd, "GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n", -1);
      g_assert_cmpuint (hub_read_reply (fd, NULL, NULL), ==, 200);
    }
  close (fd);
}

/* Slow peers ------------------------------------------------------------------------------------ */

#define SLOW 20

static gboolean
drip (int fd)
{
  return send (fd, "x", 1, MSG_NOSIGNAL) == 1;
}

/* One byte now and then never meets an idle timeout; the deadlines end them all the same. */
static void
test_slow_peers (void)
{
  VigieHubServerOptions options;
  g_autoptr(HubServed) served = NULL;
  int header[SLOW], body[SLOW], idle[SLOW];
  guint n_open = 3 * SLOW;

  vigie_hub_server_options_init (&options);
  options.header_s = options.body_s = options.idle_s = 2;
  served = hub_served_new (&options);
  for (guint i = 0; i < SLOW; i++)
    {
      header[i] = hub_connect (served->port);
      hub_send (header[i], "GET /healthz HTTP/1.1\r\nX-Slow: ", -1);
      body[i] = hub_connect (served->port);
      hub_send (body[i], "POST /v1/join HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\n", -1);
      idle[i] = hub_connect (served->port);
      hub_send (idle[i], "GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n", -1);
      g_assert_cmpuint (hub_read_reply (idle[i], NULL, NULL), ==, 200);
    }
  for (guint round = 0; round < 60 && n_open > 0; round++)
    {
      for (guint i = 0; i < SLOW; i++)
        {
          drip (header[i]);
          drip (body[i]);
        }
      g_assert_cmpuint (hub_request (served->port, "GET", "/healthz", NULL, NULL, NULL), ==, 200);
      g_usleep (500000);
      n_open = (guint) vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_CONNECTIONS);
      if (n_open <= 1)
        break;
    }
  g_assert_cmpuint (n_open, <=, 1);
  for (guint i = 0; i < SLOW; i++)
    {
      close (header[i]);
      close (body[i]);
      close (idle[i]);
    }
}

static guint
count_descriptors (void)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
wait_for_connections (HubServed *served, gint64 n)
{
  for (guint i = 0; i < 600 && vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_CONNECTIONS) != n; i++)
    g_usleep (50000);
  g_assert_cmpint (vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_CONNECTIONS), ==, n);
}

static void
test_many_connections (void)
{
  g_autoptr(HubServed) served = hub_served_new (NULL);
  guint before;
  int fds[200];

  g_assert_cmpuint (hub_request (served->port, "GET", "/healthz", NULL, NULL, NULL), ==, 200);
  wait_for_connections (served, 0);
  before = count_descriptors ();
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = hub_connect (served->port);
      hub_send (fds[i], "GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n", -1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    g_assert_cmpuint (hub_read_reply (fds[i], NULL, NULL), ==, 200);
  g_assert_cmpuint (hub_request (served->port, "GET", "/healthz", NULL, NULL, NULL), ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    close (fds[i]);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpuint (hub_request (served->port, "GET", "/healthz", NULL, NULL, NULL), ==, 200);
  wait_for_connections (served, 0);
  /* The readers of the log in libmicrohttpd's threads may have opened since. */
  g_assert_cmpuint (count_descriptors (), <=, before + 8);
}

/* Live ------------------------------------------------------------------------------------------- */

static int
open_live (HubServed *served, const char *token)
{
  g_autofree char *request = g_strdup_printf ("GET /v1/live HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer %s\r\n\r\n", token);
  int fd = hub_connect (served->port);

  hub_send (fd, request, -1);

  return fd;
}

/* Reads until @what has come; what was read. */
static char *
read_until (int fd, const char *what)
{
  GString *text = g_string_new (NULL);
  char buffer[4096];

  while (strstr (text->str, what) == NULL)
    {
      struct pollfd wait = { fd, POLLIN, 0 };
      gssize n = poll (&wait, 1, 30000) > 0 ? recv (fd, buffer, sizeof buffer, 0) : -1;

      g_assert_cmpint (n, >, 0);
      g_string_append_len (text, buffer, n);
    }

  return g_string_free (text, FALSE);
}

static void
append_notes (HubServed *served, VigieTestDevice *device, const char *token, guint n)
{
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (device, stream, n);
  g_autoptr(GBytes) body = vigie_wire_append_new (events);

  g_assert_cmpuint (hub_request (served->port, "POST", "/v1/events", token, body, NULL), ==, 200);
}

static void
test_live (void)
{
  VigieHubServerOptions options;
  g_autoptr(HubServed) served = NULL;
  g_autoptr(VigieTestDevice) device = hub_device_new (1);
  g_autofree char *token = NULL;
  int fd;

  vigie_hub_server_options_init (&options);
  options.heartbeat_s = 1;
  served = hub_served_new (&options);
  token = hub_served_join (served, device, "responder");
  fd = open_live (served, token);
  g_free (read_until (fd, "event: behind"));
  append_notes (served, device, token, 1);
  g_free (read_until (fd, "event: events"));
  g_free (read_until (fd, "\r\n:\n\n"));
  /* More than a frame holds: announced only. */
  append_notes (served, device, token, 900);
  g_free (read_until (fd, "event: behind"));
  g_assert_cmpuint (hub_served_revoke (served, "Awa Koné"), ==, 200);
  g_free (read_until (fd, "event: bye"));
  g_assert_true (hub_wait_closed (fd, 20));
  close (fd);
  fd = open_live (served, token);
  g_assert_cmpuint (hub_read_reply (fd, NULL, NULL), ==, 401);
  close (fd);
}

/* The end with streams open, some of which nobody reads. */
static void
test_end (void)
{
  HubServed *served = hub_served_new (NULL);
  g_autoptr(VigieTestDevice) device = hub_device_new (1);
  g_autofree char *token = hub_served_join (served, device, "responder");
  int fds[20];

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = open_live (served, token);
      if (i % 2 == 0)
        g_free (read_until (fds[i], "event: behind"));
    }
  append_notes (served, device, token, 3);
  hub_served_free (served);
  g_free (read_until (fds[0], "event: bye"));
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_assert_true (hub_wait_closed (fds[i], 20));
      close (fds[i]);
    }
}

/* Who does not read is cut off, and nobody else notices. */
static void
test_stalled_reader (void)
{
  g_autoptr(HubServed) served = hub_served_new (NULL);
  g_autoptr(VigieTestDevice) device = hub_device_new (1);
  g_autofree char *token = hub_served_join (served, device, "responder");
  int stalled = open_live (served, token), good = open_live (served, token);

  g_free (read_until (good, "event: behind"));
  for (guint i = 0; i < 120; i++)
    {
      append_notes (served, device, token, 80);
      g_free (read_until (good, "event: events"));
    }
  for (guint i = 0; i < 600 && vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_LISTENERS) > 1; i++)
    g_usleep (50000);
  g_assert_cmpint (vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_LISTENERS), ==, 1);
  close (stalled);
  close (good);
}

/* Secrets ---------------------------------------------------------------------------------------- */

static void
assert_nowhere (HubServed *served, const void *secret, gsize length)
{
  g_autoptr(GDir) dir = g_dir_open (served->fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = hub_fixture_file (served->fixture, name);
      g_autofree char *data = NULL;
      gsize data_length = 0;

      if (!g_file_get_contents (path, &data, &data_length, NULL))
        continue;
      g_assert_null (memmem (data, data_length, secret, length));
      n++;
    }
  g_assert_cmpuint (n, >=, 4);
}

/* Whoever gets hold of the files can neither come in with a token nor with an invitation. */
static void
test_no_secret_in_files (void)
{
  g_autoptr(HubServed) served = hub_served_new (NULL);
  g_autoptr(VigieTestDevice) device = hub_device_new (1);
  g_autofree char *token = hub_served_join (served, device, "responder");
  g_autofree char *code = hub_served_invite (served, "Ben", "viewer");
  guint8 bytes[32];

  g_assert_true (vigie_unhex (token, bytes, sizeof bytes));
  append_notes (served, device, token, 3);
  assert_nowhere (served, token, strlen (token));
  assert_nowhere (served, bytes, sizeof bytes);
  assert_nowhere (served, code, strlen (code));
}

/* Many at once ----------------------------------------------------------------------------------- */

#define WRITERS 20
#define EACH 20

typedef struct
{
  HubServed *served;
  VigieTestDevice *device;
  char *token;
  guint number;
  guint n_stored;
} Writer;

static gpointer
run_writer (gpointer user_data)
{
  Writer *writer = user_data;
  g_autofree char *stream = hub_fixture_stream (100 + writer->number);

  for (guint i = 0; i < EACH; i++)
    {
      g_autoptr(GPtrArray) events = hub_fixture_notes (writer->device, stream, 1);
      g_autoptr(GBytes) body = vigie_wire_append_new (events);

      if (hub_request (writer->served->port, "POST", "/v1/events", writer->token, body, NULL) == 200)
        writer->n_stored++;
    }

  return NULL;
}

static gboolean
count_row (const VigieHubRow *row, gpointer user_data)
{
  guint64 *last = user_data;

  g_assert_cmpuint (row->seq, ==, *last + 1);
  *last = row->seq;

  return TRUE;
}

static void
test_many_writers (void)
{
  g_autoptr(HubServed) served = hub_served_new (NULL);
  g_autoptr(VigieHubLog) reader = vigie_hub_reader (served->hub, NULL);
  Writer writers[WRITERS];
  GThread *threads[WRITERS];
  guint64 last = 0, before = 0;

  for (guint i = 0; i < WRITERS; i++)
    {
      writers[i] = (Writer) { served, hub_device_new (10 + i), NULL, i, 0 };
      writers[i].token = hub_served_join (served, writers[i].device, "responder");
    }
  g_assert_true (vigie_hub_log_page (reader, 0, count_row, &before, NULL));
  for (guint i = 0; i < WRITERS; i++)
    threads[i] = g_thread_new ("writer", run_writer, &writers[i]);
  for (guint i = 0; i < WRITERS; i++)
    {
      g_thread_join (threads[i]);
      g_assert_cmpuint (writers[i].n_stored, ==, EACH);
      vigie_test_device_free (writers[i].device);
      g_free (writers[i].token);
    }
  g_assert_true (vigie_hub_log_page (reader, 0, count_row, &last, NULL));
  g_assert_cmpuint (last, ==, before + WRITERS * EACH);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/http/requests", test_requests);
  g_test_add_func ("/fault/F37/smuggling", test_smuggling);
  g_test_add_func ("/fault/F37/large-headers", test_large_headers);
  g_test_add_func ("/fault/F19/hub-request", test_cut_off);
  g_test_add_func ("/hub/http/keep-alive", test_keep_alive);
  g_test_add_func ("/fault/F21/dripping-peers", test_slow_peers);
  g_test_add_func ("/fault/F22/descriptors", test_many_connections);
  g_test_add_func ("/hub/http/live", test_live);
  g_test_add_func ("/hub/http/end", test_end);
  g_test_add_func ("/fault/F21/stalled-reader", test_stalled_reader);
  g_test_add_func ("/fault/F41/hub-files", test_no_secret_in_files);
  g_test_add_func ("/hub/http/many-writers", test_many_writers);

  return g_test_run ();
}
