/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The severity part as a whole: four levels, the five questions with the answers that the rule knows
 * by name, and ranges of percentages that cover 0 to 100 once. A gap would leave an answer without
 * a level; an overlap would make the level depend on the order of the file. */

#include "vigie-playbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *id;
  gboolean is_base;
  gboolean is_percentage;
  const char *answers[6];
} questions[] = {
  { "users", TRUE, TRUE, { "unknown" } },
  { "revenue", TRUE, TRUE, { "unknown" } },
  { "workaround", FALSE, FALSE, { "simple", "complex", "none", "none-raise", "unknown" } },
  { "function", TRUE, FALSE, { "nice-to-have", "important", "core", "critical", "unknown" } },
  { "data", FALSE, FALSE, { "none", "potential", "confirmed", "unknown" } },
};

static void
check_levels (PlaybookLoader *loader)
{
  VigiePlaybook *playbook = loader->playbook;
  guint seen[5] = { 0 };

  for (guint i = 0; i < playbook->levels->len; i++)
    {
      const VigieLevelDef *level = g_ptr_array_index (playbook->levels, i);

      if (++seen[level->level] > 1)
        vigie_playbook_fault_at (loader, _("used twice"), "/levels/%u/id", i);
      if (!vigie_playbook_has_id (playbook->support_levels, level->support))
        vigie_playbook_fault_at (loader, _("no such support level"), "/levels/%u/support", i);
    }
  for (int level = VIGIE_LEVEL_P1; level <= VIGIE_LEVEL_P4; level++)
    if (seen[level] == 0)
      vigie_playbook_fault_at (loader, _("needs P1, P2, P3 and P4"), "/levels");
}

static gboolean
contains (const VigieAnswerDef *answer, double percent)
{
  return answer->has_range
         && (answer->above_excluded ? percent > answer->at_least : percent >= answer->at_least)
         && (answer->below_excluded ? percent < answer->at_most : percent <= answer->at_most);
}

static guint
count_ranges (const VigieQuestionDef *question, double percent)
{
  guint n = 0;

  for (guint i = 0; i < question->answers->len; i++)
    if (contains (g_ptr_array_index (question->answers, i), percent))
      n++;

  return n;
}

static gboolean
covers_once (const VigieQuestionDef *question, double percent)
{
  return percent < 0 || percent > 100 || count_ranges (question, percent) == 1;
}

/* Every bound, and a little to both sides of it: between bounds nothing can change. */
static void
check_ranges (PlaybookLoader *loader, const VigieQuestionDef *question, guint i)
{
  const double step = 1e-6;
  gboolean sound = covers_once (question, 0) && covers_once (question, 100);

  for (guint j = 0; j < question->answers->len; j++)
    {
      const VigieAnswerDef *answer = g_ptr_array_index (question->answers, j);

      if (!answer->has_range)
        continue;
      for (int k = -1; k <= 1; k++)
        sound = sound && covers_once (question, answer->at_least + k * step)
                && covers_once (question, answer->at_most + k * step);
      if (!contains (answer, answer->typical))
        vigie_playbook_fault_at (loader, _("outside its own range"), "/questions/%u/answers/%u/typical", i, j);
    }
  if (!sound)
    vigie_playbook_fault_at (loader, _("the ranges must cover 0 to 100, each value once"),
                             "/questions/%u/answers", i);
}

static void
check_answers (PlaybookLoader *loader, const VigieQuestionDef *question, guint i)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint j = 0; j < question->answers->len; j++)
    {
      const VigieAnswerDef *answer = g_ptr_array_index (question->answers, j);
      gboolean is_unknown = strcmp (answer->id, "unknown") == 0;

      if (!g_hash_table_add (seen, answer->id))
        vigie_playbook_fault_at (loader, _("used twice"), "/questions/%u/answers/%u/id", i, j);
      if ((question->is_base && !is_unknown) != (answer->level != VIGIE_LEVEL_NONE))
        vigie_playbook_fault_at (loader, _("only known answers of base questions give a level, and all of them do"),
                                 "/questions/%u/answers/%u/level", i, j);
      if ((question->is_percentage && !is_unknown) != answer->has_range)
        vigie_playbook_fault_at (loader, _("only known answers of percentage questions have a range, and all of them do"),
                                 "/questions/%u/answers/%u/at_least", i, j);
      if (answer->shift != 0 && (question->is_base || is_unknown))
        vigie_playbook_fault_at (loader, _("only known answers of the other questions change the level"),
                                 "/questions/%u/answers/%u/shift", i, j);
    }
}

static void
check_question (PlaybookLoader *loader, guint i)
{
  const VigieQuestionDef *question = g_ptr_array_index (loader->playbook->questions, i);

  for (gsize k = 0; k < G_N_ELEMENTS (questions); k++)
    {
      if (strcmp (questions[k].id, question->id) != 0)
        continue;
      if (question->is_base != questions[k].is_base)
        vigie_playbook_fault_at (loader, _("not as the rule has it"), "/questions/%u/is_base", i);
      if (question->is_percentage != questions[k].is_percentage)
        vigie_playbook_fault_at (loader, _("not as the rule has it"), "/questions/%u/is_percentage", i);
      for (gsize a = 0; a < G_N_ELEMENTS (questions[k].answers) && questions[k].answers[a] != NULL; a++)
        if (!vigie_playbook_has_id (question->answers, questions[k].answers[a]))
          {
            g_autofree char *message = g_strdup_printf (_("the answer “%s” is missing"), questions[k].answers[a]);

            vigie_playbook_fault_at (loader, message, "/questions/%u/answers", i);
          }
      check_answers (loader, question, i);
      if (question->is_percentage)
        check_ranges (loader, question, i);
      return;
    }
  vigie_playbook_fault_at (loader, _("unknown word"), "/questions/%u/id", i);
}

void
vigie_playbook_check_severity (PlaybookLoader *loader)
{
  check_levels (loader);
  for (guint i = 0; i < loader->playbook->questions->len; i++)
    check_question (loader, i);
  for (gsize k = 0; k < G_N_ELEMENTS (questions); k++)
    if (vigie_playbook_question (loader->playbook, questions[k].id) == NULL)
      {
        g_autofree char *message = g_strdup_printf (_("the question “%s” is missing"), questions[k].id);

        vigie_playbook_fault_at (loader, message, "/questions");
      }
}
