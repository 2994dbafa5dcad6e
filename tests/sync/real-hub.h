/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-runner.h"

/* The real vigie-hub on this computer, and seats that are the real vigiectl. */

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *db;
  char *address;                 /* "127.0.0.1:PORT", the same after a restart */
  char *certificate;             /* its fingerprint; NULL when plain */
  char *key;                     /* of the hub; only if it adopted its organisation */
  gboolean plain;
  GSubprocess *process;          /* NULL: stopped */
} RealHub;

RealHub *real_hub_new (gboolean plain);
/* Another one of the same organisation, not enrolled yet. */
RealHub *real_hub_new_of (RealHub *other);
/* A link without a code, to a hub of the organisation of @invitation. Owned. */
char *real_hub_link (RealHub *hub, const char *invitation);
void real_hub_free (RealHub *hub);
void real_hub_start (RealHub *hub);
void real_hub_start_with (RealHub *hub, const char *const *argv); /* NULL-terminated */
void real_hub_stop (RealHub *hub);
/* Runs a command of vigie-hub, asserting that it went well; the last word it printed, owned. */
char *real_hub_do (RealHub *hub, ...) G_GNUC_NULL_TERMINATED;
char *real_hub_invite (RealHub *hub, const char *name, const char *role); /* a link, owned */
/* A seat that has joined. */
Ctl *real_hub_seat (RealHub *hub, const char *name, const char *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RealHub, real_hub_free)

G_END_DECLS
