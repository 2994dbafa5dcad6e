/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The token where there is no keyring: STORE.token, mode 0600, never in a backup or an export. */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-sync-token-private.h"
#include "vigie-wire.h"

#define TOKEN_MAGIC "vigie-token-v1\n"

static char *
token_path (const char *store_path)
{
  return g_strconcat (store_path, ".token", NULL);
}

/**
 * vigie_sync_token_file_save:
 * @store_path: the store's file
 * @token: its token at the hub
 * @error: return location
 *
 * Blocks on the disk.
 */
gboolean
vigie_sync_token_file_save (const char *store_path, const char *token, GError **error)
{
  g_autofree char *path = token_path (store_path);
  g_autofree char *text = g_strconcat (TOKEN_MAGIC, token, "\n", NULL);
  gboolean saved = g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                             error);

  vigie_wipe (text, strlen (text));
  return saved;
}

static gboolean
is_token (const char *text)
{
  guint8 bytes[VIGIE_WIRE_TOKEN_BYTES];

  return vigie_unhex (text, bytes, sizeof bytes);
}

/**
 * vigie_sync_token_file_load:
 * @store_path: the store's file
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the token; %NULL without error when there is none
 */
char *
vigie_sync_token_file_load (const char *store_path, GError **error)
{
  g_autofree char *path = token_path (store_path);
  g_autofree char *text = NULL;
  g_autoptr(GError) local_error = NULL;
  char *token;

  if (!g_file_get_contents (path, &text, NULL, &local_error))
    {
      if (!g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  token = g_str_has_prefix (text, TOKEN_MAGIC) ? g_strstrip (g_strdup (text + strlen (TOKEN_MAGIC))) : NULL;
  vigie_wipe (text, strlen (text));
  if (token != NULL && is_token (token))
    return token;
  g_free (token);
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” holds no token: join the hub again."), path);

  return NULL;
}

/**
 * vigie_sync_token_file_remove:
 * @store_path: the store's file
 * @error: return location
 *
 * Returns: %TRUE when there is no token beside the store any more
 */
gboolean
vigie_sync_token_file_remove (const char *store_path, GError **error)
{
  g_autofree char *path = token_path (store_path);
  int code;

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  code = errno;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” cannot be removed: %s"), path, g_strerror (code));

  return FALSE;
}
