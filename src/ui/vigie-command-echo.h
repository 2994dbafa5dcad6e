/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What Enter would record, at the left of the command line: the kind and the time that were understood, so that a
 * wrong one is seen while it can still be mended. */

G_BEGIN_DECLS

#define VIGIE_TYPE_COMMAND_ECHO (vigie_command_echo_get_type ())
G_DECLARE_FINAL_TYPE (VigieCommandEcho, vigie_command_echo, VIGIE, COMMAND_ECHO, GtkWidget)

GtkWidget *vigie_command_echo_new (void);
/* @command: what was understood, or NULL: a note of now. */
void vigie_command_echo_show (VigieCommandEcho *self, VigieSession *session, const VigieCommand *command);

G_END_DECLS
