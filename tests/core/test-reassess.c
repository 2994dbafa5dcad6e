/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Facts that move the level: both sides of each bound, silence after an assessment, provisional levels. */

#include "obligation-scene.h"
#include "vigie-reassess.h"

static void
assess (Scene *scene, const VigieAnswers *answers, VigieLevel level, gint64 after)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_assess (vigie_test_playbook (), scene->incident, answers, level, "as the test has it", "Awa",
                                        scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

/* Everything known and mild but the function, which gives @function. */
static Scene *
known_scene (VigieFunction function)
{
  Scene *scene = scene_new ("other", VIGIE_LEVEL_P4);
  VigieAnswers answers = { .users_percent = 0, .revenue_percent = 0, .function = function,
                           .workaround = VIGIE_WORKAROUND_COMPLEX, .data = VIGIE_DATA_NONE };

  assess (scene, &answers, VIGIE_LEVEL_NONE, MINUTES (1));

  return scene;
}

static VigieProposal *
propose (const Scene *scene, gint64 after)
{
  return vigie_reassess (vigie_test_playbook (), scene->incident, scene->start_usec + after, VIGIE_LANG_EN);
}

static const struct { const char *fact, *value; VigieLevel level; /* NONE: no proposal */ } bounds[] = {
  { "users_share", "4.99", VIGIE_LEVEL_NONE },  { "users_share", "5", VIGIE_LEVEL_P3 },
  { "users_share", "19.99", VIGIE_LEVEL_P3 },   { "users_share", "20", VIGIE_LEVEL_P2 },
  { "users_share", "50", VIGIE_LEVEL_P2 },      { "users_share", "50.01", VIGIE_LEVEL_P1 },
  { "revenue_share", "0", VIGIE_LEVEL_NONE },   { "revenue_share", "0.01", VIGIE_LEVEL_P3 },
  { "revenue_share", "4.99", VIGIE_LEVEL_P3 },  { "revenue_share", "5", VIGIE_LEVEL_P2 },
  { "revenue_share", "20", VIGIE_LEVEL_P2 },    { "revenue_share", "20.01", VIGIE_LEVEL_P1 },
  { "data_touched", "email", VIGIE_LEVEL_P1 },  { "exfiltrated", "yes", VIGIE_LEVEL_P1 },
  { "exfiltrated", "likely", VIGIE_LEVEL_P3 },  { "exfiltrated", "no", VIGIE_LEVEL_NONE },
  { "data_unknown", "email", VIGIE_LEVEL_P3 },  { "attack_active", "yes", VIGIE_LEVEL_P3 },
  { "attack_active", "no", VIGIE_LEVEL_NONE },  { "cause", "A full disk", VIGIE_LEVEL_NONE },
};

static void
test_bounds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      g_autoptr(Scene) scene = known_scene (VIGIE_FUNCTION_NICE_TO_HAVE);
      g_autoptr(VigieProposal) proposal = NULL;

      set_fact (scene, bounds[i].fact, bounds[i].value, MINUTES (2));
      proposal = propose (scene, MINUTES (3));
      g_test_message ("%s %s: %s", bounds[i].fact, bounds[i].value, proposal != NULL ? proposal->sentence : "nothing");
      g_assert_cmpint (proposal != NULL ? proposal->level : VIGIE_LEVEL_NONE, ==, bounds[i].level);
      g_assert_true (proposal == NULL || proposal->moves);
    }
}

static const struct { const char *affected; VigieLevel level; } counts[] = {
  { "499", VIGIE_LEVEL_NONE }, { "500", VIGIE_LEVEL_P3 }, { "1999", VIGIE_LEVEL_P3 },
  { "2000", VIGIE_LEVEL_P2 },  { "5000", VIGIE_LEVEL_P2 }, { "5001", VIGIE_LEVEL_P1 },
};

static void
test_bounds_of_counts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr(Scene) scene = known_scene (VIGIE_FUNCTION_NICE_TO_HAVE);
      g_autoptr(VigieProposal) proposal = NULL;

      set_fact (scene, "users_total", "10000", MINUTES (2));
      set_fact (scene, "users_affected", counts[i].affected, MINUTES (2));
      proposal = propose (scene, MINUTES (3));
      g_assert_cmpint (proposal != NULL ? proposal->level : VIGIE_LEVEL_NONE, ==, counts[i].level);
    }
}

/* A better number lowers the level too. */
static void
test_lower (void)
{
  g_autoptr(Scene) scene = scene_new ("other", VIGIE_LEVEL_P4);
  VigieAnswers answers = { .users_percent = 60, .revenue_percent = 0, .function = VIGIE_FUNCTION_NICE_TO_HAVE,
                           .workaround = VIGIE_WORKAROUND_COMPLEX, .data = VIGIE_DATA_NONE };
  g_autoptr(VigieProposal) proposal = NULL;

  assess (scene, &answers, VIGIE_LEVEL_NONE, MINUTES (1));
  set_fact (scene, "users_share", "6", MINUTES (2));
  proposal = propose (scene, MINUTES (3));
  g_assert_nonnull (proposal);
  g_assert_cmpint (proposal->level, ==, VIGIE_LEVEL_P3);
}

static void
test_silent_after_an_assessment (void)
{
  g_autoptr(Scene) scene = known_scene (VIGIE_FUNCTION_NICE_TO_HAVE);
  g_autoptr(VigieProposal) first = NULL;
  g_autoptr(VigieProposal) kept = NULL;
  g_autoptr(VigieProposal) again = NULL;

  set_fact (scene, "users_share", "30", MINUTES (2));
  first = propose (scene, MINUTES (3));
  g_assert_nonnull (first);
  /* The level is kept, with a reason. */
  assess (scene, &first->answers, scene->incident->level, MINUTES (4));
  kept = propose (scene, MINUTES (5));
  g_assert_null (kept);
  set_fact (scene, "users_share", "51", MINUTES (6));
  again = propose (scene, MINUTES (7));
  g_assert_nonnull (again);
  g_assert_cmpint (again->level, ==, VIGIE_LEVEL_P1);
  g_assert_nonnull (strstr (again->sentence, "%. The rule now gives P1; the level is P4."));
  set_milestone (scene, VIGIE_MILESTONE_RESOLVED, MINUTES (8));
  g_assert_null (propose (scene, MINUTES (9)));
}

static void
test_level_it_has_is_no_proposal (void)
{
  g_autoptr(Scene) scene = known_scene (VIGIE_FUNCTION_NICE_TO_HAVE);

  assess (scene, &scene->incident->answers, VIGIE_LEVEL_P2, MINUTES (2));
  set_fact (scene, "users_share", "30", MINUTES (3));
  g_assert_null (propose (scene, MINUTES (4)));
}

static void
test_provisional (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(VigieProposal) late = NULL;
  g_autoptr(VigieProposal) news = NULL;

  g_assert_true (scene->incident->provisional);
  g_assert_null (propose (scene, MINUTES (10) - 1));
  late = propose (scene, MINUTES (10));
  g_assert_nonnull (late);
  g_assert_false (late->moves);
  set_fact (scene, "cause", "A full disk", MINUTES (2));
  news = propose (scene, MINUTES (3));
  g_assert_nonnull (news);
  g_assert_false (news->moves);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reassess/bounds", test_bounds);
  g_test_add_func ("/reassess/bounds-of-counts", test_bounds_of_counts);
  g_test_add_func ("/reassess/lower", test_lower);
  g_test_add_func ("/reassess/silent-after-an-assessment", test_silent_after_an_assessment);
  g_test_add_func ("/reassess/level-it-has", test_level_it_has_is_no_proposal);
  g_test_add_func ("/reassess/provisional", test_provisional);

  return g_test_run ();
}
