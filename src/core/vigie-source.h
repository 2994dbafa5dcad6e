/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act.h"

/* Entries that came from elsewhere say from where, so that the same is not taken twice. Pure. */

G_BEGIN_DECLS

/* The "source" of every entry of @incident: a set of strings. Owned. */
GHashTable *vigie_incident_sources (const VigieIncident *incident);
/* A note by @author at @at_usec that came from @source ("slack/general/1480692315.000012"). */
GPtrArray *vigie_act_log_from (const VigieIncident *incident,
                               const char *text,
                               const char *source,
                               const char *author,
                               gint64 at_usec,
                               GError **error);

G_END_DECLS
