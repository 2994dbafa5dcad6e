/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzz target without a fuzzer: every file of the corpus as it is, then mutations of them
 * from a fixed seed, each in a buffer of its own size so that a sanitizer sees one byte too many.
 * The number of rounds bounds the time, not a clock, so that every run does the same. */

#include "vigie-fuzz.h"

#include <string.h>

#define ROUNDS 100000

static GPtrArray *corpus; /* GBytes, in the order of their file names */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
load_corpus (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);

  corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < names->len; i++)
    {
      char *text;
      gsize length;

      g_assert_true (g_file_get_contents (g_ptr_array_index (names, i), &text, &length, NULL));
      g_ptr_array_add (corpus, g_bytes_new_take (text, length));
    }
  g_assert_cmpuint (corpus->len, >, 0);
}

static void
feed (const guint8 *data, gsize length)
{
  g_autofree guint8 *copy = g_malloc (MAX (length, 1));

  memcpy (copy, data, length);
  LLVMFuzzerTestOneInput (copy, length);
}

/* One small change: a byte replaced, inserted, removed, a piece copied elsewhere, or the end cut. */
static void
mutate (GByteArray *bytes, GRand *random)
{
  static const guint8 signs[] = "{}[]\":,\\/u0e-+.19tfn \n\x00\x80\xc3\xed\xff";
  guint length = bytes->len;
  guint place = length > 0 ? (guint) g_rand_int_range (random, 0, (gint32) length) : 0;
  guint8 sign = signs[g_rand_int_range (random, 0, sizeof signs - 1)];
  guint size;

  switch (length > 0 ? g_rand_int_range (random, 0, 6) : 1)
    {
    case 0:
      bytes->data[place] = sign;
      break;
    case 1:
      g_byte_array_append (bytes, &sign, 1);
      memmove (bytes->data + place + 1, bytes->data + place, length - place);
      bytes->data[place] = sign;
      break;
    case 2:
      g_byte_array_remove_index (bytes, place);
      break;
    case 3:
      bytes->data[place] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      break;
    case 4:
      size = MIN (length - place, 32);
      memmove (bytes->data + g_rand_int_range (random, 0, (gint32) (length - size + 1)),
               bytes->data + place, size);
      break;
    default:
      g_byte_array_set_size (bytes, place);
    }
}

static void
test_corpus (void)
{
  for (guint i = 0; i < corpus->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (corpus, i), &length);

      feed (data, length);
    }
}

static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      gsize length;
      const guint8 *data
        = g_bytes_get_data (g_ptr_array_index (corpus, round % corpus->len), &length);

      g_byte_array_append (bytes, data, (guint) length);
      for (int i = g_rand_int_range (random, 1, 6); i > 0; i--)
        mutate (bytes, random);
      feed (bytes->data, bytes->len);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  load_corpus (argv[1]);
  g_test_add_func ("/fuzz/corpus", test_corpus);
  g_test_add_func ("/fuzz/mutations", test_mutations);
  status = g_test_run ();
  g_ptr_array_unref (corpus);
  return status;
}
