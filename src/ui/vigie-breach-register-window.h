/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The register of breaches over all incidents: its lines by year, as CSV, and the summary of a year. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_REGISTER_WINDOW (vigie_breach_register_window_get_type ())
G_DECLARE_FINAL_TYPE (VigieBreachRegisterWindow, vigie_breach_register_window, VIGIE, BREACH_REGISTER_WINDOW, AdwWindow)

/* Presented; borrowed. */
VigieBreachRegisterWindow *vigie_breach_register_window_present (GtkWidget *from, VigieSession *session);
/* How many lines stand in it; all incidents have been read when @done (nullable) is set. */
guint vigie_breach_register_window_count (VigieBreachRegisterWindow *self, gboolean *done);

G_END_DECLS
