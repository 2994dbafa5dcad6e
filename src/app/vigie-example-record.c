/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two steps, since an event may only name a content that is safe on the disk already. */

#include "vigie-example-record.h"

#include "vigie-example-picture.h"
#include "vigie-store-thread-content.h"

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);

  if (events != NULL)
    g_task_return_pointer (task, events, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  VigieSession *session = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree char *hash = vigie_store_thread_keep_content_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (hash == NULL)
    g_task_return_error (task, error);
  else
    vigie_session_record_async (session, g_ptr_array_ref (g_task_get_task_data (task)), NULL, recorded_cb, g_object_ref (task));
}

void
vigie_example_record_async (VigieSession *session, GPtrArray *drafts, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GBytes) picture = vigie_example_picture (vigie_session_get_lang (session));
  GTask *task = g_task_new (session, NULL, callback, user_data);

  g_task_set_source_tag (task, vigie_example_record_async);
  g_task_set_task_data (task, drafts, (GDestroyNotify) g_ptr_array_unref);
  vigie_store_thread_keep_content_async (vigie_session_get_store (session), picture, NULL, NULL, NULL, kept_cb, task);
}

GPtrArray *
vigie_example_record_finish (VigieSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
