/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of people: posts, handovers, calls, check-ins, messages and promises. */

#include "vigie-message-rule.h"
#include "vigie-say.h"

#include <string.h>

#include "vigie-time.h"

char *
vigie_say_role_assigned (const VigieSay *say)
{
  g_autofree char *post = vigie_say_string_of (say, "post");
  g_autofree char *person = vigie_say_string_of (say, "person");
  g_autofree char *text = g_strconcat (
      person, vigie_say_pick (say->lang, " takes the post", " prend le poste"), NULL);

  return vigie_say_labelled (say->lang, vigie_say_post_title (say, post), text);
}

char *
vigie_say_role_freed (const VigieSay *say)
{
  g_autofree char *post = vigie_say_string_of (say, "post");

  return vigie_say_labelled (
      say->lang, vigie_say_post_title (say, post),
      vigie_say_pick (say->lang, "the post is vacant", "le poste est vacant"));
}

char *
vigie_say_handover_requested (const VigieSay *say)
{
  g_autofree char *post = vigie_say_string_of (say, "post");
  g_autofree char *to = vigie_say_string_of (say, "to");
  g_autofree char *note = vigie_say_string_of (say, "note");
  g_autofree char *text = g_strconcat (
      vigie_say_pick (say->lang, "handover proposed to ", "relève proposée à "), to, NULL);

  return vigie_say_with_brackets (
      vigie_say_labelled (say->lang, vigie_say_post_title (say, post), text), note);
}

char *
vigie_say_handover_answered (const VigieSay *say)
{
  static const struct
  {
    const char *word, *english, *french;
  } answers[] = {
    { "accepted", "handover accepted", "relève acceptée" },
    { "declined", "handover declined", "relève refusée" },
    { "cancelled", "handover cancelled", "relève annulée" },
    { "forced", "handover forced", "relève imposée" },
  };
  g_autofree char *id = vigie_say_string_of (say, "request");
  g_autofree char *answer = vigie_say_string_of (say, "answer");
  g_autofree char *reason = vigie_say_string_of (say, "reason");
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
        words = vigie_say_pick (say->lang, answers[i].english, answers[i].french);
    }
  if (request == NULL)
    return vigie_say_with_brackets (g_strdup (words), reason);
  text = g_strdup_printf ("%s, %s", words, request->to);

  return vigie_say_with_brackets (
      vigie_say_labelled (say->lang, vigie_say_post_title (say, request->post), text), reason);
}

char *
vigie_say_message (const VigieSay *say)
{
  g_autofree char *audience = vigie_say_string_of (say, "audience");
  g_autofree char *channel = vigie_say_string_of (say, "channel");
  g_autofree char *text = vigie_say_string_of (say, "text");
  g_autofree char *label = NULL;
  const VigieMessage *nothing = vigie_incident_void_message (say->incident, say->event->id);
  const VigieAudience *reader = say->playbook != NULL
                                    ? vigie_playbook_audience (say->playbook, audience)
                                    : NULL;
  const VigieChannel *way = say->playbook != NULL ? vigie_playbook_channel (say->playbook, channel)
                                                  : NULL;

  label = g_strdup_printf ("%s, %s",
                           reader != NULL ? vigie_text_get (&reader->title, say->lang) : audience,
                           way != NULL ? vigie_text_get (&way->title, say->lang) : channel);

  return vigie_say_with_brackets (
      vigie_say_labelled (say->lang, label, text),
      nothing != NULL ? vigie_message_fault_sentence (nothing->fault, say->lang) : NULL);
}

/* "Title, subject" of an obligation. */
static char *
promise_title (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "obligation");
  g_autofree char *subject = vigie_say_string_of (say, "subject");
  const VigieClockDef *clock = say->playbook != NULL ? vigie_playbook_clock (say->playbook, id)
                                                     : NULL;
  const char *title = clock != NULL ? vigie_text_get (&clock->title, say->lang) : id;
  const char *whom;

  if (*subject == '\0')
    return g_strdup (title);
  whom = vigie_say_contact_name (say, subject);

  return g_strdup_printf ("%s, %s", title,
                          whom != subject ? whom : vigie_say_post_title (say, subject));
}

char *
vigie_say_obligation_done (const VigieSay *say)
{
  g_autofree char *title = promise_title (say);
  g_autofree char *note = vigie_say_string_of (say, "note");

  return vigie_say_with_brackets (
      vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Promise kept", "Échéance tenue"),
                          title),
      note);
}

char *
vigie_say_obligation_waived (const VigieSay *say)
{
  g_autofree char *title = promise_title (say);
  g_autofree char *reason = vigie_say_string_of (say, "reason");

  return vigie_say_with_brackets (
      vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Not applicable", "Sans objet"),
                          title),
      reason);
}

char *
vigie_say_obligation_postponed (const VigieSay *say)
{
  g_autofree char *title = promise_title (say);
  g_autofree char *reason = vigie_say_string_of (say, "reason");
  g_autofree char *until = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gint64 until_usec = VIGIE_TIME_NONE;

  vigie_body_maybe_time (say->body, "until", &until_usec);
  until = until_usec != VIGIE_TIME_NONE ? vigie_time_format_full (until_usec, zone, say->lang)
                                        : g_strdup ("");
  label = g_strdup_printf (vigie_say_pick (say->lang, "Postponed to %s", "Reporté au %s"), until);

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, label, title), reason);
}

static const char *
fitness_words (const char *state, VigieLang lang)
{
  static const struct
  {
    const char *word, *english, *french;
  } words[] = {
    { "fit", "fit", "en forme" },
    { "tired", "tired", "fatigué" },
    { "relieve", "to be relieved", "à relever" },
    { "no-answer", "no answer", "pas de réponse" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (words[i].word, state) == 0)
        return vigie_say_pick (lang, words[i].english, words[i].french);
    }

  return state;
}

char *
vigie_say_check_in (const VigieSay *say)
{
  VigieJsonNode answers = vigie_json_member (say->body, 0, "answers");
  g_autofree char *note = vigie_say_string_of (say, "note");
  GString *out = g_string_new (vigie_say_pick (say->lang, "Team check-in", "Point d’équipe"));
  const char *before = vigie_say_pick (say->lang, ": ", "\302\240: ");

  for (VigieJsonNode node = vigie_json_first (say->body, answers); node != VIGIE_JSON_NONE;
       node = vigie_json_next (say->body, node))
    {
      g_autofree char *person = vigie_json_member_string (say->body, node, "person");
      g_autofree char *state = vigie_json_member_string (say->body, node, "state");

      g_string_append_printf (out, "%s%s %s", before, person != NULL ? person : "",
                              fitness_words (state != NULL ? state : "", say->lang));
      before = ", ";
    }

  return vigie_say_with_brackets (g_string_free (out, FALSE), note);
}

static const char *
outcome_words (const VigieSay *say, const char *outcome)
{
  static const struct
  {
    const char *word, *english, *french;
  } outcomes[] = {
    { "reached", "reached", "joint" },
    { "no-answer", "no answer", "pas de réponse" },
    { "busy", "line busy", "ligne occupée" },
    { "refused", "call refused", "appel refusé" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      if (strcmp (outcomes[i].word, outcome) == 0)
        return vigie_say_pick (say->lang, outcomes[i].english, outcomes[i].french);
    }

  return outcome;
}

/* "CTO: reached. Rolls back at once" */
static char *
ended_words (const VigieSay *say, const char *whom, const char *outcome)
{
  g_autofree char *note = vigie_say_string_of (say, "note");
  g_autofree char *words = vigie_say_labelled (say->lang, whom, outcome_words (say, outcome));

  return *note != '\0' ? g_strconcat (words, ". ", note, NULL) : g_steal_pointer (&words);
}

char *
vigie_say_call_began (const VigieSay *say)
{
  g_autofree char *whom = vigie_say_string_of (say, "whom");
  g_autofree char *outcome = vigie_say_string_of (say, "outcome");

  if (*outcome != '\0')
    return ended_words (say, vigie_say_contact_name (say, whom), outcome);

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Call to", "Appel à"),
                             vigie_say_contact_name (say, whom));
}

char *
vigie_say_call_ended (const VigieSay *say)
{
  g_autofree char *outcome = vigie_say_string_of (say, "outcome");
  g_autofree char *call_id = vigie_say_string_of (say, "call");
  const char *whom = vigie_say_pick (say->lang, "Call ended", "Appel terminé");

  for (guint i = 0; i < say->incident->calls->len; i++)
    {
      const VigieCall *call = say->incident->calls->pdata[i];

      if (strcmp (call->event->id, call_id) == 0)
        whom = vigie_say_contact_name (say, call->whom);
    }

  return ended_words (say, whom, outcome);
}

char *
vigie_say_support (const VigieSay *say)
{
  g_autofree char *level = vigie_say_string_of (say, "level");
  const char *name = level;

  for (guint i = 0; say->playbook != NULL && i < say->playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *def = say->playbook->support_levels->pdata[i];

      if (strcmp (def->id, level) == 0)
        name = vigie_text_get (&def->title, say->lang);
    }

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Handed to", "Confié à"), name);
}
