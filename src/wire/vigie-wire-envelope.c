/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The envelope and the error body. */

#include "vigie-wire-envelope.h"

#include <string.h>

#include "vigie-wire-private.h"
#include "vigie-wire.h"

#define ERROR_MAX_BYTES 16384
#define CODE_MAX_CHARS 32
#define MESSAGE_MAX_CHARS 1000

/**
 * vigie_wire_seal:
 * @data: one JSON object without white space around it
 * @count: items in the list that the message is about; 0 without one
 *
 * Returns: (transfer full): the whole body
 */
GBytes *
vigie_wire_seal (const char *data, guint count)
{
  guint8 digest[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;
  GString *out = g_string_sized_new (strlen (data) + 128);

  vigie_hash (data, strlen (data), digest);
  hex = vigie_hex (digest, sizeof digest);
  g_string_append_printf (out, "{\"v\":%d,\"count\":%u,\"digest\":\"%s\",\"data\":", VIGIE_WIRE_VERSION, count, hex);
  g_string_append (out, data);
  g_string_append_c (out, '}');

  return g_string_free_to_bytes (out);
}

static gboolean
check_version (const VigieJson *json, GError **error)
{
  gint64 version;

  if (!vigie_wire_need_int (json, 0, "v", 1, &version, error))
    return FALSE;
  if (version != VIGIE_WIRE_VERSION)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_UNSUPPORTED, _("This message was made by a newer version of Vigie."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_digest (const VigieJson *json, VigieJsonNode data, GError **error)
{
  guint8 digest[VIGIE_HASH_BYTES], said[VIGIE_HASH_BYTES];
  gsize length_bytes;
  const char *span = vigie_json_span (json, data, &length_bytes);

  if (!vigie_wire_need_hex (json, 0, "digest", said, sizeof said, error))
    return FALSE;
  vigie_hash (span, length_bytes, digest);
  if (memcmp (digest, said, sizeof digest) != 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("This message did not arrive as it was sent."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_envelope (VigieWireBody *body, GError **error)
{
  gint64 count;

  if (vigie_json_type (body->json, 0) != VIGIE_JSON_OBJECT)
    return vigie_wire_refuse ("v", error);
  if (!check_version (body->json, error) || !vigie_wire_need_int (body->json, 0, "count", 0, &count, error))
    return FALSE;
  if (count > VIGIE_WIRE_REQUEST_MAX_BYTES)
    return vigie_wire_refuse ("count", error);
  body->data = vigie_json_member (body->json, 0, "data");
  if (body->data == VIGIE_JSON_NONE || vigie_json_type (body->json, body->data) != VIGIE_JSON_OBJECT)
    return vigie_wire_refuse ("data", error);

  body->count = (guint) count;
  return check_digest (body->json, body->data, error);
}

/**
 * vigie_wire_open:
 * @body: a whole body; a reference is kept
 * @max_bytes: the limit for this message
 * @error: return location
 *
 * Reads an envelope. Nothing of a body for which this fails may be believed, whatever the status code says.
 *
 * Returns: (nullable) (transfer full): the opened body
 */
VigieWireBody *
vigie_wire_open (GBytes *body, gsize max_bytes, GError **error)
{
  g_autoptr(VigieWireBody) opened = NULL;
  VigieJson *json;

  g_return_val_if_fail (body != NULL, NULL);

  json = vigie_json_parse_bytes (body, max_bytes, error);
  if (json == NULL)
    return NULL;
  opened = g_new0 (VigieWireBody, 1);
  opened->json = json;
  if (!read_envelope (opened, error))
    return NULL;

  return g_steal_pointer (&opened);
}

/**
 * vigie_wire_body_free:
 * @body: (nullable) (transfer full): an opened body
 */
void
vigie_wire_body_free (VigieWireBody *body)
{
  if (body == NULL)
    return;
  vigie_json_free (body->json);
  g_free (body);
}

/**
 * vigie_wire_check_count:
 * @body: an opened body
 * @count: how many items were found in it
 * @error: return location
 *
 * Returns: %TRUE if the envelope says so too; else %FALSE with %VIGIE_ERROR_TAMPERED
 */
gboolean
vigie_wire_check_count (const VigieWireBody *body, guint count, GError **error)
{
  if (body->count == count)
    return TRUE;

  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("This message did not arrive as it was sent."));
  return FALSE;
}

/**
 * vigie_wire_error_new:
 * @code: one of the words of docs/protocol.md
 * @message: one sentence for people
 *
 * Returns: (transfer full): the body of a refusal
 */
GBytes *
vigie_wire_error_new (const char *code, const char *message)
{
  VigieJsonWriter *writer = vigie_wire_begin ();
  char *text;

  vigie_json_writer_key (writer, "error");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "code", code);
  vigie_json_writer_member_string (writer, "message", message);
  vigie_json_writer_end_object (writer);
  vigie_json_writer_end_object (writer);
  text = vigie_json_writer_steal (writer);
  vigie_json_writer_free (writer);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * vigie_wire_error_read:
 * @body: body of a reply with a status of 400 or more
 * @code: (out) (transfer full): its word
 * @message: (out) (transfer full): its sentence, as the other end wrote it: text, to be shown as such
 *
 * Returns: %TRUE if @body is a refusal; otherwise nothing is set
 */
gboolean
vigie_wire_error_read (GBytes *body, char **code, char **message)
{
  g_autoptr(VigieJson) json = vigie_json_parse_bytes (body, ERROR_MAX_BYTES, NULL);
  VigieJsonNode error;
  g_autofree char *word = NULL;

  if (json == NULL)
    return FALSE;
  error = vigie_json_member (json, 0, "error");
  if (!vigie_wire_need_string (json, error, "code", CODE_MAX_CHARS, &word, NULL)
      || !vigie_wire_need_string (json, error, "message", MESSAGE_MAX_CHARS, message, NULL))
    return FALSE;

  *code = g_steal_pointer (&word);
  return TRUE;
}
