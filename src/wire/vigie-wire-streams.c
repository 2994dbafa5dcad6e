/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of streams. */

#include "vigie-wire-streams.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-wire-private.h"

#define STREAM_MAX_CHARS 128

/**
 * vigie_wire_stream_new:
 * @stream: its name
 * @count: how many events it has
 * @link: (array fixed-size=32): head of its chain
 * @set: (array fixed-size=32): XOR of the hashes of its events
 *
 * Returns: (transfer full): a line of the list
 */
VigieWireStream *
vigie_wire_stream_new (const char *stream, gint64 count, const guint8 *link, const guint8 *set)
{
  VigieWireStream *line = g_new0 (VigieWireStream, 1);

  line->stream = g_strdup (stream);
  line->count = count;
  memcpy (line->link, link, VIGIE_HASH_BYTES);
  memcpy (line->set, set, VIGIE_HASH_BYTES);
  return line;
}

/**
 * vigie_wire_stream_free:
 * @stream: (nullable) (transfer full): a line of the list
 */
void
vigie_wire_stream_free (VigieWireStream *stream)
{
  if (stream == NULL)
    return;
  g_free (stream->stream);
  g_free (stream);
}

/**
 * vigie_wire_set_add:
 * @set: (inout) (array fixed-size=32): zeros at first
 * @hash: (array fixed-size=32): hash of an event
 *
 * Adds @hash to @set, or takes it away when it is in it.
 */
void
vigie_wire_set_add (guint8 *set, const guint8 *hash)
{
  for (gsize i = 0; i < VIGIE_HASH_BYTES; i++)
    set[i] ^= hash[i];
}

/**
 * vigie_wire_streams_new:
 * @streams: the list, by name
 *
 * Returns: (transfer full): the body of the reply
 */
GBytes *
vigie_wire_streams_new (const VigieWireStreams *streams)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_json_writer_member_string (writer, "epoch", streams->epoch);
  vigie_json_writer_key (writer, "streams");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < streams->streams->len; i++)
    {
      const VigieWireStream *line = streams->streams->pdata[i];

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "stream", line->stream);
      vigie_json_writer_member_int (writer, "count", line->count);
      vigie_wire_put_hex (writer, "link", line->link, VIGIE_HASH_BYTES);
      vigie_wire_put_hex (writer, "set", line->set, VIGIE_HASH_BYTES);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
  if (streams->next != NULL)
    vigie_json_writer_member_string (writer, "next", streams->next);

  return vigie_wire_end (writer, streams->streams->len);
}

static VigieWireStream *
read_line (const VigieJson *json, VigieJsonNode node, const char *last, GError **error)
{
  g_autoptr(VigieWireStream) line = g_new0 (VigieWireStream, 1);

  if (!vigie_wire_need_string (json, node, "stream", STREAM_MAX_CHARS, &line->stream, error)
      || !vigie_wire_need_int (json, node, "count", 1, &line->count, error)
      || !vigie_wire_need_hex (json, node, "link", line->link, VIGIE_HASH_BYTES, error)
      || !vigie_wire_need_hex (json, node, "set", line->set, VIGIE_HASH_BYTES, error))
    return NULL;
  if (!vigie_stream_is_valid (line->stream) || vigie_stream_is_local (line->stream) || strcmp (line->stream, last) <= 0)
    {
      vigie_wire_refuse ("stream", error);
      return NULL;
    }

  return g_steal_pointer (&line);
}

static gboolean
read_lines (VigieWireStreams *streams, const VigieWireBody *body, const char *after, GError **error)
{
  VigieJsonNode list;
  const char *last = after;

  if (!vigie_wire_need_array (body->json, body->data, "streams", VIGIE_WIRE_STREAMS_MAX, &list, error))
    return FALSE;
  for (VigieJsonNode n = vigie_json_first (body->json, list); n != VIGIE_JSON_NONE; n = vigie_json_next (body->json, n))
    {
      VigieWireStream *line = read_line (body->json, n, last, error);

      if (line == NULL)
        return FALSE;
      g_ptr_array_add (streams->streams, line);
      last = line->stream;
    }
  /* A list that asks to be followed without going on would be asked for again for ever. */
  if (streams->next != NULL && (strcmp (streams->next, last) < 0 || strcmp (streams->next, after) <= 0))
    return vigie_wire_refuse ("next", error);

  return vigie_wire_check_count (body, streams->streams->len, error);
}

/**
 * vigie_wire_streams_read:
 * @body: body of the reply
 * @after: the name it was asked with
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the list, by name without doubles
 */
VigieWireStreams *
vigie_wire_streams_read (GBytes *body, const char *after, GError **error)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, VIGIE_WIRE_REPLY_MAX_BYTES, error);
  g_autoptr(VigieWireStreams) streams = g_new0 (VigieWireStreams, 1);

  streams->streams = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_stream_free);
  if (opened == NULL || !vigie_wire_need_epoch (opened->json, opened->data, &streams->epoch, error)
      || !vigie_wire_maybe_string (opened->json, opened->data, "next", STREAM_MAX_CHARS, &streams->next, error)
      || !read_lines (streams, opened, after, error))
    return NULL;

  return g_steal_pointer (&streams);
}

/**
 * vigie_wire_streams_free:
 * @streams: (nullable) (transfer full): a list of streams
 */
void
vigie_wire_streams_free (VigieWireStreams *streams)
{
  if (streams == NULL)
    return;
  g_free (streams->epoch);
  g_free (streams->next);
  g_ptr_array_unref (streams->streams);
  g_free (streams);
}
