/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notices: their versions and the steps that were taken with them.
 *
 * Whether a step counts depends on texts, posts and other steps that may come later in the order of the fold, so all
 * of it is only collected while events are applied, and judged at the end (vigie-notice-judge.c). */

#include "vigie-incident-apply.h"

#include <string.h>

#include "vigie-notice.h"
#include "vigie-time.h"

static void
keep (VigieApply *apply, const char *id, VigieNoticeVersion *version, VigieNoticeStep *step)
{
  VigieNoticeRecord *record = vigie_arena_new0 (apply->arena, VigieNoticeRecord);

  /* A version that is here may follow one that is not; then a whole fold alone can tell. */
  if (strcmp (id, apply->event->id) != 0)
    vigie_incident_target (apply->incident, id);
  record->notice = id;
  record->version = version;
  record->step = step;
  g_ptr_array_add (apply->priv->notice_records, record);
}

static gboolean
maybe_strings (VigieApply *apply, const char *name, const char *const **out)
{
  VigieJsonNode node = vigie_json_member (apply->body, 0, name);
  gboolean is_there = node != VIGIE_JSON_NONE
                      && vigie_json_type (apply->body, node) != VIGIE_JSON_NULL;
  const char **strings;
  guint n = 0;

  if (is_there && vigie_json_type (apply->body, node) != VIGIE_JSON_ARRAY)
    return FALSE;
  strings = vigie_arena_alloc (
      apply->arena, ((is_there ? vigie_json_size (apply->body, node) : 0) + 1) * sizeof *strings);
  for (VigieJsonNode child = is_there ? vigie_json_first (apply->body, node) : VIGIE_JSON_NONE;
       child != VIGIE_JSON_NONE; child = vigie_json_next (apply->body, child))
    {
      strings[n] = vigie_arena_json_string (apply->arena, apply->body, child);
      if (strings[n++] == NULL)
        return FALSE;
    }
  *out = strings;

  return TRUE;
}

/* A string of an inner object; "" when it is missing. */
static gboolean
inner_string (VigieApply *apply, VigieJsonNode object, const char *name, const char **out)
{
  VigieJsonNode node = vigie_json_member (apply->body, object, name);

  *out = "";
  if (node == VIGIE_JSON_NONE || vigie_json_type (apply->body, node) == VIGIE_JSON_NULL)
    return TRUE;
  *out = vigie_arena_json_string (apply->arena, apply->body, node);

  return *out != NULL;
}

static gboolean
read_texts (VigieApply *apply, VigieNoticeVersion *version)
{
  static const char
      *const langs[VIGIE_N_LANGS] = { [VIGIE_LANG_EN] = "en", [VIGIE_LANG_FR] = "fr" };
  VigieJsonNode texts = vigie_json_member (apply->body, 0, "texts");

  if (texts == VIGIE_JSON_NONE || vigie_json_type (apply->body, texts) != VIGIE_JSON_OBJECT)
    return FALSE;
  for (guint i = 0; i < VIGIE_N_LANGS; i++)
    {
      VigieJsonNode text = vigie_json_member (apply->body, texts, langs[i]);
      VigieNoticeText *out = &version->texts[i];

      out->subject = out->body = "";
      if (text == VIGIE_JSON_NONE || vigie_json_type (apply->body, text) == VIGIE_JSON_NULL)
        continue;
      if (vigie_json_type (apply->body, text) != VIGIE_JSON_OBJECT
          || !inner_string (apply, text, "subject", &out->subject)
          || !inner_string (apply, text, "body", &out->body))
        return FALSE;
    }

  return *version->texts[VIGIE_LANG_EN].body != '\0' || *version->texts[VIGIE_LANG_FR].body != '\0';
}

static gboolean
read_fact (VigieApply *apply, VigieJsonNode node, VigieNoticeFact *out)
{
  g_autofree char *state = NULL;

  if (vigie_json_type (apply->body, node) != VIGIE_JSON_OBJECT
      || !inner_string (apply, node, "name", &out->name) || *out->name == '\0'
      || !inner_string (apply, node, "value", &out->value))
    return FALSE;
  state = vigie_json_member_string (apply->body, node, "state");

  return vigie_fact_state_from_word (state, &out->state);
}

static gboolean
read_facts (VigieApply *apply, VigieNoticeVersion *version)
{
  VigieJsonNode node = vigie_json_member (apply->body, 0, "facts");

  version->facts = g_ptr_array_new ();
  g_ptr_array_add (apply->priv->owned_arrays, version->facts);
  if (node == VIGIE_JSON_NONE || vigie_json_type (apply->body, node) == VIGIE_JSON_NULL)
    return TRUE;
  if (vigie_json_type (apply->body, node) != VIGIE_JSON_ARRAY)
    return FALSE;
  for (VigieJsonNode child = vigie_json_first (apply->body, node); child != VIGIE_JSON_NONE;
       child = vigie_json_next (apply->body, child))
    {
      VigieNoticeFact *fact = vigie_arena_new0 (apply->arena, VigieNoticeFact);

      if (!read_fact (apply, child, fact))
        return FALSE;
      g_ptr_array_add (version->facts, fact);
    }

  return TRUE;
}

/* Without `notice` the event begins a new one, whose id is the event's. */
gboolean
vigie_apply_notice_drafted (VigieApply *apply)
{
  VigieNoticeVersion *version = vigie_arena_new0 (apply->arena, VigieNoticeVersion);
  g_autofree char *hash = NULL;
  const char *id;

  if (!vigie_body_maybe_string (apply->arena, apply->body, "notice", &id)
      || !vigie_body_need_string (apply->arena, apply->body, "kind", &version->kind)
      || !vigie_notice_is_kind (version->kind)
      || !vigie_body_need_string (apply->arena, apply->body, "audience", &version->audience)
      || !maybe_strings (apply, "channels", &version->channels) || version->channels[0] == NULL
      || !vigie_body_maybe_string (apply->arena, apply->body, "template", &version->template_id)
      || !vigie_body_maybe_string (apply->arena, apply->body, "stage", &version->stage)
      || !vigie_body_maybe_time (apply->body, "next_update", &version->next_update_usec)
      || !vigie_body_maybe_string (apply->arena, apply->body, "correction", &version->correction)
      || !read_texts (apply, version) || !read_facts (apply, version))
    return FALSE;

  hash = vigie_notice_hash (version);
  version->hash = vigie_arena_string (apply->arena, hash);
  version->event = apply->event;
  id = id != NULL ? id : apply->event->id;
  keep (apply, id, version, NULL);
  vigie_apply_write (apply, VIGIE_CONFLICT_NOTICE, id, hash);

  return TRUE;
}

/* What steps have in common. NULL: the body cannot be read. */
static VigieNoticeStep *
step_new (VigieApply *apply, VigieNoticeVerb verb, gboolean of_text, const char **notice)
{
  VigieNoticeStep *step = vigie_arena_new0 (apply->arena, VigieNoticeStep);
  static const char *const none[] = { NULL };

  step->verb = verb;
  step->event = apply->event;
  step->count = step->uncertain = -1;
  step->approvals = step->reviews = none;
  if (!vigie_body_need_string (apply->arena, apply->body, "notice", notice)
      || (of_text
          && (!vigie_body_need_string (apply->arena, apply->body, "version", &step->version)
              || !vigie_body_need_string (apply->arena, apply->body, "hash", &step->hash))))
    return NULL;

  return step;
}

gboolean
vigie_apply_notice_submitted (VigieApply *apply)
{
  const char *notice;
  VigieNoticeStep *step = step_new (apply, VIGIE_NOTICE_SUBMITTED, TRUE, &notice);

  if (step == NULL)
    return FALSE;
  keep (apply, notice, NULL, step);

  return TRUE;
}

gboolean
vigie_apply_notice_reviewed (VigieApply *apply)
{
  const char *notice;
  VigieNoticeStep *step = step_new (apply, VIGIE_NOTICE_REVIEWED, TRUE, &notice);

  if (step == NULL
      || !vigie_body_maybe_string (apply->arena, apply->body, "reader", &step->approver)
      || !vigie_body_maybe_string (apply->arena, apply->body, "heard_by", &step->heard_by))
    return FALSE;
  keep (apply, notice, NULL, step);

  return TRUE;
}

static gboolean
apply_say (VigieApply *apply, VigieNoticeVerb verb)
{
  const char *notice;
  VigieNoticeStep *step = step_new (apply, verb, TRUE, &notice);

  if (step == NULL
      || !vigie_body_need_string (apply->arena, apply->body, "approver", &step->approver)
      || !vigie_body_need_string (apply->arena, apply->body, "as", &step->as)
      || !vigie_body_maybe_string (apply->arena, apply->body, "deputy", &step->deputy)
      || !vigie_body_maybe_string (apply->arena, apply->body, "heard_by", &step->heard_by)
      || !vigie_body_maybe_string (apply->arena, apply->body, "reason", &step->reason)
      || (verb == VIGIE_NOTICE_REFUSAL && step->reason == NULL))
    return FALSE;
  keep (apply, notice, NULL, step);

  return TRUE;
}

gboolean
vigie_apply_notice_approved (VigieApply *apply)
{
  return apply_say (apply, VIGIE_NOTICE_APPROVAL);
}

gboolean
vigie_apply_notice_refused (VigieApply *apply)
{
  return apply_say (apply, VIGIE_NOTICE_REFUSAL);
}

gboolean
vigie_apply_notice_withdrawn (VigieApply *apply)
{
  const char *notice;
  VigieNoticeStep *step = step_new (apply, VIGIE_NOTICE_WITHDRAWAL, FALSE, &notice);

  if (step == NULL || !vigie_body_need_string (apply->arena, apply->body, "reason", &step->reason))
    return FALSE;
  keep (apply, notice, NULL, step);

  return TRUE;
}

gboolean
vigie_apply_notice_completed (VigieApply *apply)
{
  const char *notice;
  VigieNoticeStep *step = step_new (apply, VIGIE_NOTICE_COMPLETION, FALSE, &notice);

  if (step == NULL || !vigie_body_maybe_string (apply->arena, apply->body, "note", &step->reason))
    return FALSE;
  keep (apply, notice, NULL, step);

  return TRUE;
}

static gboolean
maybe_count (VigieApply *apply, const char *name, gint64 *out)
{
  VigieJsonNode node = vigie_json_member (apply->body, 0, name);

  if (node == VIGIE_JSON_NONE || vigie_json_type (apply->body, node) == VIGIE_JSON_NULL)
    return TRUE;

  return vigie_json_int (apply->body, node, out) && *out >= 0;
}

gboolean
vigie_apply_notice_sent (VigieApply *apply)
{
  const char *notice;
  VigieNoticeStep *step = step_new (apply, VIGIE_NOTICE_PUBLICATION, TRUE, &notice);

  if (step == NULL || !vigie_body_need_string (apply->arena, apply->body, "channel", &step->channel)
      || !maybe_count (apply, "count", &step->count)
      || !maybe_count (apply, "uncertain", &step->uncertain)
      || !vigie_body_maybe_string (apply->arena, apply->body, "recipients_digest",
                                   &step->recipients_digest)
      || !vigie_body_maybe_string (apply->arena, apply->body, "reference", &step->reference)
      || !maybe_strings (apply, "approvals", &step->approvals)
      || !maybe_strings (apply, "reviews", &step->reviews))
    return FALSE;
  keep (apply, notice, NULL, step);

  return TRUE;
}
