/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub.h"

/* The engine behind HTTP. It runs its own threads: those of GNU libmicrohttpd, one that writes, one that
 * looks at deadlines once a second. */

G_BEGIN_DECLS

typedef struct _VigieHubServer VigieHubServer;

typedef struct
{
  const char *listen;         /* "127.0.0.1:8471", "[::]:8471"; port 0: any */
  const char *certificate;    /* PEM; NULL: without TLS, on loopback only */
  const char *key;            /* PEM */
  guint per_address;          /* connections of one address; 0: no limit */
  guint connections;          /* in all */
  guint header_s;             /* until the header is complete */
  guint body_s;               /* from then until the body is, plus a second for each kB */
  guint idle_s;               /* between two requests */
  guint heartbeat_s;
} VigieHubServerOptions;

/* What the program uses unless told otherwise. */
void vigie_hub_server_options_init (VigieHubServerOptions *options);
/* @hub is borrowed and has to outlive the server. It listens when this returns. */
VigieHubServer *vigie_hub_server_new (VigieHub *hub, const VigieHubServerOptions *options, GError **error);
/* Ends the live streams, answers what was accepted, and stops. */
void vigie_hub_server_free (VigieHubServer *server);
/* "127.0.0.1:40123": where it listens. Owned by the server. */
const char *vigie_hub_server_address (VigieHubServer *server);
/* Gives @request, whose work is set, to the thread that writes, and waits for the reply. */
void vigie_hub_server_run (VigieHubServer *server, VigieHubRequest *request);

/* TRUE if @listen names this computer alone; FALSE + USAGE if it is no address. */
gboolean vigie_hub_listen_is_loopback (const char *listen, gboolean *loopback, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieHubServer, vigie_hub_server_free)

G_END_DECLS
