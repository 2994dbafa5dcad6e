/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The facade of the desktop, and the socket other programs record through. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store-fixture.h"
#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-store-thread.h"
#include "vigie-store-writer.h"
#include "vigie-test-support.h"

#define TIMEOUT_MS 20000

static char *self_path;

/* What the callbacks saw. */
typedef struct
{
  VigieStoreThread *thread;
  GAsyncResult *result;
  GPtrArray *changed;
  GString *order;
} Seen;

static void
arrived_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_null (seen->result);
  seen->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Seen *seen)
{
  while (seen->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&seen->result);
}

static void
changed_cb (VigieStoreThread *thread, const char *stream, Seen *seen)
{
  g_ptr_array_add (seen->changed, g_strdup (stream));
}

static Seen *
open_thread (StoreFixture *fixture)
{
  Seen *seen = g_new0 (Seen, 1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  seen->changed = g_ptr_array_new_with_free_func (g_free);
  seen->order = g_string_new (NULL);
  seen->thread = vigie_store_thread_new (fixture->path, vigie_test_playbook (), NULL);
  g_signal_connect (seen->thread, "changed", G_CALLBACK (changed_cb), seen);
  vigie_store_thread_open_async (seen->thread, NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  g_assert_true (vigie_store_thread_open_finish (seen->thread, result, &error));
  g_assert_no_error (error);
  g_assert_nonnull (vigie_store_thread_get_device (seen->thread));

  return seen;
}

static void
close_thread (Seen *seen)
{
  vigie_store_thread_close (seen->thread);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (seen->thread);
  g_ptr_array_unref (seen->changed);
  g_string_free (seen->order, TRUE);
  g_free (seen);
}

static char *
declare (Seen *seen, const char *title, gboolean local)
{
  static guint n = 0;
  g_autofree char *id = g_strdup_printf ("0190a000-0000-7000-8000-%012u", ++n);
  g_autoptr(GPtrArray) drafts = store_fixture_declare_drafts (title, id, g_get_real_time (), local);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vigie_store_thread_record_async (seen->thread, drafts, NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  events = vigie_store_thread_record_finish (seen->thread, result, &error);
  g_assert_no_error (error);

  return vigie_stream_for_incident (id, local);
}

static void
test_record_and_read (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  Seen *seen = open_thread (fixture);
  g_autofree char *stream = declare (seen, "Site down", FALSE);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autofree char *head = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (seen->changed->len, ==, 1);
  g_assert_cmpstr (seen->changed->pdata[0], ==, stream);
  vigie_store_thread_incident_async (seen->thread, stream, NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  incident = vigie_store_thread_incident_finish (seen->thread, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (incident->title, ==, "Site down");
  g_clear_object (&result);

  vigie_store_thread_list_async (seen->thread, NULL, NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  rows = vigie_store_thread_list_finish (seen->thread, result, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_clear_object (&result);

  vigie_store_thread_search_async (seen->thread, "site", 5, NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  hits = vigie_store_thread_search_finish (seen->thread, result, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_clear_object (&result);

  vigie_store_thread_chain_head_async (seen->thread, stream, NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  head = vigie_store_thread_chain_head_finish (seen->thread, result, &error);
  g_assert_cmpuint (strlen (head), ==, 64);
  g_clear_object (&result);

  vigie_store_thread_incident_async (seen->thread, "incident/none", NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  g_assert_null (vigie_store_thread_incident_finish (seen->thread, result, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING);
  g_clear_object (&result);
  close_thread (seen);
}

static void
append_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Seen *seen = user_data;
  g_autofree char *text = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, NULL);

  g_string_append (seen->order, text);
}

/* Each answer sees exactly what was asked before it, although nobody waited in between. */
static void
test_order (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (2);
  Seen *seen = open_thread (fixture);

  for (guint i = 0; i < 26; i++)
    {
      char text[] = { (char) ('a' + i), '\0' };

      vigie_store_thread_keep_text (seen->thread, "command/x", text);
      vigie_store_thread_kept_text_async (seen->thread, "command/x", NULL, append_cb, seen);
    }
  while (seen->order->len < 26)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (seen->order->str, ==, "abcdefghijklmnopqrstuvwxyz");
  close_thread (seen);
}

static void
test_close_finishes_jobs (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (3);
  Seen *seen = open_thread (fixture);
  g_autoptr(VigieStore) store = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vigie_store_thread_keep_text (seen->thread, "command/x", "last words");
  vigie_store_thread_close (seen->thread);
  store = store_fixture_open (fixture);
  text = vigie_store_kept_text (store, "command/x", NULL);
  g_assert_cmpstr (text, ==, "last words");

  vigie_store_thread_list_async (seen->thread, NULL, NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  g_assert_null (vigie_store_thread_list_finish (seen->thread, result, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED);
  g_clear_object (&result);
  close_thread (seen);
}

static void
test_cancelled_before_start (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (4);
  Seen *seen = open_thread (fixture);
  g_autofree char *stream = declare (seen, "Site down", FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, "never", g_get_real_time ());
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  vigie_store_thread_record_async (seen->thread, drafts, cancellable, arrived_cb, seen);
  result = wait_for_result (seen);
  g_assert_null (vigie_store_thread_record_finish (seen->thread, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (seen->changed->len, ==, 1);
  g_clear_object (&result);
  close_thread (seen);
}

static void
test_open_fails (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (5);
  g_autoptr(VigieStore) store G_GNUC_UNUSED = store_fixture_open (fixture);
  g_autoptr(VigieStoreThread) thread = vigie_store_thread_new (fixture->path, vigie_test_playbook (), NULL);
  Seen seen = { .thread = thread };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vigie_store_thread_open_async (thread, NULL, arrived_cb, &seen);
  result = wait_for_result (&seen);
  g_assert_false (vigie_store_thread_open_finish (thread, result, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_BUSY);
  vigie_store_thread_close (thread);
}

static void
test_remove_local (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (6);
  Seen *seen = open_thread (fixture);
  g_autofree char *stream = declare (seen, "Rehearsal", TRUE);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vigie_store_thread_remove_local_async (seen->thread, stream, NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  g_assert_true (vigie_store_thread_remove_local_finish (seen->thread, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (seen->changed->len, ==, 2);
  g_assert_cmpstr (seen->changed->pdata[1], ==, stream);
  g_clear_object (&result);
  close_thread (seen);
}

static void
exited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *ok = user_data;

  *ok = g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, NULL);
  g_object_unref (object);
}

static void
start_child (const char *path, const char *stream, const char *text, gboolean *ok)
{
  g_autoptr(GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, self_path, "--record", path, stream, text, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check_async (child, NULL, exited_cb, ok);
}

/* Another process records through this one while it holds the lock; this one is told. */
static void
test_socket (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (7);
  g_autofree char *socket_path = vigie_store_socket_path (fixture->path);
  Seen *seen;
  g_autofree char *stream = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  struct stat info;
  gboolean ok = FALSE;

  /* Left over by a process that was killed. */
  g_assert_true (g_file_set_contents (socket_path, "stale", 5, NULL));
  seen = open_thread (fixture);
  stream = declare (seen, "Site down", FALSE);
  g_assert_cmpint (g_stat (socket_path, &info), ==, 0);
  g_assert_true (S_ISSOCK (info.st_mode));
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);

  start_child (fixture->path, stream, "Écrit d’ailleurs", &ok);
  while (!ok)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen->changed->len, ==, 2);
  g_assert_cmpstr (seen->changed->pdata[1], ==, stream);
  vigie_store_thread_search_async (seen->thread, "ailleurs", 5, NULL, arrived_cb, seen);
  result = wait_for_result (seen);
  hits = vigie_store_thread_search_finish (seen->thread, result, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  g_clear_object (&result);
  close_thread (seen);
  g_assert_false (g_file_test (socket_path, G_FILE_TEST_EXISTS));
}

/* Without the app, programs take turns at the lock. */
static void
test_writers_take_turns (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (8);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) before = vigie_store_load (store, stream, NULL, NULL);
  g_autoptr(GPtrArray) after = NULL;
  gboolean ok[8] = { FALSE };
  guint n_ok = 0;

  vigie_store_close (g_steal_pointer (&store));
  for (guint i = 0; i < G_N_ELEMENTS (ok); i++)
    start_child (fixture->path, stream, "turn", &ok[i]);
  while (n_ok < G_N_ELEMENTS (ok))
    {
      g_main_context_iteration (NULL, TRUE);
      n_ok = 0;
      for (guint i = 0; i < G_N_ELEMENTS (ok); i++)
        n_ok += ok[i] ? 1 : 0;
    }
  store = store_fixture_open (fixture);
  after = vigie_store_load (store, stream, NULL, NULL);
  g_assert_cmpuint (after->len, ==, before->len + G_N_ELEMENTS (ok));
  store_assert_clean (store);
}

static void
test_time_is_up (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (9);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, "never", g_get_real_time ());
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_store_writer_record (fixture->path, vigie_test_playbook (), drafts, 200, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_BUSY);
}

/* Child: one note through whoever writes. */
static int
record_elsewhere (const char *path, const char *stream, const char *text)
{
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, text, g_get_real_time ());
  g_autoptr(GPtrArray) bad = store_fixture_note_drafts ("nowhere", text, g_get_real_time ());
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_store_writer_record (path, vigie_test_playbook (), drafts, TIMEOUT_MS, &error);

  if (events == NULL || events->len != 1)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "no event");
      return 1;
    }
  /* A refusal comes back as the refusal it was. */
  if (vigie_store_writer_record (path, vigie_test_playbook (), bad, TIMEOUT_MS, &error) != NULL)
    return 2;

  return error->domain == VIGIE_ERROR && strchr (error->message, ':') == NULL ? 0 : 3;
}

int
main (int argc, char *argv[])
{
  g_autofree char *runtime = NULL;
  g_autofree char *sockets = NULL;
  int status;

  self_path = argv[0];
  if (argc == 5 && strcmp (argv[1], "--record") == 0)
    return record_elsewhere (argv[2], argv[3], argv[4]);

  runtime = g_dir_make_tmp ("vigie-run-XXXXXX", NULL);
  sockets = g_build_filename (runtime, "vigie", NULL);
  g_assert_cmpint (g_mkdir (sockets, 0700), ==, 0);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/thread/record-and-read", test_record_and_read);
  g_test_add_func ("/store/thread/order", test_order);
  g_test_add_func ("/store/thread/close-finishes-jobs", test_close_finishes_jobs);
  g_test_add_func ("/store/thread/cancelled-before-start", test_cancelled_before_start);
  g_test_add_func ("/store/thread/open-fails", test_open_fails);
  g_test_add_func ("/store/thread/remove-local", test_remove_local);
  g_test_add_func ("/fault/F08/through-the-writer", test_socket);
  g_test_add_func ("/fault/F08/take-turns", test_writers_take_turns);
  g_test_add_func ("/store/writer/time-is-up", test_time_is_up);

  status = g_test_run ();
  store_fixture_remove_folder (runtime);

  return status;
}
