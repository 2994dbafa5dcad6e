/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Colours of the stylesheet for widgets that draw themselves. */

G_BEGIN_DECLS

/* The colour called @name in the stylesheet, for @widget's present style; its text colour if there is none. */
void vigie_drawing_color (GtkWidget *widget, const char *name, GdkRGBA *out);

G_END_DECLS
