/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What was done under the procedures of earlier types, folded: a change of type takes nothing out of sight. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PROCEDURE_FORMER (vigie_procedure_former_get_type ())
G_DECLARE_FINAL_TYPE (VigieProcedureFormer, vigie_procedure_former, VIGIE, PROCEDURE_FORMER, GtkWidget)

GtkWidget *vigie_procedure_former_new (void);
void vigie_procedure_former_update (VigieProcedureFormer *self, VigieIncidentModel *model);

G_END_DECLS
