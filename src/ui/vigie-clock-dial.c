/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dial of an obligation: a ring whose wedge is the share of time left, ending at twelve; a solid
 * disc with an exclamation mark when overdue, a ring with a check when kept, with a dash when waived.
 * Every state differs in shape, so it reads in grey. The words stand beside it in every place that
 * shows one, so for assistive technology it is an ornament. */

#include "vigie-widgets.h"

#include <math.h>

#include "vigie-drawing.h"

struct _VigieClockDial
{
  GtkWidget parent_instance;

  int size_px;
  VigieObligationState state;
  double share;
  gboolean on_fill;
};

G_DEFINE_FINAL_TYPE (VigieClockDial, vigie_clock_dial, GTK_TYPE_WIDGET)

/**
 * vigie_drawing_color:
 * @widget: the widget that draws.
 * @name: name of a colour in the stylesheet.
 * @out: (out): the colour.
 *
 * Looks @name up in the style of @widget, which differs between light, dark and high contrast.
 */
void
vigie_drawing_color (GtkWidget *widget, const char *name, GdkRGBA *out)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, out))
    gtk_style_context_get_color (context, out);
}

static void
draw_ring (cairo_t *cr, double middle, double radius)
{
  cairo_arc (cr, middle, middle, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_wedge (VigieClockDial *self, cairo_t *cr, double middle, double radius)
{
  double from = -G_PI_2 + (1.0 - self->share) * 2 * G_PI;

  draw_ring (cr, middle, radius);
  if (self->share <= 0)
    return;
  cairo_move_to (cr, middle, middle);
  cairo_arc (cr, middle, middle, radius - self->size_px * 0.09, from, 1.5 * G_PI);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_overdue (VigieClockDial *self, cairo_t *cr, const GdkRGBA *disc, const GdkRGBA *mark)
{
  double middle = self->size_px / 2.0;

  gdk_cairo_set_source_rgba (cr, disc);
  cairo_arc (cr, middle, middle, middle, 0, 2 * G_PI);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, mark);
  cairo_set_line_width (cr, self->size_px * 0.15);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, middle, self->size_px * 0.26);
  cairo_line_to (cr, middle, self->size_px * 0.54);
  cairo_stroke (cr);
  cairo_arc (cr, middle, self->size_px * 0.74, self->size_px * 0.085, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_mark (VigieClockDial *self, cairo_t *cr, double middle, double radius)
{
  double s = self->size_px;

  draw_ring (cr, middle, radius);
  if (self->state == VIGIE_OBLIGATION_DONE)
    {
      cairo_move_to (cr, s * 0.29, s * 0.52);
      cairo_line_to (cr, s * 0.44, s * 0.67);
      cairo_line_to (cr, s * 0.72, s * 0.36);
    }
  else
    {
      cairo_move_to (cr, s * 0.30, s * 0.5);
      cairo_line_to (cr, s * 0.70, s * 0.5);
    }
  cairo_stroke (cr);
}

static void
vigie_clock_dial_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VigieClockDial *self = VIGIE_CLOCK_DIAL (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, self->size_px, self->size_px);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  double line = MAX (self->size_px * 0.085, 1.5);
  double middle = self->size_px / 2.0, radius = middle - line / 2;
  GdkRGBA color, late, on_late;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  vigie_drawing_color (widget, "late_bg", &late);
  vigie_drawing_color (widget, "fill_fg", &on_late);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, line);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (self->state == VIGIE_OBLIGATION_OVERDUE)
    draw_overdue (self, cr, self->on_fill ? &on_late : &late, self->on_fill ? &late : &on_late);
  else if (self->state == VIGIE_OBLIGATION_DONE || self->state == VIGIE_OBLIGATION_WAIVED)
    draw_mark (self, cr, middle, radius);
  else
    draw_wedge (self, cr, middle, radius);
  cairo_destroy (cr);
}

static void
vigie_clock_dial_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = VIGIE_CLOCK_DIAL (widget)->size_px;
}

static void
vigie_clock_dial_class_init (VigieClockDialClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = vigie_clock_dial_snapshot;
  widget_class->measure = vigie_clock_dial_measure;
  gtk_widget_class_set_css_name (widget_class, "clock-dial");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vigie_clock_dial_init (VigieClockDial *self)
{
  self->size_px = 22;
  gtk_widget_add_css_class (GTK_WIDGET (self), "clock-dial");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * vigie_clock_dial_new:
 * @size_px: diameter in pixels, 17 to 26 in the designs.
 *
 * Makes a dial of a clock that has just started.
 *
 * Returns: (transfer floating): the dial
 */
GtkWidget *
vigie_clock_dial_new (int size_px)
{
  VigieClockDial *self = g_object_new (VIGIE_TYPE_CLOCK_DIAL, NULL);

  self->size_px = MAX (size_px, 8);
  self->share = 1.0;

  return GTK_WIDGET (self);
}

/**
 * vigie_clock_dial_set:
 * @state: what to draw.
 * @share: of the time left, 0 to 1; looked at while the clock runs.
 * @on_fill: it stands on a solid red ground, so disc and mark change places.
 *
 * Changes the drawing.
 */
void
vigie_clock_dial_set (VigieClockDial *self, VigieObligationState state, double share, gboolean on_fill)
{
  g_return_if_fail (VIGIE_IS_CLOCK_DIAL (self));

  share = CLAMP (share, 0.0, 1.0);
  if (self->state == state && self->on_fill == on_fill && fabs (self->share - share) < 0.002)
    return;
  self->state = state;
  self->share = share;
  self->on_fill = on_fill;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
