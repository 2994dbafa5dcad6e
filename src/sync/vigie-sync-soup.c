/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-sync-soup.h"

#include "vigie-config.h"

#define CALL(prefix, name) { #prefix #name, &vigie_soup.name },

VigieSyncSoup vigie_soup;

static const VigieLateCall calls[] = { VIGIE_SYNC_SOUP_CALLS (CALL) };
static VigieLate late = VIGIE_LATE (VIGIE_LIBSOUP, calls);

gboolean
vigie_sync_soup_load (GError **error)
{
  return vigie_late_load (&late, error);
}
