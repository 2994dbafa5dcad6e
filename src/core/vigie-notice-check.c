/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole check: parts in their order, findings in the order in which people deal with them, and what passed.
 *
 * Rules for phrases are patterns over a flat form of the text. A grammar was considered: it would be slower, larger, and
 * wrong in other places. Each pattern has texts that it must find and near ones that it must not (tests/core). */

#include "vigie-notice-check.h"

#include "vigie-notice-check-private.h"
#include "vigie-readability.h"
#include "vigie-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_QUOTED_CHARS 42

static void
finding_free (gpointer data)
{
  VigieCheckFinding *finding = data;

  g_free (finding->message);
  g_free (finding->detail);
  g_free (finding->proposal);
  g_free (finding->fact);
  g_free (finding->line);
  g_free (finding);
}

void
vigie_check_report_free (VigieCheckReport *report)
{
  if (report == NULL)
    return;

  g_ptr_array_unref (report->findings);
  g_ptr_array_unref (report->passed);
  g_free (report);
}

static VigieCheckFinding *
add (VigieChecker *checker, const VigieCheckRule *rule, VigieCheckField field, char *detail)
{
  VigieCheckFinding *finding = g_new0 (VigieCheckFinding, 1);

  finding->rule = rule->rule;
  finding->level = rule->level;
  finding->field = field;
  finding->detail = detail != NULL ? detail : g_strdup (*rule->detail != '\0' ? _ (rule->detail) : "");
  g_ptr_array_add (checker->report->findings, finding);

  return finding;
}

/* Something of that rule or a stop already stands at this place: one finding is enough to go there. */
static gboolean
is_covered (const VigieChecker *checker, const VigieCheckRule *rule, VigieCheckField field, gsize start, gsize end)
{
  for (guint i = 0; i < checker->report->findings->len; i++)
    {
      const VigieCheckFinding *other = checker->report->findings->pdata[i];

      if (other->field == field && strcmp (other->rule, rule->rule) == 0 && other->start_bytes < end && start < other->end_bytes)
        return TRUE;
    }

  return FALSE;
}

VigieCheckFinding *
vigie_checker_add (VigieChecker *checker, const char *rule_id, VigieCheckField field, VigieFlatSpan span, char *detail, char *proposal)
{
  const VigieCheckRule *rule = vigie_check_rule (rule_id);
  const VigieFlat *flat = checker->flats[field];
  g_autofree char *words = NULL;
  g_autofree char *quoted = NULL;
  VigieCheckFinding *finding;
  gsize start, end;

  start = flat->at_bytes[span.start];
  end = flat->at_bytes[span.end];
  if (is_covered (checker, rule, field, start, end))
    {
      g_free (detail);
      g_free (proposal);
      return NULL;
    }
  words = vigie_flat_slice (flat, span);
  g_strdelimit (words, "\n", ' ');
  quoted = vigie_text_first_line (g_strstrip (words), MAX_QUOTED_CHARS);
  finding = add (checker, rule, field, detail);
  finding->start_bytes = start;
  finding->end_bytes = end;
  finding->proposal = proposal;
  /* Translators: words of a text, and what is wrong with them: “might be”: say what is certain */
  finding->message = g_strdup_printf (_ ("“%s”: %s"), quoted, _ (rule->title));

  return finding;
}

VigieCheckFinding *
vigie_checker_add_whole (VigieChecker *checker, const char *rule_id, char *detail)
{
  const VigieCheckRule *rule = vigie_check_rule (rule_id);
  VigieCheckFinding *finding = add (checker, rule, VIGIE_CHECK_WHOLE, detail);

  finding->message = g_strdup (_ (rule->title));

  return finding;
}

gboolean
vigie_checker_kind_is (const VigieChecker *checker, const char *kind)
{
  return g_strcmp0 (checker->input->kind, kind) == 0;
}

gboolean
vigie_checker_channel_is (const VigieChecker *checker, const char *channel)
{
  return g_strcmp0 (checker->input->channel, channel) == 0;
}

const char *
vigie_checker_fact (const VigieChecker *checker, const char *name)
{
  const VigieFact *fact = checker->input->incident != NULL ? vigie_incident_fact (checker->input->incident, name) : NULL;

  return fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && fact->value != NULL && *fact->value != '\0' ? fact->value : NULL;
}

/* Stops first; within a level what has a place, in the order of the text. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const VigieCheckFinding *one = *(const VigieCheckFinding *const *) a, *two = *(const VigieCheckFinding *const *) b;

  if (one->level != two->level)
    return (int) one->level - (int) two->level;
  if (one->field != two->field)
    return (int) one->field - (int) two->field;

  return one->start_bytes < two->start_bytes ? -1 : one->start_bytes > two->start_bytes;
}

static gboolean
is_outside (const VigieCheckInput *input)
{
  const VigieAudience *audience = input->playbook != NULL && input->audience != NULL
                                      ? vigie_playbook_audience (input->playbook, input->audience) : NULL;

  if (audience != NULL)
    return audience->outside;

  return g_strcmp0 (input->kind, "team") != 0 && g_strcmp0 (input->kind, "management") != 0;
}

typedef struct
{
  const char *rules[6];
  const char *words;
} Passed;

static const Passed passed[] = {
  { { "next-missing", "next-past", "next-differs" }, N_ ("next update") },
  { { "missing-impact", "impact-late" }, N_ ("impact") },
  { { "placeholder", "unticked" }, N_ ("nothing left to fill in") },
  { { "fact-differs", "earlier-differs" }, N_ ("figures agree") },
  { { "hedge", "no-misuse" }, N_ ("no hedges") },
  { { "secret", "others-address", "others-phone", "card-number", "internal", "exploit" }, N_ ("nothing private") },
  { { "jargon" }, N_ ("no jargon") },
};

static gboolean
is_passed (const VigieChecker *checker, const Passed *group)
{
  static const char *const to_users[] = { "status", "mail", "sms", "in-app", NULL };

  /* The impact is asked of messages to users alone; what nobody looked at has not passed. */
  if (strcmp (group->rules[0], "missing-impact") == 0 &&
      (checker->input->kind == NULL || !g_strv_contains (to_users, checker->input->kind)))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (group->rules) && group->rules[i] != NULL; i++)
    if (vigie_check_report_has (checker->report, group->rules[i]))
      return FALSE;

  return TRUE;
}

static void
note_passed (VigieChecker *checker)
{
  VigieReadability reading;

  vigie_readability_measure (checker->input->body, checker->input->lang, &reading);
  checker->report->score = reading.score;
  for (gsize i = 0; i < G_N_ELEMENTS (passed); i++)
    if (is_passed (checker, &passed[i]))
      g_ptr_array_add (checker->report->passed, g_strdup (_ (passed[i].words)));
  if (reading.n_sentences > 0 && !vigie_check_report_has (checker->report, "hard-to-read"))
    g_ptr_array_add (checker->report->passed,
                     /* Translators: how long the sentences of a text are. */
                     g_strdup_printf (ngettext ("%u word per sentence", "%u words per sentence", (guint) (reading.words_per_sentence + 0.5)),
                                      (guint) (reading.words_per_sentence + 0.5)));
}

static void
run (VigieChecker *checker)
{
  vigie_check_blanks (checker);
  vigie_check_claims (checker);
  vigie_check_elements (checker);
  vigie_check_persons (checker);
  vigie_check_links (checker);
  vigie_check_figures (checker);
  vigie_check_next (checker);
  vigie_check_phrases (checker);
  vigie_check_style (checker);
}

/**
 * vigie_notice_check:
 * @input: the notice in one language, with what it is compared to
 *
 * Returns: (transfer full): everything found, and what passed
 */
VigieCheckReport *
vigie_notice_check (const VigieCheckInput *input)
{
  VigieCheckReport *report = g_new0 (VigieCheckReport, 1);
  VigieChecker checker = { .input = input, .report = report };

  report->findings = g_ptr_array_new_with_free_func (finding_free);
  report->passed = g_ptr_array_new_with_free_func (g_free);
  report->score = 100.0;
  checker.flats[VIGIE_CHECK_SUBJECT] = vigie_flat_new (input->subject != NULL ? input->subject : "");
  checker.flats[VIGIE_CHECK_BODY] = vigie_flat_new (input->body);
  checker.is_outside = is_outside (input);
  checker.is_authority = input->kind != NULL && g_str_has_prefix (input->kind, "authority");
  run (&checker);

  g_ptr_array_sort (report->findings, compare);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];

      report->n_stops += finding->level == VIGIE_CHECK_STOP;
      report->n_warnings += finding->level == VIGIE_CHECK_WARN;
    }
  note_passed (&checker);
  vigie_flat_free (checker.flats[VIGIE_CHECK_SUBJECT]);
  vigie_flat_free (checker.flats[VIGIE_CHECK_BODY]);

  return report;
}

gboolean
vigie_check_report_has (const VigieCheckReport *report, const char *rule)
{
  for (guint i = 0; i < report->findings->len; i++)
    if (strcmp (((const VigieCheckFinding *) report->findings->pdata[i])->rule, rule) == 0)
      return TRUE;

  return FALSE;
}
