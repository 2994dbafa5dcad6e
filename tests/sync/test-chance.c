/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Five seats and a hub on paper, left to chance: requests that do not arrive, answers that are lost or cut at any byte,
 * streams that end, seats that die between two steps, clocks that are off by days, a hub that is put back from a backup.
 * Then the faults stop, and in the end everybody has the same, each event once, and nothing that was recorded is lost.
 * A seed replays exactly; `VIGIE_SEEDS=N` tries more, `VIGIE_SEED=N` one. */

#include "paper-hub.h"

#include <stdlib.h>
#include <string.h>

#include "vigie-id.h"
#include "vigie-test-support.h"

#define SEATS 5
#define STEPS 60
#define SEEDS 40
#define ROUNDS 40

typedef struct
{
  GRand *rand;
  PaperHub *hub;
  Seat *seats[SEATS];
  gint64 skew_usec[SEATS];
  GPtrArray *streams;           /* names, declared so far */
  GHashTable *recorded;         /* ids of events */
} World;

static guint
chance (World *world, guint n)
{
  return (guint) g_rand_int_range (world->rand, 0, (gint32) n);
}

static void
note_recorded (World *world, Seat *seat)
{
  for (guint i = 0; i < world->streams->len; i++)
    {
      g_autoptr(GPtrArray) events = vigie_store_load (seat->store, world->streams->pdata[i], NULL, NULL);

      for (guint j = 0; events != NULL && j < events->len; j++)
        g_hash_table_add (world->recorded, g_strdup (((VigieEvent *) events->pdata[j])->id));
    }
}

static void
set_up (World *world, guint seed)
{
  world->rand = g_rand_new_with_seed (seed);
  world->hub = paper_hub_new ();
  world->streams = g_ptr_array_new_with_free_func (g_free);
  world->recorded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < SEATS; i++)
    {
      Seat *seat = seat_new (world->hub, 100 * seed + i + 1, VIGIE_SYNC_FOLLOW);

      seat->faults = g_rand_new_with_seed (1000 * seed + i);
      seat->fault_percent = chance (world, 40);
      world->skew_usec[i] = ((gint64) chance (world, 9) - 4) * VIGIE_DAY_USEC;
      seat->now_usec += world->skew_usec[i];
      seat->fixture->now_usec += world->skew_usec[i];
      world->seats[i] = seat;
    }
}

static void
tear_down (World *world)
{
  for (guint i = 0; i < SEATS; i++)
    {
      g_rand_free (world->seats[i]->faults);
      seat_free (world->seats[i]);
    }
  g_ptr_array_unref (world->streams);
  g_hash_table_unref (world->recorded);
  paper_hub_free (world->hub);
  g_rand_free (world->rand);
}

/* Steps --------------------------------------------------------------------------------------------- */

/* A stream that this seat knows, or NULL. */
static const char *
any_stream (World *world, Seat *seat)
{
  for (guint tries = 0; tries < 5 && world->streams->len > 0; tries++)
    {
      const char *stream = world->streams->pdata[chance (world, world->streams->len)];
      g_autoptr(VigieIncident) incident = vigie_store_incident (seat->store, stream, NULL);

      if (incident != NULL)
        return stream;
    }

  return NULL;
}

static void
record (World *world, Seat *seat)
{
  const char *stream = any_stream (world, seat);
  g_autofree char *text = g_strdup_printf ("note %u", chance (world, 1000000));

  if (stream == NULL || chance (world, 12) == 0)
    g_ptr_array_add (world->streams, store_fixture_declare (seat->fixture, seat->store, "Site down", FALSE));
  else
    g_free (store_fixture_note (seat->fixture, seat->store, stream, text));
  vigie_sync_engine_changed (seat->engine);
}

/* What the hub has more than it told: a frame of some of it, perhaps twice. */
static void
deliver (World *world, Seat *seat)
{
  guint left = seat->live_ticket != 0 && world->hub->log->len > seat->streamed ? world->hub->log->len - (guint) seat->streamed : 0;
  guint n = left > 0 ? chance (world, left) + 1 : 0;

  for (guint times = n > 0 ? 1 + (chance (world, 4) == 0) : 0; times > 0; times--)
    {
      VigieWireLive *live = paper_hub_behind (world->hub);

      live->kind = VIGIE_WIRE_LIVE_EVENTS;
      live->head = seat->streamed + n;
      for (guint i = 0; i < n; i++)
        {
          const VigieWirePageEvent *event = world->hub->log->pdata[seat->streamed + i];

          g_ptr_array_add (live->events, vigie_wire_page_event_new (event->seq, event->position, event->link, event->event));
        }
      seat_frame (seat, live);
    }
  seat->streamed += n;
}

static void
cut_stream (Seat *seat)
{
  guint ticket = seat->live_ticket;

  seat->live_ticket = 0;
  if (ticket != 0)
    vigie_sync_engine_live_ended (seat->engine, ticket, VIGIE_SYNC_NET_FAILED, seat->now_usec);
}

static void
restore_hub (World *world)
{
  g_autofree char *epoch = g_strdup_printf ("%08x%08x%08x%08x", g_rand_int (world->rand), g_rand_int (world->rand),
                                            g_rand_int (world->rand), g_rand_int (world->rand));

  for (guint i = 0; i < SEATS; i++)
    cut_stream (world->seats[i]);
  paper_hub_restore (world->hub, epoch, chance (world, world->hub->log->len + 1));
}

static void
run (World *world, Seat *seat)
{
  seat_run_at (seat, seat->now_usec + chance (world, 4000) * 1000);
  if (seat->died)
    seat_restart (seat, VIGIE_SYNC_FOLLOW);
}

static void
step (World *world)
{
  Seat *seat = world->seats[chance (world, SEATS)];
  guint what = chance (world, 100);

  world->hub->page_events = 1 + chance (world, 20);
  if (what < 40)
    record (world, seat);
  else if (what < 55)
    deliver (world, seat);
  else if (what < 60)
    cut_stream (seat);
  else if (what < 63)
    seat_restart (seat, VIGIE_SYNC_FOLLOW);
  else if (what < 65)
    restore_hub (world);
  run (world, seat);
}

/* The end ------------------------------------------------------------------------------------------- */

static gboolean
is_quiet (World *world)
{
  for (guint i = 0; i < SEATS; i++)
    {
      VigieSyncStatus status = seat_status (world->seats[i]);

      if (status.state != VIGIE_SYNC_LIVE || status.n_waiting > 0 || world->seats[i]->streamed < world->hub->log->len)
        return FALSE;
    }

  return TRUE;
}

static void
heal (World *world)
{
  guint round = 0;

  for (guint i = 0; i < SEATS; i++)
    world->seats[i]->fault_percent = 0;
  for (; round < ROUNDS && (round == 0 || !is_quiet (world)); round++)
    for (guint i = 0; i < SEATS; i++)
      {
        Seat *seat = world->seats[i];

        vigie_sync_engine_try_now (seat->engine, seat->now_usec);
        vigie_sync_engine_live_heard (seat->engine, seat->live_ticket, seat->now_usec);
        seat_run (seat);
        deliver (world, seat);
        seat_run (seat);
      }
  if (round == ROUNDS)
    for (guint i = 0; i < SEATS; i++)
      {
        VigieSyncStatus status = seat_status (world->seats[i]);

        g_test_message ("seat %u: %s %s, %u waiting, %u parked, %d of %d, told %d of %u", i, vigie_sync_state_to_word (status.state),
                        vigie_sync_reason_to_word (status.reason), status.n_waiting, status.n_parked, (int) status.done,
                        (int) status.all, (int) world->seats[i]->streamed, world->hub->log->len);
      }
  g_assert_cmpuint (round, <, ROUNDS);
}

static void
assert_each_once (World *world)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < world->hub->log->len; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) ((VigieWirePageEvent *) world->hub->log->pdata[i])->event->id));
  g_assert_cmpuint (g_hash_table_size (seen), ==, g_hash_table_size (world->recorded));
}

static void
assert_all_equal (World *world)
{
  for (guint s = 0; s < world->streams->len; s++)
    {
      const char *stream = world->streams->pdata[s];
      g_autofree char *first = seat_digest (world->seats[0], stream);

      g_assert_nonnull (first);
      for (guint i = 1; i < SEATS; i++)
        {
          g_autofree char *other = seat_digest (world->seats[i], stream);

          g_assert_cmpstr (other, ==, first);
        }
    }
  for (guint i = 0; i < SEATS; i++)
    {
      g_assert_cmpuint (seat_status (world->seats[i]).n_parked, ==, 0);
      g_assert_cmpuint (seat_status (world->seats[i]).n_aside, ==, 0);
      store_assert_clean (world->seats[i]->store);
    }
}

static void
try_seed (guint seed)
{
  World world = { 0 };

  g_test_message ("seed %u", seed);
  set_up (&world, seed);
  for (guint i = 0; i < STEPS; i++)
    step (&world);
  for (guint i = 0; i < SEATS; i++)
    note_recorded (&world, world.seats[i]);
  heal (&world);
  assert_all_equal (&world);
  assert_each_once (&world);
  tear_down (&world);
}

static void
test_seeds (void)
{
  const char *more = g_getenv ("VIGIE_SEEDS");
  const char *one = g_getenv ("VIGIE_SEED");
  guint n = more != NULL ? (guint) atoi (more) : SEEDS;

  if (one != NULL)
    try_seed ((guint) atoi (one));
  else
    for (guint seed = 1; seed <= n; seed++)
      try_seed (seed);
}

int
main (int argc, char **argv)
{
  /* Nothing here depends on the disk but the time it takes. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F15/seeds", test_seeds);
  return g_test_run ();
}
