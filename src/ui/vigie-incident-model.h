/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-duty.h"
#include "vigie-incident.h"
#include "vigie-obligation.h"
#include "vigie-session.h"

/* One open incident as the screens see it: the present fold, its obligations at the last tick, and its
 * timeline as a list model. Main thread.
 *
 * Signals:
 *   "changed" (): a new fold is in place (also emitted right after opening)
 *   "tick" (): obligations were evaluated anew; labels with running times should be redrawn
 */

G_BEGIN_DECLS

#define VIGIE_TYPE_INCIDENT_MODEL (vigie_incident_model_get_type ())
G_DECLARE_FINAL_TYPE (VigieIncidentModel, vigie_incident_model, VIGIE, INCIDENT_MODEL, GObject)

VigieIncidentModel *vigie_incident_model_new (VigieSession *session, VigieIncident *incident);
VigieSession *vigie_incident_model_get_session (VigieIncidentModel *self);      /* borrowed */
VigieIncident *vigie_incident_model_get_incident (VigieIncidentModel *self);    /* borrowed, valid until the next "changed" */
const char *vigie_incident_model_get_stream (VigieIncidentModel *self);
GPtrArray *vigie_incident_model_get_obligations (VigieIncidentModel *self);     /* borrowed; VigieObligation, engine's order */
/* The queue of acts as it stood at the same moment: whom to tell, what the level orders; borrowed; VigieDuty, engine's order. */
GPtrArray *vigie_incident_model_get_duties (VigieIncidentModel *self);
/* The two to show in the band: running ones, most urgent first; NULL if there are fewer. */
const VigieObligation *vigie_incident_model_get_urgent (VigieIncidentModel *self, guint index);
/* GListModel of VigieTimelineItem in timeline order, day separators included; patched in place so that identity,
 * selection and scrolling stay. Follow-ups are in it; filter with vigie_timeline_item_is_followup(). */
GListModel *vigie_incident_model_get_timeline (VigieIncidentModel *self);
void vigie_incident_model_set_incident (VigieIncidentModel *self, VigieIncident *incident);
/* Rows (VigieTimelineItem) that came in late from elsewhere since the incident was opened here, or since they were
 * last forgotten; without follow-ups; borrowed. */
GPtrArray *vigie_incident_model_get_came (VigieIncidentModel *self);
void vigie_incident_model_forget_came (VigieIncidentModel *self);

/* A row of the timeline, or a day separator. */
#define VIGIE_TYPE_TIMELINE_ITEM (vigie_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (VigieTimelineItem, vigie_timeline_item, VIGIE, TIMELINE_ITEM, GObject)
gboolean vigie_timeline_item_is_day (VigieTimelineItem *self);
const char *vigie_timeline_item_get_id (VigieTimelineItem *self);        /* event id, or "day-2026-11-22" */
const VigieEntry *vigie_timeline_item_get_entry (VigieTimelineItem *self); /* borrowed from the present fold; NULL for a day */
const char *vigie_timeline_item_get_time (VigieTimelineItem *self);      /* "03:04", or the long date */
const char *vigie_timeline_item_get_text (VigieTimelineItem *self);      /* one line, cut at 500 characters */
const char *vigie_timeline_item_get_author (VigieTimelineItem *self);    /* short: "A. Koné" */
gboolean vigie_timeline_item_is_followup (VigieTimelineItem *self);
/* Somebody wrote @entry who did not know that the incident was closed, or did not mind. */
gboolean vigie_entry_is_after_closing (const VigieIncident *incident, const VigieEntry *entry);
gint64 vigie_timeline_item_get_came_usec (VigieTimelineItem *self);     /* when it came in, if it came late; else NONE */
const VigieConflict *vigie_timeline_item_get_conflict (VigieTimelineItem *self); /* what was written apart about it, or NULL; borrowed */
/* signal "changed" () when text, star, state … changed */

/* A line of the sidebar and the registry. Properties with the names of VigieIncidentRow plus
 * "state-line" (string: "1 en retard · 3 h 23"), "late" (uint), "elapsed" (string). */
#define VIGIE_TYPE_INCIDENT_ITEM (vigie_incident_item_get_type ())
G_DECLARE_FINAL_TYPE (VigieIncidentItem, vigie_incident_item, VIGIE, INCIDENT_ITEM, GObject)
VigieIncidentItem *vigie_incident_item_new (VigieSession *session, const VigieIncidentRow *row);
const VigieIncidentRow *vigie_incident_item_get_row (VigieIncidentItem *self);
/* What a search in the row compares (vigie_text_fold()); borrowed until the row changes. */
const char *vigie_incident_item_get_folded (VigieIncidentItem *self);
void vigie_incident_item_set_row (VigieIncidentItem *self, const VigieIncidentRow *row);
const char *vigie_incident_item_get_state_line (VigieIncidentItem *self);
guint vigie_incident_item_get_late (VigieIncidentItem *self);

G_END_DECLS
