/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

G_BEGIN_DECLS

/* The pages of one incident and, beside them, the board of clocks. */
#define VIGIE_TYPE_INCIDENT_VIEW (vigie_incident_view_get_type ())
G_DECLARE_FINAL_TYPE (VigieIncidentView, vigie_incident_view, VIGIE, INCIDENT_VIEW, GtkWidget)

GtkWidget *vigie_incident_view_new (void);
void vigie_incident_view_set_model (VigieIncidentView *self, VigieIncidentModel *model);
/* Shows page @page (0 to 4), made at its first showing. */
void vigie_incident_view_show_page (VigieIncidentView *self, int page);
int vigie_incident_view_get_page_number (VigieIncidentView *self);
/* The widget of @page, made if need be; borrowed. */
GtkWidget *vigie_incident_view_get_page (VigieIncidentView *self, int page);
GtkWidget *vigie_incident_view_get_board (VigieIncidentView *self);
void vigie_incident_view_reveal_board (VigieIncidentView *self, gboolean reveal);
gboolean vigie_incident_view_board_is_revealed (VigieIncidentView *self);
/* The board lies over the page because both do not fit. */
gboolean vigie_incident_view_board_is_folded (VigieIncidentView *self);
/* @changed (object, pspec, pane): the board was shown, hidden or folded. */
void vigie_incident_view_watch_board (VigieIncidentView *self, GCallback changed, gpointer object);

G_END_DECLS
