/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loading of a playbook: strict JSON, then the tables of members (vigie-playbook-load-*.c), then the
 * references between the parts (vigie-playbook-check*.c). The second step only runs on a document
 * whose members are all sound, so that one slip does not drown in its consequences. */

#include "vigie-playbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-event.h"

/* A playbook is some hundred kilobytes; this bounds what a mistaken file can cost. */
#define PLAYBOOK_MAX_BYTES (8 * 1024 * 1024)

static const PlaybookField principle_fields[] = {
  FIELD (VigiePrinciple, id, STRING, FIELD_REQUIRED),
  FIELD (VigiePrinciple, title, TEXT, FIELD_REQUIRED),
  FIELD (VigiePrinciple, text, TEXT, FIELD_REQUIRED),
  FIELD_END,
};
static const PlaybookRecord principle_record = { sizeof (VigiePrinciple), principle_fields };

static const PlaybookField agenda_fields[] = {
  FIELD (VigieAgendaItem, id, STRING, FIELD_REQUIRED),
  FIELD (VigieAgendaItem, title, TEXT, FIELD_REQUIRED),
  FIELD_AS (VigieAgendaItem, "duration_s", duration_usec, SECONDS, FIELD_REQUIRED),
  FIELD (VigieAgendaItem, points, TEXTS, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord agenda_record = { sizeof (VigieAgendaItem), agenda_fields };

static const PlaybookField rule_fields[] = {
  FIELD (VigieRule, id, STRING, FIELD_REQUIRED),
  FIELD (VigieRule, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieRule, points, TEXTS, FIELD_OPTIONAL),
  FIELD (VigieRule, avoid, BOOLEAN, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord rule_record = { sizeof (VigieRule), rule_fields };

static const PlaybookField section_fields[] = {
  FIELD (VigieReportSection, id, STRING, FIELD_REQUIRED),
  FIELD (VigieReportSection, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieReportSection, hint, TEXT, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord section_record = { sizeof (VigieReportSection), section_fields };

static const PlaybookField target_fields[] = {
  FIELD (VigieTarget, id, STRING, FIELD_REQUIRED),
  FIELD (VigieTarget, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieTarget, target, DOUBLE, FIELD_REQUIRED),
  FIELD (VigieTarget, actual, DOUBLE, FIELD_OPTIONAL),
  FIELD (VigieTarget, unit, STRING, FIELD_REQUIRED),
  FIELD (VigieTarget, note, TEXT, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord target_record = { sizeof (VigieTarget), target_fields };

static const PlaybookField choice_fields[] = {
  FIELD (VigieChoice, id, STRING, FIELD_REQUIRED),
  FIELD (VigieChoice, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieChoice, text, TEXT, FIELD_REQUIRED),
  FIELD (VigieChoice, setting, STRING, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord choice_record = { sizeof (VigieChoice), choice_fields };

static const PlaybookField cause_term_fields[] = {
  FIELD (VigieCauseTerm, id, STRING, FIELD_REQUIRED),
  FIELD (VigieCauseTerm, label, TEXT, FIELD_REQUIRED),
  FIELD_END,
};
static const PlaybookRecord cause_term_record = { sizeof (VigieCauseTerm), cause_term_fields };

typedef struct
{
  VigieText title;
  GPtrArray *steps;
} CallProtocol;

static const PlaybookField call_protocol_fields[] = {
  FIELD (CallProtocol, title, TEXT, FIELD_REQUIRED),
  FIELD (CallProtocol, steps, TEXTS, FIELD_FILLED),
  FIELD_END,
};
static const PlaybookRecord call_protocol_record = { sizeof (CallProtocol), call_protocol_fields };

static void
read_call_protocol (PlaybookLoader *loader, VigieJsonNode node, gpointer record)
{
  VigiePlaybook *playbook = record;
  CallProtocol protocol = { 0 };

  if (node != VIGIE_JSON_NONE)
    vigie_playbook_read_record (loader, node, &call_protocol_record, &protocol);
  playbook->call_protocol = protocol.title;
  playbook->call_steps = protocol.steps;
}

static const PlaybookField playbook_fields[] = {
  FIELD (VigiePlaybook, id, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, version, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, organisation, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, zone, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, status_page_url, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, calendar_url, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, slack_channel, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, on_call_command, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, war_room_channel, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, updated, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaybook, next_review, STRING, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, principles, &principle_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, levels, &vigie_playbook_level_record, FIELD_FILLED),
  FIELD_OF (VigiePlaybook, questions, &vigie_playbook_question_record, FIELD_FILLED),
  FIELD_OF (VigiePlaybook, types, &vigie_playbook_type_record, FIELD_FILLED),
  FIELD_OF (VigiePlaybook, checklists, &vigie_playbook_checklist_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, posts, &vigie_playbook_post_record, FIELD_FILLED),
  FIELD_OF (VigiePlaybook, support_levels, &vigie_playbook_support_record, FIELD_FILLED),
  FIELD_OF (VigiePlaybook, automatisms, &vigie_playbook_automatism_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, audiences, &vigie_playbook_audience_record, FIELD_FILLED),
  FIELD_OF (VigiePlaybook, channels, &vigie_playbook_channel_record, FIELD_FILLED),
  FIELD_OF (VigiePlaybook, templates, &vigie_playbook_template_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, categories, &vigie_playbook_category_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, contacts, &vigie_playbook_contact_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, clocks, &vigie_playbook_clock_record, FIELD_FILLED),
  FIELD_OF (VigiePlaybook, facts, &vigie_playbook_fact_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, agenda, &agenda_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, rules, &rule_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, report_sections, &section_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, targets, &target_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, choices, &choice_record, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, cause_terms, &cause_term_record, FIELD_OPTIONAL),
  FIELD (VigiePlaybook, severity_notes, TEXTS, FIELD_OPTIONAL),
  FIELD_BY ("call_protocol", read_call_protocol, FIELD_REQUIRED),
  FIELD (VigiePlaybook, rotation, TEXT, FIELD_REQUIRED),
  FIELD (VigiePlaybook, war_room_rules, TEXT, FIELD_REQUIRED),
  FIELD_OF (VigiePlaybook, ooda, &rule_record, FIELD_REQUIRED),
  FIELD_END,
};
static const PlaybookRecord playbook_record = { sizeof (VigiePlaybook), playbook_fields };

static void
index_steps (PlaybookPool *pool, const char *list_id, GPtrArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (groups, i);

      for (guint j = 0; j < group->steps->len; j++)
        {
          VigieStepDef *step = g_ptr_array_index (group->steps, j);

          g_hash_table_insert (pool->steps, g_strconcat (list_id, "/", step->id, NULL), step);
        }
    }
}

static void
index_all_steps (VigiePlaybook *playbook)
{
  for (guint i = 0; i < playbook->types->len; i++)
    {
      const VigieTypeDef *type = g_ptr_array_index (playbook->types, i);

      index_steps (playbook->owned, type->id, type->groups);
    }
  for (guint i = 0; i < playbook->checklists->len; i++)
    {
      const VigieChecklist *checklist = g_ptr_array_index (playbook->checklists, i);

      index_steps (playbook->owned, checklist->id, checklist->groups);
    }
}

static VigiePlaybook *
new_playbook (void)
{
  VigiePlaybook *playbook = g_new0 (VigiePlaybook, 1);
  PlaybookPool *pool = g_new0 (PlaybookPool, 1);

  pool->arena = vigie_arena_new (256 * 1024);
  pool->arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  pool->steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  playbook->owned = pool;
  g_atomic_ref_count_init (&playbook->ref_count);

  return playbook;
}

static void
report_faults (GPtrArray *found, GPtrArray *faults, GError **error)
{
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
               _("The playbook cannot be used: %s"), (const char *) g_ptr_array_index (found, 0));
  for (guint i = 0; faults != NULL && i < found->len; i++)
    g_ptr_array_add (faults, g_strdup (g_ptr_array_index (found, i)));
}

/**
 * vigie_playbook_load:
 * @bytes: the document
 * @faults: (nullable) (element-type utf8): takes every fault, as "/clocks/3/title/fr: missing"
 * @error: return location for a #GError
 *
 * Reads and validates a playbook. Pure; the result may be used from several threads.
 *
 * Returns: (transfer full) (nullable): the playbook, or %NULL with %VIGIE_ERROR_INVALID (or
 *   %VIGIE_ERROR_TOO_LARGE); the error names the first fault
 */
VigiePlaybook *
vigie_playbook_load (GBytes *bytes, GPtrArray *faults, GError **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VigieJson) json = NULL;
  g_autoptr(VigiePlaybook) playbook = NULL;
  g_autoptr(GError) local_error = NULL;
  PlaybookLoader loader = { 0 };

  g_return_val_if_fail (bytes != NULL, NULL);

  json = vigie_json_parse_bytes (bytes, PLAYBOOK_MAX_BYTES, &local_error);
  if (json == NULL)
    {
      if (faults != NULL)
        g_ptr_array_add (faults, g_strdup_printf (": %s", local_error->message));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  playbook = new_playbook ();
  loader.json = json;
  loader.playbook = playbook;
  loader.pool = playbook->owned;
  loader.faults = found;

  vigie_playbook_read_record (&loader, 0, &playbook_record, playbook);
  if (found->len == 0)
    vigie_playbook_check (&loader);
  if (found->len > 0)
    {
      report_faults (found, faults, error);
      return NULL;
    }

  vigie_hash (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), playbook->hash);
  index_all_steps (playbook);

  return g_steal_pointer (&playbook);
}
