/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The hypotheses, and what helps to settle them: the playbook's own, its options, queries and links. */

G_BEGIN_DECLS

#define VIGIE_TYPE_HYPOTHESIS_COLUMN (vigie_hypothesis_column_get_type ())
G_DECLARE_FINAL_TYPE (VigieHypothesisColumn, vigie_hypothesis_column, VIGIE, HYPOTHESIS_COLUMN, GtkWidget)

GtkWidget *vigie_hypothesis_column_new (void);
/* @model: (nullable). */
void vigie_hypothesis_column_set_model (VigieHypothesisColumn *self, VigieIncidentModel *model);
/* A new decision, or (@review) the result of the one whose review is due first. */
void vigie_hypothesis_column_decide (VigieHypothesisColumn *self, gboolean review);
/* Only what changes with the time. */
void vigie_hypothesis_column_tick (VigieHypothesisColumn *self);
void vigie_hypothesis_column_update (VigieHypothesisColumn *self);
/* Opens the field for a new one. */
void vigie_hypothesis_column_ask (VigieHypothesisColumn *self);

G_END_DECLS
