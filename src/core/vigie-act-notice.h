/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act.h"
#include "vigie-notice.h"

/* What people do with a notice, as drafts; the rest as in vigie-act.h. What the fold would not count is refused. */

G_BEGIN_DECLS

/* The whole notice as it shall be. */
typedef struct
{
  const char *notice; /* id or code; NULL: a new one */
  const char *seen; /* id of the version that was edited; NULL: the one that stands */
  const char *kind; /* NULL: vigie_notice_kind_of() */
  const char *audience; /* id or alias */
  const char *const *channels; /* ids or aliases; NULL: the audience's first one */
  const char *template_id, *stage; /* or NULL */
  VigieNoticeText texts[VIGIE_N_LANGS]; /* members may be NULL; one language at least has a body */
  gint64 next_update_usec; /* or NONE */
  const char *correction; /* or NULL */
  GPtrArray *facts; /* const VigieNoticeFact *, or NULL */
} VigieNoticeDraft;

/* Who says so, and by what right. */
typedef struct
{
  const char *approver; /* a name; NULL: the author */
  const char
      *as; /* approver of the playbook; NULL: the one that @approver is or may stand in for */
  const char *heard_by; /* who heard it on the telephone; NULL: it is given here, by the author */
} VigieNoticeSay;

typedef struct
{
  const char *channel; /* NULL: the text's only one */
  gint64 count, uncertain; /* -1: not said */
  const char *recipients_digest, *reference; /* or NULL */
  VigieLang lang; /* the text that goes to the record as the message */
} VigieNoticeSending;

GPtrArray *vigie_act_notice_draft (const VigiePlaybook *playbook,
                                   const VigieIncident *incident,
                                   const VigieNoticeDraft *draft,
                                   const char *author,
                                   gint64 at_usec,
                                   GError **error);
GPtrArray *vigie_act_notice_submit (const VigiePlaybook *playbook,
                                    const VigieIncident *incident,
                                    const char *notice,
                                    const char *author,
                                    gint64 at_usec,
                                    GError **error);
/* Read and found good, without the right to approve; not by who wrote it. */
GPtrArray *vigie_act_notice_review (const VigiePlaybook *playbook,
                                    const VigieIncident *incident,
                                    const char *notice,
                                    const VigieNoticeSay *say,
                                    const char *author,
                                    gint64 at_usec,
                                    GError **error);
/* @device: the key of the device that will record it. */
GPtrArray *vigie_act_notice_approve (const VigiePlaybook *playbook,
                                     const VigieIncident *incident,
                                     const char *notice,
                                     const VigieNoticeSay *say,
                                     const guint8 *device,
                                     const char *author,
                                     gint64 at_usec,
                                     GError **error);
GPtrArray *vigie_act_notice_refuse (const VigiePlaybook *playbook,
                                    const VigieIncident *incident,
                                    const char *notice,
                                    const VigieNoticeSay *say,
                                    const char *reason,
                                    const char *author,
                                    gint64 at_usec,
                                    GError **error);
GPtrArray *vigie_act_notice_withdraw (const VigieIncident *incident,
                                      const char *notice,
                                      const char *reason,
                                      const char *author,
                                      gint64 at_usec,
                                      GError **error);
/* Went out on a channel: with the message that keeps the clocks, in one transaction. */
GPtrArray *vigie_act_notice_sent (const VigiePlaybook *playbook,
                                  const VigieIncident *incident,
                                  const char *notice,
                                  const VigieNoticeSending *sending,
                                  const char *author,
                                  gint64 at_usec,
                                  GError **error);
GPtrArray *vigie_act_notice_complete (const VigieIncident *incident,
                                      const char *notice,
                                      const char *note,
                                      const char *author,
                                      gint64 at_usec,
                                      GError **error);

/* May the notice go out now? Else one sentence. */
gboolean
vigie_notice_may_send (const VigieIncident *incident, const VigieNotice *notice, GError **error);
/* An approver of the playbook whose approval is missing and which @person may give, or stand in for; NULL and one
 * sentence when there is none. @device: NULL when it is heard by telephone. @deputy (nullable): set to who stands in. */
const char *vigie_notice_right_of (const VigiePlaybook *playbook,
                                   const VigieIncident *incident,
                                   const VigieNotice *notice,
                                   const char *person,
                                   const guint8 *device,
                                   const char **deputy,
                                   GError **error);

G_END_DECLS
