/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which version of a notice stands, which of its steps count, and what state follows.
 *
 * An approval is bound to a version by its event's id and by the hash of its text, so no clock can move it to another
 * text; a publication names the approvals it stands on, so that it cannot have come before them. Everything else is
 * told by what the record holds: the audience's approvers, who held their posts, who wrote the text. A step that does
 * not count stays in the list with its fault. A clock decides in one case only, whether an edit, a refusal or a
 * withdrawal was known to who published; there the order of the fold is taken, which no device can set behind what it
 * has seen, and the device's own sequence. */

#include "vigie-notice-private.h"

#include <string.h>

static gboolean
is_say (const VigieNoticeStep *step)
{
  return step->verb == VIGIE_NOTICE_APPROVAL || step->verb == VIGIE_NOTICE_REFUSAL;
}

static gboolean
lists (GPtrArray *ids, const char *id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (strcmp (ids->pdata[i], id) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
names (const VigieEvent *event, const char *id)
{
  return event->replaces != NULL && g_strv_contains (event->replaces, id);
}

const VigieAudience *
vigie_notice_judge_audience (const VigieNoticeJudge *judge, const VigieNoticeVersion *version)
{
  return judge->playbook != NULL ? vigie_playbook_audience (judge->playbook, version->audience)
                                 : NULL;
}

gboolean
vigie_notice_judge_needs_approval (const VigieNoticeJudge *judge, const VigieNoticeVersion *version)
{
  const VigieAudience *audience = vigie_notice_judge_audience (judge, version);

  return audience == NULL || audience->approvers->len > 0;
}

/* ---- Each step by itself ---- */

static gboolean
has_right (const VigieNoticeJudge *judge,
           const VigieNoticeVersion *version,
           const VigieNoticeStep *step)
{
  const VigieAudience *audience = vigie_notice_judge_audience (judge, version);

  if (judge->playbook == NULL)
    return TRUE;

  return audience != NULL && lists (audience->approvers, step->as)
         && (step->deputy == NULL || lists (audience->deputies, step->deputy));
}

static VigieNoticeFault
judge_say (const VigieNoticeJudge *judge,
           const VigieNoticeVersion *version,
           const VigieNoticeStep *step)
{
  const char *recorder = vigie_incident_person_of (judge->incident, step->event);
  gboolean in_person = step->heard_by == NULL;

  if (!has_right (judge, version, step))
    return VIGIE_NOTICE_FAULT_RIGHT;
  if (in_person && !vigie_notice_same_person (step->approver, recorder))
    return VIGIE_NOTICE_FAULT_IN_PERSON;
  if (!in_person
      && (vigie_notice_same_person (step->approver, step->heard_by)
          || vigie_notice_same_person (step->approver, recorder)))
    return VIGIE_NOTICE_FAULT_HEARER;
  if (judge->playbook != NULL
      && !vigie_notice_held (judge->incident, judge->playbook,
                             step->deputy != NULL ? step->deputy : step->as, step->approver,
                             step->event))
    return VIGIE_NOTICE_FAULT_HOLDER;
  if (step->verb == VIGIE_NOTICE_APPROVAL
      && vigie_notice_is_writer (judge->incident, judge->notice, version->event->id, step->approver,
                                 in_person ? step->event->device : NULL))
    return VIGIE_NOTICE_FAULT_OWN;

  return VIGIE_NOTICE_FAULT_NONE;
}

/* Read by who recorded it, or by somebody else whom that person heard say so. */
static VigieNoticeFault
judge_reading (const VigieNoticeJudge *judge,
               const VigieNoticeVersion *version,
               const VigieNoticeStep *step)
{
  const char *recorder = vigie_incident_person_of (judge->incident, step->event);
  gboolean in_person = step->heard_by == NULL;
  const char *reader = step->approver != NULL ? step->approver : recorder;

  if (in_person && !vigie_notice_same_person (reader, recorder))
    return VIGIE_NOTICE_FAULT_IN_PERSON;
  if (!in_person
      && (vigie_notice_same_person (reader, step->heard_by)
          || vigie_notice_same_person (reader, recorder)))
    return VIGIE_NOTICE_FAULT_HEARER;

  return vigie_notice_is_writer (judge->incident, judge->notice, version->event->id, reader,
                                 in_person ? step->event->device : NULL)
             ? VIGIE_NOTICE_FAULT_OWN
             : VIGIE_NOTICE_FAULT_NONE;
}

static VigieNoticeFault
judge_alone (const VigieNoticeJudge *judge, const VigieNoticeStep *step)
{
  const VigieNoticeVersion *version;

  if (step->version == NULL)
    return VIGIE_NOTICE_FAULT_NONE;
  version = vigie_notice_version (judge->notice, step->version);
  if (version == NULL)
    return VIGIE_NOTICE_FAULT_VERSION;
  if (strcmp (step->hash, version->hash) != 0)
    return VIGIE_NOTICE_FAULT_HASH;
  if (is_say (step))
    return judge_say (judge, version, step);
  if (step->verb == VIGIE_NOTICE_REVIEWED)
    return judge_reading (judge, version, step);
  if (step->verb == VIGIE_NOTICE_PUBLICATION && !g_strv_contains (version->channels, step->channel))
    return VIGIE_NOTICE_FAULT_CHANNEL;

  return VIGIE_NOTICE_FAULT_NONE;
}

/* ---- Steps beside each other ---- */

static gboolean
of_same_text (const VigieNoticeStep *a, const VigieNoticeStep *b)
{
  return a->version != NULL && b->version != NULL && strcmp (a->version, b->version) == 0;
}

static gboolean
gave_another (const VigieNoticeJudge *judge, guint index)
{
  GPtrArray *steps = judge->notice->steps;
  const VigieNoticeStep *step = steps->pdata[index];

  for (guint i = 0; i < steps->len; i++)
    {
      const VigieNoticeStep *other = steps->pdata[i];

      if (i == index || other->verb != VIGIE_NOTICE_APPROVAL
          || other->fault != VIGIE_NOTICE_FAULT_NONE || !of_same_text (step, other)
          || strcmp (other->as, step->as) == 0
          || !vigie_notice_same_person (other->approver, step->approver))
        continue;
      if (other->deputy == NULL || i < index)
        return TRUE;
    }

  return FALSE;
}

/* Who stands in for one approver does not stand in for a second one. */
static void
judge_deputies (VigieNoticeJudge *judge)
{
  GPtrArray *steps = judge->notice->steps;

  for (guint i = 0; i < steps->len; i++)
    {
      VigieNoticeStep *step = steps->pdata[i];

      if (step->verb == VIGIE_NOTICE_APPROVAL && step->fault == VIGIE_NOTICE_FAULT_NONE
          && step->deputy != NULL && gave_another (judge, i))
        step->fault = VIGIE_NOTICE_FAULT_TWICE;
    }
}

gboolean
vigie_notice_judge_refusal_stands (const VigieNoticeJudge *judge, const VigieNoticeStep *refusal)
{
  if (refusal->verb != VIGIE_NOTICE_REFUSAL || refusal->fault != VIGIE_NOTICE_FAULT_NONE)
    return FALSE;
  for (guint i = 0; i < judge->notice->steps->len; i++)
    {
      const VigieNoticeStep *step = judge->notice->steps->pdata[i];

      if (step->verb == VIGIE_NOTICE_APPROVAL && of_same_text (step, refusal)
          && names (step->event, refusal->event->id)
          && (step->fault == VIGIE_NOTICE_FAULT_NONE || step->fault == VIGIE_NOTICE_FAULT_REFUSED))
        return FALSE;
    }

  return TRUE;
}

/* The refusal that stands against @approval and, unless @before is NULL, comes before that event. */
static const VigieNoticeStep *
refused_by (const VigieNoticeJudge *judge,
            const VigieNoticeStep *approval,
            const VigieEvent *before)
{
  for (guint i = 0; i < judge->notice->steps->len; i++)
    {
      const VigieNoticeStep *step = judge->notice->steps->pdata[i];

      if (of_same_text (step, approval) && vigie_notice_judge_refusal_stands (judge, step)
          && !names (approval->event, step->event->id)
          && (before == NULL || vigie_event_compare (step->event, before) < 0))
        return step;
    }

  return NULL;
}

static void
judge_refusals (VigieNoticeJudge *judge)
{
  for (guint i = 0; i < judge->notice->steps->len; i++)
    {
      VigieNoticeStep *step = judge->notice->steps->pdata[i];

      if (step->verb == VIGIE_NOTICE_APPROVAL && step->fault == VIGIE_NOTICE_FAULT_NONE
          && refused_by (judge, step, NULL) != NULL)
        step->fault = VIGIE_NOTICE_FAULT_REFUSED;
    }
}

/* ---- Publications ---- */

static gboolean
stands_on (const VigieNoticeJudge *judge, const VigieNoticeStep *sent, const char *approver)
{
  for (guint i = 0; i < judge->notice->steps->len; i++)
    {
      const VigieNoticeStep *step = judge->notice->steps->pdata[i];

      if (step->verb != VIGIE_NOTICE_APPROVAL || !of_same_text (step, sent)
          || !g_strv_contains (sent->approvals, step->event->id)
          || (approver != NULL && strcmp (step->as, approver) != 0))
        continue;
      if (step->fault == VIGIE_NOTICE_FAULT_NONE
          || (step->fault == VIGIE_NOTICE_FAULT_REFUSED
              && refused_by (judge, step, sent->event) == NULL))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_approved (const VigieNoticeJudge *judge,
             const VigieNoticeVersion *version,
             const VigieNoticeStep *sent)
{
  const VigieAudience *audience = vigie_notice_judge_audience (judge, version);

  if (!vigie_notice_judge_needs_approval (judge, version))
    return TRUE;
  if (audience == NULL)
    return stands_on (judge, sent, NULL);
  for (guint i = 0; i < audience->approvers->len; i++)
    {
      if (!stands_on (judge, sent, audience->approvers->pdata[i]))
        return FALSE;
    }

  return TRUE;
}

gboolean
vigie_notice_was_known (const VigieEvent *earlier, const VigieEvent *later)
{
  if (memcmp (earlier->device, later->device, VIGIE_KEY_BYTES) == 0)
    return earlier->dseq < later->dseq;

  return vigie_event_compare (earlier, later) < 0;
}

static gboolean
was_edited (const VigieNoticeJudge *judge, const VigieNoticeStep *sent)
{
  for (guint i = 0; i < judge->notice->versions->len; i++)
    {
      const VigieEvent *event =
          ((const VigieNoticeVersion *) judge->notice->versions->pdata[i])->event;

      if (names (event, sent->version) && strcmp (event->id, sent->version) != 0
          && vigie_notice_was_known (event, sent->event))
        return TRUE;
    }

  return FALSE;
}

static gboolean
was_withdrawn (const VigieNoticeJudge *judge, const VigieNoticeStep *sent)
{
  for (guint i = 0; i < judge->notice->steps->len; i++)
    {
      const VigieNoticeStep *step = judge->notice->steps->pdata[i];

      if (step->verb == VIGIE_NOTICE_WITHDRAWAL
          && vigie_notice_was_known (step->event, sent->event))
        return TRUE;
    }

  return FALSE;
}

static void
judge_publications (VigieNoticeJudge *judge)
{
  for (guint i = 0; i < judge->notice->steps->len; i++)
    {
      VigieNoticeStep *step = judge->notice->steps->pdata[i];

      if (step->verb != VIGIE_NOTICE_PUBLICATION || step->fault != VIGIE_NOTICE_FAULT_NONE)
        continue;
      if (was_withdrawn (judge, step))
        step->fault = VIGIE_NOTICE_FAULT_WITHDRAWN;
      else if (was_edited (judge, step))
        step->fault = VIGIE_NOTICE_FAULT_EDITED;
      else if (!is_approved (judge, vigie_notice_version (judge->notice, step->version), step))
        step->fault = VIGIE_NOTICE_FAULT_UNAPPROVED;
      else if (!vigie_notice_judge_was_read (
                   judge, vigie_notice_version (judge->notice, step->version), step))
        step->fault = VIGIE_NOTICE_FAULT_UNREAD;
    }
}

void
vigie_notice_judge_steps (VigieNoticeJudge *judge)
{
  GPtrArray *steps = judge->notice->steps;

  for (guint i = 0; i < steps->len; i++)
    {
      VigieNoticeStep *step = steps->pdata[i];

      step->fault = judge_alone (judge, step);
    }
  judge_deputies (judge);
  judge_refusals (judge);
  judge_publications (judge);
}
