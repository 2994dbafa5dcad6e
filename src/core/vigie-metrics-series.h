/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-metrics.h"

/* A period cut into weeks, months, quarters or years of a zone, so that a figure can be seen over time. */

G_BEGIN_DECLS

typedef struct
{
  gint64 from_usec, to_usec; /* [from, to) */
  char *label;               /* "22 nov. 2026" (the week's first day), "nov. 2026", "T4 2026", "2026" */
  VigieMetrics metrics;      /* of what falls into it, within the whole cut */
} VigieBucket;

/**
 * vigie_metrics_series:
 * @all: (element-type VigieFigures): linked figures
 * @cut: the whole period; an open end is that of the incidents, and @now_usec
 * @zone: whose midnights part the periods
 *
 * Cuts the period of @cut: weeks up to 100 days, months up to 400, quarters up to five years, else years.
 *
 * Returns: (transfer full) (element-type VigieBucket): oldest first; empty when nothing was seen in an open period
 */
GArray *vigie_metrics_series (GPtrArray *all, const VigieMetricsCut *cut, const VigiePlaybook *playbook, gint64 now_usec, GTimeZone *zone, VigieLang lang);

/* First instant of the quarter that @time_usec lies in, moved by @quarters. */
gint64 vigie_metrics_quarter_usec (gint64 time_usec, int quarters, GTimeZone *zone);
/* The same day of the month @months before, at midnight; the last of the month if it has no such day. */
gint64 vigie_metrics_months_before_usec (gint64 time_usec, guint months, GTimeZone *zone);

G_END_DECLS
