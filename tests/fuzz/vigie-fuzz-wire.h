/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "vigie-json-reader.h"
#include "vigie-wire-envelope.h"

/* A fuzzer cannot guess digests: the bytes are taken for the value of `data` and sealed here, with a right count. */

G_BEGIN_DECLS

/* NULL when the bytes cannot stand in an envelope at all; owned. */
static inline GBytes *
vigie_fuzz_seal (const guint8 *data, gsize length_bytes, const char *list)
{
  g_autofree char *text = g_strndup ((const char *) data, length_bytes);
  g_autoptr(VigieJson) json = vigie_json_parse (text, strlen (text), 1 << 20, NULL);

  if (json == NULL || vigie_json_type (json, 0) != VIGIE_JSON_OBJECT)
    return NULL;
  return vigie_wire_seal (text, vigie_json_size (json, vigie_json_member (json, 0, list)));
}

G_END_DECLS
