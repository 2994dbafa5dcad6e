/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-mailing-record.h"
#include "vigie-mailing.h"

/* A notice and its mailing: what may be sent, and what the record is told. Pure but for what it is given. */

G_BEGIN_DECLS

#define VIGIE_MAILING_CHANNEL "email"

/* Takes audience, version and texts of @notice (id or code) into @plan. CONFLICT or NOT_FOUND with one sentence when it may
 * not go out now, or not by mail. */
gboolean vigie_mailing_plan_take_notice (VigieMailingPlan *plan, const VigieIncident *incident, const char *notice, GError **error);
/* Drafts that tell the record of @step. For BEGUN the notice has to be approved as it stands in @plan. @reason: why it
 * paused; nullable. */
GPtrArray *vigie_mailing_drafts (const VigieIncident *incident, const VigieMailingPlan *plan, const VigieMailingProgress *progress, VigieMailingStep step, const char *reason, const char *author, gint64 now_usec, GError **error);
/* The notice went out: the server took over the first message, and the record does not know yet. */
gboolean vigie_mailing_publication_due (const VigieIncident *incident, const VigieMailingPlan *plan, const VigieMailingProgress *progress);
GPtrArray *vigie_mailing_publication (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieMailingPlan *plan, const char *author, gint64 now_usec, GError **error);

G_END_DECLS
