/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words are stored in events and typed in scripts: this test holds them fast. */

#include "vigie-error.h"
#include "vigie-types.h"

/* Each word goes there and back, every other word is refused and leaves the value alone. */
#define CHECK_WORDS(Type, name, ...)                                                               \
  static void test_##name (void)                                                                   \
  {                                                                                                \
    static const char *const words[] = { __VA_ARGS__ };                                            \
    static const char *const wrong[] = { "", "nonsense", "Open", "DETECTED", " note" };            \
    Type value = (Type) 1;                                                                         \
                                                                                                   \
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)                                               \
      {                                                                                            \
        g_assert_cmpstr (vigie_##name##_to_word ((Type) i), ==, words[i]);                         \
        g_assert_true (vigie_##name##_from_word (words[i], &value));                               \
        g_assert_cmpint (value, ==, (Type) i);                                                     \
      }                                                                                            \
    value = (Type) 1;                                                                              \
    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)                                               \
      g_assert_false (vigie_##name##_from_word (wrong[i], &value));                                \
    g_assert_false (vigie_##name##_from_word (NULL, &value));                                      \
    g_assert_cmpint (value, ==, (Type) 1);                                                         \
  }

CHECK_WORDS (VigieMilestone, milestone, "started", "detected", "declared", "responded", "diagnosed",
             "mitigated", "restored", "resolved", "closed")
CHECK_WORDS (VigieStage, stage, "investigating", "identified", "monitoring", "resolved", "closed")
CHECK_WORDS (VigieEntryKind, entry_kind, "note", "action", "decision", "hypothesis", "call", "todo",
             "message", "followup", "alert", "attachment")
CHECK_WORDS (VigieFactState, fact_state, "unknown", "estimated", "confirmed")
CHECK_WORDS (VigieHypothesisState, hypothesis_state, "open", "tested", "eliminated", "confirmed")
CHECK_WORDS (VigieStepState, step_state, "open", "done", "not-applicable")

static void
test_level (void)
{
  static const char *const wrong[] = { "", "P", "P0", "P5", "P11", "none", "1", "Q1" };
  VigieLevel level = VIGIE_LEVEL_P3;

  g_assert_null (vigie_level_to_word (VIGIE_LEVEL_NONE));
  g_assert_cmpstr (vigie_level_to_word (VIGIE_LEVEL_P1), ==, "P1");
  g_assert_cmpstr (vigie_level_to_word (VIGIE_LEVEL_P4), ==, "P4");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (vigie_level_from_word (wrong[i], &level));
  g_assert_false (vigie_level_from_word (NULL, &level));
  g_assert_cmpint (level, ==, VIGIE_LEVEL_P3);
  g_assert_true (vigie_level_from_word ("p2", &level));
  g_assert_cmpint (level, ==, VIGIE_LEVEL_P2);
}

static void
test_lang (void)
{
  static const struct
  {
    const char *word;
    gboolean ok;
    VigieLang lang;
  } cases[] = {
    { "fr", TRUE, VIGIE_LANG_FR },  { "fr_FR.UTF-8", TRUE, VIGIE_LANG_FR },
    { "fr-CI", TRUE, VIGIE_LANG_FR }, { "FR", TRUE, VIGIE_LANG_FR },
    { "en", TRUE, VIGIE_LANG_EN },  { "en_GB", TRUE, VIGIE_LANG_EN },
    { "C", FALSE, 0 },              { "", FALSE, 0 },
    { "fro", FALSE, 0 },            { "english", FALSE, 0 },
    { "de_DE", FALSE, 0 },          { NULL, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VigieLang lang = (VigieLang) 7;

      g_assert_cmpint (vigie_lang_from_word (cases[i].word, &lang), ==, cases[i].ok);
      g_assert_cmpint (lang, ==, cases[i].ok ? cases[i].lang : (VigieLang) 7);
    }
  g_assert_cmpstr (vigie_lang_to_word (VIGIE_LANG_EN), ==, "en");
  g_assert_cmpstr (vigie_lang_to_word (VIGIE_LANG_FR), ==, "fr");
}

static void
assert_labels (const char *en, const char *fr)
{
  g_assert_true (en != NULL && *en != '\0' && g_utf8_validate (en, -1, NULL));
  g_assert_true (fr != NULL && *fr != '\0' && g_utf8_validate (fr, -1, NULL));
}

static void
test_labels (void)
{
  for (int i = 0; i < VIGIE_N_MILESTONES; i++)
    assert_labels (vigie_milestone_label (i, VIGIE_LANG_EN),
                   vigie_milestone_label (i, VIGIE_LANG_FR));
  for (int i = 0; i < VIGIE_N_STAGES; i++)
    assert_labels (vigie_stage_label (i, VIGIE_LANG_EN), vigie_stage_label (i, VIGIE_LANG_FR));
  for (int i = 0; i < VIGIE_N_ENTRY_KINDS; i++)
    assert_labels (vigie_entry_kind_label (i, VIGIE_LANG_EN),
                   vigie_entry_kind_label (i, VIGIE_LANG_FR));
  for (int i = VIGIE_FACT_UNKNOWN; i <= VIGIE_FACT_CONFIRMED; i++)
    assert_labels (vigie_fact_state_label (i, VIGIE_LANG_EN),
                   vigie_fact_state_label (i, VIGIE_LANG_FR));
  for (int i = VIGIE_HYPOTHESIS_OPEN; i <= VIGIE_HYPOTHESIS_CONFIRMED; i++)
    assert_labels (vigie_hypothesis_state_label (i, VIGIE_LANG_EN),
                   vigie_hypothesis_state_label (i, VIGIE_LANG_FR));

  g_assert_cmpstr (vigie_milestone_label (VIGIE_MILESTONE_DETECTED, VIGIE_LANG_FR), ==, "Détecté");
  g_assert_cmpstr (vigie_stage_label (VIGIE_STAGE_IDENTIFIED, VIGIE_LANG_FR), ==,
                   "Cause identifiée");
}

static void
test_error_words (void)
{
  static const char *const words[] = { "invalid",  "not-found",   "too-large",
                                       "tampered", "unsupported", "conflict" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpstr (vigie_error_code_word ((int) i), ==, words[i]);
  g_assert_cmpstr (vigie_error_code_word (-1), ==, "failed");
  g_assert_cmpstr (vigie_error_code_word (99), ==, "failed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/types/milestone", test_milestone);
  g_test_add_func ("/core/types/stage", test_stage);
  g_test_add_func ("/core/types/entry-kind", test_entry_kind);
  g_test_add_func ("/core/types/fact-state", test_fact_state);
  g_test_add_func ("/core/types/hypothesis-state", test_hypothesis_state);
  g_test_add_func ("/core/types/step-state", test_step_state);
  g_test_add_func ("/core/types/level", test_level);
  g_test_add_func ("/core/types/lang", test_lang);
  g_test_add_func ("/core/types/labels", test_labels);
  g_test_add_func ("/core/types/error-words", test_error_words);
  return g_test_run ();
}
