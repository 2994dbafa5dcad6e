/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people do at their seats, and what goes wrong. */

#include "sim-world.h"

#include <string.h>

#include "store-fixture.h"
#include "vigie-attachment.h"
#include "vigie-id.h"
#include "vigie-test-support.h"

/* Recording ----------------------------------------------------------------------------------------- */

static gint64
now_at (SimSeat *seat)
{
  return seat->world->now_usec + seat->skew_usec;
}

/* What the store says to have is on its disk, whatever comes. */
static void
record (SimSeat *seat, GPtrArray *drafts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_store_record (seat->store, drafts, &error);

  if (sim_disk_is_dead (seat->disk))
    {
      sim_seat_die (seat, sim_chance (seat->world, 20000000));
      return;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];

      g_hash_table_add (seat->kept, g_strdup (event->id));
      sim_trace (seat->world, "seat %u records %s %s", seat->index, event->kind, event->id);
    }
  vigie_sync_engine_changed (seat->engine);
  sim_seat_look (seat);
}

static void
record_one (SimSeat *seat, const char *stream, const char *kind, char *body_taken)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  g_ptr_array_add (drafts, vigie_draft_new (stream, kind, now_at (seat), seat->name, body_taken));
  record (seat, drafts);
}

static void
declare (SimSeat *seat)
{
  SimWorld *world = seat->world;
  guint8 random[VIGIE_ID_RANDOM_BYTES];
  g_autoptr(GPtrArray) drafts = NULL;
  g_autofree char *id = NULL;

  seat->seams.random (random, sizeof random, seat);
  id = vigie_id_new (now_at (seat), random);
  drafts = store_fixture_declare_drafts ("Site down", id, now_at (seat), FALSE);
  g_ptr_array_add (world->streams, vigie_stream_for_incident (id, FALSE));
  record (seat, drafts);
}

/* A stream that this seat knows, or NULL. */
static const char *
any_stream (SimSeat *seat)
{
  SimWorld *world = seat->world;

  for (guint tries = 0; tries < 4 && world->streams->len > 0; tries++)
    {
      const char *stream = world->streams->pdata[sim_chance (world, world->streams->len)];
      guint8 set[VIGIE_HASH_BYTES];
      gint64 count = 0;

      if (vigie_store_stream_set (seat->store, stream, &count, set, NULL) && count > 0)
        return stream;
    }

  return NULL;
}

static void
attach (SimSeat *seat, const char *stream)
{
  SimWorld *world = seat->world;
  gsize length = sim_chance (world, 40) == 0 ? VIGIE_PIECE_BYTES + 100 : sim_chance (world, 3000);
  g_autoptr(GBytes) content = store_fixture_content (sim_chance (world, 1000000), length);
  g_autoptr(GPtrArray) drafts = NULL;
  g_autofree char *hash = store_fixture_hash (content);
  gboolean complete = FALSE, ok;
  guint next = 0;

  ok = vigie_store_content_begin (seat->store, hash, (gint64) length, &complete, &next, NULL);
  for (guint i = next; ok && !complete && i < vigie_piece_count ((gint64) length) && length > 0; i++)
    {
      g_autoptr(GBytes) piece = g_bytes_new_from_bytes (content, i * VIGIE_PIECE_BYTES,
                                                        MIN (VIGIE_PIECE_BYTES, length - i * VIGIE_PIECE_BYTES));

      ok = vigie_store_content_piece (seat->store, hash, i, piece, NULL);
    }
  ok = ok && (complete || vigie_store_content_finish (seat->store, hash, NULL));
  if (sim_disk_is_dead (seat->disk))
    {
      sim_seat_die (seat, sim_chance (world, 20000000));
      return;
    }
  g_assert_true (ok);
  drafts = store_fixture_attachment_drafts (stream, "photo.jpg", content, now_at (seat));
  record (seat, drafts);
}

static void
restrict_incident (SimSeat *seat, const char *stream)
{
  const SimSeat *named = &seat->world->seats[2];

  record_one (seat, stream, "incident.restricted",
              g_strdup_printf ("{\"restricted\":%s,\"people\":[\"%s\"]}", sim_chance (seat->world, 4) != 0 ? "true" : "false",
                               named->member));
}

void
sim_act (SimWorld *world)
{
  SimSeat *seat = &world->seats[sim_chance (world, SIM_SEATS)];
  guint what = sim_chance (world, 100);
  const char *stream;

  if (seat->store == NULL)
    return;
  stream = any_stream (seat);
  if (stream == NULL || what < 8)
    declare (seat);
  else if (what < 14)
    /* Of a responder it is refused. */
    restrict_incident (seat, stream);
  else if (what < 18)
    attach (seat, stream);
  else
    record_one (seat, stream, "entry.logged",
                g_strdup_printf ("{\"kind\":\"note\",\"text\":\"note %u\"}", sim_chance (world, 1000000)));
}

/* Misfortune ---------------------------------------------------------------------------------------- */

static void
online_step (SimWorld *world, SimCall *call)
{
  call->seat->offline = FALSE;
  sim_trace (world, "seat %u is online", call->seat->index);
  if (call->seat->engine != NULL)
    {
      vigie_sync_engine_try_now (call->seat->engine, world->now_usec);
      sim_seat_look (call->seat);
    }
  sim_call_free (call);
}

static void
go_offline (SimSeat *seat)
{
  if (seat->offline)
    return;
  seat->offline = TRUE;
  sim_trace (seat->world, "seat %u is offline", seat->index);
  sim_plan (seat->world, sim_chance (seat->world, 60000000), online_step, sim_call_new (seat->world, seat));
}

static void
revoke_member (SimWorld *world)
{
  SimSeat *seat = &world->seats[SIM_SEATS - 1];

  if (world->hub.hub == NULL || seat->revoked)
    return;
  seat->revoked = TRUE;
  sim_trace (world, "seat %u is revoked", seat->index);
  sim_hub_command (world, VIGIE_HUB_REVOKE, seat->name, NULL, NULL, NULL);
}

static gboolean
pick_withheld (const VigieHubWithheld *withheld, gpointer user_data)
{
  char **id = user_data;

  if (withheld->id == NULL || withheld->admitted)
    return TRUE;
  *id = g_strdup (withheld->id);

  return FALSE;
}

static void
admit_refused (SimWorld *world)
{
  g_autofree char *id = NULL;

  if (world->hub.hub == NULL || !vigie_hub_log_list_withheld (world->hub.reader, pick_withheld, &id, NULL) || id == NULL)
    return;
  sim_trace (world, "hub admits %s", id);
  sim_hub_command (world, VIGIE_HUB_ADMIT, id, NULL, NULL, NULL);
}

void
sim_misfortune (SimWorld *world)
{
  SimSeat *seat = &world->seats[sim_chance (world, SIM_SEATS)];
  guint what = sim_chance (world, 100);

  if (what < 25)
    go_offline (seat);
  else if (what < 45)
    sim_disk_set_fuse (seat->disk, 1 + sim_chance (world, 30));
  else if (what < 52)
    sim_seat_die (seat, sim_chance (world, 20000000));
  else if (what < 67)
    sim_disk_set_fuse (world->hub.disk, 1 + sim_chance (world, 30));
  else if (what < 72)
    sim_hub_die (world, sim_chance (world, 10000000));
  else if (what < 82)
    sim_hub_keep_backup (world);
  else if (what < 90)
    sim_hub_restore (world);
  else if (what < 94)
    revoke_member (world);
  else
    admit_refused (world);
}
