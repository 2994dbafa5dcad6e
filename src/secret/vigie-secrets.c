/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyring by libsecret, and beside it what is kept for this run alone.
 *
 * What is kept for this run comes first in a look-up: it is the newer one, or there would be none. It lies in memory that
 * libsecret does not let the system write to a disk, and wipes. A keyring that fails is no fault of what a person does: the
 * secret is then kept for this run and the reason is there to be shown. libsecret's session collection is not used, as it
 * needs the very service that may be missing. */

#include "vigie-secrets-private.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

struct _VigieSecrets
{
  GObject parent_instance;

  GHashTable *session;           /* "purpose\naccount" → SecretValue */
  VigieSecretsTrouble trouble;
  gboolean is_off;
};

G_DEFINE_FINAL_TYPE (VigieSecrets, vigie_secrets, G_TYPE_OBJECT)

typedef struct
{
  char *purpose, *account;
  char *label;
  SecretValue *secret;
  VigieSecretPlace place;
  void (*ask) (GTask *task);     /* the keyring */
  gboolean is_second;
} Request;

static void
request_free (Request *request)
{
  g_free (request->purpose);
  g_free (request->account);
  g_free (request->label);
  g_clear_pointer (&request->secret, secret_value_unref);
  g_free (request);
}

static const SecretSchema *
schema (void)
{
  static const SecretSchema vigie = {
    "ci.distri_night.Vigie",
    SECRET_SCHEMA_NONE,
    {
      { "purpose", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
    },
  };

  return &vigie;
}

static char *
session_key (const Request *request)
{
  return g_strconcat (request->purpose, "\n", request->account, NULL);
}

/* Owned task, with its request. */
static GTask *
request_new (VigieSecrets *self, gpointer tag, const char *purpose, const char *account, GCancellable *cancellable,
             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, tag);
  request->purpose = g_strdup (purpose);
  request->account = g_strdup (account);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  return task;
}

static VigieSecretsTrouble
trouble_of (const GError *error)
{
  if (error == NULL)
    return VIGIE_SECRETS_WELL;
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return VIGIE_SECRETS_LOCKED;

  return VIGIE_SECRETS_ABSENT;
}

/* Notes what became of the keyring. A keyring that was started anew knows nothing of what libsecret agreed on with the one
 * before, so a failure is tried once more from the beginning. Returns: whether @task is over or asks again. */
static gboolean
note (GTask *task, const GError *error)
{
  VigieSecrets *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  self->trouble = trouble_of (error);
  if (self->trouble != VIGIE_SECRETS_ABSENT || request->is_second)
    return FALSE;
  request->is_second = TRUE;
  secret_service_disconnect ();
  request->ask (g_object_ref (task));

  return TRUE;
}

static gboolean
is_off (VigieSecrets *self)
{
  if (self->is_off)
    self->trouble = VIGIE_SECRETS_OFF;

  return self->is_off;
}

/* ---- Looking up ---- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  SecretValue *found = secret_password_lookup_binary_finish (result, &error);

  request->secret = found;
  if (note (task, error))
    return;
  request->place = found != NULL ? VIGIE_SECRET_KEYRING : VIGIE_SECRET_NOWHERE;
  g_task_return_boolean (task, TRUE);
}

static void
ask_look_up (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  secret_password_lookup (schema (), g_task_get_cancellable (task), found_cb, task, "purpose", request->purpose,
                          "account", request->account, NULL);
}

/**
 * vigie_secrets_look_up_async:
 * @purpose: what it is for
 * @account: whose, or of what
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it is known
 * @user_data: for @callback
 */
void
vigie_secrets_look_up_async (VigieSecrets *self, const char *purpose, const char *account, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = request_new (self, vigie_secrets_look_up_async, purpose, account, cancellable, callback, user_data);
  Request *request = g_task_get_task_data (task);
  g_autofree char *key = session_key (request);
  SecretValue *kept = g_hash_table_lookup (self->session, key);

  request->ask = ask_look_up;
  if (kept == NULL && !is_off (self))
    {
      ask_look_up (task);
      return;
    }
  request->secret = kept != NULL ? secret_value_ref (kept) : NULL;
  request->place = kept != NULL ? VIGIE_SECRET_SESSION : VIGIE_SECRET_NOWHERE;
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * vigie_secrets_look_up_finish:
 * @result: what the callback was given
 * @place: (out) (optional): where it lies
 * @error: return location; %G_IO_ERROR_CANCELLED alone
 *
 * Returns: (nullable) (transfer full): the secret, for vigie_secret_free(); %NULL without error when there is none
 */
char *
vigie_secrets_look_up_finish (VigieSecrets *self, GAsyncResult *result, VigieSecretPlace *place, GError **error)
{
  Request *request = g_task_get_task_data (G_TASK (result));

  if (place != NULL)
    *place = VIGIE_SECRET_NOWHERE;
  if (!g_task_propagate_boolean (G_TASK (result), error) || request->secret == NULL)
    return NULL;
  if (place != NULL)
    *place = request->place;

  return g_strdup (secret_value_get_text (request->secret));
}

/* ---- Storing ---- */

static void
keep_in_session (GTask *task)
{
  VigieSecrets *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);

  g_hash_table_replace (self->session, session_key (request), secret_value_ref (request->secret));
  request->place = VIGIE_SECRET_SESSION;
}

static void
forget_in_session (GTask *task)
{
  VigieSecrets *self = g_task_get_source_object (task);
  g_autofree char *key = session_key (g_task_get_task_data (task));

  g_hash_table_remove (self->session, key);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gboolean stored = secret_password_store_finish (result, &error);

  if (note (task, error))
    return;
  if (stored)
    {
      forget_in_session (task);
      request->place = VIGIE_SECRET_KEYRING;
    }
  else
    keep_in_session (task);
  g_task_return_boolean (task, TRUE);
}

/* The older one may stay where no keyring answers: nobody can read it there either. */
static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (!note (task, error))
    g_task_return_boolean (task, TRUE);
}

static void
ask_replace (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  secret_password_clear (schema (), g_task_get_cancellable (task), replaced_cb, task, "purpose", request->purpose,
                         "account", request->account, NULL);
}

static void
ask_store (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  secret_password_store_binary (schema (), SECRET_COLLECTION_DEFAULT, request->label, request->secret, g_task_get_cancellable (task),
                                stored_cb, task, "purpose", request->purpose, "account", request->account, NULL);
}

/**
 * vigie_secrets_store_async:
 * @purpose: what it is for
 * @account: whose, or of what
 * @label: what the keyring shows people
 * @secret: the secret; copied, and wiped in the end
 * @wanted: the keyring, or this run alone
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it is kept
 * @user_data: for @callback
 */
void
vigie_secrets_store_async (VigieSecrets *self, const char *purpose, const char *account, const char *label, const char *secret,
                           VigieSecretPlace wanted, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = request_new (self, vigie_secrets_store_async, purpose, account, cancellable, callback, user_data);
  Request *request = g_task_get_task_data (task);

  g_return_if_fail (wanted != VIGIE_SECRET_NOWHERE);

  request->secret = secret_value_new (secret, -1, "text/plain");
  request->label = g_strdup (label);
  request->ask = wanted == VIGIE_SECRET_SESSION ? ask_replace : ask_store;
  if (wanted == VIGIE_SECRET_SESSION || self->is_off)
    keep_in_session (task);
  if (!is_off (self))
    {
      request->ask (task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * vigie_secrets_store_finish:
 * @result: what the callback was given
 * @error: return location; %G_IO_ERROR_CANCELLED alone
 *
 * Returns: where it lies now
 */
VigieSecretPlace
vigie_secrets_store_finish (VigieSecrets *self, GAsyncResult *result, GError **error)
{
  Request *request = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? request->place : VIGIE_SECRET_NOWHERE;
}

/* ---- Forgetting ---- */

/* libsecret is content when it could remove what is unlocked. */
static void
looked_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  GList *left = secret_password_search_finish (result, &error);

  if (left != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", _("The keyring stayed locked; it still has the secret."));
  else
    g_task_return_boolean (task, TRUE);
  g_list_free_full (left, g_object_unref);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (!note (task, error))
    secret_password_search (schema (), SECRET_SEARCH_ALL, g_task_get_cancellable (task), looked_again_cb, g_object_ref (task),
                            "purpose", request->purpose, "account", request->account, NULL);
}

static void
ask_forget (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  secret_password_clear (schema (), g_task_get_cancellable (task), forgotten_cb, task, "purpose", request->purpose,
                         "account", request->account, NULL);
}

/**
 * vigie_secrets_forget_async:
 * @purpose: what it is for
 * @account: whose, or of what
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it is over
 * @user_data: for @callback
 */
void
vigie_secrets_forget_async (VigieSecrets *self, const char *purpose, const char *account, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = request_new (self, vigie_secrets_forget_async, purpose, account, cancellable, callback, user_data);

  ((Request *) g_task_get_task_data (task))->ask = ask_forget;
  forget_in_session (task);
  if (!is_off (self))
    {
      ask_forget (task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * vigie_secrets_forget_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %TRUE when no place that answers has it any more
 */
gboolean
vigie_secrets_forget_finish (VigieSecrets *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
vigie_secrets_get_trouble (VigieSecrets *self)
{
  return vigie_secrets_trouble_words (self->trouble);
}

gboolean
vigie_secrets_has_keyring (VigieSecrets *self)
{
  return self->trouble == VIGIE_SECRETS_WELL || self->trouble == VIGIE_SECRETS_LOCKED;
}

/**
 * vigie_secret_free:
 * @secret: (nullable) (transfer full): what a look-up gave
 */
void
vigie_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* ---- Object ---- */

static void
vigie_secrets_finalize (GObject *object)
{
  g_hash_table_unref (VIGIE_SECRETS (object)->session);
  G_OBJECT_CLASS (vigie_secrets_parent_class)->finalize (object);
}

static void
vigie_secrets_class_init (VigieSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_secrets_finalize;
}

static void
vigie_secrets_init (VigieSecrets *self)
{
  self->session = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, secret_value_unref);
  self->is_off = g_strcmp0 (g_getenv ("VIGIE_KEYRING"), "off") == 0;
}

VigieSecrets *
vigie_secrets_new (void)
{
  return g_object_new (VIGIE_TYPE_SECRETS, NULL);
}
