/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GET /v1/events and /v1/streams: what the reader may see. A page passes over what it must not show, and says
 * with `next` where to go on; it looks at a bounded number of rows, so that a reader who may see nothing
 * still gets an answer soon. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-wire-pack.h"
#include "vigie-wire-page.h"
#include "vigie-wire-streams.h"

#define LOOK_AT_MAX 20000
#define PACK_LEAST_BYTES 1024

typedef struct
{
  const VigieHubView *view;
  const VigieHubSeat *seat;
  VigieWirePage *page;
  gboolean by_position;
  guint limit;
  guint n_looked_at;
  gsize bytes;
  gboolean pack;         /* was asked for */
  gboolean restricted;   /* an event of the page is not for everybody */
} Paging;

static VigieEvent *
row_event (const VigieHubRow *row)
{
  g_autoptr(VigieEvent) event = vigie_event_parse (row->bytes, row->length_bytes, row->signature, NULL);

  if (event == NULL || !row->redacted)
    return g_steal_pointer (&event);
  memcpy (event->hash, row->hash, VIGIE_HASH_BYTES);

  return vigie_event_new_redacted (event);
}

static VigieWirePageEvent *
page_event (const VigieHubRow *row)
{
  g_autoptr(VigieEvent) event = row_event (row);
  VigieWirePageEvent *page_event;

  if (event == NULL)
    return NULL;
  page_event = vigie_wire_page_event_new ((gint64) row->seq, (gint64) row->position, row->link, event);
  if (row->withheld != NULL)
    page_event->withheld = g_bytes_new (row->withheld, row->withheld_bytes);

  return page_event;
}

/* FALSE: the page is full; this row belongs to the next one. */
static gboolean
take_row (const VigieHubRow *row, gpointer user_data)
{
  Paging *paging = user_data;
  VigieWirePage *page = paging->page;
  g_autoptr(VigieWirePageEvent) event = NULL;

  if (page->events->len >= paging->limit || ++paging->n_looked_at > LOOK_AT_MAX)
    {
      page->more = TRUE;
      return FALSE;
    }
  if (vigie_hub_view_may_see (paging->view, paging->seat, row->stream))
    event = page_event (row);
  if (event != NULL)
    {
      gsize bytes = vigie_wire_page_event_bytes (event);

      if (page->events->len > 0 && paging->bytes + bytes > VIGIE_WIRE_PAGE_MAX_BYTES)
        {
          page->more = TRUE;
          return FALSE;
        }
      paging->bytes += bytes;
      paging->restricted = paging->restricted || vigie_hub_view_is_restricted (paging->view, row->stream);
      g_ptr_array_add (page->events, g_steal_pointer (&event));
    }
  page->next = (gint64) (paging->by_position ? row->position : row->seq);

  return TRUE;
}

static VigieHubStep
refuse_query (VigieHubRequest *request)
{
  return vigie_hub_refuse (request, 400, "malformed", "The address holds a value that is not valid.");
}

/* What a cursor of another history, or of a log that lost its end, gets. */
static VigieHubStep
refuse_epoch (VigieHubRequest *request)
{
  return vigie_hub_refuse (request, 409, "epoch", "The log of the hub is not the one this cursor belongs to.");
}

static gboolean
read_log (VigieHubLog *reader, Paging *paging, const char *stream, guint64 after, GError **error)
{
  if (stream != NULL)
    return vigie_hub_log_page_stream (reader, stream, after, take_row, paging, error);

  return vigie_hub_log_page (reader, after, take_row, paging, error);
}

/* The length of a pack tells how alike its texts are: to somebody who writes into one incident and watches the line that
 * could say something of another. So what is restricted goes as it is. */
static GBytes *
pack_page (const Paging *paging, GBytes *body)
{
  return paging->pack && !paging->restricted && g_bytes_get_size (body) >= PACK_LEAST_BYTES ? vigie_wire_pack (body) : NULL;
}

static VigieHubStep
reply_page (VigieHubLog *reader, VigieHubRequest *request, Paging *paging, const char *stream, guint64 after)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = NULL;
  VigieWirePage *page = paging->page;
  GBytes *packed;

  /* What the reader may not see looks like what is not there: how far a page went would tell how long it is. */
  if ((stream == NULL || vigie_hub_view_may_see (paging->view, paging->seat, stream))
      && !read_log (reader, paging, stream, after, &error))
    return vigie_hub_reply_log_error (request, error);
  /* The log may have gone on since the head was looked at. */
  if (!paging->by_position)
    page->head = MAX (page->head, page->next);
  body = vigie_wire_page_new (page);
  packed = pack_page (paging, body);
  if (packed != NULL)
    vigie_hub_reply_take (request, 200, VIGIE_WIRE_PACK_TYPE, packed);
  else
    vigie_hub_reply_take (request, 200, NULL, g_bytes_ref (body));

  return VIGIE_HUB_DONE;
}

static VigieHubStep
check_cursor (VigieHub *hub, VigieHubRequest *request, guint64 after, const char *stream, guint64 *head)
{
  g_autofree char *epoch = vigie_hub_query_string (request, "epoch");

  g_mutex_lock (&hub->lock);
  *head = hub->head;
  g_mutex_unlock (&hub->lock);
  if ((epoch != NULL && strcmp (epoch, hub->epoch) != 0) || (stream == NULL && after > *head))
    return refuse_epoch (request);

  return VIGIE_HUB_WRITE;
}

VigieHubStep
vigie_hub_answer_page (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request)
{
  g_autoptr(VigieHubView) view = vigie_hub_view (hub);
  g_autofree char *stream = vigie_hub_query_string (request, "stream");
  g_autofree char *pack = vigie_hub_query_string (request, "pack");
  guint64 after = 0, limit = VIGIE_WIRE_PAGE_EVENTS, head;
  g_autoptr(VigieWirePage) page = g_new0 (VigieWirePage, 1);
  Paging paging = { view, &request->seat, page, stream != NULL };

  page->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  if (!vigie_hub_query_number (request, "after", G_MAXINT64, &after)
      || !vigie_hub_query_number (request, "limit", VIGIE_WIRE_PAGE_MAX_EVENTS, &limit) || limit == 0
      || (stream != NULL && !vigie_stream_is_valid (stream)))
    return refuse_query (request);
  if (check_cursor (hub, request, after, stream, &head) == VIGIE_HUB_DONE)
    return VIGIE_HUB_DONE;
  page->epoch = g_strdup (hub->epoch);
  page->after = page->next = (gint64) after;
  page->head = (gint64) head;
  paging.limit = (guint) limit;
  paging.pack = pack != NULL && strcmp (pack, VIGIE_WIRE_PACK_WAY) == 0;

  return reply_page (reader, request, &paging, stream, after);
}

/* Streams ------------------------------------------------------------------------------------- */

typedef struct
{
  const VigieHubView *view;
  const VigieHubSeat *seat;
  VigieWireStreams *streams;
  char *last;        /* name of the last stream of the list: one that is not in it must not be named */
} Listing;

static gboolean
list_stream (const VigieHubStream *stream, gpointer user_data)
{
  Listing *listing = user_data;

  if (listing->streams->streams->len >= VIGIE_WIRE_STREAMS_MAX)
    {
      listing->streams->next = g_strdup (listing->last);
      return FALSE;
    }
  if (!vigie_hub_view_may_see (listing->view, listing->seat, stream->name))
    return TRUE;
  g_free (listing->last);
  listing->last = g_strdup (stream->name);
  g_ptr_array_add (listing->streams->streams,
                   vigie_wire_stream_new (stream->name, (gint64) stream->count, stream->link, stream->set));

  return TRUE;
}

VigieHubStep
vigie_hub_answer_streams (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request)
{
  g_autoptr(VigieHubView) view = vigie_hub_view (hub);
  g_autoptr(VigieWireStreams) streams = g_new0 (VigieWireStreams, 1);
  g_autofree char *after = vigie_hub_query_string (request, "after");
  g_autoptr(GError) error = NULL;
  Listing listing = { view, &request->seat, streams, NULL };
  gboolean ok;

  streams->epoch = g_strdup (hub->epoch);
  streams->streams = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_stream_free);
  ok = vigie_hub_log_streams (reader, after != NULL ? after : "", list_stream, &listing, &error);
  g_free (listing.last);
  if (!ok)
    return vigie_hub_reply_log_error (request, error);
  vigie_hub_reply_take (request, 200, NULL, vigie_wire_streams_new (streams));

  return VIGIE_HUB_DONE;
}
