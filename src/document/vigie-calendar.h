/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"
#include "vigie-incident.h"
#include "vigie-playbook.h"
#include "vigie-post-mortem.h"

G_BEGIN_DECLS

/* RFC 5545: the incident itself and each running obligation with a due time as events, times in UTC. Owned. */
char *vigie_calendar_of_incident (VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang, gint64 now_usec);

/* RFC 5545: one event for each stretch in which somebody is on call, in UTC, as readers disagree about rules of
 * recurrence. @level: NULL for all levels of the playbook. What vigie_foreign_calendar_read() makes of it is the same to
 * the second. Owned. */
char *vigie_calendar_of_rota (const VigieDirectory *directory, const char *level, gint64 from_usec, gint64 to_usec, const VigieZones *zones,
                              VigieLang lang, gint64 now_usec);

/* RFC 5545 and 5546: an invitation to the post-mortem of @schedule, by who planned it to whom it invites, with the agenda. A later one
 * of the same incident takes its place. @directory: where addresses are, or NULL; who has none is named in the text. Owned. */
char *vigie_calendar_of_meeting (const VigieIncident *incident, const VigiePlaybook *playbook, const VigieDirectory *directory,
                                 const VigiePostMortemStep *schedule, VigieLang lang, gint64 now_usec);
/* The text of that invitation: when, where, who, the agenda. @zone: of the time in it. Owned. */
char *vigie_meeting_words (const VigieIncident *incident, const VigiePlaybook *playbook, const VigiePostMortemStep *schedule, GTimeZone *zone, VigieLang lang);
/* The mail address of @person, by name, or NULL. Borrowed. */
const char *vigie_meeting_mail (const VigieDirectory *directory, const char *person);

G_END_DECLS
