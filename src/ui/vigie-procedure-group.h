/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The steps of one T+ of a procedure: its head, what stands before it, and its rows. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PROCEDURE_GROUP (vigie_procedure_group_get_type ())
G_DECLARE_FINAL_TYPE (VigieProcedureGroup, vigie_procedure_group, VIGIE, PROCEDURE_GROUP, GtkWidget)

/* The group @index of @type, which is borrowed from the model's playbook. */
GtkWidget *vigie_procedure_group_new (VigieIncidentModel *model, const VigieTypeDef *type, guint index);
const VigieStepGroup *vigie_procedure_group_get_def (VigieProcedureGroup *self);
/* Shows the incident as it is now. @is_current: it is the group at work. */
void vigie_procedure_group_update (VigieProcedureGroup *self, gboolean is_current);
/* Only what changes with the time. */
void vigie_procedure_group_tick (VigieProcedureGroup *self, gboolean is_current);
guint vigie_procedure_group_n_steps (VigieProcedureGroup *self);
guint vigie_procedure_group_n_open (VigieProcedureGroup *self);
/* Open steps past their due time. */
guint vigie_procedure_group_n_late (VigieProcedureGroup *self);
/* Its T+ has come, or it has none. */
gboolean vigie_procedure_group_has_begun (VigieProcedureGroup *self);
/* Focuses its first open step. */
gboolean vigie_procedure_group_focus_open (VigieProcedureGroup *self);

/* "2 late" with its shape; hidden while @n is 0. */
GtkWidget *vigie_late_count_new (void);
void vigie_late_count_set (GtkWidget *count, guint n);

G_END_DECLS
