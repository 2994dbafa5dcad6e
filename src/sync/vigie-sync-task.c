/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps with the store. They are here, and not in the shells, so that the app, the command line and a simulator
 * all run the same ones. */

#include "vigie-sync-task.h"

#include <string.h>

#include "vigie-attachment.h"
#include "vigie-error.h"
#include "vigie-id.h"

/**
 * vigie_sync_task_new:
 * @kind: what is asked
 *
 * Returns: (transfer full): a task of that kind, everything else empty
 */
VigieSyncTask *
vigie_sync_task_new (VigieSyncTaskKind kind)
{
  VigieSyncTask *task = g_new0 (VigieSyncTask, 1);

  task->kind = kind;
  return task;
}

/**
 * vigie_sync_task_free:
 * @task: (nullable) (transfer full): a task
 */
void
vigie_sync_task_free (VigieSyncTask *task)
{
  if (task == NULL)
    return;
  g_free (task->epoch);
  g_free (task->path);
  g_free (task->hash);
  g_clear_pointer (&task->marks, g_ptr_array_unref);
  g_clear_pointer (&task->arrivals, g_ptr_array_unref);
  g_clear_pointer (&task->streams, g_ptr_array_unref);
  g_clear_pointer (&task->known, g_hash_table_unref);
  g_clear_pointer (&task->body, g_bytes_unref);
  g_free (task);
}

/**
 * vigie_sync_task_is_store:
 * @task: a task
 *
 * Returns: %TRUE if it is for vigie_sync_task_run()
 */
gboolean
vigie_sync_task_is_store (const VigieSyncTask *task)
{
  return task->kind <= VIGIE_SYNC_TASK_CONTENT_SENT;
}

/**
 * vigie_sync_store_result_clear:
 * @result: a result
 */
void
vigie_sync_store_result_clear (VigieSyncStoreResult *result)
{
  g_clear_pointer (&result->hub, vigie_store_hub_free);
  g_clear_pointer (&result->events, g_ptr_array_unref);
  g_clear_pointer (&result->withheld, g_ptr_array_unref);
  g_clear_pointer (&result->transfers, g_ptr_array_unref);
  g_clear_pointer (&result->piece, g_bytes_unref);
  g_clear_pointer (&result->gaps, g_ptr_array_unref);
  g_clear_pointer (&result->settled, g_strfreev);
  vigie_store_applied_clear (&result->applied);
}

static gboolean
changes_rights (const VigieStoreApplied *applied)
{
  for (gsize i = 0; applied->streams != NULL && applied->streams[i] != NULL; i++)
    {
      if (vigie_stream_is_organisation (applied->streams[i], NULL))
        return TRUE;
    }

  return FALSE;
}

static gboolean
run_apply (const VigieSyncTask *task, VigieStore *store, VigieSyncStoreResult *result, GError **error)
{
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < task->arrivals->len; i++)
    {
      const VigieWirePageEvent *event = task->arrivals->pdata[i];
      VigieStoreArrival *arrival = g_new0 (VigieStoreArrival, 1);

      arrival->seq = event->seq;
      arrival->stream = event->stream;
      arrival->position = event->position;
      memcpy (arrival->link, event->link, VIGIE_HASH_BYTES);
      arrival->event = event->event;
      arrival->withheld = event->withheld;
      g_ptr_array_add (arrivals, arrival);
    }

  result->gaps = vigie_store_find_gaps (store, task->epoch, arrivals, task->known, error);
  if (result->gaps == NULL || result->gaps->len > 0)
    return result->gaps != NULL;
  if (!vigie_store_apply (store, task->epoch, task->cursor, arrivals, &result->applied, error))
    return FALSE;

  /* Rights may have changed: what was refused may be taken now. */
  return !changes_rights (&result->applied) || vigie_store_unpark (store, NULL, error);
}

static gboolean
run_compare (const VigieSyncTask *task, VigieStore *store, VigieSyncStoreResult *result, GError **error)
{
  result->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_store_gap_free);
  for (guint i = 0; i < task->streams->len; i++)
    {
      const VigieWireStream *line = task->streams->pdata[i];
      const gint64 *known = task->known != NULL ? g_hash_table_lookup (task->known, line->stream) : NULL;

      if (!vigie_store_find_missing (store, task->epoch, line->stream, line->count, known != NULL ? *known : 0, result->gaps, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_unsent (const VigieSyncTask *task, VigieStore *store, VigieSyncStoreResult *result, GError **error)
{
  g_autoptr(GError) local_error = NULL;

  result->events = vigie_store_unsent (store, task->limit, task->limit_bytes, error);
  if (result->events == NULL)
    return FALSE;
  result->withheld = vigie_store_withheld_before (store, result->events, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
run_resend (const VigieSyncTask *task, VigieStore *store, GError **error)
{
  for (guint i = 0; i < task->streams->len; i++)
    {
      if (!vigie_store_resend (store, task->streams->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

/* Streams of which both have the same need not be sent again, whatever their order here and there. */
static gboolean
run_epoch (const VigieSyncTask *task, VigieStore *store, GError **error)
{
  if (!vigie_store_new_epoch (store, task->epoch, error))
    return FALSE;
  for (guint i = 0; i < task->streams->len; i++)
    {
      const VigieWireStream *line = task->streams->pdata[i];

      if (!vigie_store_note_in_step (store, task->epoch, line->stream, line->count, line->set, error))
        return FALSE;
    }

  return TRUE;
}

/* A content that is damaged, gone, or not what its hash names is passed over; only a store that fails is a failure. */
static gboolean
is_about_content (const GError *error)
{
  return error->domain == VIGIE_ERROR || g_error_matches (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING)
         || g_error_matches (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_DAMAGED);
}

static gboolean
settle (gboolean done, GError *local_error, VigieSyncStoreResult *result, GError **error)
{
  if (done)
    return TRUE;
  if (local_error == NULL || !is_about_content (local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return FALSE;
    }
  result->bad = TRUE;
  g_error_free (local_error);

  return TRUE;
}

static gboolean
run_read_piece (const VigieSyncTask *task, VigieStore *store, VigieSyncStoreResult *result, GError **error)
{
  GError *local_error = NULL;

  if (task->size_bytes == 0)
    result->piece = g_bytes_new (NULL, 0);
  else
    result->piece = vigie_store_content_read_piece (store, task->hash, task->piece, &local_error);

  return settle (result->piece != NULL, local_error, result, error);
}

static gboolean
keep_piece (const VigieSyncTask *task, VigieStore *store, GError **error)
{
  gboolean complete = FALSE;
  guint next = 0;

  if (!vigie_store_content_begin (store, task->hash, task->size_bytes, &complete, &next, error))
    return FALSE;
  if (complete)
    return TRUE;
  if (task->body != NULL && !vigie_store_content_piece (store, task->hash, task->piece, task->body, error))
    return FALSE;

  return task->piece + 1 < vigie_piece_count (task->size_bytes) || vigie_store_content_finish (store, task->hash, error);
}

static gboolean
run_keep_piece (const VigieSyncTask *task, VigieStore *store, VigieSyncStoreResult *result, GError **error)
{
  GError *local_error = NULL;
  gboolean kept = keep_piece (task, store, &local_error);

  if (!settle (kept, local_error, result, error))
    return FALSE;
  /* What came from the hub need not be offered to it. */
  return result->bad || task->piece + 1 < vigie_piece_count (task->size_bytes)
         || vigie_store_note_content_sent (store, task->epoch, task->hash, error);
}

static gboolean
run_kind (const VigieSyncTask *task, VigieStore *store, VigieSyncStoreResult *result, GError **error)
{
  switch (task->kind)
    {
    case VIGIE_SYNC_TASK_LOAD:
      return !task->retry || vigie_store_unpark (store, NULL, error);
    case VIGIE_SYNC_TASK_UNSENT:
      return run_unsent (task, store, result, error);
    case VIGIE_SYNC_TASK_MARK:
      return vigie_store_mark_sent (store, task->epoch, task->marks, error);
    case VIGIE_SYNC_TASK_APPLY:
      return run_apply (task, store, result, error);
    case VIGIE_SYNC_TASK_RESEND:
      return run_resend (task, store, error);
    case VIGIE_SYNC_TASK_EPOCH:
      return run_epoch (task, store, error);
    case VIGIE_SYNC_TASK_COMPARE:
      return run_compare (task, store, result, error);
    case VIGIE_SYNC_TASK_TRANSFERS:
      result->transfers = vigie_store_transfers (store, task->limit, error);
      return result->transfers != NULL;
    case VIGIE_SYNC_TASK_READ_PIECE:
      return run_read_piece (task, store, result, error);
    case VIGIE_SYNC_TASK_KEEP_PIECE:
      return run_keep_piece (task, store, result, error);
    case VIGIE_SYNC_TASK_CONTENT_SENT:
      return vigie_store_note_content_sent (store, task->epoch, task->hash, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
read_counts (VigieStore *store, VigieSyncStoreResult *result, GError **error)
{
  g_autoptr(GError) local_error = NULL;

  result->hub = vigie_store_hub (store, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return vigie_store_n_parked (store, &result->n_parked, error)
         && vigie_store_n_unsent (store, NULL, &result->n_unsent, error);
}

/**
 * vigie_sync_task_run:
 * @task: a task of the store
 * @store: a writer, on its thread
 * @result: (out caller-allocates): zeroed; to be cleared whatever the answer is
 * @error: return location
 *
 * Returns: %TRUE if the step was made; what it changed is on the disk
 */
gboolean
vigie_sync_task_run (const VigieSyncTask *task, VigieStore *store, VigieSyncStoreResult *result, GError **error)
{
  g_return_val_if_fail (task != NULL && store != NULL && result != NULL, FALSE);

  if (!run_kind (task, store, result, error))
    return FALSE;
  result->settled = vigie_store_take_settled (store);

  return read_counts (store, result, error);
}
