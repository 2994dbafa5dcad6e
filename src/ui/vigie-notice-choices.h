/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* To whom, by which channel, from which template, in which language. Main thread.
 *
 * Signal "changed" (): another audience, channel or template was chosen by hand; "lang" (): another language. */

G_BEGIN_DECLS

#define VIGIE_TYPE_NOTICE_CHOICES (vigie_notice_choices_get_type ())
VIGIE_DECLARE_PAGE (NoticeChoices, notice_choices, NOTICE_CHOICES)

/* Chooses without a signal. @channel, @template_id: NULL takes what fits the incident best. */
void vigie_notice_choices_select (VigieNoticeChoices *self, const char *audience, const char *channel, const char *template_id);
const VigieAudience *vigie_notice_choices_get_audience (VigieNoticeChoices *self); /* borrowed from the playbook; NULL without a model */
const VigieChannel *vigie_notice_choices_get_channel (VigieNoticeChoices *self);   /* the same */
const VigieTemplate *vigie_notice_choices_get_template (VigieNoticeChoices *self); /* NULL: a blank text */
VigieLang vigie_notice_choices_get_lang (VigieNoticeChoices *self);
/* What went out is not addressed to others any more; its languages can still be looked at. */
void vigie_notice_choices_set_editable (VigieNoticeChoices *self, gboolean editable);

G_END_DECLS
