/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The severity rule against a second reading of it, written as tables of thresholds and integers, over
 * every combination of representative answers. */

#include "vigie-error.h"
#include "vigie-severity.h"
#include "vigie-test-support.h"

#include <string.h>

static const char *const percents[] = {
  "unknown", "0", "0.0", "0.001", "1", "4.999", "5", "5.001", "12", "19.99", "20", "20.01", "35", "50", "50.01", "60", "100",
};
static const char *const functions[] = { "unknown", "nice-to-have", "important", "core", "critical" };
static const char *const workarounds[] = { "unknown", "simple", "complex", "none", "none-raise" };
static const char *const risks[] = { "unknown", "none", "potential", "confirmed" };
static const char *const types[] = { NULL, "other", "INC-01", "INC-03", "INC-04" };

/* Points: 40 is P1, 10 is P4, 0 nothing. The rule in another arithmetic than the implementation's. */
static int
points_of_users (const char *text)
{
  double x;

  if (g_str_equal (text, "unknown"))
    return 0;
  x = g_ascii_strtod (text, NULL);

  return 10 + 10 * (x >= 5) + 10 * (x >= 20) + 10 * (x > 50);
}

static int
points_of_revenue (const char *text)
{
  double x;

  if (g_str_equal (text, "unknown"))
    return 0;
  x = g_ascii_strtod (text, NULL);

  return 10 + 10 * (x > 0) + 10 * (x >= 5) + 10 * (x > 20);
}

static int
points_of_function (const char *word)
{
  if (g_str_equal (word, "critical"))
    return 40;
  if (g_str_equal (word, "core"))
    return 30;
  if (g_str_equal (word, "important"))
    return 20;

  return g_str_equal (word, "nice-to-have") ? 10 : 0;
}

typedef struct
{
  VigieLevel level;
  gboolean provisional;
  gboolean from_type;
} Expected;

static Expected
expect (const char *users, const char *revenue, const char *function, const char *workaround,
        const char *risk, const char *type)
{
  int best = MAX (MAX (points_of_users (users), points_of_revenue (revenue)), points_of_function (function));
  gboolean missing = strstr (users, "unk") || strstr (revenue, "unk") || strstr (function, "unk")
                     || strstr (workaround, "unk") || strstr (risk, "unk");

  if (g_str_equal (risk, "confirmed"))
    return (Expected) { VIGIE_LEVEL_P1, missing, FALSE };
  if (best == 0)
    {
      if (type == NULL || g_str_equal (type, "other"))
        return (Expected) { VIGIE_LEVEL_NONE, TRUE, FALSE };
      return (Expected) { g_str_equal (type, "INC-03") ? VIGIE_LEVEL_P2 : VIGIE_LEVEL_P1, TRUE, TRUE };
    }
  if (g_str_equal (workaround, "simple"))
    best -= 10;
  if (g_str_equal (workaround, "none-raise"))
    best += 10;
  if (g_str_equal (risk, "potential"))
    best += 10;
  best = best > 40 ? 40 : best < 10 ? 10 : best;

  return (Expected) { (VigieLevel) (5 - best / 10), missing, FALSE };
}

static void
set_all (VigieAnswers *answers, const char *users, const char *revenue, const char *function,
         const char *workaround, const char *risk)
{
  const char *pairs[][2] = { { "users", users }, { "revenue", revenue }, { "function", function },
                             { "workaround", workaround }, { "data", risk } };

  vigie_answers_init (answers);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr(GError) error = NULL;

      vigie_answers_set (answers, pairs[i][0], pairs[i][1], &error);
      g_assert_no_error (error);
    }
}

static void
check_one (const char *users, const char *revenue, const char *function, const char *workaround,
           const char *risk, const char *type)
{
  Expected expected = expect (users, revenue, function, workaround, risk, type);
  g_autoptr(VigieAssessment) assessment = NULL;
  VigieAnswers answers;

  set_all (&answers, users, revenue, function, workaround, risk);
  assessment = vigie_severity_assess (vigie_test_playbook (), &answers, type, VIGIE_LANG_FR);
  if (assessment->level != expected.level || assessment->provisional != expected.provisional
      || assessment->from_type != expected.from_type)
    g_error ("users %s revenue %s function %s workaround %s data %s type %s: level %d, expected %d, provisional %d, expected %d",
             users, revenue, function, workaround, risk, type ? type : "-", assessment->level,
             expected.level, assessment->provisional, expected.provisional);
}

static void
test_every_combination (void)
{
  for (gsize u = 0; u < G_N_ELEMENTS (percents); u++)
    for (gsize r = 0; r < G_N_ELEMENTS (percents); r++)
      for (gsize f = 0; f < G_N_ELEMENTS (functions); f++)
        for (gsize w = 0; w < G_N_ELEMENTS (workarounds); w++)
          for (gsize d = 0; d < G_N_ELEMENTS (risks); d++)
            check_one (percents[u], percents[r], functions[f], workarounds[w], risks[d],
                       types[(u + r + f + w + d) % G_N_ELEMENTS (types)]);
}

static void
test_unknown_base_with_every_type (void)
{
  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    for (gsize w = 0; w < G_N_ELEMENTS (workarounds); w++)
      for (gsize d = 0; d < G_N_ELEMENTS (risks); d++)
        check_one ("unknown", "unknown", "unknown", workarounds[w], risks[d], types[t]);
}

/* The examples of the rule's own text. */
static void
test_examples (void)
{
  const struct
  {
    const char *users, *revenue, *function, *workaround, *risk;
    VigieLevel level;
    gboolean provisional;
  } cases[] = {
    { "20", "0", "nice-to-have", "complex", "none", VIGIE_LEVEL_P2, FALSE },
    { "3", "0", "important", "simple", "potential", VIGIE_LEVEL_P3, FALSE },
    { "60", "0", "nice-to-have", "simple", "none", VIGIE_LEVEL_P2, FALSE },
    { "1", "0", "nice-to-have", "simple", "confirmed", VIGIE_LEVEL_P1, FALSE },
    { "unknown", "unknown", "core", "none", "none", VIGIE_LEVEL_P2, TRUE },
    { "unknown", "unknown", "unknown", "unknown", "confirmed", VIGIE_LEVEL_P1, TRUE },
    { "60", "0", "nice-to-have", "none-raise", "potential", VIGIE_LEVEL_P1, FALSE },
    { "0", "0", "nice-to-have", "simple", "none", VIGIE_LEVEL_P4, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigieAssessment) assessment = NULL;
      VigieAnswers answers;

      set_all (&answers, cases[i].users, cases[i].revenue, cases[i].function, cases[i].workaround, cases[i].risk);
      assessment = vigie_severity_assess (vigie_test_playbook (), &answers, NULL, VIGIE_LANG_EN);
      g_assert_cmpint (assessment->level, ==, cases[i].level);
      g_assert_cmpint (assessment->provisional, ==, cases[i].provisional);
    }
}

static void
test_junk_is_refused (void)
{
  const char *junk[] = { "-1", "101", "100.0001", "abc", "nan", "inf", "1e999", "1e1", "", "5,5", " 5", "5 ",
                         "+5", "0x10", "5%", ".5", "5.", "5.5.5", "-0", "Unknown", "٥", "\xff",
                         "0.0000000000000000000000001", "00000000000000000000000000005",
                         "ééééééééééééééééééééééééééééééééééééééééééééééééééé", "aéééééééééééééééééééééééééééééééééééééééé" };
  const char *questions[] = { "users", "revenue" };

  for (gsize q = 0; q < G_N_ELEMENTS (questions); q++)
    for (gsize i = 0; i < G_N_ELEMENTS (junk); i++)
      {
        g_autoptr(GError) error = NULL;
        VigieAnswers answers, before;

        set_all (&answers, "7", "8", "core", "none", "none");
        before = answers;
        g_assert_false (vigie_answers_set (&answers, questions[q], junk[i], &error));
        g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
        g_assert_true (g_str_has_suffix (error->message, "."));
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
        g_assert_true (vigie_answers_equal (&answers, &before));
      }
}

static void
test_other_words_are_refused (void)
{
  const char *cases[][2] = { { "function", "vital" }, { "function", "" }, { "workaround", "None" },
                             { "workaround", "20" }, { "data", "yes" }, { "data", NULL }, { "users", NULL },
                             { "colour", "none" }, { "", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      VigieAnswers answers, before;

      vigie_answers_init (&answers);
      before = answers;
      g_assert_false (vigie_answers_set (&answers, cases[i][0], cases[i][1], &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
      g_assert_true (vigie_answers_equal (&answers, &before));
    }
}

static void
test_answers_round_trip (void)
{
  const char *values[][2] = { { "users", "20" }, { "users", "0" }, { "users", "5.5" }, { "users", "33.333333333333" },
                              { "users", "0.1" }, { "users", "0.00001" }, { "users", "100" }, { "users", "unknown" },
                              { "revenue", "19.99" }, { "function", "nice-to-have" }, { "workaround", "none-raise" },
                              { "workaround", "unknown" }, { "data", "confirmed" } };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = NULL;
      VigieAnswers answers;

      vigie_answers_init (&answers);
      g_assert_true (vigie_answers_set (&answers, values[i][0], values[i][1], NULL));
      text = vigie_answers_get (&answers, values[i][0]);
      g_assert_cmpstr (text, ==, values[i][1]);
    }
}

static const VigieReason *
find_reason (const VigieAssessment *assessment, const char *rule)
{
  for (guint i = 0; i < assessment->reasons->len; i++)
    {
      const VigieReason *reason = g_ptr_array_index (assessment->reasons, i);

      if (g_str_equal (reason->rule, rule))
        return reason;
    }

  return NULL;
}

static void
test_derivation_in_words (void)
{
  g_autoptr(VigieAssessment) french = NULL;
  g_autoptr(VigieAssessment) english = NULL;
  g_autofree char *sentence = NULL;
  VigieAnswers answers;

  set_all (&answers, "60", "unknown", "critical", "none", "unknown");
  french = vigie_severity_assess (vigie_test_playbook (), &answers, "INC-01", VIGIE_LANG_FR);
  english = vigie_severity_assess (vigie_test_playbook (), &answers, "INC-01", VIGIE_LANG_EN);

  g_assert_cmpint (find_reason (french, "users")->level, ==, VIGIE_LEVEL_P1);
  g_assert_true (find_reason (french, "users")->counts);
  g_assert_nonnull (strstr (find_reason (french, "users")->text, "50"));
  g_assert_false (find_reason (french, "revenue")->counts);
  g_assert_nonnull (strstr (find_reason (french, "revenue")->text, "ne compte pas"));
  g_assert_nonnull (strstr (find_reason (english, "revenue")->text, "does not count"));
  g_assert_cmpint (find_reason (french, "base")->level, ==, VIGIE_LEVEL_P1);
  g_assert_nonnull (find_reason (french, "provisional"));
  g_assert_null (find_reason (french, "clamp"));
  g_assert_cmpuint (french->reasons->len, ==, english->reasons->len);

  sentence = vigie_assessment_sentence (french, VIGIE_LANG_FR);
  g_assert_nonnull (strstr (sentence, "→ P1"));
  g_assert_true (g_str_has_suffix (sentence, "(provisoire)"));
}

static void
test_shifts_and_clamp_are_said (void)
{
  g_autoptr(VigieAssessment) raised = NULL;
  g_autoptr(VigieAssessment) forced = NULL;
  g_autoptr(VigieAssessment) nothing = NULL;
  g_autofree char *sentence = NULL;
  VigieAnswers answers;

  set_all (&answers, "60", "0", "core", "none-raise", "potential");
  raised = vigie_severity_assess (vigie_test_playbook (), &answers, NULL, VIGIE_LANG_EN);
  g_assert_cmpint (find_reason (raised, "workaround")->shift, ==, 1);
  g_assert_cmpint (find_reason (raised, "data")->shift, ==, 1);
  g_assert_nonnull (find_reason (raised, "clamp"));

  set_all (&answers, "1", "0", "nice-to-have", "simple", "confirmed");
  forced = vigie_severity_assess (vigie_test_playbook (), &answers, NULL, VIGIE_LANG_EN);
  g_assert_cmpint (find_reason (forced, "workaround")->shift, ==, 0);
  g_assert_false (find_reason (forced, "workaround")->counts);
  g_assert_cmpint (find_reason (forced, "data")->level, ==, VIGIE_LEVEL_P1);

  vigie_answers_init (&answers);
  nothing = vigie_severity_assess (vigie_test_playbook (), &answers, NULL, VIGIE_LANG_EN);
  g_assert_nonnull (find_reason (nothing, "doubt"));
  sentence = vigie_assessment_sentence (nothing, VIGIE_LANG_EN);
  g_assert_nonnull (strstr (sentence, "when in doubt, the more severe"));
}

static void
test_difference (void)
{
  g_autofree char *none = NULL;
  g_autofree char *some = NULL;
  g_autofree char *number = NULL;
  VigieAnswers a, b;

  set_all (&a, "10", "unknown", "core", "none", "none");
  b = a;
  none = vigie_answers_difference (vigie_test_playbook (), &a, &b, VIGIE_LANG_EN);
  g_assert_null (none);

  set_all (&b, "60", "unknown", "core", "simple", "none");
  some = vigie_answers_difference (vigie_test_playbook (), &a, &b, VIGIE_LANG_EN);
  g_assert_nonnull (strstr (some, "Users affected: "));
  g_assert_nonnull (strstr (some, "Workaround: "));
  g_assert_null (strstr (some, "Revenue"));

  set_all (&b, "11", "unknown", "core", "none", "none");
  number = vigie_answers_difference (vigie_test_playbook (), &a, &b, VIGIE_LANG_EN);
  g_assert_nonnull (strstr (number, "10 → 11"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/severity/every-combination", test_every_combination);
  g_test_add_func ("/core/severity/unknown-base-with-every-type", test_unknown_base_with_every_type);
  g_test_add_func ("/core/severity/examples", test_examples);
  g_test_add_func ("/core/severity/junk-is-refused", test_junk_is_refused);
  g_test_add_func ("/core/severity/other-words-are-refused", test_other_words_are_refused);
  g_test_add_func ("/core/severity/answers-round-trip", test_answers_round_trip);
  g_test_add_func ("/core/severity/derivation-in-words", test_derivation_in_words);
  g_test_add_func ("/core/severity/shifts-and-clamp-are-said", test_shifts_and_clamp_are_said);
  g_test_add_func ("/core/severity/difference", test_difference);

  return g_test_run ();
}
