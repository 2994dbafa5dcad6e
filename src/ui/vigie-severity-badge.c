/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The badge of a level. The shape says the level without the colour: octagon, house, rounded square,
 * circle. It is drawn rather than taken from an icon because symbolic icons have one colour, and the
 * word stands inside in the colour of fills. The shapes fill the square they are given, so that
 * badges of one size line up. The full words are the accessible name: the shape says nothing there. */

#include "vigie-widgets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "vigie-drawing.h"
#include "vigie-text-ui.h"

#define WORD_FROM_PX 26

struct _VigieSeverityBadge
{
  GtkWidget parent_instance;

  int size_px;
  VigieLevel level;
};

G_DEFINE_FINAL_TYPE (VigieSeverityBadge, vigie_severity_badge, GTK_TYPE_WIDGET)

static const char *const fill_names[] = { "p4_bg", "p1_bg", "p2_bg", "p3_bg", "p4_bg" };

static void
octagon (cairo_t *cr, double size)
{
  double cut = size * 0.293; /* sides of equal length */

  cairo_move_to (cr, cut, 0);
  cairo_line_to (cr, size - cut, 0);
  cairo_line_to (cr, size, cut);
  cairo_line_to (cr, size, size - cut);
  cairo_line_to (cr, size - cut, size);
  cairo_line_to (cr, cut, size);
  cairo_line_to (cr, 0, size - cut);
  cairo_line_to (cr, 0, cut);
  cairo_close_path (cr);
}

static void
house (cairo_t *cr, double size)
{
  double side = size * 0.04;

  cairo_move_to (cr, size / 2, 0);
  cairo_line_to (cr, size - side, size * 0.36);
  cairo_line_to (cr, size - side, size * 0.96);
  cairo_line_to (cr, side, size * 0.96);
  cairo_line_to (cr, side, size * 0.36);
  cairo_close_path (cr);
}

static void
rounded_square (cairo_t *cr, double size)
{
  double inset = size * 0.05, radius = size * 0.16;
  double far_edge = size - inset;

  cairo_new_sub_path (cr);
  cairo_arc (cr, far_edge - radius, inset + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, far_edge - radius, far_edge - radius, radius, 0, G_PI_2);
  cairo_arc (cr, inset + radius, far_edge - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, inset + radius, inset + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
shape (cairo_t *cr, VigieLevel level, double size)
{
  switch (level)
    {
    case VIGIE_LEVEL_P1:
      octagon (cr, size);
      break;
    case VIGIE_LEVEL_P2:
      house (cr, size);
      break;
    case VIGIE_LEVEL_P3:
      rounded_square (cr, size);
      break;
    case VIGIE_LEVEL_P4:
      cairo_arc (cr, size / 2, size / 2, size / 2, 0, 2 * G_PI);
      break;
    case VIGIE_LEVEL_NONE:
    default:
      cairo_arc (cr, size / 2, size / 2, size / 2 - 1, 0, 2 * G_PI);
      break;
    }
}

static void
draw_word (VigieSeverityBadge *self, cairo_t *cr, const GdkRGBA *color)
{
  const char *word = vigie_level_to_word (self->level);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), word != NULL ? word : "?");
  g_autoptr(PangoFontDescription) font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));
  double lower = self->level == VIGIE_LEVEL_P2 ? self->size_px * 0.06 : 0;
  PangoRectangle ink;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, self->size_px * 0.42 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_move_to (cr,
                 (self->size_px - ink.width) / 2.0 - ink.x,
                 (self->size_px - ink.height) / 2.0 - ink.y + lower);
  pango_cairo_show_layout (cr, layout);
}

static void
vigie_severity_badge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VigieSeverityBadge *self = VIGIE_SEVERITY_BADGE (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, self->size_px, self->size_px);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  gboolean filled = self->level != VIGIE_LEVEL_NONE;
  GdkRGBA fill, word;

  vigie_drawing_color (widget, filled ? fill_names[self->level] : "dim_fg", &fill);
  vigie_drawing_color (widget, filled ? "fill_fg" : "dim_fg", &word);
  gdk_cairo_set_source_rgba (cr, &fill);
  shape (cr, self->level, self->size_px);
  if (filled)
    {
      cairo_fill (cr);
    }
  else
    {
      cairo_set_line_width (cr, 2);
      cairo_stroke (cr);
    }
  if (self->size_px >= WORD_FROM_PX)
    draw_word (self, cr, &word);
  cairo_destroy (cr);
}

static void
vigie_severity_badge_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = *natural = VIGIE_SEVERITY_BADGE (widget)->size_px;
}

static void
vigie_severity_badge_class_init (VigieSeverityBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = vigie_severity_badge_snapshot;
  widget_class->measure = vigie_severity_badge_measure;
  gtk_widget_class_set_css_name (widget_class, "severity-badge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vigie_severity_badge_init (VigieSeverityBadge *self)
{
  self->size_px = 28;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * vigie_severity_badge_new:
 * @size_px: side of the square, in pixels.
 *
 * Makes a badge without a level.
 *
 * Returns: (transfer floating): the badge
 */
GtkWidget *
vigie_severity_badge_new (int size_px)
{
  VigieSeverityBadge *self = g_object_new (VIGIE_TYPE_SEVERITY_BADGE, NULL);

  self->size_px = MAX (size_px, 8);
  vigie_severity_badge_set_level (self, VIGIE_LEVEL_NONE);

  return GTK_WIDGET (self);
}

/**
 * vigie_severity_badge_set_level:
 * @level: the level to show; NONE draws an empty ring with a question mark.
 *
 * Changes shape, colour, word and accessible name.
 */
void
vigie_severity_badge_set_level (VigieSeverityBadge *self, VigieLevel level)
{
  const char *const names[] = { _("No level"), _("P1 Critical"), _("P2 High"), _("P3 Medium"), _("P4 Low") };

  g_return_if_fail (VIGIE_IS_SEVERITY_BADGE (self));
  g_return_if_fail (level <= VIGIE_LEVEL_P4);

  self->level = level;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, names[level], -1);
  vigie_set_tooltip (GTK_WIDGET (self), names[level]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
