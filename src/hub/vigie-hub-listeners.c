/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GET /v1/live, and the frames a commit makes. One frame for each class of visibility: what every member
 * may see, and one for each restricted incident. A class that is larger than a frame is cut into a few; one
 * that is larger still is only announced, and fetched by pages.
 *
 * `head` in a frame is a cursor its reader may keep. Frames of one commit go out one after the other, the one
 * for everybody last, so only that one may carry the new head: a reader who was cut off between two of
 * them reads the rest again by pages. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-wire-live.h"

#define FRAMES_PER_CLASS 4
#define ROOM_BYTES 512  /* for what stands around the events */

static VigieWirePageEvent *
page_event (const VigieHubAppended *appended)
{
  return vigie_wire_page_event_new ((gint64) appended->place.seq, (gint64) appended->place.position, appended->place.link,
                                    appended->event);
}

/* Lists of VigieWirePageEvent that fit into a frame each; NULL: too many, or one that never fits. */
static GPtrArray *
cut (GPtrArray *events)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gsize bytes = G_MAXSIZE / 2;

  for (guint i = 0; i < events->len; i++)
    {
      gsize more = vigie_wire_page_event_bytes (events->pdata[i]);

      if (more + ROOM_BYTES > VIGIE_WIRE_FRAME_MAX_BYTES)
        return NULL;
      if (bytes + more + ROOM_BYTES > VIGIE_WIRE_FRAME_MAX_BYTES)
        {
          if (parts->len == FRAMES_PER_CLASS)
            return NULL;
          g_ptr_array_add (parts, g_ptr_array_new ());
          bytes = 0;
        }
      bytes += more;
      g_ptr_array_add (parts->pdata[parts->len - 1], events->pdata[i]);
    }

  return g_steal_pointer (&parts);
}

/* @head_before for all but the last frame, which has @head. */
static void
add_class (VigieHub *hub, const char *stream, GPtrArray *events, gint64 head_before, gint64 head, GPtrArray *frames)
{
  g_autoptr(GPtrArray) parts = cut (events);

  if (parts == NULL)
    {
      g_ptr_array_add (frames, vigie_hub_frame_new (stream, vigie_wire_live_behind (hub->epoch, (gint64) hub->head)));
      return;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      gint64 safe = i + 1 < parts->len ? head_before : head;

      g_ptr_array_add (frames, vigie_hub_frame_new (stream, vigie_wire_live_events (hub->epoch, safe, parts->pdata[i])));
    }
}

/* Which frame an event belongs to: "" for everybody. */
static GPtrArray *
find_class (GHashTable *classes, const char *name)
{
  GPtrArray *events = g_hash_table_lookup (classes, name);

  if (events == NULL)
    {
      events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
      g_hash_table_insert (classes, (gpointer) name, events);
    }

  return events;
}

void
vigie_hub_add_frames (VigieHub *hub, const VigieHubCommit *commit, guint64 head_before, GPtrArray *frames)
{
  g_autoptr(GHashTable) classes = NULL;
  GPtrArray *public_events;
  GHashTableIter iter;
  gpointer stream, events;

  if (commit->appended->len == 0 || vigie_hub_get_count (hub, VIGIE_HUB_COUNT_LISTENERS) == 0)
    return;
  classes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < commit->appended->len; i++)
    {
      const VigieHubAppended *appended = &g_array_index (commit->appended, VigieHubAppended, i);
      const char *name = vigie_hub_view_is_restricted (hub->next, appended->event->stream) ? appended->event->stream : "";

      g_ptr_array_add (find_class (classes, name), page_event (appended));
    }
  public_events = g_hash_table_lookup (classes, "");
  g_hash_table_iter_init (&iter, classes);
  while (g_hash_table_iter_next (&iter, &stream, &events))
    if (events != public_events)
      add_class (hub, stream, events, (gint64) head_before, (gint64) head_before, frames);
  if (public_events != NULL)
    add_class (hub, NULL, public_events, (gint64) head_before, (gint64) hub->head, frames);
}

/* The stream begins with where the log is, so that its reader knows what to fetch. */
VigieHubStep
vigie_hub_answer_live (VigieHub *hub, VigieHubRequest *request)
{
  guint64 head;

  g_mutex_lock (&hub->lock);
  head = hub->head;
  g_mutex_unlock (&hub->lock);
  vigie_hub_reply_take (request, 200, "text/event-stream", vigie_wire_live_behind (hub->epoch, (gint64) head));

  return VIGIE_HUB_LIVE;
}
