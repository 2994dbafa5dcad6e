/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages of events.
 *
 * The list must be in good form and in order, or the page is refused and asked for again. An event in it that cannot be
 * read is another matter: it will not become better, so it has its place without content, and the reader goes on. */

#include "vigie-wire-page.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-wire-pack.h"
#include "vigie-wire-page-private.h"
#include "vigie-wire-private.h"

/* Names, numbers, link and signature of one event in a page. */
#define FRAME_BYTES 512
#define STREAM_MAX_CHARS 128

/**
 * vigie_wire_page_event_new:
 * @seq: its number at the hub
 * @position: its place in its stream, from 1
 * @link: (array fixed-size=32): its link in the stream's chain
 * @event: the event; a reference is kept
 *
 * Returns: (transfer full): the event as it stands in a page
 */
VigieWirePageEvent *
vigie_wire_page_event_new (gint64 seq, gint64 position, const guint8 *link, VigieEvent *event)
{
  VigieWirePageEvent *page_event = g_new0 (VigieWirePageEvent, 1);

  page_event->seq = seq;
  page_event->stream = g_strdup (event->stream);
  page_event->position = position;
  memcpy (page_event->link, link, VIGIE_HASH_BYTES);
  page_event->event = vigie_event_ref (event);
  return page_event;
}

/**
 * vigie_wire_page_event_set_withheld:
 * @event: an event of a page
 * @withheld: (nullable): hashes of the places before it, joined; a reference is kept
 */
void
vigie_wire_page_event_set_withheld (VigieWirePageEvent *event, GBytes *withheld)
{
  event->withheld = withheld != NULL ? g_bytes_ref (withheld) : NULL;
}

/**
 * vigie_wire_page_event_free:
 * @event: (nullable) (transfer full): an event of a page
 */
void
vigie_wire_page_event_free (VigieWirePageEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->stream);
  vigie_event_unref (event->event);
  g_clear_pointer (&event->withheld, g_bytes_unref);
  g_free (event);
}

/**
 * vigie_wire_page_event_bytes:
 * @event: an event of a page
 *
 * Returns: an upper bound of its size in a body
 */
gsize
vigie_wire_page_event_bytes (const VigieWirePageEvent *event)
{
  const VigieEvent *content = event->event;
  /* What stands in a string grows by a sign for each quote and backslash; controls are escaped already. */
  gsize size = FRAME_BYTES + content->length_bytes + vigie_json_n_escapes (content->bytes, content->length_bytes);

  if (event->withheld != NULL)
    size += 3 * g_bytes_get_size (event->withheld);

  return size;
}

/* Writing ----------------------------------------------------------------------------------------- */

/* The envelope of a redacted event, with an empty body: what vigie_event_parse() reads. */
static char *
header_of (const VigieEvent *event)
{
  VigieJsonWriter *writer = vigie_wire_begin ();
  char *header;

  vigie_json_writer_member_int (writer, "v", VIGIE_EVENT_VERSION);
  vigie_json_writer_member_string (writer, "id", event->id);
  vigie_json_writer_member_string (writer, "stream", event->stream);
  vigie_json_writer_member_string (writer, "kind", event->kind);
  vigie_json_writer_member_int (writer, "occurred", event->occurred_usec);
  vigie_json_writer_member_int (writer, "stamp", event->stamp_usec);
  vigie_json_writer_member_string (writer, "author", event->author);
  vigie_wire_put_hex (writer, "device", event->device, VIGIE_KEY_BYTES);
  vigie_json_writer_member_int (writer, "dseq", (gint64) event->dseq);
  vigie_wire_put_hex (writer, "prev", event->prev, event->dseq == 1 ? 0 : VIGIE_HASH_BYTES);
  vigie_json_writer_key (writer, "replaces");
  vigie_json_writer_begin_array (writer);
  for (gsize i = 0; event->replaces[i] != NULL; i++)
    vigie_json_writer_string (writer, event->replaces[i]);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_key (writer, "body");
  vigie_json_writer_raw (writer, "{}");
  vigie_json_writer_end_object (writer);
  header = vigie_json_writer_steal (writer);
  vigie_json_writer_free (writer);

  return header;
}

static void
put_page_event (VigieJsonWriter *writer, const VigieWirePageEvent *page_event)
{
  const VigieEvent *event = page_event->event;

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "seq", page_event->seq);
  vigie_json_writer_member_string (writer, "stream", page_event->stream);
  vigie_json_writer_member_int (writer, "position", page_event->position);
  vigie_wire_put_hex (writer, "link", page_event->link, VIGIE_HASH_BYTES);
  if (event->redacted)
    {
      g_autofree char *header = header_of (event);

      vigie_wire_put_hex (writer, "hash", event->hash, VIGIE_HASH_BYTES);
      vigie_json_writer_member_string (writer, "header", header);
    }
  else
    vigie_json_writer_member_string (writer, "bytes", event->bytes);
  vigie_wire_put_hex (writer, "signature", event->signature, VIGIE_SIGNATURE_BYTES);
  vigie_wire_put_hashes (writer, "withheld", page_event->withheld);
  vigie_json_writer_end_object (writer);
}

void
vigie_wire_put_page_events (VigieJsonWriter *writer, GPtrArray *events)
{
  vigie_json_writer_key (writer, "events");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < events->len; i++)
    put_page_event (writer, events->pdata[i]);
  vigie_json_writer_end_array (writer);
}

/**
 * vigie_wire_page_new:
 * @page: a page whose events can all be read
 *
 * Returns: (transfer full): the body of the reply
 */
GBytes *
vigie_wire_page_new (const VigieWirePage *page)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_json_writer_member_string (writer, "epoch", page->epoch);
  vigie_json_writer_member_int (writer, "after", page->after);
  vigie_json_writer_member_int (writer, "next", page->next);
  vigie_json_writer_member_int (writer, "head", page->head);
  vigie_json_writer_member_boolean (writer, "more", page->more);
  vigie_wire_put_page_events (writer, page->events);

  return vigie_wire_end (writer, page->events->len);
}

/* Reading ----------------------------------------------------------------------------------------- */

static VigieEvent *
read_redacted (const VigieJson *json, VigieJsonNode node, const guint8 *signature)
{
  g_autofree char *text = vigie_json_member_string (json, node, "header");
  g_autoptr(VigieEvent) header = NULL;
  guint8 hash[VIGIE_HASH_BYTES];

  if (text == NULL || !vigie_wire_need_hex (json, node, "hash", hash, sizeof hash, NULL))
    return NULL;
  header = vigie_event_parse (text, strlen (text), signature, NULL);
  if (header == NULL)
    return NULL;
  memcpy (header->hash, hash, sizeof hash);

  return vigie_event_new_redacted (header);
}

/* NULL: it cannot be read, or stands under a stream that is not its own. */
static VigieEvent *
read_content (const VigieJson *json, VigieJsonNode node, const char *stream)
{
  g_autofree char *bytes = vigie_json_member_string (json, node, "bytes");
  guint8 signature[VIGIE_SIGNATURE_BYTES];
  g_autoptr(VigieEvent) event = NULL;

  if (!vigie_wire_need_hex (json, node, "signature", signature, sizeof signature, NULL))
    return NULL;
  event = bytes != NULL ? vigie_event_parse (bytes, strlen (bytes), signature, NULL) : read_redacted (json, node, signature);

  return event != NULL && strcmp (event->stream, stream) == 0 ? g_steal_pointer (&event) : NULL;
}

static VigieWirePageEvent *
read_page_event (const VigieJson *json, VigieJsonNode node, GError **error)
{
  g_autoptr(VigieWirePageEvent) event = g_new0 (VigieWirePageEvent, 1);

  if (!vigie_wire_need_int (json, node, "seq", 1, &event->seq, error)
      || !vigie_wire_need_string (json, node, "stream", STREAM_MAX_CHARS, &event->stream, error)
      || !vigie_wire_need_int (json, node, "position", 1, &event->position, error)
      || !vigie_wire_need_hex (json, node, "link", event->link, VIGIE_HASH_BYTES, error)
      || !vigie_wire_maybe_hashes (json, node, "withheld", VIGIE_WIRE_WITHHELD_MAX, &event->withheld, error))
    return NULL;
  if (!vigie_stream_is_valid (event->stream) || vigie_stream_is_local (event->stream))
    {
      vigie_wire_refuse ("stream", error);
      return NULL;
    }

  event->event = read_content (json, node, event->stream);
  return g_steal_pointer (&event);
}

gboolean
vigie_wire_read_page_events (const VigieWireBody *body, GPtrArray *events, GError **error)
{
  VigieJsonNode list;

  if (!vigie_wire_need_array (body->json, body->data, "events", VIGIE_WIRE_PAGE_MAX_EVENTS, &list, error))
    return FALSE;
  for (VigieJsonNode n = vigie_json_first (body->json, list); n != VIGIE_JSON_NONE; n = vigie_json_next (body->json, n))
    {
      VigieWirePageEvent *event = read_page_event (body->json, n, error);

      if (event == NULL)
        return FALSE;
      g_ptr_array_add (events, event);
    }

  return vigie_wire_check_count (body, events->len, error);
}

static gboolean
check_order (const VigieWirePage *page, VigieWireOrder order, GError **error)
{
  gint64 last = page->after;

  for (guint i = 0; i < page->events->len; i++)
    {
      const VigieWirePageEvent *event = page->events->pdata[i];
      gint64 number = order == VIGIE_WIRE_BY_SEQ ? event->seq : event->position;

      if (number <= last)
        return vigie_wire_refuse (order == VIGIE_WIRE_BY_SEQ ? "seq" : "position", error);
      last = number;
    }
  if (page->next < last)
    return vigie_wire_refuse ("next", error);
  /* A page that asks to be followed without going on would be asked for again for ever. */
  if (page->more && page->next <= page->after)
    return vigie_wire_refuse ("more", error);

  return TRUE;
}

static gboolean
read_page (VigieWirePage *page, const VigieWireBody *body, GError **error)
{
  return vigie_wire_need_epoch (body->json, body->data, &page->epoch, error)
         && vigie_wire_need_int (body->json, body->data, "after", 0, &page->after, error)
         && vigie_wire_need_int (body->json, body->data, "next", 0, &page->next, error)
         && vigie_wire_need_int (body->json, body->data, "head", 0, &page->head, error)
         && vigie_wire_need_boolean (body->json, body->data, "more", &page->more, error)
         && vigie_wire_read_page_events (body, page->events, error);
}

/**
 * vigie_wire_page_read:
 * @body: body of the reply, which may be a pack
 * @order: by what it was asked for
 * @after: from where on
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the page
 */
VigieWirePage *
vigie_wire_page_read (GBytes *body, VigieWireOrder order, gint64 after, GError **error)
{
  g_autoptr(GBytes) content = vigie_wire_unpack (body, VIGIE_WIRE_REPLY_MAX_BYTES, error);
  g_autoptr(VigieWireBody) opened = content != NULL ? vigie_wire_open (content, VIGIE_WIRE_REPLY_MAX_BYTES, error) : NULL;
  g_autoptr(VigieWirePage) page = g_new0 (VigieWirePage, 1);

  page->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  if (opened == NULL || !read_page (page, opened, error))
    return NULL;
  if (page->after != after)
    {
      vigie_wire_refuse ("after", error);
      return NULL;
    }
  if (order == VIGIE_WIRE_BY_SEQ && page->next > page->head)
    {
      vigie_wire_refuse ("head", error);
      return NULL;
    }

  return check_order (page, order, error) ? g_steal_pointer (&page) : NULL;
}

/**
 * vigie_wire_page_free:
 * @page: (nullable) (transfer full): a page
 */
void
vigie_wire_page_free (VigieWirePage *page)
{
  if (page == NULL)
    return;
  g_free (page->epoch);
  g_ptr_array_unref (page->events);
  g_free (page);
}
