/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-severity.h"

/* The narrow wizard's head: level and derivation in one sentence. Signal "other" (): another level is wanted. */

G_BEGIN_DECLS

#define VIGIE_TYPE_WIZARD_SUMMARY (vigie_wizard_summary_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizardSummary, vigie_wizard_summary, VIGIE, WIZARD_SUMMARY, GtkWidget)

GtkWidget *vigie_wizard_summary_new (VigiePlaybook *playbook, VigieLang lang);
/* @level: the level that stands, proposed or chosen. */
void vigie_wizard_summary_show (VigieWizardSummary *self, const VigieAssessment *assessment, VigieLevel level);

G_END_DECLS
