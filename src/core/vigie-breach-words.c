/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words of the breach rules: stable ones for programs, labels and titles for people. */

#include "vigie-breach-private.h"

#include <string.h>

static const char *const basis_words[VIGIE_N_BREACH_BASES] = { "playbook", "gdpr", "ivorian-law" };
static const char *const verdict_words[] = { "no", "check", "yes" };
static const char *const verdict_labels[][2] = { { "NO", "NON" }, { "TO CHECK", "À VÉRIFIER" }, { "YES", "OUI" } };
static const char *const band_words[] = { "low", "medium", "high", "very-high" };
static const char *const band_labels[][2] = { { "low", "faible" }, { "medium", "moyenne" }, { "high", "élevée" }, { "very high", "très élevée" } };

static const struct { const char *rule, *titles[2]; } titles[] = {
  { "PB-1", { "Level P1 and war room", "Niveau P1 et cellule de crise" } },
  { "PB-2", { "Alert management, Legal, Security, DPO", "Alerter direction, Juridique, Sécurité, DPO" } },
  { "PB-3", { "Assess the legal duties", "Évaluer les obligations légales" } },
  { "PB-4", { "Tell ARTCI", "Prévenir l’ARTCI" } },
  { "PB-5", { "Write to the persons concerned", "Écrire aux personnes concernées" } },
  { "PB-6", { "Prepare a text for the press", "Préparer un texte pour la presse" } },
  { "PB-7", { "Write to partners and investors", "Écrire aux partenaires et investisseurs" } },
  { "PB-8", { "Keep users informed", "Tenir les utilisateurs informés" } },
  { "PB-9", { "Keep the file and the register", "Tenir le dossier et le registre" } },
  { "PB-10", { "Tell the CFO", "Prévenir le CFO" } },
  { "G-0", { "Exemption: no personal data", "Exclusion : aucune donnée personnelle" } },
  { "G-1", { "Enter it in the register", "Inscrire au registre" } },
  { "G-2", { "Exemption: risk unlikely", "Dispense : risque improbable" } },
  { "G-3", { "Notify the authority", "Notifier l’autorité" } },
  { "G-4", { "Send an incomplete notice in time", "Envoyer à temps un avis incomplet" } },
  { "G-5", { "Give the reasons for the delay", "Donner les motifs du retard" } },
  { "G-6", { "Tell each person concerned", "Informer chaque personne concernée" } },
  { "G-7", { "Exemption: data unreadable", "Dispense : données illisibles" } },
  { "G-8", { "Exemption: high risk removed", "Dispense : risque élevé écarté" } },
  { "G-9", { "Public communication instead", "Communication publique à la place" } },
  { "G-10", { "Tell the controller", "Prévenir le responsable de traitement" } },
  { "G-11", { "Send a complement", "Envoyer un complément" } },
  { "CI-1", { "Keep proof, report to ARTCI", "Garder les preuves, rapport à l’ARTCI" } },
  { "CI-2", { "Legal duty to notify", "Obligation légale de notifier" } },
  { "CI-3", { "ANSSI-CI, police, operators", "ANSSI-CI, police, opérateurs" } },
};

const char *
vigie_breach_basis_to_word (VigieBreachBasis basis)
{
  g_return_val_if_fail (basis < VIGIE_N_BREACH_BASES, NULL);

  return basis_words[basis];
}

const char *
vigie_breach_verdict_to_word (VigieBreachVerdict verdict)
{
  g_return_val_if_fail (verdict <= VIGIE_BREACH_YES, NULL);

  return verdict_words[verdict];
}

gboolean
vigie_breach_verdict_from_word (const char *word, VigieBreachVerdict *out)
{
  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (verdict_words); i++)
    {
      if (strcmp (verdict_words[i], word) == 0)
        {
          *out = (VigieBreachVerdict) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
vigie_breach_verdict_label (VigieBreachVerdict verdict, VigieLang lang)
{
  g_return_val_if_fail (verdict <= VIGIE_BREACH_YES, NULL);

  return verdict_labels[verdict][lang];
}

const char *
vigie_breach_band_to_word (VigieBreachBand band)
{
  g_return_val_if_fail (band <= VIGIE_BAND_VERY_HIGH, NULL);

  return band_words[band];
}

const char *
vigie_breach_band_label (VigieBreachBand band, VigieLang lang)
{
  g_return_val_if_fail (band <= VIGIE_BAND_VERY_HIGH, NULL);

  return band_labels[band][lang];
}

const char *
vigie_breach_rule_title (const char *rule, VigieLang lang)
{
  for (gsize i = 0; rule != NULL && i < G_N_ELEMENTS (titles); i++)
    {
      if (strcmp (titles[i].rule, rule) == 0)
        return titles[i].titles[lang];
    }

  return "";
}

/**
 * vigie_breach_rule_when:
 * @rule: a rule
 * @zone: (nullable): %NULL for UTC
 * @lang: a language
 *
 * Returns: (transfer full): until when it is to be done, in words; "" where there is nothing to do
 */
char *
vigie_breach_rule_when (const VigieBreachRule *rule, GTimeZone *zone, VigieLang lang)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *due = NULL;

  g_return_val_if_fail (rule != NULL, NULL);

  if (rule->verdict == VIGIE_BREACH_NO)
    return g_strdup ("");
  switch (rule->when)
    {
    case VIGIE_BREACH_WHEN_DUE:
      due = vigie_time_format_full (rule->due_usec, zone != NULL ? zone : utc, lang);
      return g_strdup_printf (vigie_say_pick (lang, "before %s", "avant le %s"), due);
    case VIGIE_BREACH_WHEN_NOW:
      return g_strdup (vigie_say_pick (lang, "now", "dès maintenant"));
    case VIGIE_BREACH_WHEN_SOON:
      return g_strdup (vigie_say_pick (lang, "without undue delay", "sans délai indu"));
    case VIGIE_BREACH_WHEN_RESOLVED:
      return g_strdup (vigie_say_pick (lang, "after the resolution", "après la résolution"));
    case VIGIE_BREACH_WHEN_NONE:
    default:
      return g_strdup (rule->basis == VIGIE_BREACH_IVORIAN_LAW ? vigie_say_pick (lang, "no time limit found", "délai non trouvé") : "");
    }
}
