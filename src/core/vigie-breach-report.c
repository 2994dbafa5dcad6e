/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The decision on paper: on what it rests, what every rule says, who lowered what. */

#include "vigie-breach-report-private.h"

#include <string.h>

#include "vigie-say.h"
#include "vigie-time.h"

void
vigie_breach_document_field (GPtrArray *fields, const char *label, const char *value)
{
  const char *const row[] = { label, value != NULL ? value : "–", NULL };

  g_ptr_array_add (fields, g_strdupv ((GStrv) row));
}

VigieReport *
vigie_breach_document_new (const char *title, const char *subtitle, const char *author, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  VigieReport *report = g_new0 (VigieReport, 1);
  g_autofree char *time = vigie_time_format_full (now_usec, zone, lang);

  report->lang = lang;
  report->title = g_strdup (title);
  report->subtitle = g_strdup (subtitle);
  report->head = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->foot = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_report_part_free);
  vigie_breach_document_field (report->head, vigie_say_pick (lang, "As of", "Établi le"), time);
  vigie_breach_document_field (report->foot, vigie_say_pick (lang, "Made by", "Établi par"), author);
  vigie_breach_document_field (report->foot, vigie_say_pick (lang, "Reservation", "Réserve"),
                               vigie_say_pick (lang, "Decision aid, not legal advice.", "Aide à la décision, pas un avis juridique."));

  return report;
}

VigieReportPart *
vigie_breach_document_part (VigieReport *report, const char *title)
{
  VigieReportPart *part = vigie_report_part_new ("breach", title);

  part->complete = TRUE;
  g_ptr_array_add (report->parts, part);

  return part;
}

void
vigie_breach_document_times (VigieReportPart *part, const VigieBreach *breach, GTimeZone *zone, VigieLang lang)
{
  const VigieBreachTimes *times = &breach->times;
  const struct { gint64 time_usec; const char *label; } rows[] = {
    { times->start_usec, vigie_say_pick (lang, "Began", "Début") },
    { times->alert_usec, vigie_say_pick (lang, "First alert", "Première alerte") },
    { times->processor_usec, vigie_say_pick (lang, "Processor’s notice received", "Avis du sous-traitant reçu") },
    { times->aware_usec, vigie_say_pick (lang, "Aware", "Connaissance") },
    { times->contained_usec, vigie_say_pick (lang, "Contained", "Contenue") },
    { times->authority_sent_usec, vigie_say_pick (lang, "Authority told", "Autorité prévenue") },
    { times->persons_sent_usec, vigie_say_pick (lang, "Persons told", "Personnes prévenues") },
  };
  VigieBlock *block = vigie_report_add_block (part, VIGIE_BLOCK_FIELDS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *time = rows[i].time_usec != VIGIE_TIME_NONE ? vigie_time_format_full (rows[i].time_usec, zone, lang)
                                                                    : g_strdup (vigie_say_pick (lang, "not known", "inconnu"));

      vigie_report_add_row (block, rows[i].label, time, NULL);
    }
}

static const char *
fact_label (const VigiePlaybook *playbook, const char *name, VigieLang lang)
{
  const VigieFactDef *def = vigie_playbook_fact (playbook, name);

  return def != NULL ? vigie_text_get (&def->label, lang) : name;
}

static char *
labels_of (GPtrArray *names, const VigiePlaybook *playbook, VigieLang lang)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", fact_label (playbook, names->pdata[i], lang));

  return g_string_free (out, FALSE);
}

void
vigie_breach_document_score (VigieReportPart *part, const VigieBreach *breach, const VigiePlaybook *playbook, VigieLang lang)
{
  const VigieBreachScore *score = breach->score;
  g_autofree char *words = NULL;
  g_autofree char *assumed = NULL;
  g_autofree char *note = NULL;

  if (score == NULL)
    return;
  words = g_strdup_printf (vigie_say_pick (lang, "Severity score (ENISA): %d × %.2f + %.2f = %.2f, %s%s. Circumstances: confidentiality %.2f, integrity %.2f, availability %.2f, intent %.2f.",
                                           "Score de gravité (ENISA)\u00a0: %d × %.2f + %.2f = %.2f, %s%s. Circonstances\u00a0: confidentialité %.2f, intégrité %.2f, disponibilité %.2f, intention %.2f."),
                           score->dpc, score->ei, score->cb, score->total, vigie_breach_band_label (score->band, lang),
                           score->borderline ? vigie_say_pick (lang, ", on the limit: ask the DPO", ", à la limite\u00a0: demander au DPO") : "",
                           score->confidentiality, score->integrity, score->availability, score->malicious);
  vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, words);
  if (score->assumed->len == 0)
    return;
  assumed = labels_of (score->assumed, playbook, lang);
  note = g_strdup_printf (vigie_say_pick (lang, "Not known, taken at the worse: %s.", "Inconnu, compté au pire\u00a0: %s."), assumed);
  vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, note);
}

void
vigie_breach_document_facts (VigieReportPart *part, const VigieIncident *incident, const VigiePlaybook *playbook, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  static const int widths[] = { 30, 34, 14, 22 };
  VigieBlock *table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));

  vigie_report_add_row (table, vigie_say_pick (lang, "Fact", "Fait"), vigie_say_pick (lang, "Value", "Valeur"), vigie_say_pick (lang, "State", "État"),
                        vigie_say_pick (lang, "Source", "Source"), NULL);
  for (guint i = 0; i < playbook->facts->len; i++)
    {
      const VigieFactDef *def = g_ptr_array_index (playbook->facts, i);
      const VigieFact *fact = vigie_incident_fact_at (incident, def->name, now_usec);
      g_autofree char *words = NULL;

      if (fact == NULL || (strcmp (def->group, "breach") != 0 && strcmp (def->group, "measures") != 0))
        continue;
      words = *fact->value != '\0' ? vigie_fact_value_words (playbook, def->name, fact->value, zone, lang) : g_strdup ("–");
      vigie_report_add_row (table, vigie_text_get (&def->label, lang), words, vigie_fact_state_label (fact->state, lang), fact->source, NULL);
    }
}

static char *
verdict_words (const VigieBreachRule *rule, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *when = vigie_breach_rule_when (rule, zone, lang);

  return *when != '\0' ? g_strdup_printf ("%s, %s", vigie_breach_verdict_label (rule->verdict, lang), when)
                       : g_strdup (vigie_breach_verdict_label (rule->verdict, lang));
}

static char *
reason_words (const VigieBreachRule *rule, VigieLang lang)
{
  if (rule->lowering == NULL)
    return g_strdup (rule->reason);

  return g_strdup_printf (vigie_say_pick (lang, "%s Lowered from %s by %s: %s", "%s Abaissé depuis %s par %s\u00a0: %s"), rule->reason,
                          vigie_breach_verdict_label (rule->unlowered, lang), rule->lowering->by, rule->lowering->reason);
}

void
vigie_breach_document_rules (VigieReportPart *part, const VigieBreach *breach, GTimeZone *zone, VigieLang lang)
{
  static const int widths[] = { 26, 22, 52 };
  VigieBlock *table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));

  vigie_report_add_row (table, vigie_say_pick (lang, "Rule", "Règle"), vigie_say_pick (lang, "Verdict", "Verdict"), vigie_say_pick (lang, "Reason", "Raison"), NULL);
  for (guint i = 0; i < breach->rules->len; i++)
    {
      const VigieBreachRule *rule = g_ptr_array_index (breach->rules, i);
      g_autofree char *name = g_strdup_printf ("%s · %s (%s)", rule->rule, vigie_breach_rule_title (rule->rule, lang), rule->source);
      g_autofree char *verdict = verdict_words (rule, zone, lang);
      g_autofree char *reason = reason_words (rule, lang);

      vigie_report_add_row (table, name, verdict, reason, NULL);
    }
}

VigieReport *
vigie_breach_decision_report (const VigieBreach *breach, const VigieIncident *incident, const VigiePlaybook *playbook, const char *author, gint64 now_usec, GTimeZone *given_zone, VigieLang lang)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  GTimeZone *zone = given_zone != NULL ? given_zone : utc;
  g_autofree char *title = NULL;
  g_autofree char *version = NULL;
  VigieReport *report;

  g_return_val_if_fail (breach != NULL && incident != NULL && playbook != NULL, NULL);

  title = g_strdup_printf (vigie_say_pick (lang, "Breach decision %s", "Décision sur la violation %s"), incident->ref);
  version = g_strdup_printf ("%s %s", playbook->organisation, playbook->version);
  report = vigie_breach_document_new (title, incident->title, author, now_usec, zone, lang);
  vigie_breach_document_field (report->head, "Playbook", version);
  vigie_breach_document_times (vigie_breach_document_part (report, vigie_say_pick (lang, "Times", "Heures")), breach, zone, lang);
  vigie_breach_document_score (vigie_breach_document_part (report, vigie_say_pick (lang, "Severity", "Gravité")), breach, playbook, lang);
  vigie_breach_document_facts (vigie_breach_document_part (report, vigie_say_pick (lang, "Facts", "Faits")), incident, playbook, now_usec, zone, lang);
  vigie_breach_document_rules (vigie_breach_document_part (report, vigie_say_pick (lang, "Rules", "Règles")), breach, zone, lang);

  return report;
}
