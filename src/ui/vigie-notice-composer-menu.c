/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The menu of the composer: how a text leaves, and the rarer steps. */

#include "vigie-notice-composer-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-mailing-window.h"
#include "vigie-notice-forms.h"
#include "vigie-notice-handover.h"

static void
document_of (VigieNoticeComposer *self, VigieNoticeDocument *document)
{
  VigieLang lang = vigie_notice_choices_get_lang (VIGIE_NOTICE_CHOICES (self->choices));

  *document = (VigieNoticeDocument){
    .lang = lang,
    .organisation = vigie_session_get_playbook (vigie_composer_session (self))->organisation,
    .subject = self->text->subjects[lang],
    .body = self->text->bodies[lang],
    .reference = vigie_composer_incident (self)->ref
  };
}

/* Only an approved text leaves as a file that looks ready. */
static gboolean
may_leave (VigieNoticeComposer *self)
{
  const VigieNotice *notice = vigie_composer_notice (self);
  g_autoptr (GError) error = NULL;

  if (notice && !vigie_composer_is_edited (self)
      && vigie_notice_may_send (vigie_composer_incident (self), notice, &error))
    return TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.fail", "s",
                              error ? error->message
                                    : _ ("This text may not go out yet: an approval is missing."));
  return FALSE;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);

  if (self->text && vigie_composer_is_edited (self) && vigie_composer_may_edit (self)
      && !self->awaited)
    vigie_composer_record (self, VIGIE_COMPOSER_NOTHING);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);
  VigieLang lang = vigie_notice_choices_get_lang (VIGIE_NOTICE_CHOICES (self->choices));

  if (self->text)
    vigie_notice_handover_copy (widget, self->text->subjects[lang], self->text->bodies[lang]);
}

static void
hand_over_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);
  VigieNoticeDocument document;

  if (!self->text || !may_leave (self))
    return;
  document_of (self, &document);
  if (g_str_equal (name, "notice.letter"))
    vigie_notice_handover_letter (widget, &document, vigie_composer_notice (self)->code);
  else if (g_str_equal (name, "notice.eml"))
    vigie_notice_handover_eml (widget, &document, vigie_composer_notice (self)->code);
  else
    vigie_notice_handover_mail (widget, document.subject, document.body);
}

static char *
or_null (char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* An approved text, in the languages it is written in, to a list of people. */
static void
mailing_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);
  const VigieNotice *notice;
  VigieMailingPlan offer = { 0 };

  if (!self->text || !may_leave (self))
    return;
  notice = vigie_composer_notice (self);
  offer.stream = (char *) vigie_incident_model_get_stream (self->model);
  offer.ref = (char *) vigie_composer_incident (self)->ref;
  offer.notice = (char *) notice->id;
  offer.version = (char *) notice->version->event->id;
  offer.hash = (char *) notice->version->hash;
  offer.audience = (char *) notice->version->audience;
  offer.from_name = vigie_session_get_playbook (vigie_composer_session (self))->organisation;
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      offer.bodies[i] = or_null (self->text->bodies[i]);
      offer.subjects[i] = offer.bodies[i] ? self->text->subjects[i] : NULL;
    }
  vigie_mailing_window_present (GTK_WINDOW (gtk_widget_get_root (widget)),
                                vigie_composer_session (self), &offer);
}

static void
form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeComposer *self = VIGIE_NOTICE_COMPOSER (widget);
  const VigieNotice *notice = vigie_composer_notice (self);

  if (!notice)
    gtk_widget_activate_action (widget, "win.fail", "s", _ ("There is no such notice."));
  else if (g_str_equal (name, "notice.refuse"))
    vigie_notice_form_refuse (widget, self->model, notice);
  else
    vigie_notice_form_withdraw (widget, self->model, notice);
}

GMenu *
vigie_composer_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) out = g_menu_new ();
  g_autoptr (GMenu) steps = g_menu_new ();

  g_menu_append (out, _ ("Copy the text"), "notice.copy");
  g_menu_append (out, _ ("Save as e-mail"), "notice.eml");
  g_menu_append (out, _ ("Save as letter"), "notice.letter");
  g_menu_append (out, _ ("Open in the mail program"), "notice.mail");
  g_menu_append (out, _ ("Send to a list…"), "notice.mailing");
  g_menu_append (steps, _ ("Record the draft"), "notice.save");
  g_menu_append (steps, _ ("Refuse the text"), "notice.refuse");
  g_menu_append (steps, _ ("Withdraw the message"), "notice.withdraw");
  g_menu_append_section (menu, _ ("Hand over"), G_MENU_MODEL (out));
  g_menu_append_section (menu, _ ("Steps"), G_MENU_MODEL (steps));
  return menu;
}

void
vigie_composer_install_menu (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "notice.save", NULL, save_action);
  gtk_widget_class_install_action (klass, "notice.copy", NULL, copy_action);
  gtk_widget_class_install_action (klass, "notice.eml", NULL, hand_over_action);
  gtk_widget_class_install_action (klass, "notice.letter", NULL, hand_over_action);
  gtk_widget_class_install_action (klass, "notice.mail", NULL, hand_over_action);
  gtk_widget_class_install_action (klass, "notice.mailing", NULL, mailing_action);
  gtk_widget_class_install_action (klass, "notice.refuse", NULL, form_action);
  gtk_widget_class_install_action (klass, "notice.withdraw", NULL, form_action);
}
