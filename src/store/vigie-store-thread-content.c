/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping and reading a content from the main thread: a run that goes through these states, each a
 * job of the store's thread or of the thread pool (hashing), and back here between them:
 *
 *   keep: HASH → BEGIN → PIECE … PIECE → END
 *   read: FIND → PIECE … PIECE → HASH
 *
 * Between two pieces whatever else was asked for has its turn, and cancelling takes effect. */

#include "vigie-store-thread-content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-attachment.h"
#include "vigie-content-file.h"
#include "vigie-store-thread-private.h"

typedef struct
{
  GTask *task;
  GBytes *content;      /* what is kept; what was read */
  char *hash;
  gint64 size_bytes;
  gint64 wanted_bytes;  /* read: how much of it */
  guint next;
  gboolean complete;
  GByteArray *buffer;
  GBytes *piece;
  VigieProgressFunc progress;
  gpointer progress_data;
} Run;

static Run *
run_new (VigieStoreThread *self, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Run *run = g_new0 (Run, 1);

  run->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (run->task, tag);
  /* A content that is safe is reported, however late somebody cancelled. */
  g_task_set_check_cancellable (run->task, FALSE);

  return run;
}

static void
run_free (Run *run)
{
  g_clear_object (&run->task);
  g_clear_pointer (&run->content, g_bytes_unref);
  g_clear_pointer (&run->piece, g_bytes_unref);
  g_clear_pointer (&run->buffer, g_byte_array_unref);
  g_free (run->hash);
  g_free (run);
}

static VigieStoreThread *
run_thread (Run *run)
{
  return g_task_get_source_object (run->task);
}

static void
run_fail (Run *run, GError *error)
{
  g_task_return_error (run->task, error);
  run_free (run);
}

static void
run_step (Run *run, VigieStoreCall call, GAsyncReadyCallback callback)
{
  vigie_store_thread_call_async (run_thread (run), call, run, g_task_get_cancellable (run->task), callback, run);
}

/* Hashing, in the pool -------------------------------------------------------------------------- */

static void
hash_in_pool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, vigie_content_hash (data), g_free);
}

static void
hash_async (Run *run, GAsyncReadyCallback callback)
{
  /* Without a source: the pool lets go of the task after the callback, and must not hold the last of the thread. */
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, run);

  g_task_set_task_data (task, g_bytes_ref (run->content), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, hash_in_pool);
}

/* Keeping --------------------------------------------------------------------------------------- */

static gboolean
begin_call (VigieStore *store, gpointer data, GError **error)
{
  Run *run = data;

  return vigie_store_content_begin (store, run->hash, run->size_bytes, &run->complete, &run->next, error);
}

static gboolean
piece_call (VigieStore *store, gpointer data, GError **error)
{
  Run *run = data;
  g_autoptr(GBytes) piece = g_bytes_new_from_bytes (run->content, (gsize) run->next * VIGIE_PIECE_BYTES,
                                                    vigie_piece_bytes (run->size_bytes, run->next));

  return vigie_store_content_piece (store, run->hash, run->next, piece, error);
}

static gboolean
end_call (VigieStore *store, gpointer data, GError **error)
{
  return vigie_store_content_finish (store, ((Run *) data)->hash, error);
}

static gboolean
forget_call (VigieStore *store, gpointer data, GError **error)
{
  return vigie_store_content_forget (store, data, error);
}

static void
forgotten_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  /* What could not be forgotten is garbage, and goes by the rule for that. */
  vigie_store_thread_call_finish (VIGIE_STORE_THREAD (object), result, NULL);
  g_free (user_data);
}

/* Given up or failed (the disk is full): what is here of it would be in the way until tomorrow. */
static void
keep_fail (Run *run, GError *error)
{
  if (run->hash != NULL)
    {
      char *hash = g_strdup (run->hash);

      vigie_store_thread_call_async (run_thread (run), forget_call, hash, NULL, forgotten_cb, hash);
    }
  run_fail (run, error);
}

static void keep_next (Run *run);

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  GError *error = NULL;

  if (!vigie_store_thread_call_finish (VIGIE_STORE_THREAD (object), result, &error))
    {
      keep_fail (run, error);
      return;
    }
  g_task_return_pointer (run->task, g_steal_pointer (&run->hash), g_free);
  run_free (run);
}

static void
piece_kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  GError *error = NULL;

  if (!vigie_store_thread_call_finish (VIGIE_STORE_THREAD (object), result, &error))
    {
      keep_fail (run, error);
      return;
    }
  run->next++;
  keep_next (run);
}

static void
keep_next (Run *run)
{
  if (run->progress != NULL)
    run->progress (MIN ((gint64) run->next * VIGIE_PIECE_BYTES, run->size_bytes), run->size_bytes, run->progress_data);
  if (run->complete || run->next >= vigie_piece_count (run->size_bytes))
    run_step (run, end_call, ended_cb);
  else
    run_step (run, piece_call, piece_kept_cb);
}

static void
begun_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  GError *error = NULL;

  if (!vigie_store_thread_call_finish (VIGIE_STORE_THREAD (object), result, &error))
    keep_fail (run, error);
  else
    keep_next (run);
}

static void
hashed_to_keep_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  run->hash = g_task_propagate_pointer (G_TASK (result), NULL); /* hashing does not fail */
  run_step (run, begin_call, begun_cb);
}

void
vigie_store_thread_keep_content_async (VigieStoreThread *self, GBytes *content, VigieProgressFunc progress,
                                       gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  Run *run;

  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && content != NULL);

  run = run_new (self, vigie_store_thread_keep_content_async, cancellable, callback, user_data);
  run->content = g_bytes_ref (content);
  run->size_bytes = (gint64) g_bytes_get_size (content);
  run->progress = progress;
  run->progress_data = progress_data;
  hash_async (run, hashed_to_keep_cb);
}

char *
vigie_store_thread_keep_content_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, vigie_store_thread_keep_content_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Reading --------------------------------------------------------------------------------------- */

static gboolean
find_call (VigieStore *store, gpointer data, GError **error)
{
  Run *run = data;

  return vigie_store_content_find (store, run->hash, &run->size_bytes, error);
}

static gboolean
read_call (VigieStore *store, gpointer data, GError **error)
{
  Run *run = data;

  run->piece = vigie_store_content_read_piece (store, run->hash, run->next, error);

  return run->piece != NULL;
}

static void
hashed_to_compare_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autofree char *hash = g_task_propagate_pointer (G_TASK (result), NULL); /* hashing does not fail */

  if (strcmp (hash, run->hash) == 0)
    g_task_return_pointer (run->task, g_steal_pointer (&run->content), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (run->task, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_DAMAGED, "%s",
                             _("The content of this file is damaged: it no longer agrees with its hash."));
  run_free (run);
}

static void
read_done (Run *run)
{
  gboolean whole = run->wanted_bytes >= run->size_bytes;

  if (run->buffer->len > run->wanted_bytes)
    g_byte_array_set_size (run->buffer, (guint) run->wanted_bytes);
  run->content = g_byte_array_free_to_bytes (g_steal_pointer (&run->buffer));
  if (whole)
    {
      hash_async (run, hashed_to_compare_cb);
      return;
    }
  g_task_return_pointer (run->task, g_steal_pointer (&run->content), (GDestroyNotify) g_bytes_unref);
  run_free (run);
}

static void piece_read_cb (GObject *object, GAsyncResult *result, gpointer user_data);

static void
read_next (Run *run)
{
  if (run->buffer->len >= MIN (run->size_bytes, run->wanted_bytes))
    read_done (run);
  else
    run_step (run, read_call, piece_read_cb);
}

static void
piece_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  GError *error = NULL;
  gsize length_bytes = 0;

  if (!vigie_store_thread_call_finish (VIGIE_STORE_THREAD (object), result, &error))
    {
      run_fail (run, error);
      return;
    }
  g_byte_array_append (run->buffer, g_bytes_get_data (run->piece, NULL), (guint) g_bytes_get_size (run->piece));
  length_bytes = g_bytes_get_size (run->piece);
  g_clear_pointer (&run->piece, g_bytes_unref);
  g_assert (length_bytes > 0);
  run->next++;
  read_next (run);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  GError *error = NULL;

  if (!vigie_store_thread_call_finish (VIGIE_STORE_THREAD (object), result, &error))
    run_fail (run, error);
  else
    read_next (run);
}

void
vigie_store_thread_read_content_async (VigieStoreThread *self, const char *hash, gint64 max_bytes, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  Run *run;

  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && hash != NULL && max_bytes >= 0);

  run = run_new (self, vigie_store_thread_read_content_async, cancellable, callback, user_data);
  run->hash = g_strdup (hash);
  run->wanted_bytes = max_bytes;
  run->buffer = g_byte_array_new ();
  run_step (run, find_call, found_cb);
}

GBytes *
vigie_store_thread_read_content_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, vigie_store_thread_read_content_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Waiting for it, in a worker -------------------------------------------------------------------- */

typedef struct
{
  VigieStoreThread *thread;   /* borrowed: the waiter holds it */
  const char *hash;
  GCancellable *cancellable;
  GMutex mutex;
  GCond cond;
  gboolean done;
  GBytes *content;
  GError *error;
} Wait;

static void
waited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  g_mutex_lock (&wait->mutex);
  wait->content = vigie_store_thread_read_content_finish (VIGIE_STORE_THREAD (object), result, &wait->error);
  wait->done = TRUE;
  g_cond_signal (&wait->cond);
  g_mutex_unlock (&wait->mutex);
}

static gboolean
ask_in_main (gpointer data)
{
  Wait *wait = data;

  vigie_store_thread_read_content_async (wait->thread, wait->hash, VIGIE_ATTACHMENT_MAX_BYTES, wait->cancellable, waited_cb, wait);

  return G_SOURCE_REMOVE;
}

GBytes *
vigie_store_thread_read_content_wait (VigieStoreThread *self, const char *hash, GCancellable *cancellable, GError **error)
{
  Wait wait = { .thread = self, .hash = hash, .cancellable = cancellable };
  g_autoptr(GSource) source = g_idle_source_new ();

  g_return_val_if_fail (VIGIE_IS_STORE_THREAD (self) && hash != NULL, NULL);

  g_mutex_init (&wait.mutex);
  g_cond_init (&wait.cond);
  /* Not g_main_context_invoke(), which may run it right here. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ask_in_main, &wait, NULL);
  g_source_attach (source, NULL);
  g_mutex_lock (&wait.mutex);
  while (!wait.done)
    g_cond_wait (&wait.cond, &wait.mutex);
  g_mutex_unlock (&wait.mutex);
  g_mutex_clear (&wait.mutex);
  g_cond_clear (&wait.cond);
  if (wait.error != NULL)
    g_propagate_error (error, wait.error);

  return wait.content;
}
