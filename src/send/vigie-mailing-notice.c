/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Approval is asked for where the record is told that a mailing begins, in the fold of that moment: a window or a script
 * that stood open while somebody edited the text does not get round it.
 *
 * A notice is published with its first message, not its last: that is when the public begins to know, and an edit that comes
 * while the rest is on its way does not unmake it. How many there were in the end is told by mailing.finished. */

#include "vigie-mailing-notice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-notice.h"
#include "vigie-error.h"

static const VigieNotice *
find_notice (const VigieIncident *incident, const char *id, GError **error)
{
  const VigieNotice *notice = id != NULL ? vigie_incident_notice (incident, id) : NULL;

  if (notice == NULL)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no notice “%s”."), id != NULL ? id : "");

  return notice;
}

static gboolean
check_channel (const VigieNotice *notice, GError **error)
{
  if (g_strv_contains (notice->version->channels, VIGIE_MAILING_CHANNEL))
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("This notice was not written to be sent by mail."));

  return FALSE;
}

static void
take_texts (VigieMailingPlan *plan, const VigieNoticeVersion *version)
{
  for (guint lang = 0; lang < VIGIE_N_LANGS; lang++)
    {
      const VigieNoticeText *text = &version->texts[lang];
      gboolean has_text = text->body != NULL && *text->body != '\0';

      g_free (plan->subjects[lang]);
      g_free (plan->bodies[lang]);
      plan->subjects[lang] = has_text ? g_strdup (text->subject) : NULL;
      plan->bodies[lang] = has_text ? g_strdup (text->body) : NULL;
    }
}

gboolean
vigie_mailing_plan_take_notice (VigieMailingPlan *plan, const VigieIncident *incident, const char *id, GError **error)
{
  const VigieNotice *notice = find_notice (incident, id, error);

  if (notice == NULL || !vigie_notice_may_send (incident, notice, error) || !check_channel (notice, error))
    return FALSE;
  plan->stream = g_strdup (incident->stream);
  plan->ref = g_strdup (incident->ref);
  plan->notice = g_strdup (notice->id);
  plan->version = g_strdup (notice->version->event->id);
  plan->hash = g_strdup (notice->version->hash);
  plan->audience = g_strdup (notice->version->audience);
  take_texts (plan, notice->version);

  return TRUE;
}

static gboolean
check_approval (const VigieIncident *incident, const VigieMailingPlan *plan, GError **error)
{
  const VigieNotice *notice = find_notice (incident, plan->notice, error);

  if (notice == NULL || !vigie_notice_may_send (incident, notice, error) || !check_channel (notice, error))
    return FALSE;
  if (g_strcmp0 (notice->version->event->id, plan->version) == 0 && g_strcmp0 (notice->version->hash, plan->hash) == 0)
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("The text was edited since; open the mailing again."));

  return FALSE;
}

GPtrArray *
vigie_mailing_drafts (const VigieIncident *incident, const VigieMailingPlan *plan, const VigieMailingProgress *progress, VigieMailingStep step, const char *reason, const char *author, gint64 now_usec, GError **error)
{
  VigieMailingRecord record = { .run = plan->run, .notice = plan->notice, .version = plan->version, .hash = plan->hash,
                                .audience = plan->audience, .digest = plan->digest, .count = plan->count,
                                .accepted = progress->accepted, .refused = progress->refused, .uncertain = progress->uncertain,
                                .stopped = progress->stopped };

  if (step == VIGIE_MAILING_STEP_BEGUN && plan->notice != NULL && !check_approval (incident, plan, error))
    return NULL;
  if (step == VIGIE_MAILING_STEP_PAUSED)
    record.reason = reason;

  return vigie_act_mailing (incident, step, &record, author, now_usec, error);
}

gboolean
vigie_mailing_publication_due (const VigieIncident *incident, const VigieMailingPlan *plan, const VigieMailingProgress *progress)
{
  const VigieNotice *notice = plan->notice != NULL ? vigie_incident_notice (incident, plan->notice) : NULL;

  if (notice == NULL || progress->accepted == 0)
    return FALSE;
  for (guint i = 0; i < notice->steps->len; i++)
    {
      const VigieNoticeStep *step = notice->steps->pdata[i];

      if (step->verb == VIGIE_NOTICE_PUBLICATION && g_strcmp0 (step->recipients_digest, plan->digest) == 0)
        return FALSE;
    }

  return TRUE;
}

GPtrArray *
vigie_mailing_publication (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieMailingPlan *plan, const char *author, gint64 now_usec, GError **error)
{
  VigieNoticeSending sending = { .channel = VIGIE_MAILING_CHANNEL, .count = plan->count, .uncertain = -1, .recipients_digest = plan->digest,
                                 .lang = plan->bodies[VIGIE_LANG_FR] != NULL ? VIGIE_LANG_FR : VIGIE_LANG_EN };

  return vigie_act_notice_sent (playbook, incident, plan->notice, &sending, author, now_usec, error);
}
