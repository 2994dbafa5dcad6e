/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "vigie-pack-v1 SIZE\n" and the content as a zlib stream (RFC 1950), which has a check sum of its own; the envelope in
 * it has the digest. The room for the content is made once, of the size that was named and is within bounds, so that a
 * hostile pack costs no more than an honest one. */

#include "vigie-wire-pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#define MAGIC "vigie-pack-v1 "
#define MAGIC_BYTES (sizeof MAGIC - 1)
#define SIZE_MAX_DIGITS 8
#define HEAD_MAX_BYTES (MAGIC_BYTES + SIZE_MAX_DIGITS + 1)

static gboolean
set_tampered (GError **error)
{
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("This message did not arrive as it was sent."));
  return FALSE;
}

/**
 * vigie_wire_pack:
 * @body: a whole body
 *
 * Returns: (nullable) (transfer full): the same, packed; %NULL if it is to be sent as it is
 */
GBytes *
vigie_wire_pack (GBytes *body)
{
  gsize length_bytes;
  const guint8 *data = g_bytes_get_data (body, &length_bytes);
  uLongf room_bytes = compressBound (length_bytes);
  g_autofree guint8 *out = g_malloc (HEAD_MAX_BYTES + room_bytes);
  gsize head_bytes = (gsize) g_snprintf ((char *) out, HEAD_MAX_BYTES + 1, MAGIC "%" G_GSIZE_FORMAT "\n", length_bytes);

  if (head_bytes > HEAD_MAX_BYTES || compress2 (out + head_bytes, &room_bytes, data, length_bytes, Z_BEST_SPEED) != Z_OK)
    return NULL;
  if (head_bytes + room_bytes >= length_bytes || length_bytes / room_bytes >= VIGIE_WIRE_PACK_RATIO_MAX)
    return NULL;

  return g_bytes_new_take (g_realloc (g_steal_pointer (&out), head_bytes + room_bytes), head_bytes + room_bytes);
}

/* The size and the place behind the head; FALSE when the head is not as it has to be. */
static gboolean
read_head (const char *data, gsize length_bytes, gsize *size_bytes, gsize *head_bytes)
{
  gsize at = MAGIC_BYTES, size = 0;

  while (at < length_bytes && at < MAGIC_BYTES + SIZE_MAX_DIGITS && g_ascii_isdigit (data[at]))
    size = size * 10 + (gsize) (data[at++] - '0');
  if (at == MAGIC_BYTES || data[MAGIC_BYTES] == '0' || at == length_bytes || data[at] != '\n')
    return FALSE;
  *size_bytes = size;
  *head_bytes = at + 1;

  return TRUE;
}

static GBytes *
inflate_all (const guint8 *data, gsize length_bytes, gsize size_bytes, GError **error)
{
  g_autofree guint8 *out = g_malloc (size_bytes);
  uLongf out_bytes = size_bytes;
  uLong in_bytes = length_bytes;

  if (uncompress2 (out, &out_bytes, data, &in_bytes) != Z_OK || out_bytes != size_bytes || in_bytes != length_bytes)
    {
      set_tampered (error);
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&out), size_bytes);
}

/**
 * vigie_wire_unpack:
 * @body: a whole body
 * @max_bytes: the limit for its content
 * @error: return location
 *
 * Returns: (nullable) (transfer full): its content, or @body itself when it is no pack
 */
GBytes *
vigie_wire_unpack (GBytes *body, gsize max_bytes, GError **error)
{
  gsize length_bytes, size_bytes, head_bytes;
  const char *data = g_bytes_get_data (body, &length_bytes);

  if (length_bytes < MAGIC_BYTES || memcmp (data, MAGIC, MAGIC_BYTES) != 0)
    return g_bytes_ref (body);
  if (!read_head (data, length_bytes, &size_bytes, &head_bytes))
    {
      set_tampered (error);
      return NULL;
    }
  if (size_bytes > max_bytes || size_bytes / VIGIE_WIRE_PACK_RATIO_MAX > length_bytes - head_bytes)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("This message is larger than it may be."));
      return NULL;
    }

  return inflate_all ((const guint8 *) data + head_bytes, length_bytes - head_bytes, size_bytes, error);
}
