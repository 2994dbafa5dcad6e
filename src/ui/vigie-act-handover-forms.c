/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing a post over, in small forms. Nothing is assigned here behind anybody's back: the form of the clock asks,
 * and the post moves with the answer. An answer names the request it was opened for, so that a form left open
 * while another request took its place answers nothing. */

#include "vigie-act-forms.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-form-private.h"
#include "vigie-clock-words.h"
#include "vigie-error.h"
#include "vigie-handover-words.h"
#include "vigie-name-picks.h"
#include "vigie-oncall.h"
#include "vigie-page-parts.h"
#include "vigie-roster-people.h"
#include "vigie-text-ui.h"

static const char *
field_text (VigieActForm *form, guint index)
{
  return gtk_editable_get_text (GTK_EDITABLE (form->fields[index]));
}

/* ---- Asking ---- */

static GPtrArray *
request_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  const char *person = field_text (form, 0);

  if (*person == '\0')
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Write who is to take over."));
      return NULL;
    }

  return vigie_act_handover_request (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->word, person,
                                     field_text (form, 1), TRUE, vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static GPtrArray *
stay_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_done (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->id, form->subject,
                         field_text (form, 0), vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static const VigieObligation *
find_clock (VigieIncidentModel *model, const VigieActForm *form)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (!obligation->history && g_strcmp0 (obligation->id, form->id) == 0 && g_strcmp0 (obligation->subject, form->subject) == 0)
        return obligation;
    }

  return NULL;
}

static void
other_stay (GtkWidget *from, VigieIncidentModel *model, gpointer data)
{
  const VigieObligation *obligation = find_clock (model, data);
  g_autofree char *owner = NULL;
  g_autofree char *label = NULL;
  VigieActWindow *window;
  VigieActForm *form;

  if (obligation == NULL)
    return;
  owner = vigie_clock_owner (model, obligation);
  label = g_strdup_printf (_("%s stays on: why"), owner);
  window = vigie_act_window_new (from, model, _("Stay on"), _("The post keeps its holder, and its clock starts again."));
  form = vigie_act_form_new (model, obligation);
  form->fields[0] = vigie_act_window_add_entry (window, label, NULL);
  vigie_act_window_set_act (window, _("Stay on"), stay_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

static void
other_postpone (GtkWidget *from, VigieIncidentModel *model, gpointer data)
{
  const VigieObligation *obligation = find_clock (model, data);

  if (obligation != NULL)
    vigie_act_form_postpone (from, model, obligation);
}

/* Whom to ask: everybody known but whoever holds the post alone; those without a post first, they are free. */
static GPtrArray *
names_to_offer (VigieIncidentModel *model, const char *post)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  g_autoptr(GPtrArray) all = vigie_roster_people_offered (model);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const VigieHolding *holder = vigie_incident_holder (incident, post);

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < all->len; i++)
      {
        const char *name = g_ptr_array_index (all, i);

        if (vigie_roster_person_holds_a_post (incident, name) == (round == 1)
            && (holder == NULL || !vigie_handover_same_person (name, holder->person)))
          g_ptr_array_add (names, g_strdup (name));
      }

  return names;
}

/* Who holds the post now, and the request that this one would replace. */
static char *
request_intro (VigieIncidentModel *model, const char *post)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  const VigieHolding *holder = vigie_incident_holder (incident, post);
  const VigieHandover *waiting = vigie_incident_handover (incident, post);
  const char *title = vigie_page_post_title (session, post);
  g_autofree char *since = holder != NULL ? vigie_page_time (session, holder->since_usec) : g_strdup ("");

  if (waiting != NULL)
    /* Translators: a post, a person. */
    return g_strdup_printf (_("%1$s: a request to %2$s waits for an answer; this one replaces it."), title, waiting->to);

  /* Translators: a post, its holder, a time. */
  return g_strdup_printf (_("%1$s: %2$s since %3$s. The post moves when the request is accepted."), title,
                          holder != NULL ? holder->person : "–", since);
}

void
vigie_act_form_handover (GtkWidget *from, VigieIncidentModel *model, const char *post, const char *to, const VigieObligation *obligation)
{
  g_autofree char *intro = request_intro (model, post);
  g_autoptr(GPtrArray) names = names_to_offer (model, post);
  VigieActWindow *window = vigie_act_window_new (from, model, _("Propose the handover"), intro);
  VigieActForm *form = vigie_act_form_new (model, obligation);

  form->word = g_strdup (post);
  form->fields[0] = vigie_act_window_add_entry (window, _("Who takes over"), to);
  vigie_act_window_add (window, vigie_oncall_line_new (vigie_incident_model_get_session (model)));
  vigie_name_picks_add (window, vigie_incident_model_get_session (model), form->fields[0], names);
  form->fields[1] = vigie_act_window_add_entry (window, _("Why, or what to know first (not required)"), NULL);
  vigie_act_window_set_act (window, _("Ask for the handover"), request_drafts, form, (GDestroyNotify) vigie_act_form_free);
  if (obligation != NULL)
    {
      vigie_act_window_add_other (window, _("Postpone…"), other_postpone);
      vigie_act_window_add_other (window, _("Stay on…"), other_stay);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Answering with a reason ---- */

static GPtrArray *
answer_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  VigieIncident *incident = vigie_act_form_incident (window);
  const VigieHandover *waiting = vigie_incident_handover (incident, form->subject);

  if (waiting == NULL || strcmp (waiting->event->id, form->id) != 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("The request was answered or replaced meanwhile: nothing was recorded."));
      return NULL;
    }

  return vigie_act_handover_answer (vigie_act_form_playbook (window), incident, form->subject, form->word, field_text (form, 0),
                                    vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_handover_answer (GtkWidget *from, VigieIncidentModel *model, const VigieHandover *handover, const char *answer)
{
  gboolean forced = strcmp (answer, "forced") == 0;
  g_autofree char *title = vigie_handover_title (model, handover);
  g_autofree char *moves = g_strdup_printf (_("%s takes the post at once, without an answer. The reason stands in the record."), handover->to);
  VigieActWindow *window = vigie_act_window_new (from, model, forced ? _("Force the handover") : _("Decline the handover"), title);
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->id = g_strdup (handover->event->id);
  form->subject = g_strdup (handover->post);
  form->word = g_strdup (answer);
  if (forced)
    vigie_act_window_add (window, vigie_paragraph_new (moves, "soon-text"));
  form->fields[0] = vigie_act_window_add_entry (window, forced ? _("Why it is forced") : _("Why it is declined"), NULL);
  vigie_act_window_set_act (window, forced ? _("Force the handover") : _("Record the refusal"), answer_drafts, form,
                            (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- The video call ---- */

static GPtrArray *
video_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  return vigie_act_video (vigie_act_form_incident (window), field_text (data, 0), vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_video (GtkWidget *from, VigieIncidentModel *model)
{
  const char *link = vigie_incident_model_get_incident (model)->video_link;
  VigieActWindow *window = vigie_act_window_new (from, model, _("Set the link of the video call"),
                                                 _("An address that begins with https:// opens from here; anything else is kept to copy. Empty takes the link away."));
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->fields[0] = vigie_act_window_add_entry (window, _("Link of the video call"), link);
  vigie_act_window_set_act (window, _("Record the link"), video_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}
