/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-event.h"
#include "vigie-id.h"

#include <string.h>

#define ID "019ab0c4-1c00-7fff-bfff-ffffffffffff"
#define KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void
test_new (void)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES];
  g_autofree char *ones = NULL;
  g_autofree char *zeros = NULL;
  g_autofree char *before_1970 = NULL;

  memset (random, 0xff, sizeof random);
  ones = vigie_id_new (G_GINT64_CONSTANT (0x0123456789ab) * 1000 + 999, random);
  memset (random, 0, sizeof random);
  zeros = vigie_id_new (0, random);
  before_1970 = vigie_id_new (-5, random);

  g_assert_cmpstr (ones, ==, "01234567-89ab-7fff-bfff-ffffffffffff");
  g_assert_cmpstr (zeros, ==, "00000000-0000-7000-8000-000000000000");
  g_assert_cmpstr (before_1970, ==, zeros);
  g_assert_true (vigie_id_is_valid (ones));
}

static void
test_order_follows_time (void)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES];
  g_autofree char *earlier = NULL;
  g_autofree char *later = NULL;

  memset (random, 0xff, sizeof random);
  earlier = vigie_id_new (5000, random);
  memset (random, 0, sizeof random);
  later = vigie_id_new (6000, random);
  g_assert_cmpstr (earlier, <, later);
}

static void
test_validity (void)
{
  static const char *const invalid[] = {
    "", "x", "019ab0c4-1c00-7fff-bfff-fffffffffff", "019ab0c4-1c00-7fff-bfff-ffffffffffff0",
    "019AB0C4-1C00-7FFF-BFFF-FFFFFFFFFFFF", "019ab0c41c00-7fff-bfff-ffffffffffff-",
    "019ab0c4-1c00-7fff-bfff-fffffffffffg", "{19ab0c4-1c00-7fff-bfff-ffffffffffff",
  };

  g_assert_true (vigie_id_is_valid (ID));
  g_assert_true (vigie_id_is_valid ("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));
  g_assert_false (vigie_id_is_valid (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (vigie_id_is_valid (invalid[i]));
}

static void
test_reference (void)
{
  /* 2026-11-22T23:59:59Z */
  gint64 time_usec = G_GINT64_CONSTANT (1795391999) * VIGIE_SECOND_USEC;
  g_autofree char *reference = vigie_reference_new (time_usec, ID);
  g_autofree char *again = vigie_reference_new (time_usec, ID);

  g_assert_cmpuint (strlen (reference), ==, 15);
  g_assert_true (g_str_has_prefix (reference, "2026-11-22-"));
  g_assert_cmpstr (reference, ==, again);
  g_assert_cmpuint (strspn (reference + 11, "34679ACDEFGHJKMNPQRTWXY"), ==, 4);
}

/* Ids of one burst differ in one bit; their references must not look alike. */
static void
test_references_spread (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("019ab0c4-1c00-7fff-bfff-ffffffffff%02x", i);

      g_hash_table_add (seen, vigie_reference_new (0, id));
    }

  g_assert_cmpuint (g_hash_table_size (seen), >=, 198);
}

static void
test_reference_matches (void)
{
  static const struct
  {
    const char *given;
    gboolean matches;
  } cases[] = {
    { "2026-11-22-K7QF", TRUE }, { "2026-11-22-k7qf", TRUE }, { "2026-11-22", TRUE },
    { "2026", TRUE }, { "K7QF", TRUE }, { "k7qf", TRUE }, { "-K7QF", TRUE }, { "22-k7qf", TRUE },
    { "7QF", FALSE }, { "", FALSE }, { NULL, FALSE }, { "2026-11-22-K7QFX", FALSE },
    { "2025", FALSE }, { "K7Q", FALSE }, { "11-22", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vigie_reference_matches ("2026-11-22-K7QF", cases[i].given), ==,
                     cases[i].matches);
}

static void
test_streams (void)
{
  static const struct
  {
    const char *stream;
    gboolean valid, incident, local;
  } cases[] = {
    { "incident/" ID, TRUE, TRUE, FALSE },
    { "local/" ID, TRUE, TRUE, TRUE },
    { VIGIE_STREAM_DIRECTORY, TRUE, FALSE, FALSE },
    { VIGIE_STREAM_PLAYBOOK, TRUE, FALSE, FALSE },
    { "organisation/" KEY, TRUE, FALSE, FALSE },
    { "organisation/" KEY "0", FALSE, FALSE, FALSE },
    { "organisation/", FALSE, FALSE, FALSE },
    { "organisation/" ID, FALSE, FALSE, FALSE },
    { "ORGANISATION/" KEY, FALSE, FALSE, FALSE },
    { "org/something-newer", TRUE, FALSE, FALSE },
    { "org/", FALSE, FALSE, FALSE },
    { "org/UPPER", FALSE, FALSE, FALSE },
    { "org/a/b", FALSE, FALSE, FALSE },
    { "org/abcdefghijklmnopqrstuvwxyzabcdefg", FALSE, FALSE, FALSE },
    { "incident/", FALSE, FALSE, FALSE },
    { "incident/" ID "x", FALSE, FALSE, FALSE },
    { "other/" ID, FALSE, FALSE, FALSE },
    { "", FALSE, FALSE, FALSE },
    { NULL, FALSE, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (vigie_stream_is_valid (cases[i].stream), ==, cases[i].valid);
      g_assert_cmpint (vigie_stream_is_incident (cases[i].stream), ==, cases[i].incident);
      g_assert_cmpint (vigie_stream_is_local (cases[i].stream), ==, cases[i].local);
      g_assert_cmpstr (vigie_stream_incident_id (cases[i].stream), ==,
                       cases[i].incident ? ID : NULL);
    }
}

static void
test_stream_for_organisation (void)
{
  guint8 key[VIGIE_KEY_BYTES], found[VIGIE_KEY_BYTES] = { 7 };
  g_autofree char *stream = NULL;

  g_assert_true (vigie_unhex (KEY, key, sizeof key));
  stream = vigie_stream_for_organisation (key);
  g_assert_cmpstr (stream, ==, "organisation/" KEY);
  g_assert_false (vigie_stream_is_organisation ("incident/" ID, found));
  g_assert_cmpuint (found[0], ==, 7);
  g_assert_true (vigie_stream_is_organisation (stream, found));
  g_assert_cmpmem (found, sizeof found, key, sizeof key);
  g_assert_false (vigie_stream_is_organisation (NULL, NULL));
}

static void
test_stream_for_incident (void)
{
  g_autofree char *shared = vigie_stream_for_incident (ID, FALSE);
  g_autofree char *local = vigie_stream_for_incident (ID, TRUE);

  g_assert_cmpstr (shared, ==, "incident/" ID);
  g_assert_cmpstr (local, ==, "local/" ID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/id/new", test_new);
  g_test_add_func ("/core/id/order-follows-time", test_order_follows_time);
  g_test_add_func ("/core/id/validity", test_validity);
  g_test_add_func ("/core/id/reference", test_reference);
  g_test_add_func ("/core/id/references-spread", test_references_spread);
  g_test_add_func ("/core/id/reference-matches", test_reference_matches);
  g_test_add_func ("/core/id/streams", test_streams);
  g_test_add_func ("/core/id/stream-for-incident", test_stream_for_incident);
  g_test_add_func ("/core/id/stream-for-organisation", test_stream_for_organisation);
  return g_test_run ();
}
