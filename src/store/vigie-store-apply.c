/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking what a hub sends. Unlike an import, which a person may repeat, a page must never stand in the way of the next
 * one: what is forged, contradicts what is here, or cannot be read is set aside with its reason, and everything else
 * goes in, together with the cursor. */

#include "vigie-store-sync.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-store-sync-private.h"

typedef struct
{
  VigieStore *store;
  VigieStoreBatch *batch;
  VigieStoreSent *sent;
  GHashTable *streams;        /* that changed: borrowed names */
  GHashTable *heads;          /* stream → VigieStoreArrival, the last one; borrowed */
  GHashTable *unproven;       /* events of the page whose signature is wrong; borrowed */
  guint n_new, n_aside;
  guint n_parked;             /* before it began */
  guint n_aside_before;
  VigieStoreSenders senders;
} Apply;

/**
 * vigie_store_applied_clear:
 * @applied: what was taken
 */
void
vigie_store_applied_clear (VigieStoreApplied *applied)
{
  g_clear_pointer (&applied->streams, g_strfreev);
}

static gboolean
set_aside (Apply *apply, const VigieStoreArrival *arrival, const char *reason, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (apply->store, "INSERT OR REPLACE INTO set_aside (seq, stream, reason) VALUES (?, ?, ?)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, arrival->seq);
  sqlite3_bind_text (stmt, 2, arrival->stream, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, reason, -1, SQLITE_STATIC);
  apply->n_aside++;

  return vigie_store_run (apply->store, stmt, error);
}

/* Signatures -------------------------------------------------------------------------------------- */

static guint
hash_chain (gconstpointer event)
{
  const VigieEvent *e = event;
  guint device;

  memcpy (&device, e->device, sizeof device);

  return g_str_hash (e->stream) ^ device;
}

/* Of the same device and stream. */
static gboolean
same_chain (gconstpointer a, gconstpointer b)
{
  const VigieEvent *one = a, *other = b;

  return memcmp (one->device, other->device, VIGIE_KEY_BYTES) == 0 && strcmp (one->stream, other->stream) == 0;
}

/* From the end: what a good event follows is good as well, for its hash stands in what was signed. So of a page one
 * signature of each device and stream is checked, and each only where something is wrong. */
static void
find_unproven (Apply *apply, GPtrArray *arrivals)
{
  g_autoptr(GHashTable) proven = g_hash_table_new (hash_chain, same_chain);

  for (guint i = arrivals->len; i > 0; i--)
    {
      VigieEvent *event = ((VigieStoreArrival *) arrivals->pdata[i - 1])->event;
      VigieEvent *next = event != NULL ? g_hash_table_lookup (proven, event) : NULL;

      if (event == NULL || event->redacted)
        continue;
      if ((next != NULL && vigie_event_follows (next, event, NULL)) || vigie_event_verify (event, NULL))
        g_hash_table_replace (proven, event, event);
      else
        g_hash_table_add (apply->unproven, event);
    }
}

/* Taking ------------------------------------------------------------------------------------------ */

/* What no hub may send, before anybody looks into the log. */
static gboolean
check_arrival (const Apply *apply, const VigieStoreArrival *arrival, GError **error)
{
  if (arrival->event == NULL)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("This entry cannot be read."));
      return FALSE;
    }
  if (vigie_stream_is_local (arrival->event->stream))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("An example or a rehearsal never leaves its computer."));
      return FALSE;
    }

  /* Of a redacted event only the header is left; the signature of what its device recorded next proves its hash. */
  if (arrival->event->redacted || !g_hash_table_contains (apply->unproven, arrival->event))
    return TRUE;

  /* Once more, to say what is wrong. */
  return vigie_event_verify (arrival->event, error);
}

static gboolean
append_new (Apply *apply, const VigieStoreArrival *arrival, gint64 *key, GError **error)
{
  if (!vigie_store_batch_append (apply->batch, arrival->event, key, error))
    return FALSE;
  apply->n_new++;
  vigie_store_senders_note (&apply->senders, arrival, TRUE);
  g_hash_table_add (apply->streams, (gpointer) arrival->event->stream);

  return TRUE;
}

static gboolean
run_with (Apply *apply, const char *sql, gint64 value, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (apply->store, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, value);

  return vigie_store_run (apply->store, stmt, error);
}

static gboolean
unpark (Apply *apply, gint64 key, GError **error)
{
  if (!run_with (apply, "DELETE FROM parked WHERE event = ?", key, error))
    return FALSE;
  if (sqlite3_changes (apply->store->db) > 0)
    vigie_store_parked_note (apply->store, key);

  return TRUE;
}

/* The hub has it after all, and it is taken after all. */
static gboolean
forget_faults (Apply *apply, const VigieStoreArrival *arrival, gint64 key, GError **error)
{
  if (apply->n_parked > 0 && !unpark (apply, key, error))
    return FALSE;

  return TRUE
         && (apply->n_aside_before == 0 || run_with (apply, "DELETE FROM set_aside WHERE seq = ?", arrival->seq, error));
}

/* The hub says which places before it hold nothing that it took. */
static gboolean
cross_withheld (Apply *apply, const VigieStoreArrival *arrival, GError **error)
{
  VigieStoreTail *tail = vigie_store_batch_tail (apply->batch, arrival->event->stream, arrival->event->device, error);
  gboolean bridged = FALSE;

  if (tail == NULL || !vigie_store_bridge (apply->store, arrival->event, arrival->withheld, tail, &bridged, error))
    return FALSE;
  if (!bridged)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("An earlier entry of this device is missing."));

  return bridged;
}

/* VIGIE_ERROR: the event is bad; any other error is the store's own. */
static gboolean
take_arrival (Apply *apply, const VigieStoreArrival *arrival, GError **error)
{
  gint64 key = 0;

  if (!check_arrival (apply, arrival, error))
    return FALSE;
  switch (vigie_store_find_fit (apply->batch, apply->store, arrival->event, error))
    {
    case VIGIE_STORE_FITS:
      if (arrival->event->redacted)
        return vigie_store_withhold (apply->store, arrival->event, error);
      if (!vigie_store_senders_check (&apply->senders, arrival, error) || !append_new (apply, arrival, &key, error))
        return FALSE;
      break;
    case VIGIE_STORE_KNOWN:
      if (!vigie_store_key_of (apply->store, arrival->event->id, &key, error))
        return FALSE;
      vigie_store_senders_note (&apply->senders, arrival, FALSE);
      break;
    case VIGIE_STORE_WAITS:
      if (arrival->event->redacted)
        return vigie_store_withhold (apply->store, arrival->event, error);
      if (!vigie_store_senders_check (&apply->senders, arrival, error) || !cross_withheld (apply, arrival, error)
          || !append_new (apply, arrival, &key, error))
        return FALSE;
      break;
    case VIGIE_STORE_UNFIT:
    default:
      return FALSE;
    }

  return vigie_store_sent_note (apply->sent, key, error) && forget_faults (apply, arrival, key, error);
}

static gboolean
take_or_set_aside (Apply *apply, const VigieStoreArrival *arrival, GError **error)
{
  g_autoptr(GError) local_error = NULL;

  if (take_arrival (apply, arrival, &local_error))
    {
      g_hash_table_replace (apply->heads, (gpointer) arrival->stream, (gpointer) arrival);
      return TRUE;
    }
  if (local_error->domain == VIGIE_ERROR)
    return set_aside (apply, arrival, local_error->message, error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Known to the hub's chain, for whoever compares a printed head with it. */
static gboolean
write_head (VigieStore *store, const char *epoch, const VigieStoreArrival *arrival, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "INSERT INTO hub_chain (epoch, stream, position, link)"
                                        " SELECT ?, number, ?, ? FROM stream WHERE name = ?"
                                        " ON CONFLICT DO UPDATE SET position = excluded.position, link = excluded.link"
                                        " WHERE excluded.position > hub_chain.position",
                                        error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, epoch, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, arrival->position);
  sqlite3_bind_blob (stmt, 3, arrival->link, VIGIE_HASH_BYTES, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 4, arrival->stream, -1, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

static gboolean
write_heads (Apply *apply, const char *epoch, GError **error)
{
  GHashTableIter iter;
  gpointer arrival;

  g_hash_table_iter_init (&iter, apply->heads);
  while (g_hash_table_iter_next (&iter, NULL, &arrival))
    {
      if (!write_head (apply->store, epoch, arrival, error))
        return FALSE;
    }

  return TRUE;
}

/* Looking for the tail of a stream that nobody knew makes its row, which nothing then came to fill. */
static gboolean
drop_empty_streams (VigieStore *store, GError **error)
{
  return vigie_store_exec (store, "DELETE FROM stream WHERE arrival = 0", error);
}

static gboolean
write_cursor (VigieStore *store, gint64 cursor, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "UPDATE hub SET cursor = ?", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, cursor);
  return vigie_store_run (store, stmt, error);
}

static gboolean
check_cursor (Apply *apply, const char *epoch, gint64 cursor, GError **error)
{
  if (!vigie_store_check_epoch (apply->store, epoch, &apply->senders.cursor, error))
    return FALSE;
  if (cursor >= apply->senders.cursor)
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("This page was read already."));

  return FALSE;
}

static gboolean
apply_in_transaction (Apply *apply, const char *epoch, gint64 cursor, GPtrArray *arrivals, GError **error)
{
  if (!check_cursor (apply, epoch, cursor, error) || !vigie_store_n_parked (apply->store, &apply->n_parked, error)
      || !vigie_store_n_aside (apply->store, &apply->n_aside_before, error))
    return FALSE;
  apply->senders.store = apply->store;
  apply->senders.arrivals = arrivals;
  apply->senders.epoch = epoch;
  apply->senders.place = -1;
  find_unproven (apply, arrivals);
  for (guint i = 0; i < arrivals->len; i++)
    {
      if (!take_or_set_aside (apply, arrivals->pdata[i], error))
        return FALSE;
    }

  return (apply->n_new == 0 || vigie_store_batch_finish (apply->batch, error))
         && (apply->n_aside == 0 || drop_empty_streams (apply->store, error))
         && vigie_store_parked_settle (apply->store, error)
         && vigie_store_sent_finish (apply->sent, error) && write_heads (apply, epoch, error)
         && write_cursor (apply->store, cursor, error);
}

static void
tell (const Apply *apply, VigieStoreApplied *applied)
{
  g_autofree const char **names = (const char **) g_hash_table_get_keys_as_array (apply->streams, NULL);

  applied->n_new = apply->n_new;
  applied->n_aside = apply->n_aside;
  applied->streams = g_strdupv ((GStrv) names);
}

/**
 * vigie_store_apply:
 * @store: a writer
 * @epoch: the log that was read
 * @cursor: seq up to which it has been read with this page
 * @arrivals: (element-type VigieStoreArrival): what stood in it, in order
 * @applied: (out caller-allocates): what came of it; untouched on failure
 * @error: return location; %VIGIE_ERROR_CONFLICT for another epoch, or a cursor that goes back
 *
 * Takes a page in one transaction.
 */
gboolean
vigie_store_apply (VigieStore *store, const char *epoch, gint64 cursor, GPtrArray *arrivals, VigieStoreApplied *applied,
                   GError **error)
{
  g_autoptr(VigieStoreBatch) batch = NULL;
  g_autoptr(VigieStoreSent) sent = NULL;
  g_autoptr(GHashTable) streams = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) heads = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) unproven = g_hash_table_new (NULL, NULL);
  Apply apply = { store, NULL, NULL, streams, heads, unproven };
  gboolean done;
  gint64 last_stamp_usec;

  g_return_val_if_fail (store != NULL && epoch != NULL && arrivals != NULL && applied != NULL, FALSE);

  apply.batch = batch = vigie_store_batch_new (store);
  apply.sent = sent = vigie_store_sent_new (store);
  last_stamp_usec = store->last_stamp_usec;
  done = VIGIE_STORE_IN_TRANSACTION (store, apply_in_transaction (&apply, epoch, cursor, arrivals, error), error);
  vigie_store_senders_clear (&apply.senders);
  if (!done)
    {
      store->last_stamp_usec = last_stamp_usec;
      return FALSE;
    }
  vigie_store_key_add (store); /* a page may bring back events of this very device */
  tell (&apply, applied);

  return TRUE;
}

/**
 * vigie_store_n_aside:
 * @store: the store
 * @n: (out): how many events of the present epoch were set aside
 * @error: return location
 */
gboolean
vigie_store_n_aside (VigieStore *store, guint *n, GError **error)
{
  gboolean knows = FALSE;
  gint64 count = 0;

  if (!vigie_store_knows_hubs (store, &knows, error)
      || (knows && !vigie_store_query_int (store, "SELECT count (*) FROM set_aside", &count, error)))
    return FALSE;
  *n = (guint) count;

  return TRUE;
}

/**
 * vigie_store_aside_free:
 * @aside: (nullable) (transfer full): what was set aside
 */
void
vigie_store_aside_free (VigieStoreAside *aside)
{
  if (aside == NULL)
    return;
  g_free (aside->stream);
  g_free (aside->reason);
  g_free (aside);
}

/**
 * vigie_store_asides:
 * @store: the store
 * @error: return location
 *
 * Returns: (transfer full) (element-type VigieStoreAside) (nullable): what the hub sent and could not be taken, oldest first
 */
GPtrArray *
vigie_store_asides (VigieStore *store, GError **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_store_aside_free);
  gboolean knows = FALSE, row = FALSE;
  sqlite3_stmt *stmt;

  if (!vigie_store_knows_hubs (store, &knows, error))
    return NULL;
  stmt = knows ? vigie_store_sql (store, "SELECT seq, stream, reason FROM set_aside ORDER BY seq", error) : NULL;
  if (knows && stmt == NULL)
    return NULL;
  while (knows)
    {
      VigieStoreAside *aside;

      if (!vigie_store_step (store, stmt, &row, error))
        return NULL;
      if (!row)
        break;
      aside = g_new0 (VigieStoreAside, 1);
      aside->seq = sqlite3_column_int64 (stmt, 0);
      aside->stream = vigie_store_column_string (stmt, 1);
      aside->reason = vigie_store_column_string (stmt, 2);
      g_ptr_array_add (list, aside);
    }

  return g_steal_pointer (&list);
}

/* Comparing --------------------------------------------------------------------------------------- */

/**
 * vigie_store_stream_set:
 * @store: the store
 * @stream: a stream
 * @count: (out): how many events of it are here; 0 when there is no such stream
 * @set: (out caller-allocates): XOR of their hashes, %VIGIE_HASH_BYTES bytes
 * @error: return location
 */
gboolean
vigie_store_stream_set (VigieStore *store, const char *stream, gint64 *count, guint8 *set, GError **error)
{
  sqlite3_stmt *stmt;
  VigieStreamRow stream_row;
  gboolean found = FALSE, row = FALSE;

  *count = 0;
  memset (set, 0, VIGIE_HASH_BYTES);
  if (!vigie_store_stream_row (store, stream, &stream_row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  stmt = vigie_store_sql (store, "SELECT hash FROM event WHERE key BETWEEN ? AND ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, stream_row.number << 32);
  sqlite3_bind_int64 (stmt, 2, stream_row.number << 32 | G_MAXUINT32);
  while (vigie_store_step (store, stmt, &row, error))
    {
      const guint8 *hash = row ? sqlite3_column_blob (stmt, 0) : NULL;

      if (!row)
        return TRUE;
      for (gsize i = 0; vigie_store_column_is_blob (stmt, 0, VIGIE_HASH_BYTES) && i < VIGIE_HASH_BYTES; i++)
        set[i] ^= hash[i];
      (*count)++;
    }

  return FALSE;
}

static gboolean
note_in_transaction (VigieStore *store, const char *epoch, const char *stream, gint64 count, const guint8 *set, GError **error)
{
  g_autoptr(VigieStoreSent) sent = vigie_store_sent_new (store);
  guint8 own_set[VIGIE_HASH_BYTES];
  VigieStreamRow row;
  gboolean found = FALSE;
  gint64 cursor, own_count;

  if (!vigie_store_check_epoch (store, epoch, &cursor, error)
      || !vigie_store_stream_set (store, stream, &own_count, own_set, error)
      || !vigie_store_stream_row (store, stream, &row, &found, error))
    return FALSE;
  if (!found || own_count != count || memcmp (own_set, set, VIGIE_HASH_BYTES) != 0)
    return TRUE;

  return vigie_store_sent_upto (sent, row.number, row.arrival, error) && vigie_store_sent_finish (sent, error);
}

/**
 * vigie_store_note_in_step:
 * @store: a writer
 * @epoch: the hub's log
 * @stream: a stream
 * @count: how many events of it the hub has
 * @set: (array fixed-size=32): XOR of their hashes
 * @error: return location; %VIGIE_ERROR_CONFLICT for another epoch
 *
 * Compares, and notes everything of the stream as sent when both have the same. Otherwise nothing changes.
 */
gboolean
vigie_store_note_in_step (VigieStore *store, const char *epoch, const char *stream, gint64 count, const guint8 *set,
                          GError **error)
{
  g_return_val_if_fail (store != NULL && epoch != NULL && stream != NULL && set != NULL, FALSE);

  return VIGIE_STORE_IN_TRANSACTION (store, note_in_transaction (store, epoch, stream, count, set, error), error);
}

/**
 * vigie_store_hub_head:
 * @store: the store
 * @stream: a stream
 * @position: (out): place of the last event seen in the hub's chain of the present epoch; 0: none
 * @link: (out caller-allocates): its link, %VIGIE_HASH_BYTES bytes
 * @error: return location
 */
gboolean
vigie_store_hub_head (VigieStore *store, const char *stream, gint64 *position, guint8 *link, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean knows = FALSE, row = FALSE;

  *position = 0;
  memset (link, 0, VIGIE_HASH_BYTES);
  if (!vigie_store_knows_hubs (store, &knows, error))
    return FALSE;
  if (!knows)
    return TRUE;
  stmt = vigie_store_sql (store,
                          "SELECT position, link FROM hub_chain JOIN stream ON number = stream JOIN hub USING (epoch)"
                          " WHERE stream.name = ?",
                          error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *position = sqlite3_column_int64 (stmt, 0);
      if (vigie_store_column_is_blob (stmt, 1, VIGIE_HASH_BYTES))
        memcpy (link, sqlite3_column_blob (stmt, 1), VIGIE_HASH_BYTES);
      sqlite3_reset (stmt);
    }

  return TRUE;
}
