/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"
#include "vigie-session.h"

G_BEGIN_DECLS

/* The clocks of the incidents that count (active ones, and those to review): their folds, their obligations,
 * and what was announced of them. Owned by the session. */
typedef struct _VigieWatchList VigieWatchList;

VigieWatchList *vigie_watch_list_new (VigieSession *session);
void vigie_watch_list_free (VigieWatchList *self);
/* Takes a new fold of @stream, evaluates it and announces what passed a threshold. */
void vigie_watch_list_put (VigieWatchList *self, const char *stream, VigieIncident *incident);
/* Forgets every stream that @keep does not have (keys: stream). */
void vigie_watch_list_retain (VigieWatchList *self, GHashTable *keep);
gboolean vigie_watch_list_has (VigieWatchList *self, const char *stream);
/* Borrowed, NULL when unknown. */
VigieIncident *vigie_watch_list_get (VigieWatchList *self, const char *stream);
/* Evaluates what time alone has changed. */
void vigie_watch_list_tick (VigieWatchList *self);
guint vigie_watch_list_late (VigieWatchList *self, const char *stream);
guint vigie_watch_list_all_late (VigieWatchList *self);
/* The nearest due time still running, or VIGIE_TIME_NONE. */
gint64 vigie_watch_list_next_due (VigieWatchList *self, const char *stream);
/* The next moment any state changes by time alone, or VIGIE_TIME_NONE. */
gint64 vigie_watch_list_next_change (VigieWatchList *self);

/* The signals "threshold" and "settled" of the session. */
void vigie_session_emit_threshold (VigieSession *self, VigieIncident *incident, const VigieObligation *obligation);
void vigie_session_emit_settled (VigieSession *self, const char *stream, const char *key);

/* Words of an item's second line; @late: overdue obligations. */
void vigie_incident_item_refresh (VigieIncidentItem *self, guint late, gint64 next_due_usec);

G_END_DECLS
