/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The register: every breach is in it, those that were not notified too; its entry, its year. */

#include "breach-scene.h"
#include "vigie-breach-register.h"
#include "vigie-text.h"

#define NOW "2026-11-28T12:00:00Z"

static GPtrArray *
lines_of (Scene *const *scenes, guint n, int year)
{
  g_autoptr(GPtrArray) incidents = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (incidents, scenes[i]->incident);

  return vigie_breach_register (incidents, vigie_test_playbook (), year, vigie_test_time (NOW), NULL, VIGIE_LANG_EN);
}

static void
test_every_breach_is_in_it (void)
{
  g_autoptr(Scene) notified = breach_scene ("INC-02");
  g_autoptr(Scene) unlikely = breach_scene ("INC-05");
  g_autoptr(Scene) outage = breach_scene ("INC-01");
  Scene *const scenes[] = { notified, unlikely, outage };
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(GPtrArray) other_year = NULL;
  const VigieBreachLine *line;
  GError *error = NULL;

  say_facts (notified, "persons=1500; data_touched=phone; risk=risk; aware_at=2026-11-20T22:00:00Z|log", MINUTES (1));
  send_message (notified, "authority", "email", HOURS (10));
  record (notified, HOURS (11), vigie_act_breach_register (notified->incident, "2026-014", "first of the year", "Awa", notified->start_usec + HOURS (11), &error), error);
  say_facts (unlikely, "persons=1; data_touched=email; risk=unlikely|one known client", MINUTES (1));
  lines = lines_of (scenes, G_N_ELEMENTS (scenes), 0);
  g_assert_cmpuint (lines->len, ==, 2);
  line = g_ptr_array_index (lines, 0); /* aware earlier */
  g_assert_true (line->incident == unlikely->incident);
  g_assert_cmpstr (line->number, ==, "");
  g_assert_nonnull (strstr (line->decision, "not notified: "));
  g_assert_nonnull (strstr (line->decision, "one known client"));
  line = g_ptr_array_index (lines, 1);
  g_assert_cmpstr (line->number, ==, "2026-014");
  g_assert_cmpstr (line->decision, ==, "notified");
  g_assert_cmpstr (line->persons, ==, "1,500");
  g_assert_false (line->is_late);
  other_year = lines_of (scenes, G_N_ELEMENTS (scenes), 2025);
  g_assert_cmpuint (other_year->len, ==, 0);
}

static gboolean
report_says (const VigieReport *report, const char *words)
{
  for (guint i = 0; i < report->parts->len; i++)
    {
      const VigieReportPart *part = g_ptr_array_index (report->parts, i);

      for (guint j = 0; j < part->blocks->len; j++)
        {
          const VigieBlock *block = g_ptr_array_index (part->blocks, j);

          if (block->text != NULL && strstr (block->text, words) != NULL)
            return TRUE;
          for (guint k = 0; block->rows != NULL && k < block->rows->len; k++)
            {
              g_autofree char *row = g_strjoinv (" | ", block->rows->pdata[k]);

              if (strstr (row, words) != NULL)
                return TRUE;
            }
        }
    }

  return FALSE;
}

static void
test_entry (void)
{
  static const char *const said[] = {
    "Mobile", "1,800 | Estimated | second export", "3 × 1.00 + 1.00 = 4.00", "PB-4", "CI-2",
    "PB-7 lowered by CEO: No partner concerned.", "assessment recorded by Awa: Judged with Legal.", "The log was read on Monday.",
    "Persons concerned | 1,500 | 1,800 | second export", "Aware | 20 Nov 2026, 14:00 GMT", "Not held yet",
  };
  g_autoptr(Scene) scene = breach_scene ("INC-02");
  VigieReport *report;
  GError *error = NULL;

  say_facts (scene, "data_touched=mobile-money-history; breach_kind=confidentiality; exfiltrated=yes; malicious=yes; persons?=1500|counted in the export; risk=high", MINUTES (1));
  record (scene, HOURS (1), vigie_act_breach_lower (vigie_test_playbook (), scene->incident, "PB-7", VIGIE_BREACH_NO, "CEO", "No partner concerned.", "Awa", scene->start_usec + HOURS (1), &error), error);
  record (scene, HOURS (2), vigie_act_breach_decide (vigie_test_playbook (), scene->incident, "Judged with Legal.", "Awa", scene->start_usec + HOURS (2), &error), error);
  send_message (scene, "authority", "email", HOURS (80));
  record (scene, HOURS (81), vigie_act_breach_answer (scene->incident, "f49", "The log was read on Monday.", "Awa", scene->start_usec + HOURS (81), &error), error);
  say_facts (scene, "persons?=1800|second export", HOURS (90));
  report = vigie_breach_entry_report (scene->incident, vigie_test_playbook (), "Awa", vigie_test_time (NOW), NULL, VIGIE_LANG_EN);
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      if (!report_says (report, said[i]))
        g_error ("the entry does not say “%s”", said[i]);
    }
  vigie_report_free (report);
}

static void
test_year (void)
{
  g_autoptr(Scene) one = breach_scene ("INC-02");
  g_autoptr(Scene) other = breach_scene ("INC-05");
  Scene *const scenes[] = { one, other };
  g_autoptr(GPtrArray) lines = NULL;
  g_autoptr(GPtrArray) none = NULL;
  VigieReport *report, *empty;

  say_facts (one, "persons=1500; data_touched=phone; risk=risk; measures=Keys changed", MINUTES (1));
  send_message (one, "authority", "email", HOURS (73));
  say_facts (other, "data_touched=email", MINUTES (1));
  lines = lines_of (scenes, G_N_ELEMENTS (scenes), 2026);
  report = vigie_breach_year_report (lines, vigie_test_playbook (), 2026, "Awa", vigie_test_time (NOW), NULL, VIGIE_LANG_EN);
  g_assert_true (report_says (report, "Breaches of personal data | 2"));
  g_assert_true (report_says (report, "Notified to the authority | 1"));
  g_assert_true (report_says (report, "Still to be notified | 1"));
  g_assert_true (report_says (report, "Notified late, or overdue | 2"));
  g_assert_true (report_says (report, "as far as counted | 1,500"));
  g_assert_true (report_says (report, "nobody counted the persons | 1"));
  g_assert_true (report_says (report, "Keys changed"));
  vigie_report_free (report);
  none = lines_of (scenes, G_N_ELEMENTS (scenes), 2024);
  empty = vigie_breach_year_report (none, vigie_test_playbook (), 2024, "Awa", vigie_test_time (NOW), NULL, VIGIE_LANG_FR);
  g_assert_true (report_says (empty, "Aucune violation"));
  vigie_report_free (empty);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/breach-register/every-breach-is-in-it", test_every_breach_is_in_it);
  g_test_add_func ("/core/breach-register/entry", test_entry);
  g_test_add_func ("/core/breach-register/year", test_year);

  return g_test_run ();
}
