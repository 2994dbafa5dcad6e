/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-notice.h"
#include "vigie-json-writer.h"

/* Private to vigie-act-notice-*.c. */

G_BEGIN_DECLS

/* Who speaks, and what was heard. */
typedef struct
{
  char *approver, *heard_by;
  const char *as, *deputy;
} VigieNoticeSaying;

/* NULL and a sentence when there is none. */
const VigieNotice *
vigie_act_find_notice (const VigieIncident *incident, const char *id, GError **error);
/* The same, and its text still on its way, and one text. */
const VigieNotice *
vigie_act_find_open_notice (const VigieIncident *incident, const char *id, GError **error);
gboolean
vigie_act_notice_is_open (const VigieIncident *incident, const VigieNotice *notice, GError **error);
/* The beginning of a step's body; @of_text: about the version that stands. */
VigieJsonWriter *vigie_act_begin_step (const VigieNotice *notice, gboolean of_text);
/* Who says so, checked against who records it. */
gboolean vigie_act_read_saying (const VigieNoticeSay *say,
                                const char *author,
                                VigieNoticeSaying *saying,
                                GError **error);
void vigie_notice_saying_clear (VigieNoticeSaying *saying);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VigieNoticeSaying, vigie_notice_saying_clear)

G_END_DECLS
