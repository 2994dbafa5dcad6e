/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store-sync.h"
#include "vigie-store-thread.h"

/* What the desktop asks its store about the hub. Each runs on the store's thread; main context only, nothing blocks. */

G_BEGIN_DECLS

/* finish → the hub of the store, owned; NULL without error: it has joined none. */
void vigie_sync_desk_look_async (VigieStoreThread *thread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
VigieStoreHub *vigie_sync_desk_look_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error);

/* Leaves the hub; nothing of the record goes. The token is left to vigie_sync_token_drop_async(). */
void vigie_sync_desk_leave_async (VigieStoreThread *thread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_sync_desk_leave_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error);

/* Which streams go to a hub, and which are held back; others stay as they are. Either may be NULL. To be settled before a
 * hub is joined: what was sent stays there. */
void vigie_sync_desk_share_async (VigieStoreThread *thread, const char *const *shared, const char *const *held_back, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_sync_desk_share_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error);

G_END_DECLS
