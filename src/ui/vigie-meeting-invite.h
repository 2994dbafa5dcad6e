/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-window.h"

/* The invitation to the planned post-mortem: what it says, who has an address, and how it is handed over. */

G_BEGIN_DECLS

/* The window, borrowed; NULL when nothing is planned. */
GtkWindow *vigie_meeting_invite_present (GtkWidget *from, VigieIncidentModel *model);

G_END_DECLS
