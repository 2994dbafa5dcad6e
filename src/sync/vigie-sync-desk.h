/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-join-link.h"
#include "vigie-store-thread.h"
#include "vigie-sync-session.h"

/* The exchange of the desktop: a session whose steps with the store run on the store's thread. What the hub brings is
 * told by the store's own "changed", as whatever is recorded here; what is recorded here is sent at once.
 * Main context only; nothing blocks. */

G_BEGIN_DECLS

/* Owned; it keeps @thread, which has to be open, and stops when it is disposed of. Not started yet. */
VigieSyncSession *vigie_sync_desk_new (VigieStoreThread *thread);

/* Joins the hub of a link (without a code: another one of the organisation; NULL: the hub of this store anew, for a token
 * that was lost) and goes on there. finish → the hub, owned; *token is for vigie_sync_session_set_token(), which
 * has been called, and for wherever secrets are kept. Errors as of vigie_sync_join_finish(), or of the store. */
void vigie_sync_desk_join_async (VigieSyncSession *session, VigieStoreThread *thread, const VigieJoinLink *link, const char *device_name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
VigieStoreHub *vigie_sync_desk_join_finish (VigieSyncSession *session, GAsyncResult *result, char **token, GError **error);

G_END_DECLS
