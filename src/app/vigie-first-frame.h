/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* TRUE once @window shows what it is for; asked after each of its frames. */
typedef gboolean (*VigieIsFilled) (GtkWindow *window);

/* Call before @window is presented. Prints when its first frame and its first filled one were drawn and
 * how much memory is resident a second later, then ends @application. @is_filled NULL: at once. Main thread. */
void vigie_first_frame_watch (GApplication *application, GtkWindow *window, VigieIsFilled is_filled);

G_END_DECLS
