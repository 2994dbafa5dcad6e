/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-attachment.h"
#include "vigie-id.h"
#include "vigie-json-writer.h"
#include "vigie-test-support.h"

static gint64
fixture_now (gpointer user_data)
{
  StoreFixture *fixture = user_data;

  return fixture->now_usec += VIGIE_SECOND_USEC;
}

static void
fixture_random (guint8 *out, gsize length_bytes, gpointer user_data)
{
  StoreFixture *fixture = user_data;

  for (gsize i = 0; i < length_bytes; i++)
    out[i] = (guint8) g_rand_int_range (fixture->rand, 0, 256);
}

StoreFixture *
store_fixture_new (guint seed)
{
  StoreFixture *fixture = g_new0 (StoreFixture, 1);
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("vigie-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "vigie.db", NULL);
  fixture->now_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  fixture->rand = g_rand_new_with_seed (seed);
  fixture->seams = (VigieSeams) { fixture_now, fixture_random, fixture };

  return fixture;
}

void
store_fixture_remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        store_fixture_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
store_fixture_free (StoreFixture *fixture)
{
  store_fixture_remove_folder (fixture->folder);
  g_rand_free (fixture->rand);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture);
}

VigieStore *
store_fixture_open (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  VigieStore *store = vigie_store_open (fixture->path, VIGIE_STORE_WRITER, vigie_test_playbook (), &fixture->seams, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);

  return store;
}

GPtrArray *
store_fixture_declare_drafts (const char *title, const char *incident_id, gint64 at_usec, gboolean local)
{
  g_autoptr(GError) error = NULL;
  VigieDeclaration declaration = { .title = title, .type = "INC-01", .level = VIGIE_LEVEL_P2, .reason = "A test says so" };
  GPtrArray *drafts;

  vigie_answers_init (&declaration.answers);
  declaration.started_usec = declaration.detected_usec = VIGIE_TIME_NONE;
  declaration.declared_usec = at_usec;
  declaration.example = local;
  declaration.incident_id = incident_id;
  drafts = vigie_act_declare (vigie_test_playbook (), &declaration, "Awa Koné", &error);
  g_assert_no_error (error);

  return drafts;
}

char *
store_fixture_declare (StoreFixture *fixture, VigieStore *store, const char *title, gboolean local)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autofree char *id = NULL;
  guint8 random[VIGIE_ID_RANDOM_BYTES];
  gint64 at_usec = fixture_now (fixture);

  fixture_random (random, sizeof random, fixture);
  id = vigie_id_new (at_usec, random);
  drafts = store_fixture_declare_drafts (title, id, at_usec, local);
  events = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, drafts->len);

  return vigie_stream_for_incident (id, local);
}

GPtrArray *
store_fixture_note_drafts (const char *stream, const char *text, gint64 occurred_usec)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "kind", "note");
  vigie_json_writer_member_string (writer, "text", text);
  vigie_json_writer_end_object (writer);
  g_ptr_array_add (drafts, vigie_draft_new (stream, "entry.logged", occurred_usec, "Awa Koné",
                                            vigie_json_writer_steal (writer)));

  return drafts;
}

char *
store_fixture_note (StoreFixture *fixture, VigieStore *store, const char *stream, const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, text, fixture_now (fixture));
  g_autoptr(GPtrArray) events = vigie_store_record (store, drafts, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);

  return g_strdup (((VigieEvent *) events->pdata[0])->id);
}

GBytes *
store_fixture_content (guint seed, gsize length_bytes)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  guint8 *data = g_malloc (length_bytes + sizeof (guint32));

  for (gsize i = 0; i < length_bytes; i += sizeof (guint32))
    {
      guint32 word = g_rand_int (rand);

      memcpy (data + i, &word, sizeof word);
    }

  return g_bytes_new_take (data, length_bytes);
}

char *
store_fixture_hash (GBytes *content)
{
  gsize length_bytes = 0;
  gconstpointer data = g_bytes_get_data (content, &length_bytes);
  guint8 hash[VIGIE_HASH_BYTES];

  vigie_hash (data, length_bytes, hash);

  return vigie_hex (hash, sizeof hash);
}

char *
store_fixture_keep (VigieStore *store, GBytes *content)
{
  gint64 size_bytes = (gint64) g_bytes_get_size (content);
  g_autofree char *hash = store_fixture_hash (content);
  g_autoptr(GError) error = NULL;
  gboolean complete = FALSE;
  guint next = 0;

  g_assert_true (vigie_store_content_begin (store, hash, size_bytes, &complete, &next, &error));
  for (; !complete && next < vigie_piece_count (size_bytes); next++)
    {
      g_autoptr(GBytes) piece = g_bytes_new_from_bytes (content, (gsize) next * VIGIE_PIECE_BYTES,
                                                        vigie_piece_bytes (size_bytes, next));

      g_assert_true (vigie_store_content_piece (store, hash, next, piece, &error));
    }
  g_assert_true (vigie_store_content_finish (store, hash, &error));
  g_assert_no_error (error);

  return g_steal_pointer (&hash);
}

GPtrArray *
store_fixture_attachment_drafts (const char *stream, const char *name, GBytes *content, gint64 occurred_usec)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *hash = store_fixture_hash (content);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "name", name);
  vigie_json_writer_member_int (writer, "size", (gint64) g_bytes_get_size (content));
  vigie_json_writer_member_string (writer, "hash", hash);
  vigie_json_writer_end_object (writer);
  g_ptr_array_add (drafts, vigie_draft_new (stream, "attachment.added", occurred_usec, "Awa Koné",
                                            vigie_json_writer_steal (writer)));

  return drafts;
}

char *
store_fixture_attach (StoreFixture *fixture, VigieStore *store, const char *stream, const char *name, GBytes *content)
{
  g_autofree char *hash = store_fixture_keep (store, content);
  g_autoptr(GPtrArray) drafts = store_fixture_attachment_drafts (stream, name, content, fixture_now (fixture));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_store_record (store, drafts, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);

  return g_steal_pointer (&hash);
}

void
store_fixture_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

void
store_assert_clean (VigieStore *store)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;

  g_assert_true (vigie_store_verify (store, faults, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
}
