/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-playbook.h"

/* One question of the wizard: title, hint, one toggle button an answer, and what the answer gives.
 *
 * Signals: "answered" (): the person chose; "opened" (): a folded question wants to be open. */

G_BEGIN_DECLS

#define VIGIE_TYPE_WIZARD_QUESTION (vigie_wizard_question_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizardQuestion, vigie_wizard_question, VIGIE, WIZARD_QUESTION, GtkWidget)

/* @number from 1; @columns: width of the answer grid in buttons. @question is borrowed from the playbook. */
GtkWidget *vigie_wizard_question_new (const VigieQuestionDef *question, guint number, guint columns, VigieLang lang);
const VigieQuestionDef *vigie_wizard_question_get_def (VigieWizardQuestion *self);
/* The answer chosen, or NULL while nothing was. */
const VigieAnswerDef *vigie_wizard_question_get_answer (VigieWizardQuestion *self);
void vigie_wizard_question_set_answer (VigieWizardQuestion *self, const VigieAnswerDef *answer);
/* Key 1…: that answer; key 0: unknown. FALSE if there is no such answer. */
gboolean vigie_wizard_question_press (VigieWizardQuestion *self, guint key);
void vigie_wizard_question_set_current (VigieWizardQuestion *self, gboolean current);
/* Narrow form: answered questions that are not current become one line. */
void vigie_wizard_question_set_narrow (VigieWizardQuestion *self, gboolean narrow);

G_END_DECLS
