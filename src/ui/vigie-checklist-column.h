/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The checklists, each part folded under its title with how far it is. */

G_BEGIN_DECLS

#define VIGIE_TYPE_CHECKLIST_COLUMN (vigie_checklist_column_get_type ())
G_DECLARE_FINAL_TYPE (VigieChecklistColumn, vigie_checklist_column, VIGIE, CHECKLIST_COLUMN, GtkWidget)

GtkWidget *vigie_checklist_column_new (void);
/* @model: (nullable). */
void vigie_checklist_column_set_model (VigieChecklistColumn *self, VigieIncidentModel *model);
void vigie_checklist_column_update (VigieChecklistColumn *self);
/* TRUE if @list has something to do in the incident. */
gboolean vigie_checklist_concerns (VigieIncidentModel *model, const VigieChecklist *list);
/* Opens the part that holds the step of that key ("resolution/tell"). FALSE: no list has it. */
gboolean vigie_checklist_column_unfold (VigieChecklistColumn *self, const char *key);

G_END_DECLS
