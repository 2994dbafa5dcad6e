/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A notice as an A4 letter, on the canvas of the report: drawn twice, first to count the pages. The date of the file is a fixed
 * one, the letter's own stands on it, so that one text has one file. */

#include "vigie-notice-document.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "vigie-error.h"
#include "vigie-notice-blocks.h"
#include "vigie-pdf-canvas.h"
#include "vigie-text-show.h"

#define ADDRESS_SHARE 0.55

static gboolean
has (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
draw_lines (VigieCanvas *canvas, const char *text, const char *font, const double colour[3], double gap)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    vigie_canvas_paragraph (canvas, lines[i], font, colour);
  vigie_canvas_gap (canvas, gap);
}

/* Where the window of an envelope shows it. */
static void
draw_address (VigieCanvas *canvas, const char *address)
{
  const double shares[] = { ADDRESS_SHARE, 1 - ADDRESS_SHARE };
  char *cells[] = { (char *) "", (char *) address, NULL };

  vigie_canvas_gap (canvas, 34);
  vigie_canvas_row (canvas, cells, shares, 2, VIGIE_ROW_PLAIN);
  vigie_canvas_gap (canvas, 20);
}

static void
draw_head (VigieCanvas *canvas, const VigieNoticeDocument *document)
{
  gboolean is_french = document->lang == VIGIE_LANG_FR;
  g_autofree char *place = has (document->place) && has (document->date)
                               ? g_strconcat (document->place, is_french ? ", le " : ", ", document->date, NULL)
                               : g_strdup (has (document->date) ? document->date : "");
  g_autofree char *subject = has (document->subject) ? g_strconcat (is_french ? "Objet\302\240: " : "Subject: ", document->subject, NULL) : NULL;

  if (has (document->organisation))
    draw_lines (canvas, document->organisation, VIGIE_FONT_SECTION, vigie_petrol, 4);
  vigie_canvas_rule (canvas);
  if (has (document->address))
    draw_address (canvas, document->address);
  if (has (place))
    draw_lines (canvas, place, VIGIE_FONT_BODY, vigie_dim, 14);
  if (subject != NULL)
    draw_lines (canvas, subject, VIGIE_FONT_STRONG, vigie_ink, 14);
}

static void
draw_item (VigieCanvas *canvas, const VigieNoticeBlock *block, guint i)
{
  const double shares[] = { 0.045, 0.955 };
  g_autofree char *mark = block->kind == VIGIE_NOTICE_BLOCK_BULLETS ? g_strdup ("•") : g_strdup_printf ("%u.", i + 1);
  char *cells[] = { mark, block->lines->pdata[i], NULL };

  vigie_canvas_row (canvas, cells, shares, 2, VIGIE_ROW_PLAIN);
}

static void
draw_block (VigieCanvas *canvas, const VigieNoticeBlock *block)
{
  gboolean is_list = block->kind == VIGIE_NOTICE_BLOCK_BULLETS || block->kind == VIGIE_NOTICE_BLOCK_NUMBERS;

  if (block->kind == VIGIE_NOTICE_BLOCK_HEADING)
    vigie_canvas_keep (canvas, 50);
  for (guint i = 0; i < block->lines->len; i++)
    {
      if (is_list)
        draw_item (canvas, block, i);
      else
        vigie_canvas_paragraph (canvas, block->lines->pdata[i],
                                block->kind == VIGIE_NOTICE_BLOCK_HEADING ? VIGIE_FONT_STRONG : VIGIE_FONT_BODY, vigie_ink);
    }
  vigie_canvas_gap (canvas, block->kind == VIGIE_NOTICE_BLOCK_HEADING ? 2 : 10);
}

static guint
draw_on (cairo_surface_t *surface, const VigieNoticeDocument *document, guint n_pages)
{
  g_autoptr(GPtrArray) blocks = vigie_notice_blocks (document->body);
  g_autofree char *running = g_strdup (has (document->reference) ? document->reference : has (document->organisation) ? document->organisation : "");
  VigieCanvas *canvas = vigie_canvas_new (surface, running, n_pages);
  guint n;

  draw_head (canvas, document);
  for (guint i = 0; i < blocks->len; i++)
    draw_block (canvas, blocks->pdata[i]);
  n = vigie_canvas_finish (canvas);
  vigie_canvas_free (canvas);

  return n;
}

static cairo_status_t
write_to_array (void *closure, const unsigned char *data, unsigned int length_bytes)
{
  g_byte_array_append (closure, data, length_bytes);

  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, const VigieNoticeDocument *document)
{
  g_autofree char *title = vigie_text_show_line (has (document->subject) ? document->subject : "");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Vigie");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

/**
 * vigie_notice_letter:
 * @document: what stands in it
 * @error: return location
 *
 * Draws the letter in memory.
 *
 * Returns: (transfer full) (nullable): the PDF, or %NULL with %VIGIE_ERROR_INVALID
 */
GBytes *
vigie_notice_letter (const VigieNoticeDocument *document, GError **error)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  cairo_surface_t *trial = cairo_pdf_surface_create_for_stream (NULL, NULL, VIGIE_PAGE_WIDTH, VIGIE_PAGE_HEIGHT);
  guint n_pages = draw_on (trial, document, 0);
  cairo_surface_t *surface;
  cairo_status_t status;

  cairo_surface_destroy (trial);
  surface = cairo_pdf_surface_create_for_stream (write_to_array, out, VIGIE_PAGE_WIDTH, VIGIE_PAGE_HEIGHT);
  set_metadata (surface, document);
  draw_on (surface, document, n_pages);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The PDF could not be drawn: %s."), cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
