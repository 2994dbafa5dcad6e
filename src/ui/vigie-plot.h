/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* One figure over time: a dot within the target, a triangle beyond it, a cross where times are missing; the target as
 * a dashed line with the good side shaded. Scales with its room. An ornament for assistive technology: the table on
 * the same page says the same. Main thread. */

G_BEGIN_DECLS

typedef struct
{
  double value;                  /* NAN: nothing to draw */
  gboolean beyond;               /* at or over the target */
  gboolean missing;              /* some incident has no such figure: a cross at the foot */
} VigiePlotPoint;

#define VIGIE_TYPE_PLOT (vigie_plot_get_type ())
G_DECLARE_FINAL_TYPE (VigiePlot, vigie_plot, VIGIE, PLOT, GtkWidget)

GtkWidget *vigie_plot_new (void);
/* @points: copied. @target: in the unit of the values; NAN: none. */
void vigie_plot_set (VigiePlot *self, const VigiePlotPoint *points, guint n_points, double target);

G_END_DECLS
