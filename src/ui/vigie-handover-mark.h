/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* The mark in the band that a handover waits, or that two people command; it leads there. */

G_BEGIN_DECLS

#define VIGIE_TYPE_HANDOVER_MARK (vigie_handover_mark_get_type ())
G_DECLARE_FINAL_TYPE (VigieHandoverMark, vigie_handover_mark, VIGIE, HANDOVER_MARK, GtkWidget)

GtkWidget *vigie_handover_mark_new (void);
/* FALSE, and hidden, when there is nothing to say. */
gboolean vigie_handover_mark_update (VigieHandoverMark *self, VigieIncidentModel *model);

G_END_DECLS
