/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The text of the composer: drawn from a template, kept while it is typed, and what changed under it since. */

#include "vigie-notice-composer-private.h"

#include <glib/gi18n-lib.h>

#define KEEP_AFTER_MS 500

/* ---- Kept while it is typed ---- */

char *
vigie_composer_place_of (VigieNoticeComposer *self)
{
  return g_strconcat ("notice/", vigie_incident_model_get_stream (self->model), NULL);
}

void
vigie_composer_keep (VigieNoticeComposer *self, gboolean forget)
{
  g_autofree char *place = vigie_composer_place_of (self);
  g_autofree char *json = forget ? g_strdup ("") : vigie_draft_text_to_json (self->text);

  g_clear_handle_id (&self->keep_id, g_source_remove);
  vigie_store_thread_keep_text (vigie_session_get_store (vigie_composer_session (self)), place,
                                json);
}

static gboolean
keep_cb (gpointer user_data)
{
  VigieNoticeComposer *self = user_data;

  self->keep_id = 0;
  if (self->model && self->text)
    vigie_composer_keep (self, FALSE);
  return G_SOURCE_REMOVE;
}

void
vigie_composer_keep_soon (VigieNoticeComposer *self)
{
  if (self->keep_id == 0)
    self->keep_id = g_timeout_add (KEEP_AFTER_MS, keep_cb, self);
}

/* ---- The strip: what changed under the text ---- */

static char *
fact_words (VigieNoticeComposer *self, const char *name)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_composer_session (self));
  VigieLang lang = vigie_session_get_lang (vigie_composer_session (self));
  const VigieFactDef *def = vigie_playbook_fact (playbook, name);
  const VigieFact *fact = vigie_incident_fact (vigie_composer_incident (self), name);
  g_autofree char *value = fact && *fact->value ? vigie_fact_value_words (
                               playbook, name, fact->value,
                               vigie_session_get_zone (vigie_composer_session (self)), lang)
                                                : g_strdup (_ ("unknown"));

  return g_strdup_printf (_ ("%1$s is now %2$s"), def ? vigie_text_get (&def->label, lang) : name,
                          value);
}

static char *
strip_words (VigieNoticeComposer *self)
{
  const VigieNotice *notice = vigie_composer_notice (self);
  g_autoptr (GString) facts = g_string_new (NULL);
  g_autofree char *stale = NULL;
  g_autofree char *faults = NULL;

  for (guint i = 0; notice && i < notice->stale->len; i++)
    {
      g_autofree char *words = fact_words (self, g_ptr_array_index (notice->stale, i));

      g_string_append_printf (facts, "%s%s", i > 0 ? " · " : "", words);
    }
  if (facts->len > 0)
    stale = g_strdup_printf (notice->sent
                                 ? _ ("%s. What went out no longer agrees: write a correction.")
                                 : _ ("%s. The text drew on what was known before."),
                             facts->str);
  if (notice && notice->n_faults > 0)
    faults = g_strdup_printf (ngettext ("%u step does not count: the timeline says why.",
                                        "%u steps do not count: the timeline says why.",
                                        notice->n_faults),
                              notice->n_faults);
  if (stale && faults)
    return g_strconcat (stale, " ", faults, NULL);
  return stale ? g_steal_pointer (&stale) : g_steal_pointer (&faults);
}

void
vigie_composer_show_strip (VigieNoticeComposer *self)
{
  const VigieNotice *notice = vigie_composer_notice (self);
  g_autofree char *words = strip_words (self);

  vigie_notice_strip_say (VIGIE_NOTICE_STRIP (self->strip), words);
  gtk_widget_set_visible (self->again, notice && notice->stale->len > 0
                                           && vigie_composer_may_edit (self)
                                           && notice->version->template_id);
}

/* ---- Text ---- */

static gboolean
has_subject (VigieNoticeComposer *self)
{
  const VigieChannel *channel = vigie_notice_choices_get_channel (
      VIGIE_NOTICE_CHOICES (self->choices));
  static const char *const without[] = { "sms", "in-app", "slack", "call", "social", NULL };

  return channel && !g_strv_contains (without, channel->id);
}

void
vigie_composer_take_text (VigieNoticeComposer *self)
{
  VigieNoticeEditor *editor = VIGIE_NOTICE_EDITOR (self->editor);
  VigieLang lang = vigie_notice_editor_get_lang (editor);

  g_free (self->text->subjects[lang]);
  g_free (self->text->bodies[lang]);
  self->text->subjects[lang] = vigie_notice_editor_get_subject (editor);
  self->text->bodies[lang] = vigie_notice_editor_get_body (editor);
}

void
vigie_composer_show_text (VigieNoticeComposer *self)
{
  VigieLang lang = vigie_notice_choices_get_lang (VIGIE_NOTICE_CHOICES (self->choices));
  VigieNoticeEditor *editor = VIGIE_NOTICE_EDITOR (self->editor);

  vigie_notice_source_set (&self->source, self->model, self->text, lang);
  vigie_notice_editor_set_text (editor, lang,
                                has_subject (self) ? self->text->subjects[lang] : NULL,
                                self->text->bodies[lang]);
  vigie_notice_source_mark (&self->source, editor);
  vigie_notice_editor_set_editable (editor, vigie_composer_may_edit (self));
  vigie_notice_choices_set_editable (VIGIE_NOTICE_CHOICES (self->choices),
                                     vigie_composer_may_edit (self));
  vigie_composer_show_strip (self);
  vigie_composer_show_act (self);
}

void
vigie_composer_fill (VigieNoticeComposer *self)
{
  VigieNoticeChoices *choices = VIGIE_NOTICE_CHOICES (self->choices);
  VigieSession *session = vigie_composer_session (self);

  g_free (self->text->audience);
  g_free (self->text->channel);
  self->text->audience = g_strdup (vigie_notice_choices_get_audience (choices)->id);
  self->text->channel = g_strdup (vigie_notice_choices_get_channel (choices)->id);
  vigie_draft_text_fill (
      self->text, vigie_session_get_playbook (session), vigie_composer_incident (self),
      vigie_notice_choices_get_template (choices), vigie_session_get_author (session),
      vigie_session_get_zone (session), vigie_session_now_usec (session));
  vigie_composer_show_text (self);
}
