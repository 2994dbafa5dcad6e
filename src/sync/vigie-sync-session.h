/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-sync-engine.h"

/* The engine with a network: what the app and the command line hold. All of it belongs to the main context it was made
 * in; nothing blocks.
 *
 * Signals:
 *   "changed": the status changed, or the one exchange is over.
 *   "events" (const char *stream): events from the hub are in the store.
 *   "people" (GPtrArray *people): who is present (VigieWirePerson).
 */

G_BEGIN_DECLS

#define VIGIE_TYPE_SYNC_SESSION (vigie_sync_session_get_type ())
G_DECLARE_FINAL_TYPE (VigieSyncSession, vigie_sync_session, VIGIE, SYNC_SESSION, GObject)

/* Runs @task with the store, wherever that lives, and then calls vigie_sync_session_store_done(), at once or later. @task
 * is the caller's to free. */
typedef void (*VigieSyncRunFunc) (VigieSyncSession *session, VigieSyncTask *task, gpointer user_data);

/* First in main(), before any thread. */
void vigie_sync_init (void);

VigieSyncSession *vigie_sync_session_new (VigieSyncMode mode, VigieSyncRunFunc run, gpointer user_data);
/* The token of this device at the hub; copied. Before start, or when it changed. */
void vigie_sync_session_set_token (VigieSyncSession *self, const char *token);
void vigie_sync_session_start (VigieSyncSession *self);
/* Ends what is on its way; it can be started again. */
void vigie_sync_session_stop (VigieSyncSession *self);
/* @result NULL: the store failed; else still the caller's. */
void vigie_sync_session_store_done (VigieSyncSession *self, guint ticket, VigieSyncStoreResult *result);

/* What this seat says of itself (incident, state, post); copied. NULL: nothing. */
void vigie_sync_session_set_here (VigieSyncSession *self, const VigieWireHere *here);
void vigie_sync_session_recorded (VigieSyncSession *self);  /* something was recorded here */
void vigie_sync_session_try_now (VigieSyncSession *self);   /* a person asks, or the store has joined a hub */
void vigie_sync_session_get_status (VigieSyncSession *self, VigieSyncStatus *status);
gboolean vigie_sync_session_is_over (VigieSyncSession *self); /* VIGIE_SYNC_ONCE */

G_END_DECLS
