/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The fields that record a fact. Signal "done" (): recorded, or left. */

G_BEGIN_DECLS

#define VIGIE_TYPE_FACT_FORM (vigie_fact_form_get_type ())
G_DECLARE_FINAL_TYPE (VigieFactForm, vigie_fact_form, VIGIE, FACT_FORM, GtkWidget)

/* @name: (nullable): of the fact; NULL asks for it. */
GtkWidget *vigie_fact_form_new (VigieIncidentModel *model, const char *name);
/* Fills the fields from the present fold. */
void vigie_fact_form_load (VigieFactForm *self);
/* Records what the fields say; FALSE, with the reason shown, if they cannot be taken. */
gboolean vigie_fact_form_record (VigieFactForm *self);
/* Puts @value (as typed, or the id of a choice) into the field of the value; for tests and for what is known elsewhere. */
void vigie_fact_form_set_value (VigieFactForm *self, const char *value);
/* The sentence of the last refusal, or NULL; borrowed. */
const char *vigie_fact_form_get_error (VigieFactForm *self);

G_END_DECLS
