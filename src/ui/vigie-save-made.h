/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A file whose content takes a while to make: where to is asked, then it is made and written in a thread, for a letter is set with
 * its fonts and a disk may be slow. What came of it is said by the window's toast, or its sentence of failure. */

G_BEGIN_DECLS

/* In a thread of its own, which alone has @data then. Owned; NULL with @error. */
typedef GBytes *(*VigieMakeFunc) (gpointer data, GCancellable *cancellable, GError **error);

/**
 * vigie_save_made:
 * @from: a widget in the window that asks; kept until the file is written
 * @title: of the dialog
 * @name: proposed for the file
 * @data: (transfer full): for @make, freed by @free_data when nothing was chosen, too
 *
 * Returns at once. Main thread.
 */
void vigie_save_made (GtkWidget *from,
                      const char *title,
                      const char *name,
                      VigieMakeFunc make,
                      gpointer data,
                      GDestroyNotify free_data);

G_END_DECLS
