/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-fact-derive.h"
#include "vigie-widgets.h"

/* The line of a fact's row that says what the other facts give for it, with the button that takes that value. */

G_BEGIN_DECLS

#define VIGIE_TYPE_FACT_DERIVED (vigie_fact_derived_get_type ())
G_DECLARE_FINAL_TYPE (VigieFactDerived, vigie_fact_derived, VIGIE, FACT_DERIVED, GtkWidget)

GtkWidget *vigie_fact_derived_new (VigieIncidentModel *model);
/* @derived: (nullable): hidden without one, or when the recorded value says the same. Copied from. */
void vigie_fact_derived_show (VigieFactDerived *self, const VigieDerived *derived);
/* Records the value; FALSE if there is none to take. */
gboolean vigie_fact_derived_take (VigieFactDerived *self);

G_END_DECLS
