/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The disk under the hub's log fails at each of its operations in turn. What a seat was told is there, once; what it was
 * not told is sent again and makes no second; every number and chain checks. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault-vfs.h"
#include "hub-engine.h"
#include "vigie-hub-verify.h"

#define MOST_OPERATIONS 2000   /* of one append; it never comes near */

typedef struct
{
  HubEngine *engine;
  HubSeat *seat;
  char *stream;
  GPtrArray *waiting;     /* the event that is being sent; NULL: it was told */
  GHashTable *told;       /* hashes in hexadecimal */
  guint64 n_before;       /* events before the session */
} Session;

static gboolean
note_row (const VigieHubRow *row, gpointer user_data)
{
  g_autofree char *hash = vigie_hex (row->hash, VIGIE_HASH_BYTES);

  g_assert_true (g_hash_table_add (user_data, g_steal_pointer (&hash)));
  g_assert_cmpuint (row->seq, ==, g_hash_table_size (user_data));

  return TRUE;
}

static GHashTable *
read_hashes (VigieHubLog *log)
{
  GHashTable *hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (vigie_hub_log_page (log, 0, note_row, hashes, NULL));

  return hashes;
}

static void
session_init (Session *session, guint seed)
{
  g_autoptr(GHashTable) hashes = NULL;

  *session = (Session) { .engine = hub_engine_new (seed) };
  session->seat = hub_seat_join (session->engine, 1, "Awa Koné", "responder");
  session->stream = hub_seat_declare (session->seat, 7);
  session->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  hashes = read_hashes (session->engine->reader);
  session->n_before = g_hash_table_size (hashes);
}

static void
session_clear (Session *session)
{
  hub_seat_free (session->seat);
  hub_engine_free (session->engine);
  g_hash_table_unref (session->told);
  g_clear_pointer (&session->waiting, g_ptr_array_unref);
  g_free (session->stream);
}

static GPtrArray *
next_event (Session *session)
{
  if (session->waiting == NULL)
    session->waiting = hub_fixture_notes (session->seat->device, session->stream, 1);

  return session->waiting;
}

static void
note_told (Session *session)
{
  g_hash_table_add (session->told, vigie_hex (((VigieEvent *) session->waiting->pdata[0])->hash, VIGIE_HASH_BYTES));
  g_clear_pointer (&session->waiting, g_ptr_array_unref);
}

/* @path: the log, of which nobody is the writer now. */
static void
check_log (Session *session, const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieHubLog) log = vigie_hub_sqlite_open (path, &session->engine->fixture->seams, &error);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) hashes = NULL;
  VigieHubVerified verified = { 0 };
  GHashTableIter iter;
  gpointer hash;

  g_assert_no_error (error);
  hashes = read_hashes (log);
  g_hash_table_iter_init (&iter, session->told);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    g_assert_true (g_hash_table_contains (hashes, hash));
  g_assert_cmpuint (g_hash_table_size (hashes), <=, session->n_before + g_hash_table_size (session->told) + (session->waiting != NULL));
  g_assert_true (vigie_hub_verify (log, faults, &verified, NULL));
  g_assert_cmpuint (faults->len, ==, 0);
  g_free (verified.organisation);
}

static gboolean
is_taken (VigieWireStatus status)
{
  return status == VIGIE_WIRE_STORED || status == VIGIE_WIRE_KNOWN;
}

/* Killed ------------------------------------------------------------------------------------------ */

/* In the child: starts, takes the event, copies the log's end into the file, and dies on the way. */
static void
act_and_die (Session *session, guint at, int fd)
{
  GPtrArray *events = next_event (session);

  fault_vfs_arm (FAULT_CHANGES, FAULT_KILL, at, FALSE);
  hub_engine_reopen (session->engine);
  if (!is_taken (hub_seat_try (session->seat, events, NULL)) || write (fd, "t", 1) != 1)
    _exit (1);
  hub_engine_close (session->engine);
  hub_fixture_sql (session->engine->fixture->path, "PRAGMA wal_checkpoint (TRUNCATE)");
  _exit (0);
}

/* FALSE: it lived. */
static gboolean
kill_at (Session *session, guint at)
{
  int fds[2], status = 0;
  pid_t child;
  char told;

  g_rand_int (session->engine->fixture->rand);
  next_event (session);
  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0)
    act_and_die (session, at, fds[1]);
  close (fds[1]);
  if (read (fds[0], &told, 1) == 1)
    note_told (session);
  close (fds[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status))
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  return WIFSIGNALED (status);
}

static void
test_killed (void)
{
  guint n_acts = vigie_test_number (3, 200), n_kills = 0;
  Session session;

  session_init (&session, 1);
  hub_engine_close (session.engine);
  for (guint act = 0; act < n_acts; act++)
    for (guint at = 1; kill_at (&session, at); at++, n_kills++)
      {
        g_assert_cmpuint (at, <, MOST_OPERATIONS);
        check_log (&session, session.engine->fixture->path);
      }
  check_log (&session, session.engine->fixture->path);
  g_assert_cmpuint (n_kills, >, 5 * n_acts);
  vigie_test_figure ("F01", "%u appends, killed at each of %u writes", n_acts, n_kills);
  session_clear (&session);
}

/* F43: killed, and killed again while starting over what the first death left. */
static void
test_killed_while_starting (void)
{
  guint n_kills = 0;
  Session session;

  session_init (&session, 2);
  hub_engine_close (session.engine);
  for (guint first = 3; first <= vigie_test_number (9, 15); first += 3)
    for (guint at = 1; kill_at (&session, first) && kill_at (&session, at); at++, n_kills++)
      {
        g_assert_cmpuint (at, <, MOST_OPERATIONS);
        check_log (&session, session.engine->fixture->path);
      }
  check_log (&session, session.engine->fixture->path);
  g_assert_cmpuint (n_kills, >, 10);
  vigie_test_figure ("F43", "%u double deaths of the hub", n_kills);
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
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
cut_power (gpointer user_data)
{
  Cuts *cuts = user_data;
  HubFixture *fixture = cuts->session->engine->fixture;
  g_autofree char *folder = g_strdup_printf ("%s-after-%u", fixture->folder, cuts->n_cuts++);
  g_autofree char *name = g_path_get_basename (fixture->path);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  fault_vfs_power_cut (fixture->folder, folder, cuts->rand);
  check_log (cuts->session, path);
  remove_folder (folder);
}

static void
test_power (void)
{
  guint n_acts = vigie_test_number (8, 200);
  Session session;
  Cuts cuts = { &session, g_rand_new_with_seed (3), 0 };

  session_init (&session, 3);
  hub_engine_close (session.engine);
  fault_vfs_track (cut_power, &cuts);
  hub_engine_reopen (session.engine);
  for (guint act = 0; act < n_acts; act++)
    {
      g_assert_true (is_taken (hub_seat_try (session.seat, next_event (&session), NULL)));
      note_told (&session);
    }
  hub_engine_close (session.engine);
  hub_fixture_sql (session.engine->fixture->path, "PRAGMA wal_checkpoint (TRUNCATE)");
  fault_vfs_untrack ();
  check_log (&session, session.engine->fixture->path);
  g_assert_cmpuint (cuts.n_cuts, >, 5 * n_acts);
  vigie_test_figure ("F02", "%u power cuts in %u appends", cuts.n_cuts, n_acts);
  g_rand_free (cuts.rand);
  session_clear (&session);
}

/* Errors ----------------------------------------------------------------------------------------------- */

typedef struct
{
  const char *row;
  FaultOperations which;
  FaultEffect effect;
  guint status;           /* of the reply */
} Failure;

static const Failure full = { "F03", FAULT_WRITE, FAULT_FULL, 507 };
static const Failure no_write = { "F04", FAULT_WRITE, FAULT_EIO, 503 };
static const Failure no_sync = { "F04", FAULT_SYNC, FAULT_EIO, 503 };

/* One append, which fails at operation @at; FALSE when it had no such operation. Then the same again, which works. */
static gboolean
fail_at (Session *session, const Failure *failure, guint at, gboolean for_ever)
{
  g_autoptr(VigieWireAppendReply) reply = NULL;
  guint n, status = 0;

  fault_vfs_arm (failure->which, failure->effect, at, for_ever);
  reply = hub_seat_send (session->seat, next_event (session), &status);
  n = fault_vfs_disarm ();
  if (reply == NULL)
    {
      g_assert_cmpuint (status, ==, failure->status);
      g_ptr_array_unref (vigie_hub_tick (session->engine->hub));
      g_assert_true (is_taken (hub_seat_try (session->seat, session->waiting, NULL)));
    }
  else
    g_assert_cmpuint (status, ==, 200);
  note_told (session);

  return n >= at;
}

static void
test_fails (gconstpointer data)
{
  const Failure *failure = data;
  guint n_rounds = vigie_test_number (2, 20), n = 0;
  Session session;

  session_init (&session, 4);
  for (guint round = 0; round < 2 * n_rounds; round++)
    for (guint at = 1; fail_at (&session, failure, at, round % 2 == 1); at++, n++)
      g_assert_cmpuint (at, <, MOST_OPERATIONS);
  g_assert_cmpuint (n, >=, n_rounds);
  hub_engine_close (session.engine);
  check_log (&session, session.engine->fixture->path);
  vigie_test_figure (failure->row, "%u operations of the hub failed", n);
  session_clear (&session);
}

/* Memory ----------------------------------------------------------------------------------------------- */

/* Each allocation of SQLite fails in turn: no acknowledgement, or one of what is there. */
static void
test_no_memory (void)
{
  gboolean struck = TRUE;
  Session session;
  guint n = 0;

  session_init (&session, 5);
  for (guint at = 1; struck; at++, n++)
    {
      g_autoptr(VigieWireAppendReply) reply = NULL;

      fault_memory_arm (at, n % 2 == 1);
      reply = hub_seat_send (session.seat, next_event (&session), NULL);
      struck = fault_memory_arm (0, FALSE) >= at;
      if (reply == NULL)
        g_assert_true (is_taken (hub_seat_try (session.seat, session.waiting, NULL)));
      note_told (&session);
    }
  g_assert_cmpuint (n, >, 5);
  hub_engine_close (session.engine);
  check_log (&session, session.engine->fixture->path);
  vigie_test_figure ("F05", "%u allocations of the hub's SQLite failed", n);
  session_clear (&session);
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
  g_test_add_func ("/fault/F01/hub-every-write", test_killed);
  g_test_add_func ("/fault/F02/hub", test_power);
  g_test_add_data_func ("/fault/F03/hub-every-write", &full, test_fails);
  g_test_add_data_func ("/fault/F04/hub-writes", &no_write, test_fails);
  g_test_add_data_func ("/fault/F04/hub-syncs", &no_sync, test_fails);
  g_test_add_func ("/fault/F05/hub-allocations", test_no_memory);
  g_test_add_func ("/fault/F43/hub-killed-while-starting", test_killed_while_starting);

  return g_test_run ();
}
