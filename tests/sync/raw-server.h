/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A server on this computer that answers each request with the bytes it was given, and closes. It runs in threads of its
 * own. */

G_BEGIN_DECLS

typedef struct _RawServer RawServer;

RawServer *raw_server_new (void);
void raw_server_free (RawServer *server);
const char *raw_server_address (RawServer *server); /* "127.0.0.1:PORT" */
/* From the next request on; copied. @hold: the connection stays open after the bytes. */
void raw_server_set (RawServer *server, const void *data, gsize length_bytes, gboolean hold);
/* What the last request said, its body too; owned. */
char *raw_server_take_request (RawServer *server);
guint raw_server_n_requests (RawServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
