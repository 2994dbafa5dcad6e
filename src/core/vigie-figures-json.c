/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of an incident as one line of JSON, for the store. Times are plain numbers of microseconds: nobody reads
 * this line, and ten thousand of them are read at once. A version that meets another one's lines makes them anew. */

#include "vigie-figures.h"

#include <glib/gi18n-lib.h>

#include "vigie-error.h"
#include "vigie-json-writer.h"
#include "vigie-json.h"

#define MAX_BYTES (VIGIE_EVENT_MAX_BYTES * 4)

/* ---- Out ---- */

static void
write_time (VigieJsonWriter *writer, const char *name, gint64 time_usec)
{
  if (time_usec != VIGIE_TIME_NONE)
    vigie_json_writer_member_int (writer, name, time_usec);
}

static void
write_flag (VigieJsonWriter *writer, const char *name, gboolean flag)
{
  if (flag)
    vigie_json_writer_member_boolean (writer, name, TRUE);
}

static void
write_word (VigieJsonWriter *writer, const char *name, const char *word)
{
  if (word != NULL)
    vigie_json_writer_member_string (writer, name, word);
}

static void
write_delays (VigieJsonWriter *writer, const VigieDelays *delays)
{
  vigie_json_writer_key (writer, "delays");
  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    {
      /* A negative number stands for one that cannot be. */
      if (delays->impossible[i])
        vigie_json_writer_member_int (writer, vigie_delay_to_word (i), -1);
      else
        write_time (writer, vigie_delay_to_word (i), delays->delay_usec[i]);
    }
  write_time (writer, "total", delays->total_usec);
  vigie_json_writer_end_object (writer);
}

static void
write_action (VigieJsonWriter *writer, const VigieActionFigure *action)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "id", action->id);
  vigie_json_writer_member_string (writer, "code", action->code);
  vigie_json_writer_member_string (writer, "text", action->text);
  vigie_json_writer_member_string (writer, "owner", action->owner);
  vigie_json_writer_member_string (writer, "status", action->status);
  write_word (writer, "impact", action->impact);
  write_word (writer, "effort", action->effort);
  write_word (writer, "ticket", action->ticket);
  write_word (writer, "shown", action->shown);
  write_time (writer, "made", action->made_usec);
  write_time (writer, "due", action->due_usec);
  write_time (writer, "settled", action->settled_usec);
  vigie_json_writer_end_object (writer);
}

static void
write_lists (VigieJsonWriter *writer, const VigieFigures *figures)
{
  vigie_json_writer_key (writer, "causes");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < figures->causes->len; i++)
    vigie_json_writer_string (writer, figures->causes->pdata[i]);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_key (writer, "actions");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < figures->actions->len; i++)
    write_action (writer, figures->actions->pdata[i]);
  vigie_json_writer_end_array (writer);
}

char *
vigie_figures_to_json (const VigieFigures *figures)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  g_return_val_if_fail (figures != NULL, NULL);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "stream", figures->stream);
  vigie_json_writer_member_string (writer, "id", figures->id);
  vigie_json_writer_member_string (writer, "ref", figures->ref);
  vigie_json_writer_member_string (writer, "title", figures->title);
  vigie_json_writer_member_string (writer, "type", figures->type);
  vigie_json_writer_member_string (writer, "commander", figures->commander);
  vigie_json_writer_member_int (writer, "level", figures->level);
  vigie_json_writer_member_int (writer, "stage", figures->stage);
  write_flag (writer, "active", figures->active);
  write_flag (writer, "example", figures->example);
  write_flag (writer, "cancelled", figures->cancelled);
  write_flag (writer, "follows", figures->follows);
  write_time (writer, "seen", figures->seen_usec);
  write_time (writer, "begun", figures->begun_usec);
  write_delays (writer, &figures->delays);
  vigie_json_writer_member_int (writer, "updates", figures->n_updates);
  vigie_json_writer_member_int (writer, "late", figures->n_updates_late);
  vigie_json_writer_member_string (writer, "same_cause", figures->same_cause);
  write_lists (writer, figures);
  vigie_json_writer_member_string (writer, "systems", figures->systems);
  vigie_json_writer_member_string (writer, "title_terms", figures->title_terms);
  vigie_json_writer_member_string (writer, "noted_terms", figures->noted_terms);
  vigie_json_writer_end_object (writer);

  return vigie_json_writer_steal (writer);
}

/* ---- In ---- */

static gint64
read_time (const VigieJson *json, VigieJsonNode node, const char *name)
{
  return vigie_json_member_int (json, node, name, VIGIE_TIME_NONE);
}

static void
read_delays (const VigieJson *json, VigieDelays *out)
{
  VigieJsonNode node = vigie_json_member (json, 0, "delays");

  for (guint i = 0; i < VIGIE_N_DELAYS; i++)
    {
      gint64 delay_usec = read_time (json, node, vigie_delay_to_word (i));

      out->impossible[i] = delay_usec == -1;
      out->delay_usec[i] = delay_usec < 0 ? VIGIE_TIME_NONE : delay_usec;
    }
  out->total_usec = read_time (json, node, "total");
}

static VigieActionFigure *
read_action (const VigieJson *json, VigieJsonNode node)
{
  VigieActionFigure *action = g_new0 (VigieActionFigure, 1);

  action->id = vigie_json_member_string (json, node, "id");
  action->code = vigie_json_member_string (json, node, "code");
  action->text = vigie_json_member_string (json, node, "text");
  action->owner = vigie_json_member_string (json, node, "owner");
  action->status = vigie_json_member_string (json, node, "status");
  action->impact = vigie_json_member_string (json, node, "impact");
  action->effort = vigie_json_member_string (json, node, "effort");
  action->ticket = vigie_json_member_string (json, node, "ticket");
  action->shown = vigie_json_member_string (json, node, "shown");
  action->made_usec = read_time (json, node, "made");
  action->due_usec = read_time (json, node, "due");
  action->settled_usec = read_time (json, node, "settled");

  return action;
}

static void
read_lists (const VigieJson *json, VigieFigures *figures)
{
  VigieJsonNode causes = vigie_json_member (json, 0, "causes");
  VigieJsonNode actions = vigie_json_member (json, 0, "actions");

  if (causes != VIGIE_JSON_NONE)
    for (VigieJsonNode n = vigie_json_first (json, causes); n != VIGIE_JSON_NONE; n = vigie_json_next (json, n))
      g_ptr_array_add (figures->causes, vigie_json_string (json, n));
  if (actions != VIGIE_JSON_NONE)
    for (VigieJsonNode n = vigie_json_first (json, actions); n != VIGIE_JSON_NONE; n = vigie_json_next (json, n))
      g_ptr_array_add (figures->actions, read_action (json, n));
}

static char *
read_terms (const VigieJson *json, const char *name)
{
  char *terms = vigie_json_member_string (json, 0, name);

  return terms != NULL ? terms : g_strdup ("");
}

static void
read_names (const VigieJson *json, VigieFigures *figures)
{
  figures->stream = vigie_json_member_string (json, 0, "stream");
  figures->id = vigie_json_member_string (json, 0, "id");
  figures->ref = vigie_json_member_string (json, 0, "ref");
  figures->title = vigie_json_member_string (json, 0, "title");
  figures->type = vigie_json_member_string (json, 0, "type");
  figures->commander = vigie_json_member_string (json, 0, "commander");
  figures->same_cause = vigie_json_member_string (json, 0, "same_cause");
  figures->systems = read_terms (json, "systems");
  figures->title_terms = read_terms (json, "title_terms");
  figures->noted_terms = read_terms (json, "noted_terms");
}

VigieFigures *
vigie_figures_from_json (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr(VigieJson) json = NULL;
  g_autoptr(VigieFigures) figures = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  json = vigie_json_parse (text, length_bytes, MAX_BYTES, error);
  if (json == NULL)
    return NULL;
  figures = vigie_figures_new ();
  if (vigie_json_type (json, 0) == VIGIE_JSON_OBJECT)
    read_names (json, figures);
  if (figures->stream == NULL || figures->id == NULL || figures->ref == NULL || figures->title == NULL || figures->type == NULL)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("These are no figures of an incident."));
      return NULL;
    }
  figures->level = (VigieLevel) CLAMP (vigie_json_member_int (json, 0, "level", 0), VIGIE_LEVEL_NONE, VIGIE_LEVEL_P4);
  figures->stage = (VigieStage) CLAMP (vigie_json_member_int (json, 0, "stage", 0), 0, VIGIE_N_STAGES - 1);
  figures->active = vigie_json_member_boolean (json, 0, "active", FALSE);
  figures->example = vigie_json_member_boolean (json, 0, "example", FALSE);
  figures->cancelled = vigie_json_member_boolean (json, 0, "cancelled", FALSE);
  figures->follows = vigie_json_member_boolean (json, 0, "follows", FALSE);
  figures->seen_usec = read_time (json, 0, "seen");
  figures->begun_usec = read_time (json, 0, "begun");
  read_delays (json, &figures->delays);
  figures->n_updates = (guint) vigie_json_member_int (json, 0, "updates", 0);
  figures->n_updates_late = (guint) vigie_json_member_int (json, 0, "late", 0);
  read_lists (json, figures);

  return g_steal_pointer (&figures);
}
