/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small forms of the timeline: correct and retract an entry; settle a hypothesis. Corrections add, they never replace: the first words stay
 * in the record and the detail pane shows them. */

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-act-form-private.h"
#include "vigie-text-ui.h"

static const char *
field_text (VigieActForm *form, guint index)
{
  return gtk_editable_get_text (GTK_EDITABLE (form->fields[index]));
}

/* ---- Correct, retract ---- */

static const VigieEntryKind typed_kinds[] = {
  VIGIE_ENTRY_NOTE, VIGIE_ENTRY_ACTION, VIGIE_ENTRY_DECISION, VIGIE_ENTRY_HYPOTHESIS, VIGIE_ENTRY_CALL, VIGIE_ENTRY_TODO,
};

static GPtrArray *
correct_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autofree char *text = vigie_act_window_read_text (form->fields[0]);
  gint64 occurred_usec = form->occurred_usec;
  VigieEntryKind kind = form->number;

  /* Untouched, the field has lost the seconds and the day; the entry has not. */
  if (!g_str_equal (field_text (form, 1), form->title)
      && !vigie_act_window_read_time (window, form->fields[1], &occurred_usec, error))
    return NULL;
  if (form->fields[2] != NULL)
    kind = typed_kinds[gtk_drop_down_get_selected (GTK_DROP_DOWN (form->fields[2]))];

  /* By what was seen: words that came meanwhile are not replaced unread, but stand beside these. */
  return vigie_act_correct (form->seen, form->word, text, occurred_usec, kind,
                            vigie_act_form_author (window), vigie_act_form_now (window), error);
}

/* Somebody else corrected the entry while the form was open. */
static void
correct_changed_cb (VigieIncidentModel *model, VigieActWindow *window)
{
  VigieActForm *form = g_object_get_data (G_OBJECT (window), "form");
  const VigieEntry *seen = vigie_incident_entry (form->seen, form->word);
  const VigieEntry *now = vigie_incident_entry (vigie_incident_model_get_incident (model), form->word);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (seen == NULL || now == NULL || now->correction == NULL
      || (seen->correction != NULL && g_str_equal (seen->correction->id, now->correction->id)))
    return;
  text = vigie_text_ui_clean (now->text, 160);
  words = g_strdup_printf (_("%1$s corrected this entry while you were writing: “%2$s”. Recording keeps both; one is chosen afterwards."),
                           now->correction->author, text);
  vigie_act_window_fail (window, words);
}

static GtkWidget *
add_kind_choice (VigieActWindow *window, VigieEntryKind kind, VigieLang lang)
{
  const char *words[G_N_ELEMENTS (typed_kinds) + 1] = { NULL };
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (typed_kinds); i++)
    {
      words[i] = vigie_entry_kind_label (typed_kinds[i], lang);
      if (typed_kinds[i] == kind)
        selected = i;
    }

  return selected == GTK_INVALID_LIST_POSITION ? NULL : vigie_act_window_add_choice (window, _("Kind"), words, selected);
}

/**
 * vigie_act_form_correct:
 * @entry: the entry; borrowed for the call only.
 *
 * Asks for other words, another time or another kind. Entries made by an act have no text to correct.
 */
void
vigie_act_form_correct (GtkWidget *from, VigieIncidentModel *model, const VigieEntry *entry)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieActWindow *window;
  VigieActForm *form;

  if (entry->text == NULL || entry->retract_reason != NULL)
    {
      gtk_widget_activate_action (from, "win.toast", "s", _("Only what somebody wrote can be corrected. Undo an act where it was done."));
      return;
    }
  window = vigie_act_window_new (from, model, _("Correct the entry"), _("The first words stay in the record."));
  form = vigie_act_form_new (model, NULL);
  form->word = g_strdup (entry->event->id);
  form->number = entry->kind;
  form->seen = vigie_incident_ref (vigie_incident_model_get_incident (model));
  form->occurred_usec = entry->occurred_usec;
  form->fields[0] = vigie_act_window_add_text (window, _("Text"), entry->text, 110);
  form->fields[1] = vigie_act_window_add_time (window, _("When it happened"), entry->occurred_usec);
  form->title = g_strdup (field_text (form, 1));
  form->fields[2] = add_kind_choice (window, entry->kind, vigie_session_get_lang (session));
  vigie_act_window_set_act (window, _("Correct"), correct_drafts, form, (GDestroyNotify) vigie_act_form_free);
  g_object_set_data (G_OBJECT (window), "form", form);
  g_signal_connect_object (model, "changed", G_CALLBACK (correct_changed_cb), window, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static GPtrArray *
retract_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_retract (vigie_act_form_incident (window), form->word, field_text (form, 0),
                            vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_retract (GtkWidget *from, VigieIncidentModel *model, const VigieEntry *entry)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  VigieActWindow *window;
  VigieActForm *form;

  if (entry->text == NULL || entry->retract_reason != NULL)
    {
      gtk_widget_activate_action (from, "win.toast", "s", _("Only what somebody wrote can be retracted. Undo an act where it was done."));
      return;
    }
  text = vigie_entry_text (entry, vigie_incident_model_get_incident (model), vigie_session_get_playbook (session),
                           vigie_session_get_lang (session));
  line = vigie_text_ui_clean (text, 160);
  window = vigie_act_window_new (from, model, _("Retract the entry"), line);
  form = vigie_act_form_new (model, NULL);
  form->word = g_strdup (entry->event->id);
  vigie_act_window_add (window, vigie_paragraph_new (_("It stays in the timeline, struck through, with the reason."), "caption dim"));
  form->fields[0] = vigie_act_window_add_entry (window, _("Why it is retracted"), NULL);
  vigie_act_window_set_act (window, _("Retract the entry"), retract_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- A hypothesis ---- */

static GPtrArray *
hypothesis_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_hypothesis (vigie_act_form_incident (window), form->word, form->number, field_text (form, 0),
                               vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_hypothesis (GtkWidget *from, VigieIncidentModel *model, const char *code, VigieHypothesisState state)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  g_autofree char *title = g_strdup_printf ("%s: %s", code, vigie_hypothesis_state_label (state, lang));
  VigieActWindow *window = vigie_act_window_new (from, model, title, NULL);
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->word = g_strdup (code);
  form->number = state;
  form->fields[0] = vigie_act_window_add_entry (window, _("What was tried, what it showed"), NULL);
  vigie_act_window_set_act (window, _("Record"), hypothesis_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}
