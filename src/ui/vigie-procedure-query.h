/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* A query or command of the playbook, to copy. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PROCEDURE_QUERY (vigie_procedure_query_get_type ())
G_DECLARE_FINAL_TYPE (VigieProcedureQuery, vigie_procedure_query, VIGIE, PROCEDURE_QUERY, GtkWidget)

GtkWidget *vigie_procedure_query_new (VigieIncidentModel *model, const char *type, const VigieQueryDef *def);
void vigie_procedure_query_update (VigieProcedureQuery *self);
const char *vigie_procedure_query_get_key (VigieProcedureQuery *self); /* "INC-03/slow-queries" */

/* @text with its {{fact}} parameters filled from what is known; one whose value could change the meaning of the query
 * stays as it is. @missing, if not NULL, gets the names left, with commas, or NULL. Both owned. */
char *vigie_procedure_query_fill (const char *text, const VigieIncident *incident, char **missing);

G_END_DECLS
