/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-types.h"

/* A file kept as evidence, as its event tells it. The content itself is the store's, by its hash. */

G_BEGIN_DECLS

#define VIGIE_ATTACHMENT_MAX_BYTES (25 * 1024 * 1024)
/* Content is kept, sent and written in pieces of this size; the last one is what is left. */
#define VIGIE_PIECE_BYTES (256 * 1024)
#define VIGIE_PIECES_MAX (VIGIE_ATTACHMENT_MAX_BYTES / VIGIE_PIECE_BYTES)

typedef struct
{
  char *name;
  gint64 size_bytes;
  char *hash; /* BLAKE2b-256, 64 lower-case hexadecimal digits */
  char *type; /* media type, NULL when nobody said */
} VigieAttachment;

/* NULL for an event of another kind, or one whose text is gone or unusable. Owned. */
VigieAttachment *vigie_attachment_of_event (const VigieEvent *event);
/* The same from the body of a draft. */
VigieAttachment *vigie_attachment_of_body (const char *body, gsize length_bytes);
/* Takes NULL too. */
void vigie_attachment_free (VigieAttachment *attachment);

/* How many pieces a content of @size_bytes has; 0 for an empty one. */
guint vigie_piece_count (gint64 size_bytes);
/* How long piece @index of a content of @size_bytes is; 0 behind its end. */
gsize vigie_piece_bytes (gint64 size_bytes, guint index);
/* "12 bytes", "640 KiB", "1,4 Mio". Owned. */
char *vigie_size_words (gint64 size_bytes, VigieLang lang);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieAttachment, vigie_attachment_free)

G_END_DECLS
