/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentence of every timeline line that an act has made, in either language.
 *
 * The record holds values, not sentences; a line is said anew each time, so that a French report and
 * an English one come from the same event. Both sentences stand side by side here and are chosen by
 * the language asked for, never by the locale of the process. */

#include "vigie-say.h"

#include <string.h>

const char *
vigie_say_pick (VigieLang lang, const char *english, const char *french)
{
  return lang == VIGIE_LANG_FR ? french : english;
}

/* "Label: text", with the colon of the language. */
char *
vigie_say_labelled (VigieLang lang, const char *label, const char *text)
{
  return g_strconcat (label, vigie_say_pick (lang, ": ", "\302\240: "), text, NULL);
}

char *
vigie_say_string_of (const VigieSay *say, const char *name)
{
  char *text = vigie_json_member_string (say->body, 0, name);

  return text != NULL ? text : g_strdup ("");
}

/* @main, and @more in brackets if there is any. Takes @main. */
char *
vigie_say_with_brackets (char *main, const char *more)
{
  char *out;

  if (more == NULL || *more == '\0')
    return main;
  out = g_strdup_printf ("%s (%s)", main, more);
  g_free (main);

  return out;
}

const char *
vigie_say_post_title (const VigieSay *say, const char *post)
{
  const VigiePostDef *def = say->playbook != NULL ? vigie_playbook_post (say->playbook, post) : NULL;

  return def != NULL ? vigie_text_get (&def->title, say->lang) : post;
}

const char *
vigie_say_contact_name (const VigieSay *say, const char *id)
{
  const VigieContactDef *def = say->playbook != NULL ? vigie_playbook_contact (say->playbook, id) : NULL;

  return def != NULL ? vigie_text_get (&def->name, say->lang) : id;
}

static const struct
{
  const char *kind;
  char *(*say) (const VigieSay *say);
} sentences[] = {
  { "incident.declared", vigie_say_declared },
  { "incident.assessed", vigie_say_assessed },
  { "incident.titled", vigie_say_titled },
  { "incident.typed", vigie_say_typed },
  { "incident.stage", vigie_say_stage },
  { "incident.linked", vigie_say_linked },
  { "incident.unlinked", vigie_say_unlinked },
  { "milestone.set", vigie_say_milestone },
  { "incident.reopened", vigie_say_reopened },
  { "incident.cancelled", vigie_say_cancelled },
  { "incident.restricted", vigie_say_restricted },
  { "war-room.opened", vigie_say_war_room_opened },
  { "war-room.closed", vigie_say_war_room_closed },
  { "war-room.linked", vigie_say_war_room_linked },
  { "handover.requested", vigie_say_handover_requested },
  { "handover.answered", vigie_say_handover_answered },
  { "fact.set", vigie_say_fact },
  { "role.assigned", vigie_say_role_assigned },
  { "role.freed", vigie_say_role_freed },
  { "step.ticked", vigie_say_ticked },
  { "message.sent", vigie_say_message },
  { "mailing.begun", vigie_say_mailing_begun },
  { "mailing.paused", vigie_say_mailing_paused },
  { "mailing.resumed", vigie_say_mailing_resumed },
  { "mailing.finished", vigie_say_mailing_finished },
  { "notice.drafted", vigie_say_notice_drafted },
  { "notice.submitted", vigie_say_notice_submitted },
  { "notice.reviewed", vigie_say_notice_reviewed },
  { "notice.approved", vigie_say_notice_approved },
  { "notice.refused", vigie_say_notice_refused },
  { "notice.withdrawn", vigie_say_notice_withdrawn },
  { "notice.sent", vigie_say_notice_sent },
  { "notice.completed", vigie_say_notice_completed },
  { "obligation.done", vigie_say_obligation_done },
  { "obligation.waived", vigie_say_obligation_waived },
  { "obligation.postponed", vigie_say_obligation_postponed },
  { "check-in.held", vigie_say_check_in },
  { "call.began", vigie_say_call_began },
  { "call.ended", vigie_say_call_ended },
  { "hypothesis.set", vigie_say_hypothesis },
  { "decision.reviewed", vigie_say_reviewed },
  { "gate.answered", vigie_say_gate },
  { "gate.withdrawn", vigie_say_gate_withdrawn },
  { "confirmation.recorded", vigie_say_confirmation },
  { "support.moved", vigie_say_support },
  { "section.written", vigie_say_section },
  { "action.set", vigie_say_action },
  { "comment.made", vigie_say_comment_made },
  { "comment.answered", vigie_say_comment_answered },
  { "comment.settled", vigie_say_comment_settled },
  { "cause.set", vigie_say_cause },
  { "cause.removed", vigie_say_cause_removed },
  { "technique.set", vigie_say_technique },
  { "attachment.added", vigie_say_attachment },
  { "breach.decided", vigie_say_breach },
  { "breach.lowered", vigie_say_breach_lowered },
  { "breach.answered", vigie_say_breach_answered },
  { "breach.registered", vigie_say_breach_registered },
  { "post-mortem.held", vigie_say_post_mortem },
  { "post-mortem.scheduled", vigie_say_post_mortem_scheduled },
  { "post-mortem.began", vigie_say_post_mortem_began },
  { "post-mortem.item", vigie_say_post_mortem_item },
  { "post-mortem.present", vigie_say_post_mortem_present },
  { "post-mortem.published", vigie_say_post_mortem_published },
  { "review.requested", vigie_say_review_requested },
  { "review.signed", vigie_say_review_signed },
  { "review.withdrawn", vigie_say_review_withdrawn },
  { "event.redacted", vigie_say_redacted },
  { "entry.corrected", vigie_say_mark },
  { "entry.retracted", vigie_say_mark },
  { "entry.starred", vigie_say_mark },
  { "entry.done", vigie_say_mark },
};

char *
vigie_entry_text (const VigieEntry *entry, const VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang)
{
  VigieSay say = { incident, playbook, NULL, NULL, lang };
  g_autoptr(VigieJson) body = NULL;
  const VigieEvent *event;

  g_return_val_if_fail (entry != NULL && incident != NULL, NULL);

  event = entry->event;
  if (entry->text != NULL)
    return g_strdup (entry->text);
  if (event->redacted)
    return g_strdup (vigie_say_pick (lang, "Content removed by an administrator", "Contenu retiré par un administrateur"));

  if (!((const VigieItem *) entry)->bad)
    body = vigie_event_body (event);
  say.event = event;
  say.body = body;
  for (gsize i = 0; body != NULL && i < G_N_ELEMENTS (sentences); i++)
    {
      if (strcmp (sentences[i].kind, event->kind) == 0)
        return sentences[i].say (&say);
    }

  return vigie_say_labelled (lang, vigie_incident_knows_kind (event->kind)
                           ? vigie_say_pick (lang, "An entry that cannot be read", "Une entrée illisible")
                           : vigie_say_pick (lang, "An entry of a newer version", "Une entrée d’une version plus récente"),
                   event->kind);
}
