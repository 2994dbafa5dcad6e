/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Join links, codes and the messages of joining. What a link says after it was taken is what it says written anew. */

#include "vigie-fuzz.h"

#include <string.h>

#include "vigie-fuzz-wire.h"
#include "vigie-join-link.h"
#include "vigie-wire-join.h"
#include "vigie-wire-presence.h"

static void
try_link (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieJoinLink) link = vigie_join_link_parse (text, &error);
  g_autoptr(VigieJoinLink) again = NULL;
  g_autofree char *written = NULL;

  g_assert_true ((link == NULL) == (error != NULL));
  if (link == NULL)
    return;
  written = vigie_join_link_format (link);
  again = vigie_join_link_parse (written, NULL);
  g_assert_true (g_strv_equal ((const char *const *) link->hubs, (const char *const *) again->hubs));
  g_assert_cmpmem (link->organisation, VIGIE_KEY_BYTES, again->organisation, VIGIE_KEY_BYTES);
  g_assert_cmpstr (link->code, ==, again->code);
  for (gsize i = 0; link->hubs[i] != NULL; i++)
    g_assert_true (vigie_hub_address_is_valid (link->hubs[i])
                   && (link->has_certificate || vigie_hub_address_is_loopback (link->hubs[i])));
}

static void
try_messages (GBytes *body)
{
  g_autoptr(VigieWireJoin) join = vigie_wire_join_read (body, NULL);
  g_autoptr(VigieWireJoinReply) reply = vigie_wire_join_reply_read (body, NULL);
  g_autoptr(VigieWireHere) here = vigie_wire_here_read (body, NULL);

  g_assert_true (join == NULL || (join->code != NULL) == (join->kind == VIGIE_WIRE_JOIN_CODE));
  g_assert_true (reply == NULL || (reply->token != NULL) == !reply->is_nonce);
  g_assert_true (here == NULL || here->unsent >= 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length_bytes)
{
  g_autofree char *text = g_strndup ((const char *) data, length_bytes);
  g_autofree char *code = vigie_join_code_normalise (text);
  g_autoptr(GBytes) body = vigie_fuzz_seal (data, length_bytes, "");

  try_link (text);
  g_assert_true (code == NULL || strlen (code) == VIGIE_JOIN_CODE_SIGNS);
  if (body != NULL)
    try_messages (body);
  return 0;
}
