/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-sync-pending.h"
#include "vigie-sync-status.h"

/* Which entries the hub does not have, as far as people are told: while it is live only those that it did not take, for
 * what is on its way is there before one has read that it waits. Main thread.
 *
 * Signal "changed" (): the list is another.
 */

G_BEGIN_DECLS

#define VIGIE_TYPE_PENDING (vigie_pending_get_type ())
G_DECLARE_FINAL_TYPE (VigiePending, vigie_pending, VIGIE, PENDING, GObject)

VigiePending *vigie_pending_new (VigieStoreThread *store, VigiePlaybook *playbook, VigieLang lang);
/* The status is another one: looks again if that can have changed the list. */
void vigie_pending_follow (VigiePending *self, const VigieSyncStatus *status);
/* By the id of the event; NULL: the hub has it, or it is on its way. Borrowed until "changed". */
const VigieSyncPending *vigie_pending_find (VigiePending *self, const char *id);
/* VigieSyncPending, parked ones first; borrowed until "changed". */
GPtrArray *vigie_pending_list (VigiePending *self);
/* For tests and the tour: says this (VigieSyncPending; a reference is taken) and looks no more. */
void vigie_pending_hold (VigiePending *self, GPtrArray *pending);

G_END_DECLS
