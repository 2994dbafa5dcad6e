/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program is killed at random moments while twenty seats write, again and again. What a seat was told
 * is stored must be there, once; what it was not told may be there or not, and sending it again must not
 * make two of it. Numbers have no gap, and every chain checks. */

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hub-engine.h"
#include "hub-program.h"
#include "hub-served.h"
#include "vigie-hub-verify.h"

#define WRITERS 20

static int
run_hub (const char *command, const char *path, const char *more)
{
  const char *argv[] = { g_getenv ("VIGIE_HUB"), command, "--db", path, more, NULL };
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, NULL, NULL, &status, NULL));

  return WEXITSTATUS (status);
}

/* Writers --------------------------------------------------------------------------------------- */

typedef struct
{
  HubSeat *seat;
  char *stream;
  GPtrArray *told;       /* VigieEvent that were acknowledged */
  GPtrArray *waiting;    /* the one that is being sent, until it is told */
  const gint *port;      /* atomic; 0: there is no hub */
  const gint *ending;    /* atomic */
} Writer;

static gboolean
is_told (GBytes *reply)
{
  g_autoptr(VigieWireAppendReply) results = vigie_wire_append_reply_read (reply, 1, NULL);
  const VigieWireResult *result = results != NULL ? results->results->pdata[0] : NULL;

  if (result == NULL)
    return FALSE;
  g_assert_true (result->status == VIGIE_WIRE_STORED || result->status == VIGIE_WIRE_KNOWN);

  return TRUE;
}

/* FALSE: there is no hub to connect to just now. */
static gboolean
send_once (Writer *writer, guint port)
{
  g_autoptr(GBytes) body = vigie_wire_append_new (writer->waiting);
  g_autoptr(GBytes) reply = NULL;
  guint status;

  status = hub_request (port, "POST", "/v1/events", writer->seat->token, body, &reply);
  if (status != 200 || !is_told (reply))
    return status != 0;
  g_ptr_array_add (writer->told, vigie_event_ref (writer->waiting->pdata[0]));
  g_clear_pointer (&writer->waiting, g_ptr_array_unref);

  return TRUE;
}

static gpointer
run_writer (gpointer user_data)
{
  Writer *writer = user_data;

  while (!g_atomic_int_get (writer->ending))
    {
      guint port = (guint) g_atomic_int_get (writer->port);

      if (writer->waiting == NULL)
        writer->waiting = hub_fixture_notes (writer->seat->device, writer->stream, 1);
      if (port == 0 || !send_once (writer, port))
        g_usleep (2000);
    }

  return NULL;
}

/* Checks ---------------------------------------------------------------------------------------- */

static gboolean
note_row (const VigieHubRow *row, gpointer user_data)
{
  g_autofree char *hash = vigie_hex (row->hash, VIGIE_HASH_BYTES);

  g_assert_true (g_hash_table_add (user_data, g_steal_pointer (&hash)));

  return TRUE;
}

static void
assert_told_is_there (HubFixture *fixture, Writer *writers)
{
  g_autoptr(VigieHubLog) log = vigie_hub_sqlite_open_reader (fixture->path, &fixture->seams, NULL);
  g_autoptr(GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  VigieHubVerified verified = { 0 };
  guint n_told = 0;

  g_assert_nonnull (log);
  g_assert_true (vigie_hub_log_page (log, 0, note_row, hashes, NULL));
  for (guint i = 0; i < WRITERS; i++)
    for (guint j = 0; j < writers[i].told->len; j++, n_told++)
      {
        g_autofree char *hash = vigie_hex (((VigieEvent *) writers[i].told->pdata[j])->hash, VIGIE_HASH_BYTES);

        g_assert_true (g_hash_table_contains (hashes, hash));
      }
  g_assert_true (vigie_hub_verify (log, faults, &verified, NULL));
  g_assert_cmpuint (faults->len, ==, 0);
  g_free (verified.organisation);
  vigie_test_figure ("F23", "%u confirmed by %u seats, all there", n_told, WRITERS);
  g_assert_cmpuint (n_told, >, WRITERS);
}

static void
test_killed (void)
{
  HubEngine *engine = hub_engine_new (1);
  HubFixture *fixture = engine->fixture;
  Writer writers[WRITERS];
  GThread *threads[WRITERS];
  guint n_rounds = vigie_test_number (12, 120);
  gint port = 0, ending = 0;
  HubProgram program;

  for (guint i = 0; i < WRITERS; i++)
    writers[i] = (Writer) { hub_seat_join (engine, 10 + i, "Awa Koné", "responder"), hub_fixture_stream (i),
                            g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref), NULL, &port, &ending };
  hub_engine_close (engine);
  for (guint i = 0; i < WRITERS; i++)
    threads[i] = g_thread_new ("writer", run_writer, &writers[i]);
  for (guint round = 0; round < n_rounds; round++)
    {
      hub_program_start (&program, fixture->path, "127.0.0.1:0", NULL);
      g_atomic_int_set (&port, (gint) program.port);
      /* In the long form ten minutes, a death every five seconds. */
      g_usleep (vigie_test_is_long () ? 5 * G_USEC_PER_SEC : (gulong) g_random_int_range (20000, 400000));
      g_atomic_int_set (&port, 0);
      g_assert_true (WIFSIGNALED (hub_program_end (&program, SIGKILL)));
    }
  g_atomic_int_set (&ending, 1);
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (threads[i]);
  assert_told_is_there (fixture, writers);
  g_assert_cmpint (run_hub ("verify", fixture->path, NULL), ==, 0);
  for (guint i = 0; i < WRITERS; i++)
    {
      hub_seat_free (writers[i].seat);
      g_ptr_array_unref (writers[i].told);
      g_clear_pointer (&writers[i].waiting, g_ptr_array_unref);
      g_free (writers[i].stream);
    }
  hub_engine_free (engine);
}

/* The program as people and systemd use it. */
static void
test_program (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (2);
  g_autofree char *backup = hub_fixture_file (fixture, "copy.db");
  HubProgram program;
  int status;

  g_assert_cmpint (run_hub ("serve", fixture->path, "nonsense"), ==, 2);
  g_assert_cmpint (run_hub ("verify", fixture->path, NULL), ==, 1);
  hub_program_start (&program, fixture->path, "127.0.0.1:0", NULL);
  g_assert_cmpuint (hub_request (program.port, "GET", "/healthz", NULL, NULL, NULL), ==, 200);
  /* Through the control socket, and by reading beside it. */
  g_assert_cmpint (run_hub ("serve", fixture->path, "--plain"), ==, 1);
  g_assert_cmpint (run_hub ("members", fixture->path, NULL), ==, 0);
  g_assert_cmpint (run_hub ("verify", fixture->path, NULL), ==, 0);
  g_assert_cmpint (run_hub ("backup", fixture->path, backup), ==, 0);
  g_assert_cmpint (run_hub ("verify", backup, NULL), ==, 0);
  status = hub_program_end (&program, SIGTERM);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* Nothing of a token that is tried, and of what stands in a request, is in what the program writes. */
static void
test_quiet_journal (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (4);
  g_autofree char *errors = hub_fixture_file (fixture, "errors");
  g_autofree char *command = g_strdup_printf ("exec '%s' serve --db '%s' --listen 127.0.0.1:0 2>'%s'", g_getenv ("VIGIE_HUB"),
                                              fixture->path, errors);
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  g_autofree char *token = g_strnfill (64, 'c');
  g_autofree char *journal = NULL;
  g_autoptr(GBytes) body = g_bytes_new_static ("canary\nevent=forged", 19);
  g_autoptr(GError) error = NULL;
  HubProgram program;
  int output = -1;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &program.pid, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  program.port = hub_program_read_port (output);
  g_assert_cmpuint (hub_request (program.port, "GET", "/v1/events?token=canary", token, NULL, NULL), ==, 401);
  g_assert_cmpuint (hub_request (program.port, "GET", "/canary%0Aevent=forged", token, NULL, NULL), ==, 401);
  g_assert_cmpuint (hub_request (program.port, "POST", "/v1/join", NULL, body, NULL), ==, 400);
  hub_program_end (&program, SIGTERM);
  g_assert_true (g_file_get_contents (errors, &journal, NULL, NULL));
  g_assert_nonnull (strstr (journal, "event=listening"));
  g_assert_null (strstr (journal, "canary"));
  g_assert_null (strstr (journal, "forged"));
  g_assert_null (strstr (journal, token));
}

static char *
invite (const char *path, int *status)
{
  const char *argv[] = { g_getenv ("VIGIE_HUB"), "invite", "--db", path, "--name", "Awa", "--role", "viewer", NULL };
  char *output = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, status, NULL));

  return output;
}

static void
test_invite (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (3);
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;
  HubProgram program;
  int status = -1;

  before = invite (fixture->path, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_prefix (before, "vigie://join?v=1&hub=127.0.0.1:8471&org="));
  hub_program_start (&program, fixture->path, "127.0.0.1:0", NULL);
  during = invite (fixture->path, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_prefix (during, "vigie://join?v=1&hub=127.0.0.1:"));
  g_assert_null (strstr (during, ":8471"));
  hub_program_end (&program, SIGTERM);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F23/killed-under-load", test_killed);
  g_test_add_func ("/hub/program/commands", test_program);
  g_test_add_func ("/fault/F41/quiet-journal", test_quiet_journal);
  g_test_add_func ("/hub/program/invite", test_invite);

  return g_test_run ();
}
