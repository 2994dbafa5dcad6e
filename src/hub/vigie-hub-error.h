/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VigieHubError:
 * @VIGIE_HUB_ERROR_BUSY: another process has this log; talk to it.
 * @VIGIE_HUB_ERROR_FOREIGN: not the log of a hub; nothing was changed.
 * @VIGIE_HUB_ERROR_NEWER: made by a newer Vigie; nothing was changed.
 * @VIGIE_HUB_ERROR_DAMAGED: truncated or corrupt; nothing was changed; restore a backup.
 * @VIGIE_HUB_ERROR_FULL: the disk is full; nothing was stored; free space and try again.
 * @VIGIE_HUB_ERROR_MISSING: the thing named is not here.
 * @VIGIE_HUB_ERROR_USAGE: what was asked for cannot be done; say it differently.
 * @VIGIE_HUB_ERROR_TAKEN: the id or the place of an event is another one's; the transaction goes on without it.
 * @VIGIE_HUB_ERROR_FAILED: anything else of the system.
 */
typedef enum
{
  VIGIE_HUB_ERROR_BUSY,
  VIGIE_HUB_ERROR_FOREIGN,
  VIGIE_HUB_ERROR_NEWER,
  VIGIE_HUB_ERROR_DAMAGED,
  VIGIE_HUB_ERROR_FULL,
  VIGIE_HUB_ERROR_MISSING,
  VIGIE_HUB_ERROR_USAGE,
  VIGIE_HUB_ERROR_TAKEN,
  VIGIE_HUB_ERROR_FAILED,
} VigieHubError;

#define VIGIE_HUB_ERROR (vigie_hub_error_quark ())
GQuark vigie_hub_error_quark (void);

/* Time and randomness, so that every fault can be simulated. Called in any thread. */
typedef struct
{
  gint64 (*now_usec) (gpointer user_data);
  void (*random) (guint8 *out, gsize length_bytes, gpointer user_data);
  gpointer user_data;
} VigieHubSeams;

G_END_DECLS
