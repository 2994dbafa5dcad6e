/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The timeline as CSV, and a historical incident from such a file. Every entry becomes its own event with
 * the author of its line, so that nothing of the file is lost; the importer is the recording device. */

#include "vigie-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-time.h"

#define MILESTONE_PREFIX "milestone:"
#define N_COLUMNS 4

typedef struct
{
  guint line;
  gint64 time_usec;
  const char *author;
  const char *text;
  gboolean is_milestone;
  VigieMilestone milestone;
  VigieEntryKind kind;
} Line;

static const char *const columns[N_COLUMNS] = { "time", "kind", "author", "text" };

static const char *
kind_word (const VigieEntry *entry)
{
  return entry->kind <= VIGIE_ENTRY_TODO ? vigie_entry_kind_to_word (entry->kind) : "";
}

static void
append_entry (GString *out, const VigieEntry *entry, VigieIncident *incident, const VigiePlaybook *playbook)
{
  g_autofree char *time = vigie_time_format_rfc3339 (entry->occurred_usec);
  g_autofree char *text = vigie_entry_text (entry, incident, playbook, VIGIE_LANG_EN);
  g_autofree char *kind = entry->is_milestone
                            ? g_strconcat (MILESTONE_PREFIX, vigie_milestone_to_word (entry->milestone), NULL)
                            : g_strdup (kind_word (entry));

  vigie_csv_append_field (out, time, FALSE);
  vigie_csv_append_field (out, kind, FALSE);
  vigie_csv_append_field (out, entry->event->author, FALSE);
  vigie_csv_append_field (out, text, TRUE);
}

char *
vigie_csv_from_timeline (VigieIncident *incident, const VigiePlaybook *playbook)
{
  GString *out = g_string_new ("time,kind,author,text\r\n");

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = g_ptr_array_index (incident->entries, i);

      if (entry->retract_reason == NULL)
        append_entry (out, entry, incident, playbook);
    }

  return g_string_free (out, FALSE);
}

static gboolean
check_head (GPtrArray *rows, GError **error)
{
  const VigieCsvRow *head = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  gboolean ok = head != NULL && head->fields->len == N_COLUMNS;

  for (guint i = 0; ok && i < N_COLUMNS; i++)
    ok = g_ascii_strcasecmp (g_strstrip (g_ptr_array_index (head->fields, i)), columns[i]) == 0;
  if (!ok)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Line 1: the header must be time,kind,author,text."));

  return ok;
}

static gboolean
read_kind (const char *word, Line *line, GError **error)
{
  line->kind = VIGIE_ENTRY_NOTE;
  line->is_milestone = g_str_has_prefix (word, MILESTONE_PREFIX);
  if (line->is_milestone ? vigie_milestone_from_word (word + strlen (MILESTONE_PREFIX), &line->milestone)
                         : *word == '\0' || (vigie_entry_kind_from_word (word, &line->kind) && line->kind <= VIGIE_ENTRY_TODO))
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Line %u: “%s” is no kind of entry."), line->line, word);

  return FALSE;
}

static gboolean
read_line (const VigieCsvRow *row, Line *line, GError **error)
{
  const char *time, *kind;

  line->line = row->line;
  if (row->fields->len != N_COLUMNS)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Line %u: has %u fields instead of four."), row->line, row->fields->len);
      return FALSE;
    }
  time = g_ptr_array_index (row->fields, 0);
  kind = g_ptr_array_index (row->fields, 1);
  line->author = g_ptr_array_index (row->fields, 2);
  line->text = g_ptr_array_index (row->fields, 3);
  if (!vigie_time_parse_rfc3339 (time, &line->time_usec, NULL))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _("Line %u: “%.40s” is no time with a zone, such as 2026-11-22T03:04:00Z."), row->line, time);
      return FALSE;
    }

  return read_kind (kind, line, error);
}

static GArray *
read_lines (GPtrArray *rows, GError **error)
{
  g_autoptr(GArray) lines = g_array_new (FALSE, TRUE, sizeof (Line));

  if (!check_head (rows, error))
    return NULL;
  for (guint i = 1; i < rows->len; i++)
    {
      Line line = { 0 };

      if (!read_line (g_ptr_array_index (rows, i), &line, error))
        return NULL;
      g_array_append_val (lines, line);
    }
  if (lines->len == 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The file holds no entry."));
      return NULL;
    }

  return g_steal_pointer (&lines);
}

static gint64
find_milestone (GArray *lines, VigieMilestone milestone)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (line->is_milestone && line->milestone == milestone)
        return line->time_usec;
    }

  return VIGIE_TIME_NONE;
}

static gint64
earliest (GArray *lines)
{
  gint64 first_usec = g_array_index (lines, Line, 0).time_usec;

  for (guint i = 1; i < lines->len; i++)
    first_usec = MIN (first_usec, g_array_index (lines, Line, i).time_usec);

  return first_usec;
}

/* A declaration knows no line of its own: it stands at the detection, or at the first entry. */
static GPtrArray *
declare (const VigiePlaybook *playbook, GArray *lines, const char *title, const char *type, VigieLevel severity,
         const char *incident_id, const char *importer, GError **error)
{
  VigieDeclaration declaration = { 0 };
  gint64 detected_usec = find_milestone (lines, VIGIE_MILESTONE_DETECTED);

  vigie_answers_init (&declaration.answers);
  declaration.title = title;
  declaration.type = type;
  declaration.level = severity;
  declaration.reason = severity != VIGIE_LEVEL_NONE ? _("As recorded at the time") : NULL;
  declaration.started_usec = find_milestone (lines, VIGIE_MILESTONE_STARTED);
  declaration.detected_usec = detected_usec != VIGIE_TIME_NONE ? detected_usec : earliest (lines);
  declaration.declared_usec = find_milestone (lines, VIGIE_MILESTONE_DECLARED);
  declaration.historical = TRUE;
  declaration.incident_id = incident_id;

  return vigie_act_declare (playbook, &declaration, importer, error);
}

static VigieDraft *
draft_of_line (const Line *line, const char *stream, const char *importer, GError **error)
{
  const char *author = *line->author != '\0' ? line->author : importer;
  g_autoptr(GPtrArray) drafts = NULL;

  drafts = line->is_milestone
             ? vigie_act_milestone_in (stream, line->milestone, line->time_usec, line->text, author, line->time_usec, error)
             : vigie_act_log_in (stream, line->kind, line->text, author, line->time_usec, error);
  if (drafts == NULL)
    {
      g_prefix_error (error, _("Line %u: "), line->line);
      return NULL;
    }

  return g_ptr_array_steal_index (drafts, 0);
}

GPtrArray *
vigie_csv_to_drafts (GBytes *bytes, const VigiePlaybook *playbook, const char *title, const char *type, VigieLevel severity,
                     const char *incident_id, const char *importer, gint64 now_usec, GError **error)
{
  gsize length_bytes = 0;
  const char *text = g_bytes_get_data (bytes, &length_bytes);
  g_autoptr(GPtrArray) rows = vigie_csv_parse (text != NULL ? text : "", length_bytes, error);
  g_autoptr(GArray) lines = rows != NULL ? read_lines (rows, error) : NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autofree char *stream = vigie_stream_for_incident (incident_id, FALSE);

  if (lines == NULL)
    return NULL;
  drafts = declare (playbook, lines, title, type, severity, incident_id, importer, error);
  if (drafts == NULL)
    return NULL;
  for (guint i = 0; i < lines->len; i++)
    {
      VigieDraft *draft = draft_of_line (&g_array_index (lines, Line, i), stream, importer, error);

      if (draft == NULL)
        return NULL;
      g_ptr_array_add (drafts, draft);
    }

  return g_steal_pointer (&drafts);
}
