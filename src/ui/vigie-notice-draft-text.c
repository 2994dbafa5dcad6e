/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-notice-draft-text.h"

#include <string.h>

#include "vigie-json-writer.h"
#include "vigie-json.h"
#include "vigie-notice-blanks.h"

static const char *const langs[VIGIE_N_LANGS] = { [VIGIE_LANG_EN] = "en", [VIGIE_LANG_FR] = "fr" };

static void
fact_free (gpointer data)
{
  VigieNoticeFact *fact = data;

  g_free ((char *) fact->name);
  g_free ((char *) fact->value);
  g_free (fact);
}

VigieDraftText *
vigie_draft_text_new (void)
{
  VigieDraftText *self = g_new0 (VigieDraftText, 1);

  self->next_update_usec = VIGIE_TIME_NONE;
  self->facts = g_ptr_array_new_with_free_func (fact_free);
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      self->subjects[i] = g_strdup ("");
      self->bodies[i] = g_strdup ("");
    }
  return self;
}

void
vigie_draft_text_free (VigieDraftText *self)
{
  if (!self)
    return;
  g_free (self->notice);
  g_free (self->seen);
  g_free (self->audience);
  g_free (self->channel);
  g_free (self->template_id);
  g_free (self->stage);
  g_free (self->correction);
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      g_free (self->subjects[i]);
      g_free (self->bodies[i]);
    }
  g_ptr_array_unref (self->facts);
  g_free (self);
}

static void
add_fact (VigieDraftText *self, const char *name, const char *value, VigieFactState state)
{
  VigieNoticeFact *fact = g_new0 (VigieNoticeFact, 1);

  fact->name = g_strdup (name);
  fact->value = g_strdup (value);
  fact->state = state;
  g_ptr_array_add (self->facts, fact);
}

static void
set_text (VigieDraftText *self, VigieLang lang, const char *subject, const char *body)
{
  g_free (self->subjects[lang]);
  g_free (self->bodies[lang]);
  self->subjects[lang] = g_strdup (subject ? subject : "");
  self->bodies[lang] = g_strdup (body ? body : "");
}

VigieDraftText *
vigie_draft_text_from_notice (const VigieNotice *notice)
{
  const VigieNoticeVersion *version = notice->version;
  VigieDraftText *self = vigie_draft_text_new ();

  self->notice = g_strdup (notice->id);
  self->seen = g_strdup (version->event->id);
  self->audience = g_strdup (version->audience);
  self->channel = g_strdup (version->channels[0]);
  self->template_id = g_strdup (version->template_id);
  self->stage = g_strdup (version->stage);
  self->correction = g_strdup (version->correction);
  self->next_update_usec = version->next_update_usec;
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    set_text (self, (VigieLang) i, version->texts[i].subject, version->texts[i].body);
  for (guint i = 0; i < version->facts->len; i++)
    {
      const VigieNoticeFact *fact = g_ptr_array_index (version->facts, i);

      add_fact (self, fact->name, fact->value, fact->state);
    }
  return self;
}

void
vigie_draft_text_fill (VigieDraftText *self, const VigiePlaybook *playbook, const VigieIncident *incident, const VigieTemplate *template, const char *sender, GTimeZone *zone, gint64 now_usec)
{
  VigieNoticeContext context = { playbook, incident, sender, NULL, zone, now_usec, VIGIE_TIME_NONE };

  g_free (self->template_id);
  self->template_id = g_strdup (template ? template->id : NULL);
  g_free (self->stage);
  self->stage = g_strdup (template ? template->stage : vigie_stage_to_word (incident->stage));
  g_ptr_array_set_size (self->facts, 0);
  self->next_update_usec = VIGIE_TIME_NONE;
  for (guint lang = 0; lang < VIGIE_N_LANGS; lang++)
    {
      VigieNoticeContext of = context;
      g_autoptr(VigieNoticeRendering) text = NULL;

      of.reader = template ? vigie_notice_list_reader (template, (VigieLang) lang) : NULL;
      text = template ? vigie_notice_render (&of, template, (VigieLang) lang) : NULL;
      if (text)
        vigie_notice_rendering_name_blanks (text, (VigieLang) lang);
      set_text (self, (VigieLang) lang, text ? text->subject : NULL, text ? text->body : NULL);
      if (!text || lang > 0)
        continue;
      self->next_update_usec = text->next_update_usec;
      for (guint i = 0; i < text->facts->len; i++)
        {
          const VigieNoticeFact *fact = g_ptr_array_index (text->facts, i);

          add_fact (self, fact->name, fact->value, fact->state);
        }
    }
}

/* ---- Kept while it is typed ---- */

char *
vigie_draft_text_to_json (const VigieDraftText *self)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  const char *const names[] = { "notice", "seen", "audience", "channel", "template", "stage", "correction" };
  const char *const words[] = { self->notice, self->seen, self->audience, self->channel, self->template_id, self->stage, self->correction };

  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    vigie_json_writer_member_string (writer, names[i], words[i]);
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      g_autofree char *subject = g_strconcat ("subject_", langs[i], NULL);
      g_autofree char *body = g_strconcat ("body_", langs[i], NULL);

      vigie_json_writer_member_string (writer, subject, self->subjects[i]);
      vigie_json_writer_member_string (writer, body, self->bodies[i]);
    }
  if (self->next_update_usec != VIGIE_TIME_NONE)
    vigie_json_writer_member_int (writer, "next_update", self->next_update_usec);
  vigie_json_writer_key (writer, "facts");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < self->facts->len; i++)
    {
      const VigieNoticeFact *fact = g_ptr_array_index (self->facts, i);

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "name", fact->name);
      vigie_json_writer_member_string (writer, "value", fact->value);
      vigie_json_writer_member_string (writer, "state", vigie_fact_state_to_word (fact->state));
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
  vigie_json_writer_end_object (writer);
  return vigie_json_writer_steal (writer);
}

static void
read_facts (VigieDraftText *self, const VigieJson *json)
{
  VigieJsonNode facts = vigie_json_member (json, 0, "facts");

  if (facts == VIGIE_JSON_NONE || vigie_json_type (json, facts) != VIGIE_JSON_ARRAY)
    return;
  for (VigieJsonNode node = vigie_json_first (json, facts); node != VIGIE_JSON_NONE; node = vigie_json_next (json, node))
    {
      g_autofree char *name = vigie_json_member_string (json, node, "name");
      g_autofree char *value = vigie_json_member_string (json, node, "value");
      g_autofree char *word = vigie_json_member_string (json, node, "state");
      VigieFactState state;

      if (name && value && vigie_fact_state_from_word (word, &state))
        add_fact (self, name, value, state);
    }
}

VigieDraftText *
vigie_draft_text_from_json (const char *text)
{
  g_autoptr(VigieJson) json = text && *text ? vigie_json_parse (text, strlen (text), VIGIE_EVENT_MAX_BYTES, NULL) : NULL;
  VigieDraftText *self;

  if (!json || vigie_json_type (json, 0) != VIGIE_JSON_OBJECT)
    return NULL;
  self = vigie_draft_text_new ();
  self->notice = vigie_json_member_string (json, 0, "notice");
  self->seen = vigie_json_member_string (json, 0, "seen");
  self->audience = vigie_json_member_string (json, 0, "audience");
  self->channel = vigie_json_member_string (json, 0, "channel");
  self->template_id = vigie_json_member_string (json, 0, "template");
  self->stage = vigie_json_member_string (json, 0, "stage");
  self->correction = vigie_json_member_string (json, 0, "correction");
  self->next_update_usec = vigie_json_member_int (json, 0, "next_update", VIGIE_TIME_NONE);
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      g_autofree char *subject_name = g_strconcat ("subject_", langs[i], NULL);
      g_autofree char *body_name = g_strconcat ("body_", langs[i], NULL);
      g_autofree char *subject = vigie_json_member_string (json, 0, subject_name);
      g_autofree char *body = vigie_json_member_string (json, 0, body_name);

      set_text (self, (VigieLang) i, subject, body);
    }
  read_facts (self, json);
  return self;
}

/* ---- Recorded ---- */

GPtrArray *
vigie_draft_text_record (const VigieDraftText *self, const VigiePlaybook *playbook, const VigieIncident *incident, const char *author, gint64 at_usec, GError **error)
{
  const char *const channels[] = { self->channel, NULL };
  VigieNoticeDraft draft = { .notice = self->notice, .seen = self->seen, .audience = self->audience, .channels = channels,
                             .template_id = self->template_id, .stage = self->stage, .next_update_usec = self->next_update_usec,
                             .correction = self->correction, .facts = self->facts };

  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      draft.texts[i].subject = self->subjects[i];
      draft.texts[i].body = self->bodies[i];
    }
  return vigie_act_notice_draft (playbook, incident, &draft, author, at_usec, error);
}

gboolean
vigie_draft_text_equals (const VigieDraftText *self, const VigieNoticeVersion *version)
{
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      if (strcmp (self->subjects[i], version->texts[i].subject) != 0 || strcmp (self->bodies[i], version->texts[i].body) != 0)
        return FALSE;
    }
  return g_strcmp0 (self->audience, version->audience) == 0 && g_strcmp0 (self->channel, version->channels[0]) == 0
         && g_strcmp0 (self->correction, version->correction) == 0 && self->next_update_usec == version->next_update_usec;
}
