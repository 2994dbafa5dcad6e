/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdlib.h>

#include "seats.h"

/* What a seat does, said in one line: "fact|users_affected|1200". Through the acts of the screens, with what the seat
 * knows at that moment. */

#define PLAYBOOK vigie_test_playbook ()

/* ---- What is written, by word: "fact users_affected 1200" ---- */

static inline GPtrArray *
act_on_entry (const VigieIncident *incident, const char *what, const char *text, const char *author, gint64 at_usec, GError **error)
{
  const VigieEntry *entry = NULL;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *one = incident->entries->pdata[i];

      if (one->text != NULL && g_str_has_prefix (one->text, what))
        entry = one;
    }
  g_assert_nonnull (entry);
  if (g_str_equal (text, "retract"))
    return vigie_act_retract (incident, entry->event->id, "a mistake", author, at_usec, error);

  return vigie_act_correct (incident, entry->event->id, text, VIGIE_TIME_NONE, entry->kind, author, at_usec, error);
}

static inline GPtrArray *
act_level (const VigieIncident *incident, const char *level, const char *author, gint64 at_usec, GError **error)
{
  VigieAnswers answers = incident->answers;
  VigieLevel wanted;

  g_assert_true (vigie_level_from_word (level, &wanted));

  return vigie_act_assess (PLAYBOOK, incident, &answers, wanted, "seen from here", author, at_usec, error);
}

static inline VigieFactState
state_of (const char *word)
{
  VigieFactState state = VIGIE_FACT_CONFIRMED;

  if (word != NULL)
    g_assert_true (vigie_fact_state_from_word (word, &state));

  return state;
}

static inline GPtrArray *
act_step (const VigieIncident *incident, const char *state, const char *author, gint64 at_usec, GError **error)
{
  VigieStepState wanted;

  g_assert_true (vigie_step_state_from_word (state, &wanted));

  return vigie_act_tick (PLAYBOOK, incident, "P1/war-room", wanted, wanted == VIGIE_STEP_NOT_APPLICABLE ? "not here" : NULL, author, at_usec, error);
}

static inline GPtrArray *
act_milestone (const VigieIncident *incident, const char *word, const char *minutes, const char *author, gint64 at_usec, GError **error)
{
  VigieMilestone milestone;

  g_assert_true (vigie_milestone_from_word (word, &milestone));

  return vigie_act_milestone (incident, milestone, seat_time (atoi (minutes)), author, at_usec, error);
}

static inline GPtrArray *
act_hypothesis (const VigieIncident *incident, const char *word, const char *author, gint64 at_usec, GError **error)
{
  const VigieHypothesis *hypothesis = incident->hypotheses->pdata[0];
  VigieHypothesisState state;

  g_assert_true (vigie_hypothesis_state_from_word (word, &state));

  return vigie_act_hypothesis (incident, hypothesis->code, state, "looked", author, at_usec, error);
}

/* The first conflict, if there is one, by version @index. */
static inline GPtrArray *
act_settle (const VigieIncident *incident, guint index, const char *author, gint64 at_usec, GError **error)
{
  const VigieConflict *conflict = incident->conflicts->len > 0 ? incident->conflicts->pdata[0] : NULL;
  const VigieEvent *version = conflict != NULL ? conflict->versions->pdata[index % conflict->versions->len] : NULL;

  return vigie_act_settle (PLAYBOOK, incident, conflict != NULL ? conflict->key : NULL, version != NULL ? version->id : NULL, author, at_usec, error);
}

static inline GPtrArray *
act_of_words (const VigieIncident *incident, char **words, const char *author, gint64 at_usec, GError **error)
{
  const char *kind = words[0], *first = words[1], *second = first != NULL ? words[2] : NULL;
  VigieStage stage;

  if (g_str_equal (kind, "title"))
    return vigie_act_retitle (incident, first, author, at_usec, error);
  if (g_str_equal (kind, "type"))
    return vigie_act_retype (PLAYBOOK, incident, first, author, at_usec, error);
  if (g_str_equal (kind, "level"))
    return act_level (incident, first, author, at_usec, error);
  if (g_str_equal (kind, "stage") && vigie_stage_from_word (first, &stage))
    return vigie_act_stage (incident, stage, TRUE, author, at_usec, error);
  if (g_str_equal (kind, "milestone"))
    return act_milestone (incident, first, second, author, at_usec, error);
  if (g_str_equal (kind, "fact"))
    return vigie_act_fact (PLAYBOOK, incident, first, second, state_of (words[3]), author, NULL, author, at_usec, error);
  if (g_str_equal (kind, "step"))
    return act_step (incident, first, author, at_usec, error);
  if (g_str_equal (kind, "hypothesis"))
    return act_hypothesis (incident, first, author, at_usec, error);
  if (g_str_equal (kind, "entry"))
    return act_on_entry (incident, first, second, author, at_usec, error);
  if (g_str_equal (kind, "section"))
    return vigie_act_section (incident, "summary", VIGIE_LANG_EN, first, author, at_usec, error);
  if (g_str_equal (kind, "support"))
    return vigie_act_support (PLAYBOOK, incident, first, author, at_usec, error);
  if (g_str_equal (kind, "video"))
    return vigie_act_video (incident, first, author, at_usec, error);
  if (g_str_equal (kind, "war-room"))
    return vigie_act_war_room (incident, g_str_equal (first, "open"), author, at_usec, error);
  if (g_str_equal (kind, "role"))
    return vigie_act_role (PLAYBOOK, incident, first, second, author, at_usec, error);
  if (g_str_equal (kind, "handover"))
    return vigie_act_handover_request (PLAYBOOK, incident, first, second, NULL, FALSE, author, at_usec, error);
  if (g_str_equal (kind, "choose"))
    return vigie_act_choose (PLAYBOOK, incident, first, NULL, VIGIE_LANG_EN, author, at_usec, error);
  if (g_str_equal (kind, "action"))
    return vigie_act_action (incident, "A1", &(VigieActionChange) { .text = first, .due_usec = VIGIE_TIME_NONE, .status = second, .proof = "seen" },
                             author, at_usec, error);
  if (g_str_equal (kind, "review"))
    return vigie_act_review (incident, "D1", first, author, at_usec, error);
  if (g_str_equal (kind, "message"))
    return vigie_act_message (PLAYBOOK, incident, first, "slack", "initial", second, author, at_usec, error);
  if (g_str_equal (kind, "log-hypothesis"))
    return vigie_act_log (incident, VIGIE_ENTRY_HYPOTHESIS, first, NULL, author, at_usec, error);
  if (g_str_equal (kind, "log-decision"))
    return vigie_act_log (incident, VIGIE_ENTRY_DECISION, first, NULL, author, at_usec, error);
  if (g_str_equal (kind, "new-action"))
    return vigie_act_action_item (incident, NULL, first, author, at_usec + VIGIE_DAY_USEC, NULL, author, at_usec, error);
  if (g_str_equal (kind, "comment"))
    return vigie_act_comment (incident, "summary", VIGIE_LANG_EN, first, -1, second, author, at_usec, error);
  if (g_str_equal (kind, "comment-answer"))
    return vigie_act_comment_answer (incident, first, second, author, at_usec, error);
  if (g_str_equal (kind, "comment-settle") || g_str_equal (kind, "comment-reopen"))
    return vigie_act_comment_settle (incident, first, g_str_equal (kind, "comment-settle"), second, author, at_usec, error);
  if (g_str_equal (kind, "answer"))
    return vigie_act_handover_answer (PLAYBOOK, incident, first, second, "said so", author, at_usec, error);
  if (g_str_equal (kind, "settle"))
    return act_settle (incident, (guint) atoi (first), author, at_usec, error);
  g_assert_true (g_str_equal (kind, "log"));

  return vigie_act_log (incident, VIGIE_ENTRY_NOTE, first, NULL, author, at_usec, error);
}

/* FALSE with the act's own sentence when it is refused. @line: "kind|argument|argument". */
static inline gboolean
seat_act (Seat *seat, int minutes, const char *line, GError **error)
{
  g_autoptr(VigieIncident) incident = seat_fold (seat);
  g_auto(GStrv) words = g_strsplit (line, "|", -1);
  GPtrArray *drafts = act_of_words (incident, words, seat->person, seat_time (minutes), error);

  g_test_message ("%s: %s", seat->person, line);
  if (drafts == NULL)
    return FALSE;
  seat_record (seat, minutes, drafts);

  return TRUE;
}

/* An incident with an entry, a hypothesis, a decision, an action to follow and a scribe. */
static inline void
seat_begin (Seat *seat)
{
  static const char *const lines[] = {
    "log|Orders fail", "log-hypothesis|The disk is full", "log-decision|Fail over",
    "new-action|Add an alert on the disk of db-1", "role|scribe|Yao",
  };

  seat_declare (seat);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(GError) error = NULL;

      seat_act (seat, (int) i + 1, lines[i], &error);
      g_assert_no_error (error);
    }
}
