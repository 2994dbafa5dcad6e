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
const VigieAudience *
vigie_notice_judge_audience (const VigieNoticeJudge *judge, const VigieNoticeVersion *version);
/* Nobody can tell without a playbook, or for an audience it does not have: then the text may not go out unasked. */
gboolean vigie_notice_judge_needs_approval (const VigieNoticeJudge *judge,
                                            const VigieNoticeVersion *version);
/* Gives every step its fault, but for those that were overtaken by an edit. */
void vigie_notice_judge_steps (VigieNoticeJudge *judge);
/* An approval that knew of it and counts takes a refusal back; nothing else does. */
gboolean
vigie_notice_judge_refusal_stands (const VigieNoticeJudge *judge, const VigieNoticeStep *refusal);
/* Is @person the contact @id of the playbook? FALSE also when there is none. */
gboolean
vigie_notice_is_contact (const VigiePlaybook *playbook, const char *id, const char *person);

/* Held that post when @event was recorded, by the stamps, which never go behind what a device has seen; or is that
 * contact. @event NULL: holds it now. */
gboolean vigie_notice_held (const VigieIncident *incident,
                            const VigiePlaybook *playbook,
                            const char *post,
                            const char *person,
                            const VigieEvent *event);
/* Known to who recorded @later: before it in the order of the fold, or made on the same device earlier. */
gboolean vigie_notice_was_known (const VigieEvent *earlier, const VigieEvent *later);

/* vigie-notice-readers.c: must @reader read what @event (NULL: what goes out now) sends? */
gboolean vigie_notice_reader_applies (const VigieIncident *incident,
                                      const VigieReaderDef *reader,
                                      const VigieEvent *event);
/* May @person, at the time of @event (NULL: now), read in the place of @reader? */
gboolean vigie_notice_speaks_for_reader (const VigieIncident *incident,
                                         const VigiePlaybook *playbook,
                                         const VigieReaderDef *reader,
                                         const char *person,
                                         const VigieEvent *event);
/* Fills `unread` for the text that stands, from the reviews and approvals that count. */
void vigie_notice_judge_find_unread (const VigieNoticeJudge *judge);
/* Had everybody who must read @version first done so, going by what @sent names? */
gboolean vigie_notice_judge_was_read (const VigieNoticeJudge *judge,
                                      const VigieNoticeVersion *version,
                                      const VigieNoticeStep *sent);

G_END_DECLS
