/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-private.h"
#include "vigie-notice.h"

/* Private to vigie-notice*.c. */

G_BEGIN_DECLS

typedef struct
{
  const VigieIncident *incident;
  const VigiePlaybook *playbook; /* or NULL: rights cannot be told */
  VigieNotice *notice;
} VigieNoticeJudge;

/* NULL: not known. */
const VigieAudience *vigie_notice_judge_audience (const VigieNoticeJudge *judge, const VigieNoticeVersion *version);
/* Nobody can tell without a playbook, or for an audience it does not have: then the text may not go out unasked. */
gboolean vigie_notice_judge_needs_approval (const VigieNoticeJudge *judge, const VigieNoticeVersion *version);
/* Gives every step its fault, but for those that were overtaken by an edit. */
void vigie_notice_judge_steps (VigieNoticeJudge *judge);
/* An approval that knew of it and counts takes a refusal back; nothing else does. */
gboolean vigie_notice_judge_refusal_stands (const VigieNoticeJudge *judge, const VigieNoticeStep *refusal);
/* Is @person the contact @id of the playbook? FALSE also when there is none. */
gboolean vigie_notice_is_contact (const VigiePlaybook *playbook, const char *id, const char *person);

G_END_DECLS
