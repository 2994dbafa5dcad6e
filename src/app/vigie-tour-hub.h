/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

/* Scenes of the tour beside a hub that is only said: "live", "catching-up", "clock", "offline", "refused", "alone" (none). */

G_BEGIN_DECLS

/* FALSE: there is no scene of that name. */
gboolean vigie_tour_hub (VigieIncidentModel *model, const char *name);

G_END_DECLS
