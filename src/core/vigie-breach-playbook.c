/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The company's own rules, PB-1 to PB-10. None of them is law, and the reason of the one that sounds most like it
 * says so. Spans are those of the playbook's clocks, so that verdict and clock never disagree. */

#include "vigie-breach-private.h"

#include <string.h>

#define NO_BREACH(given) vigie_say_pick ((given)->lang, "No sign of a breach of data.", "Aucun signe de violation de données.")

static gboolean
not_a_breach (const VigieBreachCase *given, VigieBreachRule *rule)
{
  if (given->is_company_breach)
    return FALSE;
  if (given->incident->answers.data == VIGIE_DATA_POTENTIAL && rule->duty != VIGIE_BREACH_OTHERS)
    {
      vigie_breach_settle (rule, VIGIE_BREACH_CHECK,
                           g_strdup (vigie_say_pick (given->lang, "Data may be at risk: find out whether any was touched.",
                                                     "Des données sont peut-être en danger : établir si elles ont été touchées.")));
      /* Looking first is allowed, briefly: nothing is due before there is reasonable certainty. */
      rule->unlowered_holds = FALSE;
    }
  else
    vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (NO_BREACH (given)));

  return TRUE;
}

static gint64
after (gint64 start_usec, gint64 span_usec)
{
  return start_usec != VIGIE_TIME_NONE ? start_usec + span_usec : VIGIE_TIME_NONE;
}

/* Proved that no personal data is concerned. */
static gboolean
is_excluded (const VigieBreachCase *given, VigieBreachRule *rule)
{
  if (!given->breach->is_excluded)
    return FALSE;
  vigie_breach_use (given, rule, "data_untouched");
  vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "Proved: no personal data was touched.",
                                                                        "Prouvé : aucune donnée personnelle touchée.")));

  return TRUE;
}

VIGIE_RULE (pb_1)
{
  gboolean confirmed = given->touched == VIGIE_DATA_TOUCHED_YES || given->incident->answers.data == VIGIE_DATA_CONFIRMED;

  if (not_a_breach (given, rule) || is_excluded (given, rule))
    return;
  vigie_breach_use (given, rule, "data_touched");
  rule->when = VIGIE_BREACH_WHEN_NOW;
  rule->done_usec = given->level == VIGIE_LEVEL_P1 ? given->incident->war_room_opened_usec : VIGIE_TIME_NONE;
  vigie_breach_settle (rule, confirmed ? VIGIE_BREACH_YES : VIGIE_BREACH_CHECK,
                       g_strdup (confirmed ? vigie_say_pick (given->lang, "Data at risk: level P1, war room with Security, Communications and Legal.",
                                                             "Données en danger : niveau P1, cellule de crise avec Sécurité, Communications et Juridique.")
                                           : vigie_say_pick (given->lang, "Not confirmed that data is at risk: act as for a P1 until it is excluded.",
                                                             "Danger pour les données non confirmé : agir comme pour un P1 tant qu’il n’est pas exclu.")));
}

VIGIE_RULE (pb_2)
{
  if (not_a_breach (given, rule))
    return;
  vigie_breach_due (rule, after (given->known_usec != VIGIE_TIME_NONE ? given->known_usec : given->zero_usec,
                                 vigie_breach_span (given, "breach-alert", 5 * VIGIE_MINUTE_USEC)));
  vigie_breach_settle (rule, VIGIE_BREACH_YES,
                       g_strdup (vigie_say_pick (given->lang, "Breach: CTO, CEO, Legal, Security officer and DPO are told at once.",
                                                 "Violation : CTO, CEO, Juridique, Sécurité et DPO prévenus aussitôt.")));
}

static gint64
last_decision (const VigieBreachCase *given)
{
  GPtrArray *fulfilments = given->incident->fulfilments;

  for (guint i = 0; i < fulfilments->len; i++)
    {
      const VigieFulfilment *act = g_ptr_array_index (fulfilments, i);

      if (strcmp (act->obligation, "legal-assessment") == 0 && strcmp (act->verb, "done") == 0 && act->occurred_usec <= given->now_usec)
        return act->occurred_usec;
    }

  return VIGIE_TIME_NONE;
}

VIGIE_RULE (pb_3)
{
  if (not_a_breach (given, rule))
    return;
  vigie_breach_due (rule, after (given->zero_usec, vigie_breach_span (given, "legal-assessment", 4 * VIGIE_HOUR_USEC)));
  rule->done_usec = last_decision (given);
  vigie_breach_settle (rule, VIGIE_BREACH_YES,
                       g_strdup (vigie_say_pick (given->lang, "At T+4 h: judge the 72-hour duty, prepare the public text, bring in lawyer and compliance, open the legal file.",
                                                 "À T+4 h : juger l’obligation des 72 h, préparer le texte public, saisir avocat et conformité, ouvrir le dossier juridique.")));
}

/* Without a number that settles it: unknown, a range across the limit, or a contradiction. */
static gboolean
count_is_open (const VigieBreachCase *given, VigieBreachRule *rule)
{
  const VigieBreachCount *n = &given->persons;
  g_autofree char *words = vigie_breach_count_words (given, n);
  char *reason = NULL;

  if (!n->known)
    reason = g_strdup (vigie_say_pick (given->lang, "Number of persons unknown: taken as more than 1,000 until it is counted.",
                                       "Nombre de personnes inconnu : compté comme plus de 1 000 jusqu’au comptage."));
  else if (n->low <= VIGIE_AUTHORITY_PERSONS && n->high > VIGIE_AUTHORITY_PERSONS)
    reason = g_strdup_printf (vigie_say_pick (given->lang, "%s persons: the limit of 1,000 lies between; taken as more.",
                                              "%s personnes : la limite de 1 000 est entre les deux ; compté comme plus."), words);
  else if (n->high == 0 && given->records.known && given->records.high > 0)
    reason = g_strdup (vigie_say_pick (given->lang, "No person but records: a contradiction to clear up; taken as more than 1,000.",
                                       "Aucune personne mais des enregistrements : contradiction à lever ; compté comme plus de 1 000."));
  if (reason == NULL)
    return FALSE;
  vigie_breach_settle (rule, VIGIE_BREACH_CHECK, reason);

  return TRUE;
}

VIGIE_RULE (pb_4)
{
  gint64 due_usec = after (given->zero_usec, vigie_breach_span (given, "authority-notice", VIGIE_NOTICE_SPAN_USEC));
  g_autofree char *count = vigie_breach_count_words (given, &given->persons);
  g_autofree char *due = vigie_breach_when_words (given, due_usec);

  rule->done_usec = given->breach->times.authority_sent_usec;
  if (not_a_breach (given, rule) || is_excluded (given, rule))
    return;
  vigie_breach_use (given, rule, given->persons.known ? given->persons.fact : "persons");
  vigie_breach_use (given, rule, "records");
  vigie_breach_due (rule, due_usec);
  if (count_is_open (given, rule))
    return;
  if (given->persons.low > VIGIE_AUTHORITY_PERSONS)
    vigie_breach_settle (rule, VIGIE_BREACH_YES,
                         g_strdup_printf (vigie_say_pick (given->lang, "Company rule (INC-02): %s persons, more than 1,000: tell ARTCI before %s. The limit comes neither from the GDPR nor from an Ivorian text that was found.",
                                                          "Règle interne (INC-02) : %s personnes, plus de 1 000 : prévenir l’ARTCI avant le %s. Ce seuil ne vient ni du RGPD ni d’un texte ivoirien retrouvé."), count, due));
  else
    {
      vigie_breach_due (rule, VIGIE_TIME_NONE);
      vigie_breach_settle (rule, VIGIE_BREACH_NO,
                           g_strdup_printf (vigie_say_pick (given->lang, "%s persons, not more than 1,000: the playbook asks for nothing. The GDPR knows no such limit.",
                                                            "%s personnes, pas plus de 1 000 : le playbook ne demande rien. Le RGPD ne connaît pas ce seuil."), count));
    }
}

static gboolean
has_nobody (const VigieBreachCase *given)
{
  return given->persons.known && given->persons.high == 0 && given->records.known && given->records.high == 0;
}

VIGIE_RULE (pb_5)
{
  gboolean touched = given->touched == VIGIE_DATA_TOUCHED_YES;

  rule->done_usec = given->breach->times.persons_sent_usec;
  if (not_a_breach (given, rule) || is_excluded (given, rule))
    return;
  vigie_breach_use (given, rule, "data_touched");
  if (has_nobody (given))
    {
      vigie_breach_use (given, rule, "persons");
      vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "Nobody is concerned.", "Personne n’est concerné.")));
      return;
    }
  vigie_breach_due (rule, after (given->zero_usec, vigie_breach_span (given, "persons-notice", VIGIE_DAY_USEC)));
  rule->limit_usec = after (given->zero_usec, VIGIE_NOTICE_SPAN_USEC);
  vigie_breach_settle (rule, touched ? VIGIE_BREACH_YES : VIGIE_BREACH_CHECK,
                       g_strdup (touched ? vigie_say_pick (given->lang, "Data compromised: mail to the persons within 24 hours: what happened, which data, what was done, what to do, whom to ask.",
                                                           "Données compromises : message aux personnes sous 24 heures : ce qui s’est passé, quelles données, ce qui a été fait, quoi faire, à qui s’adresser.")
                                         : vigie_say_pick (given->lang, "Not known whether data was compromised: prepare the message until it is excluded.",
                                                           "Compromission inconnue : préparer le message tant qu’elle n’est pas exclue.")));
}

VIGIE_RULE (pb_6)
{
  gboolean major = given->level == VIGIE_LEVEL_P1;

  rule->done_usec = vigie_breach_first_message (given->incident, "press", VIGIE_TIME_NONE, given->now_usec);
  if (!given->is_company_breach && !major)
    {
      vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "Neither a breach nor a major incident.",
                                                                            "Ni violation ni incident majeur.")));
      return;
    }
  vigie_breach_settle (rule, VIGIE_BREACH_YES,
                       g_strdup (vigie_say_pick (given->lang, "Have a press text ready, by Legal and Communications; only the CEO lets it out.",
                                                 "Tenir prêt un texte de presse, par Juridique et Communications ; seul le CEO le libère.")));
}

VIGIE_RULE (pb_7)
{
  rule->done_usec = vigie_breach_first_message (given->incident, "partners", VIGIE_TIME_NONE, given->now_usec);
  if (not_a_breach (given, rule))
    return;
  rule->when = VIGIE_BREACH_WHEN_RESOLVED;
  if (given->resolved_usec != VIGIE_TIME_NONE)
    vigie_breach_due (rule, after (given->resolved_usec, vigie_breach_span (given, "partners-mail", VIGIE_DAY_USEC)));
  vigie_breach_settle (rule, VIGIE_BREACH_YES,
                       g_strdup (vigie_say_pick (given->lang, "A personal mail to partners and investors, after the resolution only.",
                                                 "Un courriel personnel aux partenaires et investisseurs, après la résolution seulement.")));
}

/* The last update on the status page, else the declaration. */
static gint64
last_update (const VigieBreachCase *given)
{
  gint64 since = given->incident->milestones[VIGIE_MILESTONE_DECLARED];

  for (guint i = 0; i < given->incident->messages->len; i++)
    {
      const VigieMessage *message = g_ptr_array_index (given->incident->messages, i);

      if (message->occurred_usec <= given->now_usec && message->occurred_usec >= since && strcmp (message->audience, "users") == 0
          && strcmp (message->channel, "status-page") == 0)
        since = message->occurred_usec;
    }

  return since;
}

VIGIE_RULE (pb_8)
{
  gboolean known = vigie_breach_use (given, rule, "visible_impact");
  gboolean is_grave = given->level == VIGIE_LEVEL_P1 || given->level == VIGIE_LEVEL_P2;

  if (!is_grave || vigie_breach_says (given, "visible_impact", "no") || given->resolved_usec != VIGIE_TIME_NONE)
    {
      vigie_breach_settle (rule, VIGIE_BREACH_NO,
                           g_strdup (given->resolved_usec != VIGIE_TIME_NONE ? vigie_say_pick (given->lang, "Resolved: no more updates.", "Résolu : plus de mise à jour.")
                                                                             : vigie_say_pick (given->lang, "No visible impact at level P1 or P2.", "Aucun impact visible de niveau P1 ou P2.")));
      return;
    }
  vigie_breach_due (rule, after (last_update (given), vigie_breach_span (given, "status-update", 30 * VIGIE_MINUTE_USEC)));
  vigie_breach_settle (rule, known ? VIGIE_BREACH_YES : VIGIE_BREACH_CHECK,
                       g_strdup (known ? vigie_say_pick (given->lang, "Visible to users: status page every 30 minutes, with the message in the application and by SMS.",
                                                         "Visible des utilisateurs : page d’état toutes les 30 minutes, avec le message dans l’application et par SMS.")
                                       : vigie_say_pick (given->lang, "Nobody said whether users notice it: taken as visible. Status page every 30 minutes.",
                                                         "Personne n’a dit si les utilisateurs le voient : compté comme visible. Page d’état toutes les 30 minutes.")));
}

VIGIE_RULE (pb_9)
{
  if (given->resolved_usec != VIGIE_TIME_NONE && (given->level == VIGIE_LEVEL_P1 || given->level == VIGIE_LEVEL_P2))
    vigie_breach_due (rule, after (given->resolved_usec, vigie_breach_span (given, "post-mortem", 48 * VIGIE_HOUR_USEC)));
  else
    rule->when = VIGIE_BREACH_WHEN_NOW;
  vigie_breach_settle (rule, VIGIE_BREACH_YES,
                       g_strdup (vigie_say_pick (given->lang, "Keep the whole file: timeline, data, numbers, measures; the post-mortem within 48 hours of the end.",
                                                 "Tenir le dossier complet : chronologie, données, nombres, mesures ; retour d’expérience sous 48 heures après la fin.")));
}

/* When the loss was first entered above the limit. */
static gint64
loss_entered (const VigieBreachCase *given)
{
  gint64 entered = VIGIE_TIME_NONE;

  for (guint i = 0; i < given->incident->fact_history->len; i++)
    {
      const VigieFact *fact = g_ptr_array_index (given->incident->fact_history, i);
      const char *dash = strchr (fact->value, '-');

      if (strcmp (fact->name, "loss_fcfa") == 0 && fact->state != VIGIE_FACT_UNKNOWN && fact->occurred_usec <= given->now_usec
          && g_ascii_strtod (dash != NULL ? dash + 1 : fact->value, NULL) > 1000000
          && (entered == VIGIE_TIME_NONE || fact->occurred_usec < entered))
        entered = fact->occurred_usec;
    }

  return entered;
}

VIGIE_RULE (pb_10)
{
  VigieBreachCount loss = vigie_breach_count (given, "loss_fcfa");
  g_autofree char *words = vigie_breach_count_words (given, &loss);

  vigie_breach_use (given, rule, "loss_fcfa");
  if (!loss.known)
    {
      vigie_breach_settle (rule, VIGIE_BREACH_CHECK, g_strdup (vigie_say_pick (given->lang, "Loss not known: the CFO is told when it passes 1,000,000 FCFA.",
                                                                               "Perte inconnue : le CFO est prévenu au-delà de 1 000 000 FCFA.")));
      rule->unlowered_holds = FALSE; /* nobody can tell the CFO a sum that nobody has */
      return;
    }
  if (loss.high > 1000000)
    vigie_breach_due (rule, after (loss_entered (given), vigie_breach_span (given, "cfo-notice", 15 * VIGIE_MINUTE_USEC)));
  vigie_breach_settle (rule, loss.low > 1000000 ? VIGIE_BREACH_YES : loss.high > 1000000 ? VIGIE_BREACH_CHECK : VIGIE_BREACH_NO,
                       g_strdup_printf (loss.high > 1000000 ? vigie_say_pick (given->lang, "%s FCFA, over 1,000,000: tell the CFO.", "%s FCFA, plus de 1 000 000 : prévenir le CFO.")
                                                            : vigie_say_pick (given->lang, "%s FCFA, not over 1,000,000.", "%s FCFA, pas plus de 1 000 000."), words));
}
