/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever somebody changes in the file of a log, verify finds it. */

#include <sqlite3.h>
#include <string.h>

#include "hub-engine.h"
#include "vigie-hub-verify.h"

static guint
count_faults (HubFixture *fixture)
{
  g_autoptr(VigieHubLog) log = vigie_hub_sqlite_open_reader (fixture->path, &fixture->seams, NULL);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  VigieHubVerified verified = { 0 };
  g_autoptr(GError) error = NULL;
  gboolean read;

  g_assert_nonnull (log);
  read = vigie_hub_verify (log, faults, &verified, &error);
  if (!read)
    g_ptr_array_add (faults, g_strdup (error->message));
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) faults->pdata[i]);
  g_free (verified.organisation);

  return faults->len;
}

static HubFixture *
filled_log (guint seed)
{
  HubEngine *engine = hub_engine_new (seed);
  HubSeat *awa = hub_seat_join (engine, 1, "Awa Koné", "administrator");
  HubSeat *ben = hub_seat_join (engine, 2, "Ben", "responder");
  HubFixture *fixture = engine->fixture;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *stream = hub_fixture_stream (i % 2);
      g_autoptr(GPtrArray) events = hub_fixture_notes (i % 3 == 0 ? ben->device : awa->device, stream, 2);

      hub_seat_store (awa, events);
    }
  hub_seat_free (awa);
  hub_seat_free (ben);
  hub_engine_close (engine);
  g_ptr_array_unref (engine->frames);
  g_free (engine);

  return fixture;
}

static const char *const changes[] = {
  "UPDATE event SET bytes = CAST (replace (CAST (bytes AS TEXT), 'note 1', 'nite 1') AS BLOB) WHERE seq = 8",
  "UPDATE event SET signature = zeroblob (64) WHERE seq = 8",
  "UPDATE event SET hash = zeroblob (32) WHERE seq = 8",
  "UPDATE event SET link = zeroblob (32) WHERE seq = 8",
  "UPDATE event SET link = zeroblob (32) WHERE seq = (SELECT max (seq) FROM event)",
  "UPDATE event SET hashes = zeroblob (32) WHERE seq = (SELECT max (seq) FROM event)",
  "DELETE FROM event WHERE seq = 8",
  "DELETE FROM event WHERE seq = 1",
  "UPDATE event SET seq = 1000 WHERE seq = 8",
  "UPDATE event SET position = 1000 WHERE seq = 8",
  "UPDATE event SET stream = 2 - (stream - 2), position = 900 WHERE seq = 12",
  "UPDATE stream SET name = 'incident/0190a000-0000-7000-8000-0000000000ff' WHERE number = 2",
  "UPDATE event SET bytes = (SELECT bytes FROM event WHERE seq = 9) WHERE seq = 8",
  "UPDATE event SET bytes = CAST (bytes || ' ' AS BLOB) WHERE seq = 10",
  "UPDATE event SET redacted = 1, bytes = CAST (replace (CAST (bytes AS TEXT), 'Awa', 'Eve') AS BLOB), hash = zeroblob (32) WHERE seq = 10",
};

static void
test_changes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(HubFixture) fixture = filled_log (1);

      g_test_message ("%s", changes[i]);
      g_assert_cmpuint (count_faults (fixture), ==, 0);
      hub_fixture_sql (fixture->path, changes[i]);
      g_assert_cmpuint (count_faults (fixture), >, 0);
    }
}

/* A byte with one bit turned, in every column that is checked. */
static void
flip (const char *path, const char *column, guint seq, guint at)
{
  sqlite3 *db = NULL;
  sqlite3_blob *blob = NULL;
  guint8 byte;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_blob_open (db, "main", "event", column, seq, 1, &blob), ==, SQLITE_OK);
  at %= (guint) sqlite3_blob_bytes (blob);
  g_assert_cmpint (sqlite3_blob_read (blob, &byte, 1, (int) at), ==, SQLITE_OK);
  byte ^= 1u << at % 8;
  g_assert_cmpint (sqlite3_blob_write (blob, &byte, 1, (int) at), ==, SQLITE_OK);
  sqlite3_blob_close (blob);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_bits (void)
{
  static const char *const columns[] = { "bytes", "signature", "hash", "link" };
  g_autoptr(HubFixture) fixture = filled_log (2);

  for (guint i = 0; i < 80; i++)
    {
      const char *column = columns[i % G_N_ELEMENTS (columns)];
      guint seq = (guint) g_test_rand_int_range (1, 16), at = (guint) g_test_rand_int_range (0, 1000);

      flip (fixture->path, column, seq, at);
      g_assert_cmpuint (count_faults (fixture), >, 0);
      flip (fixture->path, column, seq, at);
      g_assert_cmpuint (count_faults (fixture), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/verify/changes", test_changes);
  g_test_add_func ("/fault/F06/hub-bits", test_bits);

  return g_test_run ();
}
