/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The small forms of the procedure. Each opens a window over that of @from and records by itself. Main thread. */

G_BEGIN_DECLS

/* The yes or no of who must approve at the gate step @key ("INC-02/t60-approve"). */
void vigie_act_form_gate (GtkWidget *from, VigieIncidentModel *model, const char *key);
/* Chooses @option ("INC-04/targeted") by a decision. */
void vigie_act_form_choose (GtkWidget *from, VigieIncidentModel *model, const char *option);
/* The operator's confirmation for one order, for @query ("INC-05/record-payment"). */
void vigie_act_form_confirm (GtkWidget *from, VigieIncidentModel *model, const char *query);
/* A fact that a query lacks. */
void vigie_act_form_fact (GtkWidget *from, VigieIncidentModel *model, const char *name);
/* Another type, with what of the work done matches it. */
void vigie_act_form_retype (GtkWidget *from, VigieIncidentModel *model, const char *type);

G_END_DECLS
