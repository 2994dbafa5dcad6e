/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hostile text through SQLite: the log, the derived tables, the search and what is kept while typing. */

#include <string.h>

#include "store-fixture.h"
#include "vigie-test-hostile.h"

static gboolean
has_entry (VigieIncident *incident, const char *id, const char *text)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = g_ptr_array_index (incident->entries, i);

      if (strcmp (entry->event->id, id) == 0)
        return g_strcmp0 (entry->text, text) == 0;
    }

  return FALSE;
}

/* Written, closed, opened again: the same bytes, and the derived tables made anew are the same. */
static void
test_round_trip (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (21);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    g_ptr_array_add (ids, store_fixture_note (fixture, store, stream, vigie_test_hostile[i]));
  g_assert_cmpuint (ids->len, >=, 60);
  g_clear_pointer (&store, vigie_store_close);
  store = store_fixture_open (fixture);
  incident = vigie_store_incident (store, stream, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_assert_true (has_entry (incident, g_ptr_array_index (ids, i), vigie_test_hostile[i]));
  before = vigie_store_derived_digest (store, &error);
  g_assert_true (vigie_store_rebuild (store, NULL, NULL, NULL, &error));
  after = vigie_store_derived_digest (store, &error);
  g_assert_cmpstr (before, ==, after);
  store_assert_clean (store);
}

static void
test_titles (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (22);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  VigieIncidentFilter filter = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .before_usec = VIGIE_TIME_NONE };
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    g_free (store_fixture_declare (fixture, store, vigie_test_hostile[i], FALSE));
  rows = vigie_store_list (store, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, vigie_test_n_hostile ());
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *trimmed = g_strstrip (g_strdup (vigie_test_hostile[i]));
      gboolean found = FALSE;

      for (guint j = 0; j < rows->len && !found; j++)
        found = strcmp (((VigieIncidentRow *) g_ptr_array_index (rows, j))->title, trimmed) == 0;
      g_assert_true (found);
    }
}

/* Looked for by itself, each string is no error; one with a word in it finds its own entry. */
static void
test_search (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (23);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);

  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *word = g_strdup_printf ("needle%u", i);
      g_autofree char *text = g_strdup_printf ("%s %s", vigie_test_hostile[i], word);
      g_autofree char *id = store_fixture_note (fixture, store, stream, text);
      g_autoptr(GPtrArray) any = NULL;
      g_autoptr(GPtrArray) hits = NULL;
      g_autoptr(GError) error = NULL;
      gboolean found = FALSE;

      any = vigie_store_search (store, vigie_test_hostile[i], 10, &error);
      g_assert_no_error (error);
      g_assert_nonnull (any);
      hits = vigie_store_search (store, word, 10, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < hits->len; j++)
        {
          const VigieSearchHit *hit = g_ptr_array_index (hits, j);

          found |= strcmp (hit->event_id, id) == 0;
          g_assert_true (g_utf8_validate (hit->excerpt, -1, NULL));
        }
      g_assert_true (found);
    }
}

static void
test_kept_text (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (24);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);

  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *kept = NULL;

      g_assert_true (vigie_store_keep_text (store, vigie_test_hostile[i], vigie_test_hostile[i], &error));
      kept = vigie_store_kept_text (store, vigie_test_hostile[i], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (kept, ==, vigie_test_hostile[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F33/store-round-trip", test_round_trip);
  g_test_add_func ("/store/hostile-text/titles", test_titles);
  g_test_add_func ("/fault/F33/store-search", test_search);
  g_test_add_func ("/store/hostile-text/kept-text", test_kept_text);

  return g_test_run ();
}
