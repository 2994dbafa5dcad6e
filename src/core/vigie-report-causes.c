/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The causes as the report tells them: what people wrote, then the tree as an indented list, each answer with what
 * shows it and the actions it led to, then what contributed, how it was looked for, and why it was a surprise. */

#include "vigie-report-private.h"

#include <string.h>

#include "vigie-cause.h"

#define NBSP "\302\240"

static const char *
colon (const VigieReportBuild *build)
{
  return vigie_report_pick (build, ": ", NBSP ": ");
}

static void
append_evidence (const VigieReportBuild *build, GString *out, const VigieCause *cause)
{
  for (guint i = 0; i < cause->evidence->len; i++)
    {
      g_autofree char *words = vigie_cause_evidence_words (build->incident, build->playbook, cause->evidence->pdata[i], build->zone, build->lang);

      if (i == 0)
        g_string_append_printf (out, "\n%s%s", vigie_report_pick (build, "Evidence", "Preuve"), colon (build));
      g_string_append_printf (out, "%s%s", i > 0 ? NBSP "· " : "", words);
      if (!vigie_cause_evidence_stands (build->incident, cause->evidence->pdata[i]))
        g_string_append (out, vigie_report_pick (build, " (no longer stands)", " (ne tient plus)"));
    }
}

static void
append_actions (const VigieReportBuild *build, GString *out, const VigieCause *cause)
{
  g_autoptr(GPtrArray) actions = vigie_cause_actions (build->incident, cause);

  for (guint i = 0; i < actions->len; i++)
    {
      if (i == 0)
        g_string_append_printf (out, "\n%s%s", vigie_report_pick (build, "Actions", "Actions"), colon (build));
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", ((const VigieActionItem *) actions->pdata[i])->code);
    }
}

static char *
cause_words (const VigieReportBuild *build, const VigieCause *cause)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s (%s", cause->code, vigie_cause_state_label (cause->state, build->lang));
  if (vigie_cause_is_root (cause))
    g_string_append (out, vigie_report_pick (build, ", root cause", ", cause racine"));
  if (vigie_cause_is_root (cause) && cause->term != NULL)
    g_string_append_printf (out, "%s%s", colon (build), vigie_cause_term_label (build->playbook, cause->term, build->lang));
  g_string_append_printf (out, ")%s%s", colon (build), cause->text);
  if (cause->note != NULL)
    g_string_append_printf (out, "\n%s", cause->note);
  append_evidence (build, out, cause);
  append_actions (build, out, cause);

  return g_string_free (out, FALSE);
}

/* A branch that begins with a factor belongs to the factors, whatever stands beneath. */
static gboolean
belongs_to_factors (const VigieCause *cause)
{
  while (cause->parent != NULL)
    cause = cause->parent;

  return cause->is_factor;
}

/* FALSE: there is none of the kind. */
static gboolean
add_branches (const VigieReportBuild *build, VigieReportPart *part, gboolean factors, const char *title)
{
  VigieBlock *list = NULL;

  for (guint i = 0; i < build->incident->causes->len; i++)
    {
      const VigieCause *cause = build->incident->causes->pdata[i];
      g_autofree char *words = NULL;
      g_autofree char *depth = NULL;

      if (belongs_to_factors (cause) != factors)
        continue;
      if (list == NULL)
        {
          vigie_report_add_block (part, VIGIE_BLOCK_HEADING, title);
          list = vigie_report_add_block (part, VIGIE_BLOCK_LIST, NULL);
        }
      words = cause_words (build, cause);
      depth = g_strdup_printf ("%u", cause->depth);
      vigie_report_add_row (list, words, depth, NULL);
    }

  return list != NULL;
}

static void
add_method (const VigieReportBuild *build, VigieReportPart *part)
{
  g_autofree char *method = vigie_incident_technique_words (build->incident, build->lang);
  g_autofree char *words = NULL;

  if (*method == '\0')
    return;
  words = g_strconcat (vigie_report_pick (build, "Method used", "Méthode employée"), colon (build), method, ".", NULL);
  vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, words);
}

static void
add_surprise (const VigieReportBuild *build, VigieReportPart *part)
{
  const VigieSection *written = vigie_incident_section (build->incident, "surprise", build->lang);

  if (written == NULL || *written->text == '\0')
    return;
  vigie_report_add_block (part, VIGIE_BLOCK_HEADING, vigie_report_pick (build, "Why we were surprised", "Pourquoi nous avons été surpris"));
  vigie_report_add_text (part, written->text);
}

void
vigie_report_fill_causes (const VigieReportBuild *build, VigieReportPart *part)
{
  gboolean has_factors;

  vigie_report_add_text (part, part->text);
  if (*part->text == '\0')
    vigie_report_add_missing (build, part, vigie_report_pick (build, "root cause", "cause racine"));
  add_branches (build, part, FALSE, vigie_report_pick (build, "Whys", "Les pourquoi"));
  has_factors = add_branches (build, part, TRUE, vigie_report_pick (build, "Contributing factors", "Facteurs contributifs"));
  add_method (build, part);
  add_surprise (build, part);
  if (!part->edited && build->incident->causes->len == 0)
    vigie_report_add_missing (build, part, vigie_report_pick (build, "contributing factors and the method used",
                                                              "facteurs contributifs et méthode employée"));
  else if (!part->edited && !has_factors)
    vigie_report_add_missing (build, part, vigie_report_pick (build, "contributing factors", "facteurs contributifs"));
}
