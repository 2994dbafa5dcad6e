/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The indicators: counts, medians, means and shares over the figures of a cut.
 *
 * Two yardsticks that the playbook gives, kept apart: the target, which the mean of a period is held against
 * ("under 5 min": the target itself is not under it), and the promise of a level, which each incident keeps or
 * breaks ("within 15 min": the due time itself is kept, as with every clock). */

#include "vigie-metrics.h"

#include <math.h>
#include <string.h>

#include "vigie-cause.h"

static const VigieMetricsCut everything = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .now_usec = VIGIE_TIME_NONE };

gboolean
vigie_metrics_cut_has (const VigieMetricsCut *cut, const VigieFigures *figures)
{
  gboolean bounded;

  g_return_val_if_fail (cut != NULL && figures != NULL, FALSE);

  bounded = cut->from_usec != VIGIE_TIME_NONE || cut->to_usec != VIGIE_TIME_NONE;
  if (figures->example != (cut->examples != FALSE))
    return FALSE;
  if (bounded && figures->seen_usec == VIGIE_TIME_NONE)
    return FALSE;
  if (figures->seen_usec < cut->from_usec || (cut->to_usec != VIGIE_TIME_NONE && figures->seen_usec >= cut->to_usec))
    return FALSE;
  if (cut->levels != 0 && (cut->levels & (1u << figures->level)) == 0)
    return FALSE;

  return cut->type == NULL || strcmp (cut->type, figures->type) == 0;
}

gint64
vigie_metrics_promise_usec (const VigiePlaybook *playbook, VigieDelay delay, VigieLevel level)
{
  const VigieLevelDef *def = vigie_playbook_level (playbook, level);
  const VigieTarget *target;

  if (delay == VIGIE_DELAY_RESPOND || delay == VIGIE_DELAY_RESOLVE)
    return def == NULL ? VIGIE_TIME_NONE : delay == VIGIE_DELAY_RESPOND ? def->respond_usec : def->resolve_usec;
  target = vigie_playbook_target (playbook, vigie_delay_to_word (delay));

  return target != NULL ? (gint64) llround (target->target * (double) VIGIE_SECOND_USEC) : VIGIE_TIME_NONE;
}

gboolean
vigie_indicator_is_held (const VigieIndicator *indicator, gboolean *known)
{
  *known = indicator->count > 0 && indicator->target_usec != VIGIE_TIME_NONE;

  return *known && indicator->mean_usec < indicator->target_usec;
}

/* ---- Delays ---- */

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static void
summarise (GArray *values, VigieIndicator *out)
{
  double sum = 0;

  out->count = values->len;
  out->median_usec = out->mean_usec = VIGIE_TIME_NONE;
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

static void
take_delay (const VigieFigures *figures, VigieDelay delay, gint64 promise_usec, GArray *values, VigieIndicator *out)
{
  gint64 delay_usec = figures->delays.delay_usec[delay];

  if (delay_usec == VIGIE_TIME_NONE)
    {
      out->missing++;
      out->impossible += figures->delays.impossible[delay] ? 1 : 0;
      out->open += figures->active && !figures->delays.impossible[delay] ? 1 : 0;
      return;
    }
  g_array_append_val (values, delay_usec);
  if (promise_usec == VIGIE_TIME_NONE)
    return;
  out->n_promised++;
  out->n_kept += delay_usec <= promise_usec ? 1 : 0;
}

static void
measure (GPtrArray *counted, VigieDelay delay, const VigiePlaybook *playbook, VigieIndicator *out)
{
  const VigieTarget *target = vigie_playbook_target (playbook, vigie_delay_to_word (delay));
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 promises_usec[VIGIE_LEVEL_P4 + 1];

  for (guint level = 0; level < G_N_ELEMENTS (promises_usec); level++)
    promises_usec[level] = vigie_metrics_promise_usec (playbook, delay, level);
  for (guint i = 0; i < counted->len; i++)
    {
      const VigieFigures *figures = counted->pdata[i];

      take_delay (figures, delay, promises_usec[figures->level], values, out);
    }
  summarise (values, out);
  out->target_usec = target != NULL ? (gint64) llround (target->target * (double) VIGIE_SECOND_USEC) : VIGIE_TIME_NONE;
  out->baseline_usec = target != NULL ? (gint64) llround (target->actual * (double) VIGIE_SECOND_USEC) : VIGIE_TIME_NONE;
}

/* ---- The rest ---- */

static void
count_actions (const VigieFigures *figures, gint64 now_usec, VigieMetrics *out)
{
  for (guint i = 0; i < figures->actions->len; i++)
    {
      const VigieActionFigure *action = figures->actions->pdata[i];

      out->n_actions++;
      if (strcmp (action->status, "dropped") == 0)
        out->n_actions_dropped++;
      else if (strcmp (action->status, "done") == 0)
        {
          out->n_actions_done++;
          out->n_actions_in_time += action->due_usec == VIGIE_TIME_NONE || action->settled_usec <= action->due_usec ? 1 : 0;
        }
      else
        {
          out->n_actions_open++;
          out->n_actions_overdue += now_usec != VIGIE_TIME_NONE && action->due_usec != VIGIE_TIME_NONE && action->due_usec < now_usec ? 1 : 0;
        }
    }
}

static gboolean
lacks_cause (const VigieFigures *figures)
{
  return !figures->active && figures->causes->len == 0 && figures->same_cause == NULL;
}

/* Those that count; the others of the cut are counted by why they do not. */
static GPtrArray *
pick (GPtrArray *all, const VigieMetricsCut *cut, VigieMetrics *out)
{
  GPtrArray *counted = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      VigieFigures *figures = all->pdata[i];

      if (!vigie_metrics_cut_has (cut, figures))
        continue;
      if (figures->cancelled)
        out->n_cancelled++;
      else if (figures->follows)
        out->n_followers++;
      else
        g_ptr_array_add (counted, figures);
    }

  return counted;
}

void
vigie_metrics_of (GPtrArray *all, const VigieMetricsCut *cut, const VigiePlaybook *playbook, VigieMetrics *out)
{
  g_autoptr(GPtrArray) counted = NULL;
  const VigieTarget *recurrence;

  g_return_if_fail (all != NULL && playbook != NULL && out != NULL);

  cut = cut != NULL ? cut : &everything;
  memset (out, 0, sizeof *out);
  counted = pick (all, cut, out);
  out->n_incidents = counted->len;
  for (guint d = 0; d < VIGIE_N_DELAYS; d++)
    measure (counted, d, playbook, &out->delay[d]);
  for (guint i = 0; i < counted->len; i++)
    {
      const VigieFigures *figures = counted->pdata[i];

      out->recurrence_count += figures->recurs ? 1 : 0;
      out->cause_missing += lacks_cause (figures) ? 1 : 0;
      out->n_updates += figures->n_updates;
      out->n_updates_late += figures->n_updates_late;
      count_actions (figures, cut->now_usec, out);
    }
  if (counted->len > 0)
    out->recurrence_share = (double) out->recurrence_count / counted->len;
  recurrence = vigie_playbook_target (playbook, "recurrence");
  out->recurrence_target = recurrence != NULL ? recurrence->target / 100.0 : 0;
  out->recurrence_baseline = recurrence != NULL ? recurrence->actual / 100.0 : 0;
}

/* ---- Causes ---- */

static int
compare_causes (gconstpointer a, gconstpointer b)
{
  const VigieCauseCount *left = a;
  const VigieCauseCount *right = b;

  return left->count != right->count ? (left->count > right->count ? -1 : 1) : strcmp (left->cause, right->cause);
}

GArray *
vigie_metrics_causes (GPtrArray *all, const VigieMetricsCut *cut)
{
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (VigieCauseCount));
  g_autoptr(GHashTable) places = g_hash_table_new (vigie_cause_term_hash, vigie_cause_term_equal); /* cause → place + 1 */

  g_return_val_if_fail (all != NULL, counts);

  cut = cut != NULL ? cut : &everything;
  for (guint i = 0; i < all->len; i++)
    {
      const VigieFigures *figures = all->pdata[i];

      if (!vigie_metrics_cut_has (cut, figures) || figures->cancelled || figures->follows)
        continue;
      for (guint c = 0; c < figures->causes->len; c++)
        {
          VigieCauseCount first = { figures->causes->pdata[c], 1 };
          guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, first.cause));

          if (place > 0)
            {
              g_array_index (counts, VigieCauseCount, place - 1).count++;
              continue;
            }
          g_array_append_val (counts, first);
          g_hash_table_insert (places, (gpointer) first.cause, GUINT_TO_POINTER (counts->len));
        }
    }
  g_array_sort (counts, compare_causes);

  return counts;
}
