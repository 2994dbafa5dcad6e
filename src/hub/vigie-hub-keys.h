/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-hub-error.h"

/* The keys of a hub: its own, and that of the organisation where it was founded. Files of mode 0600 beside
 * the log, never in it, so that a copy of the log is no copy of the keys. The hub's own key is needed to
 * enrol who joins; the organisation's only to enrol another hub, and may be kept elsewhere. */

G_BEGIN_DECLS

typedef struct
{
  guint8 hub[VIGIE_KEY_BYTES];
  guint8 hub_secret[VIGIE_SECRET_KEY_BYTES];
  guint8 organisation[VIGIE_KEY_BYTES];
  guint8 organisation_secret[VIGIE_SECRET_KEY_BYTES];
  gboolean has_organisation;
} VigieHubKeys;

/* Reads PATH.key and PATH.organisation. The first is made when it is missing; the second only if @found. */
gboolean vigie_hub_keys_load (VigieHubKeys *keys, const char *path, const VigieHubSeams *seams, gboolean found, GError **error);
void vigie_hub_keys_clear (VigieHubKeys *keys);
/* Copies both files beside @to (mode 0600). */
gboolean vigie_hub_keys_copy (const char *from, const char *to, GError **error);

G_END_DECLS
