/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The five stages in a row; or the present one alone. */

G_BEGIN_DECLS

#define VIGIE_TYPE_STAGE_STRIP (vigie_stage_strip_get_type ())
G_DECLARE_FINAL_TYPE (VigieStageStrip, vigie_stage_strip, VIGIE, STAGE_STRIP, GtkWidget)

/* @alone: only the pill of the present stage.
 * Signal "stage" (int stage): somebody pressed another stage. */
GtkWidget *vigie_stage_strip_new (gboolean alone);
void vigie_stage_strip_set_stage (VigieStageStrip *self, VigieStage stage, VigieLang lang);

G_END_DECLS
