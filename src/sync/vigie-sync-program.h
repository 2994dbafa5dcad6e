/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Private to src/sync: the program vigie-hub, wherever it is installed, and one command of it at a time. Main thread;
 * nothing blocks. */

G_BEGIN_DECLS

/* $VIGIE_HUB, else where this Vigie was installed, else in the path. Owned; NOT_FOUND: it is not on this computer. */
char *vigie_sync_program_find (GError **error);
/* @words: after the program's name, NULL-terminated. finish → what it printed, without the last line end; owned. Its own
 * sentence is the error. */
void vigie_sync_program_run_async (const char *const *words, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *vigie_sync_program_run_finish (GAsyncResult *result, GError **error);
/* "vigie-hub: A sentence.\n" as the last line of @text gives "A sentence."; owned, NULL if there is none. */
char *vigie_sync_program_sentence (const char *text);

G_END_DECLS
