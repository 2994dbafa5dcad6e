/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "vigie-widgets.h"

/* The card for the wall as it will come out of the printer, with the acts of it. Main thread. */

G_BEGIN_DECLS

/* Over the window of @from. @surface_taken: of vigie_contact_sheet_record(). */
void vigie_contact_sheet_present (GtkWidget *from, VigieSession *session, cairo_surface_t *surface_taken);
/* Prints it: one page of A4, scaled to whatever paper is chosen. Owned. */
GtkPrintOperation *vigie_contact_sheet_operation_new (cairo_surface_t *surface);

G_END_DECLS
