/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fact speaks only if it was recorded after the last assessment: whoever assessed had seen the earlier ones,
 * and keeping the level with a reason is an assessment too, so a proposal falls silent until something
 * else is recorded. Facts about data only ever raise that answer; what was proved untouched is for a person
 * to weigh. A proposal is made when the rule now gives another level than it gave then, and another one than the
 * incident has. */

#include "vigie-reassess.h"

#include <string.h>

#include "vigie-fact-derive.h"
#include "vigie-incident-private.h"

static gboolean
is_news (const VigieIncident *incident, const VigieFact *fact)
{
  const VigieEvent *assessed = vigie_incident_priv (incident)->level_event;

  return fact != NULL && (assessed == NULL || vigie_event_compare (fact->event, assessed) > 0);
}

static void
read_percent (const VigieIncident *incident, const char *name, const char *question, VigieAnswers *answers)
{
  const VigieFact *fact = vigie_incident_known_fact (incident, name);

  if (is_news (incident, fact))
    vigie_answers_set (answers, question, fact->value, NULL);
}

/* A recorded share wins over the one that the two counts give. */
static void
read_users (const VigieIncident *incident, VigieAnswers *answers)
{
  const VigieFact *newest;
  double percent;

  if (vigie_incident_known_fact (incident, "users_share") != NULL)
    read_percent (incident, "users_share", "users", answers);
  else if (vigie_derive_users_percent (incident, &percent, &newest) && is_news (incident, newest))
    answers->users_percent = percent;
}

static void
raise_data (VigieAnswers *answers, VigieData data)
{
  answers->data = MAX (answers->data, data);
}

static void
read_data (const VigieIncident *incident, VigieAnswers *answers)
{
  static const struct { const char *name, *value; VigieData data; } rules[] = {
    { "data_touched", NULL, VIGIE_DATA_CONFIRMED },   { "exfiltrated", "yes", VIGIE_DATA_CONFIRMED },
    { "exfiltrated", "likely", VIGIE_DATA_POTENTIAL }, { "data_unknown", NULL, VIGIE_DATA_POTENTIAL },
    { "attack_active", "yes", VIGIE_DATA_POTENTIAL },  { "breach_kind", NULL, VIGIE_DATA_CONFIRMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const VigieFact *fact = vigie_incident_known_fact (incident, rules[i].name);

      if (is_news (incident, fact) && (rules[i].value == NULL || strcmp (fact->value, rules[i].value) == 0))
        raise_data (answers, rules[i].data);
    }
}

static gboolean
has_news (const VigieIncident *incident)
{
  GHashTableIter iter;
  gpointer fact;

  g_hash_table_iter_init (&iter, incident->facts);
  while (g_hash_table_iter_next (&iter, NULL, &fact))
    {
      if (is_news (incident, fact) && ((const VigieFact *) fact)->state != VIGIE_FACT_UNKNOWN)
        return TRUE;
    }

  return FALSE;
}

static const char *
level_word (VigieLevel level)
{
  return level != VIGIE_LEVEL_NONE ? vigie_level_to_word (level) : "–";
}

static char *
say_move (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieProposal *proposal, VigieLang lang)
{
  g_autofree char *change = vigie_answers_difference (playbook, &incident->answers, &proposal->answers, lang);
  const char *stop = change != NULL ? ". " : ""; /* two percentages in one band say the same */
  const char *now = level_word (proposal->level), *before = level_word (incident->level);

  if (lang == VIGIE_LANG_FR)
    return g_strdup_printf ("%s%sLa règle donne maintenant %s\u202f; le niveau est %s.", change != NULL ? change : "", stop, now, before);

  return g_strdup_printf ("%s%sThe rule now gives %s; the level is %s.", change != NULL ? change : "", stop, now, before);
}

static char *
say_provisional (const VigieIncident *incident, gboolean news, VigieLang lang)
{
  const char *level = level_word (incident->level);

  if (lang == VIGIE_LANG_FR)
    return g_strdup_printf (news ? "Le niveau %s est provisoire et un fait est arrivé\u00a0: à réévaluer."
                                 : "Le niveau %s est provisoire depuis plus de 10\u00a0minutes\u00a0: à réévaluer.", level);

  return g_strdup_printf (news ? "Level %s is provisional and a fact has arrived: assess it again."
                               : "Level %s has been provisional for more than 10 minutes: assess it again.", level);
}

/**
 * vigie_reassess:
 * @playbook: the playbook
 * @incident: the incident
 * @now_usec: the present moment
 * @lang: language of the sentence
 *
 * Returns: (transfer full) (nullable): the proposal; %NULL if there is nothing to look at again
 */
VigieProposal *
vigie_reassess (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec, VigieLang lang)
{
  g_autoptr(VigieAssessment) assessment = NULL;
  g_autoptr(VigieProposal) proposal = NULL;
  gboolean news, late;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_incident_is_active (incident))
    return NULL;
  proposal = g_new0 (VigieProposal, 1);
  proposal->answers = incident->answers;
  read_users (incident, &proposal->answers);
  read_percent (incident, "revenue_share", "revenue", &proposal->answers);
  read_data (incident, &proposal->answers);
  assessment = vigie_severity_assess (playbook, &proposal->answers, incident->type, lang);
  proposal->level = assessment->level;
  proposal->provisional = assessment->provisional;
  proposal->moves = assessment->level != VIGIE_LEVEL_NONE && assessment->level != incident->recommended
                    && assessment->level != incident->level && !vigie_answers_equal (&proposal->answers, &incident->answers);
  news = has_news (incident);
  late = incident->assessed_usec != VIGIE_TIME_NONE && now_usec - incident->assessed_usec >= VIGIE_PROVISIONAL_USEC;
  if (proposal->moves)
    proposal->sentence = say_move (playbook, incident, proposal, lang);
  else if (incident->provisional && (news || late))
    proposal->sentence = say_provisional (incident, news, lang);

  return proposal->sentence != NULL ? g_steal_pointer (&proposal) : NULL;
}

void
vigie_proposal_free (VigieProposal *proposal)
{
  g_free (proposal->sentence);
  g_free (proposal);
}
