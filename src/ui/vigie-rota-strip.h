/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A line of time: children stand from their beginning to their end, in proportion. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ROTA_STRIP (vigie_rota_strip_get_type ())
G_DECLARE_FINAL_TYPE (VigieRotaStrip, vigie_rota_strip, VIGIE, ROTA_STRIP, GtkWidget)

GtkWidget *vigie_rota_strip_new (gint64 from_usec, gint64 to_usec);
/* @child is taken; what lies outside of the line is cut. */
void vigie_rota_strip_add (VigieRotaStrip *self, GtkWidget *child, gint64 from_usec, gint64 to_usec);

G_END_DECLS
