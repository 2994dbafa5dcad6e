/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"

/* A strip that shows itself when an active incident looks like the one being declared.
 * Signal "open" (const char *stream): the person recognised it. */

G_BEGIN_DECLS

#define VIGIE_TYPE_WIZARD_TWIN (vigie_wizard_twin_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizardTwin, vigie_wizard_twin, VIGIE, WIZARD_TWIN, GtkWidget)

GtkWidget *vigie_wizard_twin_new (VigieSession *session);
/* @type may be NULL. */
void vigie_wizard_twin_look_for (VigieWizardTwin *self, const char *title, const char *type);
/* As part of the foot bar: fewer words, no outline. */
void vigie_wizard_twin_set_short (VigieWizardTwin *self, gboolean is_short);
void vigie_wizard_twin_compare (VigieWizardTwin *self); /* Ctrl D; nothing while hidden */

G_END_DECLS
