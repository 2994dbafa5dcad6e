/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-rota-act.h"

/* What was read from a calendar, by its source: for whoever follows one. Of several of a level and source the last counts. */

G_BEGIN_DECLS

/* TRUE when it says what @shifts (VigieReadShift) say, of all that is not over at @now_usec and begins before its end.
 * @until_usec: its end; NONE: none stands. */
gboolean vigie_rota_calendar_says (const VigieRota *rota, const char *level, const char *source, GPtrArray *shifts, gint64 now_usec, gint64 *until_usec);
gboolean vigie_rota_calendar_has (const VigieRota *rota, const char *level, const char *source, const char *person, gint64 from_usec, gint64 to_usec);
/* The first end of those of @source, of whatever level; NONE: none stands. */
gint64 vigie_rota_calendar_until (const VigieRota *rota, const char *source);

G_END_DECLS
