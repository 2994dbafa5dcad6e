/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The notice to the authority: what each field is filled from, what may stay open and what may not, lateness, and
 * what a complement says has changed. */

#include "breach-scene.h"
#include "vigie-breach-notice.h"
#include "vigie-notice.h"

#define SOON "2026-11-20T15:00:00Z"

static VigieBreachNotice *
notice_at (const Scene *scene, VigieBreachNoticeKind kind, const char *time, VigieLang lang)
{
  g_autoptr(VigieBreach) breach = vigie_breach_evaluate (vigie_test_playbook (), scene->incident, vigie_test_time (time), NULL, lang);

  return vigie_breach_notice_new (breach, scene->incident, vigie_test_playbook (), kind, vigie_test_time (time), NULL, lang);
}

static void
assert_field (const VigieBreachNotice *notice, const char *id, const char *state, const char *value)
{
  const VigieBreachField *field = vigie_breach_notice_field (notice, id);

  g_assert_nonnull (field);
  if (!g_str_equal (vigie_breach_field_state_to_word (field->state), state))
    g_error ("%s is %s, expected %s", id, vigie_breach_field_state_to_word (field->state), state);
  if (value != NULL)
    g_assert_cmpstr (field->value, ==, value);
}

/* Nothing is known but that there is a breach: what may be open is open, nothing is invented. */
static void
test_nothing_known (void)
{
  static const char *const open[] = { "f55", "f56", "f57", "f60", "f61", "f62", "f65", "f67", "f70", "f72", "f79", "f85", "f87", "f89", "f92" };
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreachNotice) notice = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_EN);
  g_autofree char *text = vigie_breach_notice_text (notice);

  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    assert_field (notice, open[i], "open", "");
  assert_field (notice, "f3", "filled", "New");
  assert_field (notice, "f48", "filled", "20 Nov 2026, 14:00 GMT");
  assert_field (notice, "f49", "empty", "");
  g_assert_true (notice->is_incomplete);
  g_assert_nonnull (strstr (text, "This notice is incomplete; a complement follows with:"));
  g_assert_nonnull (strstr (text, "- Number of persons: to be determined"));
}

static void
test_filled_from_the_facts (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreachNotice) notice = NULL;

  say_facts (scene, "persons=1500; records?=1600-1800; data_touched=name,mobile-money-history; breach_kind=confidentiality; exfiltrated=yes; "
                    "protection=none; risk=high; measures=Access closed; malicious=yes; contained_at=2026-11-20T14:40:00Z", MINUTES (1));
  notice = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_EN);
  assert_field (notice, "f67", "filled", "1,500");
  assert_field (notice, "f72", "filled", "1,600 to 1,800 (estimated)");
  assert_field (notice, "f56", "filled", "Yes");
  assert_field (notice, "f58", "empty", "");   /* integrity was not lost: the field does not apply */
  assert_field (notice, "f59", "empty", "");
  assert_field (notice, "f89", "filled", "High risk");
  assert_field (notice, "f47", "filled", "20 Nov 2026, 14:40 GMT");
  g_assert_cmpint (notice->due_usec, ==, vigie_test_time ("2026-11-23T14:00:00Z"));
}

static void
test_own_answers_win_and_are_taken_away (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreachNotice) with = NULL;
  g_autoptr(VigieBreachNotice) without = NULL;
  GError *error = NULL;

  say_facts (scene, "persons=1500", MINUTES (1));
  record (scene, MINUTES (2), vigie_act_breach_answer (scene->incident, "f67", "about 1,500, counted in the export", "Awa", scene->start_usec + MINUTES (2), &error), error);
  with = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_EN);
  assert_field (with, "f67", "filled", "about 1,500, counted in the export");
  g_assert_true (vigie_breach_notice_field (with, "f67")->own);
  record (scene, MINUTES (3), vigie_act_breach_answer (scene->incident, "f67", "", "Awa", scene->start_usec + MINUTES (3), &error), error);
  without = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_EN);
  assert_field (without, "f67", "filled", "1,500");
}

/* To the second: at 72 hours no reasons are asked, after them they must be given, and a blank does not do. */
static void
test_lateness (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreachNotice) in_time = NULL;
  g_autoptr(VigieBreachNotice) late = NULL;
  g_autoptr(VigieBreachNotice) explained = NULL;
  g_autoptr(VigieBreachNotice) complement = NULL;
  g_autofree char *missing = NULL;
  GError *error = NULL;

  say_facts (scene, "aware_at=2026-11-20T22:30:00Z; aware_reason=query log", MINUTES (1));
  in_time = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, "2026-11-23T22:30:00Z", VIGIE_LANG_EN);
  g_assert_false (in_time->is_late);
  assert_field (in_time, "f49", "empty", "");
  late = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, "2026-11-23T22:31:00Z", VIGIE_LANG_EN);
  g_assert_true (late->is_late);
  assert_field (late, "f49", "missing", "");
  missing = vigie_breach_notice_list (late, VIGIE_FIELD_MISSING);
  g_assert_nonnull (strstr (missing, "Reasons for the late notice"));
  complement = notice_at (scene, VIGIE_BREACH_NOTICE_COMPLEMENT, "2026-11-23T22:31:00Z", VIGIE_LANG_EN);
  g_assert_false (complement->is_late);
  record (scene, HOURS (81), vigie_act_breach_answer (scene->incident, "f49", "The log was read on Monday.", "Awa", scene->start_usec + HOURS (81), &error), error);
  explained = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, "2026-11-23T22:31:00Z", VIGIE_LANG_EN);
  assert_field (explained, "f49", "missing", ""); /* the answer came later than the moment asked about */
  vigie_breach_notice_free (g_steal_pointer (&explained));
  explained = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, "2026-11-24T00:00:00Z", VIGIE_LANG_EN);
  assert_field (explained, "f49", "filled", "The log was read on Monday.");
}

static void
test_complement (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreachNotice) notice = NULL;
  const char *const *row;

  say_facts (scene, "persons=800|first count; risk=risk; breach_kind=confidentiality", MINUTES (1));
  send_message (scene, "authority", "email", HOURS (2));
  say_facts (scene, "persons=1500|second export found; breach_kind=confidentiality|read again", HOURS (5));
  notice = notice_at (scene, VIGIE_BREACH_NOTICE_COMPLEMENT, "2026-11-20T20:00:00Z", VIGIE_LANG_EN);
  g_assert_cmpuint (notice->changes->len, ==, 1); /* what says the same is no change */
  row = g_ptr_array_index (notice->changes, 0);
  g_assert_cmpstr (row[0], ==, "Persons concerned");
  g_assert_cmpstr (row[1], ==, "800");
  g_assert_cmpstr (row[2], ==, "1,500");
  g_assert_cmpstr (row[3], ==, "second export found");
  assert_field (notice, "f3", "filled", "Follow-up");
  assert_field (notice, "f6", "missing", "");
}

/* Why a fact has changed is asked for, and what was said of it wins over the fact's source. */
static void
test_complement_says_why (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreachNotice) notice = NULL;
  const char *const *row;
  GError *error = NULL;

  say_facts (scene, "persons=800|first count", MINUTES (1));
  send_message (scene, "authority", "email", HOURS (2));
  say_facts (scene, "persons=1500|second export found", HOURS (5));
  record (scene, HOURS (5), vigie_act_breach_answer (scene->incident, "why.persons", "A second file was found", "Awa", scene->start_usec + HOURS (5), &error), error);
  notice = notice_at (scene, VIGIE_BREACH_NOTICE_COMPLEMENT, "2026-11-20T20:00:00Z", VIGIE_LANG_EN);
  row = g_ptr_array_index (notice->changes, 0);
  g_assert_cmpstr (row[3], ==, "A second file was found");
  g_assert_cmpstr (row[4], ==, "persons");
  g_assert_nonnull (strstr (vigie_breach_notice_field (notice, "changes")->value, "why: A second file was found"));
  g_assert_false (vigie_breach_notice_knows ("why."));
}

/* ---- Rows with a list ---- */

/* Every list: ids are told apart and fit a record, both languages have words, and every row of a list is in the notice. */
static void
test_choices_are_sound (void)
{
  guint n = 0;

  for (guint f = 1; f <= 126; f++)
    {
      g_autofree char *field = g_strdup_printf ("f%u", f);
      const VigieBreachChoices *choices = vigie_breach_choices_of (field);

      if (choices == NULL)
        continue;
      n++;
      g_assert_true (vigie_breach_notice_knows (field));
      g_assert_cmpuint (choices->n, <=, VIGIE_BREACH_CHOICES_MAX);
      for (guint i = 0; i < choices->n; i++)
        {
          const char *words;
          const VigieBreachChoice *choice = &choices->choices[i];

          g_assert_null (strpbrk (choice->id, ",| "));
          g_assert_cmpuint (strlen (choice->labels[VIGIE_LANG_EN]), >, 1);
          g_assert_cmpuint (strlen (choice->labels[VIGIE_LANG_FR]), >, 1);
          g_assert_cmpuint (vigie_breach_choices_read (choices, choice->id, &words), ==, 1u << i);
          g_assert_null (words);
        }
    }
  g_assert_cmpuint (n, ==, 25);
}

typedef struct
{
  const char *field, *value;
  const char *en, *fr;
  const char *state;
} AnswerRow;

static const AnswerRow answer_rows[] = {
  { "f60", "phishing", "phishing", "hameçonnage", "filled" },
  { "f60", "phishing,exfiltration", "phishing, data taken out", "hameçonnage, exfiltration de données", "filled" },
  { "f60", "other|a false payment page", "other (a false payment page)", "autre (a false payment page)", "filled" },
  { "f60", "Somebody got in through the help desk", "Somebody got in through the help desk", "Somebody got in through the help desk", "filled" },
  { "f60", "phishing, and more", "phishing, and more", "phishing, and more", "filled" },
  { "f60", "|", "|", "|", "filled" },
  { "f61", "tbd", "to be determined", "à déterminer", "open" },
  { "f57", "intact", "yes, the protection is intact", "oui, la protection est intacte", "filled" },
  { "f21", "tbd", "tbd", "tbd", "filled" }, /* a row of free words */
};

static void
test_answers_from_a_list (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answer_rows); i++)
    {
      const AnswerRow *row = &answer_rows[i];
      g_autoptr(Scene) scene = breach_scene ("INC-02");
      g_autoptr(VigieBreachNotice) en = NULL;
      g_autoptr(VigieBreachNotice) fr = NULL;
      GError *error = NULL;

      g_test_message ("%s: %s", row->field, row->value);
      record (scene, MINUTES (2), vigie_act_breach_answer (scene->incident, row->field, row->value, "Awa", scene->start_usec + MINUTES (2), &error), error);
      en = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_EN);
      fr = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_FR);
      assert_field (en, row->field, row->state, row->en);
      assert_field (fr, row->field, row->state, row->fr);
      g_assert_cmpstr (vigie_breach_notice_field (en, row->field)->answer, ==, row->value);
    }
}

static void
test_choices_write (void)
{
  const VigieBreachChoices *choices = vigie_breach_choices_of ("f60");
  static const struct { guint32 chosen; const char *words, *value; } rows[] = {
    { 0, NULL, "" }, { 0, "  ", "" }, { 0, " in words ", "in words" }, { 1u << 3, NULL, "phishing" },
    { 1u << 3 | 1u << 1, "see annex", "ransomware,phishing|see annex" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = vigie_breach_choices_write (choices, rows[i].chosen, rows[i].words);
      const char *words;

      g_assert_cmpstr (value, ==, rows[i].value);
      g_assert_cmpuint (vigie_breach_choices_read (choices, value, &words), ==, rows[i].chosen);
    }
}

/* An exception of article 34(3) asks which one. */
static void
test_exception_is_asked_for (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreachNotice) before = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_EN);
  g_autoptr(VigieBreachNotice) after = NULL;
  GError *error = NULL;

  assert_field (before, "f100", "empty", "");
  assert_field (before, "f4", "filled", "incomplete");
  record (scene, MINUTES (2), vigie_act_breach_answer (scene->incident, "f97", "excepted", "Awa", scene->start_usec + MINUTES (2), &error), error);
  after = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_EN);
  assert_field (after, "f100", "open", "");
}

static void
test_withdrawal_says_why (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreachNotice) notice = notice_at (scene, VIGIE_BREACH_NOTICE_WITHDRAWAL, SOON, VIGIE_LANG_FR);

  assert_field (notice, "f5", "missing", "");
  assert_field (notice, "f6", "missing", "");
}

/* Both languages name every field, and no line of the text bears a blank without a word. */
static void
test_both_languages (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(VigieBreachNotice) en = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_EN);
  g_autoptr(VigieBreachNotice) fr = notice_at (scene, VIGIE_BREACH_NOTICE_INITIAL, SOON, VIGIE_LANG_FR);
  g_autofree char *text = vigie_breach_notice_text (fr);
  VigieReport *report = vigie_breach_notice_report (fr, scene->incident, "Awa", vigie_test_time (SOON), NULL);

  g_assert_cmpuint (en->fields->len, ==, fr->fields->len);
  for (guint i = 0; i < en->fields->len; i++)
    {
      const VigieBreachField *field = g_ptr_array_index (fr->fields, i);

      g_assert_cmpuint (strlen (field->label), >, 2);
      g_assert_cmpstr (field->section, !=, ((VigieBreachField *) g_ptr_array_index (en->fields, i))->id);
      g_assert_true (vigie_breach_notice_knows (field->id));
    }
  g_assert_nonnull (strstr (text, "à déterminer"));
  g_assert_cmpuint (report->parts->len, >=, 6);
  vigie_report_free (report);
}

static GPtrArray *
write_notice (const Scene *scene, gint64 after, GError **error)
{
  return vigie_act_breach_notice (vigie_test_playbook (), scene->incident, VIGIE_BREACH_NOTICE_INITIAL, NULL, "Awa", scene->start_usec + after, error);
}

/* It becomes a message in both languages with the same numbers; a fact that changes marks it; written again it is the same one. */
static void
test_becomes_a_message (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  GPtrArray *notices;
  const VigieNotice *notice;
  GError *error = NULL;

  say_facts (scene, "persons=1500; data_touched=mobile-money-history", MINUTES (1));
  record (scene, MINUTES (2), vigie_act_breach_answer (scene->incident, "f21", "Awa Koné, DPO", "Awa", scene->start_usec + MINUTES (2), &error), error);
  record (scene, MINUTES (3), write_notice (scene, MINUTES (3), &error), error);
  notices = vigie_incident_get_notices (scene->incident);
  g_assert_cmpuint (notices->len, ==, 1);
  notice = g_ptr_array_index (notices, 0);
  g_assert_cmpstr (notice->version->kind, ==, "authority-initial");
  g_assert_cmpstr (notice->version->audience, ==, "authority");
  g_assert_nonnull (strstr (notice->version->texts[VIGIE_LANG_EN].body, "Number of persons: 1,500"));
  g_assert_nonnull (strstr (notice->version->texts[VIGIE_LANG_FR].body, "Nombre de personnes\u00a0: 1\u202f500"));
  g_assert_cmpuint (notice->stale->len, ==, 0);
  say_facts (scene, "persons=1800", MINUTES (4));
  notice = g_ptr_array_index (vigie_incident_get_notices (scene->incident), 0);
  g_assert_cmpuint (notice->stale->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (notice->stale, 0), ==, "persons");
  record (scene, MINUTES (5), write_notice (scene, MINUTES (5), &error), error);
  notices = vigie_incident_get_notices (scene->incident);
  g_assert_cmpuint (notices->len, ==, 1);
  notice = g_ptr_array_index (notices, 0);
  g_assert_cmpuint (notice->stale->len, ==, 0);
  g_assert_nonnull (strstr (notice->version->texts[VIGIE_LANG_EN].body, "Number of persons: 1,800"));
}

static void
test_refused_while_something_is_missing (void)
{
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  g_autoptr(GError) error = NULL;

  g_assert_null (write_notice (scene, HOURS (73), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/breach-notice/nothing-known", test_nothing_known);
  g_test_add_func ("/core/breach-notice/filled-from-the-facts", test_filled_from_the_facts);
  g_test_add_func ("/core/breach-notice/own-answers", test_own_answers_win_and_are_taken_away);
  g_test_add_func ("/core/breach-notice/lateness", test_lateness);
  g_test_add_func ("/core/breach-notice/complement", test_complement);
  g_test_add_func ("/core/breach-notice/complement-says-why", test_complement_says_why);
  g_test_add_func ("/core/breach-notice/choices-are-sound", test_choices_are_sound);
  g_test_add_func ("/core/breach-notice/answers-from-a-list", test_answers_from_a_list);
  g_test_add_func ("/core/breach-notice/choices-write", test_choices_write);
  g_test_add_func ("/core/breach-notice/exception-is-asked-for", test_exception_is_asked_for);
  g_test_add_func ("/core/breach-notice/withdrawal-says-why", test_withdrawal_says_why);
  g_test_add_func ("/core/breach-notice/both-languages", test_both_languages);

  g_test_add_func ("/core/breach-notice/becomes-a-message", test_becomes_a_message);
  g_test_add_func ("/core/breach-notice/refused-while-something-is-missing", test_refused_while_something_is_missing);

  return g_test_run ();
}
