/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

/* States of the night that the example does not have, recorded in it for the pictures of the tour. */

G_BEGIN_DECLS

/* "handover": the commander proposes the command to the technical lead, who sits here. "commander": the commander sits
 * here again. "rivals": the request is taken back, and two people command. "versions": what another desk wrote of a title,
 * a fact and a note arrives. "proposals": the slow payments touch
 * half the users and cost more than a million. "raised": they are P1, so there are calls to make. "rota": people are on call. "actions": five actions follow. Others are of
 * vigie-tour-hub.h. Anything else is nothing. */
void vigie_tour_scene (VigieIncidentModel *model, const char *name);
/* @drafts as another desk recorded them, which is told from others by @desk; once for each. */
void vigie_tour_record_elsewhere (VigieSession *session, GPtrArray *drafts, guint8 desk);
/* The stream of the slow payments; owned, NULL when there is none. */
char *vigie_tour_wave (VigieSession *session);

G_END_DECLS
