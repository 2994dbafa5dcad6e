/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Everything about one entry, under the list, at most 160 px high.
 * Signal "closed" (): the person wants it away. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ENTRY_DETAIL (vigie_entry_detail_get_type ())
G_DECLARE_FINAL_TYPE (VigieEntryDetail, vigie_entry_detail, VIGIE, ENTRY_DETAIL, GtkWidget)

GtkWidget *vigie_entry_detail_new (void);
/* @entry: borrowed for the call only; NULL empties the pane. */
void vigie_entry_detail_show (VigieEntryDetail *self, VigieIncidentModel *model, const VigieEntry *entry);

G_END_DECLS
