/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach.h"
#include "vigie-report.h"

/* Documents about a breach, drawn by the document layer like the incident report. Pure. */

G_BEGIN_DECLS

/* The decision as it stands: times, score, facts, every rule with verdict, reason and source. Owned. */
VigieReport *vigie_breach_decision_report (const VigieBreach *breach, const VigieIncident *incident, const VigiePlaybook *playbook, const char *author, gint64 now_usec, GTimeZone *zone, VigieLang lang);

G_END_DECLS
