/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"
#include "vigie-severity.h"

/* The side column of the wizard: proposed level, derivation, another level with its reason, and what declaring
 * would start.
 *
 * Signal "level-changed" (): another level was chosen, or the reason was typed. */

G_BEGIN_DECLS

#define VIGIE_TYPE_WIZARD_SIDE (vigie_wizard_side_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizardSide, vigie_wizard_side, VIGIE, WIZARD_SIDE, GtkWidget)

GtkWidget *vigie_wizard_side_new (VigieSession *session);
/* @again: an incident is assessed again, so nothing new is started; @difference: what changed since, NULL if nothing. */
void vigie_wizard_side_show (VigieWizardSide *self, const VigieAssessment *assessment, const VigieAnswers *answers, const char *type, gint64 detected_usec, gboolean again, const char *difference);
/* Ids of the questions nobody has answered yet (copied), for the next vigie_wizard_side_show(): the rule takes
 * them for unknown, but a person is told the difference. */
void vigie_wizard_side_set_open (VigieWizardSide *self, char **questions);
/* The level that stands: chosen by hand, else the proposed one; NONE if neither. */
VigieLevel vigie_wizard_side_get_level (VigieWizardSide *self);
gboolean vigie_wizard_side_is_other (VigieWizardSide *self); /* differs from a proposed one: needs a reason */
const char *vigie_wizard_side_get_reason (VigieWizardSide *self);
void vigie_wizard_side_focus_other (VigieWizardSide *self); /* F2 */

G_END_DECLS
