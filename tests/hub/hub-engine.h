/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-fixture.h"
#include "vigie-hub-admin.h"
#include "vigie-hub.h"
#include "vigie-wire-append.h"
#include "vigie-wire-page.h"

/* The engine of a hub without sockets, and seats that speak to it: everything in one thread. */

G_BEGIN_DECLS

typedef struct
{
  HubFixture *fixture;
  VigieHub *hub;
  VigieHubLog *reader;
  GPtrArray *frames;      /* VigieHubFrame: all that was published */
} HubEngine;

/* A member with a device that has joined. */
typedef struct
{
  HubEngine *engine;      /* borrowed */
  VigieTestDevice *device;
  char *token;
  char *member;
} HubSeat;

HubEngine *hub_engine_new (guint seed);
/* Another hub of the organisation in @membership. */
HubEngine *hub_engine_new_adopted (guint seed, GBytes *membership);
void hub_engine_free (HubEngine *engine);
/* The log is free for another process; only hub_engine_free() may follow. */
void hub_engine_close (HubEngine *engine);
/* As after a crash or a restart. */
void hub_engine_reopen (HubEngine *engine);

/* Takes a request through all its steps. @body may be NULL. Owned. */
VigieHubRequest *hub_engine_ask (HubEngine *engine, const char *method, const char *path, const char *query, const char *token, GBytes *body);
/* The member "code" of the error in the reply, "" without one; owned. */
char *hub_engine_error (VigieHubRequest *request);
/* Runs a command of the administrator; the reply as text; owned. */
char *hub_engine_command (HubEngine *engine, VigieHubCommand *command_taken, guint *status);
char *hub_engine_invite (HubEngine *engine, const char *name, const char *role); /* the code; owned */
guint hub_engine_revoke (HubEngine *engine, const char *who); /* status */
/* What vigie-hub verify says of its log: no fault. */
void hub_engine_assert_consistent (HubEngine *engine);

HubSeat *hub_seat_join (HubEngine *engine, guint seed, const char *name, const char *role);
void hub_seat_free (HubSeat *seat);
/* The body of a request to join. Owned. */
GBytes *hub_seat_join_body (HubEngine *engine, VigieTestDevice *device, const char *code);
/* One event of @kind; @body_taken is JSON. Owned array of VigieEvent. */
GPtrArray *hub_seat_record (HubSeat *seat, const char *stream, const char *kind, char *body_taken);
/* Sends; *status may be NULL. Owned; NULL if the reply is no list of results. */
VigieWireAppendReply *hub_seat_send (HubSeat *seat, GPtrArray *events, guint *status);
/* Sends one note or what is given and asserts that it was stored. */
void hub_seat_store (HubSeat *seat, GPtrArray *events);
/* Status of the first result. */
VigieWireStatus hub_seat_try (HubSeat *seat, GPtrArray *events, char **code);
/* All pages from @after; VigieWirePageEvent. Owned. */
GPtrArray *hub_seat_pages (HubSeat *seat, gint64 after, guint limit);
/* Everything the seat would have got live so far, as one text; owned. */
char *hub_seat_live_text (HubSeat *seat);
/* Declares an incident; its stream. Owned. */
char *hub_seat_declare (HubSeat *seat, guint number);
void hub_seat_restrict (HubSeat *seat, const char *stream, gboolean restricted, const char *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HubEngine, hub_engine_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HubSeat, hub_seat_free)

G_END_DECLS
