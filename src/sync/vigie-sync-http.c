/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One hub, one libsoup session.
 *
 * What libsoup 3.2 does by itself is mostly not wanted here. Redirects would carry the token elsewhere. Its decoder
 * would blow 300 kB up to 300 MB. A chunked reply that was cut counts as whole for it, so only a reply with a length is
 * read, and at most as much as the protocol allows. The system's list of authorities says nothing of a hub: without
 * any, each certificate is doubtful, and the one that is pinned is accepted. */

#include "vigie-sync-http-private.h"

#include <string.h>

#include "vigie-join-link.h"
#include "vigie-sync-session.h"
#include "vigie-wire.h"

#define IO_TIMEOUT_S 30
#define CONNECTIONS 4
#define READ_BYTES ((gsize) 64 * 1024)

struct _VigieSyncHttp
{
  SoupSession *session;
  char *base;            /* "https://HOST:PORT" */
  char *token;
  gboolean pinned;
  guint8 certificate[VIGIE_HASH_BYTES];
};

/**
 * vigie_sync_init:
 *
 * Keeps libsoup to HTTP/1, for which version 3.2 knows no other way. First in main(), before any thread.
 */
void
vigie_sync_init (void)
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
}

static gboolean
is_pinned (const VigieSyncHttp *http, GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[VIGIE_HASH_BYTES];
  gsize length = sizeof digest;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return FALSE;
  g_checksum_update (checksum, der->data, der->len);
  g_checksum_get_digest (checksum, digest, &length);

  return memcmp (digest, http->certificate, sizeof digest) == 0;
}

/**
 * vigie_sync_http_new:
 * @address: "HOST:PORT"
 * @certificate: (nullable) (array fixed-size=32): SHA-256 of the hub's certificate; %NULL: no TLS
 *
 * Returns: (nullable) (transfer full): the way to that hub; %NULL when @address is not valid, leaves this computer
 *   without TLS, or there is no libsoup
 */
VigieSyncHttp *
vigie_sync_http_new (const char *address, const guint8 *certificate)
{
  VigieSyncHttp *http;
  g_autoptr(GError) error = NULL;

  if (!vigie_hub_address_is_valid (address) || (certificate == NULL && !vigie_hub_address_is_loopback (address)))
    return NULL;
  if (!vigie_sync_soup_load (&error))
    {
      g_warning ("%s", error->message);
      return NULL;
    }

  http = g_new0 (VigieSyncHttp, 1);
  http->base = g_strconcat (certificate != NULL ? "https://" : "http://", address, NULL);
  http->pinned = certificate != NULL;
  if (http->pinned)
    memcpy (http->certificate, certificate, VIGIE_HASH_BYTES);
  http->session = vigie_soup.session_new_with_options ("timeout", IO_TIMEOUT_S, "max-conns-per-host", CONNECTIONS,
                                                 "max-conns", CONNECTIONS, "user-agent", "vigie", NULL);
  vigie_soup.session_remove_feature_by_type (http->session, vigie_soup.content_decoder_get_type ());
  vigie_soup.session_set_tls_database (http->session, NULL);

  return http;
}

/**
 * vigie_sync_http_free:
 * @http: (nullable) (transfer full): the way to a hub
 */
void
vigie_sync_http_free (VigieSyncHttp *http)
{
  if (http == NULL)
    return;
  vigie_sync_http_set_token (http, NULL);
  g_object_unref (http->session);
  g_free (http->base);
  g_free (http);
}

/**
 * vigie_sync_http_set_token:
 * @http: the way to a hub
 * @token: (nullable): what each request bears from now on; copied
 */
void
vigie_sync_http_set_token (VigieSyncHttp *http, const char *token)
{
  if (http->token != NULL)
    vigie_wipe (http->token, strlen (http->token));
  g_free (http->token);
  http->token = g_strdup (token);
}

SoupSession *
vigie_sync_http_session (VigieSyncHttp *http)
{
  return http->session;
}

static gboolean
accept_certificate_cb (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer user_data)
{
  const guint8 *pin = g_object_get_data (G_OBJECT (message), "vigie-pin");
  VigieSyncHttp pinned = { 0 };

  memcpy (pinned.certificate, pin, VIGIE_HASH_BYTES);
  if (is_pinned (&pinned, certificate))
    return TRUE;
  g_object_set_data (G_OBJECT (message), "vigie-wrong-certificate", GINT_TO_POINTER (TRUE));

  return FALSE;
}

SoupMessage *
vigie_sync_http_message (VigieSyncHttp *http, const char *method, const char *path)
{
  g_autofree char *uri = g_strconcat (http->base, path, NULL);
  SoupMessage *message = vigie_soup.message_new (method, uri);

  g_return_val_if_fail (message != NULL, NULL);

  vigie_soup.message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (http->pinned)
    {
      /* The message may outlive what it was made from. */
      g_object_set_data_full (G_OBJECT (message), "vigie-pin", g_memdup2 (http->certificate, VIGIE_HASH_BYTES), g_free);
      g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), NULL);
    }
  if (http->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", http->token, NULL);

      vigie_soup.message_headers_replace (vigie_soup.message_get_request_headers (message), "Authorization", bearer);
      vigie_wipe (bearer, strlen (bearer));
    }

  return message;
}

VigieSyncNet
vigie_sync_http_why (SoupMessage *message, const GError *error)
{
  if (g_object_get_data (G_OBJECT (message), "vigie-wrong-certificate") != NULL)
    return VIGIE_SYNC_NET_CERTIFICATE;

  return VIGIE_SYNC_NET_FAILED;
}

/* One request ------------------------------------------------------------------------------------- */

typedef struct
{
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  gsize length_bytes;
  guint8 *buffer;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->message);
  g_clear_object (&request->stream);
  g_clear_pointer (&request->body, g_byte_array_unref);
  g_free (request->buffer);
  g_free (request);
}

/**
 * vigie_sync_reply_clear:
 * @reply: a reply
 */
void
vigie_sync_reply_clear (VigieSyncReply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
}

static void
reply_free (VigieSyncReply *reply)
{
  vigie_sync_reply_clear (reply);
  g_free (reply);
}

/* Consumes @task. */
static void
finish (GTask *task, VigieSyncNet net)
{
  Request *request = g_task_get_task_data (task);
  VigieSyncReply *reply = g_new0 (VigieSyncReply, 1);

  reply->net = net;
  if (net == VIGIE_SYNC_NET_OK)
    {
      reply->status = vigie_soup.message_get_status (request->message);
      reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&request->body));
    }
  g_task_return_pointer (task, reply, (GDestroyNotify) reply_free);
  g_object_unref (task);
}

static void read_on (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n < 0)
    finish (task, vigie_sync_http_why (request->message, error));
  else if (n == 0)
    finish (task, request->body->len == request->length_bytes ? VIGIE_SYNC_NET_OK : VIGIE_SYNC_NET_FAILED);
  else if (request->body->len + (gsize) n > request->length_bytes)
    finish (task, VIGIE_SYNC_NET_NOT_HUB);
  else
    {
      g_byte_array_append (request->body, request->buffer, (guint) n);
      read_on (task);
    }
}

static void
read_on (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_input_stream_read_async (request->stream, request->buffer, READ_BYTES, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                             read_cb, task);
}

/* The only framing in which a cut is noticed. */
static gboolean
has_good_length (SoupMessage *message, gsize *length_bytes)
{
  SoupMessageHeaders *headers = vigie_soup.message_get_response_headers (message);
  goffset length = vigie_soup.message_headers_get_content_length (headers);

  if (vigie_soup.message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH || length < 0
      || length > VIGIE_WIRE_REPLY_MAX_BYTES)
    return FALSE;
  *length_bytes = (gsize) length;

  return TRUE;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  request->stream = vigie_soup.session_send_finish ((SoupSession *) source, result, &error);
  if (request->stream == NULL)
    finish (task, vigie_sync_http_why (request->message, error));
  else if (!has_good_length (request->message, &request->length_bytes))
    finish (task, VIGIE_SYNC_NET_NOT_HUB);
  else
    {
      request->body = g_byte_array_new ();
      request->buffer = g_malloc (READ_BYTES);
      read_on (task);
    }
}

/**
 * vigie_sync_http_send_async:
 * @http: the way to a hub
 * @path: "/v1/…", with its query
 * @body: (nullable): an envelope; %NULL: a GET
 * @raw: @body is a piece of a file, to be PUT
 * @cancellable: (nullable): ends it
 * @callback: called when the whole reply is there, or nothing will come
 * @user_data: for @callback
 */
void
vigie_sync_http_send_async (VigieSyncHttp *http, const char *path, GBytes *body, gboolean raw, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, vigie_sync_http_send_async);
  request->message = vigie_sync_http_message (http, body == NULL ? "GET" : raw ? "PUT" : "POST", path);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  if (body != NULL)
    vigie_soup.message_set_request_body_from_bytes (request->message, raw ? "application/octet-stream" : "application/json", body);
  vigie_soup.session_send_async (http->session, request->message, G_PRIORITY_DEFAULT, cancellable, sent_cb, task);
}

/**
 * vigie_sync_http_send_finish:
 * @result: what the callback was given
 * @reply: (out caller-allocates): what came
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean
vigie_sync_http_send_finish (GAsyncResult *result, VigieSyncReply *reply)
{
  VigieSyncReply *found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (found == NULL)
    return FALSE;
  *reply = *found;
  g_free (found);

  return TRUE;
}
