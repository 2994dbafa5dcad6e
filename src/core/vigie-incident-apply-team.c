/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who does what and who was told: posts, steps, messages, promises kept, check-ins, calls, texts of
 * the report and the actions that follow.
 *
 * A post's holder leaves it only through an event that names the taking in `replaces` (or a freeing
 * that names nothing): two takings that did not know of each other both stand, and people decide. */

#include "vigie-incident-apply.h"

#include <string.h>

#include "vigie-action.h"
#include "vigie-time.h"

gboolean
vigie_apply_role_assigned (VigieApply *apply)
{
  GPtrArray *holdings = apply->incident->holdings;
  VigieHolding *holding;
  const char *post, *person;

  if (!vigie_body_need_string (apply->arena, apply->body, "post", &post)
      || !vigie_body_need_string (apply->arena, apply->body, "person", &person))
    return FALSE;

  holding = vigie_arena_new0 (apply->arena, VigieHolding);
  holding->post = post;
  holding->person = person;
  holding->since_usec = apply->event->occurred_usec;
  holding->until_usec = vigie_apply_counts (apply) ? VIGIE_TIME_NONE : apply->item->replaced_usec;
  holding->event = apply->event;

  /* Whoever keeps a post when two holdings are settled has held it all along: their hours go on. */
  for (guint i = 0; i < holdings->len; i++)
    {
      const VigieHolding *earlier = holdings->pdata[i];

      if (strcmp (earlier->post, post) == 0 && strcmp (earlier->person, person) == 0
          && apply->event->replaces != NULL
          && g_strv_contains ((const char *const *) apply->event->replaces, earlier->event->id))
        holding->since_usec = MIN (holding->since_usec, earlier->since_usec);
    }

  /* The same person named twice, unknown to each other, is still one person. */
  for (guint i = 0; i < holdings->len; i++)
    {
      VigieHolding *earlier = holdings->pdata[i];

      if (earlier->until_usec == VIGIE_TIME_NONE && strcmp (earlier->post, post) == 0
          && strcmp (earlier->person, person) == 0)
        earlier->until_usec = apply->event->occurred_usec;
    }
  g_ptr_array_add (holdings, holding);

  return TRUE;
}

static void
keep_freeing (VigieApply *apply, const char *post)
{
  VigieFreeing *freeing = vigie_arena_new0 (apply->arena, VigieFreeing);

  freeing->post = post;
  freeing->event = apply->event;
  g_ptr_array_add (apply->priv->freeings, freeing);
}

gboolean
vigie_apply_role_freed (VigieApply *apply)
{
  GPtrArray *holdings = apply->incident->holdings;
  const char *post;

  if (!vigie_body_need_string (apply->arena, apply->body, "post", &post))
    return FALSE;
  if (vigie_apply_counts (apply))
    keep_freeing (apply, post);
  if (apply->event->replaces != NULL && apply->event->replaces[0] != NULL)
    return TRUE;

  for (guint i = 0; i < holdings->len; i++)
    {
      VigieHolding *holding = holdings->pdata[i];

      if (holding->until_usec == VIGIE_TIME_NONE && strcmp (holding->post, post) == 0)
        holding->until_usec = apply->event->occurred_usec;
    }

  return TRUE;
}

gboolean
vigie_apply_ticked (VigieApply *apply)
{
  VigieStepMark *mark;
  const char *key, *word, *reason;
  VigieStepState state;

  if (!vigie_body_need_string (apply->arena, apply->body, "step", &key)
      || !vigie_body_need_string (apply->arena, apply->body, "state", &word)
      || !vigie_step_state_from_word (word, &state)
      || !vigie_body_maybe_string (apply->arena, apply->body, "reason", &reason))
    return FALSE;

  mark = vigie_arena_new0 (apply->arena, VigieStepMark);
  mark->key = key;
  mark->state = state;
  mark->author = apply->event->author;
  mark->occurred_usec = apply->event->occurred_usec;
  mark->reason = reason;
  mark->event = apply->event;
  g_ptr_array_add (apply->incident->step_history, mark);
  if (vigie_apply_counts (apply))
    g_hash_table_insert (apply->incident->steps, (gpointer) key, mark);
  vigie_apply_write (apply, VIGIE_CONFLICT_STEP, key, word);

  return TRUE;
}

gboolean
vigie_apply_message (VigieApply *apply)
{
  VigieMessage *message;
  const char *audience, *channel, *stage, *text, *notice, *read_by;

  if (!vigie_body_need_string (apply->arena, apply->body, "audience", &audience)
      || !vigie_body_need_string (apply->arena, apply->body, "channel", &channel)
      || !vigie_body_maybe_string (apply->arena, apply->body, "stage", &stage)
      || !vigie_body_need_string (apply->arena, apply->body, "text", &text)
      || !vigie_body_maybe_string (apply->arena, apply->body, "notice", &notice)
      || !vigie_body_maybe_string (apply->arena, apply->body, "read_by", &read_by))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  message = vigie_arena_new0 (apply->arena, VigieMessage);
  message->audience = audience;
  message->channel = channel;
  message->stage = stage;
  message->text = text;
  message->notice = notice;
  message->read_by = read_by;
  message->occurred_usec = apply->event->occurred_usec;
  message->event = apply->event;
  g_ptr_array_add (apply->priv->message_records, message);

  return TRUE;
}

void
vigie_apply_fulfilment (VigieApply *apply,
                        const char *obligation,
                        const char *subject,
                        const char *verb,
                        const char *note,
                        gint64 until_usec)
{
  VigieFulfilment *fulfilment;

  if (!vigie_apply_counts (apply))
    return;
  fulfilment = vigie_arena_new0 (apply->arena, VigieFulfilment);
  fulfilment->obligation = obligation;
  fulfilment->subject = subject != NULL ? subject : "";
  fulfilment->verb = verb;
  fulfilment->note = note;
  fulfilment->occurred_usec = apply->event->occurred_usec;
  fulfilment->until_usec = until_usec;
  fulfilment->event = apply->event;
  g_ptr_array_add (apply->incident->fulfilments, fulfilment);
}

static gboolean
apply_obligation (VigieApply *apply, const char *verb, const char *note_name, gboolean needs_note)
{
  const char *obligation, *subject, *note;
  gint64 until = VIGIE_TIME_NONE;

  if (!vigie_body_need_string (apply->arena, apply->body, "obligation", &obligation)
      || !vigie_body_maybe_string (apply->arena, apply->body, "subject", &subject)
      || !vigie_body_maybe_string (apply->arena, apply->body, note_name, &note)
      || (needs_note && note == NULL) || !vigie_body_maybe_time (apply->body, "until", &until))
    return FALSE;

  vigie_apply_fulfilment (apply, obligation, subject, verb, note, until);

  return TRUE;
}

gboolean
vigie_apply_obligation_done (VigieApply *apply)
{
  return apply_obligation (apply, "done", "note", FALSE);
}

gboolean
vigie_apply_obligation_waived (VigieApply *apply)
{
  return apply_obligation (apply, "waived", "reason", TRUE);
}

gboolean
vigie_apply_obligation_postponed (VigieApply *apply)
{
  gint64 until;

  return vigie_body_maybe_time (apply->body, "until", &until) && until != VIGIE_TIME_NONE
         && apply_obligation (apply, "postponed", "reason", TRUE);
}

static gboolean
read_answer (VigieApply *apply, VigieJsonNode node, VigieCheckInAnswer *out)
{
  static const char *const states[] = { "fit", "tired", "relieve", "no-answer", NULL };

  if (vigie_json_type (apply->body, node) != VIGIE_JSON_OBJECT)
    return FALSE;
  out->post = vigie_arena_json_string (apply->arena, apply->body,
                                       vigie_json_member (apply->body, node, "post"));
  out->person = vigie_arena_json_string (apply->arena, apply->body,
                                         vigie_json_member (apply->body, node, "person"));
  out->state = vigie_arena_json_string (apply->arena, apply->body,
                                        vigie_json_member (apply->body, node, "state"));

  return out->post != NULL && out->person != NULL && out->state != NULL
         && g_strv_contains (states, out->state);
}

gboolean
vigie_apply_check_in (VigieApply *apply)
{
  VigieCheckInItem *item = vigie_arena_new0 (apply->arena, VigieCheckInItem);
  VigieJsonNode answers = vigie_json_member (apply->body, 0, "answers");

  if (answers == VIGIE_JSON_NONE || vigie_json_type (apply->body, answers) != VIGIE_JSON_ARRAY
      || !vigie_body_maybe_string (apply->arena, apply->body, "note", &item->check_in.note))
    return FALSE;

  item->check_in.answers = g_ptr_array_new ();
  g_ptr_array_add (apply->priv->owned_arrays, item->check_in.answers);
  for (VigieJsonNode node = vigie_json_first (apply->body, answers); node != VIGIE_JSON_NONE;
       node = vigie_json_next (apply->body, node))
    {
      VigieCheckInAnswer *answer = vigie_arena_new0 (apply->arena, VigieCheckInAnswer);

      if (!read_answer (apply, node, answer))
        return FALSE;
      g_ptr_array_add (item->check_in.answers, answer);
    }

  item->check_in.occurred_usec = apply->event->occurred_usec;
  item->event = apply->event;
  if (vigie_apply_counts (apply))
    g_ptr_array_add (apply->incident->check_ins, item);

  return TRUE;
}

/* The end of a call may come first in fold order; either finds what the other one left. */
static VigieCall *
find_call (VigieApply *apply, const char *event_id)
{
  for (guint i = 0; i < apply->incident->calls->len; i++)
    {
      VigieCall *call = apply->incident->calls->pdata[i];

      if (strcmp (call->event->id, event_id) == 0)
        return call;
    }

  return NULL;
}

static VigieCall *
add_call (VigieApply *apply, const VigieEvent *event)
{
  VigieCall *call = vigie_arena_new0 (apply->arena, VigieCall);

  call->event = event;
  call->whom = "";
  call->outcome = "running";
  call->began_usec = event->occurred_usec;
  call->ended_usec = VIGIE_TIME_NONE;
  g_ptr_array_add (apply->incident->calls, call);

  return call;
}

static gboolean
is_outcome (const char *word)
{
  static const char *const outcomes[] = { "reached", "no-answer", "busy", "refused", NULL };

  return g_strv_contains (outcomes, word);
}

/* An attempt that is noted once it is over carries its outcome; an end recorded apart goes before it. */
gboolean
vigie_apply_call_began (VigieApply *apply)
{
  VigieCall *call;
  const char *whom, *note, *outcome = NULL;

  if (!vigie_body_need_string (apply->arena, apply->body, "whom", &whom)
      || !vigie_body_maybe_string (apply->arena, apply->body, "outcome", &outcome)
      || !vigie_body_maybe_string (apply->arena, apply->body, "note", &note)
      || (outcome != NULL && !is_outcome (outcome)))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  call = find_call (apply, apply->event->id);
  if (call == NULL)
    call = add_call (apply, apply->event);
  call->whom = whom;
  if (outcome != NULL && call->ended_usec == VIGIE_TIME_NONE)
    {
      call->outcome = outcome;
      call->ended_usec = apply->event->occurred_usec;
      call->note = note;
    }

  return TRUE;
}

gboolean
vigie_apply_call_ended (VigieApply *apply)
{
  VigieItem *began;
  VigieCall *call;
  const char *id, *outcome, *note;

  if (!vigie_body_need_string (apply->arena, apply->body, "call", &id)
      || !vigie_body_maybe_string (apply->arena, apply->body, "note", &note)
      || !vigie_body_need_string (apply->arena, apply->body, "outcome", &outcome)
      || !is_outcome (outcome))
    return FALSE;

  began = vigie_incident_target (apply->incident, id);
  if (began == NULL || strcmp (began->entry.event->kind, "call.began") != 0
      || began->replaced_by != NULL || !vigie_apply_counts (apply))
    return TRUE;
  call = find_call (apply, id);
  if (call == NULL)
    call = add_call (apply, began->entry.event);
  call->outcome = outcome;
  call->ended_usec = apply->event->occurred_usec;
  call->note = note;

  return TRUE;
}

static VigieSection *
find_section (VigieApply *apply, const char *section, VigieLang lang)
{
  g_autofree char *key = g_strconcat (section, "/", vigie_lang_to_word (lang), NULL);
  VigieSection *item = g_hash_table_lookup (apply->incident->sections, key);

  if (item == NULL)
    {
      item = vigie_arena_new0 (apply->arena, VigieSection);
      item->section = section;
      item->lang = lang;
      item->rivals = g_ptr_array_new ();
      g_ptr_array_add (apply->priv->owned_arrays, item->rivals);
      g_hash_table_insert (apply->incident->sections, vigie_arena_string (apply->arena, key), item);
    }

  return item;
}

static void
write_section (VigieApply *apply, const char *section, VigieLang lang, const char *text)
{
  g_autofree char *subject = g_strconcat (section, "/", vigie_lang_to_word (lang), NULL);

  vigie_apply_write (apply, VIGIE_CONFLICT_SECTION, vigie_arena_string (apply->arena, subject),
                     text);
}

/* Texts written without knowing of each other: the latest is shown, the others are kept beside it. */
gboolean
vigie_apply_section (VigieApply *apply)
{
  VigieSection *item;
  const char *section, *lang_word, *text;
  VigieLang lang;

  if (!vigie_body_need_string (apply->arena, apply->body, "section", &section)
      || !vigie_body_need_string (apply->arena, apply->body, "lang", &lang_word)
      || !vigie_lang_from_word (lang_word, &lang)
      || !vigie_body_need_string (apply->arena, apply->body, "text", &text))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  item = find_section (apply, section, lang);
  if (item->event != NULL)
    g_ptr_array_add (item->rivals, (gpointer) item->text);
  item->text = text;
  item->occurred_usec = apply->event->occurred_usec;
  item->author = apply->event->author;
  item->event = apply->event;
  write_section (apply, section, lang, text);

  return TRUE;
}

/* When the event that made the action was; of one that is not here, when this was. */
static gint64
made_usec (VigieApply *apply, const char *id)
{
  const VigieItem *item = vigie_incident_target (apply->incident, id);

  return item != NULL ? item->entry.event->occurred_usec : apply->event->occurred_usec;
}

static VigieActionItem *
find_action (VigieApply *apply, const char *id)
{
  VigieActionItem *action = g_hash_table_lookup (apply->priv->action_by_id, id);

  if (action == NULL)
    {
      action = vigie_arena_new0 (apply->arena, VigieActionItem);
      action->id = id;
      action->made_usec = made_usec (apply, id);
      g_hash_table_insert (apply->priv->action_by_id, (gpointer) id, action);
      g_ptr_array_add (apply->incident->actions, action);
    }

  return action;
}

static const char *
said (const char *text)
{
  return text != NULL ? text : "";
}

static void
write_action (VigieApply *apply, const VigieActionItem *action)
{
  g_autofree char *value = g_strdup_printf (
      "%" G_GINT64_FORMAT " %s %s %s %s\n%s\n%s\n%s\n%s\n%s", action->due_usec, action->status,
      said (action->impact), said (action->effort), said (action->cause), action->owner,
      action->text, said (action->proof), said (action->reason), said (action->ticket));

  vigie_apply_write (apply, VIGIE_CONFLICT_ACTION, action->id, value);
}

/* A weight of another word is that of a newer version: the event is set aside. */
static gboolean
read_more (VigieApply *apply, VigieActionItem *out)
{
  return vigie_body_maybe_string (apply->arena, apply->body, "impact", &out->impact)
         && vigie_body_maybe_string (apply->arena, apply->body, "effort", &out->effort)
         && (out->impact == NULL || vigie_action_weight (out->impact) > 0)
         && (out->effort == NULL || vigie_action_weight (out->effort) > 0)
         && vigie_body_maybe_string (apply->arena, apply->body, "cause", &out->cause)
         && vigie_body_maybe_string (apply->arena, apply->body, "proof", &out->proof)
         && vigie_body_maybe_string (apply->arena, apply->body, "reason", &out->reason)
         && vigie_body_maybe_string (apply->arena, apply->body, "ticket", &out->ticket);
}

/* Without `action` the event makes a new one, whose id is the event's. */
gboolean
vigie_apply_action (VigieApply *apply)
{
  VigieActionItem read = { 0 };
  VigieActionItem *action;
  const char *id;

  if (!vigie_body_maybe_string (apply->arena, apply->body, "action", &id)
      || !vigie_body_need_string (apply->arena, apply->body, "text", &read.text)
      || !vigie_body_need_string (apply->arena, apply->body, "owner", &read.owner)
      || !vigie_body_need_string (apply->arena, apply->body, "status", &read.status)
      || !vigie_action_status_is_known (read.status)
      || !vigie_body_maybe_time (apply->body, "due", &read.due_usec) || !read_more (apply, &read))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  action = find_action (apply, id != NULL ? id : apply->event->id);
  read.id = action->id;
  read.code = action->code;
  read.made_usec = action->made_usec;
  read.occurred_usec = apply->event->occurred_usec;
  read.event = apply->event;
  *action = read;
  write_action (apply, action);

  return TRUE;
}
