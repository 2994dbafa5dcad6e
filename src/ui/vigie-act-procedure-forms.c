/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms of the procedure: an answer at a gate, a choice of option, an operator's confirmation, a missing fact.
 * The name of who approves is asked even when it is known who holds the post: the holder is proposed, and who is
 * proposed may be at home asleep while the deputy answers. */

#include "vigie-act-procedure-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-procedure.h"
#include "vigie-text-ui.h"

static const char *
field_text (VigieActForm *form, guint index)
{
  return gtk_editable_get_text (GTK_EDITABLE (form->fields[index]));
}

/* ---- A gate ---- */

static GPtrArray *
gate_drafts (VigieActWindow *window, VigieActForm *form, gboolean yes, GError **error)
{
  return vigie_act_gate (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->word, yes, field_text (form, 0),
                         field_text (form, 1), vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static GPtrArray *
yes_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  return gate_drafts (window, data, TRUE, error);
}

static GPtrArray *
no_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  return gate_drafts (window, data, FALSE, error);
}

/* The holder of the first post among the approvers. */
static const char *
proposed_approver (VigieIncident *incident, const VigieStepDef *step)
{
  for (guint i = 0; i < step->gate.approvers->len; i++)
    {
      const VigieHolding *holder = vigie_incident_holder (incident, g_ptr_array_index (step->gate.approvers, i));

      if (holder != NULL)
        return holder->person;
    }

  return NULL;
}

void
vigie_act_form_gate (GtkWidget *from, VigieIncidentModel *model, const char *key)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  VigieLang lang = vigie_session_get_lang (session);
  const VigieStepDef *step = vigie_playbook_step (playbook, key);
  g_autofree char *who = NULL;
  g_autofree char *intro = NULL;
  VigieActWindow *window;
  VigieActForm *form;

  if (step == NULL || step->gate.approvers == NULL)
    return;
  who = vigie_procedure_approvers (playbook, incident, step, lang);
  /* Translators: %s are posts or people, as “Security Officer (Kouassi), CTO”. */
  intro = g_strdup_printf (_("Who must answer: %s."), who);
  window = vigie_act_window_new (from, model, vigie_text_get (&step->text, lang), intro);
  form = vigie_act_form_new (model, NULL);
  form->word = g_strdup (key);
  form->fields[0] = vigie_act_window_add_entry (window, _("Who answers"), proposed_approver (incident, step));
  form->fields[1] = vigie_act_window_add_entry (window, _("Note; a no needs one"), NULL);
  vigie_act_window_set_act (window, _("Record the yes"), yes_drafts, form, (GDestroyNotify) vigie_act_form_free);
  vigie_act_window_add_act (window, _("Record the no"), no_drafts);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- An option ---- */

static GPtrArray *
choose_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (vigie_act_window_get_model (window)));

  return vigie_act_choose (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->word, field_text (form, 0), lang,
                           vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static const VigieOptionDef *
find_option (VigiePlaybook *playbook, const char *key)
{
  g_auto(GStrv) parts = g_strsplit (key, "/", 2);
  const VigieTypeDef *type = vigie_playbook_type (playbook, parts[0]);

  for (guint i = 0; type != NULL && i < type->options->len; i++)
    {
      const VigieOptionDef *option = g_ptr_array_index (type->options, i);

      if (g_strcmp0 (option->id, parts[1]) == 0)
        return option;
    }

  return NULL;
}

void
vigie_act_form_choose (GtkWidget *from, VigieIncidentModel *model, const char *key)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieLang lang = vigie_session_get_lang (session);
  const VigieOptionDef *option = find_option (vigie_session_get_playbook (session), key);
  g_autofree char *title = NULL;
  VigieActWindow *window;
  VigieActForm *form;

  if (option == NULL)
    return;
  /* Translators: %s is an option of the procedure, as “Restore all”. */
  title = g_strdup_printf (_("Choose: %s"), vigie_text_get (&option->title, lang));
  window = vigie_act_window_new (from, model, title, _("This records a decision, to be reviewed within ten minutes. The steps of the other way are then not chosen."));
  form = vigie_act_form_new (model, NULL);
  form->word = g_strdup (key);
  form->fields[0] = vigie_act_window_add_entry (window, _("Why this way"), NULL);
  vigie_act_window_set_act (window, _("Record the decision"), choose_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- A confirmation ---- */

static GPtrArray *
confirm_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autofree char *order = g_strstrip (g_strdup (field_text (form, 0)));
  g_autofree char *operator = g_strstrip (g_strdup (field_text (form, 1)));
  g_autofree char *reference = g_strstrip (g_strdup (field_text (form, 2)));
  g_autofree char *source = NULL;
  gint64 paid_usec = form->occurred_usec;

  if (*operator == '\0' || *reference == '\0')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("Both are needed: the operator and its reference."));
      return NULL;
    }
  if (!g_str_equal (field_text (form, 3), form->title) && !vigie_act_window_read_time (window, form->fields[3], &paid_usec, error))
    return NULL;
  source = g_strdup_printf ("%s, %s", operator, reference);

  return vigie_act_confirm (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->word, order, source, paid_usec, NULL,
                            vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_confirm (GtkWidget *from, VigieIncidentModel *model, const char *query)
{
  const VigieFact *operator = vigie_incident_fact (vigie_incident_model_get_incident (model), "operator");
  VigieActWindow *window = vigie_act_window_new (from, model, _("Record a confirmation"),
                                                 _("The operator has confirmed this payment. The update can then be copied for this order alone."));
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->word = g_strdup (query);
  form->occurred_usec = vigie_session_now_usec (vigie_incident_model_get_session (model));
  form->fields[0] = vigie_act_window_add_entry (window, _("Order number"), NULL);
  form->fields[1] = vigie_act_window_add_entry (window, _("Operator"), operator != NULL ? operator->value : NULL);
  form->fields[2] = vigie_act_window_add_entry (window, _("The operator’s reference"), NULL);
  form->fields[3] = vigie_act_window_add_time (window, _("When it was paid"), form->occurred_usec);
  form->title = g_strdup (field_text (form, 3));
  vigie_act_window_set_act (window, _("Record the confirmation"), confirm_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- A fact ---- */

static GPtrArray *
fact_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  VigieSession *session = vigie_incident_model_get_session (vigie_act_window_get_model (window));

  return vigie_act_fact (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->word, field_text (form, 0),
                         VIGIE_FACT_CONFIRMED, field_text (form, 1), vigie_session_get_zone (session), vigie_act_form_author (window),
                         vigie_act_form_now (window), error);
}

/* The choices of a fact, as “Orange, MTN, Wave”; owned. */
static char *
choices_of (const VigieFactDef *def, VigieLang lang)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; def != NULL && def->values != NULL && i < def->values->len; i++)
    {
      const VigieFactValue *value = g_ptr_array_index (def->values, i);

      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", vigie_text_get (&value->label, lang));
    }

  return g_string_free (out, FALSE);
}

void
vigie_act_form_fact (GtkWidget *from, VigieIncidentModel *model, const char *name)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieLang lang = vigie_session_get_lang (session);
  const VigieFactDef *def = vigie_playbook_fact (vigie_session_get_playbook (session), name);
  g_autofree char *choices = choices_of (def, lang);
  VigieActWindow *window = vigie_act_window_new (from, model, _("Enter a fact"), *choices != '\0' ? choices : NULL);
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->word = g_strdup (name);
  form->fields[0] = vigie_act_window_add_entry (window, def != NULL ? vigie_text_get (&def->label, lang) : name, NULL);
  form->fields[1] = vigie_act_window_add_entry (window, _("Source"), NULL);
  vigie_act_window_set_act (window, _("Record the fact"), fact_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}
