/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* F01: a process that records a session is killed at random moments, again and again. Whatever it
 * confirmed (by a line on its standard output, written after the call returned) must be there; what
 * it did not confirm may be there or not; nothing may be there in part. */

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"
#include "vigie-id.h"
#include "vigie-test-support.h"

#define SESSION_EVENTS 1000
#define REBUILD_EVERY 20

/* Child: records until it is killed or the session is complete. */
static int
run_session (const char *path, const char *stream)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieStore) store = vigie_store_open (path, VIGIE_STORE_WRITER, vigie_test_playbook (), NULL, &error);
  g_autoptr(GPtrArray) before = store != NULL ? vigie_store_load (store, stream, NULL, &error) : NULL;

  if (before == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  for (guint i = before->len; i < SESSION_EVENTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u typed", i);
      g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, text, g_get_real_time ());
      g_autoptr(GPtrArray) events = NULL;

      if (!vigie_store_keep_text (store, "command/session", text, &error))
        return 1;
      dprintf (STDOUT_FILENO, "kept %u\n", i);
      events = vigie_store_record (store, drafts, &error);
      if (events == NULL)
        return 1;
      dprintf (STDOUT_FILENO, "event %s\n", ((VigieEvent *) events->pdata[0])->id);
    }

  return 0;
}

typedef struct
{
  StoreFixture *fixture;
  char *stream;
  GHashTable *confirmed; /* ids */
  guint kept;            /* number of the last text confirmed as kept */
  gboolean any_kept;
} Session;

static Session *
session_new (guint seed)
{
  Session *session = g_new0 (Session, 1);
  g_autoptr(VigieStore) store = NULL;

  session->fixture = store_fixture_new (seed);
  session->confirmed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  store = store_fixture_open (session->fixture);
  session->stream = store_fixture_declare (session->fixture, store, "Crash", FALSE);

  return session;
}

static void
session_free (Session *session)
{
  store_fixture_free (session->fixture);
  g_hash_table_unref (session->confirmed);
  g_free (session->stream);
  g_free (session);
}

static pid_t
spawn (Session *session, int *out_fd)
{
  int pipe_fds[2];
  pid_t child;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  child = fork ();
  if (child == 0)
    {
      dup2 (pipe_fds[1], STDOUT_FILENO);
      close (pipe_fds[0]);
      close (pipe_fds[1]);
      execl ("/proc/self/exe", "test-store-crash", "--session", session->fixture->path, session->stream, NULL);
      _exit (127);
    }
  close (pipe_fds[1]);
  *out_fd = pipe_fds[0];

  return child;
}

static void
take_line (Session *session, const char *line)
{
  if (g_str_has_prefix (line, "event "))
    g_hash_table_add (session->confirmed, g_strdup (line + 6));
  else if (g_str_has_prefix (line, "kept "))
    {
      session->kept = (guint) atoi (line + 5);
      session->any_kept = TRUE;
    }
}

/* A line counts when its end was written; dprintf() writes a line in one piece. */
static void
take_output (Session *session, GString *output)
{
  char *end;

  for (char *line = output->str; (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      *end = '\0';
      take_line (session, line);
    }
}

/* Until the child said something: how long it takes to start depends on what else the computer does. */
static void
wait_for_output (int fd)
{
  GPollFD poll = { .fd = fd, .events = G_IO_IN | G_IO_HUP };

  g_assert_cmpint (g_poll (&poll, 1, 60 * 1000), ==, 1);
}

/* TRUE if the child was still at work when it was killed. */
static gboolean
run_and_kill (Session *session, gboolean at_work, gint64 delay_usec)
{
  g_autoptr(GString) output = g_string_new (NULL);
  char buffer[4096];
  gssize n;
  int fd = -1, status = 0;
  pid_t child = spawn (session, &fd);

  if (at_work)
    wait_for_output (fd);
  g_usleep ((gulong) delay_usec);
  kill (child, SIGKILL);
  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (output, buffer, n);
  close (fd);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
  take_output (session, output);

  return WIFSIGNALED (status);
}

static void
check_kept_text (Session *session, VigieStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = vigie_store_kept_text (store, "command/session", &error);

  g_assert_no_error (error);
  if (!session->any_kept)
    return;
  g_assert_nonnull (text);
  g_assert_true (g_str_has_suffix (text, " typed"));
  g_assert_cmpint (atoi (text), >=, (int) session->kept);
}

static guint
check_round (Session *session, guint round)
{
  g_autoptr(VigieStore) store = store_fixture_open (session->fixture);
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
  g_hash_table_iter_init (&iter, session->confirmed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (there, id));
  check_kept_text (session, store);

  if (round % REBUILD_EVERY == 0)
    {
      g_autofree char *before = vigie_store_derived_digest (store, &error);
      g_autofree char *after = NULL;

      g_assert_true (vigie_store_rebuild (store, NULL, NULL, NULL, &error));
      after = vigie_store_derived_digest (store, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (before, ==, after);
      store_assert_clean (store);
    }

  return events->len;
}

static void
test_random_kills (void)
{
  guint seed = g_test_rand_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  Session *session = session_new (seed);
  guint n_rounds = vigie_test_number (200, 1000), n_confirmed = 0, n_killed = 0, n_sessions = 1;

  g_test_message ("seed %u", seed);
  for (guint round = 1; round <= n_rounds; round++)
    {
      /* One in four at any moment of its start, the others while they record. */
      gboolean at_work = round % 4 != 0;

      n_killed += run_and_kill (session, at_work, g_rand_int_range (rand, 0, 115 * 1000)) ? 1 : 0;
      if (check_round (session, round) < SESSION_EVENTS && round < n_rounds)
        continue;
      check_round (session, 0);
      n_confirmed += g_hash_table_size (session->confirmed);
      session_free (session);
      session = session_new (++seed);
      n_sessions++;
    }
  session_free (session);
  g_test_message ("%u rounds, %u stores", n_rounds, n_sessions - 1);
  vigie_test_figure ("F01", "%u kills while recording, %u events confirmed", n_killed, n_confirmed);
  /* Else the delays fit no longer, and nothing was tested. */
  g_assert_cmpuint (n_killed, >, n_rounds / 2);
  g_assert_cmpuint (n_confirmed, >, n_rounds / 2);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--session") == 0)
    return run_session (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fault/F01/seat-random-kills", test_random_kills);

  return g_test_run ();
}
