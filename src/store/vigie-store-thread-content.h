/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store-thread.h"

/* Files kept as evidence, from the main thread: see vigie-store-thread.h for what holds of it. A content is kept
 * and read in many short jobs of the store's thread, so that what is recorded meanwhile never waits long. */

G_BEGIN_DECLS

/* Called in the main context, after each piece. */
typedef void (*VigieProgressFunc) (gint64 done_bytes, gint64 all_bytes, gpointer user_data);

/* Keeps @content durably; finish → its hash, owned. @progress (nullable) is called while it goes on. Cancelled or failed: what
 * was begun is forgotten. */
void vigie_store_thread_keep_content_async (VigieStoreThread *self, GBytes *content, VigieProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *vigie_store_thread_keep_content_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);

/* At most @max_bytes from its beginning. The whole is checked against the hash (DAMAGED); a part cannot be. Owned. */
void vigie_store_thread_read_content_async (VigieStoreThread *self, const char *hash, gint64 max_bytes, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes *vigie_store_thread_read_content_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);
/* The whole content, for a worker thread that has to wait for it; the main context must be running. Never on the main thread. */
GBytes *vigie_store_thread_read_content_wait (VigieStoreThread *self, const char *hash, GCancellable *cancellable, GError **error);

G_END_DECLS
