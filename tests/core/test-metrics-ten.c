/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ten incidents of different shape (tests/support/vigie-test-ten.c), and what was worked out of them with pencil and
 * paper: the table below is not made by the program that is tested.
 *
 * A war room that opens with the declaration of a P1 counts as the response, so Plain responds in 2 minutes and not
 * in 10. The reopened one counts its last resolution. The second declaration and the cancelled one count nowhere. */

#include <string.h>

#include "vigie-event.h"
#include "vigie-metrics-report.h"
#include "vigie-test-support.h"
#include "vigie-test-ten.h"

#define MISSING (-1)
#define IMPOSSIBLE (-2)

static const struct
{
  const char *title;
  int seconds[VIGIE_N_DELAYS]; /* detect, respond, resolve, communicate */
  gboolean counts, recurs, active;
} expected[VIGIE_TEST_N_TEN] = {
  { "Plain", { 180, 120, 9000, 1200 }, TRUE, FALSE, FALSE },
  { "Missing milestones", { MISSING, MISSING, MISSING, MISSING }, TRUE, FALSE, TRUE },
  { "No delay at all", { 0, 0, 0, 0 }, TRUE, FALSE, FALSE },
  { "Times the wrong way round", { IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE }, TRUE, FALSE, FALSE },
  { "Over midnight", { 480, 240, 14460, 2280 }, TRUE, TRUE, FALSE },
  { "Over the year's end", { 900, 1800, 21600, 1800 }, TRUE, FALSE, FALSE },
  { "Reopened", { 240, 1800, 21600, 1800 }, TRUE, FALSE, FALSE },
  { "Declared twice", { 240, 120, MISSING, MISSING }, FALSE, FALSE, FALSE },
  { "Two zones", { 360, 1800, 7200, 1200 }, TRUE, TRUE, FALSE },
  { "Cancelled", { 3000, 600, 33000, 7200 }, FALSE, FALSE, FALSE },
};

static const struct
{
  int mean_s, median_s, target_s, baseline_s;
  guint count, missing, impossible, open, promised, kept;
  gboolean held;
} sums[VIGIE_N_DELAYS] = {
  { 360, 300, 300, 180, 6, 2, 1, 1, 6, 3, FALSE },
  { 960, 1020, 900, 720, 6, 2, 1, 1, 6, 6, FALSE },
  { 12310, 11730, 14400, 9000, 6, 2, 1, 1, 6, 5, TRUE },
  { 1380, 1500, 1800, 1200, 6, 2, 1, 1, 6, 5, TRUE },
};

/* Folded one by one out of the events of all. */
static GPtrArray *
ten_incidents (void)
{
  g_autoptr(GPtrArray) events = vigie_test_ten_events ();
  GPtrArray *incidents = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_incident_unref);

  for (guint n = 1; n <= VIGIE_TEST_N_TEN; n++)
    {
      g_autoptr(GPtrArray) own = g_ptr_array_new ();
      g_autoptr(GError) error = NULL;

      for (guint i = 0; i < events->len; i++)
        if (g_str_has_suffix (((VigieEvent *) events->pdata[i])->stream, vigie_test_ten_id (n)))
          g_ptr_array_add (own, events->pdata[i]);
      g_ptr_array_add (incidents, vigie_incident_fold (own, vigie_test_playbook (), VIGIE_TIME_NONE, &error));
      g_assert_no_error (error);
    }

  return incidents;
}

/* As the store keeps them: through JSON and back. */
static GPtrArray *
ten_figures (void)
{
  g_autoptr(GPtrArray) incidents = ten_incidents ();
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_figures_free);

  for (guint i = 0; i < incidents->len; i++)
    {
      g_autoptr(VigieFigures) figures = vigie_figures_of (incidents->pdata[i], vigie_test_playbook ());
      g_autofree char *json = vigie_figures_to_json (figures);
      g_autofree char *again = NULL;
      g_autoptr(GError) error = NULL;
      VigieFigures *read = vigie_figures_from_json (json, strlen (json), &error);

      g_assert_no_error (error);
      again = vigie_figures_to_json (read);
      g_assert_cmpstr (json, ==, again);
      g_ptr_array_add (all, read);
    }
  vigie_figures_link (all);

  return all;
}

static void
test_each (void)
{
  g_autoptr(GPtrArray) all = ten_figures ();

  for (guint i = 0; i < VIGIE_TEST_N_TEN; i++)
    {
      const VigieFigures *figures = all->pdata[i];

      g_test_message ("%s", expected[i].title);
      g_assert_cmpstr (figures->title, ==, expected[i].title);
      g_assert_cmpint (vigie_figures_count (figures), ==, expected[i].counts);
      g_assert_cmpint (figures->recurs, ==, expected[i].recurs);
      g_assert_cmpint (figures->active, ==, expected[i].active);
      for (guint d = 0; d < VIGIE_N_DELAYS; d++)
        {
          int seconds = expected[i].seconds[d];

          g_assert_cmpint (figures->delays.impossible[d], ==, seconds == IMPOSSIBLE);
          g_assert_cmpint (figures->delays.delay_usec[d], ==, seconds < 0 ? VIGIE_TIME_NONE : seconds * VIGIE_SECOND_USEC);
        }
    }
}

static void
test_sums (void)
{
  g_autoptr(GPtrArray) all = ten_figures ();
  VigieMetrics metrics;

  vigie_metrics_of (all, NULL, vigie_test_playbook (), &metrics);
  g_assert_cmpuint (metrics.n_incidents, ==, 8);
  g_assert_cmpuint (metrics.n_cancelled, ==, 1);
  g_assert_cmpuint (metrics.n_followers, ==, 1);
  for (guint d = 0; d < VIGIE_N_DELAYS; d++)
    {
      const VigieIndicator *indicator = &metrics.delay[d];
      gboolean known;

      g_test_message ("%s", vigie_delay_to_word (d));
      g_assert_cmpint (indicator->mean_usec, ==, sums[d].mean_s * VIGIE_SECOND_USEC);
      g_assert_cmpint (indicator->median_usec, ==, sums[d].median_s * VIGIE_SECOND_USEC);
      g_assert_cmpint (indicator->target_usec, ==, sums[d].target_s * VIGIE_SECOND_USEC);
      g_assert_cmpint (indicator->baseline_usec, ==, sums[d].baseline_s * VIGIE_SECOND_USEC);
      g_assert_cmpuint (indicator->count, ==, sums[d].count);
      g_assert_cmpuint (indicator->missing, ==, sums[d].missing);
      g_assert_cmpuint (indicator->impossible, ==, sums[d].impossible);
      g_assert_cmpuint (indicator->open, ==, sums[d].open);
      g_assert_cmpuint (indicator->n_promised, ==, sums[d].promised);
      g_assert_cmpuint (indicator->n_kept, ==, sums[d].kept);
      g_assert_cmpint (vigie_indicator_is_held (indicator, &known), ==, sums[d].held);
      g_assert_true (known);
    }
  g_assert_cmpuint (metrics.recurrence_count, ==, 2);
  g_assert_cmpfloat (metrics.recurrence_share, ==, 0.25);
  g_assert_cmpfloat (metrics.recurrence_target, ==, 0.1);
  g_assert_cmpuint (metrics.cause_missing, ==, 5);
}

/* Periods end before their last instant; each cut is what it says and nothing else. */
static void
test_cuts (void)
{
  static const struct { const char *from, *to; guint levels; const char *type; guint n; int detect_mean_s; } cuts[] = {
    { "2026-03-02T08:03:00Z", "2026-03-10T12:00:00Z", 0, NULL, 1, 180 },
    { "2026-03-02T08:03:00.000001Z", "2026-03-10T12:00:00.000001Z", 0, NULL, 1, MISSING },
    { "2026-12-31T23:45:00Z", NULL, 0, NULL, 1, 900 },
    { "2027-01-01T00:00:00Z", NULL, 0, NULL, 0, MISSING },
    { NULL, NULL, 1u << VIGIE_LEVEL_P1, NULL, 2, 330 },
    { NULL, NULL, 1u << VIGIE_LEVEL_P3 | 1u << VIGIE_LEVEL_P1, NULL, 4, 225 },
    { NULL, NULL, 0, "INC-03", 3, 300 },
    { NULL, NULL, 1u << VIGIE_LEVEL_P4, NULL, 0, MISSING },
  };
  g_autoptr(GPtrArray) all = ten_figures ();

  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      VigieMetricsCut cut = VIGIE_METRICS_CUT_ALL;
      VigieMetrics metrics;

      g_test_message ("cut %zu", i);
      cut.from_usec = cuts[i].from != NULL ? vigie_test_time (cuts[i].from) : VIGIE_TIME_NONE;
      cut.to_usec = cuts[i].to != NULL ? vigie_test_time (cuts[i].to) : VIGIE_TIME_NONE;
      cut.levels = cuts[i].levels;
      cut.type = cuts[i].type;
      vigie_metrics_of (all, &cut, vigie_test_playbook (), &metrics);
      g_assert_cmpuint (metrics.n_incidents, ==, cuts[i].n);
      g_assert_cmpint (metrics.delay[VIGIE_DELAY_DETECT].mean_usec, ==,
                       cuts[i].detect_mean_s < 0 ? VIGIE_TIME_NONE : cuts[i].detect_mean_s * VIGIE_SECOND_USEC);
    }
}

/* 23:45 in Abidjan on New Year's Eve is 00:45 on New Year's Day in Lagos. */
static void
test_series (void)
{
  static const struct { const char *zone; guint n_buckets, last_n; const char *first, *last; } cases[] = {
    { "UTC", 4, 1, "Q1 2026", "Q4 2026" },
    { "+01", 5, 1, "Q1 2026", "Q1 2027" },
  };
  g_autoptr(GPtrArray) all = ten_figures ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);
      VigieMetricsCut cut = VIGIE_METRICS_CUT_ALL;
      g_autoptr(GArray) series = NULL;
      const VigieBucket *last;
      guint n = 0;

      /* More than 400 days are cut into quarters. */
      cut.from_usec = vigie_test_time ("2026-01-01T00:00:00Z");
      cut.to_usec = vigie_test_time ("2027-03-01T00:00:00Z");
      g_assert_nonnull (zone);
      series = vigie_metrics_series (all, &cut, vigie_test_playbook (), cut.to_usec, zone, VIGIE_LANG_EN);
      g_assert_cmpuint (series->len, ==, 5);
      for (guint b = 0; b < series->len; b++)
        n += g_array_index (series, VigieBucket, b).metrics.n_incidents;
      g_assert_cmpuint (n, ==, 8);
      g_assert_cmpstr (g_array_index (series, VigieBucket, 0).label, ==, cases[i].first);
      last = &g_array_index (series, VigieBucket, cases[i].n_buckets - 1);
      g_assert_cmpstr (last->label, ==, cases[i].last);
      g_assert_cmpuint (last->metrics.n_incidents, ==, cases[i].last_n);
    }
}

/* The report says what the metrics say, in both languages, and names each incident that is not in a mean. */
static void
test_report (void)
{
  static const char *const words[][2] = {
    { "6\302\240min", "6\302\240min" }, { "16\302\240min", "16\302\240min" }, { "25%", "25\302\240%" }, { "6 of 8", "6 sur 8" }, { "50% (3 of 6)", "50\302\240% (3 sur 6)" },
    { "beyond", "dépassé" }, { "held", "tenu" },
  };
  g_autoptr(GPtrArray) all = ten_figures ();
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  const VigieMetricsCut cut = VIGIE_METRICS_CUT_ALL;

  for (guint lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
    {
      g_autoptr(VigieReport) report = vigie_metrics_report_new (all, &cut, vigie_test_playbook (), lang, zone, "Ops", vigie_test_time ("2027-01-02T00:00:00Z"));
      const VigieBlock *table = vigie_report_part (report, "targets")->blocks->pdata[0];
      const VigieBlock *missing = vigie_report_part (report, "missing")->blocks->pdata[0];
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint i = 0; i < table->rows->len; i++)
        {
          g_autofree char *line = g_strjoinv ("|", table->rows->pdata[i]);

          g_string_append_printf (text, "%s\n", line);
        }
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (strstr (text->str, words[i][lang]) == NULL)
          g_error ("“%s” is not in:\n%s", words[i][lang], text->str);
      g_assert_cmpuint (missing->rows->len, ==, 3);
    }
}

/* Promised messages are judged by the record's own last moment. */
static void
test_promised_messages (void)
{
  g_autoptr(GPtrArray) all = ten_figures ();
  const VigieFigures *plain = all->pdata[0];
  const VigieFigures *cancelled = all->pdata[9];

  g_assert_cmpuint (plain->n_updates, >, 0);
  g_assert_cmpuint (plain->n_updates_late, >, 0);
  g_assert_cmpuint (plain->n_updates_late, <, plain->n_updates);
  g_assert_cmpuint (cancelled->n_updates, ==, 0);
}

static void
test_one_and_none (void)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GPtrArray) all = ten_figures ();
  g_autoptr(GPtrArray) one = g_ptr_array_new ();
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  const VigieMetricsCut cut = VIGIE_METRICS_CUT_ALL;
  GPtrArray *cases[] = { none, one };

  g_ptr_array_add (one, all->pdata[0]);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigieReport) report = vigie_metrics_report_new (cases[i], &cut, vigie_test_playbook (), VIGIE_LANG_EN, zone, "Ops", vigie_test_time ("2027-01-02T00:00:00Z"));

      g_assert_cmpuint (report->parts->len, ==, 7);
      for (guint p = 0; p < report->parts->len; p++)
        g_assert_cmpuint (((VigieReportPart *) report->parts->pdata[p])->blocks->len, >, 0);
    }
}

static void
test_bad_json (void)
{
  static const char *const bad[] = { "", "{", "[]", "{}", "{\"stream\":1}", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_figures_from_json (bad[i], strlen (bad[i]), &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/metrics/ten/each", test_each);
  g_test_add_func ("/core/metrics/ten/sums", test_sums);
  g_test_add_func ("/core/metrics/ten/cuts", test_cuts);
  g_test_add_func ("/core/metrics/ten/series", test_series);
  g_test_add_func ("/core/metrics/ten/report", test_report);
  g_test_add_func ("/core/metrics/ten/promised-messages", test_promised_messages);
  g_test_add_func ("/core/metrics/ten/one-and-none", test_one_and_none);
  g_test_add_func ("/core/metrics/ten/bad-json", test_bad_json);

  return g_test_run ();
}
