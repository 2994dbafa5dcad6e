/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The run sheet of a post-mortem for who facilitates it: the present item and what is left of its time large, the next one a
 * key away, notes into the section they belong to, who is there, what is parked, the rules in sight. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_MEETING_WINDOW (vigie_meeting_window_get_type ())
G_DECLARE_FINAL_TYPE (VigieMeetingWindow, vigie_meeting_window, VIGIE, MEETING_WINDOW, AdwWindow)

/* The one of @model, made when there is none yet. Borrowed. */
VigieMeetingWindow *vigie_meeting_window_present (GtkWidget *from, VigieIncidentModel *model);

G_END_DECLS
