/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-command-line.h"

/* What one key does to the entry chosen in the list: Space stars, F2 corrects, Delete retracts, I inserts before it. */

G_BEGIN_DECLS

gboolean vigie_entry_keys_do (VigieCommandLine *command, VigieIncidentModel *model, const VigieEntry *entry, guint keyval);

G_END_DECLS
