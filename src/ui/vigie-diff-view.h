/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* What differs between two texts, to read: in one text, or side by side. What was removed is struck out and bears a minus,
 * what was added is underlined and bears a plus, so that nothing hangs on a colour. Main thread. */

G_BEGIN_DECLS

/* Floating; scrolls by itself. @before_title and @after_title name the two sides. */
GtkWidget *vigie_diff_view_new (const char *before, const char *after, const char *before_title, const char *after_title, gboolean side_by_side);
/* @text alone, with what @other does not say marked. Floating. */
GtkWidget *vigie_diff_view_side_new (const char *text, const char *other, const char *title);

G_END_DECLS
