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
  gint64 cursor;                 /* APPLY */
  GPtrArray *marks;              /* MARK: VigieStoreMark */
  GPtrArray *arrivals;           /* APPLY: VigieWirePageEvent */
  GPtrArray *streams;            /* RESEND: char *; EPOCH: VigieWireStream */

  char *path;                    /* REQUEST, PRESENCE, LISTEN: "/v1/…" with its query */
  GBytes *body;                  /* REQUEST, PRESENCE: NULL is a GET, else a POST */
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
  VigieStoreApplied applied;     /* APPLY */
} VigieSyncStoreResult;

/* Runs a step with the store, on the thread that owns it. */
gboolean vigie_sync_task_run (const VigieSyncTask *task, VigieStore *store, VigieSyncStoreResult *result, GError **error);
void vigie_sync_store_result_clear (VigieSyncStoreResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieSyncTask, vigie_sync_task_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VigieSyncStoreResult, vigie_sync_store_result_clear)

G_END_DECLS
