/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each part of the report on the indicators says. No figure is worked out here: all come from
 * vigie_metrics_of(), and beside each mean stands how many incidents it is made of. */

#include "vigie-metrics-report.h"

#include <math.h>
#include <string.h>

#include "vigie-cause.h"
#include "vigie-report-private.h"
#include "vigie-time.h"

#define NBSP "\302\240"
#define MAX_MISSING 200
#define MAX_CAUSES 20

typedef struct
{
  GPtrArray *all;
  const VigieMetricsCut *cut;
  const VigiePlaybook *playbook;
  VigieLang lang;
  GTimeZone *zone;
  gint64 now_usec;
  VigieMetrics metrics;
} Build;

static const char *pick (const Build *build, const char *english, const char *french) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

static const char *
pick (const Build *build, const char *english, const char *french)
{
  return build->lang == VIGIE_LANG_FR ? french : english;
}

/* ---- Words ---- */

char *
vigie_metrics_span_words (gint64 span_usec, VigieLang lang)
{
  return span_usec != VIGIE_TIME_NONE ? vigie_duration_format (span_usec, lang) : g_strdup ("–");
}

char *
vigie_metrics_share_words (double share, VigieLang lang)
{
  return g_strdup_printf (lang == VIGIE_LANG_FR ? "%.0f" NBSP "%%" : "%.0f%%", share * 100);
}

char *
vigie_metrics_period_words (const VigieMetricsCut *cut, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *from = cut->from_usec != VIGIE_TIME_NONE ? vigie_time_format_date (cut->from_usec, zone, lang) : NULL;
  /* The last day that belongs to it. */
  g_autofree char *to = cut->to_usec != VIGIE_TIME_NONE ? vigie_time_format_date (cut->to_usec - 1, zone, lang) : NULL;
  gboolean french = lang == VIGIE_LANG_FR;

  if (from == NULL && to == NULL)
    return g_strdup (french ? "Depuis le début" : "From the beginning");
  if (to == NULL)
    return g_strdup_printf (french ? "Depuis le %s" : "Since %s", from);
  if (from == NULL)
    return g_strdup_printf (french ? "Jusqu’au %s" : "Until %s", to);

  return g_strdup_printf ("%s – %s", from, to);
}

static char *
share_of (const Build *build, guint part, guint whole)
{
  g_autofree char *share = whole > 0 ? vigie_metrics_share_words ((double) part / whole, build->lang) : NULL;

  if (share == NULL)
    return g_strdup ("–");

  return g_strdup_printf (pick (build, "%s (%u of %u)", "%s (%u sur %u)"), share, part, whole);
}

static const char *
target_title (const Build *build, const char *id)
{
  const VigieTarget *target = vigie_playbook_target (build->playbook, id);

  return target != NULL ? vigie_text_get (&target->title, build->lang) : id;
}

/* ---- The five targets ---- */

static const char *
verdict (const Build *build, gboolean known, gboolean held)
{
  if (!known)
    return pick (build, "no figure", "sans chiffre");

  return held ? pick (build, "held", "tenu") : pick (build, "beyond", "dépassé");
}

static void
add_delay (const Build *build, VigieBlock *table, VigieDelay delay)
{
  const VigieIndicator *indicator = &build->metrics.delay[delay];
  gboolean known;
  gboolean held = vigie_indicator_is_held (indicator, &known);
  g_autofree char *target_span = vigie_metrics_span_words (indicator->target_usec, build->lang);
  g_autofree char *target = g_strdup_printf ("< %s", target_span);
  g_autofree char *baseline = vigie_metrics_span_words (indicator->baseline_usec, build->lang);
  g_autofree char *mean = vigie_metrics_span_words (indicator->mean_usec, build->lang);
  g_autofree char *median = vigie_metrics_span_words (indicator->median_usec, build->lang);
  g_autofree char *counted = g_strdup_printf (pick (build, "%u of %u", "%u sur %u"), indicator->count, build->metrics.n_incidents);
  g_autofree char *kept = share_of (build, indicator->n_kept, indicator->n_promised);

  vigie_report_add_row (table, target_title (build, vigie_delay_to_word (delay)), target, baseline, mean, median, counted, kept,
                        verdict (build, known, held), NULL);
}

static void
add_recurrence (const Build *build, VigieBlock *table)
{
  const VigieMetrics *metrics = &build->metrics;
  g_autofree char *target_share = vigie_metrics_share_words (metrics->recurrence_target, build->lang);
  g_autofree char *target = g_strdup_printf ("< %s", target_share);
  g_autofree char *baseline = vigie_metrics_share_words (metrics->recurrence_baseline, build->lang);
  g_autofree char *share = metrics->n_incidents > 0 ? vigie_metrics_share_words (metrics->recurrence_share, build->lang) : g_strdup ("–");
  g_autofree char *counted = g_strdup_printf (pick (build, "%u of %u", "%u sur %u"), metrics->recurrence_count, metrics->n_incidents);

  vigie_report_add_row (table, target_title (build, "recurrence"), target, baseline, share, "–", counted, "–",
                        verdict (build, metrics->n_incidents > 0, metrics->recurrence_share < metrics->recurrence_target), NULL);
}

static void
fill_targets (const Build *build, VigieReportPart *part)
{
  static const int widths[] = { 18, 12, 11, 12, 12, 12, 14, 10 };
  VigieBlock *table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));
  VigieBlock *list;

  vigie_report_add_row (table, pick (build, "Indicator", "Indicateur"), pick (build, "Target", "Objectif"), pick (build, "Nov 2025", "Nov. 2025"),
                        pick (build, "Mean", "Moyenne"), pick (build, "Median", "Médiane"), pick (build, "Counted", "Comptés"),
                        pick (build, "Promise kept", "Promesse tenue"), pick (build, "Verdict", "Verdict"), NULL);
  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    add_delay (build, table, i);
  add_recurrence (build, table);
  list = vigie_report_add_block (part, VIGIE_BLOCK_LIST, NULL);
  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    {
      g_autofree char *line = g_strdup_printf (pick (build, "%s: %s", "%s" NBSP ": %s"), target_title (build, vigie_delay_to_word (i)), vigie_delay_formula (i, build->lang));

      vigie_report_add_row (list, line, NULL);
    }
  vigie_report_add_row (list, pick (build, "The mean is held against the target; the promise is that of each incident's level, or the target where the level promises nothing.",
                                    "La moyenne se compare à l’objectif\342\200\257; la promesse est celle du niveau de chaque incident, ou l’objectif si le niveau ne promet rien."), NULL);
}

/* ---- By level, by type, over time ---- */

static const int cut_widths[] = { 35, 26, 26, 26, 26, 35, 28 };

static void
add_cut_head (const Build *build, VigieBlock *table, const char *first)
{
  vigie_report_add_row (table, first, pick (build, "Incidents", "Incidents"), pick (build, "Detect", "Détecter"), pick (build, "Respond", "Répondre"),
                        pick (build, "Resolve", "Résoudre"), pick (build, "Communicate", "Communiquer"), pick (build, "Recurrence", "Récurrence"), NULL);
}

/* "4 h 25 (10)": the mean, and of how many. */
static char *
mean_words (const Build *build, const VigieIndicator *indicator)
{
  g_autofree char *mean = vigie_metrics_span_words (indicator->mean_usec, build->lang);

  return indicator->count > 0 ? g_strdup_printf ("%s (%u)", mean, indicator->count) : g_steal_pointer (&mean);
}

static void
add_cut_row (const Build *build, VigieBlock *table, const char *name, const VigieMetrics *metrics)
{
  g_autofree char *n = g_strdup_printf ("%u", metrics->n_incidents);
  g_autofree char *share = metrics->n_incidents > 0 ? vigie_metrics_share_words (metrics->recurrence_share, build->lang) : NULL;
  g_autofree char *recurrence = share != NULL ? g_strdup_printf ("%s (%u)", share, metrics->recurrence_count) : g_strdup ("–");
  char *means[VIGIE_N_DELAYS];

  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    means[i] = mean_words (build, &metrics->delay[i]);
  vigie_report_add_row (table, name, n, means[0], means[1], means[2], means[3], recurrence, NULL);
  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    g_free (means[i]);
}

static void
fill_levels (const Build *build, VigieReportPart *part)
{
  VigieBlock *table = vigie_report_add_table (part, cut_widths, G_N_ELEMENTS (cut_widths));

  add_cut_head (build, table, pick (build, "Level", "Niveau"));
  for (guint level = VIGIE_LEVEL_P1; level <= VIGIE_LEVEL_P4; level++)
    {
      const VigieLevelDef *def = vigie_playbook_level (build->playbook, level);
      g_autofree char *name = g_strdup_printf ("%s %s", vigie_level_to_word (level), def != NULL ? vigie_text_get (&def->name, build->lang) : "");
      VigieMetricsCut cut = *build->cut;
      VigieMetrics metrics;

      cut.levels = 1u << level;
      if (build->cut->levels != 0 && (build->cut->levels & cut.levels) == 0)
        continue;
      vigie_metrics_of (build->all, &cut, build->playbook, &metrics);
      add_cut_row (build, table, name, &metrics);
    }
}

static void
add_type (const Build *build, VigieBlock *table, const char *id, const char *title)
{
  g_autofree char *name = g_strdup (title);
  VigieMetricsCut cut = *build->cut;
  VigieMetrics metrics;

  cut.type = id;
  if (build->cut->type != NULL && strcmp (build->cut->type, id) != 0)
    return;
  vigie_metrics_of (build->all, &cut, build->playbook, &metrics);
  add_cut_row (build, table, name, &metrics);
}

static void
fill_types (const Build *build, VigieReportPart *part)
{
  VigieBlock *table = vigie_report_add_table (part, cut_widths, G_N_ELEMENTS (cut_widths));

  add_cut_head (build, table, pick (build, "Type", "Type"));
  for (guint i = 0; i < build->playbook->types->len; i++)
    {
      const VigieTypeDef *type = build->playbook->types->pdata[i];
      g_autofree char *name = g_strdup_printf ("%s %s", type->id, vigie_text_get (&type->title, build->lang));

      add_type (build, table, type->id, name);
    }
  add_type (build, table, "other", pick (build, "Other", "Autre"));
}

static void
fill_time (const Build *build, VigieReportPart *part)
{
  g_autoptr(GArray) series = vigie_metrics_series (build->all, build->cut, build->playbook, build->now_usec, build->zone, build->lang);
  VigieBlock *table;

  if (series->len == 0)
    {
      vigie_report_add_text (part, pick (build, "No incident in this period.", "Aucun incident dans cette période."));
      return;
    }
  table = vigie_report_add_table (part, cut_widths, G_N_ELEMENTS (cut_widths));
  add_cut_head (build, table, pick (build, "From", "À partir de"));
  for (guint i = 0; i < series->len; i++)
    {
      const VigieBucket *bucket = &g_array_index (series, VigieBucket, i);

      add_cut_row (build, table, bucket->label, &bucket->metrics);
    }
}

/* ---- Causes, promises, what is missing ---- */

static void
fill_causes (const Build *build, VigieReportPart *part)
{
  g_autoptr(GArray) causes = vigie_metrics_causes (build->all, build->cut);
  static const int widths[] = { 80, 20 };
  VigieBlock *table;

  if (build->metrics.cause_missing > 0)
    {
      g_autofree char *words = g_strdup_printf (pick (build, "Without a confirmed root cause, though over: %u.", "Terminés sans cause racine confirmée" NBSP ": %u."),
                                                build->metrics.cause_missing);

      vigie_report_add_block (part, VIGIE_BLOCK_MISSING, words);
    }
  if (causes->len == 0)
    {
      vigie_report_add_text (part, pick (build, "No root cause was confirmed in this period.", "Aucune cause racine n’a été confirmée dans cette période."));
      return;
    }
  table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));
  vigie_report_add_row (table, pick (build, "Confirmed root cause", "Cause racine confirmée"), pick (build, "Incidents", "Incidents"), NULL);
  for (guint i = 0; i < MIN (causes->len, MAX_CAUSES); i++)
    {
      const VigieCauseCount *cause = &g_array_index (causes, VigieCauseCount, i);
      g_autofree char *n = g_strdup_printf ("%u", cause->count);

      vigie_report_add_row (table, vigie_cause_term_label (build->playbook, cause->cause, build->lang), n, NULL);
    }
}

static void
add_figure (VigieBlock *fields, const char *label, char *value_taken)
{
  g_autofree char *value = value_taken;

  vigie_report_add_row (fields, label, value, NULL);
}

static void
fill_promises (const Build *build, VigieReportPart *part)
{
  const VigieMetrics *metrics = &build->metrics;
  VigieBlock *fields = vigie_report_add_block (part, VIGIE_BLOCK_FIELDS, NULL);

  add_figure (fields, pick (build, "Promised messages sent in time", "Messages promis envoyés à temps"),
              share_of (build, metrics->n_updates - metrics->n_updates_late, metrics->n_updates));
  add_figure (fields, pick (build, "Actions done in time", "Actions faites à temps"), share_of (build, metrics->n_actions_in_time, metrics->n_actions_done));
  add_figure (fields, pick (build, "Actions still open", "Actions encore ouvertes"),
              g_strdup_printf (pick (build, "%u, of these %u overdue", "%u, dont %u en retard"), metrics->n_actions_open, metrics->n_actions_overdue));
  add_figure (fields, pick (build, "Actions dropped", "Actions abandonnées"), g_strdup_printf ("%u", metrics->n_actions_dropped));
}

/* "detect missing, resolve impossible", or NULL when all four are there. */
static char *
faults_of (const Build *build, const VigieFigures *figures)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    {
      if (figures->delays.delay_usec[i] != VIGIE_TIME_NONE)
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", target_title (build, vigie_delay_to_word (i)));
      if (figures->delays.impossible[i])
        g_string_append (out, pick (build, " (negative: a time to correct)", " (négatif" NBSP ": une heure à corriger)"));
      else if (figures->active)
        g_string_append (out, pick (build, " (still running)", " (en cours)"));
    }
  if (out->len == 0)
    {
      g_string_free (out, TRUE);
      return NULL;
    }

  return g_string_free (out, FALSE);
}

static void
fill_missing (const Build *build, VigieReportPart *part)
{
  static const int widths[] = { 24, 34, 42 };
  VigieBlock *table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));
  guint n = 0;

  vigie_report_add_row (table, pick (build, "Incident", "Incident"), pick (build, "Title", "Titre"), pick (build, "Not in the means", "Hors des moyennes"), NULL);
  for (guint i = 0; i < build->all->len; i++)
    {
      const VigieFigures *figures = build->all->pdata[i];
      g_autofree char *faults = NULL;

      if (!vigie_metrics_cut_has (build->cut, figures) || !vigie_figures_count (figures))
        continue;
      faults = faults_of (build, figures);
      if (faults != NULL && ++n <= MAX_MISSING)
        vigie_report_add_row (table, figures->ref, figures->title, faults, NULL);
    }
  if (n == 0)
    {
      g_ptr_array_set_size (part->blocks, 0);
      vigie_report_add_text (part, pick (build, "Nothing: every delay of every incident is known.", "Rien" NBSP ": chaque délai de chaque incident est connu."));
    }
  if (n > MAX_MISSING)
    {
      g_autofree char *more = g_strdup_printf (pick (build, "And %u more.", "Et %u autres."), n - MAX_MISSING);

      vigie_report_add_text (part, more);
    }
}

/* ---- The whole ---- */

static const struct
{
  const char *id, *english, *french;
  void (*fill) (const Build *build, VigieReportPart *part);
} parts[] = {
  { "targets", "The five targets", "Les cinq objectifs", fill_targets },
  { "time", "Over time", "Dans le temps", fill_time },
  { "levels", "By level", "Par niveau", fill_levels },
  { "types", "By type", "Par type", fill_types },
  { "causes", "Most frequent causes", "Causes les plus fréquentes", fill_causes },
  { "promises", "Messages and actions", "Messages et actions", fill_promises },
  { "missing", "What is missing", "Ce qui manque", fill_missing },
};

static void
add_field (GPtrArray *fields, const char *label, char *value_taken)
{
  g_autofree char *value = value_taken;
  const char *const row[] = { label, value, NULL };

  g_ptr_array_add (fields, g_strdupv ((GStrv) row));
}

static void
fill_head (const Build *build, VigieReport *report, const char *author)
{
  const VigieMetrics *metrics = &build->metrics;

  add_field (report->head, pick (build, "Period", "Période"), vigie_metrics_period_words (build->cut, build->zone, build->lang));
  add_field (report->head, pick (build, "Incidents", "Incidents"), g_strdup_printf ("%u", metrics->n_incidents));
  if (metrics->n_cancelled > 0)
    add_field (report->head, pick (build, "Cancelled, not counted", "Annulés, non comptés"), g_strdup_printf ("%u", metrics->n_cancelled));
  if (metrics->n_followers > 0)
    add_field (report->head, pick (build, "Declared twice, counted once", "Déclarés deux fois, comptés une fois"), g_strdup_printf ("%u", metrics->n_followers));
  if (build->cut->examples)
    add_field (report->head, pick (build, "Made of", "Établi sur"), g_strdup (pick (build, "examples alone", "des exemples seulement")));
  add_field (report->foot, pick (build, "Made by", "Établi par"), g_strdup (author));
  add_field (report->foot, pick (build, "Date", "Date"), vigie_time_format_full (build->now_usec, build->zone, build->lang));
  add_field (report->foot, pick (build, "Playbook", "Playbook"), g_strdup (build->playbook->version));
}

VigieReport *
vigie_metrics_report_new (GPtrArray *all, const VigieMetricsCut *cut, const VigiePlaybook *playbook, VigieLang lang, GTimeZone *zone, const char *author, gint64 now_usec)
{
  VigieReport *report = g_new0 (VigieReport, 1);
  Build build = { all, cut, playbook, lang, zone, now_usec, { 0 } };

  g_return_val_if_fail (all != NULL && cut != NULL && playbook != NULL && zone != NULL, report);

  vigie_metrics_of (all, cut, playbook, &build.metrics);
  report->lang = lang;
  report->title = g_strdup_printf ("%s %s", lang == VIGIE_LANG_FR ? "Indicateurs d’incidents," : "Incident indicators,", playbook->organisation);
  report->subtitle = vigie_metrics_period_words (cut, zone, lang);
  report->head = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->foot = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_report_part_free);
  fill_head (&build, report, author);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      VigieReportPart *part = vigie_report_part_new (parts[i].id, pick (&build, parts[i].english, parts[i].french));

      part->text = g_strdup ("");
      parts[i].fill (&build, part);
      g_ptr_array_add (report->parts, part);
    }

  return report;
}
