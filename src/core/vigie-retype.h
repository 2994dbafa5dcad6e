/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-playbook.h"

/* What a change of type in mid-incident would bring, take and keep. Pure; nothing is recorded. */

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *clocks_gained, *clocks_lost;         /* const VigieClockDef *: those that run after, or only before */
  GPtrArray *posts_gained, *posts_lost;           /* const VigiePostDef * required */
  GPtrArray *checklists_gained, *checklists_lost; /* const VigieChecklist * of the type */
  GPtrArray *matches;                             /* VigieStepMatch: the marked steps of the present type */
  guint n_open_lost;                              /* open steps of the present procedure, which go */
  guint n_open_gained;                            /* steps of the new one that nobody has marked or done under the present one */
} VigieRetype;

/* For @incident as @type ("other": no procedure) at @now_usec. Owned. */
VigieRetype *vigie_retype_preview (const VigiePlaybook *playbook, VigieIncident *incident, const char *type, gint64 now_usec);
/* @retype is not NULL. */
void vigie_retype_free (VigieRetype *retype);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieRetype, vigie_retype_free)

G_END_DECLS
