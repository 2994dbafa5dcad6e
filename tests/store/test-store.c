/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store as one program uses it: what goes in comes out, and damage is noticed. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store-fixture.h"
#include "vigie-act.h"
#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-store-private.h"
#include "vigie-test-support.h"

static void
assert_mode (const char *path, guint mode)
{
  struct stat info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

static void
test_permissions (void)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", ".lock", ".key" };
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autofree char *folder = g_build_filename (fixture->folder, "deep", "vigie", NULL);
  g_autoptr(VigieStore) store = NULL;
  g_autofree char *stream = NULL;
  mode_t before = umask (0);

  g_free (fixture->path);
  fixture->path = g_build_filename (folder, "vigie.db", NULL);
  store = store_fixture_open (fixture);
  stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      assert_mode (path, 0600);
    }
  assert_mode (folder, 0700);
  umask (before);
}

static void
test_record_and_load (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (2);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *id = store_fixture_note (fixture, store, stream, "Nginx answers 502");
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GPtrArray) newest = NULL;
  g_autoptr(GError) error = NULL;
  VigieEvent *last;
  guint n_bad = 99;

  vigie_store_close (g_steal_pointer (&store));
  store = store_fixture_open (fixture);
  events = vigie_store_load (store, stream, &n_bad, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpuint (events->len, >=, 2);
  last = events->pdata[events->len - 1];
  g_assert_cmpstr (last->id, ==, id);
  g_assert_cmpuint (last->dseq, ==, events->len);
  g_assert_true (vigie_event_verify (last, &error));
  for (guint i = 1; i < events->len; i++)
    g_assert_true (vigie_event_follows (events->pdata[i], events->pdata[i - 1], &error));

  newest = vigie_store_load_newest (store, stream, 1, &error);
  g_assert_cmpuint (newest->len, ==, 1);
  g_assert_cmpstr (((VigieEvent *) newest->pdata[0])->id, ==, id);
  g_assert_null (vigie_store_load (store, "incident/nowhere", NULL, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING);
}

static void
test_stamps_rise_when_clock_falls (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (3);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *first = store_fixture_note (fixture, store, stream, "one");
  g_autofree char *second = NULL;
  g_autoptr(GPtrArray) events = NULL;

  fixture->now_usec -= 50 * VIGIE_MINUTE_USEC;
  vigie_store_close (g_steal_pointer (&store));
  store = store_fixture_open (fixture);
  second = store_fixture_note (fixture, store, stream, "two");
  events = vigie_store_load (store, stream, NULL, NULL);
  g_assert_cmpstr (((VigieEvent *) events->pdata[events->len - 2])->id, ==, first);
  g_assert_cmpint (((VigieEvent *) events->pdata[events->len - 2])->stamp_usec, <,
                   ((VigieEvent *) events->pdata[events->len - 1])->stamp_usec);
}

static void
test_bad_draft_changes_nothing (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (4);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *before = vigie_store_chain_head (store, stream, NULL);
  g_autofree char *after = NULL;
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, "good", fixture->now_usec);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (drafts, vigie_draft_new (stream, "entry.logged", fixture->now_usec, "Awa", g_strdup ("{not json")));
  g_assert_null (vigie_store_record (store, drafts, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  after = vigie_store_chain_head (store, stream, NULL);
  g_assert_cmpstr (before, ==, after);
  store_assert_clean (store);
}

static void
test_same_draft_twice (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (5);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, "once", fixture->now_usec);
  VigieDraft *draft = drafts->pdata[0];
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GPtrArray) second = NULL;
  g_autoptr(GError) error = NULL;

  draft->id = g_strdup ("0190a000-0000-7000-8000-000000000001");
  first = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);
  second = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (((VigieEvent *) first->pdata[0])->hash, VIGIE_HASH_BYTES, ((VigieEvent *) second->pdata[0])->hash,
                   VIGIE_HASH_BYTES);

  draft->occurred_usec++;
  g_assert_null (vigie_store_record (store, drafts, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  store_assert_clean (store);
}

static void
test_list (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (6);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *older = store_fixture_declare (fixture, store, "Paiements bloqués", FALSE);
  g_autofree char *newer = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = vigie_store_list (store, NULL, &error);
  g_autoptr(GPtrArray) some = NULL;
  VigieIncidentFilter filter = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .before_usec = VIGIE_TIME_NONE };
  VigieIncidentRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  row = all->pdata[0];
  g_assert_cmpstr (row->stream, ==, newer);
  g_assert_cmpstr (row->title, ==, "Site down");
  g_assert_cmpint (row->level, ==, VIGIE_LEVEL_P2);
  g_assert_true (row->active);
  g_assert_cmpuint (row->n_events, >=, 1);
  filter.before_usec = row->detected_usec;
  some = vigie_store_list (store, &filter, &error);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (((VigieIncidentRow *) some->pdata[0])->stream, ==, older);

  incident = vigie_store_incident (store, older, &error);
  g_assert_no_error (error);
  drafts = vigie_act_milestone (incident, VIGIE_MILESTONE_RESOLVED, fixture->now_usec, "Awa Koné", fixture->now_usec, &error);
  g_assert_no_error (error);
  events = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);

  filter.before_usec = VIGIE_TIME_NONE;
  filter.only_past = TRUE;
  g_ptr_array_unref (some);
  some = vigie_store_list (store, &filter, &error);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (((VigieIncidentRow *) some->pdata[0])->stream, ==, older);
  filter.only_past = FALSE;
  filter.only_active = TRUE;
  filter.levels = 1u << VIGIE_LEVEL_P1;
  g_ptr_array_unref (some);
  some = vigie_store_list (store, &filter, &error);
  g_assert_cmpuint (some->len, ==, 0);
  filter.levels = 0;
  filter.only_active = FALSE;
  filter.words = "PAIEMENTS bloques";
  g_ptr_array_unref (some);
  some = vigie_store_list (store, &filter, &error);
  g_assert_cmpuint (some->len, ==, 1);
  filter.words = ((VigieIncidentRow *) all->pdata[0])->ref;
  g_ptr_array_unref (some);
  some = vigie_store_list (store, &filter, &error);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (((VigieIncidentRow *) some->pdata[0])->stream, ==, newer);
}

/* Whether a statement that was used and names @part reads the index @name. */
static gboolean
uses_index (VigieStore *store, const char *part, const char *name)
{
  GHashTableIter iter;
  gpointer sql;

  g_hash_table_iter_init (&iter, store->statements);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    {
      g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
      sqlite3_stmt *plan = NULL;
      gboolean found = FALSE;

      if (strstr (sql, part) == NULL)
        continue;
      g_assert_cmpint (sqlite3_prepare_v2 (store->db, explain, -1, &plan, NULL), ==, SQLITE_OK);
      while (!found && sqlite3_step (plan) == SQLITE_ROW)
        found = strstr ((const char *) sqlite3_column_text (plan, 3), name) != NULL;
      sqlite3_finalize (plan);
      if (found)
        return TRUE;
    }

  return FALSE;
}

/* The newest, and of the older ones those that are open or an example, without a look at all others. */
static void
test_list_head (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (7);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *example = store_fixture_declare (fixture, store, "Exemple", TRUE);
  g_autofree char *closed = store_fixture_declare (fixture, store, "Closed long ago", FALSE);
  g_autofree char *open = store_fixture_declare (fixture, store, "Open since long ago", FALSE);
  g_autofree char *newest = store_fixture_declare (fixture, store, "Site down", FALSE);
  static const VigieMilestone ends[] = { VIGIE_MILESTONE_RESOLVED, VIGIE_MILESTONE_CLOSED };
  VigieIncidentFilter filter = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .before_usec = VIGIE_TIME_NONE,
                                 .limit = 1, .and_open = TRUE };
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr(GPtrArray) drafts = vigie_act_milestone_in (closed, ends[i], fixture->now_usec, NULL, "Awa Koné", fixture->now_usec, &error);
      g_autoptr(GPtrArray) events G_GNUC_UNUSED = vigie_store_record (store, drafts, &error);

      g_assert_no_error (error);
    }
  rows = vigie_store_list (store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (((VigieIncidentRow *) rows->pdata[0])->stream, ==, newest);
  g_assert_cmpstr (((VigieIncidentRow *) rows->pdata[1])->stream, ==, open);
  g_assert_cmpstr (((VigieIncidentRow *) rows->pdata[2])->stream, ==, example);
  g_assert_true (uses_index (store, "i.example = 1", "incident_open"));
  filter.limit = 4;
  g_ptr_array_unref (rows);
  rows = vigie_store_list (store, &filter, &error);
  g_assert_cmpuint (rows->len, ==, 4);
}

static void
test_incident_cache (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (7);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(VigieStore) reader = NULL;
  g_autoptr(GError) error = NULL;

  reader = vigie_store_open (fixture->path, VIGIE_STORE_READER, vigie_test_playbook (), NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = store_fixture_note (fixture, store, stream, "again");
      g_autoptr(VigieIncident) here = vigie_store_incident (store, stream, &error);
      g_autoptr(VigieIncident) there = vigie_store_incident (reader, stream, &error);

      g_assert_no_error (error);
      g_assert_nonnull (vigie_incident_entry (here, id));
      g_assert_nonnull (vigie_incident_entry (there, id));
      /* The signed bytes of ten thousand events are not held beside what they say. */
      g_assert_cmpuint (((const VigieEvent *) here->events->pdata[0])->length_bytes, ==, 0);
    }
  g_assert_false (vigie_store_keep_text (reader, "command/x", "no", &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED);
}

static guint
count_hits (VigieStore *store, const char *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = vigie_store_search (store, words, 50, &error);

  g_assert_no_error (error);

  return hits->len;
}

static void
test_search (void)
{
  static const struct { const char *words; guint n; } cases[] = {
    { "declenche", 1 },           { "DÉCLENCHÉ", 1 },         { "decl", 1 },
    { "reseau declenche", 1 },    { "réseau absent", 0 },     { "oeuvre", 1 },
    { "cœuvre", 0 },              { "502", 1 },               { "\"", 0 },
    { "* OR a", 0 },              { "text:réseau", 0 },       { "NEAR(réseau)", 0 },
    { "réseau\" OR \"502", 0 },   { "'; DROP TABLE event", 0 }, { "%", 0 },
    { "", 0 },                    { "   ", 0 },               { "\xff\xfe", 0 },
    { "(", 0 },                   { "réseau^", 1 },           { "-réseau", 1 },
    { "AND", 0 },                 { "{réseau}", 1 },
  };
  g_autoptr(StoreFixture) fixture = store_fixture_new (8);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *first = store_fixture_note (fixture, store, stream, "Le pare-feu a déclenché une coupure du réseau");
  g_autofree char *second G_GNUC_UNUSED = store_fixture_note (fixture, store, stream, "Nginx 502, équipe à pied d’œuvre");
  g_autoptr(GPtrArray) hits = NULL;
  g_autofree char *long_word = g_strnfill (100000, 'x');
  g_autoptr(GString) many = g_string_new (NULL);
  VigieSearchHit *hit;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (count_hits (store, cases[i].words), ==, cases[i].n);
    }
  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "réseau ");
  g_assert_cmpuint (count_hits (store, long_word), ==, 0);
  g_assert_cmpuint (count_hits (store, many->str), ==, 1);

  hits = vigie_store_search (store, "coupure", 10, NULL);
  hit = hits->pdata[0];
  g_assert_cmpstr (hit->event_id, ==, first);
  g_assert_cmpstr (hit->stream, ==, stream);
  g_assert_nonnull (strstr (hit->excerpt, "coupure du réseau"));
  store_assert_clean (store);
}

/* Another program that only reads cannot bring the index up; it finds the newest entry all the same. */
static void
test_search_of_reader (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (9);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *id G_GNUC_UNUSED = store_fixture_note (fixture, store, stream, "Bascule effectuée");
  g_autoptr(VigieStore) reader = vigie_store_open (fixture->path, VIGIE_STORE_READER, vigie_test_playbook (), NULL, NULL);

  g_assert_cmpuint (count_hits (reader, "effectuee bascule"), ==, 1);
  g_assert_cmpuint (count_hits (reader, "effectuee absente"), ==, 0);
  g_assert_cmpuint (count_hits (store, "effectuee"), ==, 1);
  g_assert_cmpuint (count_hits (reader, "effectuee"), ==, 1);
}

static void
test_find (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (10);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *one = store_fixture_declare (fixture, store, "One", FALSE);
  g_autofree char *two G_GNUC_UNUSED = store_fixture_declare (fixture, store, "Two", FALSE);
  g_autoptr(GPtrArray) rows = vigie_store_list (store, NULL, NULL);
  const char *ref = ((VigieIncidentRow *) rows->pdata[1])->ref;
  g_autofree char *lower = g_ascii_strdown (ref, -1);
  g_autofree char *found = vigie_store_find (store, ref, NULL);
  g_autofree char *by_signs = vigie_store_find (store, ref + strlen (ref) - 4, NULL);
  g_autofree char *by_lower = vigie_store_find (store, lower, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (found, ==, one);
  g_assert_cmpstr (by_signs, ==, one);
  g_assert_cmpstr (by_lower, ==, one);
  g_assert_null (vigie_store_find (store, "2026-11", &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  g_assert_null (vigie_store_find (store, "1999-01-01-AAAA", &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (vigie_store_find (store, "", &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING);
}

static void
test_kept_text (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (11);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *big = g_strnfill (VIGIE_TEXT_MAX_BYTES + 1, 'x');
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (vigie_store_keep_text (store, "command/a", "décision: couper", &error));
  g_assert_true (vigie_store_keep_text (store, "command/a", "décision: couper le", &error));
  g_assert_false (vigie_store_keep_text (store, "command/a", big, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  vigie_store_close (g_steal_pointer (&store));
  store = store_fixture_open (fixture);
  text = vigie_store_kept_text (store, "command/a", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "décision: couper le");
  g_assert_true (vigie_store_keep_text (store, "command/a", NULL, &error));
  g_assert_null (vigie_store_kept_text (store, "command/a", &error));
  g_assert_no_error (error);
}

static void
test_remove_local (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (12);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *real = store_fixture_declare (fixture, store, "Real", FALSE);
  g_autofree char *local = store_fixture_declare (fixture, store, "Rehearsal", TRUE);
  g_autofree char *id G_GNUC_UNUSED = store_fixture_note (fixture, store, local, "exercice");
  g_autofree char *device = vigie_store_get_device (store);
  g_autofree char *same_device = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (count_hits (store, "exercice"), ==, 1);
  g_assert_false (vigie_store_remove_local (store, real, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (vigie_store_remove_local (store, local, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_hits (store, "exercice"), ==, 0);
  g_assert_null (vigie_store_load (store, local, NULL, NULL));
  rows = vigie_store_list (store, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  store_assert_clean (store);

  /* Taking events away must not look like a restored backup. */
  vigie_store_close (g_steal_pointer (&store));
  store = store_fixture_open (fixture);
  same_device = vigie_store_get_device (store);
  g_assert_cmpstr (device, ==, same_device);
}

static void
test_backup (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (13);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *destination = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *key = g_strconcat (destination, ".key", NULL);
  g_autofree char *head = vigie_store_chain_head (store, stream, NULL);
  g_autofree char *copied_head = NULL;
  g_autofree char *device = vigie_store_get_device (store);
  g_autofree char *other_device = NULL;
  g_autoptr(VigieStore) copy = NULL;
  g_autoptr(GError) error = NULL;
  mode_t before = umask (0);

  g_assert_true (vigie_store_backup (store, destination, &error));
  g_assert_no_error (error);
  umask (before);
  assert_mode (destination, 0600);
  g_assert_false (g_file_test (key, G_FILE_TEST_EXISTS));
  g_assert_false (vigie_store_backup (store, destination, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED);
  g_clear_error (&error);

  copy = vigie_store_open (destination, VIGIE_STORE_WRITER, vigie_test_playbook (), &fixture->seams, &error);
  g_assert_no_error (error);
  copied_head = vigie_store_chain_head (copy, stream, NULL);
  other_device = vigie_store_get_device (copy);
  g_assert_cmpstr (head, ==, copied_head);
  g_assert_cmpstr (device, !=, other_device);
  store_assert_clean (copy);
}

/* F09: going on with the old key would sign the same number twice. */
static void
test_restored_copy_is_new_device (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (14);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *destination = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *device = vigie_store_get_device (store);
  g_autofree char *same = NULL;
  g_autofree char *fresh = NULL;

  g_assert_true (vigie_store_backup (store, destination, NULL));
  vigie_store_close (g_steal_pointer (&store));
  store = store_fixture_open (fixture);
  same = vigie_store_get_device (store);
  g_assert_cmpstr (device, ==, same);
  for (guint i = 0; i < 100; i++)
    g_free (store_fixture_note (fixture, store, stream, "after the backup"));
  vigie_store_close (g_steal_pointer (&store));

  g_assert_cmpint (g_rename (destination, fixture->path), ==, 0);
  store = store_fixture_open (fixture);
  fresh = vigie_store_get_device (store);
  g_assert_cmpstr (device, !=, fresh);
  g_free (store_fixture_note (fixture, store, stream, "after the restore"));
  store_assert_clean (store);
}

static void
test_ingest (void)
{
  g_autoptr(StoreFixture) one = store_fixture_new (15);
  g_autoptr(StoreFixture) two = store_fixture_new (16);
  g_autoptr(VigieStore) from = store_fixture_open (one);
  g_autoptr(VigieStore) to = store_fixture_open (two);
  g_autofree char *stream = store_fixture_declare (one, from, "Site down", FALSE);
  g_autofree char *id = store_fixture_note (one, from, stream, "note");
  g_autoptr(GPtrArray) events = vigie_store_load (from, stream, NULL, NULL);
  g_autoptr(GPtrArray) reversed = g_ptr_array_new ();
  g_autoptr(VigieIncident) here = vigie_store_incident (from, stream, NULL);
  g_autoptr(VigieIncident) there = NULL;
  g_autofree char *digest = vigie_incident_digest (here);
  g_autofree char *other_digest = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = 99;

  g_ptr_array_add (reversed, events->pdata[events->len - 1]);
  g_assert_false (vigie_store_ingest (to, reversed, &n_new, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
  g_clear_error (&error);
  g_assert_null (vigie_store_load (to, stream, NULL, NULL));

  for (guint i = events->len - 1; i > 0; i--)
    g_ptr_array_add (reversed, events->pdata[i - 1]);
  g_assert_true (vigie_store_ingest (to, reversed, &n_new, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_new, ==, events->len);
  g_assert_true (vigie_store_ingest (to, reversed, &n_new, &error));
  g_assert_cmpuint (n_new, ==, 0);
  there = vigie_store_incident (to, stream, &error);
  other_digest = vigie_incident_digest (there);
  g_assert_cmpstr (digest, ==, other_digest);
  g_assert_nonnull (vigie_incident_entry (there, id));
  store_assert_clean (to);
}

static void
test_ingest_refuses_forged (void)
{
  g_autoptr(StoreFixture) one = store_fixture_new (17);
  g_autoptr(StoreFixture) two = store_fixture_new (18);
  g_autoptr(VigieStore) from = store_fixture_open (one);
  g_autoptr(VigieStore) to = store_fixture_open (two);
  g_autofree char *stream = store_fixture_declare (one, from, "Site down", FALSE);
  g_autoptr(GPtrArray) events = vigie_store_load (from, stream, NULL, NULL);
  g_autoptr(GPtrArray) forged = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  VigieEvent *first = events->pdata[0];
  guint8 signature[VIGIE_SIGNATURE_BYTES];
  g_autoptr(GError) error = NULL;

  memcpy (signature, first->signature, sizeof signature);
  signature[3] ^= 1;
  g_ptr_array_add (forged, vigie_event_parse (first->bytes, first->length_bytes, signature, &error));
  g_assert_no_error (error);
  g_assert_false (vigie_store_ingest (to, forged, NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
  g_assert_null (vigie_store_load (to, stream, NULL, NULL));
}

static void
count_progress (guint done, guint all, gpointer data)
{
  g_assert_cmpuint (done, <=, all);
  (*(guint *) data)++;
}

static void
test_rebuild (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (19);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *one = store_fixture_declare (fixture, store, "Paiements", FALSE);
  g_autofree char *two G_GNUC_UNUSED = store_fixture_declare (fixture, store, "Rehearsal", TRUE);
  g_autofree char *note G_GNUC_UNUSED = store_fixture_note (fixture, store, one, "réseau");
  g_autofree char *before = vigie_store_derived_digest (store, NULL);
  g_autofree char *after = NULL;
  g_autofree char *wrong = NULL;
  g_autoptr(GError) error = NULL;
  guint n_progress = 0;

  vigie_store_close (g_steal_pointer (&store));
  store_fixture_sql (fixture->path, "UPDATE incident SET title = 'wrong'; DELETE FROM tail;"
                                    "UPDATE stream SET name = 'incident/lost' WHERE number = 1");
  store = store_fixture_open (fixture);
  wrong = vigie_store_derived_digest (store, NULL);
  g_assert_cmpstr (before, !=, wrong);
  g_assert_true (vigie_store_rebuild (store, count_progress, &n_progress, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_progress, ==, 2);
  after = vigie_store_derived_digest (store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (count_hits (store, "reseau"), ==, 1);
  store_assert_clean (store);
}

static void
test_rebuild_cancelled (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (20);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream G_GNUC_UNUSED = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *before = vigie_store_derived_digest (store, NULL);
  g_autofree char *after = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (vigie_store_rebuild (store, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = vigie_store_derived_digest (store, NULL);
  g_assert_cmpstr (before, ==, after);
}

/* One flipped bit or moved value in each column. */
static void
test_verify (void)
{
  static const struct { const char *what, *sql; gboolean refused_on_read; } cases[] = {
    { "bytes", "UPDATE event SET bytes = CAST (replace (CAST (bytes AS TEXT), 'one', 'onf') AS BLOB)", TRUE },
    { "signature", "UPDATE event SET signature = CAST (X'00' || substr (signature, 2) AS BLOB) WHERE key = 4294967298", FALSE },
    { "hash", "UPDATE event SET hash = CAST (X'00' || substr (hash, 2) AS BLOB) WHERE key = 4294967298", TRUE },
    { "id", "UPDATE event SET id = CAST (X'00' || substr (id, 2) AS BLOB) WHERE key = 4294967298", FALSE },
    { "arrival", "UPDATE event SET key = key + 16 WHERE key = 4294967298", FALSE },
    { "stream of an event", "UPDATE event SET key = key + 4294967296 * 8 WHERE key = 4294967298", FALSE },
    { "an event taken away", "DELETE FROM event WHERE key = 4294967298", FALSE },
    { "the newest taken away", "DELETE FROM event WHERE key = (SELECT max (key) FROM event)", FALSE },
    { "text taken away", "UPDATE event SET bytes = NULL WHERE key = 4294967298", FALSE },
    { "stream name", "UPDATE stream SET name = 'incident/0190a000-0000-7000-8000-000000000001'", FALSE },
    { "stream arrival", "UPDATE stream SET arrival = arrival + 4", FALSE },
    { "tail number", "UPDATE tail SET dseq = dseq + 1", FALSE },
    { "tail hash", "UPDATE tail SET hash = CAST (X'00' || substr (hash, 2) AS BLOB)", FALSE },
    { "tail device", "UPDATE tail SET device = CAST (X'00' || substr (device, 2) AS BLOB)", FALSE },
    { "registry title", "UPDATE incident SET title = 'x'", FALSE },
    { "registry level", "UPDATE incident SET level = 4", FALSE },
    { "registry row", "DELETE FROM incident", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(StoreFixture) fixture = store_fixture_new (100 + (guint) i);
      g_autoptr(VigieStore) store = store_fixture_open (fixture);
      g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
      g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GPtrArray) events = NULL;
      g_autoptr(GError) error = NULL;
      guint n_bad = 0;

      g_free (store_fixture_note (fixture, store, stream, "one"));
      g_free (store_fixture_note (fixture, store, stream, "two"));
      store_assert_clean (store);
      vigie_store_close (g_steal_pointer (&store));
      store_fixture_sql (fixture->path, cases[i].sql);

      store = store_fixture_open (fixture);
      g_test_message ("%s", cases[i].what);
      g_assert_true (vigie_store_verify (store, faults, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (faults->len, >, 0);
      g_test_message ("%s", (char *) faults->pdata[0]);
      events = vigie_store_load (store, stream, &n_bad, NULL);
      g_assert_cmpuint (n_bad, ==, cases[i].refused_on_read ? 1 : 0);
    }
}

static void
test_redacted (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (21);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *secret = store_fixture_note (fixture, store, stream, "password is hunter2");
  g_autofree char *after G_GNUC_UNUSED = store_fixture_note (fixture, store, stream, "later");
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr(GPtrArray) recorded = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autofree char *head = NULL;
  g_autofree char *head_after = NULL;
  g_autofree char *sql = NULL;
  g_autoptr(GError) error = NULL;
  guint n_bad = 99;

  g_ptr_array_add (drafts, vigie_draft_new (stream, "event.redacted", fixture->now_usec, "Admin",
                                            g_strdup_printf ("{\"event\":\"%s\",\"reason\":\"a password\"}", secret)));
  recorded = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);
  head = vigie_store_chain_head (store, stream, NULL);
  vigie_store_close (g_steal_pointer (&store));
  sql = g_strdup ("UPDATE event SET bytes = NULL WHERE CAST (bytes AS TEXT) LIKE '%hunter2%'");
  store_fixture_sql (fixture->path, sql);

  store = store_fixture_open (fixture);
  events = vigie_store_load (store, stream, &n_bad, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_bad, ==, 0);
  head_after = vigie_store_chain_head (store, stream, NULL);
  g_assert_cmpstr (head, ==, head_after);
  g_assert_cmpuint (count_hits (store, "later"), ==, 1);
  g_assert_cmpuint (count_hits (store, "hunter2"), ==, 0);
  store_assert_clean (store);
  g_free (store_fixture_note (fixture, store, stream, "and on"));
  store_assert_clean (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fault/F11/store", test_permissions);
  g_test_add_func ("/store/record/and-load", test_record_and_load);
  g_test_add_func ("/fault/F12/stamps-rise-when-clock-falls", test_stamps_rise_when_clock_falls);
  g_test_add_func ("/store/record/bad-draft-changes-nothing", test_bad_draft_changes_nothing);
  g_test_add_func ("/store/record/same-draft-twice", test_same_draft_twice);
  g_test_add_func ("/store/list", test_list);
  g_test_add_func ("/store/list/head", test_list_head);
  g_test_add_func ("/store/incident/cache", test_incident_cache);
  g_test_add_func ("/store/search", test_search);
  g_test_add_func ("/store/search/of-reader", test_search_of_reader);
  g_test_add_func ("/store/find", test_find);
  g_test_add_func ("/store/kept-text", test_kept_text);
  g_test_add_func ("/store/remove-local", test_remove_local);
  g_test_add_func ("/store/backup", test_backup);
  g_test_add_func ("/fault/F09/restored-copy-is-new-device", test_restored_copy_is_new_device);
  g_test_add_func ("/store/ingest", test_ingest);
  g_test_add_func ("/fault/F36/ingest-refuses-forged", test_ingest_refuses_forged);
  g_test_add_func ("/store/rebuild", test_rebuild);
  g_test_add_func ("/store/rebuild/cancelled", test_rebuild_cancelled);
  g_test_add_func ("/store/verify", test_verify);
  g_test_add_func ("/store/redacted", test_redacted);

  return g_test_run ();
}
