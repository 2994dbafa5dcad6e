/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-incident-model.h"

/* What chips, board and forms say about an obligation, so that all say the same. Main thread. */

G_BEGIN_DECLS

/* Style class of its state: "late", "soon", "calm", "kept" or "waived"; static. */
const char *vigie_clock_class (const VigieObligation *obligation);
/* Puts that class on @widget and takes the others away. */
void vigie_clock_set_class (GtkWidget *widget, const VigieObligation *obligation);
/* Share of the time left, 0 to 1; 1 while the due time is unknown. */
double vigie_clock_share (const VigieObligation *obligation, gint64 now_usec);
/* "2 min late", "in 3 min 46": as core says it, but lateness in whole minutes from the first on; owned. */
char *vigie_clock_words (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang);
/* Its title where there is little room: "Handover, scribe", "Review the decision D3"; owned. */
char *vigie_clock_short_title (const VigieObligation *obligation, VigieLang lang);
/* TRUE while its words change each second. */
gboolean vigie_clock_shows_seconds (const VigieObligation *obligation, gint64 now_usec);
/* The big figure of the board: "3 min 46", "− 2 min", "48 h", "23:58", "—"; owned. */
char *vigie_clock_number (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang);
/* When it is due: "03:08 GMT", with the date on another day; "after resolution" while unknown; owned. */
char *vigie_clock_due (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang);
/* Who keeps it: the present holder of the post, else the post, else the person; owned. */
char *vigie_clock_owner (VigieIncidentModel *model, const VigieObligation *obligation);
/* "Awa Koné · Note who answered", or why and until when it was postponed; owned. */
char *vigie_clock_second_line (VigieIncidentModel *model, const VigieObligation *obligation);
/* Since when it runs and what keeps it: "Runs since 03:04. Kept by: CTO reached"; owned. */
char *vigie_clock_proof (const VigieObligation *obligation, gint64 now_usec, GTimeZone *zone, VigieLang lang);
/* One word pair that names an obligation among those of an incident: "handover/commander"; owned. */
char *vigie_clock_key (const VigieObligation *obligation);

G_END_DECLS
