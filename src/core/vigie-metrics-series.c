/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Periods of the calendar. Each incident is put into its bucket once, and each bucket measured by itself. */

#include "vigie-metrics-series.h"

#include <string.h>

#include "vigie-time.h"

#define MAX_BUCKETS 200

typedef enum { WEEK, MONTH, QUARTER, YEAR } Unit;

static Unit
unit_for (gint64 span_usec)
{
  if (span_usec <= 100 * VIGIE_DAY_USEC)
    return WEEK;
  if (span_usec <= 400 * VIGIE_DAY_USEC)
    return MONTH;

  return span_usec <= 5 * 366 * VIGIE_DAY_USEC ? QUARTER : YEAR;
}

static GDateTime *
date_of (gint64 time_usec, GTimeZone *zone)
{
  gint64 seconds = time_usec / VIGIE_SECOND_USEC - (time_usec % VIGIE_SECOND_USEC < 0 ? 1 : 0);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_to_timezone (utc, zone);
}

static gint64
usec_of (GDateTime *date)
{
  return g_date_time_to_unix (date) * VIGIE_SECOND_USEC;
}

/* Midnight that begins the unit @date lies in. */
static GDateTime *
floor_date (GDateTime *date, Unit unit, GTimeZone *zone)
{
  int year = g_date_time_get_year (date);
  int month = g_date_time_get_month (date);
  g_autoptr(GDateTime) monday = NULL;

  if (unit == WEEK)
    {
      monday = g_date_time_add_days (date, 1 - g_date_time_get_day_of_week (date));

      return g_date_time_new (zone, g_date_time_get_year (monday), g_date_time_get_month (monday), g_date_time_get_day_of_month (monday), 0, 0, 0);
    }
  if (unit == QUARTER)
    month = (month - 1) / 3 * 3 + 1;
  if (unit == YEAR)
    month = 1;

  return g_date_time_new (zone, year, month, 1, 0, 0, 0);
}

static GDateTime *
next_date (GDateTime *date, Unit unit)
{
  if (unit == WEEK)
    return g_date_time_add_weeks (date, 1);
  if (unit == YEAR)
    return g_date_time_add_years (date, 1);

  return g_date_time_add_months (date, unit == MONTH ? 1 : 3);
}

static char *
label_of (GDateTime *date, Unit unit, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *day = vigie_time_format_date (usec_of (date), zone, lang);
  const char *space = strchr (day, ' ');

  if (unit == WEEK || space == NULL)
    return g_steal_pointer (&day);
  if (unit == MONTH)
    return g_strdup (space + 1);
  if (unit == QUARTER)
    return g_strdup_printf (lang == VIGIE_LANG_FR ? "T%d %d" : "Q%d %d", (g_date_time_get_month (date) + 2) / 3, g_date_time_get_year (date));

  return g_strdup_printf ("%d", g_date_time_get_year (date));
}

/* The ends of the cut; where it is open, those of what was seen in it, and now. FALSE: there is nothing. */
static gboolean
find_ends (GPtrArray *all, const VigieMetricsCut *cut, gint64 now_usec, gint64 *from_usec, gint64 *to_usec)
{
  *from_usec = cut->from_usec;
  *to_usec = cut->to_usec != VIGIE_TIME_NONE ? cut->to_usec : now_usec + 1;
  for (guint i = 0; cut->from_usec == VIGIE_TIME_NONE && i < all->len; i++)
    {
      const VigieFigures *figures = all->pdata[i];

      if (figures->seen_usec != VIGIE_TIME_NONE && vigie_metrics_cut_has (cut, figures)
          && (*from_usec == VIGIE_TIME_NONE || figures->seen_usec < *from_usec))
        *from_usec = figures->seen_usec;
    }

  return *from_usec != VIGIE_TIME_NONE && *from_usec < *to_usec;
}

static void
bucket_clear (gpointer data)
{
  g_free (((VigieBucket *) data)->label);
}

static void
measure (GArray *buckets, GPtrArray *all, const VigieMetricsCut *cut, const VigiePlaybook *playbook)
{
  for (guint i = 0; i < buckets->len; i++)
    {
      VigieBucket *bucket = &g_array_index (buckets, VigieBucket, i);
      VigieMetricsCut part = *cut;

      part.from_usec = MAX (bucket->from_usec, cut->from_usec);
      part.to_usec = cut->to_usec != VIGIE_TIME_NONE ? MIN (bucket->to_usec, cut->to_usec) : bucket->to_usec;
      vigie_metrics_of (all, &part, playbook, &bucket->metrics);
    }
}

GArray *
vigie_metrics_series (GPtrArray *all, const VigieMetricsCut *cut, const VigiePlaybook *playbook, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  GArray *buckets = g_array_new (FALSE, TRUE, sizeof (VigieBucket));
  g_autoptr(GDateTime) first = NULL;
  g_autoptr(GDateTime) date = NULL;
  gint64 from_usec, to_usec;
  Unit unit;

  g_return_val_if_fail (all != NULL && cut != NULL && playbook != NULL && zone != NULL, buckets);

  g_array_set_clear_func (buckets, bucket_clear);
  if (!find_ends (all, cut, now_usec, &from_usec, &to_usec))
    return buckets;
  unit = unit_for (to_usec - from_usec);
  first = date_of (from_usec, zone);
  date = floor_date (first, unit, zone);
  while (usec_of (date) < to_usec && buckets->len < MAX_BUCKETS)
    {
      GDateTime *next = next_date (date, unit);
      VigieBucket bucket = { .from_usec = usec_of (date), .to_usec = usec_of (next), .label = label_of (date, unit, zone, lang) };

      g_array_append_val (buckets, bucket);
      g_date_time_unref (date);
      date = next;
    }
  measure (buckets, all, cut, playbook);

  return buckets;
}

gint64
vigie_metrics_quarter_usec (gint64 time_usec, int quarters, GTimeZone *zone)
{
  g_autoptr(GDateTime) date = date_of (time_usec, zone);
  g_autoptr(GDateTime) floor = floor_date (date, QUARTER, zone);
  g_autoptr(GDateTime) moved = g_date_time_add_months (floor, 3 * quarters);

  return usec_of (moved);
}

gint64
vigie_metrics_months_before_usec (gint64 time_usec, guint months, GTimeZone *zone)
{
  g_autoptr(GDateTime) date = date_of (time_usec, zone);
  g_autoptr(GDateTime) moved = g_date_time_add_months (date, -(int) months);
  g_autoptr(GDateTime) midnight = g_date_time_new (zone, g_date_time_get_year (moved), g_date_time_get_month (moved),
                                                   g_date_time_get_day_of_month (moved), 0, 0, 0);

  return usec_of (midnight);
}
