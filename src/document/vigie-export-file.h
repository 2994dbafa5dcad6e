/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-export.h"

/* The export as a file, with the contents of the files kept as evidence. Without any it is what vigie-export.h
 * says, version 1. With them the version is 2 and the last line goes on:
 *
 * "count":N,"head":HEX,
 * "contents":[
 * {"hash":HEX,"size":N,"pieces":[
 * "BASE64 of 256 KiB",
 * "BASE64 of what is left"
 * ]},
 * {"hash":HEX,"size":N,"missing":true}
 * ]}
 *
 * one entry for each content that the events name, by hash, line by line as shown: one content at a time is in
 * memory, whoever writes or reads. */

G_BEGIN_DECLS

/* Gives the content of that hash, whole and checked; *content stays NULL when it is not here. */
typedef gboolean (*VigieContentSource) (const char *hash, GBytes **content, gpointer data, GError **error);
/* Takes a content that agrees with its hash. */
typedef gboolean (*VigieContentSink) (GBytes *content, gpointer data, GError **error);

/* Writes it whole or not at all, mode 0600. @n_missing (nullable): contents that were not here. */
gboolean vigie_export_save (const char *path, GPtrArray *events, const char *ref, const char *title, VigieContentSource source, gpointer data, guint *n_missing, GCancellable *cancellable, GError **error);
/* Reads and checks everything as vigie_export_read() does, and each content by its hash. @sink (nullable) takes them in
 * order; @missing (nullable) gets the names (char *) of those the file says are not in it. → VigieEvent array, owned. */
GPtrArray *vigie_export_load (const char *path, const VigiePlaybook *playbook, VigieContentSink sink, gpointer data, GPtrArray *missing, GError **error);
/* TRUE if the first byte that is no white space is a brace. FALSE too when it cannot be read. */
gboolean vigie_export_file_looks_like (const char *path);

G_END_DECLS
