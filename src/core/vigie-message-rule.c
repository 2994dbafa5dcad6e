/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which messages count. A message that names a notice stands and falls with the publication recorded right before it
 * in the same transaction: that one is judged (vigie-notice-judge.c), and no second message can lean on it. */

#include "vigie-message-rule.h"

#include <string.h>

#include "vigie-notice-private.h"
#include "vigie-say.h"

/* ---- What is enough ---- */

typedef enum
{
  ENOUGH_ANYONE,
  ENOUGH_APPROVER,
  ENOUGH_NOTICE
} Enough;

static Enough
enough_for (const VigieAudience *audience)
{
  if (strcmp (audience->messages, "approver") == 0)
    return ENOUGH_APPROVER;
  if (strcmp (audience->messages, "anyone") == 0)
    return ENOUGH_ANYONE;

  return strcmp (audience->messages, "notice") == 0 || audience->approvers->len > 0 ? ENOUGH_NOTICE
                                                                                    : ENOUGH_ANYONE;
}

static gboolean
is_deputy (const VigieIncident *incident,
           const VigiePlaybook *playbook,
           const VigieAudience *audience,
           const char *person,
           const VigieEvent *event)
{
  for (guint i = 0; i < audience->deputies->len; i++)
    if (vigie_notice_held (incident, playbook, audience->deputies->pdata[i], person, event))
      return TRUE;

  return FALSE;
}

/* Who may speak for all approvers at once, each by own right or as the deputy. */
static gboolean
may_approve (const VigieIncident *incident,
             const VigiePlaybook *playbook,
             const VigieAudience *audience,
             const char *person,
             const VigieEvent *event)
{
  gboolean deputises = is_deputy (incident, playbook, audience, person, event);

  for (guint i = 0; i < audience->approvers->len; i++)
    if (!vigie_notice_held (incident, playbook, audience->approvers->pdata[i], person, event)
        && !(deputises && audience->approvers->len == 1))
      return FALSE;

  return TRUE;
}

/* Is there somebody who must read it first and did not? @read_by: who did, or NULL. */
static gboolean
is_unread (const VigieIncident *incident,
           const VigiePlaybook *playbook,
           const VigieAudience *audience,
           const char *read_by,
           const VigieEvent *event)
{
  for (guint i = 0; i < audience->readers->len; i++)
    {
      const VigieReaderDef *reader = audience->readers->pdata[i];

      if (vigie_notice_reader_applies (incident, reader, event)
          && (read_by == NULL
              || !vigie_notice_speaks_for_reader (incident, playbook, reader, read_by, event)))
        return TRUE;
    }

  return FALSE;
}

/* @event: the message; NULL: one that would be recorded now. */
static VigieMessageFault
judge (const VigieIncident *incident,
       const VigiePlaybook *playbook,
       const VigieAudience *audience,
       const char *person,
       const char *read_by,
       const VigieEvent *event)
{
  Enough enough = enough_for (audience);

  if (enough == ENOUGH_NOTICE)
    return VIGIE_MESSAGE_NEEDS_NOTICE;
  if (is_unread (incident, playbook, audience, read_by, event))
    return VIGIE_MESSAGE_NEEDS_READER;
  if (enough == ENOUGH_APPROVER && !may_approve (incident, playbook, audience, person, event))
    return VIGIE_MESSAGE_NEEDS_APPROVER;

  return VIGIE_MESSAGE_COUNTS;
}

/**
 * vigie_message_rule_now:
 * @id: id or alias of an audience; one that the playbook does not have is no fault here
 * @person: who would record it
 * @read_by: (nullable): who has read it first
 */
VigieMessageFault
vigie_message_rule_now (const VigiePlaybook *playbook,
                        const VigieIncident *incident,
                        const char *id,
                        const char *person,
                        const char *read_by)
{
  const VigieAudience *audience;

  g_return_val_if_fail (playbook != NULL && incident != NULL && id != NULL && person != NULL,
                        VIGIE_MESSAGE_COUNTS);

  audience = vigie_playbook_audience (playbook, id);
  if (audience == NULL || incident->historical)
    return VIGIE_MESSAGE_COUNTS;

  return judge (incident, playbook, audience, person, read_by, NULL);
}

/* ---- Those that went out ---- */

/* Was @message recorded with @step, in one transaction? */
static gboolean
goes_with (const VigieMessage *message, const VigieNoticeStep *step)
{
  return step->verb == VIGIE_NOTICE_PUBLICATION && step->fault == VIGIE_NOTICE_FAULT_NONE
         && strcmp (step->channel, message->channel) == 0
         && memcmp (step->event->device, message->event->device, VIGIE_KEY_BYTES) == 0
         && step->event->dseq + 1 == message->event->dseq;
}

static gboolean
was_published (const VigieIncident *incident, const VigieMessage *message)
{
  const VigieNotice *notice = vigie_incident_notice (incident, message->notice);

  for (guint i = 0; notice != NULL && i < notice->steps->len; i++)
    {
      const VigieNoticeStep *step = notice->steps->pdata[i];

      if (goes_with (message, step)
          && strcmp (vigie_notice_version (notice, step->version)->audience, message->audience)
                 == 0)
        return TRUE;
    }

  return FALSE;
}

static VigieMessageFault
judge_message (const VigieIncident *incident,
               const VigiePlaybook *playbook,
               const VigieMessage *message)
{
  const VigieAudience *audience = playbook != NULL
                                      ? vigie_playbook_audience (playbook, message->audience)
                                      : NULL;
  VigieMessageFault fault;

  if (!incident->judges_messages || audience == NULL)
    return VIGIE_MESSAGE_COUNTS;
  fault = judge (incident, playbook, audience, vigie_incident_person_of (incident, message->event),
                 message->read_by, message->event);
  if (fault == VIGIE_MESSAGE_COUNTS || message->notice == NULL)
    return fault;

  return was_published (incident, message) ? VIGIE_MESSAGE_COUNTS : VIGIE_MESSAGE_NOT_PUBLISHED;
}

void
vigie_incident_settle_messages (VigieIncident *incident, const VigiePlaybook *playbook)
{
  GPtrArray *records = vigie_incident_priv (incident)->message_records;

  g_ptr_array_set_size (incident->messages, 0);
  g_ptr_array_set_size (incident->void_messages, 0);
  for (guint i = 0; i < records->len; i++)
    {
      VigieMessage *message = records->pdata[i];

      message->fault = judge_message (incident, playbook, message);
      g_ptr_array_add (message->fault == VIGIE_MESSAGE_COUNTS ? incident->messages
                                                              : incident->void_messages,
                       message);
    }
}

const VigieMessage *
vigie_incident_void_message (const VigieIncident *incident, const char *event_id)
{
  g_return_val_if_fail (incident != NULL && event_id != NULL, NULL);

  for (guint i = 0; i < incident->void_messages->len; i++)
    {
      const VigieMessage *message = incident->void_messages->pdata[i];

      if (strcmp (message->event->id, event_id) == 0)
        return message;
    }

  return NULL;
}

const char *
vigie_message_fault_sentence (VigieMessageFault fault, VigieLang lang)
{
  switch (fault)
    {
    case VIGIE_MESSAGE_NEEDS_NOTICE:
      return vigie_say_pick (lang, "does not count: this audience gets approved notices only",
                             "ne compte pas : ce public ne reçoit que des messages approuvés");
    case VIGIE_MESSAGE_NEEDS_APPROVER:
      return vigie_say_pick (lang, "does not count: recorded by somebody who may not approve it",
                             "ne compte pas : noté par une personne qui ne peut pas l’approuver");
    case VIGIE_MESSAGE_NEEDS_READER:
      return vigie_say_pick (lang, "does not count: somebody must read it first",
                             "ne compte pas : une lecture préalable est obligatoire");
    case VIGIE_MESSAGE_NOT_PUBLISHED:
      return vigie_say_pick (
          lang, "does not count: the notice it names was not rightly published by it",
          "ne compte pas : le message désigné n’a pas été publié dans les règles");
    case VIGIE_MESSAGE_COUNTS:
    default:
      return "";
    }
}
