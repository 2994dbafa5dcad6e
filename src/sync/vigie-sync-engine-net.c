/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine: what the network said. Before everything was read, a frame of the stream only says how far to read. */

#include "vigie-sync-engine-private.h"

#include <string.h>

static VigieSyncReason
reason_of (VigieSyncNet net)
{
  static const VigieSyncReason reasons[] = {
    [VIGIE_SYNC_NET_FAILED] = VIGIE_SYNC_REASON_NETWORK,
    [VIGIE_SYNC_NET_NOT_HUB] = VIGIE_SYNC_REASON_NOT_HUB,
    [VIGIE_SYNC_NET_CERTIFICATE] = VIGIE_SYNC_REASON_CERTIFICATE,
  };

  return reasons[net];
}

/**
 * vigie_sync_engine_reply:
 * @engine: an engine
 * @ticket: of the request
 * @net: whether a whole reply came
 * @status: its status; read only when it did
 * @body: (nullable): its body; not %NULL when it did
 * @now_usec: the clock
 */
void
vigie_sync_engine_reply (VigieSyncEngine *engine, guint ticket, VigieSyncNet net, guint status, GBytes *body, gint64 now_usec)
{
  g_return_if_fail (engine != NULL);

  if (ticket != 0 && ticket == engine->content_ticket)
    {
      engine->content_ticket = 0;
      if (net == VIGIE_SYNC_NET_OK)
        vigie_sync_engine_content_reply (engine, status, body, now_usec);
      else
        vigie_sync_engine_fail (engine, reason_of (net), now_usec);
      return;
    }
  if (ticket != engine->request_ticket || ticket == 0)
    return;
  engine->request_ticket = 0;
  if (net == VIGIE_SYNC_NET_OK)
    {
      vigie_sync_engine_take_reply (engine, status, body, now_usec);
      return;
    }
  /* Perhaps the line is too thin for so much at once. */
  if (net == VIGIE_SYNC_NET_FAILED && engine->phase == PHASE_PUSH)
    engine->batch_bytes = MAX (engine->batch_bytes / 2, VIGIE_SYNC_BATCH_LEAST_BYTES);
  if (net == VIGIE_SYNC_NET_FAILED && engine->phase == PHASE_PULL)
    engine->page_limit = MAX (engine->page_limit / 2, 10);
  vigie_sync_engine_fail (engine, reason_of (net), now_usec);
}

/**
 * vigie_sync_engine_live_began:
 * @engine: an engine
 * @ticket: of the stream
 * @status: status of its reply
 * @now_usec: the clock
 */
void
vigie_sync_engine_live_began (VigieSyncEngine *engine, guint ticket, guint status, gint64 now_usec)
{
  g_return_if_fail (engine != NULL);

  if (ticket != engine->live_ticket || ticket == 0)
    return;
  if (status == 401 || status == 403)
    vigie_sync_engine_fail (engine, status == 401 ? VIGIE_SYNC_REASON_TOKEN : VIGIE_SYNC_REASON_FORBIDDEN, now_usec);
  else if (status == 429 || status >= 500)
    vigie_sync_engine_fail (engine, VIGIE_SYNC_REASON_BUSY, now_usec);
  else if (status != 200)
    vigie_sync_engine_fail (engine, VIGIE_SYNC_REASON_NOT_HUB, now_usec);
  else
    {
      engine->heard_usec = now_usec;
      engine->live_open = TRUE;
      if (engine->phase == PHASE_OPEN)
        engine->phase = PHASE_PUSH;
    }
}

/**
 * vigie_sync_engine_live_heard:
 * @engine: an engine
 * @ticket: of the stream
 * @now_usec: the clock
 *
 * Something came, be it only a heartbeat.
 */
void
vigie_sync_engine_live_heard (VigieSyncEngine *engine, guint ticket, gint64 now_usec)
{
  g_return_if_fail (engine != NULL);

  if (ticket == engine->live_ticket)
    engine->heard_usec = now_usec;
}

void
vigie_sync_engine_note_head (VigieSyncEngine *engine, const char *epoch, gint64 head)
{
  if (strcmp (epoch, engine->epoch) != 0)
    {
      engine->epoch_wanted = TRUE;
      return;
    }
  engine->head = MAX (engine->head, head);
}

/* Before everything was read, a frame only says how far to read. */
static void
keep_frame (VigieSyncEngine *engine, VigieWireLive *live)
{
  vigie_sync_engine_note_head (engine, live->epoch, live->head);
  if (engine->caught_up && engine->frames->len < VIGIE_SYNC_FRAMES_MAX && !engine->epoch_wanted)
    {
      g_ptr_array_add (engine->frames, live);
      return;
    }
  if (engine->caught_up)
    g_ptr_array_set_size (engine->frames, 0);
  engine->pull_wanted = TRUE;
  vigie_wire_live_free (live);
}

/**
 * vigie_sync_engine_live_frame:
 * @engine: an engine
 * @ticket: of the stream
 * @live: (transfer full): a frame
 * @now_usec: the clock
 */
void
vigie_sync_engine_live_frame (VigieSyncEngine *engine, guint ticket, VigieWireLive *live, gint64 now_usec)
{
  g_return_if_fail (engine != NULL && live != NULL);

  if (ticket != engine->live_ticket || ticket == 0 || live->kind == VIGIE_WIRE_LIVE_UNKNOWN)
    {
      vigie_wire_live_free (live);
      return;
    }
  if (live->kind == VIGIE_WIRE_LIVE_EVENTS)
    {
      keep_frame (engine, live);
      return;
    }
  if (live->kind == VIGIE_WIRE_LIVE_BEHIND)
    {
      vigie_sync_engine_note_head (engine, live->epoch, live->head);
      engine->pull_wanted = engine->pull_wanted || live->head > engine->cursor;
    }
  else if (live->kind == VIGIE_WIRE_LIVE_PRESENCE)
    {
      g_clear_pointer (&engine->people, g_ptr_array_unref);
      engine->people = g_ptr_array_ref (live->people);
    }
  else
    vigie_sync_engine_fail (engine, VIGIE_SYNC_REASON_BUSY, now_usec);
  vigie_wire_live_free (live);
}

/**
 * vigie_sync_engine_live_ended:
 * @engine: an engine
 * @ticket: of the stream
 * @net: why
 * @now_usec: the clock
 */
void
vigie_sync_engine_live_ended (VigieSyncEngine *engine, guint ticket, VigieSyncNet net, gint64 now_usec)
{
  g_return_if_fail (engine != NULL);

  if (ticket == engine->live_ticket && ticket != 0)
    vigie_sync_engine_fail (engine, net == VIGIE_SYNC_NET_OK ? VIGIE_SYNC_REASON_NETWORK : reason_of (net), now_usec);
}

void
vigie_sync_engine_note_clock (VigieSyncEngine *engine, gint64 hub_usec, gint64 now_usec)
{
  engine->clock_offset_usec = hub_usec - now_usec - engine->real_minus_now_usec;
}

/**
 * vigie_sync_engine_set_clock:
 * @engine: an engine
 * @real_minus_now_usec: what to add to the clock it is told to have the time of day
 */
void
vigie_sync_engine_set_clock (VigieSyncEngine *engine, gint64 real_minus_now_usec)
{
  engine->real_minus_now_usec = real_minus_now_usec;
}
