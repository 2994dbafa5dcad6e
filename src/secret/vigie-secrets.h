/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The few secrets that Vigie uses: what opens the hub, the password of a mail server. Each has a purpose ("hub", "mail") and an
 * account, and lies in the keyring of the person, or in the memory of this process alone: because that was chosen, or because
 * there is no keyring. Nothing here writes a file or says a secret in a log.
 *
 * Main thread; nothing blocks. The keyring may ask the person to unlock it, so an answer may take as long as that; @cancellable
 * ends the waiting.
 */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_SECRET_NOWHERE,
  VIGIE_SECRET_KEYRING,          /* until it is forgotten */
  VIGIE_SECRET_SESSION,          /* until the program ends; wiped then */
} VigieSecretPlace;

#define VIGIE_TYPE_SECRETS (vigie_secrets_get_type ())
G_DECLARE_FINAL_TYPE (VigieSecrets, vigie_secrets, VIGIE, SECRETS, GObject)

/* One for each process. With VIGIE_KEYRING=off in the environment no keyring is looked for. */
VigieSecrets *vigie_secrets_new (void);

/* finish → the secret, for vigie_secret_free(); NULL without error: there is none that can be had. *place (may be NULL): where
 * it lies. The only error is G_IO_ERROR_CANCELLED. */
void vigie_secrets_look_up_async (VigieSecrets *self, const char *purpose, const char *account, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *vigie_secrets_look_up_finish (VigieSecrets *self, GAsyncResult *result, VigieSecretPlace *place, GError **error);

/* Keeps a secret, in place of an earlier one. @label: what the keyring shows people. @wanted: KEYRING, or SESSION for this run
 * alone; the keyring then forgets an older one. finish → where it lies now: SESSION although KEYRING was wanted when there is
 * no keyring (vigie_secrets_get_trouble() says why). NOWHERE with an error: cancelled. */
void vigie_secrets_store_async (VigieSecrets *self, const char *purpose, const char *account, const char *label, const char *secret, VigieSecretPlace wanted, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
VigieSecretPlace vigie_secrets_store_finish (VigieSecrets *self, GAsyncResult *result, GError **error);

/* finish → FALSE with an error when the keyring still has it. */
void vigie_secrets_forget_async (VigieSecrets *self, const char *purpose, const char *account, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_secrets_forget_finish (VigieSecrets *self, GAsyncResult *result, GError **error);

/* Why the keyring was no use the last time it was needed, as a sentence; NULL: it was, or nothing was needed yet. Static. */
const char *vigie_secrets_get_trouble (VigieSecrets *self);
/* FALSE when it was no use because there is none, or it is switched off; one that stayed locked is there. */
gboolean vigie_secrets_has_keyring (VigieSecrets *self);
/* "It lies in your keyring." and the like, for under a field; static. */
const char *vigie_secret_place_words (VigieSecretPlace place);
/* Wipes a secret that was looked up. NULL is well. */
void vigie_secret_free (char *secret);

G_END_DECLS
