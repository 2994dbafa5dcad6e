/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Appending events inside one transaction, whoever made them. A batch remembers the streams and tails
 * it touched, so that a thousand events of one incident read and write their stream row once; the
 * rows and the derived incident follow in vigie_store_batch_finish(), still before the commit.
 *
 * The arrival number of an event is given here and never reused: it is half of its key. */

#include "vigie-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"

typedef struct
{
  VigieStreamRow row;
  guint matters : 1;    /* the derived incident has to be made anew */
} Target;

typedef struct
{
  VigieStoreTail tail;
  const char *stream;   /* borrowed from the targets */
  Target *target;       /* borrowed */
  guint8 device[VIGIE_KEY_BYTES];
  guint dirty : 1;
} TailEntry;

struct _VigieStoreBatch
{
  VigieStore *store;    /* borrowed */
  GHashTable *targets;  /* stream → Target */
  GHashTable *tails;    /* TailEntry, by stream and device */
  TailEntry *last;      /* that was asked for: events of one device and stream mostly come together */
  gint64 now_usec;
  guint n_own;          /* events of this device */
  gboolean has_withheld, knows_withheld; /* whether places are withheld; whether that was looked up */
};

static guint
hash_entry (gconstpointer entry)
{
  const TailEntry *tail = entry;
  guint device;

  memcpy (&device, tail->device, sizeof device);

  return g_str_hash (tail->stream) ^ device;
}

static gboolean
is_entry_of (const TailEntry *entry, const char *stream, const guint8 *device)
{
  return memcmp (entry->device, device, VIGIE_KEY_BYTES) == 0 && strcmp (entry->stream, stream) == 0;
}

static gboolean
same_entry (gconstpointer a, gconstpointer b)
{
  const TailEntry *other = b;

  return is_entry_of (a, other->stream, other->device);
}

VigieStoreBatch *
vigie_store_batch_new (VigieStore *store)
{
  VigieStoreBatch *batch = g_new0 (VigieStoreBatch, 1);

  batch->store = store;
  batch->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  batch->tails = g_hash_table_new_full (hash_entry, same_entry, NULL, g_free);
  batch->now_usec = vigie_store_now (store);

  return batch;
}

void
vigie_store_batch_free (VigieStoreBatch *batch)
{
  g_hash_table_unref (batch->targets);
  g_hash_table_unref (batch->tails);
  g_free (batch);
}

gboolean
vigie_store_id_to_blob (const char *id, guint8 *out)
{
  char hex[2 * VIGIE_STORE_ID_BYTES + 1] = { 0 };
  guint n = 0;

  if (!vigie_id_is_valid (id))
    return FALSE;
  for (const char *p = id; *p != '\0'; p++)
    if (*p != '-')
      hex[n++] = *p;

  return vigie_unhex (hex, out, VIGIE_STORE_ID_BYTES);
}

static gboolean
insert_stream (VigieStore *store, const char *stream, VigieStreamRow *row, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "INSERT INTO stream (name, arrival, indexed) VALUES (?, 0, 0)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  if (!vigie_store_run (store, stmt, error))
    return FALSE;
  memset (row, 0, sizeof *row);
  row->number = sqlite3_last_insert_rowid (store->db);
  row->stamp_usec = VIGIE_TIME_NONE;

  return TRUE;
}

/* *name is the stream as the batch keeps it. */
static Target *
find_target (VigieStoreBatch *batch, const char *stream, const char **name, GError **error)
{
  VigieStreamRow row;
  gboolean found = FALSE;
  gpointer key, value;
  Target *target;

  if (g_hash_table_lookup_extended (batch->targets, stream, &key, &value))
    {
      *name = key;
      return value;
    }
  if (!vigie_store_stream_row (batch->store, stream, &row, &found, error))
    return NULL;
  if (!found && !insert_stream (batch->store, stream, &row, error))
    return NULL;
  target = g_new0 (Target, 1);
  target->row = row;
  key = g_strdup (stream);
  g_hash_table_insert (batch->targets, key, target);
  *name = key;

  return target;
}

static gboolean
read_tail (VigieStore *store, TailEntry *entry, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT dseq, hash FROM tail WHERE stream = ? AND device = ?", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, entry->target->row.number);
  sqlite3_bind_blob (stmt, 2, entry->device, VIGIE_KEY_BYTES, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    {
      entry->tail.dseq = (guint64) sqlite3_column_int64 (stmt, 0);
      if (vigie_store_column_is_blob (stmt, 1, VIGIE_HASH_BYTES))
        memcpy (entry->tail.hash, sqlite3_column_blob (stmt, 1), VIGIE_HASH_BYTES);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

static TailEntry *
look_up_tail (VigieStoreBatch *batch, const char *stream, const guint8 *device, GError **error)
{
  g_autofree TailEntry *fresh = g_new0 (TailEntry, 1);
  TailEntry *entry;

  fresh->stream = stream;
  memcpy (fresh->device, device, VIGIE_KEY_BYTES);
  entry = g_hash_table_lookup (batch->tails, fresh);
  if (entry != NULL)
    return entry;
  fresh->target = find_target (batch, stream, &fresh->stream, error);
  if (fresh->target == NULL || !read_tail (batch->store, fresh, error))
    return NULL;
  entry = g_steal_pointer (&fresh);
  g_hash_table_add (batch->tails, entry);

  return entry;
}

static TailEntry *
find_tail (VigieStoreBatch *batch, const char *stream, const guint8 *device, GError **error)
{
  if (batch->last == NULL || !is_entry_of (batch->last, stream, device))
    batch->last = look_up_tail (batch, stream, device, error);

  return batch->last;
}

VigieStoreTail *
vigie_store_batch_tail (VigieStoreBatch *batch, const char *stream, const guint8 *device, GError **error)
{
  TailEntry *entry = find_tail (batch, stream, device, error);

  return entry != NULL ? &entry->tail : NULL;
}

static gboolean
step_insert (VigieStore *store, sqlite3_stmt *stmt, const VigieEvent *event, GError **error)
{
  if (!vigie_store_run (store, stmt, error))
    return FALSE;
  if (sqlite3_changes (store->db) > 0)
    return TRUE;
  vigie_store_set_contradicts (event, error);

  return FALSE;
}

/* Whether the id is another event's is for the log itself to say; looking for it first would cost each event a search. */
static gboolean
insert_event (VigieStore *store, gint64 key, const VigieEvent *event, GError **error)
{
  sqlite3_stmt *stmt;
  guint8 id[VIGIE_STORE_ID_BYTES];

  stmt = vigie_store_sql (store,
                          "INSERT INTO event (key, id, bytes, signature, hash) VALUES (?, ?, ?, ?, ?)"
                          " ON CONFLICT (id) DO NOTHING",
                          error);
  if (stmt == NULL)
    return FALSE;
  if (!vigie_store_id_to_blob (event->id, id))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("An entry has no valid identifier."));
      return FALSE;
    }
  sqlite3_bind_int64 (stmt, 1, key);
  sqlite3_bind_blob (stmt, 2, id, sizeof id, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 3, event->bytes, (int) event->length_bytes, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 4, event->signature, VIGIE_SIGNATURE_BYTES, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 5, event->hash, VIGIE_HASH_BYTES, SQLITE_STATIC);

  return step_insert (store, stmt, event, error);
}

/* A stamp far in the future is kept in its event but does not pull our clock along, unless this
 * very device made it: its own stamps must keep rising. */
static gboolean
stamp_moves_clock (VigieStoreBatch *batch, const VigieEvent *event)
{
  if (memcmp (event->device, batch->store->public_key, VIGIE_KEY_BYTES) == 0)
    return TRUE;

  return event->stamp_usec <= batch->now_usec + VIGIE_STAMP_DRIFT_MAX_USEC;
}

/* A store without such places, which is nearly each, is asked once in a transaction. */
static gboolean
fill_withheld (VigieStoreBatch *batch, const VigieEvent *event, GError **error)
{
  if (!batch->knows_withheld && !vigie_store_has_withheld (batch->store, &batch->has_withheld, error))
    return FALSE;
  batch->knows_withheld = TRUE;

  return !batch->has_withheld || vigie_store_fill_withheld (batch->store, event, error);
}

/* An event that takes a withheld place comes after those behind it. */
static void
move_tail (TailEntry *entry, const VigieEvent *event)
{
  if (event->dseq <= entry->tail.dseq)
    return;
  entry->tail.dseq = event->dseq;
  memcpy (entry->tail.hash, event->hash, VIGIE_HASH_BYTES);
  entry->dirty = TRUE;
}

/**
 * vigie_store_batch_append:
 * @batch: the batch of the present transaction
 * @event: an event that has been checked and follows its tail, or takes a withheld place
 * @key: (out): the key of its row
 * @error: return location; %VIGIE_ERROR_TAMPERED when another event has its id
 *
 * Gives @event the next place in its stream.
 */
gboolean
vigie_store_batch_append (VigieStoreBatch *batch, const VigieEvent *event, gint64 *key, GError **error)
{
  TailEntry *tail = find_tail (batch, event->stream, event->device, error);
  Target *target = tail != NULL ? tail->target : NULL;

  if (tail == NULL)
    return FALSE;
  *key = target->row.number << 32 | (target->row.arrival + 1);
  if (!insert_event (batch->store, *key, event, error) || !vigie_store_content_note_use (batch->store, *key, event, error)
      || !fill_withheld (batch, event, error))
    return FALSE;

  target->row.arrival++;
  if (memcmp (event->device, batch->store->public_key, VIGIE_KEY_BYTES) == 0)
    batch->n_own++;
  if (stamp_moves_clock (batch, event))
    target->row.stamp_usec = MAX (target->row.stamp_usec, event->stamp_usec);
  target->matters = target->matters || vigie_store_event_matters (event);
  move_tail (tail, event);

  return TRUE;
}

gboolean
vigie_store_write_tail (VigieStore *store, gint64 number, const guint8 *device, const VigieStoreTail *tail, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "INSERT INTO tail (stream, device, dseq, hash) VALUES (?, ?, ?, ?)"
                                        " ON CONFLICT DO UPDATE SET dseq = excluded.dseq, hash = excluded.hash"
                                        " WHERE excluded.dseq > tail.dseq",
                                        error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number);
  sqlite3_bind_blob (stmt, 2, device, VIGIE_KEY_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 3, (gint64) tail->dseq);
  sqlite3_bind_blob (stmt, 4, tail->hash, VIGIE_HASH_BYTES, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

static gboolean
write_target (VigieStore *store, const Target *target, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "UPDATE stream SET arrival = ?, stamp = ? WHERE number = ?", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, target->row.arrival);
  vigie_store_bind_time (stmt, 2, target->row.stamp_usec);
  sqlite3_bind_int64 (stmt, 3, target->row.number);

  return vigie_store_run (store, stmt, error);
}

static gboolean
write_self (VigieStore *store, guint n_own, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "UPDATE self SET stamp = ?, device = ?, signed = ?", error);

  if (stmt == NULL)
    return FALSE;
  vigie_store_bind_time (stmt, 1, store->last_stamp_usec);
  sqlite3_bind_blob (stmt, 2, store->public_key, VIGIE_KEY_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 3, store->n_signed + n_own);
  store->n_pending = n_own;

  return vigie_store_run (store, stmt, error);
}

/**
 * vigie_store_batch_finish:
 * @batch: the batch of the present transaction
 * @error: return location
 *
 * Writes what follows from the appended events: tails, stream rows and, where an event of a kind
 * that the registry shows came in, the incident's row. The caller commits.
 */
gboolean
vigie_store_batch_finish (VigieStoreBatch *batch, GError **error)
{
  VigieStore *store = batch->store;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, batch->tails);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      TailEntry *entry = value;

      if (entry->dirty && !vigie_store_write_tail (store, entry->target->row.number, entry->device, &entry->tail, error))
        return FALSE;
    }

  g_hash_table_iter_init (&iter, batch->targets);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Target *target = value;

      if (!write_target (store, target, error))
        return FALSE;
      store->last_stamp_usec = MAX (store->last_stamp_usec, target->row.stamp_usec);
      if (target->matters && vigie_stream_is_incident (key)
          && !vigie_store_update_incident (store, key, target->row.number, error))
        return FALSE;
    }

  return write_self (store, batch->n_own, error);
}

VigieEvent *
vigie_store_event_by_id (VigieStore *store, const char *id, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT bytes, signature, hash FROM event WHERE id = ?", error);
  guint8 blob[VIGIE_STORE_ID_BYTES];
  VigieEvent *event = NULL;
  gboolean row = FALSE;

  if (stmt == NULL || !vigie_store_id_to_blob (id, blob))
    return NULL;
  sqlite3_bind_blob (stmt, 1, blob, sizeof blob, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error) || !row)
    return NULL;
  event = vigie_store_row_to_event (stmt, error);
  sqlite3_reset (stmt);

  return event;
}
