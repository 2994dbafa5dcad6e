/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places of devices whose events were not taken. The hash of the last of a run is certain, because the event after it
 * names it; of those before it only when their own events come. So an event that comes for a place in the middle of a
 * run is taken whatever was said of its hash: a sender that lied must not keep it out for ever. */

#include "vigie-hub-sqlite-private.h"

#include <string.h>

#include "vigie-wire.h"

static void
bind_place (sqlite3_stmt *stmt, gint64 stream, gint64 device, guint64 dseq)
{
  sqlite3_bind_int64 (stmt, 1, stream);
  sqlite3_bind_int64 (stmt, 2, device);
  sqlite3_bind_int64 (stmt, 3, (gint64) dseq);
}

/* The numbers of stream and device; 0 for what is not here. */
static gboolean
find_numbers (VigieHubSqlite *self, const char *stream, const guint8 *device, gint64 *stream_number, gint64 *device_number,
              GError **error)
{
  VigieHubHead *head = vigie_hub_sqlite_head (self, stream, error);

  if (head == NULL || !vigie_hub_sqlite_device (self, device, FALSE, device_number, error))
    return FALSE;
  *stream_number = head->number;

  return TRUE;
}

static gboolean
insert_place (VigieHubSqlite *self, const VigieHubWithheld *withheld, gint64 stream, gint64 device, gint64 now_usec, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "INSERT INTO withheld (stream, device, dseq, hash, id, reason, since, admitted)"
                                      " VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET hash = excluded.hash,"
                                      " id = excluded.id, reason = excluded.reason, since = excluded.since"
                                      " WHERE withheld.id IS NULL",
                                      error);
  guint8 id[VIGIE_HUB_ID_BYTES];

  if (stmt == NULL)
    return FALSE;
  bind_place (stmt, stream, device, withheld->dseq);
  vigie_hub_sql_bind (stmt, 4, withheld->hash, VIGIE_HASH_BYTES);
  if (withheld->id != NULL && vigie_hub_sqlite_id_to_blob (withheld->id, id))
    vigie_hub_sql_bind (stmt, 5, id, sizeof id);
  sqlite3_bind_text (stmt, 6, withheld->reason, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 7, now_usec);

  return vigie_hub_sql_run (self, stmt, error);
}

gboolean
vigie_hub_sqlite_withhold (VigieHubLog *log, const VigieHubWithheld *withheld, gint64 now_usec, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  VigieHubHead *head = vigie_hub_sqlite_head (self, withheld->stream, error);
  VigieHubTail *tail;
  gint64 device = 0;

  if (head == NULL || (head->number == 0 && !vigie_hub_sqlite_make_stream (self, withheld->stream, &head->number, error))
      || !vigie_hub_sqlite_device (self, withheld->device, TRUE, &device, error))
    return FALSE;
  tail = vigie_hub_sqlite_find_tail (self, head->number, device, error);
  if (tail == NULL || !insert_place (self, withheld, head->number, device, now_usec, error))
    return FALSE;
  if (withheld->dseq <= tail->dseq)
    return TRUE;
  tail->dseq = withheld->dseq;
  tail->n_withheld++;
  memcpy (tail->hash, withheld->hash, VIGIE_HASH_BYTES);

  return TRUE;
}

gboolean
vigie_hub_sqlite_fill (VigieHubSqlite *self, gint64 stream, gint64 device, guint64 dseq, GError **error)
{
  sqlite3_stmt *stmt = vigie_hub_sql (self, "DELETE FROM withheld WHERE stream = ? AND device = ? AND dseq = ?", error);

  if (stmt == NULL)
    return FALSE;
  bind_place (stmt, stream, device, dseq);
  vigie_hub_sqlite_forget_tail (self, stream, device);

  return vigie_hub_sql_run (self, stmt, error);
}

gboolean
vigie_hub_sqlite_withheld (VigieHubLog *log, const VigieEvent *event, gboolean *fits, gboolean *admitted, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt;
  gint64 stream = 0, device = 0;
  gboolean row = FALSE;
  guint8 hash[VIGIE_HASH_BYTES];

  *fits = *admitted = FALSE;
  if (!find_numbers (self, event->stream, event->device, &stream, &device, error))
    return FALSE;
  stmt = vigie_hub_sql (self,
                        "SELECT hash, admitted, EXISTS (SELECT 1 FROM withheld AS w WHERE w.stream = ?1 AND w.device = ?2"
                        " AND w.dseq = ?3 + 1) FROM withheld WHERE stream = ?1 AND device = ?2 AND dseq = ?3",
                        error);
  if (stmt == NULL)
    return FALSE;
  bind_place (stmt, stream, device, event->dseq);
  if (!vigie_hub_sql_step (self, stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *fits = sqlite3_column_int (stmt, 2) != 0
          || (vigie_hub_sql_blob (stmt, 0, hash, sizeof hash) && memcmp (hash, event->hash, sizeof hash) == 0);
  *admitted = *fits && sqlite3_column_int (stmt, 1) != 0;
  sqlite3_reset (stmt);

  return TRUE;
}

/* From the newest to the oldest, as far as they are without a gap; turned round at the end. */
static gboolean
read_run (VigieHubSqlite *self, sqlite3_stmt *stmt, guint64 dseq, GByteArray *run, GError **error)
{
  gboolean row = FALSE;

  while (vigie_hub_sql_step (self, stmt, &row, error))
    {
      guint8 hash[VIGIE_HASH_BYTES];

      if (!row)
        return TRUE;
      if ((guint64) sqlite3_column_int64 (stmt, 0) != --dseq || !vigie_hub_sql_blob (stmt, 1, hash, sizeof hash))
        {
          sqlite3_reset (stmt);
          return TRUE;
        }
      g_byte_array_prepend (run, hash, sizeof hash);
    }

  return FALSE;
}

gboolean
vigie_hub_sqlite_withheld_before (VigieHubLog *log, const VigieEvent *event, GBytes **hashes, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  g_autoptr(GByteArray) run = g_byte_array_new ();
  sqlite3_stmt *stmt;
  gint64 stream = 0, device = 0;

  *hashes = NULL;
  if (!find_numbers (self, event->stream, event->device, &stream, &device, error))
    return FALSE;
  stmt = vigie_hub_sql (self,
                        "SELECT dseq, hash FROM withheld WHERE stream = ? AND device = ? AND dseq < ? ORDER BY dseq DESC LIMIT ?",
                        error);
  if (stmt == NULL)
    return FALSE;
  bind_place (stmt, stream, device, event->dseq);
  sqlite3_bind_int64 (stmt, 4, VIGIE_WIRE_WITHHELD_MAX);
  if (!read_run (self, stmt, event->dseq, run, error))
    return FALSE;
  if (run->len > 0)
    *hashes = g_byte_array_free_to_bytes (g_steal_pointer (&run));

  return TRUE;
}

static void
fill_withheld (sqlite3_stmt *stmt, VigieHubWithheld *withheld, char **id)
{
  g_autofree char *hex = NULL;

  withheld->stream = (const char *) sqlite3_column_text (stmt, 0);
  vigie_hub_sql_blob (stmt, 1, withheld->device, VIGIE_KEY_BYTES);
  withheld->dseq = (guint64) sqlite3_column_int64 (stmt, 2);
  vigie_hub_sql_blob (stmt, 3, withheld->hash, VIGIE_HASH_BYTES);
  withheld->reason = (const char *) sqlite3_column_text (stmt, 5);
  withheld->since_usec = sqlite3_column_int64 (stmt, 6);
  withheld->admitted = sqlite3_column_int (stmt, 7) != 0;
  if (sqlite3_column_bytes (stmt, 4) != VIGIE_HUB_ID_BYTES)
    return;
  hex = vigie_hex (sqlite3_column_blob (stmt, 4), VIGIE_HUB_ID_BYTES);
  withheld->id = *id = g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

gboolean
vigie_hub_sqlite_list_withheld (VigieHubLog *log, VigieHubWithheldFunc func, gpointer user_data, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self,
                                      "SELECT s.name, d.key, w.dseq, w.hash, w.id, w.reason, w.since, w.admitted"
                                      " FROM withheld AS w JOIN stream AS s ON s.number = w.stream"
                                      " JOIN device AS d ON d.number = w.device ORDER BY w.since, w.stream, w.device, w.dseq",
                                      error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  while (vigie_hub_sql_step (self, stmt, &row, error))
    {
      g_autofree char *id = NULL;
      VigieHubWithheld withheld = { 0 };

      if (!row)
        return TRUE;
      fill_withheld (stmt, &withheld, &id);
      if (!func (&withheld, user_data))
        {
          sqlite3_reset (stmt);
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
vigie_hub_sqlite_admit (VigieHubLog *log, const char *id, gboolean *found, GError **error)
{
  VigieHubSqlite *self = (VigieHubSqlite *) log;
  sqlite3_stmt *stmt = vigie_hub_sql (self, "UPDATE withheld SET admitted = 1 WHERE id = ?", error);
  guint8 blob[VIGIE_HUB_ID_BYTES];

  *found = FALSE;
  if (stmt == NULL)
    return FALSE;
  if (!vigie_hub_sqlite_id_to_blob (id, blob))
    return TRUE;
  vigie_hub_sql_bind (stmt, 1, blob, sizeof blob);
  if (!vigie_hub_sql_run (self, stmt, error))
    return FALSE;
  *found = sqlite3_changes (self->db) > 0;

  return TRUE;
}
