/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine against a hub on paper, with real stores. */

#include "paper-hub.h"

#include <string.h>

#include "vigie-attachment.h"
#include "vigie-test-support.h"

#define OTHER_EPOCH "ffeeddccbbaa99887766554433221100"

static void
assert_state (Seat *seat, VigieSyncState state, VigieSyncReason reason)
{
  VigieSyncStatus status = seat_status (seat);

  g_assert_cmpint (status.state, ==, state);
  g_assert_cmpint (status.reason, ==, reason);
}

static void
test_push_then_pull (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);
  g_auto(GStrv) changes = NULL;

  assert_state (awa, VIGIE_SYNC_CONNECTING, VIGIE_SYNC_REASON_NONE);
  seat_run (awa);
  seat_run (yao);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  assert_state (yao, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  seat_assert_equal (awa, yao, stream);
  changes = vigie_sync_engine_take_changes (yao->engine);
  g_assert_cmpstr (changes[0], ==, stream);
  g_assert_null (changes[1]);
}

static void
test_once (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_ONCE);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_ONCE);
  g_autofree char *stream = seat_declare (awa);

  seat_run (awa);
  seat_run (yao);
  g_assert_true (vigie_sync_engine_is_over (awa->engine));
  g_assert_true (vigie_sync_engine_is_over (yao->engine));
  g_assert_cmpuint (awa->live_ticket, ==, 0);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  seat_assert_equal (awa, yao, stream);
}

static void
test_once_and_nobody_there (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_ONCE);
  g_autofree char *stream G_GNUC_UNUSED = seat_declare (awa);

  awa->deaf = TRUE;
  seat_run (awa);
  g_assert_true (vigie_sync_engine_is_over (awa->engine));
  assert_state (awa, VIGIE_SYNC_OFFLINE, VIGIE_SYNC_REASON_NETWORK);
  g_assert_cmpuint (seat_status (awa).n_waiting, >, 0);
}

static void
test_not_joined (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);

  g_assert_true (vigie_store_leave_hub (awa->store, NULL));
  seat_run (awa);
  assert_state (awa, VIGIE_SYNC_NOT_JOINED, VIGIE_SYNC_REASON_NONE);
  g_assert_cmpint (awa->wait_usec, ==, VIGIE_TIME_NONE);
  g_assert_cmpuint (hub->n_requests, ==, 0);
}

static void
test_live_both_ways (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);

  seat_run (awa);
  seat_run (yao);
  for (guint i = 0; i < 5; i++)
    {
      Seat *from = i % 2 == 0 ? awa : yao;
      Seat *to = i % 2 == 0 ? yao : awa;
      guint n_requests;

      seat_note (from, stream, "note");
      seat_run (from);
      n_requests = hub->n_requests;
      seat_frame (from, paper_hub_last (hub));
      seat_run (from);
      seat_frame (to, paper_hub_last (hub));
      seat_run (to);
      /* The frame was enough: nothing was asked for. */
      g_assert_cmpuint (hub->n_requests, ==, n_requests);
      seat_assert_equal (awa, yao, stream);
    }
}

/* What a seat sent itself comes back in a frame and costs no write. */
static void
test_own_frames_are_cheap (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);
  const VigieWirePageEvent *last;
  VigieWireLive *live;
  guint n_applies;

  seat_run (awa);
  seat_note (awa, stream, "mine");
  seat_run (awa);
  n_applies = awa->n_applies;
  last = hub->log->pdata[hub->log->len - 1];
  live = paper_hub_behind (hub);
  live->kind = VIGIE_WIRE_LIVE_EVENTS;
  g_ptr_array_add (live->events, vigie_wire_page_event_new (last->seq, last->position, last->link, last->event));
  seat_frame (awa, live);
  seat_run (awa);
  g_assert_cmpuint (awa->n_applies, ==, n_applies);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
}

static void
test_behind_is_read_by_pages (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);

  seat_run (awa);
  seat_run (yao);
  for (guint i = 0; i < 25; i++)
    seat_note (awa, stream, "note");
  seat_run (awa);
  hub->page_events = 10;
  seat_frame (yao, paper_hub_behind (hub));
  seat_run (yao);
  seat_assert_equal (awa, yao, stream);
}

static void
test_many_pages (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_ONCE);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);

  for (guint i = 0; i < 40; i++)
    seat_note (awa, stream, "note");
  seat_run (awa);
  hub->page_events = 7;
  seat_run (yao);
  g_assert_cmpint (seat_status (yao).done, ==, hub->log->len);
  g_assert_cmpint (seat_status (yao).all, ==, hub->log->len);
  seat_assert_equal (awa, yao, stream);
}

/* Failures ----------------------------------------------------------------------------------------- */

static void
test_lost_answer (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);
  gint64 n;
  guint8 set[VIGIE_HASH_BYTES];

  hub->lose_next_answer = TRUE;
  seat_run (awa);
  assert_state (awa, VIGIE_SYNC_OFFLINE, VIGIE_SYNC_REASON_NETWORK);
  g_assert_cmpuint (seat_status (awa).n_waiting, >, 0);
  seat_run_at (awa, awa->wait_usec);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  g_assert_cmpuint (seat_status (awa).n_waiting, ==, 0);
  g_assert_true (vigie_store_stream_set (awa->store, stream, &n, set, NULL));
  g_assert_cmpint (hub->log->len, ==, n);
}

static void
test_waits_grow_and_are_spread (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  gint64 most = VIGIE_SECOND_USEC;

  awa->deaf = TRUE;
  for (guint i = 0; i < 10; i++)
    {
      gint64 waits;

      seat_run (awa);
      waits = awa->wait_usec - awa->now_usec;
      g_assert_cmpint (waits, >=, most / 2);
      g_assert_cmpint (waits, <=, most);
      most = MIN (most * 2, VIGIE_MINUTE_USEC);
      awa->now_usec = awa->wait_usec;
    }
  g_assert_cmpint (most, ==, VIGIE_MINUTE_USEC);

  /* The network came back: at once, and from the first wait on. */
  seat_run (awa);
  vigie_sync_engine_try_now (awa->engine, awa->now_usec);
  seat_run (awa);
  g_assert_cmpint (awa->wait_usec - awa->now_usec, <=, VIGIE_SECOND_USEC);
  awa->deaf = FALSE;
  vigie_sync_engine_try_now (awa->engine, awa->now_usec);
  seat_run (awa);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
}

/* Offline, what is recorded is counted, and nothing is lost. */
static void
test_offline_and_back (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);

  seat_run (awa);
  seat_run (yao);
  awa->deaf = TRUE;
  vigie_sync_engine_live_ended (awa->engine, awa->live_ticket, VIGIE_SYNC_NET_FAILED, awa->now_usec);
  for (guint i = 0; i < 3; i++)
    {
      seat_note (awa, stream, "offline");
      seat_run (awa);
      g_assert_cmpuint (seat_status (awa).n_waiting, ==, i + 1);
    }
  seat_note (yao, stream, "meanwhile");
  seat_run (yao);
  awa->deaf = FALSE;
  seat_run_at (awa, awa->wait_usec);
  seat_frame (yao, paper_hub_behind (hub));
  seat_run (yao);
  seat_assert_equal (awa, yao, stream);
}

static void
test_silence (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);

  seat_run (awa);
  g_assert_cmpint (awa->wait_usec, ==, awa->now_usec + VIGIE_WIRE_SILENCE_USEC);
  awa->now_usec += 10 * VIGIE_SECOND_USEC;
  vigie_sync_engine_live_heard (awa->engine, awa->live_ticket, awa->now_usec);
  seat_run_at (awa, awa->now_usec + 14 * VIGIE_SECOND_USEC);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  seat_run_at (awa, awa->now_usec + VIGIE_SECOND_USEC);
  assert_state (awa, VIGIE_SYNC_OFFLINE, VIGIE_SYNC_REASON_SILENCE);
  g_assert_cmpuint (awa->n_hang_ups, ==, 1);
  seat_run_at (awa, awa->wait_usec);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
}

/* Each answer by somebody who is not the hub. */
static GBytes *
answer_html (const VigieSyncTask *task, guint *status)
{
  static const char html[] = "<!DOCTYPE html><title>Sign in</title>";

  *status = 200;
  return g_bytes_new_static (html, sizeof html - 1);
}

static GBytes *
answer_nothing (const VigieSyncTask *task, guint *status)
{
  *status = 204;
  return g_bytes_new_static ("", 0);
}

static GBytes *
answer_redirect (const VigieSyncTask *task, guint *status)
{
  *status = 302;
  return g_bytes_new_static ("", 0);
}

static GBytes *
answer_other_envelope (const VigieSyncTask *task, guint *status)
{
  *status = 200;
  return vigie_wire_seal ("{\"ok\":true}", 0);
}

static void
test_somebody_else_answers (void)
{
  GBytes *(*const answers[]) (const VigieSyncTask *, guint *) = {
    answer_html, answer_nothing, answer_redirect, answer_other_envelope,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(PaperHub) hub = paper_hub_new ();
      g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
      g_autofree char *stream G_GNUC_UNUSED = seat_declare (awa);
      g_autoptr(VigieStoreHub) row = NULL;
      guint n;

      awa->instead = answers[i];
      seat_run (awa);
      assert_state (awa, VIGIE_SYNC_OFFLINE, VIGIE_SYNC_REASON_NOT_HUB);
      n = seat_status (awa).n_waiting;
      g_assert_cmpuint (n, >, 0);
      row = vigie_store_hub (awa->store, NULL);
      g_assert_cmpint (row->cursor, ==, 0);
      awa->instead = NULL;
      seat_run_at (awa, awa->wait_usec);
      assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
      g_assert_cmpuint (hub->log->len, ==, n);
    }
}

/* Cut after any byte, a reply changes nothing. */
static gsize cut_at;
static PaperHub *cut_hub;

static GBytes *
answer_cut (const VigieSyncTask *task, guint *status)
{
  VigieSyncNet net;
  g_autoptr(GBytes) whole = paper_hub_answer (cut_hub, task, status, &net);

  return g_bytes_new_from_bytes (whole, 0, MIN (cut_at, g_bytes_get_size (whole) - 1));
}

static void
test_cut_anywhere (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_ONCE);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_ONCE);
  g_autofree char *stream = seat_declare (awa);
  g_autoptr(VigieStoreHub) row = NULL;

  cut_hub = hub;
  seat_run (awa);
  yao->instead = answer_cut;
  for (cut_at = 0; cut_at < 600; cut_at++)
    {
      seat_restart (yao, VIGIE_SYNC_ONCE);
      seat_run (yao);
      assert_state (yao, VIGIE_SYNC_OFFLINE, VIGIE_SYNC_REASON_NOT_HUB);
    }
  row = vigie_store_hub (yao->store, NULL);
  g_assert_cmpint (row->cursor, ==, 0);
  g_assert_null (vigie_store_load (yao->store, stream, NULL, NULL));
  yao->instead = NULL;
  seat_restart (yao, VIGIE_SYNC_ONCE);
  seat_run (yao);
  seat_assert_equal (awa, yao, stream);
}

static GBytes *
answer_revoked (const VigieSyncTask *task, guint *status)
{
  *status = 401;
  return vigie_wire_error_new ("unauthorized", "This token was revoked.");
}

static void
test_refused (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream G_GNUC_UNUSED = seat_declare (awa);

  awa->instead = answer_revoked;
  seat_run (awa);
  assert_state (awa, VIGIE_SYNC_REFUSED, VIGIE_SYNC_REASON_TOKEN);
  g_assert_cmpint (awa->wait_usec - awa->now_usec, >=, VIGIE_MINUTE_USEC);
  awa->live_status = 401;
  awa->instead = NULL;
  seat_run_at (awa, awa->wait_usec);
  assert_state (awa, VIGIE_SYNC_REFUSED, VIGIE_SYNC_REASON_TOKEN);
}

/* Refused events ----------------------------------------------------------------------------------- */

static void
test_parked_holds_up_nothing (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autofree char *first = seat_declare (awa);
  g_autofree char *second = NULL;
  g_autoptr(GPtrArray) parked = NULL;
  gint64 n_first, n_second;
  guint8 set[VIGIE_HASH_BYTES];

  seat_run (awa);
  hub->refuse_text = "forbidden";
  seat_note (awa, first, "forbidden");
  seat_note (awa, first, "after it");
  second = seat_declare (awa);
  vigie_sync_engine_changed (awa->engine);
  seat_run (awa);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  g_assert_cmpuint (seat_status (awa).n_waiting, ==, 0);
  parked = vigie_store_parked (awa->store, NULL);
  g_assert_cmpuint (parked->len, ==, 2);
  g_assert_cmpstr (((VigieStoreParked *) parked->pdata[0])->code, ==, "role");
  g_assert_cmpstr (((VigieStoreParked *) parked->pdata[1])->code, ==, "gap");
  g_assert_cmpuint (seat_status (awa).n_parked, ==, 2);

  /* The role is given, and everything goes. */
  hub->refuse_text = NULL;
  g_assert_true (vigie_store_unpark (awa->store, NULL, NULL));
  vigie_sync_engine_changed (awa->engine);
  seat_run (awa);
  g_assert_true (vigie_store_stream_set (awa->store, first, &n_first, set, NULL));
  g_assert_true (vigie_store_stream_set (awa->store, second, &n_second, set, NULL));
  g_assert_cmpint (hub->log->len, ==, n_first + n_second);
  g_assert_cmpuint (seat_status (awa).n_parked, ==, 0);
}

static void
test_too_large (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autoptr(GPtrArray) parked = NULL;

  for (guint i = 0; i < 20; i++)
    seat_note (awa, stream, "short");
  seat_note (awa, stream, long_text);
  hub->body_limit = 4000;
  seat_run (awa);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  parked = vigie_store_parked (awa->store, NULL);
  g_assert_cmpuint (parked->len, ==, 1);
  g_assert_cmpstr (((VigieStoreParked *) parked->pdata[0])->code, ==, "too-large");
  g_assert_cmpuint (seat_status (awa).n_waiting, ==, 0);
}

/* Another log -------------------------------------------------------------------------------------- */

static void
test_restored_hub_gets_everything_again (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) eve = NULL;
  g_autofree char *stream = seat_declare (awa);
  guint n;

  seat_run (awa);
  seat_run (yao);
  seat_note (yao, stream, "by Yao");
  seat_run (yao);
  seat_frame (awa, paper_hub_behind (hub));
  seat_run (awa);
  n = hub->log->len;

  /* Awa alone is left to bring back what the hub lost, Yao's entry too. */
  paper_hub_restore (hub, OTHER_EPOCH, 1);
  seat_frame (awa, paper_hub_behind (hub));
  seat_run (awa);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  g_assert_cmpuint (hub->log->len, ==, n);
  eve = seat_new (hub, 3, VIGIE_SYNC_FOLLOW);
  seat_run (eve);
  seat_assert_equal (awa, eve, stream);
  seat_frame (yao, paper_hub_behind (hub));
  seat_run (yao);
  seat_assert_equal (awa, yao, stream);
}

/* What both have need not go over the line again. */
static void
test_same_streams_are_not_sent_again (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream G_GNUC_UNUSED = seat_declare (awa);
  guint n_appends;

  seat_run (awa);
  n_appends = hub->n_appends;
  paper_hub_restore (hub, OTHER_EPOCH, hub->log->len);
  seat_frame (awa, paper_hub_behind (hub));
  seat_run (awa);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  g_assert_cmpuint (hub->n_appends, ==, n_appends);
}

/* The log was cut without another name: noticed by the cursor. */
static void
test_cursor_beyond_the_head (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_ONCE);
  g_autofree char *stream G_GNUC_UNUSED = seat_declare (awa);
  guint n;

  seat_run (awa);
  n = hub->log->len;
  g_ptr_array_set_size (hub->log, 0);
  seat_restart (awa, VIGIE_SYNC_ONCE);
  seat_run (awa);
  g_assert_cmpuint (hub->log->len, ==, n);
  g_assert_cmpuint (seat_status (awa).n_waiting, ==, 0);
}

static GBytes *
answer_epoch (const VigieSyncTask *task, guint *status)
{
  *status = 409;
  return vigie_wire_error_new ("epoch", "This log is another one.");
}

/* A hub that always says so is left alone for a while, and believed again when it says something else. */
static void
test_epoch_without_end (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream G_GNUC_UNUSED = seat_declare (awa);

  awa->instead = answer_epoch;
  for (guint i = 0; i < 3; i++)
    {
      seat_run (awa);
      assert_state (awa, VIGIE_SYNC_OFFLINE, VIGIE_SYNC_REASON_BUSY);
      awa->now_usec = awa->wait_usec;
    }
  awa->instead = NULL;
  seat_run (awa);
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  g_assert_cmpuint (seat_status (awa).n_waiting, ==, 0);
}

/* Files -------------------------------------------------------------------------------------------- */

static void
assert_content (Seat *seat, const char *hash, GBytes *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) content = vigie_store_content_read (seat->store, hash, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (content, expected));
  store_assert_clean (seat->store);
}

static void
test_files_go_both_ways (void)
{
  static const gsize sizes[] = { 0, 10, VIGIE_PIECE_BYTES, 3 * VIGIE_PIECE_BYTES + 17 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(PaperHub) hub = paper_hub_new ();
      g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
      g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_ONCE);
      g_autofree char *stream = seat_declare (awa);
      g_autoptr(GBytes) content = store_fixture_content (7, sizes[i]);
      g_autofree char *hash = store_fixture_attach (awa->fixture, awa->store, stream, "photo.png", content);
      guint n_puts;

      seat_run (awa);
      g_assert_true (g_hash_table_contains (hub->whole, hash));
      seat_run (yao);
      assert_content (yao, hash, content);
      g_assert_true (vigie_sync_engine_is_over (yao->engine));

      /* Neither goes over the line again. */
      n_puts = hub->n_puts;
      seat_restart (awa, VIGIE_SYNC_ONCE);
      seat_restart (yao, VIGIE_SYNC_ONCE);
      seat_run (awa);
      seat_run (yao);
      g_assert_cmpuint (hub->n_puts, ==, n_puts);
    }
}

/* Found by the simulator: words travel before files, so who is told of one asks before it is there; it comes all the same. */
static void
test_file_not_there_yet (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);
  g_autoptr(GBytes) content = store_fixture_content (7, 100);
  g_autofree char *hash = store_fixture_attach (awa->fixture, awa->store, stream, "photo.png", content);
  g_autoptr(GBytes) body = NULL;
  VigieSyncNet net;
  guint status = 0;

  awa->hold_files = TRUE;
  seat_run (awa);
  g_assert_nonnull (awa->held);
  seat_run (yao);
  g_assert_cmpint (yao->wait_usec, <=, yao->now_usec + 2 * VIGIE_SECOND_USEC);
  body = paper_hub_answer (hub, awa->held, &status, &net);
  vigie_sync_engine_reply (awa->engine, awa->held->ticket, net, status, body, awa->now_usec);
  g_clear_pointer (&awa->held, vigie_sync_task_free);
  seat_run_at (yao, yao->wait_usec);
  assert_content (yao, hash, content);
}

static Seat *told_seat, *other_seat;

/* An empty page, written before something came of which a frame tells while the page is on its way. */
static GBytes *
answer_late (const VigieSyncTask *task, guint *status)
{
  VigieSyncNet net;
  GBytes *body = paper_hub_answer (cut_hub, task, status, &net);
  Seat *seat = told_seat;

  if (seat != NULL && g_str_has_prefix (task->path, "/v1/events?"))
    {
      VigieWireLive *live;

      told_seat = NULL;
      /* What the other seat had recorded arrives at the hub now. */
      seat_run (other_seat);
      live = paper_hub_behind (cut_hub);
      live->kind = VIGIE_WIRE_LIVE_EVENTS;
      seat_frame (seat, live);
    }

  return body;
}

/* Found by the simulator, by its seed 31 at that time. */
static void
test_frame_while_a_page_travels (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);

  seat_run (awa);
  seat_run (yao);
  seat_restart (yao, VIGIE_SYNC_FOLLOW);
  seat_note (awa, stream, "in between");
  cut_hub = hub;
  told_seat = yao;
  other_seat = awa;
  yao->instead = answer_late;
  seat_run (yao);
  g_assert_null (told_seat);
  seat_assert_equal (awa, yao, stream);
}

static void
test_files_of_exercises_stay (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autofree char *local = store_fixture_declare (awa->fixture, awa->store, "Exercise", TRUE);
  g_autoptr(GBytes) content = store_fixture_content (7, 100);
  g_autofree char *hash G_GNUC_UNUSED = store_fixture_attach (awa->fixture, awa->store, local, "photo.png", content);

  seat_run (awa);
  g_assert_cmpuint (hub->n_puts, ==, 0);
}

/* A cut in the middle: it goes on with the piece that is missing. */
static guint cut_after;

static GBytes *
answer_until_cut (const VigieSyncTask *task, guint *status)
{
  VigieSyncNet net;
  GBytes *body = paper_hub_answer (cut_hub, task, status, &net);

  if (g_str_has_prefix (task->path, "/v1/blobs/") && cut_after-- == 0)
    {
      g_bytes_unref (body);
      *status = 503;
      return vigie_wire_error_new ("closing", "The hub ends.");
    }
  return body;
}

static void
test_files_go_on_after_a_cut (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_ONCE);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_ONCE);
  g_autofree char *stream = seat_declare (awa);
  g_autoptr(GBytes) content = store_fixture_content (7, 5 * VIGIE_PIECE_BYTES);
  g_autofree char *hash = store_fixture_attach (awa->fixture, awa->store, stream, "video.mp4", content);
  Seat *const seats[] = { awa, yao };

  cut_hub = hub;
  for (gsize i = 0; i < G_N_ELEMENTS (seats); i++)
    {
      seats[i]->instead = answer_until_cut;
      cut_after = 2;
      seat_run (seats[i]);
      assert_state (seats[i], VIGIE_SYNC_OFFLINE, VIGIE_SYNC_REASON_BUSY);
      seats[i]->instead = NULL;
      seat_restart (seats[i], VIGIE_SYNC_ONCE);
      seat_run (seats[i]);
      assert_state (seats[i], VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
    }
  g_assert_true (g_hash_table_contains (hub->whole, hash));
  assert_content (yao, hash, content);
  g_assert_cmpuint (hub->n_gets, ==, 5 + 1);
}

/* A piece takes minutes on a thin line: words go both ways meanwhile, and it arrives in the end. */
static void
test_a_photo_holds_up_no_word (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream = seat_declare (awa);
  g_autoptr(GBytes) content = store_fixture_content (7, 100);
  g_autofree char *hash = store_fixture_attach (awa->fixture, awa->store, stream, "photo.png", content);
  g_autoptr(GBytes) body = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  VigieSyncNet net;
  guint status;

  awa->hold_files = TRUE;
  seat_run (awa);
  g_assert_nonnull (awa->held);
  seat_run (yao);
  seat_note (awa, stream, "up");
  seat_run (awa);
  seat_note (yao, stream, "down");
  seat_frame (yao, paper_hub_behind (hub));
  seat_run (yao);
  seat_frame (awa, paper_hub_behind (hub));
  seat_run (awa);
  here = seat_digest (awa, stream);
  there = seat_digest (yao, stream);
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpuint (seat_status (awa).n_waiting, ==, 0);

  body = paper_hub_answer (hub, awa->held, &status, &net);
  vigie_sync_engine_reply (awa->engine, awa->held->ticket, net, status, body, awa->now_usec);
  g_clear_pointer (&awa->held, vigie_sync_task_free);
  seat_run (awa);
  g_assert_true (g_hash_table_contains (hub->whole, hash));
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
}

/* Refused, or not what its hash names: passed over, and nothing waits for it. */
static void
test_bad_files_hold_up_nothing (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(PaperHub) hub = paper_hub_new ();
      g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
      g_autoptr(Seat) yao = seat_new (hub, 2, VIGIE_SYNC_FOLLOW);
      g_autofree char *stream = seat_declare (awa);
      g_autoptr(GBytes) content = store_fixture_content (7, 2 * VIGIE_PIECE_BYTES);
      g_autofree char *hash = store_fixture_attach (awa->fixture, awa->store, stream, "photo.png", content);

      hub->refuse_blobs = i == 0;
      seat_run (awa);
      assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
      hub->damage_blobs = i == 1;
      seat_run (yao);
      assert_state (yao, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
      g_assert_false (vigie_store_content_find (yao->store, hash, NULL, NULL));

      /* At the next start it is tried again. */
      hub->refuse_blobs = hub->damage_blobs = FALSE;
      seat_restart (awa, VIGIE_SYNC_FOLLOW);
      seat_run (awa);
      seat_restart (yao, VIGIE_SYNC_FOLLOW);
      seat_run (yao);
      assert_content (yao, hash, content);
    }
}

/* Presence ----------------------------------------------------------------------------------------- */

#define INCIDENT "019ab0c4-1c00-7fff-bfff-000000000002"

static void
test_presence (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  VigieWireHere here = { (char *) INCIDENT, VIGIE_WIRE_HERE, (char *) "scribe", 0, 0 };
  g_autoptr(GPtrArray) people = NULL;

  seat_run (awa);
  g_assert_cmpuint (hub->n_presences, ==, 0);
  vigie_sync_engine_set_here (awa->engine, &here);
  seat_run (awa);
  g_assert_cmpuint (hub->n_presences, ==, 1);
  g_assert_cmpstr (hub->last_here->incident, ==, INCIDENT);
  g_assert_cmpstr (hub->last_here->post, ==, "scribe");
  people = vigie_sync_engine_take_people (awa->engine);
  g_assert_cmpstr (((VigieWirePerson *) people->pdata[0])->name, ==, "Yao");

  /* Said twice it is not sent twice; a change waits for the second to be over. */
  vigie_sync_engine_set_here (awa->engine, &here);
  seat_run (awa);
  here.state = VIGIE_WIRE_TYPING;
  vigie_sync_engine_set_here (awa->engine, &here);
  seat_run (awa);
  g_assert_cmpuint (hub->n_presences, ==, 1);
  g_assert_cmpint (awa->wait_usec, ==, awa->now_usec + VIGIE_SECOND_USEC);
  seat_run_at (awa, awa->wait_usec);
  g_assert_cmpuint (hub->n_presences, ==, 2);
  g_assert_cmpint (hub->last_here->state, ==, VIGIE_WIRE_TYPING);

  /* And again before it is forgotten. */
  vigie_sync_engine_live_heard (awa->engine, awa->live_ticket, awa->now_usec + 10 * VIGIE_SECOND_USEC);
  seat_run_at (awa, awa->now_usec + 20 * VIGIE_SECOND_USEC);
  g_assert_cmpuint (hub->n_presences, ==, 3);
  vigie_sync_engine_set_here (awa->engine, NULL);
  vigie_sync_engine_live_heard (awa->engine, awa->live_ticket, awa->now_usec + 10 * VIGIE_SECOND_USEC);
  seat_run_at (awa, awa->now_usec + 20 * VIGIE_SECOND_USEC);
  g_assert_cmpuint (hub->n_presences, ==, 3);
}

/* Of no weight: lost, it changes nothing; offline, it is not said. */
static void
test_presence_is_lost (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  VigieWireHere here = { NULL, VIGIE_WIRE_AWAY, NULL, 0, 0 };

  seat_run (awa);
  awa->deaf = TRUE;
  vigie_sync_engine_set_here (awa->engine, &here);
  seat_run (awa);
  g_assert_cmpuint (hub->n_presences, ==, 1);
  g_assert_null (vigie_sync_engine_take_people (awa->engine));
  assert_state (awa, VIGIE_SYNC_LIVE, VIGIE_SYNC_REASON_NONE);
  vigie_sync_engine_live_ended (awa->engine, awa->live_ticket, VIGIE_SYNC_NET_FAILED, awa->now_usec);
  here.state = VIGIE_WIRE_HERE;
  vigie_sync_engine_set_here (awa->engine, &here);
  seat_run_at (awa, awa->now_usec + 2 * VIGIE_SECOND_USEC);
  g_assert_cmpuint (hub->n_presences, ==, 1);
}

/* The clock ---------------------------------------------------------------------------------------- */

static void
test_wrong_clock (void)
{
  g_autoptr(PaperHub) hub = paper_hub_new ();
  g_autoptr(Seat) awa = seat_new (hub, 1, VIGIE_SYNC_FOLLOW);
  g_autofree char *stream G_GNUC_UNUSED = seat_declare (awa);
  g_autofree char *words = NULL;
  VigieSyncStatus status;

  awa->now_usec -= 3 * VIGIE_DAY_USEC;
  seat_run (awa);
  status = seat_status (awa);
  g_assert_cmpint (status.clock_offset_usec, ==, 3 * VIGIE_DAY_USEC);
  g_assert_true (vigie_sync_status_clock_is_wrong (&status));
  words = vigie_sync_status_words (&status);
  g_assert_cmpstr (words, ==, "Live, clock wrong here");
}

static void
test_words (void)
{
  static const struct { VigieSyncStatus status; const char *words; } cases[] = {
    { { .state = VIGIE_SYNC_NOT_JOINED }, "On this computer" },
    { { .state = VIGIE_SYNC_CONNECTING }, "Connecting" },
    { { .state = VIGIE_SYNC_CATCHING_UP, .done = 120, .all = 4000 }, "Catching up (120 of 4000)" },
    { { .state = VIGIE_SYNC_CATCHING_UP, .n_waiting = 2 }, "Catching up, 2 waiting" },
    { { .state = VIGIE_SYNC_LIVE }, "Live" },
    { { .state = VIGIE_SYNC_OFFLINE, .n_waiting = 1 }, "Offline, 1 waiting" },
    { { .state = VIGIE_SYNC_LIVE, .n_waiting = 4, .n_parked = 1 }, "Live, 1 not taken" },
    { { .state = VIGIE_SYNC_OFFLINE }, "Offline" },
    { { .state = VIGIE_SYNC_REFUSED, .n_waiting = 3 }, "Refused by the hub, 3 waiting" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = vigie_sync_status_words (&cases[i].status);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
  for (VigieSyncReason reason = VIGIE_SYNC_REASON_NETWORK; reason <= VIGIE_SYNC_REASON_STORE; reason++)
    {
      g_assert_cmpuint (strlen (vigie_sync_reason_words (reason)), >, 10);
      g_assert_nonnull (vigie_sync_reason_to_word (reason));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/engine/push-then-pull", test_push_then_pull);
  g_test_add_func ("/sync/engine/once", test_once);
  g_test_add_func ("/sync/engine/once-and-nobody-there", test_once_and_nobody_there);
  g_test_add_func ("/sync/engine/not-joined", test_not_joined);
  g_test_add_func ("/sync/engine/live-both-ways", test_live_both_ways);
  g_test_add_func ("/sync/engine/own-frames-are-cheap", test_own_frames_are_cheap);
  g_test_add_func ("/sync/engine/behind-is-read-by-pages", test_behind_is_read_by_pages);
  g_test_add_func ("/sync/engine/many-pages", test_many_pages);
  g_test_add_func ("/fault/F18/lost-answer", test_lost_answer);
  g_test_add_func ("/fault/F23/waits-are-spread", test_waits_grow_and_are_spread);
  g_test_add_func ("/sync/engine/offline-and-back", test_offline_and_back);
  g_test_add_func ("/fault/F21/seat-notices-silence", test_silence);
  g_test_add_func ("/fault/F28/cursor-stays", test_somebody_else_answers);
  g_test_add_func ("/fault/F19/exchange", test_cut_anywhere);
  g_test_add_func ("/sync/engine/refused", test_refused);
  g_test_add_func ("/fault/F15/parked-holds-up-nothing", test_parked_holds_up_nothing);
  g_test_add_func ("/sync/engine/too-large", test_too_large);
  g_test_add_func ("/fault/F36/hub-put-back", test_restored_hub_gets_everything_again);
  g_test_add_func ("/sync/engine/same-streams-are-not-sent-again", test_same_streams_are_not_sent_again);
  g_test_add_func ("/fault/F36/cursor-beyond-the-head", test_cursor_beyond_the_head);
  g_test_add_func ("/fault/F36/epoch-without-end", test_epoch_without_end);
  g_test_add_func ("/sync/engine/files-go-both-ways", test_files_go_both_ways);
  g_test_add_func ("/sync/engine/file-not-there-yet", test_file_not_there_yet);
  g_test_add_func ("/sync/engine/frame-while-a-page-travels", test_frame_while_a_page_travels);
  g_test_add_func ("/sync/engine/files-of-exercises-stay", test_files_of_exercises_stay);
  g_test_add_func ("/sync/engine/files-go-on-after-a-cut", test_files_go_on_after_a_cut);
  g_test_add_func ("/sync/engine/a-photo-holds-up-no-word", test_a_photo_holds_up_no_word);
  g_test_add_func ("/sync/engine/bad-files-hold-up-nothing", test_bad_files_hold_up_nothing);
  g_test_add_func ("/sync/engine/presence", test_presence);
  g_test_add_func ("/sync/engine/presence-is-lost", test_presence_is_lost);
  g_test_add_func ("/fault/F12/wrong-clock-is-shown", test_wrong_clock);
  g_test_add_func ("/sync/engine/words", test_words);
  return g_test_run ();
}
