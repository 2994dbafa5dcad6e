/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Appending: an event gets the next seq of the log, the next position of its stream, the link to the
 * event before it there. seq is the primary key and given here under the one writer's transaction,
 * so it has no gap and no reader ever sees a number before a smaller one. */

#include "vigie-hub-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-id.h"

gboolean
vigie_hub_sqlite_id_to_blob (const char *id, guint8 out[VIGIE_HUB_ID_BYTES])
{
  char hex[2 * VIGIE_HUB_ID_BYTES + 1] = { 0 };
  guint n = 0;

  if (!vigie_id_is_valid (id))
    return FALSE;
  for (const char *p = id; *p != '\0'; p++)
    if (*p != '-')
      hex[n++] = *p;

  return vigie_unhex (hex, out, VIGIE_HUB_ID_BYTES);
}

gboolean
vigie_hub_sqlite_find (VigieHubLog *log, const char *id, VigieHubPlace *place, gboolean *found, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT seq, hash, link, position FROM event WHERE id = ?", error);
  guint8 blob[VIGIE_HUB_ID_BYTES];
  gboolean row = FALSE, ok;

  *found = FALSE;
  if (stmt == NULL)
    return FALSE;
  if (!vigie_hub_sqlite_id_to_blob (id, blob))
    return TRUE;
  vigie_hub_sql_bind (stmt, 1, blob, sizeof blob);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  place->seq = (guint64) sqlite3_column_int64 (stmt, 0);
  place->position = (guint64) sqlite3_column_int64 (stmt, 3);
  ok = vigie_hub_sql_blob (stmt, 1, place->hash, VIGIE_HASH_BYTES)
       && vigie_hub_sql_blob (stmt, 2, place->link, VIGIE_HASH_BYTES);
  sqlite3_reset (stmt);
  *found = ok;

  return ok || vigie_hub_sqlite_set_damaged (self, error);
}

static gboolean
insert_event (VigieHubSqlite *self, const VigieEvent *event, GBytes *withheld, VigieHubSpecial special,
              const VigieHubHead *head, gint64 device, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "INSERT INTO event (seq, stream, position, device, dseq, special, redacted,"
                                      " id, hash, link, hashes, signature, bytes, withheld)"
                                      " VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
                                      error);
  guint8 id[VIGIE_HUB_ID_BYTES];

  if (stmt == NULL)
    return FALSE;
  if (!vigie_hub_sqlite_id_to_blob (event->id, id))
    return vigie_hub_sqlite_set_damaged (self, error);
  sqlite3_bind_int64 (stmt, 1, (gint64) self->head + 1);
  sqlite3_bind_int64 (stmt, 2, head->number);
  sqlite3_bind_int64 (stmt, 3, (gint64) head->count);
  sqlite3_bind_int64 (stmt, 4, device);
  sqlite3_bind_int64 (stmt, 5, (gint64) event->dseq);
  if (special != VIGIE_HUB_SPECIAL_NONE)
    sqlite3_bind_int64 (stmt, 6, special);
  vigie_hub_sql_bind (stmt, 7, id, sizeof id);
  vigie_hub_sql_bind (stmt, 8, event->hash, VIGIE_HASH_BYTES);
  vigie_hub_sql_bind (stmt, 9, head->link, VIGIE_HASH_BYTES);
  vigie_hub_sql_bind (stmt, 10, head->set, VIGIE_HASH_BYTES);
  vigie_hub_sql_bind (stmt, 11, event->signature, VIGIE_SIGNATURE_BYTES);
  sqlite3_bind_blob (stmt, 12, event->bytes, (int) event->length_bytes, SQLITE_STATIC);
  if (withheld != NULL)
    vigie_hub_sql_bind (stmt, 13, g_bytes_get_data (withheld, NULL), g_bytes_get_size (withheld));

  return vigie_hub_sql_run (self, stmt, error);
}

/* The last place of its device; of an event that fills a withheld place the last one stays what it was. */
static gboolean
move_tail (VigieHubSqlite *self, const VigieEvent *event, gint64 stream, gint64 device, GError **error)
{
  VigieHubTail *tail = vigie_hub_sqlite_find_tail (self, stream, device, error);

  if (tail == NULL)
    return FALSE;
  if (event->dseq <= tail->dseq)
    return vigie_hub_sqlite_fill (self, stream, device, event->dseq, error);
  tail->dseq = event->dseq;
  tail->n_withheld = 0;
  memcpy (tail->hash, event->hash, VIGIE_HASH_BYTES);

  return TRUE;
}

gboolean
vigie_hub_sqlite_append (VigieHubLog *log, const VigieEvent *event, GBytes *withheld, VigieHubSpecial special,
                         VigieHubPlace *place, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  VigieHubHead *head = vigie_hub_sqlite_head (self, event->stream, error);
  VigieHubHead next;
  gint64 device = 0;

  if (head == NULL || (head->number == 0 && !vigie_hub_sqlite_make_stream (self, event->stream, &head->number, error))
      || !vigie_hub_sqlite_device (self, event->device, TRUE, &device, error))
    return FALSE;
  next = *head;
  next.count++;
  vigie_chain_link (head->count > 0 ? head->link : NULL, event, next.link);
  for (guint i = 0; i < VIGIE_HASH_BYTES; i++)
    next.set[i] ^= event->hash[i];
  if (!insert_event (self, event, withheld, special, &next, device, error)
      || !move_tail (self, event, head->number, device, error))
    return FALSE;

  *head = next;
  place->seq = ++self->head;
  place->position = next.count;
  memcpy (place->hash, event->hash, VIGIE_HASH_BYTES);
  memcpy (place->link, next.link, VIGIE_HASH_BYTES);

  return TRUE;
}

gboolean
vigie_hub_sqlite_redact (VigieHubLog *log, const char *id, const char *header, gboolean *found, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "UPDATE event SET redacted = 1, bytes = ? WHERE id = ?", error);
  guint8 blob[VIGIE_HUB_ID_BYTES];

  *found = FALSE;
  if (stmt == NULL)
    return FALSE;
  if (!vigie_hub_sqlite_id_to_blob (id, blob))
    return TRUE;
  sqlite3_bind_blob (stmt, 1, header, (int) strlen (header), SQLITE_STATIC);
  vigie_hub_sql_bind (stmt, 2, blob, sizeof blob);
  if (!vigie_hub_sql_run (self, stmt, error))
    return FALSE;
  *found = sqlite3_changes (self->db) > 0;

  return TRUE;
}
