/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"
#include "vigie-severity.h"

/* The questions of the wizard as one card, with the one that is current.
 *
 * Signal "changed" (): an answer was given. */

G_BEGIN_DECLS

#define VIGIE_TYPE_WIZARD_QUESTIONS (vigie_wizard_questions_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizardQuestions, vigie_wizard_questions, VIGIE, WIZARD_QUESTIONS, GtkWidget)

GtkWidget *vigie_wizard_questions_new (VigieSession *session);
/* Shows answers given before; their exact percentages stay while their button does. */
void vigie_wizard_questions_fill (VigieWizardQuestions *self, const VigieAnswers *before);
/* The answers as they stand; unanswered ones are unknown. */
void vigie_wizard_questions_read (VigieWizardQuestions *self, VigieAnswers *answers);
/* Ids of the questions nobody has answered yet, in order; owned, never NULL. */
char **vigie_wizard_questions_get_open (VigieWizardQuestions *self);
/* Makes the question @index (from 0, clamped) current, without the focus. */
void vigie_wizard_questions_set_current (VigieWizardQuestions *self, int index);
/* The same, @step questions further, and gives it the focus. */
void vigie_wizard_questions_step (VigieWizardQuestions *self, int step);
/* Answers the current question with a digit key, then goes on. FALSE if it has no such answer. */
gboolean vigie_wizard_questions_press (VigieWizardQuestions *self, guint digit);
gboolean vigie_wizard_questions_hold (VigieWizardQuestions *self, GtkWidget *focus);
/* Narrow form: only the current question is open. */
void vigie_wizard_questions_set_narrow (VigieWizardQuestions *self, gboolean narrow);
/* The digit of a key by value, or by position on layouts that need Shift; -1 if it is none. */
int vigie_wizard_digit (guint keyval, guint keycode);

G_END_DECLS
