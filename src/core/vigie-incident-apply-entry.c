/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people typed, and what was later said about it: corrections, retractions, stars, results.
 *
 * These events point at another one, which may come later in fold order when clocks disagree.
 * They therefore never touch the entry itself, only what is kept beside it; vigie_incident_finish()
 * lays it over the entry. An event that points at nothing known is taken without effect: the one it
 * points at may still be on its way. */

#include "vigie-incident-apply.h"

#include <string.h>

#include "vigie-time.h"

VigieEntryExtra *
vigie_incident_extra (VigieIncident *incident, VigieItem *item)
{
  if (item->extra == NULL)
    {
      item->extra = vigie_arena_new0 (vigie_incident_priv (incident)->arena, VigieEntryExtra);
      item->extra->new_occurred_usec = VIGIE_TIME_NONE;
      item->extra->new_kind = -1;
      item->extra->by_usec = VIGIE_TIME_NONE;
    }

  return item->extra;
}

/* The entry that member @name points at; NULL when it is not here. FALSE: the member is no string. */
static gboolean
read_target (VigieApply *apply, const char *name, VigieItem **out)
{
  const char *id;

  if (!vigie_body_need_string (apply->arena, apply->body, name, &id))
    return FALSE;
  *out = vigie_incident_target (apply->incident, id);

  return TRUE;
}

static gboolean
typed_kind_from_word (const char *word, VigieEntryKind *out)
{
  return vigie_entry_kind_from_word (word, out) && *out <= VIGIE_ENTRY_TODO;
}

/* "review_s": five to ten minutes, as the rule of the loop has it. */
static gboolean
read_review (const VigieJson *body, gint64 *out_usec)
{
  VigieJsonNode node = vigie_json_member (body, 0, "review_s");
  gint64 seconds;

  *out_usec = 0;
  if (node == VIGIE_JSON_NONE || vigie_json_type (body, node) == VIGIE_JSON_NULL)
    return TRUE;
  if (!vigie_json_int (body, node, &seconds) || seconds * VIGIE_SECOND_USEC < VIGIE_REVIEW_MIN_USEC
      || seconds * VIGIE_SECOND_USEC > VIGIE_REVIEW_MAX_USEC)
    return FALSE;
  *out_usec = seconds * VIGIE_SECOND_USEC;

  return TRUE;
}

static gboolean
read_ooda (VigieApply *apply, VigieEntryExtra *out)
{
  const struct { const char *name; const char **place; } members[] = {
    { "code", &out->given_code }, { "observe", &out->observe }, { "orient", &out->orient },
    { "decide", &out->decide },   { "act", &out->act },
    { "who", &out->who },         { "option", &out->option },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (!vigie_body_maybe_string (apply->arena, apply->body, members[i].name, members[i].place))
        return FALSE;
    }

  return vigie_body_maybe_time (apply->body, "by", &out->by_usec) && read_review (apply->body, &out->review_usec);
}

gboolean
vigie_apply_logged (VigieApply *apply)
{
  VigieEntry *entry = &apply->item->entry;
  VigieEntryExtra *extra;
  VigieJsonNode kind_node = vigie_json_member (apply->body, 0, "kind");
  VigieEntryKind kind = VIGIE_ENTRY_NOTE;
  VigieEntryExtra read = { .by_usec = VIGIE_TIME_NONE };
  const char *text;
  gsize length = 0;
  const char *span = kind_node != VIGIE_JSON_NONE ? vigie_json_span (apply->body, kind_node, &length) : NULL;

  /* Nearly every entry of a busy night is a note. */
  if (length != 6 || memcmp (span, "\"note\"", 6) != 0)
    {
      g_autofree char *word = span != NULL ? vigie_json_string (apply->body, kind_node) : NULL;

      if (!typed_kind_from_word (word, &kind))
        return FALSE;
    }
  if (!vigie_body_need_string (apply->arena, apply->body, "text", &text))
    return FALSE;
  if (vigie_json_size (apply->body, 0) > 2 && !read_ooda (apply, &read))
    return FALSE;

  entry->kind = kind;
  entry->text = text;
  apply->item->logged = TRUE;
  if (read.given_code != NULL || read.observe != NULL || read.orient != NULL || read.decide != NULL
      || read.act != NULL || read.who != NULL || read.option != NULL || read.by_usec != VIGIE_TIME_NONE
      || read.review_usec != 0)
    {
      extra = vigie_incident_extra (apply->incident, apply->item);
      extra->given_code = read.given_code;
      extra->observe = read.observe;
      extra->orient = read.orient;
      extra->decide = read.decide;
      extra->act = read.act;
      extra->who = read.who;
      extra->option = read.option;
      extra->by_usec = read.by_usec;
      extra->review_usec = read.review_usec;
    }

  return TRUE;
}

static void
write_correction (VigieApply *apply, const VigieItem *target, const VigieEntryExtra *extra)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT " %d %s", extra->new_occurred_usec, extra->new_kind,
                                            extra->new_text != NULL ? extra->new_text : "");

  vigie_apply_write (apply, VIGIE_CONFLICT_ENTRY, target->entry.event->id, value);
}

gboolean
vigie_apply_corrected (VigieApply *apply)
{
  VigieItem *target;
  VigieEntryExtra *extra;
  const char *text, *kind_word;
  VigieEntryKind kind = VIGIE_ENTRY_NOTE;
  gint64 occurred;

  if (!read_target (apply, "entry", &target)
      || !vigie_body_maybe_string (apply->arena, apply->body, "text", &text)
      || !vigie_body_maybe_string (apply->arena, apply->body, "kind", &kind_word)
      || (kind_word != NULL && !typed_kind_from_word (kind_word, &kind))
      || !vigie_body_maybe_time (apply->body, "occurred", &occurred))
    return FALSE;

  apply->item->hidden = target != NULL;
  if (target == NULL || !vigie_apply_counts (apply))
    return TRUE;
  extra = vigie_incident_extra (apply->incident, target);
  extra->correction = apply->event;
  extra->new_text = text;
  extra->new_occurred_usec = occurred;
  extra->new_kind = kind_word != NULL ? (int) kind : -1;
  write_correction (apply, target, extra);

  return TRUE;
}

/* A retraction without a reason takes an earlier one back. */
gboolean
vigie_apply_retracted (VigieApply *apply)
{
  VigieItem *target;
  VigieEntryExtra *extra;
  const char *reason;

  if (!read_target (apply, "entry", &target)
      || !vigie_body_maybe_string (apply->arena, apply->body, "reason", &reason))
    return FALSE;

  apply->item->hidden = target != NULL;
  if (target == NULL || !vigie_apply_counts (apply))
    return TRUE;
  extra = vigie_incident_extra (apply->incident, target);
  extra->retraction = apply->event;
  extra->retract_reason = reason;

  return TRUE;
}

static gboolean
read_mark (VigieApply *apply, const char *name, VigieItem **target, gboolean *value)
{
  return read_target (apply, "entry", target)
         && vigie_json_boolean (apply->body, vigie_json_member (apply->body, 0, name), value);
}

gboolean
vigie_apply_starred (VigieApply *apply)
{
  VigieItem *target;
  gboolean starred;

  if (!read_mark (apply, "starred", &target, &starred))
    return FALSE;

  apply->item->hidden = target != NULL;
  if (target != NULL && vigie_apply_counts (apply))
    {
      VigieEntryExtra *extra = vigie_incident_extra (apply->incident, target);

      extra->star = apply->event;
      extra->starred = starred;
    }

  return TRUE;
}

gboolean
vigie_apply_done (VigieApply *apply)
{
  VigieItem *target;
  gboolean done;

  if (!read_mark (apply, "done", &target, &done))
    return FALSE;

  apply->item->hidden = target != NULL;
  if (target != NULL && vigie_apply_counts (apply))
    {
      VigieEntryExtra *extra = vigie_incident_extra (apply->incident, target);

      extra->todo = apply->event;
      extra->done = done;
    }

  return TRUE;
}

/* The history of a hypothesis takes replaced states too: it was so for a while. */
static void
mark_hypothesis (VigieApply *apply, VigieEntryExtra *extra, VigieHypothesisState state, const char *tried)
{
  VigieHypothesisMark *mark = vigie_arena_new0 (apply->arena, VigieHypothesisMark);

  mark->state = state;
  mark->tried = tried;
  mark->occurred_usec = apply->event->occurred_usec;
  mark->author = apply->event->author;
  if (extra->marks == NULL)
    {
      extra->marks = g_ptr_array_new ();
      g_ptr_array_add (apply->priv->owned_arrays, extra->marks);
    }
  g_ptr_array_add (extra->marks, mark);
}

gboolean
vigie_apply_hypothesis (VigieApply *apply)
{
  VigieItem *target;
  const char *word, *tried;
  VigieHypothesisState state;

  if (!read_target (apply, "hypothesis", &target)
      || !vigie_body_need_string (apply->arena, apply->body, "state", &word)
      || !vigie_hypothesis_state_from_word (word, &state)
      || !vigie_body_maybe_string (apply->arena, apply->body, "tried", &tried))
    return FALSE;

  if (target != NULL)
    mark_hypothesis (apply, vigie_incident_extra (apply->incident, target), state, tried);
  if (target != NULL && vigie_apply_counts (apply))
    {
      VigieEntryExtra *extra = vigie_incident_extra (apply->incident, target);

      extra->state_event = apply->event;
      extra->state = state;
      extra->tried = tried;
      vigie_apply_write (apply, VIGIE_CONFLICT_HYPOTHESIS, target->entry.event->id, word);
    }

  return TRUE;
}

gboolean
vigie_apply_reviewed (VigieApply *apply)
{
  VigieItem *target;
  const char *result, *word;
  VigieVerdict verdict = VIGIE_VERDICT_NONE;

  if (!read_target (apply, "decision", &target)
      || !vigie_body_need_string (apply->arena, apply->body, "result", &result)
      || !vigie_body_maybe_string (apply->arena, apply->body, "verdict", &word)
      || (word != NULL && !vigie_verdict_from_word (word, &verdict)))
    return FALSE;

  if (target != NULL && vigie_apply_counts (apply))
    {
      VigieEntryExtra *extra = vigie_incident_extra (apply->incident, target);

      extra->review = apply->event;
      extra->result = result;
      extra->verdict = verdict;
      vigie_apply_write (apply, VIGIE_CONFLICT_REVIEW, target->entry.event->id, result);
    }

  return TRUE;
}

gboolean
vigie_apply_attachment (VigieApply *apply)
{
  const char *name, *hash;
  gint64 size;

  return vigie_body_need_string (apply->arena, apply->body, "name", &name)
         && vigie_body_need_string (apply->arena, apply->body, "hash", &hash)
         && vigie_json_int (apply->body, vigie_json_member (apply->body, 0, "size"), &size) && size >= 0;
}
