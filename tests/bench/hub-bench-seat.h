/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-bench.h"
#include "store-fixture.h"
#include "vigie-sync-desk.h"

/* A seat as the app has one: a store on its thread, and the exchange with a hub; and the same writes in a bare loop. */

G_BEGIN_DECLS

typedef struct
{
  StoreFixture *fixture;
  VigieStoreThread *thread;
  VigieSyncSession *session;
} BenchSeat;

BenchSeat *bench_seat_new (guint seed);
void bench_seat_free (BenchSeat *seat);
/* Joins and returns at once when that is done; the exchange goes on. */
void bench_seat_join (BenchSeat *seat, Bench *bench);
/* Until it is live, with nothing that waits. */
void bench_seat_wait (BenchSeat *seat);
/* Events in the store's file, read from aside. */
gint64 bench_seat_count (BenchSeat *seat);
void bench_seat_record (BenchSeat *seat, const char *stream, guint n);

/* One line an event: signature in hexadecimal and bytes. */
void bench_write_file (const char *path, GPtrArray *events);
/* Seconds to read such a file into the tables of a fresh store, 1,000 in a commit, with nothing checked but what an event
 * is; with a @log the same events go there too, in the same loop. */
double bench_read_file (const char *path, VigieHubLog *log);

G_END_DECLS
