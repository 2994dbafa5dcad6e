/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A digest of everything a fold says, so that two stores, two orders of arrival or two versions can
 * be compared with one string. Every list goes in with its length and every text with its own, so
 * that no two different projections spell the same bytes. */

#include "vigie-incident-private.h"

#include <stdlib.h>
#include <string.h>

#include "vigie-comment.h"
#include "vigie-notice.h"
#include "vigie-post-mortem.h"

static void
put_text (GString *out, const char *text)
{
  if (text == NULL)
    {
      g_string_append (out, "-;");
      return;
    }
  g_string_append_printf (out, "%" G_GSIZE_FORMAT ":", strlen (text));
  g_string_append (out, text);
  g_string_append_c (out, ';');
}

static void
put_int (GString *out, gint64 value)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT ";", value);
}

static void
put_event (GString *out, const VigieEvent *event)
{
  put_text (out, event != NULL ? event->id : NULL);
}

static void
put_percent (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  put_text (out, g_ascii_dtostr (buffer, sizeof buffer, value));
}

static void
put_head (GString *out, const VigieIncident *incident)
{
  const char *const texts[] = {
    incident->stream,
    incident->ref,
    incident->title,
    incident->type,
    incident->playbook_version,
    incident->declared_by,
    incident->level_reason,
    incident->video_link,
    vigie_incident_support_level (incident),
  };
  const gint64 numbers[] = {
    incident->example,
    incident->level,
    incident->recommended,
    incident->provisional,
    incident->assessed_usec,
    incident->stage,
    incident->stage_set_apart,
    incident->war_room_opened_usec,
    incident->war_room_closed_usec,
    incident->breach_known_usec,
    incident->reopened_usec,
    incident->n_unknown_kinds,
    incident->n_set_aside,
    incident->answers.function,
    incident->answers.workaround,
    incident->answers.data,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    put_text (out, texts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    put_int (out, numbers[i]);
  put_int (out, incident->cancelled);
  put_text (out, incident->cancel_reason);
  put_int (out, incident->restricted);
  for (gsize i = 0; incident->restricted_to[i] != NULL; i++)
    put_text (out, incident->restricted_to[i]);
  put_percent (out, incident->answers.users_percent);
  put_percent (out, incident->answers.revenue_percent);
  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    {
      put_int (out, incident->milestones[i]);
      put_event (out, incident->milestone_events[i]);
    }
}

static void
put_entry (GString *out, const VigieEntry *entry)
{
  put_event (out, entry->event);
  put_event (out, entry->correction);
  put_int (out, entry->kind);
  put_int (out, entry->is_milestone ? (gint64) entry->milestone : -1);
  put_int (out, entry->occurred_usec);
  put_text (out, entry->text);
  put_text (out, entry->code);
  put_text (out, entry->retract_reason);
  put_int (out, entry->retracted_usec);
  put_int (out, (entry->starred ? 1 : 0) + (entry->done ? 2 : 0));
}

static void
put_fact (GString *out, const VigieFact *fact)
{
  put_text (out, fact->name);
  put_text (out, fact->value);
  put_int (out, fact->state);
  put_text (out, fact->source);
  put_event (out, fact->event);
}

static void
put_holding (GString *out, const VigieHolding *holding)
{
  put_text (out, holding->post);
  put_text (out, holding->person);
  put_int (out, holding->since_usec);
  put_int (out, holding->until_usec);
}

static void
put_handover (GString *out, const VigieHandover *handover)
{
  const char *const texts[] = { handover->post,  handover->to,     handover->note,
                                handover->state, handover->reason, handover->answered_by };

  put_event (out, handover->event);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    put_text (out, texts[i]);
  put_int (out, handover->answered_usec);
}

static void
put_hypothesis (GString *out, const VigieHypothesis *hypothesis)
{
  put_text (out, hypothesis->code);
  put_event (out, hypothesis->entry->event);
  put_int (out, hypothesis->state);
  put_text (out, hypothesis->tried);
  put_int (out, hypothesis->changed_usec);
}

static void
put_decision (GString *out, const VigieDecision *decision)
{
  const char *const texts[] = { decision->code,   decision->observe, decision->orient,
                                decision->decide, decision->act,     decision->result,
                                decision->who,    decision->option };

  put_event (out, decision->entry->event);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    put_text (out, texts[i]);
  put_int (out, decision->reviewed_usec);
  put_int (out, decision->by_usec);
  put_int (out, decision->review_usec);
  put_int (out, decision->verdict);
}

static void
put_message (GString *out, const VigieMessage *message)
{
  put_event (out, message->event);
  put_text (out, message->audience);
  put_text (out, message->channel);
  put_text (out, message->stage);
  put_text (out, message->text);
}

static void
put_lowering (GString *out, const VigieBreachLowering *lowering)
{
  put_event (out, lowering->event);
  put_text (out, lowering->rule);
  put_text (out, lowering->verdict);
  put_text (out, lowering->by);
  put_text (out, lowering->reason);
}

static void
put_answer (GString *out, const VigieBreachAnswer *answer)
{
  put_event (out, answer->event);
  put_text (out, answer->field);
  put_text (out, answer->value);
}

static void
put_register_entry (GString *out, const VigieBreachEntry *entry)
{
  put_event (out, entry->event);
  put_text (out, entry->number);
  put_text (out, entry->note);
}

static void
put_breach_decision (GString *out, const VigieBreachDecision *decision)
{
  put_event (out, decision->event);
  put_text (out, decision->reason);
}

static void
put_fulfilment (GString *out, const VigieFulfilment *fulfilment)
{
  put_event (out, fulfilment->event);
  put_text (out, fulfilment->obligation);
  put_text (out, fulfilment->subject);
  put_text (out, fulfilment->verb);
  put_text (out, fulfilment->note);
  put_int (out, fulfilment->until_usec);
}

static void
put_check_in (GString *out, const VigieCheckIn *check_in)
{
  put_int (out, check_in->occurred_usec);
  put_text (out, check_in->note);
  for (guint i = 0; i < check_in->answers->len; i++)
    {
      const VigieCheckInAnswer *answer = check_in->answers->pdata[i];

      put_text (out, answer->post);
      put_text (out, answer->person);
      put_text (out, answer->state);
    }
}

static void
put_call (GString *out, const VigieCall *call)
{
  put_event (out, call->event);
  put_text (out, call->whom);
  put_text (out, call->outcome);
  put_text (out, call->note);
  put_int (out, call->ended_usec);
}

static void
put_change (GString *out, const VigieChange *change)
{
  put_int (out, change->occurred_usec);
  put_int (out, change->is_level ? (gint64) change->level : 100 + (gint64) change->stage);
}

static void
put_support (GString *out, const VigieSupportMove *move)
{
  put_text (out, move->level);
  put_int (out, move->occurred_usec);
}

static void
put_cause (GString *out, const VigieCause *cause)
{
  put_text (out, cause->code);
  put_text (out, cause->id);
  put_event (out, cause->event);
  put_text (out, cause->parent != NULL ? cause->parent->id : NULL);
  put_text (out, cause->text);
  put_text (out, cause->term);
  put_text (out, cause->note);
  put_int (out, cause->state);
  put_int (out, (cause->is_factor ? 1 : 0) + (cause->root ? 2 : 0) + (cause->circular ? 4 : 0)
                    + (cause->removed ? 8 : 0));
  put_int (out, cause->depth);
  put_int (out, cause->evidence->len);
  for (guint i = 0; i < cause->evidence->len; i++)
    put_text (out, cause->evidence->pdata[i]);
}

static void
put_action (GString *out, const VigieActionItem *action)
{
  put_text (out, action->code);
  put_text (out, action->id);
  put_text (out, action->text);
  put_text (out, action->owner);
  put_int (out, action->due_usec);
  put_text (out, action->status);
  put_text (out, action->impact);
  put_text (out, action->effort);
  put_text (out, action->cause);
  put_text (out, action->proof);
  put_text (out, action->reason);
  put_text (out, action->ticket);
  put_int (out, action->made_usec);
}

static void
put_step (GString *out, const VigieStepMark *mark)
{
  put_text (out, mark->key);
  put_int (out, mark->state);
  put_text (out, mark->reason);
  put_event (out, mark->event);
}

static void
put_gate (GString *out, const VigieGateAnswer *answer)
{
  put_text (out, answer->step);
  put_int (out, answer->yes);
  put_text (out, answer->approver);
  put_text (out, answer->note);
  put_event (out, answer->event);
}

static void
put_confirmation (GString *out, const VigieConfirmation *confirmation)
{
  put_text (out, confirmation->key);
  put_text (out, confirmation->source);
  put_text (out, confirmation->note);
  put_int (out, confirmation->paid_usec);
  put_event (out, confirmation->event);
}

static void
put_choice (GString *out, const VigieDecision *decision)
{
  put_text (out, decision->option);
}

static void
put_section (GString *out, const VigieSection *section)
{
  put_text (out, section->section);
  put_int (out, section->lang);
  put_text (out, section->text);
  put_event (out, section->event);
  for (guint i = 0; i < section->rivals->len; i++)
    put_text (out, section->rivals->pdata[i]);
}

static void
put_conflict (GString *out, const VigieConflict *conflict)
{
  put_text (out, conflict->key);
  put_int (out, conflict->versions->len);
  for (guint i = 0; i < conflict->versions->len; i++)
    put_event (out, conflict->versions->pdata[i]);
}

static void
put_link (GString *out, const VigieIncidentLink *link)
{
  put_event (out, link->event);
  put_text (out, link->incident);
  put_text (out, link->relation);
  put_int (out, link->leads);
}

static void
put_notice (GString *out, const VigieNotice *notice)
{
  put_text (out, notice->id);
  put_text (out, notice->version->event->id);
  put_text (out, notice->version->hash);
  put_int (out, notice->versions->len);
  put_int (out, notice->steps->len);
  for (guint i = 0; i < notice->steps->len; i++)
    put_event (out, ((const VigieNoticeStep *) notice->steps->pdata[i])->event);
}

static void
put_comment (GString *out, const VigieComment *comment)
{
  put_text (out, comment->code);
  put_event (out, comment->event);
  put_text (out, comment->section);
  put_int (out, comment->lang);
  put_text (out, comment->quote);
  put_int (out, comment->start_chars);
  put_text (out, comment->text);
  put_int (out, comment->settled);
  put_text (out, comment->note);
  put_int (out, comment->answers->len);
  for (guint i = 0; i < comment->answers->len; i++)
    put_event (out, ((const VigieCommentAnswer *) comment->answers->pdata[i])->event);
}

static void
put_post_mortem_step (GString *out, const VigiePostMortemStep *step)
{
  put_event (out, step->event);
  put_int (out, step->verb);
}

typedef void (*Put) (GString *out, gconstpointer value);

static void
put_list (GString *out, GPtrArray *list, Put put)
{
  put_int (out, list->len);
  for (guint i = 0; i < list->len; i++)
    put (out, list->pdata[i]);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
put_table (GString *out, GHashTable *table, Put put)
{
  g_autofree const char **keys = (const char **) g_hash_table_get_keys_as_array (table, NULL);
  guint n = g_hash_table_size (table);

  qsort (keys, n, sizeof *keys, compare_keys);
  put_int (out, n);
  for (guint i = 0; i < n; i++)
    put (out, g_hash_table_lookup (table, keys[i]));
}

char *
vigie_incident_digest (const VigieIncident *incident)
{
  g_autoptr (GString) out = NULL;
  guint8 hash[VIGIE_HASH_BYTES];

  g_return_val_if_fail (incident != NULL, NULL);

  out = g_string_sized_new (4096);
  put_head (out, incident);
  put_list (out, incident->entries, (Put) put_entry);
  put_list (out, incident->fact_history, (Put) put_fact);
  put_list (out, incident->holdings, (Put) put_holding);
  put_list (out, incident->handovers, (Put) put_handover);
  put_list (out, incident->hypotheses, (Put) put_hypothesis);
  put_list (out, incident->decisions, (Put) put_decision);
  put_list (out, incident->messages, (Put) put_message);
  put_list (out, incident->void_messages, (Put) put_message);
  put_list (out, incident->fulfilments, (Put) put_fulfilment);
  put_list (out, incident->check_ins, (Put) put_check_in);
  put_list (out, incident->calls, (Put) put_call);
  put_list (out, incident->step_history, (Put) put_step);
  put_list (out, incident->changes, (Put) put_change);
  put_list (out, incident->support, (Put) put_support);
  put_list (out, incident->actions, (Put) put_action);
  put_list (out, incident->causes, (Put) put_cause);
  put_list (out, incident->removed_causes, (Put) put_cause);
  put_list (out, incident->techniques, (Put) put_text);
  put_text (out, incident->technique_note);
  put_list (out, incident->conflicts, (Put) put_conflict);
  put_list (out, incident->notices, (Put) put_notice);
  put_list (out, incident->comments, (Put) put_comment);
  put_list (out, vigie_incident_priv (incident)->post_mortem_steps, (Put) put_post_mortem_step);
  put_list (out, vigie_incident_priv (incident)->links, (Put) put_link);
  put_list (out, vigie_incident_priv (incident)->partings, (Put) put_link);
  put_table (out, incident->facts, (Put) put_fact);
  put_table (out, incident->steps, (Put) put_step);
  put_table (out, incident->gates, (Put) put_gate);
  put_table (out, incident->confirmations, (Put) put_confirmation);
  put_table (out, incident->choices, (Put) put_choice);
  put_table (out, incident->sections, (Put) put_section);
  put_list (out, incident->breach_lowerings, (Put) put_lowering);
  put_table (out, incident->breach_lowered, (Put) put_lowering);
  put_table (out, incident->breach_answers, (Put) put_answer);
  put_list (out, incident->breach_entries, (Put) put_register_entry);
  put_list (out, incident->breach_decisions, (Put) put_breach_decision);
  vigie_hash (out->str, out->len, hash);

  return vigie_hex (hash, sizeof hash);
}
