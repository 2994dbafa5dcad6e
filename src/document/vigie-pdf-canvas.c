/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages as a roll: a cursor goes down, and whatever does not fit continues on a new page. Rows keep one line
 * cursor a cell and draw as many lines as fit, so that no row is ever too tall. */

#include "vigie-pdf-canvas-private.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "vigie-text-show.h"

#define MARGIN_X VIGIE_CANVAS_MARGIN_X
#define MARGIN_TOP 56.0
#define WIDTH VIGIE_CANVAS_WIDTH
#define BOTTOM VIGIE_CANVAS_BOTTOM
#define ROW_PAD 3.0
#define CELL_GAP 8.0
#define MAX_COLUMNS VIGIE_CANVAS_MAX_COLUMNS
#define SHORT_ROW_HEIGHT 150.0
#define CHUNK_BYTES 4000 /* one layout never holds more */

const double vigie_ink[3] = { 0.114, 0.129, 0.149 };
const double vigie_dim[3] = { 0.329, 0.357, 0.388 };
const double vigie_petrol[3] = { 0.059, 0.310, 0.388 };
const double vigie_amber[3] = { 0.478, 0.263, 0.0 };

VigieCanvas *
vigie_canvas_new (cairo_surface_t *surface, const char *running_title, guint n_pages)
{
  VigieCanvas *canvas = g_new0 (VigieCanvas, 1);

  canvas->surface = cairo_surface_reference (surface);
  canvas->cr = cairo_create (surface);
  canvas->running_title = vigie_text_show_line (running_title);
  canvas->n_pages = n_pages;
  canvas->page = 1;
  canvas->y = MARGIN_TOP;

  return canvas;
}

void
vigie_canvas_free (VigieCanvas *canvas)
{
  cairo_destroy (canvas->cr);
  cairo_surface_destroy (canvas->surface);
  g_free (canvas->running_title);
  g_free (canvas);
}

PangoLayout *
vigie_canvas_layout (VigieCanvas *canvas)
{
  PangoLayout *layout = pango_cairo_create_layout (canvas->cr);
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_context_changed (layout);
  cairo_font_options_destroy (options);

  return layout;
}

static PangoLayout *
layout_new (VigieCanvas *canvas, const char *text, gsize length_bytes, const char *font, double width)
{
  PangoLayout *layout = vigie_canvas_layout (canvas);
  PangoFontDescription *description = pango_font_description_from_string (font);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *piece = g_strndup (text, length_bytes);
  g_autofree char *shown = vigie_text_show_isolated (piece);

  /* A hyphen at the end of a line would be read as a part of the hash or the address that was broken there. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, shown, -1);

  return layout;
}

static void
draw_foot (VigieCanvas *canvas)
{
  g_autofree char *number = canvas->n_pages > 0 ? g_strdup_printf ("%u / %u", canvas->page, canvas->n_pages) : g_strdup ("");
  PangoLayout *left = layout_new (canvas, canvas->running_title, strlen (canvas->running_title), VIGIE_FONT_SMALL, WIDTH * 0.8);
  PangoLayout *right = layout_new (canvas, number, strlen (number), VIGIE_FONT_SMALL, WIDTH * 0.2);

  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
  cairo_set_source_rgb (canvas->cr, vigie_dim[0], vigie_dim[1], vigie_dim[2]);
  cairo_move_to (canvas->cr, MARGIN_X, VIGIE_PAGE_HEIGHT - 38);
  pango_cairo_show_layout (canvas->cr, left);
  cairo_move_to (canvas->cr, MARGIN_X + WIDTH * 0.8, VIGIE_PAGE_HEIGHT - 38);
  pango_cairo_show_layout (canvas->cr, right);
  g_object_unref (left);
  g_object_unref (right);
}

static void
next_page (VigieCanvas *canvas)
{
  draw_foot (canvas);
  cairo_show_page (canvas->cr);
  canvas->page++;
  canvas->y = MARGIN_TOP;
  if (canvas->head != NULL)
    vigie_canvas_row (canvas, canvas->head, canvas->head_shares, canvas->n_head, VIGIE_ROW_HEAD);
}

guint
vigie_canvas_finish (VigieCanvas *canvas)
{
  draw_foot (canvas);
  cairo_show_page (canvas->cr);

  return canvas->page;
}

void
vigie_canvas_gap (VigieCanvas *canvas, double points)
{
  canvas->y += points;
}

void
vigie_canvas_keep (VigieCanvas *canvas, double points)
{
  if (canvas->y + points > BOTTOM)
    next_page (canvas);
}

static void
draw_line_at (VigieCanvas *canvas, double y, double shade)
{
  cairo_set_source_rgb (canvas->cr, shade, shade, shade * 0.98);
  cairo_set_line_width (canvas->cr, 0.6);
  cairo_move_to (canvas->cr, MARGIN_X, y);
  cairo_line_to (canvas->cr, MARGIN_X + WIDTH, y);
  cairo_stroke (canvas->cr);
}

void
vigie_canvas_rule (VigieCanvas *canvas)
{
  draw_line_at (canvas, canvas->y + 1, 0.75);
  canvas->y += 7;
}

void
vigie_canvas_outline (VigieCanvas *canvas, const char *title)
{
  g_autofree char *shown = vigie_text_show_line (title);
  g_autofree char *place = g_strdup_printf ("page=%u pos=[%.0f %.0f]", canvas->page, MARGIN_X, canvas->y);

  cairo_pdf_surface_add_outline (canvas->surface, CAIRO_PDF_OUTLINE_ROOT, shown, place, CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

static double
line_height (PangoLayoutLine *line, double *ascent)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  *ascent = (double) PANGO_ASCENT (logical) / PANGO_SCALE;

  return (double) logical.height / PANGO_SCALE * 1.12;
}

static void
show_line (VigieCanvas *canvas, PangoLayoutLine *line, double x, double y, const double colour[3])
{
  cairo_set_source_rgb (canvas->cr, colour[0], colour[1], colour[2]);
  cairo_move_to (canvas->cr, x, y);
  pango_cairo_show_layout_line (canvas->cr, line);
}

static void
draw_chunk (VigieCanvas *canvas, const char *text, gsize length_bytes, const char *font, const double colour[3])
{
  PangoLayout *layout = layout_new (canvas, text, length_bytes, font, WIDTH);

  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      double ascent, height = line_height (line, &ascent);

      vigie_canvas_keep (canvas, height);
      show_line (canvas, line, MARGIN_X, canvas->y + ascent, colour);
      canvas->y += height;
    }
  g_object_unref (layout);
}

/* At a space if there is one near the end, else between two characters. */
static gsize
chunk_length (const char *text, gsize left_bytes)
{
  const char *end;

  if (left_bytes <= CHUNK_BYTES)
    return left_bytes;
  end = g_utf8_find_prev_char (text, text + CHUNK_BYTES);
  for (const char *p = end; p > text + CHUNK_BYTES / 2; p--)
    if (*p == ' ')
      return (gsize) (p - text) + 1;

  return (gsize) (end - text);
}

void
vigie_canvas_paragraph (VigieCanvas *canvas, const char *text, const char *font, const double colour[3])
{
  gsize left_bytes = strlen (text);

  do
    {
      gsize take_bytes = chunk_length (text, left_bytes);

      draw_chunk (canvas, text, take_bytes, font, colour);
      text += take_bytes;
      left_bytes -= take_bytes;
    }
  while (left_bytes > 0);
}

/* From here on words would be torn at the usual size. */
#define MANY_COLUMNS 6

/* One cell being drawn: the layout at hand, its next line, and the text that comes after it. */
typedef struct
{
  PangoLayout *layout;
  int next;
  const char *rest;
  double x, width;
  const char *font;
  const double *colour;
} Cell;

static gboolean
cell_line (VigieCanvas *canvas, Cell *cell, PangoLayoutLine **line)
{
  while (cell->layout == NULL || cell->next >= pango_layout_get_line_count (cell->layout))
    {
      gsize take_bytes = chunk_length (cell->rest, strlen (cell->rest));

      if (cell->layout != NULL && take_bytes == 0)
        return FALSE;
      g_clear_object (&cell->layout);
      cell->layout = layout_new (canvas, cell->rest, take_bytes, cell->font, cell->width);
      cell->rest += take_bytes;
      cell->next = 0;
    }
  *line = pango_layout_get_line_readonly (cell->layout, cell->next);

  return TRUE;
}

/* Draws what fits of @cell from the canvas' cursor down; returns the y it reached and whether text is left. */
static double
draw_cell (VigieCanvas *canvas, Cell *cell, gboolean *left)
{
  double y = canvas->y;
  PangoLayoutLine *line;

  while (cell_line (canvas, cell, &line))
    {
      double ascent, height = line_height (line, &ascent);

      if (y + height > BOTTOM)
        {
          *left = TRUE;
          break;
        }
      show_line (canvas, line, cell->x, y + ascent, cell->colour);
      y += height;
      cell->next++;
    }

  return y;
}

static void
style_cell (Cell *cell, VigieRowStyle style, guint column)
{
  cell->font = style == VIGIE_ROW_HEAD || (style == VIGIE_ROW_FIELD && column == 1) ? VIGIE_FONT_STRONG : VIGIE_FONT_BODY;
  /* Small, every second cell strong: a number behind a name. */
  if (style == VIGIE_ROW_DENSE)
    cell->font = column % 2 == 1 ? VIGIE_FONT_SMALL_STRONG : VIGIE_FONT_SMALL;
  cell->colour = style == VIGIE_ROW_HEAD || (style == VIGIE_ROW_FIELD && column == 0) ? vigie_dim : vigie_ink;
}

static void
prepare_cells (Cell *cells, GStrv texts, const double *shares, guint n, VigieRowStyle style)
{
  double x = MARGIN_X;

  for (guint i = 0; i < n; i++)
    {
      cells[i] = (Cell) { .rest = texts[i], .x = x, .width = MAX (12, shares[i] * WIDTH - (i + 1 < n ? CELL_GAP : 0)) };
      style_cell (&cells[i], style, i);
      if (n > MANY_COLUMNS)
        cells[i].font = style == VIGIE_ROW_HEAD ? VIGIE_FONT_SMALL_STRONG : VIGIE_FONT_SMALL;
      x += shares[i] * WIDTH;
    }
}

/* A row of a few lines is not torn between two pages. */
static void
keep_short_row (VigieCanvas *canvas, Cell *cells, guint n)
{
  double height = 0;
  PangoLayoutLine *line;

  for (guint i = 0; i < n; i++)
    {
      int layout_height = 0;

      if (cell_line (canvas, &cells[i], &line))
        pango_layout_get_size (cells[i].layout, NULL, &layout_height);
      height = MAX (height, (double) layout_height / PANGO_SCALE * 1.12);
    }
  if (height <= SHORT_ROW_HEIGHT && canvas->y + height + ROW_PAD > BOTTOM)
    {
      next_page (canvas);
      canvas->y += ROW_PAD;
    }
}

void
vigie_canvas_row (VigieCanvas *canvas, GStrv texts, const double *shares, guint n, VigieRowStyle style)
{
  double pad = style == VIGIE_ROW_TABLE || style == VIGIE_ROW_HEAD ? ROW_PAD : 1;
  Cell cells[MAX_COLUMNS] = { 0 };
  gboolean left;

  g_return_if_fail (n <= MAX_COLUMNS);

  vigie_canvas_keep (canvas, 18 + pad);
  canvas->y += pad;
  prepare_cells (cells, texts, shares, n, style);
  keep_short_row (canvas, cells, n);
  do
    {
      double y = canvas->y;

      left = FALSE;
      for (guint i = 0; i < n; i++)
        {
          double reached = draw_cell (canvas, &cells[i], &left);

          y = MAX (y, reached);
        }
      canvas->y = y;
      if (left)
        next_page (canvas);
    }
  while (left);
  for (guint i = 0; i < n; i++)
    g_clear_object (&cells[i].layout);
  canvas->y += pad;
  if (pad > 1)
    draw_line_at (canvas, canvas->y, style == VIGIE_ROW_HEAD ? 0.6 : 0.87);
}

void
vigie_canvas_set_table_head (VigieCanvas *canvas, GStrv cells, const double *shares, guint n)
{
  canvas->head = NULL;
  if (cells == NULL)
    return;
  vigie_canvas_keep (canvas, 60);
  memcpy (canvas->head_shares, shares, n * sizeof *shares);
  canvas->n_head = n;
  vigie_canvas_row (canvas, cells, shares, n, VIGIE_ROW_HEAD);
  canvas->head = cells;
}
