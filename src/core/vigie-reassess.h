/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* When the level should be looked at again: because a fact moves it over a bound, or because it is
 * provisional and time has passed. Pure. */

G_BEGIN_DECLS

/* A provisional level is asked about again this long after it was given. */
#define VIGIE_PROVISIONAL_USEC (10 * VIGIE_MINUTE_USEC)

typedef struct
{
  VigieAnswers answers;      /* those of the last assessment, with what the facts say since */
  VigieLevel level;          /* what the rule gives for them, or NONE */
  gboolean provisional;
  gboolean moves;            /* the facts give another level; FALSE: the present one is provisional */
  char *sentence;            /* what changed, for people */
} VigieProposal;

/* What should be proposed for @incident at @now_usec, or NULL. Owned. */
VigieProposal *vigie_reassess (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec, VigieLang lang);
void vigie_proposal_free (VigieProposal *proposal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieProposal, vigie_proposal_free)

G_END_DECLS
