/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What the breach asks for, in a window beside the incident: the record goes on under it. One at a time for each
 * window. Main thread. */

G_BEGIN_DECLS

void vigie_breach_window_present (GtkWidget *from, VigieIncidentModel *model);

G_END_DECLS
