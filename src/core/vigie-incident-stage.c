/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stage, level and support level over time.
 *
 * The public stage follows the milestones unless a person has set it apart; the changes of level and
 * stage that clocks restart on are worked out from what is true now about the past (a milestone that
 * was corrected moves its change with it). */

#include "vigie-incident-private.h"

#include <string.h>

static const struct { VigieMilestone milestone; VigieStage stage; } stage_rules[] = {
  { VIGIE_MILESTONE_DIAGNOSED, VIGIE_STAGE_IDENTIFIED },
  { VIGIE_MILESTONE_RESTORED, VIGIE_STAGE_MONITORING },
  { VIGIE_MILESTONE_RESOLVED, VIGIE_STAGE_RESOLVED },
  { VIGIE_MILESTONE_CLOSED, VIGIE_STAGE_CLOSED },
};

/* The stage that the milestones set until @until_usec (NONE: ever) give. */
static VigieStage
stage_of_milestones (const VigieIncident *incident, gint64 until_usec)
{
  VigieStage stage = VIGIE_STAGE_INVESTIGATING;

  for (gsize i = 0; i < G_N_ELEMENTS (stage_rules); i++)
    {
      gint64 time_usec = incident->milestones[stage_rules[i].milestone];

      if (time_usec != VIGIE_TIME_NONE && (until_usec == VIGIE_TIME_NONE || time_usec <= until_usec))
        stage = stage_rules[i].stage;
    }

  return stage;
}

static int
compare_times (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* The stage set apart at @time_usec, or -1; the moves are in fold order. */
static int
apart_at (const GArray *moves, gint64 time_usec)
{
  gint64 newest = G_MININT64;
  int stage = -1;

  for (guint i = 0; i < moves->len; i++)
    {
      const VigieStageMove *move = &g_array_index (moves, VigieStageMove, i);

      if (move->occurred_usec <= time_usec && move->occurred_usec >= newest)
        {
          newest = move->occurred_usec;
          stage = move->stage;
        }
    }

  return stage;
}

static void
add_change (VigieIncident *incident, gint64 occurred_usec, VigieLevel level, VigieStage stage, gboolean is_level)
{
  VigieChange *change = vigie_arena_new0 (vigie_incident_priv (incident)->arena, VigieChange);

  change->occurred_usec = occurred_usec;
  change->level = level;
  change->stage = stage;
  change->is_level = is_level;
  g_ptr_array_add (incident->changes, change);
}

static void
add_stage_changes (VigieIncident *incident)
{
  const GArray *moves = vigie_incident_priv (incident)->stage_moves;
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  VigieStage before = VIGIE_STAGE_INVESTIGATING;

  for (gsize i = 0; i < G_N_ELEMENTS (stage_rules); i++)
    {
      if (incident->milestones[stage_rules[i].milestone] != VIGIE_TIME_NONE)
        g_array_append_val (times, incident->milestones[stage_rules[i].milestone]);
    }
  for (guint i = 0; i < moves->len; i++)
    g_array_append_val (times, g_array_index (moves, VigieStageMove, i).occurred_usec);
  g_array_sort (times, compare_times);

  for (guint i = 0; i < times->len; i++)
    {
      gint64 time_usec = g_array_index (times, gint64, i);
      int apart = apart_at (moves, time_usec);
      VigieStage stage = apart >= 0 ? (VigieStage) apart : stage_of_milestones (incident, time_usec);

      if (stage != before)
        add_change (incident, time_usec, incident->level, stage, FALSE);
      before = stage;
    }
}

static int
compare_level_moves (gconstpointer a, gconstpointer b)
{
  return compare_times (&((const VigieLevelMove *) a)->occurred_usec,
                        &((const VigieLevelMove *) b)->occurred_usec);
}

static void
add_level_changes (VigieIncident *incident)
{
  GArray *moves = vigie_incident_priv (incident)->level_moves;
  VigieLevel before = VIGIE_LEVEL_NONE;

  /* A stable sort; the declaration was applied first and opens the list whatever its time. */
  if (moves->len > 1)
    {
      g_autoptr(GArray) rest = g_array_new (FALSE, FALSE, sizeof (VigieLevelMove));

      g_array_append_vals (rest, &g_array_index (moves, VigieLevelMove, 1), moves->len - 1);
      g_array_sort (rest, compare_level_moves);
      memcpy (&g_array_index (moves, VigieLevelMove, 1), rest->data, rest->len * sizeof (VigieLevelMove));
    }
  for (guint i = 0; i < moves->len; i++)
    {
      const VigieLevelMove *move = &g_array_index (moves, VigieLevelMove, i);

      if (move->level != before)
        add_change (incident, move->occurred_usec, move->level, incident->stage, TRUE);
      before = move->level;
    }
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  return compare_times (&(*(const VigieChange *const *) a)->occurred_usec,
                        &(*(const VigieChange *const *) b)->occurred_usec);
}

/* The level of the declaration stays in front: everything else is a change of it. */
static void
sort_changes (GPtrArray *changes)
{
  gpointer first = g_ptr_array_steal_index (changes, 0);

  g_ptr_array_sort (changes, compare_changes);
  g_ptr_array_insert (changes, 0, first);
}

static void
derive_stage (VigieIncident *incident)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);

  incident->stage_set_apart = priv->stage_apart >= 0;
  incident->stage = priv->stage_apart >= 0 ? (VigieStage) priv->stage_apart
                                           : stage_of_milestones (incident, VIGIE_TIME_NONE);
}

static const char *
support_of_level (const VigiePlaybook *playbook, VigieLevel level)
{
  static const char *const usual[] = { "L1", "L3", "L2", "L1", "L1" };
  const VigieLevelDef *def = playbook != NULL ? vigie_playbook_level (playbook, level) : NULL;

  return def != NULL && def->support != NULL && *def->support != '\0' ? def->support : usual[level];
}

static int
support_rank (const char *level)
{
  static const char *const order[] = { "L1", "L2", "L3", "management" };

  for (int i = 0; i < (int) G_N_ELEMENTS (order); i++)
    {
      if (strcmp (order[i], level) == 0)
        return i;
    }

  return -1;
}

/* A level starts at its support level; raising the level raises it, a hand-over sets it. */
static void
derive_support (VigieIncident *incident, const VigiePlaybook *playbook)
{
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  const char *current = NULL;
  guint next = 0;

  for (guint i = 0; i < priv->level_moves->len; i++)
    {
      const VigieLevelMove *move = &g_array_index (priv->level_moves, VigieLevelMove, i);
      const char *start = support_of_level (playbook, move->level);

      for (; current != NULL && next < incident->support->len; next++)
        {
          const VigieSupportMove *hand_over = incident->support->pdata[next];

          if (hand_over->occurred_usec > move->occurred_usec)
            break;
          current = hand_over->level;
        }
      if (current == NULL || support_rank (start) > support_rank (current))
        current = start;
    }
  if (next < incident->support->len)
    current = ((const VigieSupportMove *) incident->support->pdata[incident->support->len - 1])->level;

  priv->support_level = vigie_arena_string (priv->arena, current);
}

void
vigie_incident_derive_stage (VigieIncident *incident, const VigiePlaybook *playbook)
{
  derive_stage (incident);
  add_level_changes (incident);
  add_stage_changes (incident);
  sort_changes (incident->changes);
  derive_support (incident, playbook);
}
