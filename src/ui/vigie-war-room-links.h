/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* The war room's channel and video call, one press from every page: in the header, with their words where there is
 * room and as icons where there is not. Hidden while the incident has neither a war room nor a link. */

G_BEGIN_DECLS

#define VIGIE_TYPE_WAR_ROOM_LINKS (vigie_war_room_links_get_type ())
G_DECLARE_FINAL_TYPE (VigieWarRoomLinks, vigie_war_room_links, VIGIE, WAR_ROOM_LINKS, GtkWidget)

/* Hidden until it is updated. Floating. */
GtkWidget *vigie_war_room_links_new (void);
/* Redraws from the present fold. @model may be NULL. */
void vigie_war_room_links_update (VigieWarRoomLinks *self, VigieIncidentModel *model);

/* Copies the channel's name. */
void vigie_war_room_copy_channel (GtkWidget *from, VigieIncidentModel *model);
/* Opens an https link, copies any other text, asks for a link where there is none. */
void vigie_war_room_open_video (GtkWidget *from, VigieIncidentModel *model);
/* Copies the link, if there is one. */
void vigie_war_room_copy_video (GtkWidget *from, VigieIncidentModel *model);

G_END_DECLS
