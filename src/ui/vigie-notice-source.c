/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-notice-source.h"

#include <string.h>

#include "vigie-notice-blanks.h"
#include "vigie-notice-inspect.h"
#include "vigie-time.h"

#define PAST_MAX 3

static void
past_free (gpointer data)
{
  VigiePreviewPast *past = data;

  g_free ((char *) past->title);
  g_free ((char *) past->time);
  g_free ((char *) past->body);
  g_free (past);
}

void
vigie_notice_source_clear (VigieNoticeSource *self)
{
  g_clear_object (&self->model);
  self->text = NULL;
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_pointer (&self->past, g_ptr_array_unref);
  g_clear_pointer (&self->addresses, g_strfreev);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->time, g_free);
  g_clear_pointer (&self->stage, g_free);
}

void
vigie_notice_source_set (VigieNoticeSource *self, VigieIncidentModel *model, const VigieDraftText *text, VigieLang lang)
{
  vigie_notice_source_clear (self);
  self->model = g_object_ref (model);
  self->text = text;
  self->lang = lang;
}

/* The stage in the language of the text, if it is one of those the public knows. */
static char *
stage_words (const char *word, VigieLang lang)
{
  VigieStage stage;

  return g_strdup (word && vigie_stage_from_word (word, &stage) ? vigie_stage_label (stage, lang) : NULL);
}

static void
list_past (VigieNoticeSource *self, const VigieIncident *incident, GTimeZone *zone)
{
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_pointer (&self->past, g_ptr_array_unref);
  self->earlier = vigie_notice_earlier (incident, self->text->audience);
  self->past = g_ptr_array_new_with_free_func (past_free);
  for (guint i = incident->messages->len; i > 0; i--)
    {
      const VigieMessage *message = g_ptr_array_index (incident->messages, i - 1);
      VigiePreviewPast *past;

      if (g_strcmp0 (message->audience, self->text->audience) != 0)
        continue;
      if (self->past->len >= PAST_MAX || g_strcmp0 (message->channel, "status-page") != 0)
        continue;
      past = g_new0 (VigiePreviewPast, 1);
      past->title = stage_words (message->stage, self->lang);
      past->time = vigie_time_format_clock_zone (message->occurred_usec, zone);
      past->body = g_strdup (message->text);
      g_ptr_array_add (self->past, past);
    }
}

/* What readers of the status page are told about the service, in the language of the text. */
static const char *
service_state (const VigieIncident *incident, VigieLang lang)
{
  static const char *const words[2][3] = {
    [VIGIE_LANG_EN] = { "Major outage", "Partial outage", "In operation" },
    [VIGIE_LANG_FR] = { "Panne majeure", "Panne partielle", "En service" },
  };
  guint which = !vigie_incident_is_active (incident) ? 2 : incident->level == VIGIE_LEVEL_P1 ? 0 : 1;

  return words[lang][which];
}

static guint
forms_of (const char *channel)
{
  static const struct { const char *channel; guint forms; } table[] = {
    { "status-page", 1u << VIGIE_PREVIEW_STATUS | 1u << VIGIE_PREVIEW_MAIL | 1u << VIGIE_PREVIEW_SMS | 1u << VIGIE_PREVIEW_LETTER },
    { "sms", 1u << VIGIE_PREVIEW_SMS },
    { "in-app", 1u << VIGIE_PREVIEW_IN_APP },
    { "letter", 1u << VIGIE_PREVIEW_LETTER | 1u << VIGIE_PREVIEW_MAIL },
    { "press-release", 1u << VIGIE_PREVIEW_LETTER | 1u << VIGIE_PREVIEW_MAIL },
  };

  for (guint i = 0; channel && i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].channel, channel) == 0)
      return table[i].forms;
  return 1u << VIGIE_PREVIEW_MAIL | 1u << VIGIE_PREVIEW_LETTER;
}

static void
fill_preview (VigieNoticeSource *self, VigiePreviewData *preview, const VigieIncident *incident, VigieSession *session)
{
  gint64 now_usec = vigie_session_now_usec (session);

  g_free (self->date);
  g_free (self->time);
  g_free (self->stage);
  self->date = vigie_time_format_date (now_usec, vigie_session_get_zone (session), self->lang);
  self->time = vigie_time_format_clock_zone (now_usec, vigie_session_get_zone (session));
  self->stage = stage_words (self->text->stage, self->lang);
  preview->forms = forms_of (self->text->channel);
  preview->organisation = vigie_session_get_playbook (session)->organisation;
  preview->state = service_state (incident, self->lang);
  preview->stage = self->stage;
  preview->date = self->date;
  preview->time = self->time;
  preview->from = preview->organisation;
  preview->past = self->past;
}

void
vigie_notice_source_fill (VigieCheckInput *input, VigiePreviewData *preview, gpointer user_data)
{
  VigieNoticeSource *self = user_data;
  VigieSession *session;
  VigieIncident *incident;

  if (!self->model || !self->text)
    return;
  session = vigie_incident_model_get_session (self->model);
  incident = vigie_incident_model_get_incident (self->model);
  list_past (self, incident, vigie_session_get_zone (session));
  g_strfreev (self->addresses);
  self->addresses = vigie_notice_addresses (vigie_session_get_directory (session));
  input->kind = vigie_notice_kind_of (self->text->audience, self->text->channel, self->text->template_id);
  input->audience = self->text->audience;
  input->channel = self->text->channel;
  input->stage = self->text->stage;
  input->screen_lang = vigie_session_get_lang (session);
  input->next_update_usec = self->text->next_update_usec;
  input->correction = self->text->correction;
  input->incident = incident;
  input->playbook = vigie_session_get_playbook (session);
  input->earlier = self->earlier;
  input->addresses = (const char *const *) self->addresses;
  input->zone = vigie_session_get_zone (session);
  input->now_usec = vigie_session_now_usec (session);
  fill_preview (self, preview, incident, session);
}

/* The places are found by drawing the text once more: only where that gives the same words do they stand where they say. */
void
vigie_notice_source_mark (VigieNoticeSource *self, VigieNoticeEditor *editor)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  const VigieTemplate *template = self->text->template_id ? vigie_playbook_template (playbook, self->text->template_id) : NULL;
  VigieNoticeContext context = { playbook, vigie_incident_model_get_incident (self->model), vigie_session_get_author (session), NULL,
                                 vigie_session_get_zone (session), vigie_session_now_usec (session), self->text->next_update_usec };
  g_autoptr(VigieNoticeRendering) text = NULL;
  static const VigieEditorMark marks[] = {
    [VIGIE_PLACE_FILLED] = VIGIE_EDITOR_MARK_FILLED,
    [VIGIE_PLACE_UNKNOWN] = VIGIE_EDITOR_MARK_UNKNOWN,
    [VIGIE_PLACE_MISSING] = VIGIE_EDITOR_MARK_MISSING,
  };

  context.reader = template ? vigie_notice_list_reader (template, self->lang) : NULL;
  text = template ? vigie_notice_render (&context, template, self->lang) : NULL;
  if (text)
    vigie_notice_rendering_name_blanks (text, self->lang);
  if (!text || strcmp (text->body, self->text->bodies[self->lang]) != 0)
    return;
  for (guint i = 0; i < text->body_spans->len; i++)
    {
      const VigieNoticeSpan *span = &g_array_index (text->body_spans, VigieNoticeSpan, i);

      vigie_notice_editor_mark (editor, span->start_bytes, span->end_bytes, marks[span->state], span->placeholder->fact);
    }
}
