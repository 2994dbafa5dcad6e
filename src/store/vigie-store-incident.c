/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Incidents out of events: a small cache of folds, and the derived row the registry shows.
 *
 * The cache is keyed by how many events a stream had when it was folded. A look costs one indexed
 * read; what came since, from us or (for a reader) from another process, is loaded and folded in.
 * Folding an incident of 10,000 events takes some milliseconds, so an event that cannot change the
 * registry's row does not refold it while it is being recorded. */

#include "vigie-store-private.h"
#include "vigie-store-sync-private.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-notice.h"
#include "vigie-twin.h"

#define LARGE_EVENTS 1000

typedef struct
{
  char *stream;
  VigieIncident *incident;
  guint32 arrival;      /* events up to here are in it, or were bad */
} CachedIncident;

static void
cached_incident_free (CachedIncident *cached)
{
  g_free (cached->stream);
  vigie_incident_unref (cached->incident);
  g_free (cached);
}

void
vigie_store_cache_clear (VigieStore *store)
{
  g_queue_clear_full (&store->cache, (GDestroyNotify) cached_incident_free);
  g_clear_pointer (&store->directory, vigie_directory_unref);
  vigie_store_forget_membership (store);
}

void
vigie_store_forget_settled (VigieStore *store)
{
  g_clear_pointer (&store->unsettled, g_hash_table_unref);
  g_clear_pointer (&store->settled, g_hash_table_unref);
}

static GList *
find_cached (VigieStore *store, const char *stream)
{
  for (GList *link = store->cache.head; link != NULL; link = link->next)
    if (strcmp (((CachedIncident *) link->data)->stream, stream) == 0)
      return link;

  return NULL;
}

void
vigie_store_cache_drop (VigieStore *store, const char *stream)
{
  GList *link = find_cached (store, stream);

  if (link == NULL)
    return;
  cached_incident_free (link->data);
  g_queue_delete_link (&store->cache, link);
}

static void
keep_cached (VigieStore *store, const char *stream, VigieIncident *incident, guint32 arrival)
{
  CachedIncident *cached = g_new0 (CachedIncident, 1);

  vigie_store_cache_drop (store, stream);
  cached->stream = g_strdup (stream);
  cached->incident = vigie_incident_ref (incident);
  cached->arrival = arrival;
  g_queue_push_head (&store->cache, cached);
  while (store->cache.length > VIGIE_STORE_CACHE_INCIDENTS)
    cached_incident_free (g_queue_pop_tail (&store->cache));
}

/* Who recorded the steps of a notice is told by the membership, not by the name that was typed. */
static void
judge_notices (VigieStore *store, VigieIncident *incident)
{
  g_autoptr(VigieMembership) membership = NULL;

  if (vigie_incident_get_notices (incident)->len == 0)
    return;
  membership = vigie_store_membership (store, NULL, NULL);
  if (membership != NULL)
    vigie_incident_judge_members (incident, store->playbook, membership);
}

/* (transfer full): folded up to @row->arrival. */
static VigieIncident *
fold_up_to (VigieStore *store, const char *stream, const VigieStreamRow *row, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  GList *link = find_cached (store, stream);
  CachedIncident *cached = link != NULL ? link->data : NULL;
  VigieIncident *incident;
  guint n_bad = 0;

  if (cached != NULL && cached->arrival == row->arrival)
    {
      g_queue_unlink (&store->cache, link);
      g_queue_push_head_link (&store->cache, link);
      return vigie_incident_ref (cached->incident);
    }
  if (!vigie_store_load_to_fold (store, row->number, cached != NULL ? cached->arrival + 1 : 0, row->arrival, events,
                                 &n_bad, error))
    return NULL;
  /* Its pages are not read again soon; the fold takes their place. */
  if (events->len > LARGE_EVENTS)
    sqlite3_db_release_memory (store->db);
  if (cached != NULL)
    incident = vigie_incident_with (cached->incident, events, store->playbook, error);
  else
    incident = vigie_incident_fold (events, store->playbook, VIGIE_TIME_NONE, error);
  if (incident != NULL)
    {
      judge_notices (store, incident);
      keep_cached (store, stream, incident, row->arrival);
    }

  return incident;
}

/**
 * vigie_store_incident:
 * @store: the store
 * @stream: an incident's stream
 * @error: return location; MISSING when there is no such stream, NOT_FOUND without a declaration
 *
 * Returns: (transfer full) (nullable): the incident with all its events so far, these without their signed
 *   bytes, which vigie_store_load() gives
 */
VigieIncident *
vigie_store_incident (VigieStore *store, const char *stream, GError **error)
{
  VigieStreamRow row;

  g_return_val_if_fail (store != NULL && stream != NULL, NULL);

  if (!vigie_store_require_stream (store, stream, &row, error))
    return NULL;

  return fold_up_to (store, stream, &row, error);
}

/* Kinds that no column of the incident table depends on. One that is missing here costs a fold, one
 * that is wrongly here would leave the registry behind: when in doubt, leave it out. */
static const char *const quiet_kinds[] = {
  "action.set",        "attachment.added", "breach.decided",       "call.began",        "call.ended",
  "cause.removed",     "cause.set",
  "check-in.held",     "comment.answered",  "comment.made",         "comment.settled",   "decision.reviewed", "entry.done",          "entry.logged",      "entry.starred",
  "fact.set",          "hypothesis.set",   "incident.restricted",  "message.sent",      "obligation.done",
  "obligation.postponed", "obligation.waived", "post-mortem.began", "post-mortem.held", "post-mortem.item",
  "post-mortem.present", "post-mortem.published", "post-mortem.scheduled", "review.requested", "review.signed", "review.withdrawn", "section.written",   "step.ticked",
  "support.moved",     "technique.set",
};

/* Whatever it is, an event that replaces others may take a value away. */
gboolean
vigie_store_event_matters (const VigieEvent *event)
{
  if (event->replaces[0] != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (quiet_kinds); i++)
    if (strcmp (event->kind, quiet_kinds[i]) == 0)
      return FALSE;

  return TRUE;
}

static void
bind_row (sqlite3_stmt *stmt, gint64 number, const VigieIncident *incident)
{
  const VigieHolding *commander = vigie_incident_holder (incident, "commander");
  gint64 detected_usec = incident->milestones[VIGIE_MILESTONE_DETECTED];
  gint64 declared_usec = incident->milestones[VIGIE_MILESTONE_DECLARED];
  gint64 seen_usec = detected_usec != VIGIE_TIME_NONE ? detected_usec : declared_usec;
  VigieTwin leader;

  sqlite3_bind_int64 (stmt, 1, number);
  sqlite3_bind_int64 (stmt, 2, seen_usec != VIGIE_TIME_NONE ? seen_usec : 0);
  sqlite3_bind_text (stmt, 3, incident->ref, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 4, incident->title, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 5, incident->type, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 6, commander != NULL ? commander->person : NULL, -1, SQLITE_STATIC);
  sqlite3_bind_int (stmt, 7, (int) incident->level);
  sqlite3_bind_int (stmt, 8, incident->provisional != FALSE);
  sqlite3_bind_int (stmt, 9, incident->example != FALSE);
  /* One that follows another is worked on there. */
  sqlite3_bind_int (stmt, 10, vigie_incident_is_active (incident) && !vigie_incident_leader (incident, &leader));
  sqlite3_bind_int (stmt, 11, (int) incident->stage);
  vigie_store_bind_time (stmt, 12, incident->milestones[VIGIE_MILESTONE_STARTED]);
  vigie_store_bind_time (stmt, 13, detected_usec);
  vigie_store_bind_time (stmt, 14, declared_usec);
  vigie_store_bind_time (stmt, 15, incident->milestones[VIGIE_MILESTONE_RESOLVED]);
  vigie_store_bind_time (stmt, 16, incident->milestones[VIGIE_MILESTONE_CLOSED]);
}

gboolean
vigie_store_write_incident_row (VigieStore *store, gint64 number, const VigieIncident *incident, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "INSERT OR REPLACE INTO incident (stream, seen, ref, title, type, commander,"
                                        " level, provisional, example, active, stage,"
                                        " started, detected, declared, resolved, closed)"
                                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                        error);

  if (stmt == NULL)
    return FALSE;
  bind_row (stmt, number, incident);

  return vigie_store_run (store, stmt, error);
}

static gboolean
delete_row (VigieStore *store, gint64 number, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "DELETE FROM incident WHERE stream = ?", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number);

  return vigie_store_run (store, stmt, error);
}

/**
 * vigie_store_update_incident:
 * @store: a writer inside a transaction, with the stream's row written
 * @stream: an incident's stream
 * @number: its number
 * @error: return location
 *
 * Makes the derived row anew. Events without a declaration (which may still be on its way) have none.
 */
gboolean
vigie_store_update_incident (VigieStore *store, const char *stream, gint64 number, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VigieIncident) incident = vigie_store_incident (store, stream, &local_error);

  if (incident != NULL)
    return vigie_store_write_incident_row (store, number, incident, error);
  if (g_error_matches (local_error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND))
    return delete_row (store, number, error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
