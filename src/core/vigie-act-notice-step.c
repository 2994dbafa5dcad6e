/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps of a notice: asked for, read, approved, refused, published, completed, withdrawn.
 *
 * Each names the version that stands and the hash of its text, as whoever acts has them before the eyes. What the fold
 * would not count (vigie-notice-judge.c) is refused here with a sentence; the fold stays the judge, as events come from
 * other programs too. */

#include "vigie-act-notice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-conflict.h"
#include "vigie-error.h"
#include "vigie-text.h"

static const VigieNotice *
find_notice (const VigieIncident *incident, const char *id, GError **error)
{
  const VigieNotice *notice = vigie_incident_notice (incident, id);

  if (notice == NULL)
    vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("There is no such notice."));

  return notice;
}

/* Is the text still on its way, and one text? */
static gboolean
is_open (const VigieIncident *incident, const VigieNotice *notice, GError **error)
{
  if (notice->state == VIGIE_NOTICE_WITHDRAWN)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This notice was withdrawn: write a new one."));
  if (notice->state == VIGIE_NOTICE_COMPLETED)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This notice is completed: write a new one."));
  if (vigie_incident_conflict (incident, VIGIE_CONFLICT_NOTICE, notice->id) != NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("Two versions of this text were written apart: choose one first."));

  return TRUE;
}

static const VigieNotice *
find_open (const VigieIncident *incident, const char *id, GError **error)
{
  const VigieNotice *notice = find_notice (incident, id, error);

  return notice != NULL && is_open (incident, notice, error) ? notice : NULL;
}

static VigieJsonWriter *
begin_step (const VigieNotice *notice, gboolean of_text)
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

/* ---- Asked for and read ---- */

/**
 * vigie_act_notice_submit:
 * @notice: id or code
 *
 * Asks for the approvals the audience needs.
 */
GPtrArray *
vigie_act_notice_submit (const VigiePlaybook *playbook, const VigieIncident *incident, const char *notice_id, const char *author, gint64 at_usec, GError **error)
{
  const VigieNotice *notice;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (notice = find_open (incident, notice_id, error)) == NULL)
    return NULL;
  if (notice->refused != NULL)
    vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This text was refused: change it before asking again."));
  else if (notice->state != VIGIE_NOTICE_DRAFT)
    vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("Approval of this text was asked for already."));
  else
    return vigie_act_one (begin_step (notice, TRUE), incident, "notice.submitted", at_usec, author, NULL);

  return NULL;
}

GPtrArray *
vigie_act_notice_review (const VigiePlaybook *playbook, const VigieIncident *incident, const char *notice_id, const char *author, gint64 at_usec, GError **error)
{
  const VigieNotice *notice;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (notice = find_open (incident, notice_id, error)) == NULL)
    return NULL;
  if (vigie_notice_is_writer (incident, notice, notice->version->event->id, author, NULL))
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("Who wrote the text does not review it: somebody else must read it."));
      return NULL;
    }

  return vigie_act_one (begin_step (notice, TRUE), incident, "notice.reviewed", at_usec, author, NULL);
}

/* ---- Approved and refused ---- */

/* @person's right to speak for @approver: its own (@deputy untouched), or a deputy's. */
static gboolean
may_speak_for (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieAudience *audience, const char *approver, const char *person, const char **deputy)
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
      if (vigie_notice_same_person (((const VigieNoticeStep *) notice->approvals->pdata[i])->approver, person))
        return TRUE;
    }

  return FALSE;
}

/* The one of @wanted that @person may speak for; own rights before those of a deputy. */
static const char *
find_right (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieNotice *notice, GPtrArray *wanted, const char *person, const char **deputy)
{
  const VigieAudience *audience = vigie_playbook_audience (playbook, notice->version->audience);
  const char *found = NULL;

  for (guint i = 0; audience != NULL && i < wanted->len; i++)
    {
      const char *approver = wanted->pdata[i];
      const char *by_deputy = NULL;

      if (!may_speak_for (playbook, incident, audience, approver, person, &by_deputy) || (by_deputy != NULL && gave_one (notice, person)))
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
vigie_notice_right_of (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieNotice *notice, const char *person, const guint8 *device, const char **deputy, GError **error)
{
  const char *stands_in = NULL;
  const char *approver;

  g_return_val_if_fail (playbook != NULL && incident != NULL && notice != NULL && person != NULL, NULL);

  if (!notice->needs_approval || notice->missing->len == 0)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This text needs no further approval."));
      return NULL;
    }
  approver = find_right (playbook, incident, notice, notice->missing, person, &stands_in);
  if (approver == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("%s has no right to approve this text."), person);
      return NULL;
    }
  if (vigie_notice_is_writer (incident, notice, notice->version->event->id, person, device))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Nobody approves a text of their own: somebody else must, on another device or by telephone."));
      return NULL;
    }
  if (deputy != NULL)
    *deputy = stands_in;

  return approver;
}

/* Who speaks, and what was heard. */
typedef struct { char *approver, *heard_by; const char *as, *deputy; } Saying;

static void
saying_clear (Saying *saying)
{
  g_free (saying->approver);
  g_free (saying->heard_by);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Saying, saying_clear)

static gboolean
read_saying (const VigieNoticeSay *say, const char *author, Saying *saying, GError **error)
{
  const char *approver = say != NULL && say->approver != NULL ? say->approver : author;

  saying->approver = vigie_text_clean_line (approver, _("The approver’s name"), VIGIE_NAME_MAX_CHARS, error);
  if (saying->approver == NULL)
    return FALSE;
  if (say != NULL && say->heard_by != NULL
      && (saying->heard_by = vigie_text_clean_line (say->heard_by, _("The name of who heard it"), VIGIE_NAME_MAX_CHARS, error)) == NULL)
    return FALSE;
  if (saying->heard_by == NULL && !vigie_notice_same_person (saying->approver, author))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Somebody else’s approval is recorded with the name of who heard it."));
  if (saying->heard_by != NULL
      && (vigie_notice_same_person (saying->approver, saying->heard_by) || vigie_notice_same_person (saying->approver, author)))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Nobody hears their own approval on the telephone."));

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
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The approval of “%s” is not wanted for this text."), as);
      return FALSE;
    }

  return TRUE;
}

static GPtrArray *
record_say (const VigieIncident *incident, const VigieNotice *notice, const char *kind, const Saying *saying, const char *reason, const char *author, gint64 at_usec)
{
  VigieJsonWriter *writer = begin_step (notice, TRUE);

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
vigie_act_notice_approve (const VigiePlaybook *playbook, const VigieIncident *incident, const char *notice_id, const VigieNoticeSay *say, const guint8 *device, const char *author, gint64 at_usec, GError **error)
{
  g_auto(Saying) saying = { NULL, NULL, NULL, NULL };
  g_autoptr(GPtrArray) wanted = g_ptr_array_new ();
  const VigieNotice *notice;
  VigieNotice narrowed;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (notice = find_open (incident, notice_id, error)) == NULL
      || !read_saying (say, author, &saying, error) || !narrow (notice->missing, say != NULL ? say->as : NULL, wanted, error))
    return NULL;
  narrowed = *notice;
  narrowed.missing = wanted;
  saying.as = vigie_notice_right_of (playbook, incident, &narrowed, saying.approver, saying.heard_by == NULL ? device : NULL, &saying.deputy, error);
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
vigie_act_notice_refuse (const VigiePlaybook *playbook, const VigieIncident *incident, const char *notice_id, const VigieNoticeSay *say, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_auto(Saying) saying = { NULL, NULL, NULL, NULL };
  g_autoptr(GPtrArray) wanted = g_ptr_array_new ();
  g_autofree char *clean = NULL;
  const VigieAudience *audience;
  const VigieNotice *notice;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (notice = find_open (incident, notice_id, error)) == NULL
      || !read_saying (say, author, &saying, error) || (clean = vigie_act_text (reason, _("The reason"), error)) == NULL)
    return NULL;
  audience = vigie_playbook_audience (playbook, notice->version->audience);
  if (notice->sent != NULL || audience == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This notice went out: withdraw it instead."));
      return NULL;
    }
  if (!narrow (audience->approvers, say != NULL ? say->as : NULL, wanted, error))
    return NULL;
  saying.as = find_right (playbook, incident, notice, wanted, saying.approver, &saying.deputy);
  if (saying.as == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("%s has no right to refuse this text."), saying.approver);
      return NULL;
    }

  return record_say (incident, notice, "notice.refused", &saying, clean, author, at_usec);
}

/* ---- Out, done, taken back ---- */

gboolean
vigie_notice_may_send (const VigieIncident *incident, const VigieNotice *notice, GError **error)
{
  g_return_val_if_fail (incident != NULL && notice != NULL, FALSE);

  if (!is_open (incident, notice, error))
    return FALSE;
  if (notice->changed_since_sent)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("Another text went out than the one that stands: write a new notice."));
  if (notice->refused != NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This text was refused: it may not go out."));
  if (notice->needs_approval && (notice->missing->len > 0 || notice->approvals->len == 0))
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This text may not go out yet: an approval is missing."));

  return TRUE;
}

static const char *
find_channel (const VigiePlaybook *playbook, const VigieNotice *notice, const char *given, GError **error)
{
  const char *const *channels = notice->version->channels;
  const VigieChannel *channel = given != NULL ? vigie_playbook_channel (playbook, given) : NULL;
  const char *id = channel != NULL ? channel->id : given != NULL ? given : channels[0];

  if (given == NULL && channels[1] != NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Say on which channel it went out."));
      return NULL;
    }
  if (!g_strv_contains (channels, id))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The text was not written for the channel “%s”."), id);
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
add_sent (GPtrArray *drafts, const VigieIncident *incident, const VigieNotice *notice, const char *channel, const VigieNoticeSending *sending, const char *author, gint64 at_usec)
{
  VigieJsonWriter *writer = begin_step (notice, TRUE);

  vigie_json_writer_member_string (writer, "channel", channel);
  vigie_json_writer_key (writer, "approvals");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < notice->approvals->len; i++)
    vigie_json_writer_string (writer, ((const VigieNoticeStep *) notice->approvals->pdata[i])->event->id);
  vigie_json_writer_end_array (writer);
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

  return *text->subject != '\0' ? g_strconcat (text->subject, "\n\n", text->body, NULL) : g_strdup (text->body);
}

/**
 * vigie_act_notice_sent:
 * @notice: id or code
 * @sending: how it went out
 *
 * Records that the approved text went out, and the message that keeps the clocks.
 */
GPtrArray *
vigie_act_notice_sent (const VigiePlaybook *playbook, const VigieIncident *incident, const char *notice_id, const VigieNoticeSending *sending, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *text = NULL;
  const VigieNotice *notice;
  const char *channel;
  VigieJsonWriter *writer;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL && sending != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (notice = find_notice (incident, notice_id, error)) == NULL
      || !vigie_notice_may_send (incident, notice, error) || (channel = find_channel (playbook, notice, sending->channel, error)) == NULL)
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
vigie_act_notice_withdraw (const VigieIncident *incident, const char *notice_id, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  const VigieNotice *notice;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (notice = find_notice (incident, notice_id, error)) == NULL)
    return NULL;
  if (notice->state == VIGIE_NOTICE_WITHDRAWN)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This notice was withdrawn already."));
      return NULL;
    }
  clean = vigie_act_text (reason, _("The reason"), error);
  if (clean == NULL)
    return NULL;
  writer = begin_step (notice, FALSE);
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
vigie_act_notice_complete (const VigieIncident *incident, const char *notice_id, const char *note, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  const VigieNotice *notice;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (notice = find_open (incident, notice_id, error)) == NULL)
    return NULL;
  if (notice->sent == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This notice did not go out: withdraw it instead."));
      return NULL;
    }
  if (!vigie_text_is_blank (note) && (clean = vigie_act_text (note, _("The note"), error)) == NULL)
    return NULL;
  writer = begin_step (notice, FALSE);
  vigie_act_member_optional (writer, "note", clean);

  return vigie_act_one (writer, incident, "notice.completed", at_usec, author, NULL);
}
