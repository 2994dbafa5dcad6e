/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-act.h"
#include "vigie-directory.h"
#include "vigie-exchange.h"
#include "vigie-playbook.h"
#include "vigie-secrets.h"
#include "vigie-store-thread.h"
#include "vigie-sync-share.h"

/* What the whole window shares: the playbook, the store, who sits here, in which zone and language,
 * what time it is, and the lists of incidents. Only main() makes one; widgets receive it. Main thread.
 *
 * Properties: "author" (string), "n-late" (uint: overdue obligations over all active incidents).
 * Signals:
 *   "tick" (): once a second while a clock on screen shows seconds, else each 5 s and at each change of state
 *   "incident-changed" (const char *stream): events arrived for it
 *   "record-failed" (const char *message): a record was refused by the disk; the text is still where it was typed
 *   "threshold" (VigieIncident *incident, const VigieObligation *obligation): it became soon or overdue; once for each,
 *     restarts included
 *   "undoable" (const char *words): an act was recorded that vigie_session_undo() takes back
 *   "undone" (const char *words): what came of an undo
 *   "asked" (VigieIncident *incident, const VigieHandover *handover): a request for a handover that waits for whoever sits
 *     here, once for each; NULL: none waits any more
 *   "directory-changed" (): vigie_session_get_directory() gives another one
 *   "settled" (const char *stream, const char *key): what was announced for "clock/subject" no longer presses, or was postponed
 */

G_BEGIN_DECLS

#define VIGIE_TYPE_SESSION (vigie_session_get_type ())
G_DECLARE_FINAL_TYPE (VigieSession, vigie_session, VIGIE, SESSION, GObject)

typedef struct _VigieIncidentModel VigieIncidentModel;

VigieSession *vigie_session_new (VigiePlaybook *playbook, VigieStoreThread *store, GTimeZone *zone, VigieLang lang, const char *author);
VigiePlaybook *vigie_session_get_playbook (VigieSession *self);
VigieStoreThread *vigie_session_get_store (VigieSession *self);
VigieExchange *vigie_session_get_exchange (VigieSession *self); /* borrowed; it is not started */
VigieSecrets *vigie_session_get_secrets (VigieSession *self);   /* borrowed; the one of this process */
VigieSyncShare *vigie_session_get_share (VigieSession *self);   /* borrowed; off, and not looked for yet */
GTimeZone *vigie_session_get_zone (VigieSession *self);
VigieLang vigie_session_get_lang (VigieSession *self);
const char *vigie_session_get_author (VigieSession *self);
void vigie_session_set_author (VigieSession *self, const char *author);
/* A name nobody gave: the login. The first screen asks for a better one. */
void vigie_session_guess_author (VigieSession *self, const char *author);
gboolean vigie_session_author_is_guess (VigieSession *self);

/* Preferences, as they are now; vigie-preferences.h keeps them. */
VigieLang vigie_session_get_document_lang (VigieSession *self);              /* of reports and notices */
const char *vigie_session_get_document_choice (VigieSession *self);          /* "auto", "fr", "en" */
void vigie_session_set_document_choice (VigieSession *self, const char *choice); /* anything else is "auto" */
gboolean vigie_session_get_bell (VigieSession *self);                        /* once when a clock becomes overdue */
void vigie_session_set_bell (VigieSession *self, gboolean has_bell);
/* The device clock; tests and the tour may hold it still with vigie_session_set_now(). */
gint64 vigie_session_now_usec (VigieSession *self);
void vigie_session_set_now (VigieSession *self, gint64 now_usec); /* VIGIE_TIME_NONE: the real clock again */
/* How many clocks of @stream press (soon or overdue, not postponed). @incident and @urgent, the most urgent one: borrowed
 * until the next tick, NULL when nothing presses or the incident is not watched. */
guint vigie_session_get_pressing (VigieSession *self, const char *stream, VigieIncident **incident, const VigieObligation **urgent);
/* All of them, the most urgent first; the array is the caller's, its VigieObligations are borrowed until the next tick. */
GPtrArray *vigie_session_list_pressing (VigieSession *self, const char *stream);
/* Asks for ticks each second as long as @widget is mapped and wants them. */
void vigie_session_set_wants_seconds (VigieSession *self, GObject *who, gboolean wants);

/* Lists of VigieIncidentItem, newest first (active: most severe first), patched in place. Borrowed. */
GListModel *vigie_session_get_active (VigieSession *self);   /* neither resolved nor closed */
GListModel *vigie_session_get_reviews (VigieSession *self);  /* resolved, not closed: post-mortem to come */
GListModel *vigie_session_get_registry (VigieSession *self); /* the newest and what is open; all while wanted */
void vigie_session_want_all (VigieSession *self, gboolean wants);
void vigie_session_set_watching (VigieSession *self, gboolean is_watching);
void vigie_session_reload_async (VigieSession *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vigie_session_reload_finish (VigieSession *self, GAsyncResult *result, GError **error);

/* The contacts and the rotation as they stand; borrowed, never NULL. Before the first reload it is the playbook's. */
VigieDirectory *vigie_session_get_directory (VigieSession *self);
/* Favourites are this computer's own: kept in the store, in no event. */
gboolean vigie_session_is_favourite (VigieSession *self, const char *contact);
void vigie_session_set_favourite (VigieSession *self, const char *contact, gboolean is_favourite);

/* Opens an incident: the same model for the same stream as long as somebody holds it. */
void vigie_session_open_async (VigieSession *self, const char *stream, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
VigieIncidentModel *vigie_session_open_finish (VigieSession *self, GAsyncResult *result, GError **error);

/* Records @drafts (consumed; NULL with @error_taken set: shows that sentence instead). finish gives the events. */
void vigie_session_record_async (VigieSession *self, GPtrArray *drafts, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *vigie_session_record_finish (VigieSession *self, GAsyncResult *result, GError **error);
/* For acts of buttons: records, and shows a failure or @error in the window; consumes both, either may be NULL. */
void vigie_session_do (VigieSession *self, GPtrArray *drafts, GError *error);

/* Star, tick, post, to-do and retraction can be undone, unless something else was recorded about the same since. */
void vigie_session_undo (VigieSession *self);
gboolean vigie_session_can_undo (VigieSession *self);

G_END_DECLS
