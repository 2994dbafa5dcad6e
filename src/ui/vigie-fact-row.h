/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-fact-derive.h"
#include "vigie-widgets.h"

/* A fact on its line; opened, its form and its history. */

G_BEGIN_DECLS

#define VIGIE_TYPE_FACT_ROW (vigie_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (VigieFactRow, vigie_fact_row, VIGIE, FACT_ROW, GtkListBoxRow)

GtkWidget *vigie_fact_row_new (VigieIncidentModel *model, const char *name);
const char *vigie_fact_row_get_name (VigieFactRow *self);
/* Redraws the line from the present fold; an open form stays as it is. */
void vigie_fact_row_update (VigieFactRow *self);
void vigie_fact_row_open (VigieFactRow *self);
/* The form (VigieFactForm), NULL while it was never open; borrowed. */
GtkWidget *vigie_fact_row_get_form (VigieFactRow *self);

/* What the other facts give for this one; NULL: nothing. */
void vigie_fact_row_set_derived (VigieFactRow *self, const VigieDerived *derived);

G_END_DECLS
