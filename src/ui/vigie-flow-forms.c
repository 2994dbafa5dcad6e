/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people fill in on the way of a post-mortem. Whatever the record knows stands in the fields already: a date that keeps
 * the clock, the people of the war room, the link of the call. */

#include "vigie-flow-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-act-post-mortem.h"
#include "vigie-action-list.h"
#include "vigie-error.h"
#include "vigie-meeting-invite.h"
#include "vigie-meeting-window.h"
#include "vigie-rights.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

#define CALLED_OFF "vigie-called-off"

enum { DATE, AT, MINUTES, FACILITATOR, PLACE, VIDEO, PEOPLE, NOTE };

static const char *
field_text (VigieActForm *form, guint field)
{
  return form->fields[field] != NULL ? gtk_editable_get_text (GTK_EDITABLE (form->fields[field])) : "";
}

static VigiePostMortem *
state_of (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);

  return vigie_post_mortem_new (vigie_incident_model_get_incident (model), vigie_session_get_playbook (session), vigie_session_now_usec (session));
}

GPtrArray *
vigie_flow_names (const char *list)
{
  g_auto(GStrv) parts = g_strsplit_set (list, ",;\n", -1);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (names, g_strdup (parts[i]));

  return names;
}

gboolean
vigie_flow_may (VigieSession *session, const char *kind)
{
  const VigieStoreHub *hub = vigie_exchange_get_hub (vigie_session_get_exchange (session));
  VigieRole role = VIGIE_ROLE_NONE;

  return hub == NULL || !vigie_role_from_word (hub->role, &role) || vigie_rights_may_append (role, kind);
}

/* ---- The meeting ---- */

static char *
date_words (gint64 time_usec, GTimeZone *zone, const char *format)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

/* The day as deadlines are written, and a time of that day, which may well be in the future. */
static gboolean
read_start (VigieActWindow *window, VigieActForm *form, gint64 *out_usec, GError **error)
{
  GTimeZone *zone = vigie_session_get_zone (vigie_act_window_get_session (window));
  g_autofree char *at = g_strstrip (g_strdup (field_text (form, AT)));
  g_autofree char *day = NULL;
  g_autofree char *both = NULL;
  gint64 day_usec;

  if (!vigie_action_due_parse (field_text (form, DATE), vigie_act_form_now (window), zone, &day_usec, error))
    return FALSE;
  day = date_words (day_usec, zone, "%Y-%m-%d");
  both = g_strdup_printf ("%s %s", day, at);

  return vigie_time_parse (both, vigie_act_form_now (window), zone, out_usec, error);
}

static gboolean
read_minutes (const char *text, gint64 *out, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));

  *out = 0;
  if (*clean == '\0' || g_ascii_string_to_signed (clean, 10, 1, 24 * 60, out, NULL))
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Write how long it lasts in minutes, like 110."));

  return FALSE;
}

static GPtrArray *
plan_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autoptr(GPtrArray) people = vigie_flow_names (field_text (form, PEOPLE));
  VigieMeetingPlan plan = { .facilitator = field_text (form, FACILITATOR), .place = field_text (form, PLACE), .video = field_text (form, VIDEO),
                            .note = field_text (form, NOTE), .people = people };

  g_object_set_data (G_OBJECT (window), CALLED_OFF, NULL);
  if (!read_start (window, form, &plan.time_usec, error) || !read_minutes (field_text (form, MINUTES), &plan.minutes, error))
    return NULL;

  return vigie_act_meeting_plan (vigie_act_form_playbook (window), vigie_act_form_incident (window), &plan, vigie_act_form_author (window),
                                 vigie_act_form_now (window), error);
}

static GPtrArray *
call_off_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  VigieMeetingPlan plan = { .time_usec = VIGIE_TIME_NONE, .note = field_text (form, NOTE) };

  g_object_set_data (G_OBJECT (window), CALLED_OFF, window);
  return vigie_act_meeting_plan (vigie_act_form_playbook (window), vigie_act_form_incident (window), &plan, vigie_act_form_author (window),
                                 vigie_act_form_now (window), error);
}

static void
invite_cb (VigieIncidentModel *model, GtkWindow *parent)
{
  g_signal_handlers_disconnect_by_func (model, invite_cb, parent);
  vigie_meeting_invite_present (GTK_WIDGET (parent), model);
}

/* Over the window behind the form, which is about to close, once the fold has the date. */
static void
planned_cb (VigieActWindow *window)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (window));
  VigieIncidentModel *model = vigie_act_window_get_model (window);

  if (parent != NULL && g_object_get_data (G_OBJECT (window), CALLED_OFF) == NULL)
    g_signal_connect_object (model, "changed", G_CALLBACK (invite_cb), parent, 0);
}

static char *
people_words (const VigieIncident *incident, const VigiePostMortemStep *schedule)
{
  g_autoptr(GPtrArray) people = NULL;

  if (schedule != NULL)
    return g_strjoinv (", ", (GStrv) schedule->people);
  people = vigie_post_mortem_people (incident);
  g_ptr_array_add (people, NULL);

  return g_strjoinv (", ", (GStrv) people->pdata);
}

static char *
plan_intro (VigieIncidentModel *model, const VigiePostMortem *state)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieClockDef *clock = vigie_playbook_clock (vigie_session_get_playbook (session), "post-mortem");
  gint64 resolved_usec = vigie_incident_model_get_incident (model)->milestones[VIGIE_MILESTONE_RESOLVED];
  g_autofree char *due = NULL;

  if (!state->owed || clock == NULL || resolved_usec == VIGIE_TIME_NONE)
    return NULL;
  due = vigie_time_format_full (resolved_usec + clock->span_usec[0], vigie_session_get_zone (session), vigie_session_get_lang (session));

  return g_strdup_printf (_("To be held by %s. The proposed time is in working hours."), due);
}

static void
add_plan_fields (VigieActWindow *window, VigieActForm *form, VigieIncidentModel *model, const VigiePostMortemStep *schedule)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  GTimeZone *zone = vigie_session_get_zone (session);
  gint64 time_usec = schedule != NULL ? schedule->time_usec : vigie_post_mortem_propose_usec (incident, playbook, zone, vigie_session_now_usec (session));
  gint64 span_usec = schedule != NULL ? vigie_post_mortem_end_usec (schedule, playbook) - time_usec : vigie_agenda_span_usec (playbook);
  g_autofree char *date = date_words (time_usec, zone, "%Y-%m-%d");
  g_autofree char *at = date_words (time_usec, zone, "%H:%M");
  g_autofree char *minutes = g_strdup_printf ("%" G_GINT64_FORMAT, span_usec / VIGIE_MINUTE_USEC);
  g_autofree char *people = people_words (incident, schedule);

  form->fields[DATE] = vigie_act_window_add_entry (window, _("Day: 27/11, 2026-11-27 or +1"), date);
  form->fields[AT] = vigie_act_window_add_entry (window, _("Begins at"), at);
  form->fields[MINUTES] = vigie_act_window_add_entry (window, _("Lasts, in minutes"), minutes);
  form->fields[FACILITATOR] = vigie_act_window_add_entry (window, _("Facilitator"), schedule != NULL ? schedule->facilitator : vigie_session_get_author (session));
  form->fields[PEOPLE] = vigie_act_window_add_entry (window, _("Invited, with commas between them"), people);
  form->fields[PLACE] = vigie_act_window_add_entry (window, _("Place"), schedule != NULL ? schedule->place : NULL);
  form->fields[VIDEO] = vigie_act_window_add_entry (window, _("Video call"), schedule != NULL ? schedule->video : incident->video_link);
  form->fields[NOTE] = vigie_act_window_add_entry (window, _("Note"), schedule != NULL ? schedule->note : NULL);
}

VigieActWindow *
vigie_flow_form_plan (GtkWidget *from, VigieIncidentModel *model)
{
  g_autoptr(VigiePostMortem) state = state_of (model);
  g_autofree char *intro = plan_intro (model, state);
  VigieActWindow *window = vigie_act_window_new (from, model, state->schedule != NULL ? _("Move the post-mortem") : _("Plan the post-mortem"), intro);
  VigieActForm *form = vigie_act_form_new (model, NULL);

  vigie_act_window_set_scrolls (window);
  add_plan_fields (window, form, model, state->schedule);
  vigie_act_window_set_act (window, _("Plan the meeting"), plan_drafts, form, (GDestroyNotify) vigie_act_form_free);
  if (state->schedule != NULL)
    vigie_act_window_add_act (window, _("Call it off"), call_off_drafts);
  g_signal_connect (window, "recorded", G_CALLBACK (planned_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static GPtrArray *
held_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  gint64 at_usec;

  if (!vigie_act_window_read_time (window, form->fields[AT], &at_usec, error))
    return NULL;

  return vigie_act_meeting_end (vigie_act_form_playbook (window), vigie_act_form_incident (window), field_text (form, NOTE), vigie_act_form_author (window), at_usec, error);
}

VigieActWindow *
vigie_flow_form_held (GtkWidget *from, VigieIncidentModel *model)
{
  VigieActWindow *window = vigie_act_window_new (from, model, _("Meeting held"), _("It was held without the run sheet: only that it was, and when, is recorded."));
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->fields[AT] = vigie_act_window_add_time (window, _("Held at"), vigie_session_now_usec (vigie_incident_model_get_session (model)));
  form->fields[NOTE] = vigie_act_window_add_entry (window, _("Note"), NULL);
  vigie_act_window_set_act (window, _("Record the meeting"), held_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

/* ---- Review ---- */

static GPtrArray *
request_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autoptr(GPtrArray) people = vigie_flow_names (field_text (form, PEOPLE));

  return vigie_act_review_request (vigie_act_form_playbook (window), vigie_act_form_incident (window), people, field_text (form, NOTE),
                                   vigie_act_form_author (window), vigie_act_form_now (window), error);
}

/* What would be left open, each on its line; NULL when nothing is. */
static char *
gap_lines (VigieIncidentModel *model, const VigiePostMortem *state)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(GPtrArray) gaps = vigie_post_mortem_gaps (state, vigie_incident_model_get_incident (model), vigie_session_get_playbook (session),
                                                      vigie_session_get_lang (session), vigie_session_get_zone (session), vigie_session_now_usec (session));
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < gaps->len; i++)
    {
      const VigieGap *gap = gaps->pdata[i];

      if (gap->blocks)
        g_string_append_printf (lines, "%s– %s", lines->len > 0 ? "\n" : "", gap->words);
    }

  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

VigieActWindow *
vigie_flow_form_request (GtkWidget *from, VigieIncidentModel *model)
{
  g_autoptr(VigiePostMortem) state = state_of (model);
  g_autofree char *lines = state->stage == VIGIE_POST_MORTEM_DOCUMENTING ? gap_lines (model, state) : NULL;
  VigieActWindow *window = vigie_act_window_new (from, model, _("Ask for the review"),
                                                 _("Somebody who wrote none of the text has to read and sign it before it is published."));
  VigieActForm *form = vigie_act_form_new (model, NULL);

  if (lines != NULL)
    {
      vigie_act_window_add (window, vigie_label_new (_("Still missing"), "small strong soon-text"));
      vigie_act_window_add (window, vigie_paragraph_new (lines, "small"));
    }
  form->fields[PEOPLE] = vigie_act_window_add_entry (window, _("Who is to read it, with commas between them"), NULL);
  if (lines != NULL)
    form->fields[NOTE] = vigie_act_window_add_entry (window, _("Why the review begins without it"), NULL);
  vigie_act_window_set_act (window, _("Ask for the review"), request_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static GPtrArray *
sign_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_review_sign (vigie_act_form_playbook (window), vigie_act_form_incident (window), NULL, field_text (form, NOTE),
                                vigie_act_form_author (window), vigie_act_form_now (window), error);
}

VigieActWindow *
vigie_flow_form_sign (GtkWidget *from, VigieIncidentModel *model)
{
  g_autoptr(VigiePostMortem) state = state_of (model);
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieActWindow *window = vigie_act_window_new (from, model, _("Sign the post-mortem"),
                                                 _("You have read the text as it stands now and stand by it. Any edit voids the signature."));
  VigieActForm *form = vigie_act_form_new (model, NULL);
  g_autofree char *hash = g_strdup_printf (_("Fingerprint of the text: %.8s…"), state->hash);
  GtkWidget *label = vigie_label_new (hash, "small dim num");

  vigie_set_tooltip (label, state->hash);
  if (vigie_post_mortem_is_writer (vigie_incident_model_get_incident (model), vigie_session_get_author (session), NULL))
    vigie_act_window_add (window, vigie_paragraph_new (_("You wrote some of it: somebody who wrote none has to sign as well."), "soon-text"));
  vigie_act_window_add (window, label);
  form->fields[NOTE] = vigie_act_window_add_entry (window, _("Note, if any"), NULL);
  vigie_act_window_set_act (window, _("Sign the text"), sign_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static GPtrArray *
take_back_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_review_withdraw (vigie_act_form_playbook (window), vigie_act_form_incident (window), field_text (form, NOTE),
                                    vigie_act_form_author (window), vigie_act_form_now (window), error);
}

VigieActWindow *
vigie_flow_form_take_back (GtkWidget *from, VigieIncidentModel *model)
{
  VigieActWindow *window = vigie_act_window_new (from, model, _("Take back"), _("Your signature, or the review that you asked for. It stays in the record as taken back."));
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->fields[NOTE] = vigie_act_window_add_entry (window, _("Reason, if any"), NULL);
  vigie_act_window_set_act (window, _("Take it back"), take_back_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

/* ---- Whatever comes next ---- */

static void
publish_next (GtkWidget *from, VigieIncidentModel *model)
{
  g_autoptr(VigiePostMortem) state = state_of (model);
  VigiePostMortemList list = VIGIE_POST_MORTEM_TEAM;

  vigie_post_mortem_next_list (state, &list);
  vigie_flow_form_publish (from, model, list);
}

void
vigie_flow_do (GtkWidget *from, VigieIncidentModel *model, VigiePostMortemAct act)
{
  g_return_if_fail (GTK_IS_WIDGET (from) && VIGIE_IS_INCIDENT_MODEL (model));

  switch (act)
    {
    case VIGIE_POST_MORTEM_ACT_SCHEDULE:
      vigie_flow_form_plan (from, model);
      break;
    case VIGIE_POST_MORTEM_ACT_MEET:
      vigie_meeting_window_present (from, model);
      break;
    case VIGIE_POST_MORTEM_ACT_REQUEST:
      vigie_flow_form_request (from, model);
      break;
    case VIGIE_POST_MORTEM_ACT_SIGN:
      vigie_flow_form_sign (from, model);
      break;
    case VIGIE_POST_MORTEM_ACT_PUBLISH:
      publish_next (from, model);
      break;
    case VIGIE_POST_MORTEM_ACT_FOLLOW:
    case VIGIE_POST_MORTEM_ACT_WAIT:
    case VIGIE_POST_MORTEM_ACT_NONE:
    default:
      break;
    }
}
