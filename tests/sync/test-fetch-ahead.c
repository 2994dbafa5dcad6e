/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages that are fetched while the one before goes into the store, step by step: the other tests of the engine have a
 * store that answers at once. */

#include "paper-hub.h"

#include <string.h>

#include "vigie-test-support.h"

/* An incident with some notes, sent to the hub; its stream, owned. */
static char *
fill (Seat *seat)
{
  char *stream = store_fixture_declare (seat->fixture, seat->store, "Site down", FALSE);

  for (guint i = 0; i < 20; i++)
    g_free (store_fixture_note (seat->fixture, seat->store, stream, "note"));
  seat_run (seat);

  return stream;
}

static void
assert_same (Seat *a, Seat *b, const char *stream)
{
  g_autofree char *here = seat_digest (a, stream);
  g_autofree char *there = seat_digest (b, stream);

  g_assert_nonnull (here);
  g_assert_cmpstr (here, ==, there);
  store_assert_clean (b->store);
}

/* Takes one step of @seat to its answer. */
static void
carry_out (Seat *seat, VigieSyncTask *task_taken)
{
  g_autoptr(VigieSyncTask) task = task_taken;
  g_auto(VigieSyncStoreResult) result = { 0 };
  g_autoptr(GBytes) body = NULL;
  VigieSyncNet net = VIGIE_SYNC_NET_OK;
  guint status = 0;

  if (vigie_sync_task_is_store (task))
    {
      g_assert_true (vigie_sync_task_run (task, seat->store, &result, NULL));
      vigie_sync_engine_store_done (seat->engine, task->ticket, &result, seat->now_usec);
      return;
    }
  g_assert_cmpint (task->kind, ==, VIGIE_SYNC_TASK_REQUEST);
  body = paper_hub_answer (seat->hub, task, &status, &net);
  vigie_sync_engine_reply (seat->engine, task->ticket, net, status, body, seat->now_usec);
}

static VigieSyncTask *
next_of (Seat *seat)
{
  gint64 wait_usec;

  return vigie_sync_engine_next (seat->engine, seat->now_usec, &wait_usec);
}

/* While a page goes into the store, the one behind it comes; it goes in next, without being asked for again. */
static void
test_next_page_meanwhile (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_ONCE);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_ONCE);
  g_autofree char *stream = fill (awa);
  VigieSyncTask *task, *applying = NULL;

  hub->page_events = 7;
  while ((task = next_of (yao)) != NULL && task->kind != VIGIE_SYNC_TASK_APPLY)
    carry_out (yao, task);
  g_assert_nonnull (task);
  g_assert_cmpint (task->cursor, ==, 7);
  applying = task;
  task = next_of (yao);
  g_assert_nonnull (task);
  g_assert_cmpint (task->kind, ==, VIGIE_SYNC_TASK_REQUEST);
  g_assert_nonnull (strstr (task->path, "after=7&"));
  carry_out (yao, task);
  g_assert_null (next_of (yao));
  carry_out (yao, applying);
  task = next_of (yao);
  g_assert_cmpint (task->kind, ==, VIGIE_SYNC_TASK_APPLY);
  g_assert_cmpint (task->cursor, ==, 14);
  carry_out (yao, task);
  seat_run (yao);
  assert_same (awa, yao, stream);
}

/* A page that was fetched ahead is forgotten with everything else when something fails. */
static void
test_next_page_is_dropped (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_ONCE);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = fill (awa);
  VigieSyncTask *task, *applying;

  hub->page_events = 7;
  seat_frame (yao, paper_hub_behind (hub));
  while ((task = next_of (yao)) != NULL && task->kind != VIGIE_SYNC_TASK_APPLY)
    if (task->kind == VIGIE_SYNC_TASK_LISTEN)
      {
        vigie_sync_engine_live_began (yao->engine, task->ticket, 200, yao->now_usec);
        yao->live_ticket = task->ticket;
        vigie_sync_task_free (task);
      }
    else
      carry_out (yao, task);
  g_assert_nonnull (task);
  applying = task;
  carry_out (yao, next_of (yao));
  vigie_sync_engine_live_ended (yao->engine, yao->live_ticket, VIGIE_SYNC_NET_FAILED, yao->now_usec);
  yao->live_ticket = 0;
  carry_out (yao, applying);
  g_assert_cmpint (seat_status (yao).state, ==, VIGIE_SYNC_OFFLINE);
  vigie_sync_engine_try_now (yao->engine, yao->now_usec);
  seat_run (yao);
  assert_same (awa, yao, stream);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/fetch-ahead/next-page-meanwhile", test_next_page_meanwhile);
  g_test_add_func ("/sync/fetch-ahead/next-page-is-dropped", test_next_page_is_dropped);
  return g_test_run ();
}
