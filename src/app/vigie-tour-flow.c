/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-tour-flow.h"

#include <string.h>

#include "vigie-act-post-mortem.h"
#include "vigie-flow-forms.h"
#include "vigie-flow-strip.h"
#include "vigie-meeting-invite.h"
#include "vigie-meeting-window.h"
#include "vigie-page-parts.h"

#define BOOK (vigie_session_get_playbook (session))
#define FOLD (vigie_incident_model_get_incident (model))
#define WHO (vigie_session_get_author (session))
#define NOW (vigie_session_now_usec (session))

static void
resolve (VigieIncidentModel *model, VigieSession *session)
{
  vigie_session_do (session, vigie_act_milestone (FOLD, VIGIE_MILESTONE_RESOLVED, NOW - VIGIE_HOUR_USEC, WHO, NOW, NULL), NULL);
}

static void
plan (VigieIncidentModel *model, VigieSession *session)
{
  g_autoptr(GPtrArray) people = vigie_post_mortem_people (FOLD);
  VigieMeetingPlan what = { .time_usec = vigie_post_mortem_propose_usec (FOLD, BOOK, vigie_session_get_zone (session), NOW), .facilitator = WHO,
                            .video = FOLD->video_link, .people = people };

  vigie_session_do (session, vigie_act_meeting_plan (BOOK, FOLD, &what, WHO, NOW, NULL), NULL);
}

/* Half of the first item is over. */
static void
meet (VigieIncidentModel *model, VigieSession *session)
{
  g_autoptr(GPtrArray) people = vigie_post_mortem_people (FOLD);

  vigie_session_do (session, vigie_act_meeting_begin (BOOK, FOLD, WHO, people, WHO, NOW - 9 * VIGIE_MINUTE_USEC, NULL), NULL);
}

static void
ask (VigieIncidentModel *model, VigieSession *session)
{
  g_autoptr(GPtrArray) people = vigie_flow_names ("Mariam Traoré, Serge Aka");
  const char *despite = vigie_session_get_lang (session) == VIGIE_LANG_FR ? "Le reste vient des journaux, demain." : "The rest comes from the logs, tomorrow.";

  vigie_session_do (session, vigie_act_meeting_end (BOOK, FOLD, NULL, WHO, NOW, NULL), NULL);
  vigie_session_do (session, vigie_act_review_request (BOOK, FOLD, people, despite, WHO, NOW, NULL), NULL);
}

static void
sign (VigieIncidentModel *model, VigieSession *session)
{
  vigie_session_set_author (session, "Mariam Traoré");
  vigie_session_do (session, vigie_act_review_sign (BOOK, FOLD, NULL, NULL, WHO, NOW, NULL), NULL);
}

gboolean
vigie_tour_flow_scene (VigieIncidentModel *model, const char *name)
{
  static const struct { const char *name; void (*set) (VigieIncidentModel *, VigieSession *); } all[] = {
    { "resolved", resolve }, { "planned", plan }, { "meeting", meet }, { "asked", ask }, { "signed", sign },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (strcmp (all[i].name, name) == 0)
      {
        all[i].set (model, vigie_incident_model_get_session (model));
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_any (GtkWidget *widget, const char *name)
{
  return TRUE;
}

gboolean
vigie_tour_flow_open (GtkWidget *from, VigieIncidentModel *model, const char *name)
{
  if (strcmp (name, "plan") == 0)
    vigie_flow_form_plan (from, model);
  else if (strcmp (name, "invite") == 0)
    vigie_meeting_invite_present (from, model);
  else if (strcmp (name, "meeting") == 0)
    vigie_meeting_window_present (from, model);
  else if (strcmp (name, "request") == 0)
    vigie_flow_form_request (from, model);
  else if (strcmp (name, "sign") == 0)
    vigie_flow_form_sign (from, model);
  else if (strcmp (name, "send") == 0)
    vigie_flow_form_publish (from, model, VIGIE_POST_MORTEM_EVERYBODY);
  else if (strcmp (name, "missing") == 0)
    vigie_flow_strip_show_missing (VIGIE_FLOW_STRIP (vigie_page_find (from, VIGIE_TYPE_FLOW_STRIP, is_any, NULL)));
  else
    return FALSE;

  return TRUE;
}
