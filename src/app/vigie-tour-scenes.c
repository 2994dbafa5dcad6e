/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenes are acts like any other: what the pictures show is what the record would show. Only the second commander is
 * not, for an act knows who commands; the draft forgets it, as that of a desk without a network would. */

#include "vigie-tour-scenes.h"

#include <string.h>

#include "vigie-act-notice.h"
#include "vigie-act.h"
#include "vigie-id.h"
#include "vigie-notice-render.h"
#include "vigie-tour-directory.h"
#include "vigie-tour-hub.h"
#include "vigie-tour-review.h"
#include "vigie-tour-flow.h"
#include "vigie-tour-rota.h"

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

/* A status update that waits for the commander, by who holds Communications or, in their absence, somebody else. */
static void
ask_for_approval (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  const VigieTemplate *template = vigie_playbook_template (playbook, "users.status-page.investigating");
  VigieNoticeContext context = { playbook, incident, NULL, NULL, vigie_session_get_zone (session), vigie_session_now_usec (session), VIGIE_TIME_NONE };
  const char *const channels[] = { "status-page", NULL };
  g_autoptr(VigieNoticeRendering) english = vigie_notice_render (&context, template, VIGIE_LANG_EN);
  g_autoptr(VigieNoticeRendering) french = vigie_notice_render (&context, template, VIGIE_LANG_FR);
  VigieNoticeDraft draft = { .audience = "users", .channels = channels, .template_id = template->id, .stage = template->stage,
                             .next_update_usec = english->next_update_usec, .facts = english->facts };

  draft.texts[VIGIE_LANG_EN] = (VigieNoticeText) { english->subject, english->body };
  draft.texts[VIGIE_LANG_FR] = (VigieNoticeText) { french->subject, french->body };
  vigie_session_do (session, vigie_act_notice_draft (playbook, incident, &draft, "Fanta Traoré", context.now_usec - 3 * VIGIE_MINUTE_USEC, NULL), NULL);
}

/* A fact that the waiting text drew on turns out otherwise. */
static void
change_fact (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const char *functions = vigie_session_get_lang (session) == VIGIE_LANG_FR ? "les commandes et le suivi des livraisons" : "orders and the tracking of deliveries";

  vigie_session_do (session, vigie_act_fact (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model), "functions", functions, VIGIE_FACT_CONFIRMED,
                                             NULL, vigie_session_get_zone (session), "Fanta Traoré", vigie_session_now_usec (session), NULL), NULL);
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

/* By another desk, which knew @drafts' incident as it is now. */
void
vigie_tour_record_elsewhere (VigieSession *session, GPtrArray *drafts, guint8 desk)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GRand) rand = g_rand_new_with_seed (desk);
  guint8 seed[32] = { desk }, public_key[VIGIE_KEY_BYTES], secret_key[VIGIE_SECRET_KEY_BYTES], random[VIGIE_ID_RANDOM_BYTES];
  VigieSealContext context = { .last_stamp_usec = VIGIE_TIME_NONE, .random = random, .secret_key = secret_key };

  vigie_key_from_seed (seed, public_key, secret_key);
  context.now_usec = vigie_session_now_usec (session) - 6 * VIGIE_MINUTE_USEC;
  for (guint i = 0; i < drafts->len; i++)
    {
      VigieEvent *event;

      for (gsize k = 0; k < sizeof random; k++)
        random[k] = (guint8) g_rand_int_range (rand, 0, 256);
      event = vigie_event_seal (g_ptr_array_index (drafts, i), &context, NULL);
      if (event == NULL)
        return;
      context.last_stamp_usec = event->stamp_usec;
      context.last_dseq = event->dseq;
      memcpy (context.last_hash, event->hash, VIGIE_HASH_BYTES);
      g_ptr_array_add (events, event);
    }
  vigie_store_thread_ingest_async (vigie_session_get_store (session), events, NULL, NULL, NULL);
}

static const VigieEntry *
last_note (const VigieIncident *incident)
{
  for (guint i = incident->entries->len; i > 0; i--)
    {
      const VigieEntry *entry = g_ptr_array_index (incident->entries, i - 1);

      if (entry->kind == VIGIE_ENTRY_NOTE && entry->text != NULL)
        return entry;
    }

  return NULL;
}

/* What a desk writes: @texts are a title, a fact's value and source, words for the last note. */
static GPtrArray *
versions_of (VigieIncidentModel *model, const char *const texts[4], const char *author)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieIncident *incident = vigie_incident_model_get_incident (model);
  const VigieEntry *note = last_note (incident);
  gint64 at_usec = vigie_session_now_usec (session) - 5 * VIGIE_MINUTE_USEC;
  GPtrArray *drafts = vigie_act_retitle (incident, texts[0], author, at_usec, NULL);
  GPtrArray *more = vigie_act_fact (vigie_session_get_playbook (session), incident, "users_affected", texts[1], VIGIE_FACT_ESTIMATED, texts[2],
                                    vigie_session_get_zone (session), author, at_usec, NULL);

  g_ptr_array_extend_and_steal (drafts, more);
  if (note != NULL && (more = vigie_act_correct (incident, note->event->id, texts[3], VIGIE_TIME_NONE, note->kind, author, at_usec, NULL)) != NULL)
    g_ptr_array_extend_and_steal (drafts, more);

  return drafts;
}

static void
write_apart (VigieIncidentModel *model)
{
  static const char *const ours[][4] = {
    { "Every second Wave payment fails", "1450", "error rate in Grafana", "First orders from Cocody and Yopougon since 03:02" },
    { "Un paiement Wave sur deux échoue", "1450", "taux d’erreur dans Grafana", "Premières commandes depuis Cocody et Yopougon à 03:02" },
  };
  static const char *const theirs[][4] = {
    { "Wave and Orange payments fail", "2100", "calls to support", "Orders pass again, payments by Wave still fail" },
    { "Paiements Wave et Orange en échec", "2100", "appels au support", "Les commandes passent, les paiements Wave échouent encore" },
  };
  VigieSession *session = vigie_incident_model_get_session (model);
  gboolean french = vigie_session_get_lang (session) == VIGIE_LANG_FR;
  g_autoptr(GPtrArray) elsewhere = versions_of (model, theirs[french], "Mariam Traoré");

  vigie_session_do (session, versions_of (model, ours[french], vigie_session_get_author (session)), NULL);
  vigie_tour_record_elsewhere (session, elsewhere, 47);
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

/* Clients' mobile-money history was taken out: the incident of the night becomes a breach. */
static void
breach_data (VigieIncidentModel *model)
{
  static const char *const facts[][3] = {
    { "data_touched", "name,phone,mobile-money-history", "confirmed" }, { "persons", "1500", "estimated" }, { "records", "1800", "estimated" },
    { "breach_kind", "confidentiality", "confirmed" }, { "exfiltrated", "yes", "confirmed" }, { "recipients", "unknown", "confirmed" },
    { "malicious", "yes", "confirmed" }, { "identification", "maximum", "confirmed" }, { "data_untouched", "password-hash", "confirmed" },
  };
  VigieSession *session = vigie_incident_model_get_session (model);
  const char *source = vigie_session_get_lang (session) == VIGIE_LANG_FR ? "journal des requêtes" : "query log";

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      VigieFactState state = VIGIE_FACT_ESTIMATED;

      vigie_fact_state_from_word (facts[i][2], &state);
      vigie_session_do (session, vigie_act_fact (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model), facts[i][0], facts[i][1],
                                                 state, source, vigie_session_get_zone (session), vigie_session_get_author (session),
                                                 vigie_session_now_usec (session), NULL), NULL);
    }
}

/* The fold grows with each of them, so they are recorded at once: nothing of one depends on another. */
static void
follow_up (VigieIncidentModel *model)
{
  static const struct { const char *english, *french, *owner, *status, *impact, *effort, *ticket; int days; } actions[] = {
    { "Refuse every migration without a lock timeout in the pipeline", "Refuser en intégration toute migration sans délai de verrou", "Fatou Diabaté", "in-progress", "high", "low", "OPS-412", 6 },
    { "Alert when 160 of 200 connections are in use", "Alerter quand 160 connexions sur 200 sont prises", "Yao Kouamé", "open", "high", "medium", NULL, 4 },
    { "Write the way back of migration 0412", "Écrire la marche arrière de la migration 0412", "Kouassi N’Guessan", "done", "medium", "medium", NULL, 2 },
    { "Name a second reader of the deployment calendar", "Désigner un second lecteur du calendrier de déploiement", "Awa Koné", "open", "low", "low", NULL, -1 },
    { "Rehearse the restore of the orders each quarter", "Répéter la restauration des commandes chaque trimestre", "Serge Aka", "open", "medium", "high", NULL, 40 },
  };
  VigieSession *session = vigie_incident_model_get_session (model);
  gboolean french = vigie_session_get_lang (session) == VIGIE_LANG_FR;
  gint64 now_usec = vigie_session_now_usec (session);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      const VigieActionChange change = { .text = french ? actions[i].french : actions[i].english, .owner = actions[i].owner, .status = actions[i].status,
                                         .due_usec = now_usec + actions[i].days * VIGIE_DAY_USEC, .impact = actions[i].impact, .effort = actions[i].effort,
                                         .ticket = actions[i].ticket, .proof = "OPS-398" };

      vigie_session_do (session, vigie_act_action (vigie_incident_model_get_incident (model), NULL, &change, vigie_session_get_author (session), now_usec, NULL), NULL);
    }
}

void
vigie_tour_scene (VigieIncidentModel *model, const char *name)
{
  if (vigie_tour_flow_scene (model, name))
    return;
  if (strcmp (name, "handover") == 0)
    propose_handover (model);
  else if (strcmp (name, "commander") == 0)
    sit_down (model, COMMANDER);
  else if (strcmp (name, "rivals") == 0)
    merge_rival (model);
  else if (strcmp (name, "proposals") == 0)
    touch_many (model);
  else if (strcmp (name, "versions") == 0)
    write_apart (model);
  else if (strcmp (name, "notices") == 0)
    ask_for_approval (model);
  else if (strcmp (name, "stale") == 0)
    change_fact (model);
  else if (strcmp (name, "raised") == 0)
    raise_level (model);
  else if (strcmp (name, "breach") == 0)
    breach_data (model);
  else if (strcmp (name, "rota") == 0)
    vigie_tour_rota (vigie_incident_model_get_session (model));
  else if (strcmp (name, "actions") == 0)
    follow_up (model);
  else if (!vigie_tour_directory (model, name) && !vigie_tour_review (model, name))
    vigie_tour_hub (model, name);
}
