/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"

/* Times in and out. Nothing here reads a clock: "now" and the zone are always arguments. */

G_BEGIN_DECLS

/* RFC 3339 with a zone (Z or ±hh:mm), seconds and fraction optional. Years 1970 to 9999. */
gboolean vigie_time_parse_rfc3339 (const char *text, gint64 *out_usec, GError **error);
/* RFC 3339, or a short form of the timeline relative to @now_usec in @zone: "-5" (minutes ago),
 * "-1h30", "14:32", "14h32", "hier 23:10", "yesterday 23:10", "2026-11-22 14:32", "22/11 14:32".
 * A bare "14:32" later than now + 5 min means yesterday. INVALID with one sentence otherwise. */
gboolean vigie_time_parse (const char *text, gint64 now_usec, GTimeZone *zone, gint64 *out_usec, GError **error);

char *vigie_time_format_rfc3339 (gint64 time_usec);                 /* UTC, "2026-11-22T03:04:05Z", fraction only if any */
char *vigie_time_format_clock (gint64 time_usec, GTimeZone *zone);  /* "03:04" */
char *vigie_time_format_clock_zone (gint64 time_usec, GTimeZone *zone); /* "03:04 GMT" (UTC is said GMT) */
char *vigie_time_format_date (gint64 time_usec, GTimeZone *zone, VigieLang lang);       /* "22 nov. 2026" */
char *vigie_time_format_long_date (gint64 time_usec, GTimeZone *zone, VigieLang lang);  /* "dimanche 22 novembre 2026" */
char *vigie_time_format_full (gint64 time_usec, GTimeZone *zone, VigieLang lang);       /* "22 nov. 2026, 03:04 GMT" */
/* Clock time, with the date in front when not the same day as @now_usec. */
char *vigie_time_format_near (gint64 time_usec, gint64 now_usec, GTimeZone *zone, VigieLang lang);
gboolean vigie_time_same_day (gint64 a_usec, gint64 b_usec, GTimeZone *zone);
gint64 vigie_time_day_start (gint64 time_usec, GTimeZone *zone);
/* "3 h 23", "37 min", "3 min 46" (seconds only under 5 minutes), "2 j 4 h" / "2 d 4 h"; absolute value. */
char *vigie_duration_format (gint64 duration_usec, VigieLang lang);
/* "4 h", "15 min", "72 h": a span as a rule says it. */
char *vigie_duration_format_span (gint64 duration_usec, VigieLang lang);

G_END_DECLS
