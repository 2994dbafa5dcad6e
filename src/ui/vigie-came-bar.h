/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* "12 entries of Awa, Koffi came late", from when this computer or theirs was away; leads to the first of them. Hidden
 * while none came, and once they were seen. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_CAME_BAR (vigie_came_bar_get_type ())
G_DECLARE_FINAL_TYPE (VigieCameBar, vigie_came_bar, VIGIE, CAME_BAR, GtkWidget)

GtkWidget *vigie_came_bar_new (void);
/* @model: (nullable). */
void vigie_came_bar_set_model (VigieCameBar *self, VigieIncidentModel *model);

G_END_DECLS
