/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Deadlines as people write them. A deadline is a day, so its time is the last minute of it where the
 * company is; a day without a year is the next one that comes. */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "vigie-action-list.h"
#include "vigie-error.h"

static gboolean
day_end (int year, int month, int day, GTimeZone *zone, gint64 *out_usec)
{
  g_autoptr(GDateTime) time = NULL;

  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || !g_date_valid_dmy ((GDateDay) MIN (day, 99), (GDateMonth) month, (GDateYear) year))
    return FALSE;
  time = g_date_time_new (zone, year, month, day, 23, 59, 0);
  if (time == NULL)
    return FALSE;
  *out_usec = g_date_time_to_unix (time) * VIGIE_SECOND_USEC;

  return TRUE;
}

static gboolean
days_ahead (const char *text, GDateTime *now, GTimeZone *zone, gint64 *out_usec)
{
  g_autoptr(GDateTime) then = NULL;
  gint64 days;

  if (!g_ascii_string_to_signed (text, 10, 0, 3660, &days, NULL))
    return FALSE;
  then = g_date_time_add_days (now, (int) days);

  return then != NULL && day_end (g_date_time_get_year (then), g_date_time_get_month (then), g_date_time_get_day_of_month (then), zone, out_usec);
}

static gboolean
next_day (int day, int month, GDateTime *now, gint64 now_usec, GTimeZone *zone, gint64 *out_usec)
{
  /* Four years on at most, for the 29th of February. */
  for (int year = g_date_time_get_year (now); year <= g_date_time_get_year (now) + 4; year++)
    if (day_end (year, month, day, zone, out_usec) && *out_usec >= now_usec)
      return TRUE;

  return FALSE;
}

static gboolean
parse_day (const char *text, gint64 now_usec, GTimeZone *zone, gint64 *out_usec)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (now_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) now = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  int year, month, day, end = 0;

  if (now == NULL)
    return FALSE;
  if (*text == '+')
    return days_ahead (text + 1, now, zone, out_usec);
  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && text[end] == '\0')
    return day_end (year, month, day, zone, out_usec);
  if (sscanf (text, "%2d/%2d/%4d%n", &day, &month, &year, &end) == 3 && text[end] == '\0')
    return day_end (year, month, day, zone, out_usec);
  if (sscanf (text, "%2d/%2d%n", &day, &month, &end) == 2 && text[end] == '\0')
    return next_day (day, month, now, now_usec, zone, out_usec);

  return FALSE;
}

gboolean
vigie_action_due_parse (const char *text, gint64 now_usec, GTimeZone *zone, gint64 *out_usec, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  gint64 time_usec;

  if (strlen (clean) > 10 || !parse_day (clean, now_usec, zone, &time_usec))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is not a date. Write 27/11, 2026-11-27 or +7 for a week from now."), clean);
      return FALSE;
    }
  *out_usec = time_usec;

  return TRUE;
}
