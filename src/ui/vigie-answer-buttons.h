/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The answers of a check-in, to press. Signal "answered" (const char *state). */

G_BEGIN_DECLS

#define VIGIE_TYPE_ANSWER_BUTTONS (vigie_answer_buttons_get_type ())
G_DECLARE_FINAL_TYPE (VigieAnswerButtons, vigie_answer_buttons, VIGIE, ANSWER_BUTTONS, GtkWidget)

GtkWidget *vigie_answer_buttons_new (void);
/* The one that is pressed; NULL: none. Emits nothing. */
void vigie_answer_buttons_set_state (VigieAnswerButtons *self, const char *state);
/* Whose answers they are: part of each button's name. */
void vigie_answer_buttons_set_person (VigieAnswerButtons *self, const char *person);

G_END_DECLS
