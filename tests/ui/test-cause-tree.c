/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tree of causes: each why that is added is asked in its turn, branches, what is refused, what is empty. */

#include "page-fixture.h"

#include "vigie-cause-tree.h"
#include "vigie-cause.h"

static VigieCauseTree *
show_tree (Fixture *fixture)
{
  g_autofree char *stream = declare (fixture, "Payments refused", VIGIE_LEVEL_P1, noon);
  GtkWidget *tree;

  open_model (fixture, stream);
  tree = vigie_cause_tree_new ();
  vigie_cause_tree_set_model (VIGIE_CAUSE_TREE (tree), fixture->model);
  show_page (fixture, tree, 800, 600);

  return VIGIE_CAUSE_TREE (fixture->page);
}

static void
add_and_wait (Fixture *fixture, VigieCauseTree *tree, const char *text, gboolean as_factor)
{
  guint n = incident_of (fixture)->causes->len;

  g_assert_true (vigie_cause_tree_add (tree, text, as_factor));
  wait_until (incident_of (fixture)->causes->len == n + 1);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  show_tree (fixture);
  g_assert_nonnull (find_words (fixture, "No cause is noted yet"));
  g_assert_nonnull (find_words (fixture, "Why “Payments refused”?"));
}

static void
test_five_whys (Fixture *fixture, gconstpointer data)
{
  VigieCauseTree *tree = show_tree (fixture);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("Because <%u>", i);
      g_autofree char *question = g_strdup_printf ("Why C%u “Because <%u>”?", i + 1, i);

      add_and_wait (fixture, tree, text, FALSE);
      wait_until (find_words (fixture, question) != NULL);
    }
  g_assert_cmpuint (((const VigieCause *) incident_of (fixture)->causes->pdata[4])->depth, ==, 4);
  vigie_cause_tree_choose (tree, NULL);
  add_and_wait (fixture, tree, "Another branch begins", FALSE);
  vigie_cause_tree_choose (tree, "C1");
  add_and_wait (fixture, tree, "It was a Sunday", TRUE);
  g_assert_cmpuint (vigie_incident_cause (incident_of (fixture), "C6")->depth, ==, 0);
  g_assert_true (vigie_incident_cause (incident_of (fixture), "C7")->is_factor);
  g_assert_cmpstr (vigie_incident_cause (incident_of (fixture), "C7")->parent->code, ==, "C1");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  VigieCauseTree *tree = show_tree (fixture);

  g_assert_false (vigie_cause_tree_add (tree, "  ", FALSE));
  g_assert_nonnull (find_words (fixture, "must not be empty"));
  g_assert_cmpuint (incident_of (fixture)->causes->len, ==, 0);
}

static void
add (void)
{
  add_test ("/ui/cause-tree/empty", test_empty);
  add_test ("/ui/cause-tree/five-whys", test_five_whys);
  add_test ("/ui/cause-tree/refused", test_refused);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
