/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report as PDF: A4, drawn with Pango and Cairo, page after page.
 *
 * The whole report is drawn twice, first onto nothing to learn how many pages there are, then for good: the
 * foot says "3 / 7". Text is cut into paragraphs of bounded size before it is laid out, because one layout of
 * a megabyte would take seconds. Table rows break between lines, so a row taller than a page is no trouble.
 * The creation date is the report's, so the same report gives the same bytes. */

#include "vigie-document.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-pdf-canvas.h"

#define FIELD_LABEL_SHARE 0.27

static void
draw_text (VigieCanvas *canvas, const char *text, const char *font, const double colour[3], double gap)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    vigie_canvas_paragraph (canvas, lines[i], font, colour);
  vigie_canvas_gap (canvas, gap);
}

static void
draw_fields (VigieCanvas *canvas, GPtrArray *rows)
{
  const double shares[] = { FIELD_LABEL_SHARE, 1 - FIELD_LABEL_SHARE };

  for (guint i = 0; i < rows->len; i++)
    vigie_canvas_row (canvas, g_ptr_array_index (rows, i), shares, 2, VIGIE_ROW_FIELD);
  vigie_canvas_gap (canvas, 6);
}

static guint
column_shares (const VigieBlock *block, double *shares, guint max)
{
  guint n = MIN (g_strv_length (g_ptr_array_index (block->rows, 0)), max);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      shares[i] = block->widths != NULL && i < block->widths->len ? g_array_index (block->widths, int, i) : 1;
      sum += shares[i];
    }
  for (guint i = 0; i < n; i++)
    shares[i] /= sum;

  return n;
}

static void
draw_table (VigieCanvas *canvas, const VigieBlock *block)
{
  double shares[8];
  guint n = column_shares (block, shares, G_N_ELEMENTS (shares));

  vigie_canvas_set_table_head (canvas, g_ptr_array_index (block->rows, 0), shares, n);
  for (guint i = 1; i < block->rows->len; i++)
    vigie_canvas_row (canvas, g_ptr_array_index (block->rows, i), shares, n, VIGIE_ROW_TABLE);
  vigie_canvas_set_table_head (canvas, NULL, NULL, 0);
  vigie_canvas_gap (canvas, 8);
}

static void
draw_list (VigieCanvas *canvas, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv item = g_ptr_array_index (rows, i);
      /* Deeper than this, a column would be too narrow to be read. */
      double indent = 0.03 * MIN (vigie_report_list_depth (item), 10);
      char *cells[] = { (char *) "", (char *) "•", item[0], NULL };
      const double shares[] = { indent, 0.025, 0.975 - indent };

      if (indent > 0)
        vigie_canvas_row (canvas, cells, shares, 3, VIGIE_ROW_PLAIN);
      else
        vigie_canvas_row (canvas, cells + 1, shares + 1, 2, VIGIE_ROW_PLAIN);
    }
  vigie_canvas_gap (canvas, 6);
}

static void
draw_block (VigieCanvas *canvas, const VigieBlock *block)
{
  switch (block->type)
    {
    case VIGIE_BLOCK_PARAGRAPH:
      draw_text (canvas, block->text, VIGIE_FONT_BODY, vigie_ink, 6);
      break;
    case VIGIE_BLOCK_HEADING:
      vigie_canvas_keep (canvas, 50);
      draw_text (canvas, block->text, VIGIE_FONT_STRONG, vigie_ink, 2);
      break;
    case VIGIE_BLOCK_MISSING:
      draw_text (canvas, block->text, VIGIE_FONT_BODY, vigie_amber, 4);
      break;
    case VIGIE_BLOCK_FIELDS:
      draw_fields (canvas, block->rows);
      break;
    case VIGIE_BLOCK_TABLE:
      draw_table (canvas, block);
      break;
    case VIGIE_BLOCK_LIST:
      draw_list (canvas, block->rows);
      break;
    }
}

static void
draw_part (VigieCanvas *canvas, const VigieReportPart *part, guint number)
{
  g_autofree char *title = g_strdup_printf ("%u. %s", number, part->title);

  vigie_canvas_gap (canvas, 8);
  vigie_canvas_keep (canvas, 70);
  vigie_canvas_outline (canvas, title);
  draw_text (canvas, title, VIGIE_FONT_SECTION, vigie_petrol, 0);
  vigie_canvas_rule (canvas);
  for (guint i = 0; i < part->blocks->len; i++)
    draw_block (canvas, g_ptr_array_index (part->blocks, i));
}

/* Returns the number of pages. */
static guint
draw_report (VigieCanvas *canvas, const VigieReport *report, GCancellable *cancellable)
{
  draw_text (canvas, report->title, VIGIE_FONT_TITLE, vigie_ink, 0);
  draw_text (canvas, report->subtitle, VIGIE_FONT_SUBTITLE, vigie_dim, 8);
  draw_fields (canvas, report->head);
  for (guint i = 0; i < report->parts->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        break;
      draw_part (canvas, g_ptr_array_index (report->parts, i), i + 1);
    }
  vigie_canvas_gap (canvas, 10);
  vigie_canvas_keep (canvas, 90);
  vigie_canvas_rule (canvas);
  draw_fields (canvas, report->foot);

  return vigie_canvas_finish (canvas);
}

static cairo_status_t
write_to_array (void *closure, const unsigned char *data, unsigned int length_bytes)
{
  g_byte_array_append (closure, data, length_bytes);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, const VigieReport *report)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, report->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, report->subtitle);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Vigie");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

static guint
draw_on (cairo_surface_t *surface, const VigieReport *report, guint n_pages, GCancellable *cancellable)
{
  VigieCanvas *canvas = vigie_canvas_new (surface, report->title, n_pages);
  guint n = draw_report (canvas, report, cancellable);

  vigie_canvas_free (canvas);

  return n;
}

GBytes *
vigie_pdf_from_report (const VigieReport *report, GCancellable *cancellable, GError **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  cairo_surface_t *trial = cairo_pdf_surface_create_for_stream (NULL, NULL, VIGIE_PAGE_WIDTH, VIGIE_PAGE_HEIGHT);
  guint n_pages = draw_on (trial, report, 0, cancellable);
  cairo_surface_t *surface;
  cairo_status_t status;

  cairo_surface_destroy (trial);
  surface = cairo_pdf_surface_create_for_stream (write_to_array, out, VIGIE_PAGE_WIDTH, VIGIE_PAGE_HEIGHT);
  set_metadata (surface, report);
  draw_on (surface, report, n_pages, cancellable);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The PDF could not be drawn: %s."), cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
