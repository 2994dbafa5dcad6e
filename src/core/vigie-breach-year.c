/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The summary of a year: what the company has to report on its security measures, by 31 March of the next. Numbers
 * of persons are added as ranges; what nobody counted is named and not guessed. */

#include "vigie-breach-register.h"
#include "vigie-breach-report-private.h"

#include <string.h>

#include "vigie-breach-private.h"
#include "vigie-text.h"

typedef struct { guint n, n_notified, n_told, n_late, n_not_entered, n_open, n_uncounted; gint64 low, high; } Totals;

static void
count_persons (const VigieBreachLine *line, Totals *totals)
{
  const VigieFact *fact = vigie_incident_fact (line->incident, "persons");
  g_auto(GStrv) ends = fact != NULL ? g_strsplit (fact->value, "-", 2) : NULL;
  gint64 low, high;

  if (ends == NULL || !g_ascii_string_to_signed (ends[0], 10, 0, G_MAXINT32, &low, NULL))
    {
      totals->n_uncounted++;
      return;
    }
  high = low;
  if (ends[1] != NULL)
    g_ascii_string_to_signed (ends[1], 10, 0, G_MAXINT32, &high, NULL);
  totals->low += low;
  totals->high += high;
}

static Totals
add_up (GPtrArray *lines)
{
  Totals totals = { 0 };

  for (guint i = 0; i < lines->len; i++)
    {
      const VigieBreachLine *line = g_ptr_array_index (lines, i);

      totals.n++;
      totals.n_notified += line->authority_usec != VIGIE_TIME_NONE;
      totals.n_told += line->persons_usec != VIGIE_TIME_NONE;
      totals.n_late += line->is_late;
      totals.n_not_entered += line->entered_usec == VIGIE_TIME_NONE;
      totals.n_open += line->authority_usec == VIGIE_TIME_NONE && vigie_breach_asks (line->breach, VIGIE_BREACH_AUTHORITY, FALSE);
      count_persons (line, &totals);
    }

  return totals;
}

static void
add_number (VigieBlock *block, const char *label, guint number)
{
  g_autofree char *words = g_strdup_printf ("%u", number);

  vigie_report_add_row (block, label, words, NULL);
}

static void
add_totals (VigieReportPart *part, const Totals *totals, VigieLang lang)
{
  VigieBlock *block = vigie_report_add_block (part, VIGIE_BLOCK_FIELDS, NULL);
  g_autofree char *low = vigie_text_number (totals->low, lang);
  g_autofree char *high = vigie_text_number (totals->high, lang);
  g_autofree char *persons = totals->low < totals->high ? g_strdup_printf ("%s–%s", low, high) : g_strdup (high);

  add_number (block, vigie_say_pick (lang, "Breaches of personal data", "Violations de données personnelles"), totals->n);
  add_number (block, vigie_say_pick (lang, "Notified to the authority", "Notifiées à l’autorité"), totals->n_notified);
  add_number (block, vigie_say_pick (lang, "Notified late, or overdue", "Notifiées en retard, ou échues"), totals->n_late);
  add_number (block, vigie_say_pick (lang, "Still to be notified", "Restant à notifier"), totals->n_open);
  add_number (block, vigie_say_pick (lang, "Persons told", "Personnes informées"), totals->n_told);
  vigie_report_add_row (block, vigie_say_pick (lang, "Persons concerned, as far as counted", "Personnes concernées, autant que comptées"), persons, NULL);
  add_number (block, vigie_say_pick (lang, "Breaches in which nobody counted the persons", "Violations sans comptage des personnes"), totals->n_uncounted);
  add_number (block, vigie_say_pick (lang, "Not yet entered under a number", "Pas encore inscrites sous un numéro"), totals->n_not_entered);
}

static void
add_lines (VigieReportPart *part, GPtrArray *lines, GTimeZone *zone, VigieLang lang)
{
  static const int widths[] = { 16, 14, 26, 12, 32 };
  VigieBlock *table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));

  vigie_report_add_row (table, vigie_say_pick (lang, "Number", "Numéro"), vigie_say_pick (lang, "Aware", "Connaissance"), vigie_say_pick (lang, "Incident and data", "Incident et données"),
                        vigie_say_pick (lang, "Persons", "Personnes"), vigie_say_pick (lang, "Decision", "Décision"), NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      const VigieBreachLine *line = g_ptr_array_index (lines, i);
      g_autofree char *aware = line->aware_usec != VIGIE_TIME_NONE ? vigie_time_format_date (line->aware_usec, zone, lang) : g_strdup ("–");
      g_autofree char *what = *line->data != '\0' ? g_strdup_printf ("%s · %s", line->incident->title, line->data) : g_strdup (line->incident->title);

      vigie_report_add_row (table, *line->number != '\0' ? line->number : line->incident->ref, aware, what, *line->persons != '\0' ? line->persons : "?", line->decision, NULL);
    }
}

static void
add_measures (VigieReportPart *part, GPtrArray *lines, VigieLang lang)
{
  VigieBlock *list = vigie_report_add_block (part, VIGIE_BLOCK_LIST, NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const VigieBreachLine *line = g_ptr_array_index (lines, i);
      const VigieFact *measures = vigie_incident_fact (line->incident, "measures");
      gboolean known = measures != NULL && *measures->value != '\0';
      g_autofree char *words = g_strdup_printf (vigie_say_pick (lang, "%s: %s", "%s : %s"), line->incident->ref,
                                                known ? measures->value : vigie_say_pick (lang, "measures not recorded", "mesures non consignées"));

      vigie_report_add_row (list, words, NULL);
    }
}

VigieReport *
vigie_breach_year_report (GPtrArray *lines, const VigiePlaybook *playbook, int year, const char *author, gint64 now_usec, GTimeZone *given_zone, VigieLang lang)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  GTimeZone *zone = given_zone != NULL ? given_zone : utc;
  Totals totals = add_up (lines);
  g_autofree char *title = g_strdup_printf (vigie_say_pick (lang, "Personal data breaches in %d", "Violations de données personnelles en %d"), year);
  g_autofree char *due = g_strdup_printf (vigie_say_pick (lang, "31 March %d, to ARTCI (law 2013-450, art. 42)", "31 mars %d, à l’ARTCI (loi 2013-450, art. 42)"), year + 1);
  VigieReport *report = vigie_breach_document_new (title, playbook->organisation, author, now_usec, zone, lang);

  vigie_breach_document_field (report->head, vigie_say_pick (lang, "Annual report due", "Rapport annuel dû"), due);
  add_totals (vigie_breach_document_part (report, vigie_say_pick (lang, "Totals", "Totaux")), &totals, lang);
  if (lines->len == 0)
    {
      vigie_report_add_block (vigie_breach_document_part (report, vigie_say_pick (lang, "Breaches", "Violations")), VIGIE_BLOCK_PARAGRAPH,
                              vigie_say_pick (lang, "No breach of personal data was recorded in this year.", "Aucune violation de données personnelles n’a été consignée cette année."));
      return report;
    }
  add_lines (vigie_breach_document_part (report, vigie_say_pick (lang, "Breaches", "Violations")), lines, zone, lang);
  add_measures (vigie_breach_document_part (report, vigie_say_pick (lang, "Security measures", "Mesures de sécurité")), lines, lang);

  return report;
}
