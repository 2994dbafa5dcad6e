/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-join-link.h"
#include "vigie-store-sync.h"

/* Joining a hub by a link, and the token that opens it from then on. */

G_BEGIN_DECLS

/* @proof: the device's signature over vigie_wire_code_proof(). Tries the addresses of the link in turn. */
void vigie_sync_join_async (const VigieJoinLink *link, const guint8 *device, const char *device_name, const guint8 *proof, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* The hub for vigie_store_set_hub() (owned), the address that answered first; *token is owned and secret. VIGIE_ERROR:
 * INVALID the invitation is not good, NOT_FOUND nobody answers, TAMPERED it is not the hub of the link. */
VigieStoreHub *vigie_sync_join_finish (GAsyncResult *result, char **token, GError **error);

/* The token beside the store, for programs without a keyring: STORE.token, mode 0600, never in a backup or an export. */
gboolean vigie_sync_token_save (const char *store_path, const char *token, GError **error);
char *vigie_sync_token_load (const char *store_path, GError **error); /* owned; NULL without error: there is none */

G_END_DECLS
