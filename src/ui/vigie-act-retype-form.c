/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Another type in mid-incident. Before anything is recorded the form says, for the type that is chosen, what comes
 * with it, what goes and what stays: steps, clocks, posts, checklists, facts (core's vigie-retype.c). Steps that
 * match can be ticked in the same act, with a reason that says where they were done: nobody should have to do them
 * again, and nobody should be able to say they were done under this procedure. */

#include "vigie-act-procedure-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-procedure.h"
#include "vigie-retype.h"
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

  vigie_set_tooltip (label, words);
  gtk_box_append (GTK_BOX (row), vigie_icon_new (icon, "dim"));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (self->lines), row);
}

/* "Clock: Alert the CEO" for each title; @label is a sentence with one %s. */
static void
add_each (RetypeForm *self, const char *icon, GPtrArray *titles, char *(*say) (const char *title))
{
  for (guint i = 0; i < titles->len; i++)
    {
      g_autofree char *words = say (g_ptr_array_index (titles, i));

      add_line (self, icon, words);
    }
}

static char *
say_clock (const char *title)
{
  return g_strdup_printf (_("Clock: %s"), title);
}

static char *
say_post (const char *title)
{
  return g_strdup_printf (_("Required post: %s"), title);
}

static char *
say_list (const char *title)
{
  return g_strdup_printf (_("Checklist: %s"), title);
}

/* Clocks, posts and checklists begin alike, but for the place of their title. */
#define TITLES(Type, records, lang) titles_of (records, G_STRUCT_OFFSET (Type, title), lang)

static GPtrArray *
titles_of (GPtrArray *records, gsize offset, VigieLang lang)
{
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (out, (gpointer) vigie_text_get (G_STRUCT_MEMBER_P (g_ptr_array_index (records, i), offset), lang));

  return out;
}

static void
add_changes (RetypeForm *self, const char *icon, GPtrArray *clocks, GPtrArray *posts, GPtrArray *lists)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  g_autoptr(GPtrArray) clock_titles = TITLES (VigieClockDef, clocks, lang);
  g_autoptr(GPtrArray) post_titles = TITLES (VigiePostDef, posts, lang);
  g_autoptr(GPtrArray) list_titles = TITLES (VigieChecklist, lists, lang);

  add_each (self, icon, clock_titles, say_clock);
  add_each (self, icon, post_titles, say_post);
  add_each (self, icon, list_titles, say_list);
}

static void
add_heading (RetypeForm *self, const char *words)
{
  GtkWidget *label = vigie_label_new (words, "small strong");

  gtk_widget_set_margin_top (label, gtk_widget_get_first_child (self->lines) != NULL ? 6 : 0);
  gtk_box_append (GTK_BOX (self->lines), label);
}

static void
show_comes (RetypeForm *self, const VigieRetype *change)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u step to do", "%u steps to do", change->n_open_gained), change->n_open_gained);

  if (change->n_open_gained + change->clocks_gained->len + change->posts_gained->len + change->checklists_gained->len == 0)
    return;
  add_heading (self, _("What comes"));
  if (change->n_open_gained > 0)
    add_line (self, "vigie-add-symbolic", words);
  add_changes (self, "vigie-add-symbolic", change->clocks_gained, change->posts_gained, change->checklists_gained);
}

static void
show_goes (RetypeForm *self, const VigieRetype *change)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u step that is still open", "%u steps that are still open", change->n_open_lost), change->n_open_lost);

  if (change->n_open_lost + change->clocks_lost->len + change->posts_lost->len + change->checklists_lost->len == 0)
    return;
  add_heading (self, _("What goes"));
  if (change->n_open_lost > 0)
    add_line (self, "vigie-dash-symbolic", words);
  add_changes (self, "vigie-dash-symbolic", change->clocks_lost, change->posts_lost, change->checklists_lost);
}

/* Counts of what is not touched, so that nobody fears for it. */
static void
show_kept (RetypeForm *self)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  guint n_facts = g_hash_table_size (incident->facts), n_decisions = incident->decisions->len, n_hypotheses = incident->hypotheses->len;
  g_autofree char *facts = g_strdup_printf (ngettext ("%u fact", "%u facts", n_facts), n_facts);
  g_autofree char *decisions = g_strdup_printf (ngettext ("%u decision", "%u decisions", n_decisions), n_decisions);
  g_autofree char *hypotheses = g_strdup_printf (ngettext ("%u hypothesis", "%u hypotheses", n_hypotheses), n_hypotheses);
  /* Translators: “7 facts, 2 decisions, 3 hypotheses”. */
  g_autofree char *words = g_strdup_printf (_("%1$s, %2$s, %3$s"), facts, decisions, hypotheses);

  add_line (self, "vigie-check-symbolic", words);
  add_line (self, "vigie-check-symbolic", _("The timeline, the posts held, the shared checklists"));
}

/* What was done: also a step there, or readable under the procedure it was done in. The number of the first. */
static guint
show_done (RetypeForm *self, const VigieRetype *change)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const char *type = vigie_incident_model_get_incident (self->model)->type;
  guint n_same = 0, n_more;
  g_autofree char *words = NULL;

  for (guint i = 0; i < change->matches->len; i++)
    {
      const VigieStepMatch *match = g_ptr_array_index (change->matches, i);
      g_autofree char *same = NULL;

      if (match->new_key == NULL)
        continue;
      n_same++;
      /* Translators: %s is a step that is done, and that the other procedure has too. */
      same = g_strdup_printf (_("Done, holds there too: %s"), vigie_text_get (&match->def->text, vigie_session_get_lang (session)));
      add_line (self, "vigie-check-symbolic", same);
    }
  n_more = change->matches->len - n_same;
  words = g_strdup_printf (ngettext ("%u step done stays readable under “done under %s”", "%u steps done stay readable under “done under %s”", n_more), n_more, type);
  if (n_more > 0)
    add_line (self, "vigie-check-symbolic", words);

  return n_same;
}

static void
changed_cb (RetypeForm *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  const char *type = chosen_type (self);
  g_autoptr(VigieRetype) change = NULL;

  vigie_clear_box (GTK_BOX (self->lines));
  gtk_widget_set_visible (self->carry, FALSE);
  if (g_str_equal (type, incident->type))
    {
      add_line (self, "vigie-dash-symbolic", _("This is the present type."));
      return;
    }
  change = vigie_retype_preview (vigie_session_get_playbook (session), incident, type, vigie_session_now_usec (session));
  show_comes (self, change);
  show_goes (self, change);
  add_heading (self, _("What stays"));
  gtk_widget_set_visible (self->carry, show_done (self, change) > 0);
  show_kept (self);
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
vigie_act_form_retype (GtkWidget *from, VigieIncidentModel *model, const char *type)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieActWindow *window = vigie_act_window_new (from, model, _("Change the type"), NULL);
  RetypeForm *self = g_new0 (RetypeForm, 1);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint selected = fill_words (vigie_session_get_playbook (session), type != NULL ? type : vigie_incident_model_get_incident (model)->type,
                               vigie_session_get_lang (session), words);

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
