/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine: what a whole reply says.
 *
 * Nothing is believed but an envelope that holds, whatever the status: a portal's 200 is no answer, and the results of
 * an append count although not one event was taken. A refusal has no envelope and so never acknowledges anything. */

#include "vigie-sync-engine-private.h"

#include <string.h>

#define OWN_MAX 4096
#define LINES_MAX 100000

/* Refusals ---------------------------------------------------------------------------------------- */

static VigieStoreMark *
mark_new (const char *id, const char *code, const char *message)
{
  VigieStoreMark *mark = g_new0 (VigieStoreMark, 1);

  mark->id = g_strdup (id);
  mark->parked = code != NULL;
  mark->code = g_strdup (code);
  mark->message = g_strdup (message);
  return mark;
}

static GPtrArray *
marks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_store_mark_free);
}

/* Less at once; one that is too large all alone is parked. */
static void
shrink_or_park (VigieSyncEngine *engine, const char *message)
{
  if (engine->sent->len > 1)
    {
      engine->batch_bytes = MAX (engine->batch_bytes / 2, 1);
      vigie_sync_engine_drop_sent (engine);
      return;
    }
  engine->marks = marks_new ();
  g_ptr_array_add (engine->marks, mark_new (((VigieEvent *) engine->sent->pdata[0])->id, "too-large", message));
  vigie_sync_engine_drop_sent (engine);
}

static VigieSyncReason
reason_of_code (const char *code)
{
  static const struct { const char *code; VigieSyncReason reason; } reasons[] = {
    { "unauthorized", VIGIE_SYNC_REASON_TOKEN }, { "forbidden", VIGIE_SYNC_REASON_FORBIDDEN },
    { "rate", VIGIE_SYNC_REASON_BUSY },          { "full", VIGIE_SYNC_REASON_BUSY },
    { "closing", VIGIE_SYNC_REASON_BUSY },       { "failed", VIGIE_SYNC_REASON_BUSY },
    { "digest", VIGIE_SYNC_REASON_NETWORK },     { "malformed", VIGIE_SYNC_REASON_NETWORK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (strcmp (reasons[i].code, code) == 0)
        return reasons[i].reason;
    }

  return VIGIE_SYNC_REASON_NOT_HUB;
}

static void
take_refusal (VigieSyncEngine *engine, guint status, GBytes *body, gint64 now_usec)
{
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  if (status < 400 || !vigie_wire_error_read (body, &code, &message))
    vigie_sync_engine_fail (engine, VIGIE_SYNC_REASON_NOT_HUB, now_usec);
  else if (strcmp (code, "epoch") == 0)
    engine->epoch_wanted = TRUE;
  else if (strcmp (code, "too-large") == 0 && engine->phase == PHASE_PUSH)
    shrink_or_park (engine, message);
  else
    vigie_sync_engine_fail (engine, reason_of_code (code), now_usec);
}

/* Appends ----------------------------------------------------------------------------------------- */

static void
note_own (VigieSyncEngine *engine, const char *id)
{
  if (g_hash_table_size (engine->own) >= OWN_MAX)
    g_hash_table_remove_all (engine->own);
  g_hash_table_add (engine->own, g_strdup (id));
}

/* Once for each stream and log everything is sent again. What then still meets a gap stands behind an event that the
 * hub does not take, and is parked with it. */
static void
take_gap (VigieSyncEngine *engine, const VigieEvent *event, const VigieWireResult *result)
{
  if (g_hash_table_contains (engine->resent, event->stream))
    {
      g_ptr_array_add (engine->marks, mark_new (event->id, "gap", result->message));
      return;
    }
  if (engine->resend == NULL)
    engine->resend = g_ptr_array_new_with_free_func (g_free);
  if (!g_ptr_array_find_with_equal_func (engine->resend, event->stream, g_str_equal, NULL))
    g_ptr_array_add (engine->resend, g_strdup (event->stream));
}

static void
take_result (VigieSyncEngine *engine, const VigieEvent *event, const VigieWireResult *result)
{
  switch (result->status)
    {
    case VIGIE_WIRE_STORED:
    case VIGIE_WIRE_KNOWN:
      g_ptr_array_add (engine->marks, mark_new (event->id, NULL, NULL));
      note_own (engine, event->id);
      break;
    case VIGIE_WIRE_GAP:
      take_gap (engine, event, result);
      break;
    default:
      g_ptr_array_add (engine->marks,
                       mark_new (event->id, result->code != NULL ? result->code : vigie_wire_status_to_word (result->status),
                                 result->message));
    }
}

/* An answer names each event in its place, but for what could not be read. */
static gboolean
answers_what_was_sent (const VigieSyncEngine *engine, const VigieWireAppendReply *reply)
{
  for (guint i = 0; i < reply->results->len; i++)
    {
      const VigieWireResult *result = reply->results->pdata[i];

      if (result->id != NULL && strcmp (result->id, ((VigieEvent *) engine->sent->pdata[i])->id) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
take_append (VigieSyncEngine *engine, guint status, GBytes *body, gint64 now_usec)
{
  g_autoptr(VigieWireAppendReply) reply = vigie_wire_append_reply_read (body, engine->sent->len, NULL);

  if (reply == NULL || !answers_what_was_sent (engine, reply))
    {
      take_refusal (engine, status, body, now_usec);
      return;
    }
  vigie_sync_engine_note_clock (engine, reply->now_usec, now_usec);
  vigie_sync_engine_note_head (engine, reply->epoch, reply->head);
  if (engine->epoch_wanted)
    return;
  engine->marks = marks_new ();
  for (guint i = 0; i < reply->results->len; i++)
    take_result (engine, engine->sent->pdata[i], reply->results->pdata[i]);
  for (guint i = 0; engine->resend != NULL && i < engine->resend->len; i++)
    g_hash_table_add (engine->resent, g_strdup (engine->resend->pdata[i]));
  vigie_sync_engine_drop_sent (engine);
  engine->batch_bytes = MIN (engine->batch_bytes * 2, VIGIE_SYNC_BATCH_MOST_BYTES);
}

/* Pages ------------------------------------------------------------------------------------------- */

static void
take_page (VigieSyncEngine *engine, guint status, GBytes *body, gint64 now_usec)
{
  VigieWireOrder order = engine->filling ? VIGIE_WIRE_BY_POSITION : VIGIE_WIRE_BY_SEQ;
  g_autoptr(VigieWirePage) page = NULL;

  if (engine->reply_stale)
    {
      engine->reply_stale = FALSE;
      return;
    }
  page = status == 200 ? vigie_wire_page_read (body, order, engine->asked_after, NULL) : NULL;
  if (page == NULL)
    {
      take_refusal (engine, status, body, now_usec);
      return;
    }
  vigie_sync_engine_note_head (engine, page->epoch, page->head);
  if (engine->epoch_wanted)
    return;
  if (engine->page != NULL)
    engine->next_page = g_steal_pointer (&page);
  else
    engine->page = g_steal_pointer (&page);
  engine->page_limit = MIN (engine->page_limit * 2, VIGIE_WIRE_PAGE_MAX_EVENTS);
}

static void
take_lines (VigieSyncEngine *engine, guint status, GBytes *body, gint64 now_usec)
{
  const char *after = engine->lines_next != NULL ? engine->lines_next : "";
  g_autoptr(VigieWireStreams) streams = status == 200 ? vigie_wire_streams_read (body, after, NULL) : NULL;

  if (streams == NULL)
    {
      take_refusal (engine, status, body, now_usec);
      return;
    }
  /* It changed again in the middle: begin anew. */
  if (engine->lines_epoch != NULL && strcmp (engine->lines_epoch, streams->epoch) != 0)
    {
      engine->epoch_wanted = TRUE;
      return;
    }
  if (engine->lines_epoch == NULL)
    engine->lines_epoch = g_strdup (streams->epoch);
  g_ptr_array_extend_and_steal (engine->lines, g_steal_pointer (&streams->streams));
  streams->streams = g_ptr_array_new ();
  g_free (engine->lines_next);
  engine->lines_next = g_steal_pointer (&streams->next);
  engine->lines_done = engine->lines_next == NULL || engine->lines->len >= LINES_MAX;
}

void
vigie_sync_engine_take_reply (VigieSyncEngine *engine, guint status, GBytes *body, gint64 now_usec)
{
  switch (engine->phase)
    {
    case PHASE_PUSH:
      take_append (engine, status, body, now_usec);
      break;
    case PHASE_PULL:
      if (engine->at_end && !engine->filling && engine->gaps->len == 0)
        take_lines (engine, status, body, now_usec);
      else
        take_page (engine, status, body, now_usec);
      break;
    case PHASE_EPOCH:
      take_lines (engine, status, body, now_usec);
      break;
    default:
      break;
    }
}
