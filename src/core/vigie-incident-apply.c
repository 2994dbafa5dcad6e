/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One function for each kind of event, found through one table (docs/events.md describes the bodies).
 *
 * The functions are called in fold order, the declaration first. A register (title, level, a fact, a
 * milestone, …) is simply overwritten, unless the event has been replaced: the last one that nobody
 * replaced stands at the end. Histories (facts, levels, holders) take replaced events too: what was
 * replaced was nevertheless so for a while. */

#include "vigie-incident-apply.h"

#include <stdlib.h>
#include <string.h>

#include "vigie-id.h"
#include "vigie-restriction.h"

typedef struct
{
  const char *kind;
  gboolean (*apply) (VigieApply *apply);
  VigieEntryKind entry_kind;
} KindDef;

/* Sorted by kind: looked up by halves. */
static const KindDef kinds[] = {
  { "action.set", vigie_apply_action, VIGIE_ENTRY_FOLLOWUP },
  { "attachment.added", vigie_apply_attachment, VIGIE_ENTRY_ATTACHMENT },
  { "breach.answered", vigie_apply_breach_answered, VIGIE_ENTRY_FOLLOWUP },
  { "breach.decided", vigie_apply_breach, VIGIE_ENTRY_FOLLOWUP },
  { "breach.lowered", vigie_apply_breach_lowered, VIGIE_ENTRY_FOLLOWUP },
  { "breach.registered", vigie_apply_breach_registered, VIGIE_ENTRY_FOLLOWUP },
  { "call.began", vigie_apply_call_began, VIGIE_ENTRY_CALL },
  { "call.ended", vigie_apply_call_ended, VIGIE_ENTRY_CALL },
  { "cause.removed", vigie_apply_cause_removed, VIGIE_ENTRY_FOLLOWUP },
  { "cause.set", vigie_apply_cause, VIGIE_ENTRY_FOLLOWUP },
  { "check-in.held", vigie_apply_check_in, VIGIE_ENTRY_FOLLOWUP },
  { "comment.answered", vigie_apply_comment_answered, VIGIE_ENTRY_FOLLOWUP },
  { "comment.made", vigie_apply_comment_made, VIGIE_ENTRY_FOLLOWUP },
  { "comment.settled", vigie_apply_comment_settled, VIGIE_ENTRY_FOLLOWUP },
  { "confirmation.recorded", vigie_apply_confirmation, VIGIE_ENTRY_FOLLOWUP },
  { "decision.reviewed", vigie_apply_reviewed, VIGIE_ENTRY_FOLLOWUP },
  { "entry.corrected", vigie_apply_corrected, VIGIE_ENTRY_FOLLOWUP },
  { "entry.done", vigie_apply_done, VIGIE_ENTRY_FOLLOWUP },
  { "entry.logged", vigie_apply_logged, VIGIE_ENTRY_NOTE },
  { "entry.retracted", vigie_apply_retracted, VIGIE_ENTRY_FOLLOWUP },
  { "entry.starred", vigie_apply_starred, VIGIE_ENTRY_FOLLOWUP },
  { "event.redacted", vigie_apply_noted, VIGIE_ENTRY_FOLLOWUP },
  { "fact.set", vigie_apply_fact, VIGIE_ENTRY_FOLLOWUP },
  { "gate.answered", vigie_apply_gate, VIGIE_ENTRY_FOLLOWUP },
  { "gate.withdrawn", vigie_apply_gate_withdrawn, VIGIE_ENTRY_FOLLOWUP },
  { "handover.answered", vigie_apply_handover_answered, VIGIE_ENTRY_FOLLOWUP },
  { "handover.requested", vigie_apply_handover_requested, VIGIE_ENTRY_FOLLOWUP },
  { "hypothesis.set", vigie_apply_hypothesis, VIGIE_ENTRY_FOLLOWUP },
  { "incident.assessed", vigie_apply_assessed, VIGIE_ENTRY_ALERT },
  { "incident.cancelled", vigie_apply_cancelled, VIGIE_ENTRY_ALERT },
  { "incident.declared", vigie_apply_declared, VIGIE_ENTRY_ALERT },
  { "incident.linked", vigie_apply_linked, VIGIE_ENTRY_FOLLOWUP },
  { "incident.reopened", vigie_apply_reopened, VIGIE_ENTRY_ALERT },
  { "incident.restricted", vigie_apply_restricted, VIGIE_ENTRY_FOLLOWUP },
  { "incident.stage", vigie_apply_stage, VIGIE_ENTRY_ALERT },
  { "incident.titled", vigie_apply_titled, VIGIE_ENTRY_FOLLOWUP },
  { "incident.typed", vigie_apply_typed, VIGIE_ENTRY_FOLLOWUP },
  { "incident.unlinked", vigie_apply_unlinked, VIGIE_ENTRY_FOLLOWUP },
  { "mailing.begun", vigie_apply_mailing, VIGIE_ENTRY_FOLLOWUP },
  { "mailing.finished", vigie_apply_mailing, VIGIE_ENTRY_FOLLOWUP },
  { "mailing.paused", vigie_apply_mailing, VIGIE_ENTRY_FOLLOWUP },
  { "mailing.resumed", vigie_apply_mailing, VIGIE_ENTRY_FOLLOWUP },
  { "message.sent", vigie_apply_message, VIGIE_ENTRY_MESSAGE },
  { "milestone.set", vigie_apply_milestone, VIGIE_ENTRY_ALERT },
  { "notice.approved", vigie_apply_notice_approved, VIGIE_ENTRY_FOLLOWUP },
  { "notice.completed", vigie_apply_notice_completed, VIGIE_ENTRY_FOLLOWUP },
  { "notice.drafted", vigie_apply_notice_drafted, VIGIE_ENTRY_FOLLOWUP },
  { "notice.refused", vigie_apply_notice_refused, VIGIE_ENTRY_FOLLOWUP },
  { "notice.reviewed", vigie_apply_notice_reviewed, VIGIE_ENTRY_FOLLOWUP },
  { "notice.sent", vigie_apply_notice_sent, VIGIE_ENTRY_FOLLOWUP },
  { "notice.submitted", vigie_apply_notice_submitted, VIGIE_ENTRY_FOLLOWUP },
  { "notice.withdrawn", vigie_apply_notice_withdrawn, VIGIE_ENTRY_FOLLOWUP },
  { "obligation.done", vigie_apply_obligation_done, VIGIE_ENTRY_FOLLOWUP },
  { "obligation.postponed", vigie_apply_obligation_postponed, VIGIE_ENTRY_FOLLOWUP },
  { "obligation.waived", vigie_apply_obligation_waived, VIGIE_ENTRY_FOLLOWUP },
  { "post-mortem.began", vigie_apply_post_mortem_began, VIGIE_ENTRY_FOLLOWUP },
  { "post-mortem.held", vigie_apply_post_mortem_held, VIGIE_ENTRY_FOLLOWUP },
  { "post-mortem.item", vigie_apply_post_mortem_item, VIGIE_ENTRY_FOLLOWUP },
  { "post-mortem.present", vigie_apply_post_mortem_present, VIGIE_ENTRY_FOLLOWUP },
  { "post-mortem.published", vigie_apply_post_mortem_published, VIGIE_ENTRY_FOLLOWUP },
  { "post-mortem.scheduled", vigie_apply_post_mortem_scheduled, VIGIE_ENTRY_FOLLOWUP },
  { "review.requested", vigie_apply_review_requested, VIGIE_ENTRY_FOLLOWUP },
  { "review.signed", vigie_apply_review_signed, VIGIE_ENTRY_FOLLOWUP },
  { "review.withdrawn", vigie_apply_review_withdrawn, VIGIE_ENTRY_FOLLOWUP },
  { "role.assigned", vigie_apply_role_assigned, VIGIE_ENTRY_FOLLOWUP },
  { "role.freed", vigie_apply_role_freed, VIGIE_ENTRY_FOLLOWUP },
  { "section.written", vigie_apply_section, VIGIE_ENTRY_FOLLOWUP },
  { "step.ticked", vigie_apply_ticked, VIGIE_ENTRY_FOLLOWUP },
  { "support.moved", vigie_apply_support, VIGIE_ENTRY_FOLLOWUP },
  { "technique.set", vigie_apply_technique, VIGIE_ENTRY_FOLLOWUP },
  { "war-room.closed", vigie_apply_war_room_closed, VIGIE_ENTRY_FOLLOWUP },
  { "war-room.linked", vigie_apply_war_room_linked, VIGIE_ENTRY_FOLLOWUP },
  { "war-room.opened", vigie_apply_war_room_opened, VIGIE_ENTRY_ALERT },
};

static int
compare_kind (const void *key, const void *element)
{
  return strcmp (key, ((const KindDef *) element)->kind);
}

static const KindDef *
find_kind (const char *kind)
{
  return bsearch (kind, kinds, G_N_ELEMENTS (kinds), sizeof kinds[0], compare_kind);
}

gboolean
vigie_incident_knows_kind (const char *kind)
{
  return find_kind (kind) != NULL;
}

gboolean
vigie_incident_apply (VigieIncident *incident, VigieItem *item, const VigieJson *body)
{
  const KindDef *def = find_kind (item->entry.event->kind);
  VigieIncidentPriv *priv = vigie_incident_priv (incident);
  VigieApply apply = { incident, priv, priv->arena, item, item->entry.event, body };

  if (vigie_json_type (body, 0) != VIGIE_JSON_OBJECT)
    return FALSE;
  item->entry.kind = def->entry_kind;

  return def->apply (&apply);
}

static gboolean
maybe_level (const VigieJson *body, const char *name, VigieLevel *out)
{
  VigieJsonNode node = vigie_json_member (body, 0, name);
  g_autofree char *word = NULL;

  *out = VIGIE_LEVEL_NONE;
  if (node == VIGIE_JSON_NONE || vigie_json_type (body, node) == VIGIE_JSON_NULL)
    return TRUE;
  word = vigie_json_string (body, node);

  return vigie_level_from_word (word, out);
}

/* What a declaration and an assessment have in common. */
typedef struct
{
  VigieAnswers answers;
  VigieLevel recommended, level;
  gboolean provisional;
  const char *reason;
} Assessment;

static gboolean
read_assessment (VigieApply *apply, Assessment *out)
{
  return vigie_body_answers (apply->body, vigie_json_member (apply->body, 0, "answers"),
                             &out->answers)
         && maybe_level (apply->body, "recommended", &out->recommended)
         && maybe_level (apply->body, "level", &out->level) && out->level != VIGIE_LEVEL_NONE
         && vigie_json_boolean (apply->body, vigie_json_member (apply->body, 0, "provisional"),
                                &out->provisional)
         && vigie_body_maybe_string (apply->arena, apply->body, "reason", &out->reason);
}

static void
note_breach (VigieApply *apply, const char *type, VigieData data)
{
  gint64 *known = &apply->incident->breach_known_usec;

  if (g_strcmp0 (type, "INC-02") != 0 && data != VIGIE_DATA_CONFIRMED)
    return;
  if (apply->priv->breach_event == NULL)
    apply->priv->breach_event = apply->event;
  if (*known == VIGIE_TIME_NONE || apply->event->occurred_usec < *known)
    *known = apply->event->occurred_usec;
}

static void
take_assessment (VigieApply *apply, const Assessment *assessment)
{
  VigieIncident *incident = apply->incident;

  incident->answers = assessment->answers;
  incident->recommended = assessment->recommended;
  incident->level = assessment->level;
  incident->provisional = assessment->provisional;
  incident->level_reason = assessment->reason != NULL ? assessment->reason : "";
  incident->assessed_usec = apply->event->occurred_usec;
  apply->priv->level_event = apply->event;
}

static void
keep_level_move (VigieApply *apply, VigieLevel level)
{
  VigieLevelMove move = { apply->event->occurred_usec, level };

  g_array_append_val (apply->priv->level_moves, move);
}

static void
set_milestone (VigieApply *apply, VigieMilestone milestone, gint64 time_usec)
{
  apply->incident->milestones[milestone] = time_usec;
  apply->incident->milestone_events[milestone] = apply->event;
}

/* The first one that can be read is the incident's; a second one is only a line of the timeline. */
/* By which rules the incident is judged. */
static gint64
read_rules (const VigieJson *body)
{
  VigieJsonNode node = vigie_json_member (body, 0, "rules");
  gint64 rules;

  return node != VIGIE_JSON_NONE && vigie_json_int (body, node, &rules) ? rules : 1;
}

gboolean
vigie_apply_declared (VigieApply *apply)
{
  VigieIncident *incident = apply->incident;
  const VigieJson *body = apply->body;
  Assessment assessment;
  const char *title, *type, *ref;
  gint64 started, detected, declared;
  VigieJsonNode playbook = vigie_json_member (body, 0, "playbook");

  if (!read_assessment (apply, &assessment)
      || !vigie_body_need_string (apply->arena, body, "title", &title)
      || !vigie_body_need_string (apply->arena, body, "type", &type)
      || !vigie_body_need_string (apply->arena, body, "ref", &ref)
      || !vigie_body_maybe_time (body, "started", &started)
      || !vigie_body_maybe_time (body, "detected", &detected)
      || !vigie_body_maybe_time (body, "declared", &declared))
    return FALSE;
  /* One that is set before the first with its clock turned back takes no rule away. */
  if (read_rules (body) >= VIGIE_RULES_MESSAGES)
    incident->judges_messages = TRUE;
  if (apply->priv->declaration != NULL)
    return TRUE;

  apply->priv->declaration = apply->priv->title_event = apply->priv->type_event = apply->event;
  incident->stream = apply->event->stream;
  incident->id = vigie_stream_incident_id (apply->event->stream);
  incident->title = title;
  incident->type = type;
  incident->ref = ref;
  incident->declared_by = apply->event->author;
  incident->example = vigie_json_member_boolean (body, 0, "example", FALSE);
  incident->historical = vigie_json_member_boolean (body, 0, "historical", FALSE);
  if (playbook != VIGIE_JSON_NONE && vigie_json_type (body, playbook) == VIGIE_JSON_OBJECT)
    incident->playbook_version = vigie_arena_json_string (
        apply->arena, body, vigie_json_member (body, playbook, "version"));
  take_assessment (apply, &assessment);
  keep_level_move (apply, assessment.level);
  note_breach (apply, type, assessment.answers.data);
  set_milestone (apply, VIGIE_MILESTONE_STARTED, started);
  set_milestone (apply, VIGIE_MILESTONE_DETECTED, detected);
  set_milestone (apply, VIGIE_MILESTONE_DECLARED, declared);

  return TRUE;
}

/* Other answers that lead to the same level are no other decision, unless they say that data is at risk. */
static void
write_level (VigieApply *apply, const Assessment *assessment)
{
  char value[16];

  g_snprintf (value, sizeof value, "%d %d", (int) assessment->level,
              (int) assessment->answers.data);
  vigie_apply_write (apply, VIGIE_CONFLICT_LEVEL, "", value);
}

gboolean
vigie_apply_assessed (VigieApply *apply)
{
  Assessment assessment;

  if (!read_assessment (apply, &assessment))
    return FALSE;

  keep_level_move (apply, assessment.level);
  note_breach (apply, NULL, assessment.answers.data);
  if (vigie_apply_counts (apply))
    take_assessment (apply, &assessment);
  write_level (apply, &assessment);

  return TRUE;
}

gboolean
vigie_apply_titled (VigieApply *apply)
{
  const char *title;

  if (!vigie_body_need_string (apply->arena, apply->body, "title", &title))
    return FALSE;

  if (vigie_apply_counts (apply))
    {
      apply->incident->title = title;
      apply->priv->title_event = apply->event;
    }
  vigie_apply_write (apply, VIGIE_CONFLICT_TITLE, "", title);

  return TRUE;
}

gboolean
vigie_apply_typed (VigieApply *apply)
{
  const char *type;

  if (!vigie_body_need_string (apply->arena, apply->body, "type", &type))
    return FALSE;

  note_breach (apply, type, VIGIE_DATA_UNKNOWN);
  if (vigie_apply_counts (apply))
    {
      apply->incident->type = type;
      apply->priv->type_event = apply->event;
    }
  vigie_apply_write (apply, VIGIE_CONFLICT_TYPE, "", type);

  return TRUE;
}

gboolean
vigie_apply_stage (VigieApply *apply)
{
  const char *word;
  VigieStage stage = VIGIE_STAGE_INVESTIGATING;
  VigieStageMove move;

  if (!vigie_body_maybe_string (apply->arena, apply->body, "stage", &word)
      || (word != NULL && !vigie_stage_from_word (word, &stage)))
    return FALSE;

  move.occurred_usec = apply->event->occurred_usec;
  move.stage = word != NULL ? (int) stage : -1;
  g_array_append_val (apply->priv->stage_moves, move);
  if (vigie_apply_counts (apply))
    {
      apply->priv->stage_apart = move.stage;
      apply->priv->stage_event = apply->event;
    }
  vigie_apply_write (apply, VIGIE_CONFLICT_STAGE, "", word != NULL ? word : "");

  return TRUE;
}

static void
write_time (VigieApply *apply, VigieConflictKind kind, const char *subject, gint64 time_usec)
{
  char value[32];

  g_snprintf (value, sizeof value, "%" G_GINT64_FORMAT, time_usec);
  vigie_apply_write (apply, kind, subject, value);
}

gboolean
vigie_apply_milestone (VigieApply *apply)
{
  const char *word;
  VigieMilestone milestone;
  gint64 time_usec;

  if (!vigie_body_need_string (apply->arena, apply->body, "milestone", &word)
      || !vigie_milestone_from_word (word, &milestone)
      || !vigie_body_maybe_time (apply->body, "time", &time_usec)
      || !vigie_body_maybe_string (apply->arena, apply->body, "text", &apply->item->entry.text))
    return FALSE;

  apply->item->entry.is_milestone = TRUE;
  apply->item->entry.milestone = milestone;
  if (vigie_apply_counts (apply))
    set_milestone (apply, milestone, time_usec);
  write_time (apply, VIGIE_CONFLICT_MILESTONE, vigie_milestone_to_word (milestone), time_usec);

  return TRUE;
}

gboolean
vigie_apply_war_room_opened (VigieApply *apply)
{
  VigieIncident *incident = apply->incident;
  gint64 occurred = apply->event->occurred_usec;
  gint64 *first = &apply->priv->first_opened_usec;
  const char *video, *asked;

  if (!vigie_body_maybe_string (apply->arena, apply->body, "video", &video)
      || !vigie_body_maybe_string (apply->arena, apply->body, "asked", &asked))
    return FALSE;

  if (*first == VIGIE_TIME_NONE || occurred < *first)
    *first = occurred;
  /* The closing replaces the opening, which still says when the room was opened. */
  incident->war_room_opened_usec = occurred;
  if (vigie_apply_counts (apply))
    {
      incident->war_room_closed_usec = VIGIE_TIME_NONE;
      /* Opened anew without a link, the room keeps the one that was set apart. */
      if (video != NULL || apply->priv->link_event == NULL)
        incident->video_link = video;
      apply->priv->war_room_event = apply->event;
    }
  vigie_apply_write (apply, VIGIE_CONFLICT_WAR_ROOM, "", "open");

  return TRUE;
}

/* The link of the video call, which may be known, or change, long after the room was opened. */
gboolean
vigie_apply_war_room_linked (VigieApply *apply)
{
  const char *video;

  if (!vigie_body_maybe_string (apply->arena, apply->body, "video", &video))
    return FALSE;
  if (vigie_apply_counts (apply))
    {
      apply->incident->video_link = video;
      apply->priv->link_event = apply->event;
    }
  vigie_apply_write (apply, VIGIE_CONFLICT_VIDEO, "", video != NULL ? video : "");

  return TRUE;
}

gboolean
vigie_apply_war_room_closed (VigieApply *apply)
{
  if (vigie_apply_counts (apply))
    {
      apply->incident->war_room_closed_usec = apply->event->occurred_usec;
      apply->priv->war_room_event = apply->event;
    }
  vigie_apply_write (apply, VIGIE_CONFLICT_WAR_ROOM, "", "closed");

  return TRUE;
}

/* Two who found the same value in two places agree. */
static void
write_fact (VigieApply *apply, const VigieFact *fact)
{
  g_autofree char *value = g_strdup_printf ("%d %s", (int) fact->state, fact->value);

  vigie_apply_write (apply, VIGIE_CONFLICT_FACT, fact->name, value);
}

gboolean
vigie_apply_fact (VigieApply *apply)
{
  VigieFact *fact;
  const char *name, *value, *state_word, *source;
  VigieFactState state;

  if (!vigie_body_need_string (apply->arena, apply->body, "name", &name)
      || !vigie_body_need_string (apply->arena, apply->body, "value", &value)
      || !vigie_body_need_string (apply->arena, apply->body, "state", &state_word)
      || !vigie_fact_state_from_word (state_word, &state)
      || !vigie_body_maybe_string (apply->arena, apply->body, "source", &source))
    return FALSE;

  fact = vigie_arena_new0 (apply->arena, VigieFact);
  fact->name = name;
  fact->value = value;
  fact->state = state;
  fact->source = source != NULL ? source : "";
  fact->occurred_usec = apply->event->occurred_usec;
  fact->author = apply->event->author;
  fact->event = apply->event;
  g_ptr_array_add (apply->incident->fact_history, fact);
  if (vigie_apply_counts (apply))
    g_hash_table_insert (apply->incident->facts, (gpointer) name, fact);
  write_fact (apply, fact);

  return TRUE;
}

gboolean
vigie_apply_support (VigieApply *apply)
{
  VigieSupportMove *move;
  const char *level;

  if (!vigie_body_need_string (apply->arena, apply->body, "level", &level))
    return FALSE;

  move = vigie_arena_new0 (apply->arena, VigieSupportMove);
  move->level = level;
  move->occurred_usec = apply->event->occurred_usec;
  if (vigie_apply_counts (apply))
    apply->priv->support_event = apply->event;
  vigie_apply_write (apply, VIGIE_CONFLICT_SUPPORT, "", level);
  g_ptr_array_add (apply->incident->support, move);

  return TRUE;
}

static VigieIncidentLink *
link_new (VigieApply *apply, const char *incident, const char *ref)
{
  VigieIncidentLink *link = vigie_arena_new0 (apply->arena, VigieIncidentLink);

  link->incident = incident;
  link->ref = ref;
  link->leads = -1;
  link->event = apply->event;

  return link;
}

gboolean
vigie_apply_linked (VigieApply *apply)
{
  VigieIncidentLink *link;
  VigieJsonNode node = vigie_json_member (apply->body, 0, "leads");
  const char *incident, *relation, *ref;
  gboolean leads = FALSE;

  if (!vigie_body_need_string (apply->arena, apply->body, "incident", &incident)
      || !vigie_body_maybe_string (apply->arena, apply->body, "relation", &relation)
      || !vigie_body_maybe_string (apply->arena, apply->body, "ref", &ref)
      || (node != VIGIE_JSON_NONE && !vigie_json_boolean (apply->body, node, &leads)))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  link = link_new (apply, incident, ref);
  link->relation = relation;
  link->leads = node != VIGIE_JSON_NONE ? leads : -1;
  g_ptr_array_add (apply->priv->links, link);

  return TRUE;
}

gboolean
vigie_apply_unlinked (VigieApply *apply)
{
  const char *incident, *ref, *reason;

  if (!vigie_body_need_string (apply->arena, apply->body, "incident", &incident)
      || !vigie_body_maybe_string (apply->arena, apply->body, "ref", &ref)
      || !vigie_body_need_string (apply->arena, apply->body, "reason", &reason))
    return FALSE;
  if (vigie_apply_counts (apply))
    g_ptr_array_add (apply->priv->partings, link_new (apply, incident, ref));

  return TRUE;
}

/* Declared for nothing; taken back by `false`. */
gboolean
vigie_apply_cancelled (VigieApply *apply)
{
  gboolean cancelled;
  const char *reason;

  if (!vigie_json_boolean (apply->body, vigie_json_member (apply->body, 0, "cancelled"), &cancelled)
      || !vigie_body_maybe_string (apply->arena, apply->body, "reason", &reason))
    return FALSE;
  if (vigie_apply_counts (apply))
    {
      apply->incident->cancelled = cancelled;
      apply->incident->cancel_reason = cancelled ? reason : NULL;
      apply->priv->cancel_event = apply->event;
    }

  return TRUE;
}

/* Who a hub shows the incident to (vigie-rights.h); on a seat that has it, it is shown. */
gboolean
vigie_apply_restricted (VigieApply *apply)
{
  g_auto (GStrv) people = NULL;
  gboolean restricted;

  if (!vigie_restriction_read (apply->body, &restricted, &people))
    return FALSE;

  if (vigie_apply_counts (apply))
    {
      const char **copies = vigie_arena_alloc (apply->arena,
                                               (g_strv_length (people) + 1) * sizeof *copies);

      for (gsize i = 0; people[i] != NULL; i++)
        copies[i] = vigie_arena_string (apply->arena, people[i]);
      apply->incident->restricted = restricted;
      apply->incident->restricted_to = copies;
      apply->priv->restriction_event = apply->event;
    }

  return TRUE;
}

/* The times that no longer hold are cleared by the milestones recorded with it; a restored service is watched anew. */
gboolean
vigie_apply_reopened (VigieApply *apply)
{
  gint64 *reopened_usec = &apply->incident->reopened_usec;
  const char *reason, *word;
  VigieStage stage;

  if (!vigie_body_need_string (apply->arena, apply->body, "reason", &reason)
      || !vigie_body_maybe_string (apply->arena, apply->body, "stage", &word)
      || (word != NULL && !vigie_stage_from_word (word, &stage)))
    return FALSE;
  apply->priv->reopened_event = apply->event;
  if (*reopened_usec == VIGIE_TIME_NONE || *reopened_usec < apply->event->occurred_usec)
    *reopened_usec = apply->event->occurred_usec;

  return TRUE;
}

/* Kinds that are a line in the timeline and nothing else. */
gboolean
vigie_apply_noted (VigieApply *apply)
{
  return TRUE;
}
