/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The GDPR towards the authority and the register: G-0 to G-5, G-10, G-11. It binds the company by law or because
 * its playbook adopts it; `gdpr_basis` says which. There is no limit of numbers in it. The 72 hours run without a
 * break, at night and on Sundays: no rule that would lengthen them is used. */

#include "vigie-breach-private.h"

#include <string.h>

static gboolean
is_processor (const VigieBreachCase *given)
{
  return vigie_breach_says (given, "we_are_processor", "yes");
}

/* Settles @rule and says FALSE where there is nothing to judge. */
gboolean
vigie_breach_gdpr_applies (const VigieBreachCase *given, VigieBreachRule *rule)
{
  const VigieFact *basis = vigie_incident_fact_at (given->incident, "gdpr_basis", given->now_usec);
  const char *why = NULL;

  if (basis != NULL)
    vigie_breach_use (given, rule, "gdpr_basis");
  if (vigie_breach_says (given, "gdpr_basis", "no"))
    why = vigie_say_pick (given->lang, "The GDPR is not applied in this case.", "Le RGPD n’est pas appliqué dans ce cas.");
  else if (!given->breach->is_breach && given->incident->answers.data != VIGIE_DATA_POTENTIAL)
    why = vigie_say_pick (given->lang, "No sign of a breach of personal data.", "Aucun signe de violation de données personnelles.");
  else if (given->breach->is_excluded)
    why = vigie_say_pick (given->lang, "Proved: no personal data was touched.", "Prouvé : aucune donnée personnelle touchée.");
  if (why != NULL)
    {
      if (given->breach->is_excluded)
        vigie_breach_use (given, rule, "data_untouched");
      vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (why));
      return FALSE;
    }
  if (given->breach->is_breach)
    return TRUE;
  vigie_breach_settle (rule, VIGIE_BREACH_CHECK,
                       g_strdup (vigie_say_pick (given->lang, "Personal data may be concerned: look briefly, at once. The 72 hours begin with reasonable certainty.",
                                                 "Des données personnelles sont peut-être concernées : chercher brièvement, tout de suite. Les 72 heures partent de la certitude raisonnable.")));
  rule->unlowered_holds = FALSE;

  return FALSE;
}

gboolean
vigie_breach_risk_is_excluded (const VigieBreachCase *given)
{
  return given->judged == VIGIE_RISK_UNLIKELY && given->risk_has_reason;
}

/* "applied by company policy" */
static const char *
basis_words (const VigieBreachCase *given)
{
  if (vigie_breach_says (given, "gdpr_basis", "law"))
    return vigie_say_pick (given->lang, "The GDPR applies by law.", "Le RGPD s’applique par la loi.");
  if (strcmp (given->breach->gdpr_basis, "unknown") == 0)
    return vigie_say_pick (given->lang, "Whether the GDPR applies is unknown: applied until it is settled.", "Application du RGPD inconnue : appliqué jusqu’à ce que ce soit établi.");

  return vigie_say_pick (given->lang, "The GDPR is applied by company policy.", "Le RGPD est appliqué par politique interne.");
}

VIGIE_RULE (g_0)
{
  if (!given->breach->is_breach)
    {
      gboolean is_none = given->incident->answers.data == VIGIE_DATA_NONE;

      vigie_breach_settle (rule, is_none ? VIGIE_BREACH_YES : VIGIE_BREACH_CHECK,
                           g_strdup (is_none ? vigie_say_pick (given->lang, "No data at risk: an incident, not a breach.", "Aucune donnée en danger : un incident, pas une violation.")
                                             : vigie_say_pick (given->lang, "No sign of personal data so far, and nobody has excluded it.",
                                                               "Aucun signe de données personnelles à ce stade, et personne ne l’a exclu.")));
      return;
    }
  vigie_breach_use (given, rule, "data_touched");
  vigie_breach_use (given, rule, "data_untouched");
  if (given->touched == VIGIE_DATA_TOUCHED_NO)
    vigie_breach_settle (rule, VIGIE_BREACH_YES, g_strdup_printf (vigie_say_pick (given->lang, "Proved that no personal data is concerned (%s): log the incident.",
                                                                                  "Prouvé qu’aucune donnée personnelle n’est concernée (%s) : consigner l’incident."),
                                                                  vigie_breach_fact (given, "data_untouched")->source));
  else if (given->touched == VIGIE_DATA_TOUCHED_YES)
    vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "Personal data is concerned.", "Des données personnelles sont concernées.")));
  else
    vigie_breach_settle (rule, VIGIE_BREACH_CHECK, g_strdup (vigie_say_pick (given->lang, "Not proved that no personal data is concerned: taken as concerned. Proof is a confirmed fact with its evidence.",
                                                                             "Pas prouvé qu’aucune donnée personnelle n’est concernée : comptée comme concernée. La preuve est un fait confirmé avec sa source.")));
}

VIGIE_RULE (g_1)
{
  const GPtrArray *entries = given->incident->breach_entries;
  const VigieBreachEntry *first = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;

  if (first != NULL && first->occurred_usec <= given->now_usec)
    rule->done_usec = first->occurred_usec;
  if (!vigie_breach_gdpr_applies (given, rule))
    return;
  rule->when = VIGIE_BREACH_WHEN_NOW;
  vigie_breach_settle (rule, VIGIE_BREACH_YES, g_strdup (vigie_say_pick (given->lang, "Every breach is entered in the register: facts, effects, measures; those not notified too.",
                                                                         "Toute violation entre au registre : faits, effets, mesures ; même sans notification.")));
}

VIGIE_RULE (g_2)
{
  const VigieFact *risk = vigie_breach_fact (given, "risk");

  if (!vigie_breach_gdpr_applies (given, rule))
    return;
  vigie_breach_use (given, rule, "risk");
  if (vigie_breach_risk_is_excluded (given))
    vigie_breach_settle (rule, VIGIE_BREACH_YES,
                         g_strdup_printf (vigie_say_pick (given->lang, "No notice: risk unlikely because %s. Judged by %s; kept in the register (art. 33 (5)).",
                                                          "Pas de notification : risque improbable parce que %s. Jugé par %s ; gardé au registre (art. 33 (5))."),
                                          vigie_breach_has_source (risk) ? risk->source : vigie_say_pick (given->lang, "of the recorded assessment", "c’est l’évaluation consignée"), risk->author));
  else if (given->judged == VIGIE_RISK_UNLIKELY)
    vigie_breach_settle (rule, VIGIE_BREACH_CHECK, g_strdup (vigie_say_pick (given->lang, "Risk said to be unlikely, without a written reason: write it, or the notice is due.",
                                                                             "Risque dit improbable sans raison écrite : l’écrire, sinon la notification est due.")));
  else if (given->judged == VIGIE_RISK_NOT_JUDGED)
    vigie_breach_settle (rule, VIGIE_BREACH_CHECK, g_strdup (vigie_say_pick (given->lang, "Nobody has judged the risk: no exemption.", "Personne n’a jugé le risque : pas de dispense.")));
  else
    vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "There is a risk: no exemption.", "Il y a un risque : pas de dispense.")));
}

static char *
why_notify (const VigieBreachCase *given, gboolean certain)
{
  g_autofree char *due = vigie_breach_when_words (given, given->breach->times.aware_usec + VIGIE_NOTICE_SPAN_USEC);
  const char *basis = basis_words (given);

  if (given->judged == VIGIE_RISK_UNLIKELY)
    return g_strdup_printf (vigie_say_pick (given->lang, "Risk said to be unlikely, without a written reason: in doubt, notify before %s. %s",
                                            "Risque dit improbable sans raison écrite : en cas de doute, notifier avant le %s. %s"), due, basis);
  if (!certain)
    return g_strdup_printf (vigie_say_pick (given->lang, "Risk not judged: in doubt, notify before %s. %s",
                                            "Risque non jugé : en cas de doute, notifier avant le %s. %s"), due, basis);

  return g_strdup_printf (given->judged == VIGIE_RISK_NOT_JUDGED
                            ? vigie_say_pick (given->lang, "The severity score shows a risk: notify before %s, however few the persons. %s",
                                              "Le score de gravité montre un risque : notifier avant le %s, si peu de personnes que ce soit. %s")
                            : vigie_say_pick (given->lang, "There is a risk for the persons: notify before %s, however few they are. %s",
                                              "Il y a un risque pour les personnes : notifier avant le %s, si peu qu’elles soient. %s"), due, basis);
}

VIGIE_RULE (g_3)
{
  const VigieBreachScore *score = given->breach->score;
  gboolean certain = given->judged == VIGIE_RISK_SOME || given->judged == VIGIE_RISK_HIGH
                     || (given->judged == VIGIE_RISK_NOT_JUDGED && (given->presumed_high || (score != NULL && score->at_least >= 2)));
  gboolean basis_is_open = strcmp (given->breach->gdpr_basis, "unknown") == 0;

  rule->done_usec = given->breach->times.authority_sent_usec;
  if (!vigie_breach_gdpr_applies (given, rule))
    return;
  vigie_breach_use (given, rule, "risk");
  if (*given->breach->times.aware_from != '\0')
    vigie_breach_use (given, rule, given->breach->times.aware_from);
  else
    vigie_breach_use (given, rule, "aware_at");
  if (is_processor (given) || vigie_breach_risk_is_excluded (given))
    {
      vigie_breach_settle (rule, VIGIE_BREACH_NO,
                           g_strdup (is_processor (given) ? vigie_say_pick (given->lang, "We are the processor: the controller notifies (G-10).", "Nous sommes sous-traitant : le responsable notifie (G-10).")
                                                          : vigie_say_pick (given->lang, "Risk unlikely, with a written reason (G-2).", "Risque improbable, avec une raison écrite (G-2).")));
      return;
    }
  vigie_breach_due (rule, given->breach->times.aware_usec != VIGIE_TIME_NONE ? given->breach->times.aware_usec + VIGIE_NOTICE_SPAN_USEC : VIGIE_TIME_NONE);
  vigie_breach_settle (rule, certain && !basis_is_open ? VIGIE_BREACH_YES : VIGIE_BREACH_CHECK, why_notify (given, certain));
}

/* What article 33 (3) wants said. */
static const char *const notice_facts[] = { "breach_kind", "data_touched", "persons", "records", "risk", "measures", NULL };

static char *
labels_of (const VigieBreachCase *given, GPtrArray *names)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const VigieFactDef *def = vigie_playbook_fact (given->playbook, names->pdata[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", def != NULL ? vigie_text_get (&def->label, given->lang) : (const char *) names->pdata[i]);
    }

  return g_string_free (out, FALSE);
}

VIGIE_RULE (g_4)
{
  const VigieBreachRule *notice = vigie_breach_rule (given->breach, "G-3");
  g_autofree char *labels = NULL;

  if (!vigie_breach_gdpr_applies (given, rule))
    return;
  if (!notice->unlowered_holds)
    {
      vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "No notice to the authority is due.", "Aucune notification à l’autorité n’est due.")));
      return;
    }
  for (guint i = 0; notice_facts[i] != NULL; i++)
    vigie_breach_use (given, rule, notice_facts[i]);
  vigie_breach_due (rule, notice->due_usec);
  labels = labels_of (given, rule->missing);
  if (rule->missing->len == 0)
    vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (vigie_say_pick (given->lang, "Nothing that the notice must say is missing.", "Rien de ce que l’avis doit dire ne manque.")));
  else
    vigie_breach_settle (rule, VIGIE_BREACH_YES, g_strdup_printf (vigie_say_pick (given->lang, "%u facts unknown, which an incomplete notice may leave open: %s. Send it in time and say what follows.",
                                                                                  "%u faits inconnus, permis dans une notification incomplète : %s. L’envoyer à temps et dire ce qui suivra."), rule->missing->len, labels));
}

VIGIE_RULE (g_5)
{
  const VigieBreachRule *notice = vigie_breach_rule (given->breach, "G-3");
  gint64 sent = given->breach->times.authority_sent_usec;
  gint64 when = sent != VIGIE_TIME_NONE ? sent : given->now_usec;
  gboolean is_late;

  if (!vigie_breach_gdpr_applies (given, rule))
    return;
  is_late = notice->unlowered_holds && notice->due_usec != VIGIE_TIME_NONE && when > notice->due_usec;
  if (*given->breach->times.aware_from != '\0')
    vigie_breach_use (given, rule, given->breach->times.aware_from);
  vigie_breach_settle (rule, is_late ? VIGIE_BREACH_YES : VIGIE_BREACH_NO,
                       g_strdup (!is_late               ? vigie_say_pick (given->lang, "Not later than 72 hours.", "Pas plus tard que 72 heures.")
                                 : sent != VIGIE_TIME_NONE ? vigie_say_pick (given->lang, "Sent after the 72 hours: the reasons for the delay go with it.", "Envoyée après les 72 heures : les motifs du retard l’accompagnent.")
                                                           : vigie_say_pick (given->lang, "The 72 hours are over: the reasons for the delay must go with the notice.", "Les 72 heures sont passées : les motifs du retard doivent accompagner l’avis.")));
}

VIGIE_RULE (g_10)
{
  gboolean known = vigie_breach_use (given, rule, "we_are_processor");

  if (!vigie_breach_gdpr_applies (given, rule))
    return;
  if (is_processor (given))
    {
      rule->when = VIGIE_BREACH_WHEN_SOON;
      vigie_breach_settle (rule, VIGIE_BREACH_YES, g_strdup (vigie_say_pick (given->lang, "We process for others: tell the controller, and leave the risk to be judged there.",
                                                                             "Nous traitons pour d’autres : prévenir le responsable de traitement, qui juge du risque.")));
      return;
    }
  vigie_breach_settle (rule, known ? VIGIE_BREACH_NO : VIGIE_BREACH_CHECK,
                       g_strdup (known ? vigie_say_pick (given->lang, "We are the controller.", "Nous sommes responsable de traitement.")
                                       : vigie_say_pick (given->lang, "Nobody said whether the data is another controller’s: taken as ours.", "Personne n’a dit si les données relèvent d’un autre responsable : comptées comme nôtres.")));
  rule->unlowered_holds = FALSE;
}

/* Facts that change what the authority was told. */
static gint64
changed_since (const VigieBreachCase *given, gint64 sent_usec, const char **name)
{
  static const char *const watched[] = { "persons", "records", "data_touched", "data_untouched", "data_unknown", "breach_kind", "exfiltrated",
                                         "protection", "risk", "recipients", "integrity", "availability", "malicious", "aware_at", "contained_at", NULL };
  gint64 last = VIGIE_TIME_NONE;

  for (guint i = 0; watched[i] != NULL; i++)
    {
      const VigieFact *now = vigie_incident_fact_at (given->incident, watched[i], given->now_usec);
      const VigieFact *then = vigie_incident_fact_at (given->incident, watched[i], sent_usec);

      if (now == NULL || now->occurred_usec <= sent_usec || (then != NULL && strcmp (then->value, now->value) == 0 && then->state == now->state))
        continue;
      last = MAX (last, now->occurred_usec);
      *name = watched[i];
    }

  return last;
}

VIGIE_RULE (g_11)
{
  gint64 sent = given->breach->times.authority_sent_usec;
  gint64 complement = VIGIE_TIME_NONE;
  const char *name = NULL;
  gint64 changed = sent != VIGIE_TIME_NONE ? changed_since (given, sent, &name) : VIGIE_TIME_NONE;

  if (!vigie_breach_gdpr_applies (given, rule))
    return;
  if (changed == VIGIE_TIME_NONE)
    {
      vigie_breach_settle (rule, VIGIE_BREACH_NO, g_strdup (sent != VIGIE_TIME_NONE ? vigie_say_pick (given->lang, "Nothing has changed since the notice.", "Rien n’a changé depuis l’avis.")
                                                                                     : vigie_say_pick (given->lang, "No notice has been sent yet.", "Aucun avis n’est encore parti.")));
      return;
    }
  vigie_breach_use (given, rule, name);
  complement = vigie_breach_first_message (given->incident, "authority", changed, given->now_usec);
  rule->done_usec = complement;
  rule->when = VIGIE_BREACH_WHEN_SOON;
  vigie_breach_settle (rule, complement != VIGIE_TIME_NONE ? VIGIE_BREACH_NO : VIGIE_BREACH_YES,
                       g_strdup (complement != VIGIE_TIME_NONE ? vigie_say_pick (given->lang, "A complement was sent after the last change.", "Un complément est parti après le dernier changement.")
                                                               : vigie_say_pick (given->lang, "Facts have changed since the notice: send a complement (was, now, why), and judge all rules anew.",
                                                                                 "Des faits ont changé depuis l’avis : envoyer un complément (avant, maintenant, pourquoi) et rejuger toutes les règles.")));
}
