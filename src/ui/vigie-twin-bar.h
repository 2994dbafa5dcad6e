/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The same incident declared twice: asks whether another active incident is this one, and, once they are linked, leads from
 * the one to the other. Hidden while there is nothing of it. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_TWIN_BAR (vigie_twin_bar_get_type ())
G_DECLARE_FINAL_TYPE (VigieTwinBar, vigie_twin_bar, VIGIE, TWIN_BAR, GtkWidget)

GtkWidget *vigie_twin_bar_new (void);
/* @model: (nullable). */
void vigie_twin_bar_set_model (VigieTwinBar *self, VigieIncidentModel *model);

G_END_DECLS
