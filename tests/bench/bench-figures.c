/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The indicators over ten thousand incidents: reading their figures, linking them, and all that the page shows of a
 * period (cards, series, the whole report). The limit is 100 ms for what somebody waits for after a click. */

#include <stdio.h>
#include <string.h>

#include "vigie-metrics-report.h"
#include "vigie-similar.h"
#include "vigie-test-support.h"

#define N_INCIDENTS 10000
#define REPEATS 7
#define GOAL_MS 100

static char *
line_of (guint i)
{
  static const char *const types[] = { "INC-01", "INC-02", "INC-03", "INC-04", "INC-05", "other" };
  g_autofree VigieFigures *figures = g_new0 (VigieFigures, 1);
  g_autofree char *id = g_strdup_printf ("0193a2c4-0000-7000-8000-%012u", i);
  g_autofree char *stream = g_strconcat ("incident/", id, NULL);
  g_autofree char *ref = g_strdup_printf ("2026-11-21-%04u", i);
  g_autoptr(GPtrArray) causes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) actions = g_ptr_array_new ();
  VigieActionFigure action = { id, (char *) "A1", (char *) "Add a rollback test to the pipeline", (char *) "Awa Koné", (char *) (i % 3 == 0 ? "open" : "done"),
                               NULL, NULL, NULL, NULL, 0, 0, VIGIE_TIME_NONE };
  gint64 seen_usec = vigie_test_time ("2016-01-01T00:00:00Z") + (gint64) i * 9 * VIGIE_HOUR_USEC;

  figures->stream = stream;
  figures->id = id;
  figures->ref = ref;
  figures->title = (char *) "Application unreachable, errors 503";
  figures->type = (char *) types[i % G_N_ELEMENTS (types)];
  figures->level = 1 + i % 4;
  figures->stage = VIGIE_STAGE_CLOSED;
  figures->seen_usec = figures->begun_usec = seen_usec;
  for (guint d = 0; d < VIGIE_N_DELAYS; d++)
    figures->delays.delay_usec[d] = (i + d) % 11 == 0 ? VIGIE_TIME_NONE : (gint64) ((i * 7919 + d * 104729) % 20000) * VIGIE_SECOND_USEC;
  figures->delays.total_usec = VIGIE_TIME_NONE;
  g_ptr_array_add (causes, g_strdup_printf ("Cause %u", i % 700));
  action.due_usec = action.settled_usec = seen_usec + 7 * VIGIE_DAY_USEC;
  g_ptr_array_add (actions, &action);
  figures->systems = (char *) (i % 5 == 0 ? "orders-db\npayment-api" : "");
  figures->title_terms = (char *) "application unreachable 503";
  figures->noted_terms = (char *) (i % 2 == 0 ? "gateway timeouts queue workers" : "certificate expired proxy");
  figures->causes = causes;
  figures->actions = actions;

  return vigie_figures_to_json (figures);
}

static double
since (gint64 start_usec)
{
  return (double) (g_get_monotonic_time () - start_usec) / 1000.0;
}

static GPtrArray *
read_all (GPtrArray *lines)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_figures_free);

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (all, vigie_figures_from_json (lines->pdata[i], strlen (lines->pdata[i]), NULL));

  return all;
}

static double
find_similar (GPtrArray *all)
{
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr(GPtrArray) found G_GNUC_UNUSED = vigie_similar_to (all, all->pdata[all->len / 2], 20);

  return since (start_usec);
}

static double
show_page (GPtrArray *all, const VigieMetricsCut *cut, GTimeZone *zone, gint64 now_usec)
{
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr(VigieReport) report G_GNUC_UNUSED = vigie_metrics_report_new (all, cut, vigie_test_playbook (), VIGIE_LANG_FR, zone, "Awa Koné", now_usec);
  g_autoptr(GArray) series G_GNUC_UNUSED = vigie_metrics_series (all, cut, vigie_test_playbook (), now_usec, zone, VIGIE_LANG_FR);
  VigieMetrics metrics;

  vigie_metrics_of (all, cut, vigie_test_playbook (), &metrics);

  return since (start_usec);
}

int
main (void)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  gint64 now_usec = vigie_test_time ("2026-04-08T00:00:00Z");
  VigieMetricsCut cuts[2] = { VIGIE_METRICS_CUT_ALL, VIGIE_METRICS_CUT_ALL };
  const char *const names[] = { "page, ten years", "page, twelve months" };
  g_autoptr(GPtrArray) all = NULL;
  gint64 start_usec;
  gsize n_bytes = 0;

  for (guint i = 0; i < N_INCIDENTS; i++)
    {
      g_ptr_array_add (lines, line_of (i));
      n_bytes += strlen (lines->pdata[i]);
    }
  printf ("%-24s %8.1f MB\n", "lines", (double) n_bytes / 1e6);
  start_usec = g_get_monotonic_time ();
  all = read_all (lines);
  printf ("%-24s %8.1f ms\n", "read", since (start_usec));
  start_usec = g_get_monotonic_time ();
  vigie_figures_link (all);
  printf ("%-24s %8.1f ms\n", "link", since (start_usec));
  cuts[1].from_usec = vigie_metrics_months_before_usec (now_usec, 12, zone);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      double best = G_MAXDOUBLE;

      for (guint k = 0; k < REPEATS; k++)
        best = MIN (best, show_page (all, &cuts[i], zone, now_usec));
      printf ("%-24s %8.1f ms, goal under %d ms\n", names[i], best, GOAL_MS);
    }
  printf ("%-24s %8.1f ms, goal under %d ms\n", "similar", find_similar (all), GOAL_MS);

  return 0;
}
