/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-log.h"

/* Reads the whole log and checks everything that can be checked from it alone: numbers, chains, hashes, every
 * signature, each device's own chain, the contents of attachments, the database. */

G_BEGIN_DECLS

typedef struct
{
  guint64 n_events;
  guint64 n_streams;
  char *organisation;    /* key in hexadecimal, or NULL */
} VigieHubVerified;

/* @faults: sentences; none: it is consistent. FALSE: it could not be read. */
gboolean vigie_hub_verify (VigieHubLog *log, GPtrArray *faults, VigieHubVerified *verified, GError **error);

G_END_DECLS
