/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wire-envelope.h"
#include "vigie-wire-page.h"
#include "vigie-wire-presence.h"

/* GET /v1/live: server-sent events. A splitter that is fed whatever the network gives, and the frames themselves. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_WIRE_LIVE_UNKNOWN,       /* of a newer hub: pass over it */
  VIGIE_WIRE_LIVE_EVENTS,
  VIGIE_WIRE_LIVE_BEHIND,        /* fetch pages */
  VIGIE_WIRE_LIVE_PRESENCE,
  VIGIE_WIRE_LIVE_BYE,
} VigieWireLiveKind;

typedef struct
{
  VigieWireLiveKind kind;
  char *epoch;                   /* EVENTS, BEHIND */
  gint64 head;                   /* EVENTS, BEHIND */
  GPtrArray *events;             /* VigieWirePageEvent *; empty otherwise */
  GPtrArray *people;             /* VigieWirePerson *; empty otherwise */
  char *reason;                  /* BYE */
} VigieWireLive;

/* One frame, its empty line included. Owned. */
GBytes *vigie_wire_live_events (const char *epoch, gint64 head, GPtrArray *events);
GBytes *vigie_wire_live_behind (const char *epoch, gint64 head);
GBytes *vigie_wire_live_presence (GPtrArray *people);
GBytes *vigie_wire_live_bye (const char *reason);
#define VIGIE_WIRE_LIVE_HEARTBEAT ":\n\n"

void vigie_wire_live_free (VigieWireLive *live);

/* Splits a stream into frames. It belongs to one thread. */
typedef struct _VigieWireSplitter VigieWireSplitter;
VigieWireSplitter *vigie_wire_splitter_new (void);
void vigie_wire_splitter_free (VigieWireSplitter *splitter);
/* FALSE + TOO_LARGE: a frame is over the cap; hang up. */
gboolean vigie_wire_splitter_feed (VigieWireSplitter *splitter, const void *data, gsize length_bytes, GError **error);
/* The next whole frame, NULL when there is none yet. NULL + error: it cannot be believed; hang up. */
VigieWireLive *vigie_wire_splitter_next (VigieWireSplitter *splitter, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireLive, vigie_wire_live_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireSplitter, vigie_wire_splitter_free)

G_END_DECLS
