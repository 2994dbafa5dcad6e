/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-types.h"

/* The bar at the foot of the wizard: its keys, what is missing, the button that records.
 *
 * Signal "declare" (): the button was pressed. */

G_BEGIN_DECLS

#define VIGIE_TYPE_WIZARD_FOOT (vigie_wizard_foot_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizardFoot, vigie_wizard_foot, VIGIE, WIZARD_FOOT, GtkWidget)

GtkWidget *vigie_wizard_foot_new (void);
/* The button's words: it declares @level, or records it when an incident is assessed @again. */
void vigie_wizard_foot_set_act (VigieWizardFoot *self, VigieLevel level, gboolean again, gboolean ready);
/* Why it cannot be pressed, or what is still open; "" for nothing. */
void vigie_wizard_foot_say (VigieWizardFoot *self, const char *text);
/* Narrow form: without the keys. */
void vigie_wizard_foot_set_narrow (VigieWizardFoot *self, gboolean narrow);
/* Where the narrow form puts the likeness to another incident; borrowed. */
GtkBox *vigie_wizard_foot_get_slot (VigieWizardFoot *self);

G_END_DECLS
