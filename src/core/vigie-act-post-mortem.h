/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act.h"
#include "vigie-post-mortem.h"

/* What people do on the way of a post-mortem, as drafts; the rules of vigie-act.h hold. What the fold would not count
 * (vigie-post-mortem.c) is refused here with a sentence. All of them need an incident that is resolved. */

G_BEGIN_DECLS

typedef struct
{
  gint64 time_usec; /* NONE: it is called off */
  gint64 minutes; /* 0: as long as the agenda */
  const char *facilitator, *place, *video, *note; /* or NULL */
  GPtrArray *people; /* const char *, or NULL: nobody in particular */
} VigieMeetingPlan;

/* ---- The meeting ---- */

GPtrArray *vigie_act_meeting_plan (const VigiePlaybook *playbook,
                                   const VigieIncident *incident,
                                   const VigieMeetingPlan *plan,
                                   const char *author,
                                   gint64 at_usec,
                                   GError **error);
/* Begins with the first item of the agenda. @people: who is there, const char *, or NULL. CONFLICT while one runs. */
GPtrArray *vigie_act_meeting_begin (const VigiePlaybook *playbook,
                                    const VigieIncident *incident,
                                    const char *facilitator,
                                    GPtrArray *people,
                                    const char *author,
                                    gint64 at_usec,
                                    GError **error);
/* @item: of the agenda; NULL: the one after the present one. */
GPtrArray *vigie_act_meeting_item (const VigiePlaybook *playbook,
                                   const VigieIncident *incident,
                                   const char *item,
                                   const char *author,
                                   gint64 at_usec,
                                   GError **error);
GPtrArray *vigie_act_meeting_present (const VigiePlaybook *playbook,
                                      const VigieIncident *incident,
                                      GPtrArray *people,
                                      const char *author,
                                      gint64 at_usec,
                                      GError **error);
/* A note of the running meeting. @before: the text of the item's section as it is shown, which the note is added to; the
 * items without a section (vigie_meeting_section()) note in the timeline. */
GPtrArray *vigie_act_meeting_note (const VigiePlaybook *playbook,
                                   const VigieIncident *incident,
                                   const char *text,
                                   const char *before,
                                   VigieLang lang,
                                   const char *author,
                                   gint64 at_usec,
                                   GError **error);
/* What does not belong here is parked: a to-do in the timeline. */
GPtrArray *vigie_act_meeting_park (const VigiePlaybook *playbook,
                                   const VigieIncident *incident,
                                   const char *text,
                                   const char *author,
                                   gint64 at_usec,
                                   GError **error);
/* Ends it with how long each item took. @note may be NULL. Without a running one: it was held elsewhere. */
GPtrArray *vigie_act_meeting_end (const VigiePlaybook *playbook,
                                  const VigieIncident *incident,
                                  const char *note,
                                  const char *author,
                                  gint64 at_usec,
                                  GError **error);
/* The section of the report in which an item's notes are written, or NULL. Static. */
const char *vigie_meeting_section (const char *item);
/* The to-dos that were parked since the meeting began: const VigieEntry *; owned array. */
GPtrArray *vigie_meeting_parked (const VigieIncident *incident, const VigieMeeting *meeting);

/* ---- Read, signed, out ---- */

/* @people: who is asked, const char *, or NULL. @despite: why, though something is missing; needed then. */
GPtrArray *vigie_act_review_request (const VigiePlaybook *playbook,
                                     const VigieIncident *incident,
                                     GPtrArray *people,
                                     const char *despite,
                                     const char *author,
                                     gint64 at_usec,
                                     GError **error);
/* The author signs the text as it stands. @as: a post of the playbook, or NULL. */
GPtrArray *vigie_act_review_sign (const VigiePlaybook *playbook,
                                  const VigieIncident *incident,
                                  const char *as,
                                  const char *note,
                                  const char *author,
                                  gint64 at_usec,
                                  GError **error);
/* Takes back the author's own signature, else the review that the author asked for. */
GPtrArray *vigie_act_review_withdraw (const VigiePlaybook *playbook,
                                      const VigieIncident *incident,
                                      const char *reason,
                                      const char *author,
                                      gint64 at_usec,
                                      GError **error);
/* The signed text goes to @list with @summary. @recipients: how many; -1: not said. */
GPtrArray *vigie_act_post_mortem_publish (const VigiePlaybook *playbook,
                                          const VigieIncident *incident,
                                          VigiePostMortemList list,
                                          VigieLang lang,
                                          const char *summary,
                                          gint64 recipients,
                                          const char *author,
                                          gint64 at_usec,
                                          GError **error);

G_END_DECLS
