/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* Under the band, on every page: a handover that waits for the answer of whoever sits here, and two people who
 * command. Hidden while there is neither. */

G_BEGIN_DECLS

#define VIGIE_TYPE_HANDOVER_BAR (vigie_handover_bar_get_type ())
G_DECLARE_FINAL_TYPE (VigieHandoverBar, vigie_handover_bar, VIGIE, HANDOVER_BAR, GtkWidget)

GtkWidget *vigie_handover_bar_new (void);
/* @model may be NULL. */
void vigie_handover_bar_set_model (VigieHandoverBar *self, VigieIncidentModel *model);

G_END_DECLS
