/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One action, all of it: what, who, by when, how it ranks, where it stands, what shows it. One field serves the proof
 * and the reason, because an action is never both done and dropped; its words say what is asked. */

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-act-forms.h"
#include "vigie-action.h"
#include "vigie-cause.h"
#include "vigie-action-list.h"
#include "vigie-name-picks.h"
#include "vigie-roster-people.h"

enum { TEXT, OWNER, DUE, STATUS, IMPACT, EFFORT, SHOWN, TICKET, CAUSE };

static const char *const statuses[] = { "open", "in-progress", "done", "dropped" };
static const char *const weights[] = { "", "high", "medium", "low" };

static const char *
field_text (VigieActForm *form, guint field)
{
  return gtk_editable_get_text (GTK_EDITABLE (form->fields[field]));
}

static const char *
chosen_word (VigieActForm *form, guint field, const char *const *words, guint n_words)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (form->fields[field]));

  return words[MIN (selected, n_words - 1)];
}

/* Id of the cause it answers, "" for none. */
static const char *
chosen_cause (VigieActForm *form)
{
  GStrv ids = g_object_get_data (G_OBJECT (form->fields[CAUSE]), "causes");

  return ids[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (form->fields[CAUSE])), g_strv_length (ids) - 1)];
}

static GPtrArray *
action_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  VigieSession *session = vigie_incident_model_get_session (vigie_act_window_get_model (window));
  VigieActionChange change = {
    .text = field_text (form, TEXT),
    .owner = field_text (form, OWNER),
    .due_usec = VIGIE_TIME_NONE,
    .status = chosen_word (form, STATUS, statuses, G_N_ELEMENTS (statuses)),
    .impact = chosen_word (form, IMPACT, weights, G_N_ELEMENTS (weights)),
    .effort = chosen_word (form, EFFORT, weights, G_N_ELEMENTS (weights)),
    .ticket = field_text (form, TICKET),
    .cause = chosen_cause (form),
  };

  if (g_str_equal (change.status, "dropped"))
    change.reason = field_text (form, SHOWN);
  else
    change.proof = field_text (form, SHOWN);
  if (*field_text (form, DUE) != '\0'
      && !vigie_action_due_parse (field_text (form, DUE), vigie_act_form_now (window), vigie_session_get_zone (session), &change.due_usec, error))
    return NULL;

  return vigie_act_action (form->seen, form->word, &change, vigie_act_form_author (window), vigie_act_form_now (window), error);
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
add_cause (VigieActWindow *window, VigieActForm *form, const char *answers)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint selected = 0;

  g_ptr_array_add (ids, g_strdup (""));
  g_ptr_array_add (words, g_strdup (C_("cause of an action", "none")));
  for (guint i = 0; i < form->seen->causes->len; i++)
    {
      const VigieCause *cause = form->seen->causes->pdata[i];
      g_autofree char *first = vigie_text_first_line (cause->text, 60);

      if (g_strcmp0 (cause->id, answers) == 0)
        selected = ids->len;
      g_ptr_array_add (ids, g_strdup (cause->id));
      g_ptr_array_add (words, g_strdup_printf ("%s %s", cause->code, first));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (words, NULL);
  form->fields[CAUSE] = vigie_act_window_add_choice (window, _("Cause it answers"), (const char *const *) words->pdata, selected);
  g_object_set_data_full (G_OBJECT (form->fields[CAUSE]), "causes", g_ptr_array_free (g_steal_pointer (&ids), FALSE), (GDestroyNotify) g_strfreev);
}

static char *
due_text (const VigieActionItem *action, GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = action != NULL && action->due_usec != VIGIE_TIME_NONE ? g_date_time_new_from_unix_utc (action->due_usec / VIGIE_SECOND_USEC) : NULL;
  g_autoptr(GDateTime) date = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");
}

static void
add_choices (VigieActWindow *window, VigieActForm *form, const VigieActionItem *action, const char *status)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (vigie_act_window_get_model (window)));
  const char *const states[] = { vigie_action_status_label ("open", lang), vigie_action_status_label ("in-progress", lang),
                                 vigie_action_status_label ("done", lang), vigie_action_status_label ("dropped", lang), NULL };
  const char *const ranks[] = { C_("impact or effort", "not said"), vigie_action_weight_label ("high", lang), vigie_action_weight_label ("medium", lang),
                                vigie_action_weight_label ("low", lang), NULL };
  const char *stands = status != NULL ? status : action != NULL ? action->status : "open";

  form->fields[IMPACT] = vigie_act_window_add_choice (window, _("Impact: what it prevents"), ranks, place_of (action != NULL ? action->impact : NULL, weights, G_N_ELEMENTS (weights)));
  form->fields[EFFORT] = vigie_act_window_add_choice (window, _("Effort: what it takes"), ranks, place_of (action != NULL ? action->effort : NULL, weights, G_N_ELEMENTS (weights)));
  form->fields[STATUS] = vigie_act_window_add_choice (window, _("State"), states, place_of (stands, statuses, G_N_ELEMENTS (statuses)));
}

static void
open_form (GtkWidget *from, VigieIncidentModel *model, const char *id, const char *status, const char *cause, const VigieObligation *obligation)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  const VigieActionItem *action = id != NULL ? vigie_incident_action (incident, id) : NULL;
  g_autofree char *title = action != NULL ? g_strdup_printf (_("Action %s of %s"), action->code, incident->ref) : g_strdup (_("Add an action"));
  VigieActWindow *window = vigie_act_window_new (from, model, title, NULL);
  VigieActForm *form = vigie_act_form_new (model, obligation);
  g_autoptr(GPtrArray) people = vigie_roster_people_offered (model);
  g_autofree char *due = due_text (action, vigie_session_get_zone (vigie_incident_model_get_session (model)));
  const char *shown = action == NULL ? NULL : g_str_equal (action->status, "dropped") ? action->reason : action->proof;

  form->word = g_strdup (action != NULL ? action->id : NULL);
  form->seen = vigie_incident_ref (incident);
  vigie_act_window_set_scrolls (window);
  form->fields[TEXT] = vigie_act_window_add_entry (window, _("Action: a verb and its object"), action != NULL ? action->text : NULL);
  form->fields[OWNER] = vigie_act_window_add_entry (window, _("Owner: one person"), action != NULL ? action->owner : NULL);
  vigie_name_picks_add (window, vigie_incident_model_get_session (model), form->fields[OWNER], people);
  form->fields[DUE] = vigie_act_window_add_entry (window, _("Deadline: 27/11, 2026-11-27 or +7"), due);
  add_cause (window, form, action != NULL ? action->cause : cause);
  add_choices (window, form, action, status);
  form->fields[SHOWN] = vigie_act_window_add_entry (window, _("Done: what shows it. Dropped: why"), shown);
  form->fields[TICKET] = vigie_act_window_add_entry (window, _("Ticket elsewhere, if there is one"), action != NULL ? action->ticket : NULL);
  if (status != NULL)
    vigie_act_window_set_first (window, form->fields[SHOWN]);
  vigie_act_window_set_act (window, action != NULL ? _("Record the action") : _("Add the action"), action_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

void
vigie_act_form_action (GtkWidget *from, VigieIncidentModel *model, const char *id, const char *status, const VigieObligation *obligation)
{
  open_form (from, model, id, status, NULL, obligation);
}

void
vigie_act_form_action_for (GtkWidget *from, VigieIncidentModel *model, const char *cause)
{
  open_form (from, model, NULL, NULL, cause, NULL);
}
