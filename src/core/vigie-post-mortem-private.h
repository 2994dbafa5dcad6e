/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-private.h"
#include "vigie-json-writer.h"
#include "vigie-post-mortem.h"

/* Private to vigie-post-mortem*.c and vigie-act-post-mortem*.c. */

G_BEGIN_DECLS

/* Takes an act of a meeting, in fold order. */
void vigie_meeting_take (VigieMeeting *meeting, const VigiePostMortemStep *step);
/* After the last one: the present item's time counts until @now_usec. */
void vigie_meeting_finish (VigieMeeting *meeting, gint64 now_usec);

/* Where it stands at @at_usec, for an act of @author; NULL with a sentence when there is none to act on. Owned. */
VigiePostMortem *vigie_act_post_mortem_of (const VigieIncident *incident,
                                           const VigiePlaybook *playbook,
                                           gint64 at_usec,
                                           const char *author,
                                           GError **error);
/* @names (const char *, NULL: nobody) as they can be recorded; owned; NULL with a sentence. */
GPtrArray *vigie_act_clean_names (GPtrArray *names, GError **error);
/* The member "people". */
void vigie_act_write_names (VigieJsonWriter *writer, GPtrArray *names);

G_END_DECLS
