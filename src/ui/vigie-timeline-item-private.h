/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

G_BEGIN_DECLS

/* For the model, which makes the rows. */
VigieTimelineItem *vigie_timeline_item_new_day (VigieSession *session, const char *id, gint64 time_usec);
VigieTimelineItem *vigie_timeline_item_new (VigieSession *session, VigieIncident *incident, const VigieEntry *entry);
/* Points at the same event in a new fold; emits "changed" when it looks different. */
void vigie_timeline_item_set_entry (VigieTimelineItem *self, VigieIncident *incident, const VigieEntry *entry);
/* It came from elsewhere, long after it was recorded there. */
void vigie_timeline_item_set_came (VigieTimelineItem *self, gint64 came_usec);
/* @incident has this very entry still. */
void vigie_timeline_item_set_fold (VigieTimelineItem *self, VigieIncident *incident);

G_END_DECLS
