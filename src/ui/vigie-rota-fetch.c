/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-rota-fetch.h"

#include "vigie-sync-feed.h"

/* The moment and the zone are those of the question. */
typedef struct { VigieRotaFetched *fetched; gint64 now_usec; char *zone; } Fetching;

void
vigie_rota_fetched_free (VigieRotaFetched *fetched)
{
  if (fetched == NULL)
    return;
  vigie_foreign_calendar_free (fetched->calendar);
  g_free (fetched->etag);
  g_free (fetched->modified);
  g_free (fetched);
}

static void
fetching_free (gpointer data)
{
  Fetching *fetching = data;

  vigie_rota_fetched_free (fetching->fetched);
  g_free (fetching->zone);
  g_free (fetching);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Fetching *fetching = g_task_get_task_data (task);
  GError *error = NULL;

  fetching->fetched->calendar = vigie_foreign_calendar_read_finish (result, &error);
  if (fetching->fetched->calendar == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&fetching->fetched), (GDestroyNotify) vigie_rota_fetched_free);
}

static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Fetching *fetching = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(VigieSyncFeed) feed = vigie_sync_feed_fetch_finish (result, &error);

  if (feed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  fetching->fetched->etag = g_steal_pointer (&feed->etag);
  fetching->fetched->modified = g_steal_pointer (&feed->modified);
  if (feed->body == NULL)
    g_task_return_pointer (task, g_steal_pointer (&fetching->fetched), (GDestroyNotify) vigie_rota_fetched_free);
  else
    vigie_foreign_calendar_read_bytes_async (feed->body, fetching->now_usec, fetching->now_usec + VIGIE_ROTA_FETCH_WEEKS * VIGIE_WEEK_USEC, fetching->zone,
                                             g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

void
vigie_rota_fetch_async (VigieSession *session, const char *address, const char *etag, const char *modified, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Fetching *fetching = g_new0 (Fetching, 1);

  g_task_set_source_tag (task, vigie_rota_fetch_async);
  fetching->fetched = g_new0 (VigieRotaFetched, 1);
  fetching->now_usec = vigie_session_now_usec (session);
  fetching->zone = g_strdup (vigie_session_get_playbook (session)->zone);
  g_task_set_task_data (task, fetching, fetching_free);
  vigie_sync_feed_fetch_async (address, etag, modified, cancellable, fetched_cb, task);
}

VigieRotaFetched *
vigie_rota_fetch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, vigie_rota_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
