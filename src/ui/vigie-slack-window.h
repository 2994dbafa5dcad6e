/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* A channel of a Slack export for the timeline: which channel, which period, which people, what would come, and taking it.
 * The archive is read on a thread of its own. Main thread. */

G_BEGIN_DECLS

/* Asks for the archive, then opens the window over that of @from. */
void vigie_slack_window_choose (GtkWidget *from, VigieIncidentModel *model);
/* The same for an archive that is known; borrowed. */
GtkWindow *vigie_slack_window_present (GtkWidget *from, VigieIncidentModel *model, const char *path);

G_END_DECLS
