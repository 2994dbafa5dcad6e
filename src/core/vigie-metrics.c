/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The four delays and the indicators.
 *
 * The playbook writes MTTR for two different things; here each delay has one name and one definition
 * (docs/events.md lists the milestones). A delay with a missing end is missing, and counted as such;
 * one that would be negative is a fault in the times for somebody to correct: it counts as missing
 * too, because a mean that swallows it would look better than the night was. */

#include "vigie-metrics.h"

#include <math.h>
#include <string.h>

#include "vigie-incident-private.h"

static const char *const delay_words[VIGIE_N_DELAYS] = { "detect", "respond", "resolve", "communicate" };

const char *
vigie_delay_to_word (VigieDelay delay)
{
  g_return_val_if_fail ((guint) delay < VIGIE_N_DELAYS, NULL);

  return delay_words[delay];
}

static void
set_delay (VigieDelays *delays, VigieDelay delay, gint64 from_usec, gint64 to_usec)
{
  delays->delay_usec[delay] = VIGIE_TIME_NONE;
  delays->impossible[delay] = FALSE;
  if (from_usec == VIGIE_TIME_NONE || to_usec == VIGIE_TIME_NONE)
    return;
  if (to_usec < from_usec)
    delays->impossible[delay] = TRUE;
  else
    delays->delay_usec[delay] = to_usec - from_usec;
}

/* The milestone, or the opening of the war room if nothing earlier was set. */
static gint64
responded (const VigieIncident *incident)
{
  gint64 milestone = incident->milestones[VIGIE_MILESTONE_RESPONDED];
  gint64 opened = vigie_incident_first_opened_usec (incident);

  if (milestone == VIGIE_TIME_NONE)
    return opened;

  return opened == VIGIE_TIME_NONE ? milestone : MIN (milestone, opened);
}

static gint64
first_message_outside (const VigieIncident *incident, const VigiePlaybook *playbook)
{
  for (guint i = 0; i < incident->messages->len; i++)
    {
      const VigieMessage *message = incident->messages->pdata[i];
      const VigieAudience *audience = vigie_playbook_audience (playbook, message->audience);

      if (audience != NULL && audience->outside)
        return message->occurred_usec;
    }

  return VIGIE_TIME_NONE;
}

void
vigie_delays_of (const VigieIncident *incident, const VigiePlaybook *playbook, VigieDelays *out)
{
  const gint64 *times;

  g_return_if_fail (incident != NULL && playbook != NULL && out != NULL);

  times = incident->milestones;
  set_delay (out, VIGIE_DELAY_DETECT, times[VIGIE_MILESTONE_STARTED], times[VIGIE_MILESTONE_DETECTED]);
  set_delay (out, VIGIE_DELAY_RESPOND, times[VIGIE_MILESTONE_DETECTED], responded (incident));
  set_delay (out, VIGIE_DELAY_RESOLVE, times[VIGIE_MILESTONE_DETECTED], times[VIGIE_MILESTONE_RESOLVED]);
  set_delay (out, VIGIE_DELAY_COMMUNICATE, times[VIGIE_MILESTONE_DECLARED], first_message_outside (incident, playbook));

  out->total_usec = VIGIE_TIME_NONE;
  if (times[VIGIE_MILESTONE_STARTED] != VIGIE_TIME_NONE
      && times[VIGIE_MILESTONE_RESOLVED] != VIGIE_TIME_NONE
      && times[VIGIE_MILESTONE_RESOLVED] >= times[VIGIE_MILESTONE_STARTED])
    out->total_usec = times[VIGIE_MILESTONE_RESOLVED] - times[VIGIE_MILESTONE_STARTED];
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static void
summarise (GArray *values, guint n_incidents, const VigieTarget *target, VigieIndicator *out)
{
  double sum = 0;

  out->count = values->len;
  out->missing = n_incidents - values->len;
  out->median_usec = out->mean_usec = VIGIE_TIME_NONE;
  out->target_usec = target != NULL ? (gint64) llround (target->target * (double) VIGIE_SECOND_USEC) : VIGIE_TIME_NONE;
  if (values->len == 0)
    return;

  g_array_sort (values, compare_times);
  for (guint i = 0; i < values->len; i++)
    sum += (double) g_array_index (values, gint64, i);
  out->mean_usec = (gint64) llround (sum / values->len);
  out->median_usec = g_array_index (values, gint64, values->len / 2);
  if (values->len % 2 == 0)
    {
      gint64 lower = g_array_index (values, gint64, values->len / 2 - 1);

      out->median_usec = lower + (out->median_usec - lower) / 2;
    }
}

static gint64
begun (const VigieIncident *incident)
{
  static const VigieMilestone order[] = { VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_DETECTED, VIGIE_MILESTONE_DECLARED };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (incident->milestones[order[i]] != VIGIE_TIME_NONE)
        return incident->milestones[order[i]];
    }

  return VIGIE_TIME_NONE;
}

/* The cause it is linked to must be an earlier incident's: a link in the other direction makes this
 * one the first of its kind. An incident that is not among @by_id (removed, or outside the range)
 * counts as earlier. */
static gboolean
is_recurrence (const VigieIncident *incident, GHashTable *by_id)
{
  const char *other_id = vigie_incident_same_cause (incident);
  const VigieIncident *other;

  if (other_id == NULL)
    return FALSE;
  other = g_hash_table_lookup (by_id, other_id);

  return other == NULL || begun (other) <= begun (incident);
}

static GPtrArray *
countable (GPtrArray *incidents)
{
  GPtrArray *counted = g_ptr_array_new ();

  for (guint i = 0; i < incidents->len; i++)
    {
      const VigieIncident *incident = incidents->pdata[i];

      if (!incident->example)
        g_ptr_array_add (counted, incidents->pdata[i]);
    }

  return counted;
}

static void
count_recurrences (GPtrArray *counted, VigieMetrics *out)
{
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < counted->len; i++)
    g_hash_table_insert (by_id, (gpointer) ((const VigieIncident *) counted->pdata[i])->id, counted->pdata[i]);
  for (guint i = 0; i < counted->len; i++)
    out->recurrence_count += is_recurrence (counted->pdata[i], by_id) ? 1 : 0;
  if (counted->len > 0)
    out->recurrence_share = (double) out->recurrence_count / counted->len;
}

/**
 * vigie_metrics_of:
 * @incidents: VigieIncident, in any order; examples among them are left out
 * @out: (out caller-allocates): the figures; shares are from 0 to 1
 */
void
vigie_metrics_of (GPtrArray *incidents, const VigiePlaybook *playbook, VigieMetrics *out)
{
  g_autoptr(GPtrArray) counted = NULL;
  const VigieTarget *recurrence;

  g_return_if_fail (incidents != NULL && playbook != NULL && out != NULL);

  memset (out, 0, sizeof *out);
  counted = countable (incidents);
  out->n_incidents = counted->len;
  for (guint d = 0; d < VIGIE_N_DELAYS; d++)
    {
      g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint i = 0; i < counted->len; i++)
        {
          VigieDelays delays;

          vigie_delays_of (counted->pdata[i], playbook, &delays);
          if (delays.delay_usec[d] != VIGIE_TIME_NONE)
            g_array_append_val (values, delays.delay_usec[d]);
        }
      summarise (values, counted->len, vigie_playbook_target (playbook, delay_words[d]), &out->delay[d]);
    }
  count_recurrences (counted, out);
  recurrence = vigie_playbook_target (playbook, "recurrence");
  out->recurrence_target = recurrence != NULL ? recurrence->target / 100.0 : 0;
}
