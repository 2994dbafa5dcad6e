/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping a content from a program that is not the app, here or through the socket. A lost answer does no
 * harm: the next try goes on with the piece that is missing. */

#include "vigie-store-writer-private.h"

#include "vigie-attachment.h"
#include "vigie-content-file.h"

typedef struct
{
  GBytes *content; /* borrowed */
  char *hash;
  gint64 size_bytes;
} Parcel;

static GBytes *
piece_of (const Parcel *parcel, guint index)
{
  return g_bytes_new_from_bytes (parcel->content, (gsize) index * VIGIE_PIECE_BYTES,
                                 vigie_piece_bytes (parcel->size_bytes, index));
}

static gboolean
keep_here (VigieStore *store, gpointer data, GError **error)
{
  Parcel *parcel = data;
  gboolean complete = FALSE;
  guint next = 0;

  if (!vigie_store_content_begin (store, parcel->hash, parcel->size_bytes, &complete, &next, error))
    return FALSE;
  for (; !complete && next < vigie_piece_count (parcel->size_bytes); next++)
    {
      g_autoptr(GBytes) piece = piece_of (parcel, next);

      if (!vigie_store_content_piece (store, parcel->hash, next, piece, error))
        return FALSE;
    }

  return vigie_store_content_finish (store, parcel->hash, error);
}

static gboolean
put_piece (GDBusConnection *connection, int timeout_ms, const Parcel *parcel, guint index, GError **error)
{
  g_autoptr(GBytes) piece = piece_of (parcel, index);
  GVariant *bytes = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, piece, TRUE);
  g_autoptr(GVariant) reply = vigie_store_writer_call (connection, "PutPiece",
                                                       g_variant_new ("(su@ay)", parcel->hash, index, bytes),
                                                       timeout_ms, error);

  return reply != NULL;
}

static gboolean
keep_there (GDBusConnection *connection, int timeout_ms, gpointer data, GError **error)
{
  Parcel *parcel = data;
  g_autoptr(GVariant) begun = vigie_store_writer_call (connection, "BeginContent",
                                                       g_variant_new ("(sx)", parcel->hash, parcel->size_bytes),
                                                       timeout_ms, error);
  g_autoptr(GVariant) finished = NULL;
  gboolean complete = FALSE;
  guint next = 0;

  if (begun == NULL)
    return FALSE;
  if (g_variant_is_of_type (begun, G_VARIANT_TYPE ("(bu)")))
    g_variant_get (begun, "(bu)", &complete, &next);
  for (; !complete && next < vigie_piece_count (parcel->size_bytes); next++)
    if (!put_piece (connection, timeout_ms, parcel, next, error))
      return FALSE;
  finished = vigie_store_writer_call (connection, "FinishContent", g_variant_new ("(s)", parcel->hash), timeout_ms, error);

  return finished != NULL;
}

/**
 * vigie_store_writer_keep_content:
 * @store_path: the store's file, made if missing
 * @playbook: names and numbering
 * @content: what is to be kept, within the limit
 * @timeout_ms: how long to try
 * @error: return location; BUSY when the time is up
 *
 * Returns: (transfer full) (nullable): the hash of @content, which is safe on the disk
 */
char *
vigie_store_writer_keep_content (const char *store_path, VigiePlaybook *playbook, GBytes *content, guint timeout_ms,
                                 GError **error)
{
  g_autofree char *hash = NULL;
  Parcel parcel = { .content = content };
  VigieStoreWork work = { keep_here, keep_there, &parcel };

  g_return_val_if_fail (store_path != NULL && content != NULL, NULL);

  hash = vigie_content_hash (content);
  parcel.hash = hash;
  parcel.size_bytes = (gint64) g_bytes_get_size (content);
  if (!vigie_store_writer_work (store_path, playbook, &work, timeout_ms, error))
    return NULL;

  return g_steal_pointer (&hash);
}
