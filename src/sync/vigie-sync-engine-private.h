/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-sync-engine.h"
#include "vigie-wire-append.h"

/* Shared by vigie-sync-engine.c (what to do next) and vigie-sync-engine-reply.c (what the hub said). */

G_BEGIN_DECLS

#define VIGIE_SYNC_BATCH_LEAST_BYTES ((gsize) 4 * 1024)
#define VIGIE_SYNC_BATCH_FIRST_BYTES ((gsize) 64 * 1024)
#define VIGIE_SYNC_BATCH_MOST_BYTES ((gsize) 1024 * 1024)
#define VIGIE_SYNC_FRAMES_MAX 256

/* START → OPEN → PUSH → PULL → REST, back to PUSH or PULL when there is something; WAIT after a failure, then START.
 * EPOCH when the hub has another log, then START. OVER ends an exchange of the mode ONCE. */
typedef enum
{
  PHASE_START,
  PHASE_OPEN,
  PHASE_PUSH,
  PHASE_PULL,
  PHASE_EPOCH,
  PHASE_REST,
  PHASE_WAIT,
  PHASE_OVER,
} VigieSyncPhase;

struct _VigieSyncEngine
{
  VigieSyncMode mode;
  GRand *rand;
  VigieSyncPhase phase;
  guint last_ticket;

  /* On their way; 0: none. */
  guint store_ticket;
  VigieSyncTaskKind store_kind;
  guint request_ticket;
  guint live_ticket;
  guint content_ticket;         /* a piece of a file: beside the others, which need not wait for it */
  gint64 heard_usec;            /* of the live stream */

  /* The log, as the store has it. */
  gboolean joined;
  char *epoch;
  gint64 cursor;
  gint64 head;                  /* greatest that the hub named */
  gint64 start_cursor;          /* where catching up began */

  /* Work at hand. */
  GPtrArray *sent;              /* VigieEvent: asked of the store, being sent */
  GPtrArray *sent_withheld;     /* GBytes or NULL: what cannot be sent before each; or NULL */
  GPtrArray *marks;             /* VigieStoreMark, to be written */
  GPtrArray *resend;            /* char *, to be written */
  VigieWirePage *page;          /* to be applied, or being applied */
  VigieWirePage *next_page;     /* the one behind it, asked for meanwhile */
  gint64 asked_after;           /* by the page on its way */
  GPtrArray *frames;            /* VigieWireLive, to be applied */
  GPtrArray *lines;             /* VigieWireStream, of the new epoch, or to be compared */
  char *lines_epoch, *lines_next;
  GPtrArray *gaps;              /* VigieStoreGap: what is read before anything else, the present one first */
  GHashTable *filled;           /* streams whose gaps were read, until everything is */
  GHashTable *seen;             /* stream → gint64: places of what came and was our own, so not written */
  gint64 applying;              /* the cursor that an APPLY on its way will leave */
  GPtrArray *transfers;         /* VigieStoreTransfer, the present one first */
  guint transfer_next;          /* its next piece */
  guint transfer_rounds;        /* pieces of it that were sent */
  GBytes *piece;                /* on its way */
  GHashTable *passed_over;      /* hashes of contents that are no use now */
  GHashTable *awaited;          /* hashes of contents that the other end does not have, or not want, yet */
  gint64 content_usec;          /* when those are asked for again, or NONE */
  guint n_content_waits;
  GHashTable *own;              /* ids that the hub took from us: their frames bring nothing new */
  GHashTable *resent;           /* streams that were sent again once already */

  gsize batch_bytes;
  guint page_limit;
  guint n_failures, n_epochs;
  gint64 retry_usec;
  VigieSyncReason reason;
  guint n_unsent, n_parked, n_aside;
  gint64 clock_offset_usec, real_minus_now_usec;
  GHashTable *changes;          /* streams */
  GPtrArray *people;

  VigieWireHere *here;          /* or NULL */
  guint presence_ticket;        /* the last one; 0: none */
  gint64 presence_usec;         /* when it was sent, or NONE */

  guint live_open : 1;
  guint packed : 1;             /* pages are asked for in packs */
  guint hang_up : 1;            /* to be said */
  guint store_stale : 1;        /* its answer no longer matters, but for the counts */
  guint push_wanted : 1;
  guint pull_wanted : 1;
  guint epoch_wanted : 1;
  guint count_wanted : 1;
  guint compare_wanted : 1;     /* once everything was read: whether something was never shown */
  guint at_end : 1;             /* everything was read, but for that */
  guint filling : 1;            /* the page at hand, or on its way, is of a gap */
  guint reply_stale : 1;        /* the page on its way is of no use any more */
  guint caught_up : 1;
  guint lines_done : 1;
  guint here_changed : 1;
  guint content_wanted : 1;
  guint retried : 1;            /* what is parked was tried once more since the start */
  guint transfer_done : 1;      /* the hub has the whole */
};

/* vigie-sync-engine.c */
void vigie_sync_engine_drop_sent (VigieSyncEngine *engine);
void vigie_sync_engine_fail (VigieSyncEngine *engine, VigieSyncReason reason, gint64 now_usec);
void vigie_sync_engine_note_clock (VigieSyncEngine *engine, gint64 hub_usec, gint64 now_usec);
void vigie_sync_engine_note_head (VigieSyncEngine *engine, const char *epoch, gint64 head);

/* vigie-sync-engine-gap.c: what was never shown to this seat */
VigieSyncTask *vigie_sync_engine_fill (VigieSyncEngine *engine);
VigieSyncTask *vigie_sync_engine_compare (VigieSyncEngine *engine);
void vigie_sync_engine_take_gaps (VigieSyncEngine *engine, GPtrArray *gaps);
void vigie_sync_engine_filled (VigieSyncEngine *engine);
/* For an APPLY: places of those streams up to which nothing is missing. Owned. */
GHashTable *vigie_sync_engine_known (VigieSyncEngine *engine, GPtrArray *arrivals);
void vigie_sync_engine_note_seen (VigieSyncEngine *engine, GPtrArray *arrivals);
void vigie_sync_engine_drop_gaps (VigieSyncEngine *engine);

/* vigie-sync-engine-presence.c: what is due, or NULL; *wait_usec is brought forward to when something will be. */
VigieSyncTask *vigie_sync_engine_presence (VigieSyncEngine *engine, gint64 now_usec, gint64 *wait_usec);

/* vigie-sync-engine-content.c */
VigieSyncTask *vigie_sync_engine_content (VigieSyncEngine *engine);
void vigie_sync_engine_content_stored (VigieSyncEngine *engine, VigieSyncStoreResult *result);
void vigie_sync_engine_content_reply (VigieSyncEngine *engine, guint status, GBytes *body, gint64 now_usec);
void vigie_sync_engine_drop_content (VigieSyncEngine *engine);
/* What was not there is asked for again, now, or when its time has come. */
void vigie_sync_engine_ask_content_anew (VigieSyncEngine *engine);
void vigie_sync_engine_await_content (VigieSyncEngine *engine, gint64 now_usec);
VigieSyncTask *vigie_sync_engine_task (VigieSyncEngine *engine, VigieSyncTaskKind kind);

/* vigie-sync-engine-reply.c: the reply to the request of the present phase. */
void vigie_sync_engine_take_reply (VigieSyncEngine *engine, guint status, GBytes *body, gint64 now_usec);

G_END_DECLS
