/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GET /v1/live, and the frames a commit makes. Each reader gets one text for a commit, with all of it that they
 * may see in order of seq; readers who see the same share it. What is larger than a frame is cut into a few
 * frames; what is larger still is only announced, and fetched by pages.
 *
 * `head` in a frame is a cursor its reader keeps, and a reader drops what lies before its cursor. So the
 * frames of one commit must follow each other in order, and each may only say as far as it goes; two frames whose
 * numbers mix, one for everybody and one for a restricted incident, would lose an event. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-wire-live.h"

#define FRAMES_MAX 4
#define ROOM_BYTES 512  /* for what stands around the events */

/* What one commit tells, kept until the last frame made of it goes. */
typedef struct
{
  char *epoch;
  gint64 head;
  GPtrArray *events;     /* VigieWirePageEvent, in order of seq */
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_ptr_array_unref (told->events);
  g_free (told->epoch);
  g_free (told);
}

static Told *
told_new (VigieHub *hub, const VigieHubCommit *commit)
{
  Told *told = g_new0 (Told, 1);

  told->epoch = g_strdup (hub->epoch);
  told->head = (gint64) hub->head;
  told->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  for (guint i = 0; i < commit->appended->len; i++)
    {
      const VigieHubAppended *appended = &g_array_index (commit->appended, VigieHubAppended, i);
      VigieWirePageEvent *event = vigie_wire_page_event_new ((gint64) appended->place.seq, (gint64) appended->place.position,
                                                             appended->place.link, appended->event);

      vigie_wire_page_event_set_withheld (event, appended->withheld);
      g_ptr_array_add (told->events, event);
    }

  return told;
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
          if (parts->len == FRAMES_MAX)
            return NULL;
          g_ptr_array_add (parts, g_ptr_array_new ());
          bytes = 0;
        }
      bytes += more;
      g_ptr_array_add (parts->pdata[parts->len - 1], events->pdata[i]);
    }

  return g_steal_pointer (&parts);
}

/* The frames for readers of all @events, one behind the other. */
static GBytes *
write_frames (const Told *told, GPtrArray *events)
{
  g_autoptr(GPtrArray) parts = cut (events);
  GByteArray *text;

  if (parts == NULL)
    return vigie_wire_live_behind (told->epoch, told->head);
  text = g_byte_array_new ();
  for (guint i = 0; i < parts->len; i++)
    {
      GPtrArray *part = parts->pdata[i];
      const VigieWirePageEvent *last = part->pdata[part->len - 1];
      g_autoptr(GBytes) frame = vigie_wire_live_events (told->epoch, i + 1 < parts->len ? last->seq : told->head, part);

      g_byte_array_append (text, g_bytes_get_data (frame, NULL), (guint) g_bytes_get_size (frame));
    }

  return g_byte_array_free_to_bytes (text);
}

/* For those who may see the restricted @streams that @mask says, and of the others nothing. */
static GBytes *
make_text (gpointer data, const char *const *streams, guint32 mask)
{
  const Told *told = data;
  g_autoptr(GPtrArray) seen = g_ptr_array_new ();

  for (guint i = 0; i < told->events->len; i++)
    {
      VigieWirePageEvent *event = told->events->pdata[i];
      gboolean hidden = FALSE;

      for (guint j = 0; streams[j] != NULL && !hidden; j++)
        hidden = (mask & 1u << j) == 0 && strcmp (event->stream, streams[j]) == 0;
      if (!hidden)
        g_ptr_array_add (seen, event);
    }

  return seen->len > 0 ? write_frames (told, seen) : g_bytes_new (NULL, 0);
}

/* NULL: more than can be told apart. */
static GStrv
restricted_streams (VigieHub *hub, const VigieHubCommit *commit)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < commit->appended->len; i++)
    {
      const char *stream = g_array_index (commit->appended, VigieHubAppended, i).event->stream;

      if (!vigie_hub_view_is_restricted (hub->next, stream) || !g_hash_table_add (seen, (gpointer) stream))
        continue;
      if (g_hash_table_size (seen) > VIGIE_HUB_FRAME_STREAMS_MAX)
        return NULL;
      g_strv_builder_add (builder, stream);
    }

  return g_strv_builder_end (builder);
}

void
vigie_hub_add_frames (VigieHub *hub, const VigieHubCommit *commit, GPtrArray *frames)
{
  g_auto(GStrv) streams = NULL;
  gsize bytes = 0;
  Told *told;

  if (commit->appended->len == 0 || vigie_hub_get_count (hub, VIGIE_HUB_COUNT_LISTENERS) == 0)
    return;
  streams = restricted_streams (hub, commit);
  if (streams == NULL)
    {
      g_ptr_array_add (frames, vigie_hub_frame_new (vigie_wire_live_behind (hub->epoch, (gint64) hub->head)));
      return;
    }
  told = told_new (hub, commit);
  if (streams[0] == NULL)
    {
      g_ptr_array_add (frames, vigie_hub_frame_new (write_frames (told, told->events)));
      told_free (told);
      return;
    }
  for (guint i = 0; i < told->events->len; i++)
    bytes += vigie_wire_page_event_bytes (told->events->pdata[i]);
  g_ptr_array_add (frames, vigie_hub_frame_new_made ((const char *const *) streams, bytes, make_text, told, told_free));
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
