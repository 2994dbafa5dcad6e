/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the case: is it a breach, of what, of how many, since when. The times stay apart: the first alert, the
 * processor's notice (its reception; when somebody read it changes nothing), awareness, containment. */

#include "vigie-breach-private.h"

#include <string.h>

static gint64
past (const VigieBreachCase *given, gint64 time_usec)
{
  return time_usec <= given->now_usec ? time_usec : VIGIE_TIME_NONE;
}

static gint64
milestone (const VigieBreachCase *given, VigieMilestone which)
{
  return past (given, given->incident->milestones[which]);
}

static VigieLevel
level_at (const VigieBreachCase *given)
{
  GPtrArray *changes = given->incident->changes;
  VigieLevel level = given->incident->level;
  gboolean first = TRUE;

  for (guint i = 0; i < changes->len; i++)
    {
      const VigieChange *change = g_ptr_array_index (changes, i);

      if (change->is_level && (first || change->occurred_usec <= given->now_usec))
        {
          level = change->level;
          first = FALSE;
        }
    }

  return level;
}

static gboolean
is_taken_out (const VigieBreachCase *given)
{
  return vigie_breach_says (given, "exfiltrated", "yes") || vigie_breach_says (given, "exfiltrated", "likely");
}

static gboolean
was_known (const VigieBreachCase *given)
{
  return given->known_usec != VIGIE_TIME_NONE && vigie_incident_is_breach (given->incident);
}

/* Facts that nobody enters unless personal data may be concerned. */
static gboolean
has_sign (const VigieBreachCase *given)
{
  static const char *const signs[] = { "data_touched", "data_unknown", "data_untouched", "breach_kind", "records", NULL };
  VigieBreachCount persons = vigie_breach_count (given, "persons");

  if (is_taken_out (given) || (persons.known && persons.high > 0))
    return TRUE;
  for (guint i = 0; signs[i] != NULL; i++)
    {
      if (vigie_breach_fact (given, signs[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Untouched is proved by evidence: confirmed, and it says by what. */
static VigieDataTouched
read_touched (const VigieBreachCase *given)
{
  const VigieFact *untouched = vigie_breach_fact (given, "data_untouched");

  if (vigie_breach_fact (given, "data_touched") != NULL || is_taken_out (given))
    return VIGIE_DATA_TOUCHED_YES;
  if (vigie_breach_fact (given, "data_unknown") == NULL && untouched != NULL && untouched->state == VIGIE_FACT_CONFIRMED
      && vigie_breach_has_source (untouched))
    return VIGIE_DATA_TOUCHED_NO;

  return VIGIE_DATA_TOUCHED_UNKNOWN;
}

/* Service gone and nothing read or altered is an outage for the playbook, and a breach for the GDPR. */
static gboolean
is_availability_alone (const VigieBreachCase *given)
{
  return vigie_breach_says (given, "breach_kind", "availability") && !vigie_breach_says (given, "breach_kind", "confidentiality")
         && !vigie_breach_says (given, "breach_kind", "integrity");
}

static VigieBreachRisk
read_risk (const VigieBreachCase *given)
{
  if (vigie_breach_says (given, "risk", "high"))
    return VIGIE_RISK_HIGH;
  if (vigie_breach_says (given, "risk", "risk"))
    return VIGIE_RISK_SOME;

  return vigie_breach_says (given, "risk", "unlikely") ? VIGIE_RISK_UNLIKELY : VIGIE_RISK_NOT_JUDGED;
}

/* The assessment's own reason is a written one, too. */
static gboolean
has_written_reason (const VigieBreachCase *given)
{
  GPtrArray *decisions = given->incident->breach_decisions;

  if (vigie_breach_has_source (vigie_breach_fact (given, "risk")))
    return TRUE;
  for (guint i = 0; i < decisions->len; i++)
    {
      const VigieBreachDecision *decision = g_ptr_array_index (decisions, i);

      if (decision->occurred_usec <= given->now_usec && decision->reason != NULL && *decision->reason != '\0')
        return TRUE;
    }

  return FALSE;
}

/* Aware by default with the first alert, which is the safe side. Who is told by a processor is aware. */
static void
read_awareness (const VigieBreachCase *given, VigieBreachTimes *times)
{
  gint64 detected = milestone (given, VIGIE_MILESTONE_DETECTED);
  gint64 by_default = times->alert_usec != VIGIE_TIME_NONE ? times->alert_usec : detected;
  gint64 said = vigie_breach_time (given, "aware_at");

  times->aware_usec = said != VIGIE_TIME_NONE ? said : by_default;
  times->aware_from = said != VIGIE_TIME_NONE ? "aware_at" : times->alert_usec != VIGIE_TIME_NONE ? "alert_at" : "";
  if (times->processor_usec != VIGIE_TIME_NONE && (times->aware_usec == VIGIE_TIME_NONE || times->processor_usec < times->aware_usec))
    {
      times->aware_usec = times->processor_usec;
      times->aware_from = "processor_notice_at";
    }
  if (strcmp (times->aware_from, "aware_at") != 0 || by_default == VIGIE_TIME_NONE)
    return;
  times->aware_needs_reason = said > by_default && vigie_breach_fact (given, "aware_reason") == NULL;
  times->aware_gap = said - by_default > VIGIE_DAY_USEC;
}

static void
read_times (VigieBreachCase *given)
{
  VigieBreachTimes *times = &given->breach->times;
  gint64 start = vigie_breach_time (given, "outage_start");

  times->start_usec = start != VIGIE_TIME_NONE ? start : milestone (given, VIGIE_MILESTONE_STARTED);
  times->contained_usec = vigie_breach_time (given, "contained_at");
  times->end_usec = times->contained_usec;
  times->alert_usec = vigie_breach_time (given, "alert_at");
  times->processor_usec = vigie_breach_time (given, "processor_notice_at");
  times->authority_sent_usec = vigie_breach_first_message (given->incident, "authority", VIGIE_TIME_NONE, given->now_usec);
  times->persons_sent_usec = vigie_breach_first_message (given->incident, "persons", VIGIE_TIME_NONE, given->now_usec);
  read_awareness (given, times);
}

static void
read_counts (VigieBreachCase *given)
{
  given->persons = vigie_breach_count (given, "persons");
  given->records = vigie_breach_count (given, "records");
  /* The playbook counts users; they stand in until somebody has counted the persons. */
  if (!given->persons.known)
    {
      VigieBreachCount users = vigie_breach_count (given, "users_affected");

      if (users.known)
        given->persons = users;
    }
}

void
vigie_breach_read (VigieBreachCase *given)
{
  const VigieIncident *incident = given->incident;
  gint64 detected = milestone (given, VIGIE_MILESTONE_DETECTED);

  given->level = level_at (given);
  given->known_usec = past (given, incident->breach_known_usec);
  given->resolved_usec = milestone (given, VIGIE_MILESTONE_RESOLVED);
  given->zero_usec = detected != VIGIE_TIME_NONE ? detected : milestone (given, VIGIE_MILESTONE_DECLARED);
  given->touched = read_touched (given);
  given->breach->is_breach = was_known (given) || has_sign (given);
  given->breach->is_excluded = given->breach->is_breach && given->touched == VIGIE_DATA_TOUCHED_NO;
  given->is_company_breach = was_known (given) || (has_sign (given) && !is_availability_alone (given));
  given->judged = read_risk (given);
  given->risk_has_reason = has_written_reason (given);
  read_times (given);
  read_counts (given);
}

/* ---- Questions of other files, which need no verdict for them ---- */

static void
look (VigieBreachCase *given, VigieBreach *breach, const VigieIncident *incident, gint64 now_usec)
{
  *given = (VigieBreachCase) { .incident = incident, .now_usec = now_usec, .breach = breach };
  vigie_breach_read (given);
}

gint64
vigie_breach_aware_usec (const VigieIncident *incident, gint64 now_usec)
{
  VigieBreach breach = { 0 };
  VigieBreachCase given;

  g_return_val_if_fail (incident != NULL, VIGIE_TIME_NONE);

  look (&given, &breach, incident, now_usec);

  return breach.is_breach ? breach.times.aware_usec : VIGIE_TIME_NONE;
}

gboolean
vigie_breach_is_suspected (const VigieIncident *incident, gint64 now_usec)
{
  VigieBreach breach = { 0 };
  VigieBreachCase given;

  g_return_val_if_fail (incident != NULL, FALSE);

  look (&given, &breach, incident, now_usec);

  return breach.is_breach;
}

/* ---- What cannot both be true ---- */

static void
contradict (const VigieBreachCase *given, const char *one, const char *other, const char *words)
{
  VigieContradiction *contradiction = g_new0 (VigieContradiction, 1);

  contradiction->facts[0] = one;
  contradiction->facts[1] = other;
  contradiction->words = g_strdup (words);
  g_ptr_array_add (given->breach->contradictions, contradiction);
}

static gboolean
has_common (const VigieBreachCase *given, const char *one, const char *other)
{
  const VigieFact *fact = vigie_breach_fact (given, one);
  g_auto(GStrv) values = fact != NULL ? g_strsplit (fact->value, ",", -1) : NULL;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      if (vigie_breach_says (given, other, g_strstrip (values[i])))
        return TRUE;
    }

  return FALSE;
}

void
vigie_breach_find_contradictions (const VigieBreachCase *given)
{
  const VigieBreachTimes *times = &given->breach->times;

  if (given->persons.known && given->persons.high == 0 && given->records.known && given->records.high > 0)
    contradict (given, given->persons.fact, "records",
                vigie_say_pick (given->lang, "No person, but records: whose are they?", "Aucune personne, mais des enregistrements : de qui sont-ils ?"));
  if (has_common (given, "data_touched", "data_untouched"))
    contradict (given, "data_touched", "data_untouched",
                vigie_say_pick (given->lang, "The same data is said to be touched and proved untouched.",
                                "Les mêmes données sont dites touchées et prouvées non touchées."));
  if (is_taken_out (given) && vigie_breach_says (given, "recipients", "none"))
    contradict (given, "exfiltrated", "recipients",
                vigie_say_pick (given->lang, "Data was taken out, but nobody is said to have received it.",
                                "Des données sont sorties, mais personne ne les aurait reçues."));
  if (times->contained_usec != VIGIE_TIME_NONE && times->start_usec != VIGIE_TIME_NONE && times->contained_usec < times->start_usec)
    contradict (given, "contained_at", "outage_start",
                vigie_say_pick (given->lang, "It was contained before it began.", "Elle aurait été contenue avant de commencer."));
  if (times->aware_usec != VIGIE_TIME_NONE && times->aware_usec > given->now_usec)
    contradict (given, "aware_at", "aware_at",
                vigie_say_pick (given->lang, "The time of awareness lies ahead.", "L’heure de la connaissance est dans l’avenir."));
}
