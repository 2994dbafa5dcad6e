/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n-lib.h>

#include "vigie-error.h"
#include "vigie-json-reader.h"
#include "vigie-json-writer.h"
#include "vigie-wire-envelope.h"

/* Shared by the decoders and encoders: members read with their type and bounds, one sentence when they are wrong. */

G_BEGIN_DECLS

/* The sentence for a member that is missing, of the wrong type or out of its range; always FALSE. */
gboolean vigie_wire_refuse (const char *name, GError **error);

/* Out-parameters keep their value when the answer is FALSE. Strings are owned. */
gboolean vigie_wire_need_string (const VigieJson *json, VigieJsonNode object, const char *name, gsize max_chars, char **out, GError **error);
gboolean vigie_wire_need_int (const VigieJson *json, VigieJsonNode object, const char *name, gint64 least, gint64 *out, GError **error);
gboolean vigie_wire_need_boolean (const VigieJson *json, VigieJsonNode object, const char *name, gboolean *out, GError **error);
gboolean vigie_wire_need_hex (const VigieJson *json, VigieJsonNode object, const char *name, guint8 *out, gsize length_bytes, GError **error);
gboolean vigie_wire_need_epoch (const VigieJson *json, VigieJsonNode object, char **out, GError **error);
/* An array of at most @max elements. */
gboolean vigie_wire_need_array (const VigieJson *json, VigieJsonNode object, const char *name, guint max, VigieJsonNode *out, GError **error);
/* Missing or null gives NULL. */
gboolean vigie_wire_maybe_string (const VigieJson *json, VigieJsonNode object, const char *name, gsize max_chars, char **out, GError **error);
/* An array of hashes, joined; missing or empty gives NULL. */
gboolean vigie_wire_maybe_hashes (const VigieJson *json, VigieJsonNode object, const char *name, guint max, GBytes **out, GError **error);
gboolean vigie_wire_has (const VigieJson *json, VigieJsonNode object, const char *name);

gboolean vigie_wire_is_epoch (const char *text);

/* A writer with its object begun; what it holds, sealed. */
VigieJsonWriter *vigie_wire_begin (void);
GBytes *vigie_wire_end (VigieJsonWriter *writer, guint count);
void vigie_wire_put_hex (VigieJsonWriter *writer, const char *name, const guint8 *bytes, gsize length_bytes);
/* Nothing for NULL. */
void vigie_wire_put_hashes (VigieJsonWriter *writer, const char *name, GBytes *hashes);

G_END_DECLS
