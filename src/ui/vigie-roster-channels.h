/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* Where the war room meets, written out: the channel's name and the link of the video call, to copy, open or set. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ROSTER_CHANNELS (vigie_roster_channels_get_type ())
G_DECLARE_FINAL_TYPE (VigieRosterChannels, vigie_roster_channels, VIGIE, ROSTER_CHANNELS, GtkWidget)

GtkWidget *vigie_roster_channels_new (void);
void vigie_roster_channels_update (VigieRosterChannels *self, VigieIncidentModel *model); /* nullable */

G_END_DECLS
