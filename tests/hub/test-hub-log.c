/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of a hub: numbers without gaps, chains, pages, epochs, and what is the hub's own. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "hub-fixture.h"
#include "vigie-attachment.h"
#include "vigie-hub-sqlite-private.h"

typedef struct
{
  GPtrArray *events;     /* VigieEvent, parsed from the rows */
  GArray *seqs;          /* guint64 */
  GPtrArray *links;      /* hexadecimal */
  guint limit;
} Pages;

static gboolean
take_row (const VigieHubRow *row, gpointer user_data)
{
  Pages *pages = user_data;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (pages->events, vigie_event_parse (row->bytes, row->length_bytes, row->signature, &error));
  g_assert_no_error (error);
  g_array_append_val (pages->seqs, row->seq);
  g_ptr_array_add (pages->links, vigie_hex (row->link, VIGIE_HASH_BYTES));

  return pages->events->len < pages->limit;
}

static void
pages_init (Pages *pages, guint limit)
{
  pages->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  pages->seqs = g_array_new (FALSE, FALSE, sizeof (guint64));
  pages->links = g_ptr_array_new_with_free_func (g_free);
  pages->limit = limit;
}

static void
pages_clear (Pages *pages)
{
  g_ptr_array_unref (pages->events);
  g_array_unref (pages->seqs);
  g_ptr_array_unref (pages->links);
}

/* Every event of the log with seq 1, 2, 3 …, each chain checked. */
static guint
assert_whole (VigieHubLog *log)
{
  g_autoptr(GHashTable) links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GError) error = NULL;
  Pages pages;
  guint n;

  pages_init (&pages, G_MAXUINT);
  g_assert_true (vigie_hub_log_page (log, 0, take_row, &pages, &error));
  for (guint i = 0; i < pages.events->len; i++)
    {
      VigieEvent *event = pages.events->pdata[i];
      guint8 *before = g_hash_table_lookup (links, event->stream);
      guint8 link[VIGIE_HASH_BYTES];
      g_autofree char *hex = NULL;

      vigie_chain_link (before, event, link);
      hex = vigie_hex (link, sizeof link);
      g_assert_cmpuint (g_array_index (pages.seqs, guint64, i), ==, i + 1);
      g_assert_cmpstr (hex, ==, pages.links->pdata[i]);
      g_assert_true (vigie_event_verify (event, &error));
      g_hash_table_insert (links, g_strdup (event->stream), g_memdup2 (link, sizeof link));
    }
  n = pages.events->len;
  pages_clear (&pages);

  return n;
}

static void
test_append (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (1);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autoptr(VigieTestDevice) one = vigie_test_device_new (1);
  g_autoptr(VigieTestDevice) two = vigie_test_device_new (2);
  char epoch[33];
  guint64 head = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *stream = hub_fixture_stream (i % 3);
      g_autoptr(GPtrArray) events = hub_fixture_notes (i % 2 == 0 ? one : two, stream, 1 + i % 4);

      hub_fixture_append (log, events);
      if (i == 15)
        vigie_hub_sqlite_forget ((VigieHubSqlite *) log);
    }
  g_assert_cmpuint (assert_whole (log), ==, 73);
  g_assert_true (vigie_hub_log_epoch (log, epoch, &head, NULL));
  g_assert_cmpuint (head, ==, 73);
  g_assert_cmpuint (strlen (epoch), ==, 32);
}

static void
test_rollback (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (2);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (device, stream, 3);
  VigieHubPlace place;

  g_assert_true (vigie_hub_log_begin (log, NULL));
  g_assert_true (vigie_hub_log_append (log, events->pdata[0], NULL, VIGIE_HUB_SPECIAL_NONE, &place, NULL));
  g_assert_cmpuint (place.seq, ==, 1);
  vigie_hub_log_rollback (log);
  g_assert_cmpuint (assert_whole (log), ==, 0);
  hub_fixture_append (log, events);
  g_assert_cmpuint (assert_whole (log), ==, 3);
}

/* The second is refused by the database itself, whatever its caller checked. */
static void
test_unique (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (3);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autoptr(VigieTestDevice) copy = vigie_test_device_new (1);
  g_autoptr(GError) error = NULL;
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (device, stream, 1);
  g_autoptr(GPtrArray) other = NULL;
  VigieHubPlace place;

  hub_fixture_append (log, events);
  g_assert_true (vigie_hub_log_begin (log, NULL));
  g_assert_false (vigie_hub_log_append (log, events->pdata[0], NULL, VIGIE_HUB_SPECIAL_NONE, &place, &error));
  g_assert_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_TAKEN);
  g_clear_error (&error);
  vigie_hub_log_rollback (log);

  vigie_test_device_set_now (copy, vigie_test_time ("2026-11-23T00:00:00Z"));
  other = hub_fixture_notes (copy, stream, 1);
  g_assert_true (vigie_hub_log_begin (log, NULL));
  g_assert_false (vigie_hub_log_append (log, other->pdata[0], NULL, VIGIE_HUB_SPECIAL_NONE, &place, &error));
  g_assert_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_TAKEN);
  /* The transaction goes on without it. */
  g_ptr_array_unref (events);
  events = hub_fixture_notes (device, stream, 1);
  g_assert_true (vigie_hub_log_append (log, events->pdata[0], NULL, VIGIE_HUB_SPECIAL_NONE, &place, NULL));
  g_assert_true (vigie_hub_log_commit (log, NULL));
  g_assert_cmpuint (assert_whole (log), ==, 2);
}

static void
test_find (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (4);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (device, stream, 3);
  VigieEvent *last = events->pdata[2];
  VigieHubPlace place;
  VigieHubTail tail;
  gboolean found = TRUE;

  g_assert_true (vigie_hub_log_find (log, last->id, &place, &found, NULL));
  g_assert_false (found);
  g_assert_true (vigie_hub_log_tail (log, stream, last->device, &tail, NULL));
  g_assert_cmpuint (tail.dseq, ==, 0);
  hub_fixture_append (log, events);
  g_assert_true (vigie_hub_log_find (log, last->id, &place, &found, NULL));
  g_assert_true (found);
  g_assert_cmpuint (place.seq, ==, 3);
  g_assert_cmpmem (place.hash, VIGIE_HASH_BYTES, last->hash, VIGIE_HASH_BYTES);
  g_assert_true (vigie_hub_log_tail (log, stream, last->device, &tail, NULL));
  g_assert_cmpuint (tail.dseq, ==, 3);
  g_assert_cmpmem (tail.hash, VIGIE_HASH_BYTES, last->hash, VIGIE_HASH_BYTES);
}

static gboolean
add_stream (const VigieHubStream *stream, gpointer user_data)
{
  g_autofree char *set = vigie_hex (stream->set, VIGIE_HASH_BYTES);

  g_ptr_array_add (user_data, g_strdup_printf ("%s %" G_GUINT64_FORMAT " %s", stream->name, stream->count, set));

  return TRUE;
}

static void
test_pages (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (5);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autofree char *one = hub_fixture_stream (1);
  g_autofree char *two = hub_fixture_stream (2);
  g_autoptr(GPtrArray) first = hub_fixture_notes (device, one, 4);
  g_autoptr(GPtrArray) second = hub_fixture_notes (device, two, 1);
  g_autoptr(GPtrArray) third = hub_fixture_notes (device, one, 2);
  g_autoptr(GPtrArray) streams = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *hash = vigie_hex (((VigieEvent *) second->pdata[0])->hash, VIGIE_HASH_BYTES);
  g_autofree char *expected = g_strdup_printf ("%s 1 %s", two, hash);
  Pages pages;

  hub_fixture_append (log, first);
  hub_fixture_append (log, second);
  hub_fixture_append (log, third);
  pages_init (&pages, 2);
  g_assert_true (vigie_hub_log_page (log, 3, take_row, &pages, NULL));
  g_assert_cmpuint (pages.events->len, ==, 2);
  g_assert_cmpuint (g_array_index (pages.seqs, guint64, 0), ==, 4);
  pages_clear (&pages);
  pages_init (&pages, 100);
  g_assert_true (vigie_hub_log_page_stream (log, one, 3, take_row, &pages, NULL));
  g_assert_cmpuint (pages.events->len, ==, 3);
  g_assert_cmpuint (g_array_index (pages.seqs, guint64, 1), ==, 6);
  pages_clear (&pages);
  g_assert_true (vigie_hub_log_streams (log, one, add_stream, streams, NULL));
  g_assert_cmpuint (streams->len, ==, 1);
  g_assert_cmpstr (streams->pdata[0], ==, expected);
}

static void
test_special_and_redacted (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (6);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (device, stream, 3);
  const VigieEvent *secret = events->pdata[1];
  gboolean found = FALSE;
  VigieHubPlace place;
  Pages pages;

  g_assert_true (vigie_hub_log_begin (log, NULL));
  for (guint i = 0; i < events->len; i++)
    g_assert_true (vigie_hub_log_append (log, events->pdata[i], NULL,
                                         i == 2 ? VIGIE_HUB_SPECIAL_RESTRICTED : VIGIE_HUB_SPECIAL_NONE, &place, NULL));
  g_assert_true (vigie_hub_log_redact (log, secret->id, "{}", &found, NULL));
  g_assert_true (found);
  g_assert_true (vigie_hub_log_redact (log, "0190a000-0000-7000-8000-00000000dead", "{}", &found, NULL));
  g_assert_false (found);
  g_assert_true (vigie_hub_log_commit (log, NULL));
  pages_init (&pages, 100);
  g_assert_true (vigie_hub_log_page_special (log, VIGIE_HUB_SPECIAL_RESTRICTED, take_row, &pages, NULL));
  g_assert_cmpuint (pages.events->len, ==, 1);
  g_assert_cmpuint (g_array_index (pages.seqs, guint64, 0), ==, 3);
  pages_clear (&pages);
}

static void
test_reader (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (7);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autoptr(VigieHubLog) reader = vigie_hub_log_reader (log, NULL);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (device, stream, 1);
  VigieHubPlace place;

  g_assert_nonnull (reader);
  g_assert_true (vigie_hub_log_begin (log, NULL));
  g_assert_true (vigie_hub_log_append (log, events->pdata[0], NULL, VIGIE_HUB_SPECIAL_NONE, &place, NULL));
  g_assert_cmpuint (assert_whole (reader), ==, 0);
  g_assert_true (vigie_hub_log_commit (log, NULL));
  g_assert_cmpuint (assert_whole (reader), ==, 1);
  g_assert_false (vigie_hub_log_begin (reader, NULL));
}

/* Epochs -------------------------------------------------------------------------------------- */

static void
read_epoch (HubFixture *fixture, char epoch[33])
{
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  guint64 head;

  g_assert_true (vigie_hub_log_epoch (log, epoch, &head, NULL));
}

static void
append_some (HubFixture *fixture, VigieTestDevice *device)
{
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (device, stream, 5);

  hub_fixture_append (log, events);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (from, &data, &length, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) length, NULL));
}

static void
test_epoch (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (8);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autofree char *old = hub_fixture_file (fixture, "old.db");
  g_autofree char *mark = hub_fixture_file (fixture, "hub.db.mark");
  char first[33], second[33];

  append_some (fixture, device);
  read_epoch (fixture, first);
  copy_file (fixture->path, old);
  append_some (fixture, device);
  read_epoch (fixture, second);
  g_assert_cmpstr (first, ==, second);

  /* Copied back by hand: the mark is ahead of it. */
  copy_file (old, fixture->path);
  read_epoch (fixture, second);
  g_assert_cmpstr (first, !=, second);
  read_epoch (fixture, first);
  g_assert_cmpstr (first, ==, second);

  g_assert_cmpint (g_unlink (mark), ==, 0);
  read_epoch (fixture, second);
  g_assert_cmpstr (first, !=, second);
}

static void
test_backup (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (9);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autofree char *backup = hub_fixture_file (fixture, "backup.db");
  g_autoptr(GError) error = NULL;
  char first[33], second[33];
  struct stat info;

  append_some (fixture, device);
  read_epoch (fixture, first);
  {
    g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);

    g_assert_true (vigie_hub_log_backup (log, backup, &error));
    g_assert_no_error (error);
    g_assert_false (vigie_hub_log_backup (log, backup, &error));
    g_assert_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE);
  }
  g_assert_cmpint (stat (backup, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_free (fixture->path);
  fixture->path = g_strdup (backup);
  read_epoch (fixture, second);
  g_assert_cmpstr (first, !=, second);
  {
    g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);

    g_assert_cmpuint (assert_whole (log), ==, 5);
  }
}

/* Files --------------------------------------------------------------------------------------- */

static void
assert_refused (HubFixture *fixture, VigieHubError code)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize length_before = 0, length_after = 0;

  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));
  g_assert_null (vigie_hub_sqlite_open (fixture->path, &fixture->seams, &error));
  g_assert_error (error, VIGIE_HUB_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_refused_files (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (10);
  g_autofree char *lock = hub_fixture_file (fixture, "hub.db.lock");

  g_assert_true (g_file_set_contents (fixture->path, "shopping", -1, NULL));
  assert_refused (fixture, VIGIE_HUB_ERROR_FOREIGN);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  assert_refused (fixture, VIGIE_HUB_ERROR_FOREIGN);
  g_unlink (fixture->path);
  hub_fixture_sql (fixture->path, "CREATE TABLE photos (id INTEGER)");
  assert_refused (fixture, VIGIE_HUB_ERROR_FOREIGN);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_unlink (fixture->path);
  vigie_hub_log_free (hub_fixture_open (fixture));
  hub_fixture_sql (fixture->path, "PRAGMA user_version = 99");
  assert_refused (fixture, VIGIE_HUB_ERROR_NEWER);
}

static void
test_cut_off (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (11);
  g_autofree char *data = NULL;
  gsize length = 0;

  vigie_hub_log_free (hub_fixture_open (fixture));
  g_assert_true (g_file_get_contents (fixture->path, &data, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, data, (gssize) (length - 5000), NULL));
  assert_refused (fixture, VIGIE_HUB_ERROR_DAMAGED);
}

static void
test_lock (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (12);
  g_autoptr(VigieHubLog) log G_GNUC_UNUSED = hub_fixture_open (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_hub_sqlite_open (fixture->path, &fixture->seams, &error));
  g_assert_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_BUSY);
}

static void
test_modes (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (13);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autoptr(VigieHubLog) log = NULL;
  g_autoptr(GDir) dir = NULL;
  mode_t mask = umask (0);
  const char *name;
  guint n = 0;

  append_some (fixture, device);
  log = hub_fixture_open (fixture);
  umask (mask);
  dir = g_dir_open (fixture->folder, 0, NULL);
  for (; (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = hub_fixture_file (fixture, name);
      struct stat info;

      g_assert_cmpint (stat (path, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0077, ==, 0);
    }
  g_assert_cmpuint (n, >=, 3);
}

/* What a page of the database would take is not there: nothing is half stored, and it goes on
 * when there is room again. */
static void
test_full (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (14);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  VigieHubSqlite *sqlite = (VigieHubSqlite *) log;
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (device, stream, 100);
  g_autoptr(GError) error = NULL;
  gboolean ok = TRUE;
  VigieHubPlace place;

  sqlite3_exec (sqlite->db, "PRAGMA max_page_count = 30", NULL, NULL, NULL);
  g_assert_true (vigie_hub_log_begin (log, NULL));
  for (guint i = 0; ok && i < events->len; i++)
    ok = vigie_hub_log_append (log, events->pdata[i], NULL, VIGIE_HUB_SPECIAL_NONE, &place, &error);
  g_assert_false (ok);
  g_assert_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FULL);
  vigie_hub_log_rollback (log);
  g_assert_cmpuint (assert_whole (log), ==, 0);
  sqlite3_exec (sqlite->db, "PRAGMA max_page_count = 100000", NULL, NULL, NULL);
  hub_fixture_append (log, events);
  g_assert_cmpuint (assert_whole (log), ==, 100);
}

static void
test_guards (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (15);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  VigieHubSqlite *sqlite = (VigieHubSqlite *) log;
  gint64 value = 0;
  int on = 0;

  g_assert_true (vigie_hub_sql_int (sqlite, "PRAGMA synchronous", &value, NULL));
  g_assert_cmpint (value, ==, 2);
  g_assert_true (vigie_hub_sql_int (sqlite, "PRAGMA foreign_keys", &value, NULL));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (vigie_hub_sql_int (sqlite, "PRAGMA cell_size_check", &value, NULL));
  g_assert_cmpint (value, ==, 1);
  sqlite3_db_config (sqlite->db, SQLITE_DBCONFIG_DEFENSIVE, -1, &on);
  g_assert_cmpint (on, ==, 1);
}

/* The hub's own ------------------------------------------------------------------------------- */

static void
test_tokens (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (16);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  VigieHubToken token = { { 7 }, "device" }, read = { { 0 }, "" };
  guint8 first[VIGIE_HASH_BYTES] = { 1 }, second[VIGIE_HASH_BYTES] = { 2 };
  gboolean found = FALSE;

  g_assert_true (vigie_hub_log_begin (log, NULL));
  g_assert_true (vigie_hub_log_token_put (log, first, &token, 1, NULL));
  g_assert_true (vigie_hub_log_token_put (log, second, &token, 2, NULL));
  g_assert_true (vigie_hub_log_commit (log, NULL));
  g_assert_true (vigie_hub_log_token_find (log, first, &read, &found, NULL));
  g_assert_false (found);
  g_assert_true (vigie_hub_log_token_find (log, second, &read, &found, NULL));
  g_assert_true (found);
  g_assert_cmpmem (read.device, VIGIE_KEY_BYTES, token.device, VIGIE_KEY_BYTES);
  g_assert_cmpstr (read.scope, ==, "device");
  g_assert_true (vigie_hub_log_begin (log, NULL));
  g_assert_true (vigie_hub_log_token_drop (log, token.device, NULL));
  g_assert_true (vigie_hub_log_commit (log, NULL));
  g_assert_true (vigie_hub_log_token_find (log, second, &read, &found, NULL));
  g_assert_false (found);
}

static void
test_invitations (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (17);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  VigieHubInvitation given = { NULL, (char *) "Awa Koné", (char *) "commander", 99, FALSE, { 0 } };
  g_auto(VigieHubInvitation) read = { 0 };
  guint8 hash[VIGIE_HASH_BYTES] = { 1 }, device[VIGIE_KEY_BYTES] = { 5 };
  gboolean found = FALSE;

  g_assert_true (vigie_hub_log_begin (log, NULL));
  g_assert_true (vigie_hub_log_invitation_put (log, hash, &given, NULL));
  g_assert_true (vigie_hub_log_value_put (log, "name", "Distri", NULL));
  g_assert_true (vigie_hub_log_invitation_use (log, hash, device, NULL));
  g_assert_true (vigie_hub_log_commit (log, NULL));
  g_assert_true (vigie_hub_log_invitation_find (log, hash, &read, &found, NULL));
  g_assert_true (found);
  g_assert_cmpstr (read.name, ==, "Awa Koné");
  g_assert_null (read.member);
  g_assert_cmpint (read.until_usec, ==, 99);
  g_assert_true (read.used);
  g_assert_cmpmem (read.device, VIGIE_KEY_BYTES, device, VIGIE_KEY_BYTES);
  {
    g_autofree char *name = vigie_hub_log_value_get (log, "name", NULL);
    g_autofree char *none = vigie_hub_log_value_get (log, "none", NULL);

    g_assert_cmpstr (name, ==, "Distri");
    g_assert_null (none);
  }
}

static gboolean
add_named (const char *stream, gint64 size_bytes, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup_printf ("%s %" G_GINT64_FORMAT, stream, size_bytes));

  return TRUE;
}

static void
test_blobs (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (18);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autoptr(GPtrArray) named = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autoptr(GBytes) read = NULL;
  g_autoptr(GError) error = NULL;
  guint8 hash[VIGIE_HASH_BYTES] = { 1 };
  gboolean complete = TRUE;
  gint64 size_bytes = 1;
  guint n_pieces = 1;

  g_assert_true (vigie_hub_log_blob_state (log, hash, &size_bytes, &n_pieces, &complete, NULL));
  g_assert_cmpint (size_bytes + n_pieces, ==, 0);
  g_assert_true (vigie_hub_log_begin (log, NULL));
  g_assert_true (vigie_hub_log_name_blob (log, hash, "incident/a", 5, NULL));
  g_assert_true (vigie_hub_log_name_blob (log, hash, "incident/a", 5, NULL));
  g_assert_true (vigie_hub_log_blob_put (log, hash, 5, 0, bytes, NULL));
  g_assert_true (vigie_hub_log_blob_put (log, hash, 5, 0, bytes, NULL));
  g_assert_true (vigie_hub_log_blob_set_complete (log, hash, NULL));
  g_assert_true (vigie_hub_log_commit (log, NULL));
  g_assert_true (vigie_hub_log_blob_state (log, hash, &size_bytes, &n_pieces, &complete, NULL));
  g_assert_true (complete && size_bytes == 5 && n_pieces == 1);
  g_assert_true (vigie_hub_log_blob_named (log, hash, add_named, named, NULL));
  g_assert_cmpuint (named->len, ==, 1);
  g_assert_cmpstr (named->pdata[0], ==, "incident/a 5");
  read = vigie_hub_log_blob_get (log, hash, 0, &error);
  g_assert_true (g_bytes_equal (read, bytes));
  g_assert_null (vigie_hub_log_blob_get (log, hash, 1, &error));
  g_assert_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_MISSING);
  g_assert_true (vigie_hub_log_begin (log, NULL));
  g_assert_true (vigie_hub_log_blob_drop (log, hash, NULL));
  g_assert_true (vigie_hub_log_commit (log, NULL));
  g_assert_true (vigie_hub_log_blob_state (log, hash, &size_bytes, &n_pieces, &complete, NULL));
  g_assert_cmpuint (n_pieces, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/log/append", test_append);
  g_test_add_func ("/hub/log/rollback", test_rollback);
  g_test_add_func ("/hub/log/unique", test_unique);
  g_test_add_func ("/hub/log/find", test_find);
  g_test_add_func ("/hub/log/pages", test_pages);
  g_test_add_func ("/hub/log/special-and-redacted", test_special_and_redacted);
  g_test_add_func ("/hub/log/reader", test_reader);
  g_test_add_func ("/hub/log/epoch", test_epoch);
  g_test_add_func ("/hub/log/backup", test_backup);
  g_test_add_func ("/fault/F07/hub-files", test_refused_files);
  g_test_add_func ("/fault/F06/hub-cut-off", test_cut_off);
  g_test_add_func ("/fault/F08/hub-lock", test_lock);
  g_test_add_func ("/fault/F11/hub", test_modes);
  g_test_add_func ("/fault/F03/hub-log", test_full);
  g_test_add_func ("/hub/log/guards", test_guards);
  g_test_add_func ("/hub/log/tokens", test_tokens);
  g_test_add_func ("/hub/log/invitations", test_invitations);
  g_test_add_func ("/hub/log/blobs", test_blobs);

  return g_test_run ();
}
