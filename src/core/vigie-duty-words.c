/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Duties said to people, in the two languages of the playbook. What became of a duty is one clause with its time and
 * its author, because "who has been told" is asked by somebody who was not there. */

#include "vigie-duty.h"

#include <string.h>

#include "vigie-time.h"

#define NBSP "\u00a0"

static const char *const state_words[] = { "todo", "calling", "tried", "not-reached", "done", "not-applicable" };
static const char *const way_words[] = { "tell", "write", "escalate", "action" };

const char *
vigie_duty_state_to_word (VigieDutyState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (state_words), "todo");

  return state_words[state];
}

const char *
vigie_duty_way_to_word (VigieDutyWay way)
{
  g_return_val_if_fail ((gsize) way < G_N_ELEMENTS (way_words), "action");

  return way_words[way];
}

static const char *
pick (VigieLang lang, const char *english, const char *french)
{
  return lang == VIGIE_LANG_FR ? french : english;
}

char *
vigie_duty_whom (const VigieDuty *duty, VigieLang lang)
{
  const VigieText *name = duty->what;

  g_return_val_if_fail (duty != NULL, NULL);

  if (duty->contact != NULL)
    name = &duty->contact->name;
  else if (duty->audience != NULL)
    name = &duty->audience->title;
  else if (duty->support != NULL)
    name = &duty->support->title;
  if (duty->holder != NULL)
    return g_strdup_printf ("%s (%s)", vigie_text_get (name, lang), duty->holder);

  return g_strdup (vigie_text_get (name, lang));
}

char *
vigie_duty_how (const VigieDuty *duty, VigieLang lang)
{
  g_return_val_if_fail (duty != NULL, NULL);

  if (duty->channel != NULL)
    return g_strdup (vigie_text_get (&duty->channel->title, lang));
  if (duty->way == VIGIE_DUTY_WRITE)
    return g_strdup (pick (lang, "Message", "Message"));
  if (duty->way == VIGIE_DUTY_ESCALATE)
    return g_strdup (pick (lang, "Handing over", "Transmission"));

  return g_strdup ("");
}

static const char *
outcome_words (const char *outcome, VigieLang lang)
{
  if (g_strcmp0 (outcome, "busy") == 0)
    return pick (lang, "busy", "occupé");
  if (g_strcmp0 (outcome, "refused") == 0)
    return pick (lang, "refused", "refus");

  return pick (lang, "no answer", "pas de réponse");
}

static char *
settled_words (const VigieDuty *duty, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  const char *verb = pick (lang, "done", "fait");
  g_autofree char *when = NULL;

  if (duty->way == VIGIE_DUTY_TELL)
    verb = pick (lang, "reached", "contact établi");
  else if (duty->way == VIGIE_DUTY_WRITE)
    verb = pick (lang, "sent", "envoyé");
  else if (duty->way == VIGIE_DUTY_ESCALATE)
    verb = pick (lang, "handed over", "transmis");
  if (duty->note != NULL)
    verb = pick (lang, "done", "fait");
  when = vigie_time_format_near (duty->settled_usec, now_usec, zone, lang);

  return duty->settled_by != NULL ? g_strdup_printf ("%s %s, %s", verb, when, duty->settled_by)
                                  : g_strdup_printf ("%s %s", verb, when);
}

/* " · next: DevOps lead"; who answered instead stands before who comes next. */
static char *
then_words (const VigieDuty *duty, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  const char *colon = pick (lang, ": ", NBSP ": ");
  g_autofree char *when = NULL;

  if (duty->stand_in != NULL)
    {
      when = vigie_time_format_near (duty->stand_in_usec, now_usec, zone, lang);
      return g_strdup_printf (" · %s %s %s", vigie_text_get (&duty->stand_in->name, lang), pick (lang, "answered", "a répondu"), when);
    }
  if (duty->to_call == NULL || duty->to_call == duty->contact)
    return g_strdup ("");

  return g_strconcat (" · ", pick (lang, "next", "ensuite"), colon, vigie_text_get (&duty->to_call->name, lang), NULL);
}

static char *
tried_words (const VigieDuty *duty, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *then = then_words (duty, now_usec, zone, lang);
  g_autofree char *when = vigie_time_format_near (duty->last_usec, now_usec, zone, lang);
  const char *outcome = outcome_words (duty->last_outcome, lang);
  const char *lead = duty->state == VIGIE_DUTY_NOT_REACHED ? pick (lang, "not reached, ", "pas de contact, ") : "";

  if (lang == VIGIE_LANG_FR)
    return g_strdup_printf ("%s%u" NBSP "%s" NBSP ": %s %s, %s%s", lead, duty->n_tries, duty->n_tries > 1 ? "essais" : "essai", outcome,
                            when, duty->last_author, then);

  return g_strdup_printf ("%s%u %s: %s %s, %s%s", lead, duty->n_tries, duty->n_tries > 1 ? "tries" : "try", outcome, when,
                          duty->last_author, then);
}

char *
vigie_attempt_words (const VigieAttempt *attempt, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  const char *outcome;
  g_autofree char *when = NULL;

  g_return_val_if_fail (attempt != NULL, NULL);

  outcome = attempt->is_running                         ? pick (lang, "calling", "appel en cours")
            : g_str_equal (attempt->outcome, "reached") ? pick (lang, "answered", "a répondu")
                                                        : outcome_words (attempt->outcome, lang);
  when = vigie_time_format_near (attempt->last_usec, now_usec, zone, lang);

  return g_strdup_printf ("%s %s%s%s, %s", when, vigie_text_get (&attempt->contact->name, lang), pick (lang, ": ", NBSP ": "), outcome,
                          attempt->author);
}

char *
vigie_duty_words (const VigieDuty *duty, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *when = NULL;

  g_return_val_if_fail (duty != NULL, NULL);

  switch (duty->state)
    {
    case VIGIE_DUTY_CALLING:
      when = vigie_time_format_near (duty->last_usec, now_usec, zone, lang);
      return g_strdup_printf ("%s %s, %s", pick (lang, "calling since", "appel en cours depuis"), when, duty->last_author);
    case VIGIE_DUTY_TRIED:
    case VIGIE_DUTY_NOT_REACHED:
      return tried_words (duty, now_usec, zone, lang);
    case VIGIE_DUTY_DONE:
      return settled_words (duty, now_usec, zone, lang);
    case VIGIE_DUTY_NOT_APPLICABLE:
      return g_strconcat (pick (lang, "not applicable: ", "sans objet" NBSP ": "), duty->note, NULL);
    case VIGIE_DUTY_TODO:
    default:
      return g_strdup (pick (lang, "to do", "à faire"));
    }
}

/* "#war-room-incident-2026-11-22-k7qf": channel names are in lower case. */
static char *
channel_name (const VigiePlaybook *playbook, const VigieIncident *incident)
{
  g_auto(GStrv) parts = g_strsplit (playbook->war_room_channel, "{{ref}}", -1);
  g_autofree char *ref = g_ascii_strdown (incident->ref, -1);

  return g_strjoinv (ref, parts);
}

static const char *
fact_text (const VigieIncident *incident, const char *name)
{
  const VigieFact *fact = vigie_incident_fact (incident, name);

  return fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && fact->value != NULL && *fact->value != '\0' ? fact->value : NULL;
}

/**
 * vigie_duty_spoken:
 * @author: who speaks
 * @now_usec: the moment, in microseconds since 1970 UTC
 *
 * Only what the record knows: who calls, what is wrong since when, what no longer works, where to come.
 *
 * Returns: (transfer full): a few short sentences
 */
char *
vigie_duty_spoken (const VigiePlaybook *playbook, const VigieIncident *incident, const char *author, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *detected = NULL;
  g_autofree char *channel = NULL;
  const char *functions;
  const char *level;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  level = vigie_level_to_word (incident->level);
  functions = fact_text (incident, "functions");
  channel = channel_name (playbook, incident);
  g_string_append_printf (text, "%s %s, %s. ", pick (lang, "This is", "Ici"), author, playbook->organisation);
  g_string_append_printf (text, "Incident %s %s", level != NULL ? level : "", incident->ref);
  g_string_append_printf (text, "%s%s. ", pick (lang, ": ", NBSP ": "), incident->title);
  if (incident->milestones[VIGIE_MILESTONE_DETECTED] != VIGIE_TIME_NONE)
    {
      detected = vigie_time_format_near (incident->milestones[VIGIE_MILESTONE_DETECTED], now_usec, zone, lang);
      g_string_append_printf (text, "%s %s. ", pick (lang, "Detected", "Détecté à"), detected);
    }
  if (functions != NULL)
    g_string_append_printf (text, "%s%s. ", pick (lang, "Not working: ", "Ne fonctionne plus" NBSP ": "), functions);
  if (vigie_incident_is_breach (incident))
    g_string_append (text, pick (lang, "Data is at risk: please keep this to yourself. ",
                                 "Des données sont en danger" NBSP ": gardez cela pour vous. "));
  if (vigie_incident_war_room_is_open (incident))
    g_string_append_printf (text, "%s %s.", pick (lang, "We are in", "Nous sommes dans"), channel);

  return g_strchomp (g_string_free (text, FALSE));
}
