/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Columns side by side, each scrolling by itself; below a width one at a time, chosen by buttons above. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PAGE_COLUMNS (vigie_page_columns_get_type ())
G_DECLARE_FINAL_TYPE (VigiePageColumns, vigie_page_columns, VIGIE, PAGE_COLUMNS, GtkWidget)

/* @threshold_px: below it one column shows. */
GtkWidget *vigie_page_columns_new (int threshold_px);
/* @title: word of the button; @width_px: 0 to take what is left. */
void vigie_page_columns_add (VigiePageColumns *self, const char *title, GtkWidget *child, int width_px);
gboolean vigie_page_columns_is_narrow (VigiePageColumns *self);
/* Brings column @index to the eye (it is there already when wide). */
void vigie_page_columns_show (VigiePageColumns *self, guint index);
/* Moves the focus to the next column by @delta; FALSE if there is none. */
gboolean vigie_page_columns_move (VigiePageColumns *self, int delta);

G_END_DECLS
