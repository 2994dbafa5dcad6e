/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"

/* The one strict RFC 8259 reader: bounded, no recursion on input, UTF-8 checked, duplicate keys
 * refused, integers exact. It yields a flat array of nodes with byte spans into the caller's text.
 * A node is an index into that array; VIGIE_JSON_NONE means "not there". The root is node 0.
 * Not a byte is copied: the text must outlive the document. */

G_BEGIN_DECLS

typedef guint32 VigieJsonNode;
#define VIGIE_JSON_NONE G_MAXUINT32

typedef enum
{
  VIGIE_JSON_NULL,
  VIGIE_JSON_BOOLEAN,
  VIGIE_JSON_NUMBER,
  VIGIE_JSON_STRING,
  VIGIE_JSON_ARRAY,
  VIGIE_JSON_OBJECT,
} VigieJsonType;

/* Parses @text (not NUL-terminated, @length_bytes). Over @max_bytes: TOO_LARGE; anything else
 * wrong: INVALID with line and column. */
VigieJson *vigie_json_parse (const char *text, gsize length_bytes, gsize max_bytes, GError **error);
VigieJson *vigie_json_parse_bytes (GBytes *bytes, gsize max_bytes, GError **error); /* keeps a reference */
void vigie_json_free (VigieJson *json);

VigieJsonType vigie_json_type (const VigieJson *json, VigieJsonNode node);
guint vigie_json_size (const VigieJson *json, VigieJsonNode node); /* members or elements */
/* Children in order: first child, then next sibling; object children are values, see _key(). */
VigieJsonNode vigie_json_first (const VigieJson *json, VigieJsonNode node);
VigieJsonNode vigie_json_next (const VigieJson *json, VigieJsonNode node);
char *vigie_json_key (const VigieJson *json, VigieJsonNode node);            /* member name, decoded, owned */
gboolean vigie_json_key_equal (const VigieJson *json, VigieJsonNode node, const char *name);
VigieJsonNode vigie_json_member (const VigieJson *json, VigieJsonNode object, const char *name);
VigieJsonNode vigie_json_element (const VigieJson *json, VigieJsonNode array, guint index);
/* The value's bytes as they stand (quotes included). */
const char *vigie_json_span (const VigieJson *json, VigieJsonNode node, gsize *length_bytes);
/* Decoded; NULL if @node is no string. A string with U+0000 is refused at parse time. Owned. */
char *vigie_json_string (const VigieJson *json, VigieJsonNode node);
gboolean vigie_json_int (const VigieJson *json, VigieJsonNode node, gint64 *out); /* exact, no fraction */
gboolean vigie_json_double (const VigieJson *json, VigieJsonNode node, double *out);
gboolean vigie_json_boolean (const VigieJson *json, VigieJsonNode node, gboolean *out);
/* "/clocks/3/title/fr" (RFC 6901), owned; and the place in the text, from 1. */
char *vigie_json_pointer (const VigieJson *json, VigieJsonNode node);
void vigie_json_place (const VigieJson *json, VigieJsonNode node, guint *line, guint *column);

/* Short-cuts on members of an object: NULL or @fallback when absent or of another type. */
char *vigie_json_member_string (const VigieJson *json, VigieJsonNode object, const char *name);
gint64 vigie_json_member_int (const VigieJson *json, VigieJsonNode object, const char *name, gint64 fallback);
gboolean vigie_json_member_boolean (const VigieJson *json, VigieJsonNode object, const char *name, gboolean fallback);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieJson, vigie_json_free)

G_END_DECLS
