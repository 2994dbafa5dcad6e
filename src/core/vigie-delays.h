/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-playbook.h"

/* The four delays of an incident: each has one name and one definition. */

G_BEGIN_DECLS

typedef enum { VIGIE_DELAY_DETECT, VIGIE_DELAY_RESPOND, VIGIE_DELAY_RESOLVE, VIGIE_DELAY_COMMUNICATE, VIGIE_N_DELAYS } VigieDelay;

/* "detect", "respond", "resolve", "communicate"; static. */
const char *vigie_delay_to_word (VigieDelay delay);
/* From what to what it is counted, for a person; static. */
const char *vigie_delay_formula (VigieDelay delay, VigieLang lang);

typedef struct
{
  gint64 delay_usec[VIGIE_N_DELAYS];   /* VIGIE_TIME_NONE when missing or impossible */
  gboolean impossible[VIGIE_N_DELAYS]; /* negative: a fault to correct */
  gint64 from_usec[VIGIE_N_DELAYS], to_usec[VIGIE_N_DELAYS]; /* what it is counted between; NONE: not recorded */
  gint64 total_usec;                   /* started → resolved, or NONE */
} VigieDelays;

/**
 * vigie_delays_of:
 * @playbook: says which audiences are outside the team
 * @out: (out caller-allocates): microseconds, VIGIE_TIME_NONE for what the record does not say
 */
void vigie_delays_of (const VigieIncident *incident, const VigiePlaybook *playbook, VigieDelays *out);

G_END_DECLS
