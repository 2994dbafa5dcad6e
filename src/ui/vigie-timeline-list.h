/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-timeline-filter.h"
#include "vigie-widgets.h"

/* The rows of the timeline that pass the filter, newest at the bottom; one may be chosen. It stays at its end until one
 * scrolls up, and then counts what comes in below. Main thread.
 *
 * Signals:
 *   "rows-changed" (): other rows are shown
 *   "chosen" (): another row is chosen, or none
 *   "activated" (): Enter or a double click on the chosen row
 *   "pressed" (): a click in the list
 *   "to-end" (): the count of what came in was pressed, and the end is in sight again */

G_BEGIN_DECLS

#define VIGIE_TYPE_TIMELINE_LIST (vigie_timeline_list_get_type ())
G_DECLARE_FINAL_TYPE (VigieTimelineList, vigie_timeline_list, VIGIE, TIMELINE_LIST, GtkWidget)

GtkWidget *vigie_timeline_list_new (VigieTimelineFilter *filter);
/* NULL: no rows. Follows the end of the new one. */
void vigie_timeline_list_set_model (VigieTimelineList *self, VigieIncidentModel *model);
/* Takes @keys (transfer full); it sees each key before the list does. */
void vigie_timeline_list_add_keys (VigieTimelineList *self, GtkEventController *keys);

guint vigie_timeline_list_get_n_rows (VigieTimelineList *self);
/* The entry chosen, or NULL; valid until the incident changes. */
const VigieEntry *vigie_timeline_list_get_chosen (VigieTimelineList *self);
/* Chooses the entry @id and brings it in sight with the next layout; FALSE if it is not shown. */
gboolean vigie_timeline_list_choose (VigieTimelineList *self, const char *id);
/* Brings the entry @id in sight once it is there, and the end until then. */
void vigie_timeline_list_await (VigieTimelineList *self, const char *id);
/* The entry awaited is there and does not pass the filter: TRUE once, then it is awaited no more. */
gboolean vigie_timeline_list_hides_awaited (VigieTimelineList *self);
/* The focus to the chosen row, else to the last one, which is then chosen. */
void vigie_timeline_list_focus (VigieTimelineList *self);
/* The next entry (@direction 1) or the one before (-1), around at the ends; chosen, with the focus. */
void vigie_timeline_list_step (VigieTimelineList *self, int direction);
/* The first entry at or after @time_usec, else the last one; chosen, with the focus. */
void vigie_timeline_list_jump (VigieTimelineList *self, gint64 time_usec);
/* When it happened and when it was recorded. */
void vigie_timeline_list_set_both_times (VigieTimelineList *self, gboolean both);
/* Counts as news only what comes in from now on. */
void vigie_timeline_list_forget_news (VigieTimelineList *self);

G_END_DECLS
