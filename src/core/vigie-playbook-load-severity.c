/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of the severity part: levels with their acts, and the five questions. */

#include "vigie-playbook-private.h"

#include <glib/gi18n-lib.h>

static const PlaybookField level_action_fields[] = {
  FIELD (VigieLevelAction, id, STRING, FIELD_REQUIRED),
  FIELD (VigieLevelAction, text, TEXT, FIELD_REQUIRED),
  FIELD (VigieLevelAction, clocks, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieLevelAction, fulfilled_by, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieLevelAction, lasting, BOOLEAN, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord level_action_record = { sizeof (VigieLevelAction), level_action_fields };

static const PlaybookField level_fields[] = {
  FIELD_AS (VigieLevelDef, "id", level, LEVEL, FIELD_REQUIRED),
  FIELD (VigieLevelDef, name, TEXT, FIELD_REQUIRED),
  FIELD (VigieLevelDef, impact, TEXT, FIELD_REQUIRED),
  FIELD (VigieLevelDef, extent, TEXT, FIELD_REQUIRED),
  FIELD_AS (VigieLevelDef, "respond_s", respond_usec, SECONDS, FIELD_REQUIRED),
  FIELD_AS (VigieLevelDef, "resolve_s", resolve_usec, SECONDS, FIELD_NULLABLE),
  FIELD (VigieLevelDef, examples, TEXTS, FIELD_REQUIRED),
  FIELD_OF (VigieLevelDef, actions, &level_action_record, FIELD_REQUIRED),
  FIELD (VigieLevelDef, support, STRING, FIELD_REQUIRED),
  FIELD (VigieLevelDef, opens_war_room, BOOLEAN, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_level_record = { sizeof (VigieLevelDef), level_fields };

static void
read_at_least (PlaybookLoader *loader, VigieJsonNode node, gpointer record)
{
  VigieAnswerDef *answer = record;

  /* An answer without this member is no range; "over" and "under" need both ends all the same,
   * so that the ranges of a question can be proved to cover 0 to 100. */
  answer->has_range = vigie_json_double (loader->json, node, &answer->at_least);
  if (node != VIGIE_JSON_NONE && !answer->has_range)
    vigie_playbook_fault (loader, node, NULL, _("must be a number"));
}

static const PlaybookField answer_fields[] = {
  FIELD (VigieAnswerDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigieAnswerDef, label, TEXT, FIELD_REQUIRED),
  FIELD (VigieAnswerDef, words, TEXT, FIELD_REQUIRED),
  FIELD (VigieAnswerDef, level, LEVEL, FIELD_OPTIONAL),
  FIELD (VigieAnswerDef, shift, SHIFT, FIELD_OPTIONAL),
  FIELD (VigieAnswerDef, forces_p1, BOOLEAN, FIELD_OPTIONAL),
  FIELD_BY ("at_least", read_at_least, FIELD_OPTIONAL),
  FIELD (VigieAnswerDef, at_most, DOUBLE, FIELD_OPTIONAL),
  FIELD (VigieAnswerDef, has_range, BOOLEAN, FIELD_OPTIONAL),
  FIELD (VigieAnswerDef, above_excluded, BOOLEAN, FIELD_OPTIONAL),
  FIELD (VigieAnswerDef, below_excluded, BOOLEAN, FIELD_OPTIONAL),
  FIELD (VigieAnswerDef, typical, DOUBLE, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord answer_record = { sizeof (VigieAnswerDef), answer_fields };

static const PlaybookField question_fields[] = {
  FIELD (VigieQuestionDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigieQuestionDef, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieQuestionDef, hint, TEXT, FIELD_OPTIONAL),
  FIELD (VigieQuestionDef, is_base, BOOLEAN, FIELD_OPTIONAL),
  FIELD (VigieQuestionDef, is_percentage, BOOLEAN, FIELD_OPTIONAL),
  FIELD_OF (VigieQuestionDef, answers, &answer_record, FIELD_FILLED),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_question_record = { sizeof (VigieQuestionDef), question_fields };
