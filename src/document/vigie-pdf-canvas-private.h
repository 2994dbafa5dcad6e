/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-pdf-canvas.h"

/* Private to vigie-pdf-canvas.c and vigie-pdf-columns.c. */

G_BEGIN_DECLS

#define VIGIE_CANVAS_MARGIN_X 54.0
#define VIGIE_CANVAS_MARGIN_BOTTOM 60.0
#define VIGIE_CANVAS_WIDTH (VIGIE_PAGE_WIDTH - 2 * VIGIE_CANVAS_MARGIN_X)
#define VIGIE_CANVAS_BOTTOM (VIGIE_PAGE_HEIGHT - VIGIE_CANVAS_MARGIN_BOTTOM)
#define VIGIE_CANVAS_MAX_COLUMNS 8

struct _VigieCanvas
{
  cairo_surface_t *surface;
  cairo_t *cr;
  char *running_title;
  guint page, n_pages;
  double y;
  GStrv head; /* borrowed */
  double head_shares[VIGIE_CANVAS_MAX_COLUMNS];
  guint n_head;
};

G_END_DECLS
