/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* find: the file (thread) → there: into the keyring → it took it: the file goes (thread). Not there: the keyring.
 * keep: the keyring → the file goes, or is written where no keyring is (thread).
 * drop: the file goes (thread) → the keyring.
 *
 * The file is asked first: keeping in the keyring takes it away, so one that is there is newer than what the keyring has. */

#include "vigie-sync-token.h"

#include <glib/gi18n-lib.h>

#include "vigie-sync-token-private.h"

#define PURPOSE "hub"

typedef struct
{
  char *path;                    /* of the store */
  char *account;                 /* the same, wherever the process stands */
  char *token;
  gboolean for_later;
  VigieSyncTokenPlace place;
} Step;

static void
step_free (Step *step)
{
  g_free (step->path);
  g_free (step->account);
  vigie_secret_free (step->token);
  g_free (step);
}

static GTask *
step_new (VigieSecrets *secrets, gpointer tag, const char *store_path, GCancellable *cancellable, GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (secrets, cancellable, callback, user_data);
  Step *step = g_new0 (Step, 1);

  g_task_set_source_tag (task, tag);
  step->path = g_strdup (store_path);
  step->account = g_canonicalize_filename (store_path, NULL);
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);

  return task;
}

/* The file, in a thread of its own. @task's reference is for @callback. */
static void
in_thread (GTask *task, GTaskThreadFunc function, GAsyncReadyCallback callback)
{
  GTask *job = g_task_new (NULL, NULL, callback, task);

  g_task_set_task_data (job, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (job, function);
  g_object_unref (job);
}

/* @error: consumed; NULL when it went well. */
static void
finish_job (GTask *job, GError *error)
{
  if (error == NULL)
    g_task_return_boolean (job, TRUE);
  else
    g_task_return_error (job, error);
}

static void
save_in_thread (GTask *job, gpointer source, gpointer data, GCancellable *cancellable)
{
  Step *step = data;
  GError *error = NULL;

  vigie_sync_token_file_save (step->path, step->token, &error);
  finish_job (job, error);
}

static void
remove_in_thread (GTask *job, gpointer source, gpointer data, GCancellable *cancellable)
{
  Step *step = data;
  GError *error = NULL;

  vigie_sync_token_file_remove (step->path, &error);
  finish_job (job, error);
}

/* The file is as it should be: the end of each way. */
static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- Finding ---- */

static void
load_in_thread (GTask *job, gpointer source, gpointer data, GCancellable *cancellable)
{
  Step *step = data;
  GError *error = NULL;

  step->token = vigie_sync_token_file_load (step->path, &error);
  finish_job (job, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;

  step->token = vigie_secrets_look_up_finish (VIGIE_SECRETS (source), result, NULL, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What the keyring did not take stays in its file. */
static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;

  if (vigie_secrets_store_finish (VIGIE_SECRETS (source), result, NULL) == VIGIE_SECRET_KEYRING)
    {
      in_thread (task, remove_in_thread, settled_cb);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
store (GTask *task, VigieSecretPlace wanted, GAsyncReadyCallback callback)
{
  Step *step = g_task_get_task_data (task);

  vigie_secrets_store_async (g_task_get_source_object (task), PURPOSE, step->account, _("Vigie: key to the hub"), step->token, wanted,
                             g_task_get_cancellable (task), callback, task);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (step->token != NULL)
    store (task, VIGIE_SECRET_KEYRING, moved_cb);
  else
    vigie_secrets_look_up_async (g_task_get_source_object (task), PURPOSE, step->account, g_task_get_cancellable (task), found_cb, task);
}

/**
 * vigie_sync_token_find_async:
 * @secrets: the keyring
 * @store_path: the store's file
 * @cancellable: (nullable): ends the waiting for the keyring
 * @callback: called when it is known
 * @user_data: for @callback
 */
void
vigie_sync_token_find_async (VigieSecrets *secrets, const char *store_path, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = step_new (secrets, vigie_sync_token_find_async, store_path, cancellable, callback, user_data);

  in_thread (task, load_in_thread, loaded_cb);
}

/**
 * vigie_sync_token_find_finish:
 * @secrets: the keyring
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the token, for vigie_secret_free(); %NULL without error when there is none
 */
char *
vigie_sync_token_find_finish (VigieSecrets *secrets, GAsyncResult *result, GError **error)
{
  Step *step = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? g_steal_pointer (&step->token) : NULL;
}

/* ---- Keeping ---- */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Step *step = g_task_get_task_data (task);
  VigieSecrets *secrets = VIGIE_SECRETS (source);
  GError *error = NULL;
  VigieSecretPlace place = vigie_secrets_store_finish (secrets, result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  step->place = place == VIGIE_SECRET_KEYRING ? VIGIE_SYNC_TOKEN_KEYRING : VIGIE_SYNC_TOKEN_SESSION;
  if (step->for_later && place == VIGIE_SECRET_SESSION && !vigie_secrets_has_keyring (secrets))
    step->place = VIGIE_SYNC_TOKEN_FILE;
  in_thread (task, step->place == VIGIE_SYNC_TOKEN_FILE ? save_in_thread : remove_in_thread, settled_cb);
}

/**
 * vigie_sync_token_keep_async:
 * @secrets: the keyring
 * @store_path: the store's file
 * @token: the token; copied, and wiped in the end
 * @for_later: whether the next start shall find it
 * @cancellable: (nullable): ends the waiting for the keyring
 * @callback: called when it is kept
 * @user_data: for @callback
 */
void
vigie_sync_token_keep_async (VigieSecrets *secrets, const char *store_path, const char *token, gboolean for_later,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = step_new (secrets, vigie_sync_token_keep_async, store_path, cancellable, callback, user_data);
  Step *step = g_task_get_task_data (task);

  step->token = g_strdup (token);
  step->for_later = for_later;
  store (task, for_later ? VIGIE_SECRET_KEYRING : VIGIE_SECRET_SESSION, kept_cb);
}

/**
 * vigie_sync_token_keep_finish:
 * @secrets: the keyring
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: where it is
 */
VigieSyncTokenPlace
vigie_sync_token_keep_finish (VigieSecrets *secrets, GAsyncResult *result, GError **error)
{
  Step *step = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? step->place : VIGIE_SYNC_TOKEN_NOWHERE;
}

/* ---- Dropping ---- */

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (vigie_secrets_forget_finish (VIGIE_SECRETS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      vigie_secrets_forget_async (g_task_get_source_object (task), PURPOSE, step->account, g_task_get_cancellable (task), forgotten_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * vigie_sync_token_drop_async:
 * @secrets: the keyring
 * @store_path: the store's file
 * @cancellable: (nullable): ends the waiting for the keyring
 * @callback: called when it is over
 * @user_data: for @callback
 */
void
vigie_sync_token_drop_async (VigieSecrets *secrets, const char *store_path, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  in_thread (step_new (secrets, vigie_sync_token_drop_async, store_path, cancellable, callback, user_data), remove_in_thread, removed_cb);
}

/**
 * vigie_sync_token_drop_finish:
 * @secrets: the keyring
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %TRUE when it is nowhere any more
 */
gboolean
vigie_sync_token_drop_finish (VigieSecrets *secrets, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * vigie_sync_token_place_words:
 * @place: where the token is
 *
 * Returns: (not nullable): a sentence in the language of the process
 */
const char *
vigie_sync_token_place_words (VigieSyncTokenPlace place)
{
  switch (place)
    {
    case VIGIE_SYNC_TOKEN_KEYRING:
      return _("The key to the hub lies in your keyring; vigiectl uses the same.");
    case VIGIE_SYNC_TOKEN_FILE:
      return _("No keyring answers here: the key to the hub lies in a file beside the record, which only your account can read; vigiectl uses the same.");
    case VIGIE_SYNC_TOKEN_SESSION:
      return _("The key to the hub is kept until Vigie is closed; at the next start this computer asks for another by itself.");
    case VIGIE_SYNC_TOKEN_NOWHERE:
    default:
      return "";
    }
}
