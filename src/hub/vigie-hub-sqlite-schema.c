/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables, as numbered steps, each in a transaction of its own that sets user_version too. Steps are
 * never edited once released. A new log is built under another name and moved into place when it is
 * complete, so an empty file under its name is never our doing.
 *
 * An event is one row and nothing else is written for it: the row carries the chain link and the XOR
 * of all hashes of its stream so far, so the newest row of a stream tells all of the stream. */

#include "vigie-hub-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static const char *const version_1 =
  /* No epoch: one is made when the log is opened. */
  "CREATE TABLE self (one INTEGER PRIMARY KEY CHECK (one = 1), epoch TEXT) STRICT;"
  "INSERT INTO self (one, epoch) VALUES (1, NULL);"
  "CREATE TABLE stream (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
  "CREATE TABLE device ("
  "  number INTEGER PRIMARY KEY,"
  "  key BLOB NOT NULL UNIQUE CHECK (length (key) = 32)"
  ") STRICT;"
  "CREATE TABLE event ("
  "  seq INTEGER PRIMARY KEY CHECK (seq > 0),"
  "  stream INTEGER NOT NULL,"
  "  position INTEGER NOT NULL CHECK (position > 0),"
  "  device INTEGER NOT NULL,"
  "  dseq INTEGER NOT NULL CHECK (dseq > 0),"
  "  special INTEGER,"
  "  redacted INTEGER NOT NULL,"
  "  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),"
  "  hash BLOB NOT NULL CHECK (length (hash) = 32),"
  "  link BLOB NOT NULL CHECK (length (link) = 32),"
  "  hashes BLOB NOT NULL CHECK (length (hashes) = 32),"
  "  signature BLOB NOT NULL CHECK (length (signature) = 64),"
  "  bytes BLOB NOT NULL,"
  "  UNIQUE (stream, position),"
  "  UNIQUE (stream, device, dseq)"
  ") STRICT;"
  "CREATE INDEX event_special ON event (special) WHERE special IS NOT NULL;"
  "CREATE TABLE blob ("
  "  number INTEGER PRIMARY KEY,"
  "  hash BLOB NOT NULL UNIQUE CHECK (length (hash) = 32),"
  "  size INTEGER NOT NULL CHECK (size BETWEEN 0 AND 26214400),"
  "  complete INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TABLE blob_piece ("
  "  blob INTEGER NOT NULL REFERENCES blob (number) ON DELETE CASCADE,"
  "  piece INTEGER NOT NULL CHECK (piece BETWEEN 0 AND 99),"
  "  bytes BLOB NOT NULL,"
  "  UNIQUE (blob, piece)"
  ") STRICT;"
  "CREATE TABLE blob_use ("
  "  hash BLOB NOT NULL CHECK (length (hash) = 32),"
  "  stream TEXT NOT NULL,"
  "  size INTEGER NOT NULL,"
  "  PRIMARY KEY (hash, stream, size)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE token ("
  "  hash BLOB PRIMARY KEY CHECK (length (hash) = 32),"
  "  device BLOB NOT NULL CHECK (length (device) = 32),"
  "  scope TEXT NOT NULL,"
  "  made INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE invitation ("
  "  hash BLOB PRIMARY KEY CHECK (length (hash) = 32),"
  "  member TEXT,"
  "  name TEXT NOT NULL,"
  "  role TEXT NOT NULL,"
  "  until INTEGER NOT NULL,"
  "  device BLOB"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE value (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;";

/* A place of a device whose event was not taken: its hash stands in for it, so that what follows it can be checked. An
 * event names the places that were withheld directly before it when it came. */
static const char *const version_2 =
  "ALTER TABLE event ADD COLUMN withheld BLOB;"
  "CREATE TABLE withheld ("
  "  stream INTEGER NOT NULL,"
  "  device INTEGER NOT NULL,"
  "  dseq INTEGER NOT NULL CHECK (dseq > 0),"
  "  hash BLOB NOT NULL CHECK (length (hash) = 32),"
  "  id BLOB CHECK (length (id) = 16),"
  "  reason TEXT NOT NULL,"
  "  since INTEGER NOT NULL,"
  "  admitted INTEGER NOT NULL,"
  "  PRIMARY KEY (stream, device, dseq)"
  ") STRICT, WITHOUT ROWID;";

static const char *const steps[] = { version_1, version_2 };
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == VIGIE_HUB_LOG_VERSION);

static gboolean
run_step (VigieHubSqlite *self, guint version, GError **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %u; COMMIT", version);

  if (vigie_hub_sql_exec (self, "BEGIN IMMEDIATE", error) && vigie_hub_sql_exec (self, steps[version - 1], error)
      && vigie_hub_sql_exec (self, set_version, error))
    return TRUE;
  sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  g_prefix_error (error, _("The log of the hub could not be brought up to date: "));

  return FALSE;
}

gboolean
vigie_hub_schema_migrate (VigieHubSqlite *self, GError **error)
{
  gint64 version = 0;

  if (!vigie_hub_sql_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  for (guint i = (guint) version; i < G_N_ELEMENTS (steps); i++)
    if (!run_step (self, i + 1, error))
      return FALSE;
  g_hash_table_remove_all (self->statements);

  return TRUE;
}

static gboolean
fill (VigieHubSqlite *draft, GError **error)
{
  g_autofree char *pragmas = g_strdup_printf ("PRAGMA page_size = 4096; PRAGMA application_id = %d;"
                                              "PRAGMA journal_mode = WAL;",
                                              VIGIE_HUB_APPLICATION_ID);
  int code = sqlite3_open_v2 (draft->path, &draft->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code != SQLITE_OK)
    {
      vigie_hub_sql_set_error (draft, code, error);
      return FALSE;
    }

  return vigie_hub_sql_exec (draft, pragmas, error) && vigie_hub_schema_migrate (draft, error);
}

/* Makes an empty log where there is no file; the caller holds the lock. */
gboolean
vigie_hub_schema_create (const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  VigieHubSqlite draft = { .path = temporary, .lock_fd = -1, .mark_fd = -1 };
  gboolean ok;

  draft.statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sqlite3_finalize);
  g_unlink (temporary);
  ok = vigie_hub_file_make (temporary, error) && fill (&draft, error);
  g_hash_table_unref (draft.statements);
  sqlite3_close (draft.db);
  ok = ok && vigie_hub_file_move (temporary, path, error);
  if (!ok)
    g_unlink (temporary);

  return ok;
}
