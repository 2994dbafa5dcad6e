/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The brief on its way out: as text for a chat, as a report for Markdown and PDF. */

#include "vigie-brief.h"

#include "vigie-text-show.h"

#include <string.h>

#include "vigie-report-private.h"
#include "vigie-time.h"

const char *
vigie_brief_section_title (VigieBriefSection section, VigieLang lang)
{
  static const struct { const char *english, *french; } titles[VIGIE_N_BRIEF_SECTIONS] = {
    { "State", "État" },
    { "Hypotheses", "Hypothèses" },
    { "Decisions", "Décisions" },
    { "Public word", "Parole publique" },
    { "Under way", "En cours" },
    { "Deadlines", "Échéances" },
    { "Facts", "Faits" },
    { "People", "Personnes" },
    { "Channels", "Canaux" },
  };

  g_return_val_if_fail (section < VIGIE_N_BRIEF_SECTIONS, "");

  return lang == VIGIE_LANG_FR ? titles[section].french : titles[section].english;
}

static char *
as_of (gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  return vigie_time_format_full (now_usec, zone, lang);
}

char *
vigie_brief_to_text (GPtrArray *lines, const VigieIncident *incident, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autofree char *time = as_of (now_usec, zone, lang);
  g_autofree char *title = vigie_text_show_line (incident->title);
  GString *out = g_string_new (NULL);
  int section = -1;

  g_return_val_if_fail (lines != NULL && incident != NULL, g_string_free (out, FALSE));

  g_string_append_printf (out, "%s · %s (%s)\n", incident->ref, title, time);
  for (guint i = 0; i < lines->len; i++)
    {
      const VigieBriefLine *line = g_ptr_array_index (lines, i);

      if ((int) line->section != section)
        g_string_append_printf (out, "\n%s\n", vigie_brief_section_title (line->section, lang));
      section = (int) line->section;
      g_string_append_printf (out, "- %s\n", line->words);
    }

  return g_string_free (out, FALSE);
}

static void
add_field (GPtrArray *fields, const char *label, const char *value)
{
  const char *const row[] = { label, value, NULL };

  g_ptr_array_add (fields, g_strdupv ((GStrv) row));
}

static void
add_parts (VigieReport *report, GPtrArray *lines)
{
  VigieReportPart *part = NULL;
  VigieBlock *list = NULL;
  int section = -1;

  for (guint i = 0; i < lines->len; i++)
    {
      const VigieBriefLine *line = g_ptr_array_index (lines, i);

      if ((int) line->section != section)
        {
          part = vigie_report_part_new ("brief", vigie_brief_section_title (line->section, report->lang));
          list = vigie_report_add_block (part, VIGIE_BLOCK_LIST, NULL);
          g_ptr_array_add (report->parts, part);
          section = (int) line->section;
        }
      vigie_report_add_row (list, line->words, NULL);
    }
}

VigieReport *
vigie_brief_to_report (GPtrArray *lines, const VigieIncident *incident, const char *author, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  VigieReport *report = g_new0 (VigieReport, 1);
  g_autofree char *time = as_of (now_usec, zone, lang);
  gboolean french = lang == VIGIE_LANG_FR;

  g_return_val_if_fail (lines != NULL && incident != NULL, report);

  report->lang = lang;
  report->title = g_strdup_printf ("%s %s", french ? "Brief de relève" : "Handover brief", incident->ref);
  report->subtitle = g_strdup (incident->title);
  report->head = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->foot = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_report_part_free);
  add_field (report->head, french ? "Établi le" : "As of", time);
  add_parts (report, lines);
  add_field (report->foot, french ? "Établi par" : "Made by", author);

  return report;
}

char *
vigie_incident_channel (const VigieIncident *incident, const VigiePlaybook *playbook)
{
  g_autofree char *ref = g_ascii_strdown (incident->ref, -1);
  g_auto(GStrv) parts = g_strsplit (playbook->war_room_channel, "{{ref}}", -1);

  return g_strjoinv (ref, parts);
}

gboolean
vigie_link_can_be_opened (const char *link)
{
  if (link == NULL || g_ascii_strncasecmp (link, "https://", 8) != 0 || link[8] == '\0')
    return FALSE;
  for (const char *p = link; *p != '\0'; p++)
    if (g_ascii_isspace (*p) || g_ascii_iscntrl (*p) || strchr ("\"<>\\^`{|}", *p) != NULL)
      return FALSE;

  return TRUE;
}
