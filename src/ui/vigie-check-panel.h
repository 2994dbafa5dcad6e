/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-notice-check.h"

/* What the check of a notice found: counts, one row for each finding, and a line of what passed. Main thread.
 *
 * "go" (guint): the place of that finding is to be shown; "fix" (guint): its proposal is to be put there. Both carry an
 * index into the findings of vigie_check_panel_get_report(). */

G_BEGIN_DECLS

#define VIGIE_TYPE_CHECK_PANEL (vigie_check_panel_get_type ())
G_DECLARE_FINAL_TYPE (VigieCheckPanel, vigie_check_panel, VIGIE, CHECK_PANEL, GtkBox)

GtkWidget *vigie_check_panel_new (void);
/* Takes @report (NULL: nothing was checked). */
void vigie_check_panel_take_report (VigieCheckPanel *self, VigieCheckReport *report);
const VigieCheckReport *vigie_check_panel_get_report (VigieCheckPanel *self);
/* In a low window what passed is left out. */
void vigie_check_panel_set_short (VigieCheckPanel *self, gboolean is_short);
/* F4: chooses the finding behind the chosen one, going round, and emits "go" for it. FALSE: there is none. */
gboolean vigie_check_panel_next (VigieCheckPanel *self);

G_END_DECLS
