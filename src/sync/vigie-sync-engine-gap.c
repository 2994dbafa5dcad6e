/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine: what was never shown to this seat. An incident that was closed to it goes on at the hub, and its cursor passes
 * by. When it is opened again the next event stands behind a jump in the places of its stream; the page with it is given up,
 * the stream is read from where the jump begins, and then everything goes on from the cursor, which has not moved: a crash
 * in between loses nothing.
 *
 * Where nothing more comes there is no jump. So each engine looks once, when everything was read, whether the hub has more
 * of a stream than is here; and again whenever the organisation changed, which may open incidents and makes good what was
 * set aside for want of an enrolment. */

#include "vigie-sync-engine-private.h"

#include <string.h>

#include "vigie-wire-pack.h"

void
vigie_sync_engine_drop_gaps (VigieSyncEngine *engine)
{
  g_ptr_array_set_size (engine->gaps, 0);
  g_hash_table_remove_all (engine->filled);
  engine->filling = engine->at_end = engine->reply_stale = FALSE;
}

static void
note_place (GHashTable *places, const char *stream, gint64 place)
{
  gint64 *present = g_hash_table_lookup (places, stream);

  if (present == NULL)
    {
      present = g_new0 (gint64, 1);
      g_hash_table_insert (places, g_strdup (stream), present);
    }
  *present = MAX (*present, place);
}

static GHashTable *
places_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
vigie_sync_engine_note_seen (VigieSyncEngine *engine, GPtrArray *arrivals)
{
  for (guint i = 0; i < arrivals->len; i++)
    {
      const VigieWirePageEvent *event = arrivals->pdata[i];

      note_place (engine->seen, event->stream, event->position);
    }
}

GHashTable *
vigie_sync_engine_known (VigieSyncEngine *engine, GPtrArray *arrivals)
{
  GHashTable *known = places_new ();

  for (guint i = 0; i < arrivals->len; i++)
    {
      const char *stream = ((VigieWirePageEvent *) arrivals->pdata[i])->stream;
      const gint64 *seen = g_hash_table_lookup (engine->seen, stream);

      if (engine->filling || g_hash_table_contains (engine->filled, stream))
        note_place (known, stream, G_MAXINT64 - 1);
      else if (seen != NULL)
        note_place (known, stream, *seen);
    }

  return known;
}

static gboolean
is_to_be_filled (VigieSyncEngine *engine, const char *stream)
{
  for (guint i = 0; i < engine->gaps->len; i++)
    if (strcmp (((VigieStoreGap *) engine->gaps->pdata[i])->stream, stream) == 0)
      return TRUE;

  return g_hash_table_contains (engine->filled, stream);
}

/* The page with the jump is read again afterwards. */
void
vigie_sync_engine_take_gaps (VigieSyncEngine *engine, GPtrArray *gaps)
{
  for (guint i = 0; i < gaps->len; i++)
    {
      const VigieStoreGap *gap = gaps->pdata[i];
      VigieStoreGap *copy;

      if (is_to_be_filled (engine, gap->stream))
        continue;
      copy = g_new0 (VigieStoreGap, 1);
      copy->stream = g_strdup (gap->stream);
      copy->after = gap->after;
      g_ptr_array_add (engine->gaps, copy);
    }
  engine->pull_wanted = TRUE;
  engine->reply_stale = engine->request_ticket != 0;
  g_clear_pointer (&engine->page, vigie_wire_page_free);
  g_clear_pointer (&engine->next_page, vigie_wire_page_free);
}

/* The next part of the first gap. */
VigieSyncTask *
vigie_sync_engine_fill (VigieSyncEngine *engine)
{
  const VigieStoreGap *gap = engine->gaps->pdata[0];
  VigieSyncTask *task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_REQUEST);
  g_autofree char *stream = g_uri_escape_string (gap->stream, "/", FALSE);

  engine->filling = TRUE;
  engine->asked_after = gap->after;
  task->path = g_strdup_printf ("/v1/events?stream=%s&after=%" G_GINT64_FORMAT "&limit=%u&epoch=%s%s", stream, gap->after,
                                engine->page_limit, engine->epoch, engine->packed ? "&pack=" VIGIE_WIRE_PACK_WAY : "");

  return task;
}

/* That part is in the store. */
void
vigie_sync_engine_filled (VigieSyncEngine *engine)
{
  VigieStoreGap *gap = engine->gaps->pdata[0];
  gboolean more = engine->page->more && engine->page->next > gap->after;

  gap->after = engine->page->next;
  g_clear_pointer (&engine->page, vigie_wire_page_free);
  engine->filling = FALSE;
  if (more)
    return;
  g_hash_table_add (engine->filled, g_strdup (gap->stream));
  g_ptr_array_remove_index (engine->gaps, 0);
}

/* Everything was read: what does the hub have? */
VigieSyncTask *
vigie_sync_engine_compare (VigieSyncEngine *engine)
{
  VigieSyncTask *task;
  g_autofree char *after = NULL;

  if (engine->lines_done)
    {
      task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_COMPARE);
      task->epoch = g_strdup (engine->lines_epoch);
      task->streams = g_ptr_array_ref (engine->lines);
      task->known = places_new ();
      for (guint i = 0; i < engine->lines->len; i++)
        {
          const char *stream = ((VigieWireStream *) engine->lines->pdata[i])->stream;
          const gint64 *seen = g_hash_table_lookup (engine->seen, stream);

          if (seen != NULL)
            note_place (task->known, stream, *seen);
        }
      return task;
    }
  if (engine->lines == NULL)
    engine->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_stream_free);
  after = g_uri_escape_string (engine->lines_next != NULL ? engine->lines_next : "", "/", FALSE);
  task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_REQUEST);
  task->path = g_strconcat ("/v1/streams?after=", after, NULL);

  return task;
}
