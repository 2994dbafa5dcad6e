/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joining by invitation. One small request; the answer says whose hub it is, and only the organisation of the link will
 * do, whoever answers. */

#include "vigie-sync-join.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-sync-http.h"
#include "vigie-wire-join.h"

#define TOKEN_MAGIC "vigie-token-v1\n"

typedef struct
{
  VigieJoinLink *link;
  GBytes *request;
  guint address;
  VigieSyncHttp *http;
  VigieSyncReason reason;      /* of the last failure */
  char *token;
} Join;

static void
join_free (Join *join)
{
  vigie_join_link_free (join->link);
  g_bytes_unref (join->request);
  g_clear_pointer (&join->http, vigie_sync_http_free);
  if (join->token != NULL)
    vigie_wipe (join->token, strlen (join->token));
  g_free (join->token);
  g_free (join);
}

/* Consumes @task. */
static void
fail (GTask *task, VigieError code, const char *message)
{
  g_task_return_new_error (task, VIGIE_ERROR, code, "%s", message);
  g_object_unref (task);
}

static VigieStoreHub *
hub_of (const Join *join, const VigieWireJoinReply *reply)
{
  VigieStoreHub *hub = g_new0 (VigieStoreHub, 1);
  GStrvBuilder *addresses = g_strv_builder_new ();

  memcpy (hub->organisation, reply->organisation, VIGIE_KEY_BYTES);
  memcpy (hub->hub, reply->hub, VIGIE_KEY_BYTES);
  hub->name = g_strdup (reply->name);
  hub->epoch = g_strdup (reply->epoch);
  hub->member = g_strdup (reply->member);
  hub->person = g_strdup (reply->person);
  hub->role = g_strdup (vigie_role_to_word (reply->role));
  hub->has_certificate = join->link->has_certificate;
  memcpy (hub->certificate, join->link->certificate, VIGIE_HASH_BYTES);
  g_strv_builder_add (addresses, join->link->hubs[join->address]);
  for (guint i = 0; join->link->hubs[i] != NULL; i++)
    {
      if (i != join->address)
        g_strv_builder_add (addresses, join->link->hubs[i]);
    }
  hub->addresses = g_strv_builder_end (addresses);
  g_strv_builder_unref (addresses);

  return hub;
}

static const char *
refusal_words (const char *code)
{
  if (strcmp (code, "rate") == 0)
    return _("The hub asks to wait: too many attempts with wrong codes.");

  return _("This invitation was used already, or its date has passed: ask for a new one.");
}

/* Consumes @task. */
static void
take_reply (GTask *task, const VigieSyncReply *sent)
{
  Join *join = g_task_get_task_data (task);
  g_autoptr(VigieWireJoinReply) reply = sent->status == 200 ? vigie_wire_join_reply_read (sent->body, NULL) : NULL;
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  if (reply == NULL && sent->status >= 400 && vigie_wire_error_read (sent->body, &code, &message))
    fail (task, VIGIE_ERROR_INVALID, refusal_words (code));
  else if (reply == NULL || reply->is_nonce || memcmp (reply->organisation, join->link->organisation, VIGIE_KEY_BYTES) != 0)
    fail (task, VIGIE_ERROR_TAMPERED, vigie_sync_reason_words (VIGIE_SYNC_REASON_NOT_HUB));
  else
    {
      join->token = g_strdup (reply->token);
      g_task_return_pointer (task, hub_of (join, reply), (GDestroyNotify) vigie_store_hub_free);
      g_object_unref (task);
    }
}

static void try_address (GTask *task);

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Join *join = g_task_get_task_data (task);
  g_auto(VigieSyncReply) reply = { 0 };

  if (!vigie_sync_http_send_finish (result, &reply))
    {
      g_task_return_error_if_cancelled (task);
      g_object_unref (task);
      return;
    }
  if (reply.net == VIGIE_SYNC_NET_OK)
    {
      take_reply (task, &reply);
      return;
    }
  join->reason = reply.net == VIGIE_SYNC_NET_CERTIFICATE ? VIGIE_SYNC_REASON_CERTIFICATE
                 : reply.net == VIGIE_SYNC_NET_NOT_HUB   ? VIGIE_SYNC_REASON_NOT_HUB
                                                         : VIGIE_SYNC_REASON_NETWORK;
  join->address++;
  try_address (task);
}

static void
try_address (GTask *task)
{
  Join *join = g_task_get_task_data (task);
  const char *address = join->link->hubs[join->address];

  if (address == NULL)
    {
      fail (task, join->reason == VIGIE_SYNC_REASON_NETWORK ? VIGIE_ERROR_NOT_FOUND : VIGIE_ERROR_TAMPERED,
            vigie_sync_reason_words (join->reason));
      return;
    }
  g_clear_pointer (&join->http, vigie_sync_http_free);
  join->http = vigie_sync_http_new (address, join->link->has_certificate ? join->link->certificate : NULL);
  if (join->http == NULL)
    {
      join->address++;
      try_address (task);
      return;
    }
  vigie_sync_http_send_async (join->http, "/v1/join", join->request, FALSE, g_task_get_cancellable (task), sent_cb, task);
}

/**
 * vigie_sync_join_async:
 * @link: the link
 * @device: (array fixed-size=32): public key of this device
 * @device_name: what the others see it as
 * @proof: (array fixed-size=64): its signature over vigie_wire_code_proof()
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 */
void
vigie_sync_join_async (const VigieJoinLink *link, const guint8 *device, const char *device_name, const guint8 *proof,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Join *join = g_new0 (Join, 1);
  VigieWireJoin request = { VIGIE_WIRE_JOIN_CODE, { 0 }, link->code, (char *) device_name };
  g_autofree char *text = vigie_join_link_format (link);

  g_task_set_source_tag (task, vigie_sync_join_async);
  memcpy (request.device, device, VIGIE_KEY_BYTES);
  memcpy (request.proof, proof, VIGIE_SIGNATURE_BYTES);
  join->link = vigie_join_link_parse (text, NULL);
  join->request = vigie_wire_join_new (&request);
  join->reason = VIGIE_SYNC_REASON_NETWORK;
  g_task_set_task_data (task, join, (GDestroyNotify) join_free);
  try_address (task);
}

/**
 * vigie_sync_join_finish:
 * @result: what the callback was given
 * @token: (out) (transfer full): the token; to be kept where secrets are
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the hub
 */
VigieStoreHub *
vigie_sync_join_finish (GAsyncResult *result, char **token, GError **error)
{
  VigieStoreHub *hub = g_task_propagate_pointer (G_TASK (result), error);
  Join *join = g_task_get_task_data (G_TASK (result));

  if (hub != NULL)
    *token = g_steal_pointer (&join->token);

  return hub;
}

/* The token --------------------------------------------------------------------------------------- */

static char *
token_path (const char *store_path)
{
  return g_strconcat (store_path, ".token", NULL);
}

/**
 * vigie_sync_token_save:
 * @store_path: the store's file
 * @token: its token at the hub
 * @error: return location
 *
 * Blocks on the disk; for programs without a main loop to hold up.
 */
gboolean
vigie_sync_token_save (const char *store_path, const char *token, GError **error)
{
  g_autofree char *path = token_path (store_path);
  g_autofree char *text = g_strconcat (TOKEN_MAGIC, token, "\n", NULL);
  gboolean saved = g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                             error);

  vigie_wipe (text, strlen (text));
  return saved;
}

static gboolean
is_token (const char *text)
{
  guint8 bytes[VIGIE_WIRE_TOKEN_BYTES];

  return vigie_unhex (text, bytes, sizeof bytes);
}

/**
 * vigie_sync_token_load:
 * @store_path: the store's file
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the token; %NULL without error when there is none
 */
char *
vigie_sync_token_load (const char *store_path, GError **error)
{
  g_autofree char *path = token_path (store_path);
  g_autofree char *text = NULL;
  g_autoptr(GError) local_error = NULL;
  char *token;

  if (!g_file_get_contents (path, &text, NULL, &local_error))
    {
      if (!g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  token = g_str_has_prefix (text, TOKEN_MAGIC) ? g_strstrip (g_strdup (text + strlen (TOKEN_MAGIC))) : NULL;
  vigie_wipe (text, strlen (text));
  if (token != NULL && is_token (token))
    return token;
  g_free (token);
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” holds no token: join the hub again."), path);

  return NULL;
}
