/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be asked of the store's thread: for each, the step that runs there, and the two halves that ask for it and
 * take the answer in the main context. */

#include "vigie-store-thread-job.h"

/* So that what somebody records meanwhile does not wait long. */
#define LEARN_INCIDENTS 50

/* On the worker -------------------------------------------------------------------------------- */

static void
note_changed (VigieStoreJob *job, GPtrArray *events)
{
  job->changed = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < events->len; i++)
    {
      const char *stream = ((const VigieEvent *) events->pdata[i])->stream;

      if (!g_ptr_array_find_with_equal_func (job->changed, stream, g_str_equal, NULL))
        g_ptr_array_add (job->changed, g_strdup (stream));
    }
}

static void
record_in_thread (VigieStore *store, VigieStoreJob *job)
{
  GPtrArray *events = vigie_store_record (store, job->things, &job->error);

  job->result = events;
  job->free_result = (GDestroyNotify) g_ptr_array_unref;
  if (events != NULL)
    note_changed (job, events);
}

static void
ingest_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->ok = vigie_store_ingest (store, job->things, &job->n_new, &job->error);
  if (job->ok && job->n_new > 0)
    note_changed (job, job->things);
}

static void
incident_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->result = vigie_store_incident (store, job->text, &job->error);
  job->free_result = (GDestroyNotify) vigie_incident_unref;
}

static void
directory_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->result = vigie_store_directory (store, &job->error);
  job->free_result = (GDestroyNotify) vigie_directory_unref;
}

static void
load_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->result = vigie_store_load (store, job->text, NULL, &job->error);
  job->free_result = (GDestroyNotify) g_ptr_array_unref;
}

static void
list_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->filter.words = job->text;
  job->result = vigie_store_list (store, &job->filter, &job->error);
  job->free_result = (GDestroyNotify) g_ptr_array_unref;
}

static void
search_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->result = vigie_store_search (store, job->text, job->limit, &job->error);
  job->free_result = (GDestroyNotify) g_ptr_array_unref;
}

static void
learn_in_thread (VigieStore *store, VigieStoreJob *job)
{
  gboolean more = FALSE;
  guint n_open = 0;

  job->ok = vigie_store_learn_some (store, LEARN_INCIDENTS, &more, &job->error)
            && vigie_store_count_open_actions (store, &n_open, &job->error);
  job->n_new = n_open << 1 | (more ? 1 : 0);
}

static void
figures_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->result = vigie_store_figures (store, &job->error);
  job->free_result = (GDestroyNotify) g_ptr_array_unref;
}

static void
keep_text_in_thread (VigieStore *store, VigieStoreJob *job)
{
  /* Nobody waits, and nobody can help: the text is still in the editor. */
  if (!vigie_store_keep_text (store, job->text, job->kept, &job->error))
    g_debug ("Text being typed could not be kept: %s", job->error->message);
}

static void
kept_text_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->result = vigie_store_kept_text (store, job->text, &job->error);
  job->free_result = g_free;
}

static void
remove_local_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->ok = vigie_store_remove_local (store, job->text, &job->error);
  if (!job->ok)
    return;
  job->changed = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (job->changed, g_strdup (job->text));
}

static void
chain_head_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->result = vigie_store_chain_head (store, job->text, &job->error);
  job->free_result = g_free;
}

static void
call_in_thread (VigieStore *store, VigieStoreJob *job)
{
  job->ok = job->call (store, job->call_data, &job->error);
}

/* Main thread ---------------------------------------------------------------------------------- */

void
vigie_store_thread_record_async (VigieStoreThread *self, GPtrArray *drafts, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  VigieStoreJob *job;

  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && drafts != NULL);

  job = vigie_store_job_new (self, record_in_thread, NULL, cancellable, callback, user_data, vigie_store_thread_record_async);
  job->things = g_ptr_array_ref (drafts);
  vigie_store_thread_push (self, job);
}

GPtrArray *
vigie_store_thread_record_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_pointer (self, result, vigie_store_thread_record_async, error);
}

void
vigie_store_thread_ingest_async (VigieStoreThread *self, GPtrArray *events, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  VigieStoreJob *job;

  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && events != NULL);

  job = vigie_store_job_new (self, ingest_in_thread, NULL, cancellable, callback, user_data, vigie_store_thread_ingest_async);
  job->things = g_ptr_array_ref (events);
  vigie_store_thread_push (self, job);
}

gboolean
vigie_store_thread_ingest_finish (VigieStoreThread *self, GAsyncResult *result, guint *n_new, GError **error)
{
  return vigie_store_thread_finish_count (self, result, vigie_store_thread_ingest_async, n_new, error);
}

void
vigie_store_thread_incident_async (VigieStoreThread *self, const char *stream, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && stream != NULL);

  vigie_store_thread_push (self, vigie_store_job_new (self, incident_in_thread, stream, cancellable, callback, user_data,
                       vigie_store_thread_incident_async));
}

VigieIncident *
vigie_store_thread_incident_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_pointer (self, result, vigie_store_thread_incident_async, error);
}

void
vigie_store_thread_directory_async (VigieStoreThread *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self));

  vigie_store_thread_push (self, vigie_store_job_new (self, directory_in_thread, NULL, cancellable, callback, user_data,
                       vigie_store_thread_directory_async));
}

VigieDirectory *
vigie_store_thread_directory_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_pointer (self, result, vigie_store_thread_directory_async, error);
}

void
vigie_store_thread_load_async (VigieStoreThread *self, const char *stream, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && stream != NULL);

  vigie_store_thread_push (self, vigie_store_job_new (self, load_in_thread, stream, cancellable, callback, user_data, vigie_store_thread_load_async));
}

GPtrArray *
vigie_store_thread_load_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_pointer (self, result, vigie_store_thread_load_async, error);
}

void
vigie_store_thread_list_async (VigieStoreThread *self, const VigieIncidentFilter *filter, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  const VigieIncidentFilter all = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE,
                                    .before_usec = VIGIE_TIME_NONE };
  VigieStoreJob *job;

  g_return_if_fail (VIGIE_IS_STORE_THREAD (self));

  filter = filter != NULL ? filter : &all;
  job = vigie_store_job_new (self, list_in_thread, filter->words, cancellable, callback, user_data, vigie_store_thread_list_async);
  job->filter = *filter;
  vigie_store_thread_push (self, job);
}

GPtrArray *
vigie_store_thread_list_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_pointer (self, result, vigie_store_thread_list_async, error);
}

void
vigie_store_thread_search_async (VigieStoreThread *self, const char *words, guint limit, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  VigieStoreJob *job;

  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && words != NULL);

  job = vigie_store_job_new (self, search_in_thread, words, cancellable, callback, user_data, vigie_store_thread_search_async);
  job->limit = limit;
  vigie_store_thread_push (self, job);
}

GPtrArray *
vigie_store_thread_search_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_pointer (self, result, vigie_store_thread_search_async, error);
}

void
vigie_store_thread_learn_async (VigieStoreThread *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self));

  vigie_store_thread_push (self, vigie_store_job_new (self, learn_in_thread, NULL, cancellable, callback, user_data, vigie_store_thread_learn_async));
}

gboolean
vigie_store_thread_learn_finish (VigieStoreThread *self, GAsyncResult *result, gboolean *more, guint *n_open, GError **error)
{
  guint told = 0;

  if (!vigie_store_thread_finish_count (self, result, vigie_store_thread_learn_async, &told, error))
    return FALSE;
  *more = (told & 1) != 0;
  *n_open = told >> 1;

  return TRUE;
}

void
vigie_store_thread_figures_async (VigieStoreThread *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self));

  vigie_store_thread_push (self, vigie_store_job_new (self, figures_in_thread, NULL, cancellable, callback, user_data, vigie_store_thread_figures_async));
}

GPtrArray *
vigie_store_thread_figures_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_pointer (self, result, vigie_store_thread_figures_async, error);
}

void
vigie_store_thread_keep_text (VigieStoreThread *self, const char *place, const char *text)
{
  VigieStoreJob *job;

  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && place != NULL);

  job = g_new0 (VigieStoreJob, 1);
  job->run = keep_text_in_thread;
  job->text = g_strdup (place);
  job->kept = g_strdup (text);
  vigie_store_thread_push (self, job);
}

void
vigie_store_thread_kept_text_async (VigieStoreThread *self, const char *place, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && place != NULL);

  vigie_store_thread_push (self, vigie_store_job_new (self, kept_text_in_thread, place, cancellable, callback, user_data,
                       vigie_store_thread_kept_text_async));
}

char *
vigie_store_thread_kept_text_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_pointer (self, result, vigie_store_thread_kept_text_async, error);
}

void
vigie_store_thread_remove_local_async (VigieStoreThread *self, const char *stream, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && stream != NULL);

  vigie_store_thread_push (self, vigie_store_job_new (self, remove_local_in_thread, stream, cancellable, callback, user_data,
                       vigie_store_thread_remove_local_async));
}

gboolean
vigie_store_thread_remove_local_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_count (self, result, vigie_store_thread_remove_local_async, NULL, error);
}

void
vigie_store_thread_chain_head_async (VigieStoreThread *self, const char *stream, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && stream != NULL);

  vigie_store_thread_push (self, vigie_store_job_new (self, chain_head_in_thread, stream, cancellable, callback, user_data,
                       vigie_store_thread_chain_head_async));
}

char *
vigie_store_thread_chain_head_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_pointer (self, result, vigie_store_thread_chain_head_async, error);
}

void
vigie_store_thread_call_async (VigieStoreThread *self, VigieStoreCall call, gpointer data, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  VigieStoreJob *job;

  g_return_if_fail (VIGIE_IS_STORE_THREAD (self) && call != NULL);

  job = vigie_store_job_new (self, call_in_thread, NULL, cancellable, callback, user_data, vigie_store_thread_call_async);
  job->call = call;
  job->call_data = data;
  vigie_store_thread_push (self, job);
}

gboolean
vigie_store_thread_call_finish (VigieStoreThread *self, GAsyncResult *result, GError **error)
{
  return vigie_store_thread_finish_count (self, result, vigie_store_thread_call_async, NULL, error);
}
