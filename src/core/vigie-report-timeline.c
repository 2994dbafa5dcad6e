/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The timeline of the report: the milestones of the playbook's template, changes of level and reopenings, and the entries
 * that people starred (all they typed and called if nobody starred any), by time; then the four delays, each under its own
 * name, because one abbreviation for two of them is how they get confused. */

#include "vigie-report-private.h"

#include <string.h>

#include "vigie-text.h"
#include "vigie-time.h"

typedef struct
{
  gint64 time_usec;
  guint order;       /* among equal times: the template's order, then the timeline's */
  char *text;        /* (owned) */
  const char *author;
} Line;

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->text);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *left = a;
  const Line *right = b;

  if (left->time_usec != right->time_usec)
    return left->time_usec < right->time_usec ? -1 : 1;

  return left->order < right->order ? -1 : left->order > right->order;
}

/* The words of the template; the level stands behind the declaration. */
static const struct { VigieMilestone milestone; const char *english, *french; } events[] = {
  { VIGIE_MILESTONE_STARTED, "Triggering event", "Événement déclencheur" },
  { VIGIE_MILESTONE_DETECTED, "Detection", "Détection" },
  { VIGIE_MILESTONE_DECLARED, "Incident declared", "Incident déclaré" },
  { VIGIE_MILESTONE_RESPONDED, "First responder at work", "Premier intervenant à l’œuvre" },
  { VIGIE_MILESTONE_DIAGNOSED, "Cause identified", "Cause identifiée" },
  { VIGIE_MILESTONE_MITIGATED, "Corrective action begun", "Action corrective engagée" },
  { VIGIE_MILESTONE_RESTORED, "Service restored", "Service rétabli" },
  { VIGIE_MILESTONE_RESOLVED, "Resolution confirmed", "Résolution confirmée" },
  { VIGIE_MILESTONE_CLOSED, "Incident closed", "Incident clos" },
};

/* What was typed with the milestone that counts, or NULL. */
static const char *
milestone_text (const VigieIncident *incident, VigieMilestone milestone)
{
  const VigieEvent *event = incident->milestone_events[milestone];
  const VigieEntry *entry = event != NULL ? vigie_incident_entry (incident, event->id) : NULL;

  return entry != NULL && entry->is_milestone ? entry->text : NULL;
}

static void
add_line (GArray *lines, gint64 time_usec, guint order, char *text_taken, const char *author)
{
  Line line = { time_usec, order, text_taken, author };

  g_array_append_val (lines, line);
}

static void
add_milestones (const VigieReportBuild *build, GArray *lines, GPtrArray *missing)
{
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      VigieMilestone milestone = events[i].milestone;
      const char *label = vigie_report_pick (build, events[i].english, events[i].french);
      const char *typed = milestone_text (build->incident, milestone);
      gint64 time_usec = build->incident->milestones[milestone];
      const VigieEvent *event = build->incident->milestone_events[milestone];
      GString *text;

      if (time_usec == VIGIE_TIME_NONE)
        {
          g_ptr_array_add (missing, (gpointer) label);
          continue;
        }
      text = g_string_new (label);
      if (milestone == VIGIE_MILESTONE_DECLARED && build->incident->changes->len > 0)
        g_string_append_printf (text, " %s", vigie_level_to_word (((const VigieChange *) build->incident->changes->pdata[0])->level));
      if (typed != NULL)
        g_string_append_printf (text, "%s%s", vigie_report_pick (build, ": ", "\302\240: "), typed);
      add_line (lines, time_usec, i * 2, g_string_free (text, FALSE), event != NULL ? event->author : "");
    }
}

/* The assessment that gave the incident another level. */
static gboolean
changes_level (const VigieReportBuild *build, const VigieEntry *entry)
{
  GPtrArray *changes = build->incident->changes;

  for (guint i = 1; i < changes->len && strcmp (entry->event->kind, "incident.assessed") == 0; i++)
    {
      const VigieChange *change = g_ptr_array_index (changes, i);

      if (change->is_level && change->occurred_usec == entry->event->occurred_usec)
        return TRUE;
    }

  return FALSE;
}

/* Another level, or taken back after it was resolved: without these lines the times below tell no story. */
static void
add_turns (const VigieReportBuild *build, GArray *lines)
{
  for (guint i = 0; i < build->incident->entries->len; i++)
    {
      const VigieEntry *entry = build->incident->entries->pdata[i];

      if (!entry->event->redacted && (strcmp (entry->event->kind, "incident.reopened") == 0 || changes_level (build, entry)))
        add_line (lines, entry->occurred_usec, VIGIE_MILESTONE_DECLARED * 2 + 1, vigie_entry_text (entry, build->incident, build->playbook, build->lang),
                  entry->event->author);
    }
}

static void
add_war_room (const VigieReportBuild *build, GArray *lines)
{
  for (guint i = 0; i < build->incident->events->len; i++)
    {
      const VigieEvent *event = build->incident->events->pdata[i];

      if (!event->redacted && strcmp (event->kind, "war-room.opened") == 0)
        add_line (lines, event->occurred_usec, VIGIE_MILESTONE_DECLARED * 2 + 1,
                  g_strdup (vigie_report_pick (build, "War room opened", "Poste de commandement ouvert")), event->author);
    }
}

/* What people typed, and whom they called: a call that was made by its own act has no text of its own. */
static gboolean
is_told (const VigieEntry *entry)
{
  return vigie_report_is_typed (entry) || (entry->kind == VIGIE_ENTRY_CALL && entry->retract_reason == NULL);
}

static void
add_entries (const VigieReportBuild *build, GArray *lines)
{
  gboolean any_starred = FALSE;

  for (guint i = 0; i < build->incident->entries->len; i++)
    {
      const VigieEntry *entry = build->incident->entries->pdata[i];

      any_starred = any_starred || (entry->starred && entry->retract_reason == NULL);
    }
  for (guint i = 0; i < build->incident->entries->len; i++)
    {
      const VigieEntry *entry = build->incident->entries->pdata[i];
      gboolean wanted = any_starred ? entry->starred && entry->retract_reason == NULL : is_told (entry);
      g_autofree char *text = NULL;

      if (!wanted || entry->is_milestone)
        continue;
      text = vigie_entry_text (entry, build->incident, build->playbook, build->lang);
      add_line (lines, entry->occurred_usec, 100 + i,
                entry->code != NULL ? g_strdup_printf ("%s%s%s", entry->code, vigie_report_pick (build, ": ", "\302\240: "), text)
                                    : g_steal_pointer (&text),
                entry->event->author);
    }
}

static void
add_lines_table (const VigieReportBuild *build, VigieReportPart *part, GArray *lines)
{
  int widths[] = { build->with_dates ? 4 : 2, 10, 3 };
  VigieBlock *table = vigie_report_add_table (part, widths, G_N_ELEMENTS (widths));

  vigie_report_add_row (table, vigie_report_pick (build, "Time", "Heure"), vigie_report_pick (build, "Event", "Événement"),
                        vigie_report_pick (build, "By", "Par"), NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      g_autofree char *time = vigie_report_time (build, line->time_usec);

      vigie_report_add_row (table, time, line->text, line->author, NULL);
    }
}

static char *
delay_words (const VigieReportBuild *build, VigieDelay delay, const VigieTarget *target)
{
  g_autofree char *took = vigie_report_duration (build, build->delays.delay_usec[delay]);
  g_autofree char *wanted = NULL;

  if (target == NULL)
    return g_steal_pointer (&took);
  wanted = vigie_duration_format_span ((gint64) (target->target * (double) VIGIE_SECOND_USEC), build->lang);

  return g_strdup_printf (vigie_report_pick (build, "%s (target under %s)", "%s (objectif moins de %s)"), took, wanted);
}

/* From what to what it is counted, and the two times as far as they are recorded: whoever reads can count again. */
static char *
formula_words (const VigieReportBuild *build, VigieDelay delay)
{
  gint64 from_usec = build->delays.from_usec[delay];
  gint64 to_usec = build->delays.to_usec[delay];
  const char *silent = vigie_report_pick (build, "not recorded", "non consigné");
  g_autofree char *from = from_usec != VIGIE_TIME_NONE ? vigie_report_time (build, from_usec) : g_strdup (silent);
  g_autofree char *to = to_usec != VIGIE_TIME_NONE ? vigie_report_time (build, to_usec) : g_strdup (silent);

  return g_strdup_printf ("%s (%s → %s)", vigie_delay_formula (delay, build->lang), from, to);
}

static void
add_delays (const VigieReportBuild *build, VigieReportPart *part)
{
  VigieBlock *fields;

  vigie_report_add_block (part, VIGIE_BLOCK_HEADING, vigie_report_pick (build, "Delays", "Délais"));
  fields = vigie_report_add_block (part, VIGIE_BLOCK_FIELDS, NULL);
  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    {
      const VigieTarget *target = vigie_playbook_target (build->playbook, vigie_delay_to_word (i));
      const char *label = target != NULL ? vigie_text_get (&target->title, build->lang) : vigie_delay_to_word (i);
      g_autofree char *words = NULL;
      g_autofree char *formula = formula_words (build, i);
      g_autofree char *both = NULL;

      if (build->delays.impossible[i])
        words = g_strdup (vigie_report_pick (build, "impossible, times to correct", "impossible, heures à corriger"));
      else if (build->delays.delay_usec[i] == VIGIE_TIME_NONE)
        words = g_strdup (vigie_report_pick (build, "not recorded", "non consigné"));
      else
        words = delay_words (build, i, target);
      part->complete = part->complete && build->delays.delay_usec[i] != VIGIE_TIME_NONE;
      both = g_strdup_printf ("%s, %s", words, formula);
      vigie_report_add_row (fields, label, both, NULL);
    }
  if (build->delays.total_usec != VIGIE_TIME_NONE)
    {
      g_autofree char *total = vigie_report_duration (build, build->delays.total_usec);

      vigie_report_add_row (fields, vigie_report_pick (build, "Total duration", "Durée totale"), total, NULL);
    }
}

void
vigie_report_fill_timeline (const VigieReportBuild *build, VigieReportPart *part)
{
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr(GPtrArray) missing = g_ptr_array_new ();

  g_array_set_clear_func (lines, line_clear);
  add_milestones (build, lines, missing);
  add_turns (build, lines);
  add_war_room (build, lines);
  add_entries (build, lines);
  g_array_sort (lines, compare_lines);

  vigie_report_add_text (part, part->text);
  add_lines_table (build, part, lines);
  for (guint i = 0; i < missing->len; i++)
    {
      g_autofree char *what = g_utf8_strdown (missing->pdata[i], -1);

      vigie_report_add_missing (build, part, what);
    }
  add_delays (build, part);
}
