/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store-sync.h"
#include "vigie-store-thread.h"

/* What the desktop asks its store about the hub. Each runs on the store's thread; main context only, nothing blocks. */

G_BEGIN_DECLS

/* finish → the hub of the store, owned; NULL without error: it has joined none. *token (owned, secret): the one beside the
 * store, NULL without one. */
void vigie_sync_desk_look_async (VigieStoreThread *thread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
VigieStoreHub *vigie_sync_desk_look_finish (VigieStoreThread *thread, GAsyncResult *result, char **token, GError **error);

/* Leaves the hub and forgets the token beside the store; nothing of the record goes. */
void vigie_sync_desk_leave_async (VigieStoreThread *thread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_sync_desk_leave_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error);

/* Keeps @token beside the store, readable by this user alone. */
void vigie_sync_desk_keep_token_async (VigieStoreThread *thread, const char *token, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_sync_desk_keep_token_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error);

/* Which streams go to a hub, and which are held back; others stay as they are. Either may be NULL. To be settled before a
 * hub is joined: what was sent stays there. */
void vigie_sync_desk_share_async (VigieStoreThread *thread, const char *const *shared, const char *const *held_back, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_sync_desk_share_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error);

G_END_DECLS
