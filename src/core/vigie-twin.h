/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* The same incident declared twice. Two people who knew nothing of each other declared it; both logs stay, each
 * linked to the other by an event of its own. One of the two leads: it holds the clocks and the roster, so that no
 * promise is made twice; the other one follows, has no clocks, and leads to it. */

G_BEGIN_DECLS

/* What tells whether two declarations mean one incident. */
typedef struct
{
  const char *id;
  const char *title;
  const char *type;              /* "other" says nothing */
  gint64 began_usec;             /* detected, else declared */
} VigieTwinSign;

/* Close in time, and of one type or with a word in common: worth a question, no more. */
gboolean vigie_twin_is_likely (const VigieTwinSign *a, const VigieTwinSign *b);

typedef struct
{
  const char *incident;          /* id of the other one */
  const char *ref;               /* as people call it; its id when the link does not say */
  gboolean leads;                /* the incident that was asked leads it */
  const VigieEvent *event;       /* the link */
} VigieTwin;

/* The incident that @incident follows; FALSE: it follows none. @out is borrowed from it. */
gboolean vigie_incident_leader (const VigieIncident *incident, VigieTwin *out);
/* Those that follow it, VigieTwin, in the order in which they were linked; owned, contents borrowed. */
GArray *vigie_incident_followers (const VigieIncident *incident);
/* TRUE when somebody has said of the two that they are, or are not, one incident: nobody is asked again. */
gboolean vigie_incident_knows_twin (const VigieIncident *incident, const char *other_id);

/* Links both, @follower to @leader: drafts for the two streams. Refused when either follows already, or @follower leads. */
GPtrArray *vigie_act_twin (const VigieIncident *leader, const VigieIncident *follower, const char *author, gint64 at_usec, GError **error);
/* Parts them, or says of two that were never linked that they are not one; in both streams, with a reason. */
GPtrArray *vigie_act_untwin (const VigieIncident *one, const VigieIncident *other, const char *reason, const char *author, gint64 at_usec, GError **error);

G_END_DECLS
