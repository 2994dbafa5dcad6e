/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"

/* Who an incident is shown to, out of its own events, without folding the rest of it: a hub asks at every commit. */

G_BEGIN_DECLS

typedef struct
{
  gboolean restricted;
  const char *const *people;          /* ids of members, NULL-terminated, never NULL; who sees it all the same */
  gboolean declared;                  /* a declaration is among the events */
  guint8 declarer[VIGIE_KEY_BYTES];   /* the device that recorded it; zero when there is none */
} VigieRestriction;

/* TRUE if an event of @kind may change what vigie_restriction_fold() says. */
gboolean vigie_restriction_concerns (const char *kind);
/* @events: VigieEvent, of one incident, any order; those of other kinds are passed over. Owned. */
VigieRestriction *vigie_restriction_fold (GPtrArray *events);
void vigie_restriction_free (VigieRestriction *restriction);
/* The body of incident.restricted: FALSE when it is not as docs/events.md says. *people is owned (g_strfreev()). */
gboolean vigie_restriction_read (const VigieJson *body, gboolean *restricted, GStrv *people);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieRestriction, vigie_restriction_free)

G_END_DECLS
