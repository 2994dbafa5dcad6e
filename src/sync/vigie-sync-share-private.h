/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-json.h"
#include "vigie-store-sync.h"
#include "vigie-sync-share.h"

G_BEGIN_DECLS

struct _VigieSyncShare
{
  GObject parent_instance;

  VigieStoreThread *thread;
  VigieSyncShareJoinFunc join;
  gpointer join_data;

  VigieSyncShareState state;
  char *failure;
  char *db;                      /* its log, once that is known */
  GStrv addresses;
  VigieJoinLink *link;
  gboolean stays;

  GSubprocess *process;          /* of this program; NULL: it was found, or is off */
  GOutputStream *tether;         /* its standard input; borrowed from it */
  int pidfd;                     /* of one that was found, or -1 */
  guint pid_watch;
  GCancellable *cancellable;     /* of what is on its way; a new one for each start */
};

/* vigie-sync-share.c */
void vigie_sync_share_set_state (VigieSyncShare *self, VigieSyncShareState state);
/* Off, with that sentence (may be NULL); what was started is ended. */
void vigie_sync_share_fail (VigieSyncShare *self, const char *sentence);
/* Takes what “vigie-hub status” says of a hub that runs. FALSE: it does not, or says nothing of use. */
gboolean vigie_sync_share_take_status (VigieSyncShare *self, const VigieJson *status);
/* Notices when it ends. */
void vigie_sync_share_watch (VigieSyncShare *self, gint64 pid);

/* Tells the process whether it is to stay. */
void vigie_sync_share_tell_tether (VigieSyncShare *self);

G_END_DECLS
