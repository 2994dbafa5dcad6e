/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joining. By invitation it is one small request; the answer says whose hub it is, and only the organisation of the link
 * will do, whoever answers.
 *
 * Without an invitation it is two. The hub gives a nonce and signs it together with the certificate it shows, so that
 * nobody can stand in between and pass the nonce on; the seat looks up in what it knows of its organisation whether that
 * key is one of its hubs, and only then signs. A hub that was enrolled while this seat was away shows the event that did
 * it, which counts if whoever recorded it had the right. */

#include "vigie-sync-join.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-membership.h"
#include "vigie-sync-http.h"
#include "vigie-wire-join.h"

struct _VigieSyncJoin
{
  GTask *task;                   /* borrowed; it owns this */
  VigieJoinLink *link;
  char *device_name;
  VigieSyncProveFunc prove;
  gpointer prove_data;

  VigieWireJoin request;         /* what is asked now: ASK, NONCE or CODE; code and name are borrowed */
  VigieWireJoinReply *nonce;     /* once it was given */
  guint address;
  VigieSyncHttp *http;
  VigieSyncReason reason;        /* of the last failure */
  char *token;
};

static void
join_free (VigieSyncJoin *join)
{
  vigie_join_link_free (join->link);
  g_free (join->device_name);
  vigie_wire_join_reply_free (join->nonce);
  g_clear_pointer (&join->http, vigie_sync_http_free);
  if (join->token != NULL)
    vigie_wipe (join->token, strlen (join->token));
  g_free (join->token);
  g_free (join);
}

/* Ends it; @join is gone. */
static void
fail (VigieSyncJoin *join, VigieError code, const char *message)
{
  GTask *task = join->task;

  g_task_return_new_error (task, VIGIE_ERROR, code, "%s", message);
  g_object_unref (task);
}

/* Proving, in the thread of the store ------------------------------------------------------------- */

/* Without one only an invitation leads to a hub. */
static GPtrArray *
load_membership (const VigieSyncJoin *join, VigieStore *store, GError **error)
{
  g_autofree char *stream = vigie_stream_for_organisation (join->link->organisation);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GPtrArray) events = vigie_store_load (store, stream, NULL, &local_error);

  if (events != NULL && events->len > 0)
    return g_steal_pointer (&events);
  if (events == NULL && !g_error_matches (local_error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                         _("This link is for computers that have joined before: ask for an invitation."));

  return NULL;
}

static gboolean
is_hub (const VigieSyncJoin *join, GPtrArray *events)
{
  g_autoptr(VigieMembership) membership = vigie_membership_fold (join->link->organisation, events);

  return vigie_membership_is_hub (membership, join->nonce->hub);
}

/* The event it shows is looked at only where there is none here: a revocation that is here stands. */
static gboolean
is_hub_of_the_organisation (const VigieSyncJoin *join, GPtrArray *events)
{
  VigieEvent *enrolled = join->nonce->enrolled;

  if (is_hub (join, events))
    return TRUE;
  if (enrolled == NULL || !vigie_event_verify (enrolled, NULL))
    return FALSE;
  g_ptr_array_add (events, vigie_event_ref (enrolled));

  return is_hub (join, events);
}

static gboolean
check_hub (const VigieSyncJoin *join, GPtrArray *events, GError **error)
{
  const VigieJoinLink *link = join->link;
  g_autoptr(GBytes) message = vigie_wire_hub_proof (link->organisation, join->request.device, join->nonce->nonce,
                                                    link->has_certificate ? link->certificate : NULL);

  if (!vigie_signature_is_of (join->nonce->proof, message, join->nonce->hub))
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, vigie_sync_reason_words (VIGIE_SYNC_REASON_NOT_HUB));
  else if (!is_hub_of_the_organisation (join, events))
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED,
                         _("This hub does not belong to your organisation: an administrator has to enrol it first."));
  else
    return TRUE;

  return FALSE;
}

static GBytes *
what_to_sign (const VigieSyncJoin *join)
{
  const VigieJoinLink *link = join->link;

  return join->request.kind == VIGIE_WIRE_JOIN_CODE
           ? vigie_wire_code_proof (link->organisation, link->code)
           : vigie_wire_nonce_proof (link->organisation, join->nonce->hub, join->nonce->nonce);
}

/**
 * vigie_sync_join_prove:
 * @join: a join that asked for it
 * @store: the store that joins, on its thread
 * @error: return location
 *
 * Returns: %TRUE if the device has said what it has to say
 */
gboolean
vigie_sync_join_prove (VigieSyncJoin *join, VigieStore *store, GError **error)
{
  g_autofree char *hex = vigie_store_get_device (store);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GBytes) message = NULL;

  if (hex == NULL || !vigie_unhex (hex, join->request.device, VIGIE_KEY_BYTES))
    {
      g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING, _("This store has no device key."));
      return FALSE;
    }
  if (join->request.kind != VIGIE_WIRE_JOIN_CODE)
    {
      events = load_membership (join, store, error);
      if (events == NULL || (join->nonce != NULL && !check_hub (join, events, error)))
        return FALSE;
      if (join->nonce == NULL)
        return TRUE;
    }
  message = what_to_sign (join);

  return vigie_store_sign (store, message, join->request.proof, error);
}

/* Asking ------------------------------------------------------------------------------------------ */

static VigieStoreHub *
hub_of (const VigieSyncJoin *join, const VigieWireJoinReply *reply)
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
refusal_words (const VigieSyncJoin *join, const char *code)
{
  if (strcmp (code, "rate") == 0)
    return _("The hub asks to wait: too many attempts with wrong codes.");
  if (join->request.kind != VIGIE_WIRE_JOIN_CODE)
    return _("The hub does not know this computer, or not any more: ask for an invitation.");

  return _("This invitation was used already, or its date has passed: ask for a new one.");
}

/* Whoever gave the nonce has to be whom it is used with. */
static gboolean
is_from_the_hub (const VigieSyncJoin *join, const VigieWireJoinReply *reply)
{
  return !reply->is_nonce && memcmp (reply->organisation, join->link->organisation, VIGIE_KEY_BYTES) == 0
         && (join->nonce == NULL || memcmp (reply->hub, join->nonce->hub, VIGIE_KEY_BYTES) == 0);
}

static void
take_admission (VigieSyncJoin *join, const VigieWireJoinReply *reply)
{
  GTask *task = join->task;

  join->token = g_strdup (reply->token);
  g_task_return_pointer (task, hub_of (join, reply), (GDestroyNotify) vigie_store_hub_free);
  g_object_unref (task);
}

static void
take_reply (VigieSyncJoin *join, const VigieSyncReply *sent)
{
  g_autoptr(VigieWireJoinReply) reply = sent->status == 200 ? vigie_wire_join_reply_read (sent->body, NULL) : NULL;
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  if (reply == NULL && sent->status >= 400 && vigie_wire_error_read (sent->body, &code, &message))
    fail (join, VIGIE_ERROR_INVALID, refusal_words (join, code));
  else if (reply != NULL && reply->is_nonce && join->request.kind == VIGIE_WIRE_JOIN_ASK)
    {
      join->nonce = g_steal_pointer (&reply);
      join->request.kind = VIGIE_WIRE_JOIN_NONCE;
      memcpy (join->request.nonce, join->nonce->nonce, VIGIE_WIRE_NONCE_BYTES);
      join->prove (join, join->prove_data);
    }
  else if (reply != NULL && is_from_the_hub (join, reply))
    take_admission (join, reply);
  else
    fail (join, VIGIE_ERROR_TAMPERED, vigie_sync_reason_words (VIGIE_SYNC_REASON_NOT_HUB));
}

static void try_address (VigieSyncJoin *join);

/* A nonce is of the hub that gave it: another address begins anew. */
static void
try_next_address (VigieSyncJoin *join)
{
  join->address++;
  g_clear_pointer (&join->http, vigie_sync_http_free);
  g_clear_pointer (&join->nonce, vigie_wire_join_reply_free);
  if (join->request.kind == VIGIE_WIRE_JOIN_NONCE)
    join->request.kind = VIGIE_WIRE_JOIN_ASK;
  try_address (join);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  VigieSyncJoin *join = user_data;
  g_auto(VigieSyncReply) reply = { 0 };

  if (!vigie_sync_http_send_finish (result, &reply))
    {
      GTask *task = join->task;

      g_task_return_error_if_cancelled (task);
      g_object_unref (task);
    }
  else if (reply.net == VIGIE_SYNC_NET_OK)
    take_reply (join, &reply);
  else
    {
      join->reason = reply.net == VIGIE_SYNC_NET_CERTIFICATE ? VIGIE_SYNC_REASON_CERTIFICATE
                     : reply.net == VIGIE_SYNC_NET_NOT_HUB   ? VIGIE_SYNC_REASON_NOT_HUB
                                                             : VIGIE_SYNC_REASON_NETWORK;
      try_next_address (join);
    }
}

static void
try_address (VigieSyncJoin *join)
{
  const char *address = join->link->hubs[join->address];
  g_autoptr(GBytes) body = NULL;

  if (address == NULL)
    {
      fail (join, join->reason == VIGIE_SYNC_REASON_NETWORK ? VIGIE_ERROR_NOT_FOUND : VIGIE_ERROR_TAMPERED,
            vigie_sync_reason_words (join->reason));
      return;
    }
  if (join->http == NULL)
    join->http = vigie_sync_http_new (address, join->link->has_certificate ? join->link->certificate : NULL);
  if (join->http == NULL)
    {
      try_next_address (join);
      return;
    }
  body = vigie_wire_join_new (&join->request);
  vigie_sync_http_send_async (join->http, "/v1/join", body, FALSE, g_task_get_cancellable (join->task), sent_cb, join);
}

/**
 * vigie_sync_join_proved:
 * @join: a join that asked for it
 * @error_taken: (nullable) (transfer full): what vigie_sync_join_prove() said
 *
 * Goes on, or ends with that error.
 */
void
vigie_sync_join_proved (VigieSyncJoin *join, GError *error_taken)
{
  GTask *task = join->task;

  if (error_taken == NULL)
    {
      try_address (join);
      return;
    }
  g_task_return_error (task, error_taken);
  g_object_unref (task);
}

/**
 * vigie_sync_join_async:
 * @link: the link
 * @device_name: what the others see this computer as; not told without a code
 * @prove: has the device sign
 * @prove_data: for @prove; has to live until @callback
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 */
void
vigie_sync_join_async (const VigieJoinLink *link, const char *device_name, VigieSyncProveFunc prove, gpointer prove_data,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  VigieSyncJoin *join = g_new0 (VigieSyncJoin, 1);
  g_autofree char *text = vigie_join_link_format (link);

  g_task_set_source_tag (task, vigie_sync_join_async);
  join->task = task;
  join->link = vigie_join_link_parse (text, NULL);
  join->device_name = g_strdup (device_name);
  join->prove = prove;
  join->prove_data = prove_data;
  join->request.kind = link->code != NULL ? VIGIE_WIRE_JOIN_CODE : VIGIE_WIRE_JOIN_ASK;
  join->request.code = join->link->code;
  join->request.name = join->device_name;
  join->reason = VIGIE_SYNC_REASON_NETWORK;
  g_task_set_task_data (task, join, (GDestroyNotify) join_free);
  prove (join, prove_data);
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
  VigieSyncJoin *join = g_task_get_task_data (G_TASK (result));

  if (hub != NULL)
    *token = g_steal_pointer (&join->token);

  return hub;
}

/**
 * vigie_sync_join_link_to:
 * @hub: a hub
 *
 * Returns: (transfer full): what leads there, for whoever belongs to its organisation
 */
VigieJoinLink *
vigie_sync_join_link_to (const VigieStoreHub *hub)
{
  VigieJoinLink *link = g_new0 (VigieJoinLink, 1);

  memcpy (link->organisation, hub->organisation, VIGIE_KEY_BYTES);
  link->has_certificate = hub->has_certificate;
  memcpy (link->certificate, hub->certificate, VIGIE_HASH_BYTES);
  link->hubs = g_strdupv (hub->addresses);

  return link;
}
