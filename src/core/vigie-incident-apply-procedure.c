/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What others said and the commander relies on: the answer at a gate, an operator's confirmation. Each is a
 * register under its own key; the choice of an option is part of its decision (vigie-incident-finish.c). */

#include "vigie-incident-apply.h"

#include <string.h>

gboolean
vigie_apply_gate (VigieApply *apply)
{
  VigieGateAnswer *answer;
  const char *step, *word, *approver, *note;

  if (!vigie_body_need_string (apply->arena, apply->body, "step", &step)
      || !vigie_body_need_string (apply->arena, apply->body, "answer", &word)
      || (strcmp (word, "yes") != 0 && strcmp (word, "no") != 0)
      || !vigie_body_need_string (apply->arena, apply->body, "approver", &approver)
      || !vigie_body_maybe_string (apply->arena, apply->body, "note", &note))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  answer = vigie_arena_new0 (apply->arena, VigieGateAnswer);
  answer->step = step;
  answer->yes = strcmp (word, "yes") == 0;
  answer->approver = approver;
  answer->note = note;
  answer->author = apply->event->author;
  answer->occurred_usec = apply->event->occurred_usec;
  answer->event = apply->event;
  g_hash_table_insert (apply->incident->gates, (gpointer) step, answer);
  vigie_apply_write (apply, VIGIE_CONFLICT_GATE, step, word);

  return TRUE;
}

/* Taken back because it was recorded by mistake: the answer it replaces does not count, and none comes in its place. */
gboolean
vigie_apply_gate_withdrawn (VigieApply *apply)
{
  const char *step;

  return vigie_body_need_string (apply->arena, apply->body, "step", &step);
}

gboolean
vigie_apply_confirmation (VigieApply *apply)
{
  VigieConfirmation *confirmation;
  const char *query, *subject, *source, *note;
  gint64 paid;
  g_autofree char *key = NULL;

  if (!vigie_body_need_string (apply->arena, apply->body, "query", &query)
      || !vigie_body_need_string (apply->arena, apply->body, "subject", &subject)
      || !vigie_body_need_string (apply->arena, apply->body, "source", &source)
      || !vigie_body_maybe_time (apply->body, "paid", &paid)
      || !vigie_body_maybe_string (apply->arena, apply->body, "note", &note))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  key = g_strconcat (query, "\n", subject, NULL);
  confirmation = vigie_arena_new0 (apply->arena, VigieConfirmation);
  confirmation->key = (char *) vigie_arena_string (apply->arena, key);
  confirmation->query = query;
  confirmation->subject = subject;
  confirmation->source = source;
  confirmation->note = note;
  confirmation->paid_usec = paid;
  confirmation->author = apply->event->author;
  confirmation->occurred_usec = apply->event->occurred_usec;
  confirmation->event = apply->event;
  g_hash_table_insert (apply->incident->confirmations, confirmation->key, confirmation);
  vigie_apply_write (apply, VIGIE_CONFLICT_CONFIRMATION, confirmation->key, source);

  return TRUE;
}
