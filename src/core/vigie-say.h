/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-private.h"

/* Private to vigie-incident-text.c and vigie-say-*.c: the sentence of one made line, and what sentences share. */

G_BEGIN_DECLS

typedef struct
{
  const VigieIncident *incident;
  const VigiePlaybook *playbook; /* or NULL */
  const VigieEvent *event;
  const VigieJson *body;
  VigieLang lang;
} VigieSay;

/* The sentence of the language asked for. */
const char *vigie_say_pick (VigieLang lang, const char *english, const char *french) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);
/* "Label: text", with the colon of the language. Owned. */
char *vigie_say_labelled (VigieLang lang, const char *label, const char *text);
/* The member @name of the body, "" when it is missing. Owned. */
char *vigie_say_string_of (const VigieSay *say, const char *name);
/* @main (consumed), and @more in brackets if there is any. Owned. */
char *vigie_say_with_brackets (char *main, const char *more);
/* The title of a section of the report, of "surprise" too; the id itself when nobody knows it. Borrowed. */
const char *vigie_say_section_title (const VigiePlaybook *playbook, const char *section, VigieLang lang);
/* Titles of the playbook, else the id itself. Borrowed. */
const char *vigie_say_post_title (const VigieSay *say, const char *post);
const char *vigie_say_contact_name (const VigieSay *say, const char *id);

/* The incident, its report */
char *vigie_say_declared (const VigieSay *say);
char *vigie_say_assessed (const VigieSay *say);
char *vigie_say_titled (const VigieSay *say);
char *vigie_say_typed (const VigieSay *say);
char *vigie_say_stage (const VigieSay *say);
char *vigie_say_milestone (const VigieSay *say);
char *vigie_say_reopened (const VigieSay *say);
char *vigie_say_restricted (const VigieSay *say);
char *vigie_say_cancelled (const VigieSay *say);
char *vigie_say_war_room_opened (const VigieSay *say);
char *vigie_say_war_room_linked (const VigieSay *say);
char *vigie_say_war_room_closed (const VigieSay *say);
char *vigie_say_section (const VigieSay *say);
char *vigie_say_comment_made (const VigieSay *say);
char *vigie_say_comment_answered (const VigieSay *say);
char *vigie_say_comment_settled (const VigieSay *say);
char *vigie_say_action (const VigieSay *say);
char *vigie_say_cause (const VigieSay *say);
char *vigie_say_cause_removed (const VigieSay *say);
char *vigie_say_technique (const VigieSay *say);
char *vigie_say_linked (const VigieSay *say);
char *vigie_say_unlinked (const VigieSay *say);
char *vigie_say_attachment (const VigieSay *say);
char *vigie_say_breach (const VigieSay *say);
char *vigie_say_breach_lowered (const VigieSay *say);
char *vigie_say_breach_answered (const VigieSay *say);
char *vigie_say_breach_registered (const VigieSay *say);
char *vigie_say_post_mortem (const VigieSay *say);
char *vigie_say_post_mortem_scheduled (const VigieSay *say);
char *vigie_say_post_mortem_began (const VigieSay *say);
char *vigie_say_post_mortem_item (const VigieSay *say);
char *vigie_say_post_mortem_present (const VigieSay *say);
char *vigie_say_post_mortem_published (const VigieSay *say);
char *vigie_say_review_requested (const VigieSay *say);
char *vigie_say_review_signed (const VigieSay *say);
char *vigie_say_review_withdrawn (const VigieSay *say);
char *vigie_say_redacted (const VigieSay *say);
char *vigie_say_mark (const VigieSay *say);

/* People and promises */
char *vigie_say_role_assigned (const VigieSay *say);
char *vigie_say_role_freed (const VigieSay *say);
char *vigie_say_handover_requested (const VigieSay *say);
char *vigie_say_handover_answered (const VigieSay *say);
char *vigie_say_message (const VigieSay *say);
char *vigie_say_obligation_done (const VigieSay *say);
char *vigie_say_obligation_waived (const VigieSay *say);
char *vigie_say_obligation_postponed (const VigieSay *say);
char *vigie_say_check_in (const VigieSay *say);
char *vigie_say_call_began (const VigieSay *say);
char *vigie_say_call_ended (const VigieSay *say);
char *vigie_say_support (const VigieSay *say);

/* Mailings */
char *vigie_say_mailing_begun (const VigieSay *say);
char *vigie_say_mailing_paused (const VigieSay *say);
char *vigie_say_mailing_resumed (const VigieSay *say);
char *vigie_say_mailing_finished (const VigieSay *say);
/* Notices */
char *vigie_say_notice_drafted (const VigieSay *say);
char *vigie_say_notice_submitted (const VigieSay *say);
char *vigie_say_notice_reviewed (const VigieSay *say);
char *vigie_say_notice_approved (const VigieSay *say);
char *vigie_say_notice_refused (const VigieSay *say);
char *vigie_say_notice_withdrawn (const VigieSay *say);
char *vigie_say_notice_sent (const VigieSay *say);
char *vigie_say_notice_completed (const VigieSay *say);

/* The procedure */
char *vigie_say_fact (const VigieSay *say);
char *vigie_say_ticked (const VigieSay *say);
char *vigie_say_hypothesis (const VigieSay *say);
char *vigie_say_reviewed (const VigieSay *say);
char *vigie_say_gate (const VigieSay *say);
char *vigie_say_gate_withdrawn (const VigieSay *say);
char *vigie_say_confirmation (const VigieSay *say);

G_END_DECLS
