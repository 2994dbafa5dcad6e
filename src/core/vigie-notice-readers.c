/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who must read a text before it goes out, beside those who approve it: Legal, when data is at risk.
 *
 * Having read it is said by a review of that version, by an approval of it, or by having written it. Like an approval,
 * a reading is named by the publication that stands on it, so that no clock can move it before. */

#include "vigie-notice-private.h"

#include <string.h>

gboolean
vigie_notice_reader_applies (const VigieIncident *incident,
                             const VigieReaderDef *reader,
                             const VigieEvent *event)
{
  const VigieEvent *breach = ((const VigieIncidentPriv *) incident->priv)->breach_event;

  if (strcmp (reader->when, "breach") != 0)
    return TRUE;

  return vigie_incident_is_breach (incident)
         && (event == NULL || breach == NULL || vigie_notice_was_known (breach, event));
}

gboolean
vigie_notice_speaks_for_reader (const VigieIncident *incident,
                                const VigiePlaybook *playbook,
                                const VigieReaderDef *reader,
                                const char *person,
                                const VigieEvent *event)
{
  if (vigie_notice_held (incident, playbook, reader->who, person, event))
    return TRUE;
  for (guint i = 0; i < reader->deputies->len; i++)
    if (vigie_notice_held (incident, playbook, reader->deputies->pdata[i], person, event))
      return TRUE;

  return FALSE;
}

static gboolean
wrote_it (const VigieNoticeJudge *judge,
          const VigieReaderDef *reader,
          const VigieNoticeVersion *version)
{
  return vigie_notice_speaks_for_reader (judge->incident, judge->playbook, reader,
                                         vigie_incident_person_of (judge->incident, version->event),
                                         version->event);
}

static gboolean
is_read_by (const VigieNoticeJudge *judge,
            const VigieReaderDef *reader,
            const VigieNoticeStep *step)
{
  const char *person = step->approver != NULL
                           ? step->approver
                           : vigie_incident_person_of (judge->incident, step->event);

  return vigie_notice_speaks_for_reader (judge->incident, judge->playbook, reader, person,
                                         step->event);
}

/* Does @step, which counts, say that this version was read? @sent: it must name the step; NULL: it need not. */
static gboolean
is_reading (const VigieNoticeStep *step, const char *version_id, const VigieNoticeStep *sent)
{
  gboolean approves = step->verb == VIGIE_NOTICE_APPROVAL;

  if ((step->verb != VIGIE_NOTICE_REVIEWED && !approves) || step->fault != VIGIE_NOTICE_FAULT_NONE
      || strcmp (step->version, version_id) != 0)
    return FALSE;

  return sent == NULL
         || g_strv_contains (approves ? sent->approvals : sent->reviews, step->event->id);
}

static gboolean
was_read_by (const VigieNoticeJudge *judge,
             const VigieReaderDef *reader,
             const VigieNoticeVersion *version,
             const VigieNoticeStep *sent)
{
  if (wrote_it (judge, reader, version))
    return TRUE;
  for (guint i = 0; i < judge->notice->steps->len; i++)
    {
      const VigieNoticeStep *step = judge->notice->steps->pdata[i];

      if (is_reading (step, version->event->id, sent) && is_read_by (judge, reader, step))
        return TRUE;
    }

  return FALSE;
}

void
vigie_notice_judge_find_unread (const VigieNoticeJudge *judge)
{
  const VigieAudience *audience = vigie_notice_judge_audience (judge, judge->notice->version);

  for (guint i = 0;
       judge->incident->judges_messages && audience != NULL && i < audience->readers->len; i++)
    {
      const VigieReaderDef *reader = audience->readers->pdata[i];

      if (vigie_notice_reader_applies (judge->incident, reader, NULL)
          && !was_read_by (judge, reader, judge->notice->version, NULL))
        g_ptr_array_add (judge->notice->unread, (gpointer) reader);
    }
}

gboolean
vigie_notice_judge_was_read (const VigieNoticeJudge *judge,
                             const VigieNoticeVersion *version,
                             const VigieNoticeStep *sent)
{
  const VigieAudience *audience = vigie_notice_judge_audience (judge, version);

  for (guint i = 0;
       judge->incident->judges_messages && audience != NULL && i < audience->readers->len; i++)
    {
      const VigieReaderDef *reader = audience->readers->pdata[i];

      if (vigie_notice_reader_applies (judge->incident, reader, sent->event)
          && !was_read_by (judge, reader, version, sent))
        return FALSE;
    }

  return TRUE;
}
