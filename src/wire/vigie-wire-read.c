/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and writing members: what all messages have in common. */

#include "vigie-wire-private.h"

#include <string.h>

#include "vigie-bytes-private.h"
#include "vigie-wire.h"

gboolean
vigie_wire_refuse (const char *name, GError **error)
{
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
               _("“%s” is missing from this message, or is not as it has to be."), name);
  return FALSE;
}

gboolean
vigie_wire_has (const VigieJson *json, VigieJsonNode object, const char *name)
{
  VigieJsonNode node = vigie_json_member (json, object, name);

  return node != VIGIE_JSON_NONE && vigie_json_type (json, node) != VIGIE_JSON_NULL;
}

gboolean
vigie_wire_need_string (const VigieJson *json, VigieJsonNode object, const char *name, gsize max_chars, char **out, GError **error)
{
  g_autofree char *text = vigie_json_member_string (json, object, name);

  /* No text has more signs than bytes, so nearly none has to be counted. */
  if (text == NULL || (strlen (text) > max_chars && g_utf8_strlen (text, -1) > (glong) max_chars))
    return vigie_wire_refuse (name, error);

  *out = g_steal_pointer (&text);
  return TRUE;
}

gboolean
vigie_wire_maybe_string (const VigieJson *json, VigieJsonNode object, const char *name, gsize max_chars, char **out, GError **error)
{
  if (vigie_wire_has (json, object, name))
    return vigie_wire_need_string (json, object, name, max_chars, out, error);

  *out = NULL;
  return TRUE;
}

gboolean
vigie_wire_need_int (const VigieJson *json, VigieJsonNode object, const char *name, gint64 least, gint64 *out, GError **error)
{
  gint64 number;

  if (!vigie_json_int (json, vigie_json_member (json, object, name), &number) || number < least)
    return vigie_wire_refuse (name, error);

  *out = number;
  return TRUE;
}

gboolean
vigie_wire_need_boolean (const VigieJson *json, VigieJsonNode object, const char *name, gboolean *out, GError **error)
{
  return vigie_json_boolean (json, vigie_json_member (json, object, name), out) || vigie_wire_refuse (name, error);
}

gboolean
vigie_wire_need_hex (const VigieJson *json, VigieJsonNode object, const char *name, guint8 *out, gsize length_bytes, GError **error)
{
  VigieJsonNode node = vigie_json_member (json, object, name);
  g_autofree guint8 *bytes = g_malloc (length_bytes);
  gsize length;
  const char *span = vigie_json_span (json, node, &length);
  gboolean found = FALSE;

  if (vigie_json_type (json, node) == VIGIE_JSON_STRING)
    {
      /* Digits hardly ever stand as escapes. */
      g_autofree char *text = memchr (span, '\\', length) != NULL ? vigie_json_string (json, node) : NULL;

      found = text != NULL ? vigie_unhex (text, bytes, length_bytes) : vigie_unhex_span (span + 1, length - 2, bytes, length_bytes);
    }
  if (!found)
    return vigie_wire_refuse (name, error);

  memcpy (out, bytes, length_bytes);
  return TRUE;
}

gboolean
vigie_wire_is_epoch (const char *text)
{
  guint8 bytes[VIGIE_WIRE_EPOCH_DIGITS / 2];

  return vigie_unhex (text, bytes, sizeof bytes);
}

gboolean
vigie_wire_need_epoch (const VigieJson *json, VigieJsonNode object, char **out, GError **error)
{
  g_autofree char *text = vigie_json_member_string (json, object, "epoch");

  if (!vigie_wire_is_epoch (text))
    return vigie_wire_refuse ("epoch", error);

  *out = g_steal_pointer (&text);
  return TRUE;
}

gboolean
vigie_wire_need_array (const VigieJson *json, VigieJsonNode object, const char *name, guint max, VigieJsonNode *out, GError **error)
{
  VigieJsonNode node = vigie_json_member (json, object, name);

  if (node == VIGIE_JSON_NONE || vigie_json_type (json, node) != VIGIE_JSON_ARRAY || vigie_json_size (json, node) > max)
    return vigie_wire_refuse (name, error);

  *out = node;
  return TRUE;
}

static gboolean
add_hash (const VigieJson *json, VigieJsonNode node, GByteArray *hashes)
{
  g_autofree char *text = vigie_json_string (json, node);
  guint8 hash[VIGIE_HASH_BYTES];

  if (text == NULL || !vigie_unhex (text, hash, sizeof hash))
    return FALSE;
  g_byte_array_append (hashes, hash, sizeof hash);

  return TRUE;
}

gboolean
vigie_wire_maybe_hashes (const VigieJson *json, VigieJsonNode object, const char *name, guint max, GBytes **out, GError **error)
{
  g_autoptr(GByteArray) hashes = g_byte_array_new ();
  VigieJsonNode list;

  *out = NULL;
  if (!vigie_wire_has (json, object, name))
    return TRUE;
  if (!vigie_wire_need_array (json, object, name, max, &list, error))
    return FALSE;
  for (VigieJsonNode n = vigie_json_first (json, list); n != VIGIE_JSON_NONE; n = vigie_json_next (json, n))
    {
      if (!add_hash (json, n, hashes))
        return vigie_wire_refuse (name, error);
    }
  if (hashes->len > 0)
    *out = g_byte_array_free_to_bytes (g_steal_pointer (&hashes));

  return TRUE;
}

VigieJsonWriter *
vigie_wire_begin (void)
{
  VigieJsonWriter *writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  return writer;
}

GBytes *
vigie_wire_end (VigieJsonWriter *writer, guint count)
{
  g_autofree char *data = NULL;

  vigie_json_writer_end_object (writer);
  data = vigie_json_writer_steal (writer);
  vigie_json_writer_free (writer);
  return vigie_wire_seal (data, count);
}

void
vigie_wire_put_hex (VigieJsonWriter *writer, const char *name, const guint8 *bytes, gsize length_bytes)
{
  vigie_json_writer_member_hex (writer, name, bytes, length_bytes);
}

void
vigie_wire_put_hashes (VigieJsonWriter *writer, const char *name, GBytes *hashes)
{
  gsize length_bytes = 0;
  const guint8 *data = hashes != NULL ? g_bytes_get_data (hashes, &length_bytes) : NULL;

  if (length_bytes == 0)
    return;
  vigie_json_writer_key (writer, name);
  vigie_json_writer_begin_array (writer);
  for (gsize i = 0; i + VIGIE_HASH_BYTES <= length_bytes; i += VIGIE_HASH_BYTES)
    {
      g_autofree char *hex = vigie_hex (data + i, VIGIE_HASH_BYTES);

      vigie_json_writer_string (writer, hex);
    }
  vigie_json_writer_end_array (writer);
}
