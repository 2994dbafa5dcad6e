/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-admin.h"
#include "vigie-hub-server.h"

/* How another process of the same user speaks to a hub that runs: a socket of mode 0600 beside the log. One
 * line with a command, one line with the reply. */

G_BEGIN_DECLS

/* The listening socket of the hub that holds the lock; -1 + error. */
int vigie_hub_control_listen (const char *log_path, GError **error);
/* Takes one connection and answers it; at most five seconds are waited for a slow peer. FALSE: it asked to end. */
gboolean vigie_hub_control_answer (int fd, VigieHubServer *server);
void vigie_hub_control_close (int fd, const char *log_path);
/* Sends @command to the hub that runs. NULL + BUSY: it holds the lock and does not answer. Owned: its reply. */
char *vigie_hub_control_send (const char *log_path, const VigieHubCommand *command, GError **error);

G_END_DECLS
