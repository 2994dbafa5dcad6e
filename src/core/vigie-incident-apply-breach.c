/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people decide about a breach: the assessment, verdicts they lower, their answers in the notice to the
 * authority, the entry in the register. Whether a lowering still applies is not told here: that depends on the
 * facts of the moment (vigie-breach.c). */

#include "vigie-incident-apply.h"

#include <string.h>

static gboolean
is_verdict (const char *word)
{
  return word == NULL || strcmp (word, "no") == 0 || strcmp (word, "check") == 0 || strcmp (word, "yes") == 0;
}

/* The assessment is also what a promise waits for. */
gboolean
vigie_apply_breach (VigieApply *apply)
{
  VigieBreachDecision *decision;
  const char *reason;

  if (!vigie_body_maybe_string (apply->arena, apply->body, "reason", &reason))
    return FALSE;

  decision = vigie_arena_new0 (apply->arena, VigieBreachDecision);
  decision->reason = reason;
  decision->author = apply->event->author;
  decision->occurred_usec = apply->event->occurred_usec;
  decision->event = apply->event;
  g_ptr_array_add (apply->incident->breach_decisions, decision);
  vigie_apply_fulfilment (apply, "legal-assessment", NULL, "done", reason, VIGIE_TIME_NONE);

  return TRUE;
}

/* Without a verdict an earlier lowering is taken back; with one, a name and a reason are part of it. */
static gboolean
read_lowering (VigieApply *apply, VigieBreachLowering *out)
{
  if (!vigie_body_need_string (apply->arena, apply->body, "rule", &out->rule)
      || !vigie_body_maybe_string (apply->arena, apply->body, "verdict", &out->verdict)
      || !vigie_body_maybe_string (apply->arena, apply->body, "from", &out->from)
      || !vigie_body_maybe_string (apply->arena, apply->body, "by", &out->by)
      || !vigie_body_maybe_string (apply->arena, apply->body, "reason", &out->reason))
    return FALSE;
  if (out->verdict != NULL && (out->by == NULL || *out->by == '\0' || out->reason == NULL || *out->reason == '\0'))
    return FALSE;

  return is_verdict (out->verdict) && is_verdict (out->from) && (out->verdict == NULL || strcmp (out->verdict, "yes") != 0);
}

gboolean
vigie_apply_breach_lowered (VigieApply *apply)
{
  VigieBreachLowering *lowering = vigie_arena_new0 (apply->arena, VigieBreachLowering);

  if (!read_lowering (apply, lowering))
    return FALSE;

  lowering->occurred_usec = apply->event->occurred_usec;
  lowering->event = apply->event;
  g_ptr_array_add (apply->incident->breach_lowerings, lowering);
  if (vigie_apply_counts (apply))
    g_hash_table_insert (apply->incident->breach_lowered, (gpointer) lowering->rule, lowering);
  vigie_apply_write (apply, VIGIE_CONFLICT_VERDICT, lowering->rule, lowering->verdict != NULL ? lowering->verdict : "");

  return TRUE;
}

gboolean
vigie_apply_breach_answered (VigieApply *apply)
{
  VigieBreachAnswer *answer = vigie_arena_new0 (apply->arena, VigieBreachAnswer);

  if (!vigie_body_need_string (apply->arena, apply->body, "field", &answer->field)
      || !vigie_body_need_string (apply->arena, apply->body, "value", &answer->value))
    return FALSE;

  answer->occurred_usec = apply->event->occurred_usec;
  answer->event = apply->event;
  if (vigie_apply_counts (apply))
    g_hash_table_insert (apply->incident->breach_answers, (gpointer) answer->field, answer);
  vigie_apply_write (apply, VIGIE_CONFLICT_ANSWER, answer->field, answer->value);

  return TRUE;
}

gboolean
vigie_apply_breach_registered (VigieApply *apply)
{
  VigieBreachEntry *entry = vigie_arena_new0 (apply->arena, VigieBreachEntry);

  if (!vigie_body_need_string (apply->arena, apply->body, "number", &entry->number)
      || !vigie_body_maybe_string (apply->arena, apply->body, "note", &entry->note))
    return FALSE;

  entry->author = apply->event->author;
  entry->occurred_usec = apply->event->occurred_usec;
  entry->event = apply->event;
  if (vigie_apply_counts (apply))
    g_ptr_array_add (apply->incident->breach_entries, entry);
  vigie_apply_write (apply, VIGIE_CONFLICT_REGISTER, "", entry->number);

  return TRUE;
}
