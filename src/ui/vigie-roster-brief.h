/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Where the incident stands, for whoever takes over: written from the fold, to read or to copy. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ROSTER_BRIEF (vigie_roster_brief_get_type ())
G_DECLARE_FINAL_TYPE (VigieRosterBrief, vigie_roster_brief, VIGIE, ROSTER_BRIEF, GtkWidget)

GtkWidget *vigie_roster_brief_new (void);
/* @model: (nullable). */
void vigie_roster_brief_set_model (VigieRosterBrief *self, VigieIncidentModel *model);
void vigie_roster_brief_update (VigieRosterBrief *self);
/* The same as plain text; owned. */
char *vigie_roster_brief_to_text (VigieRosterBrief *self);

G_END_DECLS
