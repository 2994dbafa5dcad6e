/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

/* Who is who in an incident. Pure look-ups in the present fold. */

G_BEGIN_DECLS

/* Everybody named in the incident, who sits here first, without doubles (char *, owned). */
GPtrArray *vigie_roster_people_seen (VigieIncidentModel *model);
/* The same, then who is on call now and the names of the directory: what to offer when a post is assigned. Owned. */
GPtrArray *vigie_roster_people_offered (VigieIncidentModel *model);
gboolean vigie_roster_person_holds_a_post (const VigieIncident *incident, const char *person);
/* Present holders of @post, oldest first (const VigieHolding *); more than one after two records met. Owned container. */
GPtrArray *vigie_roster_holders (const VigieIncident *incident, const char *post);
/* Since when nobody holds it: the last one's end, else the declaration. */
gint64 vigie_roster_vacant_since (const VigieIncident *incident, const char *post);
/* What @person said at the last check-in, or NULL. Borrowed. */
const VigieCheckInAnswer *vigie_roster_last_answer (const VigieIncident *incident, const char *person);

G_END_DECLS
