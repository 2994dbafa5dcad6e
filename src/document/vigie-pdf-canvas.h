/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <pango/pango.h>

/* A roll of A4 pages that text, rules and rows are put on, one under the other. Private to the PDF writer. */

G_BEGIN_DECLS

#define VIGIE_PAGE_WIDTH 595.28   /* points */
#define VIGIE_PAGE_HEIGHT 841.89

#define VIGIE_FONT_TITLE "Cantarell, Inter, DejaVu Sans, sans-serif Bold 18"
#define VIGIE_FONT_SUBTITLE "Cantarell, Inter, DejaVu Sans, sans-serif 12.5"
#define VIGIE_FONT_SECTION "Cantarell, Inter, DejaVu Sans, sans-serif Bold 13"
#define VIGIE_FONT_STRONG "Cantarell, Inter, DejaVu Sans, sans-serif Bold 10"
#define VIGIE_FONT_BODY "Cantarell, Inter, DejaVu Sans, sans-serif 10"
#define VIGIE_FONT_SMALL_STRONG "Cantarell, Inter, DejaVu Sans, sans-serif Bold 8.5"
#define VIGIE_FONT_SMALL "Cantarell, Inter, DejaVu Sans, sans-serif 8.5"

extern const double vigie_ink[3], vigie_dim[3], vigie_petrol[3], vigie_amber[3];

typedef enum { VIGIE_ROW_PLAIN, VIGIE_ROW_FIELD, VIGIE_ROW_TABLE, VIGIE_ROW_HEAD, VIGIE_ROW_DENSE } VigieRowStyle;

typedef struct _VigieCanvas VigieCanvas;

/* @n_pages: what the foot says, 0 if not known yet. */
VigieCanvas *vigie_canvas_new (cairo_surface_t *surface, const char *running_title, guint n_pages);
void vigie_canvas_free (VigieCanvas *canvas);
/* An empty layout without hinting, owned: a sheet that is drawn once and shown at several sizes must not keep the widths that one of
 * them rounds to. */
PangoLayout *vigie_canvas_layout (VigieCanvas *canvas);
void vigie_canvas_gap (VigieCanvas *canvas, double points);
/* New page unless @points are left. */
void vigie_canvas_keep (VigieCanvas *canvas, double points);
void vigie_canvas_rule (VigieCanvas *canvas);
void vigie_canvas_outline (VigieCanvas *canvas, const char *title);
void vigie_canvas_paragraph (VigieCanvas *canvas, const char *text, const char *font, const double colour[3]);
/* @cells: at least @n strings; @shares of the width sum up to 1. */
void vigie_canvas_row (VigieCanvas *canvas, GStrv cells, const double *shares, guint n, VigieRowStyle style);
/* Drawn now and again at the top of every page until set to NULL. */
void vigie_canvas_set_table_head (VigieCanvas *canvas, GStrv cells, const double *shares, guint n);
/* A name with its number, a line under them or NULL, and a second number or NULL. */
typedef struct { const char *name, *number, *detail, *second; } VigieCanvasEntry;
/* Lays @entries (VigieCanvasEntry) into @n_columns columns that go down to @reserve points above the foot of this page, one
 * column after the other; how many found room. @points: the size of the names, @with_detail: whether the second line is there. */
guint vigie_canvas_columns (VigieCanvas *canvas, GArray *entries, guint n_columns, double points, gboolean with_detail, double reserve);
guint vigie_canvas_finish (VigieCanvas *canvas);

G_END_DECLS
