/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The middle of the header bar: the page buttons at its start and the war room's links at its end. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_HEADER_ROW (vigie_header_row_get_type ())
G_DECLARE_FINAL_TYPE (VigieHeaderRow, vigie_header_row, VIGIE, HEADER_ROW, GtkWidget)

/* Takes both, which are floating. It is floating itself. */
GtkWidget *vigie_header_row_new (GtkWidget *tabs, GtkWidget *links);

G_END_DECLS
