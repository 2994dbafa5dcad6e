/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures that the store keeps: as many as there are incidents, never older than their events. */

#include <string.h>

#include "store-fixture.h"
#include "vigie-act.h"
#include "vigie-metrics.h"
#include "vigie-store-private.h"
#include "vigie-test-support.h"
#include "vigie-test-ten.h"

static gint64
query (VigieStore *store, const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 0;

  vigie_store_query_int (store, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

static VigieStore *
open_with_ten (StoreFixture *fixture)
{
  VigieStore *store = store_fixture_open (fixture);
  g_autoptr(GPtrArray) events = vigie_test_ten_events ();
  g_autoptr(GError) error = NULL;

  vigie_store_ingest (store, events, NULL, &error);
  g_assert_no_error (error);

  return store;
}

static GPtrArray *
figures_of (VigieStore *store)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *all = vigie_store_figures (store, &error);

  g_assert_no_error (error);

  return all;
}

static const VigieFigures *
find (GPtrArray *all, guint number)
{
  for (guint i = 0; i < all->len; i++)
    if (strcmp (((VigieFigures *) all->pdata[i])->id, vigie_test_ten_id (number)) == 0)
      return all->pdata[i];
  g_assert_not_reached ();
}

/* The same as from folds, and as a reader sees them. */
static void
test_same_for_all (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = open_with_ten (fixture);
  g_autoptr(VigieStore) reader = NULL;
  g_autoptr(GPtrArray) read = NULL;
  g_autoptr(GPtrArray) kept = NULL;
  g_autoptr(GError) error = NULL;

  reader = vigie_store_open (fixture->path, VIGIE_STORE_READER, vigie_test_playbook (), NULL, &error);
  g_assert_no_error (error);
  read = figures_of (reader);
  g_assert_cmpint (query (store, "SELECT count (*) FROM figures"), ==, 0);
  kept = figures_of (store);
  g_assert_cmpint (query (store, "SELECT count (*) FROM figures"), ==, VIGIE_TEST_N_TEN);
  g_assert_cmpuint (read->len, ==, VIGIE_TEST_N_TEN);
  for (guint n = 1; n <= VIGIE_TEST_N_TEN; n++)
    {
      g_autoptr(VigieIncident) incident = vigie_store_incident (store, find (kept, n)->stream, &error);
      g_autoptr(VigieFigures) fresh = vigie_figures_of (incident, vigie_test_playbook ());
      g_autofree char *of_fold = vigie_figures_to_json (fresh);
      g_autofree char *of_reader = vigie_figures_to_json (find (read, n));
      g_autofree char *of_writer = vigie_figures_to_json (find (kept, n));

      g_assert_cmpstr (of_writer, ==, of_fold);
      g_assert_cmpstr (of_reader, ==, of_fold);
    }
  g_assert_true (find (kept, 5)->recurs);
}

static void
add_action (VigieStore *store, guint number)
{
  g_autofree char *stream = g_strconcat ("incident/", vigie_test_ten_id (number), NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = vigie_store_incident (store, stream, &error);
  g_autoptr(GPtrArray) drafts = vigie_act_action_item (incident, NULL, "Alert at 80 % of connections", "Awa Koné", vigie_test_time ("2027-02-01T00:00:00Z"),
                                                       NULL, "Ops", vigie_test_time ("2027-01-02T08:00:00Z"), &error);
  g_autoptr(GPtrArray) events = NULL;

  g_assert_no_error (error);
  events = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);
}

/* What is recorded makes its own row old and no other. */
static void
test_follows_events (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = open_with_ten (fixture);
  g_autoptr(GPtrArray) before = figures_of (store);
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GError) error = NULL;
  gboolean more = FALSE;
  guint n_open = 0;

  add_action (store, 1);
  add_action (store, 10); /* cancelled: nobody counts on it */
  g_assert_cmpint (query (store, "SELECT count (*) FROM figures AS f JOIN stream AS s ON s.number = f.stream WHERE f.arrival <> s.arrival"), ==, 2);
  g_assert_true (vigie_store_learn_some (store, 1, &more, &error));
  g_assert_true (more);
  g_assert_true (vigie_store_learn_some (store, 5, &more, &error));
  g_assert_false (more);
  g_assert_true (vigie_store_count_open_actions (store, &n_open, &error));
  g_assert_cmpuint (n_open, ==, 1);
  after = figures_of (store);
  g_assert_cmpuint (find (before, 1)->actions->len, ==, 0);
  g_assert_cmpuint (find (after, 1)->actions->len, ==, 1);
}

/* Rows of another version of the rules, and rows that are no figures, are made anew or left out. */
static void
test_other_rules (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = open_with_ten (fixture);
  g_autoptr(GPtrArray) first = figures_of (store);
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (vigie_store_exec (store, "UPDATE figures SET basis = '0 old', body = '{}' WHERE stream % 2 = 0", &error));
  again = figures_of (store);
  g_assert_cmpuint (again->len, ==, first->len);
  g_assert_cmpint (query (store, "SELECT count (*) FROM figures WHERE basis = '0 old'"), ==, 0);
  g_assert_true (vigie_store_rebuild (store, NULL, NULL, NULL, &error));
  g_assert_cmpint (query (store, "SELECT count (*) FROM figures"), ==, 0);
  g_clear_pointer (&again, g_ptr_array_unref);
  again = figures_of (store);
  g_assert_cmpuint (again->len, ==, VIGIE_TEST_N_TEN);
  store_assert_clean (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/figures/same-for-all", test_same_for_all);
  g_test_add_func ("/store/figures/follows-events", test_follows_events);
  g_test_add_func ("/store/figures/other-rules", test_other_rules);

  return g_test_run ();
}
