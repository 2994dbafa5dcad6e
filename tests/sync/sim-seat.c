/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A seat: does what its engine says, over a network and on a disk that fail. What was planned for a life that ended is
 * nothing. */

#include <string.h>

#include "sim-world.h"
#include "vigie-test-support.h"

static gboolean
is_stale (const SimCall *call)
{
  return call->seat->life != call->life || call->seat->store == NULL;
}

static gint64
delay_usec (SimWorld *world)
{
  return world->calm || sim_chance (world, 20) != 0 ? 500 + sim_chance (world, 40000) : sim_chance (world, 9000000);
}

static gboolean
strikes (SimWorld *world, guint percent)
{
  return !world->calm && sim_chance (world, 100) < percent;
}

/* Life and death ------------------------------------------------------------------------------------ */

void
sim_seat_start (SimSeat *seat)
{
  g_autoptr(GError) error = NULL;

  seat->store = vigie_store_open (seat->path, VIGIE_STORE_WRITER, vigie_test_playbook (), &seat->seams, &error);
  if (seat->store == NULL)
    g_printerr ("seat %u: %s\n", seat->index, error->message);
  g_assert_no_error (error);
  seat->engine = vigie_sync_engine_new (VIGIE_SYNC_FOLLOW, sim_chance (seat->world, 1000000));
  vigie_sync_engine_set_clock (seat->engine, seat->skew_usec);
  sim_trace (seat->world, "seat %u starts", seat->index);
  sim_seat_look (seat);
}

void
sim_seat_hang_up (SimSeat *seat)
{
  seat->link = seat->live_ticket = 0;
  g_clear_pointer (&seat->splitter, vigie_wire_splitter_free);
}

void
sim_seat_close (SimSeat *seat)
{
  sim_seat_hang_up (seat);
  g_clear_pointer (&seat->engine, vigie_sync_engine_free);
  g_clear_pointer (&seat->store, vigie_store_close);
  seat->life++;
  seat->wake_usec = VIGIE_TIME_NONE;
}

static void
restart_step (SimWorld *world, SimCall *call)
{
  if (call->seat->store == NULL && call->seat->life == call->life)
    sim_seat_start (call->seat);
  sim_call_free (call);
}

void
sim_seat_die (SimSeat *seat, gint64 down_usec)
{
  if (seat->store == NULL)
    return;
  sim_trace (seat->world, "seat %u dies", seat->index);
  seat->world->n_crashes++;
  /* The disk dies first, so that closing puts nothing in order. */
  sim_disk_set_fuse (seat->disk, 1);
  sim_seat_close (seat);
  sim_disk_crash (seat->disk);
  sim_plan (seat->world, down_usec, restart_step, sim_call_new (seat->world, seat));
}

/* The store ----------------------------------------------------------------------------------------- */

/* The cursor in one transaction and the page in the next: what must never be. */
static void
move_cursor_first (SimSeat *seat, VigieSyncTask *task)
{
  g_autoptr(VigieSyncTask) first = vigie_sync_task_new (VIGIE_SYNC_TASK_APPLY);
  g_auto(VigieSyncStoreResult) result = { 0 };

  first->epoch = g_strdup (task->epoch);
  first->cursor = task->cursor;
  first->arrivals = g_ptr_array_new ();
  vigie_sync_task_run (first, seat->store, &result, NULL);
}

static void
store_step (SimWorld *world, SimCall *call)
{
  SimSeat *seat = call->seat;
  g_auto(VigieSyncStoreResult) result = { 0 };
  g_autoptr(GError) error = NULL;
  gboolean good;

  if (is_stale (call))
    {
      sim_call_free (call);
      return;
    }
  if (world->mutation == SIM_CURSOR_FIRST && call->task->kind == VIGIE_SYNC_TASK_APPLY)
    move_cursor_first (seat, call->task);
  good = vigie_sync_task_run (call->task, seat->store, &result, &error);
  sim_trace (world, "seat %u store %d %s", seat->index, call->task->kind, good ? "done" : "failed");
  if (sim_disk_is_dead (seat->disk) || strikes (world, 1))
    sim_seat_die (seat, sim_chance (world, 20000000));
  else
    {
      vigie_sync_engine_store_done (seat->engine, call->task->ticket, good ? &result : NULL, world->now_usec);
      sim_seat_look (seat);
    }
  sim_call_free (call);
}

/* The network --------------------------------------------------------------------------------------- */

static void
reply_step (SimWorld *world, SimCall *call)
{
  SimSeat *seat = call->seat;

  if (!is_stale (call))
    {
      sim_trace (world, "seat %u answer %u %d %u", seat->index, call->ticket, call->net, call->status);
      vigie_sync_engine_reply (seat->engine, call->ticket, call->net, call->status, call->bytes, world->now_usec);
      sim_seat_look (seat);
    }
  sim_call_free (call);
}

/* Whoever waits for the answer hears that there is none. */
static void
fail_request (SimWorld *world, SimSeat *seat, guint ticket)
{
  SimCall *call = sim_call_new (world, seat);

  call->ticket = ticket;
  call->net = VIGIE_SYNC_NET_FAILED;
  sim_plan (world, delay_usec (world), reply_step, call);
}

static SimCall *
make_request (SimWorld *world, SimSeat *seat, const VigieSyncTask *task, gboolean twin)
{
  SimCall *call = sim_call_new (world, seat);
  const char *question = strchr (task->path, '?');
  g_autofree char *path = question != NULL ? g_strndup (task->path, (gsize) (question - task->path)) : g_strdup (task->path);

  call->ticket = task->ticket;
  call->twin = twin;
  call->request = vigie_hub_request_new (task->body == NULL ? "GET" : task->raw ? "PUT" : "POST", path,
                                         question != NULL ? question + 1 : NULL);
  call->request->token = g_strdup (seat->token);
  call->bytes = task->body != NULL ? g_bytes_ref (task->body) : NULL;

  return call;
}

static GBytes *
cut (SimWorld *world, GBytes *bytes)
{
  world->n_cut++;

  return g_bytes_new_from_bytes (bytes, 0, sim_chance (world, MAX ((guint) g_bytes_get_size (bytes), 1)));
}

static void
send_request (SimSeat *seat, const VigieSyncTask *task)
{
  SimWorld *world = seat->world;
  SimCall *call;

  if (seat->offline || strikes (world, 4))
    {
      fail_request (world, seat, task->ticket);
      return;
    }
  call = make_request (world, seat, task, FALSE);
  if (call->bytes != NULL && g_bytes_get_size (call->bytes) > 0 && strikes (world, 3))
    {
      GBytes *whole = call->bytes;

      call->bytes = cut (world, whole);
      g_bytes_unref (whole);
    }
  if (strikes (world, 4))
    sim_plan (world, delay_usec (world), sim_hub_arrive, make_request (world, seat, task, TRUE));
  sim_plan (world, delay_usec (world), sim_hub_arrive, call);
}

/* The stream ---------------------------------------------------------------------------------------- */

static void
end_stream (SimSeat *seat, VigieSyncNet net)
{
  guint ticket = seat->live_ticket;

  sim_seat_hang_up (seat);
  vigie_sync_engine_live_ended (seat->engine, ticket, net, seat->world->now_usec);
}

/* Never before what was sent before. */
static gint64
stream_delay_usec (SimSeat *seat)
{
  gint64 at_usec = seat->world->now_usec + delay_usec (seat->world);

  seat->stream_usec = MAX (seat->stream_usec, at_usec);

  return seat->stream_usec - seat->world->now_usec;
}

static void
stream_step (SimWorld *world, SimCall *call)
{
  SimSeat *seat = call->seat;
  gsize length = 0;
  const void *data = call->bytes != NULL ? g_bytes_get_data (call->bytes, &length) : NULL;
  VigieWireLive *live;
  GError *error = NULL;

  if (is_stale (call) || call->link != seat->link || seat->offline)
    {
      /* A stream has no holes: where bytes went lost nothing comes any more, and only silence tells. */
      if (!is_stale (call) && call->link == seat->link)
        seat->link = ++world->last_link;
      sim_call_free (call);
      return;
    }
  sim_trace (world, "seat %u stream %u: %" G_GSIZE_FORMAT " bytes", seat->index, call->link, length);
  if (seat->live_ticket != 0 && data == NULL)
    end_stream (seat, VIGIE_SYNC_NET_FAILED);
  else if (vigie_wire_splitter_feed (seat->splitter, data, length, NULL))
    {
      vigie_sync_engine_live_heard (seat->engine, seat->live_ticket, world->now_usec);
      while ((live = vigie_wire_splitter_next (seat->splitter, &error)) != NULL)
        vigie_sync_engine_live_frame (seat->engine, seat->live_ticket, live, world->now_usec);
      if (error != NULL)
        end_stream (seat, VIGIE_SYNC_NET_NOT_HUB);
      g_clear_error (&error);
    }
  sim_seat_look (seat);
  sim_call_free (call);
}

static void
plan_stream (SimSeat *seat, guint link, GBytes *bytes_taken)
{
  SimWorld *world = seat->world;
  SimCall *call = sim_call_new (world, seat);

  call->link = link;
  call->bytes = bytes_taken;
  sim_plan (world, stream_delay_usec (seat), stream_step, call);
}

/* In order, in pieces, and perhaps not to the end. */
void
sim_seat_stream (SimSeat *seat, guint link, GBytes *bytes)
{
  SimWorld *world = seat->world;
  gsize length, split;

  if (bytes == NULL)
    {
      plan_stream (seat, link, NULL);
      return;
    }
  length = g_bytes_get_size (bytes);
  split = sim_chance (world, (guint) length + 1);
  if (strikes (world, 3))
    {
      plan_stream (seat, link, g_bytes_new_from_bytes (bytes, 0, split));
      plan_stream (seat, link, NULL);
      return;
    }
  if (split > 0)
    plan_stream (seat, link, g_bytes_new_from_bytes (bytes, 0, split));
  if (split < length)
    plan_stream (seat, link, g_bytes_new_from_bytes (bytes, split, length - split));
}

static void
began_step (SimWorld *world, SimCall *call)
{
  SimSeat *seat = call->seat;

  if (!is_stale (call) && call->ticket == seat->live_ticket)
    {
      sim_trace (world, "seat %u listens %u", seat->index, call->status);
      if (call->net == VIGIE_SYNC_NET_OK)
        vigie_sync_engine_live_began (seat->engine, call->ticket, call->status, world->now_usec);
      else
        end_stream (seat, call->net);
      sim_seat_look (seat);
    }
  sim_call_free (call);
}

static void
listen_step (SimWorld *world, SimCall *call)
{
  SimSeat *seat = call->seat;
  SimCall *began = sim_call_new (world, seat);
  gsize max_bytes;

  began->ticket = call->ticket;
  began->net = VIGIE_SYNC_NET_OK;
  if (world->hub.hub == NULL || is_stale (call) || call->link != seat->link)
    began->net = VIGIE_SYNC_NET_FAILED;
  else if (!vigie_hub_admit (world->hub.hub, world->hub.reader, call->request, &max_bytes)
           || vigie_hub_answer (world->hub.hub, world->hub.reader, call->request) != VIGIE_HUB_LIVE)
    began->status = call->request->status;
  else
    {
      began->status = 200;
      seat->stream_usec = 0;
      seat->hub_link = call->link;
    }
  began->life = call->life;
  sim_plan (world, stream_delay_usec (seat), began_step, began);
  if (began->status == 200)
    sim_seat_stream (seat, call->link, call->request->reply);
  sim_call_free (call);
}

static void
listen (SimSeat *seat, const VigieSyncTask *task)
{
  SimWorld *world = seat->world;
  SimCall *call = make_request (world, seat, task, FALSE);

  sim_seat_hang_up (seat);
  seat->live_ticket = task->ticket;
  seat->link = call->link = ++world->last_link;
  seat->splitter = vigie_wire_splitter_new ();
  if (!seat->offline && !strikes (world, 4))
    sim_plan (world, delay_usec (world), listen_step, call);
  else
    {
      /* Somebody drops everything: only silence tells. */
      sim_call_free (call);
    }
}

/* The engine ---------------------------------------------------------------------------------------- */

static void
wake_step (SimWorld *world, SimCall *call)
{
  SimSeat *seat = call->seat;

  if (!is_stale (call) && seat->wake_usec != VIGIE_TIME_NONE && seat->wake_usec <= world->now_usec)
    {
      seat->wake_usec = VIGIE_TIME_NONE;
      sim_seat_look (seat);
    }
  sim_call_free (call);
}

static void
plan_wake (SimSeat *seat, gint64 at_usec)
{
  SimWorld *world = seat->world;

  if (at_usec == VIGIE_TIME_NONE || (seat->wake_usec != VIGIE_TIME_NONE && seat->wake_usec <= at_usec))
    return;
  seat->wake_usec = at_usec;
  sim_plan (world, MAX (at_usec - world->now_usec, 0), wake_step, sim_call_new (world, seat));
}

void
sim_seat_look (SimSeat *seat)
{
  SimWorld *world = seat->world;
  gint64 wait_usec = VIGIE_TIME_NONE;
  VigieSyncTask *task;
  guint n = 0;

  while (seat->engine != NULL && (task = vigie_sync_engine_next (seat->engine, world->now_usec, &wait_usec)) != NULL)
    {
      g_assert_cmpuint (++n, <, 1000);
      sim_trace (world, "seat %u task %d %s", seat->index, task->kind, task->path != NULL ? task->path : "");
      if (vigie_sync_task_is_store (task))
        {
          SimCall *call = sim_call_new (world, seat);

          call->task = task;
          sim_plan (world, 100 + sim_chance (world, 4000), store_step, call);
          continue;
        }
      if (task->kind == VIGIE_SYNC_TASK_REQUEST)
        send_request (seat, task);
      else if (task->kind == VIGIE_SYNC_TASK_LISTEN)
        listen (seat, task);
      else if (task->kind == VIGIE_SYNC_TASK_HANG_UP)
        sim_seat_hang_up (seat);
      vigie_sync_task_free (task);
    }
  if (seat->engine != NULL)
    plan_wake (seat, wait_usec);
}

void
sim_seat_answer (SimSeat *seat, guint life, guint ticket, guint status, GBytes *bytes)
{
  SimWorld *world = seat->world;
  SimCall *call = sim_call_new (world, seat);

  call->life = life;
  call->ticket = ticket;
  call->status = status;
  call->bytes = g_bytes_ref (bytes);
  if (seat->offline || strikes (world, 4))
    call->net = VIGIE_SYNC_NET_FAILED;
  else if (strikes (world, 4))
    {
      g_bytes_unref (call->bytes);
      call->bytes = cut (world, bytes);
      /* With a length the cut is seen below; a proxy that made the length fit leaves it to the envelope. */
      call->net = sim_chance (world, 2) == 0 ? VIGIE_SYNC_NET_FAILED : VIGIE_SYNC_NET_OK;
    }
  sim_plan (world, delay_usec (world), reply_step, call);
}
