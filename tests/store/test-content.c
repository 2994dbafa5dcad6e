/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contents of files kept as evidence: in pieces, once each, checked, gone with what named them, and never
 * missing behind an event, wherever the program is killed. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"
#include "vigie-attachment.h"
#include "vigie-error.h"
#include "vigie-store-private.h"
#include "vigie-test-support.h"

#define MIB (1024 * 1024)

static gint64
query (VigieStore *store, const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value = -1;

  g_assert_true (vigie_store_query_int (store, sql, &value, &error));
  g_assert_no_error (error);

  return value;
}

static void
assert_content (VigieStore *store, const char *hash, GBytes *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) content = vigie_store_content_read (store, hash, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (content, expected));
}

static void
test_sizes (void)
{
  static const gsize sizes[] = { 0, 1, VIGIE_PIECE_BYTES - 1, VIGIE_PIECE_BYTES, VIGIE_PIECE_BYTES + 1, 3 * MIB + 7,
                                 VIGIE_ATTACHMENT_MAX_BYTES };
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GBytes) content = store_fixture_content (i, sizes[i]);
      g_autofree char *hash = store_fixture_attach (fixture, store, stream, "capture.png", content);
      g_autoptr(GError) error = NULL;
      gint64 size_bytes = -1;

      g_assert_true (vigie_store_content_find (store, hash, &size_bytes, &error));
      g_assert_cmpint (size_bytes, ==, (gint64) sizes[i]);
      assert_content (store, hash, content);
    }
  g_assert_cmpint (query (store, "SELECT max (length (bytes)) FROM content_piece"), ==, VIGIE_PIECE_BYTES);
  store_assert_clean (store);
}

static void
test_limit (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (2);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autoptr(GBytes) content = store_fixture_content (1, 10);
  g_autofree char *hash = store_fixture_hash (content);
  g_autoptr(GError) error = NULL;
  gboolean complete = FALSE;
  guint next = 0;

  g_assert_false (vigie_store_content_begin (store, hash, VIGIE_ATTACHMENT_MAX_BYTES + 1, &complete, &next, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_false (vigie_store_content_begin (store, "ABCD", 1, &complete, &next, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_assert_cmpint (query (store, "SELECT count (*) FROM content"), ==, 0);
}

static void
test_kept_once (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (3);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *other = store_fixture_declare (fixture, store, "Slow site", FALSE);
  g_autoptr(GBytes) content = store_fixture_content (7, 700 * 1024);
  g_autofree char *first = store_fixture_attach (fixture, store, stream, "a.log", content);
  g_autofree char *second = store_fixture_attach (fixture, store, other, "b.log", content);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (query (store, "SELECT count (*) FROM content"), ==, 1);
  g_assert_cmpint (query (store, "SELECT count (*) FROM content_piece"), ==, 3);
  g_assert_cmpint (query (store, "SELECT count (*) FROM content_use"), ==, 2);
  store_assert_clean (store);
}

/* Pieces out of order, of a wrong length, or that do not make the hash. */
static void
test_wrong_pieces (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (4);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autoptr(GBytes) content = store_fixture_content (1, VIGIE_PIECE_BYTES + 10);
  g_autoptr(GBytes) wrong = store_fixture_content (2, VIGIE_PIECE_BYTES);
  g_autoptr(GBytes) end = g_bytes_new_from_bytes (content, VIGIE_PIECE_BYTES, 10);
  g_autofree char *hash = store_fixture_hash (content);
  g_autoptr(GError) error = NULL;
  gboolean complete = FALSE;
  guint next = 0;

  g_assert_true (vigie_store_content_begin (store, hash, VIGIE_PIECE_BYTES + 10, &complete, &next, &error));
  g_assert_false (complete);
  g_assert_cmpuint (next, ==, 0);
  g_assert_false (vigie_store_content_piece (store, hash, 1, end, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (vigie_store_content_piece (store, hash, 0, end, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (vigie_store_content_piece (store, hash, 0, wrong, &error));
  g_assert_true (vigie_store_content_piece (store, hash, 1, end, &error));
  g_assert_false (vigie_store_content_find (store, hash, NULL, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_false (vigie_store_content_finish (store, hash, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
  g_assert_cmpint (query (store, "SELECT count (*) FROM content"), ==, 0);
  g_assert_cmpint (query (store, "SELECT count (*) FROM content_piece"), ==, 0);
}

static void
test_goes_on (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (5);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autoptr(GBytes) content = store_fixture_content (1, 2 * VIGIE_PIECE_BYTES + 5);
  g_autoptr(GBytes) piece = g_bytes_new_from_bytes (content, 0, VIGIE_PIECE_BYTES);
  g_autofree char *hash = store_fixture_hash (content);
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;
  gboolean complete = FALSE;
  guint next = 0;

  g_assert_true (vigie_store_content_begin (store, hash, 2 * VIGIE_PIECE_BYTES + 5, &complete, &next, &error));
  g_assert_true (vigie_store_content_piece (store, hash, 0, piece, &error));
  g_clear_pointer (&store, vigie_store_close);
  store = store_fixture_open (fixture);
  g_assert_true (vigie_store_content_begin (store, hash, 2 * VIGIE_PIECE_BYTES + 5, &complete, &next, &error));
  g_assert_cmpuint (next, ==, 1);
  kept = store_fixture_keep (store, content);
  assert_content (store, kept, content);
  /* Forgetting spares what is complete. */
  g_assert_true (vigie_store_content_forget (store, hash, &error));
  assert_content (store, kept, content);
}

/* No event of ours points at content that is not here. */
static void
test_event_needs_content (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (6);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GBytes) content = store_fixture_content (1, 100);
  g_autoptr(GPtrArray) drafts = store_fixture_attachment_drafts (stream, "a.png", content, fixture->now_usec);
  g_autoptr(GError) error = NULL;
  gint64 n_events = query (store, "SELECT count (*) FROM event");

  g_assert_null (vigie_store_record (store, drafts, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING);
  g_assert_cmpint (query (store, "SELECT count (*) FROM event"), ==, n_events);
}

static void
test_garbage (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (7);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GBytes) named = store_fixture_content (1, 100);
  g_autoptr(GBytes) orphan = store_fixture_content (2, 300 * 1024);
  g_autofree char *hash = store_fixture_attach (fixture, store, stream, "a.png", named);
  g_autofree char *lost = store_fixture_keep (store, orphan);

  g_clear_pointer (&store, vigie_store_close);
  store = store_fixture_open (fixture);
  assert_content (store, lost, orphan);
  g_clear_pointer (&store, vigie_store_close);
  fixture->now_usec += VIGIE_DAY_USEC;
  store = store_fixture_open (fixture);
  g_assert_false (vigie_store_content_find (store, lost, NULL, NULL));
  g_assert_cmpint (query (store, "SELECT count (*) FROM content_piece"), ==, 1);
  assert_content (store, hash, named);
  store_assert_clean (store);
}

static void
test_removed_with_example (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (8);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *example = store_fixture_declare (fixture, store, "Example", TRUE);
  g_autoptr(GBytes) shared = store_fixture_content (1, 100);
  g_autoptr(GBytes) own = store_fixture_content (2, 600 * 1024);
  g_autofree char *a = store_fixture_attach (fixture, store, stream, "a.png", shared);
  g_autofree char *b = store_fixture_attach (fixture, store, example, "a.png", shared);
  g_autofree char *c = store_fixture_attach (fixture, store, example, "b.png", own);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (a, ==, b);
  g_assert_true (vigie_store_remove_local (store, example, &error));
  g_assert_no_error (error);
  assert_content (store, a, shared);
  g_assert_false (vigie_store_content_find (store, c, NULL, NULL));
  g_assert_cmpint (query (store, "SELECT count (*) FROM content_piece"), ==, 1);
  g_assert_cmpint (query (store, "SELECT count (*) FROM content_use"), ==, 1);
  store_assert_clean (store);
}

static void
assert_fault (VigieStore *store, const char *words)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;

  g_assert_true (vigie_store_verify (store, faults, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 1);
  g_test_message ("%s", (char *) faults->pdata[0]);
  g_assert_nonnull (strstr (faults->pdata[0], words));
}

/* One flipped byte is named, and keeping the same file again mends it. */
static void
test_damage (void)
{
  static const struct { const char *sql, *words; } cases[] = {
    { "UPDATE content_piece SET bytes = CAST (x'00' || substr (bytes, 2) AS BLOB) WHERE piece = 1", "“preuve.png” does not agree" },
    { "DELETE FROM content_piece WHERE piece = 1", "“preuve.png” does not agree" },
    { "DELETE FROM content", "“preuve.png” is missing" },
    { "DELETE FROM content_use", "“preuve.png” is not filed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(StoreFixture) fixture = store_fixture_new (9);
      g_autoptr(VigieStore) store = store_fixture_open (fixture);
      g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
      g_autoptr(GBytes) content = store_fixture_content (1, VIGIE_PIECE_BYTES + 99);
      g_autofree char *hash = store_fixture_attach (fixture, store, stream, "preuve.png", content);
      g_autofree char *again = NULL;
      g_autoptr(GError) error = NULL;

      store_assert_clean (store);
      g_clear_pointer (&store, vigie_store_close);
      store_fixture_sql (fixture->path, cases[i].sql);
      store = store_fixture_open (fixture);
      assert_fault (store, cases[i].words);
      again = store_fixture_keep (store, content);
      g_assert_cmpstr (again, ==, hash);
      g_assert_true (vigie_store_rebuild (store, NULL, NULL, NULL, &error));
      store_assert_clean (store);
      assert_content (store, hash, content);
    }
}

static void
test_backup_and_rebuild (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (10);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GBytes) content = store_fixture_content (1, MIB);
  g_autofree char *hash = store_fixture_attach (fixture, store, stream, "a.png", content);
  g_autofree char *copy_path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(VigieStore) copy = NULL;
  g_autoptr(GError) error = NULL;

  before = vigie_store_derived_digest (store, &error);
  g_assert_true (vigie_store_rebuild (store, NULL, NULL, NULL, &error));
  after = vigie_store_derived_digest (store, &error);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (vigie_store_backup (store, copy_path, &error));
  copy = vigie_store_open (copy_path, VIGIE_STORE_READER, vigie_test_playbook (), NULL, &error);
  g_assert_no_error (error);
  assert_content (copy, hash, content);
  store_assert_clean (copy);
}

/* One sentence, no event, and room again once what was begun is forgotten. */
static void
test_disk_full (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (12);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GBytes) content = store_fixture_content (1, 4 * VIGIE_PIECE_BYTES);
  g_autofree char *hash = store_fixture_hash (content);
  g_autofree char *limit = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT, query (store, "PRAGMA page_count") + 150);
  g_autoptr(GError) error = NULL;
  gboolean complete = FALSE, kept = TRUE;
  guint next = 0;

  g_assert_true (vigie_store_exec (store, limit, &error));
  g_assert_true (vigie_store_content_begin (store, hash, 4 * VIGIE_PIECE_BYTES, &complete, &next, &error));
  for (guint i = 0; kept && i < 4; i++)
    {
      g_autoptr(GBytes) piece = g_bytes_new_from_bytes (content, (gsize) i * VIGIE_PIECE_BYTES, VIGIE_PIECE_BYTES);

      kept = vigie_store_content_piece (store, hash, i, piece, &error);
    }
  g_assert_false (kept);
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_true (vigie_store_content_forget (store, hash, &error));
  g_assert_no_error (error);
  g_assert_cmpint (query (store, "SELECT count (*) FROM content_piece"), ==, 0);
  g_free (store_fixture_note (fixture, store, stream, "and on"));
  store_assert_clean (store);
}

/* The child stops dead after @step steps: the declaration of what is to be kept, each piece, the end, the event. */
static int
run_session (const char *path, const char *stream, int step)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieStore) store = vigie_store_open (path, VIGIE_STORE_WRITER, vigie_test_playbook (), NULL, &error);
  g_autoptr(GBytes) content = store_fixture_content (11, 2 * VIGIE_PIECE_BYTES + 77);
  g_autofree char *hash = store_fixture_hash (content);
  g_autoptr(GPtrArray) drafts = store_fixture_attachment_drafts (stream, "a.png", content, g_get_real_time ());
  g_autoptr(GPtrArray) events = NULL;
  gint64 size_bytes = (gint64) g_bytes_get_size (content);
  gboolean complete = FALSE;
  guint next = 0;

  if (!vigie_store_content_begin (store, hash, size_bytes, &complete, &next, &error))
    return 1;
  if (step-- == 0)
    raise (SIGKILL);
  for (; !complete && next < vigie_piece_count (size_bytes); next++)
    {
      g_autoptr(GBytes) piece = g_bytes_new_from_bytes (content, (gsize) next * VIGIE_PIECE_BYTES,
                                                        vigie_piece_bytes (size_bytes, next));

      if (!vigie_store_content_piece (store, hash, next, piece, &error))
        return 1;
      if (step-- == 0)
        raise (SIGKILL);
    }
  if (!vigie_store_content_finish (store, hash, &error))
    return 1;
  if (step-- == 0)
    raise (SIGKILL);
  events = vigie_store_record (store, drafts, &error);
  if (events == NULL)
    return 1;
  raise (SIGKILL);

  return 1;
}

static void
kill_after (StoreFixture *fixture, const char *stream, int step)
{
  g_autofree char *number = g_strdup_printf ("%d", step);
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      execl ("/proc/self/exe", "test-content", "--session", fixture->path, stream, number, NULL);
      _exit (127);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
test_killed (void)
{
  for (int step = 0; step <= 5; step++)
    {
      g_autoptr(StoreFixture) fixture = store_fixture_new ((guint) step);
      g_autoptr(VigieStore) store = store_fixture_open (fixture);
      g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
      g_autoptr(GBytes) content = store_fixture_content (11, 2 * VIGIE_PIECE_BYTES + 77);
      g_autofree char *hash = store_fixture_hash (content);
      gint64 n_events = query (store, "SELECT count (*) FROM event");
      gboolean complete;

      g_clear_pointer (&store, vigie_store_close);
      fixture->now_usec = g_get_real_time ();
      kill_after (fixture, stream, step);
      store = store_fixture_open (fixture);
      complete = vigie_store_content_find (store, hash, NULL, NULL);
      g_assert_cmpint (complete, ==, step >= 4);
      g_assert_cmpint (query (store, "SELECT count (*) FROM event"), ==, n_events + (step == 5));
      store_assert_clean (store);
      /* And whoever tries again gets there. */
      g_free (store_fixture_attach (fixture, store, stream, "a.png", content));
      assert_content (store, hash, content);
      store_assert_clean (store);
    }
}

int
main (int argc, char *argv[])
{
  if (argc == 5 && strcmp (argv[1], "--session") == 0)
    return run_session (argv[2], argv[3], (int) g_ascii_strtoll (argv[4], NULL, 10));
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/content/sizes", test_sizes);
  g_test_add_func ("/store/content/limit", test_limit);
  g_test_add_func ("/store/content/kept-once", test_kept_once);
  g_test_add_func ("/store/content/wrong-pieces", test_wrong_pieces);
  g_test_add_func ("/store/content/goes-on", test_goes_on);
  g_test_add_func ("/store/content/event-needs-content", test_event_needs_content);
  g_test_add_func ("/store/content/garbage", test_garbage);
  g_test_add_func ("/store/content/removed-with-example", test_removed_with_example);
  g_test_add_func ("/fault/F06/content", test_damage);
  g_test_add_func ("/store/content/backup-and-rebuild", test_backup_and_rebuild);
  g_test_add_func ("/fault/F03/content", test_disk_full);
  g_test_add_func ("/fault/F01/content-killed", test_killed);

  return g_test_run ();
}
