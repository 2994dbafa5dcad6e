/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

/* Scenes of the tour in the directory: "contacts" (some have a name, a number and a deputy, and were verified), "contacts-apart"
 * (another desk gave the CEO another number). */

G_BEGIN_DECLS

/* FALSE: there is no scene of that name. */
gboolean vigie_tour_directory (VigieIncidentModel *model, const char *name);

G_END_DECLS
