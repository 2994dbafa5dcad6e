/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"

/* Writes compact JSON (or indented, for people) with the members in the order they are given. */

G_BEGIN_DECLS

VigieJsonWriter *vigie_json_writer_new (gboolean indented);
void vigie_json_writer_free (VigieJsonWriter *writer);
void vigie_json_writer_begin_object (VigieJsonWriter *writer);
void vigie_json_writer_end_object (VigieJsonWriter *writer);
void vigie_json_writer_begin_array (VigieJsonWriter *writer);
void vigie_json_writer_end_array (VigieJsonWriter *writer);
void vigie_json_writer_key (VigieJsonWriter *writer, const char *name);
void vigie_json_writer_string (VigieJsonWriter *writer, const char *value); /* NULL writes null; must be UTF-8 */
void vigie_json_writer_int (VigieJsonWriter *writer, gint64 value);
void vigie_json_writer_double (VigieJsonWriter *writer, double value);      /* finite only */
void vigie_json_writer_boolean (VigieJsonWriter *writer, gboolean value);
void vigie_json_writer_null (VigieJsonWriter *writer);
void vigie_json_writer_raw (VigieJsonWriter *writer, const char *json);     /* already valid JSON */
/* key + value in one call; a NULL string or VIGIE_TIME_NONE writes null */
void vigie_json_writer_member_string (VigieJsonWriter *writer, const char *name, const char *value);
void vigie_json_writer_member_hex (VigieJsonWriter *writer, const char *name, const guint8 *bytes, gsize length_bytes); /* no secrets */
void vigie_json_writer_member_int (VigieJsonWriter *writer, const char *name, gint64 value);
void vigie_json_writer_member_boolean (VigieJsonWriter *writer, const char *name, gboolean value);
void vigie_json_writer_member_time (VigieJsonWriter *writer, const char *name, gint64 time_usec); /* RFC 3339 UTC */
gsize vigie_json_n_escapes (const char *text, gsize length_bytes); /* quotes and backslashes */
/* The text so far; owned by the caller, the writer is empty afterwards. */
char *vigie_json_writer_steal (VigieJsonWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieJsonWriter, vigie_json_writer_free)

G_END_DECLS
