/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the bytes are, they are an envelope or they are refused; what is opened has the digest it names. */

#include "vigie-fuzz.h"

#include <string.h>

#include "vigie-json-reader.h"
#include "vigie-wire-envelope.h"
#include "vigie-wire.h"

static void
check_opened (const VigieWireBody *opened)
{
  gsize length;
  const char *span = vigie_json_span (opened->json, opened->data, &length);
  guint8 digest[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;
  g_autofree char *said = vigie_json_member_string (opened->json, 0, "digest");

  vigie_hash (span, length, digest);
  hex = vigie_hex (digest, sizeof digest);
  g_assert_cmpstr (hex, ==, said);
  g_assert_cmpint (vigie_json_type (opened->json, opened->data), ==, VIGIE_JSON_OBJECT);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length_bytes)
{
  g_autoptr(GBytes) body = g_bytes_new_static (data, length_bytes);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieWireBody) opened = vigie_wire_open (body, VIGIE_WIRE_REPLY_MAX_BYTES, &error);
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  g_assert_true ((opened == NULL) == (error != NULL));
  if (opened != NULL)
    check_opened (opened);
  if (vigie_wire_error_read (body, &code, &message))
    g_assert_true (g_utf8_validate (message, -1, NULL) && strlen (code) <= 4 * 32);
  return 0;
}
