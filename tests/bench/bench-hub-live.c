/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Live streams: from the commit to the last listener, deliveries a second. */

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hub-bench.h"

typedef struct
{
  int *fds;
  guint n;
  int epoll;
  guint64 bytes;
} Listeners;

/* Takes what is there without copying it; how many bytes. */
static gsize
drain (int fd)
{
  gsize n = 0;
  gssize got;

  while ((got = recv (fd, NULL, 1 << 20, MSG_TRUNC | MSG_DONTWAIT)) > 0)
    n += (gsize) got;

  return n;
}

static void
listeners_open (Bench *bench, Listeners *listeners, guint n)
{
  listeners->fds = g_new (int, n);
  listeners->n = n;
  listeners->bytes = 0;
  listeners->epoll = epoll_create1 (EPOLL_CLOEXEC);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *request = g_strdup_printf ("GET /v1/live HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer %s\r\n\r\n", bench->tokens[0]);
      struct epoll_event event = { .events = EPOLLIN, .data.u32 = i };

      listeners->fds[i] = hub_connect (bench->served->port);
      hub_send (listeners->fds[i], request, -1);
      epoll_ctl (listeners->epoll, EPOLL_CTL_ADD, listeners->fds[i], &event);
    }
  while (vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_LISTENERS) < (gint64) n)
    g_usleep (1000);
  g_usleep (300000);
  for (guint i = 0; i < n; i++)
    drain (listeners->fds[i]);
}

static void
listeners_close (Bench *bench, Listeners *listeners)
{
  for (guint i = 0; i < listeners->n; i++)
    close (listeners->fds[i]);
  close (listeners->epoll);
  g_free (listeners->fds);
  while (vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_LISTENERS) > 0)
    g_usleep (10000);
}

/* Waits until each of them has got something. */
static void
wait_for_all (Listeners *listeners)
{
  g_autofree gboolean *got = g_new0 (gboolean, listeners->n);
  guint n_missing = listeners->n;

  while (n_missing > 0)
    {
      struct epoll_event events[256];
      int n = epoll_wait (listeners->epoll, events, 256, 10000);

      g_assert_cmpint (n, >, 0);
      for (int i = 0; i < n; i++)
        {
          guint at = events[i].data.u32;

          /* A heartbeat is three bytes and the chunk around them. */
          if (drain (listeners->fds[at]) < 64 || got[at])
            continue;
          got[at] = TRUE;
          n_missing--;
        }
    }
}

static double
measure_latency (Bench *bench, Listeners *listeners)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *stream = bench_next_stream (bench);
  g_autoptr(GPtrArray) requests = bench_requests (bench->devices[1], bench->tokens[1], stream, 20, 1);
  g_autofree BenchClient *client = g_new0 (BenchClient, 1);

  client->fd = hub_connect (bench->served->port);
  client->requests = requests;
  for (guint i = 0; i < requests->len; i++)
    {
      gint64 took_usec, committed_usec;

      bench_client_send (client);
      while (!bench_client_receive (client))
        ;
      committed_usec = g_get_monotonic_time ();
      wait_for_all (listeners);
      took_usec = g_get_monotonic_time () - committed_usec;
      g_array_append_val (times, took_usec);
      g_usleep (50000);
    }
  close (client->fd);

  return bench_at_share (times, 0.5);
}

typedef struct
{
  Listeners *listeners;
  gint ending;
} Drainer;

static gpointer
run_drainer (gpointer user_data)
{
  Drainer *drainer = user_data;

  while (!g_atomic_int_get (&drainer->ending))
    {
      struct epoll_event events[256];
      int n = epoll_wait (drainer->listeners->epoll, events, 256, 100);

      for (int i = 0; i < n; i++)
        drainer->listeners->bytes += drain (drainer->listeners->fds[events[i].data.u32]);
    }

  return NULL;
}

/* Deliveries a second while 64 clients append as fast as they can. */
static double
measure_saturated (Bench *bench, Listeners *listeners)
{
  Drainer drainer = { listeners, 0 };
  gint64 stored = vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_STORED);
  gint64 start_usec = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("drainer", run_drainer, &drainer);
  double p50_ms, p99_ms, seconds, n_events;

  bench_appends (bench, 64, 32000, 1, &p50_ms, &p99_ms);
  seconds = bench_seconds_since (start_usec);
  n_events = (double) (vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_STORED) - stored);
  g_usleep (500000);
  g_atomic_int_set (&drainer.ending, 1);
  g_thread_join (thread);
  g_print ("  %.0f events to %u listeners, %.0f MB, %" G_GINT64_FORMAT " still listen\n", n_events, listeners->n,
           (double) listeners->bytes / 1e6, vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_LISTENERS));

  return n_events * (double) vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_LISTENERS) / seconds;
}

static void
bench_live (Bench *bench, guint n, double goal_ms)
{
  g_autofree char *what = g_strdup_printf ("commit to the last of %u listeners", n);
  g_autofree char *all = g_strdup_printf ("deliveries to %u listeners, saturated", n);
  Listeners listeners;

  listeners_open (bench, &listeners, n);
  bench_say (what, measure_latency (bench, &listeners), 0, goal_ms, "ms", FALSE);
  if (n >= 1000)
    bench_say (all, measure_saturated (bench, &listeners), 0, 600000, "/s", TRUE);
  else
    g_print ("%s: %.0f/s\n", all, measure_saturated (bench, &listeners));
  listeners_close (bench, &listeners);
}

int
main (int argc, char *argv[])
{
  Bench bench = { NULL };

  bench_raise_limits ();
  bench_open (&bench, NULL);
  bench_live (&bench, 10, 4);
  bench_live (&bench, 100, 4);
  bench_live (&bench, 1000, 20);
  bench_close (&bench);

  return 0;
}
