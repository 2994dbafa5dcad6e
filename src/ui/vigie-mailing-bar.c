/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* While one is being sent no number is said here: each new sentence of a strip is said to the screen reader. */

#include "vigie-mailing-bar.h"

#include <glib/gi18n-lib.h>

#include "vigie-mailing-window.h"
#include "vigie-notice-strip.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"

struct _VigieMailingBar
{
  GtkWidget parent_instance;

  VigieSession *session;
  GtkWidget *strip;
};

G_DEFINE_FINAL_TYPE (VigieMailingBar, vigie_mailing_bar, GTK_TYPE_WIDGET)

static char *
words_of (VigieMailing *mailing)
{
  VigieMailingProgress progress;
  g_autofree char *accepted = NULL;
  g_autofree char *count = NULL;

  vigie_mailing_get_progress (mailing, &progress);
  accepted = vigie_text_number (progress.accepted, vigie_ui_lang ());
  count = vigie_text_number (progress.count, vigie_ui_lang ());
  if (progress.phase == VIGIE_MAILING_RUNNING)
    return g_strdup_printf (ngettext ("A mailing to %s person is being sent.", "A mailing to %s people is being sent.", progress.count), count);
  if (progress.phase == VIGIE_MAILING_DONE)
    return g_strdup_printf (ngettext ("A mailing has %u uncertain message: decide whether it is sent again.", "A mailing has %u uncertain messages: decide whether they are sent again.", progress.uncertain),
                            progress.uncertain);

  /* Translators: how many messages of how many have been sent. */
  return g_strdup_printf (_("A mailing was interrupted: %1$s of %2$s sent."), accepted, count);
}

static void
show (VigieMailingBar *self)
{
  VigieMailing *mailing = vigie_mailing_desk_get_open (vigie_mailing_desk_of (self->session), NULL);
  g_autofree char *words = mailing != NULL ? words_of (mailing) : NULL;

  vigie_notice_strip_say (VIGIE_NOTICE_STRIP (self->strip), words);
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}

static void
show_mailing_cb (VigieMailingBar *self)
{
  VigieMailing *mailing = vigie_mailing_desk_get_open (vigie_mailing_desk_of (self->session), NULL);

  if (mailing != NULL)
    vigie_mailing_window_present_for (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, mailing);
}

static void
vigie_mailing_bar_dispose (GObject *object)
{
  VigieMailingBar *self = VIGIE_MAILING_BAR (object);

  g_clear_pointer (&self->strip, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_mailing_bar_parent_class)->dispose (object);
}

static void
vigie_mailing_bar_class_init (VigieMailingBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_mailing_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_mailing_bar_init (VigieMailingBar *self)
{
  GtkWidget *button;

  self->strip = vigie_notice_strip_new ("soon", "vigie-message-symbolic", "win.announce");
  button = vigie_notice_strip_add (VIGIE_NOTICE_STRIP (self->strip), _("Show the mailing"), NULL);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (show_mailing_cb), self);
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Mailing"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_mailing_bar_new (VigieSession *session)
{
  VigieMailingBar *self = g_object_new (VIGIE_TYPE_MAILING_BAR, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (vigie_mailing_desk_of (session), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);

  return GTK_WIDGET (self);
}
