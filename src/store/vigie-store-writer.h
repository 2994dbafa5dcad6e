/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store.h"

/* For a process that is not the app (vigiectl): a durable record whoever holds the lock. Tries to be the
 * writer itself for the one transaction; when another process is, hands the drafts to it over the
 * peer-to-peer D-Bus on its 0600 socket. Blocks; never for more than @timeout_ms. */

G_BEGIN_DECLS

/* Path of the socket for a store (in the runtime folder, named for the store). Owned. */
char *vigie_store_socket_path (const char *store_path);
/* GPtrArray of VigieEvent (owned), or NULL. */
GPtrArray *vigie_store_writer_record (const char *store_path, VigiePlaybook *playbook, GPtrArray *drafts, guint timeout_ms, GError **error);
gboolean vigie_store_writer_ingest (const char *store_path, VigiePlaybook *playbook, GPtrArray *events, guint timeout_ms, guint *n_new, GError **error);
/* Keeps the content of a file; its hash (owned), or NULL. Goes on where a lost answer stopped it. */
char *vigie_store_writer_keep_content (const char *store_path, VigiePlaybook *playbook, GBytes *content, guint timeout_ms, GError **error);

G_END_DECLS
