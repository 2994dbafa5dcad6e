/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One cause, all of it: its words, what it explains, whether it is confirmed and by what, and as a root cause its term.
 * The act says itself what is missing; what was filled in stays until the record has it. */

#include "vigie-cause-form.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-cause.h"
#include "vigie-act-form-private.h"
#include "vigie-cause-evidence.h"
#include "vigie-figure-book.h"
#include "vigie-name-picks.h"
#include "vigie-text-ui.h"

enum { TEXT, KIND, PARENT, STATE, ROOT, TERM, EVIDENCE, NOTE };

static const char *const kinds[] = { "why", "factor" };
static const char *const states[] = { "supposed", "confirmed", "ruled-out" };

static const char *
field_text (VigieActForm *form, guint field)
{
  return gtk_editable_get_text (GTK_EDITABLE (form->fields[field]));
}

static guint
chosen (VigieActForm *form, guint field, guint n)
{
  return MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (form->fields[field])), n - 1);
}

static GPtrArray *
cause_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  GStrv parents = g_object_get_data (G_OBJECT (form->fields[PARENT]), "parents");
  g_auto(GStrv) evidence = vigie_cause_evidence_get (VIGIE_CAUSE_EVIDENCE (form->fields[EVIDENCE]));
  const VigieCauseChange change = {
    .text = field_text (form, TEXT),
    .kind = kinds[chosen (form, KIND, G_N_ELEMENTS (kinds))],
    .state = states[chosen (form, STATE, G_N_ELEMENTS (states))],
    .parent = parents[chosen (form, PARENT, g_strv_length (parents))],
    .term = field_text (form, TERM),
    .note = field_text (form, NOTE),
    .evidence = (const char *const *) evidence,
    .root = gtk_check_button_get_active (GTK_CHECK_BUTTON (form->fields[ROOT])),
  };

  return vigie_act_cause (vigie_act_form_playbook (window), form->seen, form->word, &change, vigie_act_form_author (window), vigie_act_form_now (window), error);
}

/* ---- Fields ---- */

/* Everything but the cause itself and what stands beneath it. */
static void
add_parents (VigieActWindow *window, VigieActForm *form, const VigieCause *cause)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint selected = 0;

  g_ptr_array_add (ids, g_strdup (""));
  g_ptr_array_add (words, g_strdup (_("the problem itself")));
  for (guint i = 0; i < form->seen->causes->len; i++)
    {
      const VigieCause *other = form->seen->causes->pdata[i];
      g_autofree char *first = vigie_text_first_line (other->text, 60);

      if (other == cause || vigie_cause_is_beneath (other, cause))
        continue;
      if (other == cause->parent)
        selected = ids->len;
      g_ptr_array_add (ids, g_strdup (other->id));
      g_ptr_array_add (words, g_strdup_printf ("%s %s", other->code, first));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (words, NULL);
  form->fields[PARENT] = vigie_act_window_add_choice (window, _("Explains"), (const char *const *) words->pdata, selected);
  g_object_set_data_full (G_OBJECT (form->fields[PARENT]), "parents", g_ptr_array_free (g_steal_pointer (&ids), FALSE), (GDestroyNotify) g_strfreev);
}

static void
add_own_terms (GPtrArray *terms, const VigiePlaybook *playbook, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    {
      const char *term = more->pdata[i];

      if (vigie_cause_term_find (playbook, term) == term && !g_ptr_array_find_with_equal_func (terms, term, vigie_cause_term_equal, NULL))
        g_ptr_array_add (terms, g_strdup (term));
    }
}

GPtrArray *
vigie_cause_terms_offered (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigiePlaybook *playbook = vigie_session_get_playbook (session);
  GPtrArray *terms = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) own = vigie_incident_cause_terms (vigie_incident_model_get_incident (model), FALSE);
  GPtrArray *all = vigie_figure_book_get_all (vigie_figure_book_of (session));

  for (guint i = 0; i < playbook->cause_terms->len; i++)
    g_ptr_array_add (terms, g_strdup (vigie_text_get (&((const VigieCauseTerm *) playbook->cause_terms->pdata[i])->label, vigie_session_get_lang (session))));
  add_own_terms (terms, playbook, own);
  for (guint i = 0; all != NULL && i < all->len; i++)
    add_own_terms (terms, playbook, ((const VigieFigures *) all->pdata[i])->causes);

  return terms;
}

static void
picked_cb (GtkEditable *entry, const char *term)
{
  gtk_editable_set_text (entry, term);
  gtk_editable_set_position (entry, -1);
}

/* A term makes a root cause of it. */
static void
term_cb (GtkCheckButton *root, GtkEditable *entry)
{
  if (*gtk_editable_get_text (entry) != '\0')
    gtk_check_button_set_active (root, TRUE);
}

static void
add_root (VigieActWindow *window, VigieActForm *form, const VigieCause *cause, gboolean as_root)
{
  VigieIncidentModel *model = vigie_act_window_get_model (window);
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(GPtrArray) terms = vigie_cause_terms_offered (model);
  const char *term = cause->term != NULL ? vigie_cause_term_label (vigie_session_get_playbook (session), cause->term, vigie_session_get_lang (session)) : NULL;
  GtkWidget *picks;

  form->fields[ROOT] = gtk_check_button_new_with_label (_("This is a root cause: what is to be changed"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (form->fields[ROOT]), cause->root || as_root);
  vigie_act_window_add (window, form->fields[ROOT]);
  form->fields[TERM] = vigie_act_window_add_entry (window, _("Its term: a word that other incidents share"), term);
  picks = vigie_name_picks_new (GTK_EDITABLE (form->fields[TERM]), 2);
  vigie_name_picks_set_names (VIGIE_NAME_PICKS (picks), terms);
  g_signal_connect_object (picks, "picked", G_CALLBACK (picked_cb), form->fields[TERM], G_CONNECT_SWAPPED);
  g_signal_connect_object (form->fields[TERM], "changed", G_CALLBACK (term_cb), form->fields[ROOT], G_CONNECT_SWAPPED);
  vigie_act_window_add (window, picks);
}

static guint
place_of (const char *word, const char *const *words, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return i;

  return 0;
}

static void
add_fields (VigieActWindow *window, VigieActForm *form, const VigieCause *cause, const char *state, gboolean as_root)
{
  VigieIncidentModel *model = vigie_act_window_get_model (window);
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  const char *const kind_words[] = { _("an answer to “why?”"), _("a contributing factor"), NULL };
  const char *const state_words[] = { vigie_cause_state_label (VIGIE_CAUSE_SUPPOSED, lang), vigie_cause_state_label (VIGIE_CAUSE_CONFIRMED, lang),
                                      vigie_cause_state_label (VIGIE_CAUSE_RULED_OUT, lang), NULL };
  const char *stands = state != NULL ? state : vigie_cause_state_to_word (cause->state);

  form->fields[TEXT] = vigie_act_window_add_entry (window, _("The cause, in one sentence"), cause->text);
  form->fields[STATE] = vigie_act_window_add_choice (window, _("It is"), state_words, place_of (stands, states, G_N_ELEMENTS (states)));
  form->fields[EVIDENCE] = vigie_cause_evidence_new (model, cause->evidence);
  vigie_act_window_add (window, form->fields[EVIDENCE]);
  add_root (window, form, cause, as_root);
  form->fields[KIND] = vigie_act_window_add_choice (window, _("Kind"), kind_words, cause->is_factor ? 1 : 0);
  add_parents (window, form, cause);
  form->fields[NOTE] = vigie_act_window_add_entry (window, _("Note"), cause->note);
}

void
vigie_cause_form_open (GtkWidget *from, VigieIncidentModel *model, const char *id, const char *state, gboolean as_root)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  const VigieCause *cause = vigie_incident_cause (incident, id);
  g_autofree char *title = NULL;
  VigieActWindow *window;
  VigieActForm *form;

  if (cause == NULL)
    return;
  title = g_strdup_printf (_("Cause %s of %s"), cause->code, incident->ref);
  window = vigie_act_window_new (from, model, title, NULL);
  form = vigie_act_form_new (model, NULL);
  form->word = g_strdup (cause->id);
  form->seen = vigie_incident_ref (incident);
  vigie_act_window_set_scrolls (window);
  add_fields (window, form, cause, state, as_root);
  if (as_root)
    vigie_act_window_set_first (window, form->fields[TERM]);
  else if (g_strcmp0 (state, "confirmed") == 0)
    vigie_act_window_set_first (window, form->fields[EVIDENCE]);
  vigie_act_window_set_act (window, _("Record the cause"), cause_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}
