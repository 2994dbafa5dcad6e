/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-rota-calendar.h"

#include <string.h>

#include "vigie-rota-private.h"

static const VigieRotaCalendar *
find (const VigieRota *rota, const char *level, const char *source)
{
  for (guint i = rota->calendars->len; i > 0; i--)
    {
      const VigieRotaCalendar *calendar = rota->calendars->pdata[i - 1];

      if (strcmp (calendar->level, level) == 0 && g_strcmp0 (calendar->source, source) == 0)
        return calendar;
    }

  return NULL;
}

static gboolean
has (const VigieRotaCalendar *calendar, const char *person, gint64 from_usec, gint64 to_usec)
{
  for (guint i = 0; i < calendar->shifts->len; i++)
    {
      const VigieCalendarShift *shift = &g_array_index (calendar->shifts, VigieCalendarShift, i);

      if (shift->from_usec == from_usec && shift->to_usec == to_usec && strcmp (shift->person, person) == 0)
        return TRUE;
    }

  return FALSE;
}

static guint
count_standing (const VigieRotaCalendar *calendar, gint64 now_usec)
{
  guint n = 0;

  for (guint i = 0; i < calendar->shifts->len; i++)
    n += g_array_index (calendar->shifts, VigieCalendarShift, i).to_usec > now_usec;

  return n;
}

gboolean
vigie_rota_calendar_says (const VigieRota *rota, const char *level, const char *source, GPtrArray *shifts, gint64 now_usec, gint64 *until_usec)
{
  const VigieRotaCalendar *calendar;
  guint n = 0;

  g_return_val_if_fail (rota != NULL && level != NULL && source != NULL && shifts != NULL && until_usec != NULL, FALSE);

  calendar = find (rota, level, source);
  *until_usec = calendar != NULL ? calendar->to_usec : VIGIE_TIME_NONE;
  if (calendar == NULL)
    return FALSE;
  for (guint i = 0; i < shifts->len; i++)
    {
      const VigieReadShift *shift = shifts->pdata[i];

      if (shift->to_usec <= now_usec || shift->from_usec >= calendar->to_usec)
        continue;
      if (!has (calendar, shift->person, shift->from_usec, shift->to_usec))
        return FALSE;
      n++;
    }

  return n == count_standing (calendar, now_usec);
}

gboolean
vigie_rota_calendar_has (const VigieRota *rota, const char *level, const char *source, const char *person, gint64 from_usec, gint64 to_usec)
{
  const VigieRotaCalendar *calendar;

  g_return_val_if_fail (rota != NULL && level != NULL && source != NULL && person != NULL, FALSE);

  calendar = find (rota, level, source);

  return calendar != NULL && has (calendar, person, from_usec, to_usec);
}

gint64
vigie_rota_calendar_until (const VigieRota *rota, const char *source)
{
  gint64 until_usec = VIGIE_TIME_NONE;

  g_return_val_if_fail (rota != NULL && source != NULL, VIGIE_TIME_NONE);

  for (guint i = 0; i < rota->calendars->len; i++)
    {
      const VigieRotaCalendar *calendar = rota->calendars->pdata[i];

      if (g_strcmp0 (calendar->source, source) != 0 || find (rota, calendar->level, source) != calendar)
        continue;
      until_usec = until_usec == VIGIE_TIME_NONE ? calendar->to_usec : MIN (until_usec, calendar->to_usec);
    }

  return until_usec;
}
