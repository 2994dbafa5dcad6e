/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The live stream as it comes: bytes to the splitter, frames to the engine. The library reports a cut as an ordinary
 * end, hence an end is always a failure, and only whole frames are believed. */

#include "vigie-sync-http-private.h"

#include <string.h>

#define READ_BYTES ((gsize) 16 * 1024)

struct _VigieSyncStream
{
  gatomicrefcount ref_count;     /* the owner, and each call on its way */
  VigieSyncStreamFuncs funcs;
  gpointer user_data;
  GCancellable *cancellable;
  SoupMessage *message;
  GInputStream *input;
  VigieWireSplitter *splitter;
  guint8 *buffer;
  gboolean closed;
};

static VigieSyncStream *
stream_ref (VigieSyncStream *stream)
{
  g_atomic_ref_count_inc (&stream->ref_count);
  return stream;
}

static void
stream_unref (VigieSyncStream *stream)
{
  if (!g_atomic_ref_count_dec (&stream->ref_count))
    return;
  g_object_unref (stream->cancellable);
  g_object_unref (stream->message);
  g_clear_object (&stream->input);
  vigie_wire_splitter_free (stream->splitter);
  g_free (stream->buffer);
  g_free (stream);
}

static void
end (VigieSyncStream *stream, VigieSyncNet net)
{
  if (!stream->closed)
    stream->funcs.ended (net, stream->user_data);
}

/* FALSE: no further frame can be believed. */
static gboolean
pass_frames (VigieSyncStream *stream)
{
  g_autoptr(GError) error = NULL;
  VigieWireLive *live;

  while (!stream->closed && (live = vigie_wire_splitter_next (stream->splitter, &error)) != NULL)
    stream->funcs.frame (live, stream->user_data);

  return error == NULL;
}

static void read_on (VigieSyncStream *stream);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VigieSyncStream *stream = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (!stream->closed && n <= 0)
    end (stream, VIGIE_SYNC_NET_FAILED);
  else if (!stream->closed)
    {
      stream->funcs.heard (stream->user_data);
      if (!vigie_wire_splitter_feed (stream->splitter, stream->buffer, (gsize) n, NULL) || !pass_frames (stream))
        end (stream, VIGIE_SYNC_NET_NOT_HUB);
      else if (!stream->closed)
        read_on (stream);
    }
  stream_unref (stream);
}

static void
read_on (VigieSyncStream *stream)
{
  g_input_stream_read_async (stream->input, stream->buffer, READ_BYTES, G_PRIORITY_DEFAULT, stream->cancellable, read_cb,
                             stream_ref (stream));
}

static gboolean
is_event_stream (SoupMessage *message)
{
  const char *type = vigie_soup.message_headers_get_content_type (vigie_soup.message_get_response_headers (message), NULL);

  return g_strcmp0 (type, "text/event-stream") == 0;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VigieSyncStream *stream = user_data;
  g_autoptr(GError) error = NULL;
  guint status;

  stream->input = vigie_soup.session_send_finish ((SoupSession *) source, result, &error);
  status = vigie_soup.message_get_status (stream->message);
  if (stream->input == NULL)
    end (stream, vigie_sync_http_why (stream->message, error));
  else if (status == 200 && !is_event_stream (stream->message))
    end (stream, VIGIE_SYNC_NET_NOT_HUB);
  else if (!stream->closed)
    {
      stream->funcs.began (status, stream->user_data);
      if (status == 200 && !stream->closed)
        read_on (stream);
    }
  stream_unref (stream);
}

/**
 * vigie_sync_stream_open:
 * @http: the way to a hub
 * @path: "/v1/live"
 * @funcs: what to call
 * @user_data: for them
 *
 * Returns: (transfer full): the stream, to be closed
 */
VigieSyncStream *
vigie_sync_stream_open (VigieSyncHttp *http, const char *path, const VigieSyncStreamFuncs *funcs, gpointer user_data)
{
  VigieSyncStream *stream = g_new0 (VigieSyncStream, 1);

  g_atomic_ref_count_init (&stream->ref_count);
  stream->funcs = *funcs;
  stream->user_data = user_data;
  stream->cancellable = g_cancellable_new ();
  stream->message = vigie_sync_http_message (http, "GET", path);
  stream->splitter = vigie_wire_splitter_new ();
  stream->buffer = g_malloc (READ_BYTES);
  vigie_soup.message_headers_replace (vigie_soup.message_get_request_headers (stream->message), "Accept", "text/event-stream");
  vigie_soup.session_send_async (vigie_sync_http_session (http), stream->message, G_PRIORITY_DEFAULT, stream->cancellable, sent_cb,
                           stream_ref (stream));

  return stream;
}

/**
 * vigie_sync_stream_close:
 * @stream: (nullable) (transfer full): a stream; nothing is called any more
 */
void
vigie_sync_stream_close (VigieSyncStream *stream)
{
  if (stream == NULL)
    return;
  stream->closed = TRUE;
  g_cancellable_cancel (stream->cancellable);
  stream_unref (stream);
}
