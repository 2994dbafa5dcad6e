/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joining. Who holds the secret key of the device is shown by a signature over what only this organisation, this hub
 * and this moment have in common; the domain in front keeps it from being taken for an event's. */

#include "vigie-wire-join.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-join-link.h"
#include "vigie-wire-private.h"

#define CODE_DOMAIN "vigie-join-v1"
#define NONCE_DOMAIN "vigie-nonce-v1"
#define HUB_DOMAIN "vigie-hub-v1"

/* The request ------------------------------------------------------------------------------------- */

/**
 * vigie_wire_join_new:
 * @join: who asks, and how
 *
 * Returns: (transfer full): the body of the request
 */
GBytes *
vigie_wire_join_new (const VigieWireJoin *join)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  if (join->kind == VIGIE_WIRE_JOIN_CODE)
    vigie_json_writer_member_string (writer, "code", join->code);
  vigie_wire_put_hex (writer, "device", join->device, VIGIE_KEY_BYTES);
  if (join->kind == VIGIE_WIRE_JOIN_CODE)
    vigie_json_writer_member_string (writer, "name", join->name);
  if (join->kind == VIGIE_WIRE_JOIN_NONCE)
    vigie_wire_put_hex (writer, "nonce", join->nonce, VIGIE_WIRE_NONCE_BYTES);
  if (join->kind != VIGIE_WIRE_JOIN_ASK)
    vigie_wire_put_hex (writer, "proof", join->proof, VIGIE_SIGNATURE_BYTES);

  return vigie_wire_end (writer, 0);
}

static gboolean
read_code (VigieWireJoin *join, const VigieWireBody *body, GError **error)
{
  g_autofree char *code = vigie_json_member_string (body->json, body->data, "code");

  join->kind = VIGIE_WIRE_JOIN_CODE;
  join->code = vigie_join_code_normalise (code);
  if (join->code == NULL)
    return vigie_wire_refuse ("code", error);

  return vigie_wire_need_string (body->json, body->data, "name", VIGIE_WIRE_NAME_MAX_CHARS, &join->name, error)
         && vigie_wire_need_hex (body->json, body->data, "proof", join->proof, VIGIE_SIGNATURE_BYTES, error);
}

static gboolean
read_join (VigieWireJoin *join, const VigieWireBody *body, GError **error)
{
  if (!vigie_wire_check_count (body, 0, error)
      || !vigie_wire_need_hex (body->json, body->data, "device", join->device, VIGIE_KEY_BYTES, error))
    return FALSE;
  if (vigie_wire_has (body->json, body->data, "code"))
    return read_code (join, body, error);
  if (!vigie_wire_has (body->json, body->data, "nonce"))
    {
      join->kind = VIGIE_WIRE_JOIN_ASK;
      return TRUE;
    }

  join->kind = VIGIE_WIRE_JOIN_NONCE;
  return vigie_wire_need_hex (body->json, body->data, "nonce", join->nonce, VIGIE_WIRE_NONCE_BYTES, error)
         && vigie_wire_need_hex (body->json, body->data, "proof", join->proof, VIGIE_SIGNATURE_BYTES, error);
}

/**
 * vigie_wire_join_read:
 * @body: body of the request
 * @error: return location
 *
 * Returns: (nullable) (transfer full): who asks, and how; the proof is not checked
 */
VigieWireJoin *
vigie_wire_join_read (GBytes *body, GError **error)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, VIGIE_WIRE_FRAME_MAX_BYTES, error);
  g_autoptr(VigieWireJoin) join = g_new0 (VigieWireJoin, 1);

  if (opened == NULL || !read_join (join, opened, error))
    return NULL;

  return g_steal_pointer (&join);
}

/**
 * vigie_wire_join_free:
 * @join: (nullable) (transfer full): a request
 */
void
vigie_wire_join_free (VigieWireJoin *join)
{
  if (join == NULL)
    return;
  g_free (join->code);
  g_free (join->name);
  g_free (join);
}

/* The reply --------------------------------------------------------------------------------------- */

static GBytes *
nonce_reply_new (const VigieWireJoinReply *reply)
{
  VigieJsonWriter *writer = vigie_wire_begin ();

  vigie_wire_put_hex (writer, "nonce", reply->nonce, VIGIE_WIRE_NONCE_BYTES);
  vigie_wire_put_hex (writer, "hub", reply->hub, VIGIE_KEY_BYTES);
  vigie_wire_put_hex (writer, "proof", reply->proof, VIGIE_SIGNATURE_BYTES);
  if (reply->enrolled != NULL)
    {
      vigie_json_writer_key (writer, "enrolled");
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "bytes", reply->enrolled->bytes);
      vigie_wire_put_hex (writer, "signature", reply->enrolled->signature, VIGIE_SIGNATURE_BYTES);
      vigie_json_writer_end_object (writer);
    }

  return vigie_wire_end (writer, 0);
}

/**
 * vigie_wire_join_reply_new:
 * @reply: a nonce, or who was admitted
 *
 * Returns: (transfer full): the body of the reply
 */
GBytes *
vigie_wire_join_reply_new (const VigieWireJoinReply *reply)
{
  VigieJsonWriter *writer;

  if (reply->is_nonce)
    return nonce_reply_new (reply);

  writer = vigie_wire_begin ();
  vigie_wire_put_hex (writer, "organisation", reply->organisation, VIGIE_KEY_BYTES);
  vigie_json_writer_member_string (writer, "name", reply->name);
  vigie_wire_put_hex (writer, "hub", reply->hub, VIGIE_KEY_BYTES);
  vigie_json_writer_member_string (writer, "epoch", reply->epoch);
  vigie_json_writer_member_string (writer, "member", reply->member);
  vigie_json_writer_member_string (writer, "person", reply->person);
  vigie_json_writer_member_string (writer, "role", vigie_role_to_word (reply->role));
  vigie_json_writer_member_string (writer, "token", reply->token);
  vigie_json_writer_member_int (writer, "now", reply->now_usec);

  return vigie_wire_end (writer, 0);
}

static gboolean
read_member (VigieWireJoinReply *reply, const VigieWireBody *body, GError **error)
{
  g_autofree char *role = vigie_json_member_string (body->json, body->data, "role");

  if (!vigie_wire_need_string (body->json, body->data, "member", VIGIE_ID_LENGTH, &reply->member, error)
      || !vigie_wire_need_string (body->json, body->data, "person", VIGIE_WIRE_NAME_MAX_CHARS, &reply->person, error))
    return FALSE;
  if (!vigie_id_is_valid (reply->member))
    return vigie_wire_refuse ("member", error);

  return vigie_role_from_word (role, &reply->role) || vigie_wire_refuse ("role", error);
}

static gboolean
read_token (VigieWireJoinReply *reply, const VigieWireBody *body, GError **error)
{
  guint8 bytes[VIGIE_WIRE_TOKEN_BYTES];

  reply->token = vigie_json_member_string (body->json, body->data, "token");
  return vigie_unhex (reply->token, bytes, sizeof bytes) || vigie_wire_refuse ("token", error);
}

static gboolean
read_enrolled (VigieWireJoinReply *reply, const VigieJson *json, VigieJsonNode object, GError **error)
{
  guint8 signature[VIGIE_SIGNATURE_BYTES];
  g_autofree char *bytes = NULL;

  if (!vigie_wire_need_string (json, object, "bytes", VIGIE_WIRE_FRAME_MAX_BYTES, &bytes, error)
      || !vigie_wire_need_hex (json, object, "signature", signature, sizeof signature, error))
    return FALSE;
  reply->enrolled = vigie_event_parse (bytes, strlen (bytes), signature, error);

  return reply->enrolled != NULL;
}

static gboolean
read_nonce (VigieWireJoinReply *reply, const VigieWireBody *body, GError **error)
{
  const VigieJson *json = body->json;
  VigieJsonNode data = body->data;

  reply->is_nonce = TRUE;
  return vigie_wire_need_hex (json, data, "nonce", reply->nonce, VIGIE_WIRE_NONCE_BYTES, error)
         && vigie_wire_need_hex (json, data, "hub", reply->hub, VIGIE_KEY_BYTES, error)
         && vigie_wire_need_hex (json, data, "proof", reply->proof, VIGIE_SIGNATURE_BYTES, error)
         && (!vigie_wire_has (json, data, "enrolled")
             || read_enrolled (reply, json, vigie_json_member (json, data, "enrolled"), error));
}

static gboolean
read_reply (VigieWireJoinReply *reply, const VigieWireBody *body, GError **error)
{
  const VigieJson *json = body->json;
  VigieJsonNode data = body->data;

  if (!vigie_wire_check_count (body, 0, error))
    return FALSE;
  if (vigie_wire_has (json, data, "nonce"))
    return read_nonce (reply, body, error);

  return vigie_wire_need_hex (json, data, "organisation", reply->organisation, VIGIE_KEY_BYTES, error)
         && vigie_wire_need_string (json, data, "name", VIGIE_WIRE_NAME_MAX_CHARS, &reply->name, error)
         && vigie_wire_need_hex (json, data, "hub", reply->hub, VIGIE_KEY_BYTES, error)
         && vigie_wire_need_epoch (json, data, &reply->epoch, error) && read_member (reply, body, error)
         && read_token (reply, body, error) && vigie_wire_need_int (json, data, "now", 0, &reply->now_usec, error);
}

/**
 * vigie_wire_join_reply_read:
 * @body: body of the reply
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the reply; whether it is the organisation one asked for is the caller's to check
 */
VigieWireJoinReply *
vigie_wire_join_reply_read (GBytes *body, GError **error)
{
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, VIGIE_WIRE_FRAME_MAX_BYTES, error);
  g_autoptr(VigieWireJoinReply) reply = g_new0 (VigieWireJoinReply, 1);

  if (opened == NULL || !read_reply (reply, opened, error))
    return NULL;

  return g_steal_pointer (&reply);
}

/**
 * vigie_wire_join_reply_free:
 * @reply: (nullable) (transfer full): a reply; its token is wiped from memory
 */
void
vigie_wire_join_reply_free (VigieWireJoinReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->name);
  g_free (reply->epoch);
  g_free (reply->member);
  g_free (reply->person);
  if (reply->token != NULL)
    vigie_wipe (reply->token, strlen (reply->token));
  g_free (reply->token);
  vigie_event_unref (reply->enrolled);
  g_free (reply);
}

/* Proofs ------------------------------------------------------------------------------------------ */

/**
 * vigie_wire_code_proof:
 * @organisation_key: (array fixed-size=32): the organisation in the link
 * @code: the normalised code
 *
 * Returns: (transfer full): what a device signs to use an invitation
 */
GBytes *
vigie_wire_code_proof (const guint8 *organisation_key, const char *code)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) CODE_DOMAIN, sizeof CODE_DOMAIN);
  g_byte_array_append (bytes, organisation_key, VIGIE_KEY_BYTES);
  g_byte_array_append (bytes, (const guint8 *) code, (guint) strlen (code));
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * vigie_wire_nonce_proof:
 * @organisation_key: (array fixed-size=32): the organisation
 * @hub_key: (array fixed-size=32): the hub that gave the nonce
 * @nonce: (array fixed-size=32): the nonce
 *
 * Returns: (transfer full): what an enrolled device signs to be admitted
 */
GBytes *
vigie_wire_nonce_proof (const guint8 *organisation_key, const guint8 *hub_key, const guint8 *nonce)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) NONCE_DOMAIN, sizeof NONCE_DOMAIN);
  g_byte_array_append (bytes, organisation_key, VIGIE_KEY_BYTES);
  g_byte_array_append (bytes, hub_key, VIGIE_KEY_BYTES);
  g_byte_array_append (bytes, nonce, VIGIE_WIRE_NONCE_BYTES);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * vigie_wire_hub_proof:
 * @organisation_key: (array fixed-size=32): the organisation
 * @device_key: (array fixed-size=32): who asked
 * @nonce: (array fixed-size=32): the nonce it is given
 * @certificate: (nullable) (array fixed-size=32): SHA-256 of the certificate that the hub shows; %NULL without TLS
 *
 * Returns: (transfer full): what a hub signs when it gives a nonce
 */
GBytes *
vigie_wire_hub_proof (const guint8 *organisation_key, const guint8 *device_key, const guint8 *nonce, const guint8 *certificate)
{
  static const guint8 none[VIGIE_HASH_BYTES] = { 0 };
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) HUB_DOMAIN, sizeof HUB_DOMAIN);
  g_byte_array_append (bytes, organisation_key, VIGIE_KEY_BYTES);
  g_byte_array_append (bytes, device_key, VIGIE_KEY_BYTES);
  g_byte_array_append (bytes, nonce, VIGIE_WIRE_NONCE_BYTES);
  g_byte_array_append (bytes, certificate != NULL ? certificate : none, VIGIE_HASH_BYTES);
  return g_byte_array_free_to_bytes (bytes);
}
