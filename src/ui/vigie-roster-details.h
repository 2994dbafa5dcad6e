/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* What opens under the row of a post: its duties, the rarer acts, the field for a name.
 * Signal "left" (): done here, the focus goes back to the row. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ROSTER_DETAILS (vigie_roster_details_get_type ())
G_DECLARE_FINAL_TYPE (VigieRosterDetails, vigie_roster_details, VIGIE, ROSTER_DETAILS, GtkWidget)

GtkWidget *vigie_roster_details_new (VigieIncidentModel *model, const char *post);
void vigie_roster_details_show_duties (VigieRosterDetails *self, gboolean show);
/* The acts of a post that somebody holds. */
void vigie_roster_details_set_held (VigieRosterDetails *self, gboolean held);
/* Opens the field for a name. */
void vigie_roster_details_assign (VigieRosterDetails *self);
/* Whoever sits here takes the post, or asks its holder for it. */
void vigie_roster_details_take (VigieRosterDetails *self);
/* Shows the request about this post; FALSE if none waits. */
gboolean vigie_roster_details_show_request (VigieRosterDetails *self);

G_END_DECLS
