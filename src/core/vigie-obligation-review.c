/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The obligations of the organisation: to go through the contacts and the playbook again. They are
 * due at the end of the day that the playbook names; a recorded review moves the next one on by the
 * time between two editions, never before the date named. */

#include "vigie-obligation.h"

#include <stdio.h>
#include <string.h>

/* Midnight UTC of "2026-01-31"; the loader checked the form. */
static gint64
parse_date (const char *date)
{
  int year = 0, month = 0, day = 0;
  g_autoptr(GDateTime) midnight = NULL;

  if (sscanf (date, "%d-%d-%d", &year, &month, &day) != 3)
    return VIGIE_TIME_NONE;
  midnight = g_date_time_new_utc (year, month, day, 0, 0, 0);

  return midnight != NULL ? g_date_time_to_unix (midnight) * VIGIE_SECOND_USEC : VIGIE_TIME_NONE;
}

static VigieObligation *
new_review (const VigiePlaybook *playbook, const VigieClockDef *clock, gint64 last_usec, gint64 now_usec)
{
  VigieObligation *obligation = g_new0 (VigieObligation, 1);
  gint64 updated = parse_date (playbook->updated);
  gint64 due = parse_date (playbook->next_review) + VIGIE_DAY_USEC;
  gint64 last = last_usec <= now_usec ? last_usec : VIGIE_TIME_NONE;

  if (last != VIGIE_TIME_NONE)
    due = MAX (due, last + (due - updated));
  obligation->clock = clock;
  obligation->id = clock->id;
  obligation->subject = g_strdup ("");
  obligation->subject_label = g_strdup ("");
  obligation->owner = g_strdup (clock->owner);
  obligation->started_usec = last != VIGIE_TIME_NONE ? last : updated;
  obligation->due_usec = due;
  obligation->span_usec = due - obligation->started_usec;
  obligation->limit_usec = VIGIE_TIME_NONE;
  obligation->not_before_usec = VIGIE_TIME_NONE;
  obligation->fulfilled_usec = VIGIE_TIME_NONE;
  obligation->last_fulfilled_usec = last;
  obligation->postponed_until_usec = VIGIE_TIME_NONE;
  if (now_usec > due)
    obligation->state = VIGIE_OBLIGATION_OVERDUE;
  else if (due - now_usec <= vigie_obligation_soon_usec (obligation->span_usec))
    obligation->state = VIGIE_OBLIGATION_DUE_SOON;
  else
    obligation->state = VIGIE_OBLIGATION_PENDING;

  return obligation;
}

/**
 * vigie_obligations_of_organisation:
 * @playbook: a playbook; must outlive the result
 * @last_contacts_review_usec: when the contacts were last gone through, or %VIGIE_TIME_NONE
 * @last_playbook_review_usec: when the playbook was, or %VIGIE_TIME_NONE
 * @now_usec: the moment, in microseconds since 1970 UTC
 *
 * Lists what is owed apart from any incident.
 *
 * Returns: (transfer full) (element-type VigieObligation): the obligations, in the playbook's order
 */
GPtrArray *
vigie_obligations_of_organisation (const VigiePlaybook *playbook, gint64 last_contacts_review_usec,
                                   gint64 last_playbook_review_usec, gint64 now_usec)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_obligation_free);

  g_return_val_if_fail (playbook != NULL, out);

  for (guint i = 0; i < playbook->clocks->len; i++)
    {
      const VigieClockDef *clock = g_ptr_array_index (playbook->clocks, i);
      gboolean is_contacts = strcmp (g_ptr_array_index (clock->starts, 0), "next-review:contacts") == 0;

      if (clock->organisation)
        g_ptr_array_add (out, new_review (playbook, clock,
                                          is_contacts ? last_contacts_review_usec : last_playbook_review_usec,
                                          now_usec));
    }

  return out;
}
