/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

/* How people are, in a word, a shape and a colour of each own, and what came of a check-in. Pure look-ups. */

G_BEGIN_DECLS

/* The four answers, in the order of the keys 1, 2, 3, 0. */
#define VIGIE_N_ANSWERS 4
extern const char *const vigie_check_in_answers[VIGIE_N_ANSWERS];
/* @state NULL or unknown: that of no answer. Translated; borrowed. */
const char *vigie_check_in_label (const char *state);
/* The symbolic icon of @state, and the class of its colour; both as vigie_check_in_label(). Borrowed. */
const char *vigie_check_in_icon (const char *state);
const char *vigie_check_in_class (const char *state);

/* How many answered @state. */
guint vigie_check_in_count (const VigieCheckIn *check_in, const char *state);
/* Everybody who was asked answered. */
gboolean vigie_check_in_is_complete (const VigieCheckIn *check_in);
/* The worst that anybody answered: "relieve", "tired" or "fit"; NULL when nobody answered. */
const char *vigie_check_in_worst (const VigieCheckIn *check_in);
/* "complete, 6 answers of 6"; owned. */
char *vigie_check_in_outcome (const VigieCheckIn *check_in);
/* "No answer: Yao. To relieve: Awa. Tired: Mariam."; "" when all are fit; owned. */
char *vigie_check_in_names (const VigieCheckIn *check_in);

G_END_DECLS
