/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing a notice. One event says the whole notice as it is now, so that two who edited it apart are told so, and what
 * an approver read is one event with one hash. A text that went out, or was withdrawn, is not edited any more: what has
 * to be said then is another notice. */

#include "vigie-act-notice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-error.h"
#include "vigie-text.h"

static gboolean
may_edit (const VigieNotice *notice, GError **error)
{
  if (notice->state == VIGIE_NOTICE_WITHDRAWN)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This notice was withdrawn: write a new one."));
  if (notice->sent != NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This notice went out: what is to be said now is a new one."));

  return TRUE;
}

static const VigieAudience *
find_audience (const VigiePlaybook *playbook, const char *id, GError **error)
{
  const VigieAudience *audience = id != NULL ? vigie_playbook_audience (playbook, id) : NULL;

  if (audience == NULL)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no audience “%s” in the playbook."), id != NULL ? id : "");

  return audience;
}

/* Ids of the channels, each once; NULL and a sentence when one is none. */
static GPtrArray *
find_channels (const VigiePlaybook *playbook, const VigieAudience *audience, const char *const *given, GError **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (gsize i = 0; given != NULL && given[i] != NULL; i++)
    {
      const VigieChannel *channel = vigie_playbook_channel (playbook, given[i]);

      if (channel == NULL)
        {
          g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no channel “%s” in the playbook."), given[i]);
          return NULL;
        }
      if (!g_ptr_array_find (ids, channel->id, NULL))
        g_ptr_array_add (ids, channel->id);
    }
  if (ids->len == 0)
    g_ptr_array_add (ids, audience->channels->pdata[0]);
  g_ptr_array_add (ids, NULL);

  return g_steal_pointer (&ids);
}

/* Both texts cleaned; FALSE: no language has a body, or one cannot be kept. */
static gboolean
clean_texts (const VigieNoticeDraft *draft, VigieText cleaned[VIGIE_N_LANGS], GError **error)
{
  gboolean has_body = FALSE;

  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      const VigieNoticeText *text = &draft->texts[i];

      cleaned[i].en = vigie_text_clean (text->subject != NULL ? text->subject : "", -1, error); /* the subject */
      cleaned[i].fr = cleaned[i].en != NULL ? vigie_text_clean (text->body != NULL ? text->body : "", -1, error) : NULL;
      if (cleaned[i].fr == NULL)
        return FALSE;
      if (strpbrk (cleaned[i].en, "\r\n") != NULL)
        return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("A subject is one line."));
      has_body = has_body || !vigie_text_is_blank (cleaned[i].fr);
    }
  if (!has_body)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("The notice must not be empty."));

  return TRUE;
}

static void
write_texts (VigieJsonWriter *writer, const VigieText texts[VIGIE_N_LANGS])
{
  static const char *const langs[VIGIE_N_LANGS] = { [VIGIE_LANG_EN] = "en", [VIGIE_LANG_FR] = "fr" };

  vigie_json_writer_key (writer, "texts");
  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      if (vigie_text_is_blank (texts[i].fr))
        continue;
      vigie_json_writer_key (writer, langs[i]);
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "subject", texts[i].en);
      vigie_json_writer_member_string (writer, "body", texts[i].fr);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_object (writer);
}

static void
write_facts (VigieJsonWriter *writer, GPtrArray *facts)
{
  vigie_json_writer_key (writer, "facts");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const VigieNoticeFact *fact = facts->pdata[i];

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "name", fact->name);
      vigie_json_writer_member_string (writer, "value", fact->value);
      vigie_json_writer_member_string (writer, "state", vigie_fact_state_to_word (fact->state));
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
write_channels (VigieJsonWriter *writer, GPtrArray *channels)
{
  vigie_json_writer_key (writer, "channels");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; channels->pdata[i] != NULL; i++)
    vigie_json_writer_string (writer, channels->pdata[i]);
  vigie_json_writer_end_array (writer);
}

static gboolean
find_notice (const VigieIncident *incident, const VigieNoticeDraft *draft, const VigieNotice **notice, const VigieEvent **seen, GError **error)
{
  const VigieNoticeVersion *version;

  if (draft->notice == NULL)
    return TRUE;
  *notice = vigie_incident_notice (incident, draft->notice);
  if (*notice == NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("There is no such notice."));
  version = draft->seen != NULL ? vigie_notice_version (*notice, draft->seen) : (*notice)->version;
  if (version == NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("There is no such version of this notice."));
  *seen = version->event;

  return may_edit (*notice, error);
}

static gboolean
check_details (const VigiePlaybook *playbook, const VigieNoticeDraft *draft, GError **error)
{
  if (draft->kind != NULL && !vigie_notice_is_kind (draft->kind))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no kind of notice."), draft->kind);
      return FALSE;
    }
  if (draft->template_id != NULL && vigie_playbook_template (playbook, draft->template_id) == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no template “%s” in the playbook."), draft->template_id);
      return FALSE;
    }

  return TRUE;
}

/**
 * vigie_act_notice_draft:
 * @draft: the whole notice as it shall be
 *
 * Records it; a notice that was submitted or approved is a draft again. %VIGIE_ERROR_CONFLICT when it went out or was
 * withdrawn meanwhile.
 */
GPtrArray *
vigie_act_notice_draft (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieNoticeDraft *draft, const char *author, gint64 at_usec, GError **error)
{
  VigieText texts[VIGIE_N_LANGS] = { { NULL, NULL }, { NULL, NULL } };
  g_autoptr(GPtrArray) channels = NULL;
  g_autofree char *correction = NULL;
  const VigieAudience *audience = NULL;
  const VigieNotice *notice = NULL;
  const VigieEvent *seen = NULL;
  GPtrArray *drafts = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL && draft != NULL, NULL);

  if (vigie_act_check (author, at_usec, error) && find_notice (incident, draft, &notice, &seen, error)
      && check_details (playbook, draft, error) && (audience = find_audience (playbook, draft->audience, error)) != NULL
      && (channels = find_channels (playbook, audience, draft->channels, error)) != NULL && clean_texts (draft, texts, error)
      && (vigie_text_is_blank (draft->correction) || (correction = vigie_text_clean (draft->correction, -1, error)) != NULL))
    {
      VigieJsonWriter *writer = vigie_act_begin ();

      vigie_act_member_optional (writer, "notice", notice != NULL ? notice->id : NULL);
      vigie_json_writer_member_string (writer, "kind",
                                       draft->kind != NULL ? draft->kind : vigie_notice_kind_of (audience->id, channels->pdata[0], draft->template_id));
      vigie_json_writer_member_string (writer, "audience", audience->id);
      write_channels (writer, channels);
      vigie_act_member_optional (writer, "template", draft->template_id);
      vigie_act_member_optional (writer, "stage", draft->stage);
      write_texts (writer, texts);
      vigie_json_writer_member_time (writer, "next_update", draft->next_update_usec);
      vigie_act_member_optional (writer, "correction", correction);
      write_facts (writer, draft->facts);
      drafts = vigie_act_one (writer, incident, "notice.drafted", at_usec, author, seen);
    }
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    vigie_text_clear (&texts[i]);

  return drafts;
}
