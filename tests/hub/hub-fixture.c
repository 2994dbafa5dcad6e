/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hub-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "vigie-id.h"

static gint64
fixture_now (gpointer user_data)
{
  return ((HubFixture *) user_data)->now_usec += 1000;
}

static void
fixture_random (guint8 *out, gsize length_bytes, gpointer user_data)
{
  for (gsize i = 0; i < length_bytes; i++)
    out[i] = (guint8) g_rand_int_range (((HubFixture *) user_data)->rand, 0, 256);
}

HubFixture *
hub_fixture_new (guint seed)
{
  HubFixture *fixture = g_new0 (HubFixture, 1);
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("vigie-hub-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = hub_fixture_file (fixture, "hub.db");
  fixture->now_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  fixture->rand = g_rand_new_with_seed (seed);
  fixture->seams = (VigieHubSeams) { fixture_now, fixture_random, fixture };

  return fixture;
}

void
hub_fixture_free (HubFixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = hub_fixture_file (fixture, name);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_rand_free (fixture->rand);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture);
}

char *
hub_fixture_file (HubFixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

VigieHubLog *
hub_fixture_open (HubFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  VigieHubLog *log = vigie_hub_sqlite_open (fixture->path, &fixture->seams, &error);

  g_assert_no_error (error);
  g_assert_nonnull (log);

  return log;
}

/* Devices -------------------------------------------------------------------------------------- */

typedef struct
{
  guint8 key[VIGIE_KEY_BYTES];
  guint8 secret_key[VIGIE_SECRET_KEY_BYTES];
} Keys;

/* Device → Keys; kept to the end of the program. Tests make devices in one thread. */
static GHashTable *devices;

VigieTestDevice *
hub_device_new (guint seed)
{
  VigieTestDevice *device = vigie_test_device_new (seed);
  Keys *keys = g_new0 (Keys, 1);
  guint8 key_seed[32];

  /* As vigie_test_device_new() makes them. */
  memset (key_seed, (int) (seed & 0xff), sizeof key_seed);
  key_seed[0] = (guint8) (seed >> 8);
  vigie_key_from_seed (key_seed, keys->key, keys->secret_key);
  if (devices == NULL)
    devices = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (devices, device, keys);

  return device;
}

const guint8 *
hub_device_key (VigieTestDevice *device)
{
  return ((Keys *) g_hash_table_lookup (devices, device))->key;
}

const guint8 *
hub_device_secret_key (VigieTestDevice *device)
{
  return ((Keys *) g_hash_table_lookup (devices, device))->secret_key;
}

GPtrArray *
hub_fixture_notes (VigieTestDevice *device, const char *stream, guint n)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (drafts, vigie_draft_new (stream, "entry.logged", vigie_test_time ("2026-11-22T03:00:00Z"), "Awa Koné",
                                              g_strdup_printf ("{\"kind\":\"note\",\"text\":\"note %u, “é” \\\" \\\\ \"}", i)));
  vigie_test_device_record (device, drafts, events);

  return events;
}

void
hub_fixture_append (VigieHubLog *log, GPtrArray *events)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (vigie_hub_log_begin (log, &error));
  for (guint i = 0; i < events->len; i++)
    {
      VigieHubPlace place;

      vigie_hub_log_append (log, events->pdata[i], NULL, VIGIE_HUB_SPECIAL_NONE, &place, &error);
      g_assert_no_error (error);
    }
  g_assert_true (vigie_hub_log_commit (log, &error));
  g_assert_no_error (error);
}

char *
hub_fixture_stream (guint number)
{
  g_autofree char *id = g_strdup_printf ("0190a000-0000-7000-8000-%012x", number);

  return vigie_stream_for_incident (id, FALSE);
}

/* Past the log, as damage would come; the log must be closed. */
void
hub_fixture_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
