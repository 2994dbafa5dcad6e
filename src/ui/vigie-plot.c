/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scale goes from zero to a little over the greatest of values and target, so that the distance to the target is
 * seen in its true proportion; a mark never lies on the edge. A line joins neighbours only: over a period without
 * a figure it breaks, because a line drawn there would be a guess. */

#include "vigie-plot.h"

#include <math.h>

#include "vigie-drawing.h"

#define HEIGHT_PX 84
#define WIDTH_PX 120
#define MARK_PX 3.4
#define FOOT_PX 12
#define HEAD_ROOM 1.18

struct _VigiePlot
{
  GtkWidget parent_instance;

  GArray *points;                /* VigiePlotPoint */
  double target;
};

G_DEFINE_FINAL_TYPE (VigiePlot, vigie_plot, GTK_TYPE_WIDGET)

typedef struct
{
  double width, height;          /* of the part above the foot */
  double top;                    /* value at the upper edge */
  guint n;
} Scale;

static double
x_of (const Scale *scale, guint index)
{
  double margin = MARK_PX * 2;

  return scale->n < 2 ? scale->width / 2 : margin + (scale->width - 2 * margin) * index / (scale->n - 1);
}

static double
y_of (const Scale *scale, double value)
{
  return scale->height - scale->height * value / scale->top;
}

static Scale
scale_of (VigiePlot *self)
{
  Scale scale = { gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) - FOOT_PX, 0, self->points->len };

  for (guint i = 0; i < self->points->len; i++)
    {
      double value = g_array_index (self->points, VigiePlotPoint, i).value;

      if (!isnan (value))
        scale.top = MAX (scale.top, value);
    }
  if (!isnan (self->target))
    scale.top = MAX (scale.top, self->target);
  scale.top = scale.top > 0 ? scale.top * HEAD_ROOM : 1;

  return scale;
}

static void
draw_target (VigiePlot *self, cairo_t *cr, const Scale *scale)
{
  static const double dashes[] = { 4, 3 };
  GdkRGBA shade, line;
  double y;

  if (isnan (self->target))
    return;
  y = y_of (scale, self->target);
  vigie_drawing_color (GTK_WIDGET (self), "hair", &shade);
  shade.alpha *= 0.45f;
  vigie_drawing_color (GTK_WIDGET (self), "dim_fg", &line);
  gdk_cairo_set_source_rgba (cr, &shade);
  cairo_rectangle (cr, 0, y, scale->width, scale->height + FOOT_PX - y);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, 0, floor (y) + 0.5);
  cairo_line_to (cr, scale->width, floor (y) + 0.5);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_line (VigiePlot *self, cairo_t *cr, const Scale *scale)
{
  gboolean has_last = FALSE;

  for (guint i = 0; i < self->points->len; i++)
    {
      double value = g_array_index (self->points, VigiePlotPoint, i).value;

      if (isnan (value))
        {
          has_last = FALSE;
          continue;
        }
      if (has_last)
        cairo_line_to (cr, x_of (scale, i), y_of (scale, value));
      else
        cairo_move_to (cr, x_of (scale, i), y_of (scale, value));
      has_last = TRUE;
    }
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

static void
draw_triangle (cairo_t *cr, double x, double y)
{
  cairo_move_to (cr, x, y - MARK_PX * 1.5);
  cairo_line_to (cr, x + MARK_PX * 1.4, y + MARK_PX);
  cairo_line_to (cr, x - MARK_PX * 1.4, y + MARK_PX);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_cross (cairo_t *cr, double x, double y)
{
  cairo_set_line_width (cr, 1.4);
  cairo_move_to (cr, x - MARK_PX, y - MARK_PX);
  cairo_line_to (cr, x + MARK_PX, y + MARK_PX);
  cairo_move_to (cr, x + MARK_PX, y - MARK_PX);
  cairo_line_to (cr, x - MARK_PX, y + MARK_PX);
  cairo_stroke (cr);
}

static void
draw_marks (VigiePlot *self, cairo_t *cr, const Scale *scale, const GdkRGBA *good)
{
  GdkRGBA late, dim;

  vigie_drawing_color (GTK_WIDGET (self), "late_fg", &late);
  vigie_drawing_color (GTK_WIDGET (self), "dim_fg", &dim);
  for (guint i = 0; i < self->points->len; i++)
    {
      const VigiePlotPoint *point = &g_array_index (self->points, VigiePlotPoint, i);
      double x = x_of (scale, i);

      if (point->missing)
        {
          gdk_cairo_set_source_rgba (cr, &dim);
          draw_cross (cr, x, scale->height + FOOT_PX / 2.0);
        }
      if (isnan (point->value))
        continue;
      gdk_cairo_set_source_rgba (cr, point->beyond ? &late : good);
      if (point->beyond)
        draw_triangle (cr, x, y_of (scale, point->value));
      else
        {
          cairo_arc (cr, x, y_of (scale, point->value), MARK_PX, 0, 2 * G_PI);
          cairo_fill (cr);
        }
    }
}

static void
vigie_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VigiePlot *self = VIGIE_PLOT (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  Scale scale = scale_of (self);
  cairo_t *cr;
  GdkRGBA good;

  if (scale.width <= 0 || scale.height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  draw_target (self, cr, &scale);
  vigie_drawing_color (widget, "accent_color", &good);
  gdk_cairo_set_source_rgba (cr, &good);
  draw_line (self, cr, &scale);
  draw_marks (self, cr, &scale, &good);
  cairo_destroy (cr);
}

static void
vigie_plot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_PX : HEIGHT_PX;
}

static void
vigie_plot_finalize (GObject *object)
{
  g_array_unref (VIGIE_PLOT (object)->points);
  G_OBJECT_CLASS (vigie_plot_parent_class)->finalize (object);
}

static void
vigie_plot_class_init (VigiePlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vigie_plot_finalize;
  widget_class->snapshot = vigie_plot_snapshot;
  widget_class->measure = vigie_plot_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vigie_plot_init (VigiePlot *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (VigiePlotPoint));
  self->target = NAN;
}

GtkWidget *
vigie_plot_new (void)
{
  return g_object_new (VIGIE_TYPE_PLOT, NULL);
}

void
vigie_plot_set (VigiePlot *self, const VigiePlotPoint *points, guint n_points, double target)
{
  g_return_if_fail (VIGIE_IS_PLOT (self));

  g_array_set_size (self->points, 0);
  if (n_points > 0)
    g_array_append_vals (self->points, points, n_points);
  self->target = target;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
