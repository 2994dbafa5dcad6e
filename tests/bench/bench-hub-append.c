/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Durable appends: what the hub takes in a second, each figure beside what the same computer does in the same
 * run without it: SQLite with a commit for each event, signatures, HTTP that does nothing. The clients are
 * one thread with prepared requests, so that as little as possible of what is measured is theirs; they
 * still share the cores with the hub. */

#include "hub-bench.h"

#define SINGLE_EVENTS 60000
#define BATCHES 400
#define BATCH_EVENTS 100

static void
measure_singles (Bench *bench, BenchRaw *raw, guint n)
{
  double verify = bench_verify_rate (n == 1 ? 1 : MIN (g_get_num_processors (), 16)), commits, ceiling, rate, p50_ms, p99_ms;
  g_autofree char *what = g_strdup_printf ("durable appends, %u client%s", n, n == 1 ? "" : "s");

  if (n == 1)
    {
      double health = bench_health_rate (bench);

      commits = bench_raw_rate (raw, 1);
      g_print ("empty HTTP round trips of one client: %.0f/s\n", health);
      ceiling = 1 / (1 / commits + 1 / verify + 1 / health);
    }
  else
    {
      commits = bench_raw_group_rate (raw, n);
      ceiling = 1 / (1 / commits + 1 / verify);
    }
  rate = bench_appends (bench, n, n == 1 ? SINGLE_EVENTS / 12 : SINGLE_EVENTS / 2, 1, &p50_ms, &p99_ms);
  g_print ("%s: p50 %.2f ms, p99 %.2f ms; SQLite FULL %.0f/s, signatures %.0f/s\n", what, p50_ms, p99_ms, commits, verify);
  bench_say (what, rate, ceiling, 0.8, "events/s", TRUE);
}

/* Beside rows without a meaning, and beside the rows and indexes that a hub needs. */
static void
measure_batches (Bench *bench, BenchRaw *raw)
{
  double plain = bench_raw_rate (raw, BATCH_EVENTS), own = bench_log_rate (BATCH_EVENTS), rate, p50_ms, p99_ms;

  rate = bench_appends (bench, 1, BATCHES, BATCH_EVENTS, &p50_ms, &p99_ms);
  g_print ("batches of %u, 1 client: p50 %.2f ms, p99 %.2f ms\n", BATCH_EVENTS, p50_ms, p99_ms);
  bench_say ("batches of 100, beside a bare table", rate, plain, 0.8, "events/s", TRUE);
  bench_say ("batches of 100, beside the log alone", rate, own, 0.8, "events/s", TRUE);
  rate = bench_appends (bench, 8, BATCHES, BATCH_EVENTS, &p50_ms, &p99_ms);
  g_print ("batches of %u, 8 clients: %.0f events/s, p50 %.2f ms, p99 %.2f ms\n", BATCH_EVENTS, rate, p50_ms, p99_ms);
}

int
main (int argc, char *argv[])
{
  static const guint counts[] = { 1, 8, 64 };
  g_autofree char *plain = NULL;
  Bench bench = { NULL };
  BenchRaw raw;

  bench_raise_limits ();
  bench_open (&bench, NULL);
  plain = hub_fixture_file (bench.served->fixture, "plain.db");
  bench_raw_open (&raw, plain);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    measure_singles (&bench, &raw, counts[i]);
  measure_batches (&bench, &raw);
  bench_raw_close (&raw);
  bench_close (&bench);

  return 0;
}
