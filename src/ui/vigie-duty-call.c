/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A call from the queue: the number, what to say, and four ways it can end. Each press is one recorded
 * attempt; any but "Answered" leads on to the next person of the directory's order at once, because that is
 * what the call protocol asks and nobody should have to look for the name. */

#include "vigie-duty-call.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-compat.h"
#include "vigie-directory.h"
#include "vigie-text-ui.h"

#define TEXT_HEIGHT_PX 110

typedef struct
{
  VigieActForm form;            /* first: the other ways look it up */
  GtkWidget *from;              /* weak: over which the next form opens */
  char *duty_key;
  const VigieContactDef *contact; /* of the playbook */
  gboolean goes_on;             /* nobody answered */
  gint64 since_usec;
} Call;

static void
call_free (Call *call)
{
  vigie_act_form_clear (&call->form);
  g_clear_weak_pointer (&call->from);
  g_free (call->duty_key);
  g_free (call);
}

static GPtrArray *
drafts_of (VigieActWindow *window, Call *call, const char *outcome, GError **error)
{
  call->goes_on = !g_str_equal (outcome, "reached");

  return vigie_act_call (vigie_act_form_incident (window), call->contact->id, outcome, vigie_act_form_author (window),
                         vigie_act_form_now (window), error);
}

static GPtrArray *
reached_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  return drafts_of (window, data, "reached", error);
}

static GPtrArray *
no_answer_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  return drafts_of (window, data, "no-answer", error);
}

static GPtrArray *
busy_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  return drafts_of (window, data, "busy", error);
}

static GPtrArray *
refused_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  return drafts_of (window, data, "refused", error);
}

static const VigieObligation *
find_obligation (VigieIncidentModel *model, const VigieDuty *duty)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);

  for (guint i = 0; duty->clock != NULL && i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (!obligation->history && obligation->clock == duty->clock && g_str_equal (obligation->subject, duty->subject))
        return obligation;
    }

  return NULL;
}

static void
recorded_cb (VigieActWindow *window, Call *call)
{
  VigieIncidentModel *model = vigie_act_window_get_model (window);
  VigiePlaybook *playbook = vigie_act_form_playbook (window);
  const VigieDuty *duty = vigie_duties_find (vigie_incident_model_get_duties (model), call->duty_key);
  const VigieContactDef *next;

  if (!call->goes_on || duty == NULL || call->from == NULL)
    return;
  next = vigie_duty_next_contact (playbook, vigie_incident_model_get_incident (model), call->contact, call->since_usec);
  if (next != NULL && next != call->contact)
    vigie_duty_call (call->from, model, next, duty, find_obligation (model, duty));
}

static void
dial_cb (GtkButton *button, gpointer user_data)
{
  g_autofree char *uri = g_strdup_printf ("tel:%s", (const char *) g_object_get_data (G_OBJECT (button), "number"));

  vigie_compat_show_uri (GTK_WIDGET (button), uri);
}

static void
add_number (VigieActWindow *window, const char *number)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = vigie_label_new (number, "number-phone");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  if (vigie_number_is_placeholder (number))
    {
      gtk_widget_add_css_class (label, "dim");
      gtk_box_append (GTK_BOX (row), vigie_tag_new (_("number missing"), "soon"));
    }
  else
    {
      GtkWidget *button = gtk_button_new_with_label (_("Call"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "number", g_strdup (number), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (dial_cb), NULL);
      gtk_box_append (GTK_BOX (row), button);
    }
  vigie_act_window_add (window, row);
}

static void
copy_cb (GtkButton *button, GtkTextView *view)
{
  g_autofree char *text = vigie_act_window_read_text (GTK_WIDGET (view));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
}

static void
add_words (VigieActWindow *window)
{
  VigieSession *session = vigie_incident_model_get_session (vigie_act_window_get_model (window));
  g_autofree char *text = vigie_duty_spoken (vigie_act_form_playbook (window), vigie_act_form_incident (window),
                                             vigie_act_form_author (window), vigie_act_form_now (window),
                                             vigie_session_get_zone (session), vigie_session_get_document_lang (session));
  GtkWidget *view = vigie_act_window_add_text (window, _("What to say"), text, TEXT_HEIGHT_PX);
  GtkWidget *copy = gtk_button_new_with_label (_("Copy the text"));

  gtk_widget_set_halign (copy, GTK_ALIGN_START);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), view, 0);
  vigie_act_window_add (window, copy);
}

static char *
intro_of (VigieIncidentModel *model, const VigieDuty *duty)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *words = vigie_duty_words (duty, vigie_session_now_usec (session), vigie_session_get_zone (session), lang);

  return g_strdup_printf ("%s · %s", vigie_text_get (duty->what, lang), words);
}

void
vigie_duty_call (GtkWidget *from, VigieIncidentModel *model, const VigieContactDef *contact, const VigieDuty *duty, const VigieObligation *obligation)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  g_autofree char *whom = contact == duty->contact ? vigie_duty_whom (duty, lang) : g_strdup (vigie_text_get (&contact->name, lang));
  g_autofree char *title = g_strdup_printf (_("Call %s"), whom);
  g_autofree char *intro = intro_of (model, duty);
  VigieActWindow *window = vigie_act_window_new (from, model, title, intro);
  Call *call = g_new0 (Call, 1);

  vigie_act_form_init (&call->form, model, obligation);
  g_set_weak_pointer (&call->from, from);
  call->duty_key = g_strdup (duty->key);
  call->contact = contact;
  call->since_usec = duty->started_usec;
  for (guint i = 0; i < contact->phones->len && i < 2; i++)
    add_number (window, g_ptr_array_index (contact->phones, i));
  for (guint i = 0; i < contact->emails->len && i < 2; i++)
    vigie_act_window_add (window, vigie_label_new (g_ptr_array_index (contact->emails, i), "dim"));
  add_words (window);
  vigie_act_window_set_act (window, _("Answered"), reached_drafts, call, (GDestroyNotify) call_free);
  vigie_act_window_add_act (window, _("No answer, next"), no_answer_drafts);
  vigie_act_window_add_act (window, _("Busy"), busy_drafts);
  vigie_act_window_add_act (window, _("Refused"), refused_drafts);
  vigie_act_form_add_others (window, obligation);
  g_signal_connect (window, "recorded", G_CALLBACK (recorded_cb), call);
  gtk_window_present (GTK_WINDOW (window));
}
