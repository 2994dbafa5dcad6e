/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* One line of the timeline, or a day. */

G_BEGIN_DECLS

#define VIGIE_TYPE_TIMELINE_ROW (vigie_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (VigieTimelineRow, vigie_timeline_row, VIGIE, TIMELINE_ROW, GtkWidget)

GtkWidget *vigie_timeline_row_new (void);
/* Follows @item; NULL lets go. @model is needed with an item. It says nothing until it is filled. */
void vigie_timeline_row_set_item (VigieTimelineRow *self, VigieIncidentModel *model, VigieTimelineItem *item);
/* Shows the item, before the row is seen; from then on it follows its changes. */
void vigie_timeline_row_fill (VigieTimelineRow *self);
gboolean vigie_timeline_row_is_filled (VigieTimelineRow *self);
VigieTimelineItem *vigie_timeline_row_get_item (VigieTimelineRow *self); /* borrowed, may be NULL */

/* "vigie-decision-symbolic"; static. */
const char *vigie_entry_kind_icon (VigieEntryKind kind);
/* "kind-decision"; static. */
const char *vigie_entry_kind_class (VigieEntryKind kind);
/* Puts the class of @kind on @widget and takes the other kinds' away. */
void vigie_entry_kind_set_class (GtkWidget *widget, VigieEntryKind kind);
/* Shows when the entry was recorded beside when it happened; rows keep their height. */
void vigie_timeline_row_set_both_times (VigieTimelineRow *self, gboolean both);

G_END_DECLS
