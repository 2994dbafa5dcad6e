/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The GDPR towards the persons: article 34, G-6, and what lifts it, G-7 to G-9. */

#include "vigie-breach-private.h"

#include <string.h>

static gboolean
is_high (const VigieBreachCase *given)
{
  return given->judged == VIGIE_RISK_HIGH || (given->judged == VIGIE_RISK_NOT_JUDGED && given->presumed_high);
}

/* A person judged that the risk is not high; "unlikely" counts with its reason. */
static gboolean
is_not_high (const VigieBreachCase *given)
{
  return given->judged == VIGIE_RISK_SOME || vigie_breach_risk_is_excluded (given);
}

static gboolean
lifted_by (const VigieBreachCase *given, const char *rule)
{
  return vigie_breach_rule (given->breach, rule)->unlowered_holds;
}

static const char *
lifting_rule (const VigieBreachCase *given)
{
  static const char *const rules[] = { "G-7", "G-8", "G-9", NULL };

  for (guint i = 0; rules[i] != NULL; i++)
    {
      const VigieBreachRule *rule = vigie_breach_rule (given->breach, rules[i]);

      if (rule->unlowered == VIGIE_BREACH_YES)
        return rules[i];
    }

  return NULL;
}

/* Judged after G-7 to G-9, whose verdicts it needs. */
VIGIE_RULE (g_6)
{
  const char *lifted = lifting_rule (given);

  rule->done_usec = given->breach->times.persons_sent_usec;
  if (!vigie_breach_gdpr_applies (given, rule))
    return;
  vigie_breach_use (given, rule, "risk");
  if (vigie_breach_says (given, "we_are_processor", "yes"))
    vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "We are the processor: the controller tells the persons.", "Nous sommes sous-traitant : le responsable informe les personnes.")));
  else if (is_not_high (given))
    vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "The risk was judged not to be high.", "Le risque a été jugé non élevé.")));
  else if (lifted != NULL)
    vigie_breach_settle (rule, VIGIE_BREACH_NO,
                         g_strdup_printf (lifted_by (given, "G-9") ? vigie_say_pick (given->lang, "A public communication takes its place (%s).", "Une communication publique la remplace (%s).")
                                                                   : vigie_say_pick (given->lang, "Not required: see %s.", "Non exigée : voir %s."), lifted));
  else
    {
      rule->when = VIGIE_BREACH_WHEN_SOON;
      if (!is_high (given))
        vigie_breach_settle (rule, VIGIE_BREACH_CHECK, g_strdup (vigie_say_pick (given->lang, "Due if the risk is high, and nobody has judged it: prepare the message.",
                                                                                 "Due si le risque est élevé, et personne ne l’a jugé : préparer le message.")));
      else
        vigie_breach_settle (rule, VIGIE_BREACH_YES,
                             given->judged == VIGIE_RISK_HIGH
                               ? g_strdup (vigie_say_pick (given->lang, "High risk: tell each person, in plain words: consequences, contact, measures, advice.",
                                                           "Risque élevé : informer chaque personne, en mots simples : conséquences, contact, mesures, conseils."))
                               : g_strdup_printf (vigie_say_pick (given->lang, "High risk presumed, since %s: tell each person, or judge otherwise with a reason.",
                                                                  "Risque élevé présumé, car %s : informer chaque personne, ou juger autrement avec une raison."), given->presumed_why));
    }
}

/* Nothing to be lifted. */
static gboolean
is_moot (const VigieBreachCase *given, VigieBreachRule *rule)
{
  if (!vigie_breach_gdpr_applies (given, rule))
    return TRUE;
  vigie_breach_use (given, rule, "risk");
  if (!is_not_high (given))
    return FALSE;
  vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "Not needed: the risk is not high.", "Sans objet : le risque n’est pas élevé.")));

  return TRUE;
}

static gboolean
lost_more_than_secrecy (const VigieBreachCase *given)
{
  return vigie_breach_says (given, "breach_kind", "integrity") || vigie_breach_says (given, "breach_kind", "availability");
}

VIGIE_RULE (g_7)
{
  const VigieFact *protection = vigie_breach_fact (given, "protection");

  if (is_moot (given, rule))
    return;
  vigie_breach_use (given, rule, "protection");
  vigie_breach_use (given, rule, "breach_kind");
  if (protection != NULL && strcmp (protection->value, "intact") != 0)
    vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "The data can be read: nothing is lifted.", "Les données sont lisibles : rien n’est levé.")));
  else if (protection != NULL && lost_more_than_secrecy (given))
    vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "Encryption does not make up for lost availability or integrity.",
                                                                          "Le chiffrement ne répare pas une perte de disponibilité ou d’intégrité.")));
  else if (protection == NULL || vigie_breach_fact (given, "breach_kind") == NULL)
    vigie_breach_settle (rule, VIGIE_BREACH_CHECK, g_strdup (vigie_say_pick (given->lang, "Whether the data stays unreadable, and nothing else was lost, is not known: no exemption.",
                                                                             "On ne sait pas si les données restent illisibles et si rien d’autre n’est perdu : pas de dispense.")));
  else if (protection->state != VIGIE_FACT_CONFIRMED && !vigie_breach_has_source (protection))
    vigie_breach_settle (rule, VIGIE_BREACH_CHECK, g_strdup (vigie_say_pick (given->lang, "Protection said to be intact, without evidence that the key is safe: no exemption.",
                                                                             "Protection dite intacte, sans preuve que la clé est sûre : pas de dispense.")));
  else
    vigie_breach_settle (rule, VIGIE_BREACH_YES,
                         g_strdup_printf (vigie_say_pick (given->lang, "Encryption intact, key safe (%s): telling each person is not required (34 (3) (a)). It does not cover lost availability.",
                                                          "Chiffrement intact, clé sûre (%s) : information individuelle non exigée (34 (3) (a)). Ne couvre pas la perte de disponibilité."),
                                          vigie_breach_has_source (protection) ? protection->source : vigie_say_pick (given->lang, "confirmed", "confirmé")));
}

VIGIE_RULE (g_8)
{
  const VigieFact *measures = vigie_breach_fact (given, "later_measures");

  if (is_moot (given, rule))
    return;
  vigie_breach_use (given, rule, "later_measures");
  if (measures == NULL)
    vigie_breach_settle (rule, VIGIE_BREACH_CHECK, g_strdup (vigie_say_pick (given->lang, "Nobody said whether later measures removed the high risk: no exemption.",
                                                                             "Personne n’a dit si des mesures ont écarté le risque élevé : pas de dispense.")));
  else if (strcmp (measures->value, "yes") != 0)
    vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "No later measure removed the high risk.", "Aucune mesure n’a écarté le risque élevé.")));
  else if (!vigie_breach_has_source (measures))
    vigie_breach_settle (rule, VIGIE_BREACH_CHECK, g_strdup (vigie_say_pick (given->lang, "Measures said to have removed the risk, without evidence: no exemption.",
                                                                             "Risque dit écarté par des mesures, sans preuve : pas de dispense.")));
  else
    vigie_breach_settle (rule, VIGIE_BREACH_YES, g_strdup_printf (vigie_say_pick (given->lang, "Later measures removed the high risk (%s): telling each person is not required (34 (3) (b)).",
                                                                                  "Des mesures ont écarté le risque élevé (%s) : information individuelle non exigée (34 (3) (b))."), measures->source));
}

VIGIE_RULE (g_9)
{
  gboolean known;

  if (is_moot (given, rule))
    return;
  known = vigie_breach_use (given, rule, "contacts_usable");
  if (vigie_breach_says (given, "contacts_usable", "no"))
    {
      rule->when = VIGIE_BREACH_WHEN_SOON;
      vigie_breach_settle (rule, is_high (given) ? VIGIE_BREACH_YES : VIGIE_BREACH_CHECK,
                           g_strdup (vigie_say_pick (given->lang, "The persons cannot be reached one by one: a public communication, as effective, in its place (34 (3) (c)).",
                                                     "Personnes non joignables une à une : une communication publique aussi efficace à la place (34 (3) (c)).")));
      return;
    }
  vigie_breach_settle (rule, known ? VIGIE_BREACH_NO : VIGIE_BREACH_CHECK,
                       g_strdup (known ? vigie_say_pick (given->lang, "The persons can be reached one by one.", "Les personnes sont joignables une à une.")
                                       : vigie_say_pick (given->lang, "Not known whether the persons can be reached: try one by one.", "On ne sait pas si les personnes sont joignables : essayer une à une.")));
  rule->unlowered_holds = FALSE;
}
