/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-test-publish.h"

#include "vigie-message-rule.h"

#define WRITER "Nadia Plume"
#define HEARER "Yves Oreille"

typedef struct
{
  VigieTestDevice *device;
  GPtrArray *events;
  gint64 at_usec;
  VigieIncident *incident;
} Desk;

static void
fold (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&desk->incident, vigie_incident_unref);
  desk->incident = vigie_incident_fold (desk->events, vigie_test_playbook (), VIGIE_TIME_NONE,
                                        &error);
  g_assert_no_error (error);
}

static void
record (Desk *desk, GPtrArray *drafts, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (drafts);
  vigie_test_device_record (desk->device, drafts, desk->events);
  fold (desk);
}

/* Who speaks for a post or a contact: who holds it, else who is called like the contact. */
static const char *
person_of (Desk *desk, const char *id)
{
  const VigieHolding *holding = vigie_incident_holder (desk->incident, id);

  return holding != NULL ? holding->person
                         : vigie_playbook_contact (vigie_test_playbook (), id)->name.en;
}

static const VigieNotice *
notice_of (Desk *desk)
{
  return desk->incident->notices->pdata[desk->incident->notices->len - 1];
}

static void
write_notice (Desk *desk, const char *audience, const char *channel, const char *text)
{
  const char *channels[] = { channel, NULL };
  VigieNoticeDraft draft = { .audience = audience,
                             .channels = channels,
                             .next_update_usec = VIGIE_TIME_NONE };
  g_autoptr (GError) error = NULL;

  draft.texts[VIGIE_LANG_EN].body = text;
  record (desk,
          vigie_act_notice_draft (vigie_test_playbook (), desk->incident, &draft, WRITER,
                                  desk->at_usec, &error),
          error);
}

static void
approve (Desk *desk)
{
  while (notice_of (desk)->unread->len > 0)
    {
      const VigieReaderDef *reader = notice_of (desk)->unread->pdata[0];
      g_autofree char *person = g_strdup (person_of (desk, reader->who));
      VigieNoticeSay say = { person, NULL, HEARER };
      g_autoptr (GError) error = NULL;

      record (desk,
              vigie_act_notice_review (vigie_test_playbook (), desk->incident, notice_of (desk)->id,
                                       &say, WRITER, desk->at_usec, &error),
              error);
    }
  while (notice_of (desk)->missing->len > 0)
    {
      const char *as = notice_of (desk)->missing->pdata[0];
      g_autofree char *person = g_strdup (person_of (desk, as));
      VigieNoticeSay say = { person, as, HEARER };
      g_autoptr (GError) error = NULL;

      record (desk,
              vigie_act_notice_approve (vigie_test_playbook (), desk->incident,
                                        notice_of (desk)->id, &say, NULL, WRITER, desk->at_usec,
                                        &error),
              error);
    }
}

void
vigie_test_publish (VigieTestDevice *device,
                    GPtrArray *events,
                    const char *audience,
                    const char *channel,
                    const char *text,
                    const char *person,
                    gint64 at_usec)
{
  Desk desk = { device, events, at_usec, NULL };
  VigieNoticeSending sending = { .channel = channel,
                                 .count = -1,
                                 .uncertain = -1,
                                 .lang = VIGIE_LANG_EN };
  VigiePlaybook *playbook = vigie_test_playbook ();
  g_autoptr (GError) error = NULL;

  fold (&desk);
  if (vigie_message_rule_now (playbook, desk.incident, audience, person, NULL)
      == VIGIE_MESSAGE_COUNTS)
    record (&desk,
            vigie_act_message (playbook, desk.incident, audience, channel, NULL, text, person,
                               at_usec, &error),
            error);
  else
    {
      write_notice (&desk, audience, channel, text);
      approve (&desk);
      record (&desk,
              vigie_act_notice_sent (playbook, desk.incident, notice_of (&desk)->id, &sending,
                                     WRITER, at_usec, &error),
              error);
    }
  vigie_incident_unref (desk.incident);
}
