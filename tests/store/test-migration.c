/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A stored database of every version that was ever shipped opens and says what it said. The files are
 * made once by the Vigie of their time (`test-migration --generate FILE`) and never made again. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store-fixture.h"
#include "vigie-act.h"
#include "vigie-attachment.h"
#include "vigie-store-private.h"
#include "vigie-store-sync.h"
#include "vigie-test-support.h"

#define V1_INCIDENT "incident/0190a000-0000-7000-8000-000000000011"
#define V1_LOCAL "local/0190a000-0000-7000-8000-000000000012"
#define V1_HEAD "317bf44ad88ccfcb85255fc4aae84328c1584fd77d7b5a46fea32ce3e60dcfca"

#define V2_HEAD "f3b4fe34c33aa65d6a68d21fbf5ff51e0a49f5dc0b5cb2e0fd35314558031838"

static const char *const v1_notes[] = {
  "Nginx répond 502 depuis 02:14",
  "décision : basculer sur Abidjan-2 <b>& vérifier</b>",
  "Œuvre terminée — “OK” 🙂",
};

/* Two pieces, and nothing that makes the stored file large where it is kept packed. */
static GBytes *
stored_content (void)
{
  gsize length_bytes = VIGIE_PIECE_BYTES + 10;
  char *data = g_malloc (length_bytes);

  memset (data, 'V', length_bytes);

  return g_bytes_new_take (data, length_bytes);
}

static void
record_declaration (VigieStore *store, const char *title, const char *id, gboolean local)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) drafts = store_fixture_declare_drafts (title, id, vigie_test_time ("2026-11-22T02:20:00Z"), local);
  g_autoptr(GPtrArray) events G_GNUC_UNUSED = vigie_store_record (store, drafts, &error);

  g_assert_no_error (error);
}

/* Makes what today's Vigie would have made; what was added since version 1 stands at the end. */
static int
generate (const char *path)
{
  g_autoptr(GBytes) content = stored_content ();
  g_autoptr(StoreFixture) fixture = store_fixture_new (20261122);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *head = NULL;
  g_autoptr(GError) error = NULL;

  record_declaration (store, "Paiements Mobile Money bloqués", strchr (V1_INCIDENT, '/') + 1, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (v1_notes); i++)
    g_free (store_fixture_note (fixture, store, V1_INCIDENT, v1_notes[i]));
  record_declaration (store, "Exercice", strchr (V1_LOCAL, '/') + 1, TRUE);
  g_assert_true (vigie_store_keep_text (store, "command/" V1_INCIDENT, "-5 appel de", &error));
  g_free (store_fixture_attach (fixture, store, V1_INCIDENT, "capture écran.png", content));
  g_assert_true (vigie_store_index_rest (store, NULL, &error));
  head = vigie_store_chain_head (store, V1_INCIDENT, &error);
  if (!vigie_store_backup (store, path, &error))
    g_printerr ("%s\n", error->message);
  g_print ("%s\n", head);

  return error == NULL ? 0 : 1;
}

static void
copy_stored (StoreFixture *fixture, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "store", name, NULL);
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (fixture->path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
check_notes (VigieStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = vigie_store_incident (store, V1_INCIDENT, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (incident->title, ==, "Paiements Mobile Money bloqués");
  g_assert_cmpint (incident->level, ==, VIGIE_LEVEL_P2);
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (entry->kind == VIGIE_ENTRY_NOTE)
        g_assert_cmpstr (entry->text, ==, v1_notes[n++]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (v1_notes));
}

static gint64
query (VigieStore *store, const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value = -1;

  g_assert_true (vigie_store_query_int (store, sql, &value, &error));
  g_assert_no_error (error);

  return value;
}

static void
test_version_1 (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = NULL;
  g_autofree char *head = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GError) error = NULL;

  copy_stored (fixture, "v1.db");
  store = store_fixture_open (fixture);
  head = vigie_store_chain_head (store, V1_INCIDENT, &error);
  g_assert_cmpstr (head, ==, V1_HEAD);
  check_notes (store);
  text = vigie_store_kept_text (store, "command/" V1_INCIDENT, &error);
  g_assert_cmpstr (text, ==, "-5 appel de");
  rows = vigie_store_list (store, NULL, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  hits = vigie_store_search (store, "oeuvre terminee", 10, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  /* What is derived may be derived better today. */
  g_assert_true (vigie_store_rebuild (store, NULL, NULL, NULL, &error));
  store_assert_clean (store);
  g_free (store_fixture_note (fixture, store, V1_INCIDENT, "and on"));
  store_assert_clean (store);
}

static void
test_version_2 (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GBytes) expected = stored_content ();
  g_autofree char *hash = store_fixture_hash (expected);
  g_autoptr(GBytes) content = NULL;
  g_autofree char *head = NULL;
  g_autoptr(GError) error = NULL;

  copy_stored (fixture, "v2.db");
  store = store_fixture_open (fixture);
  head = vigie_store_chain_head (store, V1_INCIDENT, &error);
  g_assert_cmpstr (head, ==, V2_HEAD);
  check_notes (store);
  content = vigie_store_content_read (store, hash, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (content, expected));
  g_assert_cmpint (query (store, "SELECT count (*) FROM sqlite_schema WHERE name = 'incident_open'"), ==, 1);
  g_assert_true (vigie_store_rebuild (store, NULL, NULL, NULL, &error));
  store_assert_clean (store);
}

/* Nobody had joined a hub: everything that may leave this computer is there to be sent. */
static void
test_version_3 (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(VigieStoreHub) hub = NULL;
  g_autofree char *head = NULL;
  guint n = 0;
  g_autoptr(GError) error = NULL;

  copy_stored (fixture, "v3.db");
  store = store_fixture_open (fixture);
  head = vigie_store_chain_head (store, V1_INCIDENT, &error);
  g_assert_cmpstr (head, ==, V2_HEAD);
  check_notes (store);
  hub = vigie_store_hub (store, &error);
  g_assert_no_error (error);
  g_assert_null (hub);
  g_assert_true (vigie_store_n_unsent (store, NULL, &n, &error));
  g_assert_cmpint (n, ==, query (store, "SELECT arrival FROM stream WHERE name LIKE 'incident/%'"));
  store_assert_clean (store);
}

/* No content had gone to a hub. */
static void
test_version_4 (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GBytes) expected = stored_content ();
  g_autofree char *hash = store_fixture_hash (expected);
  g_autoptr(GPtrArray) transfers = NULL;
  g_autofree char *head = NULL;
  g_autoptr(GError) error = NULL;

  copy_stored (fixture, "v4.db");
  store = store_fixture_open (fixture);
  head = vigie_store_chain_head (store, V1_INCIDENT, &error);
  g_assert_cmpstr (head, ==, V2_HEAD);
  check_notes (store);
  transfers = vigie_store_transfers (store, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (transfers->len, ==, 1);
  g_assert_true (((VigieStoreTransfer *) transfers->pdata[0])->up);
  g_assert_cmpstr (((VigieStoreTransfer *) transfers->pdata[0])->hash, ==, hash);
  store_assert_clean (store);
}

/* No place was withheld. */
static void
test_version_5 (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autofree char *head = NULL;
  g_autoptr(GError) error = NULL;

  copy_stored (fixture, "v5.db");
  store = store_fixture_open (fixture);
  head = vigie_store_chain_head (store, V1_INCIDENT, &error);
  g_assert_cmpstr (head, ==, V2_HEAD);
  check_notes (store);
  events = vigie_store_load (store, V1_INCIDENT, NULL, &error);
  g_assert_null (vigie_store_withheld_before (store, events, &error));
  g_assert_no_error (error);
  store_assert_clean (store);
}

/* Figures are made when somebody asks: by who writes they are kept, a reader of the old file works them out. */
static void
test_version_6 (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GPtrArray) read = NULL;
  g_autoptr(GPtrArray) kept = NULL;
  g_autoptr(GError) error = NULL;

  copy_stored (fixture, "v6.db");
  store = vigie_store_open (fixture->path, VIGIE_STORE_READER, vigie_test_playbook (), NULL, &error);
  g_assert_no_error (error);
  read = vigie_store_figures (store, &error);
  g_assert_no_error (error);
  g_clear_pointer (&store, vigie_store_close);
  store = store_fixture_open (fixture);
  g_assert_cmpint (query (store, "SELECT count (*) FROM figures"), ==, 0);
  kept = vigie_store_figures (store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (store, "SELECT count (*) FROM figures"), ==, 2);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpuint (kept->len, ==, 2);
  check_notes (store);
  store_assert_clean (store);
}

/* A reader meets a store that no newer Vigie has written to. */
static void
test_version_1_reader (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(GBytes) content = stored_content ();
  g_autofree char *hash = store_fixture_hash (content);
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GError) error = NULL;

  copy_stored (fixture, "v1.db");
  store = vigie_store_open (fixture->path, VIGIE_STORE_READER, vigie_test_playbook (), NULL, &error);
  g_assert_no_error (error);
  g_assert_false (vigie_store_content_find (store, hash, NULL, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING);
  store_assert_clean (store);
}

static gboolean
step_not_run (VigieStore *store, GError **error)
{
  g_assert_not_reached ();
}

static gboolean
step_good (VigieStore *store, GError **error)
{
  return vigie_store_exec (store, "ALTER TABLE kept_text ADD COLUMN author TEXT", error);
}

static gboolean
step_fails (VigieStore *store, GError **error)
{
  return vigie_store_exec (store, "CREATE TABLE half (x INTEGER) STRICT; DELETE FROM event", error)
         && vigie_store_exec (store, "this is no statement", error);
}

/* F10: a step is done or not done, the steps before it stay, and a copy of the old store is kept. */
static void
test_step_fails (void)
{
  static const VigieMigration steps[] = {
    step_not_run, step_not_run, step_not_run, step_not_run, step_not_run, step_not_run,
    step_not_run, step_good, step_fails,
  };
  g_autoptr(StoreFixture) fixture = store_fixture_new (2);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream G_GNUC_UNUSED = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *copy = g_strconcat (fixture->path, ".v7", NULL);
  gint64 n_events = query (store, "SELECT count (*) FROM event");
  g_autoptr(VigieStore) old = NULL;
  g_autoptr(GError) error = NULL;
  struct stat info;

  g_assert_false (vigie_store_migrate (store, steps, G_N_ELEMENTS (steps), &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (query (store, "PRAGMA user_version"), ==, 8);
  g_assert_cmpint (query (store, "SELECT count (*) FROM sqlite_schema WHERE name = 'half'"), ==, 0);
  g_assert_cmpint (query (store, "SELECT count (*) FROM pragma_table_info ('kept_text') WHERE name = 'author'"), ==, 1);
  g_assert_cmpint (query (store, "SELECT count (*) FROM event"), ==, n_events);

  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  old = vigie_store_open (copy, VIGIE_STORE_WRITER, vigie_test_playbook (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (old, "PRAGMA user_version"), ==, 7);
  g_assert_cmpint (query (old, "SELECT count (*) FROM event"), ==, n_events);
}

/* Guards that are set outside transactions, read back. */
static void
test_pragmas (void)
{
  static const struct { const char *sql; gint64 value; } cases[] = {
    { "PRAGMA application_id", VIGIE_STORE_APPLICATION_ID },
    { "PRAGMA user_version", VIGIE_STORE_VERSION },
    { "PRAGMA synchronous", 2 },
    { "PRAGMA foreign_keys", 1 },
    { "PRAGMA trusted_schema", 0 },
    { "PRAGMA cell_size_check", 1 },
    { "PRAGMA mmap_size", 0 },
    { "SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1 },
  };
  g_autoptr(StoreFixture) fixture = store_fixture_new (3);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  int defensive = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].sql);
      g_assert_cmpint (query (store, cases[i].sql), ==, cases[i].value);
    }
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  g_assert_cmpint (defensive, ==, 1);
  g_assert_cmpint (sqlite3_limit (store->db, SQLITE_LIMIT_ATTACHED, -1), ==, 0);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--generate") == 0)
    return generate (argv[2]);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/migration/version-1", test_version_1);
  g_test_add_func ("/store/migration/version-1-reader", test_version_1_reader);
  g_test_add_func ("/store/migration/version-2", test_version_2);
  g_test_add_func ("/store/migration/version-3", test_version_3);
  g_test_add_func ("/store/migration/version-4", test_version_4);
  g_test_add_func ("/store/migration/version-5", test_version_5);
  g_test_add_func ("/store/migration/version-6", test_version_6);
  g_test_add_func ("/fault/F10/step-fails", test_step_fails);
  g_test_add_func ("/store/migration/pragmas", test_pragmas);

  return g_test_run ();
}
