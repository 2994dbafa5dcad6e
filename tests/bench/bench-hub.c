/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the hub does in a second, each figure beside what the same computer does in the same run without
 * it: SQLite with a commit for each event, signatures, HTTP that does nothing. The clients are one thread
 * with prepared requests, so that as little as possible of what is measured is theirs; they still share
 * the cores with the hub. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hub-served.h"
#include "vigie-id.h"

#define RUN_USEC (2 * G_USEC_PER_SEC)
#define SINGLE_EVENTS 60000
#define BATCHES 400
#define BATCH_EVENTS 100
#define HEALTH "GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n"
#define NOTE "{\"kind\":\"note\",\"text\":\"The gateway answers 502 again; the second node is drained.\"}"

static double
seconds_since (gint64 start_usec)
{
  return (double) (g_get_monotonic_time () - start_usec) / G_USEC_PER_SEC;
}

static void
say_goal (const char *what, double value, double goal, const char *unit, gboolean more_is_better)
{
  gboolean met = more_is_better ? value >= goal : value <= goal;

  g_print ("%s: %.1f %s (goal %s %.1f: %s)\n", what, value, unit, more_is_better ? "at least" : "at most", goal,
           met ? "met" : "MISSED");
}

/* Events --------------------------------------------------------------------------------------- */

static GPtrArray *
make_events (VigieTestDevice *device, const char *stream, guint n)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (drafts, vigie_draft_new (stream, "entry.logged", vigie_test_time ("2026-11-22T03:00:00Z"), "Awa Koné",
                                              g_strdup (NOTE)));
  vigie_test_device_record (device, drafts, events);

  return events;
}

/* Requests of @per events each, ready to send. */
static GPtrArray *
make_requests (VigieTestDevice *device, const char *token, const char *stream, guint n, guint per)
{
  GPtrArray *requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) events = make_events (device, stream, n * per);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GPtrArray) part = g_ptr_array_new ();
      g_autoptr(GBytes) body = NULL;
      GString *text = g_string_new (NULL);
      gsize length;

      for (guint j = 0; j < per; j++)
        g_ptr_array_add (part, events->pdata[i * per + j]);
      body = vigie_wire_append_new (part);
      length = g_bytes_get_size (body);
      g_string_printf (text, "POST /v1/events HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                       token, length);
      g_string_append_len (text, g_bytes_get_data (body, NULL), (gssize) length);
      g_ptr_array_add (requests, g_string_free_to_bytes (text));
    }

  return requests;
}

/* Ceilings ------------------------------------------------------------------------------------- */

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *insert;
  char *line;
} Raw;

static void
raw_open (Raw *raw, const char *path)
{
  g_assert_cmpint (sqlite3_open (path, &raw->db), ==, SQLITE_OK);
  sqlite3_exec (raw->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE plain (n INTEGER PRIMARY KEY, line BLOB)",
                NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (raw->db, "INSERT INTO plain (line) VALUES (?)", -1, &raw->insert, NULL), ==, SQLITE_OK);
  raw->line = g_strnfill (560, 'x');
}

static void
raw_close (Raw *raw)
{
  sqlite3_finalize (raw->insert);
  sqlite3_close (raw->db);
  g_free (raw->line);
}

static void
raw_commit (Raw *raw, guint n)
{
  sqlite3_exec (raw->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  for (guint i = 0; i < n; i++)
    {
      sqlite3_bind_blob (raw->insert, 1, raw->line, 560, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (raw->insert), ==, SQLITE_DONE);
      sqlite3_reset (raw->insert);
    }
  g_assert_cmpint (sqlite3_exec (raw->db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
}

static double
raw_rate (Raw *raw, guint per_commit)
{
  gint64 start_usec = g_get_monotonic_time ();
  guint n = 0;

  for (; g_get_monotonic_time () - start_usec < RUN_USEC; n += per_commit)
    raw_commit (raw, per_commit);

  return n / seconds_since (start_usec);
}

/* As many threads that each wait until their one event is on the disk. */
typedef struct
{
  GMutex lock;
  GCond arrived, written;
  guint n_waiting;
  guint64 asked, done;
  gboolean ending;
} Group;

static gpointer
run_group_client (gpointer user_data)
{
  Group *group = user_data;

  g_mutex_lock (&group->lock);
  while (!group->ending)
    {
      guint64 mine = ++group->asked;

      group->n_waiting++;
      g_cond_signal (&group->arrived);
      while (group->done < mine && !group->ending)
        g_cond_wait (&group->written, &group->lock);
    }
  g_mutex_unlock (&group->lock);

  return NULL;
}

static double
group_rate (Raw *raw, guint n_threads)
{
  Group group = { .n_waiting = 0 };
  GThread *threads[64];
  gint64 start_usec = g_get_monotonic_time ();
  guint64 n = 0;

  g_mutex_init (&group.lock);
  g_cond_init (&group.arrived);
  g_cond_init (&group.written);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("client", run_group_client, &group);
  while (g_get_monotonic_time () - start_usec < RUN_USEC)
    {
      guint64 until;
      guint batch;

      g_mutex_lock (&group.lock);
      while (group.n_waiting == 0)
        g_cond_wait (&group.arrived, &group.lock);
      batch = group.n_waiting;
      until = group.asked;
      group.n_waiting = 0;
      g_mutex_unlock (&group.lock);
      raw_commit (raw, batch);
      n += batch;
      g_mutex_lock (&group.lock);
      group.done = until;
      g_cond_broadcast (&group.written);
      g_mutex_unlock (&group.lock);
    }
  g_mutex_lock (&group.lock);
  group.ending = TRUE;
  g_cond_broadcast (&group.written);
  g_mutex_unlock (&group.lock);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);

  return (double) n / seconds_since (start_usec);
}

static gpointer
run_verify (gpointer user_data)
{
  gint64 start_usec = g_get_monotonic_time ();
  guint n = 0;

  for (; g_get_monotonic_time () - start_usec < RUN_USEC / 2; n++)
    g_assert_true (vigie_event_verify (user_data, NULL));

  return GUINT_TO_POINTER ((guint) (n / seconds_since (start_usec)));
}

static double
verify_rate (guint n_threads)
{
  g_autoptr(VigieTestDevice) device = hub_device_new (77);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = make_events (device, stream, 1);
  GThread *threads[16];
  double rate = 0;

  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("verify", run_verify, events->pdata[0]);
  for (guint i = 0; i < n_threads; i++)
    rate += GPOINTER_TO_UINT (g_thread_join (threads[i]));

  return rate;
}

/* Clients -------------------------------------------------------------------------------------- */

typedef struct
{
  int fd;
  GPtrArray *requests;   /* borrowed */
  guint next;
  gint64 sent_usec;
  char reply[65536];
  gsize length;
} Client;

static void
client_send (Client *client)
{
  GBytes *request = client->requests->pdata[client->next++ % client->requests->len];
  gsize length = 0;
  const char *data = g_bytes_get_data (request, &length);

  client->length = 0;
  client->sent_usec = g_get_monotonic_time ();
  hub_send (client->fd, data, (gssize) length);
}

/* TRUE: the reply is whole. */
static gboolean
client_receive (Client *client)
{
  gssize n = recv (client->fd, client->reply + client->length, sizeof client->reply - client->length - 1, 0);
  const char *end, *header;

  g_assert_cmpint (n, >, 0);
  client->length += (gsize) n;
  client->reply[client->length] = '\0';
  end = strstr (client->reply, "\r\n\r\n");
  header = end != NULL ? strstr (client->reply, "Content-Length: ") : NULL;
  if (header == NULL || client->length < (gsize) (end + 4 - client->reply) + strtoul (header + 16, NULL, 10))
    return FALSE;
  g_assert_true (g_str_has_prefix (client->reply, "HTTP/1.1 200"));

  return TRUE;
}

static int
compare_usec (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static double
at_share (GArray *times, double share)
{
  if (times->len == 0)
    return 0;
  g_array_sort (times, compare_usec);

  return (double) g_array_index (times, gint64, (guint) ((times->len - 1) * share)) / 1000;
}

/* Requests a second over all clients, each of which has one on its way. */
static double
drive (Client *clients, guint n_clients, gboolean until_all_sent, GArray *times)
{
  int epoll = epoll_create1 (EPOLL_CLOEXEC);
  gint64 start_usec = g_get_monotonic_time ();
  guint n = 0, n_running = n_clients;

  for (guint i = 0; i < n_clients; i++)
    {
      struct epoll_event event = { .events = EPOLLIN, .data.ptr = &clients[i] };

      g_assert_cmpint (epoll_ctl (epoll, EPOLL_CTL_ADD, clients[i].fd, &event), ==, 0);
      client_send (&clients[i]);
    }
  while (n_running > 0)
    {
      struct epoll_event events[64];
      int n_ready = epoll_wait (epoll, events, 64, 10000);

      g_assert_cmpint (n_ready, >, 0);
      for (int i = 0; i < n_ready; i++)
        {
          Client *client = events[i].data.ptr;
          gint64 took_usec;

          if (!client_receive (client))
            continue;
          took_usec = g_get_monotonic_time () - client->sent_usec;
          g_array_append_val (times, took_usec);
          n++;
          if (client->next >= client->requests->len && until_all_sent)
            n_running--;
          else if (g_get_monotonic_time () - start_usec > RUN_USEC)
            n_running--;
          else
            client_send (client);
        }
    }
  close (epoll);

  return n / seconds_since (start_usec);
}

/* The hub --------------------------------------------------------------------------------------- */

typedef struct
{
  HubServed *served;
  VigieTestDevice *devices[64];
  char *tokens[64];
  guint n_streams;       /* given so far */
} Bench;

static double
measure_health (Bench *bench)
{
  g_autoptr(GPtrArray) requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree Client *client = g_new0 (Client, 1);
  double rate;

  g_ptr_array_add (requests, g_bytes_new_static (HEALTH, strlen (HEALTH)));
  client->fd = hub_connect (bench->served->port);
  client->requests = requests;
  rate = drive (client, 1, FALSE, times);
  close (client->fd);

  return rate;
}

static double
measure_appends (Bench *bench, guint n_clients, guint n_requests, guint per, double *p50_ms, double *p99_ms)
{
  g_autofree Client *clients = g_new0 (Client, n_clients);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  double rate;

  for (guint i = 0; i < n_clients; i++)
    {
      g_autofree char *stream = hub_fixture_stream (1000 + bench->n_streams++);

      clients[i].fd = hub_connect (bench->served->port);
      clients[i].requests = make_requests (bench->devices[i], bench->tokens[i], stream, n_requests / n_clients, per);
    }
  rate = drive (clients, n_clients, TRUE, times) * per;
  for (guint i = 0; i < n_clients; i++)
    {
      g_ptr_array_unref (clients[i].requests);
      close (clients[i].fd);
    }
  *p50_ms = at_share (times, 0.5);
  *p99_ms = at_share (times, 0.99);

  return rate;
}

static void
bench_appends (Bench *bench, Raw *raw)
{
  static const guint counts[] = { 1, 8, 64 };
  double verify_one = verify_rate (1), verify_all = verify_rate (MIN (g_get_num_processors (), 16));
  double single = raw_rate (raw, 1), hundred = raw_rate (raw, BATCH_EVENTS), health = measure_health (bench);
  double p50_ms, p99_ms, rate;

  g_print ("SQLite FULL: %.0f commits of one event/s, %.0f events/s in hundreds; signatures: %.0f/s, all cores %.0f/s; "
           "empty HTTP round trips of one client: %.0f/s\n", single, hundred, verify_one, verify_all, health);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      guint n = counts[i];
      double ceiling = n == 1 ? 1 / (1 / single + 1 / verify_one + 1 / health)
                              : 1 / (1 / group_rate (raw, n) + 1 / verify_all);
      g_autofree char *what = g_strdup_printf ("durable appends, %u client%s", n, n == 1 ? "" : "s");

      rate = measure_appends (bench, n, n == 1 ? SINGLE_EVENTS / 12 : SINGLE_EVENTS / 2, 1, &p50_ms, &p99_ms);
      g_print ("%s: p50 %.2f ms, p99 %.2f ms; ceiling of this computer %.0f/s\n", what, p50_ms, p99_ms, ceiling);
      say_goal (what, rate, 0.8 * ceiling, "events/s", TRUE);
    }
  rate = measure_appends (bench, 1, BATCHES, BATCH_EVENTS, &p50_ms, &p99_ms);
  g_print ("batches of %u, 1 client: p50 %.2f ms, p99 %.2f ms\n", BATCH_EVENTS, p50_ms, p99_ms);
  say_goal ("durable appends in batches of 100", rate, 0.8 * hundred, "events/s", TRUE);
  rate = measure_appends (bench, 8, BATCHES, BATCH_EVENTS, &p50_ms, &p99_ms);
  g_print ("batches of %u, 8 clients: %.0f events/s, p50 %.2f ms, p99 %.2f ms\n", BATCH_EVENTS, rate, p50_ms, p99_ms);
}

/* Listeners ------------------------------------------------------------------------------------- */

typedef struct
{
  int *fds;
  guint n;
  int epoll;
  guint64 bytes;
} Listeners;

static gsize
resident_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long pages = 0, ignored = 0;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  sscanf (text, "%lu %lu", &ignored, &pages);

  return pages * (gsize) sysconf (_SC_PAGESIZE);
}

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
  g_autofree char *stream = hub_fixture_stream (1000 + bench->n_streams++);
  g_autoptr(GPtrArray) requests = make_requests (bench->devices[1], bench->tokens[1], stream, 20, 1);
  g_autofree Client *client = g_new0 (Client, 1);

  client->fd = hub_connect (bench->served->port);
  client->requests = requests;
  for (guint i = 0; i < requests->len; i++)
    {
      gint64 took_usec, committed_usec;

      client_send (client);
      while (!client_receive (client))
        ;
      committed_usec = g_get_monotonic_time ();
      wait_for_all (listeners);
      took_usec = g_get_monotonic_time () - committed_usec;
      g_array_append_val (times, took_usec);
      g_usleep (50000);
    }
  close (client->fd);

  return at_share (times, 0.5);
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

  measure_appends (bench, 64, 32000, 1, &p50_ms, &p99_ms);
  seconds = seconds_since (start_usec);
  n_events = (double) (vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_STORED) - stored);
  g_usleep (500000);
  g_atomic_int_set (&drainer.ending, 1);
  g_thread_join (thread);
  g_print ("  %.0f events to %u listeners, %.0f MB, %" G_GINT64_FORMAT " still listen\n", n_events, listeners->n,
           (double) listeners->bytes / 1e6, vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_LISTENERS));

  return n_events * (double) vigie_hub_get_count (bench->served->hub, VIGIE_HUB_COUNT_LISTENERS) / seconds;
}

static void
bench_live (Bench *bench)
{
  static const guint counts[] = { 10, 100, 1000 };
  static const double goals_ms[] = { 4, 4, 20 };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *what = g_strdup_printf ("commit to the last of %u listeners", counts[i]);
      gsize before_bytes = resident_bytes (), after_bytes;
      Listeners listeners;

      listeners_open (bench, &listeners, counts[i]);
      after_bytes = resident_bytes ();
      say_goal (what, measure_latency (bench, &listeners), goals_ms[i], "ms", FALSE);
      if (counts[i] == 1000)
        say_goal ("memory of a listener, plain", (double) (after_bytes - before_bytes) / 1000 / 1000, 25, "kB", FALSE);
      if (counts[i] >= 100)
        say_goal ("deliveries, saturated", measure_saturated (bench, &listeners), counts[i] == 1000 ? 600000 : 0, "/s", TRUE);
      listeners_close (bench, &listeners);
    }
}

int
main (int argc, char *argv[])
{
  VigieHubServerOptions options;
  struct rlimit files;
  Bench bench = { NULL };
  g_autofree char *plain = NULL;
  Raw raw;

  getrlimit (RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit (RLIMIT_NOFILE, &files);
  vigie_hub_server_options_init (&options);
  bench.served = hub_served_new (&options);
  for (guint i = 0; i < G_N_ELEMENTS (bench.devices); i++)
    {
      bench.devices[i] = hub_device_new (100 + i);
      bench.tokens[i] = hub_served_join (bench.served, bench.devices[i], "responder");
    }
  plain = hub_fixture_file (bench.served->fixture, "plain.db");
  raw_open (&raw, plain);
  bench_appends (&bench, &raw);
  bench_live (&bench);
  raw_close (&raw);
  for (guint i = 0; i < G_N_ELEMENTS (bench.devices); i++)
    {
      vigie_test_device_free (bench.devices[i]);
      g_free (bench.tokens[i]);
    }
  hub_served_free (bench.served);

  return 0;
}
