/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-join-link.h"
#include "vigie-store-sync.h"

/* Joining a hub by a link, and the token that opens it from then on. With a code it is an invitation; without one the
 * device shows that it belongs to the organisation, and the hub shows that it does, before anything is signed for it. */

G_BEGIN_DECLS

typedef struct _VigieSyncJoin VigieSyncJoin;

/* Has vigie_sync_join_prove() called with the store, in the thread that owns it, and then vigie_sync_join_proved() in
 * the main context, at once or later. Asked for twice without a code. */
typedef void (*VigieSyncProveFunc) (VigieSyncJoin *join, gpointer user_data);

/* Tries the addresses of the link in turn. @prove may be called before this returns. */
void vigie_sync_join_async (const VigieJoinLink *link, const char *device_name, VigieSyncProveFunc prove, gpointer prove_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Signs what is to be shown to the hub. INVALID: only an invitation leads there; TAMPERED: that hub does not belong to the
 * organisation. */
gboolean vigie_sync_join_prove (VigieSyncJoin *join, VigieStore *store, GError **error);
void vigie_sync_join_proved (VigieSyncJoin *join, GError *error_taken); /* NULL: it went well. Goes on */
/* The hub for vigie_store_set_hub() (owned), the address that answered first; *token is owned and secret. VIGIE_ERROR:
 * INVALID the invitation is not good, NOT_FOUND nobody answers, TAMPERED it is not the hub of the link; or as prove(). */
VigieStoreHub *vigie_sync_join_finish (GAsyncResult *result, char **token, GError **error);

/* A link without a code to a hub that is known: for a new token there. Owned. */
VigieJoinLink *vigie_sync_join_link_to (const VigieStoreHub *hub);

G_END_DECLS
