/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Differences between two texts, in words and in paragraphs. */

#include <string.h>

#include "vigie-diff.h"
#include "vigie-test-support.h"

/* "[-gone-]{+new+}" around what differs; owned. */
static char *
shown (const char *before, const char *after)
{
  g_autoptr (GArray) runs = vigie_diff_words (before, after);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const VigieDiffRun *run = &g_array_index (runs, VigieDiffRun, i);
      const char *marks[] = { "", "[-", "{+" };
      const char *ends[] = { "", "-]", "+}" };

      g_string_append (out, marks[run->kind]);
      g_string_append_len (
          out, run->kind == VIGIE_DIFF_ADDED ? after + run->after : before + run->before,
          (gssize) run->length_bytes);
      g_string_append (out, ends[run->kind]);
    }

  return g_string_free (out, FALSE);
}

static void
test_words (void)
{
  static const struct
  {
    const char *before, *after, *shown;
  } cases[] = {
    { "", "", "" },
    { "", "new", "{+new+}" },
    { "gone", "", "[-gone-]" },
    { "the same", "the same", "the same" },
    { "The disk was full.", "The disk of db-1 was full.", "The disk {+of db-1 +}was full." },
    { "It took 12 minutes.", "It took 14 minutes.", "It took [-12-]{+14+} minutes." },
    { "red fox", "blue dog", "[-red fox-]{+blue dog+}" },
    { "La panne a duré 3 h.", "La panne a duré 4 h.", "La panne a duré [-3-]{+4+} h." },
    { "café", "cafe\314\201", "[-café-]{+cafe\314\201+}" },
    { "one\ntwo\nthree", "one\nthree", "one\n[-two\n-]three" },
    { "one\nthree", "one\ntwo\nthree", "one\n{+two\n+}three" },
    { "- first\n- second\n", "- first thing\n- second\n", "- first{+ thing+}\n- second\n" },
    { "alerts came very late of raising it", "alerts came 43 minutes of their limit", "alerts came [-very late of raising it-]{+43 minutes of their limit+}" },
    { "a b c d", "a c b d", "a [-b -]c{+ b+} d" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = shown (cases[i].before, cases[i].after);

      g_assert_cmpstr (got, ==, cases[i].shown);
    }
}

static void
test_paragraphs (void)
{
  const char *before = "Same.\nOnly here.\nAlso here.\nSame too.\n";
  const char *after = "Same.\nOnly there.\nSame too.\nAdded.\n";
  g_autoptr (GArray) pieces = vigie_diff_paragraphs (before, after);
  const VigieDiffPiece *piece = (const VigieDiffPiece *) (gpointer) pieces->data;

  g_assert_cmpuint (pieces->len, ==, 4);
  g_assert_true (piece[0].same);
  g_assert_false (piece[1].same);
  g_assert_true (
      strncmp (before + piece[1].before, "Only here.\nAlso here.\n", piece[1].before_bytes) == 0);
  g_assert_true (strncmp (after + piece[1].after, "Only there.\n", piece[1].after_bytes) == 0);
  g_assert_true (piece[2].same);
  g_assert_false (piece[3].same);
  g_assert_cmpuint (piece[3].before_bytes, ==, 0);
  g_assert_cmpstr (after + piece[3].after, ==, "Added.\n");
}

/* ---- Whatever the texts are ---- */

static const char *const words[] = { "a", "disk", "full", ", ", " ",  "\n",
                                     "é", "…",    "l’",   "12", ". ", "- " };

static char *
random_text (GRand *random, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);

  return g_string_free (text, FALSE);
}

static char *
edited (GRand *random, const char *text)
{
  g_autofree char *other = random_text (random, (guint) g_rand_int_range (random, 0, 8));
  glong length = g_utf8_strlen (text, -1);
  glong from = g_rand_int_range (random, 0, (gint32) length + 1);
  glong cut = g_rand_int_range (random, 0, 6);
  glong to = MIN (length, from + cut);
  g_autofree char *head = g_utf8_substring (text, 0, from);
  g_autofree char *tail = g_utf8_substring (text, to, length);

  return g_strconcat (head, other, tail, NULL);
}

static void
assert_whole (const char *before, const char *after)
{
  g_autoptr (GArray) runs = vigie_diff_words (before, after);
  g_autoptr (GArray) pieces = vigie_diff_paragraphs (before, after);
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GString) right = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const VigieDiffRun *run = &g_array_index (runs, VigieDiffRun, i);

      g_assert_cmpuint (run->length_bytes, >, 0);
      if (run->kind != VIGIE_DIFF_ADDED)
        {
          g_assert_cmpuint (run->before, ==, left->len);
          g_string_append_len (left, before + run->before, (gssize) run->length_bytes);
        }
      if (run->kind != VIGIE_DIFF_REMOVED)
        {
          g_assert_cmpuint (run->after, ==, right->len);
          g_string_append_len (right, after + run->after, (gssize) run->length_bytes);
        }
      if (run->kind == VIGIE_DIFF_SAME)
        g_assert_true (strncmp (before + run->before, after + run->after, run->length_bytes) == 0);
    }
  g_assert_cmpstr (left->str, ==, before);
  g_assert_cmpstr (right->str, ==, after);
  g_string_truncate (left, 0);
  g_string_truncate (right, 0);
  for (guint i = 0; i < pieces->len; i++)
    {
      const VigieDiffPiece *piece = &g_array_index (pieces, VigieDiffPiece, i);

      g_string_append_len (left, before + piece->before, (gssize) piece->before_bytes);
      g_string_append_len (right, after + piece->after, (gssize) piece->after_bytes);
      if (piece->same)
        g_assert_true (strncmp (before + piece->before, after + piece->after, piece->before_bytes)
                       == 0);
    }
  g_assert_cmpstr (left->str, ==, before);
  g_assert_cmpstr (right->str, ==, after);
}

static void
test_chance (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < vigie_test_number (3000, 60000); i++)
    {
      g_autofree char *before = random_text (random, (guint) g_rand_int_range (random, 0, 40));
      g_autofree char *after = g_rand_int_range (random, 0, 4) == 0 ? random_text (random, 20)
                                                                    : edited (random, before);
      g_autofree char *again = edited (random, after);

      assert_whole (before, after);
      assert_whole (before, again);
    }
}

/* Two texts as long as they may be, with nothing in common: said to be replaced, at once and in little memory. */
static void
test_is_bounded (void)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);

  for (guint i = 0; before->len < 1000000; i++)
    {
      g_string_append_printf (before, "x%u ", i);
      g_string_append_printf (after, "y%u ", i);
    }
  assert_whole (before->str, after->str);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/diff/words", test_words);
  g_test_add_func ("/core/diff/paragraphs", test_paragraphs);
  g_test_add_func ("/core/diff/chance", test_chance);
  g_test_add_func ("/core/diff/is-bounded", test_is_bounded);

  return g_test_run ();
}
