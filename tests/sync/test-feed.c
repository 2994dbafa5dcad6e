/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A calendar at an address, from a server that says whatever it wants. */

#include <string.h>

#include "vigie-error.h"
#include "vigie-sync-feed.h"
#include "raw-server.h"

#define CALENDAR "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"

/* ---- Addresses ---- */

static void
test_addresses (void)
{
  static const struct { const char *typed, *expected; } addresses[] = {
    { "https://calendar.distri-night.ci/oncall.ics", "https://calendar.distri-night.ci/oncall.ics" },
    { "  https://x.ci/a b ", "https://x.ci/a%20b" },
    { "webcal://x.ci/oncall.ics?key=1", "https://x.ci/oncall.ics?key=1" },
    { "WEBCALS://x.ci/a", "https://x.ci/a" },
    { "calendar.distri-night.ci/oncall", "https://calendar.distri-night.ci/oncall" },
    { "HTTPS://x.ci/a", "https://x.ci/a" },
    { "http://127.0.0.1:8080/a.ics", "http://127.0.0.1:8080/a.ics" },
    { "http://localhost/a.ics", "http://localhost/a.ics" },
    { "http://x.ci/a.ics", NULL },
    { "http://127.0.0.1.x.ci/a.ics", NULL },
    { "file:///etc/passwd", NULL },
    { "https://me:secret@x.ci/a.ics", NULL },
    { "https:///a.ics", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *address = vigie_sync_feed_address (addresses[i].typed, &error);

      g_assert_cmpstr (address, ==, addresses[i].expected);
      if (address == NULL)
        g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

/* ---- Fetching ---- */

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static VigieSyncFeed *
fetch (RawServer *server, const char *path, const char *etag, const char *modified, GError **error)
{
  g_autofree char *address = g_strdup_printf ("http://%s%s", raw_server_address (server), path);
  g_autoptr(GAsyncResult) result = NULL;

  vigie_sync_feed_fetch_async (address, etag, modified, NULL, fetched_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return vigie_sync_feed_fetch_finish (result, error);
}

static void
set_reply (RawServer *server, const char *reply)
{
  raw_server_set (server, reply, strlen (reply), FALSE);
}

static const struct { const char *name, *reply; int code; const char *said; } replies[] = {
  { "whole", "HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\nContent-Length: 45\r\n\r\n" CALENDAR, -1, NULL },
  { "chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2d\r\n" CALENDAR "\r\n0\r\n\r\n", -1, NULL },
  { "until-closed", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" CALENDAR, -1, NULL },
  { "cut-with-length", "HTTP/1.1 200 OK\r\nContent-Length: 46\r\n\r\n" CALENDAR, VIGIE_ERROR_INVALID, NULL },
  { "cut-without-length", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\n", VIGIE_ERROR_INVALID, NULL },
  { "not-found", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", VIGIE_ERROR_NOT_FOUND, "no calendar" },
  { "password", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", VIGIE_ERROR_INVALID, "password" },
  { "broken", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", VIGIE_ERROR_INVALID, "503" },
  { "elsewhere", "HTTP/1.1 302 Found\r\nLocation: https://evil.example/a.ics\r\nContent-Length: 0\r\n\r\n", VIGIE_ERROR_INVALID, "evil.example" },
  { "other-port", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/a.ics\r\nContent-Length: 0\r\n\r\n", VIGIE_ERROR_INVALID, NULL },
  { "a-file", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", VIGIE_ERROR_INVALID, NULL },
  { "in-circles", "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n", VIGIE_ERROR_INVALID, "302" },
  { "nothing", "", VIGIE_ERROR_NOT_FOUND, "reached" },
  { "no-http", "220 mail.example ESMTP\r\n\r\n", VIGIE_ERROR_NOT_FOUND, NULL },
};

static void
test_reply (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(RawServer) server = raw_server_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieSyncFeed) feed = NULL;

  set_reply (server, replies[i].reply);
  feed = fetch (server, "/oncall.ics", NULL, NULL, &error);
  if (replies[i].code < 0)
    {
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (feed->body, NULL), g_bytes_get_size (feed->body), CALENDAR, strlen (CALENDAR));
      return;
    }
  g_assert_null (feed);
  g_assert_error (error, VIGIE_ERROR, replies[i].code);
  if (replies[i].said != NULL)
    g_assert_nonnull (strstr (error->message, replies[i].said));
}

/* The marks of a reply go along with the next question; “not modified” keeps them. */
static void
test_marks (void)
{
  g_autoptr(RawServer) server = raw_server_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieSyncFeed) first = NULL, second = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *again = NULL;

  set_reply (server, "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nLast-Modified: Mon, 23 Nov 2026 08:00:00 GMT\r\nContent-Length: 45\r\n\r\n" CALENDAR);
  first = fetch (server, "/a.ics?key=k", NULL, NULL, &error);
  g_assert_no_error (error);
  asked = raw_server_take_request (server);
  g_assert_true (g_str_has_prefix (asked, "GET /a.ics?key=k "));
  g_assert_null (strstr (asked, "If-"));
  g_assert_null (strstr (asked, "Accept-Encoding"));
  g_assert_cmpstr (first->etag, ==, "\"v1\"");
  set_reply (server, "HTTP/1.1 304 Not Modified\r\n\r\n");
  second = fetch (server, "/a.ics?key=k", first->etag, first->modified, &error);
  g_assert_no_error (error);
  again = raw_server_take_request (server);
  g_assert_nonnull (strstr (again, "If-None-Match: \"v1\"\r\n"));
  g_assert_nonnull (strstr (again, "If-Modified-Since: Mon, 23 Nov 2026 08:00:00 GMT\r\n"));
  g_assert_null (second->body);
  g_assert_cmpstr (second->etag, ==, "\"v1\"");
  g_assert_cmpstr (second->modified, ==, "Mon, 23 Nov 2026 08:00:00 GMT");
}

/* More than may be, said and unsaid. */
static void
test_too_large (void)
{
  g_autoptr(RawServer) server = raw_server_new ();
  g_autoptr(GString) reply = g_string_new ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nBEGIN:VCALENDAR\r\n");
  g_autoptr(GError) error = NULL;

  while (reply->len < VIGIE_SYNC_FEED_MAX_BYTES + 100000)
    g_string_append (reply, "X-FILL:0123456789012345678901234567890123456789\r\n");
  raw_server_set (server, reply->str, reply->len, FALSE);
  g_assert_null (fetch (server, "/a.ics", NULL, NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

/* A server that says nothing, or stops in the middle, and a window that is closed after @wait_ms; at once: while it connects. */
static void
give_up (const char *reply, guint wait_ms)
{
  g_autoptr(RawServer) server = raw_server_new ();
  g_autofree char *address = g_strdup_printf ("http://%s/a.ics", raw_server_address (server));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  raw_server_set (server, reply, strlen (reply), TRUE);
  vigie_sync_feed_fetch_async (address, NULL, NULL, cancellable, fetched_cb, &result);
  if (wait_ms > 0)
    g_timeout_add (wait_ms, cancel_cb, cancellable);
  else
    g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (vigie_sync_feed_fetch_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_given_up (void)
{
  give_up ("HTTP/1.1 200 OK\r\nContent-Length: 45\r\n\r\nBEGIN", 50);
  give_up ("", 50);
  give_up ("", 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/feed/addresses", test_addresses);
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sync/feed/reply/%s", replies[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_reply);
    }
  g_test_add_func ("/sync/feed/marks", test_marks);
  g_test_add_func ("/sync/feed/too-large", test_too_large);
  g_test_add_func ("/sync/feed/given-up", test_given_up);

  return g_test_run ();
}
