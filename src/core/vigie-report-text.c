/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts that the record proposes for the sections a person may rewrite.
 *
 * Only sentences that the record carries: no adjective, no cause that nobody confirmed, no share of
 * users that nobody entered. What a team thinks went well is theirs to say; proposed are only the
 * delays that met their targets, and under "to improve" those that did not. */

#include "vigie-report-private.h"

#include <string.h>

#include "vigie-cause.h"
#include "vigie-text.h"
#include "vigie-time.h"

/* Ends a sentence that somebody typed, and adds it. */
static void
append_sentence (GString *out, const char *text)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  gsize length = strlen (clean);

  if (length == 0)
    return;
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, clean);
  if (strchr (".!?", clean[length - 1]) == NULL && !g_str_has_suffix (clean, "…"))
    g_string_append_c (out, '.');
}

static const char *
colon (const VigieReportBuild *build)
{
  return vigie_report_pick (build, ": ", "\302\240: ");
}

static void
append_labelled (const VigieReportBuild *build, GString *out, const char *label, const char *text)
{
  g_autofree char *sentence = g_strconcat (label, colon (build), text, NULL);

  append_sentence (out, sentence);
}

static char *
quoted (const VigieReportBuild *build, const char *text)
{
  return build->lang == VIGIE_LANG_FR ? g_strconcat ("«\302\240", text, "\302\240»", NULL)
                                      : g_strconcat ("“", text, "”", NULL);
}

static void
append_what (const VigieReportBuild *build, GString *out)
{
  const VigieIncident *incident = build->incident;
  gint64 start_usec = vigie_report_start (build);
  gint64 end_usec = incident->milestones[VIGIE_MILESTONE_RESTORED] != VIGIE_TIME_NONE
                      ? incident->milestones[VIGIE_MILESTONE_RESTORED]
                      : incident->milestones[VIGIE_MILESTONE_RESOLVED];
  g_autofree char *title = quoted (build, incident->title);
  g_autofree char *date = NULL;
  g_autofree char *from = NULL;
  g_autofree char *sentence = NULL;

  if (start_usec == VIGIE_TIME_NONE)
    return;
  date = vigie_time_format_long_date (start_usec, build->zone, build->lang);
  from = vigie_time_format_clock_zone (start_usec, build->zone);
  if (end_usec == VIGIE_TIME_NONE)
    sentence = g_strdup_printf (vigie_report_pick (build, "On %s, %s (%s) began at %s and is not over.",
                                                   "Le %s, %s (%s) a débuté à %s et n’est pas terminé."),
                                date, title, vigie_level_to_word (incident->level), from);
  else
    {
      g_autofree char *to = vigie_report_time (build, end_usec);
      g_autofree char *duration = vigie_report_duration (build, MAX (end_usec - start_usec, 0));

      sentence = g_strdup_printf (vigie_report_pick (build, "On %s, %s (%s) lasted %s, from %s to %s.",
                                                     build->with_dates ? "Le %s, %s (%s) a duré %s, de %s au %s."
                                                                       : "Le %s, %s (%s) a duré %s, de %s à %s."),
                                  date, title, vigie_level_to_word (incident->level), duration, from, to);
    }
  append_sentence (out, sentence);
}

static void
append_users (const VigieReportBuild *build, GString *out)
{
  g_autofree char *count = vigie_report_fact (build, "users_affected");
  g_autofree char *share = vigie_report_fact (build, "users_share");
  g_autofree char *both = NULL;

  if (count == NULL && share == NULL)
    return;
  both = count != NULL && share != NULL ? g_strdup_printf ("%s (%s)", count, share) : g_strdup (count != NULL ? count : share);
  append_labelled (build, out, vigie_report_pick (build, "Users affected", "Utilisateurs touchés"), both);
}

/* The text typed when the fix began, else the last action before the service came back, else the last decision. */
static const char *
resolution_words (const VigieIncident *incident)
{
  gint64 restored = incident->milestones[VIGIE_MILESTONE_RESTORED];
  const char *action = NULL;
  const char *decision = NULL;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (entry->retract_reason != NULL || (restored != VIGIE_TIME_NONE && entry->occurred_usec > restored))
        continue;
      if (entry->is_milestone && entry->milestone == VIGIE_MILESTONE_MITIGATED && entry->text != NULL)
        return entry->text;
      if (entry->kind == VIGIE_ENTRY_ACTION && entry->text != NULL)
        action = entry->text;
      else if (entry->kind == VIGIE_ENTRY_DECISION && entry->text != NULL)
        decision = entry->text;
    }

  return action != NULL ? action : decision;
}

static const char *
cause_words (const VigieReportBuild *build)
{
  const VigieFact *fact = vigie_incident_fact (build->incident, "cause");

  for (guint i = 0; i < build->incident->causes->len; i++)
    {
      const VigieCause *cause = build->incident->causes->pdata[i];

      if (vigie_cause_is_root (cause) && cause->state == VIGIE_CAUSE_CONFIRMED)
        return cause->text;
    }
  for (guint i = 0; i < build->incident->hypotheses->len; i++)
    {
      const VigieHypothesis *hypothesis = build->incident->hypotheses->pdata[i];

      if (hypothesis->state == VIGIE_HYPOTHESIS_CONFIRMED)
        return hypothesis->text;
    }
  if (fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && *fact->value != '\0')
    return fact->value;

  return NULL;
}

static char *
propose_summary (const VigieReportBuild *build)
{
  GString *out = g_string_new (NULL);
  const char *resolution = resolution_words (build->incident);
  const char *cause = cause_words (build);

  append_what (build, out);
  append_users (build, out);
  if (resolution != NULL && build->incident->milestones[VIGIE_MILESTONE_RESTORED] != VIGIE_TIME_NONE)
    append_labelled (build, out, vigie_report_pick (build, "Resolution", "Résolution"), resolution);
  if (cause != NULL)
    append_labelled (build, out, vigie_report_pick (build, "Root cause", "Cause racine"), cause);

  return g_string_free (out, FALSE);
}

static char *
propose_causes (const VigieReportBuild *build)
{
  GString *out = g_string_new (NULL);
  const char *cause = cause_words (build);

  if (cause != NULL)
    append_labelled (build, out, vigie_report_pick (build, "Root cause", "Cause racine"), cause);

  return g_string_free (out, FALSE);
}

/* Actions and decisions, in order, until the incident was resolved. */
static char *
propose_resolution (const VigieReportBuild *build)
{
  GString *out = g_string_new (NULL);
  gint64 resolved = build->incident->milestones[VIGIE_MILESTONE_RESOLVED];

  for (guint i = 0; i < build->incident->entries->len; i++)
    {
      const VigieEntry *entry = build->incident->entries->pdata[i];
      g_autofree char *time = NULL;
      g_autofree char *text = NULL;

      if (!vigie_report_is_typed (entry) || (entry->kind != VIGIE_ENTRY_ACTION && entry->kind != VIGIE_ENTRY_DECISION))
        continue;
      if (resolved != VIGIE_TIME_NONE && entry->occurred_usec > resolved)
        break;
      time = vigie_report_time (build, entry->occurred_usec);
      text = g_strdelimit (g_strdup (entry->text), "\n", ' ');
      g_string_append_printf (out, "- %s%s%s%s\n", time, colon (build), text,
                              entry->kind == VIGIE_ENTRY_DECISION ? vigie_report_pick (build, " (decision)", " (décision)") : "");
    }

  return g_string_free (out, FALSE);
}

/* The delays that met their target (@met) or did not. */
static char *
propose_delays (const VigieReportBuild *build, gboolean met)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    {
      const VigieTarget *target = vigie_playbook_target (build->playbook, vigie_delay_to_word (i));
      gint64 delay_usec = build->delays.delay_usec[i];
      g_autofree char *took = NULL;
      g_autofree char *wanted = NULL;
      gint64 target_usec;

      if (target == NULL || delay_usec == VIGIE_TIME_NONE)
        continue;
      target_usec = (gint64) (target->target * (double) VIGIE_SECOND_USEC);
      if ((delay_usec < target_usec) != met)
        continue;
      took = vigie_report_duration (build, delay_usec);
      wanted = vigie_duration_format_span (target_usec, build->lang);
      g_string_append_printf (out, "- %s%s%s", vigie_text_get (&target->title, build->lang), colon (build), took);
      g_string_append_printf (out, vigie_report_pick (build, ", target under %s", ", objectif moins de %s"), wanted);
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}

char *
vigie_report_propose (const VigieReportBuild *build, const char *section)
{
  if (strcmp (section, "summary") == 0)
    return propose_summary (build);
  if (strcmp (section, "causes") == 0)
    return propose_causes (build);
  if (strcmp (section, "resolution") == 0)
    return propose_resolution (build);
  if (strcmp (section, "went-well") == 0)
    return propose_delays (build, TRUE);
  if (strcmp (section, "improve") == 0)
    return propose_delays (build, FALSE);

  return g_strdup ("");
}
