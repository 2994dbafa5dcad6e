/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

/* What a request for a handover says to whoever sits here: it reads differently to the one who is asked, to the one
 * who asked or is to be relieved, and to everybody else. Pure look-ups in the present fold. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_HANDOVER_MINE,  /* waits for the answer of whoever sits here */
  VIGIE_HANDOVER_ASKED, /* asked by them, or about their post: they wait */
  VIGIE_HANDOVER_ASIDE, /* between others */
} VigieHandoverSide;

/* The same name but for case and accents. */
gboolean vigie_handover_same_person (const char *name, const char *other);
/* Where @me stands in @handover. */
VigieHandoverSide vigie_handover_side (const VigieIncident *incident, const VigieHandover *handover, const char *me);
/* The one who asked is the one who would take the post. */
gboolean vigie_handover_is_wish (const VigieHandover *handover);
/* Who is to be relieved: a present holder other than who takes over; borrowed, "" if none. */
const char *vigie_handover_from (const VigieIncident *incident, const VigieHandover *handover);
/* The first request that waits for the answer of @me; NULL if none. */
const VigieHandover *vigie_handover_for (const VigieIncident *incident, const char *me);
/* The first request that waits, that of @me before others; NULL if none. */
const VigieHandover *vigie_handover_pending (const VigieIncident *incident, const char *me);
/* "Awa Koné asks you to take over: Commander"; owned. */
char *vigie_handover_title (VigieIncidentModel *model, const VigieHandover *handover);
/* "asked at 03:03, waits for your answer"; owned. */
char *vigie_handover_detail (VigieIncidentModel *model, const VigieHandover *handover);
/* Both, of an incident that is not open. */
char *vigie_handover_title_in (VigieSession *session, const VigieIncident *incident, const VigieHandover *handover);
char *vigie_handover_detail_in (VigieSession *session, const VigieIncident *incident, const VigieHandover *handover);
/* Words of the buttons; borrowed. */
const char *vigie_handover_accept_words (const VigieHandover *handover, VigieHandoverSide side);
const char *vigie_handover_decline_words (VigieHandoverSide side);

G_END_DECLS
