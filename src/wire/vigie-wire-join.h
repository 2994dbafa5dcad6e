/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-rights.h"
#include "vigie-wire-envelope.h"
#include "vigie-wire.h"

/* POST /v1/join, by invitation or as an enrolled device. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_WIRE_JOIN_CODE,          /* code, device, name, proof */
  VIGIE_WIRE_JOIN_ASK,           /* device alone: answered with a nonce */
  VIGIE_WIRE_JOIN_NONCE,         /* device, nonce, proof */
} VigieWireJoinKind;

typedef struct
{
  VigieWireJoinKind kind;
  guint8 device[VIGIE_KEY_BYTES];
  char *code;                    /* normalised; CODE */
  char *name;                    /* of the device; CODE */
  guint8 nonce[VIGIE_WIRE_NONCE_BYTES];
  guint8 proof[VIGIE_SIGNATURE_BYTES];
} VigieWireJoin;

typedef struct
{
  gboolean is_nonce;             /* only `nonce`, `hub`, `proof` and `enrolled` are set */
  guint8 nonce[VIGIE_WIRE_NONCE_BYTES];
  guint8 organisation[VIGIE_KEY_BYTES];
  guint8 hub[VIGIE_KEY_BYTES];
  char *name;                    /* of the organisation */
  char *epoch;
  char *member;                  /* UUID */
  char *person;                  /* name of the member */
  VigieRole role;
  char *token;                   /* hexadecimal */
  gint64 now_usec;
  guint8 proof[VIGIE_SIGNATURE_BYTES]; /* of a nonce: the hub's */
  VigieEvent *enrolled;          /* of a nonce: by which the hub belongs to the organisation; not verified; NULL: it does not */
} VigieWireJoinReply;

GBytes *vigie_wire_join_new (const VigieWireJoin *join);
VigieWireJoin *vigie_wire_join_read (GBytes *body, GError **error);
void vigie_wire_join_free (VigieWireJoin *join);
GBytes *vigie_wire_join_reply_new (const VigieWireJoinReply *reply);
VigieWireJoinReply *vigie_wire_join_reply_read (GBytes *body, GError **error);
void vigie_wire_join_reply_free (VigieWireJoinReply *reply); /* wipes the token */

/* What the device signs with vigie_sign(): domain, NUL, keys and nonce as their bytes, the code as its 26 signs. Owned. */
GBytes *vigie_wire_code_proof (const guint8 *organisation_key, const char *code);
GBytes *vigie_wire_nonce_proof (const guint8 *organisation_key, const guint8 *hub_key, const guint8 *nonce);
/* What the hub signs beside a nonce, so that nobody can pass it on as his own: @certificate is the one it shows (SHA-256
 * of its DER), NULL without TLS. Owned. */
GBytes *vigie_wire_hub_proof (const guint8 *organisation_key, const guint8 *device_key, const guint8 *nonce, const guint8 *certificate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireJoin, vigie_wire_join_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireJoinReply, vigie_wire_join_reply_free)

G_END_DECLS
