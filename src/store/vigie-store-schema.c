/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables, as numbered steps: step n takes a store of version n - 1 to version n in a transaction
 * of its own that sets user_version too, so an interrupted migration leaves version n - 1 or n and
 * nothing between. Steps are never edited once released; docs/store.md says how to add one.
 *
 * A new store is built under another name and moved into place when it is complete: a file under
 * the store's name is therefore never empty by our doing, and an empty one is refused as cut off. */

#include "vigie-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* stream, event and kept_text are what people gave; tail, self, incident and search follow from event. */
static const char *const version_1 =
  "CREATE TABLE stream ("
  "  number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 2147483647),"
  "  name TEXT NOT NULL UNIQUE,"
  "  arrival INTEGER NOT NULL,"
  "  indexed INTEGER NOT NULL,"
  "  stamp INTEGER"
  ") STRICT;"
  "CREATE INDEX stream_behind ON stream (number) WHERE indexed < arrival;"
  "CREATE TABLE event ("
  "  key INTEGER PRIMARY KEY,"
  "  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),"
  "  bytes BLOB,"
  "  signature BLOB NOT NULL CHECK (length (signature) = 64),"
  "  hash BLOB NOT NULL CHECK (length (hash) = 32)"
  ") STRICT;"
  "CREATE TABLE tail ("
  "  stream INTEGER NOT NULL REFERENCES stream (number) ON DELETE CASCADE,"
  "  device BLOB NOT NULL CHECK (length (device) = 32),"
  "  dseq INTEGER NOT NULL,"
  "  hash BLOB NOT NULL CHECK (length (hash) = 32),"
  "  PRIMARY KEY (stream, device)"
  ") STRICT, WITHOUT ROWID;"
  /* One row, so that opening does not have to look at every stream. */
  "CREATE TABLE self ("
  "  one INTEGER PRIMARY KEY CHECK (one = 1),"
  "  stamp INTEGER,"
  "  device BLOB,"
  "  signed INTEGER NOT NULL"
  ") STRICT;"
  "INSERT INTO self (one, signed) VALUES (1, 0);"
  "CREATE TABLE incident ("
  "  stream INTEGER PRIMARY KEY REFERENCES stream (number) ON DELETE CASCADE,"
  "  seen INTEGER NOT NULL,"
  "  ref TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  type TEXT NOT NULL,"
  "  commander TEXT,"
  "  level INTEGER NOT NULL,"
  "  provisional INTEGER NOT NULL,"
  "  example INTEGER NOT NULL,"
  "  active INTEGER NOT NULL,"
  "  stage INTEGER NOT NULL,"
  "  started INTEGER, detected INTEGER, declared INTEGER, resolved INTEGER, closed INTEGER"
  ") STRICT;"
  "CREATE INDEX incident_seen ON incident (seen);"
  "CREATE INDEX incident_active ON incident (seen) WHERE active = 1;"
  "CREATE INDEX incident_ref ON incident (ref);"
  "CREATE TABLE kept_text ("
  "  place TEXT PRIMARY KEY,"
  "  text TEXT NOT NULL,"
  "  kept INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  "CREATE VIRTUAL TABLE search USING fts5 ("
  "  text, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2');";

static gboolean
make_version_1 (VigieStore *store, GError **error)
{
  return vigie_store_exec (store, version_1, error);
}

/* content and content_piece are what people gave; content_use follows from event. */
static const char *const version_2 =
  "CREATE TABLE content ("
  "  number INTEGER PRIMARY KEY,"
  "  hash BLOB NOT NULL UNIQUE CHECK (length (hash) = 32),"
  "  size INTEGER NOT NULL CHECK (size BETWEEN 0 AND 26214400),"
  "  complete INTEGER NOT NULL,"
  "  kept INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TABLE content_piece ("
  "  content INTEGER NOT NULL REFERENCES content (number) ON DELETE CASCADE,"
  "  piece INTEGER NOT NULL CHECK (piece BETWEEN 0 AND 99),"
  "  bytes BLOB NOT NULL,"
  "  UNIQUE (content, piece)"
  ") STRICT;"
  "CREATE TABLE content_use ("
  "  event INTEGER PRIMARY KEY,"
  "  hash BLOB NOT NULL CHECK (length (hash) = 32)"
  ") STRICT;"
  "CREATE INDEX content_use_hash ON content_use (hash);";

static gboolean
make_version_2 (VigieStore *store, GError **error)
{
  return vigie_store_exec (store, version_2, error) && vigie_store_content_refill (store, error);
}

/* What must not be overlooked although it is old, found without looking at everything older. */
static gboolean
make_version_3 (VigieStore *store, GError **error)
{
  return vigie_store_exec (store, "CREATE INDEX incident_open ON incident (seen)"
                           " WHERE (active = 1 OR example = 1 OR stage <> 4);", error);
}

/* The hub and what was sent to it; nothing of it is needed to read the record. A stream without a row is shared and
 * unsent. */
static const char *const version_4 =
  "CREATE TABLE hub ("
  "  one INTEGER PRIMARY KEY CHECK (one = 1),"
  "  organisation BLOB NOT NULL CHECK (length (organisation) = 32),"
  "  name TEXT NOT NULL,"
  "  hub BLOB NOT NULL CHECK (length (hub) = 32),"
  "  addresses TEXT NOT NULL,"
  "  certificate BLOB CHECK (length (certificate) = 32),"
  "  epoch TEXT NOT NULL,"
  "  cursor INTEGER NOT NULL,"
  "  member TEXT NOT NULL,"
  "  person TEXT NOT NULL,"
  "  role TEXT NOT NULL"
  ") STRICT;"
  "CREATE TABLE stream_sent ("
  "  stream INTEGER PRIMARY KEY REFERENCES stream (number) ON DELETE CASCADE,"
  "  shared INTEGER NOT NULL DEFAULT 1,"
  "  upto INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE TABLE sent_beyond (event INTEGER PRIMARY KEY) STRICT;"
  "CREATE TABLE parked ("
  "  event INTEGER PRIMARY KEY,"
  "  code TEXT,"
  "  message TEXT,"
  "  since INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TABLE set_aside ("
  "  seq INTEGER PRIMARY KEY,"
  "  stream TEXT NOT NULL,"
  "  reason TEXT NOT NULL"
  ") STRICT;"
  "CREATE TABLE hub_chain ("
  "  epoch TEXT NOT NULL,"
  "  stream INTEGER NOT NULL REFERENCES stream (number) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  link BLOB NOT NULL CHECK (length (link) = 32),"
  "  PRIMARY KEY (epoch, stream)"
  ") STRICT, WITHOUT ROWID;";

static gboolean
make_version_4 (VigieStore *store, GError **error)
{
  return vigie_store_exec (store, version_4, error);
}

/* Contents of files that the hub has. */
static gboolean
make_version_5 (VigieStore *store, GError **error)
{
  return vigie_store_exec (store,
                           "CREATE TABLE content_sent (hash BLOB PRIMARY KEY CHECK (length (hash) = 32)) STRICT, WITHOUT ROWID;",
                           error);
}

/* Places of devices whose events the hub did not take, or did not give: what came after them names their hash. */
static gboolean
make_version_6 (VigieStore *store, GError **error)
{
  return vigie_store_exec (store,
                           "CREATE TABLE withheld ("
                           "  stream INTEGER NOT NULL REFERENCES stream (number) ON DELETE CASCADE,"
                           "  device BLOB NOT NULL CHECK (length (device) = 32),"
                           "  dseq INTEGER NOT NULL CHECK (dseq > 0),"
                           "  hash BLOB NOT NULL CHECK (length (hash) = 32),"
                           "  PRIMARY KEY (stream, device, dseq)"
                           ") STRICT, WITHOUT ROWID;",
                           error);
}

/* Figures of incidents, derived and filled when somebody asks; a row counts only while arrival and basis agree. */
static gboolean
make_version_7 (VigieStore *store, GError **error)
{
  return vigie_store_exec (store,
                           "CREATE TABLE figures ("
                           "  stream INTEGER PRIMARY KEY REFERENCES stream (number) ON DELETE CASCADE,"
                           "  arrival INTEGER NOT NULL,"
                           "  basis TEXT NOT NULL,"
                           "  open_actions INTEGER NOT NULL,"
                           "  body TEXT NOT NULL"
                           ") STRICT;"
                           "CREATE INDEX figures_open ON figures (open_actions) WHERE open_actions > 0;",
                           error);
}

static const VigieMigration migrations[] = { make_version_1, make_version_2, make_version_3,
                                             make_version_4, make_version_5, make_version_6,
                                             make_version_7 };
G_STATIC_ASSERT (G_N_ELEMENTS (migrations) == VIGIE_STORE_VERSION);

const VigieMigration *
vigie_store_migrations (guint *n_steps)
{
  *n_steps = G_N_ELEMENTS (migrations);

  return migrations;
}

static gboolean
run_step (VigieStore *store, VigieMigration step, guint version, GError **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %u", version);

  if (!vigie_store_begin (store, error))
    return FALSE;
  if (step (store, error) && vigie_store_exec (store, set_version, error) && vigie_store_commit (store, error))
    return TRUE;
  vigie_store_rollback (store);
  g_prefix_error (error, _("The incident store could not be brought up to date: "));

  return FALSE;
}

/* The state before the migration, in case the newer program turns out wrong. */
static gboolean
keep_copy (VigieStore *store, guint version, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.v%u", store->path, version);
  struct stat info;

  /* An empty one was begun, and the program ended before it was whole. */
  if (stat (copy, &info) == 0 && info.st_size > 0)
    return TRUE;
  g_unlink (copy);

  return vigie_store_backup (store, copy, error);
}

/**
 * vigie_store_migrate:
 * @store: a connected writer
 * @steps: (array length=n_steps): step i makes version i + 1
 * @n_steps: number of steps
 * @error: return location
 *
 * Runs the steps the store has not had yet, each in its own transaction. A copy of an older store
 * is kept beside it first.
 */
gboolean
vigie_store_migrate (VigieStore *store, const VigieMigration *steps, guint n_steps, GError **error)
{
  gint64 version = 0;

  if (!vigie_store_query_int (store, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > 0 && version < n_steps && !keep_copy (store, (guint) version, error))
    return FALSE;
  for (guint i = (guint) version; i < n_steps; i++)
    if (!run_step (store, steps[i], i + 1, error))
      return FALSE;
  /* Statements prepared before know the old tables. */
  vigie_store_forget_statements (store);

  return TRUE;
}

static gboolean
fill_file (VigieStore *store, GError **error)
{
  g_autofree char *pragmas = g_strdup_printf ("PRAGMA page_size = 4096; PRAGMA application_id = %d;"
                                              "PRAGMA journal_mode = WAL;",
                                              VIGIE_STORE_APPLICATION_ID);
  int code = sqlite3_open_v2 (store->path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code != SQLITE_OK)
    {
      vigie_store_set_error (store, code, error);
      return FALSE;
    }

  return vigie_store_exec (store, pragmas, error)
         && vigie_store_migrate (store, migrations, G_N_ELEMENTS (migrations), error);
}

gboolean
vigie_store_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return ok;
}

/* rename() would replace a file that appeared meanwhile; link() refuses. */
static gboolean
move_into_place (const char *from, const char *to, GError **error)
{
  if (link (from, to) != 0)
    {
      vigie_store_set_error_from_errno (error, errno, to);
      return FALSE;
    }
  g_unlink (from);
  if (vigie_store_sync_folder (to))
    return TRUE;
  vigie_store_set_error_from_errno (error, errno, to);

  return FALSE;
}

/**
 * vigie_store_create_file:
 * @path: where there is no file yet; the caller holds the lock
 * @error: return location
 *
 * Makes an empty store, mode 0600 whatever the umask.
 */
gboolean
vigie_store_create_file (const char *path, GError **error)
{
  VigieStore draft = { .mode = VIGIE_STORE_WRITER, .lock_fd = -1, .key_fd = -1 };
  gboolean ok;
  int fd;

  draft.path = g_strconcat (path, ".new", NULL);
  draft.statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sqlite3_finalize);
  g_unlink (draft.path);
  fd = open (draft.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    vigie_store_set_error_from_errno (error, errno, path);
  else
    close (fd);
  ok = fd >= 0 && fill_file (&draft, error);
  g_hash_table_unref (draft.statements);
  sqlite3_close (draft.db);
  ok = ok && move_into_place (draft.path, path, error);
  if (!ok)
    g_unlink (draft.path);
  g_free (draft.path);

  return ok;
}
