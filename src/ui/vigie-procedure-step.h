/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-procedure.h"
#include "vigie-widgets.h"

/* One step of a procedure or checklist: its box to tick, who ticked it and when, and on demand its details. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PROCEDURE_STEP (vigie_procedure_step_get_type ())
G_DECLARE_FINAL_TYPE (VigieProcedureStep, vigie_procedure_step, VIGIE, PROCEDURE_STEP, GtkWidget)

/* @list: id of the type or checklist; @def: borrowed from the session's playbook. */
GtkWidget *vigie_procedure_step_new (VigieIncidentModel *model, const char *list, const VigieStepDef *def);
/* Redraws from the present fold. */
void vigie_procedure_step_update (VigieProcedureStep *self, gboolean is_current);
/* When it is due and how that stands; a step of a checklist has no time. Call it as the time goes by. */
void vigie_procedure_step_set_due (VigieProcedureStep *self, VigieStepDue due, gint64 due_usec);
/* Opens its details, as the button at its end does. */
void vigie_procedure_step_open_details (VigieProcedureStep *self);
/* Still to be done: neither marked nor of an option that was not chosen. */
gboolean vigie_procedure_step_is_open (VigieProcedureStep *self);
/* The whole line: words, and under them who, when and what it waits for. Borrowed until the next update. */
const char *vigie_procedure_step_get_words (VigieProcedureStep *self);
/* The state in the present fold. */
VigieStepState vigie_procedure_step_get_state (VigieProcedureStep *self);
const VigieStepDef *vigie_procedure_step_get_def (VigieProcedureStep *self);
const char *vigie_procedure_step_get_key (VigieProcedureStep *self);
/* In a narrow column: says less beside the step, all of it in the tooltip. */
void vigie_procedure_step_set_brief (VigieProcedureStep *self, gboolean is_brief);
/* Opens the field for the reason why it is not applicable. */
void vigie_procedure_step_ask_reason (VigieProcedureStep *self);

G_END_DECLS
