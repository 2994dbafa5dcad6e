/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hub-bench.h"

#include <string.h>
#include <unistd.h>

#define HEALTH "GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n"

void
bench_raw_open (BenchRaw *raw, const char *path)
{
  g_assert_cmpint (sqlite3_open (path, &raw->db), ==, SQLITE_OK);
  sqlite3_exec (raw->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE plain (n INTEGER PRIMARY KEY, line BLOB)",
                NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (raw->db, "INSERT INTO plain (line) VALUES (?)", -1, &raw->insert, NULL), ==, SQLITE_OK);
  raw->line = g_strnfill (560, 'x');
}

void
bench_raw_close (BenchRaw *raw)
{
  sqlite3_finalize (raw->insert);
  sqlite3_close (raw->db);
  g_free (raw->line);
}

static void
raw_commit (BenchRaw *raw, guint n)
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

double
bench_raw_rate (BenchRaw *raw, guint per_commit)
{
  gint64 start_usec = g_get_monotonic_time ();
  guint n = 0;

  for (; g_get_monotonic_time () - start_usec < BENCH_RUN_USEC; n += per_commit)
    raw_commit (raw, per_commit);

  return n / bench_seconds_since (start_usec);
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

double
bench_raw_group_rate (BenchRaw *raw, guint n_threads)
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
  while (g_get_monotonic_time () - start_usec < BENCH_RUN_USEC)
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

  return (double) n / bench_seconds_since (start_usec);
}

static gpointer
run_verify (gpointer user_data)
{
  gint64 start_usec = g_get_monotonic_time ();
  guint n = 0;

  for (; g_get_monotonic_time () - start_usec < BENCH_RUN_USEC / 2; n++)
    g_assert_true (vigie_event_verify (user_data, NULL));

  return GUINT_TO_POINTER ((guint) (n / bench_seconds_since (start_usec)));
}

double
bench_verify_rate (guint n_threads)
{
  g_autoptr(VigieTestDevice) device = hub_device_new (77);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = bench_events (device, stream, 1);
  GThread *threads[16];
  double rate = 0;

  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("verify", run_verify, events->pdata[0]);
  for (guint i = 0; i < n_threads; i++)
    rate += GPOINTER_TO_UINT (g_thread_join (threads[i]));

  return rate;
}

double
bench_health_rate (Bench *bench)
{
  g_autoptr(GPtrArray) requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree BenchClient *client = g_new0 (BenchClient, 1);
  double rate;

  g_ptr_array_add (requests, g_bytes_new_static (HEALTH, strlen (HEALTH)));
  client->fd = hub_connect (bench->served->port);
  client->requests = requests;
  rate = bench_drive (client, 1, FALSE, times);
  close (client->fd);

  return rate;
}

double
bench_log_rate (guint per_commit)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (2);
  g_autoptr(VigieTestDevice) device = hub_device_new (78);
  g_autofree char *stream = hub_fixture_stream (2);
  g_autoptr(GPtrArray) events = bench_events (device, stream, 400 * per_commit);
  VigieHubLog *log = hub_fixture_open (fixture);
  gint64 start_usec = g_get_monotonic_time ();
  VigieHubPlace place;
  double rate;

  for (guint i = 0; i < events->len; i++)
    {
      g_assert_true (i % per_commit != 0 || vigie_hub_log_begin (log, NULL));
      g_assert_true (vigie_hub_log_append (log, events->pdata[i], NULL, VIGIE_HUB_SPECIAL_NONE, &place, NULL));
      g_assert_true ((i + 1) % per_commit != 0 || vigie_hub_log_commit (log, NULL));
    }
  rate = events->len / bench_seconds_since (start_usec);
  vigie_hub_log_free (log);

  return rate;
}
