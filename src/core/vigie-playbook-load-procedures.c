/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of the procedures: types of incident, their step groups, and the checklists. */

#include "vigie-playbook-private.h"

static const PlaybookField link_fields[] = {
  FIELD (VigieLink, label, TEXT, FIELD_REQUIRED),
  FIELD (VigieLink, url, STRING, FIELD_REQUIRED),
  FIELD_END,
};
static const PlaybookRecord link_record = { sizeof (VigieLink), link_fields };

static const PlaybookField gate_fields[] = {
  FIELD (VigieGateDef, approvers, STRINGS, FIELD_FILLED),
  FIELD (VigieGateDef, before, STRINGS, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord gate_record = { sizeof (VigieGateDef), gate_fields };

static void
read_gate (PlaybookLoader *loader, VigieJsonNode node, gpointer record)
{
  if (node != VIGIE_JSON_NONE)
    vigie_playbook_read_record (loader, node, &gate_record, &((VigieStepDef *) record)->gate);
}

static const PlaybookField step_fields[] = {
  FIELD (VigieStepDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigieStepDef, text, TEXT, FIELD_REQUIRED),
  FIELD (VigieStepDef, detail, TEXT, FIELD_OPTIONAL),
  FIELD (VigieStepDef, post, STRING, FIELD_OPTIONAL),
  FIELD (VigieStepDef, hypothesis, STRING, FIELD_OPTIONAL),
  FIELD (VigieStepDef, option, STRING, FIELD_OPTIONAL),
  FIELD (VigieStepDef, evidence, BOOLEAN, FIELD_OPTIONAL),
  FIELD (VigieStepDef, after_evidence, BOOLEAN, FIELD_OPTIONAL),
  FIELD_OF (VigieStepDef, links, &link_record, FIELD_OPTIONAL),
  FIELD (VigieStepDef, queries, STRINGS, FIELD_OPTIONAL),
  FIELD_BY ("gate", read_gate, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord step_record = { sizeof (VigieStepDef), step_fields };

static const PlaybookField group_fields[] = {
  FIELD (VigieStepGroup, id, STRING, FIELD_REQUIRED),
  FIELD (VigieStepGroup, title, TEXT, FIELD_REQUIRED),
  FIELD_AS (VigieStepGroup, "at_s", at_usec, SECONDS, FIELD_OPTIONAL | FIELD_NULLABLE),
  FIELD_AS (VigieStepGroup, "until_s", until_usec, SECONDS, FIELD_OPTIONAL | FIELD_NULLABLE),
  FIELD (VigieStepGroup, phase, STRING, FIELD_OPTIONAL),
  FIELD (VigieStepGroup, condition, TEXT, FIELD_OPTIONAL),
  FIELD_OF (VigieStepGroup, steps, &step_record, FIELD_FILLED),
  FIELD_END,
};
static const PlaybookRecord group_record = { sizeof (VigieStepGroup), group_fields };

static const PlaybookField phase_fields[] = {
  FIELD (VigiePhase, id, STRING, FIELD_REQUIRED),
  FIELD (VigiePhase, title, TEXT, FIELD_REQUIRED),
  FIELD_AS (VigiePhase, "from_s", from_usec, SECONDS, FIELD_OPTIONAL | FIELD_NULLABLE),
  FIELD_AS (VigiePhase, "until_s", until_usec, SECONDS, FIELD_OPTIONAL | FIELD_NULLABLE),
  FIELD_END,
};
static const PlaybookRecord phase_record = { sizeof (VigiePhase), phase_fields };

static const PlaybookField hypothesis_fields[] = {
  FIELD (VigieHypothesisDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigieHypothesisDef, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieHypothesisDef, text, TEXT, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord hypothesis_record = { sizeof (VigieHypothesisDef), hypothesis_fields };

static const PlaybookField option_fields[] = {
  FIELD (VigieOptionDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigieOptionDef, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieOptionDef, text, TEXT, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord option_record = { sizeof (VigieOptionDef), option_fields };

static const PlaybookField query_fields[] = {
  FIELD (VigieQueryDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigieQueryDef, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieQueryDef, language, STRING, FIELD_REQUIRED),
  FIELD (VigieQueryDef, text, STRING, FIELD_REQUIRED),
  FIELD (VigieQueryDef, note, TEXT, FIELD_OPTIONAL),
  FIELD (VigieQueryDef, subject, STRING, FIELD_OPTIONAL),
  FIELD (VigieQueryDef, time, STRING, FIELD_OPTIONAL),
  FIELD (VigieQueryDef, confirmed_by, STRING, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord query_record = { sizeof (VigieQueryDef), query_fields };

static const PlaybookField tool_fields[] = {
  FIELD (VigieToolGroup, id, STRING, FIELD_REQUIRED),
  FIELD (VigieToolGroup, title, TEXT, FIELD_REQUIRED),
  FIELD_OF (VigieToolGroup, links, &link_record, FIELD_OPTIONAL),
  FIELD (VigieToolGroup, notes, TEXTS, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord tool_record = { sizeof (VigieToolGroup), tool_fields };

static const PlaybookField type_fields[] = {
  FIELD (VigieTypeDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigieTypeDef, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieTypeDef, summary, TEXT, FIELD_REQUIRED),
  FIELD (VigieTypeDef, usual_level, LEVEL, FIELD_REQUIRED),
  FIELD (VigieTypeDef, usual_level_note, TEXT, FIELD_OPTIONAL),
  FIELD (VigieTypeDef, outage, STRING, FIELD_REQUIRED),
  FIELD (VigieTypeDef, symptoms, TEXTS, FIELD_REQUIRED),
  FIELD (VigieTypeDef, impacts, TEXTS, FIELD_REQUIRED),
  FIELD_OF (VigieTypeDef, phases, &phase_record, FIELD_OPTIONAL),
  FIELD_OF (VigieTypeDef, groups, &group_record, FIELD_FILLED),
  FIELD_OF (VigieTypeDef, hypotheses, &hypothesis_record, FIELD_OPTIONAL),
  FIELD_OF (VigieTypeDef, options, &option_record, FIELD_OPTIONAL),
  FIELD_OF (VigieTypeDef, queries, &query_record, FIELD_OPTIONAL),
  FIELD_OF (VigieTypeDef, tools, &tool_record, FIELD_OPTIONAL),
  FIELD (VigieTypeDef, checklists, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieTypeDef, posts, STRINGS, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_type_record = { sizeof (VigieTypeDef), type_fields };

static const PlaybookField checklist_fields[] = {
  FIELD (VigieChecklist, id, STRING, FIELD_REQUIRED),
  FIELD (VigieChecklist, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieChecklist, applies, STRING, FIELD_REQUIRED),
  FIELD_OF (VigieChecklist, groups, &group_record, FIELD_FILLED),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_checklist_record = { sizeof (VigieChecklist), checklist_fields };
