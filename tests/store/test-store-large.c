/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A note as large as a text may be: it is saved in no time anybody notices, found by its beginning, and comes back as it
 * was. */

#include <stdlib.h>
#include <string.h>

#include "store-fixture.h"
#include "vigie-store-private.h"
#include "vigie-test-support.h"

#define NOTE_BYTES (1000 * 1000)
#define SAVE_MS 200
#define TRIES 5

/* More of it where a sanitizer slows everything down. */
static double
patience (void)
{
  const char *given = g_getenv ("VIGIE_TEST_PATIENCE");

  return given != NULL ? atof (given) : 1;
}

static char *
large_text (void)
{
  GString *text = g_string_new ("aiguille ");

  while (text->len < NOTE_BYTES)
    g_string_append (text, "l’API répond 502; ");

  return g_string_free (text, FALSE);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

static void
test_save_and_find (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *text = large_text ();
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  gint64 times_usec[TRIES];

  for (guint i = 0; i < TRIES; i++)
    {
      gint64 start_usec = g_get_monotonic_time ();

      g_free (store_fixture_note (fixture, store, stream, text));
      times_usec[i] = g_get_monotonic_time () - start_usec;
    }
  qsort (times_usec, TRIES, sizeof times_usec[0], compare);
  vigie_test_figure ("F30", "a note of 1 MB is saved in %.0f ms", (double) times_usec[TRIES / 2] / 1000);
  g_assert_cmpfloat ((double) times_usec[TRIES / 2] / 1000, <, SAVE_MS * patience ());
  g_assert_true (vigie_store_index_rest (store, NULL, NULL));
  hits = vigie_store_search (store, "aiguille", 10, NULL);
  g_assert_cmpuint (hits->len, ==, TRIES);
  incident = vigie_store_incident (store, stream, NULL);
  g_assert_cmpstr (((VigieEntry *) incident->entries->pdata[incident->entries->len - 1])->text, ==, text);
  store_assert_clean (store);
}

/* More than an event may have: refused with a sentence, and nothing is kept. */
static void
test_over_the_limit (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (2);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autofree char *text = g_strnfill (5 * 1024 * 1024, 'n');
  g_autoptr(GPtrArray) drafts = store_fixture_note_drafts (stream, text, fixture->now_usec);
  g_autoptr(GPtrArray) before = vigie_store_load (store, stream, NULL, NULL);
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_store_record (store, drafts, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_suffix (error->message, "."));
  after = vigie_store_load (store, stream, NULL, NULL);
  g_assert_cmpuint (after->len, ==, before->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F30/save-and-find", test_save_and_find);
  g_test_add_func ("/fault/F30/over-the-limit", test_over_the_limit);

  return g_test_run ();
}
