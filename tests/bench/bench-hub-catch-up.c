/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fresh seat reads a hub's 100,000 events: eight devices work on forty incidents in turn. Beside it, the same events
 * are read from a local file into the same tables. Then what a seat does that was alone for 10,000 events: until
 * another seat has them all, beside a bare loop that writes the same rows, to the hub's log and to the seat's store. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hub-bench-seat.h"
#include "vigie-id.h"
#include "vigie-sync-session.h"
#include "vigie-wire-pack.h"
#include "vigie-wire-page.h"

#define DEVICES 8
#define STREAMS 40
#define BATCH_EVENTS 100

/* Round after round, each device has a hundred events for one of its incidents. */
static GPtrArray *
fill_hub (Bench *bench, guint n)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  guint rounds = n / BATCH_EVENTS;
  g_autofree GPtrArray **events = g_new0 (GPtrArray *, STREAMS);

  for (guint s = 0; s < STREAMS; s++)
    {
      g_autofree char *stream = bench_next_stream (bench);

      events[s] = bench_events (bench->devices[s % DEVICES], stream, rounds / STREAMS * BATCH_EVENTS);
    }
  for (guint r = 0; r < rounds; r++)
    {
      guint s = r % STREAMS;
      g_autoptr(GPtrArray) part = g_ptr_array_new ();
      g_autoptr(GBytes) body = NULL;

      for (guint i = 0; i < BATCH_EVENTS; i++)
        {
          VigieEvent *event = events[s]->pdata[r / STREAMS * BATCH_EVENTS + i];

          g_ptr_array_add (part, event);
          g_ptr_array_add (all, vigie_event_ref (event));
        }
      body = vigie_wire_append_new (part);
      g_assert_cmpuint (hub_request (bench->served->port, "POST", "/v1/events", bench->tokens[s % DEVICES], body, NULL), ==, 200);
    }
  for (guint s = 0; s < STREAMS; s++)
    g_ptr_array_unref (events[s]);

  return all;
}

/* What the pages of all events weigh as packs, beside their JSON without signatures. */
static void
weigh (Bench *bench, gsize n_events)
{
  gsize bytes = 0, plain_bytes = 0;
  gint64 after = 0;
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *target = g_strdup_printf ("/v1/events?after=%" G_GINT64_FORMAT "&limit=1000&pack=" VIGIE_WIRE_PACK_WAY, after);
      g_autoptr(GBytes) reply = NULL;
      g_autoptr(GBytes) content = NULL;
      g_autoptr(VigieWirePage) page = NULL;

      g_assert_cmpuint (hub_request (bench->served->port, "GET", target, bench->tokens[0], NULL, &reply), ==, 200);
      content = vigie_wire_unpack (reply, VIGIE_WIRE_REPLY_MAX_BYTES, NULL);
      page = vigie_wire_page_read (content, VIGIE_WIRE_BY_SEQ, after, NULL);
      g_assert_nonnull (page);
      bytes += g_bytes_get_size (reply);
      plain_bytes += g_bytes_get_size (content) - page->events->len * (2 * VIGIE_SIGNATURE_BYTES + strlen (",\"signature\":\"\""));
      after = page->next;
      more = page->more;
    }
  g_print ("pages packed: %.1f MB, plain without signatures %.1f MB\n", (double) bytes / 1e6, (double) plain_bytes / 1e6);
  bench_say ("bytes of the pages, to 0.22 of plain + 100 B an event", (double) bytes / 1e6,
             (0.22 * (double) plain_bytes + 100.0 * (double) n_events) / 1e6, 1, "MB", FALSE);
}

static void
catch_up (Bench *bench, GPtrArray *events)
{
  g_autofree char *path = hub_fixture_file (bench->served->fixture, "events.txt");
  BenchSeat *seat = bench_seat_new (11);
  gint64 start_usec;
  double seconds, bare;

  bench_write_file (path, events);
  bare = bench_read_file (path, NULL);
  start_usec = g_get_monotonic_time ();
  bench_seat_join (seat, bench);
  bench_seat_wait (seat);
  seconds = bench_seconds_since (start_usec);
  g_assert_cmpint (bench_seat_count (seat), >=, events->len);
  bare = MIN (bare, bench_read_file (path, NULL));
  g_print ("catch-up of %u events: %.2f s, from a file %.2f s\n", events->len, seconds, bare);
  bench_say ("catch-up, beside a local file", seconds, bare, 1.3, "s", FALSE);
  bench_seat_free (seat);
  unlink (path);
}

static void
merge (Bench *bench, guint n)
{
  g_autofree char *path = hub_fixture_file (bench->served->fixture, "offline.txt");
  g_autofree char *stream = bench_next_stream (bench);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(HubFixture) fixture = hub_fixture_new (4);
  VigieHubLog *log = hub_fixture_open (fixture);
  BenchSeat *one = bench_seat_new (12), *other = bench_seat_new (13);
  g_autoptr(VigieTestDevice) device = hub_device_new (79);
  gint64 start_usec, stored;
  double seconds, bare;

  bench_seat_join (one, bench);
  bench_seat_join (other, bench);
  bench_seat_wait (one);
  bench_seat_wait (other);
  stored = bench_seat_count (other);
  vigie_sync_session_stop (one->session);
  bench_seat_record (one, stream, n);
  events = bench_events (device, stream, n);
  bench_write_file (path, events);
  bare = bench_read_file (path, log);
  start_usec = g_get_monotonic_time ();
  vigie_sync_session_start (one->session);
  vigie_sync_session_try_now (one->session);
  while (bench_seat_count (other) < stored + n)
    for (guint i = 0; i < 20; i++)
      g_main_context_iteration (NULL, i == 0);
  seconds = bench_seconds_since (start_usec);
  g_print ("merge of %u offline events: %.2f s, a bare loop %.2f s\n", n, seconds, bare);
  bench_say ("merge of offline events, beside a bare loop", seconds, bare, 1.5, "s", FALSE);
  bench_seat_free (one);
  bench_seat_free (other);
  vigie_hub_log_free (log);
  unlink (path);
}

int
main (int argc, char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  g_autoptr(GPtrArray) events = NULL;
  Bench bench = { NULL };

  vigie_sync_init ();
  bench_raise_limits ();
  bench_open (&bench, NULL);
  events = fill_hub (&bench, n);
  weigh (&bench, events->len);
  catch_up (&bench, events);
  merge (&bench, MAX (n / 10, 1000));
  bench_close (&bench);

  return 0;
}
