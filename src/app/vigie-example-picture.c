/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody would have photographed or cut from a dashboard that night. It is drawn here: a picture of a real
 * dashboard would be somebody's, and could not speak two languages. */

#include "vigie-example-picture.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#define WIDTH_PX 640
#define HEIGHT_PX 384
#define LEFT_PX 60
#define RIGHT_PX 616
#define TOP_PX 84
#define BOTTOM_PX 336
#define MOST 250.0

/* Connections every ten minutes; the migration begins at the seventh. */
static const double samples[] = { 58, 61, 55, 63, 60, 57, 64, 118, 176, 200, 200, 199, 200, 200, 198, 200, 200, 200, 200 };

static double
x_of (gsize sample)
{
  return LEFT_PX + (double) sample * (RIGHT_PX - LEFT_PX) / (G_N_ELEMENTS (samples) - 1);
}

static double
y_of (double n_connections)
{
  return BOTTOM_PX - n_connections * (BOTTOM_PX - TOP_PX) / MOST;
}

static void
write_at (cairo_t *cr, double x, double y, const char *font, const char *text)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr(PangoFontDescription) description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_grid (cairo_t *cr)
{
  cairo_set_line_width (cr, 1);
  for (int n = 0; n <= (int) MOST; n += 50)
    {
      g_autofree char *label = g_strdup_printf ("%d", n);

      cairo_set_source_rgb (cr, 0.85, 0.84, 0.81);
      cairo_move_to (cr, LEFT_PX, y_of (n) + 0.5);
      cairo_line_to (cr, RIGHT_PX, y_of (n) + 0.5);
      cairo_stroke (cr);
      cairo_set_source_rgb (cr, 0.33, 0.36, 0.39);
      write_at (cr, 22, y_of (n) - 9, "Cantarell, Sans 10", label);
    }
}

static void
draw_line (cairo_t *cr)
{
  cairo_move_to (cr, x_of (0), y_of (samples[0]));
  for (gsize i = 1; i < G_N_ELEMENTS (samples); i++)
    cairo_line_to (cr, x_of (i), y_of (samples[i]));
  cairo_set_source_rgb (cr, 0.08, 0.34, 0.42);
  cairo_set_line_width (cr, 3);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke_preserve (cr);
  cairo_line_to (cr, x_of (G_N_ELEMENTS (samples) - 1), y_of (0));
  cairo_line_to (cr, x_of (0), y_of (0));
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, 0.08, 0.34, 0.42, 0.14);
  cairo_fill (cr);
}

static void
draw_limit (cairo_t *cr, const char *words)
{
  static const double dashes[] = { 7, 5 };

  cairo_set_source_rgb (cr, 0.70, 0.07, 0.16);
  cairo_set_line_width (cr, 2);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, LEFT_PX, y_of (200));
  cairo_line_to (cr, RIGHT_PX, y_of (200));
  cairo_stroke (cr);
  write_at (cr, LEFT_PX + 8, y_of (200) - 24, "Cantarell, Sans Bold 11", words);
}

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length_bytes)
{
  g_byte_array_append (closure, data, length_bytes);

  return CAIRO_STATUS_SUCCESS;
}

GBytes *
vigie_example_picture (VigieLang lang)
{
  gboolean is_french = lang == VIGIE_LANG_FR;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH_PX, HEIGHT_PX);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.11, 0.13, 0.15);
  write_at (cr, 22, 18, "Cantarell, Sans Bold 15", is_french ? "Connexions à la base « orders »" : "Connections of the database “orders”");
  draw_grid (cr);
  draw_line (cr);
  draw_limit (cr, is_french ? "limite : 200" : "limit: 200");
  cairo_set_source_rgb (cr, 0.33, 0.36, 0.39);
  write_at (cr, LEFT_PX, BOTTOM_PX + 12, "Cantarell, Sans 10", is_french ? "trois dernières heures" : "last three hours");
  cairo_surface_write_to_png_stream (surface, append, png);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (png);
}
