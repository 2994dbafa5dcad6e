/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-attachment.h"

/* A file from outside, read to be kept as evidence: whole, in memory, within the limit. Blocks; for a worker
 * thread or a command-line program. */

G_BEGIN_DECLS

/* TOO_LARGE over the limit; a folder, a pipe, what vanished or cannot be read: one sentence. Owned. */
GBytes *vigie_content_read_file (GFile *file, GCancellable *cancellable, GError **error);
/* The name people see, never a path. Owned. */
char *vigie_content_name (GFile *file);
/* Media type from the name and the first bytes, NULL when nobody can tell. Owned. */
char *vigie_content_guess_type (const char *name, GBytes *content);
/* 64 hexadecimal digits; owned. */
char *vigie_content_hash (GBytes *content);

G_END_DECLS
