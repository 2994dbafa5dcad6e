/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-playbook.h"

/* The four delays of an incident and the indicators over many. Missing is counted, never guessed. */

G_BEGIN_DECLS

typedef enum { VIGIE_DELAY_DETECT, VIGIE_DELAY_RESPOND, VIGIE_DELAY_RESOLVE, VIGIE_DELAY_COMMUNICATE, VIGIE_N_DELAYS } VigieDelay;
const char *vigie_delay_to_word (VigieDelay delay);

typedef struct
{
  gint64 delay_usec[VIGIE_N_DELAYS];   /* VIGIE_TIME_NONE when missing or impossible */
  gboolean impossible[VIGIE_N_DELAYS]; /* negative: a fault to correct */
  gint64 total_usec;                   /* started → resolved, or NONE */
} VigieDelays;

void vigie_delays_of (const VigieIncident *incident, const VigiePlaybook *playbook, VigieDelays *out);

typedef struct { gint64 median_usec, mean_usec; guint count, missing; gint64 target_usec; } VigieIndicator; /* NONE when count is 0 */
typedef struct { VigieIndicator delay[VIGIE_N_DELAYS]; double recurrence_share; guint recurrence_count; double recurrence_target; guint n_incidents; } VigieMetrics;
/* @incidents: VigieIncident *. Example incidents are left out. */
void vigie_metrics_of (GPtrArray *incidents, const VigiePlaybook *playbook, VigieMetrics *out);

G_END_DECLS
