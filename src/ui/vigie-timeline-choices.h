/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-timeline-filter.h"

/* What the timeline shows and where it goes: kind, person, both times, a time to go to.
 *
 * Signals: "changed" (): the filter was set; "both-times" (boolean): show when entries were recorded too;
 * "jump" (int64): go to this time, microseconds. */

G_BEGIN_DECLS

#define VIGIE_TYPE_TIMELINE_CHOICES (vigie_timeline_choices_get_type ())
G_DECLARE_FINAL_TYPE (VigieTimelineChoices, vigie_timeline_choices, VIGIE, TIMELINE_CHOICES, GtkWidget)

/* @filter is kept. */
GtkWidget *vigie_timeline_choices_new (VigieTimelineFilter *filter);
/* Whose times are read; NULL: none. */
void vigie_timeline_choices_set_model (VigieTimelineChoices *self, VigieIncidentModel *model);
/* Lists the persons anew, empties the time and its complaint. */
void vigie_timeline_choices_refresh (VigieTimelineChoices *self);
/* Puts the cursor where a time is typed. */
void vigie_timeline_choices_focus_time (VigieTimelineChoices *self);
/* The other way round from now, as its switch does. */
void vigie_timeline_choices_toggle_both (VigieTimelineChoices *self);
/* Every kind, everyone. */
void vigie_timeline_choices_reset (VigieTimelineChoices *self);

G_END_DECLS
