/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-timeline-filter.h"

/* The bar over the timeline: which entries are shown, and the search in them.
 *
 * Signals: "both-times" (boolean), "jump" (int64) as of VigieTimelineChoices; "changed" (): other entries are shown; "left" (): the search was closed; "entered" (): Enter in it. */

G_BEGIN_DECLS

#define VIGIE_TYPE_TIMELINE_BAR (vigie_timeline_bar_get_type ())
G_DECLARE_FINAL_TYPE (VigieTimelineBar, vigie_timeline_bar, VIGIE, TIMELINE_BAR, GtkWidget)

GtkWidget *vigie_timeline_bar_new (VigieTimelineFilter *filter);
/* The incident whose entries are counted; NULL: none. */
void vigie_timeline_bar_set_model (VigieTimelineBar *self, VigieIncidentModel *model);
/* Counts anew what is found and what is hidden. */
void vigie_timeline_bar_count (VigieTimelineBar *self);
/* What is searched for, "" while nothing is; borrowed. */
const char *vigie_timeline_bar_get_words (VigieTimelineBar *self);
/* Opens the search and puts the cursor there. */
void vigie_timeline_bar_search (VigieTimelineBar *self);
/* There is no room for two counts in words. */
void vigie_timeline_bar_set_narrow (VigieTimelineBar *self, gboolean narrow);
/* Closes the search and shows what it hid. */
void vigie_timeline_bar_stop_search (VigieTimelineBar *self);
/* Opens the choices with the cursor where a time is typed. */
void vigie_timeline_bar_ask_time (VigieTimelineBar *self);
void vigie_timeline_bar_toggle_both (VigieTimelineBar *self);

G_END_DECLS
