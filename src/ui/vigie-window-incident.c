/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rarer acts on the open incident, from its menu: the war room opened on request or closed, and the
 * title corrected. Each is one event, so nothing here has to be asked twice but the new title. */

#include "vigie-window-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-procedure-forms.h"
#include "vigie-act.h"
#include "vigie-act-forms.h"
#include "vigie-breach-register-window.h"
#include "vigie-compat.h"
#include "vigie-settle-form.h"
#include "vigie-slack-window.h"
#include "vigie-text-ui.h"
#include "vigie-timeline-page.h"
#include "vigie-war-room-links.h"

#define COMMUNICATIONS_PAGE 4

static void
record (VigieWindow *self, GPtrArray *drafts, GError *error)
{
  vigie_session_do (self->session, drafts, error);
}

static void
close_war_room (VigieWindow *self)
{
  GError *error = NULL;
  GPtrArray *drafts;

  if (self->model == NULL)
    return;
  drafts = vigie_act_war_room (vigie_incident_model_get_incident (self->model), FALSE, vigie_session_get_author (self->session),
                               vigie_session_now_usec (self->session), &error);
  record (self, drafts, error);
}

static void
open_war_room_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_act_form_war_room (GTK_WIDGET (self), self->model);
}

static void
close_war_room_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  close_war_room (user_data);
}

typedef struct
{
  VigieWindow *window;
  VigieIncidentModel *model; /* the incident that was asked about, whatever is open by then */
  VigieIncident *seen;       /* as it was then: a title that came meanwhile is not replaced unread */
  GtkWidget *entry;
} TitleForm;

static void
title_answered_cb (gboolean accepted, gpointer user_data)
{
  TitleForm *form = user_data;
  VigieSession *session = form->window->session;
  GError *error = NULL;
  GPtrArray *drafts;

  if (accepted)
    {
      drafts = vigie_act_retitle (form->seen, gtk_editable_get_text (GTK_EDITABLE (form->entry)),
                                  vigie_session_get_author (session), vigie_session_now_usec (session), &error);
      record (form->window, drafts, error);
    }
  g_object_unref (form->entry);
  vigie_incident_unref (form->seen);
  g_object_unref (form->model);
  g_object_unref (form->window);
  g_free (form);
}

static void
rename_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;
  TitleForm *form;
  GtkWindow *dialog;

  if (self->model == NULL)
    return;
  form = g_new0 (TitleForm, 1);
  form->window = g_object_ref (self);
  form->model = g_object_ref (self->model);
  form->seen = vigie_incident_ref (vigie_incident_model_get_incident (self->model));
  form->entry = g_object_ref_sink (gtk_entry_new ());
  gtk_entry_set_max_length (GTK_ENTRY (form->entry), 200);
  gtk_editable_set_text (GTK_EDITABLE (form->entry), vigie_incident_model_get_incident (self->model)->title);
  vigie_set_accessible_label (form->entry, _("Title"));
  dialog = vigie_compat_ask (GTK_WIDGET (self), _("Correct the title"), _("The earlier title stays in the timeline."), _("Record the title"), FALSE,
                             form->entry, title_answered_cb, form);
  g_signal_connect_object (form->entry, "activate", G_CALLBACK (vigie_compat_ask_accept), dialog, G_CONNECT_SWAPPED);
}

static void
retype_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_act_form_retype (GTK_WIDGET (self), self->model, NULL);
}

static void
breach_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model == NULL)
    return;
  vigie_window_set_page (self, COMMUNICATIONS_PAGE);
  vigie_communications_page_show_breach (VIGIE_COMMUNICATIONS_PAGE (vigie_window_get_visible_page (self)), TRUE);
}

static void
breach_register_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  vigie_breach_register_window_present (GTK_WIDGET (self), self->session);
}

static void
resolve_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_act_form_resolve (GTK_WIDGET (self), self->model, NULL);
}

static void
close_incident_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_act_form_close (GTK_WIDGET (self), self->model, VIGIE_TIME_NONE);
}

static void
reopen_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_act_form_reopen (GTK_WIDGET (self), self->model, VIGIE_STAGE_INVESTIGATING);
}

static void
cancel_incident_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_act_form_cancel (GTK_WIDGET (self), self->model);
}

static void
import_slack_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_slack_window_choose (GTK_WIDGET (self), self->model);
}

static void
public_stage_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_act_form_stage (GTK_WIDGET (self), self->model);
}

static void
support_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_act_form_support_move (GTK_WIDGET (self), self->model);
}

static void
show_request (VigieWindow *self, const char *post)
{
  vigie_window_set_page (self, 1);
  vigie_roster_page_show_request (VIGIE_ROSTER_PAGE (vigie_window_get_visible_page (self)), post);
}

/* The request that waits, beside the brief; NULL or "" for any post. */
static void
handover_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    show_request (self, g_variant_get_string (parameter, NULL));
}

/* What was written apart under that key; "": the first. */
static void
settle_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL && vigie_settle_form_open (GTK_WIDGET (self), self->model, g_variant_get_string (parameter, NULL)) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Nothing waits in several versions."));
}

/* At once in the incident that is open, in another one as soon as it is. */
static void
do_in (VigieWindow *self, const char *stream)
{
  if (self->model != NULL && g_str_equal (vigie_incident_model_get_stream (self->model), stream))
    vigie_window_do_wanted (self);
  else
    vigie_window_open (self, stream);
}

static void
channel_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_war_room_copy_channel (GTK_WIDGET (self), self->model);
}

static void
video_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_war_room_open_video (GTK_WIDGET (self), self->model);
}

static void
video_link_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (self->model != NULL)
    vigie_act_form_video (GTK_WIDGET (self), self->model);
}

/* Shows an entry of any incident. */
static void
entry_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;
  const char *stream, *id;

  g_variant_get (parameter, "(&s&s)", &stream, &id);
  g_free (self->wanted_entry);
  self->wanted_entry = g_strdup (id);
  do_in (self, stream);
}

/* Does what keeps a clock of any incident. */
static void
act_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;
  const char *stream, *key;

  g_variant_get (parameter, "(&s&s)", &stream, &key);
  g_free (self->wanted_act);
  self->wanted_act = g_strdup (key);
  do_in (self, stream);
}

/* The same, in any incident. */
static void
answer_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;
  const char *stream, *post;

  g_variant_get (parameter, "(&s&s)", &stream, &post);
  g_free (self->wanted_post);
  self->wanted_post = g_strdup (post);
  do_in (self, stream);
}

static void
show_wanted_entry (VigieWindow *self, const char *id)
{
  vigie_window_set_page (self, 0);
  vigie_timeline_page_show_entry (VIGIE_TIMELINE_PAGE (vigie_window_get_visible_page (self)), id);
}

static void
do_wanted_act (VigieWindow *self, const char *key)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (self->model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *one = g_ptr_array_index (obligations, i);
      g_autofree char *its = g_strconcat (one->id, "/", one->subject, NULL);

      if (one->history || !vigie_obligation_is_running (one) || !g_str_equal (its, key))
        continue;
      vigie_obligation_act (GTK_WIDGET (self), self->model, one);
      return;
    }
  vigie_window_toast (self, _("This is done already."));
}

void
vigie_window_do_wanted (VigieWindow *self)
{
  g_autofree char *entry = g_steal_pointer (&self->wanted_entry);
  g_autofree char *act = g_steal_pointer (&self->wanted_act);
  g_autofree char *post = g_steal_pointer (&self->wanted_post);

  if (self->model != NULL && entry != NULL)
    show_wanted_entry (self, entry);
  if (self->model != NULL && act != NULL)
    do_wanted_act (self, act);
  if (self->model != NULL && post != NULL)
    show_request (self, post);
}

static const GActionEntry entries[] = {
  { .name = "entry", .activate = entry_action, .parameter_type = "(ss)" },
  { .name = "act", .activate = act_action, .parameter_type = "(ss)" },
  { .name = "answer", .activate = answer_action, .parameter_type = "(ss)" },
  { .name = "handover", .activate = handover_action, .parameter_type = "s" },
  { .name = "settle", .activate = settle_action, .parameter_type = "s" },
  { .name = "channel", .activate = channel_action },
  { .name = "video", .activate = video_action },
  { .name = "video-link", .activate = video_link_action },
  { .name = "resolve", .activate = resolve_action },
  { .name = "close-incident", .activate = close_incident_action },
  { .name = "reopen", .activate = reopen_action },
  { .name = "cancel-incident", .activate = cancel_incident_action },
  { .name = "import-slack", .activate = import_slack_action },
  { .name = "public-stage", .activate = public_stage_action },
  { .name = "support", .activate = support_action },
  { .name = "open-war-room", .activate = open_war_room_action },
  { .name = "close-war-room", .activate = close_war_room_action },
  { .name = "rename", .activate = rename_action },
  { .name = "breach", .activate = breach_action },
  { .name = "breach-register", .activate = breach_register_action },
  { .name = "retype", .activate = retype_action },
};

void
vigie_window_add_incident_actions (VigieWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
