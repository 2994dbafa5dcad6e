/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A bin that tells when its width crosses a threshold: libadwaita 1.2 has no breakpoints.
 * Property "narrow" (boolean, read-only), notified outside of layout. */

G_BEGIN_DECLS

#define VIGIE_TYPE_WIZARD_BODY (vigie_wizard_body_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizardBody, vigie_wizard_body, VIGIE, WIZARD_BODY, GtkWidget)

/* @min_width: what it asks for, in px, whatever its child needs in the wide form. */
GtkWidget *vigie_wizard_body_new (GtkWidget *child, int threshold, int min_width);
gboolean vigie_wizard_body_is_narrow (VigieWizardBody *self);

G_END_DECLS
