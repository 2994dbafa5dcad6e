/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-playbook.h"
#include "vigie-store-sync.h"
#include "vigie-store-thread.h"

/* What the hub of the desktop does not have: what waits, and what it did not take and why. Main context only; nothing
 * blocks. */

G_BEGIN_DECLS

#define VIGIE_SYNC_PENDING_MAX 1000 /* of each kind; counts are in the status */

typedef struct
{
  char *id;                      /* of the event */
  char *stream;
  char *ref;                     /* of its incident, or NULL */
  char *text;                    /* what it says in a timeline, or what it is */
  gboolean parked;
  char *code, *message;          /* why it is parked: a word and the hub's sentence; may be NULL */
  gint64 since_usec;             /* when it was recorded, or parked */
} VigieSyncPending;
void vigie_sync_pending_free (VigieSyncPending *pending);
/* The reason of a parked one as a sentence with what can be done. Static, or borrowed from @pending. */
const char *vigie_sync_pending_reason (const VigieSyncPending *pending);

/* finish → VigieSyncPending, parked ones first. Owned. */
void vigie_sync_pending_async (VigieStoreThread *thread, const VigiePlaybook *playbook, VigieLang lang, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *vigie_sync_pending_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error);
/* Has what is parked sent again; @id: one event, NULL: all. */
void vigie_sync_unpark_async (VigieStoreThread *thread, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_sync_unpark_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error);

/* What such an event says, or what it is; for who holds the store. Owned. */
char *vigie_sync_pending_text (VigieStore *store, const VigiePlaybook *playbook, VigieLang lang, const char *stream, const char *id);

G_END_DECLS
