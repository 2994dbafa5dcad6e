/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hub's process: the engine, one writer that takes whatever waits, streams to who listens. */

#include <glib/gstdio.h>
#include <string.h>

#include "sim-world.h"
#include "vigie-hub-frame.h"
#include "vigie-hub-sqlite.h"
#include "vigie-wire-append.h"
#include "vigie-wire-live.h"

static gboolean
strikes (SimWorld *world, guint percent)
{
  return !world->calm && sim_chance (world, 100) < percent;
}

/* Life and death ------------------------------------------------------------------------------------ */

void
sim_hub_start (SimWorld *world)
{
  SimHub *hub = &world->hub;
  const VigieHubLimits limits = { 0, 0 };
  g_autoptr(GError) error = NULL;
  VigieHubLog *log = vigie_hub_sqlite_open (hub->path, &world->hub_seams, &error);

  g_assert_no_error (error);
  hub->hub = vigie_hub_new (log, hub->path, "DISTRI-NIGHT", &world->hub_seams, &limits, &error);
  g_assert_no_error (error);
  hub->reader = vigie_hub_reader (hub->hub, &error);
  g_assert_no_error (error);
  /* Frames are only made for somebody. */
  vigie_hub_count (hub->hub, VIGIE_HUB_COUNT_LISTENERS, 1);
  sim_trace (world, "hub starts");
}

/* Most notice that the connection went; some have to find out by the silence. */
static void
forget_streams (SimWorld *world)
{
  for (guint i = 0; i < SIM_SEATS; i++)
    {
      SimSeat *seat = &world->seats[i];
      guint ticket = seat->live_ticket;
      gboolean connected = seat->hub_link != 0 && seat->hub_link == seat->link;

      seat->hub_link = 0;
      if (!connected || seat->engine == NULL || sim_chance (world, 4) == 0)
        continue;
      sim_seat_hang_up (seat);
      vigie_sync_engine_live_ended (seat->engine, ticket, VIGIE_SYNC_NET_FAILED, world->now_usec);
      sim_seat_look (seat);
    }
}

void
sim_hub_close (SimWorld *world)
{
  SimHub *hub = &world->hub;

  g_clear_pointer (&hub->reader, vigie_hub_log_free);
  g_clear_pointer (&hub->hub, vigie_hub_free);
  for (guint i = 0; i < hub->waiting->len; i++)
    {
      SimCall *call = hub->waiting->pdata[i];

      if (!call->twin && call->seat != NULL)
        {
          g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);

          sim_seat_answer (call->seat, call->life, call->ticket, 0, nothing);
        }
    }
  g_ptr_array_set_size (hub->waiting, 0);
  hub->write_planned = FALSE;
  hub->life++;
}

static void
restart_step (SimWorld *world, SimCall *call)
{
  if (world->hub.hub == NULL && call->hub_life == world->hub.life)
    sim_hub_start (world);
  sim_call_free (call);
}

void
sim_hub_die (SimWorld *world, gint64 down_usec)
{
  SimHub *hub = &world->hub;

  if (hub->hub == NULL)
    return;
  sim_trace (world, "hub dies");
  world->n_crashes++;
  sim_disk_set_fuse (hub->disk, 1);
  sim_hub_close (world);
  sim_disk_crash (hub->disk);
  forget_streams (world);
  sim_plan (world, down_usec, restart_step, sim_call_new (world, NULL));
}

/* Writing ------------------------------------------------------------------------------------------- */

static gboolean
look_up (SimSeat *seat, VigieHubSeat *as)
{
  g_autofree char *device = seat->store != NULL ? vigie_store_get_device (seat->store) : NULL;
  guint8 key[VIGIE_KEY_BYTES];

  return device != NULL && vigie_unhex (device, key, sizeof key) && vigie_hub_seat (seat->world->hub.hub, key, as);
}

/* Who may not listen any more is told nothing, and the stream ends. */
static void
publish_to (SimSeat *seat, GPtrArray *frames)
{
  VigieHubSeat as;

  if (seat->hub_link == 0 || seat->store == NULL)
    return;
  if (!look_up (seat, &as))
    {
      sim_seat_stream (seat, seat->hub_link, NULL);
      seat->hub_link = 0;
      return;
    }
  for (guint i = 0; i < frames->len; i++)
    {
      g_autoptr(GBytes) text = vigie_hub_frame_text (frames->pdata[i], seat->world->hub.hub, &as);

      if (text != NULL && g_bytes_get_size (text) > 0)
        sim_seat_stream (seat, seat->hub_link, text);
    }
}

static void
publish (SimWorld *world, GPtrArray *frames)
{
  for (guint i = 0; i < SIM_SEATS; i++)
    publish_to (&world->seats[i], frames);
}

/* What the hub says that it has: it must not lose it while somebody still has it. */
static void
note_answer (SimWorld *world, const VigieHubRequest *request)
{
  for (guint n = 1; request->status == 200 && strcmp (request->path, "/v1/events") == 0 && n <= 1000; n++)
    {
      g_autoptr(VigieWireAppendReply) reply = vigie_wire_append_reply_read (request->reply, n, NULL);

      for (guint i = 0; reply != NULL && i < reply->results->len; i++)
        {
          const VigieWireResult *result = reply->results->pdata[i];

          if (result->status == VIGIE_WIRE_STORED || result->status == VIGIE_WIRE_KNOWN)
            g_hash_table_add (world->acknowledged, g_strdup (result->id));
          world->n_refused += result->status == VIGIE_WIRE_REFUSED;
        }
      if (reply != NULL || strcmp (request->method, "POST") != 0)
        return;
    }
}

static void
answer (SimWorld *world, SimCall *call)
{
  note_answer (world, call->request);
  if (!call->twin)
    sim_seat_answer (call->seat, call->life, call->ticket, call->request->status, call->request->reply);
}

static void
answer_all (SimWorld *world, GPtrArray *calls)
{
  for (guint i = 0; i < calls->len; i++)
    answer (world, calls->pdata[i]);
}

static void
write_step (SimWorld *world, SimCall *call)
{
  SimHub *hub = &world->hub;
  g_autoptr(GPtrArray) calls = NULL;
  g_autoptr(GPtrArray) requests = g_ptr_array_new ();
  g_autoptr(GPtrArray) frames = NULL;
  gboolean current = hub->hub != NULL && call->hub_life == hub->life;

  sim_call_free (call);
  if (!current)
    return;
  hub->write_planned = FALSE;
  calls = g_steal_pointer (&hub->waiting);
  hub->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_call_free);
  for (guint i = 0; i < calls->len; i++)
    g_ptr_array_add (requests, ((SimCall *) calls->pdata[i])->request);
  frames = vigie_hub_write (hub->hub, requests);
  sim_trace (world, "hub writes %u", calls->len);
  if (!sim_disk_is_dead (hub->disk) && !strikes (world, 1))
    {
      answer_all (world, calls);
      publish (world, frames);
      return;
    }
  /* Dead: whoever asked hears nothing. */
  g_ptr_array_unref (hub->waiting);
  hub->waiting = g_steal_pointer (&calls);
  sim_hub_die (world, sim_chance (world, 10000000));
}

/* Answers as if everything were written, and then forgets it: what must never be. */
static gboolean
answers_first (SimWorld *world, SimCall *call)
{
  GPtrArray *results;
  g_autoptr(GPtrArray) sent = NULL;

  if (world->mutation != SIM_ANSWER_FIRST || world->calm || strcmp (call->request->path, "/v1/events") != 0
      || call->request->body == NULL || sim_chance (world, 20) != 0)
    return FALSE;
  sent = vigie_wire_append_read (call->request->body, NULL);
  if (sent == NULL)
    return FALSE;
  results = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_result_free);
  for (guint i = 0; i < sent->len; i++)
    {
      const VigieWireEvent *one = sent->pdata[i];
      g_autoptr(VigieEvent) event = vigie_event_parse (one->bytes, one->length_bytes, one->signature, NULL);

      g_ptr_array_add (results, vigie_wire_result_new (event != NULL ? event->id : NULL, VIGIE_WIRE_STORED, NULL, NULL));
      ((VigieWireResult *) results->pdata[i])->seq = 1;
    }
  {
    char epoch[33];
    guint64 head = 0;
    g_autoptr(GBytes) reply = NULL;

    g_assert_true (vigie_hub_log_epoch (world->hub.reader, epoch, &head, NULL));
    reply = vigie_wire_append_reply_new (epoch, (gint64) head, world->now_usec, results);
    sim_seat_answer (call->seat, call->life, call->ticket, 200, reply);
  }
  g_ptr_array_unref (results);

  return TRUE;
}

static void
wait_for_writer (SimWorld *world, SimCall *call_taken)
{
  SimHub *hub = &world->hub;

  if (answers_first (world, call_taken))
    {
      sim_call_free (call_taken);
      return;
    }
  g_ptr_array_add (hub->waiting, call_taken);
  if (hub->write_planned)
    return;
  hub->write_planned = TRUE;
  sim_plan (world, 100 + sim_chance (world, 20000), write_step, sim_call_new (world, NULL));
}

/* Requests ------------------------------------------------------------------------------------------ */

void
sim_hub_arrive (SimWorld *world, SimCall *call)
{
  SimHub *hub = &world->hub;
  gsize max_bytes = 0, length = call->bytes != NULL ? g_bytes_get_size (call->bytes) : 0;
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);

  sim_trace (world, "hub gets %s %s from %u", call->request->method, call->request->path, call->seat->index);
  if (hub->hub == NULL)
    {
      if (!call->twin)
        sim_seat_answer (call->seat, call->life, call->ticket, 0, nothing);
      sim_call_free (call);
      return;
    }
  call->hub_life = hub->life;
  if (vigie_hub_admit (hub->hub, hub->reader, call->request, &max_bytes))
    {
      g_assert_cmpuint (length, <=, max_bytes);
      call->request->body = g_steal_pointer (&call->bytes);
      if (vigie_hub_answer (hub->hub, hub->reader, call->request) == VIGIE_HUB_WRITE)
        {
          wait_for_writer (world, call);
          return;
        }
    }
  answer (world, call);
  sim_call_free (call);
}

void
sim_hub_command (SimWorld *world, VigieHubCommandKind kind, const char *who, const char *name, const char *role, char **reply)
{
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);
  g_autoptr(VigieHubRequest) request = NULL;
  g_autoptr(GPtrArray) requests = g_ptr_array_new ();
  g_autoptr(GPtrArray) frames = NULL;
  gsize length = 0;
  const char *text;

  command->kind = kind;
  command->who = g_strdup (who);
  command->name = g_strdup (name);
  command->role = g_strdup (role);
  command->days = 7;
  request = vigie_hub_command_request (command);
  g_ptr_array_add (requests, request);
  frames = vigie_hub_write (world->hub.hub, requests);
  if (sim_disk_is_dead (world->hub.disk))
    {
      sim_hub_die (world, sim_chance (world, 10000000));
      return;
    }
  publish (world, frames);
  text = g_bytes_get_data (request->reply, &length);
  if (reply != NULL)
    *reply = g_strndup (text, length);
}

/* Once in five seconds, as long as the world goes on. */
void
sim_hub_beat (SimWorld *world, SimCall *call)
{
  g_autoptr(GBytes) beat = g_bytes_new_static (VIGIE_WIRE_LIVE_HEARTBEAT, strlen (VIGIE_WIRE_LIVE_HEARTBEAT));

  if (world->hub.hub != NULL)
    {
      g_autoptr(GPtrArray) frames = vigie_hub_tick (world->hub.hub);

      publish (world, frames);
      for (guint i = 0; i < SIM_SEATS; i++)
        if (world->seats[i].hub_link != 0)
          sim_seat_stream (&world->seats[i], world->seats[i].hub_link, beat);
    }
  sim_plan (world, VIGIE_WIRE_HEARTBEAT_USEC, sim_hub_beat, call);
}

/* Backups ------------------------------------------------------------------------------------------- */

void
sim_hub_keep_backup (SimWorld *world)
{
  SimHub *hub = &world->hub;
  g_autofree char *path = g_strdup_printf ("%s/backup-%" G_GUINT64_FORMAT, world->folder, world->n_steps);
  g_autoptr(GError) error = NULL;

  if (hub->hub == NULL || hub->backup != NULL)
    return;
  g_assert_true (vigie_hub_log_backup (hub->reader, path, &error));
  g_assert_no_error (error);
  hub->backup = g_steal_pointer (&path);
  sim_trace (world, "hub is backed up");
}

void
sim_hub_restore (SimWorld *world)
{
  SimHub *hub = &world->hub;
  static const char *const gone[] = { "", "-wal", "-shm" };
  g_autofree char *data = NULL;
  gsize length = 0;

  if (hub->backup == NULL)
    return;
  sim_trace (world, "hub goes back to its backup");
  world->n_restores++;
  sim_hub_close (world);
  sim_disk_crash (hub->disk);
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_autofree char *path = g_strconcat (hub->path, gone[i], NULL);

      g_unlink (path);
    }
  g_assert_true (g_file_get_contents (hub->backup, &data, &length, NULL));
  g_assert_true (g_file_set_contents_full (hub->path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_unlink (hub->backup);
  g_clear_pointer (&hub->backup, g_free);
  forget_streams (world);
  sim_hub_start (world);
}
