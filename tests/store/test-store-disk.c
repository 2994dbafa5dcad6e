/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The disk under the store fails at each of its operations in turn: the process dies there, the power goes, there is no
 * space, or the operation ends with an error. What was confirmed is there, once; nothing else is, but the one act whose
 * answer nobody heard; and the file checks. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault-vfs.h"
#include "store-fixture.h"
#include "vigie-store-private.h"
#include "vigie-test-support.h"

#define MOST_OPERATIONS 2000   /* of one act; it never comes near */

typedef struct
{
  StoreFixture *fixture;
  char *stream;
  GHashTable *told;       /* ids that were confirmed */
  guint n_before;         /* events before the session */
  guint n_unheard;        /* acts whose answer was lost: each may be there */
} Session;

static void
session_init (Session *session, guint seed)
{
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GPtrArray) events = NULL;

  *session = (Session) { store_fixture_new (seed), NULL, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0, 0 };
  store = store_fixture_open (session->fixture);
  session->stream = store_fixture_declare (session->fixture, store, "Site down", FALSE);
  events = vigie_store_load (store, session->stream, NULL, NULL);
  session->n_before = events->len;
}

static void
session_clear (Session *session)
{
  store_fixture_free (session->fixture);
  g_hash_table_unref (session->told);
  g_free (session->stream);
}

static void
check_events (Session *session, VigieStore *store)
{
  g_autoptr(GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;
  GHashTableIter iter;
  gpointer id;
  guint n_bad = 0;

  events = vigie_store_load (store, session->stream, &n_bad, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_bad, ==, 0);
  for (guint i = 0; i < events->len; i++)
    g_assert_true (g_hash_table_add (there, (gpointer) ((VigieEvent *) events->pdata[i])->id));
  g_hash_table_iter_init (&iter, session->told);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (there, id));
  g_assert_cmpuint (events->len, <=, session->n_before + g_hash_table_size (session->told) + session->n_unheard);
}

static void
check_store (Session *session, const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieStore) store
    = vigie_store_open (path, VIGIE_STORE_WRITER, vigie_test_playbook (), &session->fixture->seams, &error);

  g_assert_no_error (error);
  check_events (session, store);
  store_assert_clean (store);
}

/* Killed ------------------------------------------------------------------------------------------ */

/* In the child: opens, records, closes, and dies on the way; tells through @fd what was confirmed. */
static void
act_and_die (Session *session, guint at, int fd)
{
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (session->stream, "a note", session->fixture->now_usec);
  g_autoptr(GPtrArray) events = NULL;
  VigieStore *store;

  fault_vfs_arm (FAULT_CHANGES, FAULT_KILL, at, FALSE);
  store = vigie_store_open (session->fixture->path, VIGIE_STORE_WRITER, vigie_test_playbook (), &session->fixture->seams, NULL);
  if (store == NULL || (events = vigie_store_record (store, drafts, NULL)) == NULL)
    _exit (1);
  dprintf (fd, "%s", ((VigieEvent *) events->pdata[0])->id);
  /* What is in the log goes into the file now. */
  vigie_store_exec (store, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  vigie_store_close (store);
  _exit (0);
}

/* FALSE: it lived. */
static gboolean
kill_at (Session *session, guint at)
{
  char id[64] = "";
  int fds[2], status = 0;
  pid_t child;

  /* Else each child would draw the same random numbers. */
  g_rand_int (session->fixture->rand);
  session->fixture->now_usec += VIGIE_SECOND_USEC;
  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0)
    act_and_die (session, at, fds[1]);
  close (fds[1]);
  if (read (fds[0], id, sizeof id - 1) > 0)
    g_hash_table_add (session->told, g_strdup (id));
  else
    session->n_unheard++;
  close (fds[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status))
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  return WIFSIGNALED (status);
}

/* An act is tried again and again, dying one operation later each time, until it lives; then the next. */
static void
test_killed (void)
{
  guint n_acts = vigie_test_number (3, 200), n_kills = 0;
  Session session;

  session_init (&session, 1);
  for (guint act = 0; act < n_acts; act++)
    for (guint at = 1; kill_at (&session, at); at++, n_kills++)
      {
        g_assert_cmpuint (at, <, MOST_OPERATIONS);
        check_store (&session, session.fixture->path);
      }
  check_store (&session, session.fixture->path);
  g_assert_cmpuint (n_kills, >, 5 * n_acts);
  vigie_test_figure ("F01", "%u acts, killed at each of %u writes", n_acts, n_kills);
  session_clear (&session);
}

/* F43: killed, and killed again while what the first death left is being put in order. */
static void
test_killed_while_recovering (void)
{
  static const guint first[] = { 4, 7, 10, 13, 16 };
  guint n_kills = 0;
  Session session;

  session_init (&session, 2);
  for (guint i = 0; i < vigie_test_number (2, G_N_ELEMENTS (first)); i++)
    for (guint at = 1; kill_at (&session, first[i]) && kill_at (&session, at); at++, n_kills++)
      {
        g_assert_cmpuint (at, <, MOST_OPERATIONS);
        check_store (&session, session.fixture->path);
      }
  check_store (&session, session.fixture->path);
  g_assert_cmpuint (n_kills, >, 10);
  vigie_test_figure ("F43", "%u double deaths", n_kills);
  session_clear (&session);
}

/* Without power -------------------------------------------------------------------------------------- */

typedef struct
{
  Session *session;
  GRand *rand;
  guint n_cuts;
} Cuts;

static void
cut_power (gpointer user_data)
{
  Cuts *cuts = user_data;
  g_autofree char *folder = g_strdup_printf ("%s/after-%u", cuts->session->fixture->folder, cuts->n_cuts++);
  g_autofree char *path = g_build_filename (folder, "vigie.db", NULL);

  fault_vfs_power_cut (cuts->session->fixture->folder, folder, cuts->rand);
  check_store (cuts->session, path);
  store_fixture_remove_folder (folder);
}

static void
test_power (void)
{
  guint n_acts = vigie_test_number (8, 200);
  Session session;
  Cuts cuts = { &session, g_rand_new_with_seed (3), 0 };
  g_autoptr(VigieStore) store = NULL;

  session_init (&session, 3);
  session.n_unheard = 1; /* the one that is on its way */
  fault_vfs_track (cut_power, &cuts);
  store = store_fixture_open (session.fixture);
  /* Else the file itself would not be written before the end. */
  g_assert_true (vigie_store_exec (store, "PRAGMA wal_autocheckpoint = 20", NULL));
  for (guint act = 0; act < n_acts; act++)
    g_hash_table_add (session.told, store_fixture_note (session.fixture, store, session.stream, "a note"));
  vigie_store_close (g_steal_pointer (&store));
  fault_vfs_untrack ();
  check_store (&session, session.fixture->path);
  g_assert_cmpuint (cuts.n_cuts, >, 5 * n_acts);
  vigie_test_figure ("F02", "%u power cuts in %u acts", cuts.n_cuts, n_acts);
  g_rand_free (cuts.rand);
  session_clear (&session);
}

/* Errors ----------------------------------------------------------------------------------------------- */

typedef struct
{
  const char *row;
  FaultOperations which;
  FaultEffect effect;
  gint code;              /* of the store's errors; -1: any */
} Failure;

static const Failure full = { "F03", FAULT_WRITE, FAULT_FULL, VIGIE_STORE_ERROR_FULL };
static const Failure no_read = { "F04", FAULT_READ, FAULT_EIO, -1 };
static const Failure no_write = { "F04", FAULT_WRITE, FAULT_EIO, VIGIE_STORE_ERROR_FAILED };
static const Failure no_sync = { "F04", FAULT_SYNC, FAULT_EIO, VIGIE_STORE_ERROR_FAILED };

static void
assert_sentence (const Failure *failure, const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == VIGIE_STORE_ERROR);
  if (failure->code >= 0)
    g_assert_cmpint (error->code, ==, failure->code);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* One act, which fails at operation @at; FALSE when it had no such operation. Then the same act again, which works. */
static gboolean
fail_at (Session *session, VigieStore *store, const Failure *failure, guint at, gboolean for_ever)
{
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (session->stream, "typed once", session->fixture->now_usec);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start_usec = g_get_monotonic_time ();
  guint n;

  /* Nothing is remembered, so there is something to read. */
  g_assert_true (vigie_store_exec (store, "PRAGMA shrink_memory", NULL));
  fault_vfs_arm (failure->which, failure->effect, at, for_ever);
  events = vigie_store_record (store, drafts, &error);
  n = fault_vfs_disarm ();
  g_assert_cmpint (g_get_monotonic_time () - start_usec, <, VIGIE_SECOND_USEC);
  if (events == NULL)
    {
      assert_sentence (failure, error);
      events = vigie_store_record (store, drafts, NULL);
    }
  g_assert_nonnull (events);
  g_hash_table_add (session->told, g_strdup (((VigieEvent *) events->pdata[0])->id));
  check_events (session, store);

  return n >= at;
}

static void
test_fails (gconstpointer data)
{
  const Failure *failure = data;
  guint n_rounds = vigie_test_number (2, 20), n = 0;
  g_autoptr(VigieStore) store = NULL;
  Session session;

  session_init (&session, 4);
  store = store_fixture_open (session.fixture);
  g_assert_true (vigie_store_exec (store, "PRAGMA wal_autocheckpoint = 20", NULL));
  for (guint round = 0; round < 2 * n_rounds; round++)
    for (guint at = 1; fail_at (&session, store, failure, at, round % 2 == 1); at++, n++)
      g_assert_cmpuint (at, <, MOST_OPERATIONS);
  g_assert_cmpuint (n, >=, n_rounds);
  store_assert_clean (store);
  vigie_store_close (g_steal_pointer (&store));
  check_store (&session, session.fixture->path);
  vigie_test_figure (failure->row, "%u operations failed", n);
  session_clear (&session);
}

/* Memory ----------------------------------------------------------------------------------------------- */

/* SQLite's share: each of its allocations fails in turn, which ends in an error or in an act that was done. */
static void
test_no_memory (void)
{
  guint n = 0;
  g_autoptr(VigieStore) store = NULL;
  gboolean struck = TRUE;
  Session session;

  session_init (&session, 6);
  store = store_fixture_open (session.fixture);
  for (guint at = 1; struck; at++, n++)
    {
      g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (session.stream, "typed once", session.fixture->now_usec);
      g_autoptr(GPtrArray) events = NULL;
      g_autoptr(GError) error = NULL;

      fault_memory_arm (at, n % 2 == 1);
      events = vigie_store_record (store, drafts, &error);
      struck = fault_memory_arm (0, FALSE) >= at;
      g_assert_true ((events == NULL) == (error != NULL));
      g_clear_error (&error);
      if (events == NULL)
        events = vigie_store_record (store, drafts, &error);
      g_assert_no_error (error);
      g_hash_table_add (session.told, g_strdup (((VigieEvent *) events->pdata[0])->id));
      check_events (&session, store);
    }
  g_assert_cmpuint (n, >, 5);
  store_assert_clean (store);
  vigie_test_figure ("F05", "%u allocations of SQLite failed", n);
  vigie_store_close (g_steal_pointer (&store));
  session_clear (&session);
}

#if !defined (__SANITIZE_ADDRESS__) && !defined (__SANITIZE_THREAD__)
/* In the child: records until there is no memory left, and GLib ends the process. */
static void
record_without_memory (Session *session, gsize bytes, int fd)
{
  g_autofree char *text = g_strnfill (20000, 'n');
  struct rlimit limit = { bytes, bytes };
  VigieStore *store = store_fixture_open (session->fixture);
  GPtrArray *kept = g_ptr_array_new ();

  /* What GLib says at its end is not for the harness. */
  dup2 (open ("/dev/null", O_WRONLY), STDOUT_FILENO);
  dup2 (STDOUT_FILENO, STDERR_FILENO);
  setrlimit (RLIMIT_AS, &limit);
  for (;;)
    {
      g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (session->stream, text, session->fixture->now_usec);
      GPtrArray *events = vigie_store_record (store, drafts, NULL);

      if (events == NULL || write (fd, ((VigieEvent *) events->pdata[0])->id, 36) != 36)
        _exit (1);
      g_ptr_array_add (kept, events);
    }
}

static void
take_ids (Session *session, int fd)
{
  char id[37] = "";

  while (read (fd, id, 36) == 36)
    g_hash_table_add (session->told, g_strdup (id));
  session->n_unheard++;
  close (fd);
}

static gsize
used_address_space (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));

  return (gsize) g_ascii_strtoull (text, NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
}

/* The rest: where memory runs out the process is gone, as if it had been killed. */
static void
test_memory_limit (void)
{
  guint n_deaths = vigie_test_number (4, 40);
  Session session;

  session_init (&session, 7);
  for (guint i = 0; i < n_deaths; i++)
    {
      int fds[2], status = 0;
      pid_t child;

      g_rand_int (session.fixture->rand);
      session.fixture->now_usec += 1000 * VIGIE_SECOND_USEC;
      g_assert_cmpint (pipe (fds), ==, 0);
      child = fork ();
      if (child == 0)
        record_without_memory (&session, used_address_space () + (1 + i) * 256 * 1024, fds[1]);
      close (fds[1]);
      take_ids (&session, fds[0]);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 1);
      check_store (&session, session.fixture->path);
    }
  g_assert_cmpuint (g_hash_table_size (session.told), >, 0);
  vigie_test_figure ("F05", "%u deaths for want of memory, %u entries confirmed before", n_deaths, g_hash_table_size (session.told));
  session_clear (&session);
}
#endif

/* A new format -------------------------------------------------------------------------------------- */

static void
copy_stored (StoreFixture *fixture, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "store", name, NULL);
  g_autofree char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, data, (gssize) length, NULL));
}

/* FALSE: it lived. */
static gboolean
kill_opening_at (StoreFixture *fixture, guint at, FaultEffect effect)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      fault_vfs_arm (effect == FAULT_FULL ? FAULT_WRITE : FAULT_CHANGES, effect, at, TRUE);
      _exit (vigie_store_open (fixture->path, VIGIE_STORE_WRITER, vigie_test_playbook (), &fixture->seams, NULL) != NULL ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return WIFSIGNALED (status) || WEXITSTATUS (status) != 0;
}

/* The copy of the old version is there, or not made yet: not there, or empty. */
static void
assert_copy_is_whole (StoreFixture *fixture, const char *suffix, gboolean made)
{
  g_autofree char *copy = g_strconcat (fixture->path, suffix, NULL);
  sqlite3_stmt *stmt = NULL;
  sqlite3 *db = NULL;
  struct stat info;

  if (!made && (stat (copy, &info) != 0 || info.st_size == 0))
    return;
  g_assert_cmpint (sqlite3_open_v2 (copy, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count (*) FROM event", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), >=, 5);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

/* Each version that was ever shipped, killed at each write of becoming the newest, or (F43) without space for it. */
static void
test_migration (gconstpointer data)
{
  static const char *const names[] = { "v1.db", "v2.db", "v3.db", "v4.db" };
  static const char *const copies[] = { ".v1", ".v2", ".v3", ".v4" };
  FaultEffect effect = (FaultEffect) GPOINTER_TO_INT (data);
  guint n = 0, step = effect == FAULT_KILL ? vigie_test_number (5, 1) : vigie_test_number (9, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(StoreFixture) fixture = store_fixture_new (5);
      gboolean failed = TRUE;

      for (guint at = 1; failed; at += step, n++)
        {
          g_autoptr(VigieStore) store = NULL;

          store_fixture_remove_folder (fixture->folder);
          g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
          copy_stored (fixture, names[i]);
          failed = kill_opening_at (fixture, at, effect);
          assert_copy_is_whole (fixture, copies[i], FALSE);
          store = store_fixture_open (fixture);
          assert_copy_is_whole (fixture, copies[i], TRUE);
          store_assert_clean (store);
        }
    }
  g_assert_cmpuint (n, >, 10);
  vigie_test_figure (effect == FAULT_KILL ? "F10" : "F43", "%u interrupted changes of format", n);
}

int
main (int argc, char *argv[])
{
  /* What a disk keeps is decided here: it may be one in memory. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  fault_memory_install ();
  fault_vfs_install ();
  /* Loaded once, before there are children. */
  g_assert_nonnull (vigie_test_playbook ());
  g_test_add_func ("/fault/F01/seat-every-write", test_killed);
  g_test_add_data_func ("/fault/F10/killed-at-every-write", GINT_TO_POINTER (FAULT_KILL), test_migration);
  g_test_add_data_func ("/fault/F43/full-while-changing-format", GINT_TO_POINTER (FAULT_FULL), test_migration);
  g_test_add_func ("/fault/F43/killed-while-recovering", test_killed_while_recovering);
  g_test_add_func ("/fault/F02/seat", test_power);
  g_test_add_data_func ("/fault/F03/seat-every-write", &full, test_fails);
  g_test_add_data_func ("/fault/F04/seat-reads", &no_read, test_fails);
  g_test_add_data_func ("/fault/F04/seat-writes", &no_write, test_fails);
  g_test_add_data_func ("/fault/F04/seat-syncs", &no_sync, test_fails);
  g_test_add_func ("/fault/F05/seat-allocations", test_no_memory);
#if !defined (__SANITIZE_ADDRESS__) && !defined (__SANITIZE_THREAD__)
  g_test_add_func ("/fault/F05/seat-memory-limit", test_memory_limit);
#endif

  return g_test_run ();
}
