/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenes are acts like any other: what the pictures show is what the record would show. Only the second commander is
 * not, for an act knows who commands; the draft forgets it, as that of a desk without a network would. */

#include "vigie-tour-scenes.h"

#include <string.h>

#include "vigie-act.h"

#define COMMANDER "commander"

static const char *
holder_of (VigieIncidentModel *model, const char *post)
{
  const VigieHolding *holding = vigie_incident_holder (vigie_incident_model_get_incident (model), post);

  return holding != NULL ? holding->person : "";
}

static void
sit_down (VigieIncidentModel *model, const char *post)
{
  g_autofree char *name = g_strdup (holder_of (model, post));

  if (*name != '\0')
    vigie_session_set_author (vigie_incident_model_get_session (model), name);
}

static void
propose_handover (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const char *note = vigie_session_get_lang (session) == VIGIE_LANG_FR ? "En poste depuis 23:44, je perds le fil." : "At it since 23:44, I am losing the thread.";
  GPtrArray *drafts = vigie_act_handover_request (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model), COMMANDER,
                                                  holder_of (model, "technical-lead"), note, TRUE, holder_of (model, COMMANDER),
                                                  vigie_session_now_usec (session) - VIGIE_MINUTE_USEC, NULL);

  sit_down (model, "technical-lead");
  vigie_session_do (session, drafts, NULL);
}

static void
merge_rival (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieIncident *incident = vigie_incident_model_get_incident (model);
  gint64 now_usec = vigie_session_now_usec (session);
  const char *rival = holder_of (model, "technical-lead");
  GPtrArray *drafts = vigie_act_role (vigie_session_get_playbook (session), incident, COMMANDER, rival, rival, now_usec - 7 * VIGIE_MINUTE_USEC, NULL);

  if (drafts == NULL)
    return;
  for (guint i = 0; i < drafts->len; i++)
    g_clear_pointer (&((VigieDraft *) g_ptr_array_index (drafts, i))->replaces, g_strfreev);
  vigie_session_do (session, vigie_act_handover_answer (vigie_session_get_playbook (session), incident, COMMANDER, "cancelled", NULL,
                                                        vigie_session_get_author (session), now_usec, NULL), NULL);
  /* Past the session, which would offer to undo it: what comes from elsewhere cannot be. */
  vigie_store_thread_record_async (vigie_session_get_store (session), drafts, NULL, NULL, NULL);
  g_ptr_array_unref (drafts);
}

char *
vigie_tour_wave (VigieSession *session)
{
  GListModel *active = vigie_session_get_active (session);

  for (guint i = 0; i < g_list_model_get_n_items (active); i++)
    {
      g_autoptr(VigieIncidentItem) item = g_list_model_get_item (active, i);
      const VigieIncidentRow *row = vigie_incident_item_get_row (item);

      if (g_strcmp0 (row->type, "INC-05") == 0)
        return g_strdup (row->stream);
    }

  return NULL;
}

static void
wave_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  static const char *const facts[][2] = { { "users_share", "54" }, { "orders_lost", "900" }, { "average_order_fcfa", "1500" } };
  VigieSession *session = VIGIE_SESSION (object);
  g_autoptr(VigieIncidentModel) model = vigie_session_open_finish (session, result, NULL);

  for (gsize i = 0; model != NULL && i < G_N_ELEMENTS (facts); i++)
    vigie_session_do (session, vigie_act_fact (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model), facts[i][0],
                                               facts[i][1], VIGIE_FACT_CONFIRMED, NULL, vigie_session_get_zone (session),
                                               vigie_session_get_author (session), vigie_session_now_usec (session), NULL), NULL);
}

static void
touch_many (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autofree char *stream = vigie_tour_wave (session);

  if (stream != NULL)
    vigie_session_open_async (session, stream, NULL, wave_opened_cb, NULL);
}

static void
raise_level (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieIncident *incident = vigie_incident_model_get_incident (model);
  const char *reason = vigie_session_get_lang (session) == VIGIE_LANG_FR ? "Une commande sur deux échoue." : "Every second order fails.";

  vigie_session_do (session, vigie_act_assess (vigie_session_get_playbook (session), incident, &incident->answers, VIGIE_LEVEL_P1, reason,
                                               vigie_session_get_author (session), vigie_session_now_usec (session), NULL), NULL);
}

void
vigie_tour_scene (VigieIncidentModel *model, const char *name)
{
  if (strcmp (name, "handover") == 0)
    propose_handover (model);
  else if (strcmp (name, "commander") == 0)
    sit_down (model, COMMANDER);
  else if (strcmp (name, "rivals") == 0)
    merge_rival (model);
  else if (strcmp (name, "proposals") == 0)
    touch_many (model);
  else if (strcmp (name, "raised") == 0)
    raise_level (model);
}
