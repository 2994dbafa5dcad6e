/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-pending.h"
#include "vigie-sync-desk-store.h"
#include "vigie-sync-desk.h"
#include "vigie-sync-token.h"

/* What a window knows of the hub: which one, how the exchange with it stands, who is present; and what a person does about
 * it. The session owns it. Nothing runs before vigie_exchange_start(), and no network without a hub. Main thread;
 * nothing blocks.
 *
 * Signals:
 *   "changed" (): the hub or the status is another, or who is present
 */

G_BEGIN_DECLS

#define VIGIE_TYPE_EXCHANGE (vigie_exchange_get_type ())
G_DECLARE_FINAL_TYPE (VigieExchange, vigie_exchange, VIGIE, EXCHANGE, GObject)

/* @playbook and @lang: for what entries say that wait. */
VigieExchange *vigie_exchange_new (VigieStoreThread *store, VigieSecrets *secrets, VigiePlaybook *playbook, VigieLang lang);
/* Looks for a hub in the store, which has to be open, and goes on there. After the first frame; again does nothing. */
void vigie_exchange_start (VigieExchange *self);
/* Ends what is on its way; before the store is closed. */
void vigie_exchange_stop (VigieExchange *self);

/* As people are told: an attempt while it is offline is still offline. Borrowed. */
const VigieSyncStatus *vigie_exchange_get_status (VigieExchange *self);
/* NULL: none. Borrowed until "changed". */
const VigieStoreHub *vigie_exchange_get_hub (VigieExchange *self);
/* When it was last live, by this computer's clock; VIGIE_TIME_NONE: not in this run. */
gint64 vigie_exchange_get_live_usec (VigieExchange *self);
/* Until it is tried again; VIGIE_TIME_NONE: nothing is waited for. */
gint64 vigie_exchange_get_wait_usec (VigieExchange *self);
/* VigieWirePerson, as last said; borrowed until "changed". @known_usec (may be NULL): when that was; VIGIE_TIME_NONE: never. */
GPtrArray *vigie_exchange_get_people (VigieExchange *self, gint64 *known_usec);

/* How many people are present, each once whatever their devices: in @incident (a stream), or anywhere (NULL). */
guint vigie_exchange_count_people (VigieExchange *self, const char *stream);

gboolean vigie_exchange_person_is_in (const VigieWirePerson *person, const char *stream);
/* What the hub does not have; borrowed. */
VigiePending *vigie_exchange_get_pending (VigieExchange *self);

/* What this seat says of itself: the incident that is open (a stream, or NULL), that something is typed there, that a key
 * or the pointer moved. */
void vigie_exchange_open (VigieExchange *self, const char *stream);
void vigie_exchange_type (VigieExchange *self);
void vigie_exchange_touch (VigieExchange *self);

/* Has an entry that the hub did not take sent again; @id NULL: all. */
void vigie_exchange_send_again_async (VigieExchange *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_exchange_send_again_finish (VigieExchange *self, GAsyncResult *result, GError **error);
/* A person asks: at once, whatever it waits for. */
void vigie_exchange_try_now (VigieExchange *self);
/* Joins the hub of @link, which is copied. Before anything is sent, @shared go to it and @held_back do not: streams, either
 * may be NULL. Errors as of vigie_sync_desk_join_finish(); then all is as it was. */
void vigie_exchange_join_async (VigieExchange *self, const VigieJoinLink *link, const char *const *shared, const char *const *held_back, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_exchange_join_finish (VigieExchange *self, GAsyncResult *result, GError **error);
/* Whether the next start shall find the key to the hub that is got from now on; FALSE: what is kept of it goes at once. */
void vigie_exchange_set_keeps_key (VigieExchange *self, gboolean keeps_key);
gboolean vigie_exchange_get_keeps_key (VigieExchange *self);
/* Where it was put in this run. */
VigieSyncTokenPlace vigie_exchange_get_key_place (VigieExchange *self);
/* Nothing of the record goes. */
void vigie_exchange_leave_async (VigieExchange *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_exchange_leave_finish (VigieExchange *self, GAsyncResult *result, GError **error);

/* For tests and the tour, as vigie_session_set_now(): says this from now on, all copied but @people (VigieWirePerson; a
 * reference is taken). @hub and @people may be NULL. */
void vigie_exchange_hold (VigieExchange *self, const VigieStoreHub *hub, const VigieSyncStatus *status, GPtrArray *people, gint64 now_usec);

G_END_DECLS
