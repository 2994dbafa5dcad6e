/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* May a message go out without a notice, and does one that went out count?
 *
 * The audience's `messages` says what is enough: that anyone records it, that somebody who may approve it does, or
 * nothing but an approved notice. The fold judges every message.sent by it (VigieIncident.messages are those that
 * count, VigieIncident.void_messages the others); the acts refuse beforehand. Incidents declared before the rule, and
 * those entered afterwards, are not judged. */

G_BEGIN_DECLS

/* What @person may not do now for the audience @id; COUNTS: it may be recorded. @read_by (nullable): who has read it first. */
VigieMessageFault vigie_message_rule_now (const VigiePlaybook *playbook,
                                          const VigieIncident *incident,
                                          const char *id,
                                          const char *person,
                                          const char *read_by);
/* Why a message does not count, for its line; static. */
const char *vigie_message_fault_sentence (VigieMessageFault fault, VigieLang lang);
/* The message that event is, of those that do not count; NULL: it counts, or is none. Borrowed. */
const VigieMessage *
vigie_incident_void_message (const VigieIncident *incident, const char *event_id);

G_END_DECLS
