/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names and numbers in columns on what is left of a page. A number is never shortened: a name that is too long for the line
 * ends in “…”, and stands above its number where even a short one would not fit. */

#include <pango/pangocairo.h>

#include "vigie-pdf-canvas-private.h"
#include "vigie-text-show.h"

#define COLUMN_GAP 14.0
#define ENTRY_GAP 2.5
#define LEAST_NAME 40.0          /* points of a name beside its number */

typedef struct
{
  VigieCanvas *canvas;
  double width, points;
  gboolean with_detail;
} Columns;

static PangoLayout *
line_new (const Columns *columns, const char *text, gboolean is_strong, double points)
{
  PangoLayout *layout = vigie_canvas_layout (columns->canvas);
  PangoFontDescription *font = pango_font_description_from_string ("Cantarell, Inter, DejaVu Sans, sans-serif");
  g_autofree char *shown = vigie_text_show_line (text);

  pango_font_description_set_absolute_size (font, points * PANGO_SCALE);
  pango_font_description_set_weight (font, is_strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, shown, -1);
  pango_layout_set_single_paragraph_mode (layout, TRUE);

  return layout;
}

static double
width_of (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

static void
show (const Columns *columns, PangoLayout *layout, double x, double y, double room, gboolean at_end, const double colour[3])
{
  double width = width_of (layout);

  if (width > room)
    {
      pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      width = room;
    }
  cairo_set_source_rgb (columns->canvas->cr, colour[0], colour[1], colour[2]);
  cairo_move_to (columns->canvas->cr, at_end ? x - width : x, y);
  pango_cairo_show_layout (columns->canvas->cr, layout);
}

/* Left and right on one line; on two when the left one would be too short. The height it takes. */
static double
pair (const Columns *columns, const char *left, const char *right, gboolean is_strong, double x, double y, gboolean draw)
{
  double points = is_strong ? columns->points : MAX (7.0, columns->points - 0.5);
  PangoLayout *start = line_new (columns, left, FALSE, points);
  PangoLayout *end = right != NULL ? line_new (columns, right, is_strong, points) : NULL;
  double taken = end != NULL ? width_of (end) + 5 : 0;
  double line = height_of (start), height = line;
  gboolean is_split = end != NULL && columns->width - taken < MIN (LEAST_NAME, width_of (start));

  if (is_split)
    height += line;
  if (draw)
    {
      show (columns, start, x, y, is_split ? columns->width : columns->width - taken, FALSE, is_strong ? vigie_ink : vigie_dim);
      if (end != NULL)
        show (columns, end, x + columns->width, is_split ? y + line : y, columns->width, TRUE, vigie_ink);
    }
  g_object_unref (start);
  g_clear_object (&end);

  return height;
}

static double
entry (const Columns *columns, const VigieCanvasEntry *one, double x, double y, gboolean draw)
{
  double height = pair (columns, one->name, one->number, TRUE, x, y, draw);

  if (columns->with_detail && (one->detail != NULL || one->second != NULL))
    height += pair (columns, one->detail != NULL ? one->detail : "", one->second, FALSE, x, y + height, draw);

  return height + ENTRY_GAP;
}

/* How many find room above @bottom; @lowest: how far down they go. */
static guint
place (const Columns *columns, GArray *entries, guint n_columns, double bottom, double *lowest, gboolean draw)
{
  double top = columns->canvas->y;
  guint n = 0;

  *lowest = top;
  for (guint column = 0; column < n_columns && n < entries->len; column++)
    {
      double x = VIGIE_CANVAS_MARGIN_X + column * (columns->width + COLUMN_GAP), y = top;

      while (n < entries->len)
        {
          const VigieCanvasEntry *one = &g_array_index (entries, VigieCanvasEntry, n);

          if (y + entry (columns, one, x, y, FALSE) > bottom)
            break;
          y += entry (columns, one, x, y, draw);
          n++;
        }
      *lowest = MAX (*lowest, y);
    }

  return n;
}

guint
vigie_canvas_columns (VigieCanvas *canvas, GArray *entries, guint n_columns, double points, gboolean with_detail, double reserve)
{
  Columns columns = { canvas, (VIGIE_CANVAS_WIDTH - COLUMN_GAP * (n_columns - 1)) / n_columns, points, with_detail };
  double bottom = VIGIE_CANVAS_BOTTOM - reserve, lowest;
  guint n = place (&columns, entries, n_columns, bottom, &lowest, FALSE);

  /* Of one length, when there is room to spare. */
  while (n == entries->len && n > 0 && place (&columns, entries, n_columns, bottom - points, &lowest, FALSE) == n)
    bottom -= points;
  place (&columns, entries, n_columns, bottom, &lowest, TRUE);
  canvas->y = lowest;

  return n;
}
