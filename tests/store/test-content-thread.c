/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files kept as evidence from the main thread, from another program through the socket, and from outside. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-fixture.h"
#include "vigie-attachment.h"
#include "vigie-content-file.h"
#include "vigie-error.h"
#include "vigie-store-thread-content.h"
#include "vigie-store-writer.h"
#include "vigie-test-support.h"

#define TIMEOUT_MS 60000

typedef struct
{
  StoreFixture *fixture;
  VigieStoreThread *thread;
  GAsyncResult *result;
  GCancellable *cancellable; /* cancelled after the third piece */
  gint64 last_bytes;
  guint n_progress;
  guint n_noted;
} Scene;

static void
arrived_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ((Scene *) user_data)->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Scene *scene)
{
  while (scene->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&scene->result);
}

static Scene *
scene_new (guint seed)
{
  Scene *scene = g_new0 (Scene, 1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  scene->fixture = store_fixture_new (seed);
  scene->thread = vigie_store_thread_new (scene->fixture->path, vigie_test_playbook (), NULL);
  vigie_store_thread_open_async (scene->thread, NULL, arrived_cb, scene);
  result = wait_for_result (scene);
  g_assert_true (vigie_store_thread_open_finish (scene->thread, result, &error));
  g_assert_no_error (error);

  return scene;
}

static void
scene_free (Scene *scene)
{
  vigie_store_thread_close (scene->thread);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (scene->thread);
  g_clear_object (&scene->cancellable);
  store_fixture_free (scene->fixture);
  g_free (scene);
}

static void
progress_cb (gint64 done_bytes, gint64 all_bytes, gpointer user_data)
{
  Scene *scene = user_data;

  g_assert_cmpint (done_bytes, >=, scene->last_bytes);
  g_assert_cmpint (done_bytes, <=, all_bytes);
  scene->last_bytes = done_bytes;
  if (++scene->n_progress == 3 && scene->cancellable != NULL)
    g_cancellable_cancel (scene->cancellable);
}

static char *
keep (Scene *scene, GBytes *content, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  scene->last_bytes = 0;
  scene->n_progress = 0;
  vigie_store_thread_keep_content_async (scene->thread, content, progress_cb, scene, scene->cancellable, arrived_cb, scene);
  result = wait_for_result (scene);

  return vigie_store_thread_keep_content_finish (scene->thread, result, error);
}

static GBytes *
read_back (Scene *scene, const char *hash, gint64 max_bytes, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vigie_store_thread_read_content_async (scene->thread, hash, max_bytes, NULL, arrived_cb, scene);
  result = wait_for_result (scene);

  return vigie_store_thread_read_content_finish (scene->thread, result, error);
}

static void
test_keep_and_read (void)
{
  static const gsize sizes[] = { 0, 1, VIGIE_PIECE_BYTES, 5 * VIGIE_PIECE_BYTES + 1 };
  Scene *scene = scene_new (1);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GBytes) content = store_fixture_content (i, sizes[i]);
      g_autoptr(GError) error = NULL;
      g_autofree char *hash = keep (scene, content, &error);
      g_autoptr(GBytes) whole = NULL;
      g_autoptr(GBytes) beginning = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (scene->last_bytes, ==, (gint64) sizes[i]);
      whole = read_back (scene, hash, G_MAXINT32, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (whole, content));
      beginning = read_back (scene, hash, 300, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (beginning), ==, MIN (sizes[i], 300));
      g_assert_cmpint (memcmp (g_bytes_get_data (beginning, NULL) ?: "", g_bytes_get_data (content, NULL) ?: "", MIN (sizes[i], 300)), ==, 0);
    }
  scene_free (scene);
}

static void
test_cancel (void)
{
  Scene *scene = scene_new (2);
  g_autoptr(GBytes) content = store_fixture_content (1, 20 * VIGIE_PIECE_BYTES);
  g_autofree char *hash = store_fixture_hash (content);
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;

  scene->cancellable = g_cancellable_new ();
  g_assert_null (keep (scene, content, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (read_back (scene, hash, 10, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING);
  g_clear_error (&error);
  g_clear_object (&scene->cancellable);
  again = keep (scene, content, &error);
  g_assert_no_error (error);
  /* Nothing of the first try was left: it began with the first piece. */
  g_assert_cmpuint (scene->n_progress, ==, 21);
  scene_free (scene);
}

static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GPtrArray) events = vigie_store_thread_record_finish (VIGIE_STORE_THREAD (object), result, NULL);

  g_assert_nonnull (events);
  ((Scene *) user_data)->n_noted++;
}

static void
note_early_cb (gint64 done_bytes, gint64 all_bytes, gpointer user_data)
{
  Scene *scene = user_data;

  if (scene->n_progress++ > 0)
    return;
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("0190a000-0000-7000-8000-%012u", i);
      g_autoptr(GPtrArray) drafts = store_fixture_declare_drafts ("Site down", id, g_get_real_time (), FALSE);

      vigie_store_thread_record_async (scene->thread, drafts, NULL, noted_cb, scene);
    }
}

/* What is recorded while a large file is kept does not wait for its end. */
static void
test_others_have_their_turn (void)
{
  Scene *scene = scene_new (3);
  g_autoptr(GBytes) content = store_fixture_content (1, VIGIE_ATTACHMENT_MAX_BYTES);
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *hash = NULL;
  g_autoptr(GError) error = NULL;

  vigie_store_thread_keep_content_async (scene->thread, content, note_early_cb, scene, NULL, arrived_cb, scene);
  while (scene->n_noted < 5)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_null (scene->result);
    }
  result = wait_for_result (scene);
  hash = vigie_store_thread_keep_content_finish (scene->thread, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result); /* it holds the thread */
  scene_free (scene);
}

typedef struct
{
  const char *path;
  GBytes *content;
  char *hash;
  GError *error;
  gint done;
} Other;

static gpointer
other_program (gpointer data)
{
  Other *other = data;

  other->hash = vigie_store_writer_keep_content (other->path, vigie_test_playbook (), other->content, TIMEOUT_MS, &other->error);
  g_atomic_int_set (&other->done, 1);
  g_main_context_wakeup (NULL);

  return NULL;
}

static void
run_other (Other *other)
{
  g_autoptr(GThread) thread = g_thread_new ("other", other_program, other);

  while (!g_atomic_int_get (&other->done))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (g_steal_pointer (&thread));
}

static void
test_socket (void)
{
  Scene *scene = scene_new (4);
  g_autoptr(GBytes) content = store_fixture_content (1, 3 * VIGIE_PIECE_BYTES + 9);
  g_autoptr(GBytes) huge = g_bytes_new_take (g_malloc0 (VIGIE_ATTACHMENT_MAX_BYTES + 1), VIGIE_ATTACHMENT_MAX_BYTES + 1);
  g_autoptr(GBytes) whole = NULL;
  g_autoptr(GError) error = NULL;
  Other other = { .path = scene->fixture->path, .content = content };
  Other refused = { .path = scene->fixture->path, .content = huge };

  run_other (&other);
  g_assert_no_error (other.error);
  whole = read_back (scene, other.hash, G_MAXINT32, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (whole, content));
  run_other (&refused);
  g_assert_error (refused.error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
  g_clear_error (&refused.error);
  g_free (other.hash);
  scene_free (scene);
}

/* And with nobody at the socket. */
static void
test_alone (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (5);
  g_autoptr(GBytes) content = store_fixture_content (1, 3 * VIGIE_PIECE_BYTES + 9);
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = vigie_store_writer_keep_content (fixture->path, vigie_test_playbook (), content, TIMEOUT_MS, &error);
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GBytes) whole = NULL;

  g_assert_no_error (error);
  store = store_fixture_open (fixture);
  whole = vigie_store_content_read (store, hash, &error);
  g_assert_true (g_bytes_equal (whole, content));
}

static void
test_damaged (void)
{
  Scene *scene = scene_new (6);
  g_autoptr(GBytes) content = store_fixture_content (1, VIGIE_PIECE_BYTES + 9);
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = keep (scene, content, &error);
  GAsyncResult *result;

  vigie_store_thread_close (scene->thread);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (scene->thread);
  store_fixture_sql (scene->fixture->path, "UPDATE content_piece SET bytes = zeroblob (length (bytes)) WHERE piece = 1");
  scene->thread = vigie_store_thread_new (scene->fixture->path, vigie_test_playbook (), NULL);
  vigie_store_thread_open_async (scene->thread, NULL, arrived_cb, scene);
  result = wait_for_result (scene);
  g_assert_true (vigie_store_thread_open_finish (scene->thread, result, NULL));
  g_object_unref (result);
  g_assert_null (read_back (scene, hash, G_MAXINT32, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_DAMAGED);
  scene_free (scene);
}

static void
expect_refusal (const char *path, int code, const char *words)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_content_read_file (file, NULL, &error));
  g_assert_error (error, VIGIE_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_files (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (7);
  g_autofree char *pipe_path = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *large = g_build_filename (fixture->folder, "trop gros.bin", NULL);
  g_autofree char *gone = g_build_filename (fixture->folder, "gone.png", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "été <b>&amp; 🙂.log", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (text);
  g_autoptr(GBytes) content = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (large, "", 0, NULL));
  g_assert_cmpint (truncate (large, VIGIE_ATTACHMENT_MAX_BYTES + 1), ==, 0);
  expect_refusal (pipe_path, VIGIE_ERROR_INVALID, "no ordinary file");
  expect_refusal ("/dev/zero", VIGIE_ERROR_INVALID, "no ordinary file");
  expect_refusal (fixture->folder, VIGIE_ERROR_INVALID, "is a folder");
  expect_refusal (gone, VIGIE_ERROR_NOT_FOUND, "“gone.png” is no longer there");
  expect_refusal (large, VIGIE_ERROR_TOO_LARGE, "“trop gros.bin” is larger than 25 MiB");
  g_assert_true (g_file_set_contents (text, "502 Bad Gateway\n", -1, NULL));
  content = vigie_content_read_file (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (content), ==, 16);
  name = vigie_content_name (file);
  g_assert_cmpstr (name, ==, "été <b>&amp; 🙂.log");
  type = vigie_content_guess_type (name, content);
  g_assert_nonnull (type);
  g_assert_true (g_str_has_prefix (type, "text/"));
}

int
main (int argc, char *argv[])
{
  g_autofree char *runtime = g_dir_make_tmp ("vigie-runtime-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/content-thread/keep-and-read", test_keep_and_read);
  g_test_add_func ("/store/content-thread/cancel", test_cancel);
  g_test_add_func ("/store/content-thread/others-have-their-turn", test_others_have_their_turn);
  g_test_add_func ("/store/content-thread/socket", test_socket);
  g_test_add_func ("/store/content-thread/alone", test_alone);
  g_test_add_func ("/store/content-thread/damaged", test_damaged);
  g_test_add_func ("/store/content-thread/files", test_files);
  status = g_test_run ();
  store_fixture_remove_folder (runtime);

  return status;
}
