/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentence of every timeline line that an act has made, in either language.
 *
 * The record holds values, not sentences; a line is said anew each time, so that a French report and
 * an English one come from the same event. Both sentences stand side by side here and are chosen by
 * the language asked for, never by the locale of the process. */

#include "vigie-incident-private.h"

#include <string.h>

#include "vigie-text.h"
#include "vigie-time.h"

typedef struct
{
  const VigieIncident *incident;
  const VigiePlaybook *playbook; /* or NULL */
  const VigieEvent *event;
  const VigieJson *body;
  VigieLang lang;
} Say;

static const char *pick (VigieLang lang, const char *english, const char *french) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

static const char *
pick (VigieLang lang, const char *english, const char *french)
{
  return lang == VIGIE_LANG_FR ? french : english;
}

/* "Label: text", with the colon of the language. */
static char *
labelled (VigieLang lang, const char *label, const char *text)
{
  return g_strconcat (label, pick (lang, ": ", "\302\240: "), text, NULL);
}

static char *
string_of (const Say *say, const char *name)
{
  char *text = vigie_json_member_string (say->body, 0, name);

  return text != NULL ? text : g_strdup ("");
}

/* @main, and @more in brackets if there is any. Takes @main. */
static char *
with_brackets (char *main, const char *more)
{
  char *out;

  if (more == NULL || *more == '\0')
    return main;
  out = g_strdup_printf ("%s (%s)", main, more);
  g_free (main);

  return out;
}

static const char *
post_title (const Say *say, const char *post)
{
  const VigiePostDef *def = say->playbook != NULL ? vigie_playbook_post (say->playbook, post) : NULL;

  return def != NULL ? vigie_text_get (&def->title, say->lang) : post;
}

static const char *
contact_name (const Say *say, const char *id)
{
  const VigieContactDef *def = say->playbook != NULL ? vigie_playbook_contact (say->playbook, id) : NULL;

  return def != NULL ? vigie_text_get (&def->name, say->lang) : id;
}

static char *
say_declared (const Say *say)
{
  g_autofree char *title = string_of (say, "title");
  g_autofree char *level = string_of (say, "level");
  g_autofree char *label = g_strconcat (level, pick (say->lang, " declared", " déclaré"), NULL);

  return with_brackets (labelled (say->lang, label, title),
                        vigie_json_member_boolean (say->body, 0, "provisional", FALSE)
                          ? pick (say->lang, "provisional level", "niveau provisoire")
                          : NULL);
}

/* What the answers were before this assessment, in fold order. */
static gboolean
answers_before (const Say *say, VigieAnswers *out)
{
  gboolean found = FALSE;

  for (guint i = 0; i < say->incident->events->len; i++)
    {
      const VigieEvent *event = say->incident->events->pdata[i];
      g_autoptr(VigieJson) body = NULL;
      VigieAnswers answers;

      if (event == say->event)
        break;
      if (event->redacted
          || (strcmp (event->kind, "incident.assessed") != 0 && strcmp (event->kind, "incident.declared") != 0))
        continue;
      body = vigie_event_body (event);
      if (body != NULL && vigie_body_answers (body, vigie_json_member (body, 0, "answers"), &answers))
        {
          *out = answers;
          found = TRUE;
        }
    }

  return found;
}

static char *
say_assessed (const Say *say)
{
  g_autofree char *level = string_of (say, "level");
  g_autofree char *reason = string_of (say, "reason");
  g_autofree char *difference = NULL;
  VigieAnswers before, after;
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, pick (say->lang, "Assessed again, level %s", "Nouvelle évaluation, niveau %s"), level);
  if (say->playbook != NULL && answers_before (say, &before)
      && vigie_body_answers (say->body, vigie_json_member (say->body, 0, "answers"), &after))
    difference = vigie_answers_difference (say->playbook, &before, &after, say->lang);
  if (difference != NULL)
    g_string_append_printf (out, "%s%s", pick (say->lang, ": ", "\302\240: "), difference);
  if (*reason != '\0')
    g_string_append_printf (out, " (%s)", reason);

  return g_string_free (out, FALSE);
}

static char *
say_titled (const Say *say)
{
  g_autofree char *title = string_of (say, "title");

  return labelled (say->lang, pick (say->lang, "New title", "Nouveau titre"), title);
}

static char *
say_typed (const Say *say)
{
  g_autofree char *type = string_of (say, "type");
  const VigieTypeDef *def = say->playbook != NULL ? vigie_playbook_type (say->playbook, type) : NULL;
  const char *title = def != NULL ? vigie_text_get (&def->title, say->lang) : NULL;

  return with_brackets (labelled (say->lang, pick (say->lang, "Type of incident", "Type d’incident"), type), title);
}

static char *
say_stage (const Say *say)
{
  g_autofree char *word = string_of (say, "stage");
  VigieStage stage;

  if (!vigie_stage_from_word (word, &stage))
    return g_strdup (pick (say->lang, "The public stage follows the milestones again",
                           "L’étape publique suit de nouveau les jalons"));

  return labelled (say->lang, pick (say->lang, "Public stage", "Étape publique"), vigie_stage_label (stage, say->lang));
}

static char *
say_milestone (const Say *say)
{
  g_autofree char *word = string_of (say, "milestone");
  VigieJsonNode time_node = vigie_json_member (say->body, 0, "time");
  VigieMilestone milestone;

  if (!vigie_milestone_from_word (word, &milestone))
    return g_strdup (word);
  if (time_node != VIGIE_JSON_NONE && vigie_json_type (say->body, time_node) != VIGIE_JSON_NULL)
    return g_strdup (vigie_milestone_label (milestone, say->lang));

  return labelled (say->lang, vigie_milestone_label (milestone, say->lang), pick (say->lang, "time cleared", "heure effacée"));
}

static char *
say_reopened (const Say *say)
{
  g_autofree char *reason = string_of (say, "reason");

  return labelled (say->lang, pick (say->lang, "Incident reopened", "Incident rouvert"), reason);
}

static char *
say_war_room_opened (const Say *say)
{
  g_autofree char *asked = string_of (say, "asked");
  const char *opened = pick (say->lang, "War room opened", "Poste de commandement ouvert");

  if (*asked == '\0')
    return g_strdup (opened);

  return labelled (say->lang, pick (say->lang, "War room opened, asked for by", "Poste de commandement ouvert, à la demande de"), asked);
}

static char *
say_war_room_linked (const Say *say)
{
  g_autofree char *video = string_of (say, "video");

  return labelled (say->lang, pick (say->lang, "Video call", "Visioconférence"), *video != '\0' ? video : pick (say->lang, "link removed", "lien retiré"));
}

static char *
say_war_room_closed (const Say *say)
{
  return g_strdup (pick (say->lang, "War room closed", "Poste de commandement fermé"));
}

static char *
say_fact (const Say *say)
{
  g_autofree char *name = string_of (say, "name");
  g_autofree char *value = string_of (say, "value");
  g_autofree char *state_word = string_of (say, "state");
  g_autofree char *source = string_of (say, "source");
  g_autofree char *words = vigie_fact_value_words (say->playbook, name, value, NULL, say->lang);
  g_autofree char *more = NULL;
  const VigieFactDef *def = say->playbook != NULL ? vigie_playbook_fact (say->playbook, name) : NULL;
  const char *label = def != NULL ? vigie_text_get (&def->label, say->lang) : name;
  VigieFactState state = VIGIE_FACT_UNKNOWN;
  g_autofree char *state_label = NULL;

  vigie_fact_state_from_word (state_word, &state);
  state_label = g_utf8_strdown (vigie_fact_state_label (state, say->lang), -1);
  if (*words == '\0')
    return labelled (say->lang, label, state_label);
  more = *source != '\0' ? g_strdup_printf ("%s, %s", state_label, source) : g_strdup (state_label);

  return with_brackets (labelled (say->lang, label, words), more);
}

static char *
say_role_assigned (const Say *say)
{
  g_autofree char *post = string_of (say, "post");
  g_autofree char *person = string_of (say, "person");
  g_autofree char *text = g_strconcat (person, pick (say->lang, " takes the post", " prend le poste"), NULL);

  return labelled (say->lang, post_title (say, post), text);
}

static char *
say_role_freed (const Say *say)
{
  g_autofree char *post = string_of (say, "post");

  return labelled (say->lang, post_title (say, post), pick (say->lang, "the post is vacant", "le poste est vacant"));
}

static char *
say_handover_requested (const Say *say)
{
  g_autofree char *post = string_of (say, "post");
  g_autofree char *to = string_of (say, "to");
  g_autofree char *note = string_of (say, "note");
  g_autofree char *text = g_strconcat (pick (say->lang, "handover proposed to ", "relève proposée à "), to, NULL);

  return with_brackets (labelled (say->lang, post_title (say, post), text), note);
}

static char *
say_handover_answered (const Say *say)
{
  static const struct { const char *word, *english, *french; } answers[] = {
    { "accepted", "handover accepted", "relève acceptée" },
    { "declined", "handover declined", "relève refusée" },
    { "cancelled", "handover cancelled", "relève annulée" },
    { "forced", "handover forced", "relève imposée" },
  };
  g_autofree char *id = string_of (say, "request");
  g_autofree char *answer = string_of (say, "answer");
  g_autofree char *reason = string_of (say, "reason");
  g_autofree char *text = NULL;
  const VigieHandover *request = NULL;
  const char *words = answer;

  for (guint i = 0; i < say->incident->handovers->len; i++)
    {
      const VigieHandover *handover = say->incident->handovers->pdata[i];

      if (strcmp (handover->event->id, id) == 0)
        request = handover;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (strcmp (answers[i].word, answer) == 0)
        words = pick (say->lang, answers[i].english, answers[i].french);
    }
  if (request == NULL)
    return with_brackets (g_strdup (words), reason);
  text = g_strdup_printf ("%s, %s", words, request->to);

  return with_brackets (labelled (say->lang, post_title (say, request->post), text), reason);
}

static char *
say_ticked (const Say *say)
{
  g_autofree char *key = string_of (say, "step");
  g_autofree char *word = string_of (say, "state");
  g_autofree char *reason = string_of (say, "reason");
  const VigieText *words = say->playbook != NULL ? vigie_playbook_step_text (say->playbook, key) : NULL;
  const char *text = words != NULL ? vigie_text_get (words, say->lang) : key;
  VigieStepState state = VIGIE_STEP_OPEN;
  const char *label;

  vigie_step_state_from_word (word, &state);
  label = state == VIGIE_STEP_DONE             ? pick (say->lang, "Step done", "Étape faite")
          : state == VIGIE_STEP_NOT_APPLICABLE ? pick (say->lang, "Step not applicable", "Étape sans objet")
                                               : pick (say->lang, "Step to do again", "Étape à refaire");

  return with_brackets (labelled (say->lang, label, text), reason);
}

static char *
say_message (const Say *say)
{
  g_autofree char *audience = string_of (say, "audience");
  g_autofree char *channel = string_of (say, "channel");
  g_autofree char *text = string_of (say, "text");
  g_autofree char *label = NULL;
  const VigieAudience *reader = say->playbook != NULL ? vigie_playbook_audience (say->playbook, audience) : NULL;
  const VigieChannel *way = say->playbook != NULL ? vigie_playbook_channel (say->playbook, channel) : NULL;

  label = g_strdup_printf ("%s, %s", reader != NULL ? vigie_text_get (&reader->title, say->lang) : audience,
                           way != NULL ? vigie_text_get (&way->title, say->lang) : channel);

  return labelled (say->lang, label, text);
}

/* "Title, subject" of an obligation. */
static char *
promise_title (const Say *say)
{
  g_autofree char *id = string_of (say, "obligation");
  g_autofree char *subject = string_of (say, "subject");
  const VigieClockDef *clock = say->playbook != NULL ? vigie_playbook_clock (say->playbook, id) : NULL;
  const char *title = clock != NULL ? vigie_text_get (&clock->title, say->lang) : id;
  const char *whom;

  if (*subject == '\0')
    return g_strdup (title);
  whom = contact_name (say, subject);

  return g_strdup_printf ("%s, %s", title, whom != subject ? whom : post_title (say, subject));
}

static char *
say_obligation_done (const Say *say)
{
  g_autofree char *title = promise_title (say);
  g_autofree char *note = string_of (say, "note");

  return with_brackets (labelled (say->lang, pick (say->lang, "Promise kept", "Échéance tenue"), title), note);
}

static char *
say_obligation_waived (const Say *say)
{
  g_autofree char *title = promise_title (say);
  g_autofree char *reason = string_of (say, "reason");

  return with_brackets (labelled (say->lang, pick (say->lang, "Not applicable", "Sans objet"), title), reason);
}

static char *
say_obligation_postponed (const Say *say)
{
  g_autofree char *title = promise_title (say);
  g_autofree char *reason = string_of (say, "reason");
  g_autofree char *until = NULL;
  g_autofree char *label = NULL;
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  gint64 until_usec = VIGIE_TIME_NONE;

  vigie_body_maybe_time (say->body, "until", &until_usec);
  until = until_usec != VIGIE_TIME_NONE ? vigie_time_format_full (until_usec, zone, say->lang) : g_strdup ("");
  label = g_strdup_printf (pick (say->lang, "Postponed to %s", "Reporté au %s"), until);

  return with_brackets (labelled (say->lang, label, title), reason);
}

static const char *
fitness_words (const char *state, VigieLang lang)
{
  static const struct { const char *word, *english, *french; } words[] = {
    { "fit", "fit", "en forme" },
    { "tired", "tired", "fatigué" },
    { "relieve", "to be relieved", "à relever" },
    { "no-answer", "no answer", "pas de réponse" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (words[i].word, state) == 0)
        return pick (lang, words[i].english, words[i].french);
    }

  return state;
}

static char *
say_check_in (const Say *say)
{
  VigieJsonNode answers = vigie_json_member (say->body, 0, "answers");
  g_autofree char *note = string_of (say, "note");
  GString *out = g_string_new (pick (say->lang, "Team check-in", "Point d’équipe"));
  const char *before = pick (say->lang, ": ", "\302\240: ");

  for (VigieJsonNode node = vigie_json_first (say->body, answers); node != VIGIE_JSON_NONE;
       node = vigie_json_next (say->body, node))
    {
      g_autofree char *person = vigie_json_member_string (say->body, node, "person");
      g_autofree char *state = vigie_json_member_string (say->body, node, "state");

      g_string_append_printf (out, "%s%s %s", before, person != NULL ? person : "",
                              fitness_words (state != NULL ? state : "", say->lang));
      before = ", ";
    }

  return with_brackets (g_string_free (out, FALSE), note);
}

static const char *
outcome_words (const Say *say, const char *outcome)
{
  static const struct { const char *word, *english, *french; } outcomes[] = {
    { "reached", "reached", "joint" },
    { "no-answer", "no answer", "pas de réponse" },
    { "busy", "line busy", "ligne occupée" },
    { "refused", "call refused", "appel refusé" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      if (strcmp (outcomes[i].word, outcome) == 0)
        return pick (say->lang, outcomes[i].english, outcomes[i].french);
    }

  return outcome;
}

static char *
say_call_began (const Say *say)
{
  g_autofree char *whom = string_of (say, "whom");
  g_autofree char *outcome = string_of (say, "outcome");

  if (*outcome != '\0')
    return labelled (say->lang, contact_name (say, whom), outcome_words (say, outcome));

  return labelled (say->lang, pick (say->lang, "Call to", "Appel à"), contact_name (say, whom));
}

static char *
say_call_ended (const Say *say)
{
  g_autofree char *outcome = string_of (say, "outcome");
  g_autofree char *call_id = string_of (say, "call");
  const char *whom = "";
  const char *words = outcome_words (say, outcome);

  for (guint i = 0; i < say->incident->calls->len; i++)
    {
      const VigieCall *call = say->incident->calls->pdata[i];

      if (strcmp (call->event->id, call_id) == 0)
        whom = contact_name (say, call->whom);
    }
  if (*whom == '\0')
    return labelled (say->lang, pick (say->lang, "Call ended", "Appel terminé"), words);

  return labelled (say->lang, whom, words);
}

static char *
say_hypothesis (const Say *say)
{
  g_autofree char *id = string_of (say, "hypothesis");
  g_autofree char *word = string_of (say, "state");
  g_autofree char *tried = string_of (say, "tried");
  g_autofree char *label = NULL;
  const VigieEntry *entry = vigie_incident_entry (say->incident, id);
  VigieHypothesisState state = VIGIE_HYPOTHESIS_OPEN;

  vigie_hypothesis_state_from_word (word, &state);
  label = g_strdup_printf ("%s, %s", entry != NULL && entry->code != NULL ? entry->code : pick (say->lang, "Hypothesis", "Hypothèse"),
                           vigie_hypothesis_state_label (state, say->lang));
  if (entry == NULL || entry->text == NULL)
    return with_brackets (g_strdup (label), tried);

  return with_brackets (labelled (say->lang, label, entry->text), tried);
}

static char *
say_reviewed (const Say *say)
{
  g_autofree char *id = string_of (say, "decision");
  g_autofree char *result = string_of (say, "result");
  const VigieEntry *entry = vigie_incident_entry (say->incident, id);
  g_autofree char *label
    = g_strdup_printf (pick (say->lang, "Decision %s reviewed", "Décision %s revue"),
                       entry != NULL && entry->code != NULL ? entry->code : "");
  g_autofree char *word = string_of (say, "verdict");
  VigieVerdict verdict = VIGIE_VERDICT_NONE;

  vigie_verdict_from_word (word, &verdict);

  return with_brackets (labelled (say->lang, label, result),
                        verdict == VIGIE_VERDICT_HOLDS    ? pick (say->lang, "it holds", "elle tient")
                        : verdict == VIGIE_VERDICT_CHANGE ? pick (say->lang, "change of course", "changement de cap")
                                                          : NULL);
}

static char *
say_gate (const Say *say)
{
  g_autofree char *key = string_of (say, "step");
  g_autofree char *answer = string_of (say, "answer");
  g_autofree char *approver = string_of (say, "approver");
  g_autofree char *note = string_of (say, "note");
  g_autofree char *label = NULL;
  const VigieStepDef *def = say->playbook != NULL ? vigie_playbook_step (say->playbook, key) : NULL;
  const char *text = def != NULL ? vigie_text_get (&def->text, say->lang) : key;
  gboolean yes = strcmp (answer, "yes") == 0;

  if (strcmp (approver, say->event->author) == 0)
    label = g_strdup_printf (yes ? pick (say->lang, "Yes of %s", "Oui de %s") : pick (say->lang, "No of %s", "Non de %s"), approver);
  else
    label = g_strdup_printf (yes ? pick (say->lang, "Yes of %s, recorded by %s", "Oui de %s, noté par %s")
                                 : pick (say->lang, "No of %s, recorded by %s", "Non de %s, noté par %s"),
                             approver, say->event->author);

  return with_brackets (labelled (say->lang, label, text), note);
}

static char *
say_confirmation (const Say *say)
{
  g_autofree char *subject = string_of (say, "subject");
  g_autofree char *source = string_of (say, "source");
  g_autofree char *label = g_strdup_printf (pick (say->lang, "Payment of order %s confirmed", "Paiement de la commande %s confirmé"), subject);

  return labelled (say->lang, label, source);
}

static char *
say_support (const Say *say)
{
  g_autofree char *level = string_of (say, "level");
  const char *name = level;

  for (guint i = 0; say->playbook != NULL && i < say->playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *def = say->playbook->support_levels->pdata[i];

      if (strcmp (def->id, level) == 0)
        name = vigie_text_get (&def->title, say->lang);
    }

  return labelled (say->lang, pick (say->lang, "Handed to", "Confié à"), name);
}

static char *
say_section (const Say *say)
{
  g_autofree char *id = string_of (say, "section");
  const char *title = id;

  for (guint i = 0; say->playbook != NULL && i < say->playbook->report_sections->len; i++)
    {
      const VigieReportSection *def = say->playbook->report_sections->pdata[i];

      if (strcmp (def->id, id) == 0)
        title = vigie_text_get (&def->title, say->lang);
    }

  return labelled (say->lang, pick (say->lang, "Section of the report written", "Section du rapport rédigée"), title);
}

static char *
say_action (const Say *say)
{
  g_autofree char *text = string_of (say, "text");
  g_autofree char *owner = string_of (say, "owner");
  g_autofree char *status = string_of (say, "status");
  const char *label = strcmp (status, "done") == 0      ? pick (say->lang, "Action done", "Action faite")
                      : strcmp (status, "dropped") == 0 ? pick (say->lang, "Action dropped", "Action abandonnée")
                                                        : pick (say->lang, "Action to follow", "Action à suivre");

  return with_brackets (labelled (say->lang, label, text), owner);
}

static char *
say_linked (const Say *say)
{
  g_autofree char *relation = string_of (say, "relation");
  g_autofree char *other = string_of (say, "incident");
  const char *label = strcmp (relation, "same-cause") == 0 ? pick (say->lang, "Same root cause as", "Même cause racine que")
                      : strcmp (relation, "same-incident") == 0
                        ? pick (say->lang, "Same incident as", "Même incident que")
                        : pick (say->lang, "Related to", "Lié à");

  return labelled (say->lang, label, other);
}

static char *
say_attachment (const Say *say)
{
  g_autofree char *name = string_of (say, "name");

  return labelled (say->lang, pick (say->lang, "File kept", "Fichier conservé"), name);
}

static char *
say_breach (const Say *say)
{
  g_autofree char *reason = string_of (say, "reason");

  return with_brackets (g_strdup (pick (say->lang, "Decision on the data breach recorded",
                                        "Décision sur la violation de données consignée")), reason);
}

static char *
say_post_mortem (const Say *say)
{
  g_autofree char *note = string_of (say, "note");

  return with_brackets (g_strdup (pick (say->lang, "Post-mortem meeting held", "Réunion post-mortem tenue")), note);
}

static char *
say_redacted (const Say *say)
{
  g_autofree char *reason = string_of (say, "reason");

  return with_brackets (g_strdup (pick (say->lang, "Content of an entry removed", "Contenu d’une entrée retiré")), reason);
}

/* Marks whose entry is not (yet) here: the only case in which they have a line of their own. */
static char *
say_mark (const Say *say)
{
  return g_strdup (pick (say->lang, "Change to an entry that has not arrived yet",
                         "Modification d’une entrée qui n’est pas encore arrivée"));
}

static const struct
{
  const char *kind;
  char *(*say) (const Say *say);
} sentences[] = {
  { "incident.declared", say_declared },
  { "incident.assessed", say_assessed },
  { "incident.titled", say_titled },
  { "incident.typed", say_typed },
  { "incident.stage", say_stage },
  { "incident.linked", say_linked },
  { "milestone.set", say_milestone },
  { "incident.reopened", say_reopened },
  { "war-room.opened", say_war_room_opened },
  { "war-room.closed", say_war_room_closed },
  { "war-room.linked", say_war_room_linked },
  { "handover.requested", say_handover_requested },
  { "handover.answered", say_handover_answered },
  { "fact.set", say_fact },
  { "role.assigned", say_role_assigned },
  { "role.freed", say_role_freed },
  { "step.ticked", say_ticked },
  { "message.sent", say_message },
  { "obligation.done", say_obligation_done },
  { "obligation.waived", say_obligation_waived },
  { "obligation.postponed", say_obligation_postponed },
  { "check-in.held", say_check_in },
  { "call.began", say_call_began },
  { "call.ended", say_call_ended },
  { "hypothesis.set", say_hypothesis },
  { "decision.reviewed", say_reviewed },
  { "gate.answered", say_gate },
  { "confirmation.recorded", say_confirmation },
  { "support.moved", say_support },
  { "section.written", say_section },
  { "action.set", say_action },
  { "attachment.added", say_attachment },
  { "breach.decided", say_breach },
  { "post-mortem.held", say_post_mortem },
  { "event.redacted", say_redacted },
  { "entry.corrected", say_mark },
  { "entry.retracted", say_mark },
  { "entry.starred", say_mark },
  { "entry.done", say_mark },
};

char *
vigie_entry_text (const VigieEntry *entry, const VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang)
{
  Say say = { incident, playbook, NULL, NULL, lang };
  g_autoptr(VigieJson) body = NULL;
  const VigieEvent *event;

  g_return_val_if_fail (entry != NULL && incident != NULL, NULL);

  event = entry->event;
  if (entry->text != NULL)
    return g_strdup (entry->text);
  if (event->redacted)
    return g_strdup (pick (lang, "Content removed by an administrator", "Contenu retiré par un administrateur"));

  if (!((const VigieItem *) entry)->bad)
    body = vigie_event_body (event);
  say.event = event;
  say.body = body;
  for (gsize i = 0; body != NULL && i < G_N_ELEMENTS (sentences); i++)
    {
      if (strcmp (sentences[i].kind, event->kind) == 0)
        return sentences[i].say (&say);
    }

  return labelled (lang, vigie_incident_knows_kind (event->kind)
                           ? pick (lang, "An entry that cannot be read", "Une entrée illisible")
                           : pick (lang, "An entry of a newer version", "Une entrée d’une version plus récente"),
                   event->kind);
}
