/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts @text (copied) into the empty @view in pieces, while the window goes on. A view that scrolls by itself only. */
void vigie_long_text_fill (GtkTextView *view, const char *text);
/* The whole of it stands there, not only its beginning. */
gboolean vigie_long_text_is_filled (GtkTextView *view);
/* A text of any length to read, in a scrolled view of its own; only what is too long for a label needs one. Floating. */
GtkWidget *vigie_long_text_new (const char *text);

G_END_DECLS
