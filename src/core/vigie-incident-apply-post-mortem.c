/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The acts of a post-mortem. They are only collected here: what counts depends on the text as it stands at the end
 * (vigie-post-mortem.c). */

#include "vigie-incident-apply.h"

#include <string.h>

#include "vigie-post-mortem.h"

static VigiePostMortemStep *
step_new (VigieApply *apply, VigiePostMortemVerb verb)
{
  static const char *const none[] = { NULL };
  VigiePostMortemStep *step = vigie_arena_new0 (apply->arena, VigiePostMortemStep);

  step->verb = verb;
  step->event = apply->event;
  step->time_usec = VIGIE_TIME_NONE;
  step->people = step->signatures = none;
  step->recipients = -1;

  return step;
}

static gboolean
keep (VigieApply *apply, VigiePostMortemStep *step)
{
  g_ptr_array_add (apply->priv->post_mortem_steps, step);

  return TRUE;
}

static gboolean
maybe_strings (VigieApply *apply, const char *name, const char *const **out)
{
  VigieJsonNode node = vigie_json_member (apply->body, 0, name);
  const char **strings;
  guint n = 0;

  if (node == VIGIE_JSON_NONE || vigie_json_type (apply->body, node) == VIGIE_JSON_NULL)
    return TRUE;
  if (vigie_json_type (apply->body, node) != VIGIE_JSON_ARRAY)
    return FALSE;
  strings = vigie_arena_alloc (apply->arena,
                               (vigie_json_size (apply->body, node) + 1) * sizeof *strings);
  for (VigieJsonNode child = vigie_json_first (apply->body, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (apply->body, child))
    {
      strings[n] = vigie_arena_json_string (apply->arena, apply->body, child);
      if (strings[n++] == NULL)
        return FALSE;
    }
  *out = strings;

  return TRUE;
}

/* A whole number from 0 to @most. */
static gboolean
maybe_number (VigieApply *apply, const char *name, gint64 most, gint64 *out)
{
  VigieJsonNode node = vigie_json_member (apply->body, 0, name);
  gint64 number;

  if (node == VIGIE_JSON_NONE || vigie_json_type (apply->body, node) == VIGIE_JSON_NULL)
    return TRUE;
  if (!vigie_json_int (apply->body, node, &number) || number < 0 || number > most)
    return FALSE;
  *out = number;

  return TRUE;
}

static gboolean
maybe_string (VigieApply *apply, const char *name, const char **out)
{
  return vigie_body_maybe_string (apply->arena, apply->body, name, out);
}

/* Two who set different dates apart from each other are asked which one stands. */
gboolean
vigie_apply_post_mortem_scheduled (VigieApply *apply)
{
  VigiePostMortemStep *step = step_new (apply, VIGIE_POST_MORTEM_STEP_SCHEDULED);
  char value[32];

  if (!vigie_body_maybe_time (apply->body, "time", &step->time_usec)
      || !maybe_number (apply, "minutes", 24 * 60, &step->minutes)
      || !maybe_string (apply, "facilitator", &step->facilitator)
      || !maybe_string (apply, "place", &step->place)
      || !maybe_string (apply, "video", &step->video) || !maybe_string (apply, "note", &step->note)
      || !maybe_strings (apply, "people", &step->people))
    return FALSE;
  g_snprintf (value, sizeof value, "%" G_GINT64_FORMAT, step->time_usec);
  vigie_apply_write (apply, VIGIE_CONFLICT_MEETING, "", value);

  return vigie_apply_counts (apply) ? keep (apply, step) : TRUE;
}

gboolean
vigie_apply_post_mortem_began (VigieApply *apply)
{
  VigiePostMortemStep *step = step_new (apply, VIGIE_POST_MORTEM_STEP_BEGAN);

  return maybe_string (apply, "facilitator", &step->facilitator)
         && maybe_strings (apply, "people", &step->people) && keep (apply, step);
}

gboolean
vigie_apply_post_mortem_item (VigieApply *apply)
{
  VigiePostMortemStep *step = step_new (apply, VIGIE_POST_MORTEM_STEP_ITEM);

  return vigie_body_need_string (apply->arena, apply->body, "item", &step->item)
         && keep (apply, step);
}

gboolean
vigie_apply_post_mortem_present (VigieApply *apply)
{
  VigiePostMortemStep *step = step_new (apply, VIGIE_POST_MORTEM_STEP_PRESENT);
  VigieJsonNode node = vigie_json_member (apply->body, 0, "people");

  return node != VIGIE_JSON_NONE && vigie_json_type (apply->body, node) == VIGIE_JSON_ARRAY
         && maybe_strings (apply, "people", &step->people) && keep (apply, step);
}

/* The meeting is also what a promise waits for. */
gboolean
vigie_apply_post_mortem_held (VigieApply *apply)
{
  VigiePostMortemStep *step = step_new (apply, VIGIE_POST_MORTEM_STEP_HELD);

  if (!maybe_string (apply, "note", &step->note)
      || !maybe_string (apply, "facilitator", &step->facilitator)
      || !maybe_strings (apply, "people", &step->people))
    return FALSE;
  vigie_apply_fulfilment (apply, "post-mortem", NULL, "done", step->note, VIGIE_TIME_NONE);

  return keep (apply, step);
}

gboolean
vigie_apply_review_requested (VigieApply *apply)
{
  VigiePostMortemStep *step = step_new (apply, VIGIE_POST_MORTEM_STEP_REQUESTED);

  return vigie_body_need_string (apply->arena, apply->body, "version", &step->version)
         && maybe_strings (apply, "people", &step->people)
         && maybe_string (apply, "despite", &step->despite) && keep (apply, step);
}

gboolean
vigie_apply_review_signed (VigieApply *apply)
{
  VigiePostMortemStep *step = step_new (apply, VIGIE_POST_MORTEM_STEP_SIGNED);

  return vigie_body_need_string (apply->arena, apply->body, "version", &step->version)
         && vigie_body_need_string (apply->arena, apply->body, "signer", &step->signer)
         && maybe_string (apply, "as", &step->as) && maybe_string (apply, "note", &step->note)
         && keep (apply, step);
}

gboolean
vigie_apply_review_withdrawn (VigieApply *apply)
{
  VigiePostMortemStep *step = step_new (apply, VIGIE_POST_MORTEM_STEP_WITHDRAWN);

  return vigie_body_need_string (apply->arena, apply->body, "review", &step->of)
         && maybe_string (apply, "reason", &step->note) && keep (apply, step);
}

gboolean
vigie_apply_post_mortem_published (VigieApply *apply)
{
  VigiePostMortemStep *step = step_new (apply, VIGIE_POST_MORTEM_STEP_PUBLISHED);
  const char *list, *lang;

  return vigie_body_need_string (apply->arena, apply->body, "version", &step->version)
         && vigie_body_need_string (apply->arena, apply->body, "list", &list)
         && vigie_post_mortem_list_from_word (list, &step->list)
         && vigie_body_need_string (apply->arena, apply->body, "lang", &lang)
         && vigie_lang_from_word (lang, &step->lang)
         && vigie_body_need_string (apply->arena, apply->body, "summary", &step->summary)
         && maybe_strings (apply, "signatures", &step->signatures)
         && maybe_number (apply, "recipients", G_MAXINT, &step->recipients) && keep (apply, step);
}
