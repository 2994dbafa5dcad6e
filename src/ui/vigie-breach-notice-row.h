/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-breach-notice.h"

/* One row of the notice to the authority: its name, its answer, whether it is filled, and the way to its fact. Rows of the
 * template with a fixed list offer it, one choice or several; others take words. Main thread.
 *
 * "answered" (string): what is to be recorded; "" takes the own answer away. */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_NOTICE_ROW (vigie_breach_notice_row_get_type ())
G_DECLARE_FINAL_TYPE (VigieBreachNoticeRow, vigie_breach_notice_row, VIGIE, BREACH_NOTICE_ROW, GtkBox)

GtkWidget *vigie_breach_notice_row_new (const VigieBreachField *field, VigieLang lang);
/* What is being typed stays. */
void vigie_breach_notice_row_show (VigieBreachNoticeRow *self, const VigieBreachField *field);
const char *vigie_breach_notice_row_get_id (VigieBreachNoticeRow *self);
VigieBreachFieldState vigie_breach_notice_row_get_state (VigieBreachNoticeRow *self);

G_END_DECLS
