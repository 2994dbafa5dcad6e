/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each section shows: its text, its figures, and a line for everything the record does not say. */

#include "vigie-report-private.h"

#include <string.h>

#include "vigie-action.h"
#include "vigie-text.h"
#include "vigie-time.h"

static void
fill_summary (const VigieReportBuild *build, VigieReportPart *part)
{
  g_autofree char *share = vigie_report_fact (build, "users_share");
  g_autofree char *count = vigie_report_fact (build, "users_affected");

  vigie_report_add_text (part, part->text);
  if (part->edited)
    return;
  if (share == NULL && count == NULL)
    vigie_report_add_missing (build, part, vigie_report_pick (build, "users affected", "utilisateurs touchés"));
  if (build->incident->milestones[VIGIE_MILESTONE_RESOLVED] == VIGIE_TIME_NONE)
    vigie_report_add_missing (build, part, vigie_report_pick (build, "when it was resolved", "heure de résolution"));
}

/* Adds a field, or notes that it is missing. */
static void
add_figure (const VigieReportBuild *build, VigieBlock *fields, GPtrArray *missing, const char *label, const char *value)
{
  if (value != NULL)
    vigie_report_add_row (fields, label, value, NULL);
  else
    g_ptr_array_add (missing, g_utf8_strdown (label, -1));
}

static char *
users_words (const VigieReportBuild *build)
{
  g_autofree char *count = vigie_report_fact (build, "users_affected");
  g_autofree char *share = vigie_report_fact (build, "users_share");

  if (share == NULL && build->incident->answers.users_percent >= 0)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (number, sizeof number, "%.10g", build->incident->answers.users_percent);
      if (build->lang == VIGIE_LANG_FR)
        g_strdelimit (number, ".", ',');
      share = g_strdup_printf (vigie_report_pick (build, "%s%% as classified", "%s\302\240%% selon la classification"), number);
    }
  if (count != NULL && share != NULL)
    return g_strdup_printf ("%s (%s)", count, share);

  return count != NULL ? g_steal_pointer (&count) : g_steal_pointer (&share);
}

static char *
downtime_words (const VigieReportBuild *build)
{
  gint64 start_usec, end_usec;
  gboolean running;
  g_autofree char *from = NULL;

  if (!vigie_incident_outage (build->incident, build->playbook, &start_usec, &end_usec, &running))
    return NULL;
  if (!running)
    return vigie_report_duration (build, MAX (end_usec - start_usec, 0));

  from = vigie_report_time (build, start_usec);

  return g_strdup_printf (vigie_report_pick (build, "since %s, not over", build->with_dates ? "depuis le %s, en cours" : "depuis %s, en cours"), from);
}

/* What a breach touched, as far as it is known: the numbers of its notices. */
static void
add_breach (const VigieReportBuild *build, VigieBlock *fields)
{
  static const char *const names[] = { "persons", "records", "data_touched", "data_untouched", "data_unknown" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const VigieFactDef *def = vigie_playbook_fact (build->playbook, names[i]);
      g_autofree char *words = vigie_report_fact (build, names[i]);

      if (def != NULL && words != NULL)
        vigie_report_add_row (fields, vigie_text_get (&def->label, build->lang), words, NULL);
    }
}

static void
fill_impact (const VigieReportBuild *build, VigieReportPart *part)
{
  g_autofree char *users = users_words (build);
  g_autofree char *downtime = downtime_words (build);
  g_autofree char *orders = vigie_report_fact (build, "orders_lost");
  g_autofree char *loss = vigie_report_fact (build, "loss_fcfa");
  g_autofree char *reputation = vigie_report_fact (build, "reputation");
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  VigieBlock *fields = vigie_report_add_block (part, VIGIE_BLOCK_FIELDS, NULL);

  add_figure (build, fields, missing, vigie_report_pick (build, "Users affected", "Utilisateurs touchés"), users);
  add_figure (build, fields, missing, vigie_report_pick (build, "Downtime", "Indisponibilité"), downtime);
  add_figure (build, fields, missing, vigie_report_pick (build, "Orders lost", "Commandes perdues"), orders);
  add_figure (build, fields, missing, vigie_report_pick (build, "Financial impact", "Impact financier"), loss);
  add_figure (build, fields, missing, vigie_report_pick (build, "Reputation", "Réputation"), reputation);
  add_breach (build, fields);
  if (fields->rows->len == 0)
    g_ptr_array_remove_index (part->blocks, part->blocks->len - 1);
  for (guint i = 0; i < missing->len; i++)
    vigie_report_add_missing (build, part, missing->pdata[i]);
  vigie_report_add_text (part, part->text);
}

static void
fill_resolution (const VigieReportBuild *build, VigieReportPart *part)
{
  vigie_report_add_text (part, part->text);
  if (*part->text == '\0')
    vigie_report_add_missing (build, part, vigie_report_pick (build, "actions taken", "actions menées"));
  if (!part->edited)
    vigie_report_add_missing (build, part, vigie_report_pick (build, "why they worked", "pourquoi elles ont réussi"));
}

static void
fill_went_well (const VigieReportBuild *build, VigieReportPart *part)
{
  vigie_report_add_text (part, part->text);
  if (!part->edited)
    vigie_report_add_missing (build, part, vigie_report_pick (build, "what the team says went well",
                                                              "ce que l’équipe a jugé réussi"));
}

static void
fill_improve (const VigieReportBuild *build, VigieReportPart *part)
{
  vigie_report_add_text (part, part->text);
  if (!part->edited)
    vigie_report_add_missing (build, part, vigie_report_pick (build, "what the team wants to improve",
                                                              "ce que l’équipe veut améliorer"));
}

static void
fill_lessons (const VigieReportBuild *build, VigieReportPart *part)
{
  vigie_report_add_text (part, part->text);
  if (!part->edited)
    vigie_report_add_missing (build, part, vigie_report_pick (build, "lessons learnt", "enseignements"));
}

/* What it is, and what shows that it is done or says why it is not. */
static char *
action_words (const VigieReportBuild *build, const VigieActionItem *action)
{
  const char *more = strcmp (action->status, "dropped") == 0 ? action->reason : strcmp (action->status, "done") == 0 ? action->proof : NULL;
  GString *out = g_string_new (action->text);

  if (more != NULL)
    g_string_append_printf (out, " (%s)", more);
  if (action->ticket != NULL)
    g_string_append_printf (out, " [%s]", action->ticket);

  return g_string_free (out, FALSE);
}

static char *
priority_words (const VigieActionItem *action)
{
  int priority = vigie_action_priority (action->impact, action->effort);

  return priority > 0 ? g_strdup_printf ("%d", priority) : g_strdup ("–");
}

static void
fill_actions (const VigieReportBuild *build, VigieReportPart *part)
{
  static const int widths[] = { 2, 16, 6, 6, 5, 4 };
  VigieBlock *table;

  vigie_report_add_text (part, part->text);
  if (build->incident->actions->len == 0)
    {
      vigie_report_add_missing (build, part, vigie_report_pick (build, "actions to follow", "actions à suivre"));
      return;
    }

  table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));
  vigie_report_add_row (table, "#", vigie_report_pick (build, "Action", "Action"), vigie_report_pick (build, "Owner", "Personne"),
                        vigie_report_pick (build, "Deadline", "Échéance"), vigie_report_pick (build, "Status", "État"),
                        vigie_report_pick (build, "Priority", "Priorité"), NULL);
  for (guint i = 0; i < build->incident->actions->len; i++)
    {
      const VigieActionItem *action = build->incident->actions->pdata[i];
      g_autofree char *due = action->due_usec != VIGIE_TIME_NONE
                               ? vigie_time_format_date (action->due_usec, build->zone, build->lang)
                               : g_strdup (vigie_report_pick (build, "not set", "non fixée"));

      g_autofree char *text = action_words (build, action);
      g_autofree char *priority = priority_words (action);

      vigie_report_add_row (table, action->code, text, action->owner, due, vigie_action_status_label (action->status, build->lang), priority, NULL);
    }
}

void
vigie_report_fill (const VigieReportBuild *build, VigieReportPart *part)
{
  static const struct
  {
    const char *id;
    void (*fill) (const VigieReportBuild *build, VigieReportPart *part);
  } fillers[] = {
    { "summary", fill_summary },       { "impact", fill_impact },       { "timeline", vigie_report_fill_timeline },
    { "causes", vigie_report_fill_causes }, { "resolution", fill_resolution }, { "went-well", fill_went_well },
    { "improve", fill_improve },       { "actions", fill_actions },     { "lessons", fill_lessons },
    { "annexes", vigie_report_fill_annexes },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    {
      if (strcmp (fillers[i].id, part->id) == 0)
        fillers[i].fill (build, part);
    }
}
