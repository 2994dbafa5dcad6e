/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is wrong with a rota before the night it is needed: stretches with nobody, and people who are booked twice. */

#include "vigie-rota-private.h"

#include <string.h>

/**
 * vigie_rota_gaps:
 * @rota: a rota
 * @playbook: its support levels; those without any rotation are passed over
 * @from_usec: begin
 * @to_usec: end, not included
 * @zones: (nullable): how to find a zone's rules
 *
 * Returns: (transfer full) (element-type VigieShift): stretches with nobody on call, level by level
 */
GPtrArray *
vigie_rota_gaps (const VigieRota *rota, const VigiePlaybook *playbook, gint64 from_usec, gint64 to_usec, const VigieZones *zones)
{
  GPtrArray *gaps = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (rota != NULL && playbook != NULL, gaps);

  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = playbook->support_levels->pdata[i];
      g_autoptr(GPtrArray) shifts = NULL;

      if (!vigie_rota_has_level (rota, level->id))
        continue;
      shifts = vigie_rota_shifts (rota, level->id, from_usec, to_usec, zones);
      for (guint k = 0; k < shifts->len; k++)
        if (((const VigieShift *) shifts->pdata[k])->person == NULL)
          g_ptr_array_add (gaps, g_memdup2 (shifts->pdata[k], sizeof (VigieShift)));
    }

  return gaps;
}

/* Stretches of one person in both lists that overlap. */
static void
compare_levels (GPtrArray *one, GPtrArray *other, GPtrArray *doubles)
{
  for (guint i = 0; i < one->len; i++)
    for (guint k = 0; k < other->len; k++)
      {
        const VigieShift *a = one->pdata[i], *b = other->pdata[k];
        VigieDoubleBooking booking = { a->person, a->level, b->level, MAX (a->from_usec, b->from_usec), MIN (a->to_usec, b->to_usec) };

        if (a->person != NULL && g_strcmp0 (a->person, b->person) == 0 && booking.from_usec < booking.to_usec)
          g_ptr_array_add (doubles, g_memdup2 (&booking, sizeof booking));
      }
}

/**
 * vigie_rota_double_bookings:
 * @rota: a rota
 * @playbook: its support levels
 * @from_usec: begin
 * @to_usec: end, not included
 * @zones: (nullable): how to find a zone's rules
 *
 * Returns: (transfer full) (element-type VigieDoubleBooking): who is on call at two levels at once
 */
GPtrArray *
vigie_rota_double_bookings (const VigieRota *rota, const VigiePlaybook *playbook, gint64 from_usec, gint64 to_usec, const VigieZones *zones)
{
  GPtrArray *doubles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) levels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  g_return_val_if_fail (rota != NULL && playbook != NULL, doubles);

  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = playbook->support_levels->pdata[i];

      g_ptr_array_add (levels, vigie_rota_shifts (rota, level->id, from_usec, to_usec, zones));
      for (guint k = 0; k < i; k++)
        compare_levels (levels->pdata[k], levels->pdata[i], doubles);
    }

  return doubles;
}

static gboolean
any_in (GPtrArray *gaps, gint64 from_usec, gint64 to_usec)
{
  for (guint i = 0; i < gaps->len; i++)
    {
      const VigieShift *gap = gaps->pdata[i];

      if (gap->from_usec < to_usec && gap->to_usec > from_usec)
        return TRUE;
    }

  return FALSE;
}

/**
 * vigie_rota_count_open_weeks:
 * @rota: a rota
 * @playbook: its support levels
 * @now_usec: the moment; what is past does not count
 * @n_weeks: how many weeks to look at, the present one included
 * @zone: where weeks begin on Monday
 * @zones: (nullable): how to find a zone's rules
 *
 * Returns: in how many of them some level has nobody on call; @n_weeks if no level has a rotation
 */
guint
vigie_rota_count_open_weeks (const VigieRota *rota, const VigiePlaybook *playbook, gint64 now_usec, guint n_weeks, GTimeZone *zone, const VigieZones *zones)
{
  gint64 week_usec = vigie_week_start (now_usec, zone);
  g_autoptr(GPtrArray) gaps = NULL;
  guint n = 0;

  g_return_val_if_fail (rota != NULL && playbook != NULL, 0);

  if (vigie_rota_is_empty (rota))
    return n_weeks;
  gaps = vigie_rota_gaps (rota, playbook, now_usec, vigie_week_add (week_usec, (int) n_weeks, zone), zones);
  for (guint i = 0; i < n_weeks; i++)
    n += any_in (gaps, vigie_week_add (week_usec, (int) i, zone), vigie_week_add (week_usec, (int) i + 1, zone));

  return n;
}
