/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"

/* Title, type and detection time of a declaration, with the sentence each needs under it.
 *
 * Signals: "changed" (): something was typed or chosen; "finished" (): Enter in the last field. */

G_BEGIN_DECLS

#define VIGIE_TYPE_WIZARD_FIELDS (vigie_wizard_fields_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizardFields, vigie_wizard_fields, VIGIE, WIZARD_FIELDS, GtkWidget)

GtkWidget *vigie_wizard_fields_new (VigieSession *session);
const char *vigie_wizard_fields_get_title (VigieWizardFields *self);
void vigie_wizard_fields_set_title (VigieWizardFields *self, const char *title);
const char *vigie_wizard_fields_get_type_id (VigieWizardFields *self);   /* NULL: other */
void vigie_wizard_fields_set_type_id (VigieWizardFields *self, const char *type);
void vigie_wizard_fields_set_time_text (VigieWizardFields *self, const char *text);
/* When it was detected; VIGIE_TIME_NONE while the text is no time. */
gint64 vigie_wizard_fields_get_detected_usec (VigieWizardFields *self);
/* Enter: the next field. FALSE when @focus is none of these fields. */
gboolean vigie_wizard_fields_advance (VigieWizardFields *self, GtkWidget *focus);
/* A digit in the type field chooses INC-0N, 0 the other type. FALSE when @focus is not there. */
gboolean vigie_wizard_fields_press (VigieWizardFields *self, GtkWidget *focus, guint digit);

G_END_DECLS
