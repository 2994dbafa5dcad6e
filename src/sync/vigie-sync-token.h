/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-secrets.h"

/* The token that opens the hub to this computer: in the keyring, where the app and vigiectl both find it; in a file beside the
 * store where there is no keyring; or in memory alone, when that is wanted or the keyring stays locked. A file of before moves
 * into the keyring as soon as there is one. Main thread; nothing blocks. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_SYNC_TOKEN_NOWHERE,
  VIGIE_SYNC_TOKEN_KEYRING,
  VIGIE_SYNC_TOKEN_FILE,
  VIGIE_SYNC_TOKEN_SESSION,
} VigieSyncTokenPlace;

/* finish → the token, for vigie_secret_free(); NULL without error: there is none. */
void vigie_sync_token_find_async (VigieSecrets *secrets, const char *store_path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *vigie_sync_token_find_finish (VigieSecrets *secrets, GAsyncResult *result, GError **error);

/* @token is copied. @for_later FALSE: for this run alone. finish → where it is; NOWHERE with an error. */
void vigie_sync_token_keep_async (VigieSecrets *secrets, const char *store_path, const char *token, gboolean for_later, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
VigieSyncTokenPlace vigie_sync_token_keep_finish (VigieSecrets *secrets, GAsyncResult *result, GError **error);

void vigie_sync_token_drop_async (VigieSecrets *secrets, const char *store_path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_sync_token_drop_finish (VigieSecrets *secrets, GAsyncResult *result, GError **error);

/* Where it is, as a sentence; "" for NOWHERE. Static. */
const char *vigie_sync_token_place_words (VigieSyncTokenPlace place);

G_END_DECLS
