/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps of a mailing as events. They are looked up in the timeline rather than folded into a table of their own: they
 * are few, and what counts for the clocks is the publication of the notice, which is another event. */

#include "vigie-mailing-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-incident-apply.h"

static const char *const kinds[] = { NULL, "mailing.begun", "mailing.paused", "mailing.resumed", "mailing.finished" };

static gboolean
count_is_good (const VigieJson *body, const char *name, gboolean needed)
{
  VigieJsonNode node = vigie_json_member (body, 0, name);
  gint64 value = -1;

  if (node == VIGIE_JSON_NONE)
    return !needed;

  return vigie_json_int (body, node, &value) && value >= 0;
}

gboolean
vigie_apply_mailing (VigieApply *apply)
{
  const char *run, *audience, *digest, *reason;

  return vigie_body_need_string (apply->arena, apply->body, "run", &run)
         && vigie_body_need_string (apply->arena, apply->body, "audience", &audience)
         && vigie_body_maybe_string (apply->arena, apply->body, "recipients_digest", &digest)
         && vigie_body_maybe_string (apply->arena, apply->body, "reason", &reason)
         && count_is_good (apply->body, "count", TRUE) && count_is_good (apply->body, "accepted", FALSE)
         && count_is_good (apply->body, "refused", FALSE) && count_is_good (apply->body, "uncertain", FALSE);
}

static VigieMailingStep
step_of_kind (const char *kind)
{
  for (guint i = VIGIE_MAILING_STEP_BEGUN; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kind, kinds[i]) == 0)
      return (VigieMailingStep) i;

  return VIGIE_MAILING_STEP_NONE;
}

VigieMailingStep
vigie_mailing_step_of (const VigieIncident *incident, const char *run)
{
  VigieMailingStep last = VIGIE_MAILING_STEP_NONE;
  gint64 stamp_usec = VIGIE_TIME_NONE;

  for (guint i = 0; i < incident->events->len; i++)
    {
      const VigieEvent *event = incident->events->pdata[i];
      VigieMailingStep step = step_of_kind (event->kind);
      g_autoptr(VigieJson) body = step != VIGIE_MAILING_STEP_NONE && !event->redacted ? vigie_event_body (event) : NULL;
      g_autofree char *named = body != NULL ? vigie_json_member_string (body, 0, "run") : NULL;

      if (g_strcmp0 (named, run) == 0 && event->stamp_usec > stamp_usec)
        {
          last = step;
          stamp_usec = event->stamp_usec;
        }
    }

  return last;
}

/* A process that was killed has said nothing: it goes on from "begun" or "resumed" as well as from "paused". */
static gboolean
step_follows (VigieMailingStep before, VigieMailingStep step)
{
  if (step == VIGIE_MAILING_STEP_BEGUN)
    return before == VIGIE_MAILING_STEP_NONE;
  if (step == VIGIE_MAILING_STEP_PAUSED)
    return before == VIGIE_MAILING_STEP_BEGUN || before == VIGIE_MAILING_STEP_RESUMED;

  return before != VIGIE_MAILING_STEP_NONE && (step == VIGIE_MAILING_STEP_RESUMED || before != VIGIE_MAILING_STEP_FINISHED);
}

static void
write_counts (VigieJsonWriter *writer, VigieMailingStep step, const VigieMailingRecord *record)
{
  vigie_json_writer_member_int (writer, "count", record->count);
  if (step == VIGIE_MAILING_STEP_BEGUN)
    return;
  vigie_json_writer_member_int (writer, "accepted", record->accepted);
  vigie_json_writer_member_int (writer, "refused", record->refused);
  vigie_json_writer_member_int (writer, "uncertain", record->uncertain);
  if (step == VIGIE_MAILING_STEP_FINISHED)
    vigie_json_writer_member_boolean (writer, "stopped", record->stopped);
}

GPtrArray *
vigie_act_mailing (const VigieIncident *incident, VigieMailingStep step, const VigieMailingRecord *record, const char *author, gint64 at_usec, GError **error)
{
  VigieJsonWriter *writer;

  g_return_val_if_fail (step > VIGIE_MAILING_STEP_NONE && step <= VIGIE_MAILING_STEP_FINISHED, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (record->run == NULL || !vigie_id_is_valid (record->run) || !step_follows (vigie_mailing_step_of (incident, record->run), step))
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("The record already says this of the mailing."));
      return NULL;
    }
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "run", record->run);
  vigie_act_member_optional (writer, "notice", record->notice);
  vigie_act_member_optional (writer, "version", record->version);
  vigie_act_member_optional (writer, "hash", record->hash);
  vigie_json_writer_member_string (writer, "audience", record->audience);
  vigie_act_member_optional (writer, "recipients_digest", record->digest);
  write_counts (writer, step, record);
  vigie_act_member_optional (writer, "reason", record->reason);

  return vigie_act_one (writer, incident, kinds[step], at_usec, author, NULL);
}
