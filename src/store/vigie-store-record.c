/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two ways into the log: what people did here (drafts, sealed with this device's key) and what
 * was made elsewhere (events, checked). Each call is one transaction: all of it is on the disk when
 * the function returns TRUE, none of it when it does not. */

#include "vigie-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"

static VigieEvent *
seal (VigieStoreBatch *batch, VigieStore *store, const VigieDraft *draft, GError **error)
{
  VigieStoreTail *tail;
  guint8 random[VIGIE_ID_RANDOM_BYTES];
  VigieSealContext context = { 0 };

  if (!vigie_stream_is_valid (draft->stream))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("This entry belongs to no known incident."));
      return NULL;
    }
  tail = vigie_store_batch_tail (batch, draft->stream, store->public_key, error);
  if (tail == NULL)
    return NULL;
  vigie_store_random (store, random, sizeof random);
  context.now_usec = vigie_store_now (store);
  context.last_stamp_usec = store->last_stamp_usec;
  context.last_dseq = tail->dseq;
  memcpy (context.last_hash, tail->hash, VIGIE_HASH_BYTES);
  context.random = random;
  context.secret_key = store->secret_key;

  return vigie_event_seal (draft, &context, error);
}

/* Another program that did not hear our answer hands the same drafts over again; their ids tell. */
static gboolean
is_same (const VigieEvent *event, const VigieDraft *draft)
{
  return g_strcmp0 (event->stream, draft->stream) == 0 && g_strcmp0 (event->kind, draft->kind) == 0
         && g_strcmp0 (event->author, draft->author) == 0 && event->occurred_usec == draft->occurred_usec
         && strlen (draft->body) == event->body_length_bytes
         && memcmp (event->body, draft->body, event->body_length_bytes) == 0;
}

/* NULL without error: not recorded yet. */
static VigieEvent *
find_recorded (VigieStore *store, const VigieDraft *draft, GError **error)
{
  g_autoptr(VigieEvent) event = NULL;

  if (draft->id == NULL)
    return NULL;
  event = vigie_store_event_by_id (store, draft->id, error);
  if (event == NULL || is_same (event, draft))
    return g_steal_pointer (&event);
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("Another entry already bears this identifier."));

  return NULL;
}

static VigieEvent *
record_one (VigieStoreBatch *batch, VigieStore *store, const VigieDraft *draft, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VigieEvent) event = find_recorded (store, draft, &local_error);
  gint64 key;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (event != NULL)
    return g_steal_pointer (&event);
  if (!vigie_store_content_check_draft (store, draft, error))
    return NULL;
  event = seal (batch, store, draft, error);
  if (event == NULL || !vigie_store_batch_append (batch, event, &key, error))
    return NULL;
  store->last_stamp_usec = event->stamp_usec;

  return g_steal_pointer (&event);
}

static gboolean
record_in_transaction (VigieStore *store, GPtrArray *drafts, GPtrArray *events, GError **error)
{
  g_autoptr(VigieStoreBatch) batch = vigie_store_batch_new (store);

  for (guint i = 0; i < drafts->len; i++)
    {
      VigieEvent *event = record_one (batch, store, g_ptr_array_index (drafts, i), error);

      if (event == NULL)
        return FALSE;
      g_ptr_array_add (events, event);
    }

  return vigie_store_batch_finish (batch, error) && vigie_store_commit (store, error);
}

/**
 * vigie_store_record:
 * @store: a writer
 * @drafts: (element-type VigieDraft): what was done, in order
 * @error: return location for a #VigieStoreError, or a #VigieError for a draft that cannot be taken
 *
 * Seals and appends @drafts. A draft whose id is in the store already, with the same content, is not
 * recorded twice: its event is returned.
 *
 * Returns: (transfer full) (element-type VigieEvent) (nullable): the events, safe on the disk
 */
GPtrArray *
vigie_store_record (VigieStore *store, GPtrArray *drafts, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  gint64 last_stamp_usec;

  g_return_val_if_fail (store != NULL && drafts != NULL, NULL);

  last_stamp_usec = store->last_stamp_usec;
  if (!vigie_store_begin (store, error))
    return NULL;
  if (!record_in_transaction (store, drafts, events, error))
    {
      vigie_store_rollback (store);
      store->last_stamp_usec = last_stamp_usec;
      return NULL;
    }
  vigie_store_key_add (store);

  return g_steal_pointer (&events);
}

/* Whether an event of that id is there (redacted ones too), and whether it is the same. */
static gboolean
look_up (VigieStore *store, const VigieEvent *event, gboolean *known, gboolean *same, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT hash FROM event WHERE id = ?", error);
  guint8 id[VIGIE_STORE_ID_BYTES];

  *known = *same = FALSE;
  if (stmt == NULL)
    return FALSE;
  if (!vigie_store_id_to_blob (event->id, id))
    return TRUE;
  sqlite3_bind_blob (stmt, 1, id, sizeof id, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, known, error))
    return FALSE;
  if (*known)
    {
      *same = vigie_store_column_is_blob (stmt, 0, VIGIE_HASH_BYTES)
              && memcmp (sqlite3_column_blob (stmt, 0), event->hash, VIGIE_HASH_BYTES) == 0;
      sqlite3_reset (stmt);
    }

  return TRUE;
}

void
vigie_store_set_contradicts (const VigieEvent *event, GError **error)
{
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED,
               _("An entry contradicts one that is already here (%s); nothing was taken."), event->id);
}

/* What follows its device's last event cannot be here already: each that is stands at that tail or before it. That
 * leaves its id, which the log looks at when it goes in. */
VigieStoreFit
vigie_store_find_fit (VigieStoreBatch *batch, VigieStore *store, const VigieEvent *event, GError **error)
{
  VigieStoreTail *tail = vigie_store_batch_tail (batch, event->stream, event->device, error);
  gboolean known, same, fits = FALSE;

  if (tail == NULL)
    return VIGIE_STORE_UNFIT;
  if (event->dseq == tail->dseq + 1 && (tail->dseq == 0 || memcmp (event->prev, tail->hash, VIGIE_HASH_BYTES) == 0))
    return VIGIE_STORE_FITS;
  if (!look_up (store, event, &known, &same, error))
    return VIGIE_STORE_UNFIT;
  if (known && same)
    return VIGIE_STORE_KNOWN;
  if (!known && event->dseq > tail->dseq + 1)
    return VIGIE_STORE_WAITS;
  if (!known && event->dseq <= tail->dseq && !vigie_store_fits_withheld (store, event, &fits, error))
    return VIGIE_STORE_UNFIT;
  if (fits)
    return VIGIE_STORE_FITS;
  vigie_store_set_contradicts (event, error);

  return VIGIE_STORE_UNFIT;
}

/* One pass over @events; what has to wait goes to @waiting. */
static gboolean
ingest_pass (VigieStoreBatch *batch, VigieStore *store, GPtrArray *events, GPtrArray *waiting, guint *n_new, GError **error)
{
  for (guint i = 0; i < events->len; i++)
    {
      VigieEvent *event = g_ptr_array_index (events, i);
      gint64 key;

      switch (vigie_store_find_fit (batch, store, event, error))
        {
        case VIGIE_STORE_FITS:
          if (!vigie_event_verify (event, error) || !vigie_store_batch_append (batch, event, &key, error))
            return FALSE;
          (*n_new)++;
          break;
        case VIGIE_STORE_KNOWN:
          break;
        case VIGIE_STORE_WAITS:
          g_ptr_array_add (waiting, event);
          break;
        case VIGIE_STORE_UNFIT:
        default:
          return FALSE;
        }
    }

  return TRUE;
}

/* A file may hold the events in any order: passes until nothing waits, or nothing moves. */
static gboolean
ingest_in_transaction (VigieStore *store, GPtrArray *events, guint *n_new, GError **error)
{
  g_autoptr(VigieStoreBatch) batch = vigie_store_batch_new (store);
  g_autoptr(GPtrArray) queue = g_ptr_array_ref (events);

  while (queue->len > 0)
    {
      g_autoptr(GPtrArray) waiting = g_ptr_array_new ();

      if (!ingest_pass (batch, store, queue, waiting, n_new, error))
        return FALSE;
      if (waiting->len == queue->len)
        {
          g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED,
                               _("Earlier entries are missing from what was given; nothing was taken."));
          return FALSE;
        }
      g_ptr_array_unref (queue);
      queue = g_steal_pointer (&waiting);
    }

  return vigie_store_batch_finish (batch, error) && vigie_store_commit (store, error);
}

/**
 * vigie_store_ingest:
 * @store: a writer
 * @events: (element-type VigieEvent): in any order
 * @n_new: (out) (optional): how many were not there yet; untouched on failure
 * @error: return location; TAMPERED for a bad signature, link or number
 *
 * Takes events made elsewhere, all or none.
 */
gboolean
vigie_store_ingest (VigieStore *store, GPtrArray *events, guint *n_new, GError **error)
{
  gint64 last_stamp_usec;
  guint n = 0;

  g_return_val_if_fail (store != NULL && events != NULL, FALSE);

  last_stamp_usec = store->last_stamp_usec;
  if (!vigie_store_begin (store, error))
    return FALSE;
  if (!ingest_in_transaction (store, events, &n, error))
    {
      vigie_store_rollback (store);
      store->last_stamp_usec = last_stamp_usec;
      return FALSE;
    }
  vigie_store_key_add (store); /* an import may bring back events of this very device */
  if (n_new != NULL)
    *n_new = n;

  return TRUE;
}
