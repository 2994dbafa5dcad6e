/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-ctl.h"
#include "vigie-sync-session.h"

/* Shared by sync and watch: a session over the store of the command line. */

G_BEGIN_DECLS

typedef struct
{
  VigieCtl *ctl;                 /* borrowed */
  GMainLoop *loop;
  VigieSyncSession *session;
  GError *error;                 /* of the store; ends it */
} VigieCtlHub;

/* FALSE: the store has joined no hub, or the token is missing. */
gboolean vigie_ctl_hub_init (VigieCtlHub *hub, VigieCtl *ctl, VigieSyncMode mode, GError **error);
void vigie_ctl_hub_clear (VigieCtlHub *hub);
/* Waits a little for the lock when another program just writes. Owned. */
VigieStore *vigie_ctl_hub_open (VigieCtl *ctl, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VigieCtlHub, vigie_ctl_hub_clear)

G_END_DECLS
