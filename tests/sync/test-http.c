/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What libsoup does of its own accord and must not do here: believe a reply that was cut, follow a redirect, unpack,
 * read without end, take any certificate. The other end writes bytes and nothing else. */

#include "raw-server.h"

#include <string.h>

#include "vigie-sync-http.h"
#include "vigie-sync-session.h"
#include "vigie-wire.h"

#define TOKEN "aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11"

typedef struct
{
  gboolean done, heard_of;
  VigieSyncReply reply;
} Got;

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Got *got = user_data;

  got->heard_of = vigie_sync_http_send_finish (result, &got->reply);
  got->done = TRUE;
}

static VigieSyncReply
ask (RawServer *server, GBytes *body)
{
  g_autoptr(VigieSyncHttp) http = vigie_sync_http_new (raw_server_address (server), NULL);
  Got got = { 0 };

  vigie_sync_http_set_token (http, TOKEN);
  vigie_sync_http_send_async (http, "/v1/events?after=0", body, FALSE, NULL, got_cb, &got);
  while (!got.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (got.heard_of);

  return got.reply;
}

static void
test_replies (void)
{
  static const struct { const char *text; VigieSyncNet net; guint status; const char *body; } cases[] = {
    { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", VIGIE_SYNC_NET_OK, 200, "{}" },
    { "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}", VIGIE_SYNC_NET_OK, 403, "{}" },
    { "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", VIGIE_SYNC_NET_OK, 200, "" },
    /* Cut, by a length that is not kept and by chunks. */
    { "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", VIGIE_SYNC_NET_FAILED, 0, NULL },
    { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", VIGIE_SYNC_NET_NOT_HUB, 0, NULL },
    { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", VIGIE_SYNC_NET_NOT_HUB, 0, NULL },
    { "HTTP/1.1 200 OK\r\n\r\n{}", VIGIE_SYNC_NET_NOT_HUB, 0, NULL },
    { "HTTP/1.1 204 No Content\r\n\r\n", VIGIE_SYNC_NET_NOT_HUB, 0, NULL },
    { "HTTP/1.1 304 Not Modified\r\n\r\n", VIGIE_SYNC_NET_NOT_HUB, 0, NULL },
    /* More than any reply may have is not read. */
    { "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", VIGIE_SYNC_NET_NOT_HUB, 0, NULL },
    { "HTTP/1.1 200 OK\r\nContent-Length: 9437185\r\n\r\n", VIGIE_SYNC_NET_NOT_HUB, 0, NULL },
    { "", VIGIE_SYNC_NET_FAILED, 0, NULL },
    { "SSH-2.0-OpenSSH_9.2\r\n", VIGIE_SYNC_NET_FAILED, 0, NULL },
    /* Nothing is unpacked: this is the text of a page, not a page. */
    { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", VIGIE_SYNC_NET_OK, 200, "{}" },
  };
  g_autoptr(RawServer) server = raw_server_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(VigieSyncReply) reply = { 0 };

      g_test_message ("%s", cases[i].text);
      raw_server_set (server, cases[i].text, strlen (cases[i].text), FALSE);
      reply = ask (server, NULL);
      g_assert_cmpint (reply.net, ==, cases[i].net);
      if (cases[i].body == NULL)
        continue;
      g_assert_cmpuint (reply.status, ==, cases[i].status);
      g_assert_cmpmem (g_bytes_get_data (reply.body, NULL), g_bytes_get_size (reply.body), cases[i].body, strlen (cases[i].body));
    }
}

static void
test_cut_at_every_byte (void)
{
  static const char whole[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n01234567890123456789";
  g_autoptr(RawServer) server = raw_server_new ();

  for (gsize length = 0; length < sizeof whole; length++)
    {
      g_auto(VigieSyncReply) reply = { 0 };

      raw_server_set (server, whole, length, FALSE);
      reply = ask (server, NULL);
      if (length == sizeof whole - 1)
        g_assert_cmpint (reply.net, ==, VIGIE_SYNC_NET_OK);
      else
        g_assert_cmpint (reply.net, !=, VIGIE_SYNC_NET_OK);
    }
}

/* F29: the token is seen by nobody else. */
static void
test_no_redirects (void)
{
  static const guint codes[] = { 301, 302, 303, 307, 308 };
  g_autoptr(RawServer) server = raw_server_new ();
  g_autoptr(RawServer) elsewhere = raw_server_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *text = g_strdup_printf ("HTTP/1.1 %u Moved\r\nLocation: http://%s/\r\nContent-Length: 0\r\n\r\n", codes[i],
                                               raw_server_address (elsewhere));
      g_auto(VigieSyncReply) reply = { 0 };

      raw_server_set (server, text, strlen (text), FALSE);
      reply = ask (server, NULL);
      g_assert_cmpint (reply.net, ==, VIGIE_SYNC_NET_OK);
      g_assert_cmpuint (reply.status, ==, codes[i]);
    }
  g_assert_cmpuint (raw_server_n_requests (elsewhere), ==, 0);
}

static void
test_what_is_sent (void)
{
  static const char text[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  g_autoptr(RawServer) server = raw_server_new ();
  g_autoptr(GBytes) body = vigie_wire_seal ("{\"events\":[]}", 0);
  g_autofree char *request = NULL;
  g_auto(VigieSyncReply) reply = { 0 };

  raw_server_set (server, text, strlen (text), FALSE);
  reply = ask (server, body);
  request = raw_server_take_request (server);
  g_assert_true (g_str_has_prefix (request, "POST /v1/events?after=0 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer " TOKEN "\r\n"));
  g_assert_nonnull (strstr (request, "\r\nContent-Length: "));
  g_assert_null (strstr (request, "Transfer-Encoding"));
  g_assert_null (strstr (request, "Accept-Encoding"));
  g_assert_true (g_str_has_suffix (request, "\"data\":{\"events\":[]}}"));
}

static void
test_no_plain_text_to_others (void)
{
  static const guint8 pin[VIGIE_HASH_BYTES] = { 1 };
  g_autoptr(VigieSyncHttp) pinned = vigie_sync_http_new ("hub.example:8471", pin);

  g_assert_null (vigie_sync_http_new ("hub.example:8471", NULL));
  g_assert_null (vigie_sync_http_new ("10.0.0.7:8471", NULL));
  g_assert_null (vigie_sync_http_new ("nonsense", pin));
  g_assert_nonnull (pinned);
}

static void
test_cancelled (void)
{
  g_autoptr(RawServer) server = raw_server_new ();
  g_autoptr(VigieSyncHttp) http = vigie_sync_http_new (raw_server_address (server), NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Got got = { 0 };

  raw_server_set (server, "", 0, TRUE);
  vigie_sync_http_send_async (http, "/healthz", NULL, FALSE, cancellable, got_cb, &got);
  while (raw_server_n_requests (server) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  while (!got.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (got.heard_of);
}

/* The stream ---------------------------------------------------------------------------------------- */

typedef struct
{
  GString *said;
  gboolean ended;
} Heard;

static void
began (guint status, gpointer user_data)
{
  g_string_append_printf (((Heard *) user_data)->said, "%u;", status);
}

static void
heard (gpointer user_data)
{
}

static void
frame (VigieWireLive *live, gpointer user_data)
{
  g_string_append_printf (((Heard *) user_data)->said, "frame %d;", live->kind);
  vigie_wire_live_free (live);
}

static void
ended (VigieSyncNet net, gpointer user_data)
{
  Heard *all = user_data;

  g_string_append_printf (all->said, "ended %d;", net);
  all->ended = TRUE;
}

static char *
listen_to (const char *text, gsize length)
{
  static const VigieSyncStreamFuncs funcs = { began, heard, frame, ended };
  g_autoptr(RawServer) server = raw_server_new ();
  g_autoptr(VigieSyncHttp) http = vigie_sync_http_new (raw_server_address (server), NULL);
  Heard all = { g_string_new (NULL) };
  VigieSyncStream *stream;

  raw_server_set (server, text, length, FALSE);
  stream = vigie_sync_stream_open (http, "/v1/live", &funcs, &all);
  while (!all.ended && !g_str_has_prefix (all.said->str, "401"))
    g_main_context_iteration (NULL, TRUE);
  vigie_sync_stream_close (stream);

  return g_string_free (all.said, FALSE);
}

#define STREAM "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"

static void
test_stream (void)
{
  g_autoptr(GBytes) bye = vigie_wire_live_bye ("It ends.");
  g_autofree char *bye_text = g_strndup (g_bytes_get_data (bye, NULL), g_bytes_get_size (bye));
  g_autofree char *whole = g_strconcat (STREAM, ":\n\n", bye_text, NULL);
  const struct { const char *text, *said; } cases[] = {
    { whole, "200;frame 4;ended 1;" },
    { STREAM ":\n\n", "200;ended 1;" },
    { STREAM "event: bye\ndata: {}\n\n", "200;ended 2;" },
    { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "ended 2;" },
    { "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}", "401;" },
    { "", "ended 1;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = listen_to (cases[i].text, strlen (cases[i].text));

      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

/* D9: a cut at a chunk's end looks like a good end to the library. No half frame comes of it. */
static void
test_stream_cut_at_every_byte (void)
{
  g_autoptr(GBytes) bye = vigie_wire_live_bye ("It ends.");
  GString *whole = g_string_new ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
  gsize head = whole->len;

  g_string_append_printf (whole, "%zx\r\n", g_bytes_get_size (bye));
  g_string_append_len (whole, g_bytes_get_data (bye, NULL), (gssize) g_bytes_get_size (bye));
  for (gsize length = head; length < whole->len; length += 3)
    {
      g_autofree char *said = listen_to (whole->str, length);

      g_assert_null (strstr (said, "frame"));
      g_assert_nonnull (strstr (said, "ended"));
    }
  g_string_free (whole, TRUE);
}

int
main (int argc, char **argv)
{
  vigie_sync_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F28/replies", test_replies);
  g_test_add_func ("/fault/F19/http-reply", test_cut_at_every_byte);
  g_test_add_func ("/fault/F29/token-goes-nowhere", test_no_redirects);
  g_test_add_func ("/fault/F41/token-in-no-address", test_what_is_sent);
  g_test_add_func ("/fault/F42/no-plain-text-to-others", test_no_plain_text_to_others);
  g_test_add_func ("/sync/http/cancelled", test_cancelled);
  g_test_add_func ("/sync/http/stream", test_stream);
  g_test_add_func ("/fault/F19/http-stream", test_stream_cut_at_every_byte);
  return g_test_run ();
}
