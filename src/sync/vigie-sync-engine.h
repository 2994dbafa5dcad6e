/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-sync-status.h"
#include "vigie-sync-task.h"
#include "vigie-wire-live.h"

/* The exchange with a hub as a state machine without a clock, a socket or a disk: it says what to do next and is told
 * what came of it. One thread; nothing blocks. The shells (VigieSyncSession, vigiectl, a simulator) do what it says. */

G_BEGIN_DECLS

typedef struct _VigieSyncEngine VigieSyncEngine;

typedef enum
{
  VIGIE_SYNC_FOLLOW,             /* for as long as the program runs */
  VIGIE_SYNC_ONCE,               /* one exchange, without the live stream */
} VigieSyncMode;

/* What the network said. */
typedef enum
{
  VIGIE_SYNC_NET_OK,             /* a whole reply, whatever its status */
  VIGIE_SYNC_NET_FAILED,         /* nobody there, cut, timed out */
  VIGIE_SYNC_NET_NOT_HUB,        /* a redirect, no length, too long */
  VIGIE_SYNC_NET_CERTIFICATE,    /* not the pinned one */
} VigieSyncNet;

/* @seed: of the jitter of waits. */
VigieSyncEngine *vigie_sync_engine_new (VigieSyncMode mode, guint32 seed);
void vigie_sync_engine_free (VigieSyncEngine *engine);

/* Real time minus the clock that @now_usec is of: what the hub's clock is compared with. 0 unless said. */
void vigie_sync_engine_set_clock (VigieSyncEngine *engine, gint64 real_minus_now_usec);
/* What to do now; owned. NULL: nothing until *wait_usec (VIGIE_TIME_NONE: until something is told). To be asked again
 * after each thing told, until it says NULL. */
VigieSyncTask *vigie_sync_engine_next (VigieSyncEngine *engine, gint64 now_usec, gint64 *wait_usec);

/* Answers; those to a ticket that no longer matters are passed over. @result NULL: the store failed. */
void vigie_sync_engine_store_done (VigieSyncEngine *engine, guint ticket, VigieSyncStoreResult *result, gint64 now_usec);
/* The reply to PRESENCE; lost or refused, it is sent again in its time. */
void vigie_sync_engine_presence_reply (VigieSyncEngine *engine, guint ticket, GBytes *body, gint64 now_usec);
void vigie_sync_engine_reply (VigieSyncEngine *engine, guint ticket, VigieSyncNet net, guint status, GBytes *body, gint64 now_usec);
/* The live stream: it began (@status of its reply), something came, a frame was read, it ended. */
void vigie_sync_engine_live_began (VigieSyncEngine *engine, guint ticket, guint status, gint64 now_usec);
void vigie_sync_engine_live_heard (VigieSyncEngine *engine, guint ticket, gint64 now_usec);
void vigie_sync_engine_live_frame (VigieSyncEngine *engine, guint ticket, VigieWireLive *live, gint64 now_usec); /* consumes it */
void vigie_sync_engine_live_ended (VigieSyncEngine *engine, guint ticket, VigieSyncNet net, gint64 now_usec);

/* What this seat says of itself while it is live: the incident that is open, what somebody does there (only `incident`,
 * `state` and `post` are read). NULL: nothing; then nobody sees it here. */
void vigie_sync_engine_set_here (VigieSyncEngine *engine, const VigieWireHere *here);
/* Something was recorded here. */
void vigie_sync_engine_changed (VigieSyncEngine *engine);
/* The network came back, or a person asked: tries at once, whatever it waits for. */
void vigie_sync_engine_try_now (VigieSyncEngine *engine, gint64 now_usec);

void vigie_sync_engine_status (VigieSyncEngine *engine, VigieSyncStatus *status);
/* ONCE: it is over; well, or as the status says. */
void vigie_sync_engine_set_packed (VigieSyncEngine *engine, gboolean packed); /* pages made smaller on their way */
gboolean vigie_sync_engine_is_over (VigieSyncEngine *engine);
/* Streams that changed since the last call; owned. */
GStrv vigie_sync_engine_take_changes (VigieSyncEngine *engine);
/* Who is present, as the last presence frame said: VigieWirePerson, owned; NULL: nothing new since the last call. */
GPtrArray *vigie_sync_engine_take_people (VigieSyncEngine *engine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieSyncEngine, vigie_sync_engine_free)

G_END_DECLS
