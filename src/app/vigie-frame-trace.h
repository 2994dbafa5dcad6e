/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Call before @window is presented. Writes to the file @path, with the computer's monotonic time, when Enter was pressed
 * ("key USEC") and when each entry of the timeline stood in the view for the first time, at the end of that frame ("shown
 * USEC TEXT"; a line break in a text becomes a space). Ends with the window. Main thread. */
void vigie_frame_trace_start (GtkWindow *window, const char *path);

G_END_DECLS
