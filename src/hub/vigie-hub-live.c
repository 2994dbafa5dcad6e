/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The live streams. All frames of the last moments lie in one ring; a listener is only a cursor into it.
 * Who falls so far behind that the ring has gone on without them is cut off and comes again by pages.
 *
 * libmicrohttpd asks the listener for bytes. When there is none it suspends the connection, which is
 * then neither polled nor timed; publishing resumes it. One lock covers the ring, the cursors and the
 * question who is suspended, so that no wake-up is lost. Suspended connections find no dead peer: the
 * heartbeat does, and TCP_USER_TIMEOUT. */

#include "vigie-hub-server-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include "vigie-wire-live.h"

#define RING_MAX_BYTES ((gsize) 4 * 1024 * 1024)
#define RING_MAX_FRAMES 4096
#define BLOCK_BYTES 4096
#define SEND_BUFFER_BYTES 65536
#define USER_TIMEOUT_MS 20000

typedef enum
{
  LISTENER_OPEN,
  LISTENER_REVOKED,     /* gets a bye, then the end */
  LISTENER_LEAVING,     /* the bye is on its way */
} ListenerState;

typedef struct
{
  VigieHubLive *live;
  struct MHD_Connection *connection;
  VigieHubSeat seat;
  guint64 next;         /* number of the frame that comes next */
  guint64 beat;         /* heartbeats sent */
  GBytes *text;         /* of the frame that is being sent, or NULL */
  gsize offset;
  ListenerState state;
  guint place;
  gboolean suspended;
} Listener;

struct _VigieHubLive
{
  VigieHub *hub;
  GMutex lock;
  GPtrArray *listeners;
  GQueue frames;        /* VigieHubFrame */
  guint64 first;        /* number of the oldest frame */
  gsize bytes;
  guint64 beat;
  gint64 generation;    /* of the rights the listeners were looked at with */
  GBytes *comment;
  gboolean quitting;
};

VigieHubLive *
vigie_hub_live_new (VigieHub *hub)
{
  VigieHubLive *live = g_new0 (VigieHubLive, 1);

  live->hub = hub;
  live->listeners = g_ptr_array_new ();
  live->comment = g_bytes_new_static (VIGIE_WIRE_LIVE_HEARTBEAT, strlen (VIGIE_WIRE_LIVE_HEARTBEAT));
  g_queue_init (&live->frames);
  g_mutex_init (&live->lock);

  return live;
}

void
vigie_hub_live_free (VigieHubLive *live)
{
  if (live == NULL)
    return;
  g_assert (live->listeners->len == 0);
  g_ptr_array_unref (live->listeners);
  g_queue_clear_full (&live->frames, (GDestroyNotify) vigie_hub_frame_unref);
  g_bytes_unref (live->comment);
  g_mutex_clear (&live->lock);
  g_free (live);
}

/* The frame with number @next, found from the nearer end of the ring: nearly always the newest one. */
static VigieHubFrame *
ring_peek (VigieHubLive *live, guint64 next)
{
  return g_queue_peek_nth (&live->frames, (guint) (next - live->first));
}

typedef enum
{
  NEXT_TEXT,
  NEXT_NOTHING,
  NEXT_END,
  NEXT_CUT_OFF,
} Next;

/* Puts the next text in place, if there is one. */
static Next
advance (Listener *listener)
{
  VigieHubLive *live = listener->live;

  if (listener->state == LISTENER_LEAVING)
    return NEXT_END;
  if (live->quitting || listener->state == LISTENER_REVOKED)
    {
      listener->text = vigie_wire_live_bye (live->quitting ? "closing" : "revoked");
      listener->state = LISTENER_LEAVING;
      return NEXT_TEXT;
    }
  if (listener->next < live->first)
    return NEXT_CUT_OFF;
  while (listener->text == NULL && listener->next < live->first + live->frames.length)
    listener->text = vigie_hub_frame_text (ring_peek (live, listener->next++), live->hub, &listener->seat);
  if (listener->text == NULL && listener->beat < live->beat)
    listener->text = g_bytes_ref (live->comment);
  listener->beat = live->beat;

  return listener->text != NULL ? NEXT_TEXT : NEXT_NOTHING;
}

static gsize
copy_text (Listener *listener, char *buffer, gsize max)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (listener->text, &length);
  gsize n = MIN (max, length - listener->offset);

  memcpy (buffer, data + listener->offset, n);
  listener->offset += n;
  if (listener->offset == length)
    {
      g_clear_pointer (&listener->text, g_bytes_unref);
      listener->offset = 0;
    }

  return n;
}

/* As many bytes as fit; several frames go out together when they wait. */
static gssize
read_locked (Listener *listener, char *buffer, gsize max)
{
  gsize n = 0;

  while (n < max)
    {
      Next next = listener->text != NULL ? NEXT_TEXT : advance (listener);

      if (next == NEXT_TEXT)
        n += copy_text (listener, buffer + n, max - n);
      else if (n > 0)
        break;
      else if (next == NEXT_END)
        return MHD_CONTENT_READER_END_OF_STREAM;
      else if (next == NEXT_CUT_OFF)
        return MHD_CONTENT_READER_END_WITH_ERROR;
      else
        {
          listener->suspended = TRUE;
          MHD_suspend_connection (listener->connection);
          break;
        }
    }

  return (gssize) n;
}

static ssize_t
read_cb (void *user_data, uint64_t position, char *buffer, size_t max)
{
  Listener *listener = user_data;
  gssize n;

  g_mutex_lock (&listener->live->lock);
  n = read_locked (listener, buffer, max);
  g_mutex_unlock (&listener->live->lock);

  return n;
}

static void
free_cb (void *user_data)
{
  Listener *listener = user_data;
  VigieHubLive *live = listener->live;
  guint place;

  g_mutex_lock (&live->lock);
  place = listener->place;
  g_ptr_array_remove_index_fast (live->listeners, place);
  if (place < live->listeners->len)
    ((Listener *) live->listeners->pdata[place])->place = place;
  g_mutex_unlock (&live->lock);
  vigie_hub_count (live->hub, VIGIE_HUB_COUNT_LISTENERS, -1);
  g_clear_pointer (&listener->text, g_bytes_unref);
  g_free (listener);
}

/* Bounds what the kernel keeps for a reader that does not read, and how long it waits for one that is gone. */
static void
tune_socket (struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  int bytes = SEND_BUFFER_BYTES, timeout_ms = USER_TIMEOUT_MS;

  if (info == NULL)
    return;
  setsockopt (info->connect_fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  setsockopt (info->connect_fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout_ms, sizeof timeout_ms);
}

static Listener *
add_listener (VigieHubLive *live, struct MHD_Connection *connection, const VigieHubSeat *seat, GBytes *first)
{
  Listener *listener = g_new0 (Listener, 1);

  listener->live = live;
  listener->connection = connection;
  listener->seat = *seat;
  listener->text = g_bytes_ref (first);
  g_mutex_lock (&live->lock);
  listener->next = live->first + live->frames.length;
  listener->beat = live->beat;
  listener->place = live->listeners->len;
  g_ptr_array_add (live->listeners, listener);
  g_mutex_unlock (&live->lock);
  vigie_hub_count (live->hub, VIGIE_HUB_COUNT_LISTENERS, 1);

  return listener;
}

enum MHD_Result
vigie_hub_live_open (VigieHubLive *live, struct MHD_Connection *connection, const VigieHubSeat *seat, GBytes *first)
{
  Listener *listener = add_listener (live, connection, seat, first);
  struct MHD_Response *response = MHD_create_response_from_callback (MHD_SIZE_UNKNOWN, BLOCK_BYTES, read_cb, listener, free_cb);
  enum MHD_Result result;

  if (response == NULL)
    {
      free_cb (listener);
      return MHD_NO;
    }
  tune_socket (connection);
  MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/event-stream; charset=utf-8");
  MHD_add_response_header (response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
  MHD_add_response_header (response, "X-Accel-Buffering", "no");
  /* When it ends there is nothing more to say on this connection. */
  MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");
  result = MHD_queue_response (connection, 200, response);
  MHD_destroy_response (response);

  return result;
}

static void
wake_all (VigieHubLive *live)
{
  for (guint i = 0; i < live->listeners->len; i++)
    {
      Listener *listener = live->listeners->pdata[i];

      if (!listener->suspended)
        continue;
      listener->suspended = FALSE;
      MHD_resume_connection (listener->connection);
    }
}

/* Who may not listen any more, or sees with other rights from now on. */
static void
look_again (VigieHubLive *live)
{
  gint64 generation = vigie_hub_generation (live->hub);

  if (generation == live->generation)
    return;
  live->generation = generation;
  for (guint i = 0; i < live->listeners->len; i++)
    {
      Listener *listener = live->listeners->pdata[i];

      if (listener->state == LISTENER_OPEN && !vigie_hub_seat (live->hub, listener->seat.device, &listener->seat))
        listener->state = LISTENER_REVOKED;
    }
}

void
vigie_hub_live_publish (VigieHubLive *live, GPtrArray *frames)
{
  g_mutex_lock (&live->lock);
  /* First, so that a commit that takes rights away is not told to those who had them. */
  look_again (live);
  for (guint i = 0; i < frames->len; i++)
    {
      g_queue_push_tail (&live->frames, vigie_hub_frame_ref (frames->pdata[i]));
      live->bytes += vigie_hub_frame_bytes (frames->pdata[i]);
    }
  while (live->bytes > RING_MAX_BYTES || live->frames.length > RING_MAX_FRAMES)
    {
      VigieHubFrame *oldest = g_queue_pop_head (&live->frames);

      live->bytes -= vigie_hub_frame_bytes (oldest);
      live->first++;
      vigie_hub_frame_unref (oldest);
    }
  wake_all (live);
  g_mutex_unlock (&live->lock);
  vigie_hub_count (live->hub, VIGIE_HUB_COUNT_FRAMES, frames->len);
}

void
vigie_hub_live_beat (VigieHubLive *live)
{
  g_mutex_lock (&live->lock);
  live->beat++;
  /* For those who came while rights were changing. */
  live->generation = -1;
  look_again (live);
  wake_all (live);
  g_mutex_unlock (&live->lock);
}

void
vigie_hub_live_quit (VigieHubLive *live)
{
  g_mutex_lock (&live->lock);
  live->quitting = TRUE;
  wake_all (live);
  g_mutex_unlock (&live->lock);
}
