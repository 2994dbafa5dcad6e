/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hub-bench-seat.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-test-support.h"

#define COMMIT_EVENTS 1000

/* A seat ------------------------------------------------------------------------------------------ */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (vigie_store_thread_open_finish (VIGIE_STORE_THREAD (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

BenchSeat *
bench_seat_new (guint seed)
{
  BenchSeat *seat = g_new0 (BenchSeat, 1);
  gboolean opened = FALSE;

  seat->fixture = store_fixture_new (seed);
  seat->thread = vigie_store_thread_new (seat->fixture->path, vigie_test_playbook (), NULL);
  vigie_store_thread_open_async (seat->thread, NULL, opened_cb, &opened);
  while (!opened)
    g_main_context_iteration (NULL, TRUE);
  seat->session = vigie_sync_desk_new (seat->thread);
  vigie_sync_session_start (seat->session);

  return seat;
}

void
bench_seat_free (BenchSeat *seat)
{
  vigie_sync_session_stop (seat->session);
  vigie_store_thread_close (seat->thread);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (seat->session);
  g_object_unref (seat->thread);
  store_fixture_free (seat->fixture);
  g_free (seat);
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *token = NULL;
  g_autoptr(VigieStoreHub) hub = vigie_sync_desk_join_finish (VIGIE_SYNC_SESSION (source), result, &token, &error);

  g_assert_no_error (error);
  g_assert_nonnull (hub);
  *(gboolean *) user_data = TRUE;
}

void
bench_seat_join (BenchSeat *seat, Bench *bench)
{
  g_autofree char *code = hub_served_invite (bench->served, "Yao", "commander");
  g_autofree char *organisation = vigie_hub_organisation (bench->served->hub);
  g_autofree char *text = g_strdup_printf ("vigie://join?v=1&hub=127.0.0.1:%u&org=%s&code=%s", bench->served->port, organisation, code);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieJoinLink) link = vigie_join_link_parse (text, &error);
  gboolean joined = FALSE;

  g_assert_no_error (error);
  vigie_sync_desk_join_async (seat->session, seat->thread, link, "bench", NULL, joined_cb, &joined);
  while (!joined)
    g_main_context_iteration (NULL, TRUE);
}

void
bench_seat_wait (BenchSeat *seat)
{
  VigieSyncStatus status;

  for (;;)
    {
      vigie_sync_session_get_status (seat->session, &status);
      if (status.state == VIGIE_SYNC_LIVE && status.n_waiting == 0)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GPtrArray) events = vigie_store_thread_record_finish (VIGIE_STORE_THREAD (source), result, NULL);

  g_assert_nonnull (events);
  *(gboolean *) user_data = TRUE;
}

void
bench_seat_record (BenchSeat *seat, const char *stream, guint n)
{
  for (guint done_events = 0; done_events < n; done_events += COMMIT_EVENTS)
    {
      g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
      gboolean done = FALSE;

      for (guint i = 0; i < COMMIT_EVENTS; i++)
        g_ptr_array_add (drafts, vigie_draft_new (stream, "entry.logged", g_get_real_time (), "Awa Koné", bench_note (done_events + i)));
      vigie_store_thread_record_async (seat->thread, drafts, NULL, recorded_cb, &done);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
    }
}

gint64
bench_seat_count (BenchSeat *seat)
{
  sqlite3_stmt *stmt = NULL;
  sqlite3 *db = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_open_v2 (seat->fixture->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count (*) FROM event", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);

  return n;
}

/* The bare loop ----------------------------------------------------------------------------------- */

void
bench_write_file (const char *path, GPtrArray *events)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];
      g_autofree char *hex = vigie_hex (event->signature, VIGIE_SIGNATURE_BYTES);

      g_string_append_printf (text, "%s %s\n", hex, event->bytes);
    }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *insert, *stream, *tail;
  GHashTable *numbers;   /* stream → its number and the last arrival in it, as a gint64[2] */
} Loop;

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);

  return stmt;
}

static void
run (sqlite3_stmt *stmt)
{
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_reset (stmt);
}

static void
loop_open (Loop *loop, const char *path)
{
  g_assert_cmpint (sqlite3_open (path, &loop->db), ==, SQLITE_OK);
  sqlite3_exec (loop->db, "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000", NULL, NULL, NULL);
  loop->insert = prepare (loop->db, "INSERT INTO event (key, id, bytes, signature, hash) VALUES (?, ?, ?, ?, ?)");
  loop->stream = prepare (loop->db, "INSERT INTO stream (number, name, arrival, indexed) VALUES (?1, ?2, ?3, 0)"
                                    " ON CONFLICT DO UPDATE SET arrival = ?3");
  loop->tail = prepare (loop->db, "INSERT INTO tail (stream, device, dseq, hash) VALUES (?1, ?2, ?3, ?4)"
                                  " ON CONFLICT DO UPDATE SET dseq = ?3, hash = ?4");
  loop->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
loop_close (Loop *loop)
{
  sqlite3_finalize (loop->insert);
  sqlite3_finalize (loop->stream);
  sqlite3_finalize (loop->tail);
  sqlite3_close (loop->db);
  g_hash_table_unref (loop->numbers);
}

static gint64 *
loop_number (Loop *loop, const char *stream)
{
  gint64 *number = g_hash_table_lookup (loop->numbers, stream);

  if (number != NULL)
    return number;
  number = g_new0 (gint64, 2);
  number[0] = g_hash_table_size (loop->numbers) + 1;
  g_hash_table_insert (loop->numbers, g_strdup (stream), number);

  return number;
}

static void
loop_insert (Loop *loop, const VigieEvent *event)
{
  gint64 *number = loop_number (loop, event->stream);
  guint8 id[16];
  guint n = 0;
  char hex[33] = "";

  for (const char *p = event->id; *p != '\0'; p++)
    if (*p != '-')
      hex[n++] = *p;
  g_assert_true (vigie_unhex (hex, id, sizeof id));
  sqlite3_bind_int64 (loop->insert, 1, number[0] << 32 | ++number[1]);
  sqlite3_bind_blob (loop->insert, 2, id, sizeof id, SQLITE_STATIC);
  sqlite3_bind_blob (loop->insert, 3, event->bytes, (int) event->length_bytes, SQLITE_STATIC);
  sqlite3_bind_blob (loop->insert, 4, event->signature, VIGIE_SIGNATURE_BYTES, SQLITE_STATIC);
  sqlite3_bind_blob (loop->insert, 5, event->hash, VIGIE_HASH_BYTES, SQLITE_STATIC);
  run (loop->insert);
}

/* What a commit leaves of the newest event of each stream of it. */
static void
loop_finish (Loop *loop, GHashTable *newest)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, newest);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const VigieEvent *event = value;
      gint64 *number = loop_number (loop, event->stream);

      sqlite3_bind_int64 (loop->stream, 1, number[0]);
      sqlite3_bind_text (loop->stream, 2, event->stream, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (loop->stream, 3, number[1]);
      run (loop->stream);
      sqlite3_bind_int64 (loop->tail, 1, number[0]);
      sqlite3_bind_blob (loop->tail, 2, event->device, VIGIE_KEY_BYTES, SQLITE_STATIC);
      sqlite3_bind_int64 (loop->tail, 3, (gint64) event->dseq);
      sqlite3_bind_blob (loop->tail, 4, event->hash, VIGIE_HASH_BYTES, SQLITE_STATIC);
      run (loop->tail);
    }
  g_hash_table_remove_all (newest);
}

static void
loop_commit (Loop *loop, VigieHubLog *log, GPtrArray *events)
{
  g_autoptr(GHashTable) newest = g_hash_table_new (g_str_hash, g_str_equal);
  VigieHubPlace place;

  if (log != NULL)
    {
      g_assert_true (vigie_hub_log_begin (log, NULL));
      for (guint i = 0; i < events->len; i++)
        g_assert_true (vigie_hub_log_append (log, events->pdata[i], NULL, VIGIE_HUB_SPECIAL_NONE, &place, NULL));
      g_assert_true (vigie_hub_log_commit (log, NULL));
    }
  g_assert_cmpint (sqlite3_exec (loop->db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < events->len; i++)
    {
      loop_insert (loop, events->pdata[i]);
      g_hash_table_replace (newest, (gpointer) ((VigieEvent *) events->pdata[i])->stream, events->pdata[i]);
    }
  loop_finish (loop, newest);
  g_assert_cmpint (sqlite3_exec (loop->db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  g_ptr_array_set_size (events, 0);
}

static VigieEvent *
parse_line (const char *line, const char *end)
{
  guint8 signature[VIGIE_SIGNATURE_BYTES];
  g_autofree char *hex = g_strndup (line, 2 * VIGIE_SIGNATURE_BYTES);
  const char *bytes = line + 2 * VIGIE_SIGNATURE_BYTES + 1;

  g_assert_true (vigie_unhex (hex, signature, sizeof signature));

  return vigie_event_parse (bytes, (gsize) (end - bytes), signature, NULL);
}

double
bench_read_file (const char *path, VigieHubLog *log)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (9);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autofree char *text = NULL;
  gint64 start_usec;
  double seconds;
  Loop loop;

  vigie_store_close (store_fixture_open (fixture));
  loop_open (&loop, fixture->path);
  start_usec = g_get_monotonic_time ();
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *line = text, *end; (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      g_ptr_array_add (events, parse_line (line, end));
      if (events->len == COMMIT_EVENTS)
        loop_commit (&loop, log, events);
    }
  loop_commit (&loop, log, events);
  seconds = bench_seconds_since (start_usec);
  loop_close (&loop);

  return seconds;
}
