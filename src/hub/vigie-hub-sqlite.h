/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-log.h"

/* The log of a hub in one SQLite file. */

G_BEGIN_DECLS

/* Opens @path as its only writer; makes it (mode 0600, in a folder of mode 0700) when it is missing.
 * A log that lost events since it was last written, such as a restored backup, gets a new epoch.
 * BUSY: another process has it. FOREIGN, NEWER, DAMAGED: left byte for byte as it was. */
VigieHubLog *vigie_hub_sqlite_open (const char *path, const VigieHubSeams *seams, GError **error);
/* Opens @path to read; it need not be left alone by a hub that runs. MISSING: there is none. */
VigieHubLog *vigie_hub_sqlite_open_reader (const char *path, const VigieHubSeams *seams, GError **error);
/* $XDG_DATA_HOME/vigie/hub.db; owned. */
char *vigie_hub_sqlite_default_path (void);

G_END_DECLS
