/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the writer looks up for each event and remembers: numbers of streams and devices, the head of a stream,
 * the last place of a device in a stream. A rollback forgets it all. */

#include "vigie-hub-sqlite-private.h"

#include <string.h>

#define TAIL_KEY_CHARS 48

gboolean
vigie_hub_sqlite_set_damaged (VigieHubSqlite *self, GError **error)
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

  return ok || vigie_hub_sqlite_set_damaged (self, error);
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

gboolean
vigie_hub_sqlite_make_stream (VigieHubSqlite *self, const char *stream, gint64 *number, GError **error)
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
VigieHubHead *
vigie_hub_sqlite_head (VigieHubSqlite *self, const char *stream, GError **error)
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
gboolean
vigie_hub_sqlite_device (VigieHubSqlite *self, const guint8 *device, gboolean make, gint64 *number, GError **error)
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
read_last (VigieHubSqlite *self, const char *sql, gint64 stream, gint64 device, VigieHubTail *tail, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, sql, error);
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

  return ok || vigie_hub_sqlite_set_damaged (self, error);
}

/* The last place may be one that is withheld; what lies between it and the last event is withheld too. */
static gboolean
read_tail (VigieHubSqlite *self, gint64 stream, gint64 device, VigieHubTail *tail, GError **error)
{
  VigieHubTail withheld = { 0 };

  if (!read_last (self, "SELECT dseq, hash FROM event WHERE stream = ? AND device = ? ORDER BY dseq DESC LIMIT 1", stream,
                  device, tail, error)
      || !read_last (self, "SELECT dseq, hash FROM withheld WHERE stream = ? AND device = ? ORDER BY dseq DESC LIMIT 1", stream,
                     device, &withheld, error))
    return FALSE;
  if (withheld.dseq > tail->dseq)
    {
      withheld.n_withheld = (guint) (withheld.dseq - tail->dseq);
      *tail = withheld;
    }

  return TRUE;
}

static void
tail_key (char key[TAIL_KEY_CHARS], gint64 stream, gint64 device)
{
  g_snprintf (key, TAIL_KEY_CHARS, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, stream, device);
}

static VigieHubTail *
look_up_tail (VigieHubSqlite *self, gint64 stream, gint64 device, GError **error)
{
  char key[TAIL_KEY_CHARS];
  VigieHubTail *tail;
  g_autofree VigieHubTail *fresh = NULL;

  tail_key (key, stream, device);
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

VigieHubTail *
vigie_hub_sqlite_find_tail (VigieHubSqlite *self, gint64 stream, gint64 device, GError **error)
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
  VigieHubHead *head = vigie_hub_sqlite_head (self, stream, error);
  VigieHubTail *found;
  gint64 number = 0;

  memset (tail, 0, sizeof *tail);
  if (head == NULL || !vigie_hub_sqlite_device (self, device, FALSE, &number, error))
    return FALSE;
  if (head->number == 0 || number == 0)
    return TRUE;
  found = vigie_hub_sqlite_find_tail (self, head->number, number, error);
  if (found == NULL)
    return FALSE;
  *tail = *found;

  return TRUE;
}

void
vigie_hub_sqlite_forget_tail (VigieHubSqlite *self, gint64 stream, gint64 device)
{
  char key[TAIL_KEY_CHARS];

  tail_key (key, stream, device);
  self->last_tail = NULL;
  g_hash_table_remove (self->tails, key);
}
