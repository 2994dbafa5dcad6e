/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be wrong with a file, a folder, a disk: each ends in one sentence, and nothing is lost. */

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"
#include "vigie-store-private.h"
#include "vigie-test-support.h"

static void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static GBytes *
read_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, length);
}

static void
write_file (const char *path, const void *data, gsize length)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
assert_refused (const char *path, VigieStoreError code)
{
  for (guint mode = VIGIE_STORE_WRITER; mode <= VIGIE_STORE_READER; mode++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_store_open (path, (VigieStoreMode) mode, vigie_test_playbook (), NULL, &error));
      g_assert_error (error, VIGIE_STORE_ERROR, (int) code);
      assert_sentence (error);
    }
}

/* Opens are refused, the bytes stay, and nothing appears beside the file. */
static void
assert_left_alone (StoreFixture *fixture, VigieStoreError code)
{
  g_autoptr(GBytes) before = read_file (fixture->path);
  g_autoptr(GBytes) after = NULL;
  guint n_files = count_files (fixture->folder);

  assert_refused (fixture->path, code);
  after = read_file (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
}

static void
make_store (StoreFixture *fixture)
{
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);

  g_free (store_fixture_note (fixture, store, stream, "a note"));
}

static void
forget_companions (StoreFixture *fixture)
{
  static const char *const suffixes[] = { ".lock", ".key" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
test_foreign_text (void)
{
  static const char text[] = "This is somebody's shopping list, which happens to be a little longer than the header of "
                             "a database: bread, milk, eggs, two candles, a lamp, and something for the night shift.\n";
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);

  write_file (fixture->path, text, strlen (text));
  assert_left_alone (fixture, VIGIE_STORE_ERROR_FOREIGN);
  write_file (fixture->path, "x", 1);
  assert_left_alone (fixture, VIGIE_STORE_ERROR_FOREIGN);
}

static void
test_foreign_database (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (2);

  write_file (fixture->path, "", 0);
  store_fixture_sql (fixture->path, "CREATE TABLE photos (id INTEGER)");
  assert_left_alone (fixture, VIGIE_STORE_ERROR_FOREIGN);
}

static void
test_newer (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (3);

  make_store (fixture);
  store_fixture_sql (fixture->path, "PRAGMA user_version = 9999");
  forget_companions (fixture);
  assert_left_alone (fixture, VIGIE_STORE_ERROR_NEWER);
}

/* The newer program was killed: its version stands in the log only. */
static void
test_newer_in_log (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (4);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) after = NULL;
  g_autoptr(GBytes) wal_before = NULL;
  g_autoptr(GBytes) wal_after = NULL;
  sqlite3 *db = NULL;

  make_store (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 9999", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);

  before = read_file (fixture->path);
  wal_before = read_file (wal);
  g_assert_cmpuint (g_bytes_get_size (wal_before), >, 0);
  assert_refused (fixture->path, VIGIE_STORE_ERROR_NEWER);
  after = read_file (fixture->path);
  wal_after = read_file (wal);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_true (g_bytes_equal (wal_before, wal_after));
}

static void
test_truncated (void)
{
  static const gsize lengths[] = { 0, 16, 50, 99, 100, 511, 4095, 4096, 8192, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(StoreFixture) fixture = store_fixture_new (5);

      make_store (fixture);
      forget_companions (fixture);
      g_assert_cmpint (truncate (fixture->path, (off_t) lengths[i]), ==, 0);
      assert_left_alone (fixture, VIGIE_STORE_ERROR_DAMAGED);
    }
}

static void
test_not_a_file (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (6);
  guint n_files;

  assert_refused (fixture->folder, VIGIE_STORE_ERROR_FOREIGN);
  assert_refused ("/dev/null", VIGIE_STORE_ERROR_FOREIGN);
  n_files = count_files (fixture->folder);
  g_assert_cmpuint (n_files, ==, 0);
}

static void
test_missing (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (7);
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_store_open (fixture->path, VIGIE_STORE_READER, vigie_test_playbook (), NULL, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING);
  assert_sentence (error);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_symbolic_link (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (8);
  g_autofree char *link_path = g_build_filename (fixture->folder, "link.db", NULL);
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GError) error = NULL;

  make_store (fixture);
  g_assert_cmpint (symlink (fixture->path, link_path), ==, 0);
  store = vigie_store_open (link_path, VIGIE_STORE_WRITER, vigie_test_playbook (), &fixture->seams, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vigie_store_get_path (store), ==, fixture->path);
}

static void
test_second_writer (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (9);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autoptr(VigieStore) second = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_store_open (fixture->path, VIGIE_STORE_WRITER, vigie_test_playbook (), NULL, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_BUSY);
  assert_sentence (error);
  vigie_store_close (g_steal_pointer (&store));
  second = store_fixture_open (fixture);
  g_assert_nonnull (second);
}

/* Root may write anything, so this is tried as nobody. */
static int
open_as_nobody (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  VigieStore *store;

  if (geteuid () == 0 && setuid (65534) != 0)
    return 2;
  store = vigie_store_open (fixture->path, VIGIE_STORE_WRITER, vigie_test_playbook (), NULL, &error);

  return store == NULL && g_error_matches (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED) ? 0 : 1;
}

static void
test_read_only (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (10);
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) after = NULL;
  int status = 0;
  pid_t child;

  make_store (fixture);
  before = read_file (fixture->path);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  child = fork ();
  if (child == 0)
    _exit (open_as_nobody (fixture));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  after = read_file (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
}

static void
limit_pages (VigieStore *store, gint64 extra)
{
  g_autofree char *sql = NULL;
  gint64 n_pages = 0;

  g_assert_true (vigie_store_query_int (store, "PRAGMA page_count", &n_pages, NULL));
  sql = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT, n_pages + extra);
  g_assert_true (vigie_store_exec (store, sql, NULL));
}

static void
test_disk_full (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (11);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *text = g_strnfill (3000, 'n');
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, text, fixture->now_usec);
  g_autoptr(GPtrArray) before = vigie_store_load (store, stream, NULL, NULL);
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  limit_pages (store, 8);
  while ((events = vigie_store_record (store, drafts, &error)) != NULL)
    {
      g_clear_pointer (&events, g_ptr_array_unref);
      g_assert_cmpuint (n++, <, 100);
    }
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FULL);
  assert_sentence (error);
  g_assert_cmpuint (n, >, 0);
  g_clear_error (&error);
  g_assert_false (vigie_store_keep_text (store, "command/x", text, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FULL);
  g_clear_error (&error);

  limit_pages (store, 1000000);
  events = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);
  after = vigie_store_load (store, stream, NULL, NULL);
  g_assert_cmpuint (after->len, ==, before->len + n + 1);
  store_assert_clean (store);
}

/* The write itself fails, as on a dying disk; afterwards the connection is made anew. */
static void
test_write_fails (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (12);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, "kept in the editor", fixture->now_usec);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GPtrArray) loaded = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit limit, small;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (vigie_store_record (store, drafts, &error));
      g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED);
      assert_sentence (error);
      g_clear_error (&error);
    }
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  signal (SIGXFSZ, SIG_DFL);

  events = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);
  loaded = vigie_store_load (store, stream, NULL, NULL);
  g_assert_cmpstr (((VigieEvent *) loaded->pdata[loaded->len - 1])->id, ==, ((VigieEvent *) events->pdata[0])->id);
  store_assert_clean (store);
}

/* F06: whatever page is destroyed, the program goes on, and the damage is reported or was in free space. */
static void
test_destroyed_pages (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (13);
  g_autofree char *zeros = g_malloc0 (4096);
  g_autoptr(GBytes) sound = NULL;
  gsize size_bytes;

  make_store (fixture);
  sound = read_file (fixture->path);
  size_bytes = g_bytes_get_size (sound);
  for (gsize at = 4096; at < size_bytes; at += 4096)
    {
      g_autofree char *data = g_memdup2 (g_bytes_get_data (sound, NULL), size_bytes);
      g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(VigieStore) store = NULL;
      g_autoptr(GError) error = NULL;

      memcpy (data + at, zeros, 4096);
      write_file (fixture->path, data, size_bytes);
      store = vigie_store_open (fixture->path, VIGIE_STORE_WRITER, vigie_test_playbook (), &fixture->seams, &error);
      if (store == NULL || !vigie_store_verify (store, faults, NULL, &error))
        g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_DAMAGED);
      else
        g_assert_cmpuint (faults->len, >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fault/F07/foreign-text", test_foreign_text);
  g_test_add_func ("/fault/F07/foreign-database", test_foreign_database);
  g_test_add_func ("/fault/F07/newer", test_newer);
  g_test_add_func ("/fault/F07/newer-in-log", test_newer_in_log);
  g_test_add_func ("/fault/F06/truncated", test_truncated);
  g_test_add_func ("/fault/F07/not-a-file", test_not_a_file);
  g_test_add_func ("/store/faults/missing", test_missing);
  g_test_add_func ("/fault/F07/symbolic-link", test_symbolic_link);
  g_test_add_func ("/fault/F08/second-writer", test_second_writer);
  g_test_add_func ("/fault/F04/read-only", test_read_only);
  g_test_add_func ("/fault/F03/seat", test_disk_full);
  g_test_add_func ("/fault/F03/file-size-limit", test_write_fails);
  g_test_add_func ("/fault/F06/zeroed-pages", test_destroyed_pages);

  return g_test_run ();
}
