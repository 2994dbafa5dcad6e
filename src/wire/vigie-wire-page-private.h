/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-json-writer.h"
#include "vigie-wire-page.h"

/* Shared with the live frames, in which the same list stands. */

G_BEGIN_DECLS

void vigie_wire_put_page_events (VigieJsonWriter *writer, GPtrArray *events);
/* Appends to @events; FALSE + error for a list that is not in good form. */
gboolean vigie_wire_read_page_events (const VigieWireBody *body, GPtrArray *events, GError **error);

G_END_DECLS
