/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The procedure of the incident's type: its groups at their T+, one of them at work. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PROCEDURE_LIST (vigie_procedure_list_get_type ())
G_DECLARE_FINAL_TYPE (VigieProcedureList, vigie_procedure_list, VIGIE, PROCEDURE_LIST, GtkWidget)

GtkWidget *vigie_procedure_list_new (void);
/* @model: (nullable). Rows are made anew when the model or the type changed, else patched. */
void vigie_procedure_list_set_model (VigieProcedureList *self, VigieIncidentModel *model);
void vigie_procedure_list_update (VigieProcedureList *self);
/* Time went on: redraws the heads of the groups, and the steps only if another group is now at work. */
void vigie_procedure_list_tick (VigieProcedureList *self);

G_END_DECLS
