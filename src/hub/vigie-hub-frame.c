/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-hub-frame.h"

#include <string.h>

#include "vigie-hub.h"

struct _VigieHubFrame
{
  gatomicrefcount count;
  gsize bytes;
  GBytes *text;

  /* Of a frame that differs between readers. */
  GStrv streams;
  VigieHubFrameMake make;
  gpointer data;
  GDestroyNotify free_data;
  GMutex lock;
  GHashTable *made;      /* mask → GBytes */
};

static VigieHubFrame *
new_frame (void)
{
  VigieHubFrame *frame = g_new0 (VigieHubFrame, 1);

  g_atomic_ref_count_init (&frame->count);
  g_mutex_init (&frame->lock);

  return frame;
}

VigieHubFrame *
vigie_hub_frame_new (GBytes *text_taken)
{
  VigieHubFrame *frame = new_frame ();

  frame->text = text_taken;
  frame->bytes = g_bytes_get_size (text_taken);

  return frame;
}

VigieHubFrame *
vigie_hub_frame_new_made (const char *const *streams, gsize bytes, VigieHubFrameMake make, gpointer data, GDestroyNotify free_data)
{
  VigieHubFrame *frame = new_frame ();

  g_assert (g_strv_length ((GStrv) streams) <= VIGIE_HUB_FRAME_STREAMS_MAX);
  frame->bytes = bytes;
  frame->streams = g_strdupv ((GStrv) streams);
  frame->make = make;
  frame->data = data;
  frame->free_data = free_data;
  frame->made = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);

  return frame;
}

VigieHubFrame *
vigie_hub_frame_ref (VigieHubFrame *frame)
{
  g_atomic_ref_count_inc (&frame->count);

  return frame;
}

void
vigie_hub_frame_unref (VigieHubFrame *frame)
{
  if (frame == NULL || !g_atomic_ref_count_dec (&frame->count))
    return;
  if (frame->free_data != NULL)
    frame->free_data (frame->data);
  g_clear_pointer (&frame->text, g_bytes_unref);
  g_clear_pointer (&frame->made, g_hash_table_unref);
  g_mutex_clear (&frame->lock);
  g_strfreev (frame->streams);
  g_free (frame);
}

static GBytes *
made_text (VigieHubFrame *frame, VigieHub *hub, const VigieHubSeat *seat)
{
  guint32 mask = 0;
  GBytes *text;

  for (guint i = 0; frame->streams[i] != NULL; i++)
    if (vigie_hub_may_see (hub, seat, frame->streams[i]))
      mask |= 1u << i;
  g_mutex_lock (&frame->lock);
  text = g_hash_table_lookup (frame->made, GUINT_TO_POINTER (mask));
  if (text == NULL)
    {
      text = frame->make (frame->data, (const char *const *) frame->streams, mask);
      g_hash_table_insert (frame->made, GUINT_TO_POINTER (mask), text);
    }
  text = g_bytes_get_size (text) > 0 ? g_bytes_ref (text) : NULL;
  g_mutex_unlock (&frame->lock);

  return text;
}

GBytes *
vigie_hub_frame_text (VigieHubFrame *frame, VigieHub *hub, const VigieHubSeat *seat)
{
  return frame->make != NULL ? made_text (frame, hub, seat) : g_bytes_ref (frame->text);
}

gsize
vigie_hub_frame_bytes (VigieHubFrame *frame)
{
  return frame->bytes;
}
