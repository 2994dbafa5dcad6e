/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the bytes are, they are an event in good form or they are refused; no forged signature
 * passes, and the bytes of what is taken are kept as they came. */

#include "vigie-fuzz.h"

#include "vigie-event.h"
#include "vigie-id.h"

#include <string.h>

static void
check_event (const VigieEvent *event, const guint8 *data, gsize length_bytes)
{
  g_autoptr (VigieJson) body = vigie_event_body (event);

  g_assert_cmpmem (event->bytes, event->length_bytes, data, length_bytes);
  g_assert_true (vigie_id_is_valid (event->id));
  g_assert_true (vigie_stream_is_valid (event->stream));
  g_assert_true (g_utf8_validate (event->author, -1, NULL));
  g_assert_cmpuint (strlen (event->kind), <=, VIGIE_KIND_MAX_CHARS);
  g_assert_cmpuint (event->dseq, >=, 1);
  g_assert_cmpint (event->occurred_usec, >=, 0);
  for (gsize i = 0; event->replaces[i] != NULL; i++)
    g_assert_true (vigie_id_is_valid (event->replaces[i]));
  g_assert_cmpint (vigie_json_type (body, 0), ==, VIGIE_JSON_OBJECT);
  g_assert_false (vigie_event_verify (event, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length_bytes)
{
  static const guint8 signature[VIGIE_SIGNATURE_BYTES] = { 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VigieEvent) event
    = vigie_event_parse ((const char *) data, length_bytes, signature, &error);

  g_assert_true ((event == NULL) == (error != NULL));
  if (event != NULL)
    check_event (event, data, length_bytes);
  return 0;
}
