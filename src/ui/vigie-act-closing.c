/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of an incident and the way back: resolve, close, reopen, the public stage, the support level,
 * the war room on request.
 *
 * Resolving shows what is missing and holds nobody up: Enter on a line goes and does it, the button resolves
 * anyway. */

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-act-form-private.h"
#include "vigie-missing-list.h"
#include "vigie-missing.h"
#include "vigie-oncall.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

/* ---- Resolve ---- */

static GPtrArray *
resolve_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  gint64 time_usec;

  if (!vigie_act_window_read_time (window, form->fields[0], &time_usec, error))
    return NULL;

  return vigie_act_milestone (vigie_act_form_incident (window), VIGIE_MILESTONE_RESOLVED, time_usec,
                              vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static void
show_count (VigieActWindow *window, VigieMissingList *list)
{
  guint n = vigie_missing_list_count (list);
  VigieActForm *form = g_object_get_data (G_OBJECT (list), "form");
  g_autofree char *intro = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u thing is still missing. Enter on a line does it.",
                                                         "%u things are still missing. Enter on a line does it.", n), n);

  vigie_label_set (GTK_LABEL (form->fields[1]), n > 0 ? intro : NULL);
  gtk_button_set_label (GTK_BUTTON (gtk_window_get_default_widget (GTK_WINDOW (window))), n > 0 ? _("Resolve anyway") : _("Resolve"));
}

void
vigie_act_form_resolve (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieActWindow *window = vigie_act_window_new (from, model, _("Resolve the incident"), NULL);
  VigieActForm *form = vigie_act_form_new (model, obligation);
  GtkWidget *list = vigie_missing_list_new (window);

  form->fields[1] = vigie_paragraph_new (NULL, "dim");
  vigie_act_window_add (window, form->fields[1]);
  form->fields[0] = vigie_act_window_add_time (window, _("When it happened"), vigie_session_now_usec (vigie_incident_model_get_session (model)));
  vigie_act_window_add (window, list);
  if (vigie_missing_list_count (VIGIE_MISSING_LIST (list)) > 0)
    vigie_act_window_set_first (window, list);
  vigie_act_window_set_act (window, _("Resolve"), resolve_drafts, form, (GDestroyNotify) vigie_act_form_free);
  g_object_set_data (G_OBJECT (list), "form", form);
  g_signal_connect_object (list, "changed", G_CALLBACK (show_count), window, G_CONNECT_SWAPPED);
  show_count (window, VIGIE_MISSING_LIST (list));
  vigie_act_form_add_others (window, obligation);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Close ---- */

static GPtrArray *
close_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  gint64 time_usec = form->occurred_usec != VIGIE_TIME_NONE ? form->occurred_usec : vigie_act_form_now (window);

  /* The field shows no seconds, and the last of the watch count: what was proposed is read only when it was changed. */
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (form->fields[1])), form->word) != 0
      && !vigie_act_window_read_time (window, form->fields[1], &time_usec, error))
    return NULL;

  return vigie_act_close (vigie_act_form_playbook (window), vigie_act_form_incident (window),
                          gtk_editable_get_text (GTK_EDITABLE (form->fields[0])), time_usec, vigie_act_form_author (window),
                          vigie_act_form_now (window), error);
}

void
vigie_act_form_close (GtkWidget *from, VigieIncidentModel *model, gint64 time_usec)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  gint64 at_usec = time_usec != VIGIE_TIME_NONE ? time_usec : vigie_session_now_usec (session);
  gint64 left_usec = vigie_incident_watch_left_usec (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model), at_usec);
  g_autofree char *left = vigie_duration_format (left_usec, vigie_session_get_lang (session));
  g_autofree char *intro = left_usec > 0 ? g_strdup_printf (_("The service has to be stable for another %s. Closing now needs a reason."), left)
                                         : g_strdup (_("The service has been stable long enough."));
  VigieActWindow *window = vigie_act_window_new (from, model, _("Close the incident"), intro);
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->fields[0] = vigie_act_window_add_entry (window, left_usec > 0 ? _("Why it is closed now") : _("Note, if there is one"), NULL);
  form->fields[1] = vigie_act_window_add_time (window, _("When it happened"), at_usec);
  form->occurred_usec = time_usec;
  form->word = g_strdup (gtk_editable_get_text (GTK_EDITABLE (form->fields[1])));
  vigie_act_window_set_act (window, left_usec > 0 ? _("Close anyway") : _("Close the incident"), close_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Reopen ---- */

static guint
chosen (VigieActForm *form, guint index)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (form->fields[index]));
}

static GPtrArray *
reopen_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_reopen (vigie_act_form_incident (window), (VigieStage) chosen (form, 1), gtk_editable_get_text (GTK_EDITABLE (form->fields[0])),
                           vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_reopen (GtkWidget *from, VigieIncidentModel *model, VigieStage stage)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  const char *const stages[] = { vigie_stage_label (VIGIE_STAGE_INVESTIGATING, lang), vigie_stage_label (VIGIE_STAGE_IDENTIFIED, lang),
                                 vigie_stage_label (VIGIE_STAGE_MONITORING, lang), NULL };
  VigieActWindow *window = vigie_act_window_new (from, model, _("Reopen the incident"),
                                                 _("The clocks run again. What was recorded stays in the timeline."));
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->fields[0] = vigie_act_window_add_entry (window, _("Why it is reopened"), NULL);
  form->fields[1] = vigie_act_window_add_choice (window, _("Goes on as"), stages, MIN (stage, VIGIE_STAGE_MONITORING));
  vigie_act_window_set_act (window, _("Reopen"), reopen_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Cancel ---- */

static GPtrArray *
cancel_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  const VigieIncident *incident = vigie_act_form_incident (window);

  return vigie_act_cancel (incident, !incident->cancelled, gtk_editable_get_text (GTK_EDITABLE (form->fields[0])),
                           vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_cancel (GtkWidget *from, VigieIncidentModel *model)
{
  gboolean cancelled = vigie_incident_model_get_incident (model)->cancelled;
  VigieActWindow *window = vigie_act_window_new (from, model, cancelled ? _("It was an incident after all") : _("Cancel the incident"),
                                                 cancelled ? _("The clocks run again, and it counts in the indicators.")
                                                           : _("For what was no incident: a drill, a false alarm. The record stays; the clocks stop, and it counts in no indicator."));
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->fields[0] = vigie_act_window_add_entry (window, _("How one knows"), NULL);
  vigie_act_window_set_act (window, cancelled ? _("Take the cancelling back") : _("Cancel the incident"), cancel_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- The public stage ---- */

static GPtrArray *
stage_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  guint choice = chosen (data, 0);

  return vigie_act_stage (vigie_act_form_incident (window), choice > 0 ? (VigieStage) (choice - 1) : VIGIE_STAGE_INVESTIGATING, choice > 0,
                          vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_stage (GtkWidget *from, VigieIncidentModel *model)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  const char *words[VIGIE_N_STAGES + 2] = { _("Follows the times of the incident") };
  VigieActWindow *window = vigie_act_window_new (from, model, _("Public stage"), _("What the outside is told may differ for a while from what is known inside."));
  VigieActForm *form = vigie_act_form_new (model, NULL);

  for (guint i = 0; i < VIGIE_N_STAGES; i++)
    words[i + 1] = vigie_stage_label ((VigieStage) i, lang);
  form->fields[0] = vigie_act_window_add_choice (window, _("Stage"), words, incident->stage_set_apart ? incident->stage + 1 : 0);
  vigie_act_window_set_act (window, _("Set the public stage"), stage_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- The support level ---- */

static GPtrArray *
move_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigiePlaybook *playbook = vigie_act_form_playbook (window);
  const VigieSupportLevel *level = g_ptr_array_index (playbook->support_levels, chosen (data, 0));

  return vigie_act_support (playbook, vigie_act_form_incident (window), level->id, vigie_act_form_author (window), vigie_act_form_now (window), error);
}

/* Whom one will talk to there. */
static void
level_chosen_cb (GtkLabel *label)
{
  VigieActWindow *window = VIGIE_ACT_WINDOW (gtk_widget_get_root (GTK_WIDGET (label)));
  GtkDropDown *choice = g_object_get_data (G_OBJECT (label), "level");
  const VigieSupportLevel *level = g_ptr_array_index (vigie_act_form_playbook (window)->support_levels, gtk_drop_down_get_selected (choice));
  g_autofree char *words = vigie_oncall_level_sentence (vigie_act_window_get_session (window), level->id);

  vigie_label_set (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

void
vigie_act_form_support_move (GtkWidget *from, VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  const char *present = vigie_incident_support_level (vigie_incident_model_get_incident (model));
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  guint selected = 0;
  g_autofree char *intro = NULL;
  VigieActWindow *window;
  VigieActForm *form;
  GtkWidget *on_call;

  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = g_ptr_array_index (playbook->support_levels, i);

      g_ptr_array_add (words, (gpointer) vigie_text_get (&level->title, vigie_session_get_lang (session)));
      if (g_strcmp0 (level->id, present) == 0)
        {
          selected = i + 1 < playbook->support_levels->len ? i + 1 : i > 0 ? i - 1 : 0;
          intro = g_strdup_printf (_("Held now by: %s"), vigie_text_get (&level->title, vigie_session_get_lang (session)));
        }
    }
  g_ptr_array_add (words, NULL);
  window = vigie_act_window_new (from, model, _("Support level"), intro);
  form = vigie_act_form_new (model, NULL);
  form->fields[0] = vigie_act_window_add_choice (window, _("Hand to"), (const char *const *) words->pdata, selected);
  on_call = vigie_paragraph_new (NULL, "small accent-text strong");
  g_object_set_data (G_OBJECT (on_call), "level", form->fields[0]);
  g_signal_connect_object (form->fields[0], "notify::selected", G_CALLBACK (level_chosen_cb), on_call, G_CONNECT_SWAPPED);
  vigie_act_window_add (window, on_call);
  level_chosen_cb (GTK_LABEL (on_call));
  vigie_act_window_set_act (window, _("Hand over to this level"), move_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- The war room on request ---- */

static GPtrArray *
room_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_war_room_asked (vigie_act_form_incident (window), gtk_editable_get_text (GTK_EDITABLE (form->fields[0])),
                                   vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_war_room (GtkWidget *from, VigieIncidentModel *model)
{
  VigieActWindow *window = vigie_act_window_new (from, model, _("Open the war room"), NULL);
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->fields[0] = vigie_act_window_add_entry (window, _("Who asked for it, if not you (CTO, CEO)"), NULL);
  vigie_act_window_set_act (window, _("Open the war room"), room_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}
