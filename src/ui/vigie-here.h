/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wire-presence.h"

/* What this seat says of itself to the others: the incident that is open, and whether somebody types, is there or is
 * away. It says so when that changes and not at each key. Main thread. */

G_BEGIN_DECLS

#define VIGIE_HERE_TYPING_MS 5000
#define VIGIE_HERE_AWAY_MS 300000

typedef struct _VigieHere VigieHere;
typedef void (*VigieHereFunc) (const VigieWireHere *here, gpointer user_data);

VigieHere *vigie_here_new (VigieHereFunc changed, gpointer user_data);
void vigie_here_free (VigieHere *self);
/* @stream: of an incident, or NULL. An example is nobody’s business: it says that none is open. */
void vigie_here_open (VigieHere *self, const char *stream);
/* Something is typed that is meant for the others. */
void vigie_here_type (VigieHere *self);
/* A key or the pointer moved: somebody is there. */
void vigie_here_touch (VigieHere *self);
const VigieWireHere *vigie_here_get (VigieHere *self); /* borrowed */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieHere, vigie_here_free)

G_END_DECLS
