/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose turn it is. Turns are counted in days of the calendar and only then made times, so that a hand-over at 08:00
 * stays at 08:00 when the clocks are put forward. */

#include "vigie-rota-private.h"

#include <string.h>

static GTimeZone *
zone_of (const VigieRotation *rotation, const VigieZones *zones)
{
  return zones != NULL && zones->look_up != NULL ? zones->look_up (rotation->zone, zones->data) : NULL;
}

/* When turn @index begins. */
static gint64
turn_start (const VigieRotation *rotation, gint64 index, GTimeZone *zone)
{
  g_autoptr(GDateTime) time = NULL;
  gint64 julian = (gint64) rotation->starts_julian + index * 7 * rotation->weeks;
  int hour = (int) rotation->handover_minutes / 60, minute = (int) rotation->handover_minutes % 60;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) CLAMP (julian, 1, 3652059)); /* 31 December 9999 */
  time = zone != NULL
           ? g_date_time_new (zone, g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date), hour, minute, 0)
           : g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date), hour, minute, 0);

  return time != NULL ? g_date_time_to_unix (time) * VIGIE_SECOND_USEC : G_MAXINT64;
}

/* The turn that @at_usec falls into; the rotation has begun. */
static gint64
turn_index (const VigieRotation *rotation, gint64 at_usec, GTimeZone *zone)
{
  gint64 index = (at_usec - turn_start (rotation, 0, zone)) / ((gint64) rotation->weeks * VIGIE_WEEK_USEC);

  while (index > 0 && turn_start (rotation, index, zone) > at_usec)
    index--;
  while (turn_start (rotation, index + 1, zone) <= at_usec)
    index++;

  return index;
}

/* The one that @rotation took over from: of those it names, the last. Always an earlier one of the fold's order. */
static const VigieRotation *
predecessor (const VigieRota *rota, const VigieRotation *rotation)
{
  gboolean is_past = FALSE;

  for (guint i = rota->rotations->len; i > 0; i--)
    {
      const VigieRotation *other = rota->rotations->pdata[i - 1];

      if (is_past && strcmp (other->level, rotation->level) == 0
          && g_strv_contains (rotation->event->replaces, other->event->id))
        return other;
      is_past = is_past || other == rotation;
    }

  return NULL;
}

const VigieRotation *
vigie_rota_turn_at (const VigieRota *rota, const char *level, gint64 at_usec, const VigieZones *zones, gint64 *from_usec, gint64 *to_usec, const char **person)
{
  const VigieRotation *rotation = vigie_rota_rotation (rota, level);
  gint64 ends_usec = G_MAXINT64, index;
  GTimeZone *zone = NULL;

  for (; rotation != NULL; rotation = predecessor (rota, rotation))
    {
      gint64 starts_usec;

      zone = zone_of (rotation, zones);
      starts_usec = turn_start (rotation, 0, zone);
      if (starts_usec <= at_usec)
        break;
      ends_usec = MIN (ends_usec, starts_usec);
    }
  *person = NULL;
  *from_usec = G_MININT64;
  *to_usec = ends_usec;
  if (rotation == NULL)
    return NULL;
  *from_usec = turn_start (rotation, 0, zone);
  if (rotation->people->len == 0)
    return rotation;
  index = turn_index (rotation, at_usec, zone);
  *from_usec = turn_start (rotation, index, zone);
  *to_usec = MIN (ends_usec, turn_start (rotation, index + 1, zone));
  *person = rotation->people->pdata[index % rotation->people->len];

  return rotation;
}

/**
 * vigie_week_start:
 * @time_usec: a moment
 * @zone: where it is looked at
 *
 * Returns: Monday 00:00 of that week
 */
gint64
vigie_week_start (gint64 time_usec, GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) here = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr(GDateTime) day = here != NULL ? g_date_time_add_days (here, 1 - g_date_time_get_day_of_week (here)) : NULL;
  g_autoptr(GDateTime) monday = NULL;

  if (day == NULL)
    return time_usec;
  monday = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day), 0, 0, 0);

  return monday != NULL ? g_date_time_to_unix (monday) * VIGIE_SECOND_USEC : time_usec;
}

/**
 * vigie_week_add:
 * @week_start_usec: what vigie_week_start() gave
 * @n_weeks: how many weeks on; negative: back
 * @zone: the same zone
 *
 * Returns: Monday 00:00 of that other week
 */
gint64
vigie_week_add (gint64 week_start_usec, int n_weeks, GTimeZone *zone)
{
  /* The middle of the week is in the right one, however long the hours between are. */
  return vigie_week_start (week_start_usec + n_weeks * VIGIE_WEEK_USEC + 3 * VIGIE_DAY_USEC, zone);
}
