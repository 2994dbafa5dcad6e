/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps of a notice: a text that was changed is recorded first, and the step waits until the fold has that version. */

#include "vigie-notice-composer-private.h"

#include "vigie-act-notice.h"
#include "vigie-notice-forms.h"

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VigieNoticeComposer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result,
                                                              &error);

  if (!self->model)
    return;
  if (!events)
    {
      g_clear_pointer (&self->awaited, g_free);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.fail", "s", error->message);
      vigie_composer_show_act (self);
      return;
    }
  g_free (self->awaited);
  self->awaited = g_strdup (((const VigieEvent *) g_ptr_array_index (events, 0))->id);
  if (!self->text->notice)
    self->text->notice = g_strdup (self->awaited);
  g_free (self->text->seen);
  self->text->seen = g_strdup (self->awaited);
  self->touched = FALSE;
  vigie_composer_keep (self, TRUE);
}

void
vigie_composer_record (VigieNoticeComposer *self, VigieComposerNext then)
{
  VigieSession *session = vigie_composer_session (self);
  GError *error = NULL;
  GPtrArray *drafts;

  vigie_composer_take_text (self);
  drafts = vigie_draft_text_record (
      self->text, vigie_session_get_playbook (session), vigie_composer_incident (self),
      vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  if (!drafts)
    {
      vigie_session_do (session, NULL, error);
      return;
    }
  self->then = then;
  self->awaited = g_strdup ("");
  vigie_session_record_async (session, drafts, NULL, recorded_cb, g_object_ref (self));
  vigie_composer_show_act (self);
}

static void
submit (VigieNoticeComposer *self, const VigieNotice *notice)
{
  VigieSession *session = vigie_composer_session (self);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_notice_submit (
      vigie_session_get_playbook (session), vigie_composer_incident (self), notice->id,
      vigie_session_get_author (session), vigie_session_now_usec (session), &error);

  vigie_session_do (session, drafts, error);
}

void
vigie_composer_take_step (VigieNoticeComposer *self, VigieComposerNext next)
{
  const VigieNotice *notice = vigie_composer_notice (self);
  VigieLang lang = vigie_notice_choices_get_lang (VIGIE_NOTICE_CHOICES (self->choices));

  if (!notice)
    return;
  switch (next)
    {
    case VIGIE_COMPOSER_SUBMIT:
      submit (self, notice);
      break;
    case VIGIE_COMPOSER_APPROVE:
      vigie_notice_form_approve (GTK_WIDGET (self), self->model, notice);
      break;
    case VIGIE_COMPOSER_PUBLISH:
      vigie_notice_form_publish (GTK_WIDGET (self), self->model, notice, lang);
      break;
    case VIGIE_COMPOSER_COMPLETE:
      vigie_notice_form_complete (GTK_WIDGET (self), self->model, notice);
      break;
    case VIGIE_COMPOSER_NOTHING:
    default:
      break;
    }
}

void
vigie_notice_composer_suggested (VigieNoticeComposer *self)
{
  VigieComposerNext next;
  g_autofree char *reason = NULL;

  if (!self->model || !self->text)
    return;
  next = vigie_composer_next (self);
  reason = vigie_composer_obstacle (self, next);
  if (reason)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", reason);
  else if (vigie_composer_is_edited (self) && vigie_composer_may_edit (self))
    vigie_composer_record (self, next);
  else
    vigie_composer_take_step (self, next);
}
