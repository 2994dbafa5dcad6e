/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The incident report: head, ten sections, foot.
 *
 * Made from the record and nothing else. Where the record is silent the report says so in a line of
 * its own: an empty field that looks like a zero is how a report begins to lie. A section's text is
 * what a person has written, else what the record proposes; both end up as blocks that every output
 * draws, so Markdown, HTML and PDF cannot disagree. */

#include "vigie-report-private.h"

#include <string.h>

#include "vigie-text.h"
#include "vigie-time.h"
#include "vigie-twin.h"

#define NBSP "\302\240"

const char *
vigie_report_pick (const VigieReportBuild *build, const char *english, const char *french)
{
  return build->lang == VIGIE_LANG_FR ? french : english;
}

char *
vigie_report_time (const VigieReportBuild *build, gint64 time_usec)
{
  return build->with_dates ? vigie_time_format_full (time_usec, build->zone, build->lang)
                           : vigie_time_format_clock_zone (time_usec, build->zone);
}

/* To the minute: "24 h 14 min" must not become "1 d". */
char *
vigie_report_duration (const VigieReportBuild *build, gint64 duration_usec)
{
  gint64 minutes = duration_usec / VIGIE_MINUTE_USEC;

  if (duration_usec == 0)
    return g_strdup ("0" NBSP "min");
  if (minutes < 60)
    return vigie_duration_format (duration_usec, build->lang);
  if (minutes % 60 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT NBSP "h", minutes / 60);

  return g_strdup_printf ("%" G_GINT64_FORMAT NBSP "h" NBSP "%02d" NBSP "min", minutes / 60, (int) (minutes % 60));
}

char *
vigie_report_fact (const VigieReportBuild *build, const char *name)
{
  const VigieFact *fact = vigie_incident_fact (build->incident, name);

  if (fact == NULL || fact->state == VIGIE_FACT_UNKNOWN || *fact->value == '\0')
    return NULL;

  return vigie_fact_value_words (build->playbook, name, fact->value, build->zone, build->lang);
}

char *
vigie_report_missing_words (const VigieReportBuild *build, const char *what)
{
  return g_strconcat (vigie_report_pick (build, "Not recorded: ", "Non consigné" NBSP ": "), what, NULL);
}

gint64
vigie_report_start (const VigieReportBuild *build)
{
  static const VigieMilestone order[] = { VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_DETECTED, VIGIE_MILESTONE_DECLARED };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (build->incident->milestones[order[i]] != VIGIE_TIME_NONE)
        return build->incident->milestones[order[i]];
    }

  return VIGIE_TIME_NONE;
}

gboolean
vigie_report_is_typed (const VigieEntry *entry)
{
  return entry->text != NULL && !entry->is_milestone && entry->retract_reason == NULL;
}

static void
block_free (VigieBlock *block)
{
  g_free (block->text);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_clear_pointer (&block->widths, g_array_unref);
  g_free (block);
}

VigieBlock *
vigie_report_add_block (VigieReportPart *part, VigieBlockType type, const char *text)
{
  VigieBlock *block = g_new0 (VigieBlock, 1);

  block->type = type;
  block->text = g_strdup (text);
  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  block->widths = g_array_new (FALSE, FALSE, sizeof (int));
  g_ptr_array_add (part->blocks, block);

  return block;
}

void
vigie_report_add_missing (const VigieReportBuild *build, VigieReportPart *part, const char *what)
{
  g_autofree char *words = vigie_report_missing_words (build, what);

  vigie_report_add_block (part, VIGIE_BLOCK_MISSING, words);
  part->complete = FALSE;
}

void
vigie_report_add_row (VigieBlock *block, ...)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();
  const char *cell;
  va_list arguments;

  va_start (arguments, block);
  while ((cell = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (cells, g_strdup (cell));
  va_end (arguments);
  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (block->rows, g_ptr_array_free (g_steal_pointer (&cells), FALSE));
}

VigieBlock *
vigie_report_add_table (VigieReportPart *part, const int *widths, guint n_widths)
{
  VigieBlock *block = vigie_report_add_block (part, VIGIE_BLOCK_TABLE, NULL);

  g_array_append_vals (block->widths, widths, n_widths);

  return block;
}

static const char *
list_item (const char *line)
{
  if (g_str_has_prefix (line, "- ") || g_str_has_prefix (line, "* "))
    return line + 2;
  if (g_str_has_prefix (line, "• "))
    return line + strlen ("• ");

  return NULL;
}

/* Lines that begin with a dash are a list; blank lines end a paragraph. */
void
vigie_report_add_text (VigieReportPart *part, const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GString) paragraph = g_string_new (NULL);
  VigieBlock *list = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *item = list_item (g_strstrip (lines[i]));
      gboolean blank = *lines[i] == '\0';

      if ((blank || item != NULL) && paragraph->len > 0)
        {
          vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, paragraph->str);
          g_string_truncate (paragraph, 0);
        }
      if (item != NULL)
        {
          if (list == NULL)
            list = vigie_report_add_block (part, VIGIE_BLOCK_LIST, NULL);
          vigie_report_add_row (list, item, NULL);
          continue;
        }
      list = NULL;
      if (!blank)
        g_string_append_printf (paragraph, "%s%s", paragraph->len > 0 ? "\n" : "", lines[i]);
    }
  if (paragraph->len > 0)
    vigie_report_add_block (part, VIGIE_BLOCK_PARAGRAPH, paragraph->str);
}

void
vigie_report_part_free (VigieReportPart *part)
{
  g_free ((char *) part->id);
  g_free (part->title);
  g_free (part->text);
  g_ptr_array_unref (part->blocks);
  g_free (part);
}

VigieReportPart *
vigie_report_part_new (const char *id, const char *title)
{
  VigieReportPart *part = g_new0 (VigieReportPart, 1);

  part->id = g_strdup (id);
  part->title = g_strdup (title);
  part->complete = TRUE;
  part->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);

  return part;
}

static VigieReportPart *
part_new (const VigieReportBuild *build, const VigieReportSection *def)
{
  VigieReportPart *part = vigie_report_part_new (def->id, vigie_text_get (&def->title, build->lang));
  const VigieSection *written = vigie_incident_section (build->incident, def->id, build->lang);

  part->edited = written != NULL && *written->text != '\0';
  part->text = part->edited ? g_strdup (written->text) : vigie_report_propose (build, def->id);
  vigie_report_fill (build, part);

  return part;
}

static void
add_field (GPtrArray *fields, const char *label, const char *value)
{
  const char *const row[] = { label, value, NULL };

  g_ptr_array_add (fields, g_strdupv ((GStrv) row));
}

/* Everyone who held command, in order. */
static char *
commanders (const VigieReportBuild *build)
{
  GString *out = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; i < build->incident->holdings->len; i++)
    {
      const VigieHolding *holding = build->incident->holdings->pdata[i];

      if (strcmp (holding->post, "commander") != 0 || g_strcmp0 (last, holding->person) == 0)
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", holding->person);
      last = holding->person;
    }
  if (out->len == 0)
    g_string_append (out, vigie_report_pick (build, "Not recorded", "Non consigné"));

  return g_string_free (out, FALSE);
}

static char *
severity_words (const VigieReportBuild *build)
{
  const VigieLevelDef *def = vigie_playbook_level (build->playbook, build->incident->level);
  const char *word = vigie_level_to_word (build->incident->level);

  return g_strdup_printf ("%s %s%s", word != NULL ? word : "", def != NULL ? vigie_text_get (&def->name, build->lang) : "",
                          build->incident->provisional ? vigie_report_pick (build, " (provisional)", " (provisoire)") : "");
}

static char *
head_time (const VigieReportBuild *build, VigieMilestone milestone)
{
  gint64 time_usec = build->incident->milestones[milestone];

  if (time_usec == VIGIE_TIME_NONE)
    return g_strdup (vigie_report_pick (build, "Not recorded", "Non consigné"));

  return vigie_report_time (build, time_usec);
}

static char *
head_duration (const VigieReportBuild *build)
{
  const gint64 *times = build->incident->milestones;
  g_autofree char *words = NULL;

  if (build->delays.total_usec != VIGIE_TIME_NONE)
    return vigie_report_duration (build, build->delays.total_usec);
  if (times[VIGIE_MILESTONE_STARTED] != VIGIE_TIME_NONE
      || build->delays.delay_usec[VIGIE_DELAY_RESOLVE] == VIGIE_TIME_NONE)
    return g_strdup (vigie_report_pick (build, "Not recorded", "Non consigné"));

  words = vigie_report_duration (build, build->delays.delay_usec[VIGIE_DELAY_RESOLVE]);

  return g_strdup_printf (vigie_report_pick (build, "%s from detection", "%s depuis la détection"), words);
}

/* Declared twice: the report of one names the other, whose log stays apart. */
static void
add_twins (const VigieReportBuild *build, GPtrArray *head)
{
  g_autoptr(GArray) followers = vigie_incident_followers (build->incident);
  g_autoptr(GString) refs = g_string_new (NULL);
  VigieTwin leader;

  if (vigie_incident_leader (build->incident, &leader))
    add_field (head, vigie_report_pick (build, "Same incident as", "Même incident que"), leader.ref);
  for (guint i = 0; i < followers->len; i++)
    g_string_append_printf (refs, "%s%s", i > 0 ? ", " : "", g_array_index (followers, VigieTwin, i).ref);
  if (refs->len > 0)
    add_field (head, vigie_report_pick (build, "Also declared as", "Aussi déclaré sous"), refs->str);
  if (build->incident->cancelled)
    add_field (head, vigie_report_pick (build, "Cancelled", "Annulé"),
               build->incident->cancel_reason != NULL ? build->incident->cancel_reason : vigie_report_pick (build, "it was no incident", "ce n’était pas un incident"));
}

static void
fill_head (const VigieReportBuild *build, GPtrArray *head)
{
  gint64 start_usec = vigie_report_start (build);
  g_autofree char *date = start_usec != VIGIE_TIME_NONE ? vigie_time_format_long_date (start_usec, build->zone, build->lang)
                                                        : g_strdup (vigie_report_pick (build, "Not recorded", "Non consigné"));
  g_autofree char *start = head_time (build, VIGIE_MILESTONE_STARTED);
  g_autofree char *end = head_time (build, VIGIE_MILESTONE_RESOLVED);
  g_autofree char *duration = head_duration (build);
  g_autofree char *severity = severity_words (build);
  g_autofree char *commander = commanders (build);

  add_field (head, vigie_report_pick (build, "Date of the incident", "Date de l’incident"), date);
  add_field (head, vigie_report_pick (build, "Start", "Début"), start);
  add_field (head, vigie_report_pick (build, "End", "Fin"), end);
  add_field (head, vigie_report_pick (build, "Total duration", "Durée totale"), duration);
  add_field (head, vigie_report_pick (build, "Severity", "Sévérité"), severity);
  add_field (head, vigie_report_pick (build, "Incident commander", "Responsable d’incident"), commander);
  add_twins (build, head);
}

static void
fill_foot (const VigieReportBuild *build, GPtrArray *foot, const char *author, gint64 now_usec)
{
  g_autofree char *date = vigie_time_format_full (now_usec, build->zone, build->lang);
  const char *version = build->incident->playbook_version != NULL ? build->incident->playbook_version : build->playbook->version;

  add_field (foot, vigie_report_pick (build, "Written by", "Document créé par"), author != NULL ? author : "");
  add_field (foot, vigie_report_pick (build, "Date", "Date"), date);
  add_field (foot, vigie_report_pick (build, "Distribution", "Diffusion"),
             vigie_report_pick (build, "Team and management", "Équipe et direction"));
  if (build->head_hash != NULL)
    add_field (foot, vigie_report_pick (build, "Head of the record’s chain", "Tête de chaîne du journal"), build->head_hash);
  add_field (foot, vigie_report_pick (build, "Playbook version", "Version du playbook"), version);
}

static gboolean
crosses_midnight (const VigieIncident *incident, GTimeZone *zone)
{
  gint64 first = VIGIE_TIME_NONE;
  gint64 last = VIGIE_TIME_NONE;

  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    {
      gint64 time_usec = incident->milestones[i];

      if (time_usec == VIGIE_TIME_NONE)
        continue;
      first = first == VIGIE_TIME_NONE ? time_usec : MIN (first, time_usec);
      last = last == VIGIE_TIME_NONE ? time_usec : MAX (last, time_usec);
    }
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (!vigie_report_is_typed (entry))
        continue;
      first = first == VIGIE_TIME_NONE ? entry->occurred_usec : MIN (first, entry->occurred_usec);
      last = last == VIGIE_TIME_NONE ? entry->occurred_usec : MAX (last, entry->occurred_usec);
    }

  return first != VIGIE_TIME_NONE && !vigie_time_same_day (first, last, zone);
}

/**
 * vigie_report_new:
 * @zone: in which all times are said
 * @author: (nullable): who makes the report
 * @head_hash: (nullable): head of the incident's chain, hex
 *
 * Returns: (transfer full): the report as it can be written at @now_usec
 */
VigieReport *
vigie_report_new (const VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang, GTimeZone *zone, const char *author, gint64 now_usec, const char *head_hash)
{
  VigieReport *report;
  VigieReportBuild build = { incident, playbook, lang, zone, head_hash, FALSE, { { 0 } } };

  g_return_val_if_fail (incident != NULL && playbook != NULL && zone != NULL, NULL);

  build.with_dates = crosses_midnight (incident, zone);
  vigie_delays_of (incident, playbook, &build.delays);

  report = g_new0 (VigieReport, 1);
  report->lang = lang;
  report->title = g_strdup_printf (vigie_report_pick (&build, "Incident report %s", "Rapport d’incident %s"), incident->ref);
  report->subtitle = g_strdup (incident->title);
  report->head = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->foot = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_report_part_free);
  fill_head (&build, report->head);
  for (guint i = 0; i < playbook->report_sections->len; i++)
    g_ptr_array_add (report->parts, part_new (&build, playbook->report_sections->pdata[i]));
  fill_foot (&build, report->foot, author, now_usec);

  return report;
}

void
vigie_report_free (VigieReport *report)
{
  if (report == NULL)
    return;
  g_free (report->title);
  g_free (report->subtitle);
  g_ptr_array_unref (report->head);
  g_ptr_array_unref (report->parts);
  g_ptr_array_unref (report->foot);
  g_free (report);
}

const VigieReportPart *
vigie_report_part (const VigieReport *report, const char *id)
{
  g_return_val_if_fail (report != NULL && id != NULL, NULL);

  for (guint i = 0; i < report->parts->len; i++)
    {
      const VigieReportPart *part = report->parts->pdata[i];

      if (strcmp (part->id, id) == 0)
        return part;
    }

  return NULL;
}

guint
vigie_report_list_depth (GStrv row)
{
  g_return_val_if_fail (row != NULL && row[0] != NULL, 0);

  return row[1] != NULL ? (guint) g_ascii_strtoull (row[1], NULL, 10) : 0;
}
