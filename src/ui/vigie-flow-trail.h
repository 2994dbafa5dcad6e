/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-post-mortem.h"
#include "vigie-widgets.h"

/* The stages of a post-mortem in a row: past ones with a check mark, the present one as a filled pill with a dot, later ones
 * dim. Where the row has no room the present one stands alone with its place. Shows and takes nothing. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_FLOW_TRAIL (vigie_flow_trail_get_type ())
G_DECLARE_FINAL_TYPE (VigieFlowTrail, vigie_flow_trail, VIGIE, FLOW_TRAIL, GtkWidget)

GtkWidget *vigie_flow_trail_new (void);
void vigie_flow_trail_set_stage (VigieFlowTrail *self, VigiePostMortemStage stage, VigieLang lang);

G_END_DECLS
