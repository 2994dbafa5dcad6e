/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-attachment.h"

#include <string.h>

#include "vigie-json.h"

static VigieAttachment *
read_body (const VigieJson *body)
{
  g_autoptr(VigieAttachment) attachment = g_new0 (VigieAttachment, 1);
  guint8 raw[VIGIE_HASH_BYTES];

  attachment->name = vigie_json_member_string (body, 0, "name");
  attachment->hash = vigie_json_member_string (body, 0, "hash");
  attachment->type = vigie_json_member_string (body, 0, "type");
  attachment->size_bytes = vigie_json_member_int (body, 0, "size", -1);
  if (attachment->name == NULL || attachment->size_bytes < 0 || !vigie_unhex (attachment->hash, raw, sizeof raw))
    return NULL;

  return g_steal_pointer (&attachment);
}

VigieAttachment *
vigie_attachment_of_event (const VigieEvent *event)
{
  g_autoptr(VigieJson) body = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  if (event->redacted || strcmp (event->kind, "attachment.added") != 0)
    return NULL;
  body = vigie_event_body (event);

  return body != NULL ? read_body (body) : NULL;
}

VigieAttachment *
vigie_attachment_of_body (const char *body, gsize length_bytes)
{
  g_autoptr(VigieJson) json = vigie_json_parse (body, length_bytes, VIGIE_EVENT_MAX_BYTES, NULL);

  return json != NULL && vigie_json_type (json, 0) == VIGIE_JSON_OBJECT ? read_body (json) : NULL;
}

void
vigie_attachment_free (VigieAttachment *attachment)
{
  if (attachment == NULL)
    return;
  g_free (attachment->name);
  g_free (attachment->hash);
  g_free (attachment->type);
  g_free (attachment);
}

guint
vigie_piece_count (gint64 size_bytes)
{
  return (guint) ((size_bytes + VIGIE_PIECE_BYTES - 1) / VIGIE_PIECE_BYTES);
}

gsize
vigie_piece_bytes (gint64 size_bytes, guint index)
{
  gint64 left_bytes = size_bytes - (gint64) index * VIGIE_PIECE_BYTES;

  return (gsize) CLAMP (left_bytes, 0, VIGIE_PIECE_BYTES);
}

/* One figure after the point below ten, none above: "1.4 MiB", "24 MiB". */
static char *
scaled (gint64 size_bytes, gint64 unit_bytes, const char *unit, VigieLang lang)
{
  gint64 tenths = (size_bytes * 10 + unit_bytes / 2) / unit_bytes;

  if (tenths >= 100)
    return g_strdup_printf ("%d\u00a0%s", (int) ((tenths + 5) / 10), unit);

  return g_strdup_printf ("%d%s%d\u00a0%s", (int) (tenths / 10), lang == VIGIE_LANG_FR ? "," : ".", (int) (tenths % 10),
                          unit);
}

char *
vigie_size_words (gint64 size_bytes, VigieLang lang)
{
  const gint64 kib = 1024, mib = 1024 * 1024;
  gboolean french = lang == VIGIE_LANG_FR;

  if (size_bytes < kib)
    return g_strdup_printf (french ? (size_bytes < 2 ? "%d\u00a0octet" : "%d\u00a0octets")
                                   : (size_bytes == 1 ? "%d\u00a0byte" : "%d\u00a0bytes"),
                            (int) MAX (size_bytes, 0));
  /* What would round to "1024 KiB" is a MiB. */
  if (size_bytes < mib - kib / 2)
    return scaled (size_bytes, kib, french ? "Kio" : "KiB", lang);
  if (size_bytes > G_MAXINT32 * kib)
    return scaled (G_MAXINT32 * kib, mib, french ? "Mio" : "MiB", lang);

  return scaled (size_bytes, mib, french ? "Mio" : "MiB", lang);
}
