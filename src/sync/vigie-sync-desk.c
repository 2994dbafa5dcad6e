/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joins the session to the thread of the store. A step is a job of that thread like any other, so recording waits for
 * one page at most. The session says which streams a page changed; the store's signal passes it on, and is told apart
 * from what was recorded here by who is emitting it. */

#include "vigie-sync-desk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-store-thread-private.h"
#include "vigie-sync-join.h"

typedef struct
{
  VigieStoreThread *thread;      /* owned */
  gboolean passing_on;
} Desk;

static void
desk_free (Desk *desk)
{
  g_object_unref (desk->thread);
  g_free (desk);
}

/* Steps --------------------------------------------------------------------------------------------- */

typedef struct
{
  VigieSyncSession *session;     /* owned */
  VigieSyncTask *task;           /* owned */
  VigieSyncStoreResult result;
} Step;

static gboolean
step_in_thread (VigieStore *store, gpointer data, GError **error)
{
  Step *step = data;

  return vigie_sync_task_run (step->task, store, &step->result, error);
}

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  gboolean good = vigie_store_thread_call_finish (VIGIE_STORE_THREAD (source), result, NULL); /* the engine tries again */

  vigie_sync_session_store_done (step->session, step->task->ticket, good ? &step->result : NULL);
  vigie_sync_store_result_clear (&step->result);
  vigie_sync_task_free (step->task);
  g_object_unref (step->session);
  g_free (step);
}

static void
run_step (VigieSyncSession *session, VigieSyncTask *task, gpointer user_data)
{
  Desk *desk = user_data;
  Step *step = g_new0 (Step, 1);

  step->session = g_object_ref (session);
  step->task = task;
  vigie_store_thread_call_async (desk->thread, step_in_thread, step, NULL, step_cb, step);
}

/* Signals ------------------------------------------------------------------------------------------- */

static void
events_cb (VigieSyncSession *session, const char *stream, Desk *desk)
{
  desk->passing_on = TRUE;
  g_signal_emit_by_name (desk->thread, "changed", stream);
  desk->passing_on = FALSE;
}

static void
store_changed_cb (VigieStoreThread *thread, const char *stream, VigieSyncSession *session)
{
  Desk *desk = g_object_get_data (G_OBJECT (session), "vigie-desk");

  if (!desk->passing_on)
    vigie_sync_session_recorded (session);
}

/**
 * vigie_sync_desk_new:
 * @thread: the open store of the desktop
 *
 * Returns: (transfer full): a session that has not been started
 */
VigieSyncSession *
vigie_sync_desk_new (VigieStoreThread *thread)
{
  Desk *desk = g_new0 (Desk, 1);
  VigieSyncSession *session;

  g_return_val_if_fail (VIGIE_IS_STORE_THREAD (thread), NULL);

  desk->thread = g_object_ref (thread);
  session = vigie_sync_session_new (VIGIE_SYNC_FOLLOW, run_step, desk);
  g_object_set_data_full (G_OBJECT (session), "vigie-desk", desk, (GDestroyNotify) desk_free);
  g_signal_connect (session, "events", G_CALLBACK (events_cb), desk);
  g_signal_connect_object (thread, "changed", G_CALLBACK (store_changed_cb), session, 0);

  return session;
}

/* Joining ------------------------------------------------------------------------------------------- */

/* FIND (store; only without a link) → the join itself, proving in the store's thread → KEEP (store) → the session goes on. */
typedef struct
{
  VigieStoreThread *thread;      /* owned */
  VigieJoinLink *link;           /* NULL until it is known */
  char *device_name;
  VigieSyncJoin *proving;        /* borrowed, while it is proved */
  VigieStoreHub *hub;
  char *token;
} Join;

static void
join_free (Join *join)
{
  g_object_unref (join->thread);
  vigie_join_link_free (join->link);
  g_free (join->device_name);
  vigie_store_hub_free (join->hub);
  if (join->token != NULL)
    vigie_wipe (join->token, strlen (join->token));
  g_free (join->token);
  g_free (join);
}

static gboolean
find_in_thread (VigieStore *store, gpointer data, GError **error)
{
  Join *join = data;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VigieStoreHub) hub = vigie_store_hub (store, &local_error);

  if (hub != NULL)
    join->link = vigie_sync_join_link_to (hub);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("This store has joined no hub."));

  return hub != NULL;
}

static gboolean
prove_in_thread (VigieStore *store, gpointer data, GError **error)
{
  return vigie_sync_join_prove (((Join *) data)->proving, store, error);
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Join *join = user_data;
  GError *error = NULL;

  if (!vigie_store_thread_call_finish (VIGIE_STORE_THREAD (source), result, &error))
    vigie_sync_join_proved (join->proving, error);
  else
    vigie_sync_join_proved (join->proving, NULL);
}

static void
prove (VigieSyncJoin *joining, gpointer user_data)
{
  Join *join = user_data;

  join->proving = joining;
  vigie_store_thread_call_async (join->thread, prove_in_thread, join, NULL, proved_cb, join);
}

static gboolean
keep_in_thread (VigieStore *store, gpointer data, GError **error)
{
  return vigie_store_set_hub (store, ((Join *) data)->hub, error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Join *join = g_task_get_task_data (task);
  VigieSyncSession *session = g_task_get_source_object (task);
  GError *error = NULL;

  if (!vigie_store_thread_call_finish (VIGIE_STORE_THREAD (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  vigie_sync_session_set_token (session, join->token);
  vigie_sync_session_try_now (session);
  g_task_return_pointer (task, g_steal_pointer (&join->hub), (GDestroyNotify) vigie_store_hub_free);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Join *join = g_task_get_task_data (task);
  GError *error = NULL;

  join->hub = vigie_sync_join_finish (result, &join->token, &error);
  if (join->hub == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  vigie_store_thread_call_async (join->thread, keep_in_thread, join, g_task_get_cancellable (task), kept_cb, g_object_ref (task));
}

static void
ask (GTask *task)
{
  Join *join = g_task_get_task_data (task);

  vigie_sync_join_async (join->link, join->device_name, prove, join, g_task_get_cancellable (task), asked_cb,
                         g_object_ref (task));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (vigie_store_thread_call_finish (VIGIE_STORE_THREAD (source), result, &error))
    ask (task);
  else
    g_task_return_error (task, error);
}

/**
 * vigie_sync_desk_join_async:
 * @session: the session of vigie_sync_desk_new()
 * @thread: its store
 * @link: (nullable): the link; %NULL: to the hub of this store, for a new token
 * @device_name: what the others see this computer as
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 */
void
vigie_sync_desk_join_async (VigieSyncSession *session, VigieStoreThread *thread, const VigieJoinLink *link,
                            const char *device_name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Join *join = g_new0 (Join, 1);
  g_autofree char *text = link != NULL ? vigie_join_link_format (link) : NULL;

  g_task_set_source_tag (task, vigie_sync_desk_join_async);
  join->thread = g_object_ref (thread);
  join->link = text != NULL ? vigie_join_link_parse (text, NULL) : NULL;
  join->device_name = g_strdup (device_name);
  g_task_set_task_data (task, join, (GDestroyNotify) join_free);
  if (join->link == NULL)
    {
      vigie_store_thread_call_async (thread, find_in_thread, join, cancellable, found_cb, task);
      return;
    }
  ask (task);
  g_object_unref (task);
}

/**
 * vigie_sync_desk_join_finish:
 * @session: the session
 * @result: what the callback was given
 * @token: (out) (transfer full): the token
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the hub
 */
VigieStoreHub *
vigie_sync_desk_join_finish (VigieSyncSession *session, GAsyncResult *result, char **token, GError **error)
{
  VigieStoreHub *hub = g_task_propagate_pointer (G_TASK (result), error);
  Join *join = g_task_get_task_data (G_TASK (result));

  if (hub != NULL)
    *token = g_steal_pointer (&join->token);

  return hub;
}
