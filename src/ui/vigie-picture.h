/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

/* A picture from outside, made small for the screen, off the main thread. */

G_BEGIN_DECLS

/* TRUE when the bytes begin like a picture of a kind that is shown here: PNG, JPEG, GIF, WebP. */
gboolean vigie_picture_looks_like (GBytes *bytes);
/* Decodes @bytes into at most @max_px in each direction, never larger than it is. finish: a texture, or NULL with one
 * sentence when it is damaged, cut off, or too large to be shown. @is_part: the texture shows the beginning of a
 * picture that was cut off. */
void vigie_picture_load_async (GBytes *bytes, int max_px, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GdkTexture *vigie_picture_load_finish (GAsyncResult *result, gboolean *is_part, GError **error);

G_END_DECLS
