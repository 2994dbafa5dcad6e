/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One fetch, one libsoup session of its own: no cookie, no password and no connection is left over from the last time.
 *
 * A server may send on to another place of its own, up to three times; whoever is sent to another computer is told, because
 * only the one that was named was trusted. Nothing is decompressed, so that a small reply is a small one. A reply without
 * a length may be cut without notice: a calendar that has no end is not taken for a shorter one. */

#include "vigie-sync-feed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-sync-soup.h"

#define IO_TIMEOUT_S 20
#define ALL_TIMEOUT_S 60
#define MAX_HOPS 3
#define READ_BYTES ((gsize) 64 * 1024)

typedef struct
{
  SoupSession *session;
  SoupMessage *message;
  GUri *uri;
  char *etag, *modified;         /* of the last time, or NULL */
  guint n_hops, timeout;
  gboolean is_late;
  GCancellable *own;             /* also by the time limit */
  GCancellable *outer;           /* or NULL */
  gulong outer_id;
  GInputStream *stream;
  GByteArray *body;
  guint8 *buffer;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  if (fetch->timeout != 0)
    g_source_remove (fetch->timeout);
  if (fetch->outer != NULL)
    g_cancellable_disconnect (fetch->outer, fetch->outer_id);
  g_clear_object (&fetch->outer);
  g_clear_object (&fetch->own);
  g_clear_object (&fetch->stream);
  g_clear_object (&fetch->message);
  g_clear_object (&fetch->session);
  g_clear_pointer (&fetch->uri, g_uri_unref);
  g_clear_pointer (&fetch->body, g_byte_array_unref);
  g_free (fetch->buffer);
  g_free (fetch->etag);
  g_free (fetch->modified);
  g_free (fetch);
}

void
vigie_sync_feed_free (VigieSyncFeed *feed)
{
  if (feed == NULL)
    return;
  g_clear_pointer (&feed->body, g_bytes_unref);
  g_free (feed->etag);
  g_free (feed->modified);
  g_free (feed);
}

/* ---- Addresses ---- */

/* Without TLS no further than this computer. */
static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
is_allowed (GUri *uri)
{
  const char *host = g_uri_get_host (uri), *scheme = g_uri_get_scheme (uri);

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL)
    return FALSE;

  return strcmp (scheme, "https") == 0 || (strcmp (scheme, "http") == 0 && is_loopback (host));
}

static GUri *
parse (const char *address)
{
  return g_uri_parse (address, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
}

/**
 * vigie_sync_feed_address:
 * @typed: what somebody pasted
 * @error: return location; INVALID, TOO_LARGE
 *
 * Returns: (nullable) (transfer full): the address in the form in which it is fetched
 */
char *
vigie_sync_feed_address (const char *typed, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (typed));
  g_autofree char *secure = g_ascii_strncasecmp (clean, "webcal://", 9) == 0    ? g_strconcat ("https://", clean + 9, NULL)
                            : g_ascii_strncasecmp (clean, "webcals://", 10) == 0 ? g_strconcat ("https://", clean + 10, NULL)
                            : strstr (clean, "://") == NULL && *clean != '\0'    ? g_strconcat ("https://", clean, NULL)
                                                                                 : g_strdup (clean);
  g_autoptr(GUri) uri = parse (secure);

  if (strlen (clean) > VIGIE_SYNC_FEED_ADDRESS_MAX_BYTES)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("The address is too long."));
  else if (uri != NULL && g_uri_get_userinfo (uri) != NULL)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("An address with a password in it is not followed: ask for one that needs none."));
  else if (uri == NULL || !is_allowed (uri))
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The address of a calendar begins with https://."));
  else
    return g_uri_to_string (uri);

  return NULL;
}

char *
vigie_sync_feed_host (const char *address)
{
  g_autoptr(GUri) uri = parse (address);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : address);
}

/* ---- What came of it ---- */

/* Consumes @task. */
static void
fail (GTask *task, int code, const char *sentence)
{
  g_task_return_new_error (task, VIGIE_ERROR, code, "%s", sentence);
  g_object_unref (task);
}

/* Consumes @task: no reply, or not all of it. */
static void
fail_net (GTask *task, const GError *error)
{
  Fetch *fetch = g_task_get_task_data (task);
  const char *host = g_uri_get_host (fetch->uri);
  g_autofree char *sentence = NULL;

  if (fetch->outer != NULL && g_cancellable_is_cancelled (fetch->outer))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
      g_object_unref (task);
      return;
    }
  if (error != NULL && error->domain == G_TLS_ERROR)
    sentence = g_strdup_printf (_("“%s” does not prove that it is itself: its certificate is not accepted."), host);
  else if (fetch->is_late)
    sentence = g_strdup_printf (_("“%s” takes too long to answer."), host);
  else
    sentence = g_strdup_printf (_("“%s” cannot be reached."), host);
  fail (task, VIGIE_ERROR_NOT_FOUND, sentence);
}

/* Consumes @task. */
static void
fail_status (GTask *task, guint status)
{
  Fetch *fetch = g_task_get_task_data (task);
  const char *host = g_uri_get_host (fetch->uri);
  g_autofree char *sentence = NULL;

  if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    sentence = g_strdup_printf (_("“%s” has no calendar at this address."), host);
  else if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    sentence = g_strdup_printf (_("“%s” does not give the calendar away without a password."), host);
  else
    sentence = g_strdup_printf (_("“%s” answered with the error %u instead of a calendar."), host, status);
  fail (task, status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE ? VIGIE_ERROR_NOT_FOUND : VIGIE_ERROR_INVALID, sentence);
}

/* Consumes @task. */
static void
give (GTask *task, gboolean is_new)
{
  Fetch *fetch = g_task_get_task_data (task);
  SoupMessageHeaders *headers = vigie_soup.message_get_response_headers (fetch->message);
  VigieSyncFeed *feed = g_new0 (VigieSyncFeed, 1);
  const char *etag = vigie_soup.message_headers_get_one (headers, "ETag"), *modified = vigie_soup.message_headers_get_one (headers, "Last-Modified");

  if (is_new)
    feed->body = g_byte_array_free_to_bytes (g_steal_pointer (&fetch->body));
  feed->etag = g_strdup (etag != NULL || is_new ? etag : fetch->etag);
  feed->modified = g_strdup (modified != NULL || is_new ? modified : fetch->modified);
  g_task_return_pointer (task, feed, (GDestroyNotify) vigie_sync_feed_free);
  g_object_unref (task);
}

/* ---- Reading ---- */

/* Whatever a calendar is, its last word is its end; others are checked by who reads them. */
static gboolean
is_whole (GByteArray *body)
{
  static const char begin[] = "BEGIN:VCALENDAR", end[] = "END:VCALENDAR";
  g_autofree char *text = g_strndup ((const char *) body->data, body->len);
  g_autofree char *upper = g_ascii_strup (g_strstrip (text), -1);

  return strstr (upper, begin) == NULL || g_str_has_suffix (upper, end);
}

static gboolean
has_all (Fetch *fetch)
{
  SoupMessageHeaders *headers = vigie_soup.message_get_response_headers (fetch->message);

  if (vigie_soup.message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && vigie_soup.message_headers_get_content_length (headers) != (goffset) fetch->body->len)
    return FALSE;

  return is_whole (fetch->body);
}

static void read_on (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n < 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    fail_net (task, error);
  else if (n > 0 && fetch->body->len + (gsize) n > VIGIE_SYNC_FEED_MAX_BYTES)
    fail (task, VIGIE_ERROR_TOO_LARGE, _("What is at this address is too large for a calendar: at most 4 MB are read."));
  else if (n > 0)
    {
      g_byte_array_append (fetch->body, fetch->buffer, (guint) n);
      read_on (task);
    }
  else if (n == 0 && has_all (fetch))
    give (task, TRUE);
  else
    fail (task, VIGIE_ERROR_INVALID, _("The calendar did not come whole; it will be fetched again."));
}

static void
read_on (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  g_input_stream_read_async (fetch->stream, fetch->buffer, READ_BYTES, G_PRIORITY_DEFAULT, fetch->own, read_cb, task);
}

/* ---- Asking ---- */

static void ask (GTask *task);

/* Consumes @task, or asks once more. */
static void
follow (GTask *task, const char *location)
{
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr(GUri) next = location != NULL ? g_uri_parse_relative (fetch->uri, location, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL) : NULL;
  g_autofree char *sentence = NULL;

  if (next == NULL || ++fetch->n_hops > MAX_HOPS)
    {
      fail_status (task, vigie_soup.message_get_status (fetch->message));
      return;
    }
  if (g_strcmp0 (g_uri_get_host (next), g_uri_get_host (fetch->uri)) == 0 && g_uri_get_port (next) == g_uri_get_port (fetch->uri)
      && strcmp (g_uri_get_scheme (next), g_uri_get_scheme (fetch->uri)) == 0 && is_allowed (next))
    {
      g_uri_unref (fetch->uri);
      fetch->uri = g_steal_pointer (&next);
      ask (task);
      return;
    }
  /* Translators: both are names of computers. */
  sentence = g_strdup_printf (_("“%1$s” sends on to “%2$s”, which was not asked: if that is right, follow the address there."), g_uri_get_host (fetch->uri),
                              g_uri_get_host (next) != NULL ? g_uri_get_host (next) : "?");
  fail (task, VIGIE_ERROR_INVALID, sentence);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  SoupMessageHeaders *headers = vigie_soup.message_get_response_headers (fetch->message);
  guint status;

  g_clear_object (&fetch->stream);
  fetch->stream = vigie_soup.session_send_finish ((SoupSession *) source, result, &error);
  status = vigie_soup.message_get_status (fetch->message);
  if (fetch->stream == NULL)
    fail_net (task, error);
  else if (status == SOUP_STATUS_NOT_MODIFIED)
    give (task, FALSE);
  else if (SOUP_STATUS_IS_REDIRECTION (status))
    follow (task, vigie_soup.message_headers_get_one (headers, "Location"));
  else if (status != SOUP_STATUS_OK)
    fail_status (task, status);
  else
    read_on (task);
}

static void
ask (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  SoupMessageHeaders *headers;

  g_clear_object (&fetch->message);
  fetch->message = vigie_soup.message_new_from_uri ("GET", fetch->uri);
  vigie_soup.message_add_flags (fetch->message, SOUP_MESSAGE_NO_REDIRECT);
  headers = vigie_soup.message_get_request_headers (fetch->message);
  vigie_soup.message_headers_replace (headers, "Accept", "text/calendar, application/json;q=0.8, */*;q=0.1");
  if (fetch->etag != NULL)
    vigie_soup.message_headers_replace (headers, "If-None-Match", fetch->etag);
  if (fetch->modified != NULL)
    vigie_soup.message_headers_replace (headers, "If-Modified-Since", fetch->modified);
  vigie_soup.session_send_async (fetch->session, fetch->message, G_PRIORITY_DEFAULT, fetch->own, sent_cb, task);
}

static gboolean
late_cb (gpointer data)
{
  Fetch *fetch = data;

  fetch->timeout = 0;
  fetch->is_late = TRUE;
  g_cancellable_cancel (fetch->own);

  return G_SOURCE_REMOVE;
}

static void
outer_cb (GCancellable *outer, GCancellable *own)
{
  g_cancellable_cancel (own);
}

/**
 * vigie_sync_feed_fetch_async:
 * @address: of vigie_sync_feed_address()
 * @etag: (nullable): mark of the last time
 * @modified: (nullable): the other mark of the last time
 * @cancellable: (nullable): ends it
 * @callback: called when all is there, or nothing will come; within a minute
 * @user_data: for @callback
 */
void
vigie_sync_feed_fetch_async (const char *address, const char *etag, const char *modified, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  /* The task knows of no cancellable: what it was cancelled by is told by fail_net(). */
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);
  g_autoptr(GError) error = NULL;

  g_task_set_source_tag (task, vigie_sync_feed_fetch_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  fetch->uri = parse (address);
  if (fetch->uri == NULL || !is_allowed (fetch->uri))
    {
      fail (task, VIGIE_ERROR_INVALID, _("The address of a calendar begins with https://."));
      return;
    }
  if (!vigie_sync_soup_load (&error))
    {
      fail (task, VIGIE_ERROR_NOT_FOUND, error->message);
      return;
    }
  fetch->session = vigie_soup.session_new_with_options ("timeout", IO_TIMEOUT_S, "user-agent", "vigie", NULL);
  vigie_soup.session_remove_feature_by_type (fetch->session, vigie_soup.content_decoder_get_type ());
  fetch->etag = g_strdup (etag);
  fetch->modified = g_strdup (modified);
  fetch->body = g_byte_array_new ();
  fetch->buffer = g_malloc (READ_BYTES);
  fetch->own = g_cancellable_new ();
  if (cancellable != NULL)
    {
      fetch->outer = g_object_ref (cancellable);
      fetch->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cb), g_object_ref (fetch->own), g_object_unref);
    }
  fetch->timeout = g_timeout_add_seconds (ALL_TIMEOUT_S, late_cb, fetch);
  ask (task);
}

VigieSyncFeed *
vigie_sync_feed_fetch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, vigie_sync_feed_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
