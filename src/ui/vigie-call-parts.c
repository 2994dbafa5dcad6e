/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A call protocol is not a call alone: while it rings, the channel and the mailbox get the same words, and the deputy and
 * whoever is on call are one press away. The message is ready and can be changed; what is copied is what stands there. */

#include "vigie-call-parts.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-compat.h"
#include "vigie-oncall.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define TEXT_HEIGHT_PX 66

static void
copy_cb (GtkButton *button, GtkTextView *view)
{
  g_autofree char *text = vigie_act_window_read_text (GTK_WIDGET (view));

  vigie_page_copy (GTK_WIDGET (button), text, _("Message copied"));
}

/* "mailto:cto@…?subject=P1 …&body=…" */
static void
mail_cb (GtkButton *button, GtkTextView *view)
{
  const char *address = g_object_get_data (G_OBJECT (button), "address");
  const char *subject = g_object_get_data (G_OBJECT (button), "subject");
  g_autofree char *text = vigie_act_window_read_text (GTK_WIDGET (view));
  g_autofree char *to = g_uri_escape_string (address, "@", FALSE);
  g_autofree char *about = g_uri_escape_string (subject, NULL, FALSE);
  g_autofree char *body = g_uri_escape_string (text, NULL, FALSE);
  g_autofree char *uri = g_strdup_printf ("mailto:%s?subject=%s&body=%s", to, about, body);

  vigie_compat_show_uri (GTK_WIDGET (button), uri);
}

static GtkWidget *
mail_button_new (VigieActWindow *window, const char *address, GtkWidget *view)
{
  const VigieIncident *incident = vigie_act_form_incident (window);
  const char *level = vigie_level_to_word (incident->level);
  g_autofree char *words = g_strdup_printf (_("Write to %s"), address);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), vigie_label_new (words, NULL));
  vigie_set_accessible_label (button, words);
  gtk_widget_add_css_class (button, "compact");
  g_object_set_data_full (G_OBJECT (button), "address", g_strdup (address), g_free);
  g_object_set_data_full (G_OBJECT (button), "subject", g_strdup_printf ("%s %s – %s", level != NULL ? level : "", incident->ref, incident->title), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (mail_cb), view, 0);

  return button;
}

void
vigie_call_add_message (VigieActWindow *window, const VigieContactDef *contact)
{
  VigieSession *session = vigie_act_window_get_session (window);
  g_autofree char *text = vigie_duty_spoken (vigie_act_form_playbook (window), vigie_act_form_incident (window), vigie_act_form_author (window),
                                             vigie_act_form_now (window), vigie_session_get_zone (session), vigie_session_get_document_lang (session));
  /* Translators: %s is a Slack channel. */
  g_autofree char *label = g_strdup_printf (_("What to say, and to write meanwhile in %s and by e-mail"), vigie_session_get_playbook (session)->slack_channel);
  GtkWidget *view = vigie_act_window_add_text (window, label, text, TEXT_HEIGHT_PX);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *copy = gtk_button_new_with_label (_("Copy the message"));

  gtk_widget_add_css_class (copy, "compact");
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), view, 0);
  gtk_box_append (GTK_BOX (row), copy);
  if (contact->emails->len > 0)
    gtk_box_append (GTK_BOX (row), mail_button_new (window, contact->emails->pdata[0], view));
  vigie_act_window_add (window, row);
}

static void
add_other (GPtrArray *others, const VigieContactDef *contact, const VigieContact *other)
{
  if (other != NULL && !g_str_equal (other->id, contact->id) && !g_ptr_array_find (others, other, NULL))
    g_ptr_array_add (others, (gpointer) other);
}

GPtrArray *
vigie_call_others (VigieSession *session, const VigieDirectory *directory, const VigieContactDef *contact)
{
  GPtrArray *others = g_ptr_array_new ();
  g_autoptr(GPtrArray) names = vigie_oncall_names (session);

  add_other (others, contact, vigie_directory_deputy (directory, contact->id));
  for (guint i = 0; i < names->len; i++)
    add_other (others, contact, vigie_directory_find (directory, names->pdata[i]));

  return others;
}

char *
vigie_call_whom (VigieSession *session, const VigieContactDef *contact)
{
  if (vigie_playbook_contact (vigie_session_get_playbook (session), contact->id) != NULL)
    return g_strdup (contact->id);

  return g_strdup (vigie_text_get (&contact->name, vigie_session_get_lang (session)));
}
