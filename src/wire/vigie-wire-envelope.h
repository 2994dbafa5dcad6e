/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-json-reader.h"

/* What every request and every believed reply is: {"v":1,"count":N,"digest":"HEX64","data":{…}}. The digest is over the
 * bytes of the value of `data` as they stand, so a body that was cut, doubled or made by somebody in between is
 * noticed before anybody looks into it. */

G_BEGIN_DECLS

typedef struct
{
  VigieJson *json;     /* owned; keeps the bytes */
  VigieJsonNode data;  /* an object */
  guint count;
} VigieWireBody;

/* @data: one valid JSON object. Owned. */
GBytes *vigie_wire_seal (const char *data, guint count);
/* NULL + TOO_LARGE, INVALID, UNSUPPORTED (another version) or TAMPERED (the digest). Owned. */
VigieWireBody *vigie_wire_open (GBytes *body, gsize max_bytes, GError **error);
void vigie_wire_body_free (VigieWireBody *body);
/* FALSE + TAMPERED unless the envelope promised @count items. */
gboolean vigie_wire_check_count (const VigieWireBody *body, guint count, GError **error);

/* {"error":{"code":"WORD","message":"A sentence."}}: never acknowledges anything, hence without an envelope. Owned. */
GBytes *vigie_wire_error_new (const char *code, const char *message);
/* FALSE when @body is none; *code and *message are owned and bounded. */
gboolean vigie_wire_error_read (GBytes *body, char **code, char **message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireBody, vigie_wire_body_free)

G_END_DECLS
