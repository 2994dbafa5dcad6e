/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-playbook.h"

G_BEGIN_DECLS

/* RFC 5545: the incident itself and each running obligation with a due time as events, times in UTC. Owned. */
char *vigie_calendar_of_incident (VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang, gint64 now_usec);

G_END_DECLS
