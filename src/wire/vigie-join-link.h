/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wire.h"

/* vigie://join?v=1&hub=HOST:PORT&org=HEX64&cert=HEX64&code=CODE: all a seat needs to join. With “for=members” in
 * place of the code it is no invitation and no secret: it leads a computer that belongs to the organisation to another of its hubs. */

G_BEGIN_DECLS

#define VIGIE_JOIN_LINK_MAX_BYTES 2048
#define VIGIE_JOIN_LINK_MAX_HUBS 8
#define VIGIE_JOIN_CODE_SIGNS 26
#define VIGIE_JOIN_CODE_RANDOM_BYTES 16

typedef struct
{
  GStrv hubs;                             /* "HOST:PORT", at least one */
  guint8 organisation[VIGIE_KEY_BYTES];
  gboolean has_certificate;               /* missing: no TLS, on this computer alone */
  guint8 certificate[VIGIE_HASH_BYTES];   /* SHA-256 of its DER */
  char *code;                             /* 26 signs, upper case; NULL: for those who have joined before */
} VigieJoinLink;

VigieJoinLink *vigie_join_link_parse (const char *text, GError **error);
char *vigie_join_link_format (const VigieJoinLink *link); /* owned */
void vigie_join_link_free (VigieJoinLink *link);

/* "HOST:PORT", an address in brackets for IPv6. */
gboolean vigie_hub_address_is_valid (const char *address);
/* One that never leaves this computer. */
gboolean vigie_hub_address_is_loopback (const char *address);

/* A code from random bytes; and one that a person typed, as the hub knows it (O is 0, I and L are 1, hyphens and
 * spaces go); NULL when it is none. Owned. */
char *vigie_join_code_new (const guint8 *random);
char *vigie_join_code_normalise (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieJoinLink, vigie_join_link_free)

G_END_DECLS
