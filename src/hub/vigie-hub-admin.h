/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub.h"

/* What the people who run a hub do: invite, revoke, look, end it, admit. A command is a request without a seat; it comes from
 * this program itself or through the control socket, which is the administrator's alone (mode 0600). */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_HUB_INVITE,   /* name, role, until_usec; member: another device for somebody who is a member */
  VIGIE_HUB_REVOKE,   /* who: UUID or name of a member, or key of a device */
  VIGIE_HUB_STATUS,   /* what it is and where it listens */
  VIGIE_HUB_STOP,     /* end in order; whoever carries the command does it */
  VIGIE_HUB_ADMIT,    /* who: id of an event that was refused */
  VIGIE_HUB_N_COMMANDS,
} VigieHubCommandKind;

typedef struct
{
  VigieHubCommandKind kind;
  char *name;
  char *role;         /* of a member, or "alerts": a token for a source of alerts */
  char *member;
  char *who;
  char *reason;
  gint64 days;        /* an invitation holds so long */
} VigieHubCommand;

void vigie_hub_command_free (VigieHubCommand *command);
char *vigie_hub_command_to_json (const VigieHubCommand *command);                       /* owned; one line */
VigieHubCommand *vigie_hub_command_from_json (const char *json, gsize length_bytes, GError **error);

/* A request for vigie_hub_write(); the command is taken over. Its reply is JSON: of an invitation `organisation`, `code`
 * or `token`; of a revocation `devices`, how many; of a look `organisation`, `name`, `hub`, `enrolled`, `listen`,
 * `certificate`, `pid`; with a status of 400 or more `error`. */
VigieHubRequest *vigie_hub_command_request (VigieHubCommand *command_taken);

/* Keeps for later invitations where the hub listens and the fingerprint of its certificate ("": none). */
VigieHubRequest *vigie_hub_address_request (const char *listen, const char *fingerprint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieHubCommand, vigie_hub_command_free)

G_END_DECLS
