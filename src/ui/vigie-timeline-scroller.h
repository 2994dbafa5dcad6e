/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Scrolls the list of the timeline: it stays at the end until a person scrolls up, and counts what comes in
 * below from then on. Main thread.
 *
 * Signal "to-end" (): the count was pressed; the end is followed again. */

G_BEGIN_DECLS

#define VIGIE_TYPE_TIMELINE_SCROLLER (vigie_timeline_scroller_get_type ())
G_DECLARE_FINAL_TYPE (VigieTimelineScroller, vigie_timeline_scroller, VIGIE, TIMELINE_SCROLLER, GtkWidget)

/* Around @list, which shows @rows (VigieTimelineItem); both are kept. */
GtkWidget *vigie_timeline_scroller_new (GtkWidget *list, GListModel *rows);
/* Begins anew, at the end, with the rows of @model (may be NULL), which are there by then. */
void vigie_timeline_scroller_set_model (VigieTimelineScroller *self, VigieIncidentModel *model);
/* Where the entry @id stands, or GTK_INVALID_LIST_POSITION. */
guint vigie_timeline_scroller_position_of (VigieTimelineScroller *self, const char *id);
/* Rows changed: to the end once they are laid out, if it is followed. */
void vigie_timeline_scroller_settle (VigieTimelineScroller *self);
/* Brings the entry @id in sight once it is there; @follow: and the end until then. */
void vigie_timeline_scroller_show (VigieTimelineScroller *self, const char *id, gboolean follow);
/* Gives up waiting for an entry that is in the record and not among the rows; TRUE if it did.
 * Of follow-ups one knows that they are hidden: FALSE. */
gboolean vigie_timeline_scroller_drop_hidden (VigieTimelineScroller *self);
void vigie_timeline_scroller_set_follow (VigieTimelineScroller *self, gboolean follow);
/* Counts only what comes in from now on. */
void vigie_timeline_scroller_forget_news (VigieTimelineScroller *self);

G_END_DECLS
