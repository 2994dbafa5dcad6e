/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a signature of a post-mortem is bound to.
 *
 * A canonical form, JSON without white space whose members and lists stand in one order, over what people put into the
 * document: the figures with the times and facts they are computed from, what was chosen of the timeline, the written texts
 * of both languages, the causes, and what each action promises. What happens to an action afterwards is no part of it, nor is
 * the closing of the incident: both go on when the document is out, and void nobody's signature. */

#include "vigie-post-mortem-private.h"

#include <stdlib.h>
#include <string.h>

#include "vigie-cause.h"
#include "vigie-json-writer.h"

#define HASH_DOMAIN "vigie-post-mortem-v1"

static void
write_milestones (VigieJsonWriter *writer, const VigieIncident *incident)
{
  vigie_json_writer_key (writer, "milestones");
  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < VIGIE_MILESTONE_CLOSED; i++)
    vigie_json_writer_member_time (writer, vigie_milestone_to_word (i), incident->milestones[i]);
  vigie_json_writer_end_object (writer);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The keys of @table in one order; owned array. */
static GPtrArray *
sorted_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_strings);

  return keys;
}

static void
write_facts (VigieJsonWriter *writer, const VigieIncident *incident)
{
  g_autoptr(GPtrArray) names = sorted_keys (incident->facts);

  vigie_json_writer_key (writer, "facts");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < names->len; i++)
    {
      const VigieFact *fact = g_hash_table_lookup (incident->facts, names->pdata[i]);

      if (fact->state == VIGIE_FACT_UNKNOWN)
        continue;
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "name", fact->name);
      vigie_json_writer_member_string (writer, "value", fact->value);
      vigie_json_writer_member_string (writer, "state", vigie_fact_state_to_word (fact->state));
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

/* Of what was starred: when it was, and what it says; the event's id of what has no text of its own. */
static void
write_timeline (VigieJsonWriter *writer, const VigieIncident *incident)
{
  vigie_json_writer_key (writer, "timeline");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *entry = incident->entries->pdata[i];

      if (!entry->starred || entry->retract_reason != NULL)
        continue;
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "entry", entry->event->id);
      vigie_json_writer_member_time (writer, "at", entry->occurred_usec);
      vigie_json_writer_member_string (writer, "text", entry->text);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
write_sections (VigieJsonWriter *writer, const VigieIncident *incident)
{
  g_autoptr(GPtrArray) keys = sorted_keys (incident->sections);

  vigie_json_writer_key (writer, "sections");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < keys->len; i++)
    {
      const VigieSection *section = g_hash_table_lookup (incident->sections, keys->pdata[i]);

      if (*section->text == '\0')
        continue;
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "section", section->section);
      vigie_json_writer_member_string (writer, "lang", vigie_lang_to_word (section->lang));
      vigie_json_writer_member_string (writer, "text", section->text);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
write_strings (VigieJsonWriter *writer, const char *name, GPtrArray *strings)
{
  vigie_json_writer_key (writer, name);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < strings->len; i++)
    vigie_json_writer_string (writer, strings->pdata[i]);
  vigie_json_writer_end_array (writer);
}

/* In the order of the tree; those that were taken away are no part of it. */
static void
write_causes (VigieJsonWriter *writer, const VigieIncident *incident)
{
  vigie_json_writer_key (writer, "causes");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < incident->causes->len; i++)
    {
      const VigieCause *cause = incident->causes->pdata[i];

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "cause", cause->id);
      vigie_json_writer_member_string (writer, "parent", cause->parent != NULL ? cause->parent->id : NULL);
      vigie_json_writer_member_string (writer, "kind", cause->is_factor ? "factor" : "why");
      vigie_json_writer_member_string (writer, "text", cause->text);
      vigie_json_writer_member_string (writer, "state", vigie_cause_state_to_word (cause->state));
      vigie_json_writer_member_boolean (writer, "root", cause->root);
      vigie_json_writer_member_string (writer, "term", cause->term);
      write_strings (writer, "evidence", cause->evidence);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
  write_strings (writer, "techniques", incident->techniques);
}

static void
write_actions (VigieJsonWriter *writer, const VigieIncident *incident)
{
  vigie_json_writer_key (writer, "actions");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = incident->actions->pdata[i];

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "action", action->id);
      vigie_json_writer_member_string (writer, "text", action->text);
      vigie_json_writer_member_string (writer, "owner", action->owner);
      vigie_json_writer_member_time (writer, "due", action->due_usec);
      vigie_json_writer_member_string (writer, "cause", action->cause);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

char *
vigie_post_mortem_canonical (const VigieIncident *incident)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  g_return_val_if_fail (incident != NULL, NULL);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "title", incident->title);
  vigie_json_writer_member_string (writer, "type", incident->type);
  vigie_json_writer_member_string (writer, "level", vigie_level_to_word (incident->level));
  write_milestones (writer, incident);
  write_facts (writer, incident);
  write_timeline (writer, incident);
  write_sections (writer, incident);
  write_causes (writer, incident);
  write_actions (writer, incident);
  vigie_json_writer_end_object (writer);

  return vigie_json_writer_steal (writer);
}

char *
vigie_post_mortem_hash (const VigieIncident *incident)
{
  g_autofree char *canonical = NULL;
  g_autofree char *signed_form = NULL;
  guint8 hash[VIGIE_HASH_BYTES];

  g_return_val_if_fail (incident != NULL, NULL);

  canonical = vigie_post_mortem_canonical (incident);
  signed_form = g_strconcat (HASH_DOMAIN, "\n", canonical, NULL);
  vigie_hash (signed_form, strlen (signed_form), hash);

  return vigie_hex (hash, sizeof hash);
}
