/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-membership.h"
#include "vigie-store-sync.h"

/* The organisation as a seat has it: what another hub of it begins with, and how such a hub is let in. Rules of
 * vigie-store.h: the thread of the store, each call may block on the disk. */

G_BEGIN_DECLS

/* Who belongs to the organisation of this store; nobody before the first exchange. Owned; NOT_FOUND when it has joined
 * none. */
VigieMembership *vigie_sync_membership (VigieStore *store, GError **error);
/* Its stream, for “vigie-hub adopt”. Owned. */
GBytes *vigie_sync_membership_body (VigieStore *store, GError **error);
/* VigieDraft by which this device lets a hub in; owned, to be recorded. INVALID: only an administrator may, CONFLICT: it is
 * one of the organisation's hubs already. */
GPtrArray *vigie_sync_enrol_drafts (VigieStore *store, const guint8 *hub_key, const char *name, gint64 now_usec, GError **error);

G_END_DECLS
