/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of the clocks and of the facts. A clock's spans are by level ({"P1": 900, …}) or one for
 * all ({"any": 1800}); both land in one array indexed by VigieLevel, where 0 means any. */

#include "vigie-playbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

GPtrArray *
vigie_playbook_read_levels (PlaybookLoader *loader, VigieJsonNode node)
{
  GPtrArray *levels = vigie_playbook_new_array (loader);

  if (node == VIGIE_JSON_NONE)
    return levels;
  if (vigie_json_type (loader->json, node) != VIGIE_JSON_ARRAY)
    vigie_playbook_fault (loader, node, NULL, _("must be an array"));
  for (VigieJsonNode child = vigie_json_first (loader->json, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (loader->json, child))
    {
      g_autofree char *word = vigie_json_string (loader->json, child);
      VigieLevel level = VIGIE_LEVEL_NONE;

      if (word != NULL && vigie_level_from_word (word, &level))
        g_ptr_array_add (levels, GINT_TO_POINTER (level));
      else
        vigie_playbook_fault (loader, child, NULL, _("must be P1, P2, P3 or P4"));
    }

  return levels;
}

static void
read_levels (PlaybookLoader *loader, VigieJsonNode node, gpointer record)
{
  ((VigieClockDef *) record)->levels = vigie_playbook_read_levels (loader, node);
}

static void
read_spans (PlaybookLoader *loader, VigieJsonNode node, gpointer record)
{
  VigieClockDef *clock = record;

  if (node == VIGIE_JSON_NONE)
    return;
  if (vigie_json_type (loader->json, node) != VIGIE_JSON_OBJECT)
    vigie_playbook_fault (loader, node, NULL, _("must be an object"));
  for (VigieJsonNode child = vigie_json_first (loader->json, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (loader->json, child))
    {
      g_autofree char *name = vigie_json_key (loader->json, child);
      VigieLevel level = VIGIE_LEVEL_NONE;

      if (strcmp (name, "any") == 0 || vigie_level_from_word (name, &level))
        vigie_playbook_read_seconds (loader, child, &clock->span_usec[level]);
      else
        vigie_playbook_fault (loader, child, NULL, _("unknown member"));
    }
}

typedef struct
{
  char *type;
  gint64 seconds_usec;
} SpanByType;

static const PlaybookField span_by_type_fields[] = {
  FIELD (SpanByType, type, STRING, FIELD_REQUIRED),
  FIELD_AS (SpanByType, "seconds", seconds_usec, SECONDS, FIELD_REQUIRED),
  FIELD_END,
};
static const PlaybookRecord span_by_type_record = { sizeof (SpanByType), span_by_type_fields };

static void
read_span_by_type (PlaybookLoader *loader, VigieJsonNode node, gpointer record)
{
  VigieClockDef *clock = record;
  SpanByType span = { 0 };

  if (node != VIGIE_JSON_NONE)
    vigie_playbook_read_record (loader, node, &span_by_type_record, &span);
  clock->span_type = span.type;
  clock->span_by_type_usec = span.seconds_usec;
}

static const PlaybookField clock_fields[] = {
  FIELD (VigieClockDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigieClockDef, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieClockDef, act, TEXT, FIELD_REQUIRED),
  FIELD (VigieClockDef, proof, TEXT, FIELD_REQUIRED),
  FIELD (VigieClockDef, owner, STRING, FIELD_REQUIRED),
  FIELD (VigieClockDef, organisation, BOOLEAN, FIELD_OPTIONAL),
  FIELD_BY ("levels", read_levels, FIELD_OPTIONAL),
  FIELD_AS (VigieClockDef, "requires", requires_, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieClockDef, subjects, STRING, FIELD_OPTIONAL),
  FIELD (VigieClockDef, starts, STRINGS, FIELD_FILLED),
  FIELD (VigieClockDef, start_rule, STRING, FIELD_OPTIONAL),
  FIELD_BY ("spans", read_spans, FIELD_OPTIONAL),
  FIELD_BY ("span_by_type", read_span_by_type, FIELD_OPTIONAL),
  FIELD_AS (VigieClockDef, "limit_s", limit_usec, SECONDS, FIELD_OPTIONAL),
  FIELD_AS (VigieClockDef, "not_before_s", not_before_usec, SECONDS, FIELD_OPTIONAL),
  FIELD_AS (VigieClockDef, "longer_than_s", longer_than_usec, SECONDS, FIELD_OPTIONAL),
  FIELD (VigieClockDef, repeats, BOOLEAN, FIELD_OPTIONAL),
  FIELD (VigieClockDef, restarts, STRING, FIELD_OPTIONAL),
  FIELD (VigieClockDef, fulfilled_by, STRINGS, FIELD_FILLED),
  FIELD (VigieClockDef, source, TEXT, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_clock_record = { sizeof (VigieClockDef), clock_fields };

static const PlaybookField fact_value_fields[] = {
  FIELD (VigieFactValue, id, STRING, FIELD_REQUIRED),
  FIELD (VigieFactValue, label, TEXT, FIELD_REQUIRED),
  FIELD_END,
};
static const PlaybookRecord fact_value_record = { sizeof (VigieFactValue), fact_value_fields };

static const PlaybookField fact_fields[] = {
  FIELD (VigieFactDef, name, STRING, FIELD_REQUIRED),
  FIELD (VigieFactDef, label, TEXT, FIELD_REQUIRED),
  FIELD (VigieFactDef, group, STRING, FIELD_REQUIRED),
  FIELD (VigieFactDef, type, STRING, FIELD_REQUIRED),
  FIELD (VigieFactDef, unit, STRING, FIELD_OPTIONAL),
  FIELD_OF (VigieFactDef, values, &fact_value_record, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_fact_record = { sizeof (VigieFactDef), fact_fields };
