/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST /v1/join: by an invitation, or as a device that is enrolled already and shows with a signed nonce that
 * it holds its key. What is joined with is kept as hashes only, so nobody who reads the log can join.
 *
 * Every failure gets the same answer, and counts: ten in a minute from one address, and it has to wait. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-hub-journal.h"
#include "vigie-id.h"
#include "vigie-wire-join.h"

#define NONCE_USEC (60 * VIGIE_SECOND_USEC)
#define NONCES_MAX 1000
#define ADDRESSES_MAX 10000

/* Failures ------------------------------------------------------------------------------------- */

typedef struct
{
  gint64 since_usec;
  guint n;
} Failures;

gboolean
vigie_hub_may_join (VigieHub *hub, const char *address)
{
  gint64 now_usec = vigie_hub_now (hub);
  gboolean may = TRUE;
  Failures *failures;

  if (address == NULL || hub->limits.join_failures == 0)
    return TRUE;
  g_mutex_lock (&hub->lock);
  failures = g_hash_table_lookup (hub->failures, address);
  if (failures != NULL && now_usec - failures->since_usec >= VIGIE_MINUTE_USEC)
    g_hash_table_remove (hub->failures, address);
  else if (failures != NULL)
    may = failures->n < hub->limits.join_failures;
  g_mutex_unlock (&hub->lock);

  return may;
}

static void
count_failure (VigieHub *hub, const char *address)
{
  Failures *failures;

  if (address == NULL)
    return;
  g_mutex_lock (&hub->lock);
  failures = g_hash_table_lookup (hub->failures, address);
  if (failures == NULL)
    {
      if (g_hash_table_size (hub->failures) >= ADDRESSES_MAX)
        g_hash_table_remove_all (hub->failures);
      failures = g_new0 (Failures, 1);
      failures->since_usec = vigie_hub_now (hub);
      g_hash_table_insert (hub->failures, g_strdup (address), failures);
    }
  failures->n++;
  g_mutex_unlock (&hub->lock);
}

static void
refuse_join (VigieHub *hub, VigieHubRequest *request, const char *why)
{
  count_failure (hub, request->address);
  vigie_hub_count (hub, VIGIE_HUB_COUNT_REFUSED, 1);
  vigie_hub_journal ("join-refused", "address", request->address, "why", why, NULL);
  vigie_hub_reply_error (request, 403, "forbidden", "The invitation or the proof is not valid (any more).");
}

/* Nonces --------------------------------------------------------------------------------------- */

static gboolean
is_over (gpointer nonce, gpointer until_usec, gpointer now_usec)
{
  return *(gint64 *) until_usec <= *(gint64 *) now_usec;
}

/* By its own key and for the certificate it shows, so that whoever passes the nonce on is found out. */
static gboolean
sign_nonce (VigieHub *hub, VigieHubLog *reader, const guint8 *device, VigieWireJoinReply *reply, GError **error)
{
  g_autoptr(GError) own_error = NULL;
  g_autofree char *hex = vigie_hub_log_value_get (reader, VIGIE_HUB_VALUE_CERTIFICATE, &own_error);
  guint8 certificate[VIGIE_HASH_BYTES];
  gboolean has_certificate = hex != NULL && vigie_unhex (hex, certificate, sizeof certificate);
  g_autoptr(GBytes) message = vigie_wire_hub_proof (hub->keys.organisation, device, reply->nonce,
                                                    has_certificate ? certificate : NULL);

  if (own_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }
  memcpy (reply->hub, hub->keys.hub, VIGIE_KEY_BYTES);
  vigie_sign (message, hub->keys.hub_secret, reply->proof);

  return TRUE;
}

static void
keep_nonce (VigieHub *hub, const guint8 *nonce)
{
  gint64 now_usec = vigie_hub_now (hub), until_usec = now_usec + NONCE_USEC;

  g_mutex_lock (&hub->lock);
  g_hash_table_foreach_remove (hub->nonces, is_over, &now_usec);
  if (g_hash_table_size (hub->nonces) >= NONCES_MAX)
    g_hash_table_remove_all (hub->nonces);
  g_hash_table_insert (hub->nonces, vigie_hex (nonce, VIGIE_WIRE_NONCE_BYTES), g_memdup2 (&until_usec, sizeof until_usec));
  g_mutex_unlock (&hub->lock);
}

/* With what says that this hub belongs to the organisation: who asks may not have heard of it yet. */
static VigieHubStep
give_nonce (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request, const guint8 *device)
{
  VigieWireJoinReply reply = { .is_nonce = TRUE };
  g_autoptr(VigieHubView) view = vigie_hub_view (hub);
  const VigieMemberHub *own = vigie_membership_hub (vigie_hub_view_membership (view), hub->keys.hub);
  g_autoptr(GError) error = NULL;

  vigie_hub_random (hub, reply.nonce, sizeof reply.nonce);
  if (!sign_nonce (hub, reader, device, &reply, &error))
    return vigie_hub_reply_log_error (request, error);
  keep_nonce (hub, reply.nonce);
  if (own != NULL && own->revoked_usec == VIGIE_TIME_NONE)
    reply.enrolled = (VigieEvent *) own->event;
  vigie_hub_reply_take (request, 200, NULL, vigie_wire_join_reply_new (&reply));

  return VIGIE_HUB_DONE;
}

/* Once. */
static gboolean
take_nonce (VigieHub *hub, const guint8 *nonce)
{
  g_autofree char *hex = vigie_hex (nonce, VIGIE_WIRE_NONCE_BYTES);
  gint64 now_usec = vigie_hub_now (hub);
  gboolean valid;
  gint64 *until_usec;

  g_mutex_lock (&hub->lock);
  until_usec = g_hash_table_lookup (hub->nonces, hex);
  valid = until_usec != NULL && *until_usec > now_usec;
  g_hash_table_remove (hub->nonces, hex);
  g_mutex_unlock (&hub->lock);

  return valid;
}

/* In the transaction --------------------------------------------------------------------------- */

static gboolean
reply_token (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, const guint8 *device, GError **error)
{
  VigieWireJoinReply reply = { .name = (char *) vigie_hub_organisation_name (hub), .epoch = hub->epoch };
  guint8 secret[VIGIE_WIRE_TOKEN_BYTES], hash[VIGIE_HASH_BYTES];
  VigieHubToken token = { { 0 }, "device" };
  g_autofree char *hex = NULL;
  const VigieMember *member;
  VigieHubSeat seat;

  if (!vigie_hub_view_seat (hub->next, device, &seat))
    {
      refuse_join (hub, request, "not-a-member");
      return TRUE;
    }
  member = vigie_membership_member (vigie_hub_view_membership (hub->next), seat.member);
  vigie_hub_random (hub, secret, sizeof secret);
  vigie_hash (secret, sizeof secret, hash);
  memcpy (token.device, device, VIGIE_KEY_BYTES);
  memcpy (reply.organisation, hub->keys.organisation, VIGIE_KEY_BYTES);
  memcpy (reply.hub, hub->keys.hub, VIGIE_KEY_BYTES);
  hex = vigie_hex (secret, sizeof secret);
  reply.member = seat.member;
  reply.person = (char *) member->name;
  reply.role = seat.role;
  reply.token = hex;
  reply.now_usec = vigie_hub_now (hub);
  commit->tokens = TRUE;
  vigie_hub_reply_take (request, 200, NULL, vigie_wire_join_reply_new (&reply));
  vigie_wipe (secret, sizeof secret);
  vigie_wipe (hex, strlen (hex));
  vigie_hub_journal ("joined", "member", seat.member, "role", vigie_role_to_word (seat.role), "address", request->address, NULL);

  return vigie_hub_log_token_put (hub->log, hash, &token, reply.now_usec, error);
}

static gboolean
nonce_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  return reply_token (hub, request, commit, ((VigieWireJoin *) request->data)->device, error);
}

static char *
new_member_id (VigieHub *hub)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES];

  vigie_hub_random (hub, random, sizeof random);

  return vigie_id_new (vigie_hub_now (hub), random);
}

/* Whoever is a member with this device stays that member, with the role of the invitation. */
static gboolean
enrol (VigieHub *hub, VigieHubCommit *commit, const VigieWireJoin *join, const VigieHubInvitation *invitation, GError **error)
{
  const VigieMembership *membership = vigie_hub_view_membership (hub->next);
  const VigieMember *known = vigie_membership_member_of (membership, join->device);
  gboolean enrolled = known != NULL;
  g_autofree char *id = NULL;
  VigieRole role = VIGIE_ROLE_NONE;

  vigie_role_from_word (invitation->role, &role);
  if (known == NULL && invitation->member != NULL)
    known = vigie_membership_member (membership, invitation->member);
  id = known != NULL ? g_strdup (known->id) : new_member_id (hub);
  if ((known == NULL || !known->active || known->role != role)
      && !vigie_hub_record (hub, commit, FALSE, "member.set",
                            vigie_membership_body_member (id, known != NULL ? known->name : invitation->name, role, TRUE),
                            known != NULL ? known->event->id : NULL, error))
    return FALSE;

  return enrolled
         || vigie_hub_record (hub, commit, FALSE, "device.enrolled",
                              vigie_membership_body_device (join->device, id, join->name), NULL, error);
}

static const char *
why_not (VigieHub *hub, const VigieWireJoin *join, const VigieHubInvitation *invitation, gboolean found)
{
  const VigieMembership *membership = vigie_hub_view_membership (hub->next);

  if (!found)
    return "unknown-code";
  if (invitation->until_usec <= vigie_hub_now (hub))
    return "too-late";
  if (invitation->used && memcmp (invitation->device, join->device, VIGIE_KEY_BYTES) != 0)
    return "used";
  if (vigie_membership_revoked_usec (membership, join->device) != VIGIE_TIME_NONE)
    return "revoked";

  return vigie_membership_is_hub (membership, hub->keys.hub) ? NULL : "hub-not-enrolled";
}

static gboolean
code_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  const VigieWireJoin *join = request->data;
  g_auto(VigieHubInvitation) invitation = { 0 };
  guint8 hash[VIGIE_HASH_BYTES];
  gboolean found = FALSE;
  const char *why;

  vigie_hash (join->code, strlen (join->code), hash);
  if (!vigie_hub_log_invitation_find (hub->log, hash, &invitation, &found, error))
    return FALSE;
  why = why_not (hub, join, &invitation, found);
  if (why != NULL)
    {
      refuse_join (hub, request, why);
      return TRUE;
    }
  if (!invitation.used && (!enrol (hub, commit, join, &invitation, error)
                           || !vigie_hub_log_invitation_use (hub->log, hash, join->device, error)))
    return FALSE;

  return reply_token (hub, request, commit, join->device, error);
}

/* Before it ------------------------------------------------------------------------------------ */

static VigieHubStep
refused (VigieHub *hub, VigieHubRequest *request, const char *why)
{
  refuse_join (hub, request, why);

  return VIGIE_HUB_DONE;
}

VigieHubStep
vigie_hub_answer_join (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieWireJoin) join = request->body != NULL ? vigie_wire_join_read (request->body, &error) : NULL;
  g_autoptr(GBytes) signed_bytes = NULL;
  VigieHubSeat seat;

  if (join == NULL)
    {
      vigie_hub_reply_wire_error (request, error);
      return VIGIE_HUB_DONE;
    }
  if (join->kind != VIGIE_WIRE_JOIN_CODE && !vigie_hub_seat (hub, join->device, &seat))
    return refused (hub, request, "not-a-member");
  if (join->kind == VIGIE_WIRE_JOIN_ASK)
    return give_nonce (hub, reader, request, join->device);
  if (join->kind == VIGIE_WIRE_JOIN_NONCE && !take_nonce (hub, join->nonce))
    return refused (hub, request, "nonce");
  signed_bytes = join->kind == VIGIE_WIRE_JOIN_CODE ? vigie_wire_code_proof (hub->keys.organisation, join->code)
                                                    : vigie_wire_nonce_proof (hub->keys.organisation, hub->keys.hub, join->nonce);
  if (!vigie_signature_is_of (join->proof, signed_bytes, join->device))
    return refused (hub, request, "proof");

  request->work = join->kind == VIGIE_WIRE_JOIN_CODE ? code_work : nonce_work;
  request->data = g_steal_pointer (&join);
  request->free_data = (GDestroyNotify) vigie_wire_join_free;

  return VIGIE_HUB_WRITE;
}
