/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What the rotation's week and month are made of. Main thread. */

G_BEGIN_DECLS

/* The days of a week, the present one marked. */
GtkWidget *vigie_rota_days_new (VigieSession *session, gint64 week_usec, gboolean with_weekday);
/* A level's line of a span; @slim: without its name, for a month. */
GtkWidget *vigie_rota_row_new (VigieSession *session, const VigieSupportLevel *level, gint64 from_usec, gint64 to_usec, gboolean slim);
/* Now and next of a level that has a rotation; NULL for others. */
GtkWidget *vigie_rota_now_new (VigieSession *session, const VigieSupportLevel *level);
/* Sentences about gaps and double bookings of the span, added to @box. Returns how many. */
guint vigie_rota_add_faults (GtkBox *box, VigieSession *session, gint64 from_usec, gint64 to_usec);

G_END_DECLS
