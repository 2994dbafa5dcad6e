/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* STORE.token, mode 0600. Blocking. */

G_BEGIN_DECLS

gboolean vigie_sync_token_file_save (const char *store_path, const char *token, GError **error);
char *vigie_sync_token_file_load (const char *store_path, GError **error); /* owned; NULL without error: there is none */
gboolean vigie_sync_token_file_remove (const char *store_path, GError **error); /* well when there was none */

G_END_DECLS
