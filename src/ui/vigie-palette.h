/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Search anywhere: one line, and what answers it. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PALETTE (vigie_palette_get_type ())
G_DECLARE_FINAL_TYPE (VigiePalette, vigie_palette, VIGIE, PALETTE, AdwWindow)

/* Opens it over @parent, whose "win" actions it runs. @model: the open incident, or NULL. Borrowed. */
GtkWindow *vigie_palette_present (GtkWindow *parent, VigieSession *session, VigieIncidentModel *model);

G_END_DECLS
