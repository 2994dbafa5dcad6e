/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Another type in mid-incident. Before anything is recorded the form says, for the type that is chosen, which of the
 * steps done so far are steps of it too, which only stay readable, and which posts come with it or go. Steps that
 * match can be ticked in the same act, with a reason that says where they were done: nobody should have to do them
 * again, and nobody should be able to say they were done under this procedure. */

#include "vigie-act-procedure-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-obligation.h"
#include "vigie-procedure.h"
#include "vigie-text-ui.h"

typedef struct
{
  VigieActForm form; /* first: see vigie-act-form-private.h */
  VigieIncidentModel *model; /* the window's */
  GtkWidget *choice;
  GtkWidget *lines;
  GtkWidget *carry;
} RetypeForm;

static void
retype_form_free (RetypeForm *self)
{
  vigie_act_form_clear (&self->form);
  g_free (self);
}

/* The id behind the present choice; the last one is "other". */
static const char *
chosen_type (RetypeForm *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (self->model));
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  return index < playbook->types->len ? ((const VigieTypeDef *) g_ptr_array_index (playbook->types, index))->id : "other";
}

static GPtrArray *
tick_drafts (VigieActWindow *window, const VigieStepMatch *match, GError **error)
{
  VigieIncident *incident = vigie_act_form_incident (window);
  const VigieStepMark *mark = vigie_incident_step (incident, match->old_key);
  /* Translators: %s is a type, as INC-01. */
  g_autofree char *reason = g_strdup_printf (_("done under %s"), incident->type);

  if (mark == NULL || mark->state != VIGIE_STEP_DONE || vigie_incident_step (incident, match->new_key) != NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  return vigie_act_tick (vigie_act_form_playbook (window), incident, match->new_key, VIGIE_STEP_DONE, reason, vigie_act_form_author (window),
                         vigie_act_form_now (window), error);
}

/* A gate's yes is never carried: it was said about another procedure. */
static gboolean
can_be_carried (VigiePlaybook *playbook, const VigieStepMatch *match)
{
  const VigieStepDef *step = vigie_playbook_step (playbook, match->new_key);

  return step != NULL && step->gate.approvers == NULL;
}

static GPtrArray *
retype_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  RetypeForm *self = data;
  const char *type = chosen_type (self);
  VigiePlaybook *playbook = vigie_act_form_playbook (window);
  g_autoptr(GPtrArray) matches = vigie_procedure_match (playbook, vigie_act_form_incident (window), type);
  GPtrArray *drafts;

  if (g_str_equal (type, vigie_act_form_incident (window)->type))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("The incident has this type already."));
      return NULL;
    }
  drafts = vigie_act_retype (playbook, vigie_act_form_incident (window), type, vigie_act_form_author (window), vigie_act_form_now (window), error);
  for (guint i = 0; drafts != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->carry)) && i < matches->len; i++)
    {
      const VigieStepMatch *match = g_ptr_array_index (matches, i);

      if (can_be_carried (playbook, match))
        drafts = vigie_act_form_join (drafts, tick_drafts (window, match, error));
    }

  return drafts;
}

/* ---- What it changes ---- */

static void
add_line (RetypeForm *self, const char *icon, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = vigie_label_new (words, "small");

  gtk_widget_set_tooltip_text (label, words);
  gtk_box_append (GTK_BOX (row), vigie_icon_new (icon, "dim"));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (self->lines), row);
}

static void
add_names (RetypeForm *self, const char *icon, const char *format, GPtrArray *names)
{
  g_autofree char *joined = NULL;
  g_autofree char *words = NULL;

  if (names->len == 0)
    return;
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (", ", (char **) names->pdata);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  words = g_strdup_printf (format, joined);
#pragma GCC diagnostic pop
  add_line (self, icon, words);
}

/* The titles of what is in @a and not in @b; borrowed. */
static GPtrArray *
posts_only_in (GPtrArray *a, GPtrArray *b, VigieLang lang)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < a->len; i++)
    if (!g_ptr_array_find (b, g_ptr_array_index (a, i), NULL))
      g_ptr_array_add (names, (gpointer) vigie_text_get (&((const VigiePostDef *) g_ptr_array_index (a, i))->title, lang));

  return names;
}

static void
show_posts (RetypeForm *self, const char *type)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  gboolean breach = vigie_incident_is_breach (incident);
  g_autoptr(GPtrArray) before = vigie_playbook_required_posts (playbook, incident->type, breach, TRUE);
  g_autoptr(GPtrArray) after = vigie_playbook_required_posts (playbook, type, breach || g_str_equal (type, "INC-02"), TRUE);
  g_autoptr(GPtrArray) gained = posts_only_in (after, before, vigie_session_get_lang (session));
  g_autoptr(GPtrArray) lost = posts_only_in (before, after, vigie_session_get_lang (session));

  add_names (self, "vigie-roster-symbolic", _("Posts that come with it: %s"), gained);
  add_names (self, "vigie-dash-symbolic", _("Posts no longer required: %s"), lost);
}

static void
show_clocks (RetypeForm *self, const char *type)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  gboolean is_new_breach = g_str_equal (type, "INC-02") && !vigie_incident_is_breach (incident);
  g_autoptr(GPtrArray) gained = g_ptr_array_new ();

  for (guint i = 0; is_new_breach && i < playbook->clocks->len; i++)
    {
      const VigieClockDef *clock = g_ptr_array_index (playbook->clocks, i);

      for (guint j = 0; j < clock->requires_->len; j++)
        if (g_str_equal (g_ptr_array_index (clock->requires_, j), "breach"))
          g_ptr_array_add (gained, (gpointer) vigie_text_get (&clock->title, vigie_session_get_lang (session)));
    }
  add_names (self, "vigie-alert-symbolic", _("Clocks that come with it: %s"), gained);
}

static void
changed_cb (RetypeForm *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  const char *type = chosen_type (self);
  g_autoptr(GPtrArray) matches = vigie_procedure_match (vigie_session_get_playbook (session), incident, type);
  g_autofree char *kept = NULL;
  guint n_same = 0;

  vigie_clear_box (GTK_BOX (self->lines));
  gtk_widget_set_visible (self->carry, FALSE);
  if (g_str_equal (type, incident->type))
    {
      add_line (self, "vigie-dash-symbolic", _("This is the present type."));
      return;
    }
  for (guint i = 0; i < matches->len; i++)
    {
      const VigieStepMatch *match = g_ptr_array_index (matches, i);
      g_autofree char *words = NULL;

      if (match->new_key == NULL)
        continue;
      n_same++;
      /* Translators: a step, and the key of the step that is the same in the other procedure. */
      words = g_strdup_printf (_("%1$s: also %2$s"), vigie_text_get (&match->def->text, vigie_session_get_lang (session)), match->new_key);
      add_line (self, "vigie-check-symbolic", words);
    }
  kept = g_strdup_printf (ngettext ("%u more step stays readable under “done under %s”", "%u more steps stay readable under “done under %s”", matches->len - n_same),
                          matches->len - n_same, incident->type);
  if (matches->len > n_same)
    add_line (self, "vigie-note-symbolic", kept);
  add_line (self, "vigie-check-symbolic", _("The shared checklists, the timeline, the facts and the decisions stay as they are"));
  show_posts (self, type);
  show_clocks (self, type);
  gtk_widget_set_visible (self->carry, n_same > 0);
}

static guint
fill_words (VigiePlaybook *playbook, const char *present, VigieLang lang, GPtrArray *words)
{
  guint selected = playbook->types->len;

  for (guint i = 0; i < playbook->types->len; i++)
    {
      const VigieTypeDef *type = g_ptr_array_index (playbook->types, i);

      g_ptr_array_add (words, g_strdup_printf ("%s %s", type->id, vigie_text_get (&type->title, lang)));
      if (g_strcmp0 (type->id, present) == 0)
        selected = i;
    }
  g_ptr_array_add (words, g_strdup (_("Other")));
  g_ptr_array_add (words, NULL);

  return selected;
}

void
vigie_act_form_retype (GtkWidget *from, VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieActWindow *window = vigie_act_window_new (from, model, _("Change the type"), NULL);
  RetypeForm *self = g_new0 (RetypeForm, 1);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint selected = fill_words (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model)->type, vigie_session_get_lang (session), words);

  vigie_act_form_init (&self->form, model, NULL);
  self->model = model;
  self->choice = vigie_act_window_add_choice (window, _("Type"), (const char *const *) words->pdata, selected);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->carry = gtk_check_button_new_with_label (_("Tick the steps that match"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->carry), TRUE);
  vigie_act_window_add (window, self->lines);
  vigie_act_window_add (window, self->carry);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (changed_cb), self);
  changed_cb (self);
  vigie_act_window_set_act (window, _("Change the type"), retype_drafts, self, (GDestroyNotify) retype_form_free);
  vigie_act_window_set_scrolls (window);
  gtk_window_present (GTK_WINDOW (window));
}
