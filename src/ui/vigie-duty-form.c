/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a duty to the form in which it is done. Clocks have their forms already; this file adds what has
 * no clock: an act of a level and a message of the communication plan, ticked off under their key. */

#include "vigie-widgets.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-act-forms.h"
#include "vigie-duty-call.h"
#include "vigie-text-ui.h"

typedef struct
{
  VigieActForm form;            /* "word": the key; fields[0]: the reason */
  char *target;                 /* "users/sms", or NULL */
} Tick;

static void
tick_free (Tick *tick)
{
  vigie_act_form_clear (&tick->form);
  g_free (tick->target);
  g_free (tick);
}

static Tick *
tick_new (VigieIncidentModel *model, const char *key, const char *target)
{
  Tick *tick = g_new0 (Tick, 1);

  vigie_act_form_init (&tick->form, model, NULL);
  tick->form.word = g_strdup (key);
  tick->target = g_strdup (target);

  return tick;
}

static GPtrArray *
done_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Tick *tick = data;

  return vigie_act_tick (vigie_act_form_playbook (window), vigie_act_form_incident (window), tick->form.word, VIGIE_STEP_DONE,
                         NULL, vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static GPtrArray *
not_applicable_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Tick *tick = data;

  return vigie_act_tick (vigie_act_form_playbook (window), vigie_act_form_incident (window), tick->form.word,
                         VIGIE_STEP_NOT_APPLICABLE, gtk_editable_get_text (GTK_EDITABLE (tick->form.fields[0])),
                         vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static void
other_not_applicable (GtkWidget *from, VigieIncidentModel *model, gpointer data)
{
  Tick *tick = data;
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (model));
  const VigieText *what = vigie_playbook_step_text (playbook, tick->form.word);
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  VigieActWindow *window = vigie_act_window_new (from, model, _("Mark as not applicable"),
                                                 what != NULL ? vigie_text_get (what, lang) : NULL);
  Tick *other = tick_new (model, tick->form.word, NULL);

  other->form.fields[0] = vigie_act_window_add_entry (window, _("Why it does not apply"), NULL);
  vigie_act_window_set_act (window, _("Mark as not applicable"), not_applicable_drafts, other, (GDestroyNotify) tick_free);
  gtk_window_present (GTK_WINDOW (window));
}

static void
other_write (GtkWidget *from, VigieIncidentModel *model, gpointer data)
{
  vigie_act_form_message (from, model, ((Tick *) data)->target, NULL);
}

static char *
target_of (const VigieDuty *duty)
{
  if (duty->audience == NULL)
    return NULL;

  return g_strdup_printf ("%s/%s", duty->audience->id, duty->channel != NULL ? duty->channel->id : "*");
}

/* What it asks for, from the communication plan: content, tone, whose approval. */
static void
add_plan (VigieActWindow *window, const VigieAudience *audience, VigieLang lang)
{
  g_autofree char *approval = g_strdup_printf (_("Approval: %s"), vigie_text_get (&audience->approval, lang));

  vigie_act_window_add (window, vigie_paragraph_new (vigie_text_get (&audience->content, lang), NULL));
  vigie_act_window_add (window, vigie_paragraph_new (approval, "caption dim"));
}

static void
open_tick (GtkWidget *from, VigieIncidentModel *model, const VigieDuty *duty)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  g_autofree char *target = target_of (duty);
  g_autofree char *whom = vigie_duty_whom (duty, lang);
  VigieActWindow *window = vigie_act_window_new (from, model, vigie_text_get (duty->what, lang), target != NULL ? whom : NULL);
  Tick *tick = tick_new (model, duty->key, target);

  if (duty->audience != NULL)
    add_plan (window, duty->audience, lang);
  vigie_act_window_set_act (window, target != NULL ? _("Sent") : _("Done"), done_drafts, tick, (GDestroyNotify) tick_free);
  if (target != NULL)
    vigie_act_window_add_other (window, _("Write…"), other_write);
  vigie_act_window_add_other (window, _("Not applicable…"), other_not_applicable);
  gtk_window_present (GTK_WINDOW (window));
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

/**
 * vigie_duty_act:
 * @from: a widget of the window over which the form opens
 * @model: the incident
 * @duty: what to do; borrowed for the call only
 *
 * Opens the form in which @duty is done. Main thread.
 */
void
vigie_duty_act (GtkWidget *from, VigieIncidentModel *model, const VigieDuty *duty)
{
  const VigieObligation *obligation;

  g_return_if_fail (VIGIE_IS_INCIDENT_MODEL (model));
  g_return_if_fail (duty != NULL);

  obligation = find_obligation (model, duty);
  if (duty->way == VIGIE_DUTY_TELL && duty->contact != NULL)
    vigie_duty_call (from, model, duty->to_call != NULL ? duty->to_call : duty->contact, duty, obligation);
  else if (obligation != NULL)
    vigie_obligation_act (from, model, obligation);
  else
    open_tick (from, model, duty);
}
