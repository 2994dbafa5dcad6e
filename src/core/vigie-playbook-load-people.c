/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of who does what and who is told: posts, support levels, audiences, templates and the
 * directory. */

#include "vigie-playbook-private.h"

static const PlaybookField post_fields[] = {
  FIELD (VigiePostDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigiePostDef, title, TEXT, FIELD_REQUIRED),
  FIELD (VigiePostDef, duties, TEXTS, FIELD_OPTIONAL),
  FIELD (VigiePostDef, required, STRING, FIELD_REQUIRED),
  FIELD (VigiePostDef, contact, STRING, FIELD_OPTIONAL),
  FIELD (VigiePostDef, reports_to, STRING, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_post_record = { sizeof (VigiePostDef), post_fields };

static const PlaybookField support_fields[] = {
  FIELD (VigieSupportLevel, id, STRING, FIELD_REQUIRED),
  FIELD (VigieSupportLevel, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieSupportLevel, scope, TEXT, FIELD_REQUIRED),
  FIELD (VigieSupportLevel, deadline, TEXT, FIELD_REQUIRED),
  FIELD (VigieSupportLevel, escalation, TEXT, FIELD_OPTIONAL),
  FIELD (VigieSupportLevel, contacts, STRINGS, FIELD_REQUIRED),
  FIELD (VigieSupportLevel, decisions, TEXTS, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_support_record = { sizeof (VigieSupportLevel), support_fields };

static void
read_automatism_levels (PlaybookLoader *loader, VigieJsonNode node, gpointer record)
{
  ((VigieAutomatism *) record)->levels = vigie_playbook_read_levels (loader, node);
}

static const PlaybookField automatism_fields[] = {
  FIELD (VigieAutomatism, id, STRING, FIELD_REQUIRED),
  FIELD (VigieAutomatism, when, TEXT, FIELD_REQUIRED),
  FIELD (VigieAutomatism, act, TEXT, FIELD_REQUIRED),
  FIELD (VigieAutomatism, whom, STRINGS, FIELD_REQUIRED),
  FIELD (VigieAutomatism, clock, STRING, FIELD_OPTIONAL),
  FIELD_BY ("levels", read_automatism_levels, FIELD_OPTIONAL),
  FIELD_AS (VigieAutomatism, "requires", requires_, STRINGS, FIELD_OPTIONAL),
  FIELD_AS (VigieAutomatism, "longer_than_s", longer_than_usec, SECONDS, FIELD_OPTIONAL),
  FIELD (VigieAutomatism, audience, STRING, FIELD_OPTIONAL),
  FIELD (VigieAutomatism, channel, STRING, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_automatism_record = { sizeof (VigieAutomatism),
                                                          automatism_fields };

static const PlaybookField reader_fields[] = {
  FIELD (VigieReaderDef, who, STRING, FIELD_REQUIRED),
  FIELD (VigieReaderDef, when, STRING, FIELD_REQUIRED),
  FIELD (VigieReaderDef, deputies, STRINGS, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord reader_record = { sizeof (VigieReaderDef), reader_fields };

static const PlaybookField audience_fields[] = {
  FIELD (VigieAudience, id, STRING, FIELD_REQUIRED),
  FIELD (VigieAudience, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieAudience, outside, BOOLEAN, FIELD_REQUIRED),
  FIELD (VigieAudience, aliases, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieAudience, trigger, TEXT, FIELD_OPTIONAL),
  FIELD (VigieAudience, content, TEXT, FIELD_OPTIONAL),
  FIELD (VigieAudience, cadence, TEXT, FIELD_OPTIONAL),
  FIELD (VigieAudience, tone, TEXT, FIELD_OPTIONAL),
  FIELD (VigieAudience, approval, TEXT, FIELD_OPTIONAL),
  FIELD (VigieAudience, approvers, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieAudience, deputies, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieAudience, messages, STRING, FIELD_OPTIONAL),
  FIELD_OF (VigieAudience, readers, &reader_record, FIELD_OPTIONAL),
  FIELD (VigieAudience, channels, STRINGS, FIELD_REQUIRED),
  FIELD (VigieAudience, contents, TEXTS, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_audience_record = { sizeof (VigieAudience), audience_fields };

static const PlaybookField channel_fields[] = {
  FIELD (VigieChannel, id, STRING, FIELD_REQUIRED),
  FIELD (VigieChannel, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieChannel, aliases, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieChannel, when, TEXT, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_channel_record = { sizeof (VigieChannel), channel_fields };

static const PlaybookField placeholder_fields[] = {
  FIELD (VigiePlaceholder, name, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaceholder, type, STRING, FIELD_REQUIRED),
  FIELD (VigiePlaceholder, fact, STRING, FIELD_OPTIONAL),
  FIELD (VigiePlaceholder, label, TEXT, FIELD_REQUIRED),
  FIELD (VigiePlaceholder, required, BOOLEAN, FIELD_OPTIONAL),
  FIELD_END,
};
static const PlaybookRecord placeholder_record = { sizeof (VigiePlaceholder), placeholder_fields };

static const PlaybookField template_fields[] = {
  FIELD (VigieTemplate, id, STRING, FIELD_REQUIRED),
  FIELD (VigieTemplate, audience, STRING, FIELD_REQUIRED),
  FIELD (VigieTemplate, channel, STRING, FIELD_REQUIRED),
  FIELD (VigieTemplate, stage, STRING, FIELD_REQUIRED),
  FIELD (VigieTemplate, title, TEXT, FIELD_REQUIRED),
  FIELD (VigieTemplate, subject, TEXT, FIELD_OPTIONAL),
  FIELD (VigieTemplate, body, TEXT, FIELD_REQUIRED),
  FIELD_OF (VigieTemplate, placeholders, &placeholder_record, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_template_record = { sizeof (VigieTemplate), template_fields };

static const PlaybookField category_fields[] = {
  FIELD (VigieCategory, id, STRING, FIELD_REQUIRED),
  FIELD (VigieCategory, title, TEXT, FIELD_REQUIRED),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_category_record = { sizeof (VigieCategory), category_fields };

static const PlaybookField contact_fields[] = {
  FIELD (VigieContactDef, id, STRING, FIELD_REQUIRED),
  FIELD (VigieContactDef, category, STRING, FIELD_REQUIRED),
  FIELD (VigieContactDef, name, TEXT, FIELD_REQUIRED),
  FIELD (VigieContactDef, people, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieContactDef, phones, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieContactDef, emails, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieContactDef, urls, STRINGS, FIELD_OPTIONAL),
  FIELD (VigieContactDef, note, TEXT, FIELD_OPTIONAL),
  FIELD (VigieContactDef, on_call, BOOLEAN, FIELD_OPTIONAL),
  FIELD_END,
};
const PlaybookRecord vigie_playbook_contact_record = { sizeof (VigieContactDef), contact_fields };
