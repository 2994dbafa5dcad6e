/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* What follows from the recorded facts: how long the service is down, the share of the users, the orders
 * and the money lost. Pure. Nothing is recorded by computing it. */

G_BEGIN_DECLS

typedef struct
{
  const char *name;        /* the fact it would fill, or "downtime", which fills none */
  char *value;             /* as the fact would be recorded (a range "600-1400" if an input is one); seconds for
                            * "downtime"; NULL while an input is missing */
  char *words;             /* the value for people; NULL with @value */
  char *formula;           /* with its inputs, for people: "310/h × 3 h 26 × 4 500 FCFA"; NULL with @value */
  VigieFactState state;    /* CONFIRMED only if every input is; UNKNOWN while one is missing */
  GPtrArray *missing;      /* const char *: names of the facts that are missing or contradict each other */
  gboolean running;        /* the outage goes on: the value grows */
  gboolean is_recorded;    /* a known fact of this name stands; it wins over what is derived */
  gboolean differs;        /* and says something else */
  gboolean is_pressing;    /* passes the limit of a clock that the recorded fact does not pass */
} VigieDerived;

/* All four, in the order downtime, users_share, orders_lost, loss_fcfa. @zone NULL: UTC. VigieDerived, owned. */
GPtrArray *vigie_facts_derive (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec, GTimeZone *zone, VigieLang lang);
/* That of @name among @derived, or NULL. */
const VigieDerived *vigie_derived_find (GPtrArray *derived, const char *name);
void vigie_derived_free (VigieDerived *derived);
/* Share of the users in percent, from users_affected and users_total; of a range the upper end. FALSE if one of
 * them is missing or they contradict each other. @newest: the later recorded of the two; may be NULL. */
gboolean vigie_derive_users_percent (const VigieIncident *incident, double *out_percent, const VigieFact **newest);
/* The known fact of @name, or NULL if there is none, it is unknown or empty. */
const VigieFact *vigie_incident_known_fact (const VigieIncident *incident, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieDerived, vigie_derived_free)

G_END_DECLS
