/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-timeline-filter.h"

/* The bar over the timeline: which entries are shown, and the search in them.
 *
 * Signals: "changed" (): other entries are shown; "left" (): the search was closed; "entered" (): Enter in it. */

G_BEGIN_DECLS

#define VIGIE_TYPE_TIMELINE_BAR (vigie_timeline_bar_get_type ())
G_DECLARE_FINAL_TYPE (VigieTimelineBar, vigie_timeline_bar, VIGIE, TIMELINE_BAR, GtkWidget)

GtkWidget *vigie_timeline_bar_new (VigieTimelineFilter *filter);
/* The entries whose automatic follow-ups are counted; NULL: none. */
void vigie_timeline_bar_set_timeline (VigieTimelineBar *self, GListModel *timeline);
/* Counts the automatic follow-ups anew. */
void vigie_timeline_bar_count (VigieTimelineBar *self);
/* What is searched for, "" while nothing is; borrowed. */
const char *vigie_timeline_bar_get_words (VigieTimelineBar *self);
/* Opens the search and puts the cursor there. */
void vigie_timeline_bar_search (VigieTimelineBar *self);

G_END_DECLS
