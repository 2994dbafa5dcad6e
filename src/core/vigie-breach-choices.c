/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists are those of the template; their words are ours. An id never changes and never goes away, because records
 * hold it; a list may grow at its end. */

#include "vigie-breach-choices.h"

#include <string.h>

#define LATER { VIGIE_BREACH_CHOICE_LATER, { "to be determined", "à déterminer" } }
#define CANNOT { "cannot-assess", { "cannot be assessed", "ne peut être évalué" } }
#define OTHER { "other", { "other", "autre" } }

static const VigieBreachChoice ownership[] = { { "private", { "private", "privé" } }, { "public", { "public", "public" } } };

static const VigieBreachChoice function[] = {
  { "dpo", { "data protection officer", "délégué à la protection des données" } },
  { "legal", { "legal affairs", "service juridique" } },
  OTHER,
};

static const VigieBreachChoice when[] = {
  { "day", { "on one day", "un jour précis" } },
  { "period", { "over a period that has ended", "pendant une période terminée" } },
  { "ongoing", { "since a date, still going on", "depuis une date, toujours en cours" } },
  { "cannot-tell", { "cannot be determined", "ne peut être déterminé" } },
  LATER,
};

static const VigieBreachChoice estimated[] = { { "exact", { "exact", "exactes" } }, { "estimated", { "estimated", "estimées" } } };

static const VigieBreachChoice found_by[] = {
  { "controller", { "ourselves, the controller", "nous-mêmes, responsable du traitement" } },
  { "processor", { "a processor", "un sous-traitant" } },
  { "person", { "a person concerned", "une personne concernée" } },
  { "external", { "somebody outside", "un tiers extérieur" } },
  { "press", { "the press", "la presse" } },
  OTHER,
};

static const VigieBreachChoice loss[] = {
  { "confidentiality", { "confidentiality", "confidentialité" } },
  { "integrity", { "integrity", "intégrité" } },
  { "availability", { "availability", "disponibilité" } },
};

static const VigieBreachChoice taken_out[] = {
  { "yes", { "taken out", "sorties" } },
  { "likely", { "probably taken out", "probablement sorties" } },
  { "no", { "not taken out, with evidence", "non sorties, preuve à l’appui" } },
  CANNOT,
  LATER,
};

static const VigieBreachChoice unintelligible[] = {
  { "intact", { "yes, the protection is intact", "oui, la protection est intacte" } },
  { "circumvented", { "protected, but probably got round", "protégées, mais sans doute contournées" } },
  { "none", { "no", "non" } },
  CANNOT,
  LATER,
};

static const VigieBreachChoice integrity[] = {
  { "not-misused", { "changed, without wrong use", "modifiées, sans mauvais usage" } },
  { "recoverable", { "wrongly used, can be put right", "mal utilisées, réparable" } },
  { "lost", { "wrongly used, for good", "mal utilisées, irréversible" } },
  LATER,
};

static const VigieBreachChoice availability[] = {
  { "recoverable", { "lost for a time", "perdues un temps" } },
  { "lost", { "lost for good", "perdues définitivement" } },
  { "undetermined", { "for how long is not known", "durée inconnue" } },
  LATER,
};

static const VigieBreachChoice incident[] = {
  { "access-abuse", { "access abused by an employee", "abus d’accès par un employé" } },
  { "ransomware", { "ransomware", "rançongiciel" } },
  { "malware", { "other malware", "autre logiciel malveillant" } },
  { "phishing", { "phishing", "hameçonnage" } },
  { "vulnerability", { "vulnerability exploited", "vulnérabilité exploitée" } },
  { "unauthorised-access", { "unauthorised access", "accès non autorisé" } },
  { "exfiltration", { "data taken out", "exfiltration de données" } },
  { "wrong-person", { "data of the wrong person shown", "données de la mauvaise personne affichées" } },
  { "device-lost", { "device lost or stolen", "appareil perdu ou volé" } },
  { "e-waste", { "device discarded without erasing", "appareil mis au rebut sans effacement" } },
  { "paper-waste", { "paper discarded without destroying", "papier mis au rebut sans destruction" } },
  { "mail-lost", { "mail lost or opened", "courrier perdu ou ouvert" } },
  { "misconfiguration", { "wrong configuration", "erreur de configuration" } },
  { "wrong-rights", { "wrong permissions", "droits d’accès erronés" } },
  { "paper-lost", { "paper lost or stolen", "papier perdu ou volé" } },
  { "deleted", { "data deleted", "données supprimées" } },
  { "wrong-recipient", { "shown to the wrong recipient", "montrées au mauvais destinataire" } },
  { "sent-by-mistake", { "sent by mistake", "envoyées par erreur" } },
  { "open-copy", { "list of recipients left open", "destinataires visibles de tous" } },
  { "malfunction", { "malfunction", "dysfonctionnement" } },
  { "unauthorised-change", { "unauthorised change", "modification non autorisée" } },
  { "published", { "published unintentionally", "publication involontaire" } },
  { "verbal", { "told by word of mouth", "divulgation verbale" } },
  LATER,
  OTHER,
};

static const VigieBreachChoice cause[] = {
  { "internal-malicious", { "inside, malicious", "interne, malveillante" } },
  { "internal-accident", { "inside, not malicious", "interne, non malveillante" } },
  { "external-malicious", { "outside, malicious", "externe, malveillante" } },
  { "external-accident", { "outside, not malicious", "externe, non malveillante" } },
  LATER,
  { "unknown", { "unknown", "inconnue" } },
};

static const VigieBreachChoice persons[] = {
  { "customers", { "customers", "clients" } },
  { "employees", { "employees", "employés" } },
  { "military-police", { "military or police", "militaires ou police" } },
  { "minors", { "minors", "mineurs" } },
  { "patients", { "patients", "patients" } },
  { "students", { "students", "étudiants" } },
  { "subscribers", { "subscribers", "abonnés" } },
  { "users", { "users", "utilisateurs" } },
  { "vulnerable", { "vulnerable persons", "personnes vulnérables" } },
  { "unknown", { "not known", "inconnues" } },
  OTHER,
};

static const VigieBreachChoice number[] = {
  { "exact", { "exact", "exact" } },
  { "about", { "approximate", "approximatif" } },
  { "cannot-tell", { "cannot be determined", "ne peut être déterminé" } },
  LATER,
};

static const VigieBreachChoice data[] = {
  { "basic", { "name and other basic data", "état civil" } },
  { "contact", { "contact details", "coordonnées" } },
  { "biometric", { "biometric", "biométriques" } },
  { "criminal", { "criminal convictions", "condamnations et infractions" } },
  { "political", { "political opinions", "opinions politiques" } },
  { "racial", { "racial or ethnic origin", "origine raciale ou ethnique" } },
  { "religious", { "religion or beliefs", "religion ou convictions" } },
  { "sex-life", { "sex life or orientation", "vie ou orientation sexuelle" } },
  { "union", { "trade union membership", "appartenance syndicale" } },
  { "genetic", { "genetic", "génétiques" } },
  { "health", { "health", "santé" } },
  { "financial", { "economic or financial", "économiques ou financières" } },
  { "work-health", { "health at work", "santé au travail" } },
  { "id-number", { "identification number", "numéro d’identification" } },
  { "location", { "location", "localisation" } },
  { "documents", { "official documents", "documents officiels" } },
  { "payment", { "means of payment", "moyens de paiement" } },
  { "profile", { "profiles", "profils" } },
  { "credentials", { "credentials", "identifiants de connexion" } },
  { "unknown", { "not known", "inconnues" } },
  OTHER,
};

static const VigieBreachChoice before[] = {
  { "pseudonymised", { "pseudonyms", "pseudonymisation" } },
  { "backup", { "backups", "sauvegardes" } },
  { "encryption", { "encryption", "chiffrement" } },
  { "policies", { "policies", "politiques internes" } },
  { "training", { "training", "formation" } },
  { "incident-log", { "log of incidents", "journal des incidents" } },
  { "access-levels", { "levels of access", "niveaux d’accès" } },
  { "logical-access", { "second factor, logical access control", "second facteur, contrôle d’accès logique" } },
  { "audits", { "audits", "audits" } },
  { "physical", { "physical protection", "protection physique" } },
  { "up-to-date", { "systems kept up to date", "systèmes à jour" } },
  OTHER,
};

static const VigieBreachChoice impacts[] = {
  { "control", { "loss of control over their data", "perte de contrôle sur leurs données" } },
  { "rights", { "limited in their rights", "limitation de leurs droits" } },
  { "discrimination", { "discrimination", "discrimination" } },
  { "identity", { "identity theft", "usurpation d’identité" } },
  { "fraud", { "fraud", "fraude" } },
  { "financial", { "financial loss", "perte financière" } },
  { "re-identified", { "pseudonyms undone", "levée de la pseudonymisation" } },
  { "reputation", { "damage to reputation", "atteinte à la réputation" } },
  { "secrecy", { "professional secrecy lost", "perte du secret professionnel" } },
  { "disclosure", { "disclosure", "divulgation" } },
  { "social", { "economic or social disadvantage", "désavantage économique ou social" } },
  { "physical", { "physical or mental harm", "atteinte physique ou morale" } },
  { "property", { "damage to property", "dommage matériel" } },
  LATER,
  OTHER,
};

static const VigieBreachChoice severity[] = {
  { "minor", { "minor", "mineure" } },
  { "moderate", { "moderate", "modérée" } },
  { "severe", { "severe", "sévère" } },
  LATER,
};

static const VigieBreachChoice risk[] = {
  { "high", { "high risk", "risque élevé" } },
  { "risk", { "risk", "risque" } },
  { "unlikely", { "risk unlikely", "risque improbable" } },
  { VIGIE_BREACH_CHOICE_LATER, { "more information is needed", "il faut plus d’informations" } },
};

static const VigieBreachChoice told[] = {
  { "yes", { "yes", "oui" } },
  { "will-be", { "not yet, they will be", "pas encore, elles le seront" } },
  { VIGIE_BREACH_CHOICE_LATER, { "still being examined", "en cours d’examen" } },
  { "no-high-risk", { "no: the risk is not high", "non : le risque n’est pas élevé" } },
  { "excepted", { "no: an exception of article 34(3) holds", "non : une exception de l’article 34(3) s’applique" } },
};

static const VigieBreachChoice exception[] = {
  { "unintelligible", { "34(3)(a): the data are unintelligible", "34(3)(a) : données inintelligibles" } },
  { "later-measures", { "34(3)(b): later measures removed the high risk", "34(3)(b) : des mesures ont écarté le risque élevé" } },
  { "effort", { "34(3)(c): disproportionate effort, public communication instead", "34(3)(c) : effort disproportionné, communication publique à la place" } },
};

static const VigieBreachChoice all_told[] = { { "yes", { "all of them", "toutes" } }, { "no", { "not all", "pas toutes" } }, LATER };

static const VigieBreachChoice means[] = {
  { "individual", { "a message to each", "message à chacun" } },
  { "public", { "public communication", "communication publique" } },
  OTHER,
};

static const VigieBreachChoice attachments[] = {
  { "persons-notice", { "notice to the persons", "message aux personnes" } },
  { "risk-assessment", { "risk assessment", "évaluation du risque" } },
  { "report", { "report of the investigation", "rapport d’enquête" } },
  { "ransom-note", { "ransom note", "demande de rançon" } },
  { "phishing-mail", { "phishing mail", "courriel d’hameçonnage" } },
  { "procedure", { "procedure", "procédure" } },
  { "deletion-policy", { "deletion policy", "politique d’effacement" } },
  { "wrong-recipients", { "message to the wrong recipients", "message aux mauvais destinataires" } },
  { "external", { "message to the public", "message au public" } },
};

#define LIST(list) G_N_ELEMENTS (list), list
#define ONE FALSE
#define MANY TRUE
#define PLAIN FALSE
#define WORDS TRUE

static const VigieBreachChoices table[] = {
  { "f14", ONE, PLAIN, LIST (ownership) },
  { "f22", ONE, WORDS, LIST (function) },
  { "f44", ONE, WORDS, LIST (when) },
  { "f45", ONE, PLAIN, LIST (estimated) },
  { "f50", ONE, WORDS, LIST (found_by) },
  { "f55", MANY, PLAIN, LIST (loss) },
  { "f56", ONE, WORDS, LIST (taken_out) },
  { "f57", ONE, WORDS, LIST (unintelligible) },
  { "f58", ONE, PLAIN, LIST (integrity) },
  { "f59", ONE, PLAIN, LIST (availability) },
  { "f60", MANY, WORDS, LIST (incident) },
  { "f61", ONE, PLAIN, LIST (cause) },
  { "f65", MANY, WORDS, LIST (persons) },
  { "f68", ONE, PLAIN, LIST (number) },
  { "f70", MANY, WORDS, LIST (data) },
  { "f73", ONE, PLAIN, LIST (number) },
  { "f75", MANY, WORDS, LIST (before) },
  { "f85", MANY, WORDS, LIST (impacts) },
  { "f87", ONE, PLAIN, LIST (severity) },
  { "f89", ONE, WORDS, LIST (risk) },
  { "f97", ONE, WORDS, LIST (told) },
  { "f100", ONE, WORDS, LIST (exception) },
  { "f102", ONE, WORDS, LIST (all_told) },
  { "f104", MANY, WORDS, LIST (means) },
  { "f125", MANY, WORDS, LIST (attachments) },
};

/**
 * vigie_breach_choices_of:
 * @field: (nullable): of the notice
 *
 * Returns: (nullable): its list; static
 */
const VigieBreachChoices *
vigie_breach_choices_of (const char *field)
{
  for (gsize i = 0; field != NULL && i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].field, field) == 0)
      return &table[i];

  return NULL;
}

static gboolean
find (const VigieBreachChoices *choices, const char *id, guint *index)
{
  for (*index = 0; *index < choices->n; (*index)++)
    if (strcmp (choices->choices[*index].id, id) == 0)
      return TRUE;

  return FALSE;
}

guint32
vigie_breach_choices_read (const VigieBreachChoices *choices, const char *value, const char **words)
{
  const char *bar = strchr (value, '|');
  g_autofree char *ids = bar != NULL ? g_strndup (value, (gsize) (bar - value)) : g_strdup (value);
  g_auto(GStrv) parts = g_strsplit (ids, ",", -1);
  guint32 chosen = 0;
  guint index;

  g_return_val_if_fail (choices != NULL, 0);

  *words = bar != NULL ? bar + 1 : NULL;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!find (choices, g_strstrip (parts[i]), &index))
        {
          /* Not of the list: somebody wrote a sentence. */
          *words = *value != '\0' ? value : NULL;
          return 0;
        }
      chosen |= 1u << index;
    }
  if (chosen == 0)
    *words = *value != '\0' ? value : NULL;

  return chosen;
}

char *
vigie_breach_choices_write (const VigieBreachChoices *choices, guint32 chosen, const char *words)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *clean = g_strstrip (g_strdup (words != NULL ? words : ""));

  for (guint i = 0; i < choices->n; i++)
    if ((chosen & 1u << i) != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? "," : "", choices->choices[i].id);
  if (*clean != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? "|" : "", clean);

  return g_strdup (out->str);
}

char *
vigie_breach_choices_words (const VigieBreachChoices *choices, const char *value, VigieLang lang)
{
  const char *words;
  guint32 chosen = vigie_breach_choices_read (choices, value, &words);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < choices->n; i++)
    if ((chosen & 1u << i) != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", choices->choices[i].labels[lang]);
  if (words != NULL && *words != '\0')
    g_string_append_printf (out, out->len > 0 ? " (%s)" : "%s", words);

  return g_strdup (out->str);
}

gboolean
vigie_breach_choices_is_later (const VigieBreachChoices *choices, const char *value)
{
  return choices != NULL && strcmp (value, VIGIE_BREACH_CHOICE_LATER) == 0;
}
