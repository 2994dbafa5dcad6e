/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Where the post-mortem stands, over the report: its stage, what is missing before the next one with a way to each, and the act
 * that comes next. Hidden while there is none to come. Main thread.
 * Signal: "section" (const char *id): what is missing is in that section of the report. */

G_BEGIN_DECLS

#define VIGIE_TYPE_FLOW_STRIP (vigie_flow_strip_get_type ())
G_DECLARE_FINAL_TYPE (VigieFlowStrip, vigie_flow_strip, VIGIE, FLOW_STRIP, GtkWidget)

GtkWidget *vigie_flow_strip_new (void);
void vigie_flow_strip_set_model (VigieFlowStrip *self, VigieIncidentModel *model); /* nullable */
/* Opens the list of what is missing. */
void vigie_flow_strip_show_missing (VigieFlowStrip *self);

G_END_DECLS
