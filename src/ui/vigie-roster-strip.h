/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The check-in: when the next one is due, or how far the running one is.
 * Signals: "started" (), "closed" (), "abandoned" (). */

G_BEGIN_DECLS

#define VIGIE_TYPE_ROSTER_STRIP (vigie_roster_strip_get_type ())
G_DECLARE_FINAL_TYPE (VigieRosterStrip, vigie_roster_strip, VIGIE, ROSTER_STRIP, GtkWidget)

GtkWidget *vigie_roster_strip_new (void);
/* No check-in runs: shows the clock of the next one. */
void vigie_roster_strip_show_clock (VigieRosterStrip *self, VigieIncidentModel *model);
/* One runs: @answered of @asked, and who is missing (names with commas). */
void vigie_roster_strip_show_round (VigieRosterStrip *self, guint answered, guint asked, const char *missing);
/* Fills @box with the check-ins that were held, the newest @max, oldest first. */
void vigie_roster_strip_fill_history (GtkBox *box, VigieIncidentModel *model, guint max);

G_END_DECLS
