/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* Which posts an incident shows, and why. Pure. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_POST_REQUIRED,  /* the playbook wants somebody there */
  VIGIE_POST_SUGGESTED, /* by the type of incident, or always worth a thought */
  VIGIE_POST_EXTRA,     /* neither, but somebody holds it */
} VigiePostKind;

typedef struct { const char *post; VigiePostKind kind; } VigiePostNeed;

/* Required ones first, then suggested ones, in the playbook's order. VigiePostNeed; owned. */
GPtrArray *vigie_incident_posts (const VigieIncident *incident, const VigiePlaybook *playbook);

G_END_DECLS
