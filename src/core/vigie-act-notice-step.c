/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first steps of a notice: asked for, and read.
 *
 * Each step names the version that stands and the hash of its text, as whoever acts has them before the eyes. What the
 * fold would not count (vigie-notice-judge.c) is refused here with a sentence; the fold stays the judge, as events come
 * from other programs too. Approvals are in vigie-act-notice-say.c, the ends of a notice in vigie-act-notice-sent.c. */

#include "vigie-act-notice-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-conflict.h"
#include "vigie-error.h"
#include "vigie-text.h"

const VigieNotice *
vigie_act_find_notice (const VigieIncident *incident, const char *id, GError **error)
{
  const VigieNotice *notice = vigie_incident_notice (incident, id);

  if (notice == NULL)
    vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _ ("There is no such notice."));

  return notice;
}

/* Is the text still on its way, and one text? */
gboolean
vigie_act_notice_is_open (const VigieIncident *incident, const VigieNotice *notice, GError **error)
{
  if (notice->state == VIGIE_NOTICE_WITHDRAWN)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                             _ ("This notice was withdrawn: write a new one."));
  if (notice->state == VIGIE_NOTICE_COMPLETED)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                             _ ("This notice is completed: write a new one."));
  if (vigie_incident_conflict (incident, VIGIE_CONFLICT_NOTICE, notice->id) != NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                             _ ("Two versions of this text were written apart: choose one first."));

  return TRUE;
}

const VigieNotice *
vigie_act_find_open_notice (const VigieIncident *incident, const char *id, GError **error)
{
  const VigieNotice *notice = vigie_act_find_notice (incident, id, error);

  return notice != NULL && vigie_act_notice_is_open (incident, notice, error) ? notice : NULL;
}

VigieJsonWriter *
vigie_act_begin_step (const VigieNotice *notice, gboolean of_text)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "notice", notice->id);
  if (of_text)
    {
      vigie_json_writer_member_string (writer, "version", notice->version->event->id);
      vigie_json_writer_member_string (writer, "hash", notice->version->hash);
    }

  return writer;
}

/**
 * vigie_act_notice_submit:
 * @notice: id or code
 *
 * Asks for the approvals the audience needs.
 */
GPtrArray *
vigie_act_notice_submit (const VigiePlaybook *playbook,
                         const VigieIncident *incident,
                         const char *notice_id,
                         const char *author,
                         gint64 at_usec,
                         GError **error)
{
  const VigieNotice *notice;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (notice = vigie_act_find_open_notice (incident, notice_id, error)) == NULL)
    return NULL;
  if (notice->refused != NULL)
    vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                      _ ("This text was refused: change it before asking again."));
  else if (notice->state != VIGIE_NOTICE_DRAFT)
    vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                      _ ("Approval of this text was asked for already."));
  else
    return vigie_act_one (vigie_act_begin_step (notice, TRUE), incident, "notice.submitted",
                          at_usec, author, NULL);

  return NULL;
}

/**
 * vigie_act_notice_review:
 * @say: (nullable): who has read it; %NULL: the author, in person. What it is said `as` is not looked at
 *
 * Records that the text was read and found good by somebody who did not write it.
 */
GPtrArray *
vigie_act_notice_review (const VigiePlaybook *playbook,
                         const VigieIncident *incident,
                         const char *notice_id,
                         const VigieNoticeSay *say,
                         const char *author,
                         gint64 at_usec,
                         GError **error)
{
  g_auto (VigieNoticeSaying) saying = { NULL, NULL, NULL, NULL };
  const VigieNotice *notice;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (notice = vigie_act_find_open_notice (incident, notice_id, error)) == NULL
      || !vigie_act_read_saying (say, author, &saying, error))
    return NULL;
  if (vigie_notice_is_writer (incident, notice, notice->version->event->id, saying.approver, NULL))
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                        _ ("Who wrote the text does not review it: somebody else must read it."));
      return NULL;
    }
  writer = vigie_act_begin_step (notice, TRUE);
  if (saying.heard_by != NULL)
    {
      vigie_json_writer_member_string (writer, "reader", saying.approver);
      vigie_json_writer_member_string (writer, "heard_by", saying.heard_by);
    }

  return vigie_act_one (writer, incident, "notice.reviewed", at_usec, author, NULL);
}
