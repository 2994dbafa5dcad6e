/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Appending: an event gets the next seq of the log, the next position of its stream, the link to the
 * event before it there. seq is the primary key and given here under the one writer's transaction,
 * so it has no gap and no reader ever sees a number before a smaller one. */

#include "vigie-hub-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-id.h"

static gboolean
id_to_blob (const char *id, guint8 out[VIGIE_HUB_ID_BYTES])
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

static gboolean
set_damaged (VigieHubSqlite *self, GError **error)
{
  vigie_hub_sql_set_error (self, SQLITE_CORRUPT, error);

  return FALSE;
}

/* Heads --------------------------------------------------------------------------------------- */

static gboolean
read_head_row (VigieHubSqlite *self, VigieHubHead *head, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "SELECT position, link, hashes FROM event"
                                      " WHERE stream = ? ORDER BY position DESC LIMIT 1",
                                      error);
  gboolean row = FALSE, ok = TRUE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, head->number);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  head->count = (guint64) sqlite3_column_int64 (stmt, 0);
  ok = vigie_hub_sql_blob (stmt, 1, head->link, VIGIE_HASH_BYTES)
       && vigie_hub_sql_blob (stmt, 2, head->set, VIGIE_HASH_BYTES);
  sqlite3_reset (stmt);

  return ok || set_damaged (self, error);
}

/* 0 when the stream is not here. */
static gboolean
read_stream_number (VigieHubSqlite *self, const char *stream, gint64 *number, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT number FROM stream WHERE name = ?", error);
  gboolean row = FALSE;

  *number = 0;
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *number = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

static gboolean
insert_stream (VigieHubSqlite *self, const char *stream, gint64 *number, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, "INSERT INTO stream (name) VALUES (?)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  if (!vigie_hub_sql_run (self, stmt, error))
    return FALSE;
  *number = sqlite3_last_insert_rowid (self->db);

  return TRUE;
}

/* Of a stream that is not here the number is 0; it is made with its first event. */
static VigieHubHead *
find_head (VigieHubSqlite *self, const char *stream, GError **error)
{
  VigieHubHead *head = g_hash_table_lookup (self->heads, stream);
  g_autofree VigieHubHead *fresh = NULL;

  if (head != NULL)
    return head;
  fresh = g_new0 (VigieHubHead, 1);
  if (!read_stream_number (self, stream, &fresh->number, error)
      || (fresh->number != 0 && !read_head_row (self, fresh, error)))
    return NULL;
  head = g_steal_pointer (&fresh);
  g_hash_table_insert (self->heads, g_strdup (stream), head);

  return head;
}

/* Devices and tails --------------------------------------------------------------------------- */

static gboolean
read_device (VigieHubSqlite *self, const guint8 *device, gint64 *number, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, "SELECT number FROM device WHERE key = ?", error);
  gboolean row = FALSE;

  *number = 0;
  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, device, VIGIE_KEY_BYTES);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *number = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

static gboolean
insert_device (VigieHubSqlite *self, const guint8 *device, gint64 *number, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, "INSERT INTO device (key) VALUES (?)", error);

  if (stmt == NULL)
    return FALSE;
  vigie_hub_sql_bind (stmt, 1, device, VIGIE_KEY_BYTES);
  if (!vigie_hub_sql_run (self, stmt, error))
    return FALSE;
  *number = sqlite3_last_insert_rowid (self->db);

  return TRUE;
}

static gboolean
look_up_device (VigieHubSqlite *self, const guint8 *device, gboolean make, gint64 *number, GError **error)
{
  g_autofree char *hex = vigie_hex (device, VIGIE_KEY_BYTES);
  gint64 *known = g_hash_table_lookup (self->devices, hex);

  if (known != NULL)
    {
      *number = *known;
      return TRUE;
    }
  if (!read_device (self, device, number, error)
      || (*number == 0 && make && !insert_device (self, device, number, error)))
    return FALSE;
  if (*number != 0)
    g_hash_table_insert (self->devices, g_steal_pointer (&hex), g_memdup2 (number, sizeof *number));

  return TRUE;
}

/* 0 when the device is not here, unless @make. */
static gboolean
find_device (VigieHubSqlite *self, const guint8 *device, gboolean make, gint64 *number, GError **error)
{
  if (self->last_device_number != 0 && memcmp (self->last_device, device, VIGIE_KEY_BYTES) == 0)
    {
      *number = self->last_device_number;
      return TRUE;
    }
  if (!look_up_device (self, device, make, number, error))
    return FALSE;
  memcpy (self->last_device, device, VIGIE_KEY_BYTES);
  self->last_device_number = *number;

  return TRUE;
}

static gboolean
read_tail (VigieHubSqlite *self, gint64 stream, gint64 device, VigieHubTail *tail, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "SELECT dseq, hash FROM event WHERE stream = ? AND device = ?"
                                      " ORDER BY dseq DESC LIMIT 1",
                                      error);
  gboolean row = FALSE, ok;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, stream);
  sqlite3_bind_int64 (stmt, 2, device);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  tail->dseq = (guint64) sqlite3_column_int64 (stmt, 0);
  ok = vigie_hub_sql_blob (stmt, 1, tail->hash, VIGIE_HASH_BYTES);
  sqlite3_reset (stmt);

  return ok || set_damaged (self, error);
}

static VigieHubTail *
look_up_tail (VigieHubSqlite *self, gint64 stream, gint64 device, GError **error)
{
  char key[48];
  VigieHubTail *tail;
  g_autofree VigieHubTail *fresh = NULL;

  g_snprintf (key, sizeof key, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, stream, device);
  tail = g_hash_table_lookup (self->tails, key);
  if (tail != NULL)
    return tail;
  fresh = g_new0 (VigieHubTail, 1);
  if (!read_tail (self, stream, device, fresh, error))
    return NULL;
  tail = g_steal_pointer (&fresh);
  g_hash_table_insert (self->tails, g_strdup (key), tail);

  return tail;
}

static VigieHubTail *
find_tail (VigieHubSqlite *self, gint64 stream, gint64 device, GError **error)
{
  if (self->last_tail != NULL && self->last_tail_stream == stream && self->last_tail_device == device)
    return self->last_tail;
  self->last_tail = look_up_tail (self, stream, device, error);
  self->last_tail_stream = stream;
  self->last_tail_device = device;

  return self->last_tail;
}

gboolean
vigie_hub_sqlite_tail (VigieHubLog *log, const char *stream, const guint8 *device, VigieHubTail *tail, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  VigieHubHead *head = find_head (self, stream, error);
  VigieHubTail *found;
  gint64 number = 0;

  memset (tail, 0, sizeof *tail);
  if (head == NULL || !find_device (self, device, FALSE, &number, error))
    return FALSE;
  if (head->number == 0 || number == 0)
    return TRUE;
  found = find_tail (self, head->number, number, error);
  if (found == NULL)
    return FALSE;
  *tail = *found;

  return TRUE;
}

/* Events -------------------------------------------------------------------------------------- */

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
  if (!id_to_blob (id, blob))
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

  return ok || set_damaged (self, error);
}

static gboolean
insert_event (VigieHubSqlite *self, const VigieEvent *event, VigieHubSpecial special, const VigieHubHead *head,
              gint64 device, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "INSERT INTO event (seq, stream, position, device, dseq, special, redacted,"
                                      " id, hash, link, hashes, signature, bytes)"
                                      " VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
                                      error);
  guint8 id[VIGIE_HUB_ID_BYTES];

  if (stmt == NULL)
    return FALSE;
  if (!id_to_blob (event->id, id))
    return set_damaged (self, error);
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

  return vigie_hub_sql_run (self, stmt, error);
}

gboolean
vigie_hub_sqlite_append (VigieHubLog *log, const VigieEvent *event, VigieHubSpecial special, VigieHubPlace *place, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  VigieHubHead *head = find_head (self, event->stream, error);
  VigieHubHead next;
  VigieHubTail *tail;
  gint64 device = 0;

  if (head == NULL || (head->number == 0 && !insert_stream (self, event->stream, &head->number, error))
      || !find_device (self, event->device, TRUE, &device, error))
    return FALSE;
  tail = find_tail (self, head->number, device, error);
  if (tail == NULL)
    return FALSE;
  next = *head;
  next.count++;
  vigie_chain_link (head->count > 0 ? head->link : NULL, event, next.link);
  for (guint i = 0; i < VIGIE_HASH_BYTES; i++)
    next.set[i] ^= event->hash[i];
  if (!insert_event (self, event, special, &next, device, error))
    return FALSE;

  *head = next;
  tail->dseq = event->dseq;
  memcpy (tail->hash, event->hash, VIGIE_HASH_BYTES);
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
  if (!id_to_blob (id, blob))
    return TRUE;
  sqlite3_bind_blob (stmt, 1, header, (int) strlen (header), SQLITE_STATIC);
  vigie_hub_sql_bind (stmt, 2, blob, sizeof blob);
  if (!vigie_hub_sql_run (self, stmt, error))
    return FALSE;
  *found = sqlite3_changes (self->db) > 0;

  return TRUE;
}
