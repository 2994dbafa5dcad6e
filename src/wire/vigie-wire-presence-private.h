/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-json-writer.h"
#include "vigie-wire-presence.h"

/* Shared with the live frames, in which the same list stands. */

G_BEGIN_DECLS

void vigie_wire_put_people (VigieJsonWriter *writer, GPtrArray *people);
gboolean vigie_wire_read_people (const VigieWireBody *body, GPtrArray *people, GError **error);

G_END_DECLS
