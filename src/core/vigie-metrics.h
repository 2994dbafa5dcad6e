/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-figures.h"

/* The indicators over many incidents. The screen, vigiectl and the documents draw on this one function, so that they
 * cannot disagree. Missing is counted, never guessed. */

G_BEGIN_DECLS

typedef struct
{
  gint64 median_usec, mean_usec;  /* NONE when count is 0 */
  guint count;                    /* incidents with this delay */
  guint missing;                  /* those without: count + missing = n_incidents */
  guint impossible;               /* of the missing: negative, a fault in the times */
  guint open;                     /* of the missing: the incident still runs */
  gint64 target_usec, baseline_usec; /* the playbook's target, and what it gives as the state before; NONE */
  guint n_promised, n_kept;       /* those with a promise for this delay at their level, and those within it */
} VigieIndicator;

typedef struct
{
  guint n_incidents;              /* that count */
  guint n_cancelled, n_followers; /* in the same cut, left out of everything else */
  VigieIndicator delay[VIGIE_N_DELAYS];
  guint recurrence_count;
  guint cause_missing;            /* incidents that are over and have no confirmed cause */
  double recurrence_share, recurrence_target, recurrence_baseline; /* 0 to 1 */
  guint n_updates, n_updates_late;           /* promised messages */
  guint n_actions, n_actions_open, n_actions_overdue; /* overdue: of the open ones, at cut->now_usec */
  guint n_actions_done, n_actions_in_time, n_actions_dropped;
} VigieMetrics;

/* Which incidents. Zero or NULL members: all. */
typedef struct
{
  gint64 from_usec, to_usec;      /* seen in [from, to); NONE: open. One without a time is in no period but the whole */
  guint levels;                   /* bit (1 << VigieLevel) */
  const char *type;
  gboolean examples;              /* examples instead of what really happened */
  gint64 now_usec;                /* which actions are overdue; NONE: none */
} VigieMetricsCut;
#define VIGIE_METRICS_CUT_ALL ((VigieMetricsCut) { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .now_usec = VIGIE_TIME_NONE })

/* @figures belongs to the cut, whether it counts or is left out. */
gboolean vigie_metrics_cut_has (const VigieMetricsCut *cut, const VigieFigures *figures);

/**
 * vigie_metrics_of:
 * @all: (element-type VigieFigures): linked by vigie_figures_link(), in any order
 * @cut: (nullable): which of them
 * @playbook: targets, and the promises of each level
 * @out: (out caller-allocates): the figures
 */
void vigie_metrics_of (GPtrArray *all, const VigieMetricsCut *cut, const VigiePlaybook *playbook, VigieMetrics *out);

/* What @level promises of @delay: its own span for responding and resolving, else the target. NONE: nothing. */
gint64 vigie_metrics_promise_usec (const VigiePlaybook *playbook, VigieDelay delay, VigieLevel level);
/* The mean is within the target, or nothing is counted: then *known is FALSE. */
gboolean vigie_indicator_is_held (const VigieIndicator *indicator, gboolean *known);

/* How often a cause was confirmed in a cut. */
typedef struct { const char *cause; guint count; } VigieCauseCount;
/* (element-type VigieCauseCount), most frequent first, then by name; owned, names borrowed from @all. */
GArray *vigie_metrics_causes (GPtrArray *all, const VigieMetricsCut *cut);

G_END_DECLS
