/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching. Row ids of the index are keys of events, and FTS5 walks them backwards without sorting,
 * so a search for a word that stands in every event stops after the first few. Those are put in
 * order of time; beyond them "newest first" means the newest incident first.
 *
 * Whole words are tried before beginnings of words: a whole word is one list to walk, while a
 * beginning has to merge the lists of all words that begin so. */

#include "vigie-store-private.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-json.h"

#define LIMIT_DEFAULT 1000
#define CANDIDATES_MIN 64
#define SCAN_EVENTS 1000

void
vigie_search_hit_free (VigieSearchHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->stream);
  g_free (hit->ref);
  g_free (hit->title);
  g_free (hit->event_id);
  g_free (hit->excerpt);
  g_free (hit);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const VigieSearchHit *one = *(const VigieSearchHit *const *) a;
  const VigieSearchHit *other = *(const VigieSearchHit *const *) b;

  if (one->occurred_usec != other->occurred_usec)
    return one->occurred_usec > other->occurred_usec ? -1 : 1;

  return strcmp (other->event_id, one->event_id);
}

/* A correction is found under the entry it corrects: that is the line people see. */
static char *
entry_of (const VigieEvent *event)
{
  g_autoptr(VigieJson) body = NULL;
  char *entry = NULL;

  if (strcmp (event->kind, "entry.corrected") == 0)
    {
      body = vigie_event_body (event);
      entry = body != NULL ? vigie_json_member_string (body, 0, "entry") : NULL;
    }

  return entry != NULL ? entry : g_strdup (event->id);
}

static VigieSearchHit *
make_hit (const VigieEvent *event, const char *ref, const char *title, const char *words)
{
  g_autofree char *text = vigie_store_event_text (event);
  VigieSearchHit *hit = g_new0 (VigieSearchHit, 1);

  hit->stream = g_strdup (event->stream);
  hit->ref = g_strdup (ref);
  hit->title = g_strdup (title);
  hit->event_id = entry_of (event);
  hit->excerpt = vigie_store_excerpt (text, words);
  hit->occurred_usec = event->occurred_usec;

  return hit;
}

static gboolean
find_keys (VigieStore *store, const char *query, guint limit, GArray *keys, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean row = FALSE;

  stmt = vigie_store_sql (store, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?", error);
  if (stmt == NULL)
    return FALSE;
  g_array_set_size (keys, 0);
  sqlite3_bind_text (stmt, 1, query, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, limit);
  while (vigie_store_step (store, stmt, &row, error))
    {
      gint64 key;

      if (!row)
        return TRUE;
      key = sqlite3_column_int64 (stmt, 0);
      g_array_append_val (keys, key);
    }

  return FALSE;
}

/* Events of other streams (the directory), and what was redacted, give no hit. */
static gboolean
add_hit (VigieStore *store, gint64 key, const char *words, GPtrArray *hits, GError **error)
{
  g_autoptr(VigieEvent) event = NULL;
  sqlite3_stmt *stmt;
  gboolean row = FALSE;

  stmt = vigie_store_sql (store,
                          "SELECT e.bytes, e.signature, e.hash, i.ref, i.title"
                          " FROM event AS e, incident AS i WHERE e.key = ? AND i.stream = ?",
                          error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  sqlite3_bind_int64 (stmt, 2, key >> 32);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  event = vigie_store_row_to_event (stmt, NULL); /* a bad event is left out, as everywhere on read */
  if (event != NULL)
    g_ptr_array_add (hits, make_hit (event, (const char *) sqlite3_column_text (stmt, 3),
                                     (const char *) sqlite3_column_text (stmt, 4), words));
  sqlite3_reset (stmt);

  return TRUE;
}

/* (element-type VigieStreamRow): streams whose last events the index does not know. Only a reader sees
 * any: a writer catches up first. */
static GArray *
list_behind (VigieStore *store, GError **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (VigieStreamRow));
  sqlite3_stmt *stmt;
  gboolean found = FALSE;

  stmt = vigie_store_sql (store, "SELECT number, arrival, indexed FROM stream WHERE indexed < arrival", error);
  if (stmt == NULL)
    return NULL;
  while (vigie_store_step (store, stmt, &found, error))
    {
      VigieStreamRow row = { 0 };

      if (!found)
        return g_steal_pointer (&rows);
      row.number = sqlite3_column_int64 (stmt, 0);
      row.arrival = (guint32) sqlite3_column_int64 (stmt, 1);
      row.indexed = (guint32) sqlite3_column_int64 (stmt, 2);
      g_array_append_val (rows, row);
    }

  return NULL;
}

typedef gboolean (*MatchFunc) (VigieStore *store, gint64 key, gpointer data, GError **error);

/* Calls @func for each event from @first to @last that has the words. */
static gboolean
scan_places (VigieStore *store, gint64 number, guint32 first, guint32 last, const char *words, MatchFunc func,
             gpointer data, GError **error)
{
  g_autoptr(GPtrArray) events = vigie_store_load_places (store, number, first, last, error);

  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *text = events->pdata[i] != NULL ? vigie_store_event_text (events->pdata[i]) : g_strdup ("");

      if (vigie_store_text_matches (text, words) && !func (store, number << 32 | (first + i), data, error))
        return FALSE;
    }

  return TRUE;
}

/* The same for all that is behind the index. */
static gboolean
scan_behind (VigieStore *store, const char *words, MatchFunc func, gpointer data, GError **error)
{
  g_autoptr(GArray) rows = list_behind (store, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const VigieStreamRow *row = &g_array_index (rows, VigieStreamRow, i);

      for (guint32 at = row->indexed + 1; at <= row->arrival; at += SCAN_EVENTS)
        if (!scan_places (store, row->number, at, MIN (at + SCAN_EVENTS - 1, row->arrival), words, func, data, error))
          return FALSE;
    }

  return TRUE;
}

static gboolean
append_key (VigieStore *store, gint64 key, gpointer data, GError **error)
{
  g_array_append_val ((GArray *) data, key);

  return TRUE;
}

static gboolean
collect_keys (VigieStore *store, const char *words, guint limit, GArray *keys, GError **error)
{
  g_autofree char *whole = vigie_store_search_query (words, FALSE);
  g_autofree char *prefixes = vigie_store_search_query (words, TRUE);

  if (whole == NULL)
    return TRUE;
  if (!find_keys (store, whole, limit, keys, error))
    return FALSE;
  if (keys->len < limit && !find_keys (store, prefixes, limit, keys, error))
    return FALSE;

  return scan_behind (store, words, append_key, keys, error);
}

/**
 * vigie_store_search:
 * @store: the store; a writer brings its index up first
 * @words: anything a person typed
 * @limit: how many hits at most; 0 for a thousand
 * @error: return location
 *
 * Finds the events that have all @words, as beginnings of words, without regard to case and accents.
 *
 * Returns: (transfer full) (element-type VigieSearchHit) (nullable): hits, newest first; may be empty
 */
GPtrArray *
vigie_store_search (VigieStore *store, const char *words, guint limit, GError **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_search_hit_free);
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (store != NULL && words != NULL, NULL);

  limit = limit == 0 ? LIMIT_DEFAULT : limit;
  if (!vigie_store_index_rest (store, NULL, error)
      || !collect_keys (store, words, MAX (limit, CANDIDATES_MIN), keys, error))
    return NULL;
  for (guint i = 0; i < keys->len; i++)
    if (!add_hit (store, g_array_index (keys, gint64, i), words, hits, error))
      return NULL;
  g_ptr_array_sort (hits, compare_hits);
  if (hits->len > limit)
    g_ptr_array_set_size (hits, (int) limit);

  return g_steal_pointer (&hits);
}

static gboolean
append_stream (VigieStore *store, gint64 key, gpointer data, GError **error)
{
  gint64 *number = g_new (gint64, 1);

  *number = key >> 32;
  g_hash_table_add (data, number);

  return TRUE;
}

/* (transfer full) (element-type gint64): the numbers of the streams with @words. */
GHashTable *
vigie_store_search_streams (VigieStore *store, const char *words, GError **error)
{
  g_autoptr(GHashTable) streams = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *query = vigie_store_search_query (words, TRUE);
  sqlite3_stmt *stmt;
  gboolean row = FALSE;

  if (query == NULL)
    return g_steal_pointer (&streams);
  if (!vigie_store_index_rest (store, NULL, error)
      || !scan_behind (store, words, append_stream, streams, error))
    return NULL;
  stmt = vigie_store_sql (store, "SELECT DISTINCT rowid >> 32 FROM search WHERE search MATCH ?", error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_text (stmt, 1, query, -1, SQLITE_STATIC);
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&streams);
      append_stream (store, sqlite3_column_int64 (stmt, 0) << 32, streams, NULL);
    }

  return NULL;
}
