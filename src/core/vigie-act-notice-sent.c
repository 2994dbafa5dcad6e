/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ends of a notice: out, done, taken back. What went out is recorded with the message that keeps the clocks, in one
 * transaction; the fold pairs the two by their places in the device's own sequence. */

#include "vigie-act-notice-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-conflict.h"
#include "vigie-error.h"
#include "vigie-text.h"

static gboolean
refuse_unread (const VigieNotice *notice, GError **error)
{
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
               _ ("This text may not go out yet: “%s” must read it first."),
               ((const VigieReaderDef *) notice->unread->pdata[0])->who);

  return FALSE;
}

gboolean
vigie_notice_may_send (const VigieIncident *incident, const VigieNotice *notice, GError **error)
{
  g_return_val_if_fail (incident != NULL && notice != NULL, FALSE);

  if (!vigie_act_notice_is_open (incident, notice, error))
    return FALSE;
  if (notice->changed_since_sent)
    return vigie_act_refuse (
        error, VIGIE_ERROR_CONFLICT,
        _ ("Another text went out than the one that stands: write a new notice."));
  if (notice->refused != NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                             _ ("This text was refused: it may not go out."));
  if (notice->needs_approval && (notice->missing->len > 0 || notice->approvals->len == 0))
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                             _ ("This text may not go out yet: an approval is missing."));
  if (notice->unread->len > 0)
    return refuse_unread (notice, error);

  return TRUE;
}

static const char *
find_channel (const VigiePlaybook *playbook,
              const VigieNotice *notice,
              const char *given,
              GError **error)
{
  const char *const *channels = notice->version->channels;
  const VigieChannel *channel = given != NULL ? vigie_playbook_channel (playbook, given) : NULL;
  const char *id = channel != NULL ? channel->id : given != NULL ? given : channels[0];

  if (given == NULL && channels[1] != NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _ ("Say on which channel it went out."));
      return NULL;
    }
  if (!g_strv_contains (channels, id))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("The text was not written for the channel “%s”."), id);
      return NULL;
    }

  return id;
}

static void
write_count (VigieJsonWriter *writer, const char *name, gint64 count)
{
  if (count >= 0)
    vigie_json_writer_member_int (writer, name, count);
}

static void
write_readings (VigieJsonWriter *writer, GPtrArray *readings)
{
  vigie_json_writer_key (writer, "reviews");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < readings->len; i++)
    vigie_json_writer_string (writer, ((const VigieNoticeStep *) readings->pdata[i])->event->id);
  vigie_json_writer_end_array (writer);
}

static void
add_sent (GPtrArray *drafts,
          const VigieIncident *incident,
          const VigieNotice *notice,
          const char *channel,
          const VigieNoticeSending *sending,
          const char *author,
          gint64 at_usec)
{
  VigieJsonWriter *writer = vigie_act_begin_step (notice, TRUE);

  vigie_json_writer_member_string (writer, "channel", channel);
  vigie_json_writer_key (writer, "approvals");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < notice->approvals->len; i++)
    vigie_json_writer_string (writer,
                              ((const VigieNoticeStep *) notice->approvals->pdata[i])->event->id);
  vigie_json_writer_end_array (writer);
  if (notice->readings->len > 0)
    write_readings (writer, notice->readings);
  write_count (writer, "count", sending->count);
  write_count (writer, "uncertain", sending->uncertain);
  vigie_act_member_optional (writer, "recipients_digest", sending->recipients_digest);
  vigie_act_member_optional (writer, "reference", sending->reference);
  vigie_act_add (drafts, writer, incident->stream, "notice.sent", at_usec, author, NULL);
}

/* A message's text is the subject and the body, as it always was. */
static char *
message_text (const VigieNotice *notice, VigieLang lang)
{
  const VigieNoticeText *text = vigie_notice_text (notice->version, lang);

  return *text->subject != '\0' ? g_strconcat (text->subject, "\n\n", text->body, NULL)
                                : g_strdup (text->body);
}

/**
 * vigie_act_notice_sent:
 * @notice: id or code
 * @sending: how it went out
 *
 * Records that the approved text went out, and the message that keeps the clocks.
 */
GPtrArray *
vigie_act_notice_sent (const VigiePlaybook *playbook,
                       const VigieIncident *incident,
                       const char *notice_id,
                       const VigieNoticeSending *sending,
                       const char *author,
                       gint64 at_usec,
                       GError **error)
{
  g_autofree char *text = NULL;
  const VigieNotice *notice;
  const char *channel;
  VigieJsonWriter *writer;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL && sending != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (notice = vigie_act_find_notice (incident, notice_id, error)) == NULL
      || !vigie_notice_may_send (incident, notice, error)
      || (channel = find_channel (playbook, notice, sending->channel, error)) == NULL)
    return NULL;

  drafts = vigie_act_drafts_new ();
  add_sent (drafts, incident, notice, channel, sending, author, at_usec);
  text = message_text (notice, sending->lang);
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "audience", notice->version->audience);
  vigie_json_writer_member_string (writer, "channel", channel);
  vigie_act_member_optional (writer, "stage", notice->version->stage);
  vigie_json_writer_member_string (writer, "text", text);
  vigie_json_writer_member_string (writer, "notice", notice->id);
  vigie_act_add (drafts, writer, incident->stream, "message.sent", at_usec, author, NULL);

  return drafts;
}

/**
 * vigie_act_notice_withdraw:
 * @reason: why it is not to go out, or no longer holds
 */
GPtrArray *
vigie_act_notice_withdraw (const VigieIncident *incident,
                           const char *notice_id,
                           const char *reason,
                           const char *author,
                           gint64 at_usec,
                           GError **error)
{
  g_autofree char *clean = NULL;
  const VigieNotice *notice;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (notice = vigie_act_find_notice (incident, notice_id, error)) == NULL)
    return NULL;
  if (notice->state == VIGIE_NOTICE_WITHDRAWN)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _ ("This notice was withdrawn already."));
      return NULL;
    }
  clean = vigie_act_text (reason, _ ("The reason"), error);
  if (clean == NULL)
    return NULL;
  writer = vigie_act_begin_step (notice, FALSE);
  vigie_json_writer_member_string (writer, "reason", clean);

  return vigie_act_one (writer, incident, "notice.withdrawn", at_usec, author, NULL);
}

/**
 * vigie_act_notice_complete:
 * @note: (nullable): what came of it
 *
 * Nothing more will come of it: it went out everywhere it should, and nothing is open.
 */
GPtrArray *
vigie_act_notice_complete (const VigieIncident *incident,
                           const char *notice_id,
                           const char *note,
                           const char *author,
                           gint64 at_usec,
                           GError **error)
{
  g_autofree char *clean = NULL;
  const VigieNotice *notice;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || (notice = vigie_act_find_open_notice (incident, notice_id, error)) == NULL)
    return NULL;
  if (notice->sent == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                        _ ("This notice did not go out: withdraw it instead."));
      return NULL;
    }
  if (!vigie_text_is_blank (note) && (clean = vigie_act_text (note, _ ("The note"), error)) == NULL)
    return NULL;
  writer = vigie_act_begin_step (notice, FALSE);
  vigie_act_member_optional (writer, "note", clean);

  return vigie_act_one (writer, incident, "notice.completed", at_usec, author, NULL);
}
