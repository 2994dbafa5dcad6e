/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Live frames. Each bears an envelope, so a frame that was cut or glued to another is noticed: the stream has no
 * length and no end, and the library below reports a cut in it as an ordinary end. */

#include "vigie-wire-live.h"

#include <string.h>

#include "vigie-wire-live-private.h"
#include "vigie-wire-page-private.h"
#include "vigie-wire-presence-private.h"
#include "vigie-wire-private.h"

#define REASON_MAX_CHARS 1000

/* Writing ----------------------------------------------------------------------------------------- */

/* @body (consumed) is one line: the writer escapes line ends. */
static GBytes *
frame (const char *name, GBytes *body)
{
  GString *out = g_string_new (NULL);
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  g_string_append_printf (out, "event: %s\ndata: ", name);
  g_string_append_len (out, text, (gssize) length);
  g_string_append (out, "\n\n");
  g_bytes_unref (body);

  return g_string_free_to_bytes (out);
}

/**
 * vigie_wire_live_events:
 * @epoch: the hub's epoch
 * @head: its newest seq
 * @events: (element-type VigieWirePageEvent): what one reader may see of one commit
 *
 * Returns: (transfer full): a frame; the caller sends one of vigie_wire_live_behind() when it is over
 *   %VIGIE_WIRE_FRAME_MAX_BYTES
 */
GBytes *
vigie_wire_live_events (const char *epoch, gint64 head, GPtrArray *events)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_json_writer_member_string (writer, "epoch", epoch);
  vigie_wire_put_page_events (writer, events);
  vigie_json_writer_member_int (writer, "head", head);
  return frame ("events", vigie_wire_end (writer, events->len));
}

/**
 * vigie_wire_live_behind:
 * @epoch: the hub's epoch
 * @head: its newest seq
 *
 * Returns: (transfer full): a frame that says: fetch pages
 */
GBytes *
vigie_wire_live_behind (const char *epoch, gint64 head)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_json_writer_member_string (writer, "epoch", epoch);
  vigie_json_writer_member_int (writer, "head", head);
  return frame ("behind", vigie_wire_end (writer, 0));
}

/**
 * vigie_wire_live_presence:
 * @people: (element-type VigieWirePerson): who is present
 *
 * Returns: (transfer full): a frame
 */
GBytes *
vigie_wire_live_presence (GPtrArray *people)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_wire_put_people (writer, people);
  return frame ("presence", vigie_wire_end (writer, people->len));
}

/**
 * vigie_wire_live_bye:
 * @reason: why the hub ends the stream, one sentence
 *
 * Returns: (transfer full): the last frame of a stream
 */
GBytes *
vigie_wire_live_bye (const char *reason)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_json_writer_member_string (writer, "reason", reason);
  return frame ("bye", vigie_wire_end (writer, 0));
}

/* Reading ----------------------------------------------------------------------------------------- */

static gboolean
read_head (VigieWireLive *live, const VigieWireBody *body, GError **error)
{
  return vigie_wire_need_epoch (body->json, body->data, &live->epoch, error)
         && vigie_wire_need_int (body->json, body->data, "head", 0, &live->head, error);
}

/* Events of one commit, in order, none after the head. */
static gboolean
read_events (VigieWireLive *live, const VigieWireBody *body, GError **error)
{
  gint64 last = 0;

  if (!read_head (live, body, error) || !vigie_wire_read_page_events (body, live->events, error))
    return FALSE;
  for (guint i = 0; i < live->events->len; i++)
    {
      const VigieWirePageEvent *event = live->events->pdata[i];

      if (event->seq <= last || event->seq > live->head)
        return vigie_wire_refuse ("seq", error);
      last = event->seq;
    }

  return TRUE;
}

static gboolean
read_data (VigieWireLive *live, const VigieWireBody *body, GError **error)
{
  switch (live->kind)
    {
    case VIGIE_WIRE_LIVE_EVENTS:
      return read_events (live, body, error);
    case VIGIE_WIRE_LIVE_BEHIND:
      return vigie_wire_check_count (body, 0, error) && read_head (live, body, error);
    case VIGIE_WIRE_LIVE_PRESENCE:
      return vigie_wire_read_people (body, live->people, error);
    case VIGIE_WIRE_LIVE_BYE:
      return vigie_wire_check_count (body, 0, error)
             && vigie_wire_need_string (body->json, body->data, "reason", REASON_MAX_CHARS, &live->reason, error);
    default:
      return TRUE;
    }
}

static VigieWireLiveKind
kind_of (const char *name)
{
  static const char *const names[] = {
    [VIGIE_WIRE_LIVE_EVENTS] = "events", [VIGIE_WIRE_LIVE_BEHIND] = "behind",
    [VIGIE_WIRE_LIVE_PRESENCE] = "presence", [VIGIE_WIRE_LIVE_BYE] = "bye",
  };

  for (VigieWireLiveKind kind = VIGIE_WIRE_LIVE_EVENTS; kind < G_N_ELEMENTS (names); kind++)
    {
      if (strcmp (names[kind], name) == 0)
        return kind;
    }

  return VIGIE_WIRE_LIVE_UNKNOWN;
}

VigieWireLive *
vigie_wire_live_read (const char *name, GBytes *data, GError **error)
{
  g_autoptr(VigieWireLive) live = g_new0 (VigieWireLive, 1);
  g_autoptr(VigieWireBody) body = NULL;

  live->kind = kind_of (name);
  live->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  live->people = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_person_free);
  if (live->kind == VIGIE_WIRE_LIVE_UNKNOWN)
    return g_steal_pointer (&live);
  body = vigie_wire_open (data, VIGIE_WIRE_FRAME_CAP_BYTES, error);
  if (body == NULL || !read_data (live, body, error))
    return NULL;

  return g_steal_pointer (&live);
}

/**
 * vigie_wire_live_free:
 * @live: (nullable) (transfer full): a frame
 */
void
vigie_wire_live_free (VigieWireLive *live)
{
  if (live == NULL)
    return;
  g_free (live->epoch);
  g_free (live->reason);
  g_ptr_array_unref (live->events);
  g_ptr_array_unref (live->people);
  g_free (live);
}
