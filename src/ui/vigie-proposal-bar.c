/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A proposal waits: it takes no focus, closes no form and goes away when somebody has answered it, here or on
 * another computer. */

#include "vigie-proposal-bar.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-fact-derive.h"
#include "vigie-notice-strip.h"
#include "vigie-reassess.h"
#include "vigie-settle-form.h"
#include "vigie-text-ui.h"

struct _VigieProposalBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  VigieNoticeStrip *level;
  VigieNoticeStrip *loss;
  VigieNoticeStrip *settle;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieProposalBar, vigie_proposal_bar, GTK_TYPE_WIDGET)

static VigieProposal *
proposal_of (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);

  return vigie_reassess (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model),
                         vigie_session_now_usec (session), vigie_session_get_lang (session));
}

static GPtrArray *
derive (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);

  return vigie_facts_derive (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model),
                             vigie_session_now_usec (session), vigie_session_get_zone (session), vigie_session_get_lang (session));
}

/* ---- Keeping the level ---- */

static GPtrArray *
keep_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  VigieIncident *incident = vigie_act_form_incident (window);
  g_autoptr(VigieProposal) proposal = proposal_of (vigie_act_window_get_model (window));

  return vigie_act_assess (vigie_act_form_playbook (window), incident, proposal != NULL ? &proposal->answers : &incident->answers,
                           incident->level, gtk_editable_get_text (GTK_EDITABLE (form->fields[0])),
                           vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static void
keep_cb (VigieProposalBar *self)
{
  VigieActWindow *window;
  VigieActForm *form;
  g_autofree char *title = NULL;

  if (self->model == NULL || vigie_notice_strip_get_words (self->level) == NULL)
    return;
  title = g_strdup_printf (_("Keep %s"), vigie_level_to_word (vigie_incident_model_get_incident (self->model)->level));
  window = vigie_act_window_new (GTK_WIDGET (self), self->model, title, vigie_notice_strip_get_words (self->level));
  form = vigie_act_form_new (self->model, NULL);
  form->fields[0] = vigie_act_window_add_entry (window, _("Why the level stays"), NULL);
  vigie_act_window_set_act (window, title, keep_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Recording the loss ---- */

static void
record_cb (VigieProposalBar *self)
{
  VigieSession *session;
  g_autoptr(GPtrArray) all = NULL;
  const VigieDerived *loss;
  GError *error = NULL;
  GPtrArray *drafts;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  all = derive (self->model);
  loss = vigie_derived_find (all, "loss_fcfa");
  if (loss == NULL || loss->value == NULL)
    return;
  drafts = vigie_act_fact (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), loss->name, loss->value,
                           loss->state, loss->formula, vigie_session_get_zone (session), vigie_session_get_author (session),
                           vigie_session_now_usec (session), &error);
  vigie_session_do (session, drafts, error);
}

/* ---- Showing ---- */

static void
show (VigieProposalBar *self)
{
  g_autoptr(VigieProposal) proposal = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autofree char *words = NULL;
  g_autofree char *settle = NULL;
  const VigieDerived *loss;

  if (self->model != NULL)
    {
      settle = vigie_settle_words (self->model);
      proposal = proposal_of (self->model);
      all = derive (self->model);
      loss = vigie_derived_find (all, "loss_fcfa");
      if (loss->is_pressing && strchr (loss->value, '-') == NULL)
        words = g_strdup_printf (_("The loss comes to %s by the facts. Recording it starts the notice to the CFO."), loss->words);
    }
  vigie_notice_strip_say (self->level, proposal != NULL ? proposal->sentence : NULL);
  vigie_notice_strip_say (self->loss, words);
  vigie_notice_strip_say (self->settle, settle);
  gtk_widget_set_visible (GTK_WIDGET (self), proposal != NULL || words != NULL || settle != NULL);
}

/* ---- Object ---- */

static VigieNoticeStrip *
add_strip (VigieProposalBar *self)
{
  GtkWidget *strip = vigie_notice_strip_new ("soon", "vigie-warning-symbolic", "win.announce");

  gtk_box_append (GTK_BOX (self->box), strip);

  return VIGIE_NOTICE_STRIP (strip);
}

static void
vigie_proposal_bar_dispose (GObject *object)
{
  VigieProposalBar *self = VIGIE_PROPOSAL_BAR (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_proposal_bar_parent_class)->dispose (object);
}

static void
vigie_proposal_bar_class_init (VigieProposalBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_proposal_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_proposal_bar_init (VigieProposalBar *self)
{
  GtkWidget *button;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->level = add_strip (self);
  button = vigie_notice_strip_add (self->level, _("Reassess"), "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.assess");
  button = vigie_notice_strip_add (self->level, _("Keep the level…"), NULL);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (keep_cb), self);
  self->loss = add_strip (self);
  button = vigie_notice_strip_add (self->loss, _("Record the loss"), "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (record_cb), self);
  self->settle = add_strip (self);
  button = vigie_notice_strip_add (self->settle, _("Settle…"), "suggested-action");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.settle");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Proposals"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_proposal_bar_new (void)
{
  return g_object_new (VIGIE_TYPE_PROPOSAL_BAR, NULL);
}

void
vigie_proposal_bar_set_model (VigieProposalBar *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_PROPOSAL_BAR (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      g_signal_connect_object (model, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "tick", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
  show (self);
}
