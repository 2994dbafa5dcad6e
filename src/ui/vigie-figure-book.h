/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-metrics.h"
#include "vigie-session.h"

/* The figures of all incidents, as the pages over many of them see them. One for each session; it reads the store's
 * table on the store's thread, and only while a page wants all of it: otherwise it knows one number, how many
 * actions are open. Main thread.
 *
 * Signals: "changed" (): the figures, or the number, are others.
 */

G_BEGIN_DECLS

#define VIGIE_TYPE_FIGURE_BOOK (vigie_figure_book_get_type ())
G_DECLARE_FINAL_TYPE (VigieFigureBook, vigie_figure_book, VIGIE, FIGURE_BOOK, GObject)

/* The one of @session; borrowed, made when first asked for. */
VigieFigureBook *vigie_figure_book_of (VigieSession *session);
/* Each TRUE is taken back by one FALSE; while nobody wants them the figures are let go. */
void vigie_figure_book_want (VigieFigureBook *self, gboolean wants);
/* (element-type VigieFigures), linked; borrowed until "changed"; NULL while they are not read yet. */
GPtrArray *vigie_figure_book_get_all (VigieFigureBook *self);
/* TRUE when nothing but examples is recorded: pages then show what those give, and say so. */
gboolean vigie_figure_book_has_only_examples (VigieFigureBook *self);
guint vigie_figure_book_get_open_actions (VigieFigureBook *self);

G_END_DECLS
