/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One step of the store each, carried to its thread and back as the data of a task. */

#include "vigie-sync-desk-store.h"

#include "vigie-store-thread-private.h"

typedef struct
{
  VigieStoreHub *hub;
  GStrv shared, held_back;
} Step;

static void
step_free (Step *step)
{
  vigie_store_hub_free (step->hub);
  g_strfreev (step->shared);
  g_strfreev (step->held_back);
  g_free (step);
}

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (vigie_store_thread_call_finish (VIGIE_STORE_THREAD (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* @step: consumed. @tag: the public function. */
static void
start (VigieStoreThread *thread, VigieStoreCall call, Step *step, gpointer tag, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (thread, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);
  vigie_store_thread_call_async (thread, call, step, cancellable, step_cb, task);
}

/* Looking ------------------------------------------------------------------------------------------ */

static gboolean
look_in_thread (VigieStore *store, gpointer data, GError **error)
{
  Step *step = data;
  g_autoptr(GError) local_error = NULL;

  step->hub = vigie_store_hub (store, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * vigie_sync_desk_look_async:
 * @thread: the open store of the desktop
 * @cancellable: (nullable): ends it
 * @callback: called when it is known
 * @user_data: for @callback
 */
void
vigie_sync_desk_look_async (VigieStoreThread *thread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  start (thread, look_in_thread, g_new0 (Step, 1), vigie_sync_desk_look_async, cancellable, callback, user_data);
}

/**
 * vigie_sync_desk_look_finish:
 * @thread: the store
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the hub; %NULL without error when there is none
 */
VigieStoreHub *
vigie_sync_desk_look_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error)
{
  Step *step = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_steal_pointer (&step->hub);
}

/* Leaving ------------------------------------------------------------------------------------------ */

static gboolean
leave_in_thread (VigieStore *store, gpointer data, GError **error)
{
  return vigie_store_leave_hub (store, error);
}

/**
 * vigie_sync_desk_leave_async:
 * @thread: the open store of the desktop
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 */
void
vigie_sync_desk_leave_async (VigieStoreThread *thread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  start (thread, leave_in_thread, g_new0 (Step, 1), vigie_sync_desk_leave_async, cancellable, callback, user_data);
}

/**
 * vigie_sync_desk_leave_finish:
 * @thread: the store
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %TRUE when the store belongs to no hub any more
 */
gboolean
vigie_sync_desk_leave_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What is shared ----------------------------------------------------------------------------------- */

static gboolean
share_in_thread (VigieStore *store, gpointer data, GError **error)
{
  Step *step = data;

  return vigie_store_share (store, (const char *const *) step->shared, (const char *const *) step->held_back, error);
}

/**
 * vigie_sync_desk_share_async:
 * @thread: the open store of the desktop
 * @shared: (nullable): streams that go to a hub
 * @held_back: (nullable): streams that do not
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 */
void
vigie_sync_desk_share_async (VigieStoreThread *thread, const char *const *shared, const char *const *held_back,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Step *step = g_new0 (Step, 1);

  step->shared = g_strdupv ((char **) shared);
  step->held_back = g_strdupv ((char **) held_back);
  start (thread, share_in_thread, step, vigie_sync_desk_share_async, cancellable, callback, user_data);
}

/**
 * vigie_sync_desk_share_finish:
 * @thread: the store
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %TRUE when all of it is on the disk
 */
gboolean
vigie_sync_desk_share_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
