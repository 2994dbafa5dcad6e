/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Who else writes in the incident just now, said beside the text of the report while a hub is reached. Main thread. */

G_BEGIN_DECLS

/* Hidden while nobody does. Floating. */
GtkWidget *vigie_report_typing_new (void);
void vigie_report_typing_set_model (GtkWidget *typing, VigieIncidentModel *model); /* may be NULL */

G_END_DECLS
