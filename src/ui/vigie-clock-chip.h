/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* One of the two most urgent clocks, as a button that does the thing. */

G_BEGIN_DECLS

#define VIGIE_TYPE_CLOCK_CHIP (vigie_clock_chip_get_type ())
G_DECLARE_FINAL_TYPE (VigieClockChip, vigie_clock_chip, VIGIE, CLOCK_CHIP, GtkButton)

/* @index: 0 for the first, 1 for the second; it activates "win.obligation" with it. */
GtkWidget *vigie_clock_chip_new (int index);
/* Shows @obligation (NULL: hides the chip) as it stands now. */
void vigie_clock_chip_set (VigieClockChip *self, VigieIncidentModel *model, const VigieObligation *obligation);

G_END_DECLS
