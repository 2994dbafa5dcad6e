/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "hub-served.h"

/* What the benchmarks of the hub share: a hub with members, prepared requests, clients that cost next to
 * nothing, and the same work done without a hub. All figures are printed for people; the lines that begin
 * with "= " are for build-aux/ratios: what, measured, ceiling, ratio, goal, met or MISSED, between tabs. */

G_BEGIN_DECLS

#define BENCH_RUN_USEC (2 * G_USEC_PER_SEC)
#define BENCH_DEVICES 64

double bench_seconds_since (gint64 start_usec);
/* @ceiling 0: the goal is an absolute value in @unit; else a share of the ceiling. */
void bench_say (const char *what, double measured, double ceiling, double goal, const char *unit, gboolean more_is_better);
gsize bench_resident_bytes (void); /* of this process */
/* Sorts @times (gint64 µs); in ms. */
double bench_at_share (GArray *times, double share);

/* As many files as the system allows. */
void bench_raise_limits (void);

/* The body of a note; each @number says something else. Owned. */
char *bench_note (guint number);
/* VigieEvent of @device, notes of about 560 bytes. Owned. */
GPtrArray *bench_events (VigieTestDevice *device, const char *stream, guint n);
/* GBytes: requests of @per events each, whole HTTP messages. Owned. */
GPtrArray *bench_requests (VigieTestDevice *device, const char *token, const char *stream, guint n, guint per);

/* A hub, and members of it. */
typedef struct
{
  HubServed *served;
  VigieTestDevice *devices[BENCH_DEVICES];
  char *tokens[BENCH_DEVICES];
  guint n_streams;       /* given so far */
} Bench;

void bench_open (Bench *bench, const VigieHubServerOptions *options);
void bench_close (Bench *bench);
char *bench_next_stream (Bench *bench); /* owned */

/* A connection with one request on its way. */
typedef struct
{
  int fd;
  GPtrArray *requests;   /* borrowed */
  guint next;
  gint64 sent_usec;
  char reply[65536];
  gsize length;
} BenchClient;

void bench_client_send (BenchClient *client);
gboolean bench_client_receive (BenchClient *client); /* TRUE: the reply is whole */
/* Requests a second over all clients, until all are sent or the time is over. @times (gint64 µs) gets each. */
double bench_drive (BenchClient *clients, guint n_clients, gboolean until_all_sent, GArray *times);
/* @n_requests of @per events over @n_clients; events a second. */
double bench_appends (Bench *bench, guint n_clients, guint n_requests, guint per, double *p50_ms, double *p99_ms);

/* hub-bench-raw.c: without a hub. */
typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *insert;
  char *line;
} BenchRaw;

void bench_raw_open (BenchRaw *raw, const char *path);
void bench_raw_close (BenchRaw *raw);
double bench_raw_rate (BenchRaw *raw, guint per_commit);          /* events a second */
double bench_raw_group_rate (BenchRaw *raw, guint n_threads);     /* of one event for each thread */
double bench_verify_rate (guint n_threads);                       /* signatures a second */
double bench_health_rate (Bench *bench);                          /* empty HTTP round trips of one client */
/* The hub's own rows and indexes, @per_commit at a time, with nothing around them. */
double bench_log_rate (guint per_commit);

G_END_DECLS
