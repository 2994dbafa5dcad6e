/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Which rows of a timeline are shown. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_TIMELINE_ALL,
  VIGIE_TIMELINE_DECISIONS,
  VIGIE_TIMELINE_HYPOTHESES,
  VIGIE_TIMELINE_CALLS,
  VIGIE_TIMELINE_STARRED,
} VigieTimelineShow;

#define VIGIE_TYPE_TIMELINE_FILTER (vigie_timeline_filter_get_type ())
G_DECLARE_FINAL_TYPE (VigieTimelineFilter, vigie_timeline_filter, VIGIE, TIMELINE_FILTER, GtkFilter)

VigieTimelineFilter *vigie_timeline_filter_new (void); /* transfer full */
/* The timeline whose days are to be judged; set it before the filter model gets it. NULL: none. */
void vigie_timeline_filter_set_timeline (VigieTimelineFilter *self, GListModel *timeline);
void vigie_timeline_filter_set_show (VigieTimelineFilter *self, VigieTimelineShow show);
VigieTimelineShow vigie_timeline_filter_get_show (VigieTimelineFilter *self);
void vigie_timeline_filter_set_followups (VigieTimelineFilter *self, gboolean shown);
/* Only entries of one kind; -1: of every kind. */
void vigie_timeline_filter_set_kind (VigieTimelineFilter *self, int kind);
int vigie_timeline_filter_get_kind (VigieTimelineFilter *self);
/* Only what this person wrote; NULL: everyone. */
void vigie_timeline_filter_set_person (VigieTimelineFilter *self, const char *person);
const char *vigie_timeline_filter_get_person (VigieTimelineFilter *self); /* borrowed, nullable */
/* Entries shown, and entries that a choice or the search hides; automatic follow-ups that are hidden
 * as such count as neither. */
void vigie_timeline_filter_count (VigieTimelineFilter *self, guint *n_shown, guint *n_hidden);
void vigie_timeline_filter_set_words (VigieTimelineFilter *self, const char *words);
/* Entries changed what they are: judges all of them anew unless everything is shown anyway. */
void vigie_timeline_filter_update (VigieTimelineFilter *self);

G_END_DECLS
