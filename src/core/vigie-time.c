/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times on their way out: RFC 3339 for programs, dates and clock times for people.
 *
 * Nothing here asks the system: no clock (now is an argument), no locale (month names are tables,
 * because a French report may be made by an English session). Times that come in are read in
 * vigie-time-parse.c. */

#include "vigie-time.h"

#include "vigie-time-private.h"

#include <string.h>

static const char *const short_months[2][12] = {
  [VIGIE_LANG_EN] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                      "Dec" },
  [VIGIE_LANG_FR] = { "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.",
                      "oct.", "nov.", "déc." },
};

static const char *const long_months[2][12] = {
  [VIGIE_LANG_EN] = { "January", "February", "March", "April", "May", "June", "July", "August",
                      "September", "October", "November", "December" },
  [VIGIE_LANG_FR] = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
                      "septembre", "octobre", "novembre", "décembre" },
};

static const char *const weekdays[2][7] = {
  [VIGIE_LANG_EN] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
                      "Sunday" },
  [VIGIE_LANG_FR] = { "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
};

/* Whole seconds before @time_usec, also for times before 1970. */
static gint64
floor_seconds (gint64 time_usec)
{
  gint64 seconds = time_usec / VIGIE_SECOND_USEC;

  return time_usec % VIGIE_SECOND_USEC < 0 ? seconds - 1 : seconds;
}

GDateTime *
vigie_time_to_local (gint64 time_usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = NULL;

  if (time_usec == VIGIE_TIME_NONE)
    return NULL;

  utc = g_date_time_new_from_unix_utc (floor_seconds (time_usec));
  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* Proleptic Gregorian calendar; the months are counted from March, so that leap days come last. */
static void
date_from_days (gint64 days, int *year, int *month, int *day)
{
  gint64 shifted = days + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  gint64 day_of_era = shifted - era * 146097;
  gint64 year_of_era
    = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 march_month = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * march_month + 2) / 5 + 1);
  *month = (int) (march_month < 10 ? march_month + 3 : march_month - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2));
}

/**
 * vigie_time_format_rfc3339:
 * @time_usec: a time; not %VIGIE_TIME_NONE
 *
 * Returns: (transfer full): the time in UTC, like "2026-11-22T03:04:05Z"; with a fraction only if
 *   it has one
 */
char *
vigie_time_format_rfc3339 (gint64 time_usec)
{
  gint64 seconds = floor_seconds (time_usec);
  int fraction = (int) (time_usec - seconds * VIGIE_SECOND_USEC);
  gint64 days = seconds / 86400 - (seconds % 86400 < 0);
  int second_of_day = (int) (seconds - days * 86400);
  char digits[8] = "";
  int year, month, day;

  g_return_val_if_fail (time_usec != VIGIE_TIME_NONE, NULL);

  date_from_days (days, &year, &month, &day);
  if (fraction > 0)
    {
      g_snprintf (digits, sizeof digits, ".%06d", fraction);
      for (gsize i = 6; digits[i] == '0'; i--)
        digits[i] = '\0';
    }

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%sZ", year, month, day,
                          second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60,
                          digits);
}

static char *
clock_of (GDateTime *local)
{
  return g_strdup_printf ("%02d:%02d", g_date_time_get_hour (local),
                          g_date_time_get_minute (local));
}

/* "GMT" where the clock shows universal time, as people in Abidjan say; else what the zone calls
 * itself, and for zones without a name the offset. */
static char *
zone_of (GDateTime *local)
{
  gint64 minutes = g_date_time_get_utc_offset (local) / G_TIME_SPAN_MINUTE;
  const char *name = g_date_time_get_timezone_abbreviation (local);

  if (minutes == 0)
    return g_strdup ("GMT");
  if (name != NULL && g_ascii_isalpha (name[0]))
    return g_strdup (name);

  return g_strdup_printf ("GMT%c%02d:%02d", minutes < 0 ? '-' : '+', (int) (ABS (minutes) / 60),
                          (int) (ABS (minutes) % 60));
}

static char *
day_of (GDateTime *local, VigieLang lang)
{
  int day = g_date_time_get_day_of_month (local);

  return g_strdup_printf (lang == VIGIE_LANG_FR && day == 1 ? "%der" : "%d", day);
}

static char *
short_date_of (GDateTime *local, VigieLang lang, gboolean with_year)
{
  g_autofree char *day = day_of (local, lang);
  const char *month = short_months[lang == VIGIE_LANG_FR][g_date_time_get_month (local) - 1];

  if (!with_year)
    return g_strdup_printf ("%s %s", day, month);

  return g_strdup_printf ("%s %s %d", day, month, g_date_time_get_year (local));
}

/**
 * vigie_time_format_clock:
 * @time_usec: a time; %VIGIE_TIME_NONE gives ""
 * @zone: the zone to say it in
 *
 * Returns: (transfer full): hours and minutes, like "03:04"
 */
char *
vigie_time_format_clock (gint64 time_usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = vigie_time_to_local (time_usec, zone);

  return local != NULL ? clock_of (local) : g_strdup ("");
}

/**
 * vigie_time_format_clock_zone:
 * @time_usec: a time; %VIGIE_TIME_NONE gives ""
 * @zone: the zone to say it in
 *
 * Returns: (transfer full): hours, minutes and zone, like "03:04 GMT"
 */
char *
vigie_time_format_clock_zone (gint64 time_usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = vigie_time_to_local (time_usec, zone);
  g_autofree char *clock = NULL;
  g_autofree char *name = NULL;

  if (local == NULL)
    return g_strdup ("");

  clock = clock_of (local);
  name = zone_of (local);
  return g_strdup_printf ("%s %s", clock, name);
}

/**
 * vigie_time_format_date:
 * @time_usec: a time; %VIGIE_TIME_NONE gives ""
 * @zone: the zone to say it in
 * @lang: the language
 *
 * Returns: (transfer full): the date, like "22 nov. 2026"
 */
char *
vigie_time_format_date (gint64 time_usec, GTimeZone *zone, VigieLang lang)
{
  g_autoptr (GDateTime) local = vigie_time_to_local (time_usec, zone);

  return local != NULL ? short_date_of (local, lang, TRUE) : g_strdup ("");
}

/**
 * vigie_time_format_long_date:
 * @time_usec: a time; %VIGIE_TIME_NONE gives ""
 * @zone: the zone to say it in
 * @lang: the language
 *
 * Returns: (transfer full): the date, like "dimanche 22 novembre 2026"
 */
char *
vigie_time_format_long_date (gint64 time_usec, GTimeZone *zone, VigieLang lang)
{
  g_autoptr (GDateTime) local = vigie_time_to_local (time_usec, zone);
  g_autofree char *day = NULL;
  gboolean french = lang == VIGIE_LANG_FR;

  if (local == NULL)
    return g_strdup ("");

  day = day_of (local, lang);
  return g_strdup_printf ("%s %s %s %d", weekdays[french][g_date_time_get_day_of_week (local) - 1],
                          day, long_months[french][g_date_time_get_month (local) - 1],
                          g_date_time_get_year (local));
}

/**
 * vigie_time_format_full:
 * @time_usec: a time; %VIGIE_TIME_NONE gives ""
 * @zone: the zone to say it in
 * @lang: the language
 *
 * Returns: (transfer full): date, clock time and zone, like "22 nov. 2026, 03:04 GMT"
 */
char *
vigie_time_format_full (gint64 time_usec, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *date = vigie_time_format_date (time_usec, zone, lang);
  g_autofree char *clock = vigie_time_format_clock_zone (time_usec, zone);

  return *date != '\0' ? g_strdup_printf ("%s, %s", date, clock) : g_strdup ("");
}

/**
 * vigie_time_format_near:
 * @time_usec: a time; %VIGIE_TIME_NONE gives ""
 * @now_usec: the time it is read at
 * @zone: the zone to say it in
 * @lang: the language
 *
 * Returns: (transfer full): "03:04" on the day of @now_usec, "21 nov. 03:04" in that year, else
 *   "21 nov. 2025, 03:04"
 */
char *
vigie_time_format_near (gint64 time_usec, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autoptr (GDateTime) local = vigie_time_to_local (time_usec, zone);
  g_autoptr (GDateTime) now = vigie_time_to_local (now_usec, zone);
  g_autofree char *clock = NULL;
  g_autofree char *date = NULL;
  gboolean same_year;

  if (local == NULL)
    return g_strdup ("");

  clock = clock_of (local);
  if (vigie_time_same_day (time_usec, now_usec, zone))
    return g_steal_pointer (&clock);

  same_year = now != NULL && g_date_time_get_year (now) == g_date_time_get_year (local);
  date = short_date_of (local, lang, !same_year);
  return g_strdup_printf (same_year ? "%s %s" : "%s, %s", date, clock);
}

/**
 * vigie_time_same_day:
 * @a_usec: a time
 * @b_usec: another time
 * @zone: the zone whose days count
 *
 * Returns: %TRUE if both are set and lie on the same day
 */
gboolean
vigie_time_same_day (gint64 a_usec, gint64 b_usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) a = vigie_time_to_local (a_usec, zone);
  g_autoptr (GDateTime) b = vigie_time_to_local (b_usec, zone);

  return a != NULL && b != NULL && g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/**
 * vigie_time_day_start:
 * @time_usec: a time
 * @zone: the zone whose days count
 *
 * Returns: the midnight at or before @time_usec; %VIGIE_TIME_NONE if it is not set
 */
gint64
vigie_time_day_start (gint64 time_usec, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = vigie_time_to_local (time_usec, zone);
  g_autoptr (GDateTime) start = NULL;

  if (local == NULL)
    return VIGIE_TIME_NONE;

  start = g_date_time_new (zone, g_date_time_get_year (local), g_date_time_get_month (local),
                           g_date_time_get_day_of_month (local), 0, 0, 0);
  return g_date_time_to_unix (start) * VIGIE_SECOND_USEC;
}
