/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two faces: filling in (vigie-mailing-setup.h) and under way (vigie-mailing-view.h), with one foot of buttons. Between them
 * stands the question that names audience and number: what is sent to thousands cannot be taken back. */

#include "vigie-mailing-window.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-document.h"
#include "vigie-mailing-server.h"
#include "vigie-mailing-setup.h"
#include "vigie-mailing-view.h"
#include "vigie-text-ui.h"
#include "vigie-text.h"
#include "vigie-widgets.h"

#define WIDTH_PX 720
#define HEIGHT_PX 640
#define COLUMN_PX 640

struct _VigieMailingWindow
{
  AdwWindow parent_instance;

  VigieSession *session;
  VigieMailing *mailing;        /* NULL: being filled in */
  VigieMailingPlan *asked;      /* what the question is about */
  GtkWidget *scroller, *clamp, *setup, *view;
  GtkWidget *error;
  GtkWidget *close, *export, *forget, *stop, *pause, *act;
};

G_DEFINE_FINAL_TYPE (VigieMailingWindow, vigie_mailing_window, ADW_TYPE_WINDOW)

static const char *
audience_title (VigieSession *session, const char *id)
{
  const VigieAudience *audience = id != NULL ? vigie_playbook_audience (vigie_session_get_playbook (session), id) : NULL;

  return audience != NULL ? vigie_text_get (&audience->title, vigie_ui_lang ()) : id != NULL ? id : "";
}

static void
say_error (VigieMailingWindow *self, const char *words)
{
  vigie_label_set (GTK_LABEL (self->error), words);
  gtk_widget_set_visible (self->error, words != NULL);
}

/* ---- Buttons ---- */

static void
show_setup_buttons (VigieMailingWindow *self)
{
  guint count = vigie_mailing_setup_count (VIGIE_MAILING_SETUP (self->setup));
  g_autofree char *people = vigie_text_number (count, vigie_ui_lang ());
  g_autofree char *words = g_strdup_printf (ngettext ("Send to %s person…", "Send to %s people…", count), people);

  gtk_button_set_label (GTK_BUTTON (self->act), count > 0 ? words : _("Send…"));
  gtk_widget_set_sensitive (self->act, count > 0);
}

static void
show_view_buttons (VigieMailingWindow *self)
{
  VigieMailingProgress progress;
  gboolean done, runs;

  vigie_mailing_get_progress (self->mailing, &progress);
  done = progress.phase == VIGIE_MAILING_DONE;
  runs = progress.phase == VIGIE_MAILING_RUNNING;
  gtk_widget_set_visible (self->pause, runs);
  gtk_widget_set_sensitive (self->pause, !progress.pausing);
  gtk_widget_set_visible (self->act, !runs && !done);
  gtk_button_set_label (GTK_BUTTON (self->act), progress.phase == VIGIE_MAILING_READY ? _("Send now") : _("Go on sending"));
  gtk_widget_set_sensitive (self->act, TRUE);
  gtk_widget_set_visible (self->stop, !done && progress.phase != VIGIE_MAILING_READY);
  gtk_widget_set_visible (self->export, !runs && progress.accepted < progress.count);
  gtk_widget_set_visible (self->forget, done);
}

static void
show_buttons (VigieMailingWindow *self)
{
  GtkWidget *of_view[] = { self->export, self->forget, self->stop, self->pause };

  if (self->mailing != NULL)
    {
      show_view_buttons (self);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_view); i++)
    gtk_widget_set_visible (of_view[i], FALSE);
  show_setup_buttons (self);
}

/* ---- Under way ---- */

static void
show_mailing (VigieMailingWindow *self, VigieMailing *mailing)
{
  const VigieMailingPlan *plan = vigie_mailing_get_plan (mailing);
  g_autofree char *title = g_strdup_printf (_("Mailing: %s"), audience_title (self->session, plan->audience));

  g_set_object (&self->mailing, mailing);
  self->setup = NULL;
  self->view = vigie_mailing_view_new (mailing);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), self->view);
  gtk_window_set_title (GTK_WINDOW (self), title);
  g_signal_connect_object (mailing, "changed", G_CALLBACK (show_buttons), self, G_CONNECT_SWAPPED);
  show_buttons (self);
}

static void
start (VigieMailingWindow *self, const char *password)
{
  say_error (self, NULL);
  vigie_mailing_view_ask_password (VIGIE_MAILING_VIEW (self->view), FALSE);
  vigie_mailing_desk_start (vigie_mailing_desk_of (self->session), self->mailing, password);
  show_buttons (self);
}

static void
password_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieMailingWindow) self = user_data;
  char *password = vigie_secrets_look_up_finish (VIGIE_SECRETS (object), result, NULL, NULL);

  if (self->session != NULL && password != NULL)
    start (self, password);
  else if (self->session != NULL)
    vigie_mailing_view_ask_password (VIGIE_MAILING_VIEW (self->view), TRUE);
  vigie_secret_free (password);
}

/* A server that asks for no name asks for no password either. */
static void
go_on (VigieMailingWindow *self)
{
  g_autofree char *account = vigie_mailing_account (vigie_mailing_get_plan (self->mailing));
  const char *typed = vigie_mailing_view_get_password (VIGIE_MAILING_VIEW (self->view));

  if (account == NULL || typed != NULL)
    start (self, typed);
  else
    vigie_secrets_look_up_async (vigie_session_get_secrets (self->session), "mail", account, NULL, password_cb, g_object_ref (self));
}

static void
pause_cb (VigieMailingWindow *self)
{
  vigie_mailing_pause (self->mailing);
  show_buttons (self);
}

static void
stop_answered_cb (gboolean accepted, gpointer user_data)
{
  g_autoptr(VigieMailingWindow) self = user_data;

  if (accepted && self->session != NULL)
    vigie_mailing_stop (self->mailing);
}

static void
stop_cb (VigieMailingWindow *self)
{
  VigieMailingProgress progress;
  g_autofree char *left = NULL;
  g_autofree char *body = NULL;

  vigie_mailing_get_progress (self->mailing, &progress);
  left = vigie_text_number (progress.waiting + progress.later, vigie_ui_lang ());
  body = g_strdup_printf (ngettext ("%s person will not be written to.", "%s people will not be written to.", progress.waiting + progress.later), left);
  vigie_compat_ask (GTK_WIDGET (self), _("End this mailing?"), body, _("End the mailing"), TRUE, NULL, stop_answered_cb, g_object_ref (self));
}

static void
forget_answered_cb (gboolean accepted, gpointer user_data)
{
  g_autoptr(VigieMailingWindow) self = user_data;

  if (!accepted || self->session == NULL)
    return;
  vigie_mailing_desk_forget (vigie_mailing_desk_of (self->session), self->mailing);
  gtk_window_close (GTK_WINDOW (self));
}

static void
forget_cb (VigieMailingWindow *self)
{
  vigie_compat_ask (GTK_WIDGET (self), _("Remove the list from this computer?"),
                    _("Names, addresses and the state of each message are removed. The counts stay in the record."), _("Remove the list"), TRUE, NULL,
                    forget_answered_cb, g_object_ref (self));
}

static void
saved_cb (GFile *file, gpointer user_data)
{
  g_autoptr(VigieMailingWindow) self = user_data;
  g_autofree char *report = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (file == NULL || self->session == NULL || g_file_peek_path (file) == NULL)
    return;
  report = vigie_mailing_report (self->mailing);
  bytes = g_bytes_new_static (report != NULL ? report : "", report != NULL ? strlen (report) : 0);
  if (!vigie_document_save (g_file_peek_path (file), bytes, &error))
    say_error (self, error->message);
}

static void
export_cb (VigieMailingWindow *self)
{
  vigie_compat_choose_save (GTK_WIDGET (self), _("Save who was not reached"), _("not-reached.csv"), saved_cb, g_object_ref (self));
}

/* ---- Beginning ---- */

static void
created_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieMailingWindow) self = user_data;
  g_autofree char *password = NULL;
  g_autoptr(GError) error = NULL;
  VigieMailing *mailing = vigie_mailing_desk_create_finish (VIGIE_MAILING_DESK (object), result, &error);

  if (self->session == NULL)
    return;
  gtk_widget_set_sensitive (self->clamp, TRUE);
  if (mailing == NULL)
    {
      say_error (self, error->message);
      show_buttons (self);
      return;
    }
  password = g_strdup (vigie_mailing_setup_get_password (VIGIE_MAILING_SETUP (self->setup)));
  vigie_mailing_setup_keep (VIGIE_MAILING_SETUP (self->setup));
  show_mailing (self, mailing);
  start (self, password);
  vigie_secret_free (g_steal_pointer (&password));
}

static void
send_answered_cb (gboolean accepted, gpointer user_data)
{
  g_autoptr(VigieMailingWindow) self = user_data;
  g_autoptr(VigieMailingPlan) plan = g_steal_pointer (&self->asked);

  if (!accepted || self->session == NULL || self->setup == NULL)
    return;
  gtk_widget_set_sensitive (self->clamp, FALSE);
  gtk_widget_set_sensitive (self->act, FALSE);
  vigie_mailing_desk_create_async (vigie_mailing_desk_of (self->session), g_steal_pointer (&plan), vigie_mailing_setup_take (VIGIE_MAILING_SETUP (self->setup)),
                                   NULL, created_cb, g_object_ref (self));
}

/* Whom and how many, in the question itself. */
static void
ask (VigieMailingWindow *self)
{
  guint count = vigie_mailing_setup_count (VIGIE_MAILING_SETUP (self->setup));
  const char *audience = audience_title (self->session, self->asked->audience);
  g_autofree char *people = vigie_text_number (count, vigie_ui_lang ());
  g_autofree char *heading = NULL, *body = NULL, *act = NULL;
  const char *subject = self->asked->subjects[vigie_ui_lang ()] != NULL ? self->asked->subjects[vigie_ui_lang ()] : self->asked->subjects[!vigie_ui_lang ()];

  /* Translators: an audience and a number of people. */
  heading = g_strdup_printf (ngettext ("Send to %1$s: %2$s person?", "Send to %1$s: %2$s people?", count), audience, people);
  /* Translators: subject, sender and server. */
  body = g_strdup_printf (_("“%1$s”, from %2$s over %3$s. One message to each; what has been sent cannot be taken back."), subject, self->asked->from_address,
                          self->asked->url);
  act = g_strdup_printf (ngettext ("Send %s message", "Send %s messages", count), people);
  vigie_compat_ask (GTK_WIDGET (self), heading, body, act, FALSE, NULL, send_answered_cb, g_object_ref (self));
}

static void
act_cb (VigieMailingWindow *self)
{
  g_autoptr(GError) error = NULL;

  if (self->mailing != NULL)
    {
      go_on (self);
      return;
    }
  g_clear_pointer (&self->asked, vigie_mailing_plan_free);
  self->asked = vigie_mailing_setup_plan (VIGIE_MAILING_SETUP (self->setup));
  if (vigie_mailing_setup_check (VIGIE_MAILING_SETUP (self->setup), self->asked, &error))
    {
      say_error (self, NULL);
      ask (self);
    }
  else if (error != NULL)
    say_error (self, error->message);
}

static void
changed_cb (VigieMailingWindow *self)
{
  say_error (self, NULL);
  show_buttons (self);
}

void
vigie_mailing_window_read (VigieMailingWindow *self, GFile *file)
{
  if (self->setup != NULL)
    vigie_mailing_setup_read (VIGIE_MAILING_SETUP (self->setup), file);
}

/* ---- Object ---- */

static void
vigie_mailing_window_dispose (GObject *object)
{
  VigieMailingWindow *self = VIGIE_MAILING_WINDOW (object);

  g_clear_object (&self->mailing);
  g_clear_object (&self->session);
  g_clear_pointer (&self->asked, vigie_mailing_plan_free);
  G_OBJECT_CLASS (vigie_mailing_window_parent_class)->dispose (object);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static gboolean
submit_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  VigieMailingWindow *self = VIGIE_MAILING_WINDOW (widget);

  if (gtk_widget_get_visible (self->act) && gtk_widget_is_sensitive (self->act))
    act_cb (self);

  return TRUE;
}

static void
vigie_mailing_window_class_init (VigieMailingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_mailing_window_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, submit_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, submit_cb, NULL);
}

static GtkWidget *
add_button (VigieMailingWindow *self, GtkWidget *row, const char *words, GCallback clicked, const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  vigie_add_classes (button, css_class);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (row), button);

  return button;
}

static GtkWidget *
foot_new (VigieMailingWindow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (foot, "foot-bar");
  gtk_widget_add_css_class (row, "foot-row");
  gtk_widget_set_hexpand (row, TRUE);
  gtk_widget_set_hexpand (space, TRUE);
  self->export = add_button (self, row, _("Save those not reached…"), G_CALLBACK (export_cb), NULL);
  self->forget = add_button (self, row, _("Remove the list…"), G_CALLBACK (forget_cb), NULL);
  self->stop = add_button (self, row, _("End…"), G_CALLBACK (stop_cb), NULL);
  gtk_box_append (GTK_BOX (row), space);
  self->close = add_button (self, row, _("Close"), G_CALLBACK (gtk_window_close), NULL);
  self->pause = add_button (self, row, _("Pause"), G_CALLBACK (pause_cb), NULL);
  self->act = add_button (self, row, _("Send…"), G_CALLBACK (act_cb), "suggested-action");
  gtk_box_append (GTK_BOX (foot), row);

  return foot;
}

static void
vigie_mailing_window_init (VigieMailingWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), COLUMN_PX);
  gtk_widget_add_css_class (self->clamp, "mailing-body");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->clamp);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->error = vigie_paragraph_new (NULL, "late-text mailing-error");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), self->error);
  gtk_box_append (GTK_BOX (box), foot_new (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
}

static VigieMailingWindow *
window_new (GtkWindow *parent, VigieSession *session)
{
  VigieMailingWindow *self = g_object_new (VIGIE_TYPE_MAILING_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);

  return self;
}

GtkWindow *
vigie_mailing_window_present (GtkWindow *parent, VigieSession *session, const VigieMailingPlan *offer)
{
  VigieMailingWindow *self = window_new (parent, session);
  g_autofree char *title = g_strdup_printf (_("Send by mail: %s"), audience_title (session, offer->audience));

  self->setup = vigie_mailing_setup_new (session, offer);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), self->setup);
  g_signal_connect_object (self->setup, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_title (GTK_WINDOW (self), title);
  show_buttons (self);
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WINDOW (self);
}

GtkWindow *
vigie_mailing_window_present_for (GtkWindow *parent, VigieSession *session, VigieMailing *mailing)
{
  VigieMailingWindow *self = window_new (parent, session);

  show_mailing (self, mailing);
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WINDOW (self);
}
