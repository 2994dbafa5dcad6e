/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-rota.h"

G_BEGIN_DECLS

/* The time zones of this computer, each read once; for one thread. */
typedef struct _VigieZoneTable VigieZoneTable;

VigieZoneTable *vigie_zone_table_new (void);
void vigie_zone_table_free (VigieZoneTable *table);
/* For vigie-rota.h; borrowed. */
const VigieZones *vigie_zone_table_get (VigieZoneTable *table);
/* FALSE: this computer has no rules for it. Empty and paths are no zones. */
gboolean vigie_zone_table_knows (VigieZoneTable *table, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieZoneTable, vigie_zone_table_free)

G_END_DECLS
