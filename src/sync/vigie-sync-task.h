/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store-sync.h"
#include "vigie-wire-page.h"
#include "vigie-wire-streams.h"

/* What the engine asks of the world: one step with the store, or one with the network. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_SYNC_TASK_LOAD,          /* store: the hub and the counts */
  VIGIE_SYNC_TASK_UNSENT,        /* store: the next events to send */
  VIGIE_SYNC_TASK_MARK,          /* store: what became of those that were sent */
  VIGIE_SYNC_TASK_APPLY,         /* store: take what the hub sent */
  VIGIE_SYNC_TASK_RESEND,        /* store: send these streams again */
  VIGIE_SYNC_TASK_EPOCH,         /* store: the hub has another log */
  VIGIE_SYNC_TASK_COMPARE,       /* store: what is missing of these streams */
  VIGIE_SYNC_TASK_TRANSFERS,     /* store: contents of files that have to go or to come */
  VIGIE_SYNC_TASK_READ_PIECE,    /* store: a piece of one, to be sent */
  VIGIE_SYNC_TASK_KEEP_PIECE,    /* store: a piece of one that came */
  VIGIE_SYNC_TASK_CONTENT_SENT,  /* store: the hub has the whole of one */
  VIGIE_SYNC_TASK_REQUEST,       /* network: one request, one whole reply */
  VIGIE_SYNC_TASK_PRESENCE,      /* network: a request beside the others, of which nothing depends */
  VIGIE_SYNC_TASK_LISTEN,        /* network: open the live stream */
  VIGIE_SYNC_TASK_HANG_UP,       /* network: end the live stream and whatever is on its way; no answer */
} VigieSyncTaskKind;

typedef struct
{
  VigieSyncTaskKind kind;
  guint ticket;                  /* names the answer */

  guint limit;                   /* UNSENT */
  gsize limit_bytes;             /* UNSENT */
  char *epoch;                   /* MARK, APPLY, EPOCH */
  gboolean retry;                /* LOAD: what is parked is unsent again */
  gint64 cursor;                 /* APPLY */
  GPtrArray *marks;              /* MARK: VigieStoreMark */
  GPtrArray *arrivals;           /* APPLY: VigieWirePageEvent */
  char *hash;                    /* READ_PIECE, KEEP_PIECE, CONTENT_SENT */
  gint64 size_bytes;             /* KEEP_PIECE: of the whole */
  guint piece;                   /* READ_PIECE, KEEP_PIECE; KEEP_PIECE without @body: only to be finished */
  GPtrArray *streams;            /* RESEND: char *; EPOCH, COMPARE: VigieWireStream */
  GHashTable *known;             /* APPLY, COMPARE: stream → gint64: places up to which nothing is missing, or NULL */

  char *path;                    /* REQUEST, PRESENCE, LISTEN: "/v1/…" with its query */
  GBytes *body;                  /* REQUEST, PRESENCE: NULL is a GET, else a POST; KEEP_PIECE */
  gboolean raw;                  /* REQUEST: the body is a piece, to be PUT */
} VigieSyncTask;

VigieSyncTask *vigie_sync_task_new (VigieSyncTaskKind kind);
void vigie_sync_task_free (VigieSyncTask *task);
gboolean vigie_sync_task_is_store (const VigieSyncTask *task);

/* What came of a step with the store. */
typedef struct
{
  VigieStoreHub *hub;            /* NULL: not joined */
  guint n_unsent, n_parked;
  GPtrArray *events;             /* UNSENT */
  GPtrArray *withheld;           /* UNSENT: of vigie_store_withheld_before() */
  VigieStoreApplied applied;     /* APPLY; all zero when there are gaps */
  GStrv settled;                 /* streams that say something else because of what is parked, or is not any more; or NULL */
  GPtrArray *gaps;               /* APPLY, COMPARE: VigieStoreGap, what has to be read first; or NULL */
  GPtrArray *transfers;          /* TRANSFERS: VigieStoreTransfer */
  GBytes *piece;                 /* READ_PIECE */
  gboolean bad;                  /* READ_PIECE, KEEP_PIECE: this content is no use; the store is well */
} VigieSyncStoreResult;

/* Runs a step with the store, on the thread that owns it. */
gboolean vigie_sync_task_run (const VigieSyncTask *task, VigieStore *store, VigieSyncStoreResult *result, GError **error);
void vigie_sync_store_result_clear (VigieSyncStoreResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieSyncTask, vigie_sync_task_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VigieSyncStoreResult, vigie_sync_store_result_clear)

G_END_DECLS
