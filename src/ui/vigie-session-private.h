/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"
#include "vigie-session.h"

G_BEGIN_DECLS

typedef struct _VigieWatchList VigieWatchList;

struct _VigieSession
{
  GObject parent_instance;

  VigiePlaybook *playbook;
  VigieStoreThread *store;
  VigieExchange *exchange;
  VigieSecrets *secrets;
  VigieSyncShare *share;
  GTimeZone *zone;
  VigieLang lang;
  char *author;
  gint64 held_now_usec;
  guint n_late;

  GListStore *active;
  GListStore *reviews;
  GListStore *registry;
  GHashTable *items;             /* stream → VigieIncidentItem */
  GHashTable *models;            /* stream → VigieIncidentModel, not owned */
  VigieWatchList *watches;

  VigieDirectory *directory;
  gboolean is_reading_directory, directory_again;
  GHashTable *favourites;        /* ids of contacts; NULL: not read yet */

  GHashTable *wanting;           /* GObject that shows seconds, not owned */
  guint tick_id;

  GCancellable *cancellable;
  GPtrArray *reload_tasks;       /* GTask waiting for the read under way */
  gboolean is_reloading;
  gboolean reload_again;
  guint n_wanting_all;
  gboolean is_watching;

  GQueue undos;                  /* VigieUndo, the last act first */

  gboolean author_is_guess;      /* nobody said a name: the login stands in for it */
  gboolean has_bell;
  const char *document_lang;     /* "auto", "fr" or "en"; static */
};

/* vigie-session.c */
void vigie_session_tick (VigieSession *self);
void vigie_session_schedule_tick (VigieSession *self);
void vigie_session_refresh_item (VigieSession *self, VigieIncidentItem *item);
void vigie_session_count_late (VigieSession *self);

/* vigie-session-lists.c */
void vigie_session_store_changed (VigieSession *self, const char *stream);
/* The newest fold at hand of @stream; borrowed, NULL when it is neither open nor watched. */
VigieIncident *vigie_session_fold_of (VigieSession *self, const char *stream);

/* vigie-session-directory.c */
void vigie_session_read_directory (VigieSession *self);

/* vigie-session-record.c */
void vigie_session_forget_undos (VigieSession *self);

/* The clocks of the incidents that count (active ones, and those to review): their folds, their obligations,
 * and what was announced of them. Owned by the session. */
VigieWatchList *vigie_watch_list_new (VigieSession *session);
void vigie_watch_list_free (VigieWatchList *self);
/* Takes a new fold of @stream, evaluates it and announces what passed a threshold. */
void vigie_watch_list_put (VigieWatchList *self, const char *stream, VigieIncident *incident);
/* Forgets every stream that @keep does not have (keys: stream). */
void vigie_watch_list_retain (VigieWatchList *self, GHashTable *keep);
/* Where the store keeps what was announced of @stream; owned. */
char *vigie_watch_list_place (const char *stream);
/* Takes what was announced before this start (@text may be NULL). Before the first put of @stream. */
void vigie_watch_list_restore (VigieWatchList *self, const char *stream, const char *text);
gboolean vigie_watch_list_has (VigieWatchList *self, const char *stream);
/* Borrowed, NULL when unknown. */
VigieIncident *vigie_watch_list_get (VigieWatchList *self, const char *stream);
/* Evaluates what time alone has changed. */
void vigie_watch_list_tick (VigieWatchList *self);
void vigie_watch_list_sits_down (VigieWatchList *self); /* somebody else does: other requests wait for them */
/* How many clocks press (soon or overdue, not postponed); @urgent: the most urgent one, borrowed, or NULL. */
guint vigie_watch_list_pressing (VigieWatchList *self, const char *stream, const VigieObligation **urgent);
/* All of them, the most urgent first; the array is the caller's, its VigieObligations are borrowed. */
GPtrArray *vigie_watch_list_list_pressing (VigieWatchList *self, const char *stream);
guint vigie_watch_list_late (VigieWatchList *self, const char *stream);
guint vigie_watch_list_all_late (VigieWatchList *self);
/* The nearest due time still running, or VIGIE_TIME_NONE. */
gint64 vigie_watch_list_next_due (VigieWatchList *self, const char *stream);
/* The next moment any state changes by time alone, or VIGIE_TIME_NONE. */
gint64 vigie_watch_list_next_change (VigieWatchList *self);

/* The signals "threshold" and "settled" of the session. */
void vigie_session_emit_threshold (VigieSession *self, VigieIncident *incident, const VigieObligation *obligation);
void vigie_session_emit_settled (VigieSession *self, const char *stream, const char *key);
void vigie_session_emit_asked (VigieSession *self, VigieIncident *incident, const VigieHandover *handover);

/* Words of an item's second line; @late: overdue obligations. */
void vigie_incident_item_refresh (VigieIncidentItem *self, guint late, gint64 next_due_usec);

/* vigie-session-share.c */
VigieSyncShare *vigie_session_make_share (VigieSession *self); /* owned */

G_END_DECLS
