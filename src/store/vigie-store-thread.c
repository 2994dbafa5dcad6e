/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thread owns the store; the desktop puts jobs into a queue and is called back.
 *
 * A job is a typed request with a plain function that runs on the worker in order of asking, fills in
 * its result, and travels back to the main context, where alone the GTask is completed and released:
 * the worker never holds the last reference of anything that belongs to the main thread. A job that
 * was taken is finished even if it is cancelled meanwhile: a record that reached the disk must not
 * be reported as given up. While the queue is empty the worker brings the search index up, a few
 * events at a time, so that the next job never waits long. */

#include "vigie-store-thread-job.h"

#include <glib/gi18n-lib.h>

#include "vigie-store-private.h"
#include "vigie-store-server.h"

#define INDEX_EVENTS 100
#define INDEX_DELAY_USEC (300 * 1000)

struct _VigieStoreThread
{
  GObject parent_instance;

  char *path;
  char *device;
  VigieStoreServer *server;
  GThread *thread;      /* NULL before open and after close */

  /* The queue is shared; all else is the worker's while it runs. */
  struct
  {
    GAsyncQueue *queue;
    VigieStore *store;
    VigiePlaybook *playbook;
    VigieSeams seams;
    gboolean has_seams;
    GMainContext *context;
    char *path;
  } worker;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieStoreThread, vigie_store_thread, G_TYPE_OBJECT)

static void
job_free (VigieStoreJob *job)
{
  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);
  g_clear_pointer (&job->things, g_ptr_array_unref);
  g_clear_pointer (&job->changed, g_ptr_array_unref);
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_free (job->text);
  g_free (job->kept);
  g_free (job->device);
  g_free (job);
}

/* Worker --------------------------------------------------------------------------------------- */

/* The only job that runs without a store: it makes it. */
static void
open_in_thread (VigieStore *store, VigieStoreJob *job)
{
  g_assert_not_reached ();
}

static void
open_store (VigieStoreThread *self, VigieStoreJob *job)
{
  self->worker.store = vigie_store_open (self->worker.path, VIGIE_STORE_WRITER, self->worker.playbook,
                                         self->worker.has_seams ? &self->worker.seams : NULL, &job->error);
  job->ok = self->worker.store != NULL;
  if (job->ok)
    job->device = vigie_store_get_device (self->worker.store);
}

static void
run_job (VigieStoreThread *self, VigieStoreJob *job)
{
  GCancellable *cancellable = job->task != NULL ? g_task_get_cancellable (job->task) : NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    return;
  if (job->run == open_in_thread)
    open_store (self, job);
  else if (self->worker.store != NULL)
    job->run (self->worker.store, job);
  else
    g_set_error_literal (&job->error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED,
                         _("The incident store is not open."));
}

static gboolean complete_in_main (gpointer data);

static void
send_back (VigieStoreThread *self, VigieStoreJob *job)
{
  g_autoptr(GSource) source = NULL;

  if (job->task == NULL)
    {
      job_free (job);
      return;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, complete_in_main, job, NULL);
  g_source_attach (source, self->worker.context);
}

/* The next job, bringing the search index up while there is none. */
static VigieStoreJob *
next_job (VigieStoreThread *self)
{
  GAsyncQueue *queue = self->worker.queue;
  VigieStoreJob *job = g_async_queue_timeout_pop (queue, INDEX_DELAY_USEC);
  gboolean more = self->worker.store != NULL;

  while (job == NULL && more)
    {
      /* What fails here is met again, and told, by the next search. */
      if (!vigie_store_index_some (self->worker.store, INDEX_EVENTS, &more, NULL))
        more = FALSE;
      job = g_async_queue_try_pop (queue);
    }

  return job != NULL ? job : g_async_queue_pop (queue);
}

static gpointer
worker_main (gpointer data)
{
  VigieStoreThread *self = data;
  VigieStoreJob *job;

  while ((job = next_job (self))->run != NULL)
    {
      run_job (self, job);
      send_back (self, job);
    }
  job_free (job);
  g_clear_pointer (&self->worker.store, vigie_store_close);

  return NULL;
}

/* Main thread ---------------------------------------------------------------------------------- */

static void
finish_open (VigieStoreThread *self, VigieStoreJob *job)
{
  g_autoptr(GError) error = NULL;

  if (job->device == NULL || self->thread == NULL)
    return;
  g_free (self->device);
  self->device = g_steal_pointer (&job->device);
  self->server = vigie_store_server_new (self, &error);
  /* Other programs wait for the app to close then; the app itself loses nothing. */
  if (self->server == NULL)
    g_debug ("Other programs cannot record while this one runs: %s", error->message);
}

static void
return_result (VigieStoreJob *job)
{
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->free_result != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  else
    g_task_return_int (job->task, job->ok ? (gssize) job->n_new : -1);
}

static gboolean
complete_in_main (gpointer data)
{
  VigieStoreJob *job = data;
  VigieStoreThread *self = g_task_get_source_object (job->task);

  if (job->run == open_in_thread)
    finish_open (self, job);
  for (guint i = 0; job->changed != NULL && i < job->changed->len; i++)
    g_signal_emit (self, signals[CHANGED], 0, job->changed->pdata[i]);
  return_result (job);
  job_free (job);

  return G_SOURCE_REMOVE;
}

VigieStoreJob *
vigie_store_job_new (VigieStoreThread *self, VigieStoreJobFunc run, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback,
         gpointer user_data, gpointer tag)
{
  VigieStoreJob *job = g_new0 (VigieStoreJob, 1);

  job->run = run;
  job->text = g_strdup (text);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  g_task_set_check_cancellable (job->task, FALSE);

  return job;
}

void
vigie_store_thread_push (VigieStoreThread *self, VigieStoreJob *job)
{
  if (self->thread != NULL)
    {
      g_async_queue_push (self->worker.queue, job);
      return;
    }
  if (job->task != NULL)
    g_task_return_new_error (job->task, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED, "%s",
                             _("The incident store is not open."));
  job_free (job);
}

gpointer
vigie_store_thread_finish_pointer (VigieStoreThread *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (VIGIE_IS_STORE_THREAD (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
vigie_store_thread_finish_count (VigieStoreThread *self, GAsyncResult *result, gpointer tag, guint *n_new, GError **error)
{
  gssize n;

  g_return_val_if_fail (VIGIE_IS_STORE_THREAD (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n >= 0 && n_new != NULL)
    *n_new = (guint) n;

  return n >= 0;
}

static void
vigie_store_thread_dispose (GObject *object)
{
  vigie_store_thread_close (VIGIE_STORE_THREAD (object));

  G_OBJECT_CLASS (vigie_store_thread_parent_class)->dispose (object);
}

static void
vigie_store_thread_finalize (GObject *object)
{
  VigieStoreThread *self = VIGIE_STORE_THREAD (object);

  g_async_queue_unref (self->worker.queue);
  g_clear_pointer (&self->worker.playbook, vigie_playbook_unref);
  g_clear_pointer (&self->worker.context, g_main_context_unref);
  g_free (self->worker.path);
  g_free (self->path);
  g_free (self->device);

  G_OBJECT_CLASS (vigie_store_thread_parent_class)->finalize (object);
}

static void
vigie_store_thread_class_init (VigieStoreThreadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vigie_store_thread_dispose;
  object_class->finalize = vigie_store_thread_finalize;

  /**
   * VigieStoreThread::changed:
   * @self: the facade
   * @stream: name of the stream
   *
   * Emitted in the main context when events were added to @stream, by this program or, through the
   * socket, by another one, or when it was removed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_store_thread_init (VigieStoreThread *self)
{
  self->worker.queue = g_async_queue_new ();
}

/**
 * vigie_store_thread_new:
 * @path: the store's file
 * @playbook: a reference is taken
 * @seams: (nullable): time and randomness, copied; called on the worker
 *
 * Returns: (transfer full): the facade, not open yet; results arrive in the present thread-default
 *   main context
 */
VigieStoreThread *
vigie_store_thread_new (const char *path, VigiePlaybook *playbook, const VigieSeams *seams)
{
  VigieStoreThread *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (VIGIE_TYPE_STORE_THREAD, NULL);
  self->path = g_strdup (path);
  self->worker.path = g_strdup (path);
  self->worker.playbook = playbook != NULL ? vigie_playbook_ref (playbook) : NULL;
  self->worker.context = g_main_context_ref_thread_default ();
  self->worker.has_seams = seams != NULL;
  if (seams != NULL)
    self->worker.seams = *seams;

  return self;
}

void
vigie_store_thread_open_async (VigieStoreThread *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self));
  g_return_if_fail (self->thread == NULL);

  self->thread = g_thread_new ("vigie-store", worker_main, self);
  vigie_store_thread_push (self, vigie_store_job_new (self, open_in_thread, NULL, cancellable, callback, user_data, vigie_store_thread_open_async));
}

gboolean
vigie_store_thread_open_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_count (self, result, vigie_store_thread_open_async, NULL, error);
}

/**
 * vigie_store_thread_close:
 * @self: the facade
 *
 * Finishes the jobs that wait, closes the store and gives the lock back. Blocks for as long as that
 * takes; callbacks still arrive afterwards. Later requests fail.
 */
void
vigie_store_thread_close (VigieStoreThread *self)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self));

  g_clear_pointer (&self->server, vigie_store_server_free);
  if (self->thread == NULL)
    return;
  g_async_queue_push (self->worker.queue, g_new0 (VigieStoreJob, 1));
  g_thread_join (g_steal_pointer (&self->thread));
}

const char *
vigie_store_thread_get_path (VigieStoreThread *self)
{
  g_return_val_if_fail (VIGIE_IS_STORE_THREAD (self), NULL);

  return self->path;
}

const char *
vigie_store_thread_get_device (VigieStoreThread *self)
{
  g_return_val_if_fail (VIGIE_IS_STORE_THREAD (self), NULL);

  return self->device;
}
