/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A call: the number, what to say, what was said, and four ways it can end. "Call" begins an attempt, which runs
 * against the playbook's clock for calls; each of the four ends it, or records one at once. Any but "Answered"
 * leads on to whoever is to be called next, because that is what the call protocol asks and nobody should have
 * to look for the name. */

#include "vigie-duty-call.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-call-parts.h"
#include "vigie-call-run.h"
#include "vigie-compat.h"
#include "vigie-directory.h"
#include "vigie-oncall.h"
#include "vigie-text-ui.h"

typedef struct
{
  VigieActForm form;            /* first: the other ways look it up */
  GtkWidget *from;              /* weak: over which the next form opens */
  char *duty_key;
  VigieDirectory *directory;    /* as it was when the form opened: keeps @contact */
  const VigieContactDef *contact; /* of the playbook, or of @directory */
  char *whom;                   /* what the record calls them */
  gboolean goes_on;             /* nobody answered */
} Call;

static void
call_free (Call *call)
{
  vigie_act_form_clear (&call->form);
  g_clear_weak_pointer (&call->from);
  g_free (call->duty_key);
  g_free (call->whom);
  vigie_directory_unref (call->directory);
  g_free (call);
}

static GPtrArray *
drafts_of (VigieActWindow *window, Call *call, const char *outcome, GError **error)
{
  call->goes_on = !g_str_equal (outcome, "reached");

  return vigie_act_call_said (vigie_act_form_incident (window), call->whom, outcome,
                              gtk_editable_get_text (GTK_EDITABLE (call->form.fields[0])), vigie_act_form_author (window),
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

/* ---- The next person ---- */

typedef struct
{
  GtkWidget *from;              /* weak */
  char *duty_key;
  char *contact;                /* id: who did not answer */
  gulong handler;
} Next;

static void
next_free (gpointer data, GClosure *closure)
{
  Next *next = data;

  g_clear_weak_pointer (&next->from);
  g_free (next->duty_key);
  g_free (next->contact);
  g_free (next);
}

/* TRUE: there is nothing more to wait for. */
static gboolean
lead_on (VigieIncidentModel *model, GtkWidget *from, const char *duty_key, const char *contact)
{
  const VigieDuty *duty = vigie_duties_find (vigie_incident_model_get_duties (model), duty_key);

  if (duty == NULL || from == NULL || !vigie_duty_is_open (duty))
    return TRUE;
  if (duty->to_call == NULL || g_str_equal (duty->to_call->id, contact))
    return FALSE;
  vigie_duty_call (from, model, duty->to_call, duty, find_obligation (model, duty));

  return TRUE;
}

/* Once only: what changes later has other reasons, and a form must not come up by itself. */
static void
changed_cb (VigieIncidentModel *model, Next *next)
{
  g_autoptr(VigieIncidentModel) held = g_object_ref (model);
  gulong handler = next->handler;

  lead_on (model, next->from, next->duty_key, next->contact);
  g_signal_handler_disconnect (held, handler);
}

/* The record has the attempt before the incident that is shown knows of it. */
static void
recorded_cb (VigieActWindow *window, Call *call)
{
  VigieIncidentModel *model = vigie_act_window_get_model (window);
  Next *next;

  if (!call->goes_on || lead_on (model, call->from, call->duty_key, call->contact->id))
    return;
  next = g_new0 (Next, 1);
  g_set_weak_pointer (&next->from, call->from);
  next->duty_key = g_strdup (call->duty_key);
  next->contact = g_strdup (call->contact->id);
  next->handler = g_signal_connect_data (model, "changed", G_CALLBACK (changed_cb), next, next_free, 0);
}

/* ---- The form ---- */

/* Begins an attempt, and lets the computer dial if there is a number. */
static void
begin_cb (GtkButton *button, VigieActWindow *window)
{
  Call *call = g_object_get_data (G_OBJECT (window), "call");
  const char *number = g_object_get_data (G_OBJECT (button), "number");
  VigieSession *session = vigie_incident_model_get_session (vigie_act_window_get_model (window));
  g_autofree char *uri = number != NULL ? g_strdup_printf ("tel:%s", number) : NULL;
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_call_begin (vigie_act_form_incident (window), call->whom, vigie_act_form_author (window),
                                            vigie_act_form_now (window), &error);

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  gtk_widget_grab_focus (call->form.fields[0]);
  vigie_session_do (session, drafts, error);
  if (uri != NULL)
    vigie_compat_show_uri (GTK_WIDGET (window), uri);
}

static GtkWidget *
begin_button_new (VigieActWindow *window, const char *number)
{
  GtkWidget *button = gtk_button_new_with_label (number != NULL ? _("Call") : _("I am calling"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "number", g_strdup (number), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (begin_cb), window);

  return button;
}

static void
add_number (VigieActWindow *window, const char *number)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = vigie_paragraph_new (number, "number-phone"); /* all of it, at any width */
  gboolean is_missing = vigie_number_is_placeholder (number);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (row), words);
  if (is_missing)
    {
      GtkWidget *tag = vigie_tag_new (_("number missing"), "soon");

      gtk_widget_add_css_class (label, "dim");
      gtk_widget_set_halign (tag, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (words), tag);
    }
  gtk_box_append (GTK_BOX (row), begin_button_new (window, is_missing ? NULL : number));
  vigie_act_window_add (window, row);
}

static char *
intro_of (VigieIncidentModel *model, const VigieDuty *duty)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieLang lang = vigie_session_get_lang (session);
  g_autofree char *words = vigie_duty_words (duty, vigie_session_now_usec (session), vigie_session_get_zone (session), lang);

  return g_strdup_printf ("%s · %s", vigie_text_get (duty->what, lang), words);
}

static void
other_first (GtkWidget *from, VigieIncidentModel *model, gpointer data)
{
  const VigieDuty *duty = vigie_duties_find (vigie_incident_model_get_duties (model), ((Call *) data)->duty_key);

  if (duty != NULL)
    vigie_duty_call (from, model, duty->contact, duty, find_obligation (model, duty));
}

/* As the directory has them now; the playbook may only have a place for a number. */
static void
add_contact (VigieActWindow *window, Call *call)
{
  const VigieContactDef *known = vigie_directory_def (call->directory, call->contact->id);
  const VigieContactDef *contact = known != NULL ? known : call->contact;
  g_autofree char *on_call = vigie_oncall_words_of (vigie_act_window_get_session (window), contact->id);

  if (on_call != NULL)
    vigie_act_window_add (window, vigie_label_new (on_call, "small strong accent-text"));
  for (guint i = 0; i < contact->phones->len && i < 2; i++)
    add_number (window, g_ptr_array_index (contact->phones, i));
  vigie_call_add_message (window, contact);
}

/* ---- Somebody else ---- */

static void
other_cb (GtkButton *button, VigieActWindow *window)
{
  Call *call = g_object_get_data (G_OBJECT (window), "call");
  VigieIncidentModel *model = vigie_act_window_get_model (window);
  const VigieDuty *duty = vigie_duties_find (vigie_incident_model_get_duties (model), call->duty_key);
  const VigieContactDef *other = vigie_directory_def (call->directory, g_object_get_data (G_OBJECT (button), "contact"));

  if (duty == NULL || other == NULL)
    return;
  vigie_duty_call (GTK_WIDGET (window), model, other, duty, find_obligation (model, duty));
  gtk_window_destroy (GTK_WINDOW (window)); /* it gives way */
}

static GtkWidget *
other_button_new (VigieActWindow *window, const VigieContact *other)
{
  VigieSession *session = vigie_act_window_get_session (window);
  g_autofree char *on_call = vigie_oncall_words_of (session, other->id);
  const char *name = vigie_text_get (&other->name, vigie_session_get_lang (session));
  g_autofree char *words = on_call != NULL ? g_strdup_printf ("%s · %s", name, on_call) : g_strdup_printf (_("%s · deputy"), name);
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "contact", g_strdup (other->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (other_cb), window);

  return button;
}

static void
add_people (VigieActWindow *window, Call *call)
{
  g_autoptr(GPtrArray) others = vigie_call_others (vigie_act_window_get_session (window), call->directory, call->contact);
  GtkWidget *row, *buttons, *label;

  if (others->len == 0)
    return;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  label = vigie_label_new (_("Or call"), "small dim");
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_top (label, 4);
  for (guint i = 0; i < others->len && i < 3; i++)
    gtk_box_append (GTK_BOX (buttons), other_button_new (window, others->pdata[i]));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), buttons);
  vigie_act_window_add (window, row);
}

/* Somebody in place of the one who is wanted: the way back to them. */
static void
add_first (VigieActWindow *window, const VigieDuty *duty, VigieLang lang)
{
  g_autofree char *label = g_strdup_printf (_("Call %s…"), vigie_text_get (&duty->contact->name, lang));

  vigie_act_window_add_other (window, label, other_first);
}

static char *
title_of (const VigieDuty *duty, const VigieContactDef *contact, VigieLang lang)
{
  g_autofree char *whom = vigie_duty_whom (duty, lang);

  if (contact == duty->contact)
    return g_strdup_printf (_("Call %s"), whom);

  /* Translators: %1$s stands in for %2$s. */
  return g_strdup_printf (_("Call %1$s, for %2$s"), vigie_text_get (&contact->name, lang), whom);
}

/* One that lives as long as the form: the playbook's, or that of the directory it keeps. */
static const VigieContactDef *
own_contact (VigieIncidentModel *model, const VigieContactDef *contact)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieContactDef *of_playbook = vigie_playbook_contact (vigie_session_get_playbook (session), contact->id);

  return of_playbook != NULL ? of_playbook : vigie_directory_def (vigie_session_get_directory (session), contact->id);
}

void
vigie_duty_call (GtkWidget *from, VigieIncidentModel *model, const VigieContactDef *contact, const VigieDuty *duty, const VigieObligation *obligation)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  const VigieContactDef *own = own_contact (model, contact);
  g_autofree char *title = NULL;
  g_autofree char *intro = NULL;
  VigieActWindow *window;
  Call *call;

  if (own == NULL) /* removed since */
    return;
  title = title_of (duty, own, lang);
  intro = intro_of (model, duty);
  window = vigie_act_window_new (from, model, title, intro);
  call = g_new0 (Call, 1);

  vigie_act_form_init (&call->form, model, obligation);
  g_set_weak_pointer (&call->from, from);
  call->duty_key = g_strdup (duty->key);
  call->directory = vigie_directory_ref (vigie_session_get_directory (vigie_incident_model_get_session (model)));
  call->contact = own;
  call->whom = vigie_call_whom (vigie_incident_model_get_session (model), contact);
  g_object_set_data (G_OBJECT (window), "call", call);
  vigie_act_window_add (window, vigie_call_run_new (model, duty->key, call->contact));
  add_contact (window, call);
  call->form.fields[0] = vigie_act_window_add_entry (window, _("What was said (not required)"), NULL);
  add_people (window, call);
  vigie_act_window_set_first (window, call->form.fields[0]);
  vigie_act_window_set_act (window, _("Answered"), reached_drafts, call, (GDestroyNotify) call_free);
  vigie_act_window_add_act (window, _("No answer, next"), no_answer_drafts);
  vigie_act_window_add_act (window, _("Busy"), busy_drafts);
  vigie_act_window_add_act (window, _("Refused"), refused_drafts);
  vigie_act_form_add_others (window, obligation);
  if (contact != duty->contact)
    add_first (window, duty, lang);
  g_signal_connect (window, "recorded", G_CALLBACK (recorded_cb), call);
  gtk_window_present (GTK_WINDOW (window));
}
