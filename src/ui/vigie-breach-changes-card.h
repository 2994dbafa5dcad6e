/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-breach-notice.h"

/* What has changed since the notice before: what it said, what is true now, and why, which is asked for. Hidden while
 * nothing has changed. Main thread.
 *
 * "why" (field, words): what is to be recorded for "why.NAME". */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_CHANGES_CARD (vigie_breach_changes_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieBreachChangesCard, vigie_breach_changes_card, VIGIE, BREACH_CHANGES_CARD, GtkBox)

GtkWidget *vigie_breach_changes_card_new (void);
void vigie_breach_changes_card_show (VigieBreachChangesCard *self, const VigieBreachNotice *notice);

G_END_DECLS
