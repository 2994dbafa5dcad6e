/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-notice-check.h"

/* One finding of a check: its shape, what it says, why, and the button that deals with it. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_CHECK_ROW (vigie_check_row_get_type ())
G_DECLARE_FINAL_TYPE (VigieCheckRow, vigie_check_row, VIGIE, CHECK_ROW, GtkListBoxRow)

/* "act" is emitted when the button is pressed. */
GtkWidget *vigie_check_row_new (void);
/* @finding is only looked at. */
void vigie_check_row_set_finding (VigieCheckRow *self, const VigieCheckFinding *finding);
GtkButton *vigie_check_row_get_button (VigieCheckRow *self);

G_END_DECLS
