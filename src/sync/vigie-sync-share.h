/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-join-link.h"
#include "vigie-rights.h"
#include "vigie-store-thread.h"

/* Sharing from this computer: a hub in a process of its own, with a log of its own beside the store (STORE.hub/, 0700). It
 * founds an organisation when the store has none, else it becomes another hub of that one. It ends with this program,
 * however that ends, unless it is to stay; then the next one finds it again. Main context only; nothing blocks.
 *
 * Signals:
 *   "changed" (): the state, the addresses or the failure
 */

G_BEGIN_DECLS

#define VIGIE_SYNC_SHARE_PORT 8471 /* or the next one that is free */

typedef enum
{
  VIGIE_SYNC_SHARE_OFF,
  VIGIE_SYNC_SHARE_STARTING,
  VIGIE_SYNC_SHARE_ON,
  VIGIE_SYNC_SHARE_STOPPING,
} VigieSyncShareState;

#define VIGIE_TYPE_SYNC_SHARE (vigie_sync_share_get_type ())
G_DECLARE_FINAL_TYPE (VigieSyncShare, vigie_sync_share, VIGIE, SYNC_SHARE, GObject)

/* Has this computer join the hub it is, as any other (vigie_sync_desk_join_async()), and then calls
 * vigie_sync_share_joined(), at once or later. @link is borrowed. */
typedef void (*VigieSyncShareJoinFunc) (VigieSyncShare *share, const VigieJoinLink *link, gpointer user_data);

/* @thread has to be open before anything is asked; @join has to stay valid. */
VigieSyncShare *vigie_sync_share_new (VigieStoreThread *thread, VigieSyncShareJoinFunc join, gpointer user_data);
void vigie_sync_share_joined (VigieSyncShare *self, const GError *error); /* NULL: it went well */
/* Is there a hub that stayed? Then it is on. */
void vigie_sync_share_find (VigieSyncShare *self);
/* @organisation: its name, if it is founded; @person: who sits here. */
void vigie_sync_share_start (VigieSyncShare *self, const char *organisation, const char *person);
void vigie_sync_share_stop (VigieSyncShare *self);

VigieSyncShareState vigie_sync_share_get_state (VigieSyncShare *self);
/* Why it is off though nobody asked for that: one sentence, or NULL. Borrowed until "changed". */
const char *vigie_sync_share_get_failure (VigieSyncShare *self);
/* Where others reach it, "192.0.2.7:8471"; empty: this computer is in no network. NULL while it is off. Borrowed. */
const char *const *vigie_sync_share_get_addresses (VigieSyncShare *self);
/* What leads members here without an invitation; NULL while it is off. Borrowed. */
const VigieJoinLink *vigie_sync_share_get_link (VigieSyncShare *self);
/* Does it go on when this program ends? */
gboolean vigie_sync_share_get_stays (VigieSyncShare *self);
void vigie_sync_share_set_stays (VigieSyncShare *self, gboolean stays);

/* One link for one person, once, for @days days. finish → owned. */
void vigie_sync_share_invite_async (VigieSyncShare *self, const char *name, VigieRole role, guint days, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *vigie_sync_share_invite_finish (VigieSyncShare *self, GAsyncResult *result, GError **error);
/* At once, with all devices. @member_id: UUID. */
void vigie_sync_share_revoke_async (VigieSyncShare *self, const char *member_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_sync_share_revoke_finish (VigieSyncShare *self, GAsyncResult *result, GError **error);

typedef struct
{
  char *id;                      /* UUID */
  char *name;
  VigieRole role;
  gboolean active;               /* FALSE: revoked */
  gboolean is_here;              /* who sits at this computer */
  gint64 joined_usec;            /* their first device */
} VigieSyncMember;
void vigie_sync_member_free (VigieSyncMember *member);
/* finish → VigieSyncMember, who joined last first; owned. As far as is known here. */
void vigie_sync_share_members_async (VigieSyncShare *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *vigie_sync_share_members_finish (VigieSyncShare *self, GAsyncResult *result, GError **error);

G_END_DECLS
