/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A notice approved and refused: who has the right, by which post or as whose deputy, in person or heard by telephone. */

#include "vigie-act-notice-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-conflict.h"
#include "vigie-error.h"
#include "vigie-text.h"

/* @person's right to speak for @approver: its own (@deputy untouched), or a deputy's. */
static gboolean
may_speak_for (const VigiePlaybook *playbook,
               const VigieIncident *incident,
               const VigieAudience *audience,
               const char *approver,
               const char *person,
               const char **deputy)
{
  if (vigie_notice_is_holder (incident, playbook, approver, person))
    return TRUE;
  for (guint i = 0; i < audience->deputies->len; i++)
    {
      const char *id = audience->deputies->pdata[i];

      if (vigie_notice_is_holder (incident, playbook, id, person))
        {
          *deputy = id;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
gave_one (const VigieNotice *notice, const char *person)
{
  for (guint i = 0; i < notice->approvals->len; i++)
    {
      if (vigie_notice_same_person (
              ((const VigieNoticeStep *) notice->approvals->pdata[i])->approver, person))
        return TRUE;
    }

  return FALSE;
}

/* The one of @wanted that @person may speak for; own rights before those of a deputy. */
static const char *
find_right (const VigiePlaybook *playbook,
            const VigieIncident *incident,
            const VigieNotice *notice,
            GPtrArray *wanted,
            const char *person,
            const char **deputy)
{
  const VigieAudience *audience = vigie_playbook_audience (playbook, notice->version->audience);
  const char *found = NULL;

  for (guint i = 0; audience != NULL && i < wanted->len; i++)
    {
      const char *approver = wanted->pdata[i];
      const char *by_deputy = NULL;

      if (!may_speak_for (playbook, incident, audience, approver, person, &by_deputy)
          || (by_deputy != NULL && gave_one (notice, person)))
        continue;
      if (by_deputy == NULL)
        {
          *deputy = NULL;
          return approver;
        }
      if (found == NULL)
        {
          found = approver;
          *deputy = by_deputy;
        }
    }

  return found;
}

const char *
vigie_notice_right_of (const VigiePlaybook *playbook,
                       const VigieIncident *incident,
                       const VigieNotice *notice,
                       const char *person,
                       const guint8 *device,
                       const char **deputy,
                       GError **error)
{
  const char *stands_in = NULL;
  const char *approver;

  g_return_val_if_fail (playbook != NULL && incident != NULL && notice != NULL && person != NULL,
                        NULL);

  if (!notice->needs_approval || notice->missing->len == 0)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _ ("This text needs no further approval."));
      return NULL;
    }
  approver = find_right (playbook, incident, notice, notice->missing, person, &stands_in);
  if (approver == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("%s has no right to approve this text."), person);
      return NULL;
    }
  if (vigie_notice_is_writer (incident, notice, notice->version->event->id, person, device))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                        _ ("Nobody approves a text of their own: somebody else must, on another "
                           "device or by telephone."));
      return NULL;
    }
  if (deputy != NULL)
    *deputy = stands_in;

  return approver;
}

void
vigie_notice_saying_clear (VigieNoticeSaying *saying)
{
  g_free (saying->approver);
  g_free (saying->heard_by);
}
gboolean
vigie_act_read_saying (const VigieNoticeSay *say,
                       const char *author,
                       VigieNoticeSaying *saying,
                       GError **error)
{
  const char *approver = say != NULL && say->approver != NULL ? say->approver : author;

  saying->approver = vigie_text_clean_line (approver, _ ("The approver’s name"),
                                            VIGIE_NAME_MAX_CHARS, error);
  if (saying->approver == NULL)
    return FALSE;
  if (say != NULL && say->heard_by != NULL
      && (saying->heard_by = vigie_text_clean_line (say->heard_by, _ ("The name of who heard it"),
                                                    VIGIE_NAME_MAX_CHARS, error))
             == NULL)
    return FALSE;
  if (saying->heard_by == NULL && !vigie_notice_same_person (saying->approver, author))
    return vigie_act_refuse (
        error, VIGIE_ERROR_INVALID,
        _ ("Somebody else’s approval is recorded with the name of who heard it."));
  if (saying->heard_by != NULL
      && (vigie_notice_same_person (saying->approver, saying->heard_by)
          || vigie_notice_same_person (saying->approver, author)))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                             _ ("Nobody hears their own approval on the telephone."));

  return TRUE;
}

static gboolean
narrow (GPtrArray *among, const char *as, GPtrArray *wanted, GError **error)
{
  for (guint i = 0; i < among->len; i++)
    {
      if (as == NULL || strcmp (among->pdata[i], as) == 0)
        g_ptr_array_add (wanted, among->pdata[i]);
    }
  if (wanted->len == 0 && as != NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("The approval of “%s” is not wanted for this text."), as);
      return FALSE;
    }

  return TRUE;
}

static GPtrArray *
record_say (const VigieIncident *incident,
            const VigieNotice *notice,
            const char *kind,
            const VigieNoticeSaying *saying,
            const char *reason,
            const char *author,
            gint64 at_usec)
{
  VigieJsonWriter *writer = vigie_act_begin_step (notice, TRUE);

  vigie_json_writer_member_string (writer, "approver", saying->approver);
  vigie_json_writer_member_string (writer, "as", saying->as);
  vigie_act_member_optional (writer, "deputy", saying->deputy);
  vigie_act_member_optional (writer, "heard_by", saying->heard_by);
  vigie_act_member_optional (writer, "reason", reason);

  return vigie_act_one (writer, incident, kind, at_usec, author, NULL);
}

/**
 * vigie_act_notice_approve:
 * @notice: id or code
 * @say: (nullable): who approves; %NULL: the author, in person
 * @device: (nullable): key of the device that will record it
 *
 * Approves the text that stands, and no other.
 */
GPtrArray *
vigie_act_notice_approve (const VigiePlaybook *playbook,
                          const VigieIncident *incident,
                          const char *notice_id,
                          const VigieNoticeSay *say,
                          const guint8 *device,
                          const char *author,
                          gint64 at_usec,
                          GError **error)
{
  g_auto (VigieNoticeSaying) saying = { NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  const VigieNotice *notice;
  VigieNotice narrowed;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (notice = vigie_act_find_open_notice (incident, notice_id, error)) == NULL
      || !vigie_act_read_saying (say, author, &saying, error)
      || !narrow (notice->missing, say != NULL ? say->as : NULL, wanted, error))
    return NULL;
  narrowed = *notice;
  narrowed.missing = wanted;
  saying.as = vigie_notice_right_of (playbook, incident, &narrowed, saying.approver,
                                     saying.heard_by == NULL ? device : NULL, &saying.deputy,
                                     error);
  if (saying.as == NULL)
    return NULL;
  drafts = record_say (incident, notice, "notice.approved", &saying, NULL, author, at_usec);
  if (notice->refused != NULL)
    vigie_act_replace (drafts->pdata[0], notice->refused->event);

  return drafts;
}

/**
 * vigie_act_notice_refuse:
 * @say: (nullable): who refuses; %NULL: the author, in person
 * @reason: why, for who writes the text
 */
GPtrArray *
vigie_act_notice_refuse (const VigiePlaybook *playbook,
                         const VigieIncident *incident,
                         const char *notice_id,
                         const VigieNoticeSay *say,
                         const char *reason,
                         const char *author,
                         gint64 at_usec,
                         GError **error)
{
  g_auto (VigieNoticeSaying) saying = { NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autofree char *clean = NULL;
  const VigieAudience *audience;
  const VigieNotice *notice;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (notice = vigie_act_find_open_notice (incident, notice_id, error)) == NULL
      || !vigie_act_read_saying (say, author, &saying, error)
      || (clean = vigie_act_text (reason, _ ("The reason"), error)) == NULL)
    return NULL;
  audience = vigie_playbook_audience (playbook, notice->version->audience);
  if (notice->sent != NULL || audience == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                        _ ("This notice went out: withdraw it instead."));
      return NULL;
    }
  if (!narrow (audience->approvers, say != NULL ? say->as : NULL, wanted, error))
    return NULL;
  saying.as = find_right (playbook, incident, notice, wanted, saying.approver, &saying.deputy);
  if (saying.as == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("%s has no right to refuse this text."), saying.approver);
      return NULL;
    }

  return record_say (incident, notice, "notice.refused", &saying, clean, author, at_usec);
}
