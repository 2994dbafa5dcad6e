/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* To decide by observe, orient, decide, act; and to say what came of it. A review that says "change course" opens the
 * next decision with what is known already: the result is what one observes now, and the decision it replaces is named. */

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-act-forms.h"
#include "vigie-roster-people.h"
#include "vigie-text-ui.h"

static const char *
field_text (VigieActForm *form, guint index)
{
  return gtk_editable_get_text (GTK_EDITABLE (form->fields[index]));
}

static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

/* Minutes, as the choice shows them. */
static const int review_spans[] = { 10, 8, 5 };

static GPtrArray *
decision_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  VigieOoda ooda = {
    .observe = or_null (field_text (form, 0)),
    .orient = or_null (field_text (form, 1)),
    .decide = or_null (field_text (form, 2)),
    .act = or_null (field_text (form, 3)),
    .who = or_null (field_text (form, 4)),
    .review_usec = review_spans[gtk_drop_down_get_selected (GTK_DROP_DOWN (form->fields[6]))] * VIGIE_MINUTE_USEC,
  };

  if (*field_text (form, 5) != '\0' && !vigie_act_window_read_time (window, form->fields[5], &ooda.by_usec, error))
    return NULL;

  return vigie_act_log (vigie_act_form_incident (window), VIGIE_ENTRY_DECISION, field_text (form, 2), &ooda,
                        vigie_act_form_author (window), form->occurred_usec, error);
}

/* The names known in the incident and in the directory, offered as one types. */
static void
complete_people (GtkWidget *entry, VigieIncidentModel *model)
{
  g_autoptr(GPtrArray) names = vigie_roster_people_offered (model);
  GtkListStore *store = gtk_list_store_new (1, G_TYPE_STRING);
  GtkEntryCompletion *completion = gtk_entry_completion_new ();

  for (guint i = 0; i < names->len; i++)
    gtk_list_store_insert_with_values (store, NULL, -1, 0, g_ptr_array_index (names, i), -1);
  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (store));
  gtk_entry_completion_set_text_column (completion, 0);
  gtk_entry_set_completion (GTK_ENTRY (entry), completion);
  g_object_unref (completion);
  g_object_unref (store);
}

static GtkWindow *
open_decision (GtkWidget *from, VigieIncidentModel *model, const VigieOoda *known, gint64 occurred_usec)
{
  VigieActWindow *window = vigie_act_window_new (from, model, _("Record a decision"),
                                                 _("Its result is to be reviewed after five to ten minutes."));
  const char *const spans[] = { _("after 10 minutes"), _("after 8 minutes"), _("after 5 minutes"), NULL };
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->occurred_usec = occurred_usec;
  form->fields[0] = vigie_act_window_add_entry (window, _("Observe: what is seen"), known->observe);
  form->fields[1] = vigie_act_window_add_entry (window, _("Orient: what it means, which options there are"), known->orient);
  form->fields[2] = vigie_act_window_add_entry (window, _("Decide: what will be done"), known->decide);
  form->fields[3] = vigie_act_window_add_entry (window, _("Act: what is done first"), NULL);
  form->fields[4] = vigie_act_window_add_entry (window, _("Who does it"), known->who);
  form->fields[5] = vigie_act_window_add_entry (window, _("By when, as 14:45"), NULL);
  form->fields[6] = vigie_act_window_add_choice (window, _("Review it"), spans, 0);
  complete_people (form->fields[4], model);
  vigie_act_window_set_scrolls (window);
  vigie_act_window_set_act (window, _("Record the decision"), decision_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));

  return GTK_WINDOW (window);
}

/**
 * vigie_act_form_decision:
 * @text: (nullable): what the command line says already.
 * @occurred_usec: when it was decided.
 *
 * Asks for the four parts of a decision.
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
vigie_act_form_decision (GtkWidget *from, VigieIncidentModel *model, const char *text, gint64 occurred_usec)
{
  const VigieOoda known = { .decide = text };

  return open_decision (from, model, &known, occurred_usec);
}

/* What the review found, kept for the decision that follows it. */
typedef struct
{
  VigieActForm form; /* first: see vigie-act-form-private.h */
  VigieIncidentModel *model; /* the window's */
  char *observe, *orient, *who; /* NULL unless the course changes */
} ReviewForm;

static void
review_form_free (ReviewForm *self)
{
  g_free (self->observe);
  g_free (self->orient);
  g_free (self->who);
  vigie_act_form_clear (&self->form);
  g_free (self);
}

static const VigieDecision *
find_decision (VigieIncident *incident, const char *code)
{
  for (guint i = 0; i < incident->decisions->len; i++)
    {
      const VigieDecision *decision = g_ptr_array_index (incident->decisions, i);

      if (g_strcmp0 (decision->code, code) == 0)
        return decision;
    }

  return NULL;
}

static void
remember (ReviewForm *self, const VigieDecision *decision, const char *result)
{
  g_clear_pointer (&self->observe, g_free);
  g_clear_pointer (&self->orient, g_free);
  g_clear_pointer (&self->who, g_free);
  if (decision == NULL)
    return;
  self->observe = g_strdup (result);
  /* Translators: the code and words of a decision that another one takes the place of. */
  self->orient = g_strdup_printf (_("In place of %1$s: %2$s"), decision->code, decision->decide);
  self->who = g_strdup (decision->who);
}

static GPtrArray *
review_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  static const VigieVerdict verdicts[] = { VIGIE_VERDICT_HOLDS, VIGIE_VERDICT_CHANGE, VIGIE_VERDICT_NONE };
  ReviewForm *self = data;
  VigieIncident *incident = vigie_act_form_incident (window);
  VigieVerdict verdict = verdicts[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->form.fields[1]))];
  const char *result = field_text (&self->form, 0);

  remember (self, verdict == VIGIE_VERDICT_CHANGE ? find_decision (incident, self->form.word) : NULL, result);

  return vigie_act_review_verdict (incident, self->form.word, result, verdict, vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static void
reviewed_cb (VigieActWindow *window, ReviewForm *self)
{
  const VigieOoda known = { .observe = self->observe, .orient = self->orient, .who = self->who };
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (window));

  if (self->observe != NULL && parent != NULL)
    open_decision (GTK_WIDGET (parent), self->model, &known, vigie_act_form_now (window));
}

void
vigie_act_form_review (GtkWidget *from, VigieIncidentModel *model, const char *code, const VigieObligation *obligation)
{
  const VigieDecision *decision = find_decision (vigie_incident_model_get_incident (model), code);
  g_autofree char *title = g_strdup_printf (_("Review decision %s"), code);
  VigieActWindow *window = vigie_act_window_new (from, model, title, decision != NULL ? decision->decide : NULL);
  const char *const verdicts[] = { _("holds"), _("change course: the next decision follows"), _("not said"), NULL };
  ReviewForm *self = g_new0 (ReviewForm, 1);

  vigie_act_form_init (&self->form, model, obligation);
  self->model = model;
  self->form.word = g_strdup (code);
  self->form.fields[0] = vigie_act_window_add_entry (window, _("Result: what changed, does the decision stand"), NULL);
  self->form.fields[1] = vigie_act_window_add_choice (window, _("The decision"), verdicts, 2);
  vigie_act_window_set_act (window, _("Record the result"), review_drafts, self, (GDestroyNotify) review_form_free);
  g_signal_connect (window, "recorded", G_CALLBACK (reviewed_cb), self);
  vigie_act_form_add_others (window, obligation);
  gtk_window_present (GTK_WINDOW (window));
}
