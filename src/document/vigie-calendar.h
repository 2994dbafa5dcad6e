/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"
#include "vigie-incident.h"
#include "vigie-playbook.h"

G_BEGIN_DECLS

/* RFC 5545: the incident itself and each running obligation with a due time as events, times in UTC. Owned. */
char *vigie_calendar_of_incident (VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang, gint64 now_usec);

/* RFC 5545: one event for each stretch in which somebody is on call, in UTC, as readers disagree about rules of
 * recurrence. @level: NULL for all levels of the playbook. What vigie_foreign_calendar_read() makes of it is the same to
 * the second. Owned. */
char *vigie_calendar_of_rota (const VigieDirectory *directory, const char *level, gint64 from_usec, gint64 to_usec, const VigieZones *zones,
                              VigieLang lang, gint64 now_usec);

G_END_DECLS
