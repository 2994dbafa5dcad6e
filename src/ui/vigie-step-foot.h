/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-procedure-step.h"

/* The foot of the page of procedures: the step with the focus said whole, and its links to open or copy. */

G_BEGIN_DECLS

#define VIGIE_TYPE_STEP_FOOT (vigie_step_foot_get_type ())
G_DECLARE_FINAL_TYPE (VigieStepFoot, vigie_step_foot, VIGIE, STEP_FOOT, GtkWidget)

/* With nothing to show. Floating. */
GtkWidget *vigie_step_foot_new (void);
/* Shows what stands on @step in the language @lang; a step without words changes nothing. */
void vigie_step_foot_show (VigieStepFoot *self, VigieProcedureStep *step, VigieLang lang);
/* The first link of the step that is shown; FALSE if it has none. */
gboolean vigie_step_foot_open (VigieStepFoot *self);
gboolean vigie_step_foot_copy (VigieStepFoot *self);

/* The address of a link as a browser wants it. Owned. */
char *vigie_link_url (const VigieLink *link);

G_END_DECLS
