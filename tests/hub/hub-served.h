/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-fixture.h"
#include "vigie-hub-admin.h"
#include "vigie-hub-server.h"
#include "vigie-wire-append.h"

/* A whole hub on loopback, in this process, with real threads, clock and sockets; and the plainest of
 * clients: bytes on a socket. */

G_BEGIN_DECLS

typedef struct
{
  HubFixture *fixture;
  VigieHub *hub;
  VigieHubServer *server;
  guint port;
} HubServed;

/* @options may be NULL; its address is not looked at. */
HubServed *hub_served_new (const VigieHubServerOptions *options);
void hub_served_free (HubServed *served);
char *hub_served_invite (HubServed *served, const char *name, const char *role); /* owned */
guint hub_served_revoke (HubServed *served, const char *who);
/* Joins and returns the token. Owned. */
char *hub_served_join (HubServed *served, VigieTestDevice *device, const char *role);

/* A connection to @port of this computer. */
int hub_connect (guint port);
void hub_send (int fd, const char *text, gssize length);
/* Reads one reply; its status, 0 when the connection ended without one. @body (owned) may be NULL. */
guint hub_read_reply (int fd, char **body, gsize *body_length);
/* One request on a connection of its own; 0: there is no hub, or it ended. @body may be NULL. */
guint hub_request (guint port, const char *method, const char *target, const char *token, GBytes *body, GBytes **reply);
/* Waits for the peer to close; FALSE: it has not within @seconds. */
gboolean hub_wait_closed (int fd, guint seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HubServed, hub_served_free)

G_END_DECLS
