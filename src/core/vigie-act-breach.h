/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act.h"
#include "vigie-breach.h"
#include "vigie-breach-notice.h"

/* Acts on a breach of data, like those of vigie-act.h. */

G_BEGIN_DECLS

/* Lowers the verdict of a duty; both @by and @reason must say something. INVALID when it would not be lower. */
GPtrArray *vigie_act_breach_lower (const VigiePlaybook *playbook, const VigieIncident *incident, const char *rule, VigieBreachVerdict verdict, const char *by, const char *reason, const char *author, gint64 at_usec, GError **error);
/* Takes the lowering back; @reason may be blank. */
GPtrArray *vigie_act_breach_raise (const VigieIncident *incident, const char *rule, const char *reason, const char *author, gint64 at_usec, GError **error);
/* The assessment by Legal and the DPO, with the verdicts as they stand. */
GPtrArray *vigie_act_breach_decide (const VigiePlaybook *playbook, const VigieIncident *incident, const char *reason, const char *author, gint64 at_usec, GError **error);
/* An own answer in the notice to the authority; blank takes it away. */
GPtrArray *vigie_act_breach_answer (const VigieIncident *incident, const char *field, const char *value, const char *author, gint64 at_usec, GError **error);
/* The entry in the register, with its number there. */
GPtrArray *vigie_act_breach_register (const VigieIncident *incident, const char *number, const char *note, const char *author, gint64 at_usec, GError **error);

/* The notice to the authority as a message in both languages, from the fields; one of that kind that has not gone out is
 * rewritten. INVALID while something is missing for which no blank may stand (vigie-act-breach-notice.c). @zone NULL: UTC. */
GPtrArray *vigie_act_breach_notice (const VigiePlaybook *playbook, const VigieIncident *incident, VigieBreachNoticeKind kind, GTimeZone *zone, const char *author, gint64 at_usec, GError **error);

G_END_DECLS
